//! Who is signed in, what they may do, and which organization they are looking at.

use chrono::Utc;
use leptos::{prelude::*, task::spawn_local};
use slipway_core::{
    access::{
        decide::{Denial, decide},
        grant::Scope,
        permission::Permission,
    },
    api::{
        account::{Me, MyOrg, SessionView},
        endpoint::Endpoint,
        page::NoQuery,
        path::NoPath,
        problem::StateProblem,
        table::GetSession,
    },
    field::NoBody,
    id::OrgId,
    slug::Slug,
    verification::{self, NeedsProof},
};

use crate::{
    api::{self, Failure},
    locale::I18n,
    state::{confirmation::Confirmation, stored},
};

const ACTIVE_ORG: &str = "slipway-organization";

/// What is known of whoever looks at the page.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Knowledge {
    /// The server has not answered yet.
    Asking,
    /// The server could not be asked.
    Failed(Failure),
    /// It is known.
    Known(SessionView),
}

/// The session.
#[derive(Debug, Clone, Copy)]
pub struct Session {
    knowledge: RwSignal<Knowledge>,
    me: Memo<Option<Me>>,
    active: RwSignal<Option<String>>,
    /// Whether one signed out by hand, and so is going nowhere.
    left: StoredValue<bool>,
    /// Whether the session ended without one's doing.
    ended: RwSignal<bool>,
    confirmation: Confirmation,
    /// How often the server was asked or has said who is signed in, and what was taken over last.
    asked: StoredValue<u32>,
    taken: StoredValue<u32>,
    i18n: I18n,
}

impl Session {
    /// What is known.
    pub fn knowledge(self) -> Knowledge {
        self.knowledge.get()
    }

    /// The state of the installation and who is signed in, once known.
    pub fn view(self) -> Option<SessionView> {
        match self.knowledge.get() {
            Knowledge::Known(view) => Some(view),
            Knowledge::Asking | Knowledge::Failed(_) => None,
        }
    }

    /// Whoever is signed in.
    pub fn me(self) -> Option<Me> {
        self.me.get()
    }

    /// Whether whoever is signed in administers the installation.
    pub fn administers(self) -> bool {
        self.me.with(|me| me.as_ref().is_some_and(|me| me.account.administrator))
    }

    /// One of my organizations, by its place in the address.
    pub fn org(self, slug: &Slug) -> Option<MyOrg> {
        self.me.with(|me| me.as_ref()?.orgs.iter().find(|org| org.slug == *slug).cloned())
    }

    /// Whether I hold a permission on one of my organizations, or why not.
    pub fn may(self, permission: impl Into<Permission>, org: OrgId) -> Result<(), Denial> {
        self.me.with(|me| {
            let me = me.as_ref().ok_or(Denial::Hidden)?;
            let grants = me.grants();
            decide(&me.actor(&grants, Utc::now()), permission.into(), Scope::Org { org }).map(drop)
        })
    }

    /// Refuses what needs a proven address to whoever has none. While nobody is known to be signed in, there is
    /// nothing to refuse.
    pub fn proves(self, act: NeedsProof) -> Result<(), StateProblem> {
        self.knowledge.with(|knowledge| {
            let Knowledge::Known(SessionView { me: Some(me), mail, .. }) = knowledge else { return Ok(()) };
            verification::check(act, me.account.verified, *mail)
        })
    }

    /// The organization that the frame shows: the one looked at last, else the first.
    pub fn active_org(self) -> Option<MyOrg> {
        let active = self.active.get();
        self.me.with(|me| {
            let orgs = &me.as_ref()?.orgs;
            let looked_at = orgs.iter().find(|org| Some(org.slug.as_str()) == active.as_deref());
            looked_at.or(orgs.first()).cloned()
        })
    }

    /// Remembers that an organization is being looked at.
    pub fn look_at(self, slug: &Slug) {
        if self.active.get_untracked().as_deref() != Some(slug.as_str()) {
            stored::write(ACTIVE_ORG, slug.as_str());
            self.active.set(Some(slug.to_string()));
        }
    }

    /// Takes over what an answer of the server says of the session.
    pub fn set(self, view: SessionView) {
        self.take(view, self.next_turn());
    }

    fn take(self, view: SessionView, turn: u32) {
        // What was asked before something newer was said is older than that.
        if turn < self.taken.get_value() {
            return;
        }
        self.taken.set_value(turn);
        if let Some(me) = &view.me {
            self.left.set_value(false);
            self.ended.set(false);
            self.i18n.follow_account(me.account.locale);
        }
        self.knowledge.set(Knowledge::Known(view));
    }

    fn next_turn(self) -> u32 {
        let turn = self.asked.get_value().saturating_add(1);
        self.asked.set_value(turn);
        turn
    }

    /// Takes over the answer to signing out by hand.
    pub fn leave(self, view: SessionView) {
        self.left.set_value(true);
        self.set(view);
    }

    /// Whether one signed out by hand: whoever signs in next need not be led to where that was.
    pub fn has_left(self) -> bool {
        self.left.get_value()
    }

    /// Whether the session ended without one's doing, and nobody has signed in since.
    pub fn has_ended(self) -> bool {
        self.ended.get()
    }

    /// Where the password is asked for once more.
    pub const fn confirmation(self) -> Confirmation {
        self.confirmation
    }

    /// Asks the server again, with what is known left standing meanwhile.
    pub fn refetch(self) {
        spawn_local(self.refetched());
    }

    /// Asks the server again, and ends when it has answered.
    pub async fn refetched(self) {
        let turn = self.next_turn();
        match api::call::<GetSession>(&NoPath {}, &NoQuery {}, &NoBody {}).await {
            Ok(view) if view.me.is_none() && self.me.with_untracked(Option::is_some) => {
                self.is_still_signed_in().await;
            }
            Ok(view) => self.take(view, turn),
            Err(failure) => {
                let is_known = matches!(self.knowledge.get_untracked(), Knowledge::Known(_));
                if !is_known {
                    self.knowledge.set(Knowledge::Failed(failure));
                }
            }
        }
    }

    /// Asks the server, as [`api::call`] does. Where it wants the password once more, that is asked for and the
    /// call made again; where it says that nobody is signed in any more, the page goes by that.
    pub async fn call<E: Endpoint>(
        self,
        path: &E::Path,
        query: &E::Query,
        body: &E::Body,
    ) -> Result<E::Reply, Failure> {
        let mut answer = api::call::<E>(path, query, body).await;
        if answer.as_ref().is_err_and(Failure::is_signed_out) && self.is_still_signed_in().await {
            answer = api::call::<E>(path, query, body).await;
        }
        if answer.as_ref().is_err_and(Failure::is_not_fresh) && self.confirmation.asked().await {
            answer = api::call::<E>(path, query, body).await;
        }
        answer
    }

    /// Asks who is signed in after a request that nobody was signed in for: the session may have gone on under
    /// another token just then. Otherwise it has ended.
    async fn is_still_signed_in(self) -> bool {
        let answer = api::call::<GetSession>(&NoPath {}, &NoQuery {}, &NoBody {}).await;
        if let Ok(view) = answer
            && view.me.is_some()
        {
            self.set(view);
            return true;
        }
        if self.me.with_untracked(Option::is_some) {
            self.ended.set(true);
        }
        self.knowledge.update(|knowledge| {
            if let Knowledge::Known(view) = knowledge {
                view.me = None;
            }
        });
        false
    }
}

/// Provides the session to everything below and asks the server for it.
pub fn provide_session(i18n: I18n) -> Session {
    let knowledge = RwSignal::new(Knowledge::Asking);
    let me = Memo::new(move |_| {
        knowledge.with(|knowledge| match knowledge {
            Knowledge::Known(view) => view.me.clone(),
            Knowledge::Asking | Knowledge::Failed(_) => None,
        })
    });
    let active = RwSignal::new(stored::read(ACTIVE_ORG));
    let session = Session {
        knowledge,
        me,
        active,
        left: StoredValue::new(false),
        ended: RwSignal::new(false),
        confirmation: Confirmation::new(),
        asked: StoredValue::new(0),
        taken: StoredValue::new(0),
        i18n,
    };
    session.refetch();
    provide_context(session);
    session
}

/// The session, inside of what [`provide_session`] provides for.
pub fn use_session() -> Session {
    use_context().unwrap_or_else(|| provide_session(crate::locale::use_i18n()))
}
