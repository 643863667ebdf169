//! The mails that the program wrote into its folder, read as a mail program reads them.

use std::{
    collections::BTreeSet,
    path::{Path, PathBuf},
    sync::Mutex,
    time::Duration,
};

use mail_parser::{MessageParser, MimeHeaders};

/// How long a mail may take; it comes in a small part of it.
const LIMIT: Duration = Duration::from_secs(15);

/// A folder of mails, and which of them were taken out.
#[derive(Debug)]
pub struct Mailbox {
    folder: PathBuf,
    taken: Mutex<BTreeSet<PathBuf>>,
}

impl Mailbox {
    /// Of this folder, which need not exist yet.
    pub fn new(folder: impl Into<PathBuf>) -> Self {
        Self { folder: folder.into(), taken: Mutex::default() }
    }

    /// The folder.
    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The oldest mail to an address that was not taken yet, once it is there.
    pub async fn next_to(&self, address: &str) -> Mail {
        let mut tick = tokio::time::interval(Duration::from_millis(5));
        let found = tokio::time::timeout(LIMIT, async {
            loop {
                tick.tick().await;
                if let Some(mail) = self.take(address) {
                    return mail;
                }
            }
        });
        let waiting_for = || panic!("no mail to {address} in {:?}; there are {:?}", self.folder, self.all());
        found.await.unwrap_or_else(|_| waiting_for())
    }

    /// Every mail that is there now.
    pub fn all(&self) -> Vec<Mail> {
        self.files().iter().map(|file| Mail::read(file)).collect()
    }

    fn take(&self, address: &str) -> Option<Mail> {
        let mut taken = self.taken.lock().expect("no holder panics");
        let file = self
            .files()
            .into_iter()
            .find(|file| !taken.contains(file) && Mail::read(file).to.iter().any(|to| to == address))?;
        let mail = Mail::read(&file);
        taken.insert(file);
        Some(mail)
    }

    /// The files by the order in which they were written.
    fn files(&self) -> Vec<PathBuf> {
        let Ok(entries) = std::fs::read_dir(&self.folder) else { return Vec::new() };
        let mut files: Vec<_> = entries
            .map(|entry| entry.expect("an entry").path())
            .filter(|path| path.extension().is_some_and(|extension| extension == "eml"))
            .map(|path| {
                let written = path.metadata().and_then(|m| m.modified()).expect("a time of writing");
                (written, path)
            })
            .collect();
        files.sort();
        files.into_iter().map(|(_, path)| path).collect()
    }
}

/// A mail, its parts decoded.
#[derive(Debug, Clone)]
pub struct Mail {
    /// The addresses that it goes to.
    pub to: Vec<String>,
    /// Whom it comes from.
    pub from: String,
    /// The subject.
    pub subject: String,
    /// The part in plain text.
    pub text: String,
    /// The part in HTML.
    pub html: String,
    /// The types of its parts, the whole first.
    pub forms: Vec<String>,
    /// Everything as it stands in the file.
    pub raw: String,
}

impl Mail {
    /// Reads a file.
    pub fn read(path: &Path) -> Self {
        let bytes = std::fs::read(path).unwrap_or_else(|e| panic!("{}: {e}", path.display()));
        Self::parse(&bytes)
    }

    /// Reads a mail as it travels.
    pub fn parse(bytes: &[u8]) -> Self {
        let message = MessageParser::default().parse(bytes).expect("a mail");
        let addresses = |list: Option<&mail_parser::Address<'_>>| -> Vec<String> {
            let all = list.into_iter().flat_map(mail_parser::Address::iter);
            all.filter_map(|one| one.address().map(str::to_owned)).collect()
        };
        let form = |part: &mail_parser::MessagePart<'_>| {
            part.content_type().map(|t| match t.subtype() {
                Some(subtype) => format!("{}/{subtype}", t.ctype()),
                None => t.ctype().to_owned(),
            })
        };
        Self {
            to: addresses(message.to()),
            from: addresses(message.from()).join(", "),
            subject: message.subject().unwrap_or_default().to_owned(),
            text: message.body_text(0).unwrap_or_default().into_owned(),
            html: message.body_html(0).unwrap_or_default().into_owned(),
            forms: message.parts.iter().filter_map(form).collect(),
            raw: String::from_utf8_lossy(bytes).into_owned(),
        }
    }

    /// The link of an invitation that it carries.
    #[track_caller]
    pub fn invitation_link(&self) -> String {
        let link = self.link();
        assert!(link.contains("/invitations#"), "another link: {self:?}");
        link
    }

    /// The link that it carries, which is the same in both parts.
    #[track_caller]
    pub fn link(&self) -> String {
        let in_text = link_in(&self.text).unwrap_or_else(|| panic!("no link in the text of {self:?}"));
        let in_html = link_in(&self.html).unwrap_or_else(|| panic!("no link in the HTML of {self:?}"));
        assert_eq!(in_text, in_html, "text and HTML lead to the same place");
        in_text
    }

    /// The token of that link.
    #[track_caller]
    pub fn token(&self) -> String {
        let link = self.link();
        link.split_once('#').expect("a fragment").1.to_owned()
    }
}

fn link_in(text: &str) -> Option<String> {
    const PAGES: [&str; 4] = ["/invitations#", "/verify#", "/reset#", "/confirm-address#"];
    let path = PAGES.iter().find_map(|page| text.find(page))?;
    let start = text[..path].rfind("http")?;
    let ends = |c: char| c.is_whitespace() || matches!(c, '"' | '<' | '>' | '\'' | ')');
    let end = text[path..].find(ends).map_or(text.len(), |n| path + n);
    Some(text[start..end].to_owned())
}
