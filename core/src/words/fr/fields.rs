//! What can be wrong with a field, in French.

use crate::field::FieldProblem;

pub(in crate::words) fn field_problem(problem: &FieldProblem) -> String {
    match problem {
        FieldProblem::Required => "Remplissez ce champ.".to_owned(),
        FieldProblem::TooShort { min } => format!("Utilisez au moins {}.", characters(*min)),
        FieldProblem::TooLong { max } => format!("Utilisez au plus {}.", characters(*max)),
        FieldProblem::ControlCharacter => {
            "Retirez les caractères de contrôle, comme les tabulations et les sauts de ligne.".to_owned()
        }
        FieldProblem::HiddenCharacter => {
            "Retirez les caractères invisibles : ils se cachent dans le texte ou en inversent le sens."
                .to_owned()
        }
        FieldProblem::EmailForm => "Saisissez une adresse de la forme nom@exemple.fr.".to_owned(),
        FieldProblem::EmailNotAscii => {
            "Écrivez l’adresse sans accents ; écrivez un domaine international sous sa forme xn--.".to_owned()
        }
        FieldProblem::TooManyAddresses { max } => format!("Saisissez au plus {max} adresses à la fois."),
        FieldProblem::SlugForm => {
            "Utilisez des minuscules de a à z, des chiffres, et des tirets simples entre eux.".to_owned()
        }
        FieldProblem::SlugReserved { slug } => {
            format!("Slipway utilise « {slug} » dans ses propres adresses. Choisissez un autre identifiant.")
        }
        FieldProblem::UnknownCountry => "Choisissez un pays dans la liste.".to_owned(),
        FieldProblem::WebsiteForm => {
            "Saisissez une adresse complète commençant par https:// ou http://, sans espaces ni nom \
             d’utilisateur."
                .to_owned()
        }
        FieldProblem::PasswordCommon => {
            "Ce mot de passe est parmi les premiers qu’un attaquant essaie. Choisissez-en un plus difficile \
             à deviner."
                .to_owned()
        }
        FieldProblem::PasswordPersonal => {
            "Ce mot de passe est fait de votre nom, de votre adresse ou du mot Slipway. Choisissez-en un plus \
             difficile à deviner."
                .to_owned()
        }
        FieldProblem::PasswordUnchanged => {
            "C’est le mot de passe actuel. Choisissez-en un autre.".to_owned()
        }
        FieldProblem::NotYourAddress => {
            "Ce n’est pas l’adresse de votre compte. Saisissez celle avec laquelle vous vous connectez.".to_owned()
        }
        FieldProblem::UnknownRole => "Choisissez un rôle dans la liste.".to_owned(),
        FieldProblem::UnknownLanguage => "Choisissez une langue dans la liste.".to_owned(),
        FieldProblem::UnknownChoice => "Choisissez parmi ce qui est proposé.".to_owned(),
        FieldProblem::AddressUnchanged => "C’est l’adresse actuelle. Saisissez la nouvelle.".to_owned(),
        FieldProblem::UnknownCursor => {
            "Cet endroit de la liste est inconnu. Recommencez à la première page.".to_owned()
        }
        FieldProblem::OutOfRange { min, max } => format!("Saisissez un nombre de {min} à {max}."),
    }
}

fn characters(count: u16) -> String {
    if count == 1 { "1 caractère".to_owned() } else { format!("{count} caractères") }
}
