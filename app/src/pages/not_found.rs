//! What an address shows that leads nowhere: missing or hidden, nobody can tell which.

use leptos::prelude::*;

use crate::{
    components::page_head::set_title,
    links::Link,
    locale::{t, use_i18n},
    ui::{
        button::{ButtonLink, Weight},
        empty::{Empty, Picture},
    },
};

/// The whole page, where no frame is around it.
#[component]
pub fn NotFoundPage() -> impl IntoView {
    view! { <main class="alone"><NotFound/></main> }
}

/// What stands in the place of something that is not there.
#[component]
pub fn NotFound() -> impl IntoView {
    let i18n = use_i18n();
    set_title(Signal::derive(t!(i18n, common.not_found_title)));
    view! {
        <section class="not-found">
            <h1 class="page-title" tabindex="-1" data-page-title="">{t!(i18n, common.not_found_title)}</h1>
            <Empty picture=Picture::Lighthouse text=t!(i18n, common.not_found_text)>
                <ButtonLink href=Link::Home.to_path() weight=Weight::Primary>
                    {t!(i18n, common.to_organization_panel)}
                </ButtonLink>
            </Empty>
        </section>
    }
}
