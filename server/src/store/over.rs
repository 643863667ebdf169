//! What is over, removed little by little: each time something is added, more of its kind goes than came, and not
//! so much that one waits for it. How long each is kept is said in the core.

use chrono::{DateTime, Utc};
use sea_orm::{ConnectionTrait, DbBackend, DbErr};
use slipway_core::{mail::MailStage, mailed_link::LinkLife};

use super::{signed_in::SessionLife, sql};

/// The statement that removes some rows of a table. Where several programs are on one database, each leaves alone
/// what another is at.
macro_rules! remove_some {
    ($db:expr, $table:literal, $over:literal) => {
        match $db.get_database_backend() {
            DbBackend::Postgres => concat!(
                "DELETE FROM ",
                $table,
                " WHERE id IN (SELECT id FROM ",
                $table,
                " WHERE ",
                $over,
                " LIMIT 50 FOR UPDATE SKIP LOCKED)"
            ),
            _ => concat!(
                "DELETE FROM ",
                $table,
                " WHERE id IN (SELECT id FROM ",
                $table,
                " WHERE ",
                $over,
                " LIMIT 50)"
            ),
        }
    };
}

/// Removes sessions that are over, with the addresses and browsers that they were begun with. One whose whole life
/// is over is seen no more, and so is found by that as well.
pub(super) async fn remove_sessions(
    db: &impl ConnectionTrait,
    life: SessionLife,
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    let statement = remove_some!(db, "sessions", "last_seen_at <= $1");
    sql::run(db, statement, [life.seen_since(now).into()]).await.map(drop)
}

/// Removes tokens that nobody needs to be told of any more, with the addresses that they were sent to.
pub(super) async fn remove_account_tokens(
    db: &impl ConnectionTrait,
    now: DateTime<Utc>,
) -> Result<(), DbErr> {
    let statement = remove_some!(db, "account_tokens", "expires_at <= $1");
    sql::run(db, statement, [(now - LinkLife::KEPT).into()]).await.map(drop)
}

/// Removes mails that are done with, and the addresses with them; but for those of invitations that wait, which
/// show what became of theirs. A mail that is not tried any more was due for the last time when it was tried.
pub(super) async fn remove_mails(db: &impl ConnectionTrait, now: DateTime<Utc>) -> Result<(), DbErr> {
    let statement = remove_some!(
        db,
        "mails",
        "state = $1 AND next_at <= $2 AND NOT EXISTS \
         (SELECT 1 FROM invitations i WHERE i.id = mails.invitation_id AND i.state = 'pending')"
    );
    for stage in MailStage::ALL {
        if let Some(kept) = stage.kept() {
            sql::run(db, statement, [stage.key().into(), (now - kept).into()]).await?;
        }
    }
    Ok(())
}
