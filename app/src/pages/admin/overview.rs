//! What the program works with: its database, its version, and whether mail leaves; if not, why.

use leptos::prelude::*;
use slipway_core::{
    api::{
        account::MailDelivery,
        admin::{DatabaseKind, DatabaseView, MailFailing, MailQueueView, OverviewView},
        page::NoQuery,
        path::NoPath,
        table::GetOverview,
    },
    words,
};

use super::name_window;
use crate::{
    components::{loaded::Loaded, part::Part, time::RelativeTime},
    links::{AdminTab, Link},
    locale::{I18n, sizes, t, ts, use_i18n},
    state::fetched::fetch,
    ui::{
        button::ButtonLink,
        notice::{Notice, NoticeKind},
    },
};

/// The first part of the administration.
#[component]
pub fn AdminOverviewPage() -> impl IntoView {
    let i18n = use_i18n();
    name_window(AdminTab::Overview, i18n);
    let overview = fetch::<GetOverview>(|| Some((NoPath {}, NoQuery {})));
    view! { <Loaded from=overview count=8 let:overview><Parts overview/></Loaded> }
}

#[component]
fn Parts(overview: Signal<OverviewView>) -> impl IntoView {
    let i18n = use_i18n();
    view! {
        <Part title=t!(i18n, admin.mail_title) about=t!(i18n, admin.mail_about)>
            {move || overview.with(|overview| overview.mails.failing.clone()).map(|failing| view! {
                <Failing failing/>
            })}
            <Mail overview/>
            <p class="row"><ButtonLink href=Link::Admin(AdminTab::Mails).to_path()>{t!(i18n, admin.mail_show)}</ButtonLink></p>
        </Part>
        <Part title=t!(i18n, admin.database_title) about=t!(i18n, admin.database_about)>
            <Database database=Signal::derive(move || overview.with(|overview| overview.database.clone()))/>
        </Part>
        <Part title=t!(i18n, admin.program_title) about=t!(i18n, admin.program_about)>
            <dl class="facts">
                <dt>{t!(i18n, admin.version)}</dt>
                <dd>{move || overview.with(|overview| overview.version.clone())}</dd>
            </dl>
        </Part>
    }
}

/// Why mail does not leave, since when, and what to check.
#[component]
fn Failing(failing: MailFailing) -> impl IntoView {
    let i18n = use_i18n();
    let MailFailing { since, trouble, said, next } = failing;
    view! {
        <Notice kind=NoticeKind::Failure>
            <p><strong>{t!(i18n, admin.mail_failing)}</strong></p>
            <p>{move || words::mail_trouble(i18n.locale(), trouble)}</p>
            <dl class="facts">
                <dt>{t!(i18n, admin.mail_failing_since)}</dt>
                <dd><RelativeTime time=since/></dd>
                <dt>{t!(i18n, admin.mail_failing_said)}</dt>
                <dd><code class="said">{said}</code></dd>
                {next.map(|next| view! {
                    <dt>{t!(i18n, admin.mail_failing_next)}</dt>
                    <dd><RelativeTime time=next/></dd>
                })}
            </dl>
        </Notice>
    }
}

#[component]
fn Mail(overview: Signal<OverviewView>) -> impl IntoView {
    let i18n = use_i18n();
    let way = move || {
        let (delivery, place) = overview.with(|o| (o.delivery, o.mail_way.clone().unwrap_or_default()));
        match delivery {
            MailDelivery::Smtp => ts!(i18n, admin.mail_way_smtp, place = place),
            MailDelivery::Folder => ts!(i18n, admin.mail_way_folder, place = place),
            MailDelivery::None => ts!(i18n, admin.mail_way_none),
        }
    };
    let number = move |read: fn(&MailQueueView) -> u32| {
        move || counted(overview.with(|overview| read(&overview.mails)), i18n)
    };
    let last_sent = move || match overview.with(|overview| overview.mails.last_sent_at) {
        Some(time) => view! { <RelativeTime time/> }.into_any(),
        None => view! { <span class="quiet">{t!(i18n, admin.mail_never_sent)}</span> }.into_any(),
    };
    view! {
        <dl class="facts">
            <dt>{t!(i18n, admin.mail_way)}</dt>
            <dd>{way}</dd>
            <dt>{t!(i18n, admin.mail_waiting)}</dt>
            <dd class="number">{number(|mails| mails.waiting)}</dd>
            <dt>{t!(i18n, admin.mail_failed)}</dt>
            <dd class="number">{number(|mails| mails.failed)}</dd>
            <dt>{t!(i18n, admin.mail_last_sent)}</dt>
            <dd>{last_sent}</dd>
        </dl>
    }
}

/// A number of mails, as far as they are counted.
fn counted(number: u32, i18n: I18n) -> String {
    if number >= MailQueueView::COUNTED {
        ts!(i18n, admin.mail_count_more, limit = MailQueueView::COUNTED)
    } else {
        let number = usize::try_from(number).unwrap_or(usize::MAX);
        ts!(i18n, admin.mail_count, count = number)
    }
}

#[component]
fn Database(database: Signal<DatabaseView>) -> impl IntoView {
    let i18n = use_i18n();
    let kind = move || {
        database.with(|database| {
            let name = match database.kind {
                DatabaseKind::Sqlite => "SQLite",
                DatabaseKind::Postgres => "PostgreSQL",
            };
            format!("{name} {}", database.version)
        })
    };
    let tables = move || {
        database.with(|database| {
            let number = usize::try_from(database.migrations).unwrap_or(usize::MAX);
            ts!(i18n, admin.database_migrations_value, count = number, newest = database.migration)
        })
    };
    view! {
        <dl class="facts">
            <dt>{t!(i18n, admin.database_kind)}</dt>
            <dd>{kind}</dd>
            <dt>{t!(i18n, admin.database_size)}</dt>
            <dd class="number">{move || sizes::bytes(i18n.locale(), database.with(|d| d.bytes))}</dd>
            <dt>{t!(i18n, admin.database_migrations)}</dt>
            <dd>{tables}</dd>
        </dl>
    }
}
