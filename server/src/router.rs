//! The whole API on one screen: which operation answers which endpoint of the contract.

use axum::Router;
use slipway_core::api::table::{
    AcceptInvitation, AcceptMyInvitation, CancelAddressChange, ChangeAddress, ChangeMemberRole,
    ChangePassword, ConfirmAddress, ConfirmPassword, CopyInvitationLink, CreateOrg, DeclineInvitation,
    DeclineMyInvitation, DeleteAccount, DeleteSession, DisableAccount, EnableAccount, EndAdministrator,
    EndOtherSessions, EndSession, ForgotPassword, GetBilling, GetHealth, GetOpenApi, GetOrg, GetOverview,
    GetSession, GetSettings, LeaveOrg, ListAccounts, ListAudit, ListInstallationAudit, ListInvitations,
    ListMails, ListMembers, ListMyInvitations, ListSessions, LookUpAddressChange, LookUpInvitation,
    LookUpReset, MakeAdministrator, PostSession, RemoveAccount, RemoveMember, ResendInvitation,
    ResetPassword, RetryMail, RevokeInvitation, SendInvitation, SendVerification, SetOrgLimit,
    SetUpInstallation, SignUpByInvitation, SignUpOpenly, UpdateBilling, UpdateOrg, UpdateProfile,
    UpdateSettings, VerifyAddress, WatchOrg,
};

use crate::{
    Ctx,
    gate::api::{Api, RouteError},
    ops::{
        account, address, admin, admin_account, answer, audit, event, health, invitation, invite, member,
        my_invitations, openapi, org, reset, session, sessions, set_up, settings, sign_up, verification,
    },
};

/// The API. It comes into being only where exactly what the contract lists is registered.
pub fn api() -> Result<Router<Ctx>, RouteError> {
    Api::default()
        .on::<GetHealth, _, _>(health::get)
        .on_download::<GetOpenApi, _, _>(openapi::get)
        .on::<GetSession, _, _>(session::get)
        .on_session::<PostSession, _, _>(session::sign_in)
        .on_session::<DeleteSession, _, _>(session::sign_out)
        .on_session::<ConfirmPassword, _, _>(session::confirm_password)
        .on_session::<SetUpInstallation, _, _>(set_up::set_up)
        .on_session::<SignUpByInvitation, _, _>(sign_up::sign_up_by_invitation)
        .on::<UpdateProfile, _, _>(account::update_profile)
        .on_session::<ChangePassword, _, _>(account::change_password)
        .on::<ListMyInvitations, _, _>(my_invitations::list)
        .on::<AcceptMyInvitation, _, _>(my_invitations::accept)
        .on::<DeclineMyInvitation, _, _>(my_invitations::decline)
        .on::<ListSessions, _, _>(sessions::list)
        .on::<EndSession, _, _>(sessions::end)
        .on::<EndOtherSessions, _, _>(sessions::end_others)
        .on_session::<DeleteAccount, _, _>(account::delete)
        .on_session::<SignUpOpenly, _, _>(sign_up::sign_up_openly)
        .on::<VerifyAddress, _, _>(verification::verify)
        .on::<SendVerification, _, _>(verification::send_again)
        .on::<ForgotPassword, _, _>(reset::forgot)
        .on::<LookUpReset, _, _>(reset::look_up)
        .on_session::<ResetPassword, _, _>(reset::reset)
        .on::<ChangeAddress, _, _>(address::change)
        .on::<CancelAddressChange, _, _>(address::cancel)
        .on::<LookUpAddressChange, _, _>(address::look_up)
        .on::<ConfirmAddress, _, _>(address::confirm)
        .on::<CreateOrg, _, _>(org::create)
        .on::<GetOrg, _, _>(org::get)
        .on::<UpdateOrg, _, _>(org::update)
        .on::<GetBilling, _, _>(org::get_billing)
        .on::<UpdateBilling, _, _>(org::update_billing)
        .on::<LeaveOrg, _, _>(org::leave)
        .on::<ListAudit, _, _>(audit::list)
        .on_events::<WatchOrg, _, _>(event::watch)
        .on::<ListMembers, _, _>(member::list)
        .on::<ChangeMemberRole, _, _>(member::change_role)
        .on::<RemoveMember, _, _>(member::remove)
        .on::<ListInvitations, _, _>(invitation::list)
        .on::<SendInvitation, _, _>(invite::send)
        .on::<ResendInvitation, _, _>(invitation::resend)
        .on::<CopyInvitationLink, _, _>(invitation::copy_link)
        .on::<RevokeInvitation, _, _>(invitation::revoke)
        .on::<LookUpInvitation, _, _>(answer::look_up)
        .on::<AcceptInvitation, _, _>(answer::accept)
        .on::<DeclineInvitation, _, _>(answer::decline)
        .on::<GetOverview, _, _>(admin::overview)
        .on::<GetSettings, _, _>(settings::get)
        .on::<UpdateSettings, _, _>(settings::update)
        .on::<ListAccounts, _, _>(admin::list_accounts)
        .on::<SetOrgLimit, _, _>(admin::set_org_limit)
        .on::<DisableAccount, _, _>(admin_account::disable)
        .on::<EnableAccount, _, _>(admin_account::enable)
        .on::<MakeAdministrator, _, _>(admin_account::make_administrator)
        .on::<EndAdministrator, _, _>(admin_account::end_administrator)
        .on::<RemoveAccount, _, _>(admin_account::remove)
        .on::<ListMails, _, _>(admin::list_mails)
        .on::<RetryMail, _, _>(admin::retry_mail)
        .on::<ListInstallationAudit, _, _>(admin::list_audit)
        .finish()
}
