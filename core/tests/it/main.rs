//! The rules of `core` as one program of tests: access against its specification, and the domain.

#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    clippy::panic,
    reason = "a test that cannot go on fails"
)]

mod access;
mod chance;
mod domain;
mod golden;
