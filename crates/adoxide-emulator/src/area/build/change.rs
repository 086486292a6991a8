//! What is new in a build: the commits that it has and the one before it had not, and their work items.

use std::collections::BTreeSet;

use adoxide_api::build::meta;
use git2::Oid;
use serde_json::Value;

use super::super::git::subject::object_id;
use super::shape::project;
use crate::base::date;
use crate::git::history;
use crate::handler::handlers;
use crate::handler::{Call, View};
use crate::wire::error::Fault;
use crate::wire::json::Object;
use crate::wire::reply::Reply;
use crate::world::Organization;
use crate::world::build::Build;
use crate::world::id::RepositoryId;
use crate::world::pull_request::PullRequestStatus;
use crate::world::work_item::{Relation, WorkItemId};

handlers! {
    meta::GET_BUILD_CHANGES => work(get_build_changes),
    meta::GET_CHANGES_BETWEEN_BUILDS => work(get_changes_between),
    meta::GET_BUILD_WORK_ITEMS_REFS => work(get_build_work_items),
    meta::GET_BUILD_WORK_ITEMS_REFS_FROM_COMMITS => work(get_work_items_from_commits),
    meta::GET_WORK_ITEMS_BETWEEN_BUILDS => work(get_work_items_between),
}

/// How many changes an answer has by default.
const CHANGES: usize = 50;

/// What a build has that another one had not.
struct Span {
    builds: Vec<i64>,
    /// Where the commits are; none where that is not here.
    repository: Option<(RepositoryId, String)>,
    from: Option<Oid>,
    before: Option<Oid>,
}

/// A commit of a span.
struct Commit {
    id: Oid,
    message: String,
    author: (String, String),
    at: i64,
}

fn source(build: &Build) -> Option<Oid> {
    build.new.source_version.as_deref().and_then(object_id)
}

impl Span {
    fn new(view: &View<'_>, build: &Build, before: Option<&Build>) -> Self {
        let organization = view.organization;
        let definition = organization.builds().revisions(build.new.definition).last();
        let repository = definition.and_then(|known| organization.repository_by_id(known.repository()?));
        let repository = repository.map(|known| (known.id, view.urls().repository(known.project, known.id)));
        let between = |known: &&Build| {
            known.new.definition == build.new.definition
                && known.id <= build.id
                && before.is_none_or(|before| known.id > before.id)
        };
        let builds = match before {
            Some(_) => organization.builds().builds().filter(between).map(|known| known.id).collect(),
            None => vec![build.id],
        };
        Self { builds, repository, from: source(build), before: before.and_then(source) }
    }

    /// What is new in the build of the path: since the one before it on its branch.
    fn of_path(call: &Call) -> Result<Self, Fault> {
        let world = call.world();
        let view = call.view(&world)?;
        let build = super::shape::find_build(&view)?;
        let last = view.organization.builds().builds().rev().find(|other| {
            other.id < build.id
                && other.new.definition == build.new.definition
                && other.new.source_branch == build.new.source_branch
        });
        let mut span = Self::new(&view, build, last);
        span.builds = vec![build.id];
        Ok(span)
    }

    /// What is new between two builds of the query.
    fn of_query(call: &Call) -> Result<Self, Fault> {
        let world = call.world();
        let view = call.view(&world)?;
        let project = project(&view)?.id;
        let named = |name: &str| {
            let given = view.query.any(&[name]).ok_or_else(|| Fault::argument_null(name))?;
            let found = given.parse().ok().and_then(|id| view.organization.builds().build(id));
            let found = found.filter(|build| build.project == project);
            found.ok_or_else(|| Fault::build_not_found(given))
        };
        let (mut before, mut build) = (named("fromBuildId")?, named("toBuildId")?);
        if before.id > build.id {
            std::mem::swap(&mut before, &mut build);
        }
        Ok(Self::new(&view, build, Some(before)))
    }

    /// Its commits, newest first.
    fn commits(&self, call: &Call, top: usize) -> Result<Vec<Commit>, Fault> {
        let Some((repository, _)) = self.repository else { return Ok(Vec::new()) };
        let commits = call.shared.git.with(repository, |git| {
            let known = |id: &Oid| git.find_commit(*id).is_ok();
            let (from, before) = (self.from.filter(known), self.before.filter(known));
            let ids = match (from, before) {
                (Some(from), Some(before)) => history::reachable(git, [from], [before])?,
                // The first build of a branch shows the commit that it built.
                (Some(from), None) => vec![from],
                (None, _) => Vec::new(),
            };
            let found = ids.into_iter().take(top).map(|id| {
                let commit = git.find_commit(id)?;
                let author = commit.author();
                let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
                Ok(Commit {
                    id,
                    message: text(commit.message_bytes()),
                    author: (text(author.name_bytes()), text(author.email_bytes())),
                    at: author.when().seconds(),
                })
            });
            found.collect::<Result<Vec<_>, git2::Error>>()
        });
        Ok(commits?)
    }
}

fn changes(call: &Call, span: &Span) -> Result<Reply, Fault> {
    let top = call.query.number(&["$top", "top"])?.unwrap_or(CHANGES);
    let commits = span.commits(call, top)?;
    let web = span.repository.as_ref().map_or("", |(_, web)| web.as_str());
    let rows = commits.iter().map(|commit| {
        let (name, mail) = &commit.author;
        let at = jiff::Timestamp::from_second(commit.at).map(date).unwrap_or_default();
        let who = Object::new().set("displayName", name.as_str()).set("uniqueName", mail.as_str());
        Object::new()
            .set("id", commit.id.to_string())
            .set("message", commit.message.trim_end())
            .set("type", "TfsGit")
            .set("author", who)
            .set("timestamp", at)
            .set("location", format!("{web}/commits/{}", commit.id))
    });
    Ok(Reply::list(rows.collect::<Vec<_>>()))
}

fn get_build_changes(call: &Call) -> Result<Reply, Fault> {
    changes(call, &Span::of_path(call)?)
}

fn get_changes_between(call: &Call) -> Result<Reply, Fault> {
    changes(call, &Span::of_query(call)?)
}

/// The numbers that a message mentions: `Fix #128`.
fn mentioned(message: &str) -> impl Iterator<Item = WorkItemId> {
    let parts = message.split('#').skip(1);
    parts.filter_map(|part| {
        let end = part.find(|c: char| !c.is_ascii_digit()).unwrap_or(part.len());
        part[..end].parse().ok()
    })
}

/// The work items of builds: those that the commits mention, that are linked to a commit or to a build, or that belong
/// to a pull request that came with one of the commits.
fn linked(organization: &Organization, span: &Span, commits: &[(Oid, String)]) -> BTreeSet<WorkItemId> {
    let ids: BTreeSet<Oid> = commits.iter().map(|(id, _)| *id).collect();
    let known = |id: &WorkItemId| organization.work_items().get(*id).is_some();
    let mut found: BTreeSet<_> =
        commits.iter().flat_map(|(_, message)| mentioned(message)).filter(known).collect();
    let repository = span.repository.as_ref().map(|(id, _)| *id);
    let merged = organization.pull_requests().filter(|known| {
        Some(known.repository) == repository
            && known.status == PullRequestStatus::Completed
            && known.merge.commit.is_some_and(|commit| ids.contains(&commit))
    });
    found.extend(merged.flat_map(|known| known.work_items.iter().copied()).filter(known));
    let is_meant = |url: &str| {
        let url = url.to_ascii_lowercase();
        if let Some(path) = url.strip_prefix("vstfs:///git/commit/") {
            let commit = path.len().checked_sub(40).and_then(|start| object_id(path.get(start..)?));
            return commit.is_some_and(|id| ids.contains(&id));
        }
        url.strip_prefix("vstfs:///build/build/")
            .and_then(|id| id.parse().ok())
            .is_some_and(|id: i64| span.builds.contains(&id))
    };
    let items = organization.work_items().iter().filter(|item| {
        item.relations().iter().any(|relation| match relation {
            Relation::Resource(resource) => is_meant(&resource.url),
            Relation::Link(_) => false,
        })
    });
    found.extend(items.map(|item| item.id));
    found
}

fn work_items(call: &Call, span: &Span, commits: &[(Oid, String)]) -> Result<Reply, Fault> {
    let top = call.query.number(&["$top", "top"])?.unwrap_or(CHANGES);
    let world = call.world();
    let view = call.view(&world)?;
    let found = linked(view.organization, span, commits);
    let seen = found.into_iter().filter(|id| {
        let item = view.organization.work_items().get(*id);
        item.is_some_and(|item| view.sees(item.project, None))
    });
    let rows = seen.take(top).map(|id| {
        let url = view.urls().at(format_args!("_apis/wit/workItems/{id}"));
        Object::new().set("id", id.to_string()).set("url", url)
    });
    Ok(Reply::list(rows.collect::<Vec<_>>()))
}

fn with_messages(commits: Vec<Commit>) -> Vec<(Oid, String)> {
    commits.into_iter().map(|commit| (commit.id, commit.message)).collect()
}

fn get_build_work_items(call: &Call) -> Result<Reply, Fault> {
    let span = Span::of_path(call)?;
    let commits = with_messages(span.commits(call, usize::MAX)?);
    work_items(call, &span, &commits)
}

fn get_work_items_between(call: &Call) -> Result<Reply, Fault> {
    let span = Span::of_query(call)?;
    let commits = with_messages(span.commits(call, usize::MAX)?);
    work_items(call, &span, &commits)
}

/// The work items of commits that the body names.
fn get_work_items_from_commits(call: &Call) -> Result<Reply, Fault> {
    let span = Span { before: None, ..Span::of_path(call)? };
    let body: Value = call.read_body()?;
    let given = body.as_array().ok_or_else(|| Fault::invalid_body("it must be a list of commits"))?;
    let ids: Vec<_> = given.iter().filter_map(Value::as_str).filter_map(object_id).collect();
    let Some((repository, _)) = span.repository else { return work_items(call, &span, &[]) };
    let commits = call.shared.git.with(repository, |git| {
        let known = ids.iter().filter_map(|id| git.find_commit(*id).ok());
        let commits =
            known.map(|commit| (commit.id(), String::from_utf8_lossy(commit.message_bytes()).into_owned()));
        Ok::<_, git2::Error>(commits.collect::<Vec<_>>())
    });
    let span = Span { builds: Vec::new(), ..span };
    work_items(call, &span, &commits?)
}
