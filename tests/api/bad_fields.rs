//! Every field of every body, filled in wrong in every way: empty, too long, with characters that nobody sees,
//! in the wrong form. What each field takes is written here once more, as the forms promise it; a field that
//! is new in a body fails until it is.

use serde_json::{Value, json};
use slipway_core::api::{
    endpoint::{Endpoint, Row},
    table::{self as t, TABLE},
};
use slipway_tests::{client::Answer, world::World};

use crate::{
    bad_requests::{at, leaves},
    requests::{Ids, admitted, body, request},
};

/// What a field takes.
#[derive(Debug, Clone, Copy)]
enum Field {
    /// A line of text of at most so many characters.
    Line(usize),
    /// The same, and it may be left empty.
    OptionalLine(usize),
    /// A few lines, or none.
    Lines(usize),
    Email,
    OptionalEmail,
    /// One address or many, as they are pasted.
    Emails,
    /// How many days something lives.
    Days,
    Slug,
    Website,
    Country,
    Role,
    Language,
    /// Open or closed.
    SignUp,
    /// A number of organizations, or nothing.
    OptionalNumber,
    /// A password that is set.
    NewPassword,
    /// A password that is compared.
    TypedPassword,
    /// A token: what is no token is answered like one that does not exist.
    Token,
}

fn field(endpoint: &str, path: &str) -> Field {
    match (endpoint, path) {
        (_, "token") => Field::Token,
        (_, "locale") => Field::Language,
        (_, "role") => Field::Role,
        (t::PostSession::NAME | t::ConfirmPassword::NAME, "password") | (_, "current") => {
            Field::TypedPassword
        }
        (_, "password" | "new") => Field::NewPassword,
        (_, "billing.email") | (t::UpdateBilling::NAME, "email") => Field::OptionalEmail,
        (_, "email") => Field::Email,
        (_, "emails") => Field::Emails,
        (_, "days") => Field::Days,
        (_, "note") => Field::Lines(500),
        (_, "name" | "profile.name") => Field::Line(60),
        (_, "slug" | "profile.slug") => Field::Slug,
        (_, "description" | "profile.description") => Field::Lines(500),
        (_, "website" | "profile.website") => Field::Website,
        (_, "sign_up") => Field::SignUp,
        (_, "orgs_per_account" | "org_limit") => Field::OptionalNumber,
        (_, "country" | "billing.country") => Field::Country,
        (_, "legal_name" | "street" | "city") => Field::OptionalLine(120),
        (_, "billing.legal_name" | "billing.street" | "billing.city") => Field::OptionalLine(120),
        (_, "postal_code" | "tax_id" | "billing.postal_code" | "billing.tax_id") => Field::OptionalLine(32),
        (endpoint, path) => panic!("the tests do not know what {path} of {endpoint} takes"),
    }
}

/// Wrong values, each with the code that names what is wrong.
fn wrong(field: Field) -> Vec<(String, &'static str)> {
    let own = |cases: &[(&str, &'static str)]| -> Vec<(String, &'static str)> {
        cases.iter().map(|(value, code)| ((*value).to_owned(), *code)).collect()
    };
    let required = [("", "required"), ("   ", "required"), ("\t\r\n", "required")];
    let unseen = [
        ("a\0b", "control_character"),
        ("a\u{1b}[31mb", "control_character"),
        ("a\u{85}b", "control_character"),
        ("a\u{2028}b", "control_character"),
        ("a\u{202e}b", "hidden_character"),
        ("a\u{2066}b", "hidden_character"),
        ("a\u{200b}b", "hidden_character"),
        ("a\u{feff}b", "hidden_character"),
        ("a\u{e0041}b", "hidden_character"),
        ("\u{200d}", "hidden_character"),
    ];
    let too_long = |max: usize| vec![("ж".repeat(max + 1), "too_long")];
    let line = [("a\nb", "control_character"), ("a\tb", "control_character")];
    let address = [
        ("a\u{7}b@x.example", "control_character"),
        ("a\u{202e}b@x.example", "email_not_ascii"),
        ("аda@x.example", "email_not_ascii"),
        ("ada@bücher.example", "email_not_ascii"),
        ("nobody", "email_form"),
        ("@x.example", "email_form"),
        ("a@", "email_form"),
        ("a@localhost", "email_form"),
        ("a@b@x.example", "email_form"),
        ("a..b@x.example", "email_form"),
        ("a@-x.example", "email_form"),
        ("a@1.2.3.4", "email_form"),
    ];
    let several = [
        ("a b@x.example", "email_form"),
        ("Ada <a@x.example>", "email_form"),
        ("a@x.example,b@x.example", "email_form"),
    ];
    let pasted = [
        (", ;\n<", "required"),
        ("Ada <nobody>", "email_form"),
        ("Ada <>", "email_form"),
        ("nobody; ada@bücher.example", "email_form"),
        ("ada@bücher.example, nobody", "email_not_ascii"),
    ];
    let too_many: String = (0..51).map(|n| format!("person-{n}@x.example\n")).collect();
    let long_address = (format!("{}@{}.example", "a".repeat(60), "x".repeat(60).repeat(4)), "too_long");
    match field {
        Field::Line(max) => [own(&required), own(&unseen), own(&line), too_long(max)].concat(),
        Field::OptionalLine(max) => [own(&unseen), own(&line), too_long(max)].concat(),
        Field::Lines(max) => [own(&unseen), own(&line[1..]), too_long(max)].concat(),
        Field::Email => [own(&required), own(&address), own(&several), vec![long_address]].concat(),
        Field::OptionalEmail => [own(&address), own(&several), vec![long_address]].concat(),
        Field::Emails => {
            let long = [long_address, (too_many, "too_many_addresses")];
            [own(&required), own(&address), own(&pasted), long.to_vec()].concat()
        }
        Field::Days => {
            let outside = ["0", "31", "-1", "+7", "7.5", "7e0", "0x7", "seven", "٧", "999", "7 7", "7\0"];
            [own(&required), own(&outside.map(|days| (days, "out_of_range")))].concat()
        }
        Field::Slug => {
            let forms =
                ["Blue-Quay", "a--b", "-ab", "ab-", "a b", "a_b", "é", "a/b", "..", "a\0b", "a\u{202e}b"];
            let forms = forms.map(|form| (form, "slug_form"));
            let others = [("a", "too_short"), ("new", "slug_reserved"), ("settings", "slug_reserved")];
            [own(&required), own(&forms), own(&others), vec![("a".repeat(41), "too_long")]].concat()
        }
        Field::Website => {
            let forms = [
                "ftp://x.example",
                "javascript:alert(1)//x.example",
                "https://",
                "https://nodots",
                "https://user@x.example",
                "//x.example",
                "x.example",
                "https://x.example/\"><b>",
                "https://x\u{202e}.example",
            ];
            let forms = forms.map(|form| (form, "website_form"));
            let long = format!("https://x.example/{}", "a".repeat(200));
            [own(&forms), own(&[("https://x.ex\0ample", "control_character")]), vec![(long, "too_long")]]
                .concat()
        }
        Field::Country => {
            own(&["XX", "FRA", "France", "F", "F\0", "250"].map(|code| (code, "unknown_country")))
        }
        Field::Role => {
            let unknown = ["superuser", "Owner", "OWNER", "0", "admin,owner", "admin\0"];
            [own(&required), own(&unknown.map(|role| (role, "unknown_role")))].concat()
        }
        Field::Language => {
            own(&["", " ", "EN", "en-US", "de", "xx", "e\0", "pseudo"].map(|tag| (tag, "unknown_language")))
        }
        Field::SignUp => {
            let unknown = ["Open", "true", "open ", "ajar", "open\0"];
            [own(&required), own(&unknown.map(|choice| (choice, "unknown_choice")))].concat()
        }
        Field::OptionalNumber => {
            let others = ["1001", "-1", "+1", "1.5", "1e2", "one", "٣", "0x1", "99999999999", "1\0"];
            own(&others.map(|number| (number, "out_of_range")))
        }
        Field::NewPassword => {
            let short = ["short", "              ", "fourteen chars"].map(|text| (text, "too_short"));
            let common = ["aaaaaaaaaaaaaaaa", "1234567890123456", "PasswordPassword"];
            let common = common.map(|text| (text, "password_common"));
            let long = ("a quiet tide on the quay ".repeat(11), "too_long");
            [own(&[("", "required")]), own(&short), own(&common), vec![long]].concat()
        }
        Field::TypedPassword => [own(&[("", "required")]), vec![("x".repeat(257), "too_long")]].concat(),
        Field::Token => own(&["", "x", "\0", "\u{202e}", &"A".repeat(44)].map(|token| (token, "not_found"))),
    }
}

#[track_caller]
fn check(answer: &Answer, path: &str, code: &str, row: &Row, what: &str) {
    if code == "not_found" {
        // A set-up that was done needs no token to be refused.
        match row.name {
            t::SetUpInstallation::NAME => answer.refused(409, "already_set_up"),
            _ => answer.refused(404, code),
        };
        return;
    }
    assert_eq!(answer.status, 422, "{what}: {answer}");
    answer.problem();
    let errors = answer.json()["error"]["errors"].clone();
    let found: Vec<(&str, &str)> = errors
        .as_array()
        .expect("a list")
        .iter()
        .map(|error| (error["field"].as_str().expect("a field"), error["code"].as_str().expect("a code")))
        .collect();
    assert_eq!(found, [(path, code)], "{what}");
}

#[tokio::test]
async fn every_field_says_what_is_wrong_with_it() {
    let world = World::new().await;
    for row in TABLE.iter().filter(|row| row.method.changes()) {
        let by = admitted(row, &world);
        let good = body(row, &world, Some(by)).expect("a body");
        for path in leaves(&good) {
            let name = path.join(".");
            let before = world.database().snapshot();
            for (value, code) in wrong(field(row.name, &name)) {
                let mut asked = good.clone();
                *at(&mut asked, &path) = Value::from(value.as_str());
                let what = format!("{} with {value:.60?} in {name}", row.name);
                let answer = request(by, row, &Ids::of(&world), Some(&asked)).send().await;
                check(&answer, &name, code, row, &what);
            }
            before.assert_unchanged(&world.database().snapshot(), &format!("{name} of {}", row.name));
        }
    }
}

#[tokio::test]
async fn all_wrong_fields_are_named_at_once() {
    let world = World::new().await;
    for row in TABLE.iter().filter(|row| row.method.changes()) {
        let by = admitted(row, &world);
        let mut asked = body(row, &world, Some(by)).expect("a body");
        let mut expected = Vec::new();
        for path in leaves(&asked.clone()) {
            let name = path.join(".");
            let (value, code) = wrong(field(row.name, &name)).remove(0);
            if code != "not_found" {
                *at(&mut asked, &path) = Value::from(value);
                expected.push(json!({ "field": name, "code": code }));
            }
        }
        if expected.is_empty() {
            continue;
        }
        let answer = request(by, row, &Ids::of(&world), Some(&asked)).send().await;
        answer.refused(422, "fields");
        let found: Vec<Value> = answer.json()["error"]["errors"]
            .as_array()
            .expect("a list")
            .iter()
            .map(|error| json!({ "field": error["field"], "code": error["code"] }))
            .collect();
        assert_eq!(sorted(found), sorted(expected), "{}", row.name);
    }
}

fn sorted(mut values: Vec<Value>) -> Vec<Value> {
    values.sort_by_key(Value::to_string);
    values
}

/// The limits themselves are inside: what is as long as allowed is taken.
#[tokio::test]
async fn what_is_as_long_as_allowed_is_taken() {
    let world = World::new().await;
    let clerk = world.owner();
    let org = format!("/api/orgs/{}", world.org());
    let profile = json!({
        "name": "ж".repeat(60),
        "slug": "a".repeat(40),
        "description": "ж".repeat(500),
        "website": format!("https://x.example/{}", "a".repeat(182)),
    });
    let put = slipway_core::api::endpoint::Method::Put;
    let saved = clerk.request(put, &org).json(&profile).send().await.done(200);
    for name in ["name", "slug", "description", "website"] {
        assert_eq!(saved[name], profile[name]);
    }
    let line = "ж".repeat(120);
    let code = "ж".repeat(32);
    let billing = json!({
        "legal_name": line, "email": format!("{}@{}.example", "a".repeat(64), "x".repeat(60)),
        "street": line, "postal_code": code, "city": line, "country": "ZW", "tax_id": code,
    });
    let saved = clerk.request(put, &format!("{org}/billing")).json(&billing).send().await.done(200);
    assert_eq!(saved, billing);
}
