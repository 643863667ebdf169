//! Proving one's address: opening the link is all that it takes.

use leptos::prelude::*;
use slipway_core::api::table::VerifyAddress;

use crate::{
    components::dead_link::{DeadLink, Onward, title_of},
    layouts::entry::EntryLayout,
    locale::{t, ts, use_i18n},
    session::use_session,
    state::opened_link::{Standing, open_link},
};

/// The page of a verification's link.
#[component]
pub fn VerifyPage() -> impl IntoView {
    let (i18n, session) = (use_i18n(), use_session());
    let link = open_link::<VerifyAddress>();
    Effect::new(move |_| {
        if link.standing.with(|standing| matches!(standing, Standing::Open(_))) {
            session.refetch();
        }
    });
    let title = Memo::new(move |_| {
        link.standing.with(|standing| {
            title_of(standing, i18n, |_| ts!(i18n, links.verified_title), ts!(i18n, links.verify_title))
        })
    });
    let content = move || match link.standing.get() {
        Standing::Open(verified) => {
            let address = verified.email.to_string();
            view! {
                <p>{t!(i18n, links.verified_text, address = address.clone())}</p>
                <Onward of=None/>
            }
            .into_any()
        }
        _ => view! { <DeadLink link/> }.into_any(),
    };
    view! { <EntryLayout title>{content}</EntryLayout> }
}
