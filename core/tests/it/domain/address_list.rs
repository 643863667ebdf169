//! Lists of addresses as people paste them: by example, and by lists made up at random of which is known what
//! they hold.

use proptest::prelude::*;
use slipway_core::{
    address_list::{AddressList, ListedProblem},
    field::FieldProblem as P,
};

/// What becomes of each entry: the address, or a word for its problem.
fn read(raw: &str) -> Vec<String> {
    let outcome = |listed: slipway_core::address_list::Listed| match listed.address {
        Ok(address) => address.to_string(),
        Err(ListedProblem::Double) => format!("double {}", listed.text),
        Err(ListedProblem::Broken { problem }) => {
            let code = serde_json::to_value(problem).unwrap()["code"].as_str().unwrap().to_owned();
            format!("{code} {}", listed.text)
        }
    };
    AddressList::read(raw).into_iter().map(outcome).collect()
}

#[test]
fn lists_are_read_as_they_are_pasted() {
    for (raw, expected) in [
        ("ada@x.org", vec!["ada@x.org"]),
        ("ada@x.org, bo@x.org;cy@x.org\nDI@X.org", vec!["ada@x.org", "bo@x.org", "cy@x.org", "di@x.org"]),
        ("ada@x.org\r\n\r\n  bo@x.org\t cy@x.org,;,", vec!["ada@x.org", "bo@x.org", "cy@x.org"]),
        ("Ada Lovelace <ada@x.org>", vec!["ada@x.org"]),
        ("Ada Lovelace <ada@x.org>, \"Byron, A.\" <bo@x.org>", vec!["ada@x.org", "bo@x.org"]),
        ("Ada <ada@x.org> Bo <bo@x.org> cy@x.org", vec!["ada@x.org", "bo@x.org", "cy@x.org"]),
        ("ada@x.org Bo B <bo@x.org>", vec!["ada@x.org", "bo@x.org"]),
        ("<ada@x.org>; <mailto:bo@x.org>", vec!["ada@x.org", "bo@x.org"]),
        ("• ada@x.org\n- bo@x.org\n* cy@x.org", vec!["ada@x.org", "bo@x.org", "cy@x.org"]),
        ("\u{200e}ada@x.org\u{feff}、bo@x.org，cy@x.org", vec!["ada@x.org", "bo@x.org", "cy@x.org"]),
        ("ada@x.org, Ada <ADA@x.org>", vec!["ada@x.org", "double Ada <ADA@x.org>"]),
        ("nobody, ada@x.org", vec!["email_form nobody", "ada@x.org"]),
        ("Ada <>, Bo <bo@@x.org>", vec!["email_form Ada <>", "email_form Bo <bo@@x.org>"]),
        ("\"Byron, <ada@x.org>", vec!["email_form \"Byron", "ada@x.org"]),
        ("ада@x.org", vec!["email_not_ascii ада@x.org"]),
        ("a\u{202e}b@x.org", vec!["email_not_ascii a\u{fffd}b@x.org"]),
        ("a\u{7}b@x.org", vec!["control_character a\u{fffd}b@x.org"]),
        (" ,;\n•", vec![]),
    ] {
        assert_eq!(read(raw), expected, "for {raw:?}");
    }
    let long = format!("{}@x.org", "a".repeat(300));
    assert_eq!(read(&long), [format!("too_long {}…", "a".repeat(100))]);
}

#[test]
fn a_list_to_work_with_has_an_address_and_is_not_too_long() {
    let problem = |raw: &str| AddressList::parse(raw).unwrap_err();
    assert_eq!(problem(" ,\n"), P::Required);
    assert_eq!(problem("nobody"), P::EmailForm);
    assert_eq!(problem("ада@x.org, nobody"), P::EmailNotAscii);
    let many = |count: usize| (0..count).map(|n| format!("p{n}@x.org\n")).collect::<String>();
    assert_eq!(AddressList::parse(&many(50)).unwrap().entries().len(), 50);
    assert_eq!(problem(&many(51)), P::TooManyAddresses { max: 50 });
    // Those that cannot be used count: what is told of each has to stay readable.
    assert_eq!(problem(&format!("{} nobody", many(50))), P::TooManyAddresses { max: 50 });
}

/// An entry of a list that is made up: how it is written, and what is known of it.
#[derive(Debug, Clone)]
enum Made {
    Good { written: String, address: String },
    Broken(String),
}

fn made() -> impl Strategy<Value = Made> {
    let address = "[a-e]{1,3}@[x-z]\\.(org|example)";
    let good = (address, 0..4_usize).prop_map(|(address, form)| {
        let written = match form {
            0 => address.clone(),
            1 => address.to_uppercase(),
            2 => format!("<{address}>"),
            _ => format!("Ada Lovelace <{address}>"),
        };
        Made::Good { written, address }
    });
    let broken = prop_oneof![
        "[a-z]{1,8}",
        "[a-z]{1,4}@",
        "@[a-z]{1,4}\\.org",
        "[a-z]{1,3}@[a-z]{1,3}@x\\.org",
        "[a-z]{1,3}\\.\\.[a-z]{1,3}@x\\.org",
        "é[a-z]{0,3}@x\\.org",
    ];
    prop_oneof![3 => good, 1 => broken.prop_map(Made::Broken)]
}

proptest! {
    #[test]
    fn every_entry_of_a_paste_is_told_of_in_its_order(
        entries in prop::collection::vec((made(), prop::sample::select(vec![",", "; ", "\n", "\r\n", " ,\t", ";;"])), 1..50)
    ) {
        let raw: String = entries.iter().map(|(made, separator)| match made {
            Made::Good { written, .. } | Made::Broken(written) => format!("{written}{separator}"),
        }).collect();
        let listed = AddressList::read(&raw);
        prop_assert_eq!(listed.len(), entries.len(), "{:?}", raw);
        let mut seen = Vec::new();
        for ((made, _), listed) in entries.iter().zip(&listed) {
            match (made, &listed.address) {
                (Made::Good { address, .. }, Ok(read)) => {
                    prop_assert_eq!(read.as_str(), address);
                    prop_assert!(!seen.contains(address), "{} twice", address);
                    seen.push(address.clone());
                }
                (Made::Good { address, .. }, Err(ListedProblem::Double)) => prop_assert!(seen.contains(address)),
                (Made::Broken(_), Err(ListedProblem::Broken { .. })) => {}
                (made, read) => prop_assert!(false, "{:?} was read as {:?}", made, read),
            }
            let (Made::Good { written, .. } | Made::Broken(written)) = made;
            prop_assert_eq!(&listed.text, written);
        }
        let usable = seen.len();
        match AddressList::parse(&raw) {
            Ok(list) => prop_assert_eq!(list.entries(), listed.as_slice()),
            Err(_) => prop_assert_eq!(usable, 0),
        }
    }

    /// Whatever is pasted, nothing goes wrong and everything that is shown can be seen.
    #[test]
    fn anything_at_all_can_be_pasted(raw in "\\PC*|[a-z@.<>\",; \\n\u{202e}\u{7}]{0,80}") {
        for listed in AddressList::read(&raw) {
            prop_assert!(listed.text.chars().count() <= 101);
            let unseen = listed.text.contains(['\u{7}', '\u{202e}', '\n']);
            prop_assert!(!unseen, "{:?}", listed.text);
            if let Ok(address) = listed.address {
                prop_assert!(raw.to_ascii_lowercase().contains(address.as_str()));
            }
        }
    }
}
