//! The pages, in folders as their addresses are.

pub mod account;
pub mod admin;
pub mod home;
pub mod invitation;
pub mod login;
pub mod not_found;
pub mod org;
pub mod orgs;
pub mod set_up;
