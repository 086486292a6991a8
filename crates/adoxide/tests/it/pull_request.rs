//! Pull requests and policies, against the emulator.

use std::time::Duration;

use adoxide::api::git::{
    CommentThreadStatus, GitPullRequestStatus, GitStatusContext, GitStatusState, PullRequestStatus,
};
use adoxide::credential::Pat;
use adoxide::resource::{Completion, PolicyKind, PullRequest, Repository, Vote};
use adoxide::transport::InProcess;
use adoxide::{Client, ErrorKind};
use adoxide_emulator::Emulator;
use adoxide_emulator::world::journal::Stamp;
use axum_core::body::Body;

fn emulator() -> Emulator {
    Emulator::builder().seed_size(0).operation_duration(Duration::ZERO).build().unwrap()
}

fn client(emulator: &Emulator, token: &str) -> Client {
    Client::builder("http://127.0.0.1:1/fabrikam")
        .credential(Pat::new(token).unwrap())
        .transport(InProcess::new(emulator.clone(), Body::new))
        .build()
        .unwrap()
}

/// A repository with a file on `main`, and a branch `topic` that changes it.
async fn repository(ado: &Client) -> Repository {
    let project = ado.create_project("Fabrikam").await.unwrap();
    let repo = project.create_repository("web").await.unwrap();
    repo.commit("main", "First").add("/a.txt", "one\n").add("/b.txt", "b\n").create().push().await.unwrap();
    branch(&repo, "topic", "two\n").await;
    repo
}

async fn branch(repo: &Repository, name: &str, text: &str) {
    let main = repo.branch("main").object_id().await.unwrap();
    repo.branch(name).create(&main).await.unwrap();
    repo.commit(name, "Change").edit("/a.txt", text.to_owned()).push().await.unwrap();
}

#[tokio::test]
async fn a_pull_request_from_its_making_to_its_merge() {
    let emulator = emulator();
    let token = emulator.token();
    let ado = client(&emulator, &token);
    let repo = repository(&ado).await;
    let made = repo
        .new_pull_request("topic", "Say two")
        .description("Because.")
        .label("words")
        .draft()
        .create()
        .await;
    let pr = made.unwrap();
    assert_eq!(pr.title().await.unwrap(), "Say two");
    assert_eq!(pr.status().await.unwrap(), PullRequestStatus::Active);
    assert_eq!(pr.source().await.unwrap().short_name(), "topic");
    assert_eq!(pr.target().await.unwrap().short_name(), "main");
    // However it is reached, it is one.
    let again = repo.pull_requests().stream().next().await.unwrap().unwrap();
    assert!(again.ptr_eq(&pr) && ado.pull_request(pr.number()).await.unwrap().ptr_eq(&pr));
    // A draft is not merged.
    let error = pr.complete(Completion::new()).await.unwrap_err();
    assert_eq!((error.kind(), error.to_string().contains("is a draft")), (ErrorKind::Conflict, true));
    pr.set_draft(false).await.unwrap();
    pr.set_title("Say two, not one").await.unwrap();
    assert_eq!(pr.title().await.unwrap(), "Say two, not one");
    // What is said about it.
    let mut thread = pr.comment_on("a.txt", 1, "Why?").await.unwrap();
    thread.reply("Because.").await.unwrap();
    thread.edit(1, "Why two?").await.unwrap();
    thread.set_status(CommentThreadStatus::Fixed).await.unwrap();
    pr.comment("Good.").await.unwrap();
    let threads = pr.threads().all().await.unwrap();
    let said: Vec<Vec<&str>> = threads
        .iter()
        .filter(|thread| !thread.is_system())
        .map(|thread| thread.comments().iter().filter_map(|comment| comment.content.as_deref()).collect())
        .collect();
    assert_eq!(said, [vec!["Why two?", "Because."], vec!["Good."]]);
    // Labels, votes, statuses.
    pr.add_label("later").await.unwrap();
    pr.remove_label("words").await.unwrap();
    let labels = pr.labels().all().await.unwrap();
    assert_eq!(labels.iter().filter_map(|label| label.name.as_deref()).collect::<Vec<_>>(), ["later"]);
    pr.vote(Vote::ApproveWithSuggestions).await.unwrap();
    assert_eq!(pr.reviewers().all().await.unwrap()[0].vote, Some(5));
    let context = GitStatusContext { name: Some("lint".into()), ..GitStatusContext::default() };
    let status = GitPullRequestStatus {
        state: Some(GitStatusState::Succeeded),
        context: Some(context),
        ..GitPullRequestStatus::default()
    };
    pr.add_status(&status).await.unwrap();
    assert_eq!(pr.statuses().all().await.unwrap()[0].state, Some(GitStatusState::Succeeded));
    // What it changes.
    let changes = pr.changes().await.unwrap().all().await.unwrap();
    let paths: Vec<_> = changes.iter().filter_map(|change| change.item.as_ref()?.path.as_deref()).collect();
    assert_eq!(paths, ["/a.txt"]);
    assert_eq!(pr.commits().all().await.unwrap().len(), 1);
    // Merged, as one commit, and its branch is gone.
    let merged = pr.complete(Completion::new().squash().delete_source().message("Two")).await.unwrap();
    assert_eq!(repo.branch("main").object_id().await.unwrap(), merged.sha());
    assert_eq!(merged.message().await.unwrap(), "Two");
    assert_eq!(repo.file("/a.txt").text().await.unwrap(), "two\n");
    assert!(!repo.branch("topic").exists().await.unwrap());
    assert_eq!(pr.status().await.unwrap(), PullRequestStatus::Completed);
    let found = repo.pull_requests_of(merged.sha()).await.unwrap();
    assert!(found.iter().any(|found| found.ptr_eq(&pr)), "{found:?}");
    let error = pr.complete(Completion::new()).await.unwrap_err();
    assert!(error.to_string().contains("is completed already"), "{error}");
}

#[tokio::test]
async fn what_stands_in_the_way_is_said() {
    let emulator = emulator();
    let token = emulator.token();
    let ado = client(&emulator, &token);
    let repo = repository(&ado).await;
    let pr: PullRequest = repo.new_pull_request("topic", "Two").create().await.unwrap();
    // The same branches again.
    let error = repo.new_pull_request("topic", "Two again").create().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::AlreadyExists, "{error}");
    // Nobody of this name.
    let error = pr.add_reviewer("nobody at all", true).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::NotFound, "{error}");
    // Both sides changed the same line.
    repo.commit("main", "Three").edit("/a.txt", "three\n").push().await.unwrap();
    let error = pr.complete(Completion::new()).await.unwrap_err();
    assert_eq!(
        (error.kind(), error.to_string().contains("conflicts with its target")),
        (ErrorKind::Conflict, true)
    );
    pr.abandon().await.unwrap();
    let error = pr.complete(Completion::new()).await.unwrap_err();
    assert!(error.to_string().contains("is abandoned"), "{error}");
    pr.reactivate().await.unwrap();
    assert_eq!(pr.status().await.unwrap(), PullRequestStatus::Active);
}

#[tokio::test]
async fn policies_block_until_they_are_met() {
    let emulator = emulator();
    let token = emulator.token();
    let ado = client(&emulator, &token);
    let repo = repository(&ado).await;
    let kind = PolicyKind::MinimumReviewers { count: 1, creator_counts: false, reset_on_push: true };
    let mut policy =
        repo.project().new_policy(&kind).branch(&repo, "main").await.unwrap().create().await.unwrap();
    assert!(policy.is_blocking() && policy.is_enabled());
    let pr = repo.new_pull_request("topic", "Two").create().await.unwrap();
    let evaluations = pr.evaluations().await.unwrap().all().await.unwrap();
    assert_eq!(evaluations.iter().filter(|evaluation| evaluation.blocks()).count(), 1, "{evaluations:?}");
    let error = pr.complete(Completion::new()).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Conflict, "{error}");
    assert!(error.to_string().contains(policy.type_name()), "{error}");
    // It completes itself once somebody else approves.
    pr.set_auto_complete(Completion::new().squash()).await.unwrap();
    let other = emulator.update(|world, at| {
        let other = world.add_identity("Otto Other", "otto@fabrikam.example");
        let organization = world.organization_mut("fabrikam").unwrap();
        organization.change(Stamp { at, actor: other }, |tx| tx.add_member(other)).unwrap();
        world.new_token(other, None)
    });
    let theirs = client(&emulator, &other).pull_request(pr.number()).await.unwrap();
    theirs.vote(Vote::Approve).await.unwrap();
    pr.merged().await.unwrap();
    assert_eq!(repo.file("/a.txt").text().await.unwrap(), "two\n");
    // Without the policy nothing blocks.
    policy.update(|configuration| configuration.is_enabled = Some(false)).await.unwrap();
    assert!(!policy.is_enabled());
    policy.delete().await.unwrap();
    assert!(repo.project().policies().next().await.is_none());
}
