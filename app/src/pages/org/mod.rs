//! The pages of an organization.

pub mod new;
pub mod next_steps;
pub mod overview;
pub mod settings;
