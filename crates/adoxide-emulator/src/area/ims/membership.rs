//! Who is in what, as the identity service tells of it: by legacy descriptors.

use http::StatusCode;
use serde_json::Value;

use super::{Subject as Shown, subjects, to_json};
use crate::area::subject::{NamedSubject, named};
use crate::handler::{Call, Change, View};
use crate::wire::error::Fault;
use crate::wire::reply::Reply;
use crate::world::group::{Subject, Subjects};
use crate::world::name::same_name;

/// A subject by storage key, subject descriptor or legacy descriptor: clients use all of them.
fn find(view: &View<'_>, key: &str) -> Result<NamedSubject, Fault> {
    let all = Subjects { directory: view.directory, organization: view.organization };
    let found = key.parse().ok().and_then(|id| all.by_storage_key(id));
    let found = found.or_else(|| all.by_subject_descriptor(key)).or_else(|| all.by_descriptor(key));
    found.and_then(|subject| named(view, subject)).ok_or_else(|| Fault::profile_not_found(key))
}

fn of_path(call: &Call, view: &View<'_>, name: &str) -> Result<NamedSubject, Fault> {
    find(view, call.required(name)?)
}

/// Whether a query asks for those who are in something through others too.
fn is_expanded(view: &View<'_>) -> Result<bool, Fault> {
    const DEPTHS: [(&str, i64, bool); 5] = [
        ("none", 0, false),
        ("direct", 1, false),
        ("expanded", 2, true),
        ("expandedUp", 3, true),
        ("expandedDown", 4, true),
    ];
    let Some(given) = view.query.any(&["queryMembership"]) else { return Ok(false) };
    crate::base::choice(given, &DEPTHS).ok_or_else(|| Fault::invalid_parameter("queryMembership", given))
}

/// Everybody who is reached from somebody, by one step or by all.
fn reached(subject: Subject, is_expanded: bool, step: impl Fn(Subject) -> Vec<Subject>) -> Vec<Subject> {
    let (mut seen, mut waiting) = (Vec::new(), vec![subject]);
    while let Some(at) = waiting.pop() {
        for next in step(at) {
            if !seen.contains(&next) {
                seen.push(next);
                if is_expanded {
                    waiting.push(next);
                }
            }
        }
    }
    seen
}

fn descriptors(view: &View<'_>, subjects: Vec<Subject>) -> Reply {
    let all = subjects.into_iter().filter_map(|subject| named(view, subject));
    Reply::list(all.map(|found| found.legacy).collect::<Vec<_>>())
}

fn members(view: &View<'_>, container: Subject) -> Result<Vec<Subject>, Fault> {
    Ok(reached(container, is_expanded(view)?, |subject| view.organization.members_of(subject)))
}

fn containers(view: &View<'_>, member: Subject) -> Result<Vec<Subject>, Fault> {
    Ok(reached(member, is_expanded(view)?, |subject| view.organization.containers_of(subject)))
}

pub(super) fn read_members(view: &View<'_>) -> Result<Reply, Fault> {
    let container = of_path(view, view, "containerId")?.subject;
    Ok(descriptors(view, members(view, container)?))
}

pub(super) fn read_members_of(view: &View<'_>) -> Result<Reply, Fault> {
    let member = of_path(view, view, "memberId")?.subject;
    Ok(descriptors(view, containers(view, member)?))
}

/// The descriptor of a member; null where they are not in it.
pub(super) fn read_member(view: &View<'_>) -> Result<Reply, Fault> {
    let (container, member) = (of_path(view, view, "containerId")?, of_path(view, view, "memberId")?);
    let is_in = members(view, container.subject)?.contains(&member.subject);
    Ok(Reply::json(is_in.then_some(member.legacy)))
}

pub(super) fn read_member_of(view: &View<'_>) -> Result<Reply, Fault> {
    let (container, member) = (of_path(view, view, "containerId")?, of_path(view, view, "memberId")?);
    let is_in = containers(view, member.subject)?.contains(&container.subject);
    Ok(Reply::json(is_in.then_some(container.legacy)))
}

fn pair(change: &Change<'_>) -> Result<(Subject, Subject), Fault> {
    let view = change.view();
    let (container, member) =
        (of_path(change.call, &view, "containerId")?, of_path(change.call, &view, "memberId")?);
    Ok((member.subject, container.subject))
}

/// True where they were not in it before.
pub(super) fn add_member(change: &mut Change<'_>) -> Result<Reply, Fault> {
    let (member, container) = pair(change)?;
    let was_in = change.view().organization.members_of(container).contains(&member);
    if !was_in {
        change.make(|tx| tx.add_to_group(member, container))?;
    }
    Ok(Reply::json(!was_in))
}

pub(super) fn remove_member(change: &mut Change<'_>) -> Result<Reply, Fault> {
    let (member, container) = pair(change)?;
    Ok(Reply::json(change.make(|tx| tx.remove_from_group(member, container))?))
}

pub(super) fn get_descriptor_by_id(view: &View<'_>) -> Result<Reply, Fault> {
    Ok(Reply::json(of_path(view, view, "id")?.legacy))
}

/// The groups and teams: of the scopes that the query names, else of the organization.
pub(super) fn list_groups(view: &View<'_>) -> Result<Reply, Fault> {
    let organization = view.organization;
    let scopes = view.query.all("scopeIds");
    let recurse = view.query.flag("recurse")?;
    let projects = scopes
        .iter()
        .filter(|id| id.parse() != Ok(organization.id().0))
        .map(|id| {
            let is_it = |project: &&crate::world::project::Project| {
                id.parse() == Ok(project.id.0) || id.parse() == Ok(project.scope)
            };
            let found = organization.projects().find(is_it).map(|project| project.id);
            found.ok_or_else(|| Fault::project_not_found(id))
        })
        .collect::<Result<Vec<_>, Fault>>()?;
    let is_whole = scopes.is_empty() || projects.len() < scopes.len();
    let all = subjects(view.directory, organization);
    let wanted = all.iter().filter(|subject| match subject {
        Shown::Person(_) => false,
        Shown::Team(project, _) => projects.contains(&project.id) || is_whole && recurse,
        Shown::Group(_, group) => match group.project {
            Some(project) => projects.contains(&project) || is_whole && recurse,
            None => is_whole,
        },
    });
    Ok(Reply::list(wanted.map(|subject| to_json(view, subject))))
}

pub(super) fn delete_group(change: &mut Change<'_>) -> Result<Reply, Fault> {
    let found = of_path(change.call, &change.view(), "groupId")?;
    let Subject::Group(id) = found.subject else {
        return Err(Fault::profile_not_found(&found.id.to_string()));
    };
    change.make(|tx| tx.delete_group(id))?;
    Ok(Reply::empty(StatusCode::NO_CONTENT))
}

/// Whether a subject is the one that a key names.
type Is = fn(&Shown<'_>, &str) -> bool;

/// As the query of identities, with what it asks for in a body.
pub(super) fn read_identity_batch(view: &View<'_>, body: Value) -> Result<Reply, Fault> {
    let all = subjects(view.directory, view.organization);
    let ways: [(&str, Is); 3] = [
        ("identityIds", |subject, key| subject.id().eq_ignore_ascii_case(key)),
        ("descriptors", |subject, key| same_name(&subject.descriptors().0, key)),
        ("subjectDescriptors", |subject, key| subject.descriptors().1 == key),
    ];
    for (name, is) in ways {
        let Some(keys) = body.get(name).and_then(Value::as_array).filter(|keys| !keys.is_empty()) else {
            continue;
        };
        // Whoever does not exist is null, so that the order tells who is who.
        let found = keys.iter().map(|key| {
            let key = key.as_str().unwrap_or_default();
            all.iter().find(|subject| is(subject, key)).map(|subject| to_json(view, subject))
        });
        return Ok(Reply::list(found));
    }
    Err(Fault::argument_null("identityIds"))
}
