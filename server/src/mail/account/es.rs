//! Mail to the holders of accounts in Spanish.

use slipway_core::locale::Locale;

use super::{AccountMessage, AddressChange, Link};
use crate::mail::{
    es::{button, date},
    letter::{Button, Letter},
};

pub(super) fn letter(message: &AccountMessage) -> Letter {
    match message {
        AccountMessage::VerifyAddress { email, link } => written(
            "Verifica tu dirección para Slipway",
            "Verifica tu dirección",
            vec![format!("Se creó una cuenta de Slipway con la dirección {email}. Abre la página de abajo para verificar que la dirección es tuya.")],
            Some(button("Verificar la dirección", &link.address)),
            vec![format!("El enlace funciona una sola vez, hasta el {}.", until(link)), "Si no creaste ninguna cuenta, puedes ignorar este correo: sin el enlace nadie puede usar tu dirección.".to_owned()],
        ),
        AccountMessage::ResetPassword { email, link } => written(
            "Establece una nueva contraseña para Slipway",
            "Establece una nueva contraseña",
            vec![format!("Alguien, seguramente tú, pidió una nueva contraseña para la cuenta {email}.")],
            Some(button("Establecer una nueva contraseña", &link.address)),
            vec![format!("El enlace funciona una sola vez, hasta el {}. Uno más reciente lo sustituye.", until(link)), "Si no lo pediste, puedes ignorar este correo: tu contraseña sigue como está.".to_owned()],
        ),
        AccountMessage::ConfirmNewAddress(AddressChange { present, new, other_confirmed, link }) => written(
            "Confirma tu nueva dirección para Slipway",
            "Confirma tu nueva dirección",
            vec![format!("Alguien pidió que la cuenta de Slipway {present} tenga desde ahora la dirección {new}.")],
            Some(button("Ver el cambio", &link.address)),
            vec![format!("{} El enlace funciona una sola vez, hasta el {}.", takes_effect(*other_confirmed), until(link)), "Si no sabes de qué se trata, ignora este correo: nada cambia sin tu confirmación.".to_owned()],
        ),
        AccountMessage::ConfirmOldAddress(AddressChange { present, new, other_confirmed, link }) => written(
            "Confirma el cambio de tu dirección para Slipway",
            "Se pidió cambiar tu dirección",
            vec![format!("Alguien con la sesión iniciada como {present} pidió que la cuenta tenga desde ahora la dirección {new}.")],
            Some(button("Ver el cambio", &link.address)),
            vec![format!("{} El enlace funciona una sola vez, hasta el {}.", takes_effect(*other_confirmed), until(link)), "Si no fuiste tú, no lo confirmes y cambia tu contraseña: otra persona tiene acceso a tu cuenta.".to_owned()],
        ),
        AccountMessage::PasswordChanged { email } => written(
            "Se cambió tu contraseña de Slipway",
            "Se cambió tu contraseña",
            vec![format!("La contraseña de la cuenta {email} se acaba de cambiar. Todas las demás sesiones se cerraron."), "Si no fuiste tú, establece una nueva con «¿Has olvidado tu contraseña?» en la página de inicio de sesión, y avisa a quien administra tu Slipway.".to_owned()],
            None,
            Vec::new(),
        ),
        AccountMessage::AddressChanged { old, new } => written(
            "Se cambió tu dirección de Slipway",
            "Se cambió tu dirección",
            vec![format!("La cuenta que tenía la dirección {old} tiene ahora la dirección {new}."), "Si no fuiste tú, avisa a quien administra tu Slipway.".to_owned()],
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
    Letter { locale: Locale::Es, subject, heading, before, quote: None, button, after }
}

/// What a change of address still waits for.
const fn takes_effect(other_confirmed: bool) -> &'static str {
    if other_confirmed {
        "El cambio surte efecto en cuanto lo confirmes."
    } else {
        "El cambio surte efecto cuando se confirma en las dos direcciones."
    }
}

fn until(link: &Link) -> String {
    date(link.expires_at)
}
