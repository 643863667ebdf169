//! Mail to the holders of accounts in French.

use slipway_core::locale::Locale;

use super::{AccountMessage, AddressChange, Link};
use crate::mail::{
    fr::{button, date},
    letter::{Button, Letter},
};

pub(super) fn letter(message: &AccountMessage) -> Letter {
    match message {
        AccountMessage::VerifyAddress { email, link } => written(
            "Vérifiez votre adresse pour Slipway",
            "Vérifiez votre adresse",
            vec![format!("Un compte Slipway a été créé avec l’adresse {email}. Ouvrez la page ci-dessous pour vérifier que l’adresse est bien la vôtre.")],
            Some(button("Vérifier l’adresse", &link.address)),
            vec![format!("Le lien fonctionne une seule fois, jusqu’au {}.", until(link)), "Si vous n’avez pas créé de compte, vous pouvez ignorer cet e-mail : sans le lien, personne ne peut utiliser votre adresse.".to_owned()],
        ),
        AccountMessage::ResetPassword { email, link } => written(
            "Définissez un nouveau mot de passe pour Slipway",
            "Définissez un nouveau mot de passe",
            vec![format!("Quelqu’un, sans doute vous, a demandé un nouveau mot de passe pour le compte {email}.")],
            Some(button("Définir un nouveau mot de passe", &link.address)),
            vec![format!("Le lien fonctionne une seule fois, jusqu’au {}. Un lien plus récent le remplace.", until(link)), "Si vous ne l’avez pas demandé, vous pouvez ignorer cet e-mail : votre mot de passe reste inchangé.".to_owned()],
        ),
        AccountMessage::ConfirmNewAddress(AddressChange { present, new, other_confirmed, link }) => written(
            "Confirmez votre nouvelle adresse pour Slipway",
            "Confirmez votre nouvelle adresse",
            vec![format!("Quelqu’un a demandé que le compte Slipway {present} ait désormais l’adresse {new}.")],
            Some(button("Voir le changement", &link.address)),
            vec![format!("{} Le lien fonctionne une seule fois, jusqu’au {}.", takes_effect(*other_confirmed), until(link)), "Si vous n’êtes pas au courant, ignorez cet e-mail : rien ne change sans votre confirmation.".to_owned()],
        ),
        AccountMessage::ConfirmOldAddress(AddressChange { present, new, other_confirmed, link }) => written(
            "Confirmez le changement de votre adresse pour Slipway",
            "On a demandé à changer votre adresse",
            vec![format!("Une personne connectée en tant que {present} a demandé que le compte ait désormais l’adresse {new}.")],
            Some(button("Voir le changement", &link.address)),
            vec![format!("{} Le lien fonctionne une seule fois, jusqu’au {}.", takes_effect(*other_confirmed), until(link)), "Si ce n’était pas vous, ne le confirmez pas et changez votre mot de passe : une autre personne a accès à votre compte.".to_owned()],
        ),
        AccountMessage::PasswordChanged { email } => written(
            "Votre mot de passe Slipway a été changé",
            "Votre mot de passe a été changé",
            vec![format!("Le mot de passe du compte {email} vient d’être changé. Toutes les autres sessions ont pris fin."), "Si ce n’était pas vous, définissez un nouveau mot de passe avec « Mot de passe oublié ? » sur la page de connexion, et prévenez la personne qui administre votre Slipway.".to_owned()],
            None,
            Vec::new(),
        ),
        AccountMessage::AddressChanged { old, new } => written(
            "Votre adresse Slipway a été changée",
            "Votre adresse a été changée",
            vec![format!("Le compte qui avait l’adresse {old} a maintenant l’adresse {new}."), "Si ce n’était pas vous, prévenez la personne qui administre votre Slipway.".to_owned()],
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
    Letter { locale: Locale::Fr, subject, heading, before, quote: None, button, after }
}

/// What a change of address still waits for.
const fn takes_effect(other_confirmed: bool) -> &'static str {
    if other_confirmed {
        "Le changement prend effet dès que vous le confirmez."
    } else {
        "Le changement prend effet une fois confirmé aux deux adresses."
    }
}

fn until(link: &Link) -> String {
    date(link.expires_at)
}
