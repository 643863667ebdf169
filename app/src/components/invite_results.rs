//! What became of each address of a request to invite, with what to do about those that were not invited and
//! the links where nobody is told by mail.

use leptos::{html, prelude::*};
use slipway_core::{
    address_list::ListedProblem,
    api::invitation::{InvitationLink, InviteOutcome, InviteResult},
    words,
};

use crate::{
    locale::{I18n, t, ts, use_i18n},
    state::toasts::Toasts,
    ui::{
        button::{Button, Weight},
        chip::{Chip, Tone},
        copied::CopiedText,
        copy::CopyButton,
    },
};

/// The results of a request.
#[component]
pub fn InviteResultList(
    /// One for each address.
    results: Vec<InviteResult>,
    /// Goes back to the form with the addresses that were not invited.
    #[prop(into)]
    on_correct: Callback<String>,
    /// Ends the dialog.
    #[prop(into)]
    on_done: Callback<()>,
) -> impl IntoView {
    let i18n = use_i18n();
    let is_invited = |result: &InviteResult| matches!(result.outcome, InviteOutcome::Invited { .. });
    let lead = lead_of(&results, i18n);
    let links: Vec<String> = results.iter().filter_map(line_with_link).collect();
    let to_correct: Vec<String> =
        results.iter().filter(|result| is_correctable(result)).map(|result| result.text.clone()).collect();
    let (invited, others): (Vec<InviteResult>, Vec<InviteResult>) = results.into_iter().partition(is_invited);
    let heading = NodeRef::<html::P>::new();
    Effect::new(move |_| {
        if let Some(heading) = heading.get() {
            // What had the focus, the form, is gone.
            let _ = heading.focus();
        }
    });
    let list = move |title: Signal<String>, results: Vec<InviteResult>| {
        (!results.is_empty()).then(|| {
            view! {
                <h3 class="invite-results-title">{title}</h3>
                <ul class="invite-results" aria-label=title>
                    {results.into_iter().map(|result| view! { <ResultRow result/> }).collect_view()}
                </ul>
            }
        })
    };
    view! {
        <p class="invite-results-lead" tabindex="-1" node_ref=heading>{lead}</p>
        {list(Signal::derive(t!(i18n, invite.results_not_invited)), others)}
        {list(Signal::derive(t!(i18n, invite.results_invited)), invited)}
        <div class="dialog-actions">
            {(links.len() > 1).then(|| view! {
                <span class="copy-all">
                    <CopyButton
                        text=links.join("\n")
                        label=t!(i18n, invite.copy_all)
                        words=t!(i18n, invite.copy_all)
                    />
                </span>
            })}
            {(!to_correct.is_empty()).then(|| {
                let (count, addresses) = (to_correct.len(), to_correct.join("\n"));
                view! {
                    <Button weight=Weight::Quiet on_press=move |()| on_correct.run(addresses.clone())>
                        {t!(i18n, invite.results_correct, count = count)}
                    </Button>
                }
            })}
            <Button weight=Weight::Primary on_press=on_done>{t!(i18n, invite.results_done)}</Button>
        </div>
    }
}

/// Says in a toast what became of a request whose dialog was closed meanwhile. Nobody sees its links then, but
/// each can be had anew.
pub fn tell_missed(results: &[InviteResult], toasts: Toasts, i18n: I18n) {
    match count(results) {
        (0, _) => toasts.failed(lead_of(results, i18n)),
        (_, 0) => toasts.done(lead_of(results, i18n)),
        (_, links) => toasts.done(ts!(i18n, invite.results_missed, count = links)),
    }
}

/// How many were invited, and how many of them by a link that somebody has to send.
fn count(results: &[InviteResult]) -> (usize, usize) {
    let (mut invited, mut links) = (0_usize, 0_usize);
    for result in results {
        if let InviteOutcome::Invited { link, .. } = &result.outcome {
            invited += 1;
            links += usize::from(link.is_some());
        }
    }
    (invited, links)
}

/// How many were invited, and whether somebody has to send links.
fn lead_of(results: &[InviteResult], i18n: I18n) -> String {
    let (invited, links) = count(results);
    match (invited, links, results.len()) {
        (0, _, _) => ts!(i18n, invite.results_none),
        (count, 0, total) => ts!(i18n, invite.results_sent, count = count, total = total),
        (count, _, total) if count == total => ts!(i18n, invite.results_created, count = count),
        (count, _, total) => ts!(i18n, invite.results_created_of, count = count, total = total),
    }
}

/// An address and its link, as they are pasted elsewhere.
fn line_with_link(result: &InviteResult) -> Option<String> {
    match &result.outcome {
        InviteOutcome::Invited { invitation, link: Some(link), .. } => {
            Some(format!("{}\t{}", invitation.email, link.reveal()))
        }
        _ => None,
    }
}

/// Whether the same address, written otherwise or at another time, may be invited after all.
fn is_correctable(result: &InviteResult) -> bool {
    match &result.outcome {
        InviteOutcome::Invited { .. } | InviteOutcome::Unusable { problem: ListedProblem::Double } => false,
        InviteOutcome::Unusable { problem: ListedProblem::Broken { .. } } => true,
        InviteOutcome::Refused { problem } => problem.is_passing(),
    }
}

#[component]
fn ResultRow(result: InviteResult) -> impl IntoView {
    let i18n = use_i18n();
    let InviteResult { text, outcome } = result;
    match outcome {
        InviteOutcome::Invited { invitation, replaced, link } => {
            let address = invitation.email.to_string();
            let has_link = link.is_some();
            let state = move || {
                if has_link { ts!(i18n, invite.result_created) } else { ts!(i18n, invite.result_sent) }
            };
            view! {
                <li class="invite-result">
                    <span class="address cell-main">{address.clone()}</span>
                    <Chip tone=Tone::Ok>{state}</Chip>
                    {replaced.then(|| view! { <p class="quiet">{t!(i18n, invite.result_replaced)}</p> })}
                    {link.map(|link| view! { <LinkToSend address link/> })}
                </li>
            }
            .into_any()
        }
        InviteOutcome::Unusable { problem: ListedProblem::Double } => view! {
            <li class="invite-result">
                <span class="address cell-main">{text}</span>
                <Chip tone=Tone::Quiet>{t!(i18n, invite.result_double)}</Chip>
                <p class="quiet">{t!(i18n, invite.double)}</p>
            </li>
        }
        .into_any(),
        InviteOutcome::Unusable { problem: ListedProblem::Broken { problem } } => view! {
            <li class="invite-result">
                <span class="address cell-main">{text}</span>
                <Chip tone=Tone::Danger>{t!(i18n, invite.result_refused)}</Chip>
                <p>{move || words::field_problem(i18n.locale(), &problem)}</p>
            </li>
        }
        .into_any(),
        InviteOutcome::Refused { problem } => view! {
            <li class="invite-result">
                <span class="address cell-main">{text}</span>
                <Chip tone=Tone::Warn>{t!(i18n, invite.result_refused)}</Chip>
                <p>{move || words::problem(i18n.locale(), &problem)}</p>
            </li>
        }
        .into_any(),
    }
}

/// A link to send by hand.
#[component]
pub fn LinkToSend(
    /// Whom the invitation is for.
    address: String,
    /// The link.
    link: InvitationLink,
) -> impl IntoView {
    let i18n = use_i18n();
    let named = address.clone();
    view! {
        <CopiedText
            text=link.reveal().to_owned()
            label=t!(i18n, invite.link_field, address = address.clone())
            copy_label=t!(i18n, invite.link_copy_for, address = named.clone())
        />
    }
}
