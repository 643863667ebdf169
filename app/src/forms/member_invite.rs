//! Inviting somebody: the **Invite Members** dialog.

use leptos::prelude::*;
use slipway_core::{
    api::{
        account::{MailDelivery, MyOrg},
        invitation::{InvitationView, InviteResults},
        member::MemberView,
        page::NoQuery,
        path::OrgPath,
        table::SendInvitation,
    },
    email::EmailAddress,
    invitation::{InviteDraft, LifeDays},
};

use super::{form::Form, language::language_choices};
use crate::{
    components::{
        delegation::{refuses_invitee, roles_to_invite_with},
        problem::FailureNotice,
        role_picker::RolePicker,
    },
    locale::{t, ts, use_i18n},
    session::use_session,
    state::{list::List, toasts::use_toasts},
    ui::{
        button::{Button, Weight},
        dialog::Dialog,
        field::Field,
        focus,
        input::TextField,
        notice::{Notice, NoticeKind},
        select::Select,
    },
};

/// The **Invite Members** dialog.
#[component]
pub fn InviteMembersDialog(
    /// Whether it is open.
    open: RwSignal<bool>,
    /// The organization.
    org: Signal<MyOrg>,
    /// The members that the page knows, to tell at once who is one already.
    members: List<MemberView>,
    /// The invitations that the page knows, to tell at once which one is replaced.
    pending: List<InvitationView>,
) -> impl IntoView {
    let i18n = use_i18n();
    let is_dirty = RwSignal::new(false);
    view! {
        <Dialog open title=t!(i18n, settings.invite_title) dirty=is_dirty wide=true>
            <InviteForm open org members pending is_dirty/>
        </Dialog>
    }
}

#[component]
fn InviteForm(
    open: RwSignal<bool>,
    org: Signal<MyOrg>,
    members: List<MemberView>,
    pending: List<InvitationView>,
    is_dirty: RwSignal<bool>,
) -> impl IntoView {
    let (i18n, session, toasts) = (use_i18n(), use_session(), use_toasts());
    let own_language = untrack(|| session.me()).map(|me| me.account.locale.tag().to_owned());
    let form = Form::new(InviteDraft {
        locale: own_language.unwrap_or_default(),
        days: LifeDays::default().get().to_string(),
        ..InviteDraft::default()
    });
    Effect::new(move |_| is_dirty.set(form.is_dirty()));
    let sends_mail = move || session.view().is_none_or(|view| view.mail != MailDelivery::None);
    let choices = Memo::new(move |_| {
        let org = org.with(|org| org.id);
        session.me().map(|me| roles_to_invite_with(&me, org, i18n.locale())).unwrap_or_default()
    });
    let unwanted = Memo::new(move |_| {
        let (me, typed) = (session.me()?, form.draft().emails);
        refuses_invitee(&me, &members.items(), &typed, i18n.locale())
    });
    let email = with_known_refusal(form, unwanted);
    let replaces = move || {
        let email = EmailAddress::parse(&form.draft().emails).ok()?;
        let is_known = pending.items().iter().any(|invitation| invitation.email == email);
        is_known.then_some(email)
    };
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if unwanted.with_untracked(Option::is_some) {
            email.leave.run(());
            focus::first_invalid();
            return;
        }
        let path = OrgPath { org: org.with_untracked(|org| org.id) };
        form.submit::<SendInvitation>(path, NoQuery {}, move |sent: InviteResults| {
            let address = sent.results.first().map(|result| result.text.clone()).unwrap_or_default();
            let said = if untrack(sends_mail) {
                ts!(i18n, settings.invite_on_its_way, address = address)
            } else {
                ts!(i18n, settings.invite_created, address = address)
            };
            toasts.done(said);
            pending.refetch();
            open.set(false);
        });
    };
    let lead = move || {
        if sends_mail() {
            ts!(
                i18n,
                settings.invite_lead,
                days = LifeDays::default().get(),
                organization = org.with(|org| org.name.clone())
            )
        } else {
            ts!(i18n, settings.invite_lead_no_mail, days = LifeDays::default().get())
        }
    };
    view! {
        <form class="form" novalidate on:submit=submit>
            <p class="quiet">{lead}</p>
            <FailureNotice failure=Signal::derive(move || form.failure())/>
            <TextField
                field=email
                label=t!(i18n, settings.invite_email)
                help=t!(i18n, settings.invite_email_help)
                kind="email"
                autofocus=true
            />
            {move || replaces().map(|address| view! {
                <Notice kind=NoticeKind::Warning>
                    {ts!(i18n, settings.invite_replaces, address = address)}
                </Notice>
            })}
            <RolePicker
                field=form.text("role", |draft| &mut draft.role)
                label=t!(i18n, settings.invite_role)
                choices
            />
            <Select
                field=form.text("locale", |draft| &mut draft.locale)
                label=t!(i18n, settings.invite_locale)
                choices=language_choices()
            />
            <div class="dialog-actions">
                <Button weight=Weight::Quiet on_press=move |()| open.set(false)>
                    {t!(i18n, common.cancel)}
                </Button>
                <Button submit=true weight=Weight::Primary busy=Signal::derive(move || form.is_busy())>
                    {t!(i18n, settings.invite_submit)}
                </Button>
            </div>
        </form>
    }
}

/// The address, with what the page knows against it standing under it before anything is sent.
fn with_known_refusal(form: Form<InviteDraft>, unwanted: Memo<Option<String>>) -> Field {
    let field = form.text("emails", |draft| &mut draft.emails);
    let error = Signal::derive(move || {
        let known = || if form.was_visited("emails") { unwanted.get() } else { None };
        field.error.get().or_else(known)
    });
    Field { error, ..field }
}
