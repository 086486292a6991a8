//! How branches stand to another.

use adoxide_api::git::meta;
use git2::{Oid, Repository as Git};
use serde_json::Value;

use super::commit::full_commit;
use super::subject::{Subject, find_enabled, subject};
use super::version::Descriptor;
use crate::handler::Call;
use crate::handler::handlers;
use crate::wire::error::Fault;
use crate::wire::json::Object;
use crate::wire::reply::Reply;

handlers! {
    meta::GET_BRANCHES => work(get_branches),
    // The service also takes these arguments in the path, and its own links put them there.
    meta::GET_BRANCH => work(get_branch),
    meta::GET_BRANCH_STATS_BATCH => work(get_branches_of),
}

/// What a comparison needs from the world.
struct Comparison {
    subject: Subject,
    /// The base and what it names.
    base: (Descriptor, Option<Oid>),
    /// Branches by short name.
    branches: Vec<(String, Oid)>,
    /// What is compared, if it is not branches by name, and what it names.
    targets: Vec<(Descriptor, Option<Oid>)>,
}

fn comparison(call: &Call, descriptor: Descriptor, targets: Vec<Descriptor>) -> Result<Comparison, Fault> {
    let world = call.world();
    let view = call.view(&world)?;
    let organization = view.organization;
    let repository = find_enabled(&view)?;
    let named = descriptor.named_object(repository);
    let subject = subject(organization, repository);
    let heads = repository.refs.iter().filter_map(|(name, reference)| {
        Some((name.strip_prefix("refs/heads/")?.to_owned(), reference.object))
    });
    let branches: Vec<_> = heads.collect();
    if branches.is_empty() {
        return Err(Fault::no_branches(&subject.name));
    }
    let targets = targets.into_iter().map(|target| {
        let named = target.named_object(repository);
        (target, named)
    });
    let targets = targets.collect();
    Ok(Comparison { subject, base: (descriptor, named), branches, targets })
}

pub(super) fn get_branches(call: &Call) -> Result<Reply, Fault> {
    let descriptor = Descriptor::of_prefixed_query(call, "base")?;
    let Comparison { subject, base, branches, .. } = comparison(call, descriptor, Vec::new())?;
    call.shared.git.with(subject.id, |git| {
        let base = base.0.resolve(git, &subject, base.1)?;
        let rows = branches.iter().map(|(name, tip)| stats(call, git, &subject, name, *tip, base));
        Ok(Reply::list(rows.collect::<Result<Vec<_>, Fault>>()?))
    })
}

pub(super) fn get_branch(call: &Call) -> Result<Reply, Fault> {
    let name = call.argument("name").or_else(|| call.query.any(&["name"]));
    let name = name.ok_or_else(|| Fault::argument_null("name"))?;
    let descriptor = Descriptor::of_prefixed_query(call, "base")?;
    let Comparison { subject, base, branches, .. } = comparison(call, descriptor, Vec::new())?;
    let tip = branches.iter().find(|(known, _)| known == name).map(|(_, tip)| *tip);
    let wanted = Descriptor {
        kind: super::version::VersionType::Branch,
        version: Some(name.to_owned()),
        options: super::version::VersionOptions::None,
    };
    let tip = tip.ok_or_else(|| wanted.unresolvable(&subject))?;
    call.shared.git.with(subject.id, |git| {
        let base = base.0.resolve(git, &subject, base.1)?;
        Ok(Reply::json(stats(call, git, &subject, name, tip, base)?))
    })
}

/// How some versions stand to a base, each called as it was asked for.
fn get_branches_of(call: &Call, body: Value) -> Result<Reply, Fault> {
    let descriptor = Descriptor::of_body(body.get("baseCommit"))?.unwrap_or(Descriptor::DEFAULT);
    let targets = body.get("targetCommits").and_then(Value::as_array);
    let targets = targets.ok_or_else(|| Fault::argument_null("targetCommits"))?.iter();
    let targets = targets
        .map(|target| Ok::<_, Fault>(Descriptor::of_body(Some(target))?.unwrap_or(Descriptor::DEFAULT)));
    let Comparison { subject, base, targets, .. } =
        comparison(call, descriptor, targets.collect::<Result<_, _>>()?)?;
    call.shared.git.with(subject.id, |git| {
        let base = base.0.resolve(git, &subject, base.1)?;
        let rows = targets.iter().map(|(target, object)| {
            let tip = target.resolve(git, &subject, *object)?;
            stats(call, git, &subject, target.version.as_deref().unwrap_or_default(), tip, base)
        });
        Ok(Reply::list(rows.collect::<Result<Vec<_>, Fault>>()?))
    })
}

fn stats(
    call: &Call,
    git: &Git,
    subject: &Subject,
    name: &str,
    tip: Oid,
    base: Oid,
) -> Result<Object, Fault> {
    let (ahead, behind) = git.graph_ahead_behind(tip, base)?;
    Ok(Object::new()
        .set("commit", full_commit(call, subject, &git.find_commit(tip)?))
        .set("name", name)
        .set("aheadCount", ahead)
        .set("behindCount", behind)
        .set("isBaseVersion", tip == base))
}
