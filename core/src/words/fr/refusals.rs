//! Why an act was refused or a request not answered, and what to do next, in French.

use chrono::{DateTime, Datelike, Utc};

use super::{fields::field_problem, permissions::permission_label, roles::stage_name};
use crate::{
    access::{decide::Denial, permission::Permission, set::PermissionSet},
    api::problem::{Limited, Problem, StateProblem},
    invitation::VoidReason,
    mailed_link::LinkPurpose,
    words::{first_labels, in_a_row},
};

pub(in crate::words) fn denial(denial: &Denial) -> String {
    match denial {
        Denial::Hidden => NOT_FOUND.to_owned(),
        Denial::MissingPermission { missing } => {
            format!("Il faut pour cela {}, que vous n’avez pas ici. {ASK}", permissions(*missing))
        }
        Denial::RoleAboveYours { missing } => format!(
            "Ce rôle accorde {}, que vous n’avez pas. Choisissez un rôle qui n’accorde pas plus que \
             le vôtre.",
            permissions(*missing)
        ),
        Denial::OutlastsYours { missing } => format!(
            "Cet accès durerait plus longtemps que votre propre droit : {}. Choisissez une fin plus proche.",
            permissions(*missing)
        ),
        Denial::PersonAboveYou { missing } => {
            format!("Cette personne a {}, que vous n’avez pas. {ASK}", permissions(*missing))
        }
        Denial::LeadsMakeNoLeads => {
            "Un responsable d’équipe ne peut pas nommer un autre responsable. Adressez-vous à quelqu’un qui \
             gère les équipes."
                .to_owned()
        }
        Denial::LeadsAddMembersOnly => {
            "Un responsable d’équipe ne peut ajouter que des membres de l’organisation. Faites d’abord \
             inviter cette personne."
                .to_owned()
        }
        Denial::OwnerNotByInvitation => {
            "Personne ne peut être invité comme Propriétaire. Invitez avec un autre rôle ; un Propriétaire \
             pourra ensuite promouvoir le membre."
                .to_owned()
        }
        Denial::OwnGrant => {
            "Vous ne pouvez ni donner, ni modifier, ni prolonger un accès qui est le vôtre. Adressez-vous à \
             quelqu’un qui en a le droit."
                .to_owned()
        }
        Denial::InvitationOfAnother { missing } => format!(
            "Quelqu’un d’autre a envoyé cette invitation, et la gérer demande {}. Adressez-vous à cette \
             personne, à un Propriétaire ou à un Administrateur.",
            permissions(*missing)
        ),
        Denial::AdministratorOnly => {
            "Seul un administrateur de l’installation peut le faire. Adressez-vous à l’un d’eux.".to_owned()
        }
    }
}

const ASK: &str = "Adressez-vous à un Propriétaire ou à un Administrateur.";
const NOT_FOUND: &str = "Il n’y a rien à cette adresse, ou rien que vous puissiez voir. Vérifiez l’adresse.";

fn permissions(set: PermissionSet) -> String {
    let label = |permission: Permission| match permission {
        Permission::Org(_) | Permission::Project(_) => format!("« {} »", permission_label(permission)),
        Permission::Stage(_, stage) => {
            format!("« {} » ({})", permission_label(permission), stage_name(stage))
        }
    };
    let (mut parts, more) = first_labels(set, label);
    if more > 0 {
        parts.push(if more == 1 { "1 autre".to_owned() } else { format!("{more} autres") });
    }
    in_a_row(parts, "et")
}

pub(in crate::words) fn state_problem(problem: &StateProblem) -> String {
    match problem {
        StateProblem::AlreadySetUp => "Slipway est déjà en service. Connectez-vous.".to_owned(),
        StateProblem::AddressTaken { email } => {
            format!("Un compte avec l’adresse « {email} » existe déjà. Connectez-vous avec ce compte.")
        }
        StateProblem::SlugTaken { slug } => {
            format!("Une autre organisation a l’identifiant « {slug} ». Choisissez-en un autre.")
        }
        StateProblem::OrganizationLimit { limit, organization } => {
            organization_limit(*limit, organization.as_deref())
        }
        StateProblem::LastOwner { organization: Some(organization) } => {
            format!(
                "{organization} resterait sans Propriétaire dont le compte est actif. Nommez-y d’abord un autre \
                 Propriétaire."
            )
        }
        StateProblem::LastAdministrator => {
            "L’installation garde toujours un administrateur dont le compte est actif. Nommez d’abord un autre \
             administrateur."
                .to_owned()
        }
        StateProblem::LastOwner { organization: None } => {
            "Une organisation garde toujours un Propriétaire dont le compte est actif. Nommez d’abord un \
             autre Propriétaire."
                .to_owned()
        }
        StateProblem::AlreadyMember { email } => format!(
            "« {email} » est déjà membre de l’organisation. Changez son rôle dans la liste des membres."
        ),
        StateProblem::InvitationExpired { at } => format!(
            "Cette invitation a expiré le {}. Demandez-en une nouvelle à la personne qui l’a envoyée.",
            date(*at)
        ),
        StateProblem::InvitationAccepted => {
            "Cette invitation a déjà été acceptée. Connectez-vous pour voir l’organisation.".to_owned()
        }
        StateProblem::InvitationDeclined => {
            "Cette invitation a été déclinée. Pour rejoindre quand même l’organisation, demandez une nouvelle \
             invitation."
                .to_owned()
        }
        StateProblem::InvitationRevoked => {
            "Cette invitation a été révoquée. Demandez à la personne qui l’a envoyée si une nouvelle est \
             prévue."
                .to_owned()
        }
        StateProblem::InvitationReplaced => {
            "Une invitation plus récente remplace celle-ci. Utilisez le lien du dernier e-mail.".to_owned()
        }
        StateProblem::InvitationVoid { void } => {
            format!("Cette invitation ne peut plus servir. {}", void_reason(*void))
        }
        StateProblem::MailNotInTrouble => {
            "L’e-mail a été envoyé, n’a plus d’objet ou attend sa première tentative. Il n’y a rien à relancer.".to_owned()
        }
        StateProblem::InvitationForAnother { invited, signed_in } => format!(
            "Cette invitation est pour « {invited} », et votre session est celle de « {signed_in} ». \
             Passez au compte de l’adresse invitée."
        ),
        StateProblem::AddressNotVerified => {
            "Votre adresse e-mail n’est pas encore vérifiée. Ouvrez le lien de l’e-mail qui lui a été envoyé, ou \
             faites-le renvoyer."
                .to_owned()
        }
        StateProblem::AlreadyVerified => {
            "Cette adresse e-mail est déjà vérifiée. Il ne reste rien à faire.".to_owned()
        }
        StateProblem::LinkUsed { of } => link_used(*of).to_owned(),
        StateProblem::LinkExpired { of } => format!("Ce lien a expiré. {}", another_link(*of)),
        StateProblem::LinkEnded { of } => format!(
            "Ce lien n’est plus valable : un plus récent a été envoyé, ou le compte a été modifié depuis. {}",
            another_link(*of)
        ),
        StateProblem::SignUpClosed => {
            "Ici, les comptes se créent sur invitation. Demandez à une personne qui utilise ce Slipway de vous \
             inviter."
                .to_owned()
        }
        StateProblem::NoMail { of } => no_mail(*of).to_owned(),
    }
}

/// What cannot be done without mail, and who helps.
const fn no_mail(of: LinkPurpose) -> &'static str {
    match of {
        LinkPurpose::VerifyAddress => {
            "Cette installation n’envoie pas d’e-mail, et une adresse ne peut donc pas être vérifiée. Demandez à la \
             personne qui l’administre de faire envoyer des e-mails."
        }
        LinkPurpose::ResetPassword => {
            "Cette installation n’envoie pas d’e-mail. Adressez-vous à la personne qui l’administre : elle \
             peut créer un lien avec « slipway admin reset-password »."
        }
        LinkPurpose::ConfirmNewAddress | LinkPurpose::ConfirmOldAddress => {
            "Cette installation n’envoie pas d’e-mail, et un changement d’adresse ne peut donc pas être confirmé. \
             Demandez à la personne qui l’administre de faire envoyer des e-mails."
        }
    }
}

/// What a link did already, and what follows.
const fn link_used(of: LinkPurpose) -> &'static str {
    match of {
        LinkPurpose::VerifyAddress => {
            "Ce lien a déjà servi : l’adresse e-mail est vérifiée. Connectez-vous pour continuer."
        }
        LinkPurpose::ResetPassword => {
            "Ce lien a déjà servi à définir un nouveau mot de passe. Connectez-vous avec celui-ci, ou demandez \
             un autre lien."
        }
        LinkPurpose::ConfirmNewAddress | LinkPurpose::ConfirmOldAddress => {
            "Ce lien a déjà servi à confirmer le changement. Votre compte indique s’il manque quelque chose."
        }
    }
}

/// Where another link comes from.
const fn another_link(of: LinkPurpose) -> &'static str {
    match of {
        LinkPurpose::VerifyAddress => "Connectez-vous et faites renvoyer l’e-mail.",
        LinkPurpose::ResetPassword => "Demandez-en un autre sur la page du mot de passe oublié.",
        LinkPurpose::ConfirmNewAddress | LinkPurpose::ConfirmOldAddress => {
            "Demandez de nouveau le changement dans votre compte."
        }
    }
}

fn organization_limit(limit: u32, organization: Option<&str>) -> String {
    const RAISE: &str = "L’administrateur de l’installation peut relever la limite.";
    const HELD: &str = "Une place reste occupée jusqu’à la purge de l’organisation, même après un transfert.";
    match (limit, organization) {
        (0, _) => format!("Votre compte ne peut pas créer d’organisations. {RAISE}"),
        (1, Some(name)) => {
            format!(
                "Votre compte peut créer 1 organisation, et « {name} » occupe cette place. {HELD} {RAISE}"
            )
        }
        (1, None) => {
            format!("Votre compte peut créer 1 organisation, et l’a déjà fait. {HELD} {RAISE}")
        }
        (_, Some(name)) => format!(
            "Votre compte peut créer {limit} organisations, et toutes les places sont occupées, dont une par \
             « {name} ». {HELD} {RAISE}"
        ),
        (_, None) => format!(
            "Votre compte peut créer {limit} organisations, et toutes les places sont occupées. \
             {HELD} {RAISE}"
        ),
    }
}

pub(in crate::words) fn problem(problem: &Problem) -> String {
    match problem {
        Problem::NotSignedIn => "Aucune session n’est ouverte. Connectez-vous pour continuer.".to_owned(),
        Problem::WrongCredentials => {
            "L’adresse e-mail et le mot de passe ne vont pas ensemble. Vérifiez les deux et réessayez."
                .to_owned()
        }
        Problem::WrongPassword => {
            "Ce n’est pas votre mot de passe actuel. Saisissez-le de nouveau.".to_owned()
        }
        Problem::NotFresh => {
            "Il faut saisir de nouveau votre mot de passe pour cela. Rien n’a été modifié.".to_owned()
        }
        Problem::NotFound => NOT_FOUND.to_owned(),
        Problem::MethodNotAllowed => {
            "Le serveur ne connaît pas cette requête. Rechargez la page et réessayez.".to_owned()
        }
        Problem::Denied { denial: reason } => denial(reason),
        Problem::State { problem } => state_problem(problem),
        Problem::Fields { errors } => match errors.0.as_slice() {
            [only] => field_problem(&only.problem),
            several => {
                format!("{} champs ne conviennent pas encore. Corrigez ceux qui sont marqués.", several.len())
            }
        },
        Problem::Malformed { path, detail } if path.is_empty() => {
            format!("Le serveur n’a pas pu lire la requête : « {detail} ». Rechargez la page et réessayez.")
        }
        Problem::Malformed { path, detail } => format!(
            "Le serveur n’a pas pu lire « {path} » dans la requête : « {detail} ». Rechargez la page et \
             réessayez."
        ),
        Problem::ForeignOrigin => {
            "La requête ne vient pas de cette page. Ouvrez Slipway à sa propre adresse et réessayez."
                .to_owned()
        }
        Problem::UnknownHost => {
            "Slipway ne répond pas à cette adresse. Ouvrez-le à la sienne, ou faites transmettre l’en-tête Host \
             par le proxy placé devant lui."
                .to_owned()
        }
        Problem::NotJson => {
            "Le serveur ne lit que du JSON. Envoyez la requête en application/json.".to_owned()
        }
        Problem::TooLarge { max_bytes } => {
            format!("La requête est trop grande. Envoyez au plus {max_bytes} octets.")
        }
        Problem::TooMany { of, retry_after } => format!("{} {}.", too_many(*of), wait(*retry_after)),
        Problem::Unavailable { retry_after } => {
            format!(
                "Le serveur ne peut pas joindre sa base de données. Réessayez dans {}.",
                wait(*retry_after)
            )
        }
        Problem::Internal => {
            "Quelque chose a échoué dans le serveur, et son journal en a les détails. Réessayez, ou donnez \
             l’identifiant de la requête à l’administrateur."
                .to_owned()
        }
    }
}

pub(in crate::words) const fn void_reason(reason: VoidReason) -> &'static str {
    match reason {
        VoidReason::SenderLostRight => {
            "La personne qui l’a envoyée ne peut plus donner ce rôle. Demandez une nouvelle invitation à \
             quelqu’un qui le peut."
        }
        VoidReason::SenderLeft => {
            "La personne qui l’a envoyée n’est plus dans l’organisation. Demandez une nouvelle invitation à \
             quelqu’un qui y est."
        }
        VoidReason::AlreadyMember => {
            "La personne invitée est déjà membre. Connectez-vous pour voir l’organisation."
        }
    }
}

/// What there was too much of, up to the time to wait.
const fn too_many(of: Limited) -> &'static str {
    match of {
        Limited::Tries => "Trop de tentatives. Réessayez dans",
        Limited::SignUps => "Trop de comptes ont été créés depuis votre réseau. Réessayez dans",
        Limited::Mails => "Trop d’e-mails ont été demandés. Réessayez dans",
        Limited::Invitations => "Trop d’invitations ont été envoyées. Envoyez-en d’autres dans",
        Limited::Streams => "Trop de pages sont ouvertes à la fois. Réessayez dans",
    }
}

/// A time to wait, in the unit of its size, and never too short.
fn wait(seconds: u32) -> String {
    match seconds {
        1 => "1 seconde".to_owned(),
        0..=90 => format!("{seconds} secondes"),
        91..=5400 => format!("{} minutes", seconds.div_ceil(60)),
        _ => format!("{} heures", seconds.div_ceil(3600)),
    }
}

fn date(at: DateTime<Utc>) -> String {
    let month = match at.month0() {
        0 => "janvier",
        1 => "février",
        2 => "mars",
        3 => "avril",
        4 => "mai",
        5 => "juin",
        6 => "juillet",
        7 => "août",
        8 => "septembre",
        9 => "octobre",
        10 => "novembre",
        _ => "décembre",
    };
    let day = if at.day() == 1 { "1er".to_owned() } else { at.day().to_string() };
    format!("{day} {month} {} (UTC)", at.year())
}
