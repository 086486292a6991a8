//! Lists of values that fields have.

use adoxide_api::processes::meta;
use http::StatusCode;
use serde_json::{Value, json};
use uuid::Uuid;

use super::process::{missing, taken};
use crate::handler::handlers;
use crate::handler::{Call, Change, View};
use crate::wire::body::text;
use crate::wire::error::Fault;
use crate::wire::json::Object;
use crate::wire::reply::Reply;
use crate::world::inherited::PickList;
use crate::world::name::same_name;

handlers! {
    meta::GET_LISTS_METADATA => read(get_lists_metadata),
    meta::GET_LIST => read(get_list),
    meta::CREATE_LIST => change(create_list),
    meta::UPDATE_LIST => change(update_list),
    meta::DELETE_LIST => change(delete_list),
}

fn list_json(call: &Call, list: &PickList, with_items: bool) -> Object {
    Object::new()
        .set_if(with_items, "items", || json!(list.items))
        .set("id", list.id.to_string())
        .set("name", list.name.as_str())
        .set("type", list.kind.as_str())
        .set("isSuggested", list.is_suggested)
        .set("url", call.urls().at(format_args!("_apis/work/processes/lists/{}", list.id)))
}

fn get_lists_metadata(view: &View<'_>) -> Result<Reply, Fault> {
    let lists = view.organization.processes().lists.values();
    Ok(Reply::list(lists.map(|list| list_json(view, list, false))))
}

fn list_id(call: &Call) -> Result<Uuid, Fault> {
    let text = call.required("listId")?;
    text.parse().map_err(|_| missing("list", text))
}

fn get_list(view: &View<'_>) -> Result<Reply, Fault> {
    let id = list_id(view)?;
    let list = view.organization.processes().lists.get(&id);
    list.map(|list| Reply::json(list_json(view, list, true))).ok_or_else(|| missing("list", &id.to_string()))
}

/// The values of a body, each once, of the type of the list.
fn items(body: &Value, kind: &str) -> Result<Vec<String>, Fault> {
    let given = body.get("items").and_then(Value::as_array).ok_or_else(|| Fault::argument_null("items"))?;
    let mut items: Vec<String> = Vec::new();
    for item in given {
        let item = item.as_str().map_or_else(|| item.to_string(), str::to_owned);
        let fits = match kind.to_ascii_lowercase().as_str() {
            "integer" => item.parse::<i64>().is_ok(),
            "double" => item.parse::<f64>().is_ok(),
            _ => !item.trim().is_empty(),
        };
        if !fits || items.iter().any(|known| same_name(known, &item)) {
            return Err(Fault::invalid_parameter("items", &item));
        }
        items.push(item);
    }
    Ok(items)
}

fn create_list(change: &mut Change<'_>, body: Value) -> Result<Reply, Fault> {
    let kind = text(&body, "/type").unwrap_or("String").to_owned();
    if !["string", "integer", "double"].iter().any(|known| same_name(known, &kind)) {
        return Err(Fault::invalid_parameter("type", &kind));
    }
    let items = items(&body, &kind)?;
    let name = text(&body, "/name").filter(|name| !name.is_empty()).map(str::to_owned);
    let is_suggested = body.get("isSuggested").and_then(Value::as_bool).unwrap_or(false);
    let organization = change.view().organization;
    if let Some(name) = &name
        && organization.processes().lists.values().any(|list| same_name(&list.name, name))
    {
        return Err(taken("list", name));
    }
    let list = change.make(|tx| {
        tx.change_processes(|processes, ids| {
            let id = ids.uuid();
            let name = name.unwrap_or_else(|| format!("picklist_{}", ids.uuid()));
            let list = PickList { id, name, kind, is_suggested, items };
            processes.lists.insert(id, list.clone());
            Ok::<_, Fault>(list)
        })
    })?;
    Ok(Reply::json(list_json(change.call, &list, true)).status(StatusCode::CREATED))
}

fn update_list(change: &mut Change<'_>, body: Value) -> Result<Reply, Fault> {
    let id = list_id(change.call)?;
    let organization = change.view().organization;
    let list = organization.processes().lists.get(&id).ok_or_else(|| missing("list", &id.to_string()))?;
    let items = items(&body, &list.kind)?;
    let fields: Vec<_> = organization.fields().all().filter(|field| field.picklist == Some(id)).collect();
    let fields: Vec<_> = fields.into_iter().map(|field| field.id).collect();
    let list = change.make(|tx| {
        tx.change_processes(|processes, _| {
            // What types have of the list follows it.
            let types = processes.inherited.values_mut().flat_map(|process| &mut process.types);
            for field in types.flat_map(|kind| &mut kind.fields).filter(|field| fields.contains(&field.field))
            {
                field.allowed_values.clone_from(&items);
            }
            let list = processes.lists.get_mut(&id).ok_or_else(|| missing("list", &id.to_string()))?;
            list.items = items;
            list.name = text(&body, "/name").unwrap_or(&list.name).to_owned();
            list.is_suggested = body.get("isSuggested").and_then(Value::as_bool).unwrap_or(list.is_suggested);
            Ok::<_, Fault>(list.clone())
        })
    })?;
    Ok(Reply::json(list_json(change.call, &list, true)))
}

fn delete_list(change: &mut Change<'_>) -> Result<Reply, Fault> {
    let id = list_id(change.call)?;
    let organization = change.view().organization;
    if organization.fields().iter().any(|field| field.picklist == Some(id)) {
        return Err(super::process::invalid(
            "VS402807: The list has a field; delete the field before the list.",
        ));
    }
    change.make(|tx| {
        tx.change_processes(|processes, _| {
            processes.lists.remove(&id).ok_or_else(|| missing("list", &id.to_string()))
        })
    })?;
    Ok(Reply::empty(StatusCode::NO_CONTENT))
}
