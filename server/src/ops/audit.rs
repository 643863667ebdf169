//! Reading an organization's audit log.

use slipway_core::{
    api::{page::Page, table::ListAudit},
    audit::AuditEntryView,
};

use crate::{
    Ctx,
    error::Refused,
    gate::permit::Permit,
    store::{
        audit,
        cursor::{Listing, Number},
    },
};

/// Reads the log, newest first.
pub(crate) async fn list(
    ctx: Ctx,
    permit: Permit<ListAudit>,
    (): (),
) -> Result<Page<AuditEntryView>, Refused> {
    let (org, page) = (permit.membership()?.org, permit.query());
    let listing = Listing::new("audit", org);
    let before = listing.key::<Number>(page.after.as_deref())?.map(|Number(seq)| seq);
    let rows = audit::list(ctx.store.reader(), org, before, page.limit + 1).await?;
    Ok(Page::from_rows(rows, page.limit, |entry| listing.cursor(&Number(entry.seq))))
}
