//! What will become of each address of a list, before it is sent: what is no address, what stands there twice,
//! who is a member already, and whose invitation is replaced.

use leptos::prelude::*;
use slipway_core::{
    address_list::{AddressList, Listed, ListedProblem},
    api::{account::Me, invitation::InvitationView, member::MemberView},
    locale::Locale,
    words,
};

use super::delegation::refuses_invitee;
use crate::{
    locale::{I18n, t, ts, use_i18n},
    ui::notice::{Notice, NoticeKind},
};

/// What is to be said of one address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Remark {
    /// The address, as it was pasted.
    pub text: String,
    /// What is to be said of it.
    pub words: String,
    /// Whether it will be invited all the same.
    pub is_invited: bool,
}

/// What is to be said of the addresses of a list, those left out of which nothing is.
pub fn remarks(
    me: &Me,
    members: &[MemberView],
    pending: &[InvitationView],
    raw: &str,
    i18n: I18n,
) -> Vec<Remark> {
    let locale: Locale = i18n.locale();
    let remark = |Listed { text, address }: Listed| {
        let (words, is_invited) = match address {
            Err(ListedProblem::Broken { problem }) => (words::field_problem(locale, &problem), false),
            Err(ListedProblem::Double) => (ts!(i18n, invite.double), false),
            Ok(email) => match refuses_invitee(me, members, &email, locale) {
                Some(reason) => (reason, false),
                None if pending.iter().any(|invitation| invitation.email == email) => {
                    (ts!(i18n, invite.replaces), true)
                }
                None => return None,
            },
        };
        Some(Remark { text, words, is_invited })
    };
    AddressList::read(raw).into_iter().filter_map(remark).collect()
}

/// The remarks on a list of several addresses, and how many of them will be invited.
#[component]
pub fn InvitePreview(
    /// What was pasted.
    raw: Signal<String>,
    /// The remarks.
    remarks: Memo<Vec<Remark>>,
) -> impl IntoView {
    let i18n = use_i18n();
    let total = Memo::new(move |_| raw.with(|raw| AddressList::read(raw).len()));
    let invited = move || {
        let left_out = remarks.with(|remarks| remarks.iter().filter(|remark| !remark.is_invited).count());
        total.get() - left_out
    };
    view! {
        <Show when=move || { total.get() > 1 }>
            <div class="invite-preview">
                <p role="status">{move || ts!(i18n, invite.preview, count = invited(), total = total.get())}</p>
                <Show when=move || remarks.with(|remarks| !remarks.is_empty())>
                    <Notice kind=NoticeKind::Warning>
                        <ul class="invite-remarks" tabindex="0" aria-label=t!(i18n, invite.results_not_invited)>
                            {move || remarks.get().into_iter().map(|Remark { text, words, .. }| view! {
                                <li><strong class="address">{text}</strong> " " <span>{words}</span></li>
                            }).collect_view()}
                        </ul>
                    </Notice>
                </Show>
            </div>
        </Show>
    }
}
