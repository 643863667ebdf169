//! The route table: which address shows which page.

use leptos::prelude::*;
use leptos_router::{
    components::{ParentRoute, Route, Router, Routes},
    path,
};

use crate::{
    forms::password_confirm::ConfirmPasswordDialog,
    layouts::console::ConsoleLayout,
    locale::provide_i18n,
    pages::{
        account::AccountPage,
        admin::{
            AdminLayout, accounts::AccountsPage, log::InstallationLogPage, mails::MailsPage,
            overview::AdminOverviewPage, sign_up::SignUpSettingsPage,
        },
        confirm_address::ConfirmAddressPage,
        forgot::ForgotPage,
        home::HomePage,
        invitation::InvitationPage,
        login::LoginPage,
        not_found::NotFoundPage,
        org::{
            new::NewOrgPage,
            overview::OrgPage,
            settings::{
                SettingsLayout, audit::AuditPage, billing::BillingPage, general::GeneralPage,
                members::MembersPage, permissions::PermissionsPage,
            },
        },
        orgs::OrgsPage,
        reset::ResetPage,
        set_up::SetUpPage,
        sign_up::SignUpPage,
        verify::VerifyPage,
    },
    session::provide_session,
    state::{changes::provide_changes, toasts::provide_toasts},
    theme::provide_theme,
    ui::{press, toasts::ToastRegion},
};

/// The whole page.
#[component]
pub fn App() -> impl IntoView {
    press::watch();
    let i18n = provide_i18n();
    provide_theme();
    provide_session(i18n);
    provide_changes();
    let toasts = provide_toasts();
    view! {
        <Router>
            <Routes fallback=NotFoundPage>
                <Route path=path!("/") view=HomePage/>
                <Route path=path!("/setup") view=SetUpPage/>
                <Route path=path!("/login") view=LoginPage/>
                <Route path=path!("/signup") view=SignUpPage/>
                <Route path=path!("/forgot") view=ForgotPage/>
                <Route path=path!("/reset") view=ResetPage/>
                <Route path=path!("/verify") view=VerifyPage/>
                <Route path=path!("/confirm-address") view=ConfirmAddressPage/>
                <Route path=path!("/invitations") view=InvitationPage/>
                <ParentRoute path=path!("") view=ConsoleLayout>
                    <Route path=path!("/account") view=AccountPage/>
                    <Route path=path!("/orgs") view=OrgsPage/>
                    <Route path=path!("/orgs/new") view=NewOrgPage/>
                    <Route path=path!("/orgs/:org") view=OrgPage/>
                    <ParentRoute path=path!("/orgs/:org/settings") view=SettingsLayout>
                        <Route path=path!("") view=GeneralPage/>
                        <Route path=path!("general") view=GeneralPage/>
                        <Route path=path!("billing") view=BillingPage/>
                        <Route path=path!("members") view=MembersPage/>
                        <Route path=path!("permissions") view=PermissionsPage/>
                        <Route path=path!("audit") view=AuditPage/>
                    </ParentRoute>
                    <ParentRoute path=path!("/admin") view=AdminLayout>
                        <Route path=path!("") view=AdminOverviewPage/>
                        <Route path=path!("sign-up") view=SignUpSettingsPage/>
                        <Route path=path!("accounts") view=AccountsPage/>
                        <Route path=path!("mails") view=MailsPage/>
                        <Route path=path!("log") view=InstallationLogPage/>
                    </ParentRoute>
                </ParentRoute>
            </Routes>
        </Router>
        <ConfirmPasswordDialog/>
        <ToastRegion toasts/>
    }
}
