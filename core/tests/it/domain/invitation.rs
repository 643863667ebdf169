//! The life of an invitation: every state, every event, before and after its time.

use chrono::{DateTime, Duration, Utc};
use slipway_core::{
    access::role::OrgRole,
    api::problem::StateProblem,
    email::EmailAddress,
    field::FieldProblem,
    invitation::{
        InvitationEvent as Event, InvitationLife, InvitationState as State, LifeDays, VoidReason,
        check_joining, expiry,
    },
};

fn week() -> LifeDays {
    LifeDays::default()
}

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
    let last = expiry(sent(), week()) - Duration::milliseconds(1);
    for (title, now) in [("before its time is over", last), ("when its time is over", expiry(sent(), week()))]
    {
        table += title;
        table.push('\n');
        table += &row("", &events.map(|event| word(event).to_owned()));
        for state in STATES {
            let life = InvitationLife { state, expires_at: expiry(sent(), week()) };
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
fn it_lives_for_seven_days_or_as_many_as_were_chosen() {
    assert_eq!(expiry(sent(), week()) - sent(), Duration::days(7));
    let life = InvitationLife { state: State::Pending, expires_at: expiry(sent(), week()) };
    let problem = life.check_live(expiry(sent(), week())).unwrap_err();
    assert_eq!(problem, StateProblem::InvitationExpired { at: expiry(sent(), week()) });
    for days in 0..=u8::MAX {
        let life = LifeDays::parse(&days.to_string());
        assert_eq!(life, LifeDays::new(days).ok_or(FieldProblem::OutOfRange { min: 1, max: 30 }));
        assert_eq!(life.is_ok(), (1..=30).contains(&days));
        if let Ok(life) = life {
            assert_eq!(expiry(sent(), life) - sent(), Duration::days(days.into()));
        }
    }
    assert_eq!(LifeDays::parse(" "), Err(FieldProblem::Required));
    for odd in ["-7", "+7", "7.0", "7d", "٧", "1e1", "00256"] {
        assert_eq!(LifeDays::parse(odd), Err(FieldProblem::OutOfRange { min: 1, max: 30 }), "for {odd}");
    }
}

#[test]
fn what_has_ended_is_not_sent_again_and_what_has_expired_is() {
    for state in STATES {
        let life = InvitationLife { state, expires_at: expiry(sent(), week()) };
        let open = life.check_open();
        assert_eq!(open.is_ok(), state == State::Pending);
        if state != State::Pending {
            assert_eq!(open, life.check_live(sent()), "it is told how it ended");
        }
    }
}

#[test]
fn a_void_one_says_why() {
    for void in [VoidReason::SenderLostRight, VoidReason::SenderLeft, VoidReason::AlreadyMember] {
        let life = InvitationLife { state: State::Pending, expires_at: expiry(sent(), week()) };
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
