//! A list loaded page by page: the first page at once, each further one when it is asked for.
//!
//! What was loaded stays when a further page or the same list once more cannot be had. It goes when
//! another search fails, because it answers a question that nobody asks any more.

use leptos::{leptos_dom::helpers::set_timeout_with_handle, prelude::*, task::spawn_local};
use slipway_core::{
    api::{
        endpoint::Endpoint,
        page::{Page, PageQuery, PagedQuery},
    },
    field::NoBody,
};

use super::fetched::{PATIENCE, Phase};
use crate::{
    api::Failure,
    session::{Session, use_session},
};

/// What could not be loaded, and where in the list.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Trouble {
    failure: Failure,
    continues: bool,
}

/// A list that is loaded page by page.
pub struct List<T: Send + Sync + 'static> {
    items: RwSignal<Option<Vec<T>>>,
    next: RwSignal<Option<String>>,
    failure: RwSignal<Option<Trouble>>,
    waiting: RwSignal<bool>,
    loading_more: RwSignal<bool>,
    search: RwSignal<String>,
    found_by: StoredValue<String>,
    again: Trigger,
    more: Trigger,
}

impl<T: Send + Sync + 'static> Clone for List<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: Send + Sync + 'static> Copy for List<T> {}

impl<T: Clone + Send + Sync + 'static> List<T> {
    fn new() -> Self {
        Self {
            items: RwSignal::new(None),
            next: RwSignal::new(None),
            failure: RwSignal::new(None),
            waiting: RwSignal::new(false),
            loading_more: RwSignal::new(false),
            search: RwSignal::new(String::new()),
            found_by: StoredValue::new(String::new()),
            again: Trigger::new(),
            more: Trigger::new(),
        }
    }

    /// What there is to show. What was loaded stays while it is loaded again.
    pub fn phase(self) -> Phase {
        if self.items.with(Option::is_some) {
            return Phase::Ready;
        }
        match self.failure.get() {
            Some(trouble) => Phase::Failed(trouble.failure),
            None if self.waiting.get() => Phase::Waiting,
            None => Phase::Early,
        }
    }

    /// What failed since the items that are shown were loaded.
    pub fn failure(self) -> Option<Failure> {
        self.failure.get().map(|trouble| trouble.failure)
    }

    /// Asks again for what could not be loaded.
    pub fn retry(self) {
        let continues = self.failure.with_untracked(|trouble| trouble.as_ref().map(|it| it.continues));
        if continues == Some(true) { self.load_more() } else { self.refetch() }
    }

    /// The items loaded so far.
    pub fn items(self) -> Vec<T> {
        self.items.get().unwrap_or_default()
    }

    /// How many items were loaded so far.
    pub fn len(self) -> usize {
        self.items.with(|items| items.as_ref().map_or(0, Vec::len))
    }

    /// Whether nothing was found.
    pub fn is_empty(self) -> bool {
        self.len() == 0
    }

    /// Whether a further page follows.
    pub fn has_more(self) -> bool {
        self.next.with(Option::is_some)
    }

    /// Whether a further page is being loaded.
    pub fn is_loading_more(self) -> bool {
        self.loading_more.get()
    }

    /// Loads the next page.
    pub fn load_more(self) {
        self.more.notify();
    }

    /// What is searched for; setting it loads the list anew.
    pub const fn search(self) -> RwSignal<String> {
        self.search
    }

    /// Loads the list again from its beginning, with what is there left standing meanwhile.
    pub fn refetch(self) {
        self.again.notify();
    }

    /// Changes the items in place, as after an act whose answer says what they are now.
    pub fn update(self, change: impl FnOnce(&mut Vec<T>)) {
        self.items.update(|items| change(items.get_or_insert_with(Vec::new)));
    }

    fn take(self, answer: Result<Page<T>, Failure>, search: String, continues: bool) {
        self.loading_more.set(false);
        match answer {
            Ok(page) => {
                self.failure.set(None);
                self.found_by.set_value(search);
                self.next.set(page.next);
                self.items.update(|items| match items {
                    Some(items) if continues => items.extend(page.items),
                    _ => *items = Some(page.items),
                });
            }
            Err(failure) => {
                self.failure.set(Some(Trouble { failure, continues }));
                if self.found_by.with_value(|found_by| *found_by != search) {
                    self.next.set(None);
                    self.items.set(None);
                }
            }
        }
    }
}

/// Loads a list by its endpoint, anew whenever what `asked` reads or the search changes.
pub fn fetch_list<E, T>(asked: impl Fn() -> Option<E::Path> + Clone + 'static) -> List<T>
where
    E: Endpoint<Body = NoBody, Query = PageQuery, Reply = Page<T>>,
    T: Clone + Send + Sync + 'static,
{
    fetch_list_of::<E, T>(move || asked().map(|path| (path, PageQuery::default())))
}

/// The same for a list that is asked for with more than the place and the search.
pub fn fetch_list_of<E, T>(asked: impl Fn() -> Option<(E::Path, E::Query)> + Clone + 'static) -> List<T>
where
    E: Endpoint<Body = NoBody, Query: PagedQuery, Reply = Page<T>>,
    T: Clone + Send + Sync + 'static,
{
    let session = use_session();
    let list = List::new();
    let turn = StoredValue::new(0_u32);
    let first = asked.clone();
    Effect::new(move |_| {
        list.again.track();
        let search = list.search.get();
        let Some(asked) = first() else { return };
        list.waiting.set(false);
        let say_so = move || {
            list.waiting.try_set(true);
        };
        if let Ok(handle) = set_timeout_with_handle(say_so, PATIENCE) {
            on_cleanup(move || handle.clear());
        }
        spawn_local(load::<E, T>(session, list, asked, search, None, turn));
    });
    Effect::new(move |before: Option<()>| {
        list.more.track();
        let cursor = list.next.get_untracked();
        // The effect runs once when it is made, which nobody asked for.
        if let (Some(()), Some(asked), Some(cursor)) = (before, untrack(&asked), cursor) {
            list.loading_more.set(true);
            spawn_local(load::<E, T>(session, list, asked, list.search.get_untracked(), Some(cursor), turn));
        }
    });
    list
}

async fn load<E, T>(
    session: Session,
    list: List<T>,
    (path, query): (E::Path, E::Query),
    search: String,
    after: Option<String>,
    turn: StoredValue<u32>,
) where
    E: Endpoint<Body = NoBody, Query: PagedQuery, Reply = Page<T>>,
    T: Clone + Send + Sync + 'static,
{
    let Some(mine) = turn.try_get_value().map(|last| last.wrapping_add(1)) else { return };
    turn.set_value(mine);
    let continues = after.is_some();
    let asked = (!search.trim().is_empty()).then(|| search.clone());
    let answer = session.call::<E>(&path, &query.at(after, asked), &NoBody {}).await;
    // The page may have been left, or have asked something newer, while the server answered.
    if turn.try_get_value() != Some(mine) {
        return;
    }
    list.take(answer, search, continues);
}

#[cfg(test)]
mod tests {
    use super::*;

    fn page(items: &[u8], next: Option<&str>) -> Result<Page<u8>, Failure> {
        Ok(Page { items: items.to_vec(), next: next.map(str::to_owned) })
    }

    fn with_list(tries: impl FnOnce(List<u8>)) {
        Owner::new().with(|| tries(List::new()));
    }

    #[test]
    fn what_was_loaded_stays_when_a_further_page_or_the_list_fails() {
        with_list(|list| {
            for continues in [true, false] {
                list.take(page(&[1, 2], Some("two")), String::new(), false);
                assert_eq!((list.phase(), list.failure()), (Phase::Ready, None));
                list.take(Err(Failure::NoAnswer), String::new(), continues);
                assert_eq!((list.phase(), list.failure()), (Phase::Ready, Some(Failure::NoAnswer)));
                assert_eq!((list.items(), list.has_more()), (vec![1, 2], true));
                list.take(page(&[3], None), String::new(), continues);
                let expected = if continues { vec![1, 2, 3] } else { vec![3] };
                assert_eq!((list.items(), list.failure()), (expected, None));
            }
        });
    }

    #[test]
    fn a_failure_with_nothing_loaded_stands_in_the_place_of_the_list() {
        with_list(|list| {
            list.take(Err(Failure::NoAnswer), String::new(), false);
            assert_eq!(list.phase(), Phase::Failed(Failure::NoAnswer));
        });
    }

    #[test]
    fn another_search_that_fails_leaves_nothing_of_the_one_before() {
        with_list(|list| {
            list.take(page(&[1, 2], Some("two")), String::new(), false);
            list.take(Err(Failure::NoAnswer), "bo".to_owned(), false);
            assert_eq!(list.phase(), Phase::Failed(Failure::NoAnswer));
            assert!(list.is_empty() && !list.has_more());
        });
    }
}
