//! Spanish.

pub(super) mod audit;
pub(super) mod fields;
pub(super) mod mail;
pub(super) mod permissions;
pub(super) mod refusals;
pub(super) mod roles;
