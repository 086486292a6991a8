//! References and annotated tags.

use adoxide_api::git::meta;
use git2::{ObjectType, Oid, Repository as Git};
use http::StatusCode;
use http::header::HeaderName;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::Value;

use super::subject::{Subject, find_enabled, links, object_id, subject, tagger};
use crate::git::guard::Objection;
use crate::git::{guard, history, object_type_name};
use crate::handler::handlers;
use crate::handler::permission::{CREATE_TAG, MOVE_REFERENCES};
use crate::handler::{Call, Change};
use crate::wire::body::text;
use crate::wire::error::Fault;
use crate::wire::json::Object;
use crate::wire::reply::Reply;
use crate::wire::shape::Urls;
use crate::world::directory::Directory;
use crate::world::git_permission::GitPermission;
use crate::world::group::Subjects;
use crate::world::push::{RefUpdate, RefUpdateStatus};
use crate::world::repository::{Reference, judge};

handlers! {
    // The service also takes these arguments in the path, and its own links put them there.
    meta::GET_REFS => work(get_refs),
    meta::UPDATE_REFS => work(update_refs).needs(MOVE_REFERENCES),
    // The service also takes these arguments in the path, and its own links put them there.
    meta::UPDATE_REF => change(update_ref),
    meta::CREATE_ANNOTATED_TAG => work(create_annotated_tag).needs(CREATE_TAG),
    meta::GET_ANNOTATED_TAG => work(get_annotated_tag),
}

/// The most references of a page, and what a page has by default.
const REFS: usize = 1_000;

pub(super) fn get_refs(call: &Call) -> Result<Reply, Fault> {
    let filter = call.argument("filter").or_else(|| call.query.any(&["filter"])).unwrap_or_default();
    let prefix = format!("refs/{}", filter.trim_start_matches("refs/"));
    let contains = call.query.any(&["filterContains"]).map(str::to_lowercase);
    let peels = call.query.flag("peelTags")?;
    let (with_links, with_statuses) = (call.query.flag("includeLinks")?, call.query.flag("includeStatuses")?);
    let mine = call.query.flag("includeMyBranches")?;
    let top = call.query.number(&["$top", "top"])?;
    if let Some(top) = top.filter(|top| *top > REFS) {
        return Err(Fault::invalid_parameter("$top", &top.to_string()));
    }
    // The token is the name after which to go on.
    let after = call.query.any(&["continuationToken"]);
    let world = call.world();
    let view = call.view(&world)?;
    let organization = view.organization;
    let repository = find_enabled(&view)?;
    let subject = subject(organization, repository);
    let urls = call.urls();
    let is_wanted = |name: &str, reference: &Reference| {
        name.starts_with(&prefix)
            && after.is_none_or(|after| name > after)
            && contains.as_ref().is_none_or(|text| name.to_lowercase().contains(text))
            && (!mine || reference.creator == call.actor || Some(name) == subject.default_branch.as_deref())
    };
    let mut found = repository.refs.iter().filter(|(name, reference)| is_wanted(name, reference));
    // All of them unless a page is asked for.
    let names: Vec<_> = found.by_ref().take(top.unwrap_or(usize::MAX)).collect();
    let token = found.next().and_then(|_| names.last()).map(|(name, _)| (*name).clone());
    let mut rows: Vec<(Object, String, Oid)> = names
        .into_iter()
        .map(|(name, reference)| {
            let json = reference_json(&urls, &world, &subject, name, reference);
            let json = json.set_if(with_statuses, "statuses", || {
                super::status::latest_json(&urls, &world, organization, &subject, reference.object)
            });
            let json = json.set_if(with_links, "_links", || {
                let own = subject.url(&urls);
                links([("self", reference_url(&urls, &subject, name)), ("repository", own)])
            });
            (json, name.clone(), reference.object)
        })
        .collect();
    drop(world);
    if peels {
        rows = call.shared.git.with(subject.id, |git| {
            let peel = |(json, name, object): (Object, String, Oid)| {
                let is_tag = name.starts_with("refs/tags/") && git.find_tag(object).is_ok();
                let peeled = is_tag.then(|| git.find_object(object, None).ok()?.peel(ObjectType::Any).ok());
                let peeled = peeled.flatten().map(|peeled| peeled.id().to_string());
                (json.set_some("peeledObjectId", peeled), name, object)
            };
            Ok::<_, Fault>(rows.into_iter().map(peel).collect())
        })?;
    }
    let reply = Reply::stream(rows.into_iter().map(|(json, _, _)| json));
    Ok(match token {
        Some(token) => reply.header(HeaderName::from_static("x-ms-continuationtoken"), token),
        None => reply,
    })
}

fn reference_url(urls: &Urls<'_>, subject: &Subject, name: &str) -> String {
    // As recorded: slashes are escaped, what is common in names is not.
    const ESCAPED: &percent_encoding::AsciiSet =
        &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');
    let short = name.trim_start_matches("refs/");
    format!("{}/refs?filter={}", subject.url(urls), utf8_percent_encode(short, ESCAPED))
}

fn reference_json(
    urls: &Urls<'_>,
    directory: &Directory,
    subject: &Subject,
    name: &str,
    reference: &Reference,
) -> Object {
    let locked_by = reference.locked_by;
    Object::new()
        .set("name", name)
        .set("objectId", reference.object.to_string())
        .set_some("isLockedBy", locked_by.map(|id| urls.person(directory, id)))
        .set_if(locked_by.is_some(), "isLocked", || true)
        .set("creator", urls.person(directory, reference.creator))
        .set("url", reference_url(urls, subject, name))
}

pub(super) fn update_ref(change: &mut Change<'_>, body: Value) -> Result<Reply, Fault> {
    let filter = change.argument("filter").or_else(|| change.query.any(&["filter"]));
    let filter = filter.ok_or_else(|| Fault::argument_null("filter"))?;
    let name = format!("refs/{}", filter.trim_start_matches("refs/"));
    let is_locked = body.get("isLocked").and_then(Value::as_bool);
    let is_locked = is_locked.ok_or_else(|| Fault::argument_null("isLocked"))?;
    let (id, removes_others) = {
        let organization = change.view().organization;
        let found = find_enabled(&change.view())?;
        let directory = Subjects { directory: change.directory, organization };
        let access = directory.git_access(change.actor, found.project, Some(found.id));
        // Documented: administrators may, unless somebody says otherwise.
        let says = access.says(Some(&name), GitPermission::RemoveOthersLocks);
        (found.id, says.unwrap_or(change.actor == organization.owner()))
    };
    change.make(|tx| tx.lock_branch(id, &name, is_locked, removes_others))?;
    let organization = change.view().organization;
    let repository = find_enabled(&change.view())?;
    let reference = repository.refs.get(&name).ok_or_else(|| Fault::ref_not_found(&name))?;
    let subject = subject(organization, repository);
    Ok(Reply::json(reference_json(&change.urls(), change.directory, &subject, &name, reference)))
}

/// One wish of a list of updates.
struct Wish {
    update: RefUpdate,
    status: RefUpdateStatus,
    /// What a policy says against it.
    why: Option<String>,
}

pub(super) fn update_refs(call: &Call, body: Value) -> Result<Reply, Fault> {
    let body =
        body.as_array().ok_or_else(|| Fault::invalid_body("it must be a list of reference updates"))?;
    let wishes = body.iter().map(|wish| {
        let name = text(wish, "/name").ok_or_else(|| Fault::argument_null("name"))?.to_owned();
        Ok(RefUpdate { name, old: id_field(wish, "oldObjectId")?, new: id_field(wish, "newObjectId")? })
    });
    let wishes = wishes.collect::<Result<Vec<_>, Fault>>()?;
    let id = {
        let world = call.world();
        let view = call.view(&world)?;
        find_enabled(&view)?.id
    };
    let wishes = move_refs(call, id, wishes)?;
    let rows = wishes.into_iter().map(|wish| {
        Object::new()
            .set("repositoryId", id.to_string())
            .set("name", wish.update.name)
            .set("oldObjectId", wish.update.old.to_string())
            .set("newObjectId", wish.update.new.to_string())
            .set("isLocked", wish.status == RefUpdateStatus::Locked)
            .set("updateStatus", wish.status.name())
            .set_some("customMessage", wish.why)
            .set("success", wish.status.is_success())
    });
    // As recorded: 200 even if nothing moved.
    Ok(Reply::stream(rows))
}

/// A field that holds an object id.
pub(super) fn id_field(body: &Value, name: &str) -> Result<Oid, Fault> {
    let value = body.get(name).and_then(Value::as_str).ok_or_else(|| Fault::argument_null(name))?;
    object_id(value).ok_or_else(|| Fault::invalid_parameter(name, value))
}

/// Moves references as far as they may move, as one push.
fn move_refs(
    call: &Call,
    id: crate::world::id::RepositoryId,
    wishes: Vec<RefUpdate>,
) -> Result<Vec<Wish>, Fault> {
    let lock = call.shared.git.lock(id);
    let _moving = lock.blocking_lock();
    let (before, size, rules) = {
        let world = call.world();
        let view = call.view(&world)?;
        let organization = view.organization;
        let found = organization.repository_by_id(id);
        let found = found.ok_or_else(|| Fault::repository_not_found(&id.to_string()))?;
        (
            found.refs.clone(),
            found.size,
            Subjects { directory: &world, organization }.push_rules(id, call.actor),
        )
    };
    let (wishes, commits) = call.shared.git.with(id, |git| {
        // Each wish is judged as if those before it had come true.
        let mut after = before.clone();
        let mut judged = Vec::new();
        for update in wishes {
            let mut status = judge(&after, &update, call.actor);
            if status == RefUpdateStatus::Succeeded && !fits(git, &update) {
                status = RefUpdateStatus::UnresolvableToCommit;
            }
            let mut why = None;
            if status == RefUpdateStatus::Succeeded {
                let known = before.values().map(|known| known.object);
                (status, why) = match guard::refusal(git, &rules, &update, known)? {
                    Some(Objection::Policy(why)) => (RefUpdateStatus::RejectedByPolicy, Some(why)),
                    Some(Objection::Permission(permission)) => (RefUpdateStatus::Forbidden(permission), None),
                    None => (status, None),
                };
            }
            if status == RefUpdateStatus::Succeeded {
                if update.new.is_zero() {
                    after.remove(&update.name);
                } else {
                    let reference = Reference { object: update.new, creator: call.actor, locked_by: None };
                    after.insert(update.name.clone(), reference);
                }
            }
            judged.push(Wish { update, status, why });
        }
        let moved = judged.iter().filter(|wish| wish.status == RefUpdateStatus::Succeeded);
        let new = moved.map(|wish| wish.update.new).filter(|id| !id.is_zero());
        let known = before.values().map(|reference| reference.object);
        let commits = history::reachable(git, new, known)?;
        Ok::<_, Fault>((judged, commits))
    })?;
    let updates: Vec<_> = wishes
        .iter()
        .filter(|wish| wish.status == RefUpdateStatus::Succeeded)
        .map(|wish| wish.update.clone())
        .collect();
    if !updates.is_empty() {
        let mut world = call.world_mut();
        let mut change = Change::new(call, &mut world)?;
        change.make(|tx| tx.record_push(id, updates, commits, size))?;
    }
    Ok(wishes)
}

/// Whether what a reference is to name exists, and is a commit if it is a branch.
fn fits(git: &Git, update: &RefUpdate) -> bool {
    if update.new.is_zero() {
        return true;
    }
    match git.find_object(update.new, None) {
        Ok(object) if update.name.starts_with("refs/heads/") => object.kind() == Some(ObjectType::Commit),
        Ok(_) => true,
        Err(_) => false,
    }
}

pub(super) fn create_annotated_tag(call: &Call, body: Value) -> Result<Reply, Fault> {
    let name = text(&body, "/name").ok_or_else(|| Fault::argument_null("name"))?;
    let name = name.trim_start_matches("refs/tags/");
    let message = text(&body, "/message").ok_or_else(|| Fault::argument_null("message"))?;
    let tagged = text(&body, "/taggedObject/objectId").ok_or_else(|| Fault::argument_null("taggedObject"))?;
    let full = format!("refs/tags/{name}");
    let (subject, who) = {
        let world = call.world();
        let view = call.view(&world)?;
        let organization = view.organization;
        let subject = subject(organization, find_enabled(&view)?);
        let who = world.identity(call.actor).map(|who| (who.display_name.clone(), who.unique_name.clone()));
        (subject, who.ok_or_else(|| Fault::internal("the caller is unknown"))?)
    };
    if !crate::world::repository::is_ref_name(&full) {
        return Err(Fault::invalid_ref_name(&full));
    }
    let at = call.stamp().at;
    let id = call.shared.git.with(subject.id, |git| {
        let missing = || Fault::object_not_found(StatusCode::NOT_FOUND, tagged);
        let object = object_id(tagged).and_then(|id| git.find_object(id, None).ok()).ok_or_else(missing)?;
        let when = git2::Time::new(at.as_second(), 0);
        let tagger = git2::Signature::new(&who.0, &who.1, &when)?;
        Ok::<_, Fault>(git.tag_annotation_create(name, &object, &tagger, message)?)
    })?;
    let update = RefUpdate { name: full.clone(), old: Oid::ZERO_SHA1, new: id };
    let wishes = move_refs(call, subject.id, vec![update])?;
    match wishes.first().map(|wish| wish.status) {
        Some(RefUpdateStatus::Succeeded) => {}
        Some(RefUpdateStatus::StaleOldObjectId) => return Err(Fault::stale_reference(&full)),
        _ => return Err(Fault::invalid_ref_name(&full)),
    }
    let reply = call.shared.git.with(subject.id, |git| tag_json(call, &subject, git, id))?;
    Ok(reply.status(StatusCode::CREATED))
}

pub(super) fn get_annotated_tag(call: &Call) -> Result<Reply, Fault> {
    let given = call.required("objectId")?;
    let subject = {
        let world = call.world();
        let view = call.view(&world)?;
        let organization = view.organization;
        subject(organization, find_enabled(&view)?)
    };
    let missing = || Fault::object_not_found(StatusCode::NOT_FOUND, given);
    let id = object_id(given).ok_or_else(missing)?;
    call.shared.git.with(subject.id, |git| {
        let kind = git.find_object(id, None).map_err(|_| missing())?.kind();
        if kind != Some(ObjectType::Tag) {
            return Err(Fault::object_type(StatusCode::NOT_FOUND, id, "tag", object_type_name(kind)));
        }
        tag_json(call, &subject, git, id)
    })
}

fn tag_json(call: &Call, subject: &Subject, git: &Git, id: Oid) -> Result<Reply, Fault> {
    let tag = git.find_tag(id)?;
    let tagged = Object::new()
        .set("objectId", tag.target_id().to_string())
        .set("objectType", object_type_name(tag.target_type()));
    let message = tag.message_bytes().map(|message| String::from_utf8_lossy(message).into_owned());
    Ok(Reply::json(
        Object::new()
            .set("name", format!("refs/tags/{}", String::from_utf8_lossy(tag.name_bytes())))
            .set("objectId", id)
            .set("taggedObject", tagged)
            .set_some("taggedBy", tag.tagger().as_ref().map(tagger))
            .set_some("message", message)
            .set("url", format!("{}/annotatedTags/{id}", subject.url(&call.urls()))),
    ))
}
