//! Making a link to an invitation, for whoever gets no mail.

use leptos::prelude::*;
use slipway_core::{
    api::{invitation::InvitationLink, page::NoQuery, table::CopyInvitationLink},
    field::NoBody,
};

use super::pending_act::PendingAct;
use crate::{
    components::{invite_results::LinkToSend, problem::AttemptNotice},
    locale::{t, ts, use_i18n},
    session::use_session,
    state::attempt::Attempt,
    ui::{
        button::{Button, Weight},
        dialog::Dialog,
        focus,
        notice::{Notice, NoticeKind},
    },
};

/// The dialog that makes a link: it says first what the link does and what it does not.
#[component]
pub fn CopyLinkDialog(
    /// The act.
    act: PendingAct,
) -> impl IntoView {
    let i18n = use_i18n();
    let made = RwSignal::new(None::<InvitationLink>);
    Effect::new(move |_| {
        if act.open.get() {
            made.set(None);
        }
    });
    let address = Memo::new(move |_| act.address());
    view! {
        <Dialog
            open=act.open
            title=t!(i18n, invite.link_title, address = address.get())
            dirty=Signal::derive(move || made.with(Option::is_some))
        >
            {move || match made.get() {
                None => view! { <MakeLink act made/> }.into_any(),
                Some(link) => view! {
                    <Notice kind=NoticeKind::Done>{t!(i18n, invite.link_once)}</Notice>
                    <LinkToSend address=address.get() link/>
                    <p class="quiet">{t!(i18n, invite.link_lead, address = address.get())}</p>
                    <div class="dialog-actions">
                        <Button weight=Weight::Primary on_press=move |()| act.open.set(false)>
                            {t!(i18n, invite.results_done)}
                        </Button>
                    </div>
                }
                .into_any(),
            }}
        </Dialog>
    }
}

#[component]
fn MakeLink(act: PendingAct, made: RwSignal<Option<InvitationLink>>) -> impl IntoView {
    let (i18n, session) = (use_i18n(), use_session());
    let attempt = Attempt::new();
    let make = move |()| {
        let Some(path) = act.path() else { return };
        let request = async move { session.call::<CopyInvitationLink>(&path, &NoQuery {}, &NoBody {}).await };
        attempt.make(request, move |copied| {
            act.pending.refetch();
            made.set(Some(copied.link));
            focus::title();
        });
    };
    let renews = move || {
        let is_expired = act.subject.with(|invitation| invitation.as_ref().is_some_and(|i| i.expired));
        is_expired.then(|| ts!(i18n, invite.link_expired, count = act.days()))
    };
    view! {
        <div class="dialog-text">
            <p>{t!(i18n, invite.link_lead, address = act.address())}</p>
            <p>{t!(i18n, invite.link_ends)}</p>
            {move || renews().map(|words| view! { <p>{words}</p> })}
        </div>
        <AttemptNotice attempt/>
        <div class="dialog-actions">
            <Button weight=Weight::Quiet on_press=move |()| act.open.set(false)>{t!(i18n, common.cancel)}</Button>
            <Button weight=Weight::Primary busy=attempt.busy() refused=attempt.wait() on_press=make>
                {t!(i18n, invite.link_submit)}
            </Button>
        </div>
    }
}
