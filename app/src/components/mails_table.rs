//! The table of the installation's mails, with a way to try those again that did not leave.

use leptos::{prelude::*, task::spawn_local};
use slipway_core::{
    api::{admin::MailView, page::NoQuery, path::MailPath, table::RetryMail},
    field::NoBody,
    id::MailId,
    mail::{MailStage, MailTrouble},
    words,
};

use super::time::RelativeTime;
use crate::{
    locale::{t, ts, use_i18n},
    session::use_session,
    state::{list::List, toasts::use_toasts},
    ui::{
        button::{Button, Weight},
        chip::{Chip, Tone},
        table::Table,
    },
};

/// The table of mails.
#[component]
pub fn MailsTable(
    /// The mails.
    mails: List<MailView>,
) -> impl IntoView {
    let i18n = use_i18n();
    let columns = move || {
        vec![
            ts!(i18n, admin.mails_to),
            ts!(i18n, admin.mails_kind),
            ts!(i18n, admin.mails_queued),
            ts!(i18n, admin.mails_stage),
            ts!(i18n, admin.mails_last_try),
        ]
    };
    view! {
        <Table caption=t!(i18n, admin.mails_caption) columns=Signal::derive(columns) actions=true>
            // A row is made anew when anything of it has changed.
            <For each=move || mails.items() key=|mail| format!("{mail:?}") let:mail>
                <MailRow mail mails/>
            </For>
        </Table>
    }
}

#[component]
fn MailRow(mail: MailView, mails: List<MailView>) -> impl IntoView {
    let i18n = use_i18n();
    let (kind, created_at, stage) = (mail.kind, mail.created_at, mail.stage);
    let address = mail.to.to_string();
    view! {
        <tr>
            <th scope="row" data-label=t!(i18n, admin.mails_to)><span class="cell-main">{address.clone()}</span></th>
            <td data-label=t!(i18n, admin.mails_kind)>{move || words::mail_kind(i18n.locale(), kind)}</td>
            <td data-label=t!(i18n, admin.mails_queued)><RelativeTime time=created_at/></td>
            <td data-label=t!(i18n, admin.mails_stage)><Stage mail=mail.clone()/></td>
            <td data-label=t!(i18n, admin.mails_last_try)>
                <LastTry trouble=mail.trouble said=mail.said.clone() tries=mail.tries/>
            </td>
            <td class="table-actions">
                {stage.can_be_tried().then(|| view! { <Retry id=mail.id address mails/> })}
            </td>
        </tr>
    }
}

/// How far a mail is, and when it goes on.
#[component]
fn Stage(mail: MailView) -> impl IntoView {
    let i18n = use_i18n();
    let stage = mail.stage;
    let tone = match stage {
        MailStage::Waiting | MailStage::Dropped => Tone::Quiet,
        MailStage::Sent => Tone::Ok,
        MailStage::Retrying => Tone::Warn,
        MailStage::Failed => Tone::Danger,
    };
    let next = mail.next_at.filter(|_| stage == MailStage::Retrying);
    view! {
        <span class="mail-state">
            <Chip tone>{move || words::mail_stage(i18n.locale(), stage)}</Chip>
            {mail.sent_at.map(|time| view! { <span class="quiet"><RelativeTime time/></span> })}
            {next.map(|time| view! {
                <span class="quiet">{t!(i18n, admin.mails_next_try)} " " <RelativeTime time/></span>
            })}
        </span>
    }
}

/// What the last try came to, in words, with what the server said below.
#[component]
fn LastTry(trouble: Option<MailTrouble>, said: Option<String>, tries: u32) -> impl IntoView {
    let i18n = use_i18n();
    let tries = usize::try_from(tries).unwrap_or(usize::MAX);
    view! {
        <span class="last-try">
            {trouble.map(|trouble| view! { <span>{move || words::mail_trouble(i18n.locale(), trouble)}</span> })}
            {said.map(|said| view! { <code class="said">{said}</code> })}
            {(tries > 0).then(|| view! { <span class="quiet">{t!(i18n, admin.mails_tries, count = tries)}</span> })}
        </span>
    }
}

#[component]
fn Retry(id: MailId, address: String, mails: List<MailView>) -> impl IntoView {
    let (i18n, session, toasts) = (use_i18n(), use_session(), use_toasts());
    let busy = RwSignal::new(false);
    let to = address.clone();
    let label = t!(i18n, admin.mails_retry_for, address = address.clone());
    let retry = move |()| {
        let to = to.clone();
        busy.set(true);
        spawn_local(async move {
            let answer = session.call::<RetryMail>(&MailPath { mail: id }, &NoQuery {}, &NoBody {}).await;
            // The row may have been taken away while the server answered.
            busy.try_set(false);
            match answer {
                Ok(tried) => {
                    toasts.done(ts!(i18n, admin.mails_retried, address = to));
                    mails.update(|mails| {
                        if let Some(place) = mails.iter_mut().find(|mail| mail.id == id) {
                            *place = tried;
                        }
                    });
                }
                Err(failure) => toasts.failed(failure.words(i18n)),
            }
        });
    };
    view! {
        <span class="labelled-button">
            <Button weight=Weight::Quiet busy on_press=retry>
                <span aria-hidden="true">{t!(i18n, admin.mails_retry)}</span>
                <span class="visually-hidden">{label}</span>
            </Button>
        </span>
    }
}
