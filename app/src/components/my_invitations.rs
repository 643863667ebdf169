//! The invitations to one's own address, in the Organization panel.

use leptos::prelude::*;
use slipway_core::{
    api::{
        invitation::InvitationToMe,
        page::NoQuery,
        path::{MyInvitationPath, NoPath},
        table::{AcceptMyInvitation, DeclineMyInvitation, ListMyInvitations},
    },
    field::NoBody,
    id::InvitationId,
    verification::NeedsProof,
    words,
};

use super::{
    confirm::Confirm,
    note::Note,
    problem::{AttemptNotice, FailureState},
    role::RoleChip,
    time::RelativeTime,
};
use crate::{
    locale::{t, ts, use_i18n},
    session::use_session,
    state::{
        attempt::Attempt,
        fetched::Phase,
        list::{List, fetch_list},
        toasts::use_toasts,
    },
    ui::button::{Button, Weight},
};

/// What invites one, where anything does.
#[component]
pub fn InvitationsForMe() -> impl IntoView {
    let (i18n, session) = (use_i18n(), use_session());
    // Whoever has not proven their address may not see any; the banner above the page says so.
    let account = Memo::new(move |_| {
        let me = session.me().filter(|_| session.proves(NeedsProof::AnswerFromList).is_ok());
        me.map(|me| me.account.id)
    });
    let list = fetch_list::<ListMyInvitations, InvitationToMe>(move || account.get().map(|_| NoPath {}));
    let failure = move || match list.phase() {
        Phase::Failed(failure) => Some(failure),
        _ => list.failure(),
    };
    let declining = RwSignal::new(false);
    let subject = RwSignal::new(None::<InvitationToMe>);
    let decline = move |invitation: InvitationToMe| {
        subject.set(Some(invitation));
        declining.set(true);
    };
    view! {
        <Show when=move || !list.is_empty() || failure().is_some()>
            <section class="section my-invitations" aria-labelledby="my-invitations-title">
                <h2 class="section-title" id="my-invitations-title">{t!(i18n, invite.mine_title)}</h2>
                <ul class="org-list">
                    <For each=move || list.items() key=row_key let:invitation>
                        <InvitationCard invitation list on_decline=decline/>
                    </For>
                </ul>
                <Show when=move || list.has_more()>
                    <div class="table-foot">
                        <Button
                            on_press=move |()| list.load_more()
                            busy=Signal::derive(move || list.is_loading_more())
                        >
                            {t!(i18n, invite.mine_more)}
                        </Button>
                    </div>
                </Show>
                {move || failure().map(|failure| view! {
                    <FailureState failure on_retry=move |()| list.retry()/>
                })}
            </section>
        </Show>
        <DeclineMine open=declining subject list/>
    }
}

/// A card is made anew when what it shows has changed.
fn row_key(invitation: &InvitationToMe) -> (InvitationId, i64, String) {
    (invitation.id, invitation.expires_at.timestamp(), invitation.sender_name.clone())
}

#[component]
fn InvitationCard(
    invitation: InvitationToMe,
    list: List<InvitationToMe>,
    #[prop(into)] on_decline: Callback<InvitationToMe>,
) -> impl IntoView {
    let (i18n, session, toasts) = (use_i18n(), use_session(), use_toasts());
    let attempt = Attempt::new();
    let id = invitation.id;
    let accept = move |()| {
        let request = async move {
            let path = MyInvitationPath { invitation: id };
            let joined = session.call::<AcceptMyInvitation>(&path, &NoQuery {}, &NoBody {}).await?;
            session.refetched().await;
            toasts.done(ts!(i18n, invitation.joined, organization = joined.name));
            Ok(())
        };
        attempt.make(request, move |()| list.update(|list| list.retain(|other| other.id != id)));
    };
    let InvitationToMe { organization, sender_name, role, note, expires_at, .. } = invitation.clone();
    let (to_accept, to_decline) = (organization.clone(), organization.clone());
    let sender = sender_name.clone();
    view! {
        <li class="org-card my-invitation">
            <div class="org-card-words">
                <h3 class="org-card-name">{organization.clone()} <RoleChip role/></h3>
                <p>{t!(i18n, invitation.invites, sender = sender_name.clone(), organization = organization.clone())}</p>
                <p class="quiet">{move || words::org_role_summary(i18n.locale(), role)}</p>
                {note.map(|text| view! { <Note sender text/> })}
                <p class="org-card-facts">
                    <span>{t!(i18n, invitation.expires)} " " <RelativeTime time=expires_at/></span>
                </p>
                <AttemptNotice attempt/>
            </div>
            <div class="org-card-acts">
                <span class="labelled-button">
                    <Button
                        weight=Weight::Primary
                        busy=attempt.busy()
                        refused=attempt.wait()
                        on_press=accept
                    >
                        <span aria-hidden="true">{t!(i18n, invitation.accept)}</span>
                        <span class="visually-hidden">{t!(i18n, invite.mine_accept, organization = to_accept)}</span>
                    </Button>
                </span>
                <span class="labelled-button">
                    <Button on_press=move |()| on_decline.run(invitation.clone())>
                        <span aria-hidden="true">{t!(i18n, invitation.decline)}</span>
                        <span class="visually-hidden">{t!(i18n, invite.mine_decline, organization = to_decline)}</span>
                    </Button>
                </span>
            </div>
        </li>
    }
}

/// Asks before an invitation is declined.
#[component]
fn DeclineMine(
    open: RwSignal<bool>,
    subject: RwSignal<Option<InvitationToMe>>,
    list: List<InvitationToMe>,
) -> impl IntoView {
    let (i18n, session, toasts) = (use_i18n(), use_session(), use_toasts());
    let attempt = Attempt::new();
    let organization =
        move || subject.with(|i| i.as_ref().map(|i| i.organization.clone()).unwrap_or_default());
    let decline = move |()| {
        let Some(invitation) = subject.get_untracked() else { return };
        let path = MyInvitationPath { invitation: invitation.id };
        let request =
            async move { session.call::<DeclineMyInvitation>(&path, &NoQuery {}, &NoBody {}).await };
        attempt.make_in(open, request, move |_| {
            toasts.done(ts!(i18n, invite.mine_declined, organization = invitation.organization));
            list.update(|list| list.retain(|other| other.id != invitation.id));
        });
    };
    view! {
        <Confirm
            open
            title=t!(i18n, invite.mine_decline_title, organization = organization())
            act=t!(i18n, invitation.decline_confirm_submit)
            on_confirm=decline
            attempt
        >
            <p>{t!(i18n, invitation.decline_confirm_text)}</p>
        </Confirm>
    }
}
