//! The box of **Pending Invitations**: who was invited by whom, until when, and what became of the mail.

use std::time::Duration;

use leptos::{leptos_dom::helpers::set_timeout_with_handle, prelude::*};
use slipway_core::{
    access::permission::OrgPermission,
    api::{
        account::MyOrg,
        invitation::{InvitationView, MailState},
    },
    verification::NeedsProof,
    words,
};

use super::{
    delegation::refuses_sending_again, in_org::denial_of, loaded::LoadedList, proof::refuses_unproven,
    role::RoleChip, time::RelativeTime,
};
use crate::{
    forms::{
        invitation_link::CopyLinkDialog, invitation_resend::ResendInvitationDialog,
        invitation_revoke::RevokeInvitationDialog, pending_act::PendingAct,
    },
    locale::{t, ts, use_i18n},
    session::use_session,
    state::list::{Item, List},
    ui::{
        button::Button,
        chip::{Chip, Tone},
        empty::{Empty, Picture},
        icon::Shape,
        menu::{MenuItem, RowMenu},
        table::Table,
    },
};

/// How long to wait before looking again whether a mail was sent.
const BETWEEN_LOOKS: Duration = Duration::from_secs(2);
/// How often to look again; a mail that waits longer is a matter for the next visit.
const LOOKS: u32 = 15;

/// What a person does to an invitation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum InvitationAct {
    /// Sends it once more.
    Resend,
    /// Makes a link to send by hand.
    CopyLink,
    /// Takes it back.
    Revoke,
}

/// The box of pending invitations.
#[component]
pub fn PendingInvitations(
    /// The organization.
    org: Signal<MyOrg>,
    /// The invitations.
    pending: List<InvitationView>,
) -> impl IntoView {
    let i18n = use_i18n();
    let (resending, copying, revoking) = (RwSignal::new(false), RwSignal::new(false), RwSignal::new(false));
    let subject = RwSignal::new(None::<InvitationView>);
    let with = move |open| PendingAct { open, subject, org, pending };
    let sees_only_own = denial_of(OrgPermission::InvitationsManage, org);
    let lead = move || {
        if sees_only_own.with(Option::is_some) {
            ts!(i18n, settings.pending_lead_own)
        } else {
            ts!(i18n, settings.pending_lead_all)
        }
    };
    let act = move |(act, invitation): (InvitationAct, InvitationView)| {
        subject.set(Some(invitation));
        match act {
            InvitationAct::Resend => resending.set(true),
            InvitationAct::CopyLink => copying.set(true),
            InvitationAct::Revoke => revoking.set(true),
        }
    };
    watch_queued(pending);
    let columns = move || {
        vec![
            ts!(i18n, settings.pending_address),
            ts!(i18n, settings.pending_role),
            ts!(i18n, settings.pending_sent_by),
            ts!(i18n, settings.pending_sent),
            ts!(i18n, settings.pending_expires),
            ts!(i18n, settings.pending_mail),
        ]
    };
    view! {
        <section class="pending section" aria-labelledby="pending-title">
            <div class="pending-head">
                <h2 class="section-title" id="pending-title">{t!(i18n, settings.pending_title)}</h2>
                <p class="quiet">{lead}</p>
            </div>
            <LoadedList from=pending count=2>
                <Show
                    when=move || !pending.is_empty()
                    fallback=move || view! {
                        <Empty picture=Picture::Letter text=t!(i18n, settings.pending_empty)>
                            <p class="quiet">{t!(i18n, settings.pending_empty_next)}</p>
                        </Empty>
                    }
                >
                    <Table
                        caption=t!(i18n, settings.pending_caption)
                        columns=Signal::derive(columns)
                        actions=true
                    >
                        <For each=move || pending.items() key=Item::id let:invitation>
                            <PendingRow invitation=pending.newest(invitation) org on_act=act/>
                        </For>
                    </Table>
                    <Show when=move || pending.has_more()>
                        <div class="table-foot">
                            <Button
                                on_press=move |()| pending.load_more()
                                busy=Signal::derive(move || pending.is_loading_more())
                            >
                                {t!(i18n, settings.pending_load_more)}
                            </Button>
                        </div>
                    </Show>
                </Show>
            </LoadedList>
            <ResendInvitationDialog act=with(resending)/>
            <CopyLinkDialog act=with(copying)/>
            <RevokeInvitationDialog act=with(revoking)/>
        </section>
    }
}

#[component]
fn PendingRow(
    invitation: Signal<InvitationView>,
    org: Signal<MyOrg>,
    #[prop(into)] on_act: Callback<(InvitationAct, InvitationView)>,
) -> impl IntoView {
    let i18n = use_i18n();
    let role = Signal::derive(move || invitation.with(|invitation| invitation.role));
    let sent_at = Signal::derive(move || invitation.with(|invitation| invitation.sent_at));
    let expires_at = Signal::derive(move || invitation.with(|invitation| invitation.expires_at));
    let mail = Memo::new(move |_| invitation.with(|invitation| invitation.mail));
    let is_expired = Memo::new(move |_| invitation.with(|invitation| invitation.expired));
    let expiry = move || {
        if is_expired.get() {
            view! { <Chip tone=Tone::Warn>{t!(i18n, settings.pending_expired)}</Chip> }.into_any()
        } else {
            view! { <RelativeTime time=expires_at/> }.into_any()
        }
    };
    view! {
        <tr>
            <th scope="row" data-label=t!(i18n, settings.pending_address)>
                <span class="cell-main">
                    {move || invitation.with(|invitation| invitation.email.to_string())}
                </span>
            </th>
            <td data-label=t!(i18n, settings.pending_role)><RoleChip role/></td>
            <td data-label=t!(i18n, settings.pending_sent_by)>
                {move || invitation.with(|invitation| invitation.sender_name.clone())}
            </td>
            <td data-label=t!(i18n, settings.pending_sent)><RelativeTime time=sent_at/></td>
            <td data-label=t!(i18n, settings.pending_expires)>{expiry}</td>
            <td data-label=t!(i18n, settings.pending_mail)>{move || view! { <Mail mail=mail.get()/> }}</td>
            <td class="table-actions">
                <PendingMenu invitation org on_act/>
            </td>
        </tr>
    }
}

#[component]
fn PendingMenu(
    invitation: Signal<InvitationView>,
    org: Signal<MyOrg>,
    on_act: Callback<(InvitationAct, InvitationView)>,
) -> impl IntoView {
    let (i18n, session) = (use_i18n(), use_session());
    let act = move |act: InvitationAct| on_act.run((act, invitation.get_untracked()));
    let refused = Memo::new(move |_| {
        let (me, org) = (session.me()?, org.with(|org| org.id));
        let denial = invitation.with(|invitation| refuses_sending_again(&me, org, invitation))?;
        Some(words::denial(i18n.locale(), &denial))
    });
    // A link that is copied sends no mail.
    let unproven = refuses_unproven(NeedsProof::SendMail);
    let resend_refused = Signal::derive(move || refused.get().or_else(|| unproven.get()));
    view! {
        <RowMenu
            label=t!(i18n, invite.actions_for, address = invitation.with(|invitation| invitation.email.to_string()))
        >
            <MenuItem icon=Shape::Mail refused=resend_refused on_choose=move |()| act(InvitationAct::Resend)>
                {t!(i18n, invite.resend)}
            </MenuItem>
            <MenuItem icon=Shape::Copy refused on_choose=move |()| act(InvitationAct::CopyLink)>
                {t!(i18n, invite.copy)}
            </MenuItem>
            // Whoever sees an invitation may take it back.
            <MenuItem icon=Shape::Bin destroys=true on_choose=move |()| act(InvitationAct::Revoke)>
                {t!(i18n, invite.revoke)}
            </MenuItem>
        </RowMenu>
    }
}

/// Looks again after a moment while a mail waits for its turn, so that the row says when it was sent.
fn watch_queued(pending: List<InvitationView>) {
    let looks = StoredValue::new(0_u32);
    Effect::new(move |_| {
        let is_queued = pending.items().iter().any(|invitation| invitation.mail == MailState::Queued);
        if !is_queued || looks.get_value() >= LOOKS {
            return;
        }
        looks.update_value(|looks| *looks += 1);
        if let Ok(handle) = set_timeout_with_handle(move || pending.refetch(), BETWEEN_LOOKS) {
            on_cleanup(move || handle.clear());
        }
    });
}

/// What became of the mail.
#[component]
fn Mail(mail: MailState) -> impl IntoView {
    let i18n = use_i18n();
    let tone = match mail {
        MailState::Queued => Tone::Quiet,
        MailState::Sent { .. } => Tone::Ok,
        MailState::Retrying { .. } | MailState::NotSent => Tone::Warn,
        MailState::Failed { .. } => Tone::Danger,
    };
    let time = match mail {
        MailState::Retrying { next, .. } => Some(view! {
            <span class="quiet">
                {t!(i18n, settings.pending_mail_next_try)} " " <RelativeTime time=next/>
            </span>
        }),
        _ => None,
    };
    view! {
        <span class="mail-state">
            <Chip tone>{move || words::mail_state(i18n.locale(), &mail)}</Chip>
            {time}
        </span>
    }
}
