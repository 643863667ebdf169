//! Every page's address, as a type: links are made from it and addresses are read by it.

use slipway_core::slug::Slug;

/// A page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Link {
    /// Where one lands: the panel, or what comes before it.
    Home,
    /// Making the first account.
    SetUp,
    /// Signing in.
    Login,
    /// Making an account without an invitation.
    SignUp,
    /// Asking for a link that sets a new password.
    Forgot,
    /// Setting a new password by it.
    Reset,
    /// Proving one's address.
    Verify,
    /// Confirming a change of address.
    ConfirmAddress,
    /// Answering an invitation.
    Invitation,
    /// One's own account.
    Account,
    /// The Organization panel.
    Orgs,
    /// Creating an organization.
    NewOrg,
    /// An organization.
    Org(Slug),
    /// A tab of its settings.
    OrgSettings(Slug, SettingsTab),
    /// A part of the administration of the installation.
    Admin(AdminTab),
}

/// A tab of Organization Settings.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SettingsTab {
    /// Name, slug, description and website.
    General,
    /// The billing profile.
    Billing,
    /// The members and the pending invitations.
    Members,
    /// What each role may do.
    Permissions,
    /// Who did what.
    Audit,
}

impl SettingsTab {
    /// Every tab, in the order they stand.
    pub const ALL: [Self; 5] = [Self::General, Self::Billing, Self::Members, Self::Permissions, Self::Audit];

    /// Its part of the address.
    pub const fn segment(self) -> &'static str {
        match self {
            Self::General => "general",
            Self::Billing => "billing",
            Self::Members => "members",
            Self::Permissions => "permissions",
            Self::Audit => "audit",
        }
    }
}

/// A part of the administration.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum AdminTab {
    /// What the program works with, and whether mail leaves.
    Overview,
    /// Who may make an account, and how many organizations each may create.
    SignUp,
    /// Everybody who can sign in.
    Accounts,
    /// What was and is to be sent.
    Mails,
    /// Who did what outside any organization.
    Log,
}

impl AdminTab {
    /// Every part, in the order they stand.
    pub const ALL: [Self; 5] = [Self::Overview, Self::SignUp, Self::Accounts, Self::Mails, Self::Log];

    /// Its address.
    pub const fn path(self) -> &'static str {
        match self {
            Self::Overview => "/admin",
            Self::SignUp => "/admin/sign-up",
            Self::Accounts => "/admin/accounts",
            Self::Mails => "/admin/mails",
            Self::Log => "/admin/log",
        }
    }
}

impl Link {
    /// The address.
    pub fn to_path(&self) -> String {
        match self {
            Self::Home => "/".to_owned(),
            Self::SetUp => "/setup".to_owned(),
            Self::Login => "/login".to_owned(),
            Self::SignUp => "/signup".to_owned(),
            Self::Forgot => "/forgot".to_owned(),
            Self::Reset => "/reset".to_owned(),
            Self::Verify => "/verify".to_owned(),
            Self::ConfirmAddress => "/confirm-address".to_owned(),
            Self::Invitation => "/invitations".to_owned(),
            Self::Account => "/account".to_owned(),
            Self::Orgs => "/orgs".to_owned(),
            Self::NewOrg => "/orgs/new".to_owned(),
            Self::Org(slug) => format!("/orgs/{slug}"),
            Self::OrgSettings(slug, tab) => format!("/orgs/{slug}/settings/{}", tab.segment()),
            Self::Admin(tab) => tab.path().to_owned(),
        }
    }

    /// Reads an address; `None` for one that is not ours.
    pub fn parse(address: &str) -> Option<Self> {
        let path = address.split(['?', '#']).next()?;
        let path = path.strip_prefix('/')?;
        let here = path.strip_suffix('/').unwrap_or(path);
        let segments: Vec<&str> = here.split('/').collect();
        match segments.as_slice() {
            [""] => Some(Self::Home),
            ["setup"] => Some(Self::SetUp),
            ["login"] => Some(Self::Login),
            ["signup"] => Some(Self::SignUp),
            ["forgot"] => Some(Self::Forgot),
            ["reset"] => Some(Self::Reset),
            ["verify"] => Some(Self::Verify),
            ["confirm-address"] => Some(Self::ConfirmAddress),
            ["invitations"] => Some(Self::Invitation),
            ["account"] => Some(Self::Account),
            ["orgs"] => Some(Self::Orgs),
            ["orgs", "new"] => Some(Self::NewOrg),
            ["orgs", slug] => Slug::parse(slug).ok().map(Self::Org),
            ["orgs", slug, "settings"] => {
                Slug::parse(slug).ok().map(|slug| Self::OrgSettings(slug, SettingsTab::General))
            }
            ["orgs", slug, "settings", tab] => {
                let tab = SettingsTab::ALL.into_iter().find(|known| known.segment() == *tab)?;
                Slug::parse(slug).ok().map(|slug| Self::OrgSettings(slug, tab))
            }
            ["admin", ..] => {
                let is_here = |tab: &AdminTab| tab.path().strip_prefix('/') == Some(here);
                AdminTab::ALL.into_iter().find(is_here).map(Self::Admin)
            }
            _ => None,
        }
    }

    /// The slug of the organization that the page belongs to.
    pub const fn org(&self) -> Option<&Slug> {
        match self {
            Self::Org(slug) | Self::OrgSettings(slug, _) => Some(slug),
            _ => None,
        }
    }

    /// Whether it is a page on the way in: nobody is led back to it after signing in.
    const fn is_for_entering(&self) -> bool {
        matches!(
            self,
            Self::Login
                | Self::SetUp
                | Self::Invitation
                | Self::SignUp
                | Self::Forgot
                | Self::Reset
                | Self::Verify
                | Self::ConfirmAddress
        )
    }

    /// The page for signing in, which leads on to where one was going.
    pub fn login_then(next: &Self) -> String {
        match next {
            next if *next == Self::Home || next.is_for_entering() => Self::Login.to_path(),
            // An address of ours is made of letters, digits, hyphens and slashes alone.
            next => format!("{}?next={}", Self::Login.to_path(), next.to_path()),
        }
    }

    /// Where to go after signing in: the page that `next` names if it is one of ours, else home.
    pub fn after_login(next: Option<&str>) -> Self {
        match next.and_then(Self::parse) {
            Some(link) if !link.is_for_entering() => link,
            _ => Self::Home,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn slug(text: &str) -> Slug {
        Slug::parse(text).unwrap()
    }

    #[test]
    fn every_link_is_read_back_from_its_address() {
        let mut links = vec![
            Link::Home,
            Link::SetUp,
            Link::Login,
            Link::SignUp,
            Link::Forgot,
            Link::Reset,
            Link::Verify,
            Link::ConfirmAddress,
            Link::Invitation,
            Link::Account,
            Link::Orgs,
            Link::NewOrg,
            Link::Org(slug("northwind")),
        ];
        links.extend(AdminTab::ALL.map(Link::Admin));
        links.extend(SettingsTab::ALL.map(|tab| Link::OrgSettings(slug("northwind"), tab)));
        for link in links {
            assert_eq!(Link::parse(&link.to_path()), Some(link));
        }
    }

    #[test]
    fn an_address_of_somebody_else_is_not_followed_after_signing_in() {
        let foreign = [
            "https://example.com/orgs",
            "//example.com/orgs",
            "/\\example.com",
            "/orgs/../admin",
            "javascript:alert(1)",
            "orgs",
            "",
            "/orgs/Northwind",
            "/orgs/northwind/settings/nothing",
            "/admin/nothing",
        ];
        for address in foreign {
            assert_eq!(Link::after_login(Some(address)), Link::Home, "{address}");
        }
        assert_eq!(Link::after_login(None), Link::Home);
    }

    #[test]
    fn signing_in_leads_on_to_a_page_of_ours_but_never_back_to_entering() {
        let members = Link::OrgSettings(slug("northwind"), SettingsTab::Members);
        let login = Link::login_then(&members);
        assert_eq!(login, "/login?next=/orgs/northwind/settings/members");
        assert_eq!(Link::after_login(Some("/orgs/northwind/settings/members")), members);
        for entering in [Link::Login, Link::SetUp, Link::Invitation, Link::Home, Link::Forgot, Link::Reset] {
            assert_eq!(Link::login_then(&entering), "/login");
            assert_eq!(Link::after_login(Some(&entering.to_path())), Link::Home);
        }
    }
}
