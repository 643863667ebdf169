//! PostgreSQL goes away in the middle and comes back: every request meanwhile is answered that the database is
//! not available, nothing is half done, and afterwards everything goes on by itself.

use std::{sync::Arc, time::Duration};

use slipway_core::{
    access::role::OrgRole,
    api::{endpoint::Method, problem::Problem},
    id::OrgId,
};
use slipway_tests::{
    client::{Answer, Client, Verdict},
    person::Person,
    program::{Program, Start},
    throwaway::Postgres,
};

/// Longer than any request is held up.
const PATIENCE: Duration = Duration::from_secs(40);

struct Place {
    server: Arc<Postgres>,
    program: Program,
    owner: Person,
    org: OrgId,
}

impl Place {
    async fn new() -> Self {
        let server = Postgres::start();
        let program = Start::default().on(&server).start();
        let owner =
            program.visitor().set_up(&program.set_up_token(), "Ines", "ines@quay.example").await.done();
        let org = owner.create_org("Blue Quay", "blue-quay").await.done().id;
        Self { server, program, owner, org }
    }

    async fn invites(&self, email: &str) -> Answer {
        let body =
            serde_json::json!({ "emails": email, "role": "guest", "locale": "en", "note": "", "days": "7" });
        let path = format!("/api/orgs/{}/invitations", self.org);
        let asked = self.owner.request(Method::Post, &path).json(&body).unchecked();
        tokio::time::timeout(PATIENCE, asked).await.expect("an answer in time")
    }

    async fn reads(&self, who: &Client, path: &str) -> Answer {
        let asked = who.request(Method::Get, path).unchecked();
        tokio::time::timeout(PATIENCE, asked).await.expect("an answer in time")
    }

    /// Works again, without anybody's doing: the first answers may still be refusals.
    async fn works_again(&self) {
        let ready = async { while self.reads(&self.program.visitor(), "/api/health").await.status != 200 {} };
        tokio::time::timeout(PATIENCE, ready).await.expect("it is ready again");
    }

    /// What was acknowledged is there, each with its mail and its entry; and what was not is there whole or not
    /// at all.
    fn is_whole(&self, acknowledged: &[String]) {
        let database = self.program.database();
        let sent = database.texts("SELECT email FROM invitations");
        for email in acknowledged {
            assert!(sent.contains(email), "{email} was acknowledged: {sent:?}");
        }
        let of_invitations = "SELECT count(*) FROM audit_entries WHERE action = 'invitation.sent'";
        assert_eq!(database.count(of_invitations), i64::try_from(sent.len()).expect("a number"));
        let lonely = "SELECT count(*) FROM invitations i \
                      WHERE NOT EXISTS (SELECT 1 FROM mails m WHERE m.invitation_id = i.id)";
        assert_eq!(database.count(lonely), 0);
        let gaps = "SELECT count(*) FROM organizations o WHERE audit_seq <> \
                    (SELECT count(*) FROM audit_entries e WHERE e.org_id = o.id)";
        assert_eq!(database.count(gaps), 0);
    }
}

fn is_unavailable(answer: &Answer) {
    let Problem::Unavailable { retry_after } = answer.refused(503, "unavailable") else { unreachable!() };
    assert_eq!(answer.header("retry-after"), Some(retry_after.to_string().as_str()));
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_server_that_crashes_during_requests_loses_nothing_and_is_found_again() {
    let place = Place::new().await;
    // Requests of all kinds are under way when the server ends.
    let inviting = async {
        let mut acknowledged = Vec::new();
        for n in 0.. {
            let email = format!("p{n}@new.example");
            match place.invites(&email).await {
                answer if answer.status == 200 => acknowledged.push(email),
                answer => {
                    is_unavailable(&answer);
                    break;
                }
            }
        }
        acknowledged
    };
    let crashing = async {
        while place.program.database().count("SELECT count(*) FROM invitations") < 5 {
            tokio::task::yield_now().await;
        }
        tokio::task::block_in_place(|| place.server.crash());
    };
    let (acknowledged, ()) = tokio::join!(inviting, crashing);
    assert!(acknowledged.len() >= 4, "{acknowledged:?}");
    is_unavailable(&place.invites("meanwhile@new.example").await);
    is_unavailable(&place.reads(&place.owner, "/api/session").await);
    is_unavailable(&place.reads(&place.program.visitor(), "/api/health").await);

    tokio::task::block_in_place(|| place.server.start_again());
    place.works_again().await;
    place.is_whole(&acknowledged);
    // The queue goes on too.
    place.owner.invite(place.org, "afterwards@new.example", OrgRole::Guest).await.done();
    place.program.advance(chrono::TimeDelta::minutes(10)).await;
    let mailbox = place.program.mailbox();
    for email in acknowledged.iter().map(String::as_str).chain(["afterwards@new.example"]) {
        mailbox.next_to(email).await;
    }
    place.program.database().mails_settled().await;
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn a_server_that_falls_silent_holds_nobody_up_for_ever() {
    let place = Place::new().await;
    assert_eq!(place.invites("before@new.example").await.status, 200);
    tokio::task::block_in_place(|| place.server.pause());
    let visitor = place.program.visitor();
    let (write, read, health) = tokio::join!(
        place.invites("meanwhile@new.example"),
        place.reads(&place.owner, "/api/session"),
        place.reads(&visitor, "/api/health"),
    );
    tokio::task::block_in_place(|| place.server.resume());
    for answer in [&write, &read, &health] {
        is_unavailable(answer);
    }
    place.works_again().await;
    place.is_whole(&["before@new.example".to_owned()]);
    place.owner.invite(place.org, "afterwards@new.example", OrgRole::Guest).await.done();
    place.program.advance(chrono::TimeDelta::minutes(10)).await;
    place.program.mailbox().next_to("afterwards@new.example").await;
}
