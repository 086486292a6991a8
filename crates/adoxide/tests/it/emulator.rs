//! The SDK against the emulator: whole jobs, in the same process and over a socket.

use std::future::IntoFuture;
use std::path::Path;
use std::sync::LazyLock;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use adoxide::api::core::{ProjectVisibility, TeamProject};
use adoxide::api::git::{self, GetPushes, GetRefs, VersionControlChangeType};
use adoxide::api::wire::Json;
use adoxide::credential::Pat;
use adoxide::resource::{Commit, Project, Ref, Repository, Version};
use adoxide::transport::InProcess;
use adoxide::{Client, ErrorKind, Method, Options};
use adoxide_emulator::{Emulator, FaultKind, FaultRule};
use axum_core::body::Body;
use proptest::prelude::*;

pub fn empty() -> Emulator {
    Emulator::builder().seed_size(0).operation_duration(Duration::ZERO).build().unwrap()
}

/// One whose long operations are long.
pub fn slow() -> Emulator {
    Emulator::builder().seed_size(0).operation_duration(Duration::from_millis(20)).build().unwrap()
}

pub fn in_process(emulator: &Emulator) -> Client {
    Client::builder("http://127.0.0.1:1/fabrikam")
        .credential(Pat::new(emulator.token()).unwrap())
        .transport(InProcess::new(emulator.clone(), Body::new))
        .build()
        .unwrap()
}

pub async fn over_a_socket(emulator: &Emulator) -> Client {
    let listener = tokio::net::TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    tokio::spawn(emulator.clone().serve(listener));
    let credential = Pat::new(emulator.token()).unwrap();
    Client::builder(format!("http://{address}/fabrikam")).credential(credential).build().unwrap()
}

async fn new_repository(ado: &Client) -> Repository {
    let project = ado.create_project("Fabrikam").await.unwrap();
    project.create_repository("web").await.unwrap()
}

#[tokio::test]
async fn a_whole_life_in_process() {
    whole_life(in_process(&slow())).await;
}

#[tokio::test]
async fn a_whole_life_over_a_socket() {
    let emulator = slow();
    whole_life(over_a_socket(&emulator).await).await;
}

pub async fn whole_life(ado: Client) {
    let project = a_project(&ado).await;
    let web = project.create_repository("web").await.unwrap();
    assert_eq!(project.create_repository("WEB").await.unwrap_err().kind(), ErrorKind::AlreadyExists);
    let (first, second) = commits_without_a_clone(&web).await;
    files(&web, &first, &second).await;
    history(&web, &first, &second).await;
    branches_and_tags(&web, &first, &second).await;
    pushes(&web, &first).await;
    the_end(&ado, &project, &web).await;
}

async fn a_project(ado: &Client) -> Project {
    let project = ado.create_project("Fabrikam Fiber").description("about").process("agile").await.unwrap();
    assert_eq!(project.visibility().await.unwrap(), Some(ProjectVisibility::Private));
    assert!(project.default_team().await.unwrap().is_some());
    let again = ado.create_project("Fabrikam Fiber").await.unwrap_err();
    assert_eq!(again.kind(), ErrorKind::AlreadyExists, "{again}");
    let changes = TeamProject { description: Some("more".into()), ..TeamProject::default() };
    project.update(changes).await.unwrap();
    assert_eq!(project.description().await.unwrap().as_deref(), Some("more"));
    project.rename("Fabrikam").await.unwrap();
    assert!(project.ptr_eq(&ado.project("fabrikam")));
    assert!(ado.projects().all().await.unwrap().iter().any(|listed| listed.ptr_eq(&project)));
    project
}

async fn commits_without_a_clone(web: &Repository) -> (String, String) {
    assert!(web.default_branch().await.unwrap().is_none());
    let main = web.branch("main");
    assert!(!main.exists().await.unwrap());
    assert_eq!(web.commit("main", "m").add("/a", "a").push().await.unwrap_err().kind(), ErrorKind::NotFound);
    let first = web
        .commit("main", "First")
        .add("/readme.md", "Hello\n")
        .add("/src/ü #?%.txt", "text")
        .add("/bin/data", &b"\xff\x00\xfe"[..])
        .create()
        .push()
        .await
        .unwrap();
    assert_eq!(main.object_id().await.unwrap(), first.tip().unwrap());
    web.refresh();
    assert_eq!(web.default_branch().await.unwrap().unwrap().name(), "refs/heads/main");
    let second = web
        .commit("main", "Second\n\nWith a body.")
        .edit("/readme.md", "Hello again\n")
        .upsert("/src/ü #?%.txt", "other")
        .upsert("/src/new", "new")
        .rename("/bin/data", "/data")
        .author("Grace Hopper", "grace@example.com")
        .push()
        .await
        .unwrap();
    web.commit("main", "Third").delete("/src").push().await.unwrap();
    (first.tip().unwrap().to_owned(), second.tip().unwrap().to_owned())
}

async fn files(web: &Repository, first: &str, second: &str) {
    assert_eq!(web.file("readme.md").text().await.unwrap(), "Hello again\n");
    let data = web.file("/data").at(Version::branch("main"));
    assert_eq!(data.bytes().await.unwrap(), &b"\xff\x00\xfe"[..]);
    assert_eq!(data.text().await.unwrap_err().kind(), ErrorKind::Decode);
    assert_eq!(data.stream().await.unwrap().bytes().await.unwrap(), &b"\xff\x00\xfe"[..]);
    let as_it_was = |sha: &str| web.commit_by_id(sha).file("/src/ü #?%.txt");
    assert_eq!(as_it_was(first).text().await.unwrap(), "text");
    assert_eq!(as_it_was(second).text().await.unwrap(), "other");
    assert!(!web.file("/src/new").exists().await.unwrap());
    let gone = web.file("/src/new").text().await.unwrap_err();
    assert_eq!(
        (gone.kind(), gone.type_key()),
        (ErrorKind::NotFound, Some("GitItemNotFoundException")),
        "{gone}"
    );
    let nowhere = web.file("/data").at(Version::branch("nowhere")).exists().await.unwrap_err();
    assert_eq!(nowhere.kind(), ErrorKind::NotFound, "{nowhere}");
    let item = web.file("/data").item().await.unwrap();
    assert_eq!(item.path.as_deref(), Some("/data"));
    let paths = |items: Vec<git::GitItem>| -> Vec<String> {
        let mut paths: Vec<_> = items.into_iter().filter_map(|item| item.path).collect();
        paths.sort();
        paths
    };
    let now = web.folder("/").recursive().items().all().await.unwrap();
    assert_eq!(paths(now), ["/", "/data", "/readme.md"]);
    let then = web.folder("src").at(Version::commit(second)).items().all().await.unwrap();
    assert_eq!(paths(then), ["/src", "/src/new", "/src/ü #?%.txt"]);
}

async fn history(web: &Repository, first: &str, second: &str) {
    let commits = web.commits().stream().all().await.unwrap();
    let mut messages = Vec::new();
    for commit in &commits {
        messages.push(commit.message().await.unwrap());
    }
    assert_eq!(messages, ["Third", "Second\n\nWith a body.", "First"]);
    assert_eq!(commits[1].author().await.unwrap().name.as_deref(), Some("Grace Hopper"));
    assert!(commits[1].parents().await.unwrap()[0].ptr_eq(&commits[2]));
    assert!(commits[2].parents().await.unwrap().is_empty());
    assert_eq!(commits[2].changes().all().await.unwrap().iter().filter(|change| is_file(change)).count(), 3);
    let by_grace = web.commits().author("Grace").stream().all().await.unwrap();
    assert_eq!(by_grace.iter().map(Commit::sha).collect::<Vec<_>>(), [second]);
    let last = web.commits().path("/readme.md").first().await.unwrap().unwrap();
    assert_eq!(last.sha(), second);
    let diff = web.diff(Version::commit(first), Version::commit(second)).direct();
    let mut changed: Vec<_> = diff.changes().all().await.unwrap().into_iter().filter(is_file).collect();
    changed.sort_by_key(|change| change.item.as_ref().and_then(|item| item.path.clone()));
    let changed: Vec<_> =
        changed.iter().map(|change| change.item.as_ref().unwrap().path.clone().unwrap()).collect();
    assert!(
        changed.contains(&"/readme.md".to_owned()) && changed.contains(&"/data".to_owned()),
        "{changed:?}"
    );
    let summary = web.diff(Version::commit(first), Version::branch("main")).summary().await.unwrap();
    assert_eq!((summary.ahead_count, summary.behind_count), (Some(2), Some(0)));
    let bases = web.merge_bases(first, second).await.unwrap();
    assert_eq!(bases.iter().map(Commit::sha).collect::<Vec<_>>(), [first]);
}

async fn branches_and_tags(web: &Repository, first: &str, second: &str) {
    let topic = web.branch("topic/ü");
    topic.create(first).await.unwrap();
    assert_eq!(topic.create(first).await.unwrap_err().kind(), ErrorKind::AlreadyExists);
    assert_eq!(web.branch("topic").create(first).await.unwrap_err().kind(), ErrorKind::Conflict);
    assert!(!web.branch("top").exists().await.unwrap(), "no prefix of a name is a name");
    topic.move_to(second).await.unwrap();
    assert_eq!(topic.commit().await.unwrap().sha(), second);
    let stats = topic.stats(Some(Version::branch("main"))).await.unwrap();
    assert_eq!((stats.ahead_count, stats.behind_count), (Some(0), Some(1)));
    let stale = web.branch("topic/ü");
    stale.snapshot().await.unwrap();
    web.commit("topic/ü", "Fourth").add("/x", "x").push().await.unwrap();
    topic.lock().await.unwrap();
    assert_eq!(topic.snapshot().await.unwrap().is_locked, Some(true));
    topic.unlock().await.unwrap();
    let tag = web.tag("v1");
    tag.create(first).await.unwrap();
    assert!(tag.annotation().await.unwrap().is_none());
    assert_eq!(web.file("/readme.md").at(tag.version().unwrap()).text().await.unwrap(), "Hello\n");
    let annotated = web.tag("v2");
    annotated.annotate(second, "The second").await.unwrap();
    assert_eq!(annotated.commit().await.unwrap().sha(), second);
    let annotation = annotated.annotation().await.unwrap().unwrap();
    assert_eq!(annotation.message.as_deref().map(str::trim_end), Some("The second"));
    annotated.delete().await.unwrap();
    assert!(!annotated.exists().await.unwrap());
    let names =
        |refs: Vec<Ref>| -> Vec<String> { refs.iter().map(|found| found.short_name().to_owned()).collect() };
    assert_eq!(names(web.branches().all().await.unwrap()), ["main", "topic/ü"]);
    assert_eq!(names(web.tags().all().await.unwrap()), ["v1"]);

    // A branch of its own for a commit, in one request.
    let push = web
        .commit("fix", "Fix")
        .edit("/readme.md", "Fixed\n")
        .create_from(&web.commit_by_id(first))
        .push()
        .await
        .unwrap();
    assert_eq!(push.commits()[0].parents().await.unwrap()[0].sha(), first);
    web.branch("fix").delete().await.unwrap();
}

async fn pushes(web: &Repository, first: &str) {
    let pushes = web.pushes().of(&web.branch("main")).stream().all().await.unwrap();
    assert_eq!(pushes.len(), 3);
    assert_eq!(pushes[2].ref_updates()[0].new_object_id.as_deref(), Some(first));
    let push = web.push_by_id(pushes[2].id().unwrap()).await.unwrap();
    assert_eq!((push.tip().unwrap(), push.commits()[0].sha()), (first, first));
}

/// Renamed, deleted, restored, and gone with its project.
async fn the_end(ado: &Client, project: &Project, web: &Repository) {
    web.set_default_branch("topic/ü").await.unwrap();
    web.rename("shop").await.unwrap();
    assert_eq!(web.default_branch().await.unwrap().unwrap().short_name(), "topic/ü");
    assert!(web.ptr_eq(&project.repository("Shop")));
    let id = web.id().await.unwrap();
    web.delete().await.unwrap();
    assert_eq!(web.snapshot().await.unwrap_err().kind(), ErrorKind::NotFound);
    let deleted = project.deleted_repositories().all().await.unwrap();
    assert_eq!(deleted[0].id.as_deref(), Some(&*id));
    let back = project.restore_repository(&id).await.unwrap();
    assert!(back.ptr_eq(web));
    assert_eq!(back.name().await.unwrap(), "shop");
    project.delete().await.unwrap();
    assert_eq!(project.snapshot().await.unwrap_err().kind(), ErrorKind::NotFound);
    assert_eq!(ado.project("Fabrikam").id().await.unwrap_err().kind(), ErrorKind::NotFound);
}

fn is_file(change: &git::GitChange) -> bool {
    change.item.as_ref().is_some_and(|item| item.is_folder != Some(true))
}

#[tokio::test]
async fn two_who_commit_at_the_same_time_both_get_in_or_are_told() {
    let emulator = empty();
    let ado = in_process(&emulator);
    let web = new_repository(&ado).await;
    web.commit("main", "First").add("/shared", "0").create().push().await.unwrap();
    let push = |index: usize| {
        let web = web.clone();
        async move { web.commit("main", format!("file {index}")).add(format!("/{index}"), "x").push().await }
    };
    let results = futures::future::join_all((0..5).map(push)).await;
    for result in &results {
        assert!(result.is_ok(), "{result:?}");
    }
    assert_eq!(web.commits().stream().all().await.unwrap().len(), 6);
    let edit = |index: usize| {
        let web = web.clone();
        async move { web.commit("main", "same").edit("/shared", format!("{index}")).push().await }
    };
    let results = futures::future::join_all((0..5).map(edit)).await;
    let done = results.iter().filter(|result| result.is_ok()).count();
    let told = results
        .iter()
        .filter(|result| result.as_ref().is_err_and(|error| error.kind() == ErrorKind::Conflict));
    // Those who began after another was done saw its work; nobody overwrote what they had not seen.
    assert!(done >= 1);
    assert_eq!(done + told.count(), 5);
    assert_eq!(web.commits().stream().all().await.unwrap().len(), 6 + done);
}

#[tokio::test]
async fn lists_are_whole_however_they_are_paged() {
    let emulator = empty();
    let ado = in_process(&emulator);
    let web = new_repository(&ado).await;
    let first = web.commit("main", "0").add("/0", "x").create().push().await.unwrap();
    for index in 1..13 {
        web.commit("main", index.to_string()).upsert("/0", index.to_string()).push().await.unwrap();
        web.branch(format!("b{index:02}")).create(first.tip().unwrap()).await.unwrap();
    }
    let projects = (1..13).map(|index| ado.create_project(format!("Project {index}")).into_future());
    futures::future::try_join_all(projects).await.unwrap();
    let refs = GetRefs { top: Some(5), filter: Some("heads/".into()), ..GetRefs::default() };
    assert_eq!(web.refs(refs).all().await.unwrap().len(), 13);
    let pushes =
        web.pushes().params(|params: &mut GetPushes| params.top = Some(5)).stream().all().await.unwrap();
    assert_eq!(pushes.len(), 25);
    let commits = web.commits().params(|params| params.top = Some(5)).stream().all().await.unwrap();
    assert_eq!(commits.len(), 13);
    let few = adoxide::api::core::GetProjects { top: Some(5), ..Default::default() };
    let mut listing = ado.projects_with(few.clone());
    let mut projects = vec![listing.next().await.unwrap().unwrap()];
    let continuation = loop {
        projects.push(listing.next().await.unwrap().unwrap());
        if projects.len() == 5 {
            break listing.continuation().unwrap().to_string();
        }
    };
    projects.extend(ado.projects_with(few).resume(continuation.parse().unwrap()).all().await.unwrap());
    let mut names = Vec::new();
    for project in &projects {
        names.push(project.name().await.unwrap());
    }
    names.sort();
    names.dedup();
    assert_eq!((projects.len(), names.len()), (13, 13));
}

#[tokio::test]
async fn who_may_not_is_told_so() {
    let emulator = empty();
    let wrong = Pat::new("x".repeat(52)).unwrap().from_source("the wrong token");
    let ado = Client::builder("http://127.0.0.1:1/fabrikam")
        .credential(wrong)
        .transport(InProcess::new(emulator.clone(), Body::new))
        .build()
        .unwrap();
    let error = ado.projects().all().await.unwrap_err();
    assert_eq!(
        (error.kind(), error.credential_source()),
        (ErrorKind::Auth, Some("the wrong token")),
        "{error}"
    );
    let ado = in_process(&emulator);
    emulator.add_fault(FaultRule::new(FaultKind::SignInPage).times(1));
    assert_eq!(ado.projects().all().await.unwrap_err().kind(), ErrorKind::Auth);
    emulator.add_fault(FaultRule::new(FaultKind::ExpiredToken).times(1));
    let error = ado.projects().all().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Auth);
    assert!(error.to_string().contains("expired"), "{error}");
    for (kind, path) in [
        (ErrorKind::NotFound, "/nobody/_apis/projects"),
        (ErrorKind::NotFound, "/fabrikam/_apis/projects/nothing"),
        (ErrorKind::NotFound, "/fabrikam/_apis/git/repositories/nothing"),
        (ErrorKind::NotSupported, "/fabrikam/_apis/nothing/at/all"),
        (ErrorKind::NotSupported, "/fabrikam/_apis/projects?api-version=99.0"),
    ] {
        let error = ado.request(Method::GET, format!("http://127.0.0.1:1{path}")).await.unwrap_err();
        assert_eq!(error.kind(), kind, "{path}: {error}");
    }
}

fn count(emulator: &Emulator, operation: &str) -> usize {
    emulator.requests().iter().filter(|request| request.operation.as_deref() == Some(operation)).count()
}

/// What goes wrong, whether a push is sent again after it, and whether it was carried out.
fn everything() -> Vec<(FaultKind, bool, bool)> {
    let unavailable =
        |status: u16, is_html| FaultKind::Unavailable { status: status.try_into().unwrap(), is_html };
    let mut all = connection();
    all.extend([
        (FaultKind::Throttle { retry_after: Some(Duration::from_millis(20)) }, true, true),
        (FaultKind::Throttle { retry_after: None }, true, true),
        (unavailable(500, false), false, false),
        (unavailable(503, true), false, false),
    ]);
    all
}

/// What a socket makes different.
pub fn connection() -> Vec<(FaultKind, bool, bool)> {
    vec![
        (FaultKind::ResetBefore, false, false),
        (FaultKind::ResetAfter, false, true),
        (FaultKind::Truncate, false, true),
    ]
}

#[tokio::test(start_paused = true)]
async fn faults_in_process() {
    let emulator = empty();
    let ado = in_process(&emulator);
    faults(&emulator, &ado, everything(), 3).await;
}

#[tokio::test]
async fn faults_over_a_socket() {
    let emulator = empty();
    let ado = over_a_socket(&emulator).await;
    faults(&emulator, &ado, connection(), 1).await;
}

/// A read always completes, and a push is never made twice.
pub async fn faults(emulator: &Emulator, ado: &Client, kinds: Vec<(FaultKind, bool, bool)>, times: usize) {
    let web = new_repository(ado).await;
    web.commit("main", "First").add("/a", "a").create().push().await.unwrap();
    for (number, (kind, sent_again, carried_out)) in kinds.into_iter().enumerate() {
        emulator.clear_requests();
        emulator.add_fault(FaultRule::new(kind.clone()).operation("git.get_item").times(times as u64));
        assert_eq!(web.file("/a").text().await.unwrap(), "a", "{kind:?}");
        assert_eq!(count(emulator, "git.get_item"), times + 1, "{kind:?}");
        emulator.add_fault(FaultRule::new(kind.clone()).operation("git.create_push").times(1));
        let result = web.commit("main", "More").add(format!("/{number}"), "x").push().await;
        assert_eq!(count(emulator, "git.create_push"), 1 + usize::from(sent_again), "{kind:?}");
        assert_eq!(result.is_ok(), sent_again, "{kind:?}: {result:?}");
        assert_eq!(result.is_err_and(|error| error.outcome_unknown()), !sent_again, "{kind:?}");
        let there = web.file(format!("/{number}")).exists().await.unwrap();
        assert_eq!(there, carried_out, "{kind:?}");
        emulator.clear_faults();
    }
    // A delayed answer is an answer; what comes after it waits.
    let wait = Duration::from_millis(20);
    emulator.add_fault(FaultRule::new(FaultKind::Delay { retry_after: wait }).times(1));
    let before = tokio::time::Instant::now();
    web.file("/a").text().await.unwrap();
    web.file("/a").text().await.unwrap();
    assert!(before.elapsed() >= wait);
    assert!(ado.rate_limit().is_some());
}

#[tokio::test]
async fn git_clones_what_was_committed() {
    let emulator = empty();
    let ado = over_a_socket(&emulator).await;
    let web = new_repository(&ado).await;
    web.commit("main", "First")
        .add("/text", "a\r\nb\n")
        .add("/ü b/data", &b"\x00\x01\xff"[..])
        .add("/empty", "")
        .create()
        .push()
        .await
        .unwrap();
    let push = web.commit("main", "Second").rename("/text", "/moved").push().await.unwrap();
    let folder = tempfile::tempdir().unwrap();
    let url = format!("{}/Fabrikam/_git/web", ado.address());
    let url = url.replace("http://", &format!("http://any:{}@", emulator.token()));
    run_git(folder.path(), &["clone", "--quiet", &url, "clone"]).await;
    let clone = folder.path().join("clone");
    assert_eq!(run_git(&clone, &["rev-parse", "HEAD"]).await.trim(), push.tip().unwrap());
    assert_eq!(std::fs::read(clone.join("moved")).unwrap(), b"a\r\nb\n");
    assert_eq!(std::fs::read(clone.join("ü b/data")).unwrap(), b"\x00\x01\xff");
    assert_eq!(std::fs::read(clone.join("empty")).unwrap(), b"");
    assert!(!clone.join("text").exists());
    run_git(&clone, &["fsck", "--strict"]).await;
}

async fn run_git(folder: &Path, arguments: &[&str]) -> String {
    let mut git = tokio::process::Command::new("git");
    git.current_dir(folder).args(["-c", "core.autocrlf=false"]).args(arguments);
    git.env("GIT_CONFIG_GLOBAL", "/dev/null").env("GIT_TERMINAL_PROMPT", "0");
    let output = git.output().await.unwrap();
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// A new repository in an emulator that all cases share.
async fn one_of_many() -> Repository {
    static EMULATOR: LazyLock<Emulator> = LazyLock::new(|| Emulator::builder().seed_size(1).build().unwrap());
    static NUMBER: AtomicUsize = AtomicUsize::new(0);
    let project = in_process(&EMULATOR).projects().next().await.unwrap().unwrap();
    let name = format!("case {}", NUMBER.fetch_add(1, Ordering::Relaxed));
    project.create_repository(name).await.unwrap()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]

    #[test]
    fn a_file_of_any_name_and_content_comes_back(
        name in "[a-z0-9 #%?&+=;@!'é日\u{1F600}._-]{1,16}",
        folder in "[a-zA-Z #%é]{1,8}",
        bytes in proptest::collection::vec(any::<u8>(), 0..64),
        text in "\\PC{0,40}",
    ) {
        let usable = |name: &str| !name.trim().is_empty() && name != "." && name != ".." && name.trim() == name && !name.ends_with('.');
        prop_assume!(usable(&name) && usable(&folder));
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let web = one_of_many().await;
            let (one, other) = (format!("/{folder}/{name}"), format!("/{folder}/{name}2"));
            web.commit("main", &text).add(&one, bytes.clone()).add(&other, text.as_str()).create().push().await.unwrap();
            assert_eq!(web.file(&one).bytes().await.unwrap(), bytes);
            assert_eq!(web.file(&other).text().await.unwrap(), text);
            assert!(web.file(&one).exists().await.unwrap());
        });
    }
}

#[tokio::test]
async fn raw_operations_and_requests_answer_the_same() {
    let emulator = Emulator::builder().seed_size(2).build().unwrap();
    let ado = in_process(&emulator).with(Options::default().attempts(1));
    let typed = ado.items(git::get_repositories(None, git::GetRepositories::default())).all().await.unwrap();
    let mut pages = ado.raw_pages(git::get_repositories(None, git::GetRepositories::default()));
    let page = pages.next().await.unwrap().unwrap();
    let raw: Vec<Json> = serde_json::from_slice(&page.array()).unwrap();
    assert!(page.is_last() && !typed.is_empty());
    let untyped = ado.request(Method::GET, "_apis/git/repositories?api-version=7.1").await.unwrap().body;
    let ids = |values: &[Json]| -> Vec<String> {
        values.iter().map(|value| value["id"].as_str().unwrap().to_owned()).collect()
    };
    assert_eq!(ids(&raw), typed.iter().map(|repository| repository.id.clone().unwrap()).collect::<Vec<_>>());
    assert_eq!(ids(&raw), ids(untyped["value"].as_array().unwrap()));
    let mut changes = 0;
    for repository in &typed {
        let project = ado.project(repository.project.as_ref().unwrap().id.as_ref().unwrap());
        let web = project.repository(repository.id.as_ref().unwrap());
        let mut commits = web.commits().stream();
        while let Some(commit) = commits.next().await {
            let list = commit.unwrap().changes().all().await.unwrap();
            changes += list
                .iter()
                .filter(|change| change.change_type != Some(VersionControlChangeType::None))
                .count();
        }
    }
    assert!(changes > 0);
}
