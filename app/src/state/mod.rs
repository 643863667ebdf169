//! What pages keep while they are open: loaded data, pages of lists, toasts, preferences of this browser.

pub mod attempt;
pub mod changes;
pub mod confirmation;
pub mod countdown;
pub mod draft;
pub mod fetched;
pub mod list;
pub mod opened_link;
pub mod stored;
pub mod toasts;
