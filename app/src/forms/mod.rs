//! Forms, one for every command of a person, and what they all share.

pub mod account_act;
pub mod account_delete;
pub mod admin_settings;
pub mod form;
pub mod invitation_decline;
pub mod invitation_link;
pub mod invitation_resend;
pub mod invitation_revoke;
pub mod invitation_sign_up;
pub mod language;
pub mod member_invite;
pub mod member_remove;
pub mod member_role;
pub mod org_billing;
pub mod org_create;
pub mod org_general;
pub mod org_leave;
pub mod org_limit;
pub mod password;
pub mod password_confirm;
pub mod profile;
pub mod save_foot;
pub mod set_up;
pub mod sign_in;
