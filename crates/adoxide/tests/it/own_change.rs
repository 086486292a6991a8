//! What a handle changes itself never looks like somebody else's change, and what is not there can be had as `None`.

use adoxide::resource::{Completion, Link, PolicyKind, Project, Repository, WorkItem};
use adoxide::{Client, ErrorKind, OptionalExt};

use crate::emulator::{empty, in_process};

async fn a_repository(ado: &Client) -> (Project, Repository) {
    let project = ado.create_project("Fabrikam").process("Agile").await.unwrap();
    let web = project.create_repository("web").await.unwrap();
    web.commit("main", "Begin").add("/a.txt", "a\n").create().push().await.unwrap();
    let at_main = web.branch("main").object_id().await.unwrap();
    for topic in ["one", "two"] {
        web.branch(topic).create(&at_main).await.unwrap();
        web.commit(topic, "Change").add(format!("/{topic}.txt"), "b\n").await.unwrap();
    }
    (project, web)
}

async fn is_saved(item: &WorkItem, title: &str) {
    item.edit().title(title).save().await.unwrap();
    assert_eq!(item.title().await.unwrap(), title);
}

#[tokio::test]
async fn a_work_item_can_be_saved_after_it_was_linked_in_three_ways() {
    let ado = in_process(&empty());
    let (project, web) = a_repository(&ado).await;
    let item = project.new_work_item("Task", "Link me").await.unwrap();
    let first = web.new_pull_request("one", "One").work_item(item.id()).await.unwrap();
    is_saved(&item, "linked when the pull request was made").await;
    let second = web.new_pull_request("two", "Two").await.unwrap();
    second.link_work_item(item.id()).await.unwrap();
    is_saved(&item, "linked by the pull request").await;
    let third = project.new_work_item("Task", "Another").await.unwrap();
    third.edit().link(Link::pull_request(&first).await.unwrap()).await.unwrap();
    is_saved(&third, "linked by itself").await;
    let parent = project.new_work_item("User Story", "Parent").await.unwrap();
    third.edit().parent(parent.id()).await.unwrap();
    is_saved(&parent, "a parent now").await;
    item.comment("hello").await.unwrap();
    is_saved(&item, "with a comment").await;
    first.complete(Completion::new().transition_work_items()).await.unwrap();
    is_saved(&item, "after its pull request").await;
}

#[tokio::test(start_paused = true)]
async fn the_policy_in_the_way_of_a_merge_is_named() {
    let ado = in_process(&empty());
    let (project, web) = a_repository(&ado).await;
    let policy = project.new_policy(&PolicyKind::CommentRequirements).branch(&web, "main").await.unwrap();
    policy.await.unwrap();
    let reviewers = PolicyKind::MinimumReviewers { count: 2, creator_counts: false, reset_on_push: false };
    project.new_policy(&reviewers).branch(&web, "main").await.unwrap().await.unwrap();
    let request = web.new_pull_request("one", "One").auto_complete(Completion::new()).await.unwrap();
    let error = request.merged().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Unavailable, "{error}");
    assert!(error.to_string().contains("blocked by Minimum number of reviewers"), "{error}");
    let again = web.new_pull_request("one", "Again").await.unwrap_err();
    assert_eq!(again.kind(), ErrorKind::AlreadyExists, "{again}");
}

#[tokio::test]
async fn what_is_not_there_is_none() {
    let ado = in_process(&empty());
    let project = ado.create_project("Fabrikam").await.unwrap();
    let web = project.create_repository("web").await.unwrap();
    assert!(!web.file("/a.txt").exists().await.unwrap());
    assert!(!web.branch("main").exists().await.unwrap());
    assert!(web.default_branch().await.optional().unwrap().flatten().is_none());
    assert!(project.repository("nothing").snapshot().await.optional().unwrap().is_none());
    assert!(project.repository("web").reload().await.optional().unwrap().is_some());
    let error = project.repository("nothing").file("/a.txt").exists().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::NotFound, "{error}");
    web.commit("main", "Begin").add("/a.txt", "a\n").create().await.unwrap();
    assert!(web.file("/a.txt").exists().await.unwrap());
    let again = web.commit("main", "Begin").add("/b.txt", "b\n").create().await.unwrap_err();
    assert_eq!(again.kind(), ErrorKind::AlreadyExists, "{again}");
    let at_main = web.branch("main").object_id().await.unwrap();
    assert_eq!(web.branch("main").create(&at_main).await.unwrap_err().kind(), ErrorKind::AlreadyExists);
}
