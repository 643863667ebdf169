//! What the tests share: the real program started from outside, people with a session each, their mail,
//! a small world of organizations to begin with, a look into the database, and an oracle for rights.
//!
//! Nothing here knows the server's code. What a test expects comes from the contract in `slipway_core::api`
//! and, for rights, from the tables of `docs/permissions.md`.

pub mod axe;
pub mod browser;
pub mod chain;
pub mod client;
mod contract;
pub mod database;
pub mod disk;
pub mod harbour;
pub mod log;
pub mod mailbox;
pub mod oracle;
pub mod person;
pub mod program;
pub mod queue;
pub mod screens;
pub mod smtp;
pub mod throwaway;
pub mod watching;
pub mod world;
