//! The operations: what each endpoint does once its request has come through the gate.

pub mod account;
mod account_mail;
pub mod address;
pub mod admin;
pub mod admin_account;
pub mod answer;
pub mod audit;
pub mod event;
pub mod health;
pub mod invitation;
pub mod invite;
pub mod member;
pub mod my_invitations;
pub mod openapi;
pub mod org;
pub mod reset;
pub mod session;
pub mod sessions;
pub mod set_up;
pub mod settings;
pub mod sign_up;
pub mod verification;
