//! Durable jobs: what cannot roll back is written down in the transaction of an operation, and carried
//! out after it, until it succeeds or is given up. A job is safe to run twice.

mod account_mail;
mod backoff;
pub mod mail_queue;
