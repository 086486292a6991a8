//! What is in the way of merging a pull request.

use adoxide_api::git::meta;
use git2::Oid;

use super::super::commit::full_commit;
use super::super::subject::{Subject, subject};
use super::target::{of_path, with_git};
use crate::base::page;
use crate::git::merge::{Clash, clashes};
use crate::handler::{Call, handlers};
use crate::wire::error::Fault;
use crate::wire::json::{Object, link};
use crate::wire::reply::Reply;
use crate::world::pull_request::{PullRequest, PullRequestStatus};

handlers! {
    meta::GET_PULL_REQUEST_CONFLICTS => work(get_conflicts),
    meta::GET_PULL_REQUEST_CONFLICT => work(get_conflict),
}

/// The conflicts of a pull request, each with its number, and what they are of.
struct Conflicts {
    known: PullRequest,
    subject: Subject,
    all: Vec<Clash>,
}

fn conflicts(call: &Call) -> Result<Conflicts, Fault> {
    let (known, subject) = call.read(|view| {
        let (known, repository) = of_path(view)?;
        Ok((known.clone(), subject(view.organization, repository)))
    })?;
    // What is merged or abandoned has nothing in its way.
    let all = match known.status {
        PullRequestStatus::Active => {
            with_git(call, &known, |git| Ok(clashes(git, known.merge.target, known.merge.source)?))?
        }
        _ => Vec::new(),
    };
    Ok(Conflicts { known, subject, all })
}

impl Conflicts {
    fn json(&self, call: &Call, number: usize, clash: &Clash) -> Result<Object, Fault> {
        let own = self.subject.url(&call.urls());
        let url = format!("{own}/pullRequests/{}/conflicts/{number}", self.known.id);
        let commit = |id: Oid| {
            with_git(call, &self.known, |git| Ok(full_commit(call, &self.subject, &git.find_commit(id)?)))
        };
        let base = with_git(call, &self.known, |git| {
            Ok(git.merge_base(self.known.merge.target, self.known.merge.source)?)
        })?;
        let blob = |id: Oid| Object::new().set("objectId", id).set("url", format!("{own}/blobs/{id}"));
        let kind = match (clash.base, clash.source, clash.target) {
            (Some(_), Some(_), None) => "editDelete",
            (Some(_), None, _) => "deleteEdit",
            (None, Some(_), None) => "fileDirectory",
            (None, None, _) => "directoryFile",
            (None, Some(_), Some(_)) => "addAdd",
            (Some(_), Some(_), Some(_)) => "editEdit",
        };
        let links = Object::new().set("self", link(url.clone())).set("repository", link(own.clone()));
        Ok(Object::new()
            .set("conflictId", number)
            .set("conflictType", kind)
            .set("conflictPath", clash.path.as_str())
            .set("mergeOrigin", Object::new().set("pullRequestId", self.known.id))
            .set("mergeBaseCommit", commit(base)?)
            .set("mergeSourceCommit", commit(self.known.merge.source)?)
            .set("mergeTargetCommit", commit(self.known.merge.target)?)
            .set_some("baseBlob", clash.base.map(blob))
            .set_some("sourceBlob", clash.source.map(blob))
            .set_some("targetBlob", clash.target.map(blob))
            .set("resolutionStatus", "unresolved")
            .set("resolutionError", "none")
            .set("url", url)
            .set("_links", links))
    }
}

/// All of them: none is ever resolved but by another push.
fn get_conflicts(call: &Call) -> Result<Reply, Fault> {
    let skip = call.query.number(&["$skip", "skip"])?.unwrap_or(0);
    let top = call.query.number(&["$top", "top"])?.unwrap_or(100);
    let only_resolved = call.query.flag("onlyResolved")?;
    let conflicts = conflicts(call)?;
    let numbered: Vec<_> = (1..).zip(&conflicts.all).filter(|_| !only_resolved).collect();
    let rows = page(numbered, skip, top).into_iter();
    let rows = rows.map(|(number, clash)| conflicts.json(call, number, clash));
    Ok(Reply::list(rows.collect::<Result<Vec<_>, _>>()?))
}

fn get_conflict(call: &Call) -> Result<Reply, Fault> {
    let given = call.required("conflictId")?;
    let conflicts = conflicts(call)?;
    let number: Option<usize> = given.parse().ok();
    let found = number.and_then(|number| Some((number, conflicts.all.get(number.checked_sub(1)?)?)));
    let (number, clash) = found.ok_or_else(|| Fault::conflict_not_found(given))?;
    Ok(Reply::json(conflicts.json(call, number, clash)?))
}
