//! The table of an organization's active members, with a menu of acts on each.

use leptos::prelude::*;
use slipway_core::{
    api::{account::MyOrg, member::MemberView},
    member::Owners,
    words,
};

use super::{
    delegation::{refuses_any_change, refuses_end, refuses_removal},
    person::{Person, You},
    role::RoleChip,
    time::{LastSeen, RelativeTime},
};
use crate::{
    locale::{t, ts, use_i18n},
    session::use_session,
    state::list::{Item, List},
    ui::{
        icon::Shape,
        menu::{MenuItem, RowMenu},
        table::Table,
    },
};

/// What a person does to a member.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum MemberAct {
    /// Changes the role.
    ChangeRole,
    /// Removes the member.
    Remove,
    /// Leaves, which is done to oneself.
    Leave,
}

/// The table of members.
#[component]
pub fn MembersTable(
    /// The organization.
    org: Signal<MyOrg>,
    /// The members.
    members: List<MemberView>,
    /// How many Owners there are, where the page knows.
    owners: Signal<Option<Owners>>,
    /// Begins an act.
    #[prop(into)]
    on_act: Callback<(MemberAct, MemberView)>,
) -> impl IntoView {
    let i18n = use_i18n();
    let columns = move || {
        vec![
            ts!(i18n, settings.members_person),
            ts!(i18n, settings.members_role),
            ts!(i18n, settings.members_joined),
            ts!(i18n, settings.members_last_seen),
        ]
    };
    let caption =
        move || ts!(i18n, settings.members_caption, organization = org.with(|org| org.name.clone()));
    view! {
        <Table caption=Signal::derive(caption) columns=Signal::derive(columns) actions=true>
            <For each=move || members.items() key=Item::id let:member>
                <MemberRow member=members.newest(member) org owners on_act/>
            </For>
        </Table>
    }
}

#[component]
fn MemberRow(
    member: Signal<MemberView>,
    org: Signal<MyOrg>,
    owners: Signal<Option<Owners>>,
    on_act: Callback<(MemberAct, MemberView)>,
) -> impl IntoView {
    let (i18n, session) = (use_i18n(), use_session());
    let account = member.with_untracked(|member| member.account);
    let is_me = Memo::new(move |_| session.me().is_some_and(|me| me.account.id == account));
    let name = Signal::derive(move || member.with(|member| member.name.clone()));
    let email = Signal::derive(move || member.with(|member| member.email.to_string()));
    let role = Signal::derive(move || member.with(|member| member.role));
    let joined_at = Signal::derive(move || member.with(|member| member.joined_at));
    let last_seen_at = Memo::new(move |_| member.with(|member| member.last_seen_at));
    view! {
        <tr>
            <th scope="row" data-label=t!(i18n, settings.members_person)>
                <Person id=account.to_string() name detail=email>
                    <You when=is_me/>
                </Person>
            </th>
            <td data-label=t!(i18n, settings.members_role)><RoleChip role/></td>
            <td data-label=t!(i18n, settings.members_joined)><RelativeTime time=joined_at/></td>
            <td data-label=t!(i18n, settings.members_last_seen)>
                <LastSeen at=last_seen_at/>
            </td>
            <td class="table-actions">
                <MemberMenu member org owners is_me=is_me.into() on_act/>
            </td>
        </tr>
    }
}

#[component]
fn MemberMenu(
    member: Signal<MemberView>,
    org: Signal<MyOrg>,
    owners: Signal<Option<Owners>>,
    is_me: Signal<bool>,
    on_act: Callback<(MemberAct, MemberView)>,
) -> impl IntoView {
    let (i18n, session) = (use_i18n(), use_session());
    let act = move |act: MemberAct| on_act.run((act, member.get_untracked()));
    let change_refused = Memo::new(move |_| {
        let (me, org) = (session.me()?, org.with(|org| org.id));
        let denial = member.with(|member| refuses_any_change(&me, org, member))?;
        Some(words::denial(i18n.locale(), &denial))
    });
    let end_refused = Memo::new(move |_| {
        let (me, org, owners) = (session.me()?, org.with(|org| org.id), owners.get());
        member.with(|member| {
            if is_me.get() {
                refuses_end(member.role, owners, i18n.locale())
            } else {
                refuses_removal(&me, org, member, owners, i18n.locale())
            }
        })
    });
    let end = move || {
        if is_me.get() {
            view! {
                <MenuItem
                    icon=Shape::SignOut
                    destroys=true
                    refused=end_refused
                    on_choose=move |()| act(MemberAct::Leave)
                >
                    {t!(i18n, settings.members_leave)}
                </MenuItem>
            }
            .into_any()
        } else {
            view! {
                <MenuItem
                    icon=Shape::Bin
                    destroys=true
                    refused=end_refused
                    on_choose=move |()| act(MemberAct::Remove)
                >
                    {t!(i18n, settings.members_remove)}
                </MenuItem>
            }
            .into_any()
        }
    };
    view! {
        <RowMenu label=t!(i18n, settings.members_actions_for, name = member.with(|member| member.name.clone()))>
            <MenuItem
                icon=Shape::Pencil
                refused=change_refused
                on_choose=move |()| act(MemberAct::ChangeRole)
            >
                {t!(i18n, settings.members_change_role)}
            </MenuItem>
            {end}
        </RowMenu>
    }
}
