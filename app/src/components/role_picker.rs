//! Choosing an organization role: every role with what it grants, and why one may not give it.
//!
//! Roles that may not be given stay in the list and in reach of the keyboard, so that their reason can be
//! read and heard. Whether a role may be given is decided by whoever makes the choices.

use leptos::{html, prelude::*};
use slipway_core::{access::role::OrgRole, words};

use super::role_grants::RoleGrants;
use crate::{
    locale::{t, use_i18n},
    ui::{
        chip::{Chip, Tone},
        field::Field,
        icon::{Icon, Shape},
    },
};

/// A role to choose.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PickableRole {
    /// The role.
    pub role: OrgRole,
    /// Why it may not be given, in words.
    pub refused: Option<String>,
}

/// A list of roles to choose from, with what the chosen one grants beside it.
#[component]
pub fn RolePicker(
    /// The field that holds the key of the chosen role.
    field: Field,
    /// Its name in words.
    #[prop(into)]
    label: Signal<String>,
    /// Every role.
    #[prop(into)]
    choices: Signal<Vec<PickableRole>>,
    /// The role that is held now, to compare with.
    #[prop(optional)]
    present: Option<OrgRole>,
) -> impl IntoView {
    let id = field.id();
    let group = NodeRef::<html::Div>::new();
    // The role that the keyboard is at; it may be one that cannot be chosen.
    let at = RwSignal::new(None::<OrgRole>);
    let chosen = Memo::new(move |_| OrgRole::from_key(&field.value.get()));
    let tab_stop = Memo::new(move |_| {
        let first_free =
            || choices.with(|choices| choices.iter().find(|choice| choice.refused.is_none()).map(|c| c.role));
        at.get().or(chosen.get()).or_else(first_free).unwrap_or(OrgRole::Owner)
    });
    let choose = move |role: OrgRole| {
        at.set(Some(role));
        let is_free =
            choices.with_untracked(|choices| choices.iter().any(|c| c.role == role && c.refused.is_none()));
        if is_free {
            field.set.run(role.key().to_owned());
        }
    };
    let pressed = move |event: leptos::ev::KeyboardEvent| {
        let here = tab_stop.get_untracked();
        let roles: Vec<OrgRole> = choices.with_untracked(|choices| choices.iter().map(|c| c.role).collect());
        let Some(there) = moved(&roles, here, &event.key()) else { return };
        event.prevent_default();
        choose(there);
        focus_role(group, there);
    };
    let option = {
        let id = id.clone();
        move |choice: PickableRole| {
            let prefix = format!("{id}-{}", choice.role.key());
            let is_chosen = move || chosen.get() == Some(choice.role);
            view! {
                <RoleOption
                    prefix
                    is_present=present == Some(choice.role)
                    choice
                    is_chosen=Signal::derive(is_chosen)
                    tab_stop
                    on_choose=choose
                />
            }
        }
    };
    let label_id = format!("{id}-label");
    let error_id = format!("{id}-error");
    let described_by = move || field.described_by(false);
    view! {
        <div class="field role-picker" class:has-error=move || field.error.with(Option::is_some)>
            <span class="field-label" id=label_id.clone()>{label}</span>
            // The list is longer than a small window: below it, the error would not be seen.
            <Show when=move || field.error.with(Option::is_some)>
                <p class="field-error" id=error_id.clone()>
                    <Icon shape=Shape::Alert/>
                    <span>{move || field.error.get()}</span>
                </p>
            </Show>
            <div class="role-picker-halves">
                <div
                    node_ref=group
                    class="role-options"
                    role="radiogroup"
                    id=id.clone()
                    aria-labelledby=label_id
                    aria-required="true"
                    aria-invalid=move || field.error.with(Option::is_some).then_some("true")
                    aria-describedby=described_by
                    tabindex="-1"
                    on:keydown=pressed
                >
                    {move || choices.get().into_iter().map(option.clone()).collect_view()}
                </div>
                <RoleGrants role=Signal::derive(move || at.get().or(chosen.get())) present/>
            </div>
        </div>
    }
}

#[component]
fn RoleOption(
    prefix: String,
    is_present: bool,
    choice: PickableRole,
    is_chosen: Signal<bool>,
    tab_stop: Memo<OrgRole>,
    #[prop(into)] on_choose: Callback<OrgRole>,
) -> impl IntoView {
    let i18n = use_i18n();
    let role = choice.role;
    let (name_id, summary_id, reason_id) =
        (format!("{prefix}-name"), format!("{prefix}-summary"), format!("{prefix}-reason"));
    let described_by = match choice.refused {
        Some(_) => format!("{summary_id} {reason_id}"),
        None => summary_id.clone(),
    };
    let reason = choice.refused.clone().map(|words| {
        view! {
            <span class="role-option-reason" id=reason_id>
                <Icon shape=Shape::Lock/>
                <span>{words}</span>
            </span>
        }
    });
    view! {
        <div
            class="role-option"
            class:is-refused=choice.refused.is_some()
            role="radio"
            id=prefix
            data-role=role.key()
            aria-checked=move || if is_chosen.get() { "true" } else { "false" }
            aria-disabled=choice.refused.is_some().then_some("true")
            aria-labelledby=name_id.clone()
            aria-describedby=described_by
            tabindex=move || if tab_stop.get() == role { "0" } else { "-1" }
            on:click=move |_| on_choose.run(role)
        >
            <span class="role-option-mark" aria-hidden="true"></span>
            <span class="role-option-words">
                <span class="role-option-head">
                    <span class="role-option-name" id=name_id.clone()>
                        {move || words::org_role_name(i18n.locale(), role)}
                    </span>
                    {is_present.then(|| view! {
                        <Chip tone=Tone::Quiet>{t!(i18n, settings.role_picker_present)}</Chip>
                    })}
                </span>
                <span class="role-option-summary" id=summary_id>
                    {move || words::org_role_summary(i18n.locale(), role)}
                </span>
                {reason}
            </span>
        </div>
    }
}

/// The role that a key leads to from another; `None` for a key that leads nowhere.
fn moved(roles: &[OrgRole], here: OrgRole, key: &str) -> Option<OrgRole> {
    let place = roles.iter().position(|role| *role == here)?;
    let last = roles.len().checked_sub(1)?;
    let there = match key {
        "ArrowDown" | "ArrowRight" => {
            if place == last {
                0
            } else {
                place + 1
            }
        }
        "ArrowUp" | "ArrowLeft" => place.checked_sub(1).unwrap_or(last),
        "Home" => 0,
        "End" => last,
        " " => place,
        _ => return None,
    };
    roles.get(there).copied()
}

fn focus_role(group: NodeRef<html::Div>, role: OrgRole) {
    let selector = format!("[data-role={}]", role.key());
    let found = group.get_untracked().and_then(|group| group.query_selector(&selector).ok().flatten());
    if let Some(element) =
        found.and_then(|found| wasm_bindgen::JsCast::dyn_into::<web_sys::HtmlElement>(found).ok())
    {
        // Only an element that is no longer there cannot be focused.
        let _ = element.focus();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn arrows_go_round_and_other_keys_go_nowhere() {
        assert_eq!(moved(&OrgRole::ALL, OrgRole::Owner, "ArrowDown"), Some(OrgRole::Admin));
        assert_eq!(moved(&OrgRole::ALL, OrgRole::Owner, "ArrowUp"), Some(OrgRole::Guest));
        assert_eq!(moved(&OrgRole::ALL, OrgRole::Guest, "ArrowRight"), Some(OrgRole::Owner));
        assert_eq!(moved(&OrgRole::ALL, OrgRole::Viewer, "Home"), Some(OrgRole::Owner));
        assert_eq!(moved(&OrgRole::ALL, OrgRole::Viewer, " "), Some(OrgRole::Viewer));
        assert_eq!(moved(&OrgRole::ALL, OrgRole::Viewer, "Enter"), None);
    }
}
