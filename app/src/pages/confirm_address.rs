//! Confirming a change of address, at the present address or at the new one, and what is missing afterwards.

use leptos::prelude::*;
use slipway_core::{
    api::{
        account::{AddressChangeOffer, AddressConfirmed, AddressSide},
        page::NoQuery,
        path::NoPath,
        table::{ConfirmAddress, LookUpAddressChange},
    },
    invitation::TokenDraft,
    token::PresentedToken,
};

use crate::{
    components::{
        dead_link::{DeadLink, Onward, title_of},
        problem::AttemptNotice,
        time::RelativeTime,
    },
    layouts::entry::EntryLayout,
    locale::{t, ts, use_i18n},
    session::use_session,
    state::{
        attempt::Attempt,
        opened_link::{OpenedLink, Standing, open_link},
    },
    ui::{
        button::{Button, Weight},
        focus,
    },
};

/// The page of a confirmation's link.
#[component]
pub fn ConfirmAddressPage() -> impl IntoView {
    let i18n = use_i18n();
    let link = open_link::<LookUpAddressChange>();
    let confirmed = RwSignal::new(None::<(PresentedToken, AddressConfirmed)>);
    let outcome = link.outcome(confirmed);
    let title = Memo::new(move |_| match outcome.get() {
        Some(AddressConfirmed { missing: None, .. }) => ts!(i18n, links.confirmed_title),
        Some(_) => ts!(i18n, links.confirmed_half_title),
        None => link.standing.with(|standing| {
            let open = || ts!(i18n, links.confirm_title);
            title_of(standing, i18n, |_| open(), open())
        }),
    });
    let content = move || match (outcome.get(), link.standing.get()) {
        (Some(outcome), _) => view! { <Confirmed outcome/> }.into_any(),
        (None, Standing::Open(offer)) => view! { <Offer offer link confirmed/> }.into_any(),
        _ => view! { <DeadLink link/> }.into_any(),
    };
    view! { <EntryLayout title>{content}</EntryLayout> }
}

/// What is to be confirmed.
#[component]
fn Offer(
    offer: AddressChangeOffer,
    link: OpenedLink<AddressChangeOffer>,
    confirmed: RwSignal<Option<(PresentedToken, AddressConfirmed)>>,
) -> impl IntoView {
    let (i18n, session) = (use_i18n(), use_session());
    let attempt = Attempt::new();
    let confirm = Callback::new(move |()| {
        let draft = TokenDraft { token: link.token.get_untracked() };
        let request = async move {
            let outcome = session.call::<ConfirmAddress>(&NoPath {}, &NoQuery {}, &draft).await?;
            session.refetched().await;
            Ok((draft.token, outcome))
        };
        attempt.make(request, move |outcome| confirmed.set(Some(outcome)));
    });
    let is_last = offer.other_confirmed;
    let what_follows =
        move || if is_last { ts!(i18n, links.confirm_last) } else { ts!(i18n, links.confirm_alone) };
    view! {
        <dl class="facts">
            <dt>{t!(i18n, links.address_present)}</dt>
            <dd>{offer.present.to_string()}</dd>
            <dt>{t!(i18n, links.confirm_new)}</dt>
            <dd>{offer.new.to_string()}</dd>
            <dt>{t!(i18n, invitation.expires)}</dt>
            <dd><RelativeTime time=offer.expires_at/></dd>
        </dl>
        <p class="quiet">{what_follows}</p>
        <AttemptNotice attempt/>
        <div class="form-actions">
            <Button weight=Weight::Primary busy=attempt.busy() refused=attempt.wait() on_press=confirm>
                {t!(i18n, links.confirm_submit)}
            </Button>
        </div>
    }
}

/// What it came to.
#[component]
fn Confirmed(outcome: AddressConfirmed) -> impl IntoView {
    let i18n = use_i18n();
    let address = outcome.email.to_string();
    focus::title();
    let words = move || match outcome.missing {
        None => ts!(i18n, links.confirmed_text, address = address),
        Some(AddressSide::New) => ts!(i18n, links.confirmed_missing_new, address = address),
        Some(AddressSide::Old) => ts!(i18n, links.confirmed_missing_old, address = address),
    };
    view! {
        <p role="status">{words}</p>
        <Onward of=None/>
    }
}
