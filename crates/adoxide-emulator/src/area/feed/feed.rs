//! Feeds themselves, and what changed about them.

use adoxide_api::artifacts::feed::meta;
use adoxide_api::wire::Host;
use http::StatusCode;
use serde_json::{Value, json};

use super::{NAMESPACE, not_found, of_path, view_name};
use crate::base::date;
use crate::handler::{Change, View, handlers};
use crate::wire::body::text;
use crate::wire::error::Fault;
use crate::wire::json::{Object, link};
use crate::wire::reply::Reply;
use crate::world::feed::{Feed, FeedPermission};
use crate::world::group::{GroupRole, Subject, Subjects};
use crate::world::name::same_name;

handlers! {
    meta::GET_FEEDS => read(get_feeds),
    meta::CREATE_FEED => change(create_feed),
    meta::GET_FEED => read(get_feed),
    meta::UPDATE_FEED => change(update_feed),
    meta::DELETE_FEED => change(delete_feed),
    meta::GET_FEED_CHANGES => read(get_feed_changes),
    meta::GET_FEED_CHANGE => read(get_feed_change),
}

/// Where a feed is, as the answers have it.
pub(super) fn url(view: &View<'_>, feed: &Feed) -> String {
    let base = view.address.organization(Host::Feeds, view.organization.name());
    let project = feed.project.map(|id| format!("{id}/")).unwrap_or_default();
    format!("{base}/{project}_apis/Packaging/Feeds/{}", feed.id)
}

/// A feed in the recorded order, with nulls where they are.
pub(super) fn to_json(view: &View<'_>, feed: &Feed) -> Object {
    let url = url(view, feed);
    let links = Object::new()
        .set("self", link(url.as_str()))
        .set("packages", link(format!("{url}/Packages")))
        .set("permissions", link(format!("{url}/Permissions")));
    let project = feed.project.and_then(|id| view.organization.project_by_id(id)).map(|project| {
        Object::new()
            .set("id", project.id.to_string())
            .set("name", project.name.as_str())
            .set("visibility", project.visibility.name())
    });
    let shown = view_name(view).and_then(|name| feed.views.iter().find(|known| same_name(&known.name, name)));
    let (view_id, view_name) =
        (shown.map(|shown| shown.id.to_string()), shown.map(|shown| shown.name.clone()));
    let full = shown.map_or_else(|| feed.name.clone(), |shown| format!("{}@{}", feed.name, shown.name));
    let full_id = shown.map_or_else(|| feed.id.to_string(), |shown| format!("{}@{}", feed.id, shown.id));
    Object::new()
        .set("description", feed.description.as_deref())
        .set("url", url)
        .set("_links", links)
        .set("hideDeletedPackageVersions", feed.hides_deleted)
        .set("badgesEnabled", feed.has_badges)
        .set("defaultViewId", feed.default_view.to_string())
        .set("id", feed.id.to_string())
        .set("name", feed.name.as_str())
        .set("upstreamEnabled", feed.is_upstream_enabled)
        .set("viewId", view_id)
        .set("viewName", view_name)
        .set("fullyQualifiedName", full)
        .set("fullyQualifiedId", full_id)
        .set("upstreamSources", Value::Array(feed.upstreams.clone()))
        .set("capabilities", "defaultCapabilities")
        .set_some("project", project)
        .set_some("deletedDate", feed.deleted.map(date))
}

/// The feeds: those of the project of the path and of the organization; without a project all that there are.
fn get_feeds(view: &View<'_>) -> Result<Reply, Fault> {
    let project = view.project_of_path()?.map(|project| project.id);
    let feeds = view.organization.feeds().iter().filter(|feed| feed.deleted.is_none());
    let seen = feeds.filter(|feed| match (project, feed.project) {
        (_, None) => true,
        (Some(wanted), Some(own)) => wanted == own,
        (None, Some(own)) => view.sees(own, None),
    });
    Ok(Reply::list(seen.map(|feed| to_json(view, feed))))
}

fn get_feed(view: &View<'_>) -> Result<Reply, Fault> {
    let feed = of_path(view)?;
    if let Some(name) = view_name(view)
        && !feed.views.iter().any(|known| same_name(&known.name, name) || known.id.to_string() == name)
    {
        return Err(not_found(view.required("feedId")?));
    }
    Ok(Reply::json(to_json(view, feed)))
}

/// The name that a body gives: as the service does it, without blanks around it or signs that URLs have.
fn name(body: &Value) -> Result<Option<String>, Fault> {
    const SIGNS: &[char] = &[
        '@', '~', ';', '{', '}', '\'', '+', '=', ',', '<', '>', '|', '/', '\\', '?', ':', '&', '$', '*', '"',
        '#', '[', ']', '%',
    ];
    let Some(name) = text(body, "/name") else { return Ok(None) };
    let is_bad = name.trim().is_empty() || name.len() > 64 || name.contains(SIGNS) || name.trim() != name;
    if is_bad {
        return Err(Fault::exception(
            StatusCode::BAD_REQUEST,
            NAMESPACE,
            "InvalidFeedNameException",
            format!("'{name}' is not a valid feed name."),
        ));
    }
    Ok(Some(name.to_owned()))
}

/// A name is taken by a feed beside it, also by one in the recycle bin.
fn check_free(view: &View<'_>, name: &str, own: Option<uuid::Uuid>) -> Result<(), Fault> {
    let project = view.project_of_path()?.map(|project| project.id);
    let taken = view
        .organization
        .feeds()
        .iter()
        .any(|feed| feed.project == project && Some(feed.id) != own && same_name(&feed.name, name));
    if !taken {
        return Ok(());
    }
    Err(Fault::exception(
        StatusCode::CONFLICT,
        NAMESPACE,
        "FeedNameAlreadyExistsException",
        format!("A feed named '{name}' already exists."),
    ))
}

/// The upstream sources of a body, each with an id and what the service adds.
fn upstreams(change: &mut Change<'_>, body: &Value) -> Result<Option<Vec<Value>>, Fault> {
    let Some(given) = body.get("upstreamSources").and_then(Value::as_array).cloned() else { return Ok(None) };
    let ids = change.new_ids(given.len());
    let mut all = Vec::new();
    for (mut source, id) in given.into_iter().zip(ids) {
        for name in ["name", "protocol"] {
            text(&source, &format!("/{name}"))
                .ok_or_else(|| Fault::argument_null(&format!("upstreamSources.{name}")))?;
        }
        let location = source.get("location").cloned().unwrap_or(Value::Null);
        let Some(members) = source.as_object_mut() else { continue };
        let has_id = members.get("id").and_then(Value::as_str).is_some_and(|id| !id.is_empty());
        if !has_id {
            members.insert("id".to_owned(), id.to_string().into());
        }
        members.entry("displayLocation").or_insert(location);
        members.entry("upstreamSourceType").or_insert_with(|| "public".into());
        members.insert("status".to_owned(), "ok".into());
        all.push(source);
    }
    Ok(Some(all))
}

/// Who may do what with a new feed, as documented: its creator owns it, contributors publish, readers and everybody of
/// the scope read, builds may save packages from upstream.
/// <https://learn.microsoft.com/azure/devops/artifacts/feeds/feed-permissions>
fn first_permissions(view: &View<'_>, feed: &Feed) -> Vec<FeedPermission> {
    let organization = view.organization;
    let subjects = Subjects { directory: view.directory, organization };
    let creator = subjects.descriptors(Subject::Person(view.actor)).map(|(legacy, _)| legacy);
    let own = creator.map(|descriptor| FeedPermission { descriptor, role: "administrator".to_owned() });
    let groups = organization.groups().filter(|group| group.project == feed.project);
    let of_groups = groups.filter_map(|group| {
        let role = match group.role {
            GroupRole::Administrators => "administrator",
            GroupRole::Contributors => "contributor",
            GroupRole::Readers | GroupRole::ValidUsers => "reader",
            GroupRole::BuildAdministrators | GroupRole::Custom => return None,
        };
        Some(FeedPermission { descriptor: organization.descriptors_of_group(group).0, role: role.to_owned() })
    });
    let build = FeedPermission {
        descriptor: super::permission::build_service(view, feed.project),
        role: "collaborator".to_owned(),
    };
    own.into_iter().chain(of_groups).chain([build]).collect()
}

fn flag(body: &Value, name: &str) -> Option<bool> {
    body.get(name).and_then(Value::as_bool)
}

fn create_feed(change: &mut Change<'_>, body: Value) -> Result<Reply, Fault> {
    let name = name(&body)?.ok_or_else(|| Fault::argument_null("name"))?;
    let project = change.view().project_of_path()?.map(|project| project.id);
    check_free(&change.view(), &name, None)?;
    let upstreams = upstreams(change, &body)?;
    let ids = change.new_ids(4);
    let mut feed = Feed::new(&ids, project, name, change.stamp(), String::new());
    feed.permissions = first_permissions(&change.view(), &feed);
    feed.description = text(&body, "/description").map(str::to_owned);
    feed.is_upstream_enabled = flag(&body, "upstreamEnabled").unwrap_or(upstreams.is_some());
    feed.hides_deleted = flag(&body, "hideDeletedPackageVersions").unwrap_or(true);
    feed.has_badges = flag(&body, "badgesEnabled").unwrap_or(false);
    feed.upstreams = upstreams.unwrap_or_default();
    let id = change.make(|tx| tx.create_feed(feed))?;
    let view = change.view();
    let feed = view.organization.feed(id).ok_or_else(|| not_found(&id.to_string()))?;
    Ok(Reply::json(to_json(&view, feed)).status(StatusCode::CREATED))
}

fn update_feed(change: &mut Change<'_>, body: Value) -> Result<Reply, Fault> {
    let id = of_path(&change.view())?.id;
    let name = name(&body)?;
    if let Some(name) = &name {
        check_free(&change.view(), name, Some(id))?;
    }
    let upstreams = upstreams(change, &body)?;
    let default_view = text(&body, "/defaultViewId").and_then(|id| id.parse().ok());
    change.make(|tx| {
        tx.edit_feed(id, |feed| {
            if let Some(name) = name {
                feed.name = name;
            }
            if let Some(description) = body.get("description") {
                feed.description = description.as_str().map(str::to_owned);
            }
            feed.is_upstream_enabled = flag(&body, "upstreamEnabled").unwrap_or(feed.is_upstream_enabled);
            feed.hides_deleted = flag(&body, "hideDeletedPackageVersions").unwrap_or(feed.hides_deleted);
            feed.has_badges = flag(&body, "badgesEnabled").unwrap_or(feed.has_badges);
            if let Some(upstreams) = upstreams {
                feed.upstreams = upstreams;
            }
            if let Some(view) = default_view.filter(|id| feed.views.iter().any(|view| view.id == *id)) {
                feed.default_view = view;
            }
        })
    })?;
    let view = change.view();
    let feed = view.organization.feed(id).ok_or_else(|| not_found(&id.to_string()))?;
    Ok(Reply::json(to_json(&view, feed)))
}

fn delete_feed(change: &mut Change<'_>) -> Result<Reply, Fault> {
    let id = of_path(&change.view())?.id;
    change.make(|tx| tx.delete_feed(id))?;
    Ok(Reply::empty(StatusCode::NO_CONTENT))
}

fn change_json(view: &View<'_>, feed: &Feed) -> Object {
    Object::new()
        .set("changeType", if feed.deleted.is_some() { "delete" } else { "addOrUpdate" })
        .set("feed", to_json(view, feed))
        .set("feedContinuationToken", feed.changed)
        .set("latestPackageContinuationToken", feed.packages_changed)
}

/// The feeds that changed since a token, in the order of their changes.
fn get_feed_changes(view: &View<'_>) -> Result<Reply, Fault> {
    let since = view.query.number(&["continuationToken"])?.unwrap_or(0) as u64;
    let size = view.query.number(&["batchSize"])?.unwrap_or(1000).clamp(1, 5000);
    let with_deleted = view.query.flag("includeDeleted")?;
    let project = view.project_of_path()?.map(|project| project.id);
    let mut all: Vec<&Feed> = view
        .organization
        .feeds()
        .iter()
        .filter(|feed| feed.changed > since && (with_deleted || feed.deleted.is_none()))
        .filter(|feed| project.is_none() || feed.project == project)
        .collect();
    all.sort_by_key(|feed| feed.changed);
    all.truncate(size);
    let next = all.last().map_or(since, |feed| feed.changed);
    let changes: Vec<Object> = all.into_iter().map(|feed| change_json(view, feed)).collect();
    Ok(Reply::json(
        Object::new()
            .set("_links", json!({}))
            .set("count", changes.len())
            .set("feedChanges", changes)
            .set("nextFeedContinuationToken", next),
    ))
}

fn get_feed_change(view: &View<'_>) -> Result<Reply, Fault> {
    let name = view.required("feedId")?;
    let found = super::find(view, name, false).or_else(|_| super::find(view, name, true))?;
    Ok(Reply::json(change_json(view, found)))
}
