//! A forgotten password: asking for the link that sets a new one.

use leptos::prelude::*;
use slipway_core::{
    api::{account::MailDelivery, problem::StateProblem},
    mailed_link::LinkPurpose,
    words,
};

use crate::{
    forms::forgot::ForgotForm,
    layouts::entry::EntryLayout,
    links::Link,
    locale::{t, use_i18n},
    session::use_session,
    ui::{
        button::Button,
        focus,
        notice::{Notice, NoticeKind},
    },
};

/// Why there is nothing to ask for.
const NO_MAIL: StateProblem = StateProblem::NoMail { of: LinkPurpose::ResetPassword };

/// The page for a forgotten password.
#[component]
pub fn ForgotPage() -> impl IntoView {
    let (i18n, session) = (use_i18n(), use_session());
    let asked = RwSignal::new(None::<String>);
    let sends_none = move || session.view().is_some_and(|view| view.mail == MailDelivery::None);
    let hours = usize::from(LinkPurpose::ResetPassword.hours());
    let done = Callback::new(move |address| {
        asked.set(Some(address));
        focus::title();
    });
    let content = move || match asked.get() {
        _ if sends_none() => view! {
            <Notice>{move || words::state_problem(i18n.locale(), &NO_MAIL)}</Notice>
        }
        .into_any(),
        Some(address) => view! {
            <Notice kind=NoticeKind::Done>
                <p>{t!(i18n, links.forgot_sent, address = address.clone(), count = hours)}</p>
            </Notice>
            <div class="form-actions">
                <Button on_press=move |()| asked.set(None)>{t!(i18n, links.forgot_other)}</Button>
            </div>
        }
        .into_any(),
        None => view! { <ForgotForm on_done=done/> }.into_any(),
    };
    view! {
        <EntryLayout title=t!(i18n, links.forgot_link) lead=t!(i18n, links.forgot_lead)>
            {content}
            <p class="entry-foot">
                <a href=Link::Login.to_path()>{t!(i18n, entry.to_sign_in)}</a>
            </p>
        </EntryLayout>
    }
}
