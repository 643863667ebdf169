//! People in teams: adding, changing and removing them is giving and taking every role that follows (D4).

use chrono::{DateTime, Utc};

use super::{check_holds, check_not_above, check_within_own};
use crate::{
    access::{
        decide::Denial,
        effective::Actor,
        grant::{Grant, Scope},
        permission::{OrgPermission, Permission},
        team::{Place, Team},
    },
    id::AccountId,
};

/// Somebody who is to be in a team.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Joining {
    /// The person; `None` for an address that has no account yet.
    pub person: Option<AccountId>,
    /// Whether they are a member of the team's organization.
    pub is_member: bool,
    /// Whether they are to lead the team.
    pub lead: bool,
    /// From when on the place does not count.
    pub end: Option<DateTime<Utc>>,
}

/// With which right an actor touches the people of a team.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Power {
    Manager,
    Lead,
}

fn power(actor: &Actor<'_>, team: &Team) -> Result<Power, Denial> {
    let scope = Scope::Org { org: team.org };
    match check_holds(actor, OrgPermission::TeamsManage, scope) {
        Ok(()) => Ok(Power::Manager),
        // A lead who is no longer in the organization leads nothing: the decision above was `Hidden` then.
        Err(Denial::Hidden) => Err(Denial::Hidden),
        Err(_) if team.is_led_by(actor.account, actor.now) => Ok(Power::Lead),
        Err(denial) => Err(denial),
    }
}

fn check_every_role(actor: &Actor<'_>, team: &Team, end: Option<DateTime<Utc>>) -> Result<(), Denial> {
    team.grants_until(end).try_for_each(|grant| check_within_own(actor, grant.scope, grant.set, grant.end))
}

/// Whether one end is later than another, where `None` is never.
fn outlasts(end: Option<DateTime<Utc>>, other: Option<DateTime<Utc>>) -> bool {
    match (end, other) {
        (_, None) => false,
        (None, Some(_)) => true,
        (Some(end), Some(other)) => end > other,
    }
}

/// Judges adding somebody to a team (D1 for every role that follows, D4, D10).
pub fn join_team(actor: &Actor<'_>, team: &Team, joining: &Joining) -> Result<(), Denial> {
    let power = power(actor, team)?;
    if joining.person == Some(actor.account) {
        return Err(Denial::OwnGrant);
    }
    if joining.lead && power == Power::Lead {
        return Err(Denial::LeadsMakeNoLeads);
    }
    if !joining.is_member {
        let scope = Scope::Org { org: team.org };
        let may_invite = actor.effective(scope).contains(Permission::Org(OrgPermission::MembersInvite));
        match (may_invite, power) {
            (true, _) => {}
            (false, Power::Lead) => return Err(Denial::LeadsAddMembersOnly),
            (false, Power::Manager) => return Err(Denial::lacking(OrgPermission::MembersInvite)),
        }
    }
    check_every_role(actor, team, joining.end)
}

/// Judges a change of somebody's place: their lead, or their end (D2 before, D1 after, D4, D10).
pub fn change_place(
    actor: &Actor<'_>,
    team: &Team,
    present: &Place,
    lead: bool,
    end: Option<DateTime<Utc>>,
) -> Result<(), Denial> {
    let power = power(actor, team)?;
    if present.person == actor.account {
        return Err(Denial::OwnGrant);
    }
    // To prolong a lead is to make one: the place might be over, and would lead once more.
    let makes_lead = lead && (!present.lead || outlasts(end, present.end));
    if makes_lead && power == Power::Lead {
        return Err(Denial::LeadsMakeNoLeads);
    }
    check_not_above(actor, &team.grants_until(present.end).collect::<Vec<Grant>>())?;
    check_every_role(actor, team, end)
}

/// Judges taking somebody out of a team (D2 for every role that goes). One's own place anybody may leave.
pub fn leave_team_by_removal(actor: &Actor<'_>, team: &Team, present: &Place) -> Result<(), Denial> {
    if present.person == actor.account {
        return Ok(());
    }
    power(actor, team)?;
    check_not_above(actor, &team.grants_until(present.end).collect::<Vec<Grant>>())
}
