//! What to do next in a young organization: fill in the billing profile, invite the team.

use leptos::prelude::*;
use slipway_core::{
    access::permission::OrgPermission,
    api::{
        account::MyOrg,
        member::MemberView,
        page::{NoQuery, Page, PageQuery},
        path::OrgPath,
        table::{GetBilling, ListInvitations},
    },
    billing::BillingDraft,
};

use super::overview::{is_open, settings_link};
use crate::{
    links::SettingsTab,
    locale::{t, ts, use_i18n},
    state::fetched::{Fetched, fetch},
    ui::{
        button::{ButtonLink, Weight},
        icon::{Icon, Shape},
    },
};

/// The steps that one may take oneself, with those that are done.
#[component]
pub fn NextSteps(
    /// The organization.
    org: Signal<MyOrg>,
    /// The first of its members.
    people: Fetched<Page<MemberView>>,
) -> impl IntoView {
    let i18n = use_i18n();
    let path = move || OrgPath { org: org.with(|org| org.id) };
    let may_bill = is_open(OrgPermission::BillingManage, org);
    let may_invite = is_open(OrgPermission::MembersInvite, org);
    let billing = fetch::<GetBilling>(move || may_bill.get().then(|| (path(), NoQuery {})));
    let any = PageQuery { limit: Some(1), ..PageQuery::default() };
    let pending = fetch::<ListInvitations>(move || may_invite.get().then(|| (path(), any.clone())));
    let has_billing = Memo::new(move |_| billing.get().map(|billing| billing != BillingDraft::default()));
    let has_team = Memo::new(move |_| {
        let (people, pending) = (people.get()?, pending.get()?);
        Some(people.items.len() > 1 || !pending.items.is_empty())
    });
    // Nothing is shown before it is known: a step must not turn out to be done under the pointer.
    let is_known = Memo::new(move |_| {
        (!may_bill.get() || has_billing.get().is_some())
            && (!may_invite.get() || has_team.get().is_some())
            && (may_bill.get() || may_invite.get())
    });
    let all_done = move || {
        (!may_bill.get() || has_billing.get() == Some(true))
            && (!may_invite.get() || has_team.get() == Some(true))
    };
    let billing_link = settings_link(org, SettingsTab::Billing);
    let members_link = settings_link(org, SettingsTab::Members);
    view! {
        <Show when=move || is_known.get()>
            <section class="card" aria-labelledby="next-title">
                <h2 class="section-title" id="next-title">{t!(i18n, orgs.page_next)}</h2>
                <Show when=all_done>
                    <p class="all-done">
                        <Icon shape=Shape::Check/>
                        <span>{t!(i18n, orgs.page_next_done)}</span>
                    </p>
                </Show>
                <ol class="steps" hidden=all_done>
                    <Show when=move || may_bill.get()>
                        <Step
                            title=t!(i18n, orgs.page_next_create)
                            about=t!(i18n, orgs.page_next_create_done)
                            is_done=Signal::stored(true)
                        />
                        <Step
                            title=t!(i18n, orgs.page_next_billing)
                            about=Signal::derive(move || if has_billing.get() == Some(true) {
                                ts!(i18n, orgs.page_next_billing_done)
                            } else {
                                ts!(i18n, orgs.page_next_billing_why)
                            })
                            is_done=Signal::derive(move || has_billing.get() == Some(true))
                        >
                            <ButtonLink href=billing_link>{t!(i18n, orgs.page_fill_in)}</ButtonLink>
                        </Step>
                    </Show>
                    <Show when=move || may_invite.get()>
                        <Step
                            title=t!(i18n, orgs.page_next_invite)
                            about=Signal::derive(move || if has_team.get() == Some(true) {
                                ts!(i18n, orgs.page_next_invite_done)
                            } else {
                                ts!(i18n, orgs.page_next_invite_why)
                            })
                            is_done=Signal::derive(move || has_team.get() == Some(true))
                        >
                            <ButtonLink href=members_link weight=Weight::Primary>
                                {t!(i18n, orgs.page_invite)}
                            </ButtonLink>
                        </Step>
                    </Show>
                </ol>
            </section>
        </Show>
    }
}

/// One step; its button is there while it is not done.
#[component]
fn Step(
    #[prop(into)] title: Signal<String>,
    #[prop(into)] about: Signal<String>,
    is_done: Signal<bool>,
    #[prop(optional)] children: Option<ChildrenFn>,
) -> impl IntoView {
    let i18n = use_i18n();
    let state = move || if is_done.get() { ts!(i18n, orgs.page_done) } else { ts!(i18n, orgs.page_open) };
    let act = move || children.as_ref().filter(|_| !is_done.get()).map(|children| children());
    view! {
        <li class="step" class:is-done=is_done>
            <span class="step-mark" aria-hidden="true">
                <Show when=move || is_done.get()><Icon shape=Shape::Check/></Show>
            </span>
            <div class="step-words">
                <p class="step-title">{title}<span class="visually-hidden">" · "{state}</span></p>
                <p class="quiet">{about}</p>
            </div>
            {act}
        </li>
    }
}
