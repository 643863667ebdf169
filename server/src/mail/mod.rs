//! Mail: what is written to people, and how it leaves the installation.
//!
//! A mail is a [`message::Message`], a kind with its parameters, which becomes a [`letter::Letter`] in one
//! of the languages, then bytes, then a file in a folder or a hand-over by SMTP. When a mail is sent, how
//! often it is tried, and the making of the tokens in it are the queue's affair ([`crate::jobs`]).

pub mod account;
mod compose;
mod en;
mod es;
mod folder;
mod fr;
pub mod letter;
pub mod mailer;
pub mod message;
pub mod smtp;
pub mod trouble;
mod unlinked;
