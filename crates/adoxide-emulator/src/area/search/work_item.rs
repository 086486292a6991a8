//! Search for work items.

use adoxide_api::search::meta;
use serde_json::Value;

use super::query::{Facet, Search};
use super::text::plain;
use crate::base::date;
use crate::handler::{View, handlers};
use crate::wire::error::Fault;
use crate::wire::json::{Json, Object};
use crate::wire::reply::Reply;
use crate::world::field::{self, FieldId, FieldValue};
use crate::world::name::same_name;
use crate::world::work_item::Revision;

handlers! {
    meta::FETCH_WORK_ITEM_SEARCH_RESULTS => read(search),
}

/// The fields of a result, with their names in it.
const FIELDS: [(FieldId, &str); 9] = [
    (field::ID, "system.id"),
    (field::WORK_ITEM_TYPE, "system.workitemtype"),
    (field::TITLE, "system.title"),
    (field::ASSIGNED_TO, "system.assignedto"),
    (field::STATE, "system.state"),
    (field::TAGS, "system.tags"),
    (field::REV, "system.rev"),
    (field::CREATED_DATE, "system.createddate"),
    (field::CHANGED_DATE, "system.changeddate"),
];

/// The fields that a word before a colon means.
const SHORT: [(&str, FieldId); 8] = [
    ("a", field::ASSIGNED_TO),
    ("assignedto", field::ASSIGNED_TO),
    ("s", field::STATE),
    ("state", field::STATE),
    ("t", field::WORK_ITEM_TYPE),
    ("type", field::WORK_ITEM_TYPE),
    ("title", field::TITLE),
    ("tags", field::TAGS),
];

/// A work item that was found, its texts and what filters and facets look at.
struct Found<'v> {
    revision: Revision<'v>,
    texts: Vec<(String, String)>,
    project: String,
    kind: String,
    state: String,
    assigned: String,
}

/// A value, as results have it: always text.
fn text(view: &View<'_>, value: &FieldValue) -> String {
    match value {
        FieldValue::Integer(number) => number.to_string(),
        FieldValue::Double(number) => number.to_string(),
        FieldValue::Boolean(flag) => flag.to_string(),
        FieldValue::DateTime(at) => date(*at),
        FieldValue::Text(text) => text.to_string(),
        FieldValue::Identity(id) => {
            let known = view.directory.identity(*id);
            known.map(|known| format!("{} <{}>", known.display_name, known.unique_name)).unwrap_or_default()
        }
    }
}

fn found<'v>(view: &View<'v>, revision: Revision<'v>) -> Found<'v> {
    let organization = view.organization;
    let value = |id| revision.value(id).map(|value| text(view, &value)).unwrap_or_default();
    let texts = revision.fields(false).into_iter().filter_map(|(id, value)| {
        let known = organization.fields().get(id)?;
        let text = match &value {
            FieldValue::Text(text) => plain(text),
            FieldValue::Identity(_) => text(view, &value),
            _ => return None,
        };
        Some((known.reference_name.to_lowercase(), text))
    });
    let texts = texts.chain([("system.id".to_owned(), revision.item.id.to_string())]).collect();
    let [project, kind, state, assigned] =
        [field::TEAM_PROJECT, field::WORK_ITEM_TYPE, field::STATE, field::ASSIGNED_TO].map(value);
    Found { revision, texts, project, kind, state, assigned }
}

fn search(view: &View<'_>, body: Value) -> Result<Reply, Fault> {
    let search = Search::read(&body)?;
    let project = view.project_of_path()?.map(|project| project.id);
    let organization = view.organization;
    let items = organization.work_items().iter().map(|item| organization.current(item));
    let items = items.filter(|revision| {
        let own = revision.project();
        project.is_none_or(|project| project == own) && view.sees(own, None)
    });
    let area = search.filter("System.AreaPath");
    let is_below = |path: &str| {
        area.as_ref().is_none_or(|areas| {
            areas.iter().any(|area| {
                same_name(path, area)
                    || path.to_lowercase().starts_with(&format!("{}\\", area.to_lowercase()))
            })
        })
    };
    let is_assigned = |assigned: &str| {
        search.filter("System.AssignedTo").is_none_or(|wanted| {
            let name = assigned.split(" <").next().unwrap_or_default();
            wanted.iter().any(|wanted| same_name(wanted, assigned) || same_name(wanted, name))
        })
    };
    let mut all: Vec<_> = items
        .map(|revision| found(view, revision))
        .filter(|found| {
            let path =
                found.revision.value(field::AREA_PATH).map(|value| text(view, &value)).unwrap_or_default();
            let texts: Vec<_> = found.texts.iter().map(|(_, text)| text.as_str()).collect();
            let of = |name: &str, wanted: &str| {
                let known = SHORT.iter().find(|(known, _)| *known == name).map(|(_, id)| *id);
                let id = known.or_else(|| Some(organization.fields().find(name)?.id))?;
                let own = found.revision.value(id).map(|value| text(view, &value).to_lowercase());
                Some(own.is_some_and(|own| own.contains(wanted.trim_matches('*'))))
            };
            search.passes("System.TeamProject", &found.project)
                && search.passes("System.WorkItemType", &found.kind)
                && search.passes("System.State", &found.state)
                && is_assigned(&found.assigned)
                && is_below(&path)
                && search.terms.find(&texts, true, of)
        })
        .collect();
    sort(view, &search, &mut all);
    let facets: [Facet<Found<'_>>; 4] = [
        ("System.TeamProject", |found| &found.project),
        ("System.WorkItemType", |found| &found.kind),
        ("System.State", |found| &found.state),
        ("System.AssignedTo", |found| &found.assigned),
    ];
    Ok(search.answer(&all, &facets, |found| json(view, &search, found)))
}

/// By a field, or those first that have what is searched for in their title, then the latest change.
fn sort(view: &View<'_>, search: &Search, all: &mut [Found<'_>]) {
    let Some((name, is_descending)) = search.order() else {
        all.sort_by_cached_key(|found| {
            let title =
                found.revision.value(field::TITLE).map(|value| text(view, &value)).unwrap_or_default();
            (search.terms.places(&title, true).is_empty(), std::cmp::Reverse(found.revision.watermark()))
        });
        return;
    };
    let id = view.organization.fields().find(name).map(|known| known.id);
    all.sort_by_cached_key(|found| {
        let value = id.and_then(|id| found.revision.value(id));
        let number = value.as_ref().and_then(FieldValue::as_integer);
        (number, value.map(|value| text(view, &value).to_lowercase()))
    });
    if is_descending {
        all.reverse();
    }
}

fn json(view: &View<'_>, search: &Search, found: &Found<'_>) -> Object {
    let revision = &found.revision;
    let fields = FIELDS.iter().filter_map(|(id, name)| {
        let value = revision.value(*id)?;
        Some((*name, text(view, &value)))
    });
    let hits = found.texts.iter().filter_map(|(name, text)| {
        let marked = search.terms.highlight(text)?;
        Some(Object::new().set("fieldReferenceName", name.as_str()).set("highlights", [marked]))
    });
    let project = Object::new().set("name", found.project.as_str()).set("id", revision.project());
    Object::new()
        .set("project", project)
        .set("fields", fields.collect::<Object>())
        .set("hits", hits.collect::<Json>())
        .set("url", view.urls().at(format_args!("_apis/wit/workItems/{}", revision.item.id)))
}
