//! The domain of Slipway: its types, its rules, and the contract between its page and its server.
//!
//! Everything here is a pure function over values that the caller has loaded: there is no input or
//! output, no clock, no randomness and no async. The page calls these rules to answer at once, the
//! server calls the very same ones to decide with authority, and any other Rust tool may do so too.

pub mod access;
pub mod account;
pub mod account_end;
pub mod address_change;
pub mod address_list;
pub mod api;
pub mod audit;
pub mod billing;
pub mod country;
pub mod device;
pub mod email;
pub mod field;
pub mod id;
pub mod invitation;
pub mod locale;
pub mod mail;
pub mod mailed_link;
pub mod member;
pub mod name;
pub mod org;
pub mod password;
pub mod session;
pub mod settings;
pub mod slug;
pub mod text;
pub mod token;
pub mod verification;
pub mod website;
pub mod words;
