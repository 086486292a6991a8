//! Who may do what in repositories, and forks.

use std::time::Duration;

use adoxide::credential::Pat;
use adoxide::resource::{GitPermissions, Repository};
use adoxide::transport::InProcess;
use adoxide::{Client, ErrorKind};
use adoxide_emulator::Emulator;
use adoxide_emulator::world::journal::Stamp;
use axum_core::body::Body;

const CONTRIBUTORS: &str = "[Fabrikam]\\Contributors";

/// The owner, and Bob, who contributes to the project.
struct Stage {
    ada: Client,
    bob: Client,
    repo: Repository,
}

impl Stage {
    async fn new() -> Self {
        let emulator = Emulator::builder().seed_size(0).operation_duration(Duration::ZERO).build().unwrap();
        let token = emulator.update(|world, at| {
            let bob = world.add_identity("Bob Example", "bob@fabrikam.example");
            let organization = world.organization_mut("fabrikam").unwrap();
            let actor = organization.owner();
            organization.change(Stamp { at, actor }, |tx| tx.add_member(bob)).unwrap();
            world.new_token(bob, None)
        });
        let client = |token: &str| {
            Client::builder("http://127.0.0.1:1/fabrikam")
                .credential(Pat::new(token).unwrap())
                .transport(InProcess::new(emulator.clone(), Body::new))
                .build()
                .unwrap()
        };
        let (ada, bob) = (client(&emulator.token()), client(&token));
        let project = ada.create_project("Fabrikam").await.unwrap();
        let repo = project.create_repository("web").await.unwrap();
        repo.commit("main", "First").add("/a.txt", "one\n").create().push().await.unwrap();
        Self { ada, bob, repo }
    }
}

#[tokio::test]
async fn what_is_said_is_read_changed_and_taken_back() {
    let stage = Stage::new().await;
    let permissions = stage.repo.permissions();
    let bob = "bob@fabrikam.example";
    assert_eq!(permissions.of(bob).await.unwrap().allow, GitPermissions::NONE);
    let said = permissions
        .set(bob, GitPermissions::READ | GitPermissions::CREATE_TAG, GitPermissions::FORCE_PUSH)
        .await
        .unwrap();
    assert_eq!(said.allow.to_string(), "GenericRead | CreateTag");
    assert_eq!(said.display_name.as_deref(), Some("Bob Example"));
    permissions.allow(bob, GitPermissions::FORCE_PUSH).await.unwrap();
    permissions.deny("Bob Example", GitPermissions::CREATE_TAG).await.unwrap();
    let now = permissions.of(bob).await.unwrap();
    assert_eq!(now.allow, GitPermissions::READ | GitPermissions::FORCE_PUSH);
    assert_eq!(now.deny, GitPermissions::CREATE_TAG);
    assert!(now.effective_allow.unwrap().contains(GitPermissions::READ), "{now:?}");
    permissions.deny(CONTRIBUTORS, GitPermissions::EDIT_POLICIES).await.unwrap();
    let entries = permissions.entries().await.unwrap();
    let mut names: Vec<_> = entries.iter().map(|entry| entry.display_name.clone().unwrap()).collect();
    names.sort();
    assert_eq!(names, ["Bob Example", CONTRIBUTORS]);
    assert!(permissions.remove(bob).await.unwrap());
    assert!(!permissions.remove(bob).await.unwrap());
    assert_eq!(permissions.entries().await.unwrap().len(), 1);
    assert!(permissions.inherits().await.unwrap());
    permissions.set_inherits(false).await.unwrap();
    assert!(!permissions.inherits().await.unwrap());
    assert_eq!(permissions.of(CONTRIBUTORS).await.unwrap().deny, GitPermissions::EDIT_POLICIES);
}

#[tokio::test]
async fn what_is_said_of_a_branch_holds_there() {
    let stage = Stage::new().await;
    let theirs = stage.bob.project("Fabrikam").repository("web");
    let push = |branch: &'static str, path: &'static str| {
        let theirs = theirs.clone();
        async move { theirs.commit(branch, "By Bob").add(path, "x").push().await.map(drop) }
    };
    let tip = stage.repo.branch("main").object_id().await.unwrap();
    stage.repo.branch("release/ä").create(&tip).await.unwrap();
    let contribute = GitPermissions::CONTRIBUTE;
    stage.repo.permissions().deny("bob@fabrikam.example", contribute).await.unwrap();
    let error = push("main", "/1.txt").await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Permission, "{error}");
    stage.repo.branch("release/").permissions().allow("bob@fabrikam.example", contribute).await.unwrap();
    push("release/ä", "/2.txt").await.unwrap();
    push("main", "/1.txt").await.unwrap_err();
    assert!(!theirs.permissions().may(contribute).await.unwrap());
    assert!(theirs.branch("release/ä").permissions().may(contribute).await.unwrap());
    assert!(stage.repo.permissions().may(contribute).await.unwrap());
    let project = stage.ada.project("Fabrikam");
    project.repository_permissions().deny(CONTRIBUTORS, GitPermissions::CREATE_REPOSITORY).await.unwrap();
    assert_eq!(project.repository_permissions().entries().await.unwrap().len(), 1);
}

#[tokio::test]
async fn permissions_that_cannot_be_meant() {
    let stage = Stage::new().await;
    let permissions = stage.repo.permissions();
    let error = permissions.allow("nobody at all", GitPermissions::READ).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::NotFound, "{error}");
    let both = GitPermissions::READ | GitPermissions::CONTRIBUTE;
    let error = permissions.set("@me", both, GitPermissions::READ).await.unwrap_err();
    assert!(error.to_string().contains("GenericRead can't be both allowed and denied"), "{error}");
    assert_eq!(GitPermissions::named("forcepush"), Some(GitPermissions::FORCE_PUSH));
    assert_eq!(GitPermissions::named("Fly"), None);
    assert_eq!(
        format!("{:?}", GitPermissions::from_bits(1 << 40 | 2)),
        "GitPermissions(GenericRead | 0x10000000000)"
    );
}

#[tokio::test]
async fn a_fork_follows_what_it_was_forked_from() {
    let stage = Stage::new().await;
    let project = stage.repo.project().clone();
    let fork = stage.repo.fork(&project, "mine").await.unwrap();
    assert!(fork.parent().await.unwrap().unwrap().ptr_eq(&stage.repo));
    assert!(stage.repo.parent().await.unwrap().is_none());
    let forks = stage.repo.forks().await.unwrap().all().await.unwrap();
    assert!(matches!(&forks[..], [one] if one.ptr_eq(&fork)), "{forks:?}");
    stage.repo.commit("main", "Second").edit("/a.txt", "two\n").push().await.unwrap();
    let tip = stage.repo.branch("main").object_id().await.unwrap();
    stage.repo.branch("other").create(&tip).await.unwrap();
    fork.sync_fork_branch("main").await.unwrap();
    assert_eq!(fork.file("/a.txt").text().await.unwrap(), "two\n");
    assert_eq!(fork.branches().all().await.unwrap().len(), 1);
    fork.sync_fork().await.unwrap();
    assert_eq!(fork.branches().all().await.unwrap().len(), 2);
    let error = fork.sync_fork_branch("nowhere").await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Conflict, "{error}");
    assert!(error.to_string().contains("refs/heads/nowhere"), "{error}");
    let error = stage.repo.sync_fork().await.unwrap_err();
    assert!(error.to_string().contains("is not a fork"), "{error}");
}
