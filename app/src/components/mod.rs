//! Pieces of pages that know the product: people, roles, times, and what goes wrong.

pub mod language;
pub mod loaded;
pub mod page_head;
pub mod person;
pub mod problem;
pub mod role;
pub mod theme_choice;
pub mod time;
