//! Which refusals each endpoint can be answered with. The tests hold every answer that they see to it.

use super::{
    described::Described,
    endpoint::{Gate, Kind},
    problem::{Limited, Problem, StateProblem},
    table as t,
};
use crate::{
    access::{decide::Denial, permission::OrgPermission},
    api::endpoint::Endpoint,
};

/// One way to be refused, by its code.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Refusal {
    /// A [`Problem`] that is its own code.
    Plain(&'static str),
    /// A [`Denial`].
    Denied(&'static str),
    /// A [`StateProblem`].
    State(&'static str),
}

use Refusal::{Denied, Plain, State};

impl Refusal {
    /// The code.
    pub const fn code(self) -> &'static str {
        match self {
            Plain(code) | Denied(code) | State(code) => code,
        }
    }

    /// The status of HTTP that it has.
    pub fn status(self) -> u16 {
        match self {
            Plain(code) => plain(code).status(),
            Denied(_) => Problem::from(Denial::OwnGrant).status(),
            State(_) => Problem::from(StateProblem::LastAdministrator).status(),
        }
    }
}

/// The problem of a code; what no other has is a fault of the server.
fn plain(code: &str) -> Problem {
    let all = [
        Problem::NotSignedIn,
        Problem::WrongCredentials,
        Problem::WrongPassword,
        Problem::NotFresh,
        Problem::NotFound,
        Problem::MethodNotAllowed,
        Problem::Fields { errors: Default::default() },
        Problem::Malformed { path: String::new(), detail: String::new() },
        Problem::ForeignOrigin,
        Problem::UnknownHost,
        Problem::NotJson,
        Problem::TooLarge { max_bytes: 0 },
        Problem::TooMany { of: Limited::Tries, retry_after: 0 },
        Problem::Unavailable { retry_after: 0 },
    ];
    all.into_iter().find(|problem| problem.code() == code).unwrap_or(Problem::Internal)
}

/// Everything that an endpoint can be answered with instead of its reply, in order.
pub fn refusals(endpoint: &Described) -> Vec<Refusal> {
    let row = endpoint.row;
    // A query that the endpoint does not read is malformed, and any database can be away.
    let mut all = vec![Plain("malformed"), Plain("unavailable"), Plain("internal")];
    if row.name != t::GetHealth::NAME {
        all.push(Plain("unknown_host"));
    }
    if row.method.changes() {
        all.extend([Plain("foreign_origin"), Plain("too_large")]);
        if row.kind == Kind::Json {
            all.push(Plain("not_json"));
        }
    }
    if row.fresh {
        all.push(Plain("not_fresh"));
    }
    if row.path.contains('{') {
        all.push(Plain("not_found"));
    }
    if endpoint.has_fields {
        all.push(Plain("fields"));
    }
    all.extend(of_gate(row.gate));
    all.extend(own(row.name));
    all.sort_unstable_by_key(|refusal| (refusal.status(), refusal.code()));
    all.dedup();
    all
}

fn of_gate(gate: Gate) -> Vec<Refusal> {
    match gate {
        Gate::Anyone | Gate::TokenHolder => Vec::new(),
        Gate::SignedIn => vec![Plain("not_signed_in")],
        Gate::Administrator => vec![Plain("not_signed_in"), Denied("administrator_only")],
        // Whoever may not see the organization is told that there is none, as for any id that is not there.
        Gate::Org(OrgPermission::OrgView) => vec![Plain("not_signed_in")],
        Gate::Org(_) | Gate::Project(_) | Gate::Env(_) | Gate::Stage(_) => {
            vec![Plain("not_signed_in"), Denied("missing_permission")]
        }
    }
}

/// What becomes of an invitation that is no longer live.
const ENDED: [Refusal; 6] = [
    State("invitation_expired"),
    State("invitation_accepted"),
    State("invitation_declined"),
    State("invitation_revoked"),
    State("invitation_replaced"),
    State("invitation_void"),
];

/// What becomes of the link of a mail to the holder of an account.
const LINK: [Refusal; 4] =
    [Plain("not_found"), State("link_used"), State("link_expired"), State("link_ended")];

/// What an operation refuses by itself, beside its gate, its method and the form of its body.
fn own(endpoint: &str) -> Vec<Refusal> {
    let ended_and = |more: &[Refusal]| [&ENDED, more].concat();
    let link_and = |more: &[Refusal]| [&LINK, more].concat();
    match endpoint {
        t::PostSession::NAME => vec![Plain("wrong_credentials"), Plain("too_many")],
        t::SetUpInstallation::NAME => {
            vec![Plain("not_found"), State("already_set_up"), State("address_taken")]
        }
        t::ConfirmPassword::NAME | t::ChangePassword::NAME => {
            vec![Plain("wrong_password"), Plain("too_many")]
        }
        t::DeleteAccount::NAME => vec![State("last_owner"), State("last_administrator")],
        t::WatchOrg::NAME => vec![Plain("too_many")],
        t::CreateOrg::NAME => vec![State("organization_limit"), State("slug_taken")],
        t::UpdateOrg::NAME => vec![State("slug_taken")],
        t::LeaveOrg::NAME => vec![State("last_owner")],
        t::ChangeMemberRole::NAME => vec![
            Plain("not_fresh"),
            Denied("own_grant"),
            Denied("person_above_you"),
            Denied("role_above_yours"),
            State("last_owner"),
        ],
        t::RemoveMember::NAME => vec![Plain("not_fresh"), Denied("person_above_you"), State("last_owner")],
        t::SignUpOpenly::NAME => vec![State("sign_up_closed"), State("address_taken"), Plain("too_many")],
        t::VerifyAddress::NAME | t::LookUpReset::NAME | t::ResetPassword::NAME => link_and(&[]),
        t::SendVerification::NAME => vec![State("already_verified"), State("no_mail"), Plain("too_many")],
        t::ForgotPassword::NAME | t::ChangeAddress::NAME => vec![State("no_mail"), Plain("too_many")],
        t::CancelAddressChange::NAME => vec![Plain("not_found")],
        t::LookUpAddressChange::NAME => link_and(&[]),
        t::ConfirmAddress::NAME => link_and(&[State("address_taken")]),
        t::SendInvitation::NAME => vec![
            Plain("too_many"),
            State("address_not_verified"),
            Denied("invitation_of_another"),
            Denied("owner_not_by_invitation"),
            Denied("own_grant"),
            Denied("role_above_yours"),
            State("already_member"),
        ],
        t::ResendInvitation::NAME => ended_and(&[
            Plain("too_many"),
            Denied("own_grant"),
            Denied("role_above_yours"),
            State("already_member"),
            State("address_not_verified"),
        ]),
        t::CopyInvitationLink::NAME => {
            ended_and(&[Denied("own_grant"), Denied("role_above_yours"), State("already_member")])
        }
        t::RevokeInvitation::NAME => ended_and(&[]),
        t::ListMyInvitations::NAME => vec![State("address_not_verified")],
        t::AcceptMyInvitation::NAME | t::DeclineMyInvitation::NAME => {
            ended_and(&[State("address_not_verified")])
        }
        t::LookUpInvitation::NAME | t::DeclineInvitation::NAME => ended_and(&[Plain("not_found")]),
        t::SignUpByInvitation::NAME => ended_and(&[Plain("not_found"), State("address_taken")]),
        t::AcceptInvitation::NAME => {
            ended_and(&[Plain("not_found"), State("invitation_for_another"), State("address_not_verified")])
        }
        t::DisableAccount::NAME | t::RemoveAccount::NAME => {
            vec![State("last_owner"), State("last_administrator")]
        }
        t::EndAdministrator::NAME => vec![State("last_administrator")],
        t::RetryMail::NAME => vec![State("mail_not_in_trouble")],
        _ => Vec::new(),
    }
}
