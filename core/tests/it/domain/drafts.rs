//! Drafts: every field that is wrong at once, and nothing that the page did not ask for.

use std::collections::BTreeSet;

use slipway_core::{
    account::{ChangePasswordDraft, ProfileDraft, SetUpDraft, SignInDraft, SignUpDraft},
    account_end::check_address,
    api::page::{Page, PageQuery},
    billing::BillingDraft,
    email::EmailAddress,
    field::{Draft, FieldErrors, FieldProblem, NoBody},
    invitation::{InviteDraft, TokenDraft},
    member::ChangeRoleDraft,
    org::{CreateOrgDraft, OrgProfileDraft},
    password::TypedPassword,
    settings::{OrgLimitDraft, Settings, SettingsDraft, SignUp},
};

/// The fields that are wrong, each with its code.
fn wrong(errors: &FieldErrors) -> Vec<String> {
    let sent = serde_json::to_value(errors).unwrap();
    let text = |value: &serde_json::Value| value.as_str().unwrap().to_owned();
    sent.as_array()
        .unwrap()
        .iter()
        .map(|error| format!("{} {}", text(&error["field"]), text(&error["code"])))
        .collect()
}

#[track_caller]
fn check<D: Draft>(draft: &D, expected: &[&str])
where
    D::Value: std::fmt::Debug,
{
    assert_eq!(wrong(&draft.parse().unwrap_err()), expected);
}

fn profile(name: &str, slug: &str) -> OrgProfileDraft {
    OrgProfileDraft { name: name.into(), slug: slug.into(), ..OrgProfileDraft::default() }
}

#[test]
fn an_organization_names_every_wrong_field_at_once() {
    let draft = CreateOrgDraft {
        profile: OrgProfileDraft {
            name: String::new(),
            slug: "new".into(),
            description: "\u{202e}".into(),
            website: "acme".into(),
        },
        billing: BillingDraft {
            legal_name: "a\tb".into(),
            email: "acme".into(),
            street: "x".repeat(121),
            postal_code: "x".repeat(33),
            city: "\u{200b}".into(),
            country: "XX".into(),
            tax_id: "x".repeat(33),
        },
    };
    check(
        &draft,
        &[
            "profile.name required",
            "profile.slug slug_reserved",
            "profile.description hidden_character",
            "profile.website website_form",
            "billing.legal_name control_character",
            "billing.email email_form",
            "billing.street too_long",
            "billing.postal_code too_long",
            "billing.city hidden_character",
            "billing.country unknown_country",
            "billing.tax_id too_long",
        ],
    );
    let right = CreateOrgDraft { profile: profile("Acme", "acme"), ..CreateOrgDraft::default() };
    let made = right.parse().unwrap();
    assert_eq!((made.profile.name.as_str(), made.profile.slug.as_str()), ("Acme", "acme"));
    assert!(made.billing.country.is_none() && made.profile.website.is_none());
}

#[test]
fn accounts_name_every_wrong_field_at_once() {
    check(
        &SetUpDraft::default(),
        &["name required", "email required", "password required", "locale unknown_language"],
    );
    check(&SignUpDraft::default(), &["name required", "password required", "locale unknown_language"]);
    check(&SignInDraft::default(), &["email required", "password required"]);
    check(&ProfileDraft::default(), &["name required", "locale unknown_language"]);
    check(&ChangePasswordDraft::default(), &["current required", "new required"]);
    check(
        &InviteDraft::default(),
        &["emails required", "role required", "locale unknown_language", "days required"],
    );
    let note = "\u{202e}".to_owned();
    check(
        &InviteDraft { note, days: "31".into(), ..InviteDraft::default() },
        &[
            "emails required",
            "role required",
            "locale unknown_language",
            "note hidden_character",
            "days out_of_range",
        ],
    );
    check(&ChangeRoleDraft { role: "king".into() }, &["role unknown_role"]);
}

#[test]
fn a_password_may_not_be_made_of_name_or_address() {
    let draft = SetUpDraft {
        name: "Ada Lovelace".into(),
        email: "countess@example.com".into(),
        password: TypedPassword::new("countesscountess"),
        locale: "en".into(),
        ..SetUpDraft::default()
    };
    check(&draft, &["password password_personal"]);
    let signing_up = SignUpDraft {
        name: draft.name.clone(),
        password: TypedPassword::new("lovelacelovelace"),
        locale: "en".into(),
        ..SignUpDraft::default()
    };
    check(&signing_up, &["password password_personal"]);
}

#[test]
fn a_new_password_differs_from_the_present_one() {
    let same = TypedPassword::new("a harbour at dawn");
    check(&ChangePasswordDraft { current: same.clone(), new: same }, &["new password_unchanged"]);
    let too_long = TypedPassword::new("x".repeat(257));
    let draft = ChangePasswordDraft { current: too_long, new: TypedPassword::new("a harbour at dawn") };
    check(&draft, &["current too_long"]);
}

#[test]
fn a_page_of_a_list_has_bounds() {
    let of =
        |limit, search: Option<&str>| PageQuery { after: None, limit, search: search.map(str::to_owned) };
    assert_eq!(of(None, None).parse().unwrap().limit, 50);
    assert_eq!(of(Some(100), Some(" ada ")).parse().unwrap().search.as_deref(), Some("ada"));
    assert_eq!(of(None, Some("  ")).parse().unwrap().search, None);
    for limit in [0, 101] {
        let errors = of(Some(limit), Some("\u{0}")).parse().unwrap_err();
        assert_eq!(wrong(&errors), ["limit out_of_range", "search control_character"]);
    }
    assert_eq!(wrong(&of(None, Some(&"x".repeat(101))).parse().unwrap_err()), ["search too_long"]);
}

#[test]
fn a_page_knows_whether_another_follows() {
    let page = |rows: Vec<u8>| Page::from_rows(rows, 2, ToString::to_string);
    assert_eq!(page(vec![1, 2, 3]), Page { items: vec![1, 2], next: Some("2".into()) });
    assert_eq!(page(vec![1, 2]), Page { items: vec![1, 2], next: None });
    assert_eq!(page(vec![]), Page { items: vec![], next: None });
}

/// Whether a body is read: unknown, double and missing fields and wrong types are not.
fn reads<D: Draft>(body: &str) -> bool {
    serde_json::from_str::<D>(body).is_ok()
}

#[test]
fn a_body_holds_exactly_the_fields_of_its_draft() {
    assert!(reads::<ChangeRoleDraft>(r#"{"role":"admin"}"#));
    assert!(!reads::<ChangeRoleDraft>(r#"{"role":"admin","extra":1}"#));
    assert!(!reads::<ChangeRoleDraft>(r#"{"role":"admin","role":"owner"}"#));
    assert!(!reads::<ChangeRoleDraft>(r#"{"role":7}"#));
    assert!(!reads::<ChangeRoleDraft>("{}"));
    assert!(reads::<NoBody>("{}"));
    assert!(!reads::<NoBody>(r#"{"extra":1}"#));
    unknown_is_refused(&SetUpDraft::default());
    unknown_is_refused(&SignUpDraft::default());
    unknown_is_refused(&SignInDraft::default());
    unknown_is_refused(&ProfileDraft::default());
    unknown_is_refused(&ChangePasswordDraft::default());
    unknown_is_refused(&CreateOrgDraft::default());
    unknown_is_refused(&OrgProfileDraft::default());
    unknown_is_refused(&BillingDraft::default());
    unknown_is_refused(&InviteDraft::default());
    unknown_is_refused(&TokenDraft::default());
}

#[track_caller]
fn unknown_is_refused<D: Draft>(draft: &D) {
    let mut body = serde_json::to_value(draft).unwrap();
    assert!(reads::<D>(&body.to_string()));
    body["extra"] = serde_json::json!(1);
    assert!(!reads::<D>(&body.to_string()), "{body} is read");
}

#[test]
fn every_problem_of_a_field_can_be_reached() {
    let codes = |errors: FieldErrors| {
        wrong(&errors).into_iter().map(|error| error.split(' ').nth(1).unwrap().to_owned())
    };
    let mut reached: BTreeSet<String> = BTreeSet::new();
    for slug in ["", "a", "A", "new"] {
        reached.extend(codes(profile(&"x".repeat(61), slug).parse().unwrap_err()));
    }
    for (name, website) in [("\u{0}", "a"), ("\u{202e}", "a")] {
        let draft = OrgProfileDraft { website: website.into(), ..profile(name, "acme") };
        reached.extend(codes(draft.parse().unwrap_err()));
    }
    for (email, country) in [("a", "XX"), ("é@example.com", "FR")] {
        let draft = BillingDraft { email: email.into(), country: country.into(), ..BillingDraft::default() };
        reached.extend(codes(draft.parse().unwrap_err()));
    }
    for new in ["123456789012345", "slipwayslipway1!", "a harbour at dawn"] {
        let current = TypedPassword::new("a harbour at dawn");
        let draft = ChangePasswordDraft { current, new: TypedPassword::new(new) };
        reached.extend(codes(draft.parse().unwrap_err()));
    }
    let many = "a@example.com ".repeat(51);
    let draft = InviteDraft { emails: many, role: "x".into(), ..InviteDraft::default() };
    reached.extend(codes(draft.parse().unwrap_err()));
    reached.extend(codes(PageQuery { limit: Some(0), ..PageQuery::default() }.parse().unwrap_err()));
    let settings = SettingsDraft { sign_up: "ajar".into(), ..SettingsDraft::default() };
    reached.extend(codes(settings.parse().unwrap_err()));
    let own = EmailAddress::parse("ada@example.com").unwrap();
    let typed = EmailAddress::parse("adam@example.com").unwrap();
    reached.extend(codes(check_address(&typed, &own).unwrap_err()));
    // A list reads its own cursor, in the server.
    reached.extend(codes(FieldErrors::one("after", FieldProblem::UnknownCursor)));
    // Only the server knows the present address.
    reached.extend(codes(FieldErrors::one("email", FieldProblem::AddressUnchanged)));
    let every: BTreeSet<String> = super::problems::every_field_problem()
        .iter()
        .map(|problem| serde_json::to_value(problem).unwrap()["code"].as_str().unwrap().to_owned())
        .collect();
    assert_eq!(reached, every);
}

#[test]
fn settings_take_a_choice_and_a_number_or_none() {
    let draft = |sign_up: &str, limit: &str| SettingsDraft {
        sign_up: sign_up.into(),
        orgs_per_account: limit.into(),
    };
    let parsed = |sign_up, orgs_per_account| Ok(Settings { sign_up, orgs_per_account });
    assert_eq!(draft("open", " 7 ").parse(), parsed(SignUp::Open, Some(7)));
    assert_eq!(draft("closed", "").parse(), parsed(SignUp::Closed, None));
    assert_eq!(draft("closed", "0").parse(), parsed(SignUp::Closed, Some(0)));
    check(&draft("", "1001"), &["sign_up required", "orgs_per_account out_of_range"]);
    check(&draft("ajar", "+1"), &["sign_up unknown_choice", "orgs_per_account out_of_range"]);
    check(&OrgLimitDraft { org_limit: "many".into() }, &["org_limit out_of_range"]);
    assert_eq!(OrgLimitDraft::default().parse(), Ok(None));
}
