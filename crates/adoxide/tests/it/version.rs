//! API versions: a service that lacks the catalog's is asked for those that it has.

use std::time::Duration;

use adoxide::api::graph::{ListUsers, list_users};
use adoxide::api::wire::{ApiVersion, Effect, Json, List, Op, OpMeta};
use adoxide::credential::Pat;
use adoxide::resource::Completion;
use adoxide::transport::InProcess;
use adoxide::{Client, ErrorKind, Method};
use adoxide_emulator::Emulator;
use axum_core::body::Body;
use futures::StreamExt as _;

use crate::script::{Script, Seen, Step, TOKEN};

static NEW: OpMeta = OpMeta::new("test.new", Method::GET, "_apis/new").effect(Effect::Read);
static OTHER: OpMeta = OpMeta::new("test.other", Method::POST, "_apis/other").effect(Effect::Unsafe);
static PREVIEW: OpMeta = OpMeta::new("test.preview", Method::GET, "_apis/preview")
    .area("test")
    .location_id(Some("6e1a8d4c-0000-0000-0000-000000000001"))
    .api_version("7.1-preview.3")
    .effect(Effect::Read);

fn version(seen: &Seen) -> String {
    let url = url::Url::parse(&seen.uri).unwrap();
    url.query_pairs()
        .find(|(name, _)| name == "api-version")
        .map(|(_, value)| value.into_owned())
        .unwrap_or_default()
}

fn refused(key: &str, message: &str) -> Step {
    Step::json(400, &format!(r#"{{"message":"{message}","typeKey":"{key}"}}"#))
}

/// A Server that has nothing newer than this, and of the preview that number at most.
fn server(newest: &'static str, preview: Option<u16>) -> Script {
    Script::by(move |seen, _| {
        if seen.uri.ends_with("_apis/test") {
            let row = r#"{"id":"6E1A8D4C-0000-0000-0000-000000000001","minVersion":"1.0","maxVersion":"6.0","releasedVersion":"0.0","resourceVersion":2}"#;
            return Step::json(200, &format!(r#"{{"value":[{row}]}}"#));
        }
        let (asked, newest): (ApiVersion, ApiVersion) =
            (version(seen).parse().unwrap(), newest.parse().unwrap());
        if asked.number() > newest.number() {
            let message = format!(
                "The requested REST API version of {asked} is out of range for this server. The latest REST API \
                 version this server supports is {newest}."
            );
            return refused("VssVersionOutOfRangeException", &message);
        }
        if seen.uri.contains("_apis/preview") && asked.preview.is_none() {
            return refused("VssInvalidPreviewVersionException", "The requested version is under preview.");
        }
        if seen.uri.contains("_apis/preview") && asked.preview > preview {
            let route = "The request matched route x, but the requested REST API version was outside the valid \
                         version range for this route.";
            return refused("VssVersionOutOfRangeException", route);
        }
        Step::json(200, "{}")
    })
}

fn asked(script: &Script) -> Vec<String> {
    script.seen().iter().map(version).collect()
}

async fn get(client: &Client, meta: &'static OpMeta) -> Result<Json, adoxide::Error> {
    client.call(Op::<Json>::new(meta)).await
}

#[tokio::test(start_paused = true)]
async fn the_newest_version_that_a_refusal_names_is_learned_once() {
    let script = server("6.0", Some(9));
    let client = script.client();
    for meta in [&NEW, &NEW, &OTHER, &PREVIEW, &PREVIEW] {
        get(&client, meta).await.unwrap();
    }
    // Nothing but the first request is refused: all others profit, those of a clone with other options, too.
    assert_eq!(asked(&script), ["7.1", "6.0", "6.0", "6.0", "6.0-preview", "6.0-preview"]);
    // A version that the caller chose is asked for as it is.
    let error = client.call(Op::<Json>::new(&NEW).api_version("7.0")).await.unwrap_err();
    assert_eq!(
        (error.kind(), error.type_key()),
        (ErrorKind::NotSupported, Some("VssVersionOutOfRangeException"))
    );
    assert_eq!(asked(&script).last().unwrap(), "7.0");
    // All pages of a list.
    let script = server("5.1", None);
    script.client().items(Op::<List<Json>>::new(&NEW)).all().await.unwrap();
    assert_eq!(asked(&script), ["7.1", "5.1"]);
}

#[tokio::test(start_paused = true)]
async fn a_preview_is_asked_for_as_the_service_has_it() {
    // The number behind -preview is one of a newer version.
    let script = server("7.1", Some(2));
    let client = script.client();
    get(&client, &PREVIEW).await.unwrap();
    get(&client, &PREVIEW).await.unwrap();
    assert_eq!(asked(&script), ["7.1-preview.3", "7.1-preview", "7.1-preview"]);
    // A version that is refused without a word is looked up.
    let script = Script::by(|seen, _| match version(seen).as_str() {
        "" => Step::json(
            200,
            r#"{"value":[{"id":"6e1a8d4c-0000-0000-0000-000000000001","maxVersion":"5.0","releasedVersion":"4.1"}]}"#,
        ),
        "5.0-preview" => Step::json(200, "{}"),
        _ => refused("VssVersionOutOfRangeException", "No."),
    });
    get(&script.client(), &PREVIEW).await.unwrap();
    assert_eq!(asked(&script), ["7.1-preview.3", "7.1-preview", "", "5.0-preview"]);
    // What is nowhere is an error after a few requests.
    let script = Script::new([refused("VssVersionOutOfRangeException", "No.")]);
    let error = get(&script.client(), &PREVIEW).await.unwrap_err();
    assert_eq!((error.kind(), script.count()), (ErrorKind::NotSupported, 3));
}

#[tokio::test(start_paused = true)]
async fn a_version_can_be_fixed() {
    let fixed = |script: &Script, version: &str| {
        Client::builder("https://tfs.corp/c")
            .credential(Pat::new(TOKEN).unwrap())
            .transport(script.clone())
            .api_version(version)
            .build()
    };
    let script = server("7.0", Some(9));
    let client = fixed(&script, "6.0").unwrap();
    for meta in [&NEW, &PREVIEW, &OTHER] {
        get(&client, meta).await.unwrap();
    }
    assert_eq!(asked(&script), ["6.0", "6.0-preview", "6.0"]);
    // It is not given up for another one.
    let script = server("5.1", Some(9));
    let error = get(&fixed(&script, "6.0").unwrap(), &NEW).await.unwrap_err();
    assert_eq!((error.kind(), asked(&script)), (ErrorKind::NotSupported, vec!["6.0".to_owned()]));
    let error = fixed(&script, "sixth").unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Config);
    assert!(error.to_string().contains("expected a version such as 7.1"), "{error}");
}

/// An emulator of a Server, and a client of it.
fn on_premises(version: &str) -> (Emulator, Client) {
    let emulator = Emulator::builder()
        .seed_size(1)
        .operation_duration(Duration::ZERO)
        .server_version(version)
        .build()
        .unwrap();
    let client = Client::builder("http://127.0.0.1:1/fabrikam")
        .credential(Pat::new(emulator.token()).unwrap())
        .transport(InProcess::new(emulator.clone(), Body::new))
        .build()
        .unwrap();
    (emulator, client)
}

#[tokio::test]
async fn nouns_work_with_servers_of_three_versions() {
    for version in ["5.1", "6.0", "7.0"] {
        let (emulator, ado) = on_premises(version);
        crate::emulator::whole_life(ado.clone()).await;
        nouns(&ado).await;
        // Each resource was asked for once in a version that it does not have, if at all.
        let seen = emulator.requests();
        let refused = seen.iter().filter(|request| request.status == Some(400)).count();
        assert!(refused <= 12, "{version}: {refused} of {} requests were refused", seen.len());
        // What a Server does not have says so.
        let error = ado.items(list_users(ListUsers::default())).all().await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::NotSupported, "{error}");
        assert!(error.advice().contains("does not have it"), "{error}");
    }
}

/// One use of each noun.
async fn nouns(ado: &Client) {
    let project = ado.create_project("Boards").process("Agile").await.unwrap();
    let story = project.new_work_item("User Story", "Pay").tag("shop").save().await.unwrap();
    let task = project.new_work_item("Task", "Form").parent(story.id()).save().await.unwrap();
    task.edit().state("Active").comment("Begun").save().await.unwrap();
    story.comment("Looks good").await.unwrap();
    assert!(!story.comments().await.unwrap().all().await.unwrap().is_empty());
    assert_eq!(story.children().await.unwrap().len(), 1);
    assert_eq!(task.revisions().all().await.unwrap().len(), 2);
    task.updates().all().await.unwrap();
    let wiql = "SELECT [System.Id] FROM WorkItems WHERE [System.Title] = 'Pay'";
    let found: Vec<i64> = project.wiql(wiql).ids().map(Result::unwrap).collect().await;
    assert_eq!(found, [story.id()]);
    assert!(project.teams().all().await.unwrap().len() == 1);
    project.areas().await.unwrap();
    project.work_item_types().all().await.unwrap();
    let team = project.default_team().await.unwrap().unwrap();
    team.members().all().await.unwrap();
    team.boards().all().await.unwrap();
    ado.processes().all().await.unwrap();
    project.policies().all().await.unwrap();
    let repo = project.create_repository("code").await.unwrap();
    repo.commit("main", "First").add("/a.txt", "a\n").create().push().await.unwrap();
    let main = repo.branch("main").object_id().await.unwrap();
    repo.branch("topic").create(&main).await.unwrap();
    repo.commit("topic", "Second").add("/b.txt", "b\n").push().await.unwrap();
    let pull_request = repo.new_pull_request("topic", "Second").work_item(task.id()).create().await.unwrap();
    pull_request.comment("Fine").await.unwrap();
    assert_eq!(pull_request.work_items().await.unwrap().len(), 1);
    pull_request.complete(Completion::new().squash()).await.unwrap();
}
