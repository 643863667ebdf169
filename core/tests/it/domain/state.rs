//! The other rules of state: the last Owner, and the places for organizations.

use chrono::{DateTime, TimeDelta};
use slipway_core::{
    access::role::OrgRole,
    account_end::{Administrators, check_address},
    api::problem::{Problem, StateProblem},
    audit::{AuditChange, AuditField},
    email::EmailAddress,
    field::{FieldErrors, FieldProblem},
    member::{Owners, needs_fresh},
    org::OrgPlaces,
    session::Freshness,
};

#[test]
fn d3_the_last_enabled_owner_stays() {
    let last = Owners { enabled: 1 };
    let two = Owners { enabled: 2 };
    let refused = Err(StateProblem::LastOwner { organization: None });
    assert_eq!(last.check_end(OrgRole::Owner, true), refused);
    assert_eq!(two.check_end(OrgRole::Owner, true), Ok(()));
    assert_eq!(last.check_end(OrgRole::Owner, false), Ok(()), "one who is disabled does not count");
    assert_eq!(last.check_end(OrgRole::Admin, true), Ok(()));
    for role in OrgRole::ALL {
        let expected = if role == OrgRole::Owner { Ok(()) } else { refused.clone() };
        assert_eq!(last.check_change(OrgRole::Owner, role, true), expected, "to {role:?}");
        assert_eq!(last.check_change(OrgRole::Admin, role, true), Ok(()), "to {role:?}");
    }
}

#[test]
fn the_last_enabled_administrator_stays() {
    let last = Administrators { enabled: 1 };
    assert_eq!(last.check_end(true, true), Err(StateProblem::LastAdministrator));
    assert_eq!(Administrators { enabled: 2 }.check_end(true, true), Ok(()));
    assert_eq!(last.check_end(true, false), Ok(()), "one who is disabled does not count");
    assert_eq!(last.check_end(false, true), Ok(()));
}

#[test]
fn an_account_is_deleted_by_its_own_address_alone() {
    let address = |text: &str| EmailAddress::parse(text).unwrap();
    let own = address("ada@example.com");
    assert_eq!(check_address(&address(" Ada@Example.com"), &own), Ok(()));
    let refused = Err(FieldErrors::one("email", FieldProblem::NotYourAddress));
    assert_eq!(check_address(&address("adam@example.com"), &own), refused);
}

#[test]
fn making_and_unmaking_an_owner_asks_for_the_password() {
    use OrgRole::{Admin, Owner};
    assert!(needs_fresh(Admin, Some(Owner)) && needs_fresh(Owner, Some(Admin)) && needs_fresh(Owner, None));
    for role in OrgRole::ALL.into_iter().filter(|role| *role != Owner) {
        assert!(!needs_fresh(role, Some(Admin)) && !needs_fresh(role, None), "{role:?}");
    }
    assert!(!needs_fresh(Owner, Some(Owner)));
}

#[test]
fn a_typed_password_counts_for_ten_minutes() {
    let typed = DateTime::from_timestamp(1_700_000_000, 0).unwrap();
    let after = |time: TimeDelta| Freshness { confirmed_at: Some(typed) }.check(typed + time);
    assert_eq!(after(TimeDelta::zero()), Ok(()));
    assert_eq!(after(TimeDelta::seconds(599)), Ok(()));
    assert_eq!(after(TimeDelta::minutes(10)), Err(Problem::NotFresh));
    assert!(!Freshness { confirmed_at: None }.is_fresh(typed));
}

#[test]
fn an_account_creates_as_many_organizations_as_it_may() {
    let places = |limit, held| OrgPlaces { limit, held, named: Some("Acme".into()) };
    assert_eq!(places(1, 0).check_room(), Ok(()));
    assert_eq!(places(3, 2).check_room(), Ok(()));
    for (limit, held) in [(1, 1), (0, 0), (1, 2)] {
        let organization = Some("Acme".into());
        let refused = Err(StateProblem::OrganizationLimit { limit, organization });
        assert_eq!(places(limit, held).check_room(), refused);
    }
}

#[test]
fn an_audit_entry_leaves_out_what_stayed_alike() {
    let some = |text: &str| Some(text.to_owned());
    let changes = AuditChange::between([
        (AuditField::Name, some("Acme"), some("Acme")),
        (AuditField::Slug, some("acme"), some("acme-2")),
        (AuditField::Website, None, some("https://example.com")),
    ]);
    let fields: Vec<&str> = changes.iter().map(|change| change.field.key()).collect();
    assert_eq!(fields, ["slug", "website"]);
    assert_eq!(
        (changes[1].before.as_deref(), changes[1].after.as_deref()),
        (None, Some("https://example.com"))
    );
}
