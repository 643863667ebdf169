//! Who may do what: `core::access` beside a second, naive implementation that reads the tables of
//! `docs/permissions.md`, the laws, walks over whole organizations, and the golden grid.

mod act;
mod bridge;
mod differential;
mod grid;
mod laws;
mod oracle;
mod rules;
mod spec;
mod walks;
mod world;
