//! An open invitation: who invites, to what, as what, until when; and the answer that one may give.
//!
//! It depends on who is signed in: the invited person, somebody else, or nobody yet.

use leptos::prelude::*;
use leptos_router::{NavigateOptions, hooks::use_navigate};
use slipway_core::{
    api::{
        account::AccountView,
        invitation::{InvitationOffer, Joined},
        page::NoQuery,
        path::NoPath,
        table::{AcceptInvitation, DeleteSession},
    },
    field::NoBody,
    invitation::{InvitationLife, TokenDraft},
    token::PresentedToken,
    words,
};

use super::standing_after;
use crate::{
    components::{note::Note, problem::AttemptNotice, role::RoleChip, time::RelativeTime},
    forms::{
        invitation_decline::DeclineDialog, invitation_sign_up::SignUpByInvitationForm, sign_in::SignInForm,
    },
    links::Link,
    locale::{t, ts, use_i18n},
    session::use_session,
    state::{
        attempt::Attempt,
        opened_link::{OpenedLink, Standing},
        toasts::use_toasts,
    },
    ui::{
        button::{Button, Weight},
        notice::{Notice, NoticeKind},
    },
};

/// An open invitation.
#[component]
pub fn Offer(
    /// The invitation.
    offer: InvitationOffer,
    /// Its link; an answer changes what is known of it.
    link: OpenedLink<InvitationOffer>,
    /// That it was declined here, with its token.
    declined: RwSignal<Option<(PresentedToken, InvitationOffer)>>,
) -> impl IntoView {
    let (i18n, session, toasts) = (use_i18n(), use_session(), use_toasts());
    let OpenedLink { token, standing, .. } = link;
    let navigate = use_navigate();
    let attempt = Attempt::new();
    let declining = RwSignal::new(false);
    let accept = Callback::new(move |()| {
        let navigate = navigate.clone();
        let draft = TokenDraft { token: token.get_untracked() };
        let request = async move {
            match session.call::<AcceptInvitation>(&NoPath {}, &NoQuery {}, &draft).await {
                Ok(Joined { slug, name, .. }) => {
                    session.refetched().await;
                    session.look_at(&slug);
                    toasts.done(ts!(i18n, invitation.joined, organization = name));
                    navigate(&Link::Org(slug).to_path(), NavigateOptions::default());
                    Ok(None)
                }
                Err(refused) => match standing_after(refused) {
                    Standing::Failed(refused) => Err(refused),
                    ended => Ok(Some(ended)),
                },
            }
        };
        attempt.make(request, move |ended| {
            if let Some(ended) = ended {
                standing.set(ended);
            }
        });
    });
    let account = Memo::new(move |_| session.me().map(|me| me.account));
    let kept = StoredValue::new(offer.clone());
    let answer = move || {
        let offer = kept.get_value();
        match account.get() {
            Some(account) if InvitationLife::check_addressee(&offer.email, &account.email).is_ok() => view! {
                <p class="quiet">
                    {
                        let (name, address) = (account.name, account.email);
                        t!(i18n, invitation.signed_in_as, name = name, address = address)
                    }
                </p>
                <AttemptNotice attempt/>
                <div class="form-actions">
                    <Button
                        weight=Weight::Primary
                        busy=attempt.busy()
                        refused=attempt.wait()
                        on_press=accept
                    >
                        {t!(i18n, invitation.accept)}
                    </Button>
                    <Button on_press=move |()| declining.set(true)>{t!(i18n, invitation.decline)}</Button>
                </div>
            }
            .into_any(),
            Some(account) => view! { <SignedInAsAnother offer account/> }.into_any(),
            None => view! { <NotSignedIn offer token accept declining/> }.into_any(),
        }
    };
    view! {
        <p class="offer-words">{
            let (sender, organization) = (offer.sender_name.clone(), offer.organization.clone());
            t!(i18n, invitation.invites, sender = sender, organization = organization)
        }</p>
        {offer.note.clone().map(|text| view! { <Note sender=offer.sender_name.clone() text/> })}
        <dl class="facts offer-facts">
            <dt>{t!(i18n, invitation.role)}</dt>
            <dd>
                <RoleChip role=offer.role/>
                <p class="quiet">{move || words::org_role_summary(i18n.locale(), offer.role)}</p>
            </dd>
            <dt>{t!(i18n, invitation.for_address)}</dt>
            <dd>{offer.email.to_string()}</dd>
            <dt>{t!(i18n, invitation.expires)}</dt>
            <dd><RelativeTime time=offer.expires_at/></dd>
        </dl>
        {answer}
        <DeclineDialog
            open=declining
            token
            on_declined=move |()| declined.set(Some((token.get_untracked(), kept.get_value())))
            on_ended=move |failure| standing.set(standing_after(failure))
        />
    }
}

/// Signed in as somebody else: said, with the way to switch.
#[component]
fn SignedInAsAnother(offer: InvitationOffer, account: AccountView) -> impl IntoView {
    let (i18n, session) = (use_i18n(), use_session());
    let attempt = Attempt::new();
    let switch = move |()| {
        let request = async move {
            match session.call::<DeleteSession>(&NoPath {}, &NoQuery {}, &NoBody {}).await {
                Ok(view) => session.set(view),
                Err(failed) if failed.is_signed_out() => {}
                Err(failed) => return Err(failed),
            }
            Ok(())
        };
        attempt.make(request, |()| {});
    };
    let (invited, signed_in) = (offer.email.clone(), account.email);
    view! {
        <Notice kind=NoticeKind::Warning>
            <p><strong>{t!(i18n, invitation.other_title)}</strong></p>
            <p>{t!(i18n, invitation.other_text, invited = invited.clone(), signed_in = signed_in.clone())}</p>
            <p class="quiet">{t!(i18n, invitation.other_next)}</p>
        </Notice>
        <AttemptNotice attempt/>
        <div class="form-actions form-actions-column">
            <Button weight=Weight::Primary busy=attempt.busy() refused=attempt.wait() on_press=switch>
                {t!(i18n, invitation.other_switch, invited = offer.email.clone())}
            </Button>
        </div>
    }
}

/// Signed out: with an account one signs in here, without one it is made here.
#[component]
fn NotSignedIn(
    offer: InvitationOffer,
    token: Memo<PresentedToken>,
    accept: Callback<()>,
    declining: RwSignal<bool>,
) -> impl IntoView {
    let i18n = use_i18n();
    let email = offer.email.to_string();
    let form = if offer.has_account {
        let address = email.clone();
        view! {
            <h2 class="section-title">{t!(i18n, invitation.sign_in_title)}</h2>
            <p class="quiet">{t!(i18n, invitation.sign_in_text, address = address.clone())}</p>
            <SignInForm email/>
        }
        .into_any()
    } else {
        let address = email.clone();
        view! {
            <h2 class="section-title">{t!(i18n, invitation.sign_up_title)}</h2>
            <p class="quiet">{t!(i18n, invitation.sign_up_text, address = address.clone())}</p>
            <SignUpByInvitationForm email token on_done=accept/>
        }
        .into_any()
    };
    view! {
        <section class="offer-entry">{form}</section>
        <p class="entry-foot">
            <button type="button" class="link-button" on:click=move |_| declining.set(true)>
                {t!(i18n, invitation.decline_instead)}
            </button>
        </p>
    }
}
