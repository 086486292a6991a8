//! azure_devops_rust_api, the other SDK for Rust: what it returns is compared with what git says of a clone, or
//! with what was made. It asks for no discovery, and puts two slashes before the organization.

use std::collections::BTreeSet;
use std::fmt::Debug;
use std::process::Command;
use std::time::Duration;

use azure_devops_rust_api::git::models::VersionControlRecursionType;
use azure_devops_rust_api::{Credential, core, git, operations};
use serde_json::{Value, json};

type Checked = Result<(), Box<dyn std::error::Error>>;

const HISTORY: &str = "history";
const ZERO: &str = "0000000000000000000000000000000000000000";

/// Makes checks in order; a plan of them is printed first, and a line of JSON for each.
macro_rules! run {
    ($peer:ident: $($check:ident,)*) => {
        println!("{}", json!({"plan": [$(stringify!($check)),*]}));
        $(report(stringify!($check), $check(&$peer).await);)*
    };
}

fn report(check: &str, checked: Checked) {
    let line = match checked {
        Ok(()) => json!({"check": check, "ok": true}),
        Err(error) => json!({"check": check, "ok": false, "detail": error.to_string()}),
    };
    println!("{line}");
}

fn equal<T: PartialEq + Debug>(what: &str, seen: T, expected: T) -> Checked {
    if seen == expected { Ok(()) } else { Err(format!("{what}: expected {expected:?}, saw {seen:?}").into()) }
}

/// Runs git, which must succeed; what it printed.
fn git_in(folder: &str, arguments: &[&str]) -> Result<String, Box<dyn std::error::Error>> {
    let settled = ["-c", "core.quotePath=false"];
    let output = Command::new("git").args(settled).args(arguments).current_dir(folder).output()?;
    if !output.status.success() {
        let said = String::from_utf8_lossy(&output.stderr).into_owned();
        return Err(format!("git {}: expected success, saw {said}", arguments.join(" ")).into());
    }
    Ok(String::from_utf8(output.stdout)?.trim_end().to_owned())
}

/// Asks git in the clone of the history.
fn history(arguments: &[&str]) -> Result<String, Box<dyn std::error::Error>> {
    git_in(HISTORY, arguments)
}

/// The lines that git prints, whatever their order.
fn history_set(arguments: &[&str]) -> Result<BTreeSet<String>, Box<dyn std::error::Error>> {
    Ok(history(arguments)?.lines().map(str::to_owned).collect())
}

/// The peer's clients, and what the emulator held when the suite began.
struct Peer {
    core: core::Client,
    git: git::Client,
    operations: operations::Client,
    organization: String,
    project: String,
    held: Value,
}

impl Peer {
    fn new(pat: &str) -> Result<Self, Box<dyn std::error::Error>> {
        let url = std::env::var("ADOXIDE_ORG")?;
        let (endpoint, organization) = url.rsplit_once('/').ok_or("no organization")?;
        let endpoint: azure_core::http::Url = endpoint.parse()?;
        let held: Value = serde_json::from_str(&std::env::var("ADOXIDE_HELD")?)?;
        let credential = Credential::from_pat(pat);
        Ok(Self {
            core: core::ClientBuilder::new(credential.clone()).endpoint(endpoint.clone()).build(),
            git: git::ClientBuilder::new(credential.clone()).endpoint(endpoint.clone()).build(),
            operations: operations::ClientBuilder::new(credential).endpoint(endpoint).build(),
            organization: organization.to_owned(),
            project: held["projects"][0]["name"].as_str().ok_or("no project")?.to_owned(),
            held,
        })
    }

    fn names(&self, pointer: &str) -> BTreeSet<String> {
        names(self.held.pointer(pointer).unwrap_or(&Value::Null))
    }

    async fn settled(&self, id: Option<String>) -> Result<Value, Box<dyn std::error::Error>> {
        let id = id.ok_or("no operation")?;
        for _ in 0..200 {
            let operation = self.operations.operations_client().get(&id, &self.organization).await?;
            let status = serde_json::to_value(operation)?["status"].clone();
            if status != "notSet" && status != "queued" && status != "inProgress" {
                return Ok(status);
            }
            tokio::time::sleep(Duration::from_millis(50)).await;
        }
        Err(format!("operation {id}: expected an end, saw none").into())
    }
}

fn names(list: &Value) -> BTreeSet<String> {
    let list = list.as_array().into_iter().flatten();
    list.filter_map(|item| item["name"].as_str()).map(str::to_owned).collect()
}

/// The texts at a pointer in each item of a list.
fn texts(list: &Value, pointer: &str) -> Vec<String> {
    let list = list.as_array().into_iter().flatten();
    list.filter_map(|item| item.pointer(pointer)?.as_str()).map(str::to_owned).collect()
}

/// What was read, as JSON again: what the peer's types kept of it.
fn kept(value: impl serde::Serialize) -> Value {
    serde_json::to_value(value).unwrap_or_default()
}

async fn projects_list(peer: &Peer) -> Checked {
    let projects = peer.core.projects_client();
    let all = projects.list(&peer.organization).await?;
    equal("names", names(&kept(&all.value)), peer.names("/projects"))?;
    let page = projects.list(&peer.organization).top(1).skip(1).await?;
    equal("a page", page.value.len(), 1)
}

async fn projects_get(peer: &Peer) -> Checked {
    let get = peer.core.projects_client().get(&peer.organization, &peer.project);
    let project = kept(get.include_capabilities(true).await?);
    equal("id", &project["id"], &peer.held["projects"][0]["id"])?;
    equal("source control", &project["capabilities"]["versioncontrol"]["sourceControlType"], &json!("Git"))?;
    let error =
        peer.core.projects_client().get(&peer.organization, "None").await.err().ok_or("it was found")?;
    equal("one that is not there", error.http_status().map(u16::from), Some(404))
}

async fn processes_and_teams(peer: &Peer) -> Checked {
    let processes = peer.core.processes_client().list(&peer.organization).await?;
    equal("whether there is Scrum", names(&kept(processes.value)).contains("Scrum"), true)?;
    let teams = peer.core.teams_client().get_teams(&peer.organization, &peer.project).await?;
    let held = kept(&peer.held["projects"][0]["teams"]);
    let held = held.as_array().into_iter().flatten().filter_map(Value::as_str).map(str::to_owned);
    equal("teams", names(&kept(teams.value)), held.collect())
}

async fn projects_create_and_delete(peer: &Peer) -> Checked {
    let projects = peer.core.projects_client();
    let processes = kept(peer.core.processes_client().list(&peer.organization).await?.value);
    let wanted = json!({
        "name": "Größe 7", "description": "By the peer", "visibility": "private",
        "capabilities": {"versioncontrol": {"sourceControlType": "Git"},
                         "processTemplate": {"templateTypeId": processes[0]["id"]}},
    });
    let wanted: core::models::TeamProject = serde_json::from_value(wanted)?;
    let queued = projects.create(&peer.organization, wanted).await?;
    equal("created", peer.settled(queued.id).await?, json!("succeeded"))?;
    let project = kept(projects.get(&peer.organization, "Größe 7").await?);
    equal("description", project["description"].as_str(), Some("By the peer"))?;
    let id = project["id"].as_str().unwrap_or_default();
    let queued = projects.delete(&peer.organization, id).await?;
    equal("deleted", peer.settled(queued.id).await?, json!("succeeded"))?;
    let all = projects.list(&peer.organization).await?;
    equal("names", names(&kept(&all.value)), peer.names("/projects"))
}

async fn repositories_list_and_get(peer: &Peer) -> Checked {
    let repositories = peer.git.repositories_client();
    let all = repositories.list(&peer.organization, &peer.project).await?;
    equal("names", names(&kept(&all.value)), peer.names("/projects/0/repositories"))?;
    let one = repositories.get_repository(&peer.organization, HISTORY, &peer.project).await?;
    equal("default branch", one.default_branch.as_deref(), Some("refs/heads/main"))?;
    let none = repositories.get_repository(&peer.organization, "None", &peer.project).await;
    equal("one that is not there", none.err().and_then(|e| e.http_status()).map(u16::from), Some(404))
}

async fn repositories_create_and_delete(peer: &Peer) -> Checked {
    let repositories = peer.git.repositories_client();
    let wanted: git::models::GitRepositoryCreateOptions = serde_json::from_value(json!({"name": "by-peer"}))?;
    let made = repositories.create(&peer.organization, wanted.clone(), &peer.project).await?;
    let again = repositories.create(&peer.organization, wanted, &peer.project).await;
    equal("again", again.err().and_then(|e| e.http_status()).map(u16::from), Some(409))?;
    repositories.delete(&peer.organization, &made.id, &peer.project).await?;
    let binned = repositories.get_recycle_bin_repositories(&peer.organization, &peer.project).await?;
    equal("in the bin", names(&kept(binned.value)), BTreeSet::from(["by-peer".to_owned()]))?;
    repositories.delete_repository_from_recycle_bin(&peer.organization, &peer.project, &made.id).await?;
    let all = repositories.list(&peer.organization, &peer.project).await?;
    equal("names", names(&kept(&all.value)), peer.names("/projects/0/repositories"))
}

async fn refs_list(peer: &Peer) -> Checked {
    let refs = peer.git.refs_client();
    let all = refs.list(&peer.organization, HISTORY, &peer.project).await?;
    let seen = all.value.iter().map(|one| format!("{} {}", one.object_id, one.name)).collect();
    let format = "--format=%(objectname) %(refname)";
    equal("all", seen, history_set(&["for-each-ref", format, "refs/heads", "refs/tags"])?)?;
    let tags =
        refs.list(&peer.organization, HISTORY, &peer.project).filter("tags/v1").peel_tags(true).await?;
    let peeled: Vec<_> = tags.value.into_iter().map(|one| one.peeled_object_id).collect();
    equal("peeled", peeled, vec![Some(history(&["rev-parse", "v1.0^{}"])?)])
}

async fn refs_update(peer: &Peer) -> Checked {
    let head = history(&["rev-parse", "main"])?;
    let update = async |old: &str, new: &str| {
        let wish = json!([{"name": "refs/heads/by-peer", "oldObjectId": old, "newObjectId": new}]);
        let wish = serde_json::from_value(wish).map_err(|error| error.to_string())?;
        let done = peer.git.refs_client().update_refs(&peer.organization, wish, HISTORY, &peer.project).await;
        let done = done.map_err(|error| error.to_string())?;
        Ok::<_, String>(done.value.first().and_then(|one| one.success))
    };
    let by_git = || history(&["ls-remote", "origin", "refs/heads/by-peer"]);
    equal("created", update(ZERO, &head).await?, Some(true))?;
    equal("by git", by_git()?, format!("{head}\trefs/heads/by-peer"))?;
    equal("stale", update(ZERO, &head).await?, Some(false))?;
    equal("deleted", update(&head, ZERO).await?, Some(true))?;
    equal("by git", by_git()?, String::new())
}

async fn pushes_create(peer: &Peer) -> Checked {
    let old = history(&["rev-parse", "feature"])?;
    let push = json!({
        "refUpdates": [{"name": "refs/heads/feature", "oldObjectId": old}],
        "commits": [{"comment": "By the peer", "changes": [
            {"changeType": "add", "item": {"path": "/ü/new.txt"},
             "newContent": {"content": "Grüße\n", "contentType": "rawText"}},
            {"changeType": "edit", "item": {"path": "/readme.md"},
             "newContent": {"content": "two\n", "contentType": "rawText"}},
        ]}],
    });
    let push: git::models::GitPush = serde_json::from_value(push)?;
    let pushes = peer.git.pushes_client();
    let done = pushes.create(&peer.organization, push.clone(), HISTORY, &peer.project).await?;
    history(&["fetch", "--quiet", "origin"])?;
    let head = history(&["rev-parse", "origin/feature"])?;
    equal("the commit", done.commits[0].commit_id.as_deref(), Some(&*head))?;
    let changes = history(&["diff", "--name-status", "origin/feature^", "origin/feature"])?;
    equal("changes", changes, "M\treadme.md\nA\tü/new.txt".to_owned())?;
    equal("the text", history(&["show", "origin/feature:ü/new.txt"])?, "Grüße".to_owned())?;
    let stale = pushes.create(&peer.organization, push, HISTORY, &peer.project).await;
    equal("stale", stale.err().and_then(|e| e.http_status()).map(u16::from), Some(409))?;
    equal("the branch", history(&["ls-remote", "origin", "feature"])?, format!("{head}\trefs/heads/feature"))
}

async fn pushes_list_and_get(peer: &Peer) -> Checked {
    let pushes = peer.git.pushes_client();
    let list = pushes.list(&peer.organization, HISTORY, &peer.project);
    let all =
        list.search_criteria_ref_name("refs/heads/main").search_criteria_include_ref_updates(true).await?;
    let all = kept(all.value);
    equal("pushes to main", all.as_array().map(Vec::len), Some(3))?;
    let newest = all[0]["refUpdates"].as_array().into_iter().flatten();
    let newest =
        newest.filter(|update| update["name"] == "refs/heads/main").map(|update| &update["newObjectId"]);
    equal("where main is", newest.collect(), vec![&json!(history(&["rev-parse", "main"])?)])?;
    let id = all[0]["pushId"].as_i64().and_then(|id| i32::try_from(id).ok()).ok_or("no pushId")?;
    let one = pushes.get(&peer.organization, HISTORY, id, &peer.project).include_commits(10).await?;
    let commits: Vec<_> = one.commits.into_iter().filter_map(|commit| commit.commit_id).collect();
    equal("commits", commits, vec![history(&["rev-parse", "main"])?])
}

async fn commits_list(peer: &Peer) -> Checked {
    let list = || {
        let list = peer.git.commits_client().get_commits(&peer.organization, HISTORY, &peer.project);
        list.search_criteria_item_version_version("main")
    };
    let ids = |found: git::models::GitCommitRefList| -> BTreeSet<String> {
        found.value.into_iter().filter_map(|commit| commit.commit_id).collect()
    };
    equal("main", ids(list().await?), history_set(&["rev-list", "main"])?)?;
    let by_bob = list().search_criteria_author("Bob").await?;
    equal("author", ids(by_bob), history_set(&["rev-list", "--author=Bob", "main"])?)?;
    let of_path = list().search_criteria_item_path("/docs/manual.md").await?;
    equal("path", ids(of_path), history_set(&["rev-list", "main", "--", "docs/manual.md"])?)?;
    let since = list().search_criteria_from_date("2024-01-04T00:00:00Z").await?;
    equal("date", ids(since), history_set(&["rev-list", "--since=2024-01-04T00:00:00Z", "main"])?)?;
    let page = list().search_criteria_top(2).search_criteria_skip(1).await?;
    equal("a page", page.value.len(), 2)
}

async fn commits_get(peer: &Peer) -> Checked {
    let id = history(&["rev-parse", "main"])?;
    let commits = peer.git.commits_client();
    let commit = kept(commits.get(&peer.organization, &id, HISTORY, &peer.project).await?);
    equal("tree", commit["treeId"].as_str(), Some(&*history(&["rev-parse", "main^{tree}"])?))?;
    equal("parents", &commit["parents"], &json!([history(&["rev-parse", "main^"])?]))?;
    equal("author", commit["author"]["name"].as_str(), Some("Bob Example"))?;
    let changes = kept(commits.get_changes(&peer.organization, &id, HISTORY, &peer.project).await?);
    let files = changes["changes"].as_array().into_iter().flatten();
    let files = files.filter(|change| change["item"]["isFolder"] != true);
    let letter = |change: &Value| match change["changeType"].as_str() {
        Some("add") => "A",
        Some("delete") => "D",
        _ => "M",
    };
    let seen = files.map(|change| {
        let path = change["item"]["path"].as_str().unwrap_or_default();
        format!("{}\t{}", letter(change), path.trim_start_matches('/'))
    });
    equal("changes", seen.collect(), history_set(&["diff-tree", "-r", "--name-status", "main^", "main"])?)
}

async fn items_list_and_get(peer: &Peer) -> Checked {
    let items = peer.git.items_client();
    let list = items.list(&peer.organization, HISTORY, &peer.project);
    let all = list.recursion_level(VersionControlRecursionType::Full).await?;
    let mut files = kept(all.value);
    if let Value::Array(items) = &mut files {
        items.retain(|item| item["gitObjectType"] == "blob");
    }
    let seen = texts(&files, "/objectId").into_iter().zip(texts(&files, "/path"));
    let seen = seen.map(|(id, path)| format!("{id} {path}")).collect();
    let format = "--format=%(objectname) /%(path)";
    equal("files", seen, history_set(&["ls-tree", "-r", format, "main"])?)?;
    let get = items.get(&peer.organization, HISTORY, "/docs/Über uns.txt", &peer.project);
    let item = kept(get.include_content(true).format("json").await?);
    equal("content", item["content"].as_str(), Some("Grüße\n"))?;
    let old = items.get(&peer.organization, HISTORY, "/src/main.rs", &peer.project);
    let old = old.version_descriptor_version("feature").include_content(true).format("json").await?;
    let by_git = history(&["show", "feature:src/main.rs"])? + "\n";
    equal("on a branch", kept(old)["content"].as_str(), Some(&*by_git))?;
    let none = items.get(&peer.organization, HISTORY, "/none", &peer.project).await;
    equal("one that is not there", none.err().and_then(|e| e.http_status()).map(u16::from), Some(404))
}

async fn trees_and_blobs(peer: &Peer) -> Checked {
    let root = history(&["rev-parse", "main^{tree}"])?;
    let get = peer.git.trees_client().get(&peer.organization, HISTORY, &root, &peer.project);
    let tree = kept(get.recursive(true).await?);
    let paths = texts(&tree["treeEntries"], "/relativePath").into_iter().collect();
    equal("paths", paths, history_set(&["ls-tree", "-r", "-t", "--name-only", "main"])?)?;
    let id = history(&["rev-parse", "main:img/every.bin"])?;
    let get = peer.git.blobs_client().get_blob(&peer.organization, HISTORY, &id, &peer.project);
    equal("size", kept(get.format("json").await?)["size"].as_i64(), Some(256))
}

async fn diffs_and_merge_bases(peer: &Peer) -> Checked {
    let diffs = peer.git.diffs_client().get(&peer.organization, HISTORY, &peer.project);
    let diffs =
        kept(diffs.base_version("topic/ahead").target_version("main").diff_common_commit(true).await?);
    let counts = history(&["rev-list", "--left-right", "--count", "topic/ahead...main"])?;
    equal("behind and ahead", format!("{}\t{}", diffs["behindCount"], diffs["aheadCount"]), counts)?;
    let files = diffs["changes"].as_array().into_iter().flatten().filter(|c| c["item"]["isFolder"] != true);
    let files = files.filter_map(|change| change["item"]["path"].as_str()).map(|path| path[1..].to_owned());
    equal("files", files.collect(), history_set(&["diff", "--name-only", "topic/ahead...main"])?)?;
    let (one, other) = (history(&["rev-parse", "main"])?, history(&["rev-parse", "topic/ahead"])?);
    let bases = peer.git.merge_bases_client().list(&peer.organization, HISTORY, &one, &other, &peer.project);
    let bases = bases.await?.value.into_iter().filter_map(|commit| commit.commit_id).collect();
    equal("merge bases", bases, history_set(&["merge-base", "--all", &one, &other])?)
}

async fn stats(peer: &Peer) -> Checked {
    let stats = peer.git.stats_client();
    let all = kept(stats.list(&peer.organization, HISTORY, &peer.project).await?.value);
    equal("names", names(&all), ["feature", "main", "topic/ahead"].map(str::to_owned).into())?;
    let one = kept(stats.get(&peer.organization, HISTORY, "topic/ahead", &peer.project).await?);
    let counts = history(&["rev-list", "--left-right", "--count", "topic/ahead...main"])?;
    equal("ahead and behind", format!("{}\t{}", one["aheadCount"], one["behindCount"]), counts)
}

async fn annotated_tags(peer: &Peer) -> Checked {
    let head = history(&["rev-parse", "main"])?;
    let wanted = json!({"name": "v2", "message": "Two", "taggedObject": {"objectId": head}});
    let wanted: git::models::GitAnnotatedTag = serde_json::from_value(wanted)?;
    let tags = peer.git.annotated_tags_client();
    let made = kept(tags.create(&peer.organization, wanted, &peer.project, HISTORY).await?);
    let id = made["objectId"].as_str().unwrap_or_default();
    let by_git = history(&["ls-remote", "origin", "refs/tags/v2", "refs/tags/v2^{}"])?;
    equal("by git", by_git, format!("{id}\trefs/tags/v2\n{head}\trefs/tags/v2^{{}}"))?;
    let known = kept(tags.get(&peer.organization, &peer.project, HISTORY, id).await?);
    equal("what it names", known["taggedObject"]["objectId"].as_str(), Some(&*head))
}

async fn a_wrong_token(_: &Peer) -> Checked {
    let peer = Peer::new(&"w".repeat(52))?;
    // Without the header that asks for a 401 there is a sign-in page with status 203, which is no list.
    let list = peer.core.projects_client().list(&peer.organization).await;
    equal("whether there is a list", list.is_ok(), false)
}

#[tokio::main]
async fn main() -> Checked {
    let peer = Peer::new(&std::env::var("ADOXIDE_PAT")?)?;
    run! { peer:
        projects_list,
        projects_get,
        processes_and_teams,
        projects_create_and_delete,
        repositories_list_and_get,
        repositories_create_and_delete,
        refs_list,
        refs_update,
        pushes_list_and_get,
        commits_list,
        commits_get,
        items_list_and_get,
        trees_and_blobs,
        diffs_and_merge_bases,
        stats,
        annotated_tags,
        a_wrong_token,
        pushes_create,
    }
    Ok(())
}
