//! How branches stand to another.

use adoxide_api::git::meta;
use git2::{Oid, Repository as Git};

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
}

/// What a comparison needs from the world.
struct Comparison {
    subject: Subject,
    /// The base and what it names.
    base: (Descriptor, Option<Oid>),
    /// Branches by short name.
    branches: Vec<(String, Oid)>,
}

fn comparison(call: &Call) -> Result<Comparison, Fault> {
    let descriptor = Descriptor::of_prefixed_query(call, "base")?;
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
    Ok(Comparison { subject, base: (descriptor, named), branches })
}

pub(super) fn get_branches(call: &Call) -> Result<Reply, Fault> {
    let Comparison { subject, base, branches } = comparison(call)?;
    call.shared.git.with(subject.id, |git| {
        let base = base.0.resolve(git, &subject, base.1)?;
        let rows = branches.iter().map(|(name, tip)| stats(call, git, &subject, name, *tip, base));
        Ok(Reply::list(rows.collect::<Result<Vec<_>, Fault>>()?))
    })
}

pub(super) fn get_branch(call: &Call) -> Result<Reply, Fault> {
    let name = call.argument("name").or_else(|| call.query.any(&["name"]));
    let name = name.ok_or_else(|| Fault::argument_null("name"))?;
    let Comparison { subject, base, branches } = comparison(call)?;
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
