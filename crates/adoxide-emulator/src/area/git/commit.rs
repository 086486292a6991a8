//! Commits: one, many by every criterion, what they changed, and how two of them differ.

use std::collections::HashMap;

use adoxide_api::git::meta;
use git2::{Commit, ObjectType, Oid, Repository as Git};
use jiff::Timestamp;
use serde_json::Value;

use super::subject::{Subject, escaped, find_enabled, kind_name, links, object_id, person, subject};
use super::version::Descriptor;
use crate::base::page;
use crate::base::parse_date;
use crate::base::{choice, flag};
use crate::git::diff::{Change, ChangeType, diff};
use crate::git::history::{History, HistoryMode};
use crate::handler::handlers;
use crate::handler::{Call, View};
use crate::wire::body::text;
use crate::wire::error::Fault;
use crate::wire::json::{Json, Object};
use crate::wire::reply::Reply;
use crate::wire::shape::Urls;
use crate::world::push::PushId;
use crate::world::repository::Repository;

handlers! {
    meta::GET_COMMITS => work(get_commits),
    meta::GET_COMMITS_BATCH => work(get_commits_batch),
    meta::GET_COMMIT => work(get_commit),
    meta::GET_CHANGES => work(get_changes),
    meta::GET_COMMIT_DIFFS => work(get_commit_diffs),
    meta::GET_MERGE_BASES => work(get_merge_bases),
}

/// How many commits a page has by default.
const COMMITS: usize = 100;
/// The most that `commitsbatch` takes.
const BATCH: usize = 50_000;
/// How many changes a page of a comparison has by default.
const CHANGES: usize = 100;

/// A commit as it is shown inside other answers: whole, without links.
pub(super) fn full_commit(call: &Call, subject: &Subject, commit: &Commit<'_>) -> Object {
    let url = format!("{}/commits/{}", subject.url(&call.urls()), commit.id());
    Object::new()
        .set("treeId", commit.tree_id().to_string())
        .set("commitId", commit.id().to_string())
        .set("author", person(&commit.author()))
        .set("committer", person(&commit.committer()))
        .set("comment", message(commit))
        .set("parents", parents(commit))
        .set("url", url)
}

fn parents(commit: &Commit<'_>) -> Vec<String> {
    commit.parent_ids().map(|id| id.to_string()).collect()
}

fn message(commit: &Commit<'_>) -> String {
    String::from_utf8_lossy(commit.message_bytes()).into_owned()
}

/// What to return of each commit of a list.
#[derive(Default)]
#[expect(clippy::struct_excessive_bools, reason = "each is a parameter that is there or not")]
struct Shown {
    links: bool,
    push: bool,
    work_items: bool,
    statuses: bool,
    pictures: bool,
    /// The path whose change is told.
    path: Option<String>,
}

/// A commit as lists have it: the first line of its message, and how much it changed.
fn listed_commit(
    call: &Call,
    git: &Git,
    subject: &Subject,
    commit: &Commit<'_>,
    shown: &Shown,
    pushes: &HashMap<Oid, Json>,
) -> Result<Object, Fault> {
    let urls = call.urls();
    let id = commit.id();
    let whole = message(commit);
    let first = whole.trim_start().lines().next().unwrap_or_default();
    let is_truncated = whole.trim() != first.trim_end();
    let changes = changes_of(git, commit)?;
    let count = |is: fn(ChangeType) -> bool| {
        changes.iter().filter(|change| change.kind != ObjectType::Tree && is(change.how)).count()
    };
    let counts = Object::new()
        .set("Add", count(|change| matches!(change, ChangeType::Add)))
        .set(
            "Edit",
            count(|change| matches!(change, ChangeType::Edit | ChangeType::Rename | ChangeType::EditRename)),
        )
        .set("Delete", count(|change| matches!(change, ChangeType::Delete)));
    let at_path = shown.path.as_ref().map(|path| {
        let path = format!("/{path}");
        let found = changes.iter().filter(|change| change.path == path);
        let found = found.map(|change| {
            Object::new().set("sourceServerItem", path.as_str()).set("changeType", change.how.name())
        });
        found.collect::<Json>()
    });
    let own = format!("{}/commits/{id}", subject.url(&urls));
    let web = format!("{}/commit/{id}", subject.web(&urls));
    let signed = |signature: &git2::Signature<'_>| {
        let mail = String::from_utf8_lossy(signature.email_bytes()).into_owned();
        let picture = shown.pictures.then(|| urls.picture(&call.world(), &mail)).flatten();
        person(signature).set_some("imageUrl", picture)
    };
    let statuses = shown.statuses.then(|| {
        let world = call.world();
        let view = call.view(&world)?;
        let organization = view.organization;
        Ok::<_, Fault>(super::status::latest_json(&urls, &world, organization, subject, id))
    });
    let statuses = statuses.transpose()?;
    Ok(Object::new()
        .set("commitId", id)
        .set("author", signed(&commit.author()))
        .set("committer", signed(&commit.committer()))
        .set("comment", first.trim_end())
        .set_if(is_truncated, "commentTruncated", || true)
        .set("changeCounts", counts)
        .set_some("changes", at_path)
        .set_some("push", pushes.get(&id).filter(|_| shown.push))
        .set_if(shown.work_items, "workItems", Json::empty_list)
        .set_some("statuses", statuses)
        .set("url", own.as_str())
        .set("remoteUrl", web.as_str())
        .set_if(shown.links, "_links", || commit_links(&urls, subject, id)))
}

fn commit_links(urls: &Urls<'_>, subject: &Subject, id: Oid) -> Object {
    let repository = subject.url(urls);
    let own = format!("{repository}/commits/{id}");
    links([
        ("self", own.clone()),
        ("repository", repository),
        ("web", format!("{}/commit/{id}", subject.web(urls))),
        ("changes", format!("{own}/changes")),
    ])
}

/// What a commit changed, compared with its first parent.
fn changes_of(git: &Git, commit: &Commit<'_>) -> Result<Vec<Change>, Fault> {
    let parent = commit.parent(0).ok().map(|parent| parent.tree()).transpose()?;
    Ok(diff(git, parent.as_ref(), Some(&commit.tree()?))?)
}

/// A push as a commit tells of it.
fn push_value(view: &View<'_>, repository: &Repository, id: PushId) -> Option<Object> {
    let push = repository.push(id)?;
    let value = Object::new()
        .set("pushedBy", view.urls().person(view.directory, push.pusher))
        .set("pushId", push.id)
        .set("date", crate::base::date(push.date));
    Some(value)
}

/// The criteria of a search, from a query or from a body.
#[derive(Default)]
struct Criteria {
    ids: Vec<String>,
    item: Option<Descriptor>,
    compare: Option<Descriptor>,
    path: Option<String>,
    author: Option<String>,
    user: Option<String>,
    from_date: Option<Timestamp>,
    to_date: Option<Timestamp>,
    from_commit: Option<String>,
    to_commit: Option<String>,
    excludes_deletes: bool,
    oldest_first: bool,
    mode: HistoryMode,
    skip: usize,
    top: usize,
    shown: Shown,
}

const MODES: [(&str, i64, HistoryMode); 4] = [
    ("simplifiedHistory", 0, HistoryMode::Simplified),
    ("firstParent", 1, HistoryMode::FirstParent),
    ("fullHistory", 2, HistoryMode::Full),
    ("fullHistorySimplifyMerges", 3, HistoryMode::FullSimplifyMerges),
];

impl Criteria {
    fn of_query(call: &Call) -> Result<Self, Fault> {
        let query = &call.query;
        // Every criterion also goes by its name without the prefix, as it did before version 5.
        let get = |name: &str| query.any(&[&format!("searchCriteria.{name}"), name]);
        let is = |name: &str| match get(name) {
            None => Ok(false),
            Some(value) => flag(value).ok_or_else(|| Fault::invalid_parameter(name, value)),
        };
        let date = |name: &str| {
            get(name)
                .map(|value| parse_date(value).ok_or_else(|| Fault::invalid_parameter(name, value)))
                .transpose()
        };
        let descriptor = |name: &str| {
            let prefix = format!("searchCriteria.{name}");
            let has =
                |prefix: &str| query.any(&[&format!("{prefix}.version"), &format!("{prefix}.versionType")]);
            if has(&prefix).is_some() {
                return Descriptor::of_query(call, &prefix).map(Some);
            }
            if has(name).is_some() {
                return Descriptor::of_query(call, name).map(Some);
            }
            Ok(None)
        };
        let mut item = descriptor("itemVersion")?;
        if item.is_none() && query.any(&["version", "branch"]).is_some() {
            let mut plain = Descriptor::of_query(call, "itemVersion")?;
            plain.version = plain.version.or_else(|| query.any(&["branch"]).map(str::to_owned));
            item = Some(plain);
        }
        let mode = get("historyMode")
            .map(|mode| choice(mode, &MODES).ok_or_else(|| Fault::invalid_parameter("historyMode", mode)));
        Ok(Self {
            ids: [query.all("searchCriteria.ids"), query.all("ids")]
                .concat()
                .iter()
                .map(ToString::to_string)
                .collect(),
            item,
            compare: descriptor("compareVersion")?,
            path: get("itemPath").map(str::to_owned),
            author: get("author").map(str::to_owned),
            user: get("user").or_else(|| query.any(&["committer"])).map(str::to_owned),
            from_date: date("fromDate")?,
            to_date: date("toDate")?,
            from_commit: get("fromCommitId").map(str::to_owned),
            to_commit: get("toCommitId").map(str::to_owned),
            excludes_deletes: is("excludeDeletes")?,
            oldest_first: is("showOldestCommitsFirst")?,
            mode: mode.transpose()?.unwrap_or_default(),
            skip: query.number(&["searchCriteria.$skip", "$skip", "skip"])?.unwrap_or(0),
            top: query.number(&["searchCriteria.$top", "$top", "top"])?.unwrap_or(COMMITS),
            shown: Shown {
                links: is("includeLinks")?,
                push: is("includePushData")?,
                work_items: is("includeWorkItems")?,
                statuses: is("includeStatuses")?,
                pictures: is("includeUserImageUrl")?,
                path: None,
            },
        })
    }

    fn of_body(call: &Call, body: &Value) -> Result<Self, Fault> {
        let get = |name: &str| text(body, &format!("/{name}")).filter(|value| !value.is_empty());
        let is = |name: &str| body.get(name).and_then(Value::as_bool).unwrap_or(false);
        let date = |name: &str| {
            get(name)
                .map(|value| parse_date(value).ok_or_else(|| Fault::invalid_parameter(name, value)))
                .transpose()
        };
        let number = |name: &str| {
            body.get(name)
                .filter(|value| !value.is_null())
                .map(|value| {
                    let number = value.as_u64().and_then(|number| usize::try_from(number).ok());
                    number.ok_or_else(|| Fault::invalid_parameter(name, &value.to_string()))
                })
                .transpose()
        };
        let mode = body.get("historyMode").filter(|mode| !mode.is_null()).map(|mode| {
            let mode = mode.as_str().map_or_else(|| mode.to_string(), str::to_owned);
            choice(&mode, &MODES).ok_or_else(|| Fault::invalid_parameter("historyMode", &mode))
        });
        let ids = body.get("ids").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str);
        let top = number("$top")?.or(call.query.number(&["$top", "top"])?).unwrap_or(COMMITS);
        if top > BATCH {
            return Err(Fault::invalid_parameter("$top", &top.to_string()));
        }
        Ok(Self {
            ids: ids.map(str::to_owned).collect(),
            item: Descriptor::of_body(body.get("itemVersion"))?,
            compare: Descriptor::of_body(body.get("compareVersion"))?,
            path: get("itemPath").map(str::to_owned),
            author: get("author").map(str::to_owned),
            user: get("user").map(str::to_owned),
            from_date: date("fromDate")?,
            to_date: date("toDate")?,
            from_commit: get("fromCommitId").map(str::to_owned),
            to_commit: get("toCommitId").map(str::to_owned),
            excludes_deletes: is("excludeDeletes"),
            oldest_first: is("showOldestCommitsFirst"),
            mode: mode.transpose()?.unwrap_or_default(),
            skip: number("$skip")?.or(call.query.number(&["$skip", "skip"])?).unwrap_or(0),
            top,
            shown: Shown {
                links: is("includeLinks"),
                push: is("includePushData"),
                work_items: is("includeWorkItems"),
                statuses: call.query.flag("includeStatuses")?,
                pictures: is("includeUserImageUrl"),
                path: None,
            },
        })
    }

    /// Whether a commit is one of those that are looked for, apart from where it is.
    fn wants(&self, commit: &Commit<'_>) -> bool {
        let is_by = |signature: &git2::Signature<'_>, wanted: &str| {
            let wanted = wanted.to_lowercase();
            let contains = |bytes: &[u8]| String::from_utf8_lossy(bytes).to_lowercase().contains(&wanted);
            // "Name <mail>" is how git writes people.
            let whole = format!(
                "{} <{}>",
                String::from_utf8_lossy(signature.name_bytes()),
                String::from_utf8_lossy(signature.email_bytes())
            );
            contains(whole.as_bytes())
        };
        let at = Timestamp::from_second(commit.committer().when().seconds()).unwrap_or_default();
        self.author.as_ref().is_none_or(|author| is_by(&commit.author(), author))
            && self.user.as_ref().is_none_or(|user| is_by(&commit.committer(), user))
            && self.from_date.is_none_or(|from| at >= from)
            && self.to_date.is_none_or(|to| at <= to)
    }
}

pub(super) fn get_commits(call: &Call) -> Result<Reply, Fault> {
    search(call, Criteria::of_query(call)?)
}

pub(super) fn get_commits_batch(call: &Call, body: Value) -> Result<Reply, Fault> {
    search(call, Criteria::of_body(call, &body)?)
}

fn search(call: &Call, mut criteria: Criteria) -> Result<Reply, Fault> {
    let path = criteria.path.take().map(|path| path.trim_matches('/').to_owned());
    let path = path.filter(|path| !path.is_empty());
    criteria.shown.path.clone_from(&path);
    let (subject, tips, compare) = {
        let world = call.world();
        let view = call.view(&world)?;
        let organization = view.organization;
        let repository = find_enabled(&view)?;
        // Without a version, all references are searched: documented examples list commits of unmerged
        // branches that way.
        let tips = if let Some(item) = &criteria.item {
            vec![item.named_object(repository)]
        } else {
            let refs = repository.refs.iter().filter(|(name, _)| !name.starts_with("refs/pull/"));
            refs.map(|(_, reference)| Some(reference.object)).collect()
        };
        let compare = criteria.compare.as_ref().and_then(|compare| compare.named_object(repository));
        (subject(organization, repository), tips, compare)
    };
    let rows = call.shared.git.with(subject.id, |git| {
        let found = if criteria.ids.is_empty() {
            find(git, &subject, &criteria, &tips, compare, path.as_deref())?
        } else {
            by_ids(git, &subject, &criteria)?
        };
        let pushes = pushes_of(call, &subject, &found, criteria.shown.push)?;
        let rows = found
            .iter()
            .map(|id| listed_commit(call, git, &subject, &git.find_commit(*id)?, &criteria.shown, &pushes));
        rows.collect::<Result<Vec<_>, Fault>>()
    })?;
    Ok(Reply::list(rows))
}

fn by_ids(git: &Git, subject: &Subject, criteria: &Criteria) -> Result<Vec<Oid>, Fault> {
    let found = criteria.ids.iter().map(|given| {
        let commit = object_id(given).and_then(|id| git.find_commit(id).ok());
        commit.map(|commit| commit.id()).ok_or_else(|| Fault::commit_not_found(given, &subject.name))
    });
    Ok(page(found.collect::<Result<Vec<_>, Fault>>()?, criteria.skip, criteria.top))
}

fn find(
    git: &Git,
    subject: &Subject,
    criteria: &Criteria,
    tips: &[Option<Oid>],
    compare: Option<Oid>,
    path: Option<&str>,
) -> Result<Vec<Oid>, Fault> {
    // With two versions, the commits are those that the second has and the first has not.
    let (from, except) = match (&criteria.item, &criteria.compare) {
        (Some(item), Some(other)) => {
            let base = item.resolve(git, subject, tips.first().copied().flatten())?;
            (vec![other.resolve(git, subject, compare)?], Some(base))
        }
        (Some(item), None) => (vec![item.resolve(git, subject, tips.first().copied().flatten())?], None),
        // A second version alone does not narrow anything: a documented example lists everything.
        _ => {
            let commits = tips.iter().flatten().filter_map(|id| crate::git::peel_to_commit(git, *id));
            (commits.map(|commit| commit.id()).collect(), None)
        }
    };
    let bound = |given: &Option<String>| match given {
        None => Ok(None),
        Some(given) => {
            let commit = object_id(given).and_then(|id| git.find_commit(id).ok());
            commit.map(Some).ok_or_else(|| Fault::commit_not_found(given, &subject.name))
        }
    };
    let (lower, upper) = (bound(&criteria.from_commit)?, bound(&criteria.to_commit)?);
    let from = upper.map_or(from, |upper| vec![upper.id()]);
    let history = History::new(git, criteria.mode, path, from, except)?;
    let mut found = Vec::new();
    let end = criteria.skip.saturating_add(criteria.top);
    for commit in history {
        let commit = commit?;
        let is_last = lower.as_ref().is_some_and(|lower| lower.id() == commit.id());
        let is_deleted = criteria.excludes_deletes
            && path.is_some_and(|path| {
                commit.tree().is_ok_and(|tree| tree.get_path(std::path::Path::new(path)).is_err())
            });
        if !is_deleted && criteria.wants(&commit) {
            found.push(commit.id());
        }
        // Oldest first needs all of them.
        if is_last || (found.len() >= end && !criteria.oldest_first) {
            break;
        }
    }
    if criteria.oldest_first {
        found.reverse();
    }
    Ok(page(found, criteria.skip, criteria.top))
}

/// The pushes that commits came with.
fn pushes_of(
    call: &Call,
    subject: &Subject,
    commits: &[Oid],
    wanted: bool,
) -> Result<HashMap<Oid, Json>, Fault> {
    if !wanted {
        return Ok(HashMap::new());
    }
    let world = call.world();
    let view = call.view(&world)?;
    let repository = view.organization.repository_by_id(subject.id);
    let repository = repository.ok_or_else(|| Fault::repository_not_found(&subject.name))?;
    let pushes = commits.iter().filter_map(|commit| {
        let id = repository.pushed_with.get(commit)?;
        Some((*commit, push_value(&view, repository, *id)?.into()))
    });
    Ok(pushes.collect())
}

/// The repository and commit of the path.
fn commit_of_path(call: &Call) -> Result<(Subject, &str), Fault> {
    let world = call.world();
    let view = call.view(&world)?;
    let organization = view.organization;
    Ok((subject(organization, find_enabled(&view)?), call.required("commitId")?))
}

fn find_commit<'g>(git: &'g Git, subject: &Subject, given: &str) -> Result<Commit<'g>, Fault> {
    let found = object_id(given).and_then(|id| git.find_commit(id).ok());
    found.ok_or_else(|| Fault::commit_not_found(given, &subject.name))
}

pub(super) fn get_commit(call: &Call) -> Result<Reply, Fault> {
    let (subject, given) = commit_of_path(call)?;
    let count = call.query.number(&["changeCount"])?.unwrap_or(0);
    let urls = call.urls();
    call.shared.git.with(subject.id, |git| {
        let commit = find_commit(git, &subject, given)?;
        let id = commit.id();
        let push = pushes_of(call, &subject, &[id], true)?.remove(&id);
        let signed = |signature: &git2::Signature<'_>| {
            let mail = String::from_utf8_lossy(signature.email_bytes()).into_owned();
            person(signature).set_some("imageUrl", urls.picture(&call.world(), &mail))
        };
        let changes = if count > 0 { changes_of(git, &commit)? } else { Vec::new() };
        let counts = (count > 0).then(|| change_counts(&changes));
        let shown = (count > 0).then(|| {
            let shown = changes.iter().take(count).map(|change| change_json(&urls, &subject, change, id));
            shown.collect::<Json>()
        });
        Ok(Reply::json(
            Object::new()
                .set("treeId", commit.tree_id().to_string())
                .set("commitId", id)
                .set("author", signed(&commit.author()))
                .set("committer", signed(&commit.committer()))
                .set("comment", message(&commit))
                .set("parents", parents(&commit))
                .set_some("changeCounts", counts)
                .set_some("changes", shown)
                .set("url", format!("{}/commits/{id}", subject.url(&urls)))
                .set("remoteUrl", format!("{}/commit/{id}", subject.web(&urls)))
                .set("_links", commit_links(&urls, &subject, id))
                .set_some("push", push),
        ))
    })
}

/// How many changes of each kind there are, folders included.
fn change_counts(changes: &[Change]) -> Object {
    let kinds = [
        ChangeType::Edit,
        ChangeType::Add,
        ChangeType::Delete,
        ChangeType::Rename,
        ChangeType::EditRename,
        ChangeType::DeleteSourceRename,
    ];
    let counts = kinds
        .into_iter()
        .map(|kind| (kind.count_name(), changes.iter().filter(|change| change.how == kind).count()));
    let counts = counts.filter(|(_, count)| *count > 0);
    counts.fold(Object::new(), |counts, (name, count)| counts.set(name, count))
}

/// A changed item, in the version of a commit.
fn change_json(urls: &Urls<'_>, subject: &Subject, change: &Change, commit: Oid) -> Object {
    let is_gone = matches!(change.how, ChangeType::Delete | ChangeType::DeleteSourceRename);
    let kind = kind_name(change.kind);
    // As documented: two slashes, because the path has one of its own.
    let url =
        format!("{}/items/{}?versionType=Commit&version={commit}", subject.url(urls), escaped(&change.path));
    let item = Object::new()
        .set_if(!is_gone, "objectId", || change.object.to_string())
        .set_some(
            "originalObjectId",
            if is_gone { Some(change.object) } else { change.original }.map(|id| id.to_string()),
        )
        .set("gitObjectType", kind)
        .set("commitId", commit)
        .set("path", change.path.as_str())
        .set_if(change.kind == ObjectType::Tree, "isFolder", || true)
        .set("url", url);
    Object::new()
        .set("item", item)
        .set_some("sourceServerItem", change.source.as_deref())
        .set("changeType", change.how.name())
}

pub(super) fn get_changes(call: &Call) -> Result<Reply, Fault> {
    let (subject, given) = commit_of_path(call)?;
    let skip = call.query.number(&["skip", "$skip"])?.unwrap_or(0);
    let top = call.query.number(&["top", "$top"])?.unwrap_or(usize::MAX);
    let urls = call.urls();
    call.shared.git.with(subject.id, |git| {
        let commit = find_commit(git, &subject, given)?;
        let changes = changes_of(git, &commit)?;
        let counts = change_counts(&changes);
        let shown = page(changes, skip, top);
        let shown = shown.iter().map(|change| change_json(&urls, &subject, change, commit.id()));
        Ok(Reply::json(Object::new().set("changeCounts", counts).set("changes", shown.collect::<Json>())))
    })
}

pub(super) fn get_commit_diffs(call: &Call) -> Result<Reply, Fault> {
    let skip = call.query.number(&["$skip", "skip"])?.unwrap_or(0);
    let top = call.query.number(&["$top", "top"])?.unwrap_or(CHANGES);
    let from_common = call.query.flag("diffCommonCommit")?;
    let base = Descriptor::of_prefixed_query(call, "base")?;
    let target = Descriptor::of_prefixed_query(call, "target")?;
    let (subject, base_object, target_object) = {
        let world = call.world();
        let view = call.view(&world)?;
        let organization = view.organization;
        let repository = find_enabled(&view)?;
        let objects = (base.named_object(repository), target.named_object(repository));
        (subject(organization, repository), objects.0, objects.1)
    };
    let urls = call.urls();
    call.shared.git.with(subject.id, |git| {
        let base = base.resolve(git, &subject, base_object)?;
        let target = target.resolve(git, &subject, target_object)?;
        let common = match git.merge_base(base, target) {
            Err(error) if error.code() == git2::ErrorCode::NotFound => None,
            found => Some(found?),
        };
        let old = if from_common { common } else { Some(base) };
        let old = old.map(|id| git.find_commit(id)?.tree()).transpose()?;
        let new = git.find_commit(target)?.tree()?;
        let changes = diff(git, old.as_ref(), Some(&new))?;
        let (ahead, behind) = git.graph_ahead_behind(target, base)?;
        let is_all = changes.len() <= skip.saturating_add(top);
        let counts = change_counts(&changes);
        let shown = page(changes, skip, top);
        let shown = shown.iter().map(|change| change_json(&urls, &subject, change, target));
        Ok(Reply::json(
            Object::new()
                .set("allChangesIncluded", is_all)
                .set("changeCounts", counts)
                .set("changes", shown.collect::<Json>())
                .set_some("commonCommit", common.map(|id| id.to_string()))
                .set("baseCommit", base.to_string())
                .set("targetCommit", target.to_string())
                .set("aheadCount", ahead)
                .set("behindCount", behind),
        ))
    })
}

pub(super) fn get_merge_bases(call: &Call) -> Result<Reply, Fault> {
    let (subject, given) = commit_of_path(call)?;
    let other = call.query.any(&["otherCommitId"]).ok_or_else(|| Fault::argument_null("otherCommitId"))?;
    // A commit of another repository, a fork say, must be here to be compared.
    if let Some(given) = call.query.any(&["otherRepositoryId"]) {
        let other = {
            let world = call.world();
            let found = call.view(&world)?.organization.repository(None, given).map(|found| found.id);
            found.ok_or_else(|| Fault::repository_not_found(given))?
        };
        if other != subject.id {
            call.shared.git.share(other, subject.id)?;
        }
    }
    let urls = call.urls();
    call.shared.git.with(subject.id, |git| {
        let one = find_commit(git, &subject, given)?.id();
        let other = find_commit(git, &subject, other)?.id();
        let bases = match git.merge_bases(one, other) {
            Err(error) if error.code() == git2::ErrorCode::NotFound => Vec::new(),
            found => found?.iter().copied().collect::<Vec<_>>(),
        };
        let rows = bases.iter().map(|id| {
            let url = format!("{}/commits/{id}", subject.url(&urls));
            Object::new().set("commitId", *id).set("url", url)
        });
        Ok(Reply::list(rows))
    })
}

/// The commit that last changed a path, seen from another.
pub(super) fn last_change<'g>(git: &'g Git, from: Oid, path: &str) -> Result<Option<Commit<'g>>, Fault> {
    let mut history = History::new(git, HistoryMode::Simplified, Some(path), [from], None)?;
    Ok(history.next().transpose()?)
}

/// The commits of a push, as lists have them.
pub(super) fn listed(
    call: &Call,
    subject: &Subject,
    commits: &[Oid],
    with_links: bool,
) -> Result<Vec<Object>, Fault> {
    let shown = Shown { links: with_links, ..Shown::default() };
    call.shared.git.with(subject.id, |git| {
        let rows = commits
            .iter()
            .map(|id| listed_commit(call, git, subject, &git.find_commit(*id)?, &shown, &HashMap::new()));
        rows.collect()
    })
}
