//! The form of a type: pages of sections of groups of controls.

use adoxide_api::processes::meta;
use http::StatusCode;
use serde_json::{Map, Value, json};

use super::process::{change_type, known_type, missing};
use crate::handler::handlers;
use crate::handler::{Change, View};
use crate::wire::error::Fault;
use crate::wire::reply::Reply;
use crate::world::Organization;
use crate::world::field::FieldKind;
use crate::world::id::Ids;
use crate::world::work_item_type::WorkItemType;

handlers! {
    meta::GET_FORM_LAYOUT => read(get_form_layout),
    meta::ADD_PAGE => change(add_page),
    meta::UPDATE_PAGE => change(update_page),
    meta::REMOVE_PAGE => change(remove_page),
    meta::ADD_GROUP => change(add_group),
    meta::UPDATE_GROUP => change(update_group),
    meta::REMOVE_GROUP => change(remove_group),
    meta::MOVE_GROUP_TO_SECTION => change(move_group),
    meta::MOVE_GROUP_TO_PAGE => change(move_group),
    meta::CREATE_CONTROL_IN_GROUP => change(create_control),
    meta::UPDATE_CONTROL => change(update_control),
    meta::REMOVE_CONTROL_FROM_GROUP => change(remove_control),
    meta::MOVE_CONTROL_TO_GROUP => change(move_control),
    meta::GET_SYSTEM_CONTROLS => read(get_system_controls),
    meta::UPDATE_SYSTEM_CONTROL => change(update_system_control),
    meta::DELETE_SYSTEM_CONTROL => change(delete_system_control),
}

const TYPE: &str = "witRefName";
const SECTIONS: [&str; 4] = ["Section1", "Section2", "Section3", "Section4"];

/// The form of a type: what the organization made of it, or one that shows its fields.
pub(super) fn layout(organization: &Organization, kind: &WorkItemType) -> Value {
    if let Some(layout) = &kind.layout {
        return layout.clone();
    }
    let shown = kind.fields.iter().filter_map(|field| organization.fields().get(field.field));
    let shown: Vec<_> = shown
        .filter(|field| {
            !field.is_read_only && !field.is_hidden && !field.reference_name.starts_with("System.")
        })
        .collect();
    let control = |reference_name: &str, name: &str, kind: FieldKind| {
        let control_type = match kind {
            FieldKind::Html => "HtmlFieldControl",
            FieldKind::DateTime => "DateTimeControl",
            _ => "FieldControl",
        };
        json!({"id": reference_name, "inherited": true, "label": name, "controlType": control_type,
            "readOnly": false, "visible": true, "isContribution": false})
    };
    let controls = |is_long: bool| -> Vec<Value> {
        let some = shown.iter().filter(|field| (field.kind == FieldKind::Html) == is_long);
        some.map(|field| control(&field.reference_name, &field.name, field.kind)).collect()
    };
    let group = |label: &str, controls: Vec<Value>| {
        json!({"id": format!("{}.{label}", kind.reference_name), "inherited": true, "label": label,
            "isContribution": false, "visible": true, "controls": controls})
    };
    let mut texts = vec![control("System.Description", "Description", FieldKind::Html)];
    texts.extend(controls(true));
    let wide = texts.into_iter().map(|control| {
        let label = control["label"].as_str().unwrap_or_default().to_owned();
        group(&label, vec![control])
    });
    let sections = json!([
        {"id": "Section1", "groups": wide.collect::<Vec<_>>()},
        {"id": "Section2", "groups": [group("Details", controls(false))]},
        {"id": "Section3", "groups": []},
        {"id": "Section4", "groups": []},
    ]);
    let page = |label: &str, page_type: &str, sections: Value| {
        json!({"id": format!("{}.{label}", kind.reference_name), "inherited": true, "label": label,
            "pageType": page_type, "locked": page_type != "custom", "visible": true, "isContribution": false,
            "sections": sections})
    };
    let system = |id: &str, label: &str, control_type: &str| {
        json!({"id": id, "label": label, "controlType": control_type, "readOnly": false, "visible": true,
            "isContribution": false})
    };
    json!({
        "pages": [
            page("Details", "custom", sections),
            page("History", "history", json!([])),
            page("Links", "links", json!([])),
            page("Attachments", "attachments", json!([])),
        ],
        "systemControls": [
            system("System.Title", "", "FieldControl"),
            system("System.AssignedTo", "Assigned To", "FieldControl"),
            system("System.State", "State", "FieldControl"),
            system("System.Reason", "Reason", "FieldControl"),
            system("System.AreaPath", "Area", "WorkItemClassificationControl"),
            system("System.IterationPath", "Iteration", "WorkItemClassificationControl"),
        ],
    })
}

/// Changes the form of the type of the path.
fn edit<T>(
    change: &mut Change<'_>,
    make: impl FnOnce(&mut Value, &mut Ids) -> Result<T, Fault>,
) -> Result<T, Fault> {
    let now = {
        let organization = change.view().organization;
        let (_, kind) = known_type(&change.view(), TYPE)?;
        layout(organization, kind)
    };
    change_type(change, TYPE, |kind, ids| {
        let mut layout = now;
        let changed = make(&mut layout, ids)?;
        kind.layout = Some(layout);
        Ok(changed)
    })
}

/// The list of this name in an item; it becomes one if it was none.
fn children<'v>(value: &'v mut Value, name: &str) -> Result<&'v mut Vec<Value>, Fault> {
    let place = &mut value[name];
    if !place.is_array() {
        *place = json!([]);
    }
    place.as_array_mut().ok_or_else(|| missing("part", name))
}

/// The items of the list of this name.
fn each<'v>(value: &'v mut Value, name: &str) -> impl Iterator<Item = &'v mut Value> {
    value[name].as_array_mut().into_iter().flatten()
}

fn with_id<'v>(items: &'v mut [Value], id: &str) -> Option<&'v mut Value> {
    items.iter_mut().find(|item| item["id"].as_str().is_some_and(|known| known.eq_ignore_ascii_case(id)))
}

fn page<'v>(layout: &'v mut Value, id: &str) -> Result<&'v mut Value, Fault> {
    with_id(children(layout, "pages")?, id).ok_or_else(|| missing("page", id))
}

fn section<'v>(layout: &'v mut Value, page_id: &str, id: &str) -> Result<&'v mut Value, Fault> {
    with_id(children(page(layout, page_id)?, "sections")?, id).ok_or_else(|| missing("section", id))
}

fn group<'v>(layout: &'v mut Value, id: &str) -> Result<&'v mut Value, Fault> {
    let sections = each(layout, "pages").flat_map(|page| each(page, "sections"));
    let mut groups = sections.flat_map(|section| each(section, "groups"));
    let found = groups.find(|group| group["id"].as_str().is_some_and(|known| known.eq_ignore_ascii_case(id)));
    found.ok_or_else(|| missing("group", id))
}

/// Takes an item out of a list.
fn take(items: &mut Vec<Value>, what: &str, id: &str) -> Result<Value, Fault> {
    let place =
        items.iter().position(|item| item["id"].as_str().is_some_and(|known| known.eq_ignore_ascii_case(id)));
    place.map(|place| items.remove(place)).ok_or_else(|| missing(what, id))
}

/// Puts an item into a list where the body says, or at the end.
fn put(items: &mut Vec<Value>, item: Value, body: &Value) {
    let place = body.get("order").and_then(Value::as_u64).map_or(items.len(), |order| order as usize);
    items.insert(place.min(items.len()), item);
}

/// A page tells the place that was asked for.
fn order(page: &mut Value, body: &Value) {
    if let Some(order) = body.get("order").filter(|order| order.is_u64()) {
        page["order"] = order.clone();
    }
}

/// Takes over what a body says; null says nothing, and the parts stay.
fn merge(item: &mut Value, body: &Value) {
    let Some(fields) = body.as_object() else { return };
    let kept = ["id", "order", "sections", "groups", "controls", "pageType", "inherited", "overridden"];
    for (name, value) in
        fields.iter().filter(|(name, value)| !value.is_null() && !kept.contains(&name.as_str()))
    {
        item[name.as_str()] = without_null(value);
    }
}

fn without_null(value: &Value) -> Value {
    match value {
        Value::Object(fields) => {
            let fields = fields.iter().filter(|(_, value)| !value.is_null());
            fields.map(|(name, value)| (name.clone(), without_null(value))).collect::<Map<_, _>>().into()
        }
        other => other.clone(),
    }
}

fn get_form_layout(view: &View<'_>) -> Result<Reply, Fault> {
    let organization = view.organization;
    let (_, kind) = known_type(view, TYPE)?;
    Ok(Reply::json(layout(organization, kind)))
}

// Pages.

fn add_page(change: &mut Change<'_>, body: Value) -> Result<Reply, Fault> {
    let made = edit(change, |layout, ids| {
        let sections: Vec<_> = SECTIONS.iter().map(|id| json!({"id": id, "groups": []})).collect();
        let mut made = json!({"id": ids.uuid().to_string(), "label": "", "pageType": "custom", "visible": true,
            "isContribution": false, "sections": sections});
        merge(&mut made, &body);
        order(&mut made, &body);
        put(children(layout, "pages")?, made.clone(), &body);
        Ok(made)
    })?;
    Ok(Reply::json(made).status(StatusCode::CREATED))
}

fn update_page(change: &mut Change<'_>, body: Value) -> Result<Reply, Fault> {
    let id = body.get("id").and_then(Value::as_str).ok_or_else(|| Fault::argument_null("id"))?.to_owned();
    let changed = edit(change, |layout, _| {
        let page = page(layout, &id)?;
        merge(page, &body);
        order(page, &body);
        Ok(page.clone())
    })?;
    Ok(Reply::json(changed))
}

fn remove_page(change: &mut Change<'_>) -> Result<Reply, Fault> {
    let id = change.required("pageId")?;
    edit(change, |layout, _| take(children(layout, "pages")?, "page", id).map(drop))?;
    Ok(Reply::empty(StatusCode::NO_CONTENT))
}

// Groups.

fn add_group(change: &mut Change<'_>, body: Value) -> Result<Reply, Fault> {
    let (page_id, section_id) = (change.required("pageId")?, change.required("sectionId")?);
    let made = edit(change, |layout, ids| {
        let mut made = json!({"id": ids.uuid().to_string(), "label": "", "isContribution": false,
            "visible": true, "controls": []});
        merge(&mut made, &body);
        let section = section(layout, page_id, section_id)?;
        put(children(section, "groups")?, made.clone(), &body);
        Ok(made)
    })?;
    Ok(Reply::json(made).status(StatusCode::CREATED))
}

fn update_group(change: &mut Change<'_>, body: Value) -> Result<Reply, Fault> {
    let id = change.required("groupId")?;
    let changed = edit(change, |layout, _| {
        let group = group(layout, id)?;
        merge(group, &body);
        Ok(group.clone())
    })?;
    Ok(Reply::json(changed))
}

fn remove_group(change: &mut Change<'_>) -> Result<Reply, Fault> {
    let (page_id, section_id) = (change.required("pageId")?, change.required("sectionId")?);
    let id = change.required("groupId")?;
    edit(change, |layout, _| {
        take(children(section(layout, page_id, section_id)?, "groups")?, "group", id).map(drop)
    })?;
    Ok(Reply::empty(StatusCode::NO_CONTENT))
}

fn move_group(change: &mut Change<'_>, body: Value) -> Result<Reply, Fault> {
    let (page_id, section_id) = (change.required("pageId")?, change.required("sectionId")?);
    let id = change.required("groupId")?;
    let from_page = change.query.any(&["removeFromPageId"]).unwrap_or(page_id);
    let from_section = change.query.any(&["removeFromSectionId"]);
    let from_section = from_section.ok_or_else(|| Fault::argument_null("removeFromSectionId"))?;
    let moved = edit(change, |layout, _| {
        // Where it goes to must be there before it leaves.
        section(layout, page_id, section_id)?;
        let mut moved = take(children(section(layout, from_page, from_section)?, "groups")?, "group", id)?;
        merge(&mut moved, &body);
        put(children(section(layout, page_id, section_id)?, "groups")?, moved.clone(), &body);
        Ok(moved)
    })?;
    Ok(Reply::json(moved))
}

// Controls.

fn create_control(change: &mut Change<'_>, body: Value) -> Result<Reply, Fault> {
    let group_id = change.required("groupId")?;
    let label = {
        let name = body.get("id").and_then(Value::as_str).unwrap_or_default();
        let field = change.view().organization.fields().find(name);
        field.map(|field| field.name.to_string()).unwrap_or_default()
    };
    let made = edit(change, |layout, ids| {
        let id = body.get("id").and_then(Value::as_str).filter(|id| !id.is_empty());
        let id = id.map_or_else(|| ids.uuid().to_string(), str::to_owned);
        let is_contribution = body.get("isContribution").and_then(Value::as_bool).unwrap_or(false);
        let mut made = json!({"id": id, "label": label, "readOnly": false, "visible": true,
            "isContribution": is_contribution});
        if !is_contribution {
            made["controlType"] = "FieldControl".into();
        }
        merge(&mut made, &body);
        put(children(group(layout, group_id)?, "controls")?, made.clone(), &body);
        Ok(made)
    })?;
    Ok(Reply::json(made).status(StatusCode::CREATED))
}

fn update_control(change: &mut Change<'_>, body: Value) -> Result<Reply, Fault> {
    let (group_id, id) = (change.required("groupId")?, change.required("controlId")?);
    let changed = edit(change, |layout, _| {
        let controls = children(group(layout, group_id)?, "controls")?;
        let control = with_id(controls, id).ok_or_else(|| missing("control", id))?;
        merge(control, &body);
        Ok(control.clone())
    })?;
    Ok(Reply::json(changed))
}

fn remove_control(change: &mut Change<'_>) -> Result<Reply, Fault> {
    let (group_id, id) = (change.required("groupId")?, change.required("controlId")?);
    edit(change, |layout, _| take(children(group(layout, group_id)?, "controls")?, "control", id).map(drop))?;
    Ok(Reply::empty(StatusCode::NO_CONTENT))
}

fn move_control(change: &mut Change<'_>, body: Value) -> Result<Reply, Fault> {
    let (group_id, id) = (change.required("groupId")?, change.required("controlId")?);
    let from = change.query.any(&["removeFromGroupId"]).map(str::to_owned);
    let moved = edit(change, |layout, _| {
        group(layout, group_id)?;
        let mut moved = match &from {
            Some(from) => take(children(group(layout, from)?, "controls")?, "control", id)?,
            // A control that was nowhere is put here.
            None => json!({"id": id, "label": "", "controlType": "FieldControl", "readOnly": false,
                "visible": true, "isContribution": false}),
        };
        merge(&mut moved, &body);
        put(children(group(layout, group_id)?, "controls")?, moved.clone(), &body);
        Ok(moved)
    })?;
    Ok(Reply::json(moved))
}

// Controls of the system.

fn get_system_controls(view: &View<'_>) -> Result<Reply, Fault> {
    let organization = view.organization;
    let (_, kind) = known_type(view, TYPE)?;
    let controls = layout(organization, kind)["systemControls"].as_array().cloned().unwrap_or_default();
    Ok(Reply::list(controls))
}

fn update_system_control(change: &mut Change<'_>, body: Value) -> Result<Reply, Fault> {
    let id = change.required("controlId")?;
    let changed = edit(change, |layout, _| {
        let controls = children(layout, "systemControls")?;
        let control = with_id(controls, id).ok_or_else(|| missing("control", id))?;
        merge(control, &body);
        Ok(control.clone())
    })?;
    Ok(Reply::json(changed))
}

/// What the organization made of a control of the system is undone; what the system says comes back.
fn delete_system_control(change: &mut Change<'_>) -> Result<Reply, Fault> {
    let id = change.required("controlId")?;
    let original = {
        let organization = change.view().organization;
        let (_, kind) = known_type(&change.view(), TYPE)?;
        let plain = WorkItemType { layout: None, ..kind.clone() };
        layout(organization, &plain)
    };
    let controls = edit(change, |layout, _| {
        let mut original = original;
        let known = with_id(children(&mut original, "systemControls")?, id).map(|control| control.clone());
        let controls = children(layout, "systemControls")?;
        let control = with_id(controls, id).ok_or_else(|| missing("control", id))?;
        *control = known.ok_or_else(|| missing("control", id))?;
        Ok(controls.clone())
    })?;
    Ok(Reply::list(controls))
}
