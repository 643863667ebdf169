//! The life of an invitation: every state, every event, before and after its time.

use chrono::{DateTime, Duration, Utc};
use slipway_core::{
    access::role::OrgRole,
    api::problem::StateProblem,
    email::EmailAddress,
    invitation::{
        InvitationEvent as Event, InvitationLife, InvitationState as State, LIFE_DAYS, VoidReason,
        check_joining, expiry,
    },
};

fn sent() -> DateTime<Utc> {
    DateTime::from_timestamp(1_700_000_000, 0).unwrap()
}

/// What follows from each event (columns), in each state (rows): a state, or a problem in brackets.
const TABLE: &str = "
before its time is over
           accept              decline             revoke              replace             void
pending    accepted            declined            revoked             replaced            void
accepted   [accepted]          [accepted]          [accepted]          [accepted]          [accepted]
declined   [declined]          [declined]          [declined]          [declined]          [declined]
revoked    [revoked]           [revoked]           [revoked]           [revoked]           [revoked]
replaced   [replaced]          [replaced]          [replaced]          [replaced]          [replaced]
void       [void]              [void]              [void]              [void]              [void]
when its time is over
           accept              decline             revoke              replace             void
pending    [expired]           [expired]           revoked             replaced            void
accepted   [accepted]          [accepted]          [accepted]          [accepted]          [accepted]
declined   [declined]          [declined]          [declined]          [declined]          [declined]
revoked    [revoked]           [revoked]           [revoked]           [revoked]           [revoked]
replaced   [replaced]          [replaced]          [replaced]          [replaced]          [replaced]
void       [void]              [void]              [void]              [void]              [void]
";

const REASON: VoidReason = VoidReason::SenderLeft;

const STATES: [State; 6] =
    [State::Pending, State::Accepted, State::Declined, State::Revoked, State::Replaced, State::Void(REASON)];

fn name(state: State) -> &'static str {
    match state {
        State::Pending => "pending",
        State::Accepted => "accepted",
        State::Declined => "declined",
        State::Revoked => "revoked",
        State::Replaced => "replaced",
        State::Void(_) => "void",
    }
}

fn word(event: Event) -> &'static str {
    match event {
        Event::Accept => "accept",
        Event::Decline => "decline",
        Event::Revoke => "revoke",
        Event::Replace => "replace",
        Event::Void(_) => "void",
    }
}

fn row(first: &str, cells: &[String; 5]) -> String {
    let cells: String = cells.iter().map(|cell| format!("{cell:<20}")).collect();
    format!("{first:<11}{cells}").trim_end().to_owned() + "\n"
}

#[test]
fn every_state_and_event_before_and_after_its_time() {
    let events = [Event::Accept, Event::Decline, Event::Revoke, Event::Replace, Event::Void(REASON)];
    let mut table = String::from("\n");
    let last = expiry(sent()) - Duration::milliseconds(1);
    for (title, now) in [("before its time is over", last), ("when its time is over", expiry(sent()))] {
        table += title;
        table.push('\n');
        table += &row("", &events.map(|event| word(event).to_owned()));
        for state in STATES {
            let life = InvitationLife { state, expires_at: expiry(sent()) };
            let cells = events.map(|event| match life.after(event, now) {
                Ok(next) => name(next).to_owned(),
                Err(problem) => format!("[{}]", problem.code().strip_prefix("invitation_").unwrap()),
            });
            table += &row(name(state), &cells);
            let live = state == State::Pending && now == last;
            assert_eq!(life.is_live(now), live);
            assert_eq!(life.check_live(now).is_ok(), live);
        }
    }
    assert_eq!(table, TABLE);
}

#[test]
fn it_lives_for_seven_days() {
    assert_eq!(LIFE_DAYS, 7);
    assert_eq!(expiry(sent()) - sent(), Duration::days(7));
    let life = InvitationLife { state: State::Pending, expires_at: expiry(sent()) };
    let problem = life.check_live(expiry(sent())).unwrap_err();
    assert_eq!(problem, StateProblem::InvitationExpired { at: expiry(sent()) });
}

#[test]
fn a_void_one_says_why() {
    for void in [VoidReason::SenderLostRight, VoidReason::SenderLeft, VoidReason::AlreadyMember] {
        let life = InvitationLife { state: State::Pending, expires_at: expiry(sent()) };
        let after = life.after(Event::Void(void), sent()).unwrap();
        let life = InvitationLife { state: after, ..life };
        assert_eq!(life.check_live(sent()), Err(StateProblem::InvitationVoid { void }));
    }
}

#[test]
fn it_is_answered_by_its_own_address_alone() {
    let ada = EmailAddress::parse("ada@example.com").unwrap();
    let same = EmailAddress::parse("ADA@Example.com").unwrap();
    let eve = EmailAddress::parse("eve@example.com").unwrap();
    assert_eq!(InvitationLife::check_addressee(&ada, &same), Ok(()));
    let problem = InvitationLife::check_addressee(&ada, &eve).unwrap_err();
    assert_eq!(problem, StateProblem::InvitationForAnother { invited: ada, signed_in: eve });
}

#[test]
fn a_guest_is_raised_and_every_other_member_stays() {
    assert_eq!(check_joining(None), Ok(()));
    for role in OrgRole::ALL {
        let expected = if role == OrgRole::Guest { Ok(()) } else { Err(VoidReason::AlreadyMember) };
        assert_eq!(check_joining(Some(role)), expected, "for {role:?}");
    }
}
