//! Inviting one or many: the **Invite Members** dialog, and in its place the results where there are several.

use leptos::prelude::*;
use slipway_core::{
    address_list::AddressList,
    api::{
        account::{MailDelivery, MyOrg},
        invitation::{InvitationView, InviteOutcome, InviteResult, InviteResults},
        member::MemberView,
        page::NoQuery,
        path::OrgPath,
        table::SendInvitation,
    },
    invitation::{InviteDraft, LifeDays},
};

use super::{form::Form, language::language_choices};
use crate::{
    components::{
        delegation::roles_to_invite_with,
        invite_preview::{InvitePreview, Remark, remarks},
        invite_results::{InviteResultList, tell_missed},
        problem::AttemptNotice,
        role_picker::RolePicker,
    },
    locale::{t, ts, use_i18n},
    session::use_session,
    state::{list::List, toasts::use_toasts},
    ui::{
        button::{Button, Weight},
        dialog::Dialog,
        field::Field,
        input::TextField,
        notice::{Notice, NoticeKind},
        select::Select,
        textarea::TextArea,
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
    let results = RwSignal::new(None::<Vec<InviteResult>>);
    let beginning = RwSignal::new(None::<InviteDraft>);
    Effect::new(move |_| {
        if !open.get() {
            results.set(None);
            beginning.set(None);
        }
    });
    let correct = move |emails: String| {
        beginning.update(|draft| {
            if let Some(draft) = draft {
                draft.emails = emails;
            }
        });
        results.set(None);
    };
    let content = move || match results.get() {
        Some(results) => view! {
            <InviteResultList results on_correct=correct on_done=move |()| open.set(false)/>
        }
        .into_any(),
        None => view! { <InviteForm open org members pending is_dirty results beginning/> }.into_any(),
    };
    view! {
        <Dialog open title=t!(i18n, settings.invite_title) dirty=is_dirty wide=true>
            {content}
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
    results: RwSignal<Option<Vec<InviteResult>>>,
    beginning: RwSignal<Option<InviteDraft>>,
) -> impl IntoView {
    let (i18n, session, toasts) = (use_i18n(), use_session(), use_toasts());
    let own_language = untrack(|| session.me()).map(|me| me.account.locale.tag().to_owned());
    let form = Form::new(beginning.get_untracked().unwrap_or_else(|| InviteDraft {
        locale: own_language.unwrap_or_default(),
        days: LifeDays::default().get().to_string(),
        ..InviteDraft::default()
    }));
    // What came back from the results to be corrected is somebody's list already.
    let is_prefilled = beginning.with_untracked(Option::is_some);
    Effect::new(move |_| is_dirty.set(is_prefilled || form.is_dirty()));
    let sends_mail = move || session.view().is_none_or(|view| view.mail != MailDelivery::None);
    let choices = Memo::new(move |_| {
        let org = org.with(|org| org.id);
        session.me().map(|me| roles_to_invite_with(&me, org, i18n.locale())).unwrap_or_default()
    });
    let emails = Memo::new(move |_| form.draft().emails);
    let remarks = Memo::new(move |_| {
        let Some(me) = session.me() else { return Vec::new() };
        emails.with(|emails| remarks(&me, &members.items(), &pending.items(), emails, i18n))
    });
    // With a single address, what stands against it is the field's own error.
    let only = Memo::new(move |_| {
        let is_one = emails.with(|emails| AddressList::read(emails).len() == 1);
        if is_one { remarks.with(|remarks| remarks.first().cloned()) } else { None }
    });
    let unwanted = Memo::new(move |_| {
        only.with(|only| only.as_ref().filter(|only| !only.is_invited).map(|only| only.words.clone()))
    });
    let field = with_known_refusal(form, unwanted);
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        if unwanted.with_untracked(Option::is_some) {
            form.show_all();
            return;
        }
        let asked = untrack(|| form.draft());
        let path = OrgPath { org: org.with_untracked(|org| org.id) };
        form.submit::<SendInvitation>(path, NoQuery {}, move |sent: InviteResults| {
            pending.refetch();
            match sent.results.as_slice() {
                [InviteResult { outcome: InviteOutcome::Invited { invitation, link: None, .. }, .. }] => {
                    toasts.done(ts!(i18n, settings.invite_on_its_way, address = invitation.email));
                    if !form.is_closed() {
                        open.set(false);
                    }
                }
                missed if form.is_closed() => tell_missed(missed, toasts, i18n),
                _ => {
                    beginning.set(Some(asked));
                    is_dirty.set(true);
                    results.set(Some(sent.results));
                }
            }
        });
    };
    let lead = move || {
        if sends_mail() {
            ts!(i18n, invite.lead, organization = org.with(|org| org.name.clone()))
        } else {
            ts!(i18n, invite.lead_no_mail)
        }
    };
    view! {
        <form class="form" novalidate on:submit=submit>
            <p class="quiet">{lead}</p>
            <AttemptNotice attempt=form.attempt()/>
            <TextArea
                field
                label=t!(i18n, settings.invite_email)
                help=t!(i18n, invite.addresses_help, max = AddressList::MAX)
                rows=2
                autofocus=true
            />
            {move || only.get().filter(|only| only.is_invited).map(|Remark { text, .. }| view! {
                <Notice kind=NoticeKind::Warning>
                    {ts!(i18n, settings.invite_replaces, address = text)}
                </Notice>
            })}
            <InvitePreview raw=emails.into() remarks/>
            <RolePicker
                field=form.text("role", |draft| &mut draft.role)
                label=t!(i18n, settings.invite_role)
                choices
            />
            <div class="form-pair">
                <Select
                    field=form.text("locale", |draft| &mut draft.locale)
                    label=t!(i18n, settings.invite_locale)
                    choices=language_choices()
                />
                <TextField
                    field=form.text("days", |draft| &mut draft.days)
                    label=t!(i18n, invite.days)
                    help=t!(i18n, invite.days_help, min = LifeDays::MIN, max = LifeDays::MAX)
                />
            </div>
            <TextArea
                field=form.text("note", |draft| &mut draft.note)
                label=t!(i18n, invite.note)
                help=t!(i18n, invite.note_help)
                optional=true
            />
            <div class="dialog-actions">
                <Button weight=Weight::Quiet on_press=move |()| open.set(false)>
                    {t!(i18n, common.cancel)}
                </Button>
                <Button submit=true weight=Weight::Primary busy=form.attempt().busy()>
                    {t!(i18n, settings.invite_submit)}
                </Button>
            </div>
        </form>
    }
}

/// The addresses, with what the page knows against the only one standing under it before anything is sent.
fn with_known_refusal(form: Form<InviteDraft>, unwanted: Memo<Option<String>>) -> Field {
    let field = form.text("emails", |draft| &mut draft.emails);
    let error = Signal::derive(move || {
        let known = || if form.was_visited("emails") { unwanted.get() } else { None };
        field.error.get().or_else(known)
    });
    Field { error, ..field }
}
