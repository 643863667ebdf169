//! A list loaded page by page: the first page at once, each further one when it is asked for.
//!
//! What was loaded stays when a further page or the same list once more cannot be had. It goes when
//! another search fails, because it answers a question that nobody asks any more.
//!
//! The same list once more is as long as it was before, however many pages that takes: nothing goes from under
//! whoever has loaded more because something else has changed.

mod item;
mod load;

use leptos::prelude::*;
use slipway_core::api::page::{Page, PageQuery};

use self::load::Part;
pub use self::{
    item::Item,
    load::{fetch_list, fetch_list_of},
};
use super::fetched::Phase;
use crate::api::Failure;

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
    /// Whether its beginning is asked for: what follows that has to wait.
    begins: StoredValue<bool>,
    again: RwSignal<u32>,
    more: Trigger,
}

impl<T: Send + Sync + 'static> Clone for List<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: Send + Sync + 'static> Copy for List<T> {}

impl<T: Item> List<T> {
    fn new() -> Self {
        Self {
            items: RwSignal::new(None),
            next: RwSignal::new(None),
            failure: RwSignal::new(None),
            waiting: RwSignal::new(false),
            loading_more: RwSignal::new(false),
            search: RwSignal::new(String::new()),
            found_by: StoredValue::new(String::new()),
            begins: StoredValue::new(false),
            again: RwSignal::new(0),
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

    /// Loads the list again as far as it was loaded, with what is there left standing meanwhile.
    pub fn refetch(self) {
        self.again.update(|again| *again = again.wrapping_add(1));
    }

    /// An item as it is in the list by now; as it was last where it is there no more.
    pub fn newest(self, item: T) -> Signal<T> {
        let id = item.id();
        Memo::new(move |before: Option<&T>| {
            let now = self.items.with(|items| items.iter().flatten().find(|item| item.id() == id).cloned());
            now.unwrap_or_else(|| before.unwrap_or(&item).clone())
        })
        .into()
    }

    /// Changes the items in place, as after an act whose answer says what they are now.
    pub fn update(self, change: impl FnOnce(&mut Vec<T>)) {
        self.items.update(|items| change(items.get_or_insert_with(Vec::new)));
    }

    /// The part that is all of what is there, where that was found by the same search.
    fn all_of(self, search: &str) -> Part<T::Id> {
        let is_same = self.found_by.with_value(|found_by| found_by == search);
        let page = usize::try_from(PageQuery::DEFAULT_LIMIT).unwrap_or(usize::MAX);
        let again = |items: &Vec<T>| {
            let last = items.last().filter(|_| is_same)?.id();
            Some(Part::Again { last, most: items.len().saturating_add(page) })
        };
        self.items.with_untracked(|items| items.as_ref().and_then(again)).unwrap_or(Part::Beginning)
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

#[cfg(test)]
mod tests {
    use super::*;

    impl Item for u8 {
        type Id = Self;

        fn id(&self) -> Self {
            *self
        }
    }

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

    #[test]
    fn once_more_it_is_loaded_as_far_as_it_was() {
        with_list(|list| {
            assert!(!list.all_of("").goes_beyond(&[0_u8; 0]), "nothing was there: its first page");
            list.take(page(&[1, 2, 3], Some("three")), String::new(), false);
            let all = list.all_of("");
            assert!(all.goes_beyond(&[0, 1, 2]), "the last is not there yet");
            assert!(!all.goes_beyond(&[0, 1, 2, 3]));
            assert!(!all.goes_beyond(&[1, 3]), "another is gone");
            let many: Vec<u8> = (10..63).collect();
            assert!(all.goes_beyond(&many[1..]) && !all.goes_beyond(&many), "the last is gone");
            assert!(!list.all_of("bo").goes_beyond(&[0, 1, 2]), "it was another search");
        });
    }

    #[test]
    fn an_item_is_the_newest_by_its_id_and_stays_when_it_is_gone() {
        #[derive(Debug, Clone, PartialEq)]
        struct Named(u8, &'static str);
        impl Item for Named {
            type Id = u8;

            fn id(&self) -> u8 {
                self.0
            }
        }
        Owner::new().with(|| {
            let list = List::new();
            let newest = list.newest(Named(1, "Ines"));
            assert_eq!(newest.get_untracked(), Named(1, "Ines"), "before anything is there");
            for (items, expected) in
                [(vec![Named(2, "Olga"), Named(1, "Ina")], "Ina"), (vec![Named(2, "Olga")], "Ina")]
            {
                list.take(Ok(Page { items, next: None }), String::new(), false);
                assert_eq!(newest.get_untracked(), Named(1, expected));
            }
        });
    }
}
