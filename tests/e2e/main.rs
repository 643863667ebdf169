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
mod keyboard;
mod language_and_theme;
mod live;
mod matrix;
mod own_account;
mod pseudo_locale;
mod refusals;
mod screens;
mod seed;
mod server_away;
mod settings;
