//! How the page looks, is read aloud and goes by keys: every screen, width, theme and language of it.
//!
//! None of it rests on the database, so that it is gone through on one. Journeys are in `tests/e2e`.

mod keyboard;
mod language_and_theme;
mod matrix;
mod pseudo_locale;
mod screens;
