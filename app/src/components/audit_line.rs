//! One entry of an audit log: who did what to what, by which right, what changed, and how it ended.

use chrono::{DateTime, Utc};
use leptos::prelude::*;
use slipway_core::{
    access::{grant::RoleName, role::OrgRole},
    audit::{AuditAction, AuditChange, AuditEntryView, AuditField, AuditOutcome, AuditRight},
    invitation::VoidReason,
    locale::Locale,
    settings::SignUp,
    words,
};

use super::{country::country_name, time::RelativeTime};
use crate::{
    locale::{I18n, dates, t, ts, use_i18n},
    ui::{
        avatar::Avatar,
        chip::{Chip, Tone},
    },
};

/// One entry of an audit log, as an item of a list.
#[component]
pub fn AuditLine(
    /// The entry.
    entry: AuditEntryView,
    /// Whether what changed and where it came from are left out, as in an overview.
    #[prop(optional)]
    brief: bool,
) -> impl IntoView {
    let i18n = use_i18n();
    let disc_id = entry.actor.account.map(|account| account.to_string()).unwrap_or_default();
    let (name, at, action) = (entry.actor.name.clone(), entry.at, entry.action);
    let shown = StoredValue::new(entry.clone());
    let is_denied = matches!(entry.outcome, AuditOutcome::Denied { .. });
    // Of a refused act only its name in the program is recorded, which stands among the details.
    let changed = entry.changes.iter().filter(|_| !is_denied);
    let changes: Vec<AuditChange> =
        changed.filter(|change| !is_in_sentence(action, change.field)).cloned().collect();
    view! {
        <li class="audit-line" class:is-denied=is_denied>
            <Avatar id=disc_id name=name.clone()/>
            <div class="audit-words">
                <p class="audit-sentence">
                    <span class="audit-who">{name}</span>
                    " "
                    <span class="audit-what">{move || words::audit_action(i18n.locale(), action)}</span>
                    " "
                    <span class="audit-target">
                        {move || shown.with_value(|entry| {
                            if entry.target.name.is_empty() {
                                ts!(i18n, settings.audit_unkept_address)
                            } else {
                                object(entry, i18n.locale())
                            }
                        })}
                    </span>
                </p>
                <Outcome outcome=entry.outcome.clone()/>
                {(!brief && !changes.is_empty()).then(|| view! { <Changes changes/> })}
                {(!brief).then(|| view! { <Details entry=entry.clone()/> })}
            </div>
            <div class="audit-side">
                {entry.right.clone().map(|right| view! { <Right right/> })}
                <RelativeTime time=at/>
            </div>
        </li>
    }
}

/// What the sentence ends with: the target, or for joining and leaving the role one had.
fn object(entry: &AuditEntryView, locale: Locale) -> String {
    let role = entry.changes.iter().find(|change| change.field == AuditField::Role);
    let held = role.and_then(|change| match entry.action {
        AuditAction::MemberJoined => change.after.as_deref(),
        AuditAction::MemberLeft => change.before.as_deref(),
        _ => None,
    });
    held.map_or_else(|| entry.target.name.clone(), |role| shown_value(AuditField::Role, role, locale))
}

/// Whether a change is said by the sentence itself.
fn is_in_sentence(action: AuditAction, field: AuditField) -> bool {
    field == AuditField::Role && matches!(action, AuditAction::MemberJoined | AuditAction::MemberLeft)
}

/// How an entry ended, where it was refused.
#[component]
fn Outcome(outcome: AuditOutcome) -> impl IntoView {
    let i18n = use_i18n();
    let AuditOutcome::Denied { denial, count } = outcome else { return ().into_any() };
    let times = usize::try_from(count).unwrap_or(usize::MAX);
    let refused = move || {
        if times > 1 {
            ts!(i18n, settings.audit_denied_times, count = times)
        } else {
            ts!(i18n, settings.audit_denied)
        }
    };
    view! {
        <p class="audit-outcome">
            <Chip tone=Tone::Danger>{refused}</Chip>
            <span>{move || words::denial(i18n.locale(), &denial)}</span>
        </p>
    }
    .into_any()
}

/// The role by which something was done.
#[component]
fn Right(right: AuditRight) -> impl IntoView {
    let i18n = use_i18n();
    let by = move || ts!(i18n, settings.audit_by_right, role = role_name(right.role, i18n.locale()));
    let title = move || {
        let locale = i18n.locale();
        let permission = words::permission_label(locale, right.permission);
        ts!(i18n, settings.audit_right_title, permission = permission, role = role_name(right.role, locale))
    };
    view! { <span class="audit-right" title=title><Chip tone=Tone::Quiet>{by}</Chip></span> }
}

/// What changed, before and after.
#[component]
fn Changes(changes: Vec<AuditChange>) -> impl IntoView {
    let i18n = use_i18n();
    let line = move |change: AuditChange| {
        let change = StoredValue::new(change);
        let field = move || change.with_value(|change| words::audit_field(i18n.locale(), change.field));
        let value = move |read: fn(&AuditChange) -> Option<&str>| {
            change.with_value(|change| {
                let shown = |value: &str| {
                    let of_sign_up =
                        (change.field == AuditField::SignUp).then(|| sign_up_in_words(value, i18n)).flatten();
                    of_sign_up.unwrap_or_else(|| shown_value(change.field, value, i18n.locale()))
                };
                read(change).filter(|value| !value.is_empty()).map(shown)
            })
        };
        let before = move || value(|change| change.before.as_deref());
        let after = move || value(|change| change.after.as_deref());
        view! {
            <div class="audit-change">
                <dt>{field}</dt>
                <dd>
                    {move || before().map(|before| view! {
                        <del>{before}</del>
                        <span class="audit-arrow" aria-hidden="true">"→"</span>
                        <span class="visually-hidden">{ts!(i18n, settings.audit_changed_to)}</span>
                    })}
                    {move || match after() {
                        Some(after) => view! { <ins>{after}</ins> }.into_any(),
                        None => view! {
                            <span class="quiet">{ts!(i18n, settings.audit_nothing)}</span>
                        }
                        .into_any(),
                    }}
                </dd>
            </div>
        }
    };
    view! { <dl class="audit-changes">{changes.into_iter().map(line).collect_view()}</dl> }
}

/// From where it was done, folded away.
#[component]
fn Details(entry: AuditEntryView) -> impl IntoView {
    let i18n = use_i18n();
    let at = entry.at;
    let refused_act = entry.changes.into_iter().find(|change| change.field == AuditField::Act);
    let act_label = Signal::derive(move || words::audit_field(i18n.locale(), AuditField::Act));
    let fact = |name: Signal<String>, value: String| {
        (!value.is_empty()).then(|| view! { <dt>{name}</dt><dd>{value}</dd> })
    };
    view! {
        <details class="audit-details">
            <summary>{t!(i18n, settings.audit_details)}</summary>
            <dl class="facts">
                {fact(Signal::derive(t!(i18n, settings.audit_entry)), format!("#{}", entry.seq))}
                <dt>{t!(i18n, settings.audit_exact_time)}</dt>
                <dd>{move || dates::exact(i18n.locale(), at)}</dd>
                {fact(act_label, refused_act.and_then(|change| change.after).unwrap_or_default())}
                {fact(Signal::derive(t!(i18n, settings.audit_address)), entry.address.unwrap_or_default())}
                {fact(
                    Signal::derive(t!(i18n, settings.audit_user_agent)),
                    entry.user_agent.unwrap_or_default(),
                )}
                {fact(Signal::derive(t!(i18n, settings.audit_request)), entry.request_id)}
            </dl>
        </details>
    }
}

/// A stored value as a person reads it: keys become words, times become dates.
fn shown_value(field: AuditField, value: &str, locale: Locale) -> String {
    let in_words = match field {
        AuditField::Role => OrgRole::from_key(value).map(|role| words::org_role_name(locale, role)),
        AuditField::Locale => Locale::from_tag(value).map(|language| language.own_name().to_owned()),
        AuditField::Country => Some(country_name(locale, value)),
        AuditField::ExpiresAt => DateTime::parse_from_rfc3339(value)
            .ok()
            .map(|time| dates::exact(locale, time.with_timezone(&Utc))),
        AuditField::Reason => serde_json::from_value::<VoidReason>(value.into())
            .ok()
            .map(|reason| words::void_reason(locale, reason)),
        _ => None,
    };
    in_words.unwrap_or_else(|| value.to_owned())
}

/// The setting of sign-up in the words that the administration has for it.
fn sign_up_in_words(value: &str, i18n: I18n) -> Option<String> {
    match SignUp::ALL.into_iter().find(|setting| setting.key() == value)? {
        SignUp::Open => Some(ts!(i18n, admin.sign_up_open)),
        SignUp::Closed => Some(ts!(i18n, admin.sign_up_closed)),
    }
}

fn role_name(role: RoleName, locale: Locale) -> String {
    match role {
        RoleName::Org(role) => words::org_role_name(locale, role),
        RoleName::Project(role) => words::project_role_name(locale, role),
        // A role of an organization's own has a name that only the organization knows.
        RoleName::Own(id) => id.to_string(),
    }
}
