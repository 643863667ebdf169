//! Making a link to an invitation, for whoever gets no mail.

use leptos::{prelude::*, task::spawn_local};
use slipway_core::{
    api::{
        account::MyOrg,
        invitation::{InvitationLink, InvitationView},
        page::NoQuery,
        path::InvitationPath,
        table::CopyInvitationLink,
    },
    field::NoBody,
};

use crate::{
    api::Failure,
    components::{invite_results::LinkToSend, problem::FailureNotice},
    locale::{t, ts, use_i18n},
    session::use_session,
    state::list::List,
    ui::{
        button::{Button, Weight},
        dialog::Dialog,
        notice::{Notice, NoticeKind},
    },
};

/// The dialog that makes a link: it says first what the link does and what it does not.
#[component]
pub fn CopyLinkDialog(
    /// Whether it is open.
    open: RwSignal<bool>,
    /// Which invitation.
    subject: RwSignal<Option<InvitationView>>,
    /// The organization.
    org: Signal<MyOrg>,
    /// The list that it stands in.
    pending: List<InvitationView>,
) -> impl IntoView {
    let i18n = use_i18n();
    let made = RwSignal::new(None::<InvitationLink>);
    Effect::new(move |_| {
        if open.get() {
            made.set(None);
        }
    });
    let address = Memo::new(move |_| {
        subject.with(|invitation| invitation.as_ref().map(|i| i.email.to_string()).unwrap_or_default())
    });
    view! {
        <Dialog open title=t!(i18n, invite.link_title, address = address.get())>
            {move || match made.get() {
                None => view! { <MakeLink open subject org pending made/> }.into_any(),
                Some(link) => view! {
                    <Notice kind=NoticeKind::Done>{t!(i18n, invite.link_once)}</Notice>
                    <LinkToSend address=address.get() link/>
                    <p class="quiet">{t!(i18n, invite.link_lead, address = address.get())}</p>
                    <div class="dialog-actions">
                        <Button weight=Weight::Primary on_press=move |()| open.set(false)>
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
fn MakeLink(
    open: RwSignal<bool>,
    subject: RwSignal<Option<InvitationView>>,
    org: Signal<MyOrg>,
    pending: List<InvitationView>,
    made: RwSignal<Option<InvitationLink>>,
) -> impl IntoView {
    let (i18n, session) = (use_i18n(), use_session());
    let (busy, failure) = (RwSignal::new(false), RwSignal::new(None::<Failure>));
    let make = move |()| {
        let Some(invitation) = subject.get_untracked() else { return };
        let path = InvitationPath { org: org.with_untracked(|org| org.id), invitation: invitation.id };
        busy.set(true);
        failure.set(None);
        spawn_local(async move {
            let answer = session.call::<CopyInvitationLink>(&path, &NoQuery {}, &NoBody {}).await;
            // The dialog may have been closed while the server answered.
            if busy.try_set(false).is_some() {
                return;
            }
            match answer {
                Ok(copied) => {
                    pending.refetch();
                    made.set(Some(copied.link));
                }
                Err(refused) => failure.set(Some(refused)),
            }
        });
    };
    let address = move || {
        subject.with(|invitation| invitation.as_ref().map(|i| i.email.to_string()).unwrap_or_default())
    };
    let renews = move || {
        let expired = subject.get().filter(|invitation| invitation.expired)?;
        Some(ts!(i18n, invite.link_expired, count = usize::from(expired.days)))
    };
    view! {
        <div class="dialog-text">
            <p>{t!(i18n, invite.link_lead, address = address())}</p>
            <p>{t!(i18n, invite.link_ends)}</p>
            {move || renews().map(|words| view! { <p>{words}</p> })}
        </div>
        <FailureNotice failure/>
        <div class="dialog-actions">
            <Button weight=Weight::Quiet on_press=move |()| open.set(false)>{t!(i18n, common.cancel)}</Button>
            <Button weight=Weight::Primary busy on_press=make>{t!(i18n, invite.link_submit)}</Button>
        </div>
    }
}
