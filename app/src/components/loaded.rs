//! Shows what was loaded, and until then a skeleton, or what went wrong with a way to try again.

use leptos::prelude::*;

use super::problem::FailureState;
use crate::{
    state::{
        fetched::{Fetched, Phase},
        list::{Item, List},
    },
    ui::skeleton::{Skeleton, SkeletonKind},
};

/// Shows one loaded thing. The content is made once; a newer value reaches it through its signal.
///
/// What fails later stands at the foot of what was loaded before.
#[component]
pub fn Loaded<T, V, F>(
    /// What is loaded.
    from: Fetched<T>,
    /// What the skeleton stands for.
    #[prop(optional)]
    skeleton: SkeletonKind,
    /// How many bars it has.
    #[prop(optional, default = 3)]
    count: usize,
    /// Makes the content.
    children: F,
) -> impl IntoView
where
    T: Clone + PartialEq + Send + Sync + 'static,
    V: IntoView + 'static,
    F: Fn(Signal<T>) -> V + Send + 'static,
{
    let phase = Memo::new(move |_| from.phase());
    move || match phase.get() {
        Phase::Early => ().into_any(),
        Phase::Waiting => view! { <Skeleton kind=skeleton count/> }.into_any(),
        Phase::Failed(failure) => {
            view! { <FailureState failure on_retry=move |()| from.refetch()/> }.into_any()
        }
        Phase::Ready => view! {
            {untrack(|| from.get()).map(|first| children(newest(from, first)))}
            {move || from.failure().map(|failure| view! {
                <FailureState failure on_retry=move |()| from.refetch()/>
            })}
        }
        .into_any(),
    }
}

/// The newest value: the first one until another follows.
fn newest<T: Clone + PartialEq + Send + Sync + 'static>(from: Fetched<T>, first: T) -> Signal<T> {
    Memo::new(move |_| from.get().unwrap_or_else(|| first.clone())).into()
}

/// Shows a list that is loaded page by page. The content reads the items from the list itself.
///
/// What fails later stands at the foot of what was loaded before.
#[component]
pub fn LoadedList<T>(
    /// The list.
    from: List<T>,
    /// How many rows the skeleton has.
    #[prop(optional, default = 4)]
    count: usize,
    /// Makes the content.
    children: ChildrenFn,
) -> impl IntoView
where
    T: Item,
{
    let phase = Memo::new(move |_| from.phase());
    move || match phase.get() {
        Phase::Early => ().into_any(),
        Phase::Waiting => view! { <Skeleton kind=SkeletonKind::Rows count/> }.into_any(),
        Phase::Failed(failure) => {
            view! { <FailureState failure on_retry=move |()| from.retry()/> }.into_any()
        }
        Phase::Ready => view! {
            {children()}
            {move || from.failure().map(|failure| view! {
                <FailureState failure on_retry=move |()| from.retry()/>
            })}
        }
        .into_any(),
    }
}
