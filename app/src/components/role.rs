//! An organization role as a chip.

use leptos::prelude::*;
use slipway_core::{access::role::OrgRole, words};

use crate::{
    locale::use_i18n,
    ui::chip::{Chip, Tone},
};

/// The chip of an organization role.
#[component]
pub fn RoleChip(
    /// The role.
    #[prop(into)]
    role: Signal<OrgRole>,
) -> impl IntoView {
    let i18n = use_i18n();
    view! { <Chip tone=Tone::Plain>{move || words::org_role_name(i18n.locale(), role.get())}</Chip> }
}
