//! A person: an account, a password that they know, and a browser with their session.

use std::ops::Deref;

use slipway_core::{
    access::role::OrgRole,
    account::{
        AddressDraft, ConfirmPasswordDraft, OpenSignUpDraft, ResetPasswordDraft, SetUpDraft, SignInDraft,
        SignUpDraft,
    },
    api::{
        account::{AddressChangeOffer, AddressConfirmed, Me, ResetOffer, SessionView, Verified},
        invitation::{CopiedLink, InvitationView, InviteOutcome, InviteResults, Joined},
        org::OrgView,
        page::{NoQuery, PageQuery},
        path::{InvitationPath, MemberPath, NoPath, OrgPath, SessionPath},
        session::SessionEntryView,
        table as t,
    },
    billing::BillingDraft,
    field::NoBody,
    id::{AccountId, InvitationId, OrgId, SessionId},
    invitation::{InviteDraft, TokenDraft},
    member::ChangeRoleDraft,
    org::{CreateOrgDraft, OrgProfileDraft},
    password::TypedPassword,
    token::PresentedToken,
};

use crate::client::{Client, Refusal, Verdict};

/// The outcome of an act.
pub type Outcome<T> = Result<T, Refusal>;

/// A person with an account. Their browser is what they act with.
#[derive(Debug, Clone)]
pub struct Person {
    /// The account.
    pub id: AccountId,
    /// Their name.
    pub name: String,
    /// Their address.
    pub email: String,
    /// Their password.
    pub password: String,
    /// Their browser.
    pub client: Client,
}

impl Deref for Person {
    type Target = Client;

    fn deref(&self) -> &Client {
        &self.client
    }
}

/// A password that the rules let pass and that belongs to one address.
pub fn password_for(email: &str) -> String {
    let turned: String = email.bytes().map(|b| char::from(b'a' + (b % 23))).collect();
    format!("quiet tide {turned} 7")
}

/// The form that invites to a role, for a week, the mail being in English.
pub fn invite_draft(emails: &str, role: OrgRole) -> InviteDraft {
    InviteDraft {
        emails: emails.to_owned(),
        role: role.key().to_owned(),
        locale: "en".to_owned(),
        note: String::new(),
        days: "7".to_owned(),
    }
}

impl Client {
    /// What the page asks first.
    pub async fn session(&self) -> SessionView {
        self.call::<t::GetSession>(&NoPath {}, &NoQuery {}, &NoBody {}).await.done()
    }

    /// Whoever is signed in.
    pub async fn me(&self) -> Me {
        self.session().await.me.expect("somebody is signed in")
    }

    /// Makes the first account.
    pub async fn set_up(self, token: &str, name: &str, email: &str) -> Outcome<Person> {
        let password = password_for(email);
        let body = SetUpDraft {
            token: PresentedToken::new(token),
            name: name.to_owned(),
            email: email.to_owned(),
            password: TypedPassword::new(&password),
            locale: "en".to_owned(),
        };
        let view = self.call::<t::SetUpInstallation>(&NoPath {}, &NoQuery {}, &body).await?;
        Ok(self.now_is(view, password))
    }

    /// Makes an account through an invitation.
    pub async fn sign_up(self, token: &str, name: &str, password: &str) -> Outcome<Person> {
        let body = SignUpDraft {
            token: PresentedToken::new(token),
            name: name.to_owned(),
            password: TypedPassword::new(password),
            locale: "en".to_owned(),
        };
        let view = self.call::<t::SignUpByInvitation>(&NoPath {}, &NoQuery {}, &body).await?;
        Ok(self.now_is(view, password.to_owned()))
    }

    /// Makes an account where sign-up is open.
    pub async fn sign_up_openly(self, name: &str, email: &str) -> Outcome<Person> {
        let password = password_for(email);
        let body = OpenSignUpDraft {
            name: name.to_owned(),
            email: email.to_owned(),
            password: TypedPassword::new(&password),
            locale: "en".to_owned(),
        };
        let view = self.call::<t::SignUpOpenly>(&NoPath {}, &NoQuery {}, &body).await?;
        Ok(self.now_is(view, password))
    }

    /// Proves an address by the link of a mail.
    pub async fn verify(&self, token: &str) -> Outcome<Verified> {
        let body = TokenDraft { token: PresentedToken::new(token) };
        self.call::<t::VerifyAddress>(&NoPath {}, &NoQuery {}, &body).await
    }

    /// Has the mail that proves one's address sent once more.
    pub async fn send_verification(&self) -> Outcome<NoBody> {
        self.call::<t::SendVerification>(&NoPath {}, &NoQuery {}, &NoBody {}).await
    }

    /// Says that the password of an address is forgotten.
    pub async fn forgot(&self, email: &str) -> Outcome<NoBody> {
        let body = AddressDraft { email: email.to_owned() };
        self.call::<t::ForgotPassword>(&NoPath {}, &NoQuery {}, &body).await
    }

    /// Looks at the link of a reset.
    pub async fn look_up_reset(&self, token: &str) -> Outcome<ResetOffer> {
        let body = TokenDraft { token: PresentedToken::new(token) };
        self.call::<t::LookUpReset>(&NoPath {}, &NoQuery {}, &body).await
    }

    /// Sets a new password by such a link.
    pub async fn reset(&self, token: &str, password: &str) -> Outcome<SessionView> {
        let body =
            ResetPasswordDraft { token: PresentedToken::new(token), password: TypedPassword::new(password) };
        self.call::<t::ResetPassword>(&NoPath {}, &NoQuery {}, &body).await
    }

    /// Asks for another address.
    pub async fn change_address(&self, email: &str) -> Outcome<SessionView> {
        let body = AddressDraft { email: email.to_owned() };
        self.call::<t::ChangeAddress>(&NoPath {}, &NoQuery {}, &body).await
    }

    /// Takes that back.
    pub async fn cancel_address_change(&self) -> Outcome<SessionView> {
        self.call::<t::CancelAddressChange>(&NoPath {}, &NoQuery {}, &NoBody {}).await
    }

    /// Looks at the link of a change of address.
    pub async fn look_up_address(&self, token: &str) -> Outcome<AddressChangeOffer> {
        let body = TokenDraft { token: PresentedToken::new(token) };
        self.call::<t::LookUpAddressChange>(&NoPath {}, &NoQuery {}, &body).await
    }

    /// Confirms a change of address at one of the two.
    pub async fn confirm_address(&self, token: &str) -> Outcome<AddressConfirmed> {
        let body = TokenDraft { token: PresentedToken::new(token) };
        self.call::<t::ConfirmAddress>(&NoPath {}, &NoQuery {}, &body).await
    }

    /// Signs in.
    pub async fn sign_in(&self, email: &str, password: &str) -> Outcome<SessionView> {
        let body = SignInDraft { email: email.to_owned(), password: TypedPassword::new(password) };
        self.call::<t::PostSession>(&NoPath {}, &NoQuery {}, &body).await
    }

    /// Types the password once more.
    pub async fn confirm_password(&self, password: &str) -> Outcome<SessionView> {
        let body = ConfirmPasswordDraft { password: TypedPassword::new(password) };
        self.call::<t::ConfirmPassword>(&NoPath {}, &NoQuery {}, &body).await
    }

    /// One's sessions, the one seen last first.
    pub async fn sessions(&self) -> Vec<SessionEntryView> {
        self.call::<t::ListSessions>(&NoPath {}, &PageQuery::default(), &NoBody {}).await.done().items
    }

    /// Ends one of one's sessions.
    pub async fn end_session(&self, session: SessionId) -> Outcome<NoBody> {
        self.call::<t::EndSession>(&SessionPath { session }, &NoQuery {}, &NoBody {}).await
    }

    /// Ends all of one's sessions but this one.
    pub async fn end_other_sessions(&self) -> Outcome<NoBody> {
        self.call::<t::EndOtherSessions>(&NoPath {}, &NoQuery {}, &NoBody {}).await
    }

    /// Deletes the account, with an address typed.
    pub async fn delete_account(&self, email: &str) -> Outcome<SessionView> {
        let body = AddressDraft { email: email.to_owned() };
        self.call::<t::DeleteAccount>(&NoPath {}, &NoQuery {}, &body).await
    }

    /// Creates an organization by this name and slug.
    pub async fn create_org(&self, name: &str, slug: &str) -> Outcome<OrgView> {
        let profile =
            OrgProfileDraft { name: name.to_owned(), slug: slug.to_owned(), ..OrgProfileDraft::default() };
        let body = CreateOrgDraft { profile, billing: BillingDraft::default() };
        self.call::<t::CreateOrg>(&NoPath {}, &NoQuery {}, &body).await
    }

    /// Invites an address, the mail being in English.
    pub async fn invite(&self, org: OrgId, email: &str, role: OrgRole) -> Outcome<InvitationView> {
        let mut results = self.invite_all(org, &invite_draft(email, role)).await?.results;
        match results.pop().map(|result| result.outcome) {
            Some(InviteOutcome::Invited { invitation, .. }) if results.is_empty() => Ok(invitation),
            other => panic!("one address was invited, and came to {other:?} after {results:?}"),
        }
    }

    /// Invites whom a filled-in form names.
    pub async fn invite_all(&self, org: OrgId, draft: &InviteDraft) -> Outcome<InviteResults> {
        self.call::<t::SendInvitation>(&OrgPath { org }, &NoQuery {}, draft).await
    }

    /// Sends an invitation once more.
    pub async fn resend(&self, org: OrgId, invitation: InvitationId) -> Outcome<InvitationView> {
        self.call::<t::ResendInvitation>(&InvitationPath { org, invitation }, &NoQuery {}, &NoBody {}).await
    }

    /// Makes a link for an invitation.
    pub async fn copy_link(&self, org: OrgId, invitation: InvitationId) -> Outcome<CopiedLink> {
        self.call::<t::CopyInvitationLink>(&InvitationPath { org, invitation }, &NoQuery {}, &NoBody {}).await
    }

    /// Takes an invitation back.
    pub async fn revoke(&self, org: OrgId, invitation: InvitationId) -> Outcome<NoBody> {
        self.call::<t::RevokeInvitation>(&InvitationPath { org, invitation }, &NoQuery {}, &NoBody {}).await
    }

    /// Accepts an invitation.
    pub async fn accept(&self, token: &str) -> Outcome<Joined> {
        let body = TokenDraft { token: PresentedToken::new(token) };
        self.call::<t::AcceptInvitation>(&NoPath {}, &NoQuery {}, &body).await
    }

    /// Declines an invitation.
    pub async fn decline(&self, token: &str) -> Outcome<NoBody> {
        let body = TokenDraft { token: PresentedToken::new(token) };
        self.call::<t::DeclineInvitation>(&NoPath {}, &NoQuery {}, &body).await
    }

    /// Changes a member's role.
    pub async fn change_role(&self, org: OrgId, member: AccountId, role: OrgRole) -> Outcome<()> {
        let body = ChangeRoleDraft { role: role.key().to_owned() };
        self.call::<t::ChangeMemberRole>(&MemberPath { org, member }, &NoQuery {}, &body).await.map(drop)
    }

    /// Removes a member.
    pub async fn remove(&self, org: OrgId, member: AccountId) -> Outcome<NoBody> {
        self.call::<t::RemoveMember>(&MemberPath { org, member }, &NoQuery {}, &NoBody {}).await
    }

    /// Leaves an organization.
    pub async fn leave(&self, org: OrgId) -> Outcome<SessionView> {
        self.call::<t::LeaveOrg>(&OrgPath { org }, &NoQuery {}, &NoBody {}).await
    }

    /// The person that this browser is signed in as now.
    fn now_is(self, view: SessionView, password: String) -> Person {
        let account = view.me.expect("signed in").account;
        Person {
            id: account.id,
            name: account.name,
            email: account.email.as_str().to_owned(),
            password,
            client: self,
        }
    }
}
