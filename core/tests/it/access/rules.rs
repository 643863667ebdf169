//! The rules of delegation by examples that a reader can follow.

use slipway_core::{
    access::{
        decide::Denial,
        delegate::{
            Collaboration, Joining, assign_team, change_collaborator, change_member_role, change_place,
            ends_with_membership, give_project_role, invite_choices, invite_member, join_team,
            leave_team_by_removal, redefine_role, remove_collaborator, remove_member, stays_when_lowered,
            transfer_ownership,
        },
        effective::Actor,
        grant::{Grant, RoleName, Source},
        permission::{OrgPermission, Permission, ProjectPermission},
        role::{OrgRole, ProjectRole},
        set::PermissionSet,
        team::{Assignment, Place, Team},
    },
    id::{OwnRoleId, TeamId},
};

use super::{
    bridge::{account, moment, org, project, scope},
    world::End,
};

const NOW: i64 = 1000;
/// The one who acts, and the one who is acted on.
const ME: usize = 0;
const THEM: usize = 1;

fn me(grants: &[Grant]) -> Actor<'_> {
    Actor { account: account(ME), grants, now: moment(NOW) }
}

fn member(role: OrgRole) -> Grant {
    Grant::membership(org(0), role)
}

fn direct(role: ProjectRole, end: End) -> Grant {
    Grant::direct(org(0), project(0), role, end.map(moment))
}

fn collaboration(role: ProjectRole, end: End) -> Collaboration {
    Collaboration { org: org(0), project: project(0), set: role.set(), end: end.map(moment) }
}

fn invite(actor: &Actor<'_>, role: OrgRole) -> Result<(), Denial> {
    invite_member(actor, org(0), RoleName::Org(role), role.set(), false)
}

fn change(actor: &Actor<'_>, from: OrgRole, to: OrgRole) -> Result<(), Denial> {
    change_member_role(actor, account(THEM), &member(from), to.set())
}

fn team(places: Vec<Place>, role: Option<ProjectRole>) -> Team {
    let assignments =
        role.map(|role| Assignment { project: project(0), role: RoleName::Project(role), set: role.set() });
    Team {
        id: TeamId::from_uuid(uuid::Uuid::nil()),
        org: org(0),
        places,
        assignments: assignments.into_iter().collect(),
    }
}

fn place(person: usize, lead: bool, end: End) -> Place {
    Place { person: account(person), lead, end: end.map(moment) }
}

fn joining(is_member: bool, lead: bool, end: End) -> Joining {
    Joining { person: Some(account(THEM)), is_member, lead, end: end.map(moment) }
}

#[test]
fn d1_a_developer_cannot_invite_an_admin_and_hears_what_is_missing() {
    let grants = [member(OrgRole::Developer)];
    let missing = OrgRole::Admin.set() - OrgRole::Developer.set();
    assert_eq!(invite(&me(&grants), OrgRole::Admin), Err(Denial::RoleAboveYours { missing }));
    assert!(missing.contains(OrgPermission::OrgUpdate.into()));
    assert_eq!(invite(&me(&grants), OrgRole::Developer), Ok(()));
    assert_eq!(invite(&me(&grants), OrgRole::Guest), Ok(()));
}

#[test]
fn d1_the_list_of_roles_shows_every_role_with_its_verdict() {
    let grants = [member(OrgRole::Developer)];
    let allowed: Vec<OrgRole> = invite_choices(&me(&grants), org(0))
        .into_iter()
        .filter(|choice| choice.verdict.is_ok())
        .map(|choice| choice.role)
        .collect();
    assert_eq!(allowed, [OrgRole::Developer, OrgRole::Viewer, OrgRole::Member, OrgRole::Guest]);
    assert_eq!(invite_choices(&me(&grants), org(0)).len(), OrgRole::ALL.len());
}

#[test]
fn d1_without_the_granting_permission_no_role_can_be_given() {
    let grants = [member(OrgRole::Viewer)];
    let missing = Err(Denial::lacking(OrgPermission::MembersInvite));
    assert_eq!(invite(&me(&grants), OrgRole::Guest), missing);
    assert_eq!(invite(&me(&[]), OrgRole::Guest), Err(Denial::Hidden));
}

#[test]
fn d1_counts_only_those_of_the_givers_grants_that_last_as_long() {
    let grants = [member(OrgRole::Member), direct(ProjectRole::Admin, Some(NOW + 100))];
    let give = |role, end| give_project_role(&me(&grants), None, &collaboration(role, end));
    assert_eq!(give(ProjectRole::Viewer, Some(NOW + 100)), Ok(()));
    let missing = ProjectRole::Viewer.set();
    assert_eq!(give(ProjectRole::Viewer, Some(NOW + 101)), Err(Denial::OutlastsYours { missing }));
    assert_eq!(give(ProjectRole::Viewer, None), Err(Denial::OutlastsYours { missing }));
}

#[test]
fn d1_admin_and_billing_are_incomparable() {
    let admin = [member(OrgRole::Admin)];
    let owner = [member(OrgRole::Owner)];
    let missing = PermissionSet::EMPTY.with(OrgPermission::BillingManage.into());
    assert_eq!(
        change(&me(&admin), OrgRole::Guest, OrgRole::Billing),
        Err(Denial::RoleAboveYours { missing })
    );
    assert_eq!(
        change(&me(&admin), OrgRole::Billing, OrgRole::Guest),
        Err(Denial::PersonAboveYou { missing })
    );
    assert_eq!(change(&me(&owner), OrgRole::Billing, OrgRole::Guest), Ok(()));
}

#[test]
fn d2_equals_may_act_on_equals_and_nobody_on_those_above() {
    let admin = [member(OrgRole::Admin)];
    assert_eq!(change(&me(&admin), OrgRole::Admin, OrgRole::Viewer), Ok(()));
    assert!(matches!(
        change(&me(&admin), OrgRole::Owner, OrgRole::Viewer),
        Err(Denial::PersonAboveYou { .. })
    ));
    assert!(matches!(
        remove_member(&me(&admin), org(0), &[member(OrgRole::Owner)]),
        Err(Denial::PersonAboveYou { .. })
    ));
}

#[test]
fn d2_removing_a_member_is_judged_for_every_project_grant_that_goes_with_it() {
    let remover: PermissionSet =
        [OrgPermission::OrgView, OrgPermission::MembersView, OrgPermission::MembersRemove]
            .into_iter()
            .map(Permission::Org)
            .collect();
    let mine = [Grant { set: remover, ..member(OrgRole::Member) }];
    assert_eq!(remove_member(&me(&mine), org(0), &[member(OrgRole::Guest)]), Ok(()));
    let theirs = [member(OrgRole::Guest), direct(ProjectRole::Viewer, None)];
    let missing = ProjectRole::Viewer.set();
    assert_eq!(remove_member(&me(&mine), org(0), &theirs), Err(Denial::PersonAboveYou { missing }));
    let over = [member(OrgRole::Guest), direct(ProjectRole::Viewer, Some(NOW))];
    assert_eq!(remove_member(&me(&mine), org(0), &over), Ok(()));
}

#[test]
fn d2_a_collaborator_above_me_cannot_be_lowered_or_removed() {
    let manage = ProjectPermission::CollaboratorsManage.into();
    let mine = [
        member(OrgRole::Member),
        Grant { set: ProjectRole::Viewer.set().with(manage), ..direct(ProjectRole::Viewer, None) },
    ];
    let theirs = direct(ProjectRole::Developer, None);
    let lowered = collaboration(ProjectRole::Viewer, None);
    let lowering = change_collaborator(&me(&mine), account(THEM), &theirs, &lowered);
    assert!(matches!(lowering, Err(Denial::PersonAboveYou { .. })));
    assert!(matches!(remove_collaborator(&me(&mine), &theirs), Err(Denial::PersonAboveYou { .. })));
}

#[test]
fn d4_a_lead_adds_members_with_what_follows_from_the_team() {
    let team = team(vec![place(ME, true, None)], Some(ProjectRole::Tester));
    let through_team: Vec<Grant> = team.grants_until(None).collect();
    let mine: Vec<Grant> = [member(OrgRole::Member)].into_iter().chain(through_team).collect();
    assert_eq!(join_team(&me(&mine), &team, &joining(true, false, None)), Ok(()));
    assert_eq!(join_team(&me(&mine), &team, &joining(false, false, None)), Err(Denial::LeadsAddMembersOnly));
    assert_eq!(join_team(&me(&mine), &team, &joining(true, true, None)), Err(Denial::LeadsMakeNoLeads));
    let plain = Team { places: vec![place(ME, false, None)], ..team };
    assert_eq!(
        join_team(&me(&mine), &plain, &joining(true, false, None)),
        Err(Denial::lacking(OrgPermission::TeamsManage))
    );
}

#[test]
fn d4_a_lead_whose_place_is_over_leads_nothing() {
    let team = team(vec![place(ME, true, Some(NOW))], None);
    let mine = [member(OrgRole::Member)];
    assert_eq!(
        join_team(&me(&mine), &team, &joining(true, false, None)),
        Err(Denial::lacking(OrgPermission::TeamsManage))
    );
}

#[test]
fn d4_a_lead_makes_no_lead_by_prolonging_a_place_either() {
    let mine = [member(OrgRole::Member)];
    for present in [Some(NOW - 1), Some(NOW + 1)] {
        let them = place(THEM, true, present);
        let team = team(vec![place(ME, true, None), them], None);
        let later = Some(moment(NOW + 2));
        assert_eq!(change_place(&me(&mine), &team, &them, true, later), Err(Denial::LeadsMakeNoLeads));
        assert_eq!(change_place(&me(&mine), &team, &them, true, None), Err(Denial::LeadsMakeNoLeads));
        assert_eq!(change_place(&me(&mine), &team, &them, true, Some(moment(NOW - 2))), Ok(()));
        assert_eq!(change_place(&me(&mine), &team, &them, false, later), Ok(()));
    }
}

#[test]
fn d4_who_manages_teams_also_needs_to_invite_outsiders() {
    let manager: PermissionSet =
        [OrgPermission::OrgView, OrgPermission::TeamsView, OrgPermission::TeamsManage]
            .into_iter()
            .map(Permission::Org)
            .collect();
    let mine = [Grant { set: manager, ..member(OrgRole::Member) }];
    let empty = team(Vec::new(), None);
    assert_eq!(join_team(&me(&mine), &empty, &joining(true, true, None)), Ok(()));
    assert_eq!(
        join_team(&me(&mine), &empty, &joining(false, true, None)),
        Err(Denial::lacking(OrgPermission::MembersInvite))
    );
    let assigned = team(Vec::new(), Some(ProjectRole::Viewer));
    let missing = ProjectRole::Viewer.set();
    assert_eq!(
        join_team(&me(&mine), &assigned, &joining(true, false, None)),
        Err(Denial::RoleAboveYours { missing })
    );
}

#[test]
fn d5_an_invitation_of_a_sender_who_was_lowered_can_no_longer_be_given() {
    let then = [member(OrgRole::Admin)];
    let now = [member(OrgRole::Developer)];
    let left: [Grant; 0] = [];
    assert_eq!(invite(&me(&then), OrgRole::Admin), Ok(()));
    assert!(matches!(invite(&me(&now), OrgRole::Admin), Err(Denial::RoleAboveYours { .. })));
    assert_eq!(invite(&me(&left), OrgRole::Admin), Err(Denial::Hidden));
}

#[test]
fn d6_what_acts_for_somebody_has_no_more_than_they_have_now() {
    let grants = [member(OrgRole::Viewer)];
    let token = OrgRole::Admin.set();
    let acting = me(&grants).effective_within(scope(0, None), token);
    assert_eq!(acting, OrgRole::Viewer.set());
}

#[test]
fn d7_an_owner_promotes_and_hands_over_and_never_invites_an_owner() {
    let owner = [member(OrgRole::Owner)];
    let admin = [member(OrgRole::Admin)];
    assert_eq!(invite(&me(&owner), OrgRole::Owner), Err(Denial::OwnerNotByInvitation));
    assert!(matches!(invite(&me(&admin), OrgRole::Owner), Err(Denial::RoleAboveYours { .. })));
    assert_eq!(change(&me(&owner), OrgRole::Member, OrgRole::Owner), Ok(()));
    assert_eq!(transfer_ownership(&me(&owner), org(0), account(THEM)), Ok(()));
    assert_eq!(
        transfer_ownership(&me(&admin), org(0), account(THEM)),
        Err(Denial::lacking(OrgPermission::OrgTransfer))
    );
}

#[test]
fn d9_managing_collaborators_is_enough_to_bring_somebody_from_outside() {
    let mine = [member(OrgRole::Member), direct(ProjectRole::Admin, None)];
    assert_eq!(give_project_role(&me(&mine), None, &collaboration(ProjectRole::Developer, None)), Ok(()));
    let missing = Err(Denial::lacking(OrgPermission::MembersInvite));
    assert_eq!(invite(&me(&mine), OrgRole::Guest), missing);
}

#[test]
fn d10_nobody_lifts_themselves_by_any_route() {
    let own = OwnRoleId::from_uuid(uuid::Uuid::nil());
    let owner = [
        member(OrgRole::Owner),
        Grant { role: RoleName::Own(own), ..direct(ProjectRole::Viewer, Some(NOW)) },
    ];
    let actor = me(&owner);
    let refused = Err(Denial::OwnGrant);
    let role = OrgRole::Viewer;
    assert_eq!(change_member_role(&actor, account(ME), &owner[0], role.set()), refused);
    assert_eq!(invite_member(&actor, org(0), RoleName::Org(role), role.set(), true), refused);
    assert_eq!(transfer_ownership(&actor, org(0), account(ME)), refused);
    let given = collaboration(ProjectRole::Viewer, None);
    assert_eq!(give_project_role(&actor, Some(account(ME)), &given), refused);
    assert_eq!(change_collaborator(&actor, account(ME), &owner[1], &given), refused);
    let mine = team(vec![place(ME, false, None)], Some(ProjectRole::Viewer));
    assert_eq!(assign_team(&actor, &mine, &mine.assignments[0]), refused);
    assert_eq!(change_place(&actor, &mine, &mine.places[0], false, None), refused);
    let joining = Joining { person: Some(account(ME)), is_member: true, lead: false, end: None };
    assert_eq!(join_team(&actor, &team(Vec::new(), None), &joining), refused);
    let set = ProjectRole::Viewer.set();
    assert_eq!(
        redefine_role(&actor, org(0), own, set, set),
        refused,
        "a place that is over may be prolonged"
    );
}

#[test]
fn d10_anybody_may_leave_a_team() {
    let mine = team(vec![place(ME, false, None)], Some(ProjectRole::Admin));
    assert_eq!(leave_team_by_removal(&me(&[member(OrgRole::Guest)]), &mine, &mine.places[0]), Ok(()));
}

#[test]
fn d11_with_the_membership_everything_in_the_organization_ends() {
    let in_team =
        Grant { source: Source::Team { team: team(vec![], None).id }, ..direct(ProjectRole::Tester, None) };
    let elsewhere = Grant::membership(org(1), OrgRole::Owner);
    let grants = [member(OrgRole::Developer), direct(ProjectRole::Admin, None), in_team, elsewhere];
    let ending: Vec<&Grant> = ends_with_membership(&grants, org(0)).collect();
    assert_eq!(ending, [&grants[0], &grants[1], &grants[2]]);
    let staying: Vec<&Grant> = stays_when_lowered(&grants, org(0)).collect();
    assert_eq!(staying, [&grants[1], &grants[2]]);
}
