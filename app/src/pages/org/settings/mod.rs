//! Organization Settings: what stands around its tabs.

pub mod audit;
pub mod billing;
pub mod general;
pub mod members;
pub mod permissions;

use leptos::prelude::*;
use leptos_router::components::Outlet;

/// What stands around the tabs of Organization Settings.
#[component]
pub fn SettingsLayout() -> impl IntoView {
    view! { <Outlet/> }
}
