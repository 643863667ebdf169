//! Creating an organization.

use leptos::{prelude::*, task::spawn_local};
use leptos_router::{NavigateOptions, hooks::use_navigate};
use slipway_core::{
    api::{account::Me, org::OrgView, page::NoQuery, path::NoPath, table::CreateOrg},
    org::CreateOrgDraft,
    slug::Slug,
    words,
};

use super::form::Form;
use crate::{
    components::{
        org_fields::{
            BillingFields, BillingInputs, ProfileFields, ProfileInputs, apart_from_taken_slug,
            with_taken_slug,
        },
        problem::FailureNotice,
    },
    links::Link,
    locale::{t, ts, use_i18n},
    session::use_session,
    state::{draft, toasts::use_toasts},
    ui::{
        button::{Button, ButtonLink, Weight},
        field::Field,
        notice::Notice,
    },
};

/// Creates an organization and leads back to the panel, where it is active.
#[component]
pub fn CreateOrgForm() -> impl IntoView {
    let (i18n, session, toasts) = (use_i18n(), use_session(), use_toasts());
    let navigate = use_navigate();
    let key = untrack(|| session.me()).map(|me| draft_key(&me)).unwrap_or_default();
    let kept: Option<CreateOrgDraft> = draft::read(&key);
    let slug_is_own = RwSignal::new(kept.as_ref().is_some_and(has_own_slug));
    let form = Form::new(CreateOrgDraft::default());
    if let Some(kept) = kept {
        form.update(|draft| *draft = kept);
    }
    let is_done = StoredValue::new(false);
    Effect::new({
        let key = key.clone();
        move |_| {
            let draft = form.draft();
            if form.is_dirty() && !is_done.get_value() {
                draft::keep(&key, &draft);
            }
        }
    });
    let failure = form.attempt().failure();
    let forget_key = key.clone();
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let (navigate, key) = (navigate.clone(), key.clone());
        form.submit::<CreateOrg>(NoPath {}, NoQuery {}, move |org: OrgView| {
            is_done.set_value(true);
            draft::forget(&key);
            spawn_local(async move {
                session.refetched().await;
                session.look_at(&org.slug);
                toasts.done(ts!(i18n, orgs.create_created, name = org.name));
                navigate(&Link::Orgs.to_path(), NavigateOptions::default());
            });
        });
    };
    let give_up = move |_| {
        is_done.set_value(true);
        draft::forget(&forget_key);
    };
    let refused = move || {
        let problem = session.me()?.places.check_room().err()?;
        // The organization that was created just now is no reason against it.
        if is_done.get_value() {
            return None;
        }
        Some(words::state_problem(i18n.locale(), &problem))
    };
    let slug = with_taken_slug(own_slug(form, slug_is_own), failure);
    let profile = ProfileFields {
        name: naming(form, slug_is_own),
        slug,
        description: form.text("profile.description", |draft| &mut draft.profile.description),
        website: form.text("profile.website", |draft| &mut draft.profile.website),
    };
    view! {
        <form class="form form-parts" novalidate on:submit=submit>
            // Whoever may not create one learns of it before filling anything in.
            {move || refused().map(|reason| view! { <Notice>{reason}</Notice> })}
            <FailureNotice failure=apart_from_taken_slug(failure) wait=form.attempt().wait()/>
            <section class="part">
                <div class="part-words">
                    <h2 class="part-title">{t!(i18n, orgs.create_profile)}</h2>
                    <p class="part-about">{t!(i18n, orgs.create_profile_help)}</p>
                </div>
                <div class="part-body form">
                    <ProfileInputs
                        fields=profile
                        slug_help=t!(i18n, orgs.create_slug_help)
                        autofocus=true
                    />
                </div>
            </section>
            <section class="part">
                <div class="part-words">
                    <h2 class="part-title">{t!(i18n, orgs.create_billing)}</h2>
                    <p class="part-about">{t!(i18n, orgs.create_billing_help)}</p>
                </div>
                <div class="part-body form"><BillingInputs fields=billing_fields(form)/></div>
            </section>
            <div class="part">
                <div class="part-words"></div>
                <div class="part-body form-actions">
                <Button
                    submit=true
                    weight=Weight::Primary
                    busy=form.attempt().busy()
                    refused=Signal::derive(refused)
                    reason_beside=true
                >
                    {t!(i18n, orgs.create_submit)}
                </Button>
                <span on:click=give_up>
                    <ButtonLink weight=Weight::Quiet href=Link::Orgs.to_path()>
                        {t!(i18n, common.cancel)}
                    </ButtonLink>
                </span>
                </div>
            </div>
        </form>
    }
}

/// The name; while the slug is not the person's own, it follows.
fn naming(form: Form<CreateOrgDraft>, slug_is_own: RwSignal<bool>) -> Field {
    let field = form.text("profile.name", |draft| &mut draft.profile.name);
    let set = Callback::new(move |name: String| {
        let proposed = Slug::propose(&name);
        field.set.run(name);
        if !slug_is_own.get_untracked() {
            form.update(|draft| draft.profile.slug = proposed);
        }
    });
    Field { set, ..field }
}

/// The slug; once somebody types in it, it is theirs, until they empty it.
fn own_slug(form: Form<CreateOrgDraft>, slug_is_own: RwSignal<bool>) -> Field {
    let field = form.text("profile.slug", |draft| &mut draft.profile.slug);
    let set = Callback::new(move |slug: String| {
        slug_is_own.set(!slug.is_empty());
        field.set.run(slug);
    });
    Field { set, ..field }
}

fn billing_fields(form: Form<CreateOrgDraft>) -> BillingFields {
    BillingFields {
        legal_name: form.text("billing.legal_name", |draft| &mut draft.billing.legal_name),
        email: form.text("billing.email", |draft| &mut draft.billing.email),
        street: form.text("billing.street", |draft| &mut draft.billing.street),
        postal_code: form.text("billing.postal_code", |draft| &mut draft.billing.postal_code),
        city: form.text("billing.city", |draft| &mut draft.billing.city),
        country: form.text("billing.country", |draft| &mut draft.billing.country),
        tax_id: form.text("billing.tax_id", |draft| &mut draft.billing.tax_id),
    }
}

fn has_own_slug(draft: &CreateOrgDraft) -> bool {
    draft.profile.slug != Slug::propose(&draft.profile.name)
}

/// Drafts of different people on one machine are kept apart.
fn draft_key(me: &Me) -> String {
    format!("slipway-new-organization-{}", me.account.id)
}
