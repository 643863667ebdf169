//! The address of one's account: a change of it, and what a change that was asked for still waits for.

use leptos::prelude::*;
use slipway_core::{
    account::AddressDraft,
    address_change,
    api::{
        account::{AddressChangeView, MailDelivery},
        page::NoQuery,
        path::NoPath,
        problem::Problem,
        table::{CancelAddressChange, ChangeAddress},
    },
    field::NoBody,
};

use super::form::Form;
use crate::{
    components::{problem::AttemptNotice, time::RelativeTime},
    locale::{t, ts, use_i18n},
    session::{Session, use_session},
    state::{attempt::Attempt, toasts::use_toasts},
    ui::{
        button::Button,
        chip::{Chip, Tone},
        input::TextField,
        notice::Notice,
    },
};

/// The present address, and the change that waits or the form to ask for one.
#[component]
pub fn AddressForm() -> impl IntoView {
    let (i18n, session) = (use_i18n(), use_session());
    let pending = Memo::new(move |_| session.me().and_then(|me| me.address_change));
    let sends_mail = move || session.view().is_some_and(|view| view.mail != MailDelivery::None);
    view! {
        <div class="form">
            {move || match pending.get() {
                Some(change) => view! { <Pending change/> }.into_any(),
                None => view! {
                    <div class="field">
                        <span class="field-label">{t!(i18n, links.address_present)}</span>
                        <p class="field-value">{own_address(session)}</p>
                    </div>
                    <Show
                        when=sends_mail
                        fallback=move || view! { <Notice>{t!(i18n, links.address_no_mail)}</Notice> }
                    >
                        <Ask/>
                    </Show>
                }
                .into_any(),
            }}
        </div>
    }
}

/// Whether a change that is asked for now has to be confirmed at the present address too.
fn confirms_at_present(session: Session) -> bool {
    session.me().is_some_and(|me| address_change::confirms_at_present(me.account.verified))
}

/// The address of one's account.
fn own_address(session: Session) -> impl Fn() -> Option<String> + Clone {
    move || session.me().map(|me| me.account.email.to_string())
}

/// Asks for another address.
#[component]
fn Ask() -> impl IntoView {
    let (i18n, session, toasts) = (use_i18n(), use_session(), use_toasts());
    let form = Form::new(AddressDraft::default());
    let help = move || match confirms_at_present(session) {
        true => ts!(i18n, links.address_new_help),
        false => ts!(i18n, links.address_new_help_alone),
    };
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        form.submit::<ChangeAddress>(NoPath {}, NoQuery {}, move |view| {
            let change = view.me.as_ref().and_then(|me| me.address_change.as_ref());
            toasts.done(match change.is_some_and(|change| change.old_confirmed) {
                true => ts!(i18n, links.address_requested_alone),
                false => ts!(i18n, links.address_requested),
            });
            session.set(view);
        });
    };
    view! {
        <form class="form" novalidate on:submit=submit>
            <AttemptNotice attempt=form.attempt()/>
            <TextField
                field=form.text("email", |draft| &mut draft.email)
                label=t!(i18n, links.address_new)
                help=Signal::derive(help)
                kind="email"
                autocomplete="email"
            />
            <div class="form-actions">
                <Button submit=true busy=form.attempt().busy()>
                    {t!(i18n, links.address_submit)}
                </Button>
            </div>
        </form>
    }
}

/// What was asked for, where it is confirmed, and the way to take it back.
#[component]
fn Pending(change: AddressChangeView) -> impl IntoView {
    let (i18n, session, toasts) = (use_i18n(), use_session(), use_toasts());
    let attempt = Attempt::new();
    let take_back = Callback::new(move |()| {
        let request = async move {
            match session.call::<CancelAddressChange>(&NoPath {}, &NoQuery {}, &NoBody {}).await {
                Ok(view) => {
                    toasts.done(ts!(i18n, links.address_cancelled));
                    session.set(view);
                }
                // It was confirmed or over meanwhile.
                Err(gone) if matches!(gone.problem(), Some(Problem::NotFound)) => {
                    session.refetch();
                }
                Err(refused) => return Err(refused),
            }
            Ok(())
        };
        attempt.make(request, |()| {});
    });
    let state = move |confirmed: bool| match confirmed {
        true => view! { <Chip tone=Tone::Ok>{t!(i18n, links.address_confirmed)}</Chip> }.into_any(),
        false => view! { <Chip tone=Tone::Warn>{t!(i18n, links.address_waiting)}</Chip> }.into_any(),
    };
    let address = change.email.clone();
    view! {
        <Notice>
            <p>{t!(i18n, links.address_pending, address = address.clone())}</p>
        </Notice>
        <dl class="facts">
            <dt>{t!(i18n, links.address_present)}</dt>
            <dd>
                <p>{own_address(session)}</p>
                <Show
                    when=move || change.old_confirmed && !confirms_at_present(session)
                    fallback=move || state(change.old_confirmed)
                >
                    <Chip tone=Tone::Quiet>{t!(i18n, links.address_not_needed)}</Chip>
                </Show>
            </dd>
            <dt>{t!(i18n, links.confirm_new)}</dt>
            <dd>
                <p>{change.email.to_string()}</p>
                {state(change.new_confirmed)}
            </dd>
            <dt>{t!(i18n, invitation.expires)}</dt>
            <dd><RelativeTime time=change.expires_at/></dd>
        </dl>
        <AttemptNotice attempt/>
        <div class="form-actions">
            <Button busy=attempt.busy() refused=attempt.wait() on_press=take_back>
                {t!(i18n, links.address_cancel)}
            </Button>
        </div>
    }
}
