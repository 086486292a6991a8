//! The commits of pull requests, and the work items that they are linked with.

use adoxide_api::git::meta;
use git2::{Oid, Repository as Git};

use super::super::subject::person;
use super::iteration::iteration_of_path;
use super::shape::Shape;
use super::target::{of_path, with_git};
use crate::base::page;
use crate::git::history;
use crate::handler::handlers;
use crate::handler::{Call, View};
use crate::wire::error::Fault;
use crate::wire::json::Object;
use crate::wire::reply::Reply;
use crate::world::id::ObjectId;
use crate::world::pull_request::PullRequest;

handlers! {
    meta::GET_PULL_REQUEST_COMMITS => work(get_pull_request_commits),
    meta::GET_PULL_REQUEST_ITERATION_COMMITS => work(get_pull_request_iteration_commits),
    meta::GET_PULL_REQUEST_WORK_ITEM_REFS => read(get_pull_request_work_item_refs),
}

/// How many commits a page has by default.
const COMMITS: usize = 100;

impl Shape<'_> {
    /// The newest commits of a pull request, as answers about it have them.
    pub fn commits(&self, known: &PullRequest, top: usize) -> Result<Vec<Object>, Fault> {
        with_git(self.call, known, |git| {
            let ids = of_pull_request(git, known)?;
            self.commit_rows(git, &page(ids, 0, top))
        })
    }

    pub fn commit_rows(&self, git: &Git, ids: &[Oid]) -> Result<Vec<Object>, Fault> {
        let rows = ids.iter().map(|id| {
            let commit = git.find_commit(*id)?;
            let whole = String::from_utf8_lossy(commit.message_bytes()).into_owned();
            let first = whole.trim_start().lines().next().unwrap_or_default().trim_end();
            let json = Object::new()
                .set("commitId", id.to_string())
                .set("author", person(&commit.author()))
                .set("committer", person(&commit.committer()))
                .set("comment", first)
                .set_if(whole.trim() != first, "commentTruncated", || true)
                .set("url", format!("{}/commits/{id}", self.repository_url()));
            Ok(json)
        });
        rows.collect()
    }

    /// The work items that a pull request is linked with.
    pub fn work_items(&self, known: &PullRequest) -> Vec<Object> {
        let items = known.work_items.iter().map(|id| {
            let url = self.urls.at(format_args!("_apis/wit/workItems/{id}"));
            Object::new().set("id", id.to_string()).set("url", url)
        });
        items.collect()
    }
}

/// The commits that the source has and the target had not, newest first.
fn of_pull_request(git: &Git, known: &PullRequest) -> Result<Vec<ObjectId>, Fault> {
    Ok(history::reachable(git, [known.merge.source], [known.merge.target])?)
}

pub(super) fn get_pull_request_commits(call: &Call) -> Result<Reply, Fault> {
    let top = call.query.number(&["$top", "top"])?.unwrap_or(COMMITS);
    // The token is how many there were before.
    let skip = call.query.number(&["continuationToken"])?.unwrap_or(0);
    let world = call.world();
    let view = call.view(&world)?;
    let (known, repository) = of_path(&view)?;
    let shape = Shape::new(&view, repository)?;
    let (rows, more) = with_git(call, known, |git| {
        let ids = of_pull_request(git, known)?;
        let more = ids.len() > skip.saturating_add(top);
        Ok::<_, Fault>((shape.commit_rows(git, &page(ids, skip, top))?, more))
    })?;
    let reply = Reply::list(rows);
    let token = http::header::HeaderName::from_static("x-ms-continuationtoken");
    Ok(if more { reply.header(token, (skip + top).to_string()) } else { reply })
}

pub(super) fn get_pull_request_iteration_commits(call: &Call) -> Result<Reply, Fault> {
    let top = call.query.number(&["top", "$top"])?.unwrap_or(COMMITS);
    let skip = call.query.number(&["skip", "$skip"])?.unwrap_or(0);
    let world = call.world();
    let view = call.view(&world)?;
    let (known, repository) = of_path(&view)?;
    let shape = Shape::new(&view, repository)?;
    let iteration = iteration_of_path(call, known)?;
    let rows = with_git(call, known, |git| {
        // What the push of the iteration brought.
        let old = Some(iteration.old_source).filter(|old| !old.is_zero());
        let ids =
            history::reachable(git, [iteration.source], [Some(iteration.target), old].into_iter().flatten())?;
        shape.commit_rows(git, &page(ids, skip, top))
    })?;
    Ok(Reply::list(rows))
}

pub(super) fn get_pull_request_work_item_refs(view: &View<'_>) -> Result<Reply, Fault> {
    let (known, repository) = of_path(view)?;
    Ok(Reply::list(Shape::new(view, repository)?.work_items(known)))
}
