//! Somebody signs in while their account is disabled. Either order is right; but no session is left that begins
//! to count again when the account is enabled. A reset and a change of password end sessions in the same way.
//!
//! The password is compared before anything is written, which takes longer than disabling does. So only
//! PostgreSQL, where a contender can be held up at the row, has the two meet.

use slipway_core::{
    api::{page::NoQuery, path::AccountPath, table::DisableAccount},
    field::NoBody,
};
use slipway_tests::{database::JUST_NOW, person::Person};

use super::arena::{Arena, End, Race, Row, Trial, Violation, breaks_no_rule, rule};

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn somebody_signs_in_while_they_are_disabled() {
    breaks_no_rule::<SignInAndDisabling>().await;
}

struct SignInAndDisabling {
    person: Person,
    root: Person,
}

impl Race for SignInAndDisabling {
    async fn prepared(arena: &Arena) -> Self {
        let world = arena.world();
        world.database().passwords_typed(JUST_NOW);
        Self { person: world.developer().clone(), root: world.administrator().clone() }
    }

    async fn trial(&self, arena: &Arena, trial: Trial) -> Result<(), Violation> {
        let (database, id) = (arena.world().database(), self.person.id.as_uuid());
        let enabled = "UPDATE accounts SET disabled_at = NULL WHERE id = $1";
        let signed_out = "DELETE FROM sessions WHERE account_id = $1";
        database.execute_all([enabled, signed_out].map(|sql| (sql, vec![id.into()])));
        // A try that is refused counts, and there are more here than anybody has.
        database.execute("DELETE FROM limit_takes", &[]);
        let (visitor, person) = (arena.here(&self.person).copied(), self.person.clone());
        let (root, path) = (arena.elsewhere(&self.root), AccountPath { account: person.id });

        let signing_in = async move { visitor.sign_in(&person.email, &person.password).await };
        let disabling = async move { root.call::<DisableAccount>(&path, &NoQuery {}, &NoBody {}).await };
        let row = Row::Account(self.person.id);
        let [signed_in, disabled] = arena.meet(trial, row, signing_in, disabling).await?;
        let sessions = "SELECT count(*) FROM sessions s JOIN accounts a ON a.id = s.account_id \
                        WHERE a.disabled_at IS NOT NULL";
        let left = database.count(sessions);
        rule(left == 0, format!("{left} sessions of a disabled account are left: {signed_in:?}"))?;
        rule(disabled == End::Done, format!("the disabling: {disabled:?}"))?;
        let refused = End::Refused("wrong_credentials");
        rule([End::Done, refused].contains(&signed_in), format!("the sign-in: {signed_in:?}"))
    }
}
