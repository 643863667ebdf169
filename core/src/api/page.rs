//! Lists, a page at a time: by a cursor into the order of the list, never by an offset or an exact count.

use serde::{Deserialize, Serialize, de::DeserializeOwned};

use crate::{
    field::{FieldErrors, FieldProblem},
    text::{self, Lines},
};

/// The query of an address.
pub trait Query: Serialize + DeserializeOwned + Send + Sync {
    /// What the query becomes when every field is right.
    type Value: Send + Sync;

    /// Each name with its value; those left out are absent.
    fn pairs(&self) -> Vec<(&'static str, String)>;

    /// The value, or every field that is wrong.
    fn value(&self) -> Result<Self::Value, FieldErrors>;
}

/// The query of a list, which is asked for page by page.
pub trait PagedQuery: Query {
    /// The same list at another place, or searched for something else.
    #[must_use]
    fn at(&self, after: Option<String>, search: Option<String>) -> Self;
}

/// An address without a query.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[serde(deny_unknown_fields)]
pub struct NoQuery {}

impl Query for NoQuery {
    type Value = ();

    fn pairs(&self) -> Vec<(&'static str, String)> {
        Vec::new()
    }

    fn value(&self) -> Result<(), FieldErrors> {
        Ok(())
    }
}

/// Which page of a list.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::IntoParams))]
#[serde(deny_unknown_fields, default)]
pub struct PageQuery {
    /// The cursor that the page before gave; absent for the first page.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(nullable = false))]
    pub after: Option<String>,
    /// How many items at most.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(nullable = false, minimum = 1, maximum = 100))]
    pub limit: Option<u32>,
    /// A text that names and addresses are searched for.
    #[serde(skip_serializing_if = "Option::is_none")]
    #[cfg_attr(feature = "openapi", param(nullable = false))]
    pub search: Option<String>,
}

impl PageQuery {
    /// The items of a page where nothing else is asked for.
    pub const DEFAULT_LIMIT: u32 = 50;
    /// The most items of a page.
    pub const MAX_LIMIT: u32 = 100;
    /// The longest text to search for, in characters.
    pub const MAX_SEARCH: u16 = 100;

    /// The parsed query. The cursor is opaque here: each list reads its own.
    pub fn parse(&self) -> Result<PageRequest, FieldErrors> {
        let mut errors = FieldErrors::default();
        let limit = self.limit.unwrap_or(Self::DEFAULT_LIMIT);
        let in_range = if (1..=Self::MAX_LIMIT).contains(&limit) {
            Ok(limit)
        } else {
            Err(FieldProblem::OutOfRange { min: 1, max: Self::MAX_LIMIT })
        };
        let limit = errors.keep("limit", in_range);
        let searched =
            text::parse(self.search.as_deref().unwrap_or_default(), Lines::One, 0, Self::MAX_SEARCH);
        match (limit, errors.keep("search", searched)) {
            (Some(limit), Some(search)) => Ok(PageRequest {
                after: self.after.clone(),
                limit,
                search: (!search.is_empty()).then_some(search),
            }),
            _ => Err(errors),
        }
    }
}

impl Query for PageQuery {
    type Value = PageRequest;

    fn pairs(&self) -> Vec<(&'static str, String)> {
        let limit = self.limit.map(|limit| limit.to_string());
        [("after", self.after.clone()), ("limit", limit), ("search", self.search.clone())]
            .into_iter()
            .filter_map(|(name, value)| value.map(|value| (name, value)))
            .collect()
    }

    fn value(&self) -> Result<PageRequest, FieldErrors> {
        self.parse()
    }
}

impl PagedQuery for PageQuery {
    fn at(&self, after: Option<String>, search: Option<String>) -> Self {
        Self { after, search, ..self.clone() }
    }
}

/// A parsed [`PageQuery`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageRequest {
    /// The cursor, as it was given.
    pub after: Option<String>,
    /// How many items at most.
    pub limit: u32,
    /// What to search for; never empty.
    pub search: Option<String>,
}

/// One page of a list.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Page<T> {
    /// The items.
    pub items: Vec<T>,
    /// The cursor of the next page; absent on the last.
    pub next: Option<String>,
}

impl<T> Page<T> {
    /// Makes a page from one row more than was asked for, which tells whether another page follows.
    pub fn from_rows(mut rows: Vec<T>, limit: u32, cursor: impl Fn(&T) -> String) -> Self {
        let limit = usize::try_from(limit).unwrap_or(usize::MAX);
        let more = rows.len() > limit;
        rows.truncate(limit);
        let next = rows.last().filter(|_| more).map(cursor);
        Self { items: rows, next }
    }
}
