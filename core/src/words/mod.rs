//! The words for permissions, roles, refusals and field problems, in every language.
