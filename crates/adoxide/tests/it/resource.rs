//! The nouns, against answers that a test chooses: what the service may say, and how often it is asked.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use adoxide::api::core::TeamProject;
use adoxide::api::wire::Json;
use adoxide::resource::{Repository, Version};
use adoxide::{Client, ErrorKind, Options};
use serde_json::json;
use tokio::time::Instant;

use crate::script::{Script, Seen, Step};

const PROJECT: &str = "11111111-1111-1111-1111-111111111111";
const WEB: &str = "22222222-2222-2222-2222-222222222222";
const A: &str = "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa";
const B: &str = "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb";
const C: &str = "cccccccccccccccccccccccccccccccccccccccc";
const NOTHING: &str = "0000000000000000000000000000000000000000";

fn answer(value: &Json) -> Step {
    Step::json(200, &value.to_string())
}

fn list(values: &[Json]) -> Step {
    answer(&json!({"count": values.len(), "value": values}))
}

fn fault(status: u16, type_key: &str) -> Step {
    Step::json(status, &json!({"message": "TF401: No.", "typeKey": type_key}).to_string())
}

fn project() -> Json {
    json!({"id": PROJECT, "name": "Fabrikam", "state": "wellFormed", "visibility": "private",
           "defaultTeam": {"name": "Fabrikam Team"}})
}

fn repository() -> Json {
    json!({"id": WEB, "name": "Web", "defaultBranch": "refs/heads/main",
           "project": {"id": PROJECT, "name": "Fabrikam"}})
}

/// The path of a request below the organization.
fn path(seen: &Seen) -> String {
    let url = url::Url::parse(&seen.uri).unwrap();
    url.path().strip_prefix("/contoso/").unwrap().to_owned()
}

fn query(seen: &Seen, name: &str) -> Option<String> {
    let url = url::Url::parse(&seen.uri).unwrap();
    url.query_pairs().find(|(known, _)| known == name).map(|(_, value)| value.into_owned())
}

/// A project and a repository, under their ids and names in any letter case.
fn two_things() -> Script {
    Script::by(|seen, _| {
        let path = path(seen).to_lowercase();
        match path.rsplit_once('/').unwrap() {
            (head, "fabrikam" | PROJECT) if head.ends_with("_apis/projects") => answer(&project()),
            (head, "web" | WEB) if head.ends_with("_apis/git/repositories") => answer(&repository()),
            (_, "repositories") => list(&[repository()]),
            (_, "projects") => list(&[json!({"id": PROJECT, "name": "Fabrikam", "state": "wellFormed"})]),
            _ => fault(404, "ProjectDoesNotExistWithNameException"),
        }
    })
}

#[tokio::test]
async fn handles_ask_nothing_and_what_they_learn_is_shared() {
    let script = two_things();
    let ado = script.client();
    let by_name = ado.project("fabrikam");
    let by_id = ado.project(PROJECT);
    let by_url = ado.project_at("https://contoso.visualstudio.com/FABRIKAM/_boards").unwrap();
    let web = by_name.repository("web");
    let web_by_id = by_id.repository(WEB);
    let web_by_url = ado.repository_at("https://me@dev.azure.com/contoso/Fabrikam/_git/WEB").unwrap();
    assert_eq!(script.count(), 0);
    assert!(by_name.ptr_eq(&by_url) && !by_name.ptr_eq(&by_id), "nobody can know yet");

    // One answer makes all handles one.
    assert_eq!(web.id().await.unwrap(), WEB);
    assert_eq!(script.count(), 1);
    assert!(web.ptr_eq(&web_by_id) && web.ptr_eq(&web_by_url));
    assert!(by_name.ptr_eq(&by_id), "the repository's answer names its project");
    for project in [&by_name, &by_id, &by_url, web.project(), web_by_id.project(), &ado.project("FABRIKAM")] {
        assert!(project.ptr_eq(&by_name));
        assert_eq!(project.name().await.unwrap(), "Fabrikam");
    }
    assert_eq!(web_by_url.default_branch().await.unwrap().unwrap().name(), "refs/heads/main");
    assert_eq!(script.count(), 1, "all that was in the first answer");
    assert_eq!(format!("{:?}", by_id.default_team().await.unwrap().unwrap()), "Team(Fabrikam Team)");
    assert_eq!(script.count(), 2, "a repository says less of its project than the project");
    web_by_id.refresh();
    web.snapshot().await.unwrap();
    assert_eq!(script.count(), 3);
    assert!(path(&script.seen()[2]).ends_with(WEB), "asked for by id once that is known");
}

#[tokio::test]
async fn urls_in_answers_have_one_reading_and_stay_with_the_service() {
    let asked = async |remote: &str| {
        let mut entry = repository();
        entry["remoteUrl"] = json!(remote);
        entry["webUrl"] = json!(remote);
        let script = Script::new([answer(&entry)]);
        let web = script.client().project("Fabrikam").repository("web");
        let (remote, page) = (web.remote_url().await, web.web_url().await);
        assert_eq!(remote.is_ok(), page.is_ok());
        remote
    };
    assert_eq!(
        asked("https://contoso@dev.azure.com/contoso/Fabrikam/_git/w%20b").await.unwrap().as_deref(),
        Some("https://dev.azure.com/contoso/Fabrikam/_git/w%20b")
    );
    for remote in [
        r"https://dev.azure.com\contoso\@evil.example/_git/web",
        "https://contoso.visualstudio.com@evil.example/_git/web",
        "https:dev.azure.com/contoso/_git/web",
        "https://evil.example/_git/web",
        "ext::sh -c touch% x",
    ] {
        let error = asked(remote).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Invalid, "{remote}: {error}");
    }
}

#[tokio::test]
async fn what_is_fetched_at_the_same_time_is_fetched_once() {
    let script = two_things();
    let web = script.client().project("Fabrikam").repository("web");
    let snapshots = futures::future::join_all((0..9).map(|_| web.snapshot())).await;
    assert_eq!(script.count(), 1);
    let first = snapshots[0].as_ref().unwrap();
    assert!(snapshots.iter().all(|snapshot| Arc::ptr_eq(snapshot.as_ref().unwrap(), first)));
}

#[tokio::test]
async fn lists_give_the_handles_that_are_there() {
    let script = two_things();
    let ado = script.client();
    let before = ado.project("FABRIKAM");
    let projects = ado.projects().all().await.unwrap();
    assert!(projects[0].ptr_eq(&before));
    let repositories = before.repositories().all().await.unwrap();
    assert!(repositories[0].ptr_eq(&projects[0].repository("WEB")));
    assert!(path(&script.seen()[1]).starts_with(PROJECT));
    assert_eq!(repositories[0].name().await.unwrap(), "Web");
    assert_eq!(script.count(), 2);
}

#[tokio::test]
async fn a_renamed_repository_keeps_its_handles_and_frees_its_name() {
    let script = Script::by(|seen, index| {
        let mut repository = repository();
        match index {
            0 => {}
            1 => {
                assert_eq!(serde_json::from_slice::<Json>(&seen.body).unwrap(), json!({"name": "shop"}));
                repository["name"] = "shop".into();
            }
            _ => {
                repository["id"] = A[..36].into();
                repository["name"] = "web".into();
            }
        }
        answer(&repository)
    });
    let project = script.client().project("Fabrikam");
    let web = project.repository("web");
    web.rename("shop").await.unwrap();
    assert_eq!(web.name().await.unwrap(), "shop");
    assert!(web.ptr_eq(&project.repository("Shop")) && !web.ptr_eq(&project.repository("web")));
    let other = project.repository("web");
    other.snapshot().await.unwrap();
    assert!(!other.ptr_eq(&web));
}

fn web(script: &Script) -> Repository {
    script.client().project(PROJECT).repository(WEB)
}

fn head(name: &str, sha: &str) -> Json {
    json!({"name": format!("refs/heads/{name}"), "objectId": sha})
}

#[tokio::test]
async fn names_of_refs_are_exact_and_never_prefixes() {
    let longer = || list(&[head("rel-2", A), head("release", B)]).with("x-ms-continuationtoken", "t");
    let script = Script::by(move |seen, _| match query(seen, "continuationToken") {
        None => longer(),
        Some(_) => list(&[head("rel/3", A), head("Rel", B)]),
    });
    let error = web(&script).branch("rel").object_id().await.unwrap_err();
    assert_eq!((error.kind(), script.count()), (ErrorKind::NotFound, 2));
    assert!(!web(&script).branch("rel").exists().await.unwrap());
    let script = Script::by(move |seen, _| match query(seen, "continuationToken") {
        None => longer(),
        Some(_) => list(&[head("rel", C)]),
    });
    assert_eq!(web(&script).branch("refs/heads/rel").commit().await.unwrap().sha(), C);
    assert_eq!(query(&script.seen()[0], "filter").as_deref(), Some("heads/rel"));
}

#[tokio::test]
async fn a_ref_that_was_not_updated_is_an_error_though_the_answer_is_200() {
    use ErrorKind::*;
    for (status, kind) in [
        ("staleOldObjectId", AlreadyExists),
        ("refNameConflict", Conflict),
        ("forcePushRequired", Permission),
        ("locked", Permission),
        ("rejectedByPolicy", Policy),
        ("rejectedByPlugin", Permission),
        ("createBranchPermissionRequired", Permission),
        ("writePermissionRequired", Permission),
        ("invalidRefName", Invalid),
        ("unresolvableToCommit", NotFound),
        ("unprocessed", Invalid),
        ("brandNewStatus", Invalid),
    ] {
        let script = Script::new([list(&[json!({
            "name": "refs/heads/x", "success": false, "updateStatus": status, "customMessage": "because",
        })])]);
        let error = web(&script).branch("x").create(A).await.unwrap_err();
        assert_eq!((error.kind(), script.count()), (kind, 1), "{error}");
        assert!(error.to_string().contains(status) && error.to_string().contains("because"), "{error}");
    }
    // An answer about another ref, or about none, says nothing about this one.
    for results in [vec![], vec![json!({"name": "refs/heads/y", "success": true})]] {
        let error = web(&Script::new([list(&results)])).branch("x").create(A).await.unwrap_err();
        assert!(error.outcome_unknown(), "{error}");
    }
}

#[tokio::test]
async fn a_ref_is_changed_from_where_it_was_seen() {
    let script = Script::by(|seen, _| {
        if seen.body.is_empty() {
            return list(&[head("x", A)]);
        }
        let body: Json = serde_json::from_slice(&seen.body).unwrap();
        let mut result = body[0].clone();
        result["success"] = true.into();
        result["updateStatus"] = "succeeded".into();
        list(&[result])
    });
    let branch = web(&script).branch("x");
    branch.move_to(B).await.unwrap();
    assert_eq!(branch.object_id().await.unwrap(), B);
    branch.delete().await.unwrap();
    let bodies: Vec<Json> =
        [1, 2].iter().map(|index| serde_json::from_slice(&script.seen()[*index].body).unwrap()).collect();
    assert_eq!(bodies[0], json!([{"name": "refs/heads/x", "oldObjectId": A, "newObjectId": B}]));
    assert_eq!(bodies[1], json!([{"name": "refs/heads/x", "oldObjectId": B, "newObjectId": NOTHING}]));
    assert_eq!(script.count(), 3, "where it is was in the answers");
}

/// A branch whose tip goes from one commit to the next each time that a push is refused.
fn race(tips: &'static [&'static str], theirs: &'static str) -> Script {
    let refused = AtomicUsize::new(0);
    Script::by(move |seen, _| {
        let path = path(seen);
        let now = refused.load(Ordering::SeqCst);
        if path.ends_with("/refs") {
            return list(&[head("main", tips[now.min(tips.len() - 1)])]);
        }
        if path.ends_with("/diffs/commits") {
            assert_eq!(query(seen, "diffCommonCommit").as_deref(), Some("false"));
            if query(seen, "$skip").is_some() {
                return answer(&json!({"allChangesIncluded": true, "changes": []}));
            }
            let change = |path: &str, folder: bool| json!({"changeType": "edit", "item": {"path": path, "isFolder": folder}});
            return answer(
                &json!({"changes": [change("/", true), change("/src", true), change(theirs, false)]}),
            );
        }
        let body: Json = serde_json::from_slice(&seen.body).unwrap();
        let from = body["refUpdates"][0]["oldObjectId"].as_str().unwrap().to_owned();
        if now + 1 < tips.len() {
            refused.fetch_add(1, Ordering::SeqCst);
            return fault(409, "GitReferenceStaleException");
        }
        assert_eq!(from, tips[now]);
        Step::json(
            201,
            &json!({
                "pushId": 7,
                "commits": [{"commitId": C, "comment": body["commits"][0]["comment"]}],
                "refUpdates": [{"name": "refs/heads/main", "oldObjectId": from, "newObjectId": C}],
            })
            .to_string(),
        )
    })
}

fn pushes(script: &Script) -> usize {
    script.seen().iter().filter(|seen| path(seen).ends_with("/pushes")).count()
}

#[tokio::test]
async fn a_push_is_made_from_the_tip_and_the_handle_knows_the_new_one() {
    let script = race(&[A], "");
    let web = web(&script);
    let main = web.branch("main");
    let push = web
        .commit("main", "All of it")
        .add("new.txt", "text")
        .edit("/a b/ü#?.txt", &b"\xff\x00"[..])
        .rename("old", "/moved")
        .delete("gone")
        .author("Ada", "ada@example.com")
        .push()
        .await
        .unwrap();
    assert_eq!((push.id().unwrap(), push.tip().unwrap(), push.commits()[0].sha()), (7, C, C));
    assert_eq!(push.commits()[0].message().await.unwrap(), "All of it");
    assert_eq!(main.object_id().await.unwrap(), C);
    assert_eq!(script.count(), 2);
    let body: Json = serde_json::from_slice(&script.seen()[1].body).unwrap();
    assert_eq!(body["refUpdates"], json!([{"name": "refs/heads/main", "oldObjectId": A}]));
    assert_eq!(
        body["commits"][0]["changes"],
        json!([
            {"changeType": "add", "item": {"path": "/new.txt"},
             "newContent": {"content": "text", "contentType": "rawText"}},
            {"changeType": "edit", "item": {"path": "/a b/ü#?.txt"},
             "newContent": {"content": "/wA=", "contentType": "base64Encoded"}},
            {"changeType": "rename", "item": {"path": "/moved"}, "sourceServerItem": "/old"},
            {"changeType": "delete", "item": {"path": "/gone"}},
        ])
    );
    assert_eq!(body["commits"][0]["author"], json!({"name": "Ada", "email": "ada@example.com"}));
}

#[tokio::test]
async fn a_lost_race_is_run_again_only_if_nobody_touched_the_same_files() {
    let script = race(&[A, B], "/src/theirs.txt");
    web(&script).commit("main", "m").edit("/src/ours.txt", "x").push().await.unwrap();
    assert_eq!(pushes(&script), 2);
    for (theirs, ours) in
        [("/src/ours.txt", "/src/ours.txt"), ("/src/ours.txt/x", "/src/ours.txt"), ("/src/x", "/src")]
    {
        let script = race(&[A, B], theirs);
        let error = web(&script).commit("main", "m").delete(ours).push().await.unwrap_err();
        assert_eq!((error.kind(), pushes(&script)), (ErrorKind::Conflict, 1), "{error}");
        assert!(error.to_string().contains(theirs), "{error}");
    }
    let script = race(&[A, B, A, B, A, B, A, B, A], "/src/theirs.txt");
    let error = web(&script).commit("main", "m").edit("/src/ours.txt", "x").push().await.unwrap_err();
    assert_eq!((error.kind(), pushes(&script)), (ErrorKind::Conflict, 6), "not for ever");
    let script = race(&[A, B], "/src/theirs.txt");
    let error = web(&script).commit("main", "m").edit("/x", "x").expect_tip(A).push().await.unwrap_err();
    assert_eq!((error.kind(), script.count()), (ErrorKind::Conflict, 1), "told to expect exactly this tip");
}

#[tokio::test(start_paused = true)]
async fn a_push_whose_answer_is_lost_is_not_sent_again() {
    let script = Script::by(|seen, _| {
        if path(seen).ends_with("/refs") { list(&[head("main", A)]) } else { Step::Break(201, "{") }
    });
    let error = web(&script).commit("main", "m").add("/x", "x").push().await.unwrap_err();
    assert!(error.outcome_unknown(), "{error}");
    assert_eq!(pushes(&script), 1);
}

#[tokio::test]
async fn an_upsert_looks_at_the_commit_that_it_is_made_for() {
    let script = Script::by(|seen, _| {
        let path = path(seen);
        if path.ends_with("/refs") {
            return list(&[head("main", A)]);
        }
        if path.ends_with("/items") {
            assert_eq!(query(seen, "versionDescriptor.version").as_deref(), Some(A));
            assert_eq!(query(seen, "versionDescriptor.versionType").as_deref(), Some("commit"));
            return match query(seen, "path").as_deref() {
                Some("/there") => answer(&json!({"path": "/there"})),
                Some("/new") => fault(404, "GitItemNotFoundException"),
                _ => fault(404, "GitRepositoryNotFoundException"),
            };
        }
        let body: Json = serde_json::from_slice(&seen.body).unwrap();
        let types: Vec<_> = body["commits"][0]["changes"]
            .as_array()
            .unwrap()
            .iter()
            .map(|change| &change["changeType"])
            .collect();
        assert_eq!(types, ["edit", "add"]);
        Step::json(201, &json!({"pushId": 1, "refUpdates": [{"newObjectId": B}]}).to_string())
    });
    web(&script).commit("main", "m").upsert("there", "x").upsert("new", "y").push().await.unwrap();
    let error = web(&script).commit("main", "m").upsert("other", "x").push().await.unwrap_err();
    assert_eq!(error.type_key(), Some("GitRepositoryNotFoundException"), "not every 404 is a file to add");
    assert_eq!(pushes(&script), 1);
}

#[tokio::test]
async fn a_branch_is_made_only_if_told_and_only_if_it_is_not_there() {
    let there = || {
        Script::by(|seen, _| {
            if path(seen).ends_with("/refs") {
                let wanted = query(seen, "filter").unwrap();
                return if wanted == "heads/main" { list(&[head("main", A)]) } else { list(&[]) };
            }
            let body: Json = serde_json::from_slice(&seen.body).unwrap();
            Step::json(201, &json!({"pushId": 1, "refUpdates": [{"newObjectId": B}], "said": body["refUpdates"][0]["oldObjectId"]}).to_string())
        })
    };
    let script = there();
    let new = |branch: &str| web(&script).commit(branch, "m").add("/x", "x");
    assert_eq!(new("topic").push().await.unwrap_err().kind(), ErrorKind::NotFound);
    assert_eq!(new("main").create().push().await.unwrap_err().kind(), ErrorKind::AlreadyExists);
    assert_eq!(pushes(&script), 0);
    let said = |push: &adoxide::resource::Push| {
        push.snapshot().extra.get("said").unwrap().as_str().unwrap().to_owned()
    };
    assert_eq!(said(&new("topic").create().push().await.unwrap()), NOTHING);
    let push = new("topic2").create_from(Version::branch("main")).push().await.unwrap();
    assert_eq!(said(&push), A);
}

#[tokio::test]
async fn what_is_wrong_with_a_commit_is_said_before_anything_is_sent() {
    let script = Script::new([Step::json(500, "")]);
    let web = web(&script);
    let new = || web.commit("main", "m");
    for commit in [
        new(),
        new().add("/a", "1").edit("a", "2"),
        new().rename("/a", "/b").delete("/b"),
        new().add("/a/../b", "x"),
        new().add("/a//b", "x"),
        new().add("", "x"),
        new().add("/.git/config", "x"),
        new().add("/a", "x").create().expect_tip(A),
    ] {
        let error = commit.push().await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Invalid, "{error}");
    }
    assert_eq!(script.count(), 0);
}

#[tokio::test]
async fn a_file_is_what_it_is_and_a_missing_one_is_not_empty() {
    let script = Script::by(|seen, _| {
        assert_eq!(seen.headers["accept"], "application/octet-stream");
        match query(seen, "path").as_deref() {
            Some("/a b/ü#?&.txt") => {
                assert_eq!(query(seen, "versionDescriptor.version").as_deref(), Some("v/1"));
                assert_eq!(query(seen, "versionDescriptor.versionType").as_deref(), Some("tag"));
                Step::Answer(200, vec![("content-type", "text/html".into())], "<html>é".into())
            }
            _ => fault(404, "GitItemNotFoundException"),
        }
    });
    let web = web(&script);
    let file = web.file("a b/ü#?&.txt").at(Version::tag("refs/tags/v/1"));
    assert_eq!(file.text().await.unwrap(), "<html>é");
    assert_eq!(file.stream().await.unwrap().bytes().await.unwrap(), "<html>é");
    let error = web.file("missing").text().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::NotFound);
}

#[tokio::test(start_paused = true)]
async fn a_project_is_made_and_changed_in_the_services_own_time() {
    let state = AtomicUsize::new(0);
    let script = Script::by(move |seen, _| {
        let path = path(seen);
        if path.starts_with("_apis/operations/") {
            let looks = state.fetch_add(1, Ordering::SeqCst) % 4;
            let status = ["queued", "inProgress", "inProgress", "succeeded"][looks];
            return answer(&json!({"id": "00000000-0000-0000-0000-0000000000aa", "status": status}));
        }
        if path == "_apis/process/processes" {
            return list(&[
                json!({"id": A[..36], "name": "Agile", "isDefault": false}),
                json!({"id": B[..36], "name": "Basic", "isDefault": true}),
            ]);
        }
        if seen.body.is_empty() {
            answer(&project())
        } else {
            Step::json(202, r#"{"id":"00000000-0000-0000-0000-0000000000aa","status":"notSet"}"#)
        }
    });
    let ado = script.client();
    let made = ado.create_project("Fabrikam").process("AGILE").description("d").await.unwrap();
    assert!(made.ptr_eq(&ado.project(PROJECT)));
    let body: Json = serde_json::from_slice(&script.seen()[1].body).unwrap();
    assert_eq!(
        body,
        json!({
            "name": "Fabrikam", "description": "d", "visibility": "private",
            "capabilities": {
                "processTemplate": {"templateTypeId": A[..36]},
                "versioncontrol": {"sourceControlType": "Git"},
            },
        })
    );
    made.update(TeamProject { description: Some("e".into()), ..TeamProject::default() }).await.unwrap();
    assert!(path(&script.seen()[7]).ends_with(PROJECT));
    let error = ado.create_project("x").process("Waterfall").await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::NotFound);
    assert!(error.to_string().contains("Agile, Basic"), "{error}");
}

#[tokio::test(start_paused = true)]
async fn work_that_fails_or_never_ends_says_so() {
    let doing = |status: &'static str| {
        let script = Script::by(move |seen, _| {
            if path(seen).starts_with("_apis/operations/") {
                return answer(
                    &json!({"id": "00000000-0000-0000-0000-0000000000aa", "status": status, "detailedMessage": "VS1: it is in use"}),
                );
            }
            Step::json(202, r#"{"id":"00000000-0000-0000-0000-0000000000aa","status":"notSet"}"#)
        });
        let client: Client = script.client().with(Options::default().time(Duration::from_secs(60)));
        (script, client)
    };
    let (script, ado) = doing("failed");
    let error = ado.project(PROJECT).delete().await.unwrap_err();
    assert_eq!((error.kind(), script.count()), (ErrorKind::Conflict, 2));
    assert!(error.to_string().contains("VS1: it is in use"), "{error}");
    let (_, ado) = doing("inProgress");
    let start = Instant::now();
    let error = ado.project(PROJECT).delete().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Unavailable);
    assert!(start.elapsed() <= Duration::from_secs(60));
}

#[tokio::test(start_paused = true)]
async fn merges_and_replays_are_waited_for() {
    // The last answer to a look, and what becomes of it.
    let merging = |done: Json| {
        let looks = AtomicUsize::new(0);
        Script::by(move |seen, _| {
            if !seen.body.is_empty() {
                return Step::json(
                    201,
                    r#"{"mergeOperationId":7,"cherryPickId":7,"revertId":7,"status":"queued"}"#,
                );
            }
            match looks.fetch_add(1, Ordering::SeqCst) {
                0 => answer(&json!({"status": "queued"})),
                1 => answer(&json!({"status": "inProgress"})),
                _ => answer(&done),
            }
        })
    };
    let script = merging(json!({"status": "completed", "detailedStatus": {"mergeCommitId": C}}));
    assert_eq!(web(&script).merge(&[A, B], "m").await.unwrap().sha(), C);
    assert_eq!(script.count(), 4);
    let body: Json = serde_json::from_slice(&script.seen()[0].body).unwrap();
    assert_eq!(body, json!({"comment": "m", "parents": [A, B]}));
    assert!(path(&script.seen()[3]).ends_with("/merges/7"));
    let script =
        merging(json!({"status": "failed", "detailedStatus": {"failureMessage": "There are conflicts."}}));
    let error = web(&script).merge(&[A, B], "m").await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Conflict);
    assert!(error.to_string().contains("There are conflicts"), "{error}");

    let script = merging(json!({"status": "completed"}));
    assert_eq!(web(&script).cherry_pick(&[A], "main", "picked").await.unwrap().name(), "refs/heads/picked");
    let body: Json = serde_json::from_slice(&script.seen()[0].body).unwrap();
    assert_eq!(
        body,
        json!({
            "generatedRefName": "refs/heads/picked", "ontoRefName": "refs/heads/main",
            "repository": {"id": WEB}, "source": {"commitList": [{"commitId": A}]},
        })
    );
    let script = merging(json!({"status": "failed", "detailedStatus": {"conflict": true}}));
    let error = web(&script).revert(&[A], "main", "reverted").await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Conflict);
    assert!(path(&script.seen()[0]).ends_with("/reverts"));
}
