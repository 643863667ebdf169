//! The rules of delegation, asked for the controls of a page: which roles one may give, and why not others.

use chrono::Utc;
use slipway_core::{
    access::{
        decide::Denial,
        delegate::{self, RoleChoice},
        grant::{Grant, RoleName},
        role::OrgRole,
        set::PermissionSet,
    },
    api::{account::Me, invitation::InvitationView, member::MemberView, problem::StateProblem},
    email::EmailAddress,
    id::OrgId,
    invitation::check_joining,
    locale::Locale,
    member::Owners,
    words,
};

use super::role_picker::PickableRole;

/// Every role, and why one may not invite with it.
pub fn roles_to_invite_with(me: &Me, org: OrgId, locale: Locale) -> Vec<PickableRole> {
    let grants = me.grants();
    let choices = delegate::invite_choices(&me.actor(&grants, Utc::now()), org);
    choices.into_iter().map(|choice| pickable(choice, locale)).collect()
}

/// Every role, and why one may not change this member to it. `owners` is known when all members are.
pub fn roles_to_change_to(
    me: &Me,
    org: OrgId,
    member: &MemberView,
    owners: Option<Owners>,
    locale: Locale,
) -> Vec<PickableRole> {
    let grants = me.grants();
    let present = Grant::membership(org, member.role);
    let choices = delegate::change_role_choices(&me.actor(&grants, Utc::now()), member.account, &present);
    choices
        .into_iter()
        .map(|choice| {
            let pickable = pickable(choice, locale);
            let last_owner = || owners?.check_change(member.role, choice.role, true).err();
            let refused = pickable
                .refused
                .or_else(|| last_owner().map(|problem| words::state_problem(locale, &problem)));
            PickableRole { refused, ..pickable }
        })
        .collect()
}

/// Why one may not change this member's role at all.
pub fn refuses_any_change(me: &Me, org: OrgId, member: &MemberView) -> Option<Denial> {
    let grants = me.grants();
    let present = Grant::membership(org, member.role);
    let actor = me.actor(&grants, Utc::now());
    delegate::change_member_role(&actor, member.account, &present, PermissionSet::EMPTY).err()
}

/// Why one may not remove this member. Only the grant of membership is known here; the server knows all.
pub fn refuses_removal(
    me: &Me,
    org: OrgId,
    member: &MemberView,
    owners: Option<Owners>,
    locale: Locale,
) -> Option<String> {
    let grants = me.grants();
    let theirs = [Grant::membership(org, member.role)];
    let denial = delegate::remove_member(&me.actor(&grants, Utc::now()), org, &theirs).err();
    denial.map(|denial| words::denial(locale, &denial)).or_else(|| refuses_end(member.role, owners, locale))
}

/// Why this hold of a role may not end (D3).
pub fn refuses_end(role: OrgRole, owners: Option<Owners>, locale: Locale) -> Option<String> {
    let problem = owners?.check_end(role, true).err()?;
    Some(words::state_problem(locale, &problem))
}

/// Why somebody with this address cannot be invited, as far as this page knows.
pub fn refuses_invitee(
    me: &Me,
    members: &[MemberView],
    email: &EmailAddress,
    locale: Locale,
) -> Option<String> {
    if *email == me.account.email {
        return Some(words::denial(locale, &Denial::OwnGrant));
    }
    let member = members.iter().find(|member| member.email == *email)?;
    // A Guest can be invited: accepting raises the role.
    check_joining(Some(member.role)).err()?;
    Some(words::state_problem(locale, &StateProblem::AlreadyMember { email: email.clone() }))
}

/// Why one may not send this invitation once more, nor make a link for it.
pub fn refuses_sending_again(me: &Me, org: OrgId, invitation: &InvitationView) -> Option<Denial> {
    let grants = me.grants();
    let (role, invites_self) = (invitation.role, invitation.email == me.account.email);
    delegate::become_sender(
        &me.actor(&grants, Utc::now()),
        org,
        invitation.sender,
        RoleName::Org(role),
        role.set(),
        invites_self,
    )
    .err()
}

/// How many Owners there are, where every member is known.
pub fn owners_among(members: &[MemberView], is_everybody: bool) -> Option<Owners> {
    let count = members.iter().filter(|member| member.role == OrgRole::Owner).count();
    is_everybody.then(|| Owners { enabled: u32::try_from(count).unwrap_or(u32::MAX) })
}

fn pickable(choice: RoleChoice, locale: Locale) -> PickableRole {
    let refused = choice.verdict.err().map(|denial| words::denial(locale, &denial));
    PickableRole { role: choice.role, refused }
}
