//! Filters of alerts that somebody keeps under a name.

use adoxide_api::advanced_security::advanced_security_reporting::meta;
use http::StatusCode;
use serde::Deserialize;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::base::date;
use crate::handler::{Call, Change, View, handlers};
use crate::wire::body::text;
use crate::wire::error::Fault;
use crate::wire::json::{Object, link};
use crate::wire::reply::Reply;
use crate::world::Organization;
use crate::world::name::same_name;

handlers! {
    meta::CREATE_ADVANCED_FILTER => change(create_advanced_filter),
    meta::LIST_ADVANCED_FILTERS => read(list_advanced_filters),
    meta::GET_ADVANCED_FILTER => read(get_advanced_filter),
    meta::UPDATE_ADVANCED_FILTER => change(update_advanced_filter),
    meta::DELETE_ADVANCED_FILTER => change(delete_advanced_filter),
}

/// Where filters are kept, by id.
const SCOPE: &str = "advancedsecurity/filters";
const NAMESPACE: &str = "Microsoft.VisualStudio.Services.AdvancedSecurity.WebApi";

fn is_deleted(filter: &Value) -> bool {
    filter.get("isDeleted").and_then(Value::as_bool).unwrap_or(false)
}

fn to_json(view: &View<'_>, id: &str, filter: &Value) -> Object {
    let url = view.urls().at(format_args!("_apis/reporting/filtersSettings/alertsbatch/{id}"));
    let creator = text(filter, "/createdBy").and_then(|id| id.parse().ok());
    let member = |name: &str| filter.get(name).cloned();
    Object::new()
        .set("id", id)
        .set_some("name", member("name"))
        .set_some("filterCriteria", member("filterCriteria"))
        .set_some("createdBy", member("createdBy"))
        .set_some("createdByIdentity", creator.map(|id| view.urls().person(view.directory, id)))
        .set_some("createdDate", member("createdDate"))
        .set_some("changedBy", member("changedBy"))
        .set_some("changedDate", member("changedDate"))
        .set("isDeleted", is_deleted(filter))
        .set("url", url.as_str())
        .set("_links", Object::new().set("self", link(url)))
}

/// The filter of the path.
fn find<'v>(call: &Call, view: &View<'v>) -> Result<(String, &'v Value), Fault> {
    let given = call.required("filterId")?;
    let id = given.parse::<Uuid>().map_err(|_| Fault::invalid_parameter("filterId", given))?.to_string();
    let found = view.organization.setting(SCOPE, &id);
    let found = found.ok_or_else(|| {
        Fault::exception(
            StatusCode::NOT_FOUND,
            NAMESPACE,
            "AdvancedFilterNotFoundException",
            format!("The filter {id} does not exist."),
        )
    })?;
    Ok((id, found))
}

/// The name of a filter: it must have one that no other has.
fn check_name(organization: &Organization, except: Option<&str>, name: &str) -> Result<(), Fault> {
    if name.trim().is_empty() {
        return Err(Fault::argument_null("name"));
    }
    let mut others = organization.settings(SCOPE, "").filter(|(id, _)| Some(*id) != except);
    let is_taken = |other: &Value| {
        !is_deleted(other) && text(other, "/name").is_some_and(|other| same_name(other, name))
    };
    if others.any(|(_, other)| is_taken(other)) {
        return Err(Fault::exception(
            StatusCode::CONFLICT,
            NAMESPACE,
            "AdvancedFilterAlreadyExistsException",
            format!("A filter named '{name}' already exists."),
        ));
    }
    Ok(())
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct NewFilter {
    name: String,
    filter_criteria: Value,
}

fn create_advanced_filter(change: &mut Change<'_>, body: NewFilter) -> Result<Reply, Fault> {
    check_name(change.view().organization, None, &body.name)?;
    if !body.filter_criteria.is_object() {
        return Err(Fault::invalid_body("filterCriteria must be an object"));
    }
    let stamp = change.stamp();
    let id = change.new_ids(1).first().copied().unwrap_or_default().to_string();
    let (by, at) = (stamp.actor.to_string(), date(stamp.at));
    let filter = json!({"name": body.name, "filterCriteria": body.filter_criteria, "createdBy": by,
        "createdDate": at, "changedBy": by, "changedDate": at, "isDeleted": false});
    change.make(|tx| tx.set_setting(SCOPE, &id, Some(filter.clone())))?;
    Ok(Reply::json(to_json(&change.view(), &id, &filter)))
}

fn list_advanced_filters(view: &View<'_>) -> Result<Reply, Fault> {
    let with_deleted = view.query.flag("includeDeleted")?;
    let words = view.query.any(&["keywords"]).map(str::to_lowercase);
    let is_wanted = |filter: &Value| {
        let name = text(filter, "/name").unwrap_or_default().to_lowercase();
        (with_deleted || !is_deleted(filter)) && words.as_ref().is_none_or(|words| name.contains(words))
    };
    let all = view.organization.settings(SCOPE, "").filter(|(_, filter)| is_wanted(filter));
    Ok(Reply::list(all.map(|(id, filter)| to_json(view, id, filter)).collect::<Vec<_>>()))
}

fn get_advanced_filter(view: &View<'_>) -> Result<Reply, Fault> {
    let (id, filter) = find(view, view)?;
    Ok(Reply::json(to_json(view, &id, filter)))
}

/// Changes a filter, and who did so.
fn edit(change: &mut Change<'_>, member: &str, value: Value) -> Result<Reply, Fault> {
    let stamp = change.stamp();
    let (id, mut filter) = find(change.call, &change.view()).map(|(id, filter)| (id, filter.clone()))?;
    if let Some(members) = filter.as_object_mut() {
        members.insert(member.to_owned(), value);
        members.insert("changedBy".to_owned(), stamp.actor.to_string().into());
        members.insert("changedDate".to_owned(), date(stamp.at).into());
    }
    change.make(|tx| tx.set_setting(SCOPE, &id, Some(filter)))?;
    Ok(Reply::empty(StatusCode::NO_CONTENT))
}

#[derive(Deserialize)]
struct Renamed {
    name: String,
}

fn update_advanced_filter(change: &mut Change<'_>, body: Renamed) -> Result<Reply, Fault> {
    {
        let view = change.view();
        let (id, _) = find(change.call, &view)?;
        check_name(view.organization, Some(&id), &body.name)?;
    }
    edit(change, "name", body.name.into())
}

/// A deleted filter is still listed for whoever asks for deleted ones.
fn delete_advanced_filter(change: &mut Change<'_>) -> Result<Reply, Fault> {
    edit(change, "isDeleted", true.into())
}
