//! The form of a type: pages of sections of groups of controls.

use http::StatusCode;
use serde_json::{Map, Value, json};

use super::{change_type, known_type, missing};
use crate::area::Call;
use crate::area::Handler::{self, Quick};
use crate::wire::error::Fault;
use crate::wire::reply::Reply;
use crate::world::field::FieldKind;
use crate::world::id::Ids;
use crate::world::work_item_type::WorkItemType;
use crate::world::{Organization, World};

pub(in crate::area) const HANDLERS: &[(&str, Handler)] = &[
    ("processes.get_form_layout", Quick(get_form_layout)),
    ("processes.add_page", Quick(add_page)),
    ("processes.update_page", Quick(update_page)),
    ("processes.remove_page", Quick(remove_page)),
    ("processes.add_group", Quick(add_group)),
    ("processes.update_group", Quick(update_group)),
    ("processes.remove_group", Quick(remove_group)),
    ("processes.move_group_to_section", Quick(move_group)),
    ("processes.move_group_to_page", Quick(move_group)),
    ("processes.create_control_in_group", Quick(create_control)),
    ("processes.update_control", Quick(update_control)),
    ("processes.remove_control_from_group", Quick(remove_control)),
    ("processes.move_control_to_group", Quick(move_control)),
    ("processes.get_system_controls", Quick(get_system_controls)),
    ("processes.update_system_control", Quick(update_system_control)),
    ("processes.delete_system_control", Quick(delete_system_control)),
];

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
fn change<T>(
    call: &Call,
    world: &mut World,
    change: impl FnOnce(&mut Value, &mut Ids) -> Result<T, Fault>,
) -> Result<T, Fault> {
    let now = {
        let organization = call.organization(world)?;
        let (_, kind) = known_type(call, organization, TYPE)?;
        layout(organization, kind)
    };
    change_type(call, world, TYPE, |kind, ids| {
        let mut layout = now;
        let changed = change(&mut layout, ids)?;
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

fn get_form_layout(call: &Call) -> Result<Reply, Fault> {
    let world = call.shared.world();
    let organization = call.organization(&world)?;
    let (_, kind) = known_type(call, organization, TYPE)?;
    Ok(Reply::json(layout(organization, kind)))
}

// Pages.

fn add_page(call: &Call) -> Result<Reply, Fault> {
    let body = call.json()?;
    let mut world = call.shared.world_mut();
    let made = change(call, &mut world, |layout, ids| {
        let sections: Vec<_> = SECTIONS.iter().map(|id| json!({"id": id, "groups": []})).collect();
        let mut made = json!({"id": ids.uuid().to_string(), "label": "", "pageType": "custom", "visible": true,
            "isContribution": false, "sections": sections});
        merge(&mut made, &body);
        put(children(layout, "pages")?, made.clone(), &body);
        Ok(made)
    })?;
    Ok(Reply::json(made).status(StatusCode::CREATED))
}

fn update_page(call: &Call) -> Result<Reply, Fault> {
    let body = call.json()?;
    let id = body.get("id").and_then(Value::as_str).ok_or_else(|| Fault::argument_null("id"))?.to_owned();
    let mut world = call.shared.world_mut();
    let changed = change(call, &mut world, |layout, _| {
        let page = page(layout, &id)?;
        merge(page, &body);
        Ok(page.clone())
    })?;
    Ok(Reply::json(changed))
}

fn remove_page(call: &Call) -> Result<Reply, Fault> {
    let id = call.required("pageId")?;
    let mut world = call.shared.world_mut();
    change(call, &mut world, |layout, _| take(children(layout, "pages")?, "page", id).map(drop))?;
    Ok(Reply::empty(StatusCode::NO_CONTENT))
}

// Groups.

fn add_group(call: &Call) -> Result<Reply, Fault> {
    let body = call.json()?;
    let (page_id, section_id) = (call.required("pageId")?, call.required("sectionId")?);
    let mut world = call.shared.world_mut();
    let made = change(call, &mut world, |layout, ids| {
        let mut made = json!({"id": ids.uuid().to_string(), "label": "", "isContribution": false,
            "visible": true, "controls": []});
        merge(&mut made, &body);
        let section = section(layout, page_id, section_id)?;
        put(children(section, "groups")?, made.clone(), &body);
        Ok(made)
    })?;
    Ok(Reply::json(made).status(StatusCode::CREATED))
}

fn update_group(call: &Call) -> Result<Reply, Fault> {
    let body = call.json()?;
    let id = call.required("groupId")?;
    let mut world = call.shared.world_mut();
    let changed = change(call, &mut world, |layout, _| {
        let group = group(layout, id)?;
        merge(group, &body);
        Ok(group.clone())
    })?;
    Ok(Reply::json(changed))
}

fn remove_group(call: &Call) -> Result<Reply, Fault> {
    let (page_id, section_id) = (call.required("pageId")?, call.required("sectionId")?);
    let id = call.required("groupId")?;
    let mut world = call.shared.world_mut();
    change(call, &mut world, |layout, _| {
        take(children(section(layout, page_id, section_id)?, "groups")?, "group", id).map(drop)
    })?;
    Ok(Reply::empty(StatusCode::NO_CONTENT))
}

fn move_group(call: &Call) -> Result<Reply, Fault> {
    let body = call.json()?;
    let (page_id, section_id) = (call.required("pageId")?, call.required("sectionId")?);
    let id = call.required("groupId")?;
    let from_page = call.query.any(&["removeFromPageId"]).unwrap_or(page_id);
    let from_section = call.query.any(&["removeFromSectionId"]);
    let from_section = from_section.ok_or_else(|| Fault::argument_null("removeFromSectionId"))?;
    let mut world = call.shared.world_mut();
    let moved = change(call, &mut world, |layout, _| {
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

fn create_control(call: &Call) -> Result<Reply, Fault> {
    let body = call.json()?;
    let group_id = call.required("groupId")?;
    let mut world = call.shared.world_mut();
    let label = {
        let name = body.get("id").and_then(Value::as_str).unwrap_or_default();
        let field = call.organization(&world)?.fields().find(name);
        field.map(|field| field.name.to_string()).unwrap_or_default()
    };
    let made = change(call, &mut world, |layout, ids| {
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

fn update_control(call: &Call) -> Result<Reply, Fault> {
    let body = call.json()?;
    let (group_id, id) = (call.required("groupId")?, call.required("controlId")?);
    let mut world = call.shared.world_mut();
    let changed = change(call, &mut world, |layout, _| {
        let controls = children(group(layout, group_id)?, "controls")?;
        let control = with_id(controls, id).ok_or_else(|| missing("control", id))?;
        merge(control, &body);
        Ok(control.clone())
    })?;
    Ok(Reply::json(changed))
}

fn remove_control(call: &Call) -> Result<Reply, Fault> {
    let (group_id, id) = (call.required("groupId")?, call.required("controlId")?);
    let mut world = call.shared.world_mut();
    change(call, &mut world, |layout, _| {
        take(children(group(layout, group_id)?, "controls")?, "control", id).map(drop)
    })?;
    Ok(Reply::empty(StatusCode::NO_CONTENT))
}

fn move_control(call: &Call) -> Result<Reply, Fault> {
    let body = call.json()?;
    let (group_id, id) = (call.required("groupId")?, call.required("controlId")?);
    let from = call.query.any(&["removeFromGroupId"]).map(str::to_owned);
    let mut world = call.shared.world_mut();
    let moved = change(call, &mut world, |layout, _| {
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

fn get_system_controls(call: &Call) -> Result<Reply, Fault> {
    let world = call.shared.world();
    let organization = call.organization(&world)?;
    let (_, kind) = known_type(call, organization, TYPE)?;
    let controls = layout(organization, kind)["systemControls"].as_array().cloned().unwrap_or_default();
    Ok(Reply::list(controls))
}

fn update_system_control(call: &Call) -> Result<Reply, Fault> {
    let body = call.json()?;
    let id = call.required("controlId")?;
    let mut world = call.shared.world_mut();
    let changed = change(call, &mut world, |layout, _| {
        let controls = children(layout, "systemControls")?;
        let control = with_id(controls, id).ok_or_else(|| missing("control", id))?;
        merge(control, &body);
        Ok(control.clone())
    })?;
    Ok(Reply::json(changed))
}

/// What the organization made of a control of the system is undone; what the system says comes back.
fn delete_system_control(call: &Call) -> Result<Reply, Fault> {
    let id = call.required("controlId")?;
    let mut world = call.shared.world_mut();
    let original = {
        let organization = call.organization(&world)?;
        let (_, kind) = known_type(call, organization, TYPE)?;
        let plain = WorkItemType { layout: None, ..kind.clone() };
        layout(organization, &plain)
    };
    let controls = change(call, &mut world, |layout, _| {
        let mut original = original;
        let known = with_id(children(&mut original, "systemControls")?, id).map(|control| control.clone());
        let controls = children(layout, "systemControls")?;
        let control = with_id(controls, id).ok_or_else(|| missing("control", id))?;
        *control = known.ok_or_else(|| missing("control", id))?;
        Ok(controls.clone())
    })?;
    Ok(Reply::list(controls))
}
