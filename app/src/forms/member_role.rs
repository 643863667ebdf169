//! Changing a member's role.

use leptos::prelude::*;
use slipway_core::{
    api::{account::MyOrg, member::MemberView, page::NoQuery, path::MemberPath, table::ChangeMemberRole},
    member::{ChangeRoleDraft, Owners},
    words,
};

use super::form::Form;
use crate::{
    components::{delegation::roles_to_change_to, problem::AttemptNotice, role_picker::RolePicker},
    locale::{t, ts, use_i18n},
    session::use_session,
    state::{list::List, toasts::use_toasts},
    ui::{
        button::{Button, Weight},
        dialog::Dialog,
    },
};

/// The dialog that changes a member's role.
#[component]
pub fn ChangeRoleDialog(
    /// Whether it is open.
    open: RwSignal<bool>,
    /// Whose role.
    subject: RwSignal<Option<MemberView>>,
    /// The organization.
    org: Signal<MyOrg>,
    /// The list that the member stands in.
    members: List<MemberView>,
    /// How many Owners there are, where the page knows.
    owners: Signal<Option<Owners>>,
) -> impl IntoView {
    let i18n = use_i18n();
    let is_dirty = RwSignal::new(false);
    let title = move || {
        let name = subject.with(|member| member.as_ref().map(|member| member.name.clone()));
        ts!(i18n, settings.change_role_title, name = name.unwrap_or_default())
    };
    view! {
        <Dialog open title=Signal::derive(title) dirty=is_dirty wide=true>
            {move || subject.get().map(|member| view! {
                <ChangeRoleForm open member org members owners is_dirty/>
            })}
        </Dialog>
    }
}

#[component]
fn ChangeRoleForm(
    open: RwSignal<bool>,
    member: MemberView,
    org: Signal<MyOrg>,
    members: List<MemberView>,
    owners: Signal<Option<Owners>>,
    is_dirty: RwSignal<bool>,
) -> impl IntoView {
    let (i18n, session, toasts) = (use_i18n(), use_session(), use_toasts());
    let present = member.role;
    let account = member.account;
    let form = Form::new(ChangeRoleDraft { role: present.key().to_owned() });
    Effect::new(move |_| is_dirty.set(form.is_dirty()));
    let choices = Memo::new(move |_| {
        let org = org.with(|org| org.id);
        let roles = |me| roles_to_change_to(&me, org, &member, owners.get(), i18n.locale());
        session.me().map(roles).unwrap_or_default()
    });
    let unchanged = move || {
        let is_present = form.draft().role == present.key();
        is_present.then(|| ts!(i18n, settings.change_role_choose))
    };
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let path = MemberPath { org: org.with_untracked(|org| org.id), member: account };
        form.submit::<ChangeMemberRole>(path, NoQuery {}, move |changed: MemberView| {
            let role = words::org_role_name(i18n.locale(), changed.role);
            toasts.done(ts!(i18n, settings.change_role_changed, name = changed.name, role = role));
            members.update(|members| {
                if let Some(place) = members.iter_mut().find(|member| member.account == account) {
                    *place = changed;
                }
            });
            if !form.is_closed() {
                open.set(false);
            }
        });
    };
    view! {
        <form class="form" novalidate on:submit=submit>
            <p class="quiet">{t!(i18n, settings.change_role_lead)}</p>
            <AttemptNotice attempt=form.attempt()/>
            <RolePicker
                field=form.text("role", |draft| &mut draft.role)
                label=t!(i18n, settings.invite_role)
                choices
                present
            />
            <div class="dialog-actions">
                <Button weight=Weight::Quiet on_press=move |()| open.set(false)>
                    {t!(i18n, common.cancel)}
                </Button>
                <Button
                    submit=true
                    weight=Weight::Primary
                    busy=form.attempt().busy()
                    refused=Signal::derive(unchanged)
                    reason_beside=true
                >
                    {t!(i18n, settings.change_role_submit)}
                </Button>
            </div>
        </form>
    }
}
