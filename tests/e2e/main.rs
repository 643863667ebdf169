//! Journeys in a real browser, at the real program: what a person does, and what they see of it.
//!
//! Each test has its own program, data and browsers, and says what happens in the words of the page.

mod account_links;
mod administration;
mod deep_links;
mod delegation;
mod entry;
mod first_day;
mod invite_dialog;
mod invite_many;
mod live;
mod own_account;
mod refusals;
mod seed;
mod server_away;
mod settings;
