//! Organizations as stored: what they say of themselves, and their billing profile.

use chrono::{DateTime, Utc};
use sea_orm::{ConnectionTrait, DbErr, SqlErr};
use slipway_core::{
    api::{org::OrgView, problem::StateProblem},
    billing::{BillingDraft, BillingProfile},
    country::Country,
    email::EmailAddress,
    id::{AccountId, OrgId},
    name::{BillingCode, BillingLine, Description},
    org::{CreateOrg, OrgProfile},
    slug::Slug,
    website::Website,
};

use super::sql::{self, Columns};
use crate::error::Refused;

/// Makes an organization, in a place of its maker's.
pub(crate) async fn insert(
    db: &impl ConnectionTrait,
    org: OrgId,
    maker: AccountId,
    create: &CreateOrg,
    now: DateTime<Utc>,
) -> Result<OrgView, Refused> {
    const INSERT: &str = "\
INSERT INTO organizations (id, slug, name, description, website, billing, maker_id, created_at, audit_seq) \
VALUES ($1, $2, $3, $4, $5, $6, $7, $8, 0)";
    let view = view(org, &create.profile, now);
    let values = [
        org.as_uuid().into(),
        view.slug.as_str().into(),
        view.name.as_str().into(),
        view.description.as_str().into(),
        view.website.as_str().into(),
        stored_billing(&create.billing)?.into(),
        maker.as_uuid().into(),
        now.into(),
    ];
    sql::run(db, INSERT, values).await.map_err(|error| slug_taken(error, &view.slug))?;
    Ok(view)
}

/// The organization at a place in addresses.
pub(crate) async fn by_slug(db: &impl ConnectionTrait, slug: &Slug) -> Result<Option<OrgView>, DbErr> {
    const BY_SLUG: &str = "SELECT id FROM organizations WHERE slug = $1";
    match sql::one(db, BY_SLUG, [slug.as_str().into()]).await? {
        Some(row) => load(db, OrgId::from_uuid(row.column("id")?)).await,
        None => Ok(None),
    }
}

/// What an organization says of itself.
pub(crate) async fn load(db: &impl ConnectionTrait, org: OrgId) -> Result<Option<OrgView>, DbErr> {
    const LOAD: &str = "SELECT slug, name, description, website, created_at FROM organizations WHERE id = $1";
    let row = sql::one(db, LOAD, [org.as_uuid().into()]).await?;
    row.map(|row| {
        Ok(OrgView {
            id: org,
            slug: row.parsed("slug", |text| Slug::parse(text).ok())?,
            name: row.column("name")?,
            description: row.column("description")?,
            website: row.column("website")?,
            created_at: row.column("created_at")?,
        })
    })
    .transpose()
}

/// Changes what an organization says of itself.
pub(crate) async fn update(
    db: &impl ConnectionTrait,
    present: &OrgView,
    profile: &OrgProfile,
) -> Result<OrgView, Refused> {
    const UPDATE: &str = "\
UPDATE organizations SET slug = $2, name = $3, description = $4, website = $5 WHERE id = $1";
    let view = view(present.id, profile, present.created_at);
    let values = [
        view.id.as_uuid().into(),
        view.slug.as_str().into(),
        view.name.as_str().into(),
        view.description.as_str().into(),
        view.website.as_str().into(),
    ];
    sql::run(db, UPDATE, values).await.map_err(|error| slug_taken(error, &view.slug))?;
    Ok(view)
}

/// The billing profile.
pub(crate) async fn billing(db: &impl ConnectionTrait, org: OrgId) -> Result<Option<BillingDraft>, DbErr> {
    const BILLING: &str = "SELECT billing FROM organizations WHERE id = $1";
    let row = sql::one(db, BILLING, [org.as_uuid().into()]).await?;
    row.map(|row| row.parsed("billing", |text| serde_json::from_str(text).ok())).transpose()
}

/// Changes the billing profile.
pub(crate) async fn update_billing(
    db: &impl ConnectionTrait,
    org: OrgId,
    profile: &BillingProfile,
) -> Result<(), Refused> {
    const UPDATE: &str = "UPDATE organizations SET billing = $2 WHERE id = $1";
    sql::run(db, UPDATE, [org.as_uuid().into(), stored_billing(profile)?.into()]).await?;
    Ok(())
}

/// A parsed billing profile as it is stored and shown.
pub(crate) fn billing_draft(profile: &BillingProfile) -> BillingDraft {
    let line = |value: &Option<BillingLine>| value.as_ref().map_or_else(String::new, BillingLine::to_string);
    let code = |value: &Option<BillingCode>| value.as_ref().map_or_else(String::new, BillingCode::to_string);
    BillingDraft {
        legal_name: line(&profile.legal_name),
        email: profile.email.as_ref().map_or_else(String::new, EmailAddress::to_string),
        street: line(&profile.street),
        postal_code: code(&profile.postal_code),
        city: line(&profile.city),
        country: profile.country.as_ref().map_or("", Country::as_str).to_owned(),
        tax_id: code(&profile.tax_id),
    }
}

fn view(org: OrgId, profile: &OrgProfile, created_at: DateTime<Utc>) -> OrgView {
    OrgView {
        id: org,
        slug: profile.slug.clone(),
        name: profile.name.to_string(),
        description: profile.description.as_ref().map_or_else(String::new, Description::to_string),
        website: profile.website.as_ref().map_or("", Website::as_str).to_owned(),
        created_at,
    }
}

fn stored_billing(profile: &BillingProfile) -> Result<String, Refused> {
    serde_json::to_string(&billing_draft(profile)).map_err(Refused::internal)
}

/// The slug is the one thing of an organization that another may have already.
fn slug_taken(error: DbErr, slug: &Slug) -> Refused {
    match error.sql_err() {
        Some(SqlErr::UniqueConstraintViolation(_)) => {
            StateProblem::SlugTaken { slug: slug.to_string() }.into()
        }
        _ => error.into(),
    }
}
