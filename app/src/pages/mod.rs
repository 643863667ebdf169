//! The pages, in folders as their addresses are.

pub mod account;
pub mod admin;
pub mod confirm_address;
pub mod forgot;
pub mod home;
pub mod invitation;
pub mod login;
pub mod not_found;
pub mod org;
pub mod orgs;
pub mod reset;
pub mod set_up;
pub mod sign_up;
pub mod verify;
