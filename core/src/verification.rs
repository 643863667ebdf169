//! What an account may not do until a mail has proven its address.
//!
//! One mail to an address of its choice it may have sent, and to itself alone: a change of address asks the new
//! one for its yes, since an address that was mistyped could be put right in no other way. What is sent to one
//! address is limited for it, whoever asks.

use crate::api::{account::MailDelivery, problem::StateProblem};

/// What needs a proven address.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum NeedsProof {
    /// Having mail sent to others, as by inviting them.
    SendMail,
    /// Seeing and answering the invitations to one's address without the link of each.
    AnswerFromList,
    /// Joining by a link that was copied and proves no address; but for the organization whose copied link
    /// the account was made with.
    JoinByCopiedLink,
}

/// Refuses what an account with an unproven address may not do.
///
/// An installation that sends no mail can prove no address. There, inviting makes links alone, and links are
/// all that anybody can be invited by, so neither is refused.
pub fn check(act: NeedsProof, verified: bool, delivery: MailDelivery) -> Result<(), StateProblem> {
    let is_refused = match act {
        NeedsProof::AnswerFromList => !verified,
        NeedsProof::SendMail | NeedsProof::JoinByCopiedLink => {
            !verified && !matches!(delivery, MailDelivery::None)
        }
    };
    if is_refused { Err(StateProblem::AddressNotVerified) } else { Ok(()) }
}
