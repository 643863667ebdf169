//! Law 8: compiled to WebAssembly the answers are the same. 200,000 cases from one seed are decided and
//! judged, and everything that was answered goes into one digest. The very same test runs natively and,
//! by `wasm-bindgen-test`, as WebAssembly; both compare with the constant below.
//!
//! Where a rule changes on purpose the digest changes: the failing test prints the new one, and it must be
//! the same both ways.

#![expect(clippy::unwrap_used, clippy::indexing_slicing, reason = "a test that cannot go on fails")]

use chrono::{DateTime, Utc};
use slipway_core::{
    access::{
        decide::{Denial, decide},
        delegate::{
            Collaboration, Joining, assign_team, change_member_role, change_place, define_role,
            give_project_role, invite_choices, join_team, remove_collaborator, remove_member, see_invitation,
            transfer_ownership,
        },
        effective::Actor,
        grant::{Grant, RoleName, Scope, Source},
        permission::Permission,
        role::{OrgRole, ProjectRole},
        set::PermissionSet,
        team::{Assignment, Place, Team},
    },
    id::{AccountId, OrgId, ProjectId, TeamId},
};
use uuid::Uuid;

const CASES: u32 = 200_000;
const DIGEST: u64 = 0x8E08_357E_63C4_44EF;

#[cfg_attr(not(target_arch = "wasm32"), test)]
#[cfg_attr(target_arch = "wasm32", wasm_bindgen_test::wasm_bindgen_test)]
fn law_8_two_hundred_thousand_cases_have_one_digest() {
    let mut chance = Chance(8);
    let mut digest = Digest(0xCBF2_9CE4_8422_2325);
    let every: Vec<Permission> = Permission::all().collect();
    for case in 0..CASES {
        let grants: Vec<Grant> = (0..1 + chance.below(4)).map(|_| grant(&mut chance)).collect();
        let actor = Actor { account: account(0), grants: &grants, now: moment(50) };
        let permission = every[chance.below(every.len())];
        match decide(&actor, permission, target(&mut chance)) {
            Ok(allowed) => digest.text(&allowed.permission.key()),
            Err(denial) => digest.denial(&denial),
        }
        judge(case, &mut chance, &actor, &mut digest);
    }
    assert!(digest.0 == DIGEST, "the digest is {:#018X}", digest.0);
}

fn judge(case: u32, chance: &mut Chance, actor: &Actor<'_>, digest: &mut Digest) {
    let them = account(1 + chance.below(2));
    let project_role = ProjectRole::ALL[chance.below(4)];
    let present = Grant::membership(org(0), OrgRole::ALL[chance.below(7)]);
    let mine = Grant::direct(org(0), project(0), project_role, end(chance));
    let given = Collaboration { org: org(0), project: project(0), set: project_role.set(), end: end(chance) };
    let team = team(chance);
    let verdict = match case % 12 {
        0 => {
            for choice in invite_choices(actor, org(0)) {
                digest.verdict(&choice.verdict);
            }
            Ok(())
        }
        1 => change_member_role(actor, them, &present, OrgRole::ALL[chance.below(7)].set()),
        2 => remove_member(actor, org(0), &[present, mine]),
        3 => see_invitation(actor, org(0), them),
        4 => transfer_ownership(actor, org(0), them),
        5 => define_role(actor, org(0), set(chance)),
        6 => give_project_role(actor, Some(them), &given),
        7 => remove_collaborator(actor, &mine),
        8 => assign_team(actor, &team, &team.assignments[0]),
        9 => join_team(
            actor,
            &team,
            &Joining {
                person: Some(them),
                is_member: chance.below(2) == 0,
                lead: chance.below(2) == 0,
                end: end(chance),
            },
        ),
        10 => change_place(actor, &team, &team.places[0], chance.below(2) == 0, end(chance)),
        _ => {
            digest.set(actor.effective_until(target(chance), end(chance)));
            Ok(())
        }
    };
    digest.verdict(&verdict);
}

fn grant(chance: &mut Chance) -> Grant {
    let of = org(usize::from(chance.below(5) == 0));
    let mut grant = match chance.below(3) {
        0 => Grant::membership(of, OrgRole::ALL[chance.below(7)]),
        1 => Grant::direct(of, project(chance.below(2)), ProjectRole::ALL[chance.below(4)], end(chance)),
        _ => Grant {
            source: Source::Team { team: team_id() },
            ..Grant::direct(of, project(chance.below(2)), ProjectRole::ALL[chance.below(4)], end(chance))
        },
    };
    if chance.below(6) == 0 {
        grant.set |= set(chance);
    }
    grant
}

fn team(chance: &mut Chance) -> Team {
    let role = ProjectRole::ALL[chance.below(4)];
    let mut place =
        |person: usize| Place { person: account(person), lead: chance.below(2) == 0, end: end(chance) };
    Team {
        id: team_id(),
        org: org(0),
        places: vec![place(1), place(0)],
        assignments: vec![Assignment { project: project(0), role: RoleName::Project(role), set: role.set() }],
    }
}

fn set(chance: &mut Chance) -> PermissionSet {
    let bits = u128::from(chance.next()) << 64 | u128::from(chance.next());
    Permission::all()
        .enumerate()
        .filter(|(i, _)| bits >> i & 1 == 1)
        .map(|(_, permission)| permission)
        .collect()
}

fn target(chance: &mut Chance) -> Scope {
    match chance.below(2) {
        0 => Scope::Org { org: org(0) },
        _ => Scope::Project { org: org(0), project: project(0) },
    }
}

fn end(chance: &mut Chance) -> Option<DateTime<Utc>> {
    [None, Some(40), Some(50), Some(60), Some(70)][chance.below(5)].map(moment)
}

fn moment(seconds: i64) -> DateTime<Utc> {
    DateTime::from_timestamp(seconds, 0).unwrap()
}

fn uuid(noun: u128, i: usize) -> Uuid {
    Uuid::from_u128(noun << 64 | u128::try_from(i).unwrap())
}

fn account(i: usize) -> AccountId {
    AccountId::from_uuid(uuid(1, i))
}

fn org(i: usize) -> OrgId {
    OrgId::from_uuid(uuid(2, i))
}

fn project(i: usize) -> ProjectId {
    ProjectId::from_uuid(uuid(3, i))
}

fn team_id() -> TeamId {
    TeamId::from_uuid(uuid(4, 0))
}

/// SplitMix64, so that both machines draw the same cases.
struct Chance(u64);

impl Chance {
    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    /// A number below another; the same where `usize` is narrower.
    fn below(&mut self, bound: usize) -> usize {
        usize::try_from(self.next() % u64::try_from(bound).unwrap()).unwrap()
    }
}

/// FNV-1a over everything that was answered.
struct Digest(u64);

impl Digest {
    fn text(&mut self, text: &str) {
        for byte in text.bytes().chain([0]) {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01B3);
        }
    }

    fn set(&mut self, set: PermissionSet) {
        for permission in Permission::all() {
            let mark = if set.contains(permission) { "x" } else { "-" };
            self.text(mark);
        }
    }

    fn denial(&mut self, denial: &Denial) {
        self.text(denial.code());
        self.set(denial.missing());
    }

    fn verdict(&mut self, verdict: &Result<(), Denial>) {
        match verdict {
            Ok(()) => self.text("allowed"),
            Err(denial) => self.denial(denial),
        }
    }
}
