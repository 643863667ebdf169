//! Mail to the holders of accounts in English.

use slipway_core::locale::Locale;

use super::{AccountMessage, AddressChange, Link};
use crate::mail::{
    en::{button, date},
    letter::{Button, Letter},
};

pub(super) fn letter(message: &AccountMessage) -> Letter {
    match message {
        AccountMessage::VerifyAddress { email, link } => written(
            "Verify your address for Slipway",
            "Verify your address",
            vec![format!("An account of Slipway was made with the address {email}. Open the page below to verify that the address is yours.")],
            Some(button("Verify address", &link.address)),
            vec![format!("The link works once, until {}.", until(link)), "If you did not make an account, you can ignore this mail: without the link nobody can use your address.".to_owned()],
        ),
        AccountMessage::ResetPassword { email, link } => written(
            "Set a new password for Slipway",
            "Set a new password",
            vec![format!("Somebody, hopefully you, asked for a new password for the account {email}.")],
            Some(button("Set a new password", &link.address)),
            vec![format!("The link works once, until {}. A newer one takes its place.", until(link)), "If you did not ask for it, you can ignore this mail: your password stays as it is.".to_owned()],
        ),
        AccountMessage::ConfirmNewAddress(AddressChange { present, new, other_confirmed, link }) => written(
            "Confirm your new address for Slipway",
            "Confirm your new address",
            vec![format!("Somebody asked that the account {present} of Slipway has the address {new} from now on.")],
            Some(button("See the change", &link.address)),
            vec![format!("{} The link works once, until {}.", takes_effect(*other_confirmed), until(link)), "If you do not know of this, ignore this mail: nothing changes without your confirmation.".to_owned()],
        ),
        AccountMessage::ConfirmOldAddress(AddressChange { present, new, other_confirmed, link }) => written(
            "Confirm the change of your address for Slipway",
            "A change of your address was asked for",
            vec![format!("Somebody who is signed in as {present} asked that the account has the address {new} from now on.")],
            Some(button("See the change", &link.address)),
            vec![format!("{} The link works once, until {}.", takes_effect(*other_confirmed), until(link)), "If it was not you, do not confirm it, and change your password: somebody else can use your account.".to_owned()],
        ),
        AccountMessage::PasswordChanged { email } => written(
            "Your Slipway password was changed",
            "Your password was changed",
            vec![format!("The password of the account {email} was just changed. Every other session was ended."), "If it was not you, set a new password by “Forgot your password?” on the page for signing in, and tell the administrator of your Slipway.".to_owned()],
            None,
            Vec::new(),
        ),
        AccountMessage::AddressChanged { old, new } => written(
            "Your Slipway address was changed",
            "Your address was changed",
            vec![format!("The account that had the address {old} has the address {new} now."), "If it was not you, tell the administrator of your Slipway.".to_owned()],
            None,
            Vec::new(),
        ),
    }
}

fn written(
    subject: &str,
    heading: &str,
    before: Vec<String>,
    button: Option<Button>,
    after: Vec<String>,
) -> Letter {
    let (subject, heading) = (subject.to_owned(), heading.to_owned());
    Letter { locale: Locale::En, subject, heading, before, quote: None, button, after }
}

/// What a change of address still waits for.
const fn takes_effect(other_confirmed: bool) -> &'static str {
    if other_confirmed {
        "The change takes effect once you confirm it."
    } else {
        "The change takes effect once it is confirmed at both addresses."
    }
}

fn until(link: &Link) -> String {
    date(link.expires_at)
}
