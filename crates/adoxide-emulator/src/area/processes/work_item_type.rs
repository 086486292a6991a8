//! The types of a process: states, fields, rules, and the levels of the backlog that they are on.

use adoxide_api::processes::meta;
use http::StatusCode;
use serde_json::{Value, json};

use super::process::{
    change_type, invalid, known_type, missing, own_process, process_id, process_url, taken,
};
use crate::handler::handlers;
use crate::handler::{Call, Change, View};
use crate::wire::body::text;
use crate::wire::error::Fault;
use crate::wire::json::{Json, Object};
use crate::wire::reply::Reply;
use crate::world::Organization;
use crate::world::id::ProcessId;
use crate::world::name::same_name;
use crate::world::work_item_type::{
    Action, Condition, Customization, Rule, State, StateCategory, TypeField, WorkItemType, custom_type,
};

handlers! {
    meta::GET_PROCESS_WORK_ITEM_TYPES => read(get_types),
    meta::GET_PROCESS_WORK_ITEM_TYPE => read(get_type),
    meta::CREATE_PROCESS_WORK_ITEM_TYPE => change(create_type),
    meta::UPDATE_PROCESS_WORK_ITEM_TYPE => change(update_type),
    meta::DELETE_PROCESS_WORK_ITEM_TYPE => change(delete_type),
    meta::GET_STATE_DEFINITIONS => read(get_states),
    meta::GET_STATE_DEFINITION => read(get_state),
    meta::CREATE_STATE_DEFINITION => change(create_state),
    meta::UPDATE_STATE_DEFINITION => change(update_state),
    meta::HIDE_STATE_DEFINITION => change(hide_state),
    meta::DELETE_STATE_DEFINITION => change(delete_state),
    meta::GET_ALL_WORK_ITEM_TYPE_FIELDS => read(get_fields),
    meta::GET_WORK_ITEM_TYPE_FIELD => read(get_field),
    meta::ADD_FIELD_TO_WORK_ITEM_TYPE => change(add_field),
    meta::UPDATE_WORK_ITEM_TYPE_FIELD => change(update_field),
    meta::REMOVE_WORK_ITEM_TYPE_FIELD => change(remove_field),
    meta::GET_PROCESS_WORK_ITEM_TYPE_RULES => read(get_rules),
    meta::GET_PROCESS_WORK_ITEM_TYPE_RULE => read(get_rule),
    meta::ADD_PROCESS_WORK_ITEM_TYPE_RULE => change(add_rule),
    meta::UPDATE_PROCESS_WORK_ITEM_TYPE_RULE => change(update_rule),
    meta::DELETE_PROCESS_WORK_ITEM_TYPE_RULE => change(delete_rule),
    meta::GET_BEHAVIORS_FOR_WORK_ITEM_TYPE => read(get_type_behaviors),
    meta::GET_BEHAVIOR_FOR_WORK_ITEM_TYPE => read(get_type_behavior),
    meta::ADD_BEHAVIOR_TO_WORK_ITEM_TYPE => change(add_type_behavior),
    meta::UPDATE_BEHAVIOR_TO_WORK_ITEM_TYPE => change(update_type_behavior),
    meta::REMOVE_BEHAVIOR_FROM_WORK_ITEM_TYPE => change(remove_type_behavior),
}

const TYPE: &str = "witRefName";
const TYPE_OF_BEHAVIORS: &str = "witRefNameForBehaviors";

fn type_url(call: &Call, id: ProcessId, kind: &WorkItemType) -> String {
    format!("{}/workItemTypes/{}", process_url(call, id), kind.reference_name)
}

fn type_json(view: &View<'_>, id: ProcessId, kind: &WorkItemType) -> Object {
    let organization = view.organization;
    let expand = view.query.any(&["$expand", "expand"]).unwrap_or_default().to_lowercase();
    let url = type_url(view, id, kind);
    let states = || kind.states.iter().map(|state| state_json(&url, state)).collect::<Json>();
    let behaviors = || {
        let behaviors = kind.behaviors.iter().map(|known| behavior_json(view, id, known));
        behaviors.collect::<Json>()
    };
    Object::new()
        .set("referenceName", kind.reference_name.as_str())
        .set("name", kind.name.as_str())
        .set("description", kind.description.as_str())
        .set("url", url.as_str())
        .set("customization", kind.customization.name())
        .set("color", kind.color.as_str())
        .set("icon", kind.icon.as_str())
        .set("isDisabled", kind.is_disabled)
        .set("inherits", kind.inherits.as_deref())
        .set_if(expand.contains("states") || expand == "1", "states", states)
        .set_if(expand.contains("behaviors") || expand == "2", "behaviors", behaviors)
        .set_if(expand.contains("layout") || expand == "4", "layout", || {
            super::layout::layout(organization, kind)
        })
}

fn get_types(view: &View<'_>) -> Result<Reply, Fault> {
    let organization = view.organization;
    let id = process_id(view, "processId")?;
    let types = organization.types_of_process(id).iter();
    Ok(Reply::list(types.map(|kind| type_json(view, id, kind))))
}

fn get_type(view: &View<'_>) -> Result<Reply, Fault> {
    let (id, kind) = known_type(view, TYPE)?;
    Ok(Reply::json(type_json(view, id, kind)))
}

fn create_type(change: &mut Change<'_>, body: Value) -> Result<Reply, Fault> {
    let given = |name: &str| text(&body, name).filter(|text| !text.is_empty());
    let organization = change.view().organization;
    let id = process_id(&change.view(), "processId")?;
    let process = own_process(organization, id)?;
    let prefix: String = process.name.chars().filter(char::is_ascii_alphanumeric).collect();
    let made = if let Some(parent) = given("/inheritsFrom") {
        // A type of the system that the process makes its own: the same work items have it.
        let found = process.types.iter().find(|kind| same_name(&kind.reference_name, parent));
        let found = found.ok_or_else(|| missing("work item type", parent))?;
        if found.customization != Customization::System {
            return Err(taken("work item type", &found.name));
        }
        let short = found.reference_name.rsplit('.').next().unwrap_or_default();
        let mut made = found.clone();
        made.reference_name = format!("{prefix}.{short}");
        made.inherits = Some(found.reference_name.clone());
        made.customization = Customization::Inherited;
        // Clients read the description that they gave, and none where they gave none.
        made.description.clear();
        made
    } else {
        let name = given("/name").ok_or_else(|| Fault::argument_null("name"))?;
        if process.work_item_type(name).is_some() {
            return Err(taken("work item type", name));
        }
        let short: String = name.chars().filter(char::is_ascii_alphanumeric).collect();
        custom_type(&format!("{prefix}.{short}"), name)
    };
    let made = WorkItemType {
        description: given("/description").map_or(made.description, str::to_owned),
        color: given("/color").map_or(made.color, str::to_owned),
        icon: given("/icon").map_or(made.icon, str::to_owned),
        is_disabled: body.get("isDisabled").and_then(Value::as_bool).unwrap_or(made.is_disabled),
        ..made
    };
    let answer = type_json(&change.view(), id, &made);
    change.make(|tx| {
        tx.change_process(id, |process, _| {
            process.types.retain(|kind| made.inherits.as_ref() != Some(&kind.reference_name));
            process.types.push(made);
            Ok::<_, Fault>(())
        })
    })?;
    Ok(Reply::json(answer).status(StatusCode::CREATED))
}

fn update_type(change: &mut Change<'_>, body: Value) -> Result<Reply, Fault> {
    change_type(change, TYPE, |kind, _| {
        let set = |place: &mut String, name: &str| {
            if let Some(given) = text(&body, name) {
                given.clone_into(place);
            }
        };
        set(&mut kind.description, "/description");
        set(&mut kind.color, "/color");
        set(&mut kind.icon, "/icon");
        kind.is_disabled = body.get("isDisabled").and_then(Value::as_bool).unwrap_or(kind.is_disabled);
        Ok(())
    })?;
    let (id, kind) = known_type(&change.view(), TYPE)?;
    Ok(Reply::json(type_json(&change.view(), id, kind)))
}

fn delete_type(change: &mut Change<'_>) -> Result<Reply, Fault> {
    use crate::world::work_item_type::system_types;

    let organization = change.view().organization;
    let (id, kind) = known_type(&change.view(), TYPE)?;
    let (name, inherits) = (kind.reference_name.clone(), kind.inherits.clone());
    if kind.customization == Customization::System {
        return Err(invalid("VS403115: A work item type of the system cannot be deleted; disable it."));
    }
    let process = own_process(organization, id)?;
    // A derived type that goes away leaves that of the system in its place.
    let parent = inherits.and_then(|inherits| {
        let types = system_types(process.parent).unwrap_or_default();
        types.iter().find(|kind| kind.reference_name == inherits).cloned()
    });
    change.make(|tx| {
        tx.change_process(id, |process, _| {
            process.types.retain(|kind| kind.reference_name != name);
            process.types.extend(parent);
            Ok::<_, Fault>(())
        })
    })?;
    Ok(Reply::empty(StatusCode::NO_CONTENT))
}

// States.

fn state_json(type_url: &str, state: &State) -> Object {
    Object::new()
        .set("id", state.id.to_string())
        .set("name", state.name.as_str())
        .set("color", state.color.as_str())
        .set("stateCategory", state.category.name())
        .set("order", state.order)
        .set("url", format!("{type_url}/states/{}", state.id))
        .set_if(state.is_hidden, "hidden", || true)
        .set("customizationType", state.customization.name())
}

fn known_state<'w>(call: &Call, kind: &'w WorkItemType) -> Result<&'w State, Fault> {
    let text = call.required("stateId")?;
    let found = kind.states.iter().find(|state| state.id.to_string().eq_ignore_ascii_case(text));
    found.ok_or_else(|| missing("state", text))
}

fn get_states(view: &View<'_>) -> Result<Reply, Fault> {
    let (id, kind) = known_type(view, TYPE)?;
    let url = type_url(view, id, kind);
    Ok(Reply::list(kind.states.iter().map(|state| state_json(&url, state))))
}

fn get_state(view: &View<'_>) -> Result<Reply, Fault> {
    let (id, kind) = known_type(view, TYPE)?;
    Ok(Reply::json(state_json(&type_url(view, id, kind), known_state(view, kind)?)))
}

/// States are in the order of their categories, and within them as they were asked for. A number that somebody asks for
/// stays, and those behind it give way: clients expect to read what they wrote.
fn put_in_order(states: &mut [State]) {
    states.sort_by_key(|state| (state.category, state.order));
    let mut last = 0;
    for state in states {
        state.order = if state.order == i64::MAX { last + 1 } else { state.order.max(last + 1) };
        last = state.order;
    }
}

fn create_state(change: &mut Change<'_>, body: Value) -> Result<Reply, Fault> {
    let name = text(&body, "/name").filter(|name| !name.trim().is_empty());
    let name = name.ok_or_else(|| Fault::argument_null("name"))?;
    let category = text(&body, "/stateCategory").unwrap_or_default();
    let category =
        StateCategory::parse(category).ok_or_else(|| Fault::invalid_parameter("stateCategory", category))?;
    let state = change_type(change, TYPE, |kind, ids| {
        if kind.states.iter().any(|state| same_name(&state.name, name)) {
            return Err(taken("state", name));
        }
        let is_full = category == StateCategory::Completed
            && kind.visible_states().any(|state| state.category == category);
        if is_full {
            return Err(invalid("VS403093: A work item type has one state of the category Completed."));
        }
        let id = ids.uuid();
        kind.states.push(State {
            id,
            name: name.to_owned(),
            color: text(&body, "/color").unwrap_or_else(|| category.color()).to_owned(),
            category,
            order: body.get("order").and_then(Value::as_i64).unwrap_or(i64::MAX),
            reason: format!("Moved to state {name}"),
            customization: Customization::Custom,
            is_hidden: false,
        });
        put_in_order(&mut kind.states);
        Ok(id)
    })?;
    let (id, kind) = known_type(&change.view(), TYPE)?;
    let state = kind.states.iter().find(|known| known.id == state).ok_or_else(|| missing("state", name))?;
    Ok(Reply::json(state_json(&type_url(change.call, id, kind), state)).status(StatusCode::CREATED))
}

fn change_state(
    change: &mut Change<'_>,
    make: impl FnOnce(&mut State) -> Result<(), Fault>,
) -> Result<Reply, Fault> {
    change_type(change, TYPE, |kind, _| {
        let id = known_state(change.call, kind)?.id;
        let state = kind.states.iter_mut().find(|state| state.id == id);
        make(state.ok_or_else(|| missing("state", &id.to_string()))?)?;
        put_in_order(&mut kind.states);
        Ok(())
    })?;
    let (id, kind) = known_type(&change.view(), TYPE)?;
    Ok(Reply::json(state_json(&type_url(change.call, id, kind), known_state(change.call, kind)?)))
}

fn update_state(change: &mut Change<'_>, body: Value) -> Result<Reply, Fault> {
    change_state(change, |state| {
        if state.customization != Customization::Custom {
            return Err(invalid("VS403094: A state of the system cannot be changed; hide it."));
        }
        state.name = text(&body, "/name").unwrap_or(&state.name).to_owned();
        state.color = text(&body, "/color").unwrap_or(&state.color).to_owned();
        state.order = body.get("order").and_then(Value::as_i64).unwrap_or(state.order);
        if let Some(category) = text(&body, "/stateCategory") {
            let known = StateCategory::parse(category);
            state.category = known.ok_or_else(|| Fault::invalid_parameter("stateCategory", category))?;
        }
        Ok(())
    })
}

fn hide_state(change: &mut Change<'_>, body: Value) -> Result<Reply, Fault> {
    let is_hidden = super::process::flag(&body, "hidden").ok_or_else(|| Fault::argument_null("hidden"))?;
    change_state(change, |state| {
        if state.customization == Customization::Custom {
            return Err(invalid("VS403095: A state of the organization cannot be hidden; delete it."));
        }
        state.is_hidden = is_hidden;
        state.customization = if is_hidden { Customization::Inherited } else { Customization::System };
        Ok(())
    })
}

fn delete_state(change: &mut Change<'_>) -> Result<Reply, Fault> {
    change_type(change, TYPE, |kind, _| {
        let (id, customization) = {
            let state = known_state(change.call, kind)?;
            (state.id, state.customization)
        };
        match customization {
            Customization::Custom => kind.states.retain(|state| state.id != id),
            // A hidden state of the system is shown again: what the organization changed in it is gone.
            Customization::Inherited => {
                for state in kind.states.iter_mut().filter(|state| state.id == id) {
                    (state.is_hidden, state.customization) = (false, Customization::System);
                }
            }
            Customization::System => {
                return Err(invalid("VS403096: A state of the system cannot be deleted; hide it."));
            }
        }
        put_in_order(&mut kind.states);
        Ok(())
    })?;
    Ok(Reply::empty(StatusCode::NO_CONTENT))
}

// Fields.

fn field_json(view: &View<'_>, id: ProcessId, kind: &WorkItemType, field: &TypeField) -> Option<Object> {
    let organization = view.organization;
    let known = organization.fields().get(field.field)?;
    let with_values =
        view.query.any(&["$expand", "expand"]).is_some_and(|expand| !expand.eq_ignore_ascii_case("none"));
    let field_kind = if known.is_identity { "identity" } else { known.kind.name() };
    Some(
        Object::new()
            .set("referenceName", &*known.reference_name)
            .set("name", &*known.name)
            .set("type", field_kind)
            .set_some("description", known.description.as_deref())
            .set("required", field.is_required)
            .set("readOnly", field.is_read_only)
            .set_some("defaultValue", field.default.as_deref())
            .set_if(with_values, "allowedValues", || json!(field.allowed_values))
            .set_if(known.is_identity, "allowGroups", || field.allow_groups)
            .set("isLocked", known.is_locked)
            .set("url", format!("{}/fields/{}", type_url(view, id, kind), known.reference_name))
            .set("customization", field.customization.name()),
    )
}

fn get_fields(view: &View<'_>) -> Result<Reply, Fault> {
    let (id, kind) = known_type(view, TYPE)?;
    let fields = kind.fields.iter().filter_map(|field| field_json(view, id, kind, field));
    Ok(Reply::list(fields))
}

/// The field of a name, of the type of the path.
fn one_field(view: &View<'_>, name: &str) -> Result<Object, Fault> {
    let organization = view.organization;
    let (id, kind) = known_type(view, TYPE)?;
    let known = organization.fields().find(name).and_then(|field| kind.field(field.id));
    let found = known.and_then(|field| field_json(view, id, kind, field));
    found.ok_or_else(|| Fault::field_not_found(StatusCode::NOT_FOUND, name))
}

fn get_field(view: &View<'_>) -> Result<Reply, Fault> {
    Ok(Reply::json(one_field(view, view.required("fieldRefName")?)?))
}

/// Takes over what a body says of a field.
fn configure(field: &mut TypeField, body: &Value) {
    let is = |name: &str, now: bool| body.get(name).and_then(Value::as_bool).unwrap_or(now);
    field.is_required = is("required", field.is_required);
    field.is_read_only = is("readOnly", field.is_read_only);
    field.allow_groups = is("allowGroups", field.allow_groups);
    match body.get("defaultValue") {
        None => {}
        Some(Value::Null) => field.default = None,
        Some(Value::String(text)) => field.default = Some(text.clone()).filter(|text| !text.is_empty()),
        Some(other) => field.default = Some(other.to_string()),
    }
    if let Some(values) = body.get("allowedValues").and_then(Value::as_array) {
        let text = |value: &Value| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        field.allowed_values = values.iter().map(text).collect();
    }
}

fn add_field(change: &mut Change<'_>, body: Value) -> Result<Reply, Fault> {
    let name = text(&body, "/referenceName").ok_or_else(|| Fault::argument_null("referenceName"))?;
    let (id, list) = {
        let organization = change.view().organization;
        let field = organization.fields().find(name);
        let field = field.ok_or_else(|| Fault::field_not_found(StatusCode::NOT_FOUND, name))?;
        let list = field.picklist.and_then(|id| organization.processes().lists.get(&id));
        (field.id, list.map(|list| (list.items.clone(), list.is_suggested)))
    };
    change_type(change, TYPE, |kind, _| {
        // Who adds a field that is there changes it: as the service's own pages do.
        if kind.field(id).is_none() {
            let (allowed_values, is_suggested) = list.unwrap_or_default();
            kind.fields.push(TypeField {
                field: id,
                is_required: false,
                is_read_only: false,
                default: None,
                allowed_values,
                is_suggested,
                allow_groups: false,
                customization: Customization::Custom,
            });
        }
        if let Some(field) = kind.fields.iter_mut().find(|field| field.field == id) {
            configure(field, &body);
        }
        Ok(())
    })?;
    Ok(Reply::json(one_field(&change.view(), name)?).status(StatusCode::CREATED))
}

fn update_field(change: &mut Change<'_>, body: Value) -> Result<Reply, Fault> {
    let name = change.required("fieldRefName")?;
    let id = change.view().organization.fields().find(name).map(|field| field.id);
    change_type(change, TYPE, |kind, _| {
        let field = kind.fields.iter_mut().find(|field| Some(field.field) == id);
        let field = field.ok_or_else(|| Fault::field_not_found(StatusCode::NOT_FOUND, name))?;
        configure(field, &body);
        if field.customization == Customization::System {
            field.customization = Customization::Inherited;
        }
        Ok(())
    })?;
    Ok(Reply::json(one_field(&change.view(), name)?))
}

fn remove_field(change: &mut Change<'_>) -> Result<Reply, Fault> {
    let name = change.required("fieldRefName")?;
    let id = change.view().organization.fields().find(name).map(|field| field.id);
    change_type(change, TYPE, |kind, _| {
        let is_own = kind.inherits.is_none() && kind.customization == Customization::Custom;
        let field = kind.fields.iter().find(|field| Some(field.field) == id);
        let field = field.ok_or_else(|| Fault::field_not_found(StatusCode::NOT_FOUND, name))?;
        // A type of the organization's own can lose any field that was added to it.
        if field.customization != Customization::Custom && !is_own {
            return Err(invalid("VS403097: A field of the system cannot be removed from its type."));
        }
        kind.fields.retain(|field| Some(field.field) != id);
        Ok(())
    })?;
    Ok(Reply::empty(StatusCode::NO_CONTENT))
}

// Rules.

fn rule_json(type_url: &str, rule: &Rule) -> Object {
    let name = |kind: &str| {
        if kind.starts_with('$') { kind.to_owned() } else { format!("${kind}") }
    };
    let conditions = rule.conditions.iter().map(|condition| {
        json!({"conditionType": name(&condition.kind), "field": condition.field, "value": condition.value})
    });
    let actions = rule.actions.iter().map(|action| {
        json!({"actionType": name(&action.kind), "targetField": action.target, "value": action.value})
    });
    Object::new()
        .set("id", rule.id.to_string())
        .set("name", rule.name.as_str())
        .set("conditions", conditions.collect::<Vec<_>>())
        .set("actions", actions.collect::<Vec<_>>())
        .set("isDisabled", rule.is_disabled)
        .set("customizationType", rule.customization.name())
        .set("url", format!("{type_url}/rules/{}", rule.id))
}

fn known_rule<'w>(call: &Call, kind: &'w WorkItemType) -> Result<&'w Rule, Fault> {
    let text = call.required("ruleId")?;
    let found = kind.rules.iter().find(|rule| rule.id.to_string().eq_ignore_ascii_case(text));
    found.ok_or_else(|| missing("rule", text))
}

fn get_rules(view: &View<'_>) -> Result<Reply, Fault> {
    let (id, kind) = known_type(view, TYPE)?;
    let url = type_url(view, id, kind);
    Ok(Reply::list(kind.rules.iter().map(|rule| rule_json(&url, rule))))
}

fn get_rule(view: &View<'_>) -> Result<Reply, Fault> {
    let (id, kind) = known_type(view, TYPE)?;
    Ok(Reply::json(rule_json(&type_url(view, id, kind), known_rule(view, kind)?)))
}

/// A rule as a body says it; its fields must be there.
fn rule_of(body: &Value, id: uuid::Uuid, organization: &Organization) -> Result<Rule, Fault> {
    let name = text(body, "/name").filter(|name| !name.is_empty());
    let name = name.ok_or_else(|| Fault::argument_null("name"))?;
    let list = |name: &str| body.get(name).and_then(Value::as_array).cloned().unwrap_or_default();
    let known = |name: &str| {
        let found = organization.fields().find(name).map(|field| field.reference_name.to_string());
        found.ok_or_else(|| Fault::field_not_found(StatusCode::BAD_REQUEST, name))
    };
    let mut conditions = Vec::new();
    for condition in list("conditions") {
        let kind = text(&condition, "/conditionType").ok_or_else(|| Fault::argument_null("conditionType"))?;
        let field = text(&condition, "/field").filter(|name| !name.is_empty()).map(known).transpose()?;
        let value = text(&condition, "/value").map(str::to_owned);
        conditions.push(Condition { kind: kind.to_owned(), field, value });
    }
    let mut actions = Vec::new();
    for action in list("actions") {
        let kind = text(&action, "/actionType").ok_or_else(|| Fault::argument_null("actionType"))?;
        let target = text(&action, "/targetField").ok_or_else(|| Fault::argument_null("targetField"))?;
        let value = text(&action, "/value").map(str::to_owned);
        actions.push(Action { kind: kind.to_owned(), target: known(target)?, value });
    }
    if actions.is_empty() {
        return Err(Fault::argument_null("actions"));
    }
    let is_disabled = body.get("isDisabled").and_then(Value::as_bool).unwrap_or(false);
    let customization = Customization::Custom;
    Ok(Rule { id, name: name.to_owned(), conditions, actions, is_disabled, customization })
}

fn add_rule(change: &mut Change<'_>, body: Value) -> Result<Reply, Fault> {
    let rule = rule_of(&body, uuid::Uuid::nil(), change.view().organization)?;
    let rule = change_type(change, TYPE, |kind, ids| {
        let rule = Rule { id: ids.uuid(), ..rule };
        kind.rules.push(rule.clone());
        Ok(rule)
    })?;
    let (id, kind) = known_type(&change.view(), TYPE)?;
    Ok(Reply::json(rule_json(&type_url(change.call, id, kind), &rule)).status(StatusCode::CREATED))
}

fn update_rule(change: &mut Change<'_>, body: Value) -> Result<Reply, Fault> {
    let rule = {
        let organization = change.view().organization;
        let (_, kind) = known_type(&change.view(), TYPE)?;
        rule_of(&body, known_rule(change.call, kind)?.id, organization)?
    };
    let rule = change_type(change, TYPE, |kind, _| {
        if let Some(known) = kind.rules.iter_mut().find(|known| known.id == rule.id) {
            *known = rule.clone();
        }
        Ok(rule)
    })?;
    let (id, kind) = known_type(&change.view(), TYPE)?;
    Ok(Reply::json(rule_json(&type_url(change.call, id, kind), &rule)))
}

fn delete_rule(change: &mut Change<'_>) -> Result<Reply, Fault> {
    change_type(change, TYPE, |kind, _| {
        let id = known_rule(change.call, kind)?.id;
        kind.rules.retain(|rule| rule.id != id);
        Ok(())
    })?;
    Ok(Reply::empty(StatusCode::NO_CONTENT))
}

// Levels of the backlog.

fn behavior_json(call: &Call, id: ProcessId, (name, is_default): &(String, bool)) -> Object {
    let url = format!("{}/behaviors/{name}", process_url(call, id));
    let behavior = Object::new().set("id", name).set("url", &url);
    Object::new().set("behavior", behavior).set("isDefault", *is_default).set("url", url)
}

fn get_type_behaviors(view: &View<'_>) -> Result<Reply, Fault> {
    let (id, kind) = known_type(view, TYPE_OF_BEHAVIORS)?;
    Ok(Reply::list(kind.behaviors.iter().map(|known| behavior_json(view, id, known))))
}

fn get_type_behavior(view: &View<'_>) -> Result<Reply, Fault> {
    let name = view.required("behaviorRefName")?;
    let (id, kind) = known_type(view, TYPE_OF_BEHAVIORS)?;
    let found = kind.behaviors.iter().find(|(known, _)| same_name(known, name));
    found.map(|known| Reply::json(behavior_json(view, id, known))).ok_or_else(|| missing("behavior", name))
}

/// The category of the types on a level of the backlog.
fn category(behavior: &str) -> Option<&'static str> {
    const CATEGORIES: [(&str, &str); 4] = [
        ("System.TaskBacklogBehavior", "Microsoft.TaskCategory"),
        ("System.RequirementBacklogBehavior", "Microsoft.RequirementCategory"),
        ("Microsoft.VSTS.Agile.FeatureBacklogBehavior", "Microsoft.FeatureCategory"),
        ("Microsoft.VSTS.Agile.EpicBacklogBehavior", "Microsoft.EpicCategory"),
    ];
    CATEGORIES.iter().find(|(known, _)| same_name(known, behavior)).map(|(_, category)| *category)
}

fn put_type_behavior(change: &mut Change<'_>, status: StatusCode) -> Result<Reply, Fault> {
    let body: Value = change.read_body()?;
    let name = text(&body, "/behavior/id").ok_or_else(|| Fault::argument_null("behavior.id"))?;
    let is_default = body.get("isDefault").and_then(Value::as_bool).unwrap_or(false);
    let known = {
        let organization = change.view().organization;
        let id = process_id(&change.view(), "processId")?;
        let levels = &own_process(organization, id)?.behaviors;
        let found = levels.iter().find(|known| same_name(&known.reference_name, name));
        found.map(|known| known.reference_name.clone()).ok_or_else(|| missing("behavior", name))?
    };
    change_type(change, TYPE_OF_BEHAVIORS, |kind, _| {
        kind.behaviors.retain(|(name, _)| *name != known);
        kind.behaviors.push((known.clone(), is_default));
        if let Some(category) = category(&known)
            && !kind.categories.iter().any(|known| known == category)
        {
            kind.categories.push(category.to_owned());
        }
        Ok(())
    })?;
    let (id, _) = known_type(&change.view(), TYPE_OF_BEHAVIORS)?;
    Ok(Reply::json(behavior_json(change.call, id, &(known, is_default))).status(status))
}

fn add_type_behavior(change: &mut Change<'_>) -> Result<Reply, Fault> {
    put_type_behavior(change, StatusCode::CREATED)
}

fn update_type_behavior(change: &mut Change<'_>) -> Result<Reply, Fault> {
    put_type_behavior(change, StatusCode::OK)
}

fn remove_type_behavior(change: &mut Change<'_>) -> Result<Reply, Fault> {
    let name = change.required("behaviorRefName")?;
    change_type(change, TYPE_OF_BEHAVIORS, |kind, _| {
        let count = kind.behaviors.len();
        kind.behaviors.retain(|(known, _)| !same_name(known, name));
        if kind.behaviors.len() == count {
            return Err(missing("behavior", name));
        }
        if let Some(category) = category(name) {
            kind.categories.retain(|known| known != category);
        }
        Ok(())
    })?;
    Ok(Reply::empty(StatusCode::NO_CONTENT))
}
