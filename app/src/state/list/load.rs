//! Asking for a list: from its beginning, as far as it was loaded, or on from there.

use leptos::{leptos_dom::helpers::set_timeout_with_handle, prelude::*, task::spawn_local};
use slipway_core::{
    api::{
        endpoint::Endpoint,
        page::{Page, PageQuery, PagedQuery},
    },
    field::NoBody,
};

use super::{Item, List};
use crate::{
    session::{Session, use_session},
    state::{changes::changes_of, fetched::PATIENCE},
};

/// Which part of a list is asked for.
pub(super) enum Part<I> {
    /// Its first page.
    Beginning,
    /// All that was there: up to the item that was the last, or where that is gone so many items.
    Again { last: I, most: usize },
    /// What follows a cursor.
    Further(String),
}

impl<I: PartialEq> Part<I> {
    pub(super) fn goes_beyond(&self, items: &[impl Item<Id = I>]) -> bool {
        match self {
            Self::Again { last, most } => items.len() < *most && items.iter().all(|item| item.id() != *last),
            Self::Beginning | Self::Further(_) => false,
        }
    }
}

/// Loads a list by its endpoint, anew whenever what `asked` reads or the search changes.
pub fn fetch_list<E, T>(asked: impl Fn() -> Option<E::Path> + Clone + 'static) -> List<T>
where
    E: Endpoint<Body = NoBody, Query = PageQuery, Reply = Page<T>>,
    T: Item,
{
    fetch_list_of::<E, T>(move || asked().map(|path| (path, PageQuery::default())))
}

/// The same for a list that is asked for with more than the place and the search.
pub fn fetch_list_of<E, T>(asked: impl Fn() -> Option<(E::Path, E::Query)> + Clone + 'static) -> List<T>
where
    E: Endpoint<Body = NoBody, Query: PagedQuery, Reply = Page<T>>,
    T: Item,
{
    let session = use_session();
    let list = List::new();
    let turn = StoredValue::new(0_u32);
    let changes = changes_of::<E>();
    let first = asked.clone();
    Effect::new(move |before: Option<(u32, u32)>| {
        let times = (list.again.get(), changes.get());
        let search = list.search.get();
        let Some(asked) = first() else { return times };
        let is_again = before.is_some_and(|before| before != times);
        let part = if is_again { list.all_of(&search) } else { Part::Beginning };
        list.waiting.set(false);
        let say_so = move || {
            list.waiting.try_set(true);
        };
        if let Ok(handle) = set_timeout_with_handle(say_so, PATIENCE) {
            on_cleanup(move || handle.clear());
        }
        if !is_again {
            list.loading_more.set(false);
        }
        list.begins.set_value(true);
        spawn_local(load::<E, T>(session, list, asked, search, part, turn));
        times
    });
    Effect::new(move |before: Option<()>| {
        list.more.track();
        let cursor = list.next.get_untracked();
        // The effect runs once when it is made, which nobody asked for.
        if let (Some(()), Some(asked), Some(cursor)) = (before, untrack(&asked), cursor) {
            list.loading_more.set(true);
            if !list.begins.get_value() {
                let (search, part) = (list.search.get_untracked(), Part::Further(cursor));
                spawn_local(load::<E, T>(session, list, asked, search, part, turn));
            }
        }
    });
    list
}

async fn load<E, T>(
    session: Session,
    list: List<T>,
    (path, query): (E::Path, E::Query),
    search: String,
    part: Part<T::Id>,
    turn: StoredValue<u32>,
) where
    E: Endpoint<Body = NoBody, Query: PagedQuery, Reply = Page<T>>,
    T: Item,
{
    let Some(mine) = turn.try_get_value().map(|last| last.wrapping_add(1)) else { return };
    turn.set_value(mine);
    let searched = (!search.trim().is_empty()).then(|| search.clone());
    let ask = async |after: Option<String>| {
        session.call::<E>(&path, &query.at(after, searched.clone()), &NoBody {}).await
    };
    let continues = matches!(part, Part::Further(_));
    let mut answer = ask(if let Part::Further(cursor) = &part { Some(cursor.clone()) } else { None }).await;
    // The page may have been left, or have asked something newer, while the server answered.
    let is_newest = || turn.try_get_value() == Some(mine);
    while let Ok(Page { items, next: next @ Some(_) }) = &mut answer
        && is_newest()
        && part.goes_beyond(items)
    {
        match ask(next.take()).await {
            Ok(page) => {
                items.extend(page.items);
                *next = page.next;
            }
            Err(failure) => answer = Err(failure),
        }
    }
    if !is_newest() {
        return;
    }
    // Whoever asked for more while this was loaded gets it now.
    let wants_more = !continues && list.loading_more.get_untracked();
    if !continues {
        list.begins.set_value(false);
    }
    list.take(answer, search, continues);
    if wants_more {
        list.load_more();
    }
}
