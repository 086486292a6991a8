//! Pushes: what was pushed, and pushing without git.

use adoxide_api::git::meta;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use git2::{Oid, Repository as Git, Signature};
use http::StatusCode;
use jiff::Timestamp;
use serde_json::Value;

use super::commit::{full_commit, listed};
use super::reference::id_field;
use super::repository::repository_json;
use super::subject::{Subject, find_enabled, links, object_id, subject};
use crate::base::choice;
use crate::base::page;
use crate::base::{date, parse_date};
use crate::git::change::{FileChange, NewCommit, commit};
use crate::git::guard::Objection;
use crate::git::{guard, history};
use crate::handler::handlers;
use crate::handler::permission::MOVE_REFERENCES;
use crate::handler::{Call, Change, View};
use crate::wire::body::text;
use crate::wire::error::Fault;
use crate::wire::json::{Json, Object};
use crate::wire::reply::Reply;
use crate::wire::shape::Urls;
use crate::world::directory::Directory;
use crate::world::group::Subjects;
use crate::world::push::{Push, PushId, RefUpdate, RefUpdateStatus};

handlers! {
    meta::GET_PUSHES => read(get_pushes),
    meta::GET_PUSH => work(get_push),
    // The service also takes these arguments in the path, and its own links put them there.
    meta::GET_PUSH_COMMITS => work(get_push_commits),
    meta::CREATE_PUSH => work(create_push).needs(MOVE_REFERENCES),
}

/// How many pushes a page has by default.
const PUSHES: usize = 100;
/// How  a push is returned with by default.
const COMMITS: usize = 100;

fn updates_json(subject: &Subject, push: &Push) -> Json {
    let updates = push.ref_updates.iter().map(|update| {
        Object::new()
            .set("repositoryId", subject.id.to_string())
            .set("name", update.name.as_str())
            .set("oldObjectId", update.old.to_string())
            .set("newObjectId", update.new.to_string())
    });
    updates.collect::<Json>()
}

fn push_url(urls: &Urls<'_>, subject: &Subject, id: PushId) -> String {
    format!("{}/pushes/{id}", subject.url(urls))
}

/// What every answer about a push ends with.
fn tail(urls: &Urls<'_>, directory: &Directory, subject: &Subject, push: &Push, object: Object) -> Object {
    object
        .set("pushedBy", urls.person(directory, push.pusher))
        .set("pushId", push.id)
        .set("date", date(push.date))
        .set("url", push_url(urls, subject, push.id))
}

fn push_links(urls: &Urls<'_>, subject: &Subject, push: &Push) -> Object {
    let own = push_url(urls, subject, push.id);
    let repository = subject.url(urls);
    let mut all = vec![
        ("self", own.clone()),
        ("repository", repository.clone()),
        ("commits", format!("{own}/commits")),
        ("pusher", urls.identity(push.pusher)),
    ];
    // Only where one reference moved is there one to link to.
    if let [update] = push.ref_updates.as_slice() {
        all.push(("refs", format!("{repository}/refs/{}", update.name.trim_start_matches("refs/"))));
    }
    links(all)
}

pub(super) fn get_pushes(view: &View<'_>) -> Result<Reply, Fault> {
    let get = |name: &str| view.query.any(&[&format!("searchCriteria.{name}"), name]);
    let moment = |name: &str| {
        let value = get(name);
        value.map(|value| parse_date(value).ok_or_else(|| Fault::invalid_parameter(name, value))).transpose()
    };
    let is = |name: &str| match get(name) {
        None => Ok(false),
        Some(value) => crate::base::flag(value).ok_or_else(|| Fault::invalid_parameter(name, value)),
    };
    let (from, to) = (moment("fromDate")?, moment("toDate")?);
    let pusher = get("pusherId")
        .map(|id| id.parse().map_err(|_| Fault::invalid_parameter("searchCriteria.pusherId", id)))
        .transpose()?;
    let name = get("refName")
        .map(|name| if name.starts_with("refs/") { name.to_owned() } else { format!("refs/heads/{name}") });
    let (with_updates, with_links) = (is("includeRefUpdates")?, is("includeLinks")?);
    let skip = view.query.number(&["$skip", "skip"])?.unwrap_or(0);
    let top = view.query.number(&["$top", "top"])?.unwrap_or(PUSHES);

    let urls = view.urls();
    let organization = view.organization;
    let repository = find_enabled(view)?;
    let subject = subject(organization, repository);
    let project = crate::handler::ready_project(organization, &subject.project.to_string())?;
    let found = repository.pushes.iter().rev().filter(|push| {
        from.is_none_or(|from| push.date >= from)
            && to.is_none_or(|to| push.date <= to)
            && pusher.is_none_or(|pusher| push.pusher == pusher)
            && name.as_ref().is_none_or(|name| push.ref_updates.iter().any(|update| update.name == *name))
    });
    let rows = found.skip(skip).take(top).map(|push| {
        let start = Object::new()
            .set_if(with_updates, "refUpdates", || updates_json(&subject, push))
            .set("repository", repository_json(&urls, project, repository));
        tail(&urls, view.directory, &subject, push, start)
            .set_if(with_links, "_links", || push_links(&urls, &subject, push))
    });
    Ok(Reply::list(rows))
}

/// The repository of the path and one of its pushes.
fn push_of_path(call: &Call, given: &str) -> Result<(Subject, Push), Fault> {
    let world = call.world();
    let view = call.view(&world)?;
    let organization = view.organization;
    let repository = find_enabled(&view)?;
    let found = given.parse().ok().and_then(|id| repository.push(id));
    let push = found.ok_or_else(|| Fault::push_not_found(given))?.clone();
    Ok((subject(organization, repository), push))
}

pub(super) fn get_push(call: &Call) -> Result<Reply, Fault> {
    let (subject, push) = push_of_path(call, call.required("pushId")?)?;
    let most = call.query.number(&["includeCommits"])?.unwrap_or(COMMITS);
    let with_updates = call.query.flag("includeRefUpdates")?;
    let commits = page(push.commits.clone(), 0, most);
    let commits = listed(call, &subject, &commits, false)?;
    let (world, urls) = (call.world(), call.urls());
    let view = call.view(&world)?;
    let organization = view.organization;
    let repository = find_enabled(&view)?;
    let project = crate::handler::ready_project(organization, &subject.project.to_string())?;
    let start = Object::new()
        .set("commits", commits)
        .set_if(with_updates, "refUpdates", || updates_json(&subject, &push))
        .set("repository", repository_json(&urls, project, repository));
    let body = tail(&urls, &world, &subject, &push, start).set("_links", push_links(&urls, &subject, &push));
    Ok(Reply::json(body))
}

pub(super) fn get_push_commits(call: &Call) -> Result<Reply, Fault> {
    let given = call.argument("pushId").or_else(|| call.query.any(&["pushId"]));
    let given = given.ok_or_else(|| Fault::argument_null("pushId"))?;
    let (subject, push) = push_of_path(call, given)?;
    let skip = call.query.number(&["skip", "$skip"])?.unwrap_or(0);
    let top = call.query.number(&["top", "$top"])?.unwrap_or(COMMITS);
    let with_links = match call.query.any(&["includeLinks"]) {
        // Documented: there are links unless they are declined.
        None => true,
        Some(_) => call.query.flag("includeLinks")?,
    };
    Ok(Reply::list(listed(call, &subject, &page(push.commits, skip, top), with_links)?))
}

/// A commit of a push, as it was asked for.
struct Wanted {
    message: String,
    author: Option<Who>,
    committer: Option<Who>,
    changes: Vec<(String, FileChange)>,
    parents: Vec<Oid>,
}

/// Somebody's part in a commit, as far as it was said.
struct Who {
    name: Option<String>,
    mail: Option<String>,
    at: Option<Timestamp>,
}

pub(super) fn create_push(call: &Call, body: Value) -> Result<Reply, Fault> {
    let updates = body.get("refUpdates").and_then(Value::as_array);
    let updates = updates.filter(|updates| !updates.is_empty());
    let updates = updates.ok_or_else(|| Fault::argument_null("refUpdates"))?;
    let wanted = body.get("commits").and_then(Value::as_array).into_iter().flatten().map(wanted);
    let wanted = wanted.collect::<Result<Vec<_>, Fault>>()?;
    let updates = updates.iter().map(|update| {
        let name = text(update, "/name").ok_or_else(|| Fault::argument_null("name"))?.to_owned();
        let new = if update.get("newObjectId").is_none_or(Value::is_null) {
            None
        } else {
            Some(id_field(update, "newObjectId")?)
        };
        Ok((name, id_field(update, "oldObjectId")?, new))
    });
    let mut updates = updates.collect::<Result<Vec<_>, Fault>>()?;
    if !wanted.is_empty() && updates.len() > 1 {
        return Err(Fault::invalid_parameter("refUpdates", "several, with commits for one"));
    }
    let (id, name) = {
        let world = call.world();
        let found = find_enabled(&call.view(&world)?)?;
        (found.id, found.name.clone())
    };
    let lock = call.shared.git.lock(id);
    let _moving = lock.blocking_lock();
    let tenant;
    let (subject, refs, rules, old_size, who) = {
        let world = call.world();
        let view = call.view(&world)?;
        let organization = view.organization;
        let repository =
            organization.repository_by_id(id).ok_or_else(|| Fault::repository_not_found(&name))?;
        let who = world.identity(call.actor).ok_or_else(|| Fault::internal("the caller is unknown"))?;
        let who = (who.display_name.clone(), who.unique_name.clone());
        tenant = world.tenant();
        let directory = Subjects { directory: &world, organization };
        let rules = directory.push_rules(id, call.actor);
        (subject(organization, repository), repository.refs.clone(), rules, repository.size, who)
    };
    let at = call.stamp().at;
    let (updates, written, commits) = call.shared.git.with(id, |git| {
        let mut written = Vec::new();
        let mut moves = Vec::new();
        for (name, old, new) in updates.drain(..) {
            let tip = refs.get(&name).map_or(Oid::ZERO_SHA1, |reference| reference.object);
            // A branch that does not exist yet may begin at any commit: that is how to push to a new branch.
            let begins = tip.is_zero() && !old.is_zero();
            let new = match new {
                Some(new) if wanted.is_empty() => new,
                _ if wanted.is_empty() => return Err(Fault::argument_null("newObjectId")),
                _ => {
                    if !begins && old != tip {
                        return Err(Fault::stale_reference(&name));
                    }
                    if begins && git.find_commit(old).is_err() {
                        // As reported: with this status.
                        let status = StatusCode::INTERNAL_SERVER_ERROR;
                        return Err(Fault::object_not_found(status, &old.to_string()));
                    }
                    written = write(git, &wanted, old, &who, at)?;
                    written.last().copied().unwrap_or(old)
                }
            };
            let exists = new.is_zero() || git.find_object(new, None).is_ok();
            if !exists {
                return Err(Fault::object_not_found(StatusCode::NOT_FOUND, &new.to_string()));
            }
            let old = if begins && !wanted.is_empty() { Oid::ZERO_SHA1 } else { old };
            let update = RefUpdate { name, old, new };
            match crate::world::repository::judge(&refs, &update, call.actor) {
                RefUpdateStatus::Succeeded => {
                    let known = refs.values().map(|reference| reference.object);
                    match guard::refusal(git, &rules, &update, known)? {
                        Some(Objection::Policy(why)) => return Err(Fault::rejected_by_policy(&why)),
                        Some(Objection::Permission(needed)) => {
                            return Err(Fault::git_permission(tenant, &who.1, needed.name(), "branch"));
                        }
                        None => moves.push(update),
                    }
                }
                RefUpdateStatus::StaleOldObjectId => return Err(Fault::stale_reference(&update.name)),
                RefUpdateStatus::Locked => return Err(Fault::branch_locked(&update.name)),
                RefUpdateStatus::SucceededNonExistentRef => return Err(Fault::ref_not_found(&update.name)),
                _ => return Err(Fault::invalid_ref_name(&update.name)),
            }
        }
        let new = moves.iter().map(|update| update.new).filter(|id| !id.is_zero());
        let commits = history::reachable(git, new, refs.values().map(|reference| reference.object))?;
        Ok((moves, written, commits))
    })?;
    let size = if written.is_empty() { old_size } else { call.shared.git.size(id) };
    let push = {
        let mut world = call.world_mut();
        let mut change = Change::new(call, &mut world)?;
        change.make(|tx| tx.record_push(id, updates, commits, size))?
    };
    reply(call, &subject, push, &written)
}

/// Writes commits one upon another and says which, oldest first.
fn write(
    git: &Git,
    wanted: &[Wanted],
    onto: Oid,
    who: &(String, String),
    at: Timestamp,
) -> Result<Vec<Oid>, Fault> {
    let mut parent = Some(onto).filter(|id| !id.is_zero());
    let mut written = Vec::new();
    for wanted in wanted {
        let signature = |given: &Option<Who>| {
            let given = given.as_ref();
            let name = given.and_then(|given| given.name.as_deref()).unwrap_or(&who.0);
            let mail = given.and_then(|given| given.mail.as_deref()).unwrap_or(&who.1);
            let at = given.and_then(|given| given.at).unwrap_or(at);
            let when = git2::Time::new(at.as_second(), 0);
            Signature::new(name, mail, &when).map_err(|_| Fault::invalid_parameter("author", name))
        };
        let author = signature(&wanted.author)?;
        // Without a committer the author is the committer too, but now.
        let committer = match &wanted.committer {
            Some(_) => signature(&wanted.committer)?,
            None if wanted.author.as_ref().is_some_and(|author| author.at.is_none()) => author.clone(),
            None => signature(&None)?,
        };
        let new =
            NewCommit { author, committer, message: wanted.message.clone(), changes: wanted.changes.clone() };
        let parents = match (&wanted.parents[..], parent) {
            ([], parent) => parent.into_iter().collect::<Vec<_>>(),
            // Further parents make a merge; the first is always what the branch has.
            (given, Some(first)) => {
                std::iter::once(first).chain(given.iter().copied().filter(|id| *id != first)).collect()
            }
            (given, None) => given.to_vec(),
        };
        let id = commit(git, &parents, &new)?;
        parent = Some(id);
        written.push(id);
    }
    Ok(written)
}

fn reply(call: &Call, subject: &Subject, push: PushId, written: &[Oid]) -> Result<Reply, Fault> {
    let commits = call.shared.git.with(subject.id, |git| {
        let rows = written.iter().rev().map(|id| Ok(full_commit(call, subject, &git.find_commit(*id)?)));
        rows.collect::<Result<Vec<Object>, Fault>>()
    })?;
    let (world, urls) = (call.world(), call.urls());
    let view = call.view(&world)?;
    let organization = view.organization;
    let repository = organization.repository_by_id(subject.id);
    let repository = repository.ok_or_else(|| Fault::repository_not_found(&subject.name))?;
    let project = crate::handler::ready_project(organization, &subject.project.to_string())?;
    let push = repository.push(push).ok_or_else(|| Fault::push_not_found(&push.to_string()))?;
    let start = Object::new()
        .set("commits", commits)
        .set("refUpdates", updates_json(subject, push))
        .set("repository", repository_json(&urls, project, repository));
    let body = tail(&urls, &world, subject, push, start).set("_links", push_links(&urls, subject, push));
    Ok(Reply::json(body).status(StatusCode::CREATED))
}

/// Reads a commit of the body.
fn wanted(body: &Value) -> Result<Wanted, Fault> {
    let changes = body.get("changes").and_then(Value::as_array).into_iter().flatten().map(file_change);
    let parents = body.get("parents").and_then(Value::as_array).into_iter().flatten().map(|parent| {
        let given = parent.as_str().unwrap_or_default();
        object_id(given).ok_or_else(|| Fault::invalid_parameter("parents", given))
    });
    Ok(Wanted {
        message: text(body, "/comment").unwrap_or_default().to_owned(),
        author: somebody(body.get("author"))?,
        committer: somebody(body.get("committer"))?,
        changes: changes.collect::<Result<_, Fault>>()?,
        parents: parents.collect::<Result<_, Fault>>()?,
    })
}

fn somebody(body: Option<&Value>) -> Result<Option<Who>, Fault> {
    let Some(body) = body.filter(|body| body.is_object()) else {
        return Ok(None);
    };
    let field = |pointer| text(body, pointer).filter(|text| !text.is_empty()).map(str::to_owned);
    let at = text(body, "/date").filter(|text| !text.is_empty());
    let at = at.map(|at| parse_date(at).ok_or_else(|| Fault::invalid_parameter("date", at))).transpose()?;
    Ok(Some(Who { name: field("/name"), mail: field("/email"), at }))
}

/// What a `changeType` asks for.
#[derive(Clone, Copy)]
enum Asked {
    Add,
    Edit,
    Delete,
    Rename,
    Undelete,
}

/// Reads a change of the body: a path, what happens to it, and its new content.
fn file_change(body: &Value) -> Result<(String, FileChange), Fault> {
    let path = body.pointer("/item/path").or_else(|| body.get("item")).and_then(Value::as_str);
    let path = path.ok_or_else(|| Fault::argument_null("item.path"))?.to_owned();
    let kind = body.get("changeType").ok_or_else(|| Fault::argument_null("changeType"))?;
    let kind = kind.as_str().map_or_else(|| kind.to_string(), str::to_owned);
    // Flags: a file may be moved and changed at once, in either order or as the sum of both.
    let kinds = [
        ("add", 1, Asked::Add),
        ("edit", 2, Asked::Edit),
        ("delete", 16, Asked::Delete),
        ("undelete", 32, Asked::Undelete),
        ("rename", 8, Asked::Rename),
        ("edit, rename", 10, Asked::Rename),
        ("rename, edit", 10, Asked::Rename),
    ];
    let asked = choice(&kind, &kinds).ok_or_else(|| Fault::invalid_parameter("changeType", &kind))?;
    let content = content(body.get("newContent"))?;
    let needed = |content: Option<Vec<u8>>| content.ok_or_else(|| Fault::argument_null("newContent"));
    let change = match asked {
        Asked::Add => FileChange::Add(needed(content)?),
        Asked::Edit => FileChange::Edit(needed(content)?),
        Asked::Delete => FileChange::Delete,
        Asked::Undelete => FileChange::Undelete(content),
        Asked::Rename => {
            let source = text(body, "/sourceServerItem");
            let source = source.ok_or_else(|| Fault::argument_null("sourceServerItem"))?.to_owned();
            FileChange::Rename { source, content }
        }
    };
    Ok((path, change))
}

fn content(body: Option<&Value>) -> Result<Option<Vec<u8>>, Fault> {
    let Some(body) = body.filter(|body| body.is_object()) else {
        return Ok(None);
    };
    let content = text(body, "/content").unwrap_or_default();
    let kind = body
        .get("contentType")
        .map_or("rawtext".to_owned(), |kind| kind.as_str().map_or_else(|| kind.to_string(), str::to_owned));
    let is_base64 = choice(&kind, &[("rawtext", 0, false), ("base64encoded", 1, true)]);
    match is_base64 {
        Some(false) => Ok(Some(content.as_bytes().to_vec())),
        Some(true) => {
            let bytes = STANDARD.decode(content.trim());
            bytes
                .map(Some)
                .map_err(|_| Fault::invalid_parameter("newContent.content", "text that is no base64"))
        }
        None => Err(Fault::invalid_parameter("newContent.contentType", &kind)),
    }
}
