//! Changing an organization's profile.

use leptos::{prelude::*, task::spawn_local};
use leptos_router::{NavigateOptions, hooks::use_navigate};
use slipway_core::{
    api::{account::MyOrg, org::OrgView, page::NoQuery, path::OrgPath, table::UpdateOrg},
    org::OrgProfileDraft,
};

use super::{form::Form, save_foot::SaveFoot};
use crate::{
    components::{
        org_fields::{ProfileFields, ProfileInputs, apart_from_taken_slug, with_taken_slug},
        problem::FailureNotice,
    },
    links::{Link, SettingsTab},
    locale::{t, ts, use_i18n},
    session::use_session,
    state::toasts::use_toasts,
    ui::notice::{Notice, NoticeKind},
};

/// Changes an organization's profile. With another slug, the address follows.
#[component]
pub fn OrgGeneralForm(
    /// The organization.
    org: Signal<MyOrg>,
    /// Its profile as it is.
    profile: Signal<OrgView>,
    /// Takes what it becomes.
    #[prop(into)]
    on_saved: Callback<OrgView>,
) -> impl IntoView {
    let (i18n, session, toasts) = (use_i18n(), use_session(), use_toasts());
    let navigate = use_navigate();
    let form = Form::new(profile.with_untracked(draft_of));
    form.follow(move || profile.with(draft_of));
    let failure = form.attempt().failure();
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let navigate = navigate.clone();
        let path = OrgPath { org: org.with_untracked(|org| org.id) };
        form.submit::<UpdateOrg>(path, NoQuery {}, move |saved: OrgView| {
            form.reset(draft_of(&saved));
            on_saved.try_run(saved.clone());
            spawn_local(async move {
                session.refetched().await;
                session.look_at(&saved.slug);
                let here = Link::OrgSettings(saved.slug, SettingsTab::General);
                navigate(&here.to_path(), NavigateOptions { replace: true, ..Default::default() });
                toasts.done(ts!(i18n, settings.general_saved, name = saved.name));
            });
        });
    };
    let moves = move || profile.with(|profile| profile.slug.as_str() != form.draft().slug.trim());
    let undo = move |()| form.reset(profile.with_untracked(draft_of));
    let slug = form.text("slug", |draft: &mut OrgProfileDraft| &mut draft.slug);
    let fields = ProfileFields {
        name: form.text("name", |draft| &mut draft.name),
        slug: with_taken_slug(slug, failure),
        description: form.text("description", |draft| &mut draft.description),
        website: form.text("website", |draft| &mut draft.website),
    };
    view! {
        <form class="form" novalidate on:submit=submit>
            <FailureNotice failure=apart_from_taken_slug(failure) wait=form.attempt().wait()/>
            <ProfileInputs fields slug_help=t!(i18n, orgs.fields_slug_help)/>
            <Show when=moves>
                <Notice kind=NoticeKind::Warning>{t!(i18n, settings.general_slug_warning)}</Notice>
            </Show>
            <SaveFoot form undo/>
        </form>
    }
}

fn draft_of(org: &OrgView) -> OrgProfileDraft {
    OrgProfileDraft {
        name: org.name.clone(),
        slug: org.slug.to_string(),
        description: org.description.clone(),
        website: org.website.clone(),
    }
}
