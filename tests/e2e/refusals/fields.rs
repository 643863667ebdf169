//! What is wrong with a field stands under it as soon as the field is left, and nothing is sent.

use slipway_core::{field::FieldProblem, locale::Locale, words};
use slipway_tests::person::Person;

use super::Stage;

/// How a text gets into a field.
enum Typed {
    /// By keys; an empty one is typed and taken away again.
    Keys(&'static str),
    /// By pasting, as what no key makes.
    Pasted(&'static str),
    /// By choosing it from a list that somebody changed.
    Forged(&'static str, &'static str),
}

use Typed::{Forged, Keys, Pasted};

/// The code, the field, what is put into it, and what is wrong with that.
type Case = (&'static str, &'static str, Typed, FieldProblem);

async fn show(stage: &Stage, person: &Person, page: &str, cases: &[Case]) {
    for (code, label, typed, problem) in cases {
        stage.opens(Some(person), page).await;
        match typed {
            Keys("") => {
                stage.browser.fills(label, "x").await;
                stage.browser.fills(label, "").await;
                stage.browser.leaves().await;
            }
            Keys(text) => {
                stage.browser.fills(label, text).await;
                stage.browser.leaves().await;
            }
            Pasted(text) => stage.browser.pastes(label, text).await,
            Forged(selector, value) => {
                let forge = "const option = document.querySelector(arguments[0]);
                    option.value = arguments[1];
                    option.textContent = 'Forged';";
                stage.browser.runs(forge, vec![(*selector).into(), (*value).into()]).await;
                stage.browser.chooses(label, "Forged").await;
                stage.browser.leaves().await;
            }
        }
        stage.browser.sees_error(label, &words::field_problem(Locale::En, problem)).await;
        stage.nothing_was_sent(code).await;
    }
}

#[tokio::test]
async fn of_an_organization() {
    let stage = Stage::set().await;
    let newcomer = stage.world.newcomer("nora.newcomer@quay.example").await;
    let long = "Sixty-one characters are one more than a name may have in all";
    let cases = [
        ("required", "Name", Keys(""), FieldProblem::Required),
        ("too_long", "Name", Keys(long), FieldProblem::TooLong { max: 60 }),
        ("control_character", "Name", Pasted("Blue\u{7}Quay"), FieldProblem::ControlCharacter),
        ("hidden_character", "Name", Pasted("Blue\u{202E}Quay"), FieldProblem::HiddenCharacter),
        ("slug_form", "Slug", Keys("Blue Quay"), FieldProblem::SlugForm),
        ("slug_reserved", "Slug", Keys("new"), FieldProblem::SlugReserved { slug: "new".to_owned() }),
        ("website_form", "Website", Keys("ftp://quay.example"), FieldProblem::WebsiteForm),
        (
            "unknown_country",
            "Country",
            Forged("#billing-country option:nth-child(2)", "XX"),
            FieldProblem::UnknownCountry,
        ),
    ];
    show(&stage, &newcomer, "/orgs/new", &cases).await;
}

#[tokio::test]
async fn of_an_account() {
    let stage = Stage::set().await;
    let person = stage.world.owner().clone();
    let cases = [
        ("too_short", "New password", Keys("short"), FieldProblem::TooShort { min: 15 }),
        ("password_common", "New password", Keys("passwordpassword"), FieldProblem::PasswordCommon),
        ("password_personal", "New password", Keys("slipway slipway 1"), FieldProblem::PasswordPersonal),
        (
            "unknown_language",
            "Language",
            Forged("#locale option:nth-child(2)", "tlh"),
            FieldProblem::UnknownLanguage,
        ),
    ];
    show(&stage, &person, "/account", &cases).await;

    stage.opens(Some(&person), "/account").await;
    stage.browser.fills("Current password", "the same quiet words").await;
    stage.browser.fills("New password", "the same quiet words").await;
    stage.browser.leaves().await;
    let unchanged = words::field_problem(Locale::En, &FieldProblem::PasswordUnchanged);
    stage.browser.sees_error("New password", &unchanged).await;
    stage.nothing_was_sent("password_unchanged").await;
}

#[tokio::test]
async fn of_an_address() {
    let stage = Stage::set().await;
    let owner = stage.world.owner();
    let cases = [
        ("email_form", "ada", FieldProblem::EmailForm),
        ("email_not_ascii", "ädä@new.example", FieldProblem::EmailNotAscii),
    ];
    stage.invites(owner).await;
    for (code, typed, problem) in cases {
        stage.browser.fills("Address", typed).await;
        stage.browser.leaves().await;
        stage.browser.sees_error("Address", &words::field_problem(Locale::En, &problem)).await;
        stage.nothing_was_sent(code).await;
    }
    let many: String = (0..51).map(|n| format!("person-{n}@new.example, ")).collect();
    stage.browser.pastes("Address", &many).await;
    let too_many = FieldProblem::TooManyAddresses { max: 50 };
    stage.browser.sees_error("Address", &words::field_problem(Locale::En, &too_many)).await;
    stage.nothing_was_sent("too_many_addresses").await;
    // From then on it is judged with every key, and a right address stands without a word.
    stage.browser.fills("Address", "ada@new.example").await;
    stage.browser.sees_no_error("Address").await;

    stage.browser.fills("Expires after (days)", "31").await;
    stage.browser.leaves().await;
    let out_of_range = FieldProblem::OutOfRange { min: 1, max: 30 };
    stage.browser.sees_error("Expires after (days)", &words::field_problem(Locale::En, &out_of_range)).await;
    stage.nothing_was_sent("out_of_range").await;
}

#[tokio::test]
async fn submitting_shows_all_of_them_and_sends_nothing() {
    let stage = Stage::set().await;
    stage.opens(None, &format!("/invitations#{}", stage.world.waiting().token)).await;
    stage.browser.clicks_button("Make account and accept").await;
    let empty = words::field_problem(Locale::En, &FieldProblem::Required);
    stage.browser.sees_error("Your name", &empty).await;
    stage.browser.sees_error("Password", &empty).await;
    stage.nothing_was_sent("required").await;

    stage.invites(stage.world.owner()).await;
    stage.browser.clicks_button("Submit").await;
    stage.browser.sees_error("Address", &empty).await;
    stage.browser.sees_error("Role", &empty).await;
    stage.nothing_was_sent("required").await;
}
