//! The Organization panel: the organizations one is in, which of them is active, and the way to another.

use leptos::prelude::*;
use slipway_core::{
    access::role::OrgRole,
    api::account::{Me, MyOrg},
    id::OrgId,
    words,
};

use crate::{
    components::{my_invitations::InvitationsForMe, org_card::OrgCard, page_head::PageHead},
    forms::org_leave::LeaveOrgDialog,
    links::Link,
    locale::{t, ts, use_i18n},
    session::use_session,
    ui::{
        button::{ButtonLink, Weight},
        empty::{Empty, Picture},
        icon::{Icon, Shape},
    },
};

/// The Organization panel.
#[component]
pub fn OrgsPage() -> impl IntoView {
    let (i18n, session) = (use_i18n(), use_session());
    let orgs = Memo::new(move |_| session.me().map(|me| me.orgs).unwrap_or_default());
    let refused = Memo::new(move |_| {
        let problem = session.me()?.places.check_room().err()?;
        Some(words::state_problem(i18n.locale(), &problem))
    });
    let has_orgs = Memo::new(move |_| orgs.with(|orgs| !orgs.is_empty()));
    let create = move || {
        view! {
            <ButtonLink href=Link::NewOrg.to_path() weight=Weight::Primary icon=Shape::Plus refused=refused>
                {t!(i18n, orgs.panel_create)}
            </ButtonLink>
        }
    };
    let leaving = RwSignal::new(false);
    let subject = RwSignal::new(None::<MyOrg>);
    let leave = move |org: MyOrg| {
        subject.set(Some(org));
        leaving.set(true);
    };
    view! {
        <PageHead title=t!(i18n, orgs.panel_title) lead=t!(i18n, orgs.panel_lead)>
            // Where there is none yet, the button stands in the middle of the page instead.
            <Show when=move || has_orgs.get()>{create()}</Show>
        </PageHead>
        <InvitationsForMe/>
        <Show
            when=move || has_orgs.get()
            fallback=move || view! {
                <Empty picture=Picture::Boat text=t!(i18n, orgs.panel_empty)>
                    <p class="quiet">{t!(i18n, orgs.panel_empty_next)}</p>
                    {create()}
                </Empty>
            }
        >
            <ul class="org-list" aria-label=t!(i18n, orgs.panel_list)>
                <For each=move || orgs.get() key=row_key let:org>
                    <OrgCard org on_leave=leave/>
                </For>
            </ul>
        </Show>
        <Places refused=refused.into()/>
        <LeaveOrgDialog open=leaving subject/>
    }
}

/// A card is made anew when what it shows has changed.
fn row_key(org: &MyOrg) -> (OrgId, String, String, OrgRole) {
    (org.id, org.slug.to_string(), org.name.clone(), org.role)
}

/// How many organizations one has created and may create, or why there is no room for another.
#[component]
fn Places(refused: Signal<Option<String>>) -> impl IntoView {
    let (i18n, session) = (use_i18n(), use_session());
    let counted = move |me: Me| {
        let held = usize::try_from(me.places.held).unwrap_or(usize::MAX);
        ts!(i18n, orgs.panel_created_count, count = held, limit = me.places.limit)
    };
    let words = move || refused.get().or_else(|| session.me().map(counted));
    view! { <p class="hint"><Icon shape=Shape::Info/><span>{words}</span></p> }
}
