//! The address without a path: leads on to the panel, the sign-in, or what one has to do first.

use leptos::prelude::*;
use leptos_router::{NavigateOptions, hooks::use_navigate};

use crate::{
    components::problem::FailureState,
    layouts::waiting::Waiting,
    links::Link,
    session::{Knowledge, use_session},
};

/// Leads on as soon as it is known who looks at it.
#[component]
pub fn HomePage() -> impl IntoView {
    let session = use_session();
    let navigate = use_navigate();
    Effect::new(move |_| {
        let Some(view) = session.view() else { return };
        let link = if view.me.is_some() {
            Link::Orgs
        } else if view.set_up {
            Link::Login
        } else {
            Link::SetUp
        };
        navigate(&link.to_path(), NavigateOptions { replace: true, ..Default::default() });
    });
    move || match session.knowledge() {
        Knowledge::Failed(failure) => view! {
            <main class="alone"><FailureState failure on_retry=move |()| session.refetch()/></main>
        }
        .into_any(),
        Knowledge::Asking | Knowledge::Known(_) => view! { <Waiting/> }.into_any(),
    }
}
