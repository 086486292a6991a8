//! The audit log, and where it goes.

use std::collections::BTreeSet;
use std::time::Duration;

use adoxide::api::audit::{AuditStreamStatus, DecoratedAuditLogEntry, GetActions};
use adoxide::jiff::{SignedDuration, Timestamp};
use adoxide::resource::AuditConsumer;
use adoxide::{Client, ErrorKind, OptionalExt};
use adoxide_emulator::{Clock, Emulator};

use crate::emulator::in_process;
use crate::people::with_scopes;
use crate::script::{Script, Step};

/// An emulator whose clock stands still until it is advanced.
fn emulator() -> Emulator {
    let clock = Clock::manual(Timestamp::now());
    Emulator::builder().seed_size(0).operation_duration(Duration::ZERO).clock(clock).build().unwrap()
}

async fn groups(ado: &Client, name: &str, count: usize) {
    for number in 0..count {
        ado.create_group(format!("{name} {number:03}")).await.unwrap();
    }
}

fn made(entries: &[DecoratedAuditLogEntry], name: &str) -> Vec<String> {
    let details = entries.iter().filter(|entry| entry.action_id.as_deref() == Some("Group.CreateGroups"));
    let details = details.filter_map(|entry| entry.details.clone());
    details.filter(|text| text.contains(name)).collect()
}

#[tokio::test]
async fn the_log_goes_to_its_first_entry_and_has_each_once() {
    let emulator = emulator();
    let ado = in_process(&emulator);
    groups(&ado, "Many", 250).await;
    let before = emulator.request_count();
    let entries = ado.audit_log().stream().all().await.unwrap();
    assert!(emulator.request_count() - before >= 3, "100 in a page");
    let ids: BTreeSet<_> = entries.iter().map(|entry| entry.id.clone().unwrap()).collect();
    assert_eq!(ids.len(), entries.len(), "each once");
    let details = made(&entries, "Many");
    assert_eq!(details.len(), 250);
    assert!(details[0].contains("249") && details[249].contains("000"), "the newest first");
    let small = ado.audit_log().params(|params| params.batch_size = Some(7)).without_aggregation();
    assert_eq!(small.stream().all().await.unwrap().len(), entries.len());
    let mut listing = ado.audit_log().stream();
    for _ in 0..100 {
        listing.next().await.unwrap().unwrap();
    }
    let continuation = listing.continuation().unwrap().clone();
    let rest = ado.audit_log().stream().resume(continuation).all().await.unwrap();
    assert_eq!(rest.len(), entries.len() - 100);
    assert_eq!(rest[0], entries[100]);
}

#[tokio::test]
async fn the_log_is_that_of_a_span() {
    let emulator = emulator();
    let ado = in_process(&emulator);
    groups(&ado, "Early", 3).await;
    emulator.clock().advance(Duration::from_secs(3600));
    let begin = emulator.clock().now() - SignedDuration::from_secs(1);
    groups(&ado, "Late", 2).await;
    let end = emulator.clock().now() + SignedDuration::from_secs(1);
    emulator.clock().advance(Duration::from_secs(3600));
    groups(&ado, "Last", 1).await;
    let entries = ado.audit_log().since(begin).until(end).stream().all().await.unwrap();
    assert_eq!(
        [made(&entries, "Early").len(), made(&entries, "Late").len(), made(&entries, "Last").len()],
        [0, 2, 0]
    );
    let since = ado.audit_log().since(begin).stream().all().await.unwrap();
    assert_eq!(
        [made(&since, "Early").len(), made(&since, "Late").len(), made(&since, "Last").len()],
        [0, 2, 1]
    );
    let csv = ado.audit_log().since(begin).until(end).download("csv").await.unwrap().bytes().await.unwrap();
    let csv = String::from_utf8(csv.to_vec()).unwrap();
    assert!(csv.contains("Late 001") && !csv.contains("Early") && !csv.contains("Last 000"), "{csv}");
    let odd = ado.audit_log().download("xml").await.err().unwrap();
    assert_eq!(odd.kind(), ErrorKind::Invalid, "{odd}");
}

/// `hasMore` says whether the log goes on; the token is there on the last page, too.
#[tokio::test]
async fn a_token_on_the_last_page_does_not_begin_again() {
    let page = |id: &str, more: bool| {
        let body = format!(
            r#"{{"decoratedAuditLogEntries":[{{"id":"{id}"}}],"continuationToken":"after-{id}","hasMore":{more}}}"#
        );
        Step::json(200, &body)
    };
    let script = Script::new([page("3", true), page("2", true), page("1", false)]);
    let entries = script.client().audit_log().stream().all().await.unwrap();
    assert_eq!(entries.iter().map(|entry| entry.id.as_deref().unwrap()).collect::<Vec<_>>(), ["3", "2", "1"]);
    assert_eq!(script.count(), 3);
    assert!(script.seen()[2].uri.contains("continuationToken=after-2"), "{}", script.seen()[2].uri);
}

#[tokio::test]
async fn actions_are_those_of_an_area_or_all() {
    let ado = in_process(&emulator());
    let all = ado.audit_actions().all().await.unwrap();
    let area_name = Some("Git".to_owned());
    let git = ado.audit_actions_with(GetActions { area_name }).all().await.unwrap();
    assert!(!git.is_empty() && git.len() < all.len());
    assert!(git.iter().all(|action| action.area.as_deref() == Some("Git")));
}

#[tokio::test]
async fn a_stream_is_made_disabled_moved_and_deleted() {
    let emulator = emulator();
    let ado = in_process(&emulator);
    assert!(ado.audit_streams().all().await.unwrap().is_empty());
    let splunk = |host: &str, token: &str| AuditConsumer::Splunk {
        url: format!("https://{host}.example:8088"),
        token: token.into(),
    };
    let mut stream = ado.create_audit_stream(splunk("one", "first-token")).days_to_backfill(7).await.unwrap();
    assert_eq!((stream.consumer_type(), stream.display_name()), ("Splunk", "https://one.example:8088"));
    assert!(stream.is_enabled() && stream.created().is_some());
    assert_eq!(format!("{stream:?}"), format!("AuditStream({} to Splunk)", stream.id()));
    let shown = format!("{:?} {:?}", splunk("one", "first-token"), stream.value());
    assert!(!shown.contains("first-token"), "{shown}");
    stream.disable().await.unwrap();
    assert_eq!((stream.status(), stream.is_enabled()), (Some(&AuditStreamStatus::DisabledByUser), false));
    stream.enable().await.unwrap();
    stream.reload().await.unwrap();
    assert!(stream.is_enabled());
    stream.set_consumer(splunk("two", "second-token")).await.unwrap();
    let url =
        &ado.audit_stream(stream.id()).await.unwrap().value().consumer_inputs.clone().unwrap()["SplunkUrl"];
    assert_eq!(url.as_ref().unwrap().expose(), "https://two.example:8088");
    let monitor = AuditConsumer::AzureMonitorLogs { workspace_id: "w".into(), shared_key: "k".into() };
    let named = ado.create_audit_stream(monitor).display_name("Ours").await.unwrap();
    assert_eq!(named.display_name(), "Ours");
    let grid =
        AuditConsumer::AzureEventGrid { topic_hostname: "t.example".into(), topic_access_key: "k".into() };
    ado.create_audit_stream(grid).await.unwrap();
    assert_eq!(ado.audit_streams().all().await.unwrap().len(), 3);
    stream.delete().await.unwrap();
    assert!(ado.audit_stream(stream.id()).await.optional().unwrap().is_none());
    assert_eq!(stream.enable().await.unwrap_err().kind(), ErrorKind::NotFound);
    let empty = AuditConsumer::Splunk { url: String::new(), token: "t".into() };
    let refused = ado.create_audit_stream(empty).await.unwrap_err();
    assert_eq!(refused.kind(), ErrorKind::Invalid, "{refused}");
    let reader = with_scopes(&emulator, "vso.auditlog");
    assert_eq!(reader.audit_streams().all().await.unwrap().len(), 2);
    let refused = reader.create_audit_stream(splunk("one", "t")).await.unwrap_err();
    assert_eq!(refused.scopes(), ["vso.auditstreams_manage"], "{refused}");
    let other = with_scopes(&emulator, "vso.code");
    assert_eq!(other.audit_log().stream().all().await.unwrap_err().scopes(), ["vso.auditlog"]);
}
