//! The table of all endpoints.
//!
//! [`endpoints!`] is the only thing that makes an endpoint, and it makes the table with it: a route that
//! is not here does not exist, and one that is here is registered and tried by the tests, or they fail.
//!
//! A row that ends in `, fresh` is a dangerous act: its gate also asks that the password was typed a short
//! while ago ([`crate::session::Freshness`]).

#[cfg(feature = "openapi")]
use super::described::Described;
use super::{
    account::{AddressChangeOffer, AddressConfirmed, ResetOffer, SessionView, Verified},
    admin::{AccountEntryView, MailView, MailsQuery, OverviewView, SettingsView},
    endpoint::{Endpoint, Gate, Kind, Method, Row, sealed},
    event::{EventsQuery, OrgChanged},
    health::Health,
    invitation::{CopiedLink, InvitationOffer, InvitationToMe, InvitationView, InviteResults, Joined},
    member::MemberView,
    org::OrgView,
    page::{NoQuery, Page, PageQuery},
    path::{
        AccountPath, InvitationPath, MailPath, MemberPath, MyInvitationPath, NoPath, OrgPath, SessionPath,
    },
    session::SessionEntryView,
};
use crate::{
    access::permission::OrgPermission as O,
    account::{
        AddressDraft, ChangePasswordDraft, ConfirmPasswordDraft, OpenSignUpDraft, ProfileDraft,
        ResetPasswordDraft, SetUpDraft, SignInDraft, SignUpDraft,
    },
    audit::AuditEntryView,
    billing::BillingDraft,
    field::NoBody,
    invitation::{InviteDraft, TokenDraft},
    member::ChangeRoleDraft,
    org::{CreateOrgDraft, OrgProfileDraft},
    settings::{OrgLimitDraft, SettingsDraft},
};

/// Whether a row is marked.
macro_rules! is_fresh {
    () => {
        false
    };
    (fresh) => {
        true
    };
}

macro_rules! endpoints {
    ($(
        $(#[doc = $doc:literal])+
        $name:ident: $method:ident $path:literal, $kind:ident, $gate:expr,
        $ids:ty, $query:ty, $body:ty => $status:literal $reply:ty $(, $fresh:ident)?;
    )+) => {
        $(
            $(#[doc = $doc])+
            #[derive(Debug, Clone, Copy)]
            pub struct $name;

            impl sealed::Sealed for $name {}

            impl Endpoint for $name {
                const NAME: &'static str = stringify!($name);
                const METHOD: Method = Method::$method;
                const PATH: &'static str = $path;
                const KIND: Kind = Kind::$kind;
                const GATE: Gate = $gate;
                const FRESH: bool = is_fresh!($($fresh)?);
                const STATUS: u16 = $status;
                type Path = $ids;
                type Query = $query;
                type Body = $body;
                type Reply = $reply;
            }
        )+

        /// Every endpoint, in the order of this file.
        pub const TABLE: &[Row] = &[$(Row::of::<$name>(),)+];

        /// Every endpoint with its schemas, in the same order.
        #[cfg(feature = "openapi")]
        pub fn described() -> Vec<Described> {
            vec![$(Described::of::<$name>(concat!($($doc),*)),)+]
        }
    };
}

endpoints! {
    /// Whether the server is ready.
    GetHealth: Get "/api/health", Json, Gate::Anyone, NoPath, NoQuery, NoBody => 200 Health;

    /// Describes this interface in OpenAPI 3.1.
    GetOpenApi: Get "/api/openapi.json", Download, Gate::Anyone, NoPath, NoQuery, NoBody => 200 NoBody;

    /// Who is signed in, and whether the installation is set up.
    GetSession: Get "/api/session", Json, Gate::Anyone, NoPath, NoQuery, NoBody => 200 SessionView;
    /// Signs in.
    PostSession: Post "/api/session", Json, Gate::Anyone, NoPath, NoQuery, SignInDraft => 200 SessionView;
    /// Signs out.
    DeleteSession: Delete "/api/session", Json, Gate::SignedIn, NoPath, NoQuery, NoBody => 200 SessionView;
    /// Confirms one's password, which dangerous acts ask for; the session goes on under a new token.
    ConfirmPassword: Post "/api/session/fresh", Json, Gate::SignedIn, NoPath, NoQuery, ConfirmPasswordDraft
        => 200 SessionView;
    /// Makes the first account with the set-up token, and signs it in.
    SetUpInstallation: Post "/api/setup", Json, Gate::TokenHolder, NoPath, NoQuery, SetUpDraft => 201 SessionView;
    /// Changes one's name and language.
    UpdateProfile: Patch "/api/account", Json, Gate::SignedIn, NoPath, NoQuery, ProfileDraft => 200 SessionView;
    /// Changes one's password, and ends one's other sessions.
    ChangePassword: Put "/api/account/password", Json, Gate::SignedIn, NoPath, NoQuery, ChangePasswordDraft
        => 200 SessionView;
    /// Lists one's sessions, the one seen last first.
    ListSessions: Get "/api/account/sessions", Json, Gate::SignedIn, NoPath, PageQuery, NoBody
        => 200 Page<SessionEntryView>;
    /// Ends one of one's sessions.
    EndSession: Delete "/api/account/sessions/{session}", Json, Gate::SignedIn, SessionPath, NoQuery, NoBody
        => 200 NoBody;
    /// Ends all of one's sessions but the one that asks.
    EndOtherSessions: Delete "/api/account/sessions", Json, Gate::SignedIn, NoPath, NoQuery, NoBody => 200 NoBody;
    /// Deletes one's own account (D3, D11). Its row stays without a name.
    DeleteAccount: Delete "/api/account", Json, Gate::SignedIn, NoPath, NoQuery, AddressDraft
        => 200 SessionView, fresh;

    /// Lists the live invitations to one's own address, newest first, once the address is verified.
    ListMyInvitations: Get "/api/account/invitations", Json, Gate::SignedIn, NoPath, PageQuery, NoBody
        => 200 Page<InvitationToMe>;
    /// Joins the organization of an invitation in that list (D5).
    AcceptMyInvitation: Post "/api/account/invitations/{invitation}/accept", Json, Gate::SignedIn,
        MyInvitationPath, NoQuery, NoBody => 200 Joined;
    /// Declines an invitation in that list.
    DeclineMyInvitation: Post "/api/account/invitations/{invitation}/decline", Json, Gate::SignedIn,
        MyInvitationPath, NoQuery, NoBody => 200 NoBody;

    /// Makes an account without an invitation, where sign-up is open, and signs it in.
    SignUpOpenly: Post "/api/sign-up", Json, Gate::Anyone, NoPath, NoQuery, OpenSignUpDraft => 201 SessionView;
    /// Proves the address that a mail was sent to.
    VerifyAddress: Post "/api/verification", Json, Gate::TokenHolder, NoPath, NoQuery, TokenDraft => 200 Verified;
    /// Has the mail that proves one's address sent once more.
    SendVerification: Post "/api/account/verification", Json, Gate::SignedIn, NoPath, NoQuery, NoBody
        => 200 NoBody;
    /// Has a link sent that sets a new password, should an account have the address.
    ForgotPassword: Post "/api/password/forgot", Json, Gate::Anyone, NoPath, NoQuery, AddressDraft => 200 NoBody;
    /// Shows whose password a link sets.
    LookUpReset: Post "/api/password/look-up", Json, Gate::TokenHolder, NoPath, NoQuery, TokenDraft
        => 200 ResetOffer;
    /// Sets a new password by a link, ends every session, and signs in.
    ResetPassword: Post "/api/password/reset", Json, Gate::TokenHolder, NoPath, NoQuery, ResetPasswordDraft
        => 200 SessionView;
    /// Asks for another address, which is to be confirmed at both.
    ChangeAddress: Post "/api/account/address", Json, Gate::SignedIn, NoPath, NoQuery, AddressDraft
        => 200 SessionView, fresh;
    /// Takes back what was asked for.
    CancelAddressChange: Delete "/api/account/address", Json, Gate::SignedIn, NoPath, NoQuery, NoBody
        => 200 SessionView;
    /// Shows which change of address a link confirms.
    LookUpAddressChange: Post "/api/address/look-up", Json, Gate::TokenHolder, NoPath, NoQuery, TokenDraft
        => 200 AddressChangeOffer;
    /// Confirms a change of address at one of the two; with the second it takes effect.
    ConfirmAddress: Post "/api/address/confirm", Json, Gate::TokenHolder, NoPath, NoQuery, TokenDraft
        => 200 AddressConfirmed;

    /// Creates an organization, of which one is the Owner then (D8).
    CreateOrg: Post "/api/orgs", Json, Gate::SignedIn, NoPath, NoQuery, CreateOrgDraft => 201 OrgView;
    /// Shows an organization.
    GetOrg: Get "/api/orgs/{org}", Json, Gate::Org(O::OrgView), OrgPath, NoQuery, NoBody => 200 OrgView;
    /// Changes name, slug, description and website.
    UpdateOrg: Put "/api/orgs/{org}", Json, Gate::Org(O::OrgUpdate), OrgPath, NoQuery, OrgProfileDraft => 200 OrgView;
    /// Shows the billing profile.
    GetBilling: Get "/api/orgs/{org}/billing", Json, Gate::Org(O::BillingView), OrgPath, NoQuery, NoBody
        => 200 BillingDraft;
    /// Changes the billing profile.
    UpdateBilling: Put "/api/orgs/{org}/billing", Json, Gate::Org(O::BillingManage), OrgPath, NoQuery, BillingDraft
        => 200 BillingDraft;
    /// Leaves an organization (D3, D11).
    LeaveOrg: Post "/api/orgs/{org}/leave", Json, Gate::Org(O::OrgView), OrgPath, NoQuery, NoBody => 200 SessionView;
    /// Reads the organization's audit log, newest first.
    ListAudit: Get "/api/orgs/{org}/audit", Json, Gate::Org(O::AuditView), OrgPath, PageQuery, NoBody
        => 200 Page<AuditEntryView>;
    /// Tells whenever something in the organization has changed: how far its audit log is then, and no more.
    WatchOrg: Get "/api/orgs/{org}/events", EventStream, Gate::Org(O::OrgView), OrgPath, EventsQuery, NoBody
        => 200 OrgChanged;

    /// Lists the active members, by name.
    ListMembers: Get "/api/orgs/{org}/members", Json, Gate::Org(O::MembersView), OrgPath, PageQuery, NoBody
        => 200 Page<MemberView>;
    /// Changes a member's role (D1, D2, D3, D10).
    ChangeMemberRole: Patch "/api/orgs/{org}/members/{member}", Json, Gate::Org(O::MembersChangeRole), MemberPath,
        NoQuery, ChangeRoleDraft => 200 MemberView;
    /// Removes a member (D2, D3, D11).
    RemoveMember: Delete "/api/orgs/{org}/members/{member}", Json, Gate::Org(O::MembersRemove), MemberPath,
        NoQuery, NoBody => 200 NoBody;

    /// Lists the invitations that are not answered, newest first: one's own, or with `invitations.manage` all.
    ListInvitations: Get "/api/orgs/{org}/invitations", Json, Gate::Org(O::OrgView), OrgPath, PageQuery, NoBody
        => 200 Page<InvitationView>;
    /// Invites one or many (D1, D7, D10), each in the place of an earlier invitation to the same address.
    SendInvitation: Post "/api/orgs/{org}/invitations", Json, Gate::Org(O::MembersInvite), OrgPath, NoQuery,
        InviteDraft => 200 InviteResults;
    /// Sends an invitation once more, for as long as it was given first, and becomes its sender (D1, D5).
    ResendInvitation: Post "/api/orgs/{org}/invitations/{invitation}/resend", Json, Gate::Org(O::MembersInvite),
        InvitationPath, NoQuery, NoBody => 200 InvitationView;
    /// Makes a link to send by hand, which ends the one before, and becomes the invitation's sender (D1, D5).
    CopyInvitationLink: Post "/api/orgs/{org}/invitations/{invitation}/link", Json, Gate::Org(O::MembersInvite),
        InvitationPath, NoQuery, NoBody => 200 CopiedLink;
    /// Takes an invitation back: one's own, or with `invitations.manage` any.
    RevokeInvitation: Delete "/api/orgs/{org}/invitations/{invitation}", Json, Gate::Org(O::OrgView),
        InvitationPath, NoQuery, NoBody => 200 NoBody;

    /// Shows an invitation to whoever holds its token.
    LookUpInvitation: Post "/api/invitations/look-up", Json, Gate::TokenHolder, NoPath, NoQuery, TokenDraft
        => 200 InvitationOffer;
    /// Makes an account for the invited address, and signs it in. Accepting is another act.
    SignUpByInvitation: Post "/api/invitations/sign-up", Json, Gate::TokenHolder, NoPath, NoQuery, SignUpDraft
        => 201 SessionView;
    /// Joins the organization that invites (D5).
    AcceptInvitation: Post "/api/invitations/accept", Json, Gate::SignedIn, NoPath, NoQuery, TokenDraft
        => 200 Joined;
    /// Declines an invitation, signed in or not.
    DeclineInvitation: Post "/api/invitations/decline", Json, Gate::TokenHolder, NoPath, NoQuery, TokenDraft
        => 200 NoBody;

    /// Shows what the program works with, and how it stands with its mail.
    GetOverview: Get "/api/admin/overview", Json, Gate::Administrator, NoPath, NoQuery, NoBody => 200 OverviewView;
    /// Shows the settings of the installation.
    GetSettings: Get "/api/admin/settings", Json, Gate::Administrator, NoPath, NoQuery, NoBody => 200 SettingsView;
    /// Changes the settings of the installation.
    UpdateSettings: Put "/api/admin/settings", Json, Gate::Administrator, NoPath, NoQuery, SettingsDraft
        => 200 SettingsView;
    /// Lists the accounts, by name.
    ListAccounts: Get "/api/admin/accounts", Json, Gate::Administrator, NoPath, PageQuery, NoBody
        => 200 Page<AccountEntryView>;
    /// Says how many organizations one account may create.
    SetOrgLimit: Put "/api/admin/accounts/{account}/org-limit", Json, Gate::Administrator, AccountPath, NoQuery,
        OrgLimitDraft => 200 AccountEntryView;
    /// Disables an account: its sessions end, and it cannot sign in (D3).
    DisableAccount: Post "/api/admin/accounts/{account}/disable", Json, Gate::Administrator, AccountPath, NoQuery,
        NoBody => 200 AccountEntryView, fresh;
    /// Enables an account again.
    EnableAccount: Post "/api/admin/accounts/{account}/enable", Json, Gate::Administrator, AccountPath, NoQuery,
        NoBody => 200 AccountEntryView, fresh;
    /// Makes an account an administrator of the installation.
    MakeAdministrator: Post "/api/admin/accounts/{account}/administrator", Json, Gate::Administrator, AccountPath,
        NoQuery, NoBody => 200 AccountEntryView, fresh;
    /// Takes that from an account.
    EndAdministrator: Delete "/api/admin/accounts/{account}/administrator", Json, Gate::Administrator, AccountPath,
        NoQuery, NoBody => 200 AccountEntryView, fresh;
    /// Deletes an account (D3, D11). Its row stays without a name.
    RemoveAccount: Delete "/api/admin/accounts/{account}", Json, Gate::Administrator, AccountPath, NoQuery, NoBody
        => 200 NoBody, fresh;
    /// Lists the mails, newest first.
    ListMails: Get "/api/admin/mails", Json, Gate::Administrator, NoPath, MailsQuery, NoBody => 200 Page<MailView>;
    /// Tries at once to send a mail that was tried in vain or given up.
    RetryMail: Post "/api/admin/mails/{mail}/retry", Json, Gate::Administrator, MailPath, NoQuery, NoBody
        => 200 MailView;
    /// Reads the installation's audit log, newest first.
    ListInstallationAudit: Get "/api/admin/audit", Json, Gate::Administrator, NoPath, PageQuery, NoBody
        => 200 Page<AuditEntryView>;
}
