//! What may be typed into a field, and what is said of the rest.

use proptest::{prelude::*, sample::select, test_runner::RngSeed};
use slipway_core::{
    account::parse_locale,
    country::Country,
    email::EmailAddress,
    field::{FieldProblem as P, optional},
    id::OrgId,
    locale::Locale,
    member::parse_org_role,
    name::{BillingCode, BillingLine, Description, OrgName, PersonName},
    slug::{RESERVED, Slug},
    website::Website,
};

use super::secrets;

pub(super) type Parsed = Result<String, P>;
pub(super) type Parser = fn(&str) -> Parsed;

fn person(raw: &str) -> Parsed {
    PersonName::parse(raw).map(|name| name.to_string())
}

fn organization(raw: &str) -> Parsed {
    OrgName::parse(raw).map(|name| name.to_string())
}

fn description(raw: &str) -> Parsed {
    Description::parse(raw).map(|text| text.to_string())
}

fn line(raw: &str) -> Parsed {
    BillingLine::parse(raw).map(|line| line.to_string())
}

fn code(raw: &str) -> Parsed {
    BillingCode::parse(raw).map(|code| code.to_string())
}

fn slug(raw: &str) -> Parsed {
    Slug::parse(raw).map(String::from)
}

fn email(raw: &str) -> Parsed {
    EmailAddress::parse(raw).map(String::from)
}

fn country(raw: &str) -> Parsed {
    Country::parse(raw).map(|country| country.as_str().to_owned())
}

fn website(raw: &str) -> Parsed {
    Website::parse(raw).map(|website| website.as_str().to_owned())
}

fn locale(raw: &str) -> Parsed {
    parse_locale(raw).map(|locale| locale.tag().to_owned())
}

fn role(raw: &str) -> Parsed {
    parse_org_role(raw).map(|role| role.key().to_owned())
}

fn id(raw: &str) -> Parsed {
    raw.parse::<OrgId>().map(|id| id.to_string()).map_err(|_| P::Required)
}

pub(super) fn password(raw: &str) -> Parsed {
    secrets::password_of(raw, &[])
}

/// Each input with what it parses to, or its problem.
#[track_caller]
pub(super) fn check(parse: Parser, table: &[(&str, Result<&str, P>)]) {
    for (input, expected) in table {
        assert_eq!(parse(input), expected.clone().map(str::to_owned), "for {input:?}");
    }
}

#[test]
fn names_allow_every_script_and_nothing_hidden() {
    let sixty = "é".repeat(60);
    let more = "é".repeat(61);
    check(
        person,
        &[
            ("Ada Lovelace", Ok("Ada Lovelace")),
            ("  Ada \n", Ok("Ada")),
            ("محمد", Ok("محمد")),
            ("नमस्ते\u{200d}", Ok("नमस्ते\u{200d}")),
            ("👩\u{200d}💻", Ok("👩\u{200d}💻")),
            (&sixty, Ok(&sixty)),
            (&more, Err(P::TooLong { max: 60 })),
            ("", Err(P::Required)),
            (" \t ", Err(P::Required)),
            ("Ada\tLovelace", Err(P::ControlCharacter)),
            ("Ada\nLovelace", Err(P::ControlCharacter)),
            ("Ada\u{0}", Err(P::ControlCharacter)),
            ("Ada\u{2028}Lovelace", Err(P::ControlCharacter)),
            ("Ada\u{202e}ecalevoL", Err(P::HiddenCharacter)),
            ("Ada\u{200b}Lovelace", Err(P::HiddenCharacter)),
            ("Ada\u{feff}", Err(P::HiddenCharacter)),
            ("Ada\u{ad}Lovelace", Err(P::HiddenCharacter)),
            ("Ada\u{2067}Lovelace", Err(P::HiddenCharacter)),
            ("Ada\u{1fffe}", Err(P::HiddenCharacter)),
            ("\u{200d}", Err(P::HiddenCharacter)),
            ("\u{2800}\u{2800}", Err(P::HiddenCharacter)),
        ],
    );
    check(organization, &[("Ångström & Söhne GmbH", Ok("Ångström & Söhne GmbH")), ("", Err(P::Required))]);
}

#[test]
fn a_description_keeps_its_lines() {
    check(
        description,
        &[
            ("One.\r\nTwo.", Ok("One.\nTwo.")),
            ("One.\n\nTwo.", Ok("One.\n\nTwo.")),
            ("One.\rTwo.", Err(P::ControlCharacter)),
            ("One.\tTwo.", Err(P::ControlCharacter)),
            (&"x".repeat(501), Err(P::TooLong { max: 500 })),
        ],
    );
    check(
        line,
        &[("12 Rue de l’Église", Ok("12 Rue de l’Église")), (&"x".repeat(121), Err(P::TooLong { max: 120 }))],
    );
    check(code, &[("SW1A 1AA", Ok("SW1A 1AA")), (&"9".repeat(33), Err(P::TooLong { max: 32 }))]);
}

#[test]
fn slugs_are_lower_case_groups() {
    let longest = "a".repeat(40);
    check(
        slug,
        &[
            ("acme", Ok("acme")),
            (" acme-2 ", Ok("acme-2")),
            ("42", Ok("42")),
            (&longest, Ok(&longest)),
            ("", Err(P::Required)),
            ("a", Err(P::TooShort { min: 2 })),
            (&"a".repeat(41), Err(P::TooLong { max: 40 })),
            ("Acme", Err(P::SlugForm)),
            ("-acme", Err(P::SlugForm)),
            ("acme-", Err(P::SlugForm)),
            ("ac--me", Err(P::SlugForm)),
            ("ac me", Err(P::SlugForm)),
            ("acmé", Err(P::SlugForm)),
            ("acme/..", Err(P::SlugForm)),
            ("new", Err(P::SlugReserved { slug: "new".into() })),
            ("settings", Err(P::SlugReserved { slug: "settings".into() })),
        ],
    );
    assert!(RESERVED.is_sorted(), "the reserved words are easy to look through");
    for word in RESERVED {
        assert_eq!(slug(word), Err(P::SlugReserved { slug: word.into() }));
    }
}

#[test]
fn a_slug_is_proposed_from_a_name() {
    for (name, proposed) in [
        ("Acme", "acme"),
        ("Ångström & Söhne GmbH", "angstrom-sohne-gmbh"),
        ("L’Œuvre d'Art", "loeuvre-dart"),
        ("Straße 7", "strasse-7"),
        ("İstanbul", "istanbul"),
        ("Cafe\u{301}", "cafe"),
        ("New", "new-org"),
        ("A", "a-org"),
        ("東京", ""),
        ("  -- Acme -- ", "acme"),
        (&"x-".repeat(40), &format!("{}x", "x-".repeat(19))),
    ] {
        assert_eq!(Slug::propose(name), proposed, "for {name:?}");
    }
}

#[test]
fn mail_addresses_are_compared_in_lower_case() {
    let long_local = format!("{}@example.com", "a".repeat(65));
    let long_label = format!("a@{}.com", "b".repeat(64));
    let long = format!("a@{}.com", vec!["b".repeat(60); 5].join("."));
    check(
        email,
        &[
            ("ada@example.com", Ok("ada@example.com")),
            (" Ada.Lovelace+odoo@Example.COM ", Ok("ada.lovelace+odoo@example.com")),
            ("a@xn--mnchen-3ya.de", Ok("a@xn--mnchen-3ya.de")),
            ("", Err(P::Required)),
            ("ada", Err(P::EmailForm)),
            ("ada@", Err(P::EmailForm)),
            ("@example.com", Err(P::EmailForm)),
            ("ada@localhost", Err(P::EmailForm)),
            ("ada@127.0.0.1", Err(P::EmailForm)),
            ("ada@@example.com", Err(P::EmailForm)),
            ("ada@exa mple.com", Err(P::EmailForm)),
            ("ada.@example.com", Err(P::EmailForm)),
            ("ada@-example.com", Err(P::EmailForm)),
            ("\"ada lovelace\"@example.com", Err(P::EmailForm)),
            ("Ada <ada@example.com>", Err(P::EmailForm)),
            ("ada@example.com,bob@example.com", Err(P::EmailForm)),
            (&long_local, Err(P::EmailForm)),
            (&long_label, Err(P::EmailForm)),
            (&long, Err(P::TooLong { max: 254 })),
            ("ada@exämple.com", Err(P::EmailNotAscii)),
            ("ada\n@example.com", Err(P::ControlCharacter)),
            ("ada@example.com\r\nBcc: eve@example.com", Err(P::ControlCharacter)),
        ],
    );
    assert_eq!(EmailAddress::parse("ada@example.com").unwrap().local_part(), "ada");
}

#[test]
fn countries_are_known_codes() {
    check(
        country,
        &[
            ("FR", Ok("FR")),
            (" de ", Ok("DE")),
            ("", Err(P::Required)),
            ("XX", Err(P::UnknownCountry)),
            ("FRA", Err(P::UnknownCountry)),
            ("AD AE", Err(P::UnknownCountry)),
        ],
    );
}

#[test]
fn websites_are_http_and_nothing_else() {
    check(
        website,
        &[
            ("https://example.com", Ok("https://example.com")),
            (" http://www.example.com:8080/a?b=c#d ", Ok("http://www.example.com:8080/a?b=c#d")),
            ("", Err(P::Required)),
            ("example.com", Err(P::WebsiteForm)),
            ("javascript:alert(1)", Err(P::WebsiteForm)),
            ("ftp://example.com", Err(P::WebsiteForm)),
            ("https://", Err(P::WebsiteForm)),
            ("https://localhost", Err(P::WebsiteForm)),
            ("https://example..com", Err(P::WebsiteForm)),
            ("https://user@example.com", Err(P::WebsiteForm)),
            ("https://example.com:", Err(P::WebsiteForm)),
            ("https://example.com:0", Err(P::WebsiteForm)),
            ("https://example.com:99999", Err(P::WebsiteForm)),
            ("https://example.com:+80", Err(P::WebsiteForm)),
            ("https://-example.com", Err(P::WebsiteForm)),
            ("https://example.com/\"onload", Err(P::WebsiteForm)),
            ("https://exämple.com", Err(P::WebsiteForm)),
            ("https://exa\u{7f}mple.com", Err(P::ControlCharacter)),
            (&format!("https://example.com/{}", "a".repeat(181)), Err(P::TooLong { max: 200 })),
        ],
    );
}

#[test]
fn roles_and_languages_are_known_keys() {
    check(
        role,
        &[
            ("developer", Ok("developer")),
            ("", Err(P::Required)),
            ("Developer", Err(P::UnknownRole)),
            ("tester", Err(P::UnknownRole)),
        ],
    );
    check(
        locale,
        &[
            ("fr", Ok("fr")),
            ("fr-CA", Err(P::UnknownLanguage)),
            ("de", Err(P::UnknownLanguage)),
            ("", Err(P::UnknownLanguage)),
        ],
    );
    assert_eq!(Locale::from_tag("fr-CA"), Some(Locale::Fr));
    assert_eq!(Locale::from_tag("ES_mx"), Some(Locale::Es));
    assert_eq!(Locale::from_tag("de"), None);
}

#[test]
fn an_id_has_one_form() {
    let one = "01890a5d-ac96-774b-bcce-b302099a8057";
    check(
        id,
        &[
            (one, Ok(one)),
            ("01890A5D-AC96-774B-BCCE-B302099A8057", Err(P::Required)),
            ("01890a5dac96774bbcceb302099a8057", Err(P::Required)),
            ("{01890a5d-ac96-774b-bcce-b302099a8057}", Err(P::Required)),
            ("", Err(P::Required)),
        ],
    );
    assert_eq!(serde_json::from_str::<OrgId>(&format!("\"{one}\"")).unwrap().to_string(), one);
    assert!(serde_json::from_str::<OrgId>("\"01890a5dac96774bbcceb302099a8057\"").is_err());
}

#[test]
fn a_field_that_may_be_empty_is_none_or_parses() {
    assert_eq!(optional("  ", Slug::parse), Ok(None));
    assert_eq!(optional("Acme", Slug::parse), Err(P::SlugForm));
}

const PARSERS: [(&str, Parser); 13] = [
    ("person", person),
    ("organization", organization),
    ("description", description),
    ("line", line),
    ("code", code),
    ("slug", slug),
    ("email", email),
    ("country", country),
    ("website", website),
    ("locale", locale),
    ("role", role),
    ("id", id),
    ("password", password),
];

/// Inputs near to what parses: something valid with anything put in its middle.
fn near_valid() -> impl Strategy<Value = String> {
    let valid = select(vec![
        "Ada Lovelace",
        "acme-2",
        "ada@example.com",
        "https://example.com/a",
        "FR",
        "developer",
        "01890a5d-ac96-774b-bcce-b302099a8057",
        "a harbour at dawn",
    ]);
    (valid, any::<prop::sample::Index>(), ".{0,2}").prop_map(|(valid, at, extra)| {
        let (before, after) = valid.split_at(at.index(valid.len() + 1));
        format!("{before}{extra}{after}")
    })
}

proptest! {
    #![proptest_config(ProptestConfig {
        cases: 2000,
        rng_seed: RngSeed::Fixed(3),
        failure_persistence: None,
        ..ProptestConfig::default()
    })]

    #[test]
    fn no_parser_panics_and_what_parses_parses_again_to_itself(
        input in prop_oneof![any::<String>(), near_valid()],
    ) {
        for (name, parse) in PARSERS {
            if let Ok(value) = parse(&input) {
                prop_assert_eq!(parse(&value), Ok(value.clone()), "{} of {:?}", name, input);
            }
        }
    }

    #[test]
    fn a_proposed_slug_is_empty_or_parses(
        name in prop_oneof![any::<String>(), near_valid(), "[a-zA-ZäÉß' -]{1,60}"],
    ) {
        let proposed = Slug::propose(&name);
        prop_assert!(proposed.is_empty() || slug(&proposed) == Ok(proposed.clone()), "{}", proposed);
    }
}
