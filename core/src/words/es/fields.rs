//! What can be wrong with a field, in Spanish.

use crate::field::FieldProblem;

pub(in crate::words) fn field_problem(problem: &FieldProblem) -> String {
    match problem {
        FieldProblem::Required => "Rellena este campo.".to_owned(),
        FieldProblem::TooShort { min } => format!("Usa al menos {}.", characters(*min)),
        FieldProblem::TooLong { max } => format!("Usa como máximo {}.", characters(*max)),
        FieldProblem::ControlCharacter => {
            "Quita los caracteres de control, como tabulaciones y saltos de línea.".to_owned()
        }
        FieldProblem::HiddenCharacter => {
            "Quita los caracteres invisibles: se esconden en el texto o invierten su dirección.".to_owned()
        }
        FieldProblem::EmailForm => "Escribe una dirección con la forma nombre@ejemplo.es.".to_owned(),
        FieldProblem::EmailNotAscii => {
            "Escribe la dirección sin acentos; escribe un dominio internacional en su forma xn--.".to_owned()
        }
        FieldProblem::TooManyAddresses { max } => {
            format!("Escribe como máximo {max} direcciones a la vez.")
        }
        FieldProblem::SlugForm => {
            "Usa minúsculas de la a a la z, cifras y guiones simples entre ellas.".to_owned()
        }
        FieldProblem::SlugReserved { slug } => {
            format!("Slipway usa «{slug}» en sus propias direcciones. Elige otro identificador.")
        }
        FieldProblem::UnknownCountry => "Elige un país de la lista.".to_owned(),
        FieldProblem::WebsiteForm => {
            "Escribe una dirección completa que empiece por https:// o http://, sin espacios ni nombre de \
             usuario."
                .to_owned()
        }
        FieldProblem::PasswordCommon => {
            "Esta contraseña está entre las primeras que prueba un atacante. Elige una más difícil de \
             adivinar."
                .to_owned()
        }
        FieldProblem::PasswordPersonal => {
            "Esta contraseña está hecha de tu nombre, tu dirección o la palabra Slipway. Elige una más \
             difícil de adivinar."
                .to_owned()
        }
        FieldProblem::PasswordUnchanged => "Es la contraseña actual. Elige otra distinta.".to_owned(),
        FieldProblem::NotYourAddress => {
            "No es la dirección de tu cuenta. Escribe la que usas para iniciar sesión.".to_owned()
        }
        FieldProblem::UnknownRole => "Elige un rol de la lista.".to_owned(),
        FieldProblem::UnknownLanguage => "Elige un idioma de la lista.".to_owned(),
        FieldProblem::UnknownChoice => "Elige una de las opciones que se ofrecen.".to_owned(),
        FieldProblem::AddressUnchanged => "Es la dirección actual. Escribe la nueva.".to_owned(),
        FieldProblem::UnknownCursor => {
            "Este lugar de la lista no se conoce. Vuelve a empezar por la primera página.".to_owned()
        }
        FieldProblem::OutOfRange { min, max } => format!("Escribe un número de {min} a {max}."),
    }
}

fn characters(count: u16) -> String {
    if count == 1 { "1 carácter".to_owned() } else { format!("{count} caracteres") }
}
