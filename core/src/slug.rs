//! Slugs: the part of a page's address that names an organization or a project.

use serde::{Deserialize, Serialize};

use crate::field::FieldProblem;

/// Words that stand where a slug stands in the addresses of pages, or may do so one day.
pub const RESERVED: [&str; 30] = [
    "account",
    "admin",
    "api",
    "assets",
    "audit",
    "billing",
    "collaborators",
    "danger",
    "edit",
    "environments",
    "forgot",
    "general",
    "health",
    "help",
    "invitations",
    "login",
    "logout",
    "members",
    "new",
    "orgs",
    "permissions",
    "projects",
    "reset",
    "security",
    "services",
    "settings",
    "setup",
    "signup",
    "static",
    "teams",
];

/// Lower-case ASCII letters and digits, in groups joined by single hyphens; 2 to 40 characters.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
#[cfg_attr(
    feature = "openapi",
    schema(value_type = String, pattern = "^[a-z0-9]+(-[a-z0-9]+)*$", min_length = 2, max_length = 40)
)]
#[serde(try_from = "String", into = "String")]
pub struct Slug(String);

impl Slug {
    /// The least number of characters.
    pub const MIN: u16 = 2;
    /// The greatest number of characters.
    pub const MAX: u16 = 40;

    /// Trims and checks what was typed. Capitals are refused, not lowered: what one typed is what one gets.
    pub fn parse(raw: &str) -> Result<Self, FieldProblem> {
        let text = raw.trim();
        if text.is_empty() {
            return Err(FieldProblem::Required);
        }
        let is_group = |group: &str| {
            !group.is_empty() && group.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit())
        };
        if !text.split('-').all(is_group) {
            return Err(FieldProblem::SlugForm);
        }
        if text.len() < usize::from(Self::MIN) {
            return Err(FieldProblem::TooShort { min: Self::MIN });
        }
        if text.len() > usize::from(Self::MAX) {
            return Err(FieldProblem::TooLong { max: Self::MAX });
        }
        if RESERVED.contains(&text) {
            return Err(FieldProblem::SlugReserved { slug: text.to_owned() });
        }
        Ok(Self(text.to_owned()))
    }

    /// A slug made from a name, for a form to propose; empty where the name has no Latin letter or digit.
    pub fn propose(name: &str) -> String {
        let mut slug = String::new();
        for c in name.chars().flat_map(char::to_lowercase) {
            let plain = plain_letters(c);
            if plain.is_empty() {
                // Apostrophes, and the marks of letters that come apart from them, do not end a group.
                let joins = matches!(c, '\'' | '’' | '\u{300}'..='\u{36F}');
                if !slug.is_empty() && !slug.ends_with('-') && !joins {
                    slug.push('-');
                }
            } else {
                slug.push_str(plain.as_str());
            }
        }
        let mut slug: String = slug.chars().take(usize::from(Self::MAX)).collect();
        slug.truncate(slug.trim_end_matches('-').len());
        if slug.len() == 1 || RESERVED.contains(&slug.as_str()) {
            slug.push_str("-org");
        }
        slug
    }

    /// The slug.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Display for Slug {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(&self.0)
    }
}

impl From<Slug> for String {
    fn from(slug: Slug) -> Self {
        slug.0
    }
}

impl TryFrom<String> for Slug {
    type Error = String;

    fn try_from(text: String) -> Result<Self, Self::Error> {
        Self::parse(&text).map_err(|_| "not a slug".to_owned())
    }
}

/// The ASCII letters that stand for a lower-case letter; empty for what has none.
fn plain_letters(c: char) -> String {
    let text = match c {
        'a'..='z' | '0'..='9' => return c.to_string(),
        'à'..='å' | 'ā' | 'ă' | 'ą' => "a",
        'æ' => "ae",
        'ç' | 'ć' | 'č' => "c",
        'ð' | 'ď' | 'đ' => "d",
        'è'..='ë' | 'ē' | 'ė' | 'ę' | 'ě' => "e",
        'ğ' => "g",
        'ì'..='ï' | 'ī' | 'į' | 'ı' => "i",
        'ł' | 'ľ' => "l",
        'ñ' | 'ń' | 'ň' => "n",
        'ò'..='ö' | 'ø' | 'ō' | 'ő' => "o",
        'œ' => "oe",
        'ř' => "r",
        'ś' | 'š' | 'ş' | 'ș' => "s",
        'ß' => "ss",
        'ť' | 'ţ' | 'ț' => "t",
        'þ' => "th",
        'ù'..='ü' | 'ū' | 'ů' | 'ű' => "u",
        'ý' | 'ÿ' => "y",
        'ź' | 'ž' | 'ż' => "z",
        _ => "",
    };
    text.to_owned()
}
