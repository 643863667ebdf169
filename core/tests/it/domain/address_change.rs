//! The life of a change of address: what it begins with, whose yes is missing, which links belong to it.

use chrono::{DateTime, TimeDelta};
use slipway_core::{
    api::account::{AccountView, AddressChangeView, AddressSide},
    email::EmailAddress,
    field::FieldProblem,
    id::AccountId,
    locale::Locale,
    mailed_link::LinkPurpose,
};
use uuid::Uuid;

fn address(text: &str) -> EmailAddress {
    EmailAddress::parse(text).unwrap()
}

fn account(verified: bool) -> AccountView {
    AccountView {
        id: AccountId::from_uuid(Uuid::nil()),
        name: "Ada".to_owned(),
        email: address("ada@old.example"),
        locale: Locale::En,
        administrator: false,
        verified,
    }
}

fn begun(verified: bool) -> AddressChangeView {
    AddressChangeView::begin(&account(verified), address("ada@new.example"), DateTime::UNIX_EPOCH).unwrap()
}

#[test]
fn it_asks_both_addresses_and_takes_effect_with_the_second_yes() {
    let change = begun(true);
    assert_eq!((change.old_confirmed, change.new_confirmed), (false, false));
    assert_eq!(change.expires_at, DateTime::UNIX_EPOCH + TimeDelta::hours(24));
    assert_eq!(change.missing_after(AddressSide::Old), Some(AddressSide::New));
    assert_eq!(change.missing_after(AddressSide::New), Some(AddressSide::Old));
    let half = AddressChangeView { new_confirmed: true, ..change };
    assert_eq!(half.missing_after(AddressSide::Old), None);
}

#[test]
fn an_address_that_nothing_proved_is_not_asked() {
    assert_eq!(begun(false).missing_after(AddressSide::New), None);
}

#[test]
fn the_present_address_is_no_new_one() {
    let own = address("ada@old.example");
    let refused = AddressChangeView::begin(&account(true), own, DateTime::UNIX_EPOCH).unwrap_err();
    assert_eq!(refused.of("email"), Some(&FieldProblem::AddressUnchanged));
}

#[test]
fn a_link_belongs_to_it_where_it_arrived_at_one_of_its_addresses() {
    let (change, account) = (begun(true), account(true));
    for (at, own, others) in [
        (AddressSide::Old, "ada@old.example", ["ada@new.example", "ada@older.example"]),
        (AddressSide::New, "ada@new.example", ["ada@old.example", "ada@newer.example"]),
    ] {
        assert!(change.is_of(&account, at, &address(own)));
        assert!(others.iter().all(|other| !change.is_of(&account, at, &address(other))));
    }
    let sides = LinkPurpose::ALL.map(AddressSide::of_link);
    assert_eq!(sides, [None, None, Some(AddressSide::New), Some(AddressSide::Old)]);
    assert!(
        [AddressSide::Old, AddressSide::New].iter().all(|at| AddressSide::of_link(at.link()) == Some(*at))
    );
}
