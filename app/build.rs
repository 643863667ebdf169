//! Turns the texts of `locales/` into types, so that a missing key, a missing argument or a text that one
//! language lacks does not compile.
//!
//! Each file of a language is a namespace; each key becomes a struct whose fields are the placeholders of
//! the text. A text that depends on a number is an object with `one` and `other`, and has the placeholder
//! `{count}`. With the feature `pseudo-locale` a fourth language is made from English.

use std::{
    collections::{BTreeMap, BTreeSet},
    env,
    error::Error,
    fmt::Write as _,
    fs,
    path::Path,
};

use serde_json::Value;

/// The languages, by the variants of `slipway_core::locale::Locale`; the first decides what there is.
const LOCALES: [(&str, &str); 3] = [("En", "en"), ("Fr", "fr"), ("Es", "es")];
/// The namespaces.
const NAMESPACES: [&str; 9] =
    ["account", "admin", "common", "entry", "invitation", "invite", "links", "orgs", "settings"];

type Failure = Box<dyn Error>;

/// A text of one language.
enum Text {
    Plain(String),
    Counted { one: String, other: String },
}

fn main() -> Result<(), Failure> {
    println!("cargo::rerun-if-changed=build.rs");
    println!("cargo::rerun-if-changed=locales");
    let pseudo = env::var_os("CARGO_FEATURE_PSEUDO_LOCALE").is_some();
    let mut code = String::new();
    for namespace in NAMESPACES {
        let texts = read_namespace(namespace)?;
        write_namespace(&mut code, namespace, &texts, pseudo)?;
    }
    let out = env::var("OUT_DIR")?;
    fs::write(Path::new(&out).join("texts.rs"), code)?;
    Ok(())
}

/// Every key of a namespace with its text in each language, in the order of [`LOCALES`].
fn read_namespace(namespace: &str) -> Result<BTreeMap<String, Vec<Text>>, Failure> {
    let mut texts: BTreeMap<String, Vec<Text>> = BTreeMap::new();
    for (place, (_, tag)) in LOCALES.iter().enumerate() {
        let path = format!("locales/{tag}/{namespace}.json");
        println!("cargo::rerun-if-changed={path}");
        let source = fs::read_to_string(&path).map_err(|error| format!("{path}: {error}"))?;
        let file: BTreeMap<String, Value> =
            serde_json::from_str(&source).map_err(|error| format!("{path}: {error}"))?;
        for (key, value) in file {
            let text = read_text(&value).ok_or_else(|| format!("{path}: {key} is not a text"))?;
            let found = texts.entry(key.clone()).or_default();
            if found.len() != place {
                return Err(format!("{path}: {key} is not in every language before").into());
            }
            if let Some(first) = found.first()
                && placeholders(first)? != placeholders(&text)?
            {
                return Err(format!("{path}: {key} has other placeholders than in English").into());
            }
            found.push(text);
        }
        if let Some((key, _)) = texts.iter().find(|(_, found)| found.len() != place + 1) {
            return Err(format!("{path}: {key} is missing").into());
        }
    }
    Ok(texts)
}

fn read_text(value: &Value) -> Option<Text> {
    match value {
        Value::String(text) => Some(Text::Plain(text.clone())),
        Value::Object(forms) if forms.len() == 2 => Some(Text::Counted {
            one: forms.get("one")?.as_str()?.to_owned(),
            other: forms.get("other")?.as_str()?.to_owned(),
        }),
        _ => None,
    }
}

/// The names between braces; `count` always belongs to a counted text.
fn placeholders(text: &Text) -> Result<BTreeSet<String>, Failure> {
    let mut names = BTreeSet::new();
    let forms = match text {
        Text::Plain(text) => vec![text],
        Text::Counted { one, other } => {
            names.insert("count".to_owned());
            vec![one, other]
        }
    };
    for form in forms {
        for part in form.split('{').skip(1) {
            let (name, _) = part.split_once('}').ok_or_else(|| format!("an open brace in: {form}"))?;
            names.insert(name.to_owned());
        }
    }
    Ok(names)
}

fn write_namespace(
    code: &mut String,
    namespace: &str,
    texts: &BTreeMap<String, Vec<Text>>,
    pseudo: bool,
) -> Result<(), Failure> {
    writeln!(code, "/// The texts of `{namespace}.json`.\npub mod {namespace} {{")?;
    writeln!(code, "    use slipway_core::locale::Locale;")?;
    for (key, languages) in texts {
        let english = languages.first().ok_or("no language")?;
        let fields = placeholders(english)?;
        let counted = matches!(english, Text::Counted { .. });
        let shown = match english {
            Text::Plain(text) => text,
            Text::Counted { other, .. } => other,
        };
        let life = if fields.is_empty() { "" } else { "<'a>" };
        writeln!(code, "    /// {}\n    pub struct {key}{life} {{", shown.replace('\n', " "))?;
        for field in &fields {
            let kind = if counted && field == "count" { "usize" } else { "dyn std::fmt::Display" };
            writeln!(code, "        /// The value of `{field}`.\n        pub {field}: &'a {kind},")?;
        }
        let anonymous = if fields.is_empty() { "" } else { "<'_>" };
        let names: Vec<&str> = fields.iter().map(String::as_str).collect();
        writeln!(code, "    }}\n    impl {key}{anonymous} {{")?;
        writeln!(
            code,
            "        /// The text in a language.\n        pub fn text(&self, locale: Locale) -> String {{"
        )?;
        if !fields.is_empty() {
            writeln!(code, "            let Self {{ {} }} = self;", names.join(", "))?;
        }
        writeln!(code, "            match locale {{")?;
        for ((variant, _), text) in LOCALES.iter().zip(languages) {
            writeln!(
                code,
                "                Locale::{variant} => {},",
                expression(text, variant, str::to_owned)
            )?;
        }
        if pseudo {
            writeln!(code, "                Locale::Pseudo => {},", expression(english, "En", accent))?;
        }
        writeln!(code, "            }}\n        }}\n    }}")?;
    }
    writeln!(code, "}}")?;
    Ok(())
}

/// The Rust expression that makes a text.
fn expression(text: &Text, language: &str, change: impl Fn(&str) -> String) -> String {
    let formatted = |form: &str| {
        let form = change(form);
        if form.contains('{') { format!("format!({form:?})") } else { format!("String::from({form:?})") }
    };
    match text {
        Text::Plain(text) => formatted(text),
        Text::Counted { one, other } if one == other => formatted(one),
        Text::Counted { one, other } => {
            // French counts nought as one; what more the languages distinguish concerns millions alone.
            let is_one = if language == "Fr" { "**count < 2" } else { "**count == 1" };
            format!("if {is_one} {{ {} }} else {{ {} }}", formatted(one), formatted(other))
        }
    }
}

/// Accented English between brackets, with what stands between braces left alone.
fn accent(text: &str) -> String {
    const PLAIN: &str = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";
    const MARKED: &str = "áƀçđéƒĝĥíĵķĺɱñóþɋŕšţúṽŵẋýžÁƁÇĐÉƑĜĤÍĴĶĹṀÑÓÞɊŔŠŢÚṼŴẊÝŽ";
    let mut inside = false;
    let accented: String = text
        .chars()
        .map(|c| {
            inside = (inside || c == '{') && c != '}';
            let place = PLAIN.chars().position(|plain| plain == c).filter(|_| !inside);
            place.and_then(|place| MARKED.chars().nth(place)).unwrap_or(c)
        })
        .collect();
    format!("⟦{accented}⟧")
}
