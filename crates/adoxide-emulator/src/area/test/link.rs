//! Work items that tests are linked to: requirements by the name of the test, bugs by its results.

use adoxide_api::test_results::meta;
use serde::Deserialize;
use serde_json::{Value, json};

use super::history::all;
use super::kept::Kept;
use super::query::{when, window};
use super::run::ContextBody;
use super::summary::trend_of;
use crate::base::named;
use crate::handler::{Change, View, handlers};
use crate::wire::address::segment;
use crate::wire::error::Fault;
use crate::wire::json::{Json, Object};
use crate::wire::reply::Reply;
use crate::world::field;
use crate::world::name::same_name;
use crate::world::work_item::{WorkItem, WorkItemId};

handlers! {
    meta::ADD_WORK_ITEM_TO_TEST_LINKS => change(add_links),
    meta::DELETE_TEST_METHOD_TO_WORK_ITEM_LINK => change(delete_link),
    meta::QUERY_TEST_METHOD_LINKED_WORK_ITEMS => read(get_links),
    meta::QUERY_TEST_RESULT_WORK_ITEMS => read(get_work_items),
    meta::QUERY_TEST_SUMMARY_BY_REQUIREMENT => read(get_summary),
}

/// Each link is `{"test": {"name", "container"}, "workItem": 7}`.
const LINKS: Kept = Kept { name: "methodLinks", first: 1 };

/// As many work items as are found by default.
const MOST: usize = 100;

named! {
    /// What runs a test.
    enum Service {
        Any = 0 "any",
        Tcm = 1 "tcm",
        Tfs = 2 "tfs",
    }
}

#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Links {
    executed_in: Option<Service>,
    tests: Vec<Method>,
    work_item: Reference,
}

#[derive(Deserialize)]
struct Method {
    name: String,
    container: Option<String>,
}

#[derive(Deserialize)]
struct Reference {
    id: String,
}

/// A work item of the project, as references to it are.
fn item_json(view: &View<'_>, item: &WorkItem) -> Object {
    let project = view.organization.project_by_id(item.project).map_or("", |known| known.name.as_str());
    let web = format!("{}/_workitems/edit/{}", segment(project), item.id);
    Object::new()
        .set("id", item.id.to_string())
        .set("name", item.values().text(field::TITLE))
        .set("type", item.values().text(field::WORK_ITEM_TYPE))
        .set("url", view.urls().at(format_args!("_apis/wit/workItems/{}", item.id)))
        .set("webUrl", view.urls().at(web))
}

fn find_item<'v>(view: &View<'v>, given: &str) -> Result<&'v WorkItem, Fault> {
    let project = view.project()?.id;
    let found = given.trim().parse().ok().and_then(|id| view.organization.work_items().get(id));
    let found = found.filter(|item| item.project == project);
    found.ok_or_else(|| Fault::test_object_not_found("Work item", given))
}

fn test_name(link: &Value) -> &str {
    link["test"]["name"].as_str().unwrap_or_default()
}

/// Links tests to a work item. Links that are there stay as they are.
fn add_links(change: &mut Change<'_>, body: Links) -> Result<Reply, Fault> {
    let view = change.view();
    let id = find_item(&view, &body.work_item.id)?.id;
    if body.tests.is_empty() {
        return Err(Fault::argument_null("tests"));
    }
    if body.tests.iter().any(|test| test.name.trim().is_empty()) {
        return Err(Fault::argument_null("tests.name"));
    }
    for test in &body.tests {
        let is_there = LINKS
            .all(&change.view())?
            .iter()
            .any(|(_, link)| same_name(test_name(link), &test.name) && link["workItem"].as_i64() == Some(id));
        if !is_there {
            let container = test.container.as_deref().unwrap_or_default();
            let record = json!({"test": {"name": test.name, "container": container}, "workItem": id});
            LINKS.add(change, |_| record)?;
        }
    }
    let view = change.view();
    let item = find_item(&view, &body.work_item.id)?;
    let tests = body.tests.iter().map(|test| {
        Object::new().set("name", test.name.as_str()).set_some("container", test.container.as_deref())
    });
    let json = Object::new()
        .set("executedIn", body.executed_in.unwrap_or(Service::Any).name())
        .set("tests", tests.collect::<Json>())
        .set("workItem", item_json(&view, item));
    Ok(Reply::json(json))
}

fn asked_name<'v>(view: &View<'v>) -> Result<&'v str, Fault> {
    view.call.query.any(&["testName"]).ok_or_else(|| Fault::argument_null("testName"))
}

/// Whether there was such a link.
fn delete_link(change: &mut Change<'_>) -> Result<Reply, Fault> {
    let view = change.view();
    let name = asked_name(&view)?;
    let given = view.query.any(&["workItemId"]).ok_or_else(|| Fault::argument_null("workItemId"))?;
    let item: WorkItemId = given.parse().map_err(|_| Fault::invalid_parameter("workItemId", given))?;
    let found = LINKS
        .all(&view)?
        .into_iter()
        .find(|(_, link)| same_name(test_name(link), name) && link["workItem"].as_i64() == Some(item));
    let found = found.map(|(id, _)| id);
    if let Some(id) = found {
        LINKS.set(change, id, None)?;
    }
    Ok(Reply::json(found.is_some()))
}

/// The work items that a test is linked to by its name.
fn linked<'v>(view: &View<'v>, name: &str) -> Result<Vec<&'v WorkItem>, Fault> {
    let links = LINKS.all(view)?.into_iter().filter(|(_, link)| same_name(test_name(link), name));
    let found = links.filter_map(|(_, link)| view.organization.work_items().get(link["workItem"].as_i64()?));
    Ok(found.collect())
}

fn get_links(view: &View<'_>) -> Result<Reply, Fault> {
    let name = asked_name(view)?;
    let known = LINKS.all(view)?.into_iter().find(|(_, link)| same_name(test_name(link), name));
    let container = known.and_then(|(_, link)| link["test"]["container"].as_str());
    let test =
        Object::new().set("name", name).set_some("container", container.filter(|name| !name.is_empty()));
    let items = linked(view, name)?.into_iter().map(|item| item_json(view, item));
    Ok(Reply::json(Object::new().set("test", test).set("workItems", items.collect::<Json>())))
}

/// The work items of a category that a test is linked to, by its name or by its results of some days.
fn get_work_items(view: &View<'_>) -> Result<Reply, Fault> {
    let category = view.query.any(&["workItemCategory"]);
    let category = category.ok_or_else(|| Fault::argument_null("workItemCategory"))?;
    let name = view.query.any(&["automatedTestName"]);
    let case = view.query.number(&["testCaseId"])?.filter(|id| *id > 0).map(|id| id as i64);
    if name.is_none() && case.is_none() {
        return Err(Fault::argument_null("automatedTestName"));
    }
    let days = view.query.number(&["days"])?.map(|days| days as i64);
    let (start, end) = window(view, view.query.any(&["maxCompleteDate"]), days)?;
    let top = view.query.number(&["$workItemCount"])?.unwrap_or(MOST);
    let of_results = all(view)?.filter(|(_, result)| {
        name.is_none_or(|name| result.test_name.as_deref() == Some(name))
            && case.is_none_or(|case| result.test_case == Some(case))
            && (start..=end).contains(&when(result))
    });
    let bugs = of_results.flat_map(|(_, result)| {
        let bugs = result.rest.get("associatedBugs").and_then(Value::as_array).into_iter().flatten();
        bugs.filter_map(|bug| bug["id"].as_i64().or_else(|| bug["id"].as_str()?.parse().ok()))
    });
    let by_name = name.map(|name| linked(view, name)).transpose()?.unwrap_or_default();
    let ids = by_name.into_iter().map(|item| item.id).chain(bugs);
    let project = view.project()?;
    let kinds = view.organization.work_item_types(project);
    let is_meant = |item: &&WorkItem| {
        let kind = item.values().text(field::WORK_ITEM_TYPE).unwrap_or_default();
        let kind = kinds.iter().find(|known| known.is_named(kind));
        kind.is_some_and(|kind| kind.categories.iter().any(|known| known.eq_ignore_ascii_case(category)))
    };
    let found = crate::base::distinct(ids).into_iter();
    let found = found.filter_map(|id| view.organization.work_items().get(id)).filter(is_meant).take(top);
    Ok(Reply::list(found.map(|item| item_json(view, item))))
}

/// The results of the tests that work items are linked to, in a build or a release: of all that have links, or of
/// those that the query names.
fn get_summary(view: &View<'_>, body: Option<ContextBody>) -> Result<Reply, Fault> {
    let context = body.unwrap_or_default();
    let wanted = view.query.all("workItemIds").into_iter().map(|given| {
        given.trim().parse::<WorkItemId>().map_err(|_| Fault::invalid_parameter("workItemIds", given))
    });
    let wanted = wanted.collect::<Result<Vec<_>, _>>()?;
    let links = LINKS.all(view)?;
    let ids = if wanted.is_empty() {
        links.iter().filter_map(|(_, link)| link["workItem"].as_i64()).collect()
    } else {
        wanted
    };
    let project = view.project()?.id;
    let mut rows = Vec::new();
    for id in crate::base::distinct(ids) {
        let found = view.organization.work_items().get(id).filter(|item| item.project == project);
        let Some(item) = found else { continue };
        let names: Vec<_> = links
            .iter()
            .filter(|(_, link)| link["workItem"].as_i64() == Some(id))
            .map(|(_, link)| test_name(link))
            .collect();
        let results = all(view)?.filter(|(run, result)| {
            let own = result.test_name.as_deref().unwrap_or(&result.title);
            context.has(view, run) && names.iter().any(|name| same_name(name, own))
        });
        let summary = trend_of(view, &context, results.collect());
        rows.push(Object::new().set("workItem", item_json(view, item)).set("summary", summary));
    }
    Ok(Reply::list(rows))
}
