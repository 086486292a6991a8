//! Repositories from their making to their end, and what is wrong with what people ask of them.

use std::time::Duration;

use adoxide::credential::Pat;
use adoxide::resource::{Completion, PolicyKind, Repository, Version};
use adoxide::transport::InProcess;
use adoxide::{Client, Error, ErrorKind};
use adoxide_emulator::Emulator;
use adoxide_emulator::world::journal::Stamp;
use axum_core::body::Body;

fn client() -> Client {
    let emulator = Emulator::builder().seed_size(0).operation_duration(Duration::ZERO).build().unwrap();
    Client::builder("http://127.0.0.1:1/fabrikam")
        .credential(Pat::new(emulator.token()).unwrap())
        .transport(InProcess::new(emulator, Body::new))
        .build()
        .unwrap()
}

async fn repository(ado: &Client, name: &str) -> Repository {
    let project = ado.project("Fabrikam");
    let repo = project.create_repository(name).await.unwrap();
    repo.commit("main", "First").add("/a.txt", "one\n").add("/b.txt", "b\n").create().push().await.unwrap();
    repo
}

/// Where everything is.
async fn refs(repo: &Repository) -> Vec<(String, String)> {
    let mut all = Vec::new();
    for name in repo.branches().all().await.unwrap().into_iter().chain(repo.tags().all().await.unwrap()) {
        name.refresh();
        all.push((name.name().to_owned(), name.object_id().await.unwrap()));
    }
    all
}

#[tokio::test]
async fn a_repository_is_forked_imported_disabled_deleted_restored_and_destroyed() {
    let ado = client();
    let project = ado.create_project("Fabrikam").await.unwrap();
    let repo = repository(&ado, "web").await;
    let fork = repo.fork(&project, "web-fork").await.unwrap();
    assert_eq!(refs(&fork).await, refs(&repo).await);
    assert_eq!(fork.snapshot().await.unwrap().is_fork, Some(true));
    let copy = project.create_repository("copy").await.unwrap();
    copy.import("http://127.0.0.1:1/fabrikam/Fabrikam/_git/web").await.unwrap();
    assert_eq!(refs(&copy).await, refs(&repo).await);
    assert_eq!(copy.default_branch().await.unwrap().unwrap().short_name(), "main");
    let error = copy.import("http://127.0.0.1:1/fabrikam/Fabrikam/_git/web").await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Conflict, "{error}");
    let empty = project.create_repository("empty").await.unwrap();
    let error = empty.import("https://example.com/nothing").await.unwrap_err();
    assert!(error.to_string().contains("nothing was imported: "), "{error}");
    copy.set_disabled(true).await.unwrap();
    assert_eq!(copy.file("/a.txt").text().await.unwrap_err().kind(), ErrorKind::NotFound);
    copy.set_disabled(false).await.unwrap();
    assert_eq!(copy.file("/a.txt").text().await.unwrap(), "one\n");

    let id = copy.id().await.unwrap();
    copy.delete().await.unwrap();
    let bin = |ids: Vec<adoxide::api::git::GitDeletedRepository>| {
        ids.into_iter().filter_map(|one| one.id).collect::<Vec<_>>()
    };
    assert_eq!(bin(project.deleted_repositories().all().await.unwrap()), std::slice::from_ref(&id));
    let again = project.restore_repository(&id).await.unwrap();
    assert_eq!(again.file("/a.txt").text().await.unwrap(), "one\n");
    again.delete().await.unwrap();
    project.destroy_repository(&id).await.unwrap();
    assert!(project.deleted_repositories().all().await.unwrap().is_empty());
    let error = project.restore_repository(&id).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::NotFound, "{error}");
}

#[tokio::test]
async fn what_is_wrong_is_said_in_a_sentence_and_nothing_is_lost() {
    let ado = client();
    let project = ado.create_project("Fabrikam").await.unwrap();
    let repo = repository(&ado, "web").await;
    let first = repo.branch("main").object_id().await.unwrap();
    repo.commit("main", "Second").edit("/a.txt", "two\n").push().await.unwrap();
    repo.branch("clash").create(&first).await.unwrap();
    repo.commit("clash", "Clash").edit("/a.txt", "three\n").push().await.unwrap();
    repo.branch("topic").create(&first).await.unwrap();
    repo.commit("topic", "Topic").add("/c.txt", "c\n").push().await.unwrap();
    repo.branch("guarded").create(&first).await.unwrap();
    let comments = PolicyKind::CommentRequirements;
    project.new_policy(&comments).branch(&repo, "guarded").await.unwrap().create().await.unwrap();
    repo.commit("main", "Bytes").add("/every.bin", (0..=255).collect::<Vec<u8>>()).push().await.unwrap();
    let clash = repo.new_pull_request("clash", "Clash").create().await.unwrap();
    let done = repo.new_pull_request("topic", "Done").create().await.unwrap();
    done.complete(Completion::new()).await.unwrap();
    let nobody = "00000000-0000-0000-0000-000000000009";
    let empty = project.create_repository("empty").await.unwrap();
    let disabled = repository(&ado, "disabled").await;
    disabled.set_disabled(true).await.unwrap();
    let before = refs(&repo).await;

    let late = repo.commit("main", "Late").add("/d.txt", "d\n").expect_tip(&first).push().await.map(drop);
    let guarded = repo.commit("guarded", "Past it").add("/d.txt", "d\n").push().await.map(drop);
    let cases: Vec<(&str, Result<(), Error>, ErrorKind, &str)> = vec![
        ("stale ref", late, ErrorKind::Conflict, "main"),
        ("protected branch", guarded, ErrorKind::Policy, "TF402455: Pushes to this branch are not permitted"),
        (
            "merge conflict",
            clash.complete(Completion::new()).await.map(drop),
            ErrorKind::Conflict,
            "Conflicts in /a.txt",
        ),
        ("already completed", done.set_title("Other").await, ErrorKind::Invalid, "TF401181"),
        (
            "completed again",
            done.complete(Completion::new()).await.map(drop),
            ErrorKind::Conflict,
            "completed",
        ),
        ("reviewer unknown", clash.add_reviewer(nobody, true).await.map(drop), ErrorKind::Invalid, nobody),
        ("no such line", clash.comment_on("a.txt", 0, "?").await.map(drop), ErrorKind::Invalid, "line"),
        (
            "text that is none",
            repo.file("/every.bin").text().await.map(drop),
            ErrorKind::Decode,
            "/every.bin",
        ),
        ("no such file", repo.file("/none").text().await.map(drop), ErrorKind::NotFound, "TF401174"),
        ("empty: file", empty.file("/a.txt").text().await.map(drop), ErrorKind::NotFound, "VS403403"),
        ("empty: branch", empty.branch("main").object_id().await.map(drop), ErrorKind::NotFound, "main"),
        ("disabled: read", disabled.file("/a.txt").text().await.map(drop), ErrorKind::NotFound, "TF401019"),
        (
            "disabled: write",
            disabled.commit("main", "No").add("/d.txt", "d").push().await.map(drop),
            ErrorKind::NotFound,
            "TF401019",
        ),
        ("no such branch", repo.branch("nothing").delete().await, ErrorKind::NotFound, "nothing"),
        (
            "name is taken",
            project.create_repository("web").await.map(drop),
            ErrorKind::AlreadyExists,
            "TF400948",
        ),
    ];
    let wrong = cases.into_iter().filter_map(|(what, result, kind, words)| {
        let Err(error) = result else { return Some(format!("{what}: it was done")) };
        let text = error.to_string();
        let is_good = error.kind() == kind && text.contains(words) && !text.contains('\n');
        (!is_good).then(|| format!("{what}: {:?}: {text}", error.kind()))
    });
    assert_eq!(wrong.collect::<Vec<_>>(), Vec::<String>::new());
    assert_eq!(refs(&repo).await, before);
    disabled.set_disabled(false).await.unwrap();
    assert_eq!(disabled.file("/a.txt").text().await.unwrap(), "one\n");
    assert_eq!(repo.file("/every.bin").bytes().await.unwrap()[..], (0..=255).collect::<Vec<u8>>()[..]);
}

#[tokio::test]
async fn every_legal_path_and_size_comes_back_as_it_went() {
    let ado = client();
    ado.create_project("Fabrikam").await.unwrap();
    let repo = repository(&ado, "web").await;
    let huge: Vec<u8> = (0..8_000_000_u32).map(|at| (at.wrapping_mul(2_654_435_761) >> 24) as u8).collect();
    let paths = [
        "/ !#$%&'()+,-.;=@[]^_`{}~",
        "/ä ö/中文/😀.txt",
        "/a+b%20c/100%.txt",
        "/.hidden/…",
        "/semi;colon?no=1&x#y",
    ];
    let mut commit = repo.commit("main", "Names").add("/huge.bin", huge.clone());
    for path in paths {
        commit = commit.add(path, path.to_owned());
    }
    commit.push().await.unwrap();
    let items = repo.folder("/").recursive().items().all().await.unwrap();
    let listed: Vec<_> = items.into_iter().filter_map(|item| item.path).collect();
    for path in paths {
        assert_eq!(repo.file(path).text().await.unwrap(), path);
        assert!(listed.iter().any(|known| known == path), "{path}: {listed:?}");
    }
    assert!(repo.file("/huge.bin").bytes().await.unwrap() == huge);
}

#[tokio::test]
async fn a_branch_and_a_tag_of_one_name_are_two() {
    let ado = client();
    ado.create_project("Fabrikam").await.unwrap();
    let repo = repository(&ado, "web").await;
    let first = repo.branch("main").object_id().await.unwrap();
    repo.tag("v1").create(&first).await.unwrap();
    repo.branch("v1").create(&first).await.unwrap();
    repo.commit("v1", "Of the branch").edit("/a.txt", "branch\n").push().await.unwrap();
    let text = async |version| repo.file("/a.txt").at(version).text().await.unwrap();
    assert_eq!(text(Version::branch("v1")).await, "branch\n");
    assert_eq!(text(Version::tag("v1")).await, "one\n");
    repo.branch("v1").delete().await.unwrap();
    assert_eq!(text(Version::tag("v1")).await, "one\n");
}

#[tokio::test(start_paused = true)]
async fn a_repository_in_maintenance_says_so() {
    let emulator = Emulator::builder().seed_size(0).operation_duration(Duration::ZERO).build().unwrap();
    let ado = Client::builder("http://127.0.0.1:1/fabrikam")
        .credential(Pat::new(emulator.token()).unwrap())
        .transport(InProcess::new(emulator.clone(), Body::new))
        .build()
        .unwrap();
    ado.create_project("Fabrikam").await.unwrap();
    let repo = repository(&ado, "web").await;
    let id = repo.id().await.unwrap();
    let set = |busy| {
        emulator.update(|world, at| {
            let organization = world.organization_mut("fabrikam").unwrap();
            let actor = organization.owner();
            organization
                .change(Stamp { at, actor }, |tx| tx.set_repository_maintenance(id.parse().unwrap(), busy))
                .unwrap();
        });
    };
    set(true);
    repo.refresh();
    assert_eq!(repo.snapshot().await.unwrap().is_in_maintenance, Some(true));
    let push = repo.commit("main", "Late").add("/d.txt", "d\n").push().await.map(drop);
    for refused in [repo.file("/a.txt").text().await.map(drop), push] {
        let error = refused.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Unavailable, "{error}");
        assert!(error.to_string().contains("web is in maintenance"), "{error}");
    }
    set(false);
    assert_eq!(repo.file("/a.txt").text().await.unwrap(), "one\n");
}

#[tokio::test]
async fn policies_hold_by_repository_and_branch() {
    let ado = client();
    let project = ado.create_project("Fabrikam").await.unwrap();
    let (web, api) = (repository(&ado, "web").await, repository(&ado, "api").await);
    let comments = PolicyKind::CommentRequirements;
    project.new_policy(&comments).branch(&web, "main").await.unwrap().create().await.unwrap();
    // Without a branch: everywhere in the project.
    project.new_policy(&PolicyKind::WorkItemLinking).create().await.unwrap();
    let names = async |found: adoxide::resource::Listing<adoxide::resource::Policy>| {
        let found = found.all().await.unwrap();
        found.iter().map(|policy| policy.type_name().to_owned()).collect::<Vec<_>>()
    };
    let (comments, items) = ("Comment requirements".to_owned(), "Work item linking".to_owned());
    let both = [comments, items.clone()];
    assert_eq!(names(web.policies().await.unwrap()).await, both);
    assert_eq!(names(api.policies().await.unwrap()).await, std::slice::from_ref(&items));
    assert_eq!(names(web.branch("main").policies().await.unwrap()).await, both);
    assert_eq!(names(web.branch("topic").policies().await.unwrap()).await, [items]);
}

#[tokio::test]
async fn a_pull_request_is_found_by_its_url() {
    let ado = client();
    ado.create_project("Fabrikam").await.unwrap();
    let repo = repository(&ado, "web").await;
    let first = repo.branch("main").object_id().await.unwrap();
    repo.branch("topic").create(&first).await.unwrap();
    repo.commit("topic", "Topic").add("/c.txt", "c\n").push().await.unwrap();
    let made = repo.new_pull_request("topic", "Topic").create().await.unwrap();
    let page = made.web_url().await.unwrap().unwrap();
    let url = made.snapshot().await.unwrap().url.clone().unwrap();
    for url in [page.as_str(), &format!("{page}?_a=files"), &url] {
        assert!(ado.pull_request_at(url).await.unwrap().ptr_eq(&made), "{url}");
    }
    let repository = repo.web_url().await.unwrap().unwrap();
    for wrong in [&repository, "https://dev.azure.com/other/p/_git/r/pullrequest/1", "7"] {
        let error = ado.pull_request_at(wrong).await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Invalid, "{wrong}: {error}");
    }
    // What is called like the segment that says what it is does not stand in its way.
    let named = page.replace("/Fabrikam/", "/pullrequest/").replace("/web/", "/pullrequests/");
    assert!(ado.pull_request_at(&named).await.unwrap().ptr_eq(&made), "{named}");
    let error = ado.pull_request_at(&format!("{repository}/pullrequest/99")).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::NotFound, "{error}");
}
