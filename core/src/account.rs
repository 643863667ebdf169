//! Accounts: the people who sign in.

use serde::{Deserialize, Serialize};

use crate::{
    email::EmailAddress,
    field::{Draft, FieldErrors, FieldProblem},
    locale::Locale,
    name::PersonName,
    password::{NewPassword, TypedPassword},
    token::PresentedToken,
};

/// Reads a language tag that was sent, exactly.
pub fn parse_locale(tag: &str) -> Result<Locale, FieldProblem> {
    Locale::from_tag(tag).filter(|locale| locale.tag() == tag).ok_or(FieldProblem::UnknownLanguage)
}

/// What makes the first account, the installation's administrator.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct SetUpDraft {
    /// The one-time token that the program printed when it started on an empty database.
    pub token: PresentedToken,
    /// The person's name.
    pub name: String,
    /// Their address.
    pub email: String,
    /// Their password.
    pub password: TypedPassword,
    /// The tag of their language.
    pub locale: String,
}

/// A parsed [`SetUpDraft`].
#[derive(Debug, Clone)]
pub struct SetUp {
    /// The token as presented.
    pub token: PresentedToken,
    /// The account to make.
    pub account: NewAccount,
}

/// An account that may be made.
#[derive(Debug, Clone)]
pub struct NewAccount {
    /// The person's name.
    pub name: PersonName,
    /// Their address.
    pub email: EmailAddress,
    /// Their password.
    pub password: NewPassword,
    /// Their language.
    pub locale: Locale,
}

impl Draft for SetUpDraft {
    type Value = SetUp;

    fn parse(&self) -> Result<SetUp, FieldErrors> {
        let account = parse_new_account(&self.name, &self.email, &self.password, &self.locale)?;
        Ok(SetUp { token: self.token.clone(), account })
    }
}

/// The fields that make an account without an invitation.
fn parse_new_account(
    name: &str,
    email: &str,
    password: &TypedPassword,
    locale: &str,
) -> Result<NewAccount, FieldErrors> {
    let mut errors = FieldErrors::default();
    let personal = [name, email.split('@').next().unwrap_or_default()];
    let name = errors.keep("name", PersonName::parse(name));
    let email = errors.keep("email", EmailAddress::parse(email));
    let password = errors.keep("password", NewPassword::parse(password, &personal));
    let locale = errors.keep("locale", parse_locale(locale));
    match (name, email, password, locale) {
        (Some(name), Some(email), Some(password), Some(locale)) => {
            Ok(NewAccount { name, email, password, locale })
        }
        _ => Err(errors),
    }
}

/// An address and a password, to sign in with.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct SignInDraft {
    /// The account's address.
    pub email: String,
    /// Its password.
    pub password: TypedPassword,
}

/// A parsed [`SignInDraft`].
#[derive(Debug, Clone)]
pub struct SignIn {
    /// The account's address.
    pub email: EmailAddress,
    /// The password as typed; the rules for new ones do not apply to it.
    pub password: TypedPassword,
}

impl Draft for SignInDraft {
    type Value = SignIn;

    fn parse(&self) -> Result<SignIn, FieldErrors> {
        let mut errors = FieldErrors::default();
        let email = errors.keep("email", EmailAddress::parse(&self.email));
        let password = errors.keep("password", typed(&self.password));
        match (email, password) {
            (Some(email), Some(password)) => Ok(SignIn { email, password }),
            _ => Err(errors),
        }
    }
}

/// A password that was typed to be compared: anything that is there and not beyond measure.
fn typed(password: &TypedPassword) -> Result<TypedPassword, FieldProblem> {
    match password.reveal().chars().count() {
        0 => Err(FieldProblem::Required),
        n if n > usize::from(NewPassword::MAX) => Err(FieldProblem::TooLong { max: NewPassword::MAX }),
        _ => Ok(password.clone()),
    }
}

/// What makes an account through an invitation; the address is the invitation's.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct SignUpDraft {
    /// The invitation's token.
    pub token: PresentedToken,
    /// The person's name.
    pub name: String,
    /// Their password.
    pub password: TypedPassword,
    /// The tag of their language.
    pub locale: String,
}

/// A parsed [`SignUpDraft`].
#[derive(Debug, Clone)]
pub struct SignUp {
    /// The invitation's token as presented.
    pub token: PresentedToken,
    /// The person's name.
    pub name: PersonName,
    /// Their password. The server checks it once more against the invitation's address.
    pub password: NewPassword,
    /// Their language.
    pub locale: Locale,
}

impl Draft for SignUpDraft {
    type Value = SignUp;

    fn parse(&self) -> Result<SignUp, FieldErrors> {
        let mut errors = FieldErrors::default();
        let name = errors.keep("name", PersonName::parse(&self.name));
        let password = errors.keep("password", NewPassword::parse(&self.password, &[&self.name]));
        let locale = errors.keep("locale", parse_locale(&self.locale));
        match (name, password, locale) {
            (Some(name), Some(password), Some(locale)) => {
                Ok(SignUp { token: self.token.clone(), name, password, locale })
            }
            _ => Err(errors),
        }
    }
}

/// What makes an account without an invitation, where sign-up is open.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct OpenSignUpDraft {
    /// The person's name.
    pub name: String,
    /// Their address.
    pub email: String,
    /// Their password.
    pub password: TypedPassword,
    /// The tag of their language.
    pub locale: String,
}

impl Draft for OpenSignUpDraft {
    type Value = NewAccount;

    fn parse(&self) -> Result<NewAccount, FieldErrors> {
        parse_new_account(&self.name, &self.email, &self.password, &self.locale)
    }
}

/// An address: one that is to be an account's, that an account is asked for by, or one's own, typed before the
/// account is deleted.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct AddressDraft {
    /// The address.
    pub email: String,
}

impl Draft for AddressDraft {
    type Value = EmailAddress;

    fn parse(&self) -> Result<EmailAddress, FieldErrors> {
        EmailAddress::parse(&self.email).map_err(|problem| FieldErrors::one("email", problem))
    }
}

/// A new password, by the link of a reset.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ResetPasswordDraft {
    /// The link's token.
    pub token: PresentedToken,
    /// The new password.
    pub password: TypedPassword,
}

/// A parsed [`ResetPasswordDraft`].
#[derive(Debug, Clone)]
pub struct ResetPassword {
    /// The link's token as presented.
    pub token: PresentedToken,
    /// The new password. The server checks it once more against the account's name and address.
    pub password: NewPassword,
}

impl Draft for ResetPasswordDraft {
    type Value = ResetPassword;

    fn parse(&self) -> Result<ResetPassword, FieldErrors> {
        NewPassword::parse(&self.password, &[])
            .map(|password| ResetPassword { token: self.token.clone(), password })
            .map_err(|problem| FieldErrors::one("password", problem))
    }
}

/// What a person says of themselves.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ProfileDraft {
    /// Their name.
    pub name: String,
    /// The tag of their language.
    pub locale: String,
}

/// A parsed [`ProfileDraft`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Profile {
    /// Their name.
    pub name: PersonName,
    /// Their language.
    pub locale: Locale,
}

impl Draft for ProfileDraft {
    type Value = Profile;

    fn parse(&self) -> Result<Profile, FieldErrors> {
        let mut errors = FieldErrors::default();
        let name = errors.keep("name", PersonName::parse(&self.name));
        let locale = errors.keep("locale", parse_locale(&self.locale));
        match (name, locale) {
            (Some(name), Some(locale)) => Ok(Profile { name, locale }),
            _ => Err(errors),
        }
    }
}

/// The password once more, as a dangerous act asks for.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ConfirmPasswordDraft {
    /// The present password.
    pub password: TypedPassword,
}

impl Draft for ConfirmPasswordDraft {
    type Value = TypedPassword;

    fn parse(&self) -> Result<TypedPassword, FieldErrors> {
        typed(&self.password).map_err(|problem| FieldErrors::one("password", problem))
    }
}

/// A change of password, proven by the present one.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct ChangePasswordDraft {
    /// The present password.
    pub current: TypedPassword,
    /// The one that follows it.
    pub new: TypedPassword,
}

/// A parsed [`ChangePasswordDraft`].
#[derive(Debug, Clone)]
pub struct ChangePassword {
    /// The present password as typed.
    pub current: TypedPassword,
    /// The one that follows it.
    pub new: NewPassword,
}

impl Draft for ChangePasswordDraft {
    type Value = ChangePassword;

    fn parse(&self) -> Result<ChangePassword, FieldErrors> {
        let mut errors = FieldErrors::default();
        let current = errors.keep("current", typed(&self.current));
        let new = NewPassword::parse(&self.new, &[]).and_then(|new| {
            if self.new == self.current { Err(FieldProblem::PasswordUnchanged) } else { Ok(new) }
        });
        match (current, errors.keep("new", new)) {
            (Some(current), Some(new)) => Ok(ChangePassword { current, new }),
            _ => Err(errors),
        }
    }
}
