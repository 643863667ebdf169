//! The members of an organization, and below them those who were invited and have not answered.

use leptos::prelude::*;
use slipway_core::{
    access::permission::OrgPermission,
    api::{
        account::MyOrg,
        invitation::InvitationView,
        member::MemberView,
        path::OrgPath,
        table::{ListInvitations, ListMembers},
    },
    verification::NeedsProof,
};

use super::part::SettingsPart;
use crate::{
    components::{
        delegation::owners_among,
        in_org::refusal_of,
        loaded::LoadedList,
        members_table::{MemberAct, MembersTable},
        pending_invitations::PendingInvitations,
        proof::refuses_unproven,
    },
    forms::{
        member_invite::InviteMembersDialog, member_remove::RemoveMemberDialog, member_role::ChangeRoleDialog,
        org_leave::LeaveOrgDialog,
    },
    links::SettingsTab,
    locale::{t, ts, use_i18n},
    session::use_session,
    state::list::{List, fetch_list},
    ui::{
        button::{Button, Weight},
        empty::{Empty, Picture},
        icon::Shape,
        search::SearchField,
    },
};

/// The tab of the members.
#[component]
pub fn MembersPage() -> impl IntoView {
    view! {
        <SettingsPart tab=SettingsTab::Members let:org>
            <Members org/>
        </SettingsPart>
    }
}

#[component]
fn Members(org: Signal<MyOrg>) -> impl IntoView {
    let i18n = use_i18n();
    let path = move || Some(OrgPath { org: org.with(|org| org.id) });
    let members = fetch_list::<ListMembers, MemberView>(path);
    let pending = fetch_list::<ListInvitations, InvitationView>(path);
    let owners = Memo::new(move |_| {
        let is_everybody = !members.has_more() && members.search().with(String::is_empty);
        owners_among(&members.items(), is_everybody)
    });
    let inviting = RwSignal::new(false);
    let denied = refusal_of(OrgPermission::MembersInvite, org);
    let unproven = refuses_unproven(NeedsProof::SendMail);
    let (changing, removing, leaving) = (RwSignal::new(false), RwSignal::new(false), RwSignal::new(false));
    let subject = RwSignal::new(None::<MemberView>);
    let left = RwSignal::new(None::<MyOrg>);
    let act = move |(act, member): (MemberAct, MemberView)| {
        subject.set(Some(member));
        match act {
            MemberAct::ChangeRole => changing.set(true),
            MemberAct::Remove => removing.set(true),
            MemberAct::Leave => {
                left.set(Some(org.get_untracked()));
                leaving.set(true);
            }
        }
    };
    let removed = move |member: MemberView| {
        members.update(|members| members.retain(|other| other.account != member.account));
        pending.refetch();
    };
    let shown = move || match members.len() {
        0 => String::new(),
        count if members.has_more() => ts!(i18n, settings.members_shown_more, count = count),
        count => ts!(i18n, settings.members_shown, count = count),
    };
    let lead = move || ts!(i18n, settings.members_lead, organization = org.with(|org| org.name.clone()));
    view! {
        <header class="settings-head">
            <div>
                <h2 class="section-title">{t!(i18n, settings.members_title)}</h2>
                <p class="quiet">{lead}</p>
            </div>
            <Button
                weight=Weight::Primary
                icon=Shape::Plus
                refused=Signal::derive(move || denied.get().or_else(|| unproven.get()))
                on_press=move |()| inviting.set(true)
            >
                {t!(i18n, settings.members_invite)}
            </Button>
        </header>
        <div class="toolbar">
            <SearchField
                value=members.search()
                label=t!(i18n, settings.members_search)
                placeholder=t!(i18n, settings.members_search_placeholder)
                clear_label=t!(i18n, settings.members_clear_search)
            />
            <p class="quiet number" role="status">{shown}</p>
        </div>
        <LoadedList from=members count=5>
            <Show when=move || !members.is_empty() fallback=move || view! { <NobodyFound members/> }>
                <MembersTable org members owners=owners.into() on_act=act/>
            </Show>
            <MembersFoot members/>
        </LoadedList>
        <PendingInvitations org pending/>
        <InviteMembersDialog open=inviting org members pending/>
        <ChangeRoleDialog open=changing subject org members owners=owners.into()/>
        <RemoveMemberDialog open=removing subject org on_removed=removed/>
        <LeaveOrgDialog open=leaving subject=left/>
    }
}

/// The way to more, and what to do for whoever is alone.
#[component]
fn MembersFoot(members: List<MemberView>) -> impl IntoView {
    let (i18n, session) = (use_i18n(), use_session());
    let is_alone = Memo::new(move |_| {
        let searched = members.search().with(|search| !search.trim().is_empty());
        let me = session.me().map(|me| me.account.id);
        !searched && members.items().iter().all(|member| Some(member.account) == me) && !members.is_empty()
    });
    view! {
        <Show when=move || members.has_more()>
            <div class="table-foot">
                <Button
                    on_press=move |()| members.load_more()
                    busy=Signal::derive(move || members.is_loading_more())
                >
                    {t!(i18n, settings.members_load_more)}
                </Button>
            </div>
        </Show>
        <Show when=move || is_alone.get()>
            <p class="hint">
                <span>{t!(i18n, settings.members_alone)} " " {t!(i18n, settings.members_alone_next)}</span>
            </p>
        </Show>
    }
}

/// What a search shows that finds nobody.
#[component]
fn NobodyFound(members: List<MemberView>) -> impl IntoView {
    let i18n = use_i18n();
    let search = members.search();
    view! {
        <Empty
            picture=Picture::Quay
            text=t!(i18n, settings.members_nobody_found, search = search.get().trim().to_owned())
        >
            <p class="quiet">{t!(i18n, settings.members_nobody_found_next)}</p>
            <Button on_press=move |()| search.set(String::new())>
                {t!(i18n, settings.members_clear_search)}
            </Button>
        </Empty>
    }
}
