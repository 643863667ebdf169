//! Pieces of pages that know the product: people, roles, times, and what goes wrong.

pub mod accounts_table;
pub mod audit_line;
pub mod audit_list;
pub mod country;
pub mod delegation;
pub mod in_org;
pub mod language;
pub mod listed_permission;
pub mod loaded;
pub mod mails_table;
pub mod members_table;
pub mod org_card;
pub mod org_fields;
pub mod page_head;
pub mod part;
pub mod pending_invitations;
pub mod permission_matrix;
pub mod person;
pub mod problem;
pub mod role;
pub mod role_grants;
pub mod role_picker;
pub mod theme_choice;
pub mod time;
