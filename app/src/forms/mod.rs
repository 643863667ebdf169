//! Forms, one for every command of a person, and what they all share.

pub mod form;
pub mod language;
pub mod password;
pub mod profile;
pub mod set_up;
pub mod sign_in;
