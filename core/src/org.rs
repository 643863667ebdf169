//! Organizations: the top-level workspace that holds everything.

use serde::{Deserialize, Serialize};

use crate::{
    api::problem::StateProblem,
    billing::{BillingDraft, BillingProfile},
    field::{Draft, FieldErrors, optional},
    name::{Description, OrgName},
    slug::Slug,
    website::Website,
};

/// What an organization says of itself.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct OrgProfileDraft {
    /// Its name.
    pub name: String,
    /// Its place in addresses.
    pub slug: String,
    /// What it does; may be empty.
    pub description: String,
    /// Its own site; may be empty.
    pub website: String,
}

/// A parsed [`OrgProfileDraft`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OrgProfile {
    /// Its name.
    pub name: OrgName,
    /// Its place in addresses.
    pub slug: Slug,
    /// What it does.
    pub description: Option<Description>,
    /// Its own site.
    pub website: Option<Website>,
}

impl Draft for OrgProfileDraft {
    type Value = OrgProfile;

    fn parse(&self) -> Result<OrgProfile, FieldErrors> {
        let mut errors = FieldErrors::default();
        let name = errors.keep("name", OrgName::parse(&self.name));
        let slug = errors.keep("slug", Slug::parse(&self.slug));
        let description = errors.keep("description", optional(&self.description, Description::parse));
        let website = errors.keep("website", optional(&self.website, Website::parse));
        match (name, slug, description, website) {
            (Some(name), Some(slug), Some(description), Some(website)) => {
                Ok(OrgProfile { name, slug, description, website })
            }
            _ => Err(errors),
        }
    }
}

/// The form behind **Create Organization**.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[serde(deny_unknown_fields)]
pub struct CreateOrgDraft {
    /// What it says of itself.
    pub profile: OrgProfileDraft,
    /// Whom an invoice would be addressed to.
    pub billing: BillingDraft,
}

/// A parsed [`CreateOrgDraft`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CreateOrg {
    /// What it says of itself.
    pub profile: OrgProfile,
    /// Whom an invoice would be addressed to.
    pub billing: BillingProfile,
}

impl Draft for CreateOrgDraft {
    type Value = CreateOrg;

    fn parse(&self) -> Result<CreateOrg, FieldErrors> {
        let mut errors = FieldErrors::default();
        let profile = errors.keep_nested("profile", self.profile.parse());
        let billing = errors.keep_nested("billing", self.billing.parse());
        match (profile, billing) {
            (Some(profile), Some(billing)) => Ok(CreateOrg { profile, billing }),
            _ => Err(errors),
        }
    }
}

/// The places in which an account may create organizations ("Organizations per account", `permissions.md`).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct OrgPlaces {
    /// How many organizations the account may create.
    pub limit: u32,
    /// How many places are held: by organizations from their creation until they are purged.
    pub held: u32,
    /// One that holds a place and that the account is still a member of, so that it can be named.
    pub named: Option<String>,
}

impl OrgPlaces {
    /// Whether one more organization may be created; the refusal names the one that holds the place.
    pub fn check_room(&self) -> Result<(), StateProblem> {
        if self.held < self.limit {
            Ok(())
        } else {
            Err(StateProblem::OrganizationLimit { limit: self.limit, organization: self.named.clone() })
        }
    }
}
