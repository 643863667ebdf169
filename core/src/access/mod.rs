//! Who may do what, and why not.
//!
//! An *actor* wants to do something that needs a *permission* on a *target*. A *role* is a named set of
//! permissions; a *grant* gives a role to an actor on a *scope*, from a *source*, until an *end*. The
//! *effective set* of an actor on a target is the union of the sets of all grants that reach it, and a
//! decision asks whether the permission is in it. Delegation (D1 to D11 of `docs/permissions.md`) compares
//! sets by inclusion, never ranks.
//!
//! Every function takes facts that the caller has loaded, the present time among them. Where facts come
//! from, and that they do not change while an act is written, is the server's concern.

pub mod decide;
pub mod delegate;
pub mod effective;
pub mod explain;
pub mod grant;
pub mod own_role;
pub mod permission;
pub mod role;
pub mod set;
pub mod stage;
pub mod team;
