//! Requests at the same moment: whatever wins, no rule is broken.
//!
//! A race is a file: who contends, and what must hold after each trial. Every race is run with the program as
//! it is, by one process on SQLite and by two on PostgreSQL. There two trials of four are let go together, and
//! in the others the test holds the row at which both meet until both stand before it, one of them first: both
//! have come through the gate with the rights that they had, and what is true has yet to be seen inside.
//!
//! The same races are run with a program whose locks are taken out (`scripts/program.sh without-locks`), where
//! they have to be noticed. On PostgreSQL the rule itself is then broken. SQLite does not let a writer build on
//! what another has changed since: there the second is not answered by any rule, but with 503.

mod accepted_twice;
mod accepted_while_revoked;
mod account_ends;
mod arena;
mod created_organizations;
mod last_owner;
mod nobody_waits_in_a_circle;
mod one_live_invitation;
mod role_lowered;
mod sender_demoted;
mod signed_in_while_disabled;

/// The two tests of a race: that it breaks no rule, and that a rule that it does break is noticed.
macro_rules! race {
    ($name:ident, $race:ty) => {
        mod $name {
            use super::*;

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn breaks_no_rule() {
                crate::races::arena::breaks_no_rule::<$race>().await;
            }

            #[tokio::test(flavor = "multi_thread", worker_threads = 2)]
            async fn is_noticed_without_locks() {
                crate::races::arena::is_noticed_without_locks::<$race>(stringify!($name)).await;
            }
        }
    };
}
use race;
