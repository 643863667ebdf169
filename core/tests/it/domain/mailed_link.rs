//! Links of mails: how long each lives, and what is said of one that does nothing any more; and what an
//! account may not do until its address is proven.

use chrono::{DateTime, TimeDelta, Utc};
use slipway_core::{
    api::{account::MailDelivery, problem::StateProblem},
    locale::Locale,
    mail::MailKind,
    mailed_link::{LinkLife, LinkPurpose},
    verification::{self, NeedsProof},
    words,
};

fn made() -> DateTime<Utc> {
    DateTime::from_timestamp(1_700_000_000, 0).unwrap()
}

#[test]
fn a_reset_lives_an_hour_and_everything_else_a_day() {
    for purpose in LinkPurpose::ALL {
        let hours = if purpose == LinkPurpose::ResetPassword { 1 } else { 24 };
        assert_eq!(i64::from(purpose.hours()), hours, "{purpose:?}");
        assert_eq!(purpose.expiry(made()) - made(), TimeDelta::hours(hours), "{purpose:?}");
    }
}

#[test]
fn a_link_that_ended_says_how() {
    let of = LinkPurpose::ResetPassword;
    let expires_at = of.expiry(made());
    let life = LinkLife { purpose: of, expires_at, used: false, ended: false };
    let last = expires_at - TimeDelta::seconds(1);
    assert_eq!(life.check(last), Ok(()));
    assert_eq!(life.check(expires_at), Err(StateProblem::LinkExpired { of }));
    assert_eq!(LinkLife { ended: true, ..life }.check(last), Err(StateProblem::LinkEnded { of }));
    // What was used says so for ever, whatever followed.
    let used = LinkLife { used: true, ended: true, ..life };
    assert_eq!(used.check(expires_at), Err(StateProblem::LinkUsed { of }));
}

#[test]
fn each_purpose_has_its_words_for_every_end() {
    for locale in Locale::ALL {
        let said = LinkPurpose::ALL.map(|of| {
            [
                StateProblem::LinkUsed { of },
                StateProblem::LinkExpired { of },
                StateProblem::LinkEnded { of },
                StateProblem::NoMail { of },
            ]
            .map(|problem| words::state_problem(locale, &problem))
        });
        let [verify, reset, new, old] = said;
        assert_eq!(new, old, "what is missing is the same at both ends");
        for ((verify, reset), new) in verify.iter().zip(&reset).zip(&new) {
            assert!(verify != reset && reset != new && verify != new, "{verify} {reset} {new}");
        }
    }
}

#[test]
fn purposes_and_kinds_are_read_back_from_their_keys() {
    for purpose in LinkPurpose::ALL {
        assert_eq!(LinkPurpose::from_key(purpose.key()), Some(purpose));
        assert_eq!(serde_json::to_value(purpose).unwrap(), purpose.key());
    }
    for kind in MailKind::ALL {
        assert_eq!(MailKind::from_key(kind.key()), Some(*kind));
        assert_eq!(serde_json::to_value(kind).unwrap(), kind.key());
    }
    assert_eq!(LinkPurpose::from_key("invitation"), None);
    assert_eq!(MailKind::from_key("other"), None);
}

#[test]
fn an_unproven_address_sends_no_mail_and_answers_no_list() {
    use NeedsProof::{AnswerFromList, JoinByCopiedLink, SendMail};
    let refused = |act, verified, delivery| verification::check(act, verified, delivery).is_err();
    for act in [SendMail, AnswerFromList, JoinByCopiedLink] {
        for delivery in [MailDelivery::Smtp, MailDelivery::Folder] {
            assert!(refused(act, false, delivery), "{act:?}");
        }
        for delivery in [MailDelivery::Smtp, MailDelivery::Folder, MailDelivery::None] {
            assert!(!refused(act, true, delivery), "{act:?}");
        }
    }
    // Without mail, invitations are links, and there is nothing to prove an address by.
    assert!(!refused(SendMail, false, MailDelivery::None));
    assert!(!refused(JoinByCopiedLink, false, MailDelivery::None));
    assert!(refused(AnswerFromList, false, MailDelivery::None));
}
