//! The pages of an organization.

pub mod new;
pub mod overview;
pub mod settings;
