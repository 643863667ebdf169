//! Passwords and tokens: what may be set, what has the form of a token, and that neither shows itself.

use slipway_core::{
    field::FieldProblem as P,
    password::{NewPassword, TypedPassword},
    token::PresentedToken,
};

use super::parsing::{Parsed, check, password};

pub(super) fn password_of(raw: &str, personal: &[&str]) -> Parsed {
    NewPassword::parse(&TypedPassword::new(raw), personal).map(|password| password.reveal().to_owned())
}

#[test]
fn passwords_are_long_and_not_guessed_first() {
    check(
        password,
        &[
            ("a harbour at dawn", Ok("a harbour at dawn")),
            ("  spaces count  ", Ok("  spaces count  ")),
            ("пароль из пятнадцати", Ok("пароль из пятнадцати")),
            ("#%&/()=?*+~<>|§$", Ok("#%&/()=?*+~<>|§$")),
            (&"xyzzy12".repeat(36), Ok(&"xyzzy12".repeat(36))),
            ("", Err(P::Required)),
            ("fourteen chars", Err(P::TooShort { min: 15 })),
            (&"xyzzy12".repeat(37), Err(P::TooLong { max: 256 })),
            ("aaaaaaaaaaaaaaa", Err(P::PasswordCommon)),
            ("123456789012345", Err(P::PasswordCommon)),
            ("passwordpassword", Err(P::PasswordCommon)),
            ("P@ssw0rdP@ssw0rd!", Err(P::PasswordCommon)),
            ("correct horse battery staple", Err(P::PasswordCommon)),
            ("The Quick Brown Fox!", Err(P::PasswordCommon)),
            ("qwertyuiopasdfghjkl", Err(P::PasswordCommon)),
            ("1q2w3e4r5t6y7u8i9o0p", Err(P::PasswordCommon)),
            ("maytheforcebewithyou", Err(P::PasswordCommon)),
            ("motdepasse123456", Err(P::PasswordCommon)),
            ("slipwayslipway1!", Err(P::PasswordPersonal)),
        ],
    );
    let own = ["Ada Lovelace", "ada.lovelace"];
    for personal in ["AdaLovelace1815!", "lovelace-lovelace", "ada.lovelace.ada!"] {
        assert_eq!(password_of(personal, &own), Err(P::PasswordPersonal), "for {personal:?}");
    }
    for other in ["#%&/()=?*+~<>|§$", "lovelace wrote the first program"] {
        assert!(password_of(other, &own).is_ok(), "for {other:?}");
    }
}

#[test]
fn a_password_and_a_token_never_show_themselves() {
    let typed = TypedPassword::new("a harbour at dawn");
    let shown = [
        format!("{typed:?}"),
        format!("{:?}", NewPassword::parse(&typed, &[]).unwrap()),
        format!("{:?}", PresentedToken::new("a harbour at dawn")),
    ];
    assert!(shown.iter().all(|shown| !shown.contains("harbour")), "{shown:?}");
}

#[test]
fn a_token_is_43_characters_of_its_alphabet() {
    let whole = format!("{}-_", "aZ0".repeat(13)) + "xy";
    assert_eq!(PresentedToken::new(whole.clone()).well_formed(), Some(whole.as_str()));
    for broken in ["", "abc", &whole[1..], &format!("{whole}x"), &whole.replace('-', "="), &"é".repeat(43)] {
        assert_eq!(PresentedToken::new(broken).well_formed(), None, "for {broken:?}");
    }
}
