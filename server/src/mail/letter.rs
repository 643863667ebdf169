//! A mail in words, and its two forms: plain text and HTML.
//!
//! The HTML names no colour for its text or ground, so that it is readable in the light and in the dark
//! theme of whatever program shows it; only the button brings its own two. Nothing in it is loaded.

use std::fmt::Write;

use slipway_core::locale::Locale;

/// A mail in the words of one language.
#[derive(Clone)]
pub struct Letter {
    /// The language.
    pub locale: Locale,
    /// The subject.
    pub subject: String,
    /// The first line.
    pub heading: String,
    /// The paragraphs before the link.
    pub before: Vec<String>,
    /// What somebody wrote, told from what Slipway writes.
    pub quote: Option<Quote>,
    /// The button, where there is something to open.
    pub button: Option<Button>,
    /// The paragraphs after the link.
    pub after: Vec<String>,
}

/// Words of a person inside of a mail.
#[derive(Clone)]
pub struct Quote {
    /// Whose words they are.
    pub lead: String,
    /// The words, line by line.
    pub lines: Vec<String>,
}

/// The button of a mail.
#[derive(Clone)]
pub struct Button {
    /// What it says.
    pub action: String,
    /// What to do where it does not work.
    pub link_hint: String,
    /// Where it leads.
    pub link: String,
}

impl Letter {
    /// The plain text.
    pub fn text(&self) -> String {
        let mut paragraphs = vec![self.heading.clone()];
        paragraphs.extend(self.before.iter().cloned());
        paragraphs.extend(self.quote.as_ref().map(Quote::text));
        paragraphs.extend(self.button.iter().map(|button| format!("{}\n{}", button.action, button.link)));
        paragraphs.extend(self.after.iter().cloned());
        paragraphs.push("-- \nSlipway".to_owned());
        paragraphs.join("\n\n") + "\n"
    }

    /// The HTML.
    pub fn html(&self) -> String {
        let lang = self.locale.tag();
        let title = escape(&self.subject);
        let heading = escape(&self.heading);
        format!(
            r#"<!doctype html>
<html lang="{lang}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>{title}</title>
</head>
<body style="margin:0;padding:24px 16px;font-family:system-ui,-apple-system,'Segoe UI',sans-serif">
<div style="max-width:520px;margin:0 auto;padding:24px;border:1px solid #8a949e;border-radius:10px">
<p style="margin:0 0 20px;font-size:14px;font-weight:600;letter-spacing:.02em">Slipway</p>
<h1 style="margin:0 0 16px;font-size:20px;line-height:28px">{heading}</h1>
{before}{quote}{button}{after}</div>
</body>
</html>
"#,
            before = paragraphs(&self.before, PLAIN),
            quote = self.quote.as_ref().map(Quote::html).unwrap_or_default(),
            after = paragraphs(&self.after, QUIET),
            button = self.button.as_ref().map(Button::html).unwrap_or_default(),
        )
    }
}

impl Button {
    fn html(&self) -> String {
        let (link, action, link_hint) = (escape(&self.link), escape(&self.action), escape(&self.link_hint));
        format!(
            r#"<p style="margin:24px 0"><a href="{link}" style="{BUTTON}">{action}</a></p>
<p style="{QUIET}">{link_hint}<br><a href="{link}" style="color:inherit;word-break:break-all">{link}</a></p>
"#
        )
    }
}

impl Quote {
    /// The plain text: a mark before each line, so that none can pass for one of the mail's own.
    fn text(&self) -> String {
        self.lines.iter().fold(self.lead.clone(), |text, line| format!("{text}\n> {line}"))
    }

    /// The HTML.
    fn html(&self) -> String {
        let lines: Vec<String> = self.lines.iter().map(|line| escape(line)).collect();
        format!(
            "<p style=\"{QUIET}\">{}</p>\n<blockquote style=\"{QUOTED}\">{}</blockquote>\n",
            escape(&self.lead),
            lines.join("<br>")
        )
    }
}

const PLAIN: &str = "margin:0 0 12px;font-size:16px;line-height:24px";
const QUIET: &str = "margin:0 0 12px;font-size:13px;line-height:20px;opacity:.85";
const QUOTED: &str = "margin:0 0 12px;padding:4px 0 4px 12px;border-left:3px solid #8a949e;\
                      font-size:16px;line-height:24px";
const BUTTON: &str = "display:inline-block;padding:12px 20px;border-radius:6px;background:#0b5c74;\
                      color:#ffffff;font-size:16px;font-weight:600;text-decoration:none";

fn paragraphs(texts: &[String], style: &str) -> String {
    texts.iter().fold(String::new(), |mut out, text| {
        // Writing to a string cannot fail.
        let _ = writeln!(out, r#"<p style="{style}">{}</p>"#, escape(text));
        out
    })
}

/// Text as it stands in HTML, between tags and in quoted attributes alike.
fn escape(text: &str) -> String {
    text.chars().fold(String::with_capacity(text.len()), |mut out, c| {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\'' => out.push_str("&#39;"),
            other => out.push(other),
        }
        out
    })
}

#[cfg(test)]
pub(super) mod tests {
    use chrono::{TimeZone, Utc};
    use slipway_core::{access::role::OrgRole, email::EmailAddress, locale::Locale};

    use crate::mail::message::{InvitationMail, Message};

    pub(crate) fn invitation(sender: &str, organization: &str) -> InvitationMail {
        InvitationMail {
            organization: organization.to_owned(),
            sender: sender.to_owned(),
            role: OrgRole::Developer,
            note: None,
            invited: EmailAddress::parse("bo@example.com").unwrap(),
            expires_at: Utc.with_ymd_and_hms(2026, 11, 29, 9, 5, 0).unwrap(),
            link: format!("https://slipway.example.com/invitations#{}", "a".repeat(43)),
        }
    }

    #[test]
    fn what_people_typed_is_never_markup_nor_a_link() {
        let mail = invitation("<img src=x onerror=alert(1)>", "\"https://evil.example\" & 'Co'");
        for locale in Locale::ALL {
            let letter = Message::Invitation(mail.clone()).letter(locale);
            let html = letter.html();
            assert!(!html.contains("<img"), "{html}");
            assert!(html.contains("&lt;img src=x onerror=alert(1)&gt;"), "{html}");
            assert!(html.contains("&quot;") && html.contains("&amp;") && html.contains("&#39;Co&#39;"));
            for text in [html, letter.text()] {
                assert!(!text.contains("https://evil"), "{text}");
                assert!(!text.contains("evil.example"), "{text}");
            }
        }
    }

    #[test]
    fn a_note_is_quoted_in_both_forms_and_nothing_in_it_can_be_clicked() {
        let words = "See <b>https://evil.example/x</b>\n\n-- \nwww.evil.example & bo@evil.example";
        for locale in Locale::ALL {
            let plain = Message::Invitation(invitation("Ada", "Harbour")).letter(locale);
            assert!(!plain.html().contains("blockquote") && !plain.text().contains("\n> "));
            let note = Some(words.to_owned());
            let letter =
                Message::Invitation(InvitationMail { note, ..invitation("Ada", "Harbour") }).letter(locale);
            let (html, text) = (letter.html(), letter.text());
            assert!(html.contains("See &lt;b&gt;") && html.contains("&amp; bo@"), "{html}");
            assert_eq!(html.matches("<br>").count(), 4, "line breaks are kept: {html}");
            let quoted: Vec<&str> = text.lines().filter(|line| line.starts_with("> ")).collect();
            assert_eq!(quoted.len(), 4, "{text}");
            assert_eq!(text.matches("\n-- \n").count(), 1, "a signature of one's own is none: {text}");
            for form in [html, text] {
                for link in ["https://evil", "www.evil", "evil.example", "bo@evil"] {
                    assert!(!form.contains(link), "{link} in {form}");
                }
            }
        }
    }

    #[test]
    fn the_page_of_the_invitation_is_the_only_link() {
        for locale in Locale::ALL {
            let note = Some("https://evil.example".to_owned());
            let mail = InvitationMail { note, ..invitation("Ada", "Harbour") };
            let html = Message::Invitation(mail).letter(locale).html();
            let links: Vec<&str> =
                html.split("href=\"").skip(1).filter_map(|s| s.split('"').next()).collect();
            let page = format!("https://slipway.example.com/invitations#{}", "a".repeat(43));
            assert_eq!(links, [page.as_str(), page.as_str()]);
            assert!(!html.contains("src="), "nothing is loaded");
        }
    }
}
