//! Says above every page that one's address is not verified yet, what that means, and has the mail sent again.

use leptos::prelude::*;
use slipway_core::{
    api::{account::MailDelivery, page::NoQuery, path::NoPath, table::SendVerification},
    field::NoBody,
};

use super::problem::AttemptNotice;
use crate::{
    locale::{t, ts, use_i18n},
    session::use_session,
    state::{attempt::Attempt, toasts::use_toasts},
    ui::{
        button::Button,
        notice::{Notice, NoticeKind},
    },
};

/// The banner. Where no mail is sent there is nothing to verify by, and it does not show.
#[component]
pub fn VerificationBanner() -> impl IntoView {
    let (i18n, session, toasts) = (use_i18n(), use_session(), use_toasts());
    let attempt = Attempt::new();
    let unverified = Memo::new(move |_| {
        let view = session.view().filter(|view| view.mail != MailDelivery::None)?;
        view.me.map(|me| me.account).filter(|account| !account.verified).map(|account| account.email)
    });
    let send = Callback::new(move |()| {
        let Some(address) = unverified.get_untracked() else { return };
        let request = async move {
            match session.call::<SendVerification>(&NoPath {}, &NoQuery {}, &NoBody {}).await {
                Ok(_) => toasts.done(ts!(i18n, links.banner_sent, address = address)),
                // It may have been verified in another window meanwhile.
                Err(refused) if refused.state_problem().is_some() => session.refetch(),
                Err(refused) => return Err(refused),
            }
            Ok(())
        };
        attempt.make(request, |()| {});
    });
    move || {
        unverified.get().map(|address| {
            view! {
                <div class="banner">
                    <Notice kind=NoticeKind::Warning>
                        <p>{t!(i18n, links.banner_text, address = address.clone())}</p>
                        <Button busy=attempt.busy() refused=attempt.wait() on_press=send>
                            {t!(i18n, links.banner_send)}
                        </Button>
                    </Notice>
                    <AttemptNotice attempt/>
                </div>
            }
        })
    }
}
