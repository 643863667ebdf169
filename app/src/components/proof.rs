//! What an account may not do until a mail has proven its address, asked for the controls of a page.

use leptos::prelude::*;
use slipway_core::{verification::NeedsProof, words};

use crate::{locale::use_i18n, session::use_session};

/// Why something may not be done before one's address is proven, in words; `None` while it may.
pub fn refuses_unproven(act: NeedsProof) -> Signal<Option<String>> {
    let (i18n, session) = (use_i18n(), use_session());
    Signal::derive(move || {
        let problem = session.proves(act).err()?;
        Some(words::state_problem(i18n.locale(), &problem))
    })
}
