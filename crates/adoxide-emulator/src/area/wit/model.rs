//! What work items are made of: types, categories, states, fields, kinds of relations, icons.

use adoxide_api::wit::meta;
use http::StatusCode;
use serde_json::{Value, json};
use uuid::Uuid;

use super::shape::Shape;
use crate::base::choice;
use crate::handler::handlers;
use crate::handler::ready_project as project;
use crate::handler::{Call, Change, View};
use crate::wire::error::Fault;
use crate::wire::json::{Json, Object, link};
use crate::wire::reply::Reply;
use crate::world::field::{self, Field, FieldKind, NewField};
use crate::world::link::LinkEnd;
use crate::world::name::same_name;
use crate::world::project::Project;
use crate::world::work_item::ResourceKind;
use crate::world::work_item_type::{StateCategory, TypeField, WorkItemType};

handlers! {
    meta::GET_WORK_ITEM_TYPES => read(get_work_item_types),
    meta::GET_WORK_ITEM_TYPE => read(get_work_item_type),
    meta::GET_WORK_ITEM_TYPE_STATES => read(get_work_item_type_states),
    meta::GET_WORK_ITEM_STATE_COLORS => read(get_state_colors),
    meta::GET_WORK_ITEM_TYPE_FIELDS_WITH_REFERENCES => read(get_work_item_type_fields),
    meta::GET_WORK_ITEM_TYPE_FIELD_WITH_REFERENCES => read(get_work_item_type_field),
    meta::GET_WORK_ITEM_TYPE_CATEGORIES => read(get_work_item_type_categories),
    meta::GET_WORK_ITEM_TYPE_CATEGORY => read(get_work_item_type_category),
    meta::GET_WORK_ITEM_FIELDS => read(get_work_item_fields),
    meta::GET_WORK_ITEM_FIELD => read(get_work_item_field),
    meta::CREATE_WORK_ITEM_FIELD => change(create_work_item_field),
    meta::UPDATE_WORK_ITEM_FIELD => change(update_work_item_field),
    meta::DELETE_WORK_ITEM_FIELD => change(delete_work_item_field),
    meta::GET_RELATION_TYPES => read(get_relation_types),
    meta::GET_RELATION_TYPE => read(get_relation_type),
    meta::GET_WORK_ARTIFACT_LINK_TYPES => read(get_work_artifact_link_types),
    meta::GET_WORK_ITEM_ICONS => read(get_work_item_icons),
    meta::GET_WORK_ITEM_ICON => read(get_work_item_icon),
    meta::GET_WORK_ITEM_NEXT_STATES_ON_CHECKIN_ACTION => read(get_next_states),
}

// Types.

fn known_type<'w>(view: &View<'w>) -> Result<(&'w Project, &'w WorkItemType), Fault> {
    let organization = view.organization;
    let owner = project(organization, view.required("project")?)?;
    let name = view.required("type")?;
    let found = organization.work_item_type(owner, name);
    found.map(|kind| (owner, kind)).ok_or_else(|| Fault::work_item_type_not_found(name, &owner.name))
}

/// A type without its URL.
fn type_json(shape: &Shape<'_>, kind: &WorkItemType) -> Object {
    let icon = shape.urls.at(format_args!("_apis/wit/workItemIcons/{}?color={}&v=2", kind.icon, kind.color));
    let fields: Json = kind.fields.iter().filter_map(|field| field_reference(shape, field)).collect();
    let states: Vec<_> = kind.visible_states().collect();
    let transitions = states.iter().fold(Object::new(), |all, from| {
        let to = states.iter().filter(|to| kind.may_follow(from, to));
        let to: Vec<_> = to.map(|to| transition(from.category, to.category, &to.name)).collect();
        all.set(&from.name, to)
    });
    let initial =
        kind.initial_state().map(|state| Object::new().set("to", &state.name).set("actions", None::<&str>));
    Object::new()
        .set("name", kind.name.as_str())
        .set("referenceName", kind.reference_name.as_str())
        .set("description", kind.description.as_str())
        .set("color", kind.color.as_str())
        .set("icon", Object::new().set("id", kind.icon.as_str()).set("url", icon))
        .set("isDisabled", kind.is_disabled)
        .set("xmlForm", "")
        .set("fields", &fields)
        .set("fieldInstances", fields)
        .set("transitions", transitions.set("", initial.into_iter().collect::<Json>()))
        .set("states", states_json(kind).collect::<Json>())
}

/// As documented: a check-in resolves or closes what is under way.
fn transition(from: StateCategory, to: StateCategory, name: &str) -> Object {
    let is_checkin = from < to && to == StateCategory::Resolved;
    let actions = is_checkin.then_some(["Microsoft.VSTS.Actions.Checkin"]);
    Object::new().set("to", name).set("actions", actions)
}

fn states_json(kind: &WorkItemType) -> impl Iterator<Item = Object> {
    kind.visible_states().map(|state| {
        Object::new()
            .set("name", &state.name)
            .set("color", &state.color)
            .set("category", state.category.name())
    })
}

fn field_reference(shape: &Shape<'_>, field: &TypeField) -> Option<Object> {
    let known = shape.organization.fields().get(field.field)?;
    Some(
        Object::new()
            .set_some("helpText", known.description.as_deref())
            .set("alwaysRequired", field.is_required)
            .set("defaultValue", field.default.as_deref())
            .set("referenceName", &*known.reference_name)
            .set("name", &*known.name)
            .set("url", shape.field_url(known)),
    )
}

fn get_work_item_types(view: &View<'_>) -> Result<Reply, Fault> {
    let shape = Shape::new(view);
    let owner = project(shape.organization, view.required("project")?)?;
    let kinds = shape.organization.work_item_types(owner).iter();
    let url = |kind: &WorkItemType| shape.type_url(owner.id, &kind.name);
    Ok(Reply::list(kinds.map(|kind| type_json(&shape, kind).set("url", url(kind)))))
}

fn get_work_item_type(view: &View<'_>) -> Result<Reply, Fault> {
    let shape = Shape::new(view);
    let (owner, kind) = known_type(view)?;
    let url = shape.type_url(owner.id, &kind.name);
    let links = Object::new().set("self", link(url.as_str()));
    Ok(Reply::json(type_json(&shape, kind).set("_links", links).set("url", url)))
}

/// The states of all types of projects that the body names.
fn get_state_colors(view: &View<'_>, body: Vec<String>) -> Result<Reply, Fault> {
    let rows = body.iter().map(|name| {
        let owner = project(view.organization, name)?;
        let kinds = view.organization.work_item_types(owner).iter().map(|kind| {
            Object::new()
                .set("workItemTypeName", kind.name.as_str())
                .set("stateColors", states_json(kind).collect::<Vec<_>>())
        });
        Ok(Object::new()
            .set("projectName", owner.name.as_str())
            .set("workItemTypeStateColors", kinds.collect::<Vec<_>>()))
    });
    Ok(Reply::list(rows.collect::<Result<Vec<_>, Fault>>()?))
}

fn get_work_item_type_states(view: &View<'_>) -> Result<Reply, Fault> {
    let (_, kind) = known_type(view)?;
    Ok(Reply::list(states_json(kind)))
}

/// What is shown of a type's field: its values, the fields that follow from it.
#[derive(Clone, Copy)]
struct FieldExpand {
    values: bool,
    dependents: bool,
}

fn field_expand(call: &Call) -> Result<FieldExpand, Fault> {
    let text = call.query.any(&["$expand", "expand"]).unwrap_or("none");
    let expand = |values, dependents| FieldExpand { values, dependents };
    let choices = [
        ("none", 0, expand(false, false)),
        ("allowedValues", 1, expand(true, false)),
        ("dependentFields", 2, expand(false, true)),
        ("all", 3, expand(true, true)),
    ];
    choice(text, &choices).ok_or_else(|| Fault::invalid_parameter("$expand", text))
}

fn type_field_json(shape: &Shape<'_>, field: &TypeField, expand: FieldExpand) -> Option<Object> {
    let known = shape.organization.fields().get(field.field)?;
    let values = || {
        if known.is_identity {
            let people = shape.organization.members();
            return people.map(|id| shape.urls.person(shape.directory, id)).collect::<Json>();
        }
        field.allowed_values.iter().collect()
    };
    // The path of a tree and its number go together.
    let dependent = match field.field {
        field::AREA_PATH => Some(field::AREA_ID),
        field::AREA_ID => Some(field::AREA_PATH),
        field::ITERATION_PATH => Some(field::ITERATION_ID),
        field::ITERATION_ID => Some(field::ITERATION_PATH),
        field::STATE => Some(field::REASON),
        _ => None,
    };
    let dependents = || {
        let found = dependent.and_then(|id| shape.organization.fields().get(id));
        let found = found.map(|field| {
            json!({"referenceName": &*field.reference_name, "name": &*field.name, "url": shape.field_url(field)})
        });
        found.into_iter().collect::<Json>()
    };
    let default = field.default.as_deref();
    Some(
        Object::new()
            .set_some("helpText", known.description.as_deref())
            .set("alwaysRequired", field.is_required)
            .set("defaultValue", default)
            .set_if(expand.values, "allowedValues", values)
            .set_if(expand.dependents, "dependentFields", dependents)
            .set("referenceName", &*known.reference_name)
            .set("name", &*known.name)
            .set("url", shape.field_url(known)),
    )
}

fn get_work_item_type_fields(view: &View<'_>) -> Result<Reply, Fault> {
    let expand = field_expand(view)?;
    let shape = Shape::new(view);
    let (_, kind) = known_type(view)?;
    Ok(Reply::list(kind.fields.iter().filter_map(|field| type_field_json(&shape, field, expand))))
}

fn get_work_item_type_field(view: &View<'_>) -> Result<Reply, Fault> {
    let expand = field_expand(view)?;
    let name = view.required("field")?;
    let shape = Shape::new(view);
    let (_, kind) = known_type(view)?;
    let id = shape.organization.fields().find(name).map(|field| field.id);
    let found = id.and_then(|id| kind.field(id)).and_then(|field| type_field_json(&shape, field, expand));
    found.map(Reply::json).ok_or_else(|| Fault::field_not_found(StatusCode::NOT_FOUND, name))
}

// Categories, as documented, in this order.
const CATEGORIES: [(&str, &str); 15] = [
    ("Bug Category", "Microsoft.BugCategory"),
    ("Epic Category", "Microsoft.EpicCategory"),
    ("Feature Category", "Microsoft.FeatureCategory"),
    ("Requirement Category", "Microsoft.RequirementCategory"),
    ("Test Case Category", "Microsoft.TestCaseCategory"),
    ("Shared Step Category", "Microsoft.SharedStepCategory"),
    ("Code Review Request Category", "Microsoft.CodeReviewRequestCategory"),
    ("Code Review Response Category", "Microsoft.CodeReviewResponseCategory"),
    ("Feedback Request Category", "Microsoft.FeedbackRequestCategory"),
    ("Feedback Response Category", "Microsoft.FeedbackResponseCategory"),
    ("Task Category", "Microsoft.TaskCategory"),
    ("Hidden Types Category", "Microsoft.HiddenCategory"),
    ("Shared Parameter Category", "Microsoft.SharedParameterCategory"),
    ("Test Plan Category", "Microsoft.TestPlanCategory"),
    ("Test Suite Category", "Microsoft.TestSuiteCategory"),
];

fn category_json(shape: &Shape<'_>, owner: &Project, (name, reference_name): (&str, &str)) -> Option<Object> {
    let kinds = shape.organization.work_item_types(owner).iter();
    let mut kinds: Vec<_> =
        kinds.filter(|kind| kind.categories.iter().any(|known| known == reference_name)).collect();
    // Scrum's bugs are requirements too, but not those that a requirement is made of.
    kinds.sort_by_key(|kind| kind.categories.first().is_none_or(|first| first != reference_name));
    let reference =
        |kind: &&WorkItemType| json!({"name": kind.name, "url": shape.type_url(owner.id, &kind.name)});
    let default = reference(kinds.first()?);
    let path = format!("{}/_apis/wit/workItemTypeCategories/{reference_name}", owner.id);
    Some(
        Object::new()
            .set("name", name)
            .set("referenceName", reference_name)
            .set("defaultWorkItemType", default)
            .set("workItemTypes", kinds.iter().map(reference).collect::<Vec<_>>())
            .set("url", shape.urls.at(&path)),
    )
}

fn get_work_item_type_categories(view: &View<'_>) -> Result<Reply, Fault> {
    let shape = Shape::new(view);
    let owner = project(shape.organization, view.required("project")?)?;
    let all = CATEGORIES.iter().filter_map(|category| category_json(&shape, owner, *category));
    Ok(Reply::list(all))
}

fn get_work_item_type_category(view: &View<'_>) -> Result<Reply, Fault> {
    let name = view.required("category")?;
    let shape = Shape::new(view);
    let owner = project(shape.organization, view.required("project")?)?;
    let known = CATEGORIES.iter().find(|(one, other)| same_name(one, name) || same_name(other, name));
    let found = known.and_then(|category| category_json(&shape, owner, *category));
    found.map(Reply::json).ok_or_else(|| Fault::category_not_found(name, &owner.name))
}

// Fields.

/// What can be asked of fields of a kind, as documented for each.
fn operations(field: &Field) -> Json {
    const COMPARE: &[(&str, &str)] =
        &[("GreaterThan", ">"), ("LessThan", "<"), ("GreaterThanEquals", ">="), ("LessThanEquals", "<=")];
    const EQUAL: &[(&str, &str)] = &[("Equals", "="), ("NotEquals", "<>")];
    const CONTAINS: &[(&str, &str)] = &[("Contains", "Contains"), ("NotContains", "Does Not Contain")];
    const WORDS: &[(&str, &str)] =
        &[("ContainsWords", "Contains Words"), ("NotContainsWords", "Does Not Contain Words")];
    const IN: &[(&str, &str)] = &[("In", "In")];
    const GROUP: &[(&str, &str)] = &[("InGroup", "In Group"), ("NotInGroup", "Not In Group")];
    const EVER: &[(&str, &str)] = &[("Ever", "Was Ever")];
    const UNDER: &[(&str, &str)] = &[("Under", "Under"), ("NotUnder", "Not Under")];
    const FIELD: &[(&str, &str)] = &[
        ("EqualsField", "= [Field]"),
        ("NotEqualsField", "<> [Field]"),
        ("GreaterThanField", "> [Field]"),
        ("LessThanField", "< [Field]"),
        ("GreaterThanEqualsField", ">= [Field]"),
        ("LessThanEqualsField", "<= [Field]"),
    ];
    let sets: &[&[(&str, &str)]] = match field.kind {
        FieldKind::TreePath => &[UNDER, EQUAL, IN],
        FieldKind::Html | FieldKind::History => &[WORDS],
        FieldKind::PlainText if field.id == field::TAGS => &[CONTAINS],
        FieldKind::PlainText => &[WORDS],
        FieldKind::Boolean => {
            &[EQUAL, EVER, &[("EqualsField", "= [Field]"), ("NotEqualsField", "<> [Field]")]]
        }
        FieldKind::DateTime => &[EQUAL, COMPARE, IN, FIELD],
        FieldKind::Integer | FieldKind::Double | FieldKind::Guid => &[EQUAL, COMPARE, IN, EVER, FIELD],
        FieldKind::String => &[EQUAL, COMPARE, CONTAINS, IN, GROUP, EVER, FIELD],
    };
    let operations = sets.iter().copied().flatten().map(|(reference, name)| {
        Object::new().set("referenceName", format_args!("SupportedOperations.{reference}")).set("name", name)
    });
    operations.collect()
}

fn field_json(shape: &Shape<'_>, field: &Field) -> Object {
    let is_sortable = !field.kind.is_long();
    Object::new()
        .set("name", &*field.name)
        .set("referenceName", &*field.reference_name)
        .set_some("description", field.description.as_deref())
        .set("type", field.kind.name())
        .set("usage", "workItem")
        .set("readOnly", field.is_read_only)
        .set("canSortBy", is_sortable)
        .set("isQueryable", true)
        .set("supportedOperations", operations(field))
        .set("isIdentity", field.is_identity)
        .set("isPicklist", field.picklist.is_some())
        .set("isPicklistSuggested", field.is_picklist_suggested)
        .set_some("picklistId", field.picklist.map(|id| id.to_string()))
        .set_if(field.is_locked, "isLocked", || true)
        .set_if(field.is_deleted, "isDeleted", || true)
        .set("url", shape.field_url(field))
}

fn get_work_item_fields(view: &View<'_>) -> Result<Reply, Fault> {
    let text = view.query.any(&["$expand", "expand"]).unwrap_or("none");
    let choices = [("none", 0, 0), ("extensionFields", 1, 0), ("includeDeleted", 2, 1)];
    let with_deleted = choice(text, &choices).ok_or_else(|| Fault::invalid_parameter("$expand", text))? == 1;
    let shape = Shape::new(view);
    if let Some(name) = view.argument("project") {
        project(shape.organization, name)?;
    }
    let fields = shape.organization.fields().all().filter(|field| with_deleted || !field.is_deleted);
    Ok(Reply::list(fields.map(|field| field_json(&shape, field))))
}

fn get_work_item_field(view: &View<'_>) -> Result<Reply, Fault> {
    let name = view.required("fieldNameOrRefName")?;
    let shape = Shape::new(view);
    let field = shape.organization.fields().find(name);
    let field = field.ok_or_else(|| Fault::field_not_found(StatusCode::NOT_FOUND, name))?;
    Ok(Reply::json(field_json(&shape, field)))
}

fn create_work_item_field(change: &mut Change<'_>, body: Value) -> Result<Reply, Fault> {
    let text = |name: &str| body.get(name).and_then(Value::as_str).filter(|text| !text.is_empty());
    let is = |name: &str| body.get(name).and_then(Value::as_bool).unwrap_or(false);
    let name = text("name").ok_or_else(|| Fault::argument_null("name"))?;
    let kind_name = text("type").ok_or_else(|| Fault::argument_null("type"))?;
    let kind = FieldKind::parse(kind_name).ok_or_else(|| Fault::invalid_parameter("type", kind_name))?;
    let new = NewField {
        reference_name: text("referenceName").map(str::to_owned),
        name: name.to_owned(),
        description: text("description").map(str::to_owned),
        kind,
        is_identity: is("isIdentity") || kind_name.eq_ignore_ascii_case("identity"),
        picklist: text("picklistId").and_then(|id| id.parse::<Uuid>().ok()),
        is_picklist_suggested: is("isPicklistSuggested"),
    };
    let added = change.make(|tx| tx.create_field(new))?;
    let id = added.ok_or_else(|| {
        let message = format!("VS402803: A field with the name or reference name {name} already exists.");
        Fault::tracking(StatusCode::CONFLICT, "WorkItemFieldAlreadyExistsException", message)
    })?;
    let shape = Shape::new(&change.view());
    let field = shape.organization.fields().get(id);
    let field = field.ok_or_else(|| Fault::field_not_found(StatusCode::NOT_FOUND, name))?;
    Ok(Reply::json(field_json(&shape, field)).status(StatusCode::CREATED))
}

/// A field that the organization made, also a deleted one.
fn custom_field<'w>(view: &View<'w>) -> Result<&'w Field, Fault> {
    let organization = view.organization;
    let name = view.required("fieldNameOrRefName")?;
    let found = organization.fields().find_any(name);
    let found = found.ok_or_else(|| Fault::field_not_found(StatusCode::NOT_FOUND, name))?;
    if found.is_system {
        let message =
            format!("VS402804: The field {} belongs to the system and cannot be changed.", found.name);
        return Err(Fault::tracking(StatusCode::BAD_REQUEST, "WorkItemFieldInvalidUpdateException", message));
    }
    Ok(found)
}

fn update_work_item_field(change: &mut Change<'_>, body: Value) -> Result<Reply, Fault> {
    let is = |name: &str| body.get(name).and_then(Value::as_bool);
    let description = body.get("description").and_then(Value::as_str).map(str::to_owned);
    let (is_deleted, is_locked) = (is("isDeleted"), is("isLocked"));
    let id = custom_field(&change.view())?.id;
    change.make(|tx| tx.change_field(id, is_deleted, is_locked, description))?;
    let shape = Shape::new(&change.view());
    Ok(Reply::json(field_json(&shape, custom_field(&change.view())?)))
}

fn delete_work_item_field(change: &mut Change<'_>) -> Result<Reply, Fault> {
    let id = custom_field(&change.view())?.id;
    change.make(|tx| tx.change_field(id, Some(true), None, None))?;
    Ok(Reply::empty(StatusCode::NO_CONTENT))
}

// Relations.

fn end_json(shape: &Shape<'_>, end: LinkEnd) -> Object {
    use crate::world::link::Topology;

    let kind = end.link_type();
    let has_direction = kind.topology != Topology::Network;
    let opposite = has_direction.then(|| end.opposite().reference_name());
    let attributes = Object::new()
        .set("usage", "workItemLink")
        .set("editable", kind.is_editable)
        .set("enabled", true)
        .set("acyclic", has_direction)
        .set("directional", has_direction)
        // As documented, whatever it may mean: trees say no.
        .set("singleTarget", kind.topology != Topology::Tree)
        .set("topology", kind.topology.name())
        .set_if(has_direction, "isForward", || end.is_forward)
        .set_some("oppositeEndReferenceName", opposite);
    relation_json(shape, attributes, &end.reference_name(), end.name())
}

fn resource_json(shape: &Shape<'_>, kind: ResourceKind) -> Object {
    let name = match kind {
        ResourceKind::AttachedFile => "Attached File",
        ResourceKind::Hyperlink => "Hyperlink",
        ResourceKind::ArtifactLink => "Artifact Link",
    };
    let attributes = Object::new().set("usage", "resourceLink").set("editable", false).set("enabled", true);
    relation_json(shape, attributes, kind.name(), name)
}

fn relation_json(shape: &Shape<'_>, attributes: Object, reference_name: &str, name: &str) -> Object {
    Object::new()
        .set("attributes", attributes)
        .set("referenceName", reference_name)
        .set("name", name)
        .set("url", shape.urls.at(format_args!("_apis/wit/workItemRelationTypes/{reference_name}")))
}

const RESOURCES: [ResourceKind; 3] =
    [ResourceKind::AttachedFile, ResourceKind::Hyperlink, ResourceKind::ArtifactLink];

fn get_relation_types(view: &View<'_>) -> Result<Reply, Fault> {
    let shape = Shape::new(view);
    let links = LinkEnd::all().map(|end| end_json(&shape, end));
    let resources = RESOURCES.into_iter().map(|kind| resource_json(&shape, kind));
    Ok(Reply::list(links.chain(resources)))
}

fn get_relation_type(view: &View<'_>) -> Result<Reply, Fault> {
    let name = view.required("relation")?;
    let shape = Shape::new(view);
    let link = LinkEnd::parse(name).map(|end| end_json(&shape, end));
    let found = link.or_else(|| ResourceKind::parse(name).map(|kind| resource_json(&shape, kind)));
    found.map(Reply::json).ok_or_else(|| Fault::relation_type_not_found(StatusCode::NOT_FOUND, name))
}

/// As documented for `GET _apis/wit/artifactlinktypes`.
const ARTIFACTS: [(&str, &str, &str); 16] = [
    ("Git", "Branch", "Branch"),
    ("Build", "Build", "Build"),
    ("VersionControl", "Changeset", "Fixed in Changeset"),
    ("Git", "Commit", "Fixed in Commit"),
    ("Build", "Build", "Found in build"),
    ("Build", "Build", "Integrated in build"),
    ("ArchitectureTools", "ModelLink", "Model Link"),
    ("Git", "PullRequestId", "Pull Request"),
    ("WorkItemTracking", "Workitem", "Related Workitem"),
    ("TestManagement", "TcmResultAttachment", "Result Attachment"),
    ("VersionControl", "LatestItemVersion", "Source Code File"),
    ("Requirements", "Storyboard", "Storyboard"),
    ("Git", "Tag", "Tag"),
    ("TestManagement", "TcmTest", "Test"),
    ("TestManagement", "TcmResult", "Test Result"),
    ("WorkItemTracking", "Hyperlink", "Workitem Hyperlink"),
];

#[expect(clippy::unnecessary_wraps, reason = "a handler")]
fn get_work_artifact_link_types(_: &View<'_>) -> Result<Reply, Fault> {
    let all = ARTIFACTS
        .iter()
        .map(|(tool, artifact, link)| json!({"toolType": tool, "artifactType": artifact, "linkType": link}));
    Ok(Reply::list(all))
}

// Icons.

/// As documented for `GET _apis/wit/workitemicons`.
const ICONS: [&str; 41] = [
    "icon_clipboard",
    "icon_crown",
    "icon_trophy",
    "icon_list",
    "icon_book",
    "icon_sticky_note",
    "icon_insect",
    "icon_traffic_cone",
    "icon_chat_bubble",
    "icon_flame",
    "icon_megaphone",
    "icon_code_review",
    "icon_code_response",
    "icon_review",
    "icon_response",
    "icon_test_plan",
    "icon_test_suite",
    "icon_test_case",
    "icon_test_step",
    "icon_test_parameter",
    "icon_star",
    "icon_ribbon",
    "icon_chart",
    "icon_headphone",
    "icon_key",
    "icon_airplane",
    "icon_car",
    "icon_diamond",
    "icon_asterisk",
    "icon_database_storage",
    "icon_government",
    "icon_gavel",
    "icon_parachute",
    "icon_paint_brush",
    "icon_palette",
    "icon_gear",
    "icon_check_box",
    "icon_gift",
    "icon_test_beaker",
    "icon_broken_lightbulb",
    "icon_clipboard_issue",
];

fn icon_url(call: &Call, id: &str) -> String {
    call.urls().at(format_args!("_apis/wit/workItemIcons/{id}?v=2"))
}

#[expect(clippy::unnecessary_wraps, reason = "a handler")]
fn get_work_item_icons(view: &View<'_>) -> Result<Reply, Fault> {
    Ok(Reply::list(ICONS.iter().map(|id| json!({"id": id, "url": icon_url(view, id)}))))
}

fn get_work_item_icon(view: &View<'_>) -> Result<Reply, Fault> {
    let name = view.required("icon")?;
    let id = ICONS.iter().find(|id| same_name(id, name)).ok_or_else(|| {
        let message = format!("The work item icon '{name}' does not exist.");
        Fault::tracking(StatusCode::NOT_FOUND, "WorkItemIconNotFoundException", message)
    })?;
    let accept =
        view.headers.get(http::header::ACCEPT).and_then(|value| value.to_str().ok()).unwrap_or_default();
    if accept.contains("image/svg+xml") {
        // A square of the colour: the pictures of the service are not ours to have.
        let color = view.query.any(&["color"]).unwrap_or("000000");
        let color: String = color.chars().filter(char::is_ascii_hexdigit).take(6).collect();
        let svg = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 16 16\"><title>{id}</title><rect \
             width=\"16\" height=\"16\" rx=\"3\" fill=\"#{color}\"/></svg>"
        );
        return Ok(Reply::bytes("image/svg+xml", svg.into_bytes()));
    }
    Ok(Reply::json(json!({"id": id, "url": icon_url(view, id)})))
}

/// The state that a check-in brings each work item to.
fn get_next_states(view: &View<'_>) -> Result<Reply, Fault> {
    let organization = view.organization;
    let mut answers = Vec::new();
    for text in view.query.all("ids") {
        let id = text.parse::<i64>().map_err(|_| Fault::invalid_parameter("ids", text))?;
        let found = organization.work_items().get(id).and_then(|item| {
            let owner = organization.project_by_id(item.project)?;
            let kind = organization
                .work_item_type(owner, item.values().text(field::WORK_ITEM_TYPE).unwrap_or_default())?;
            let from = kind.state(item.values().text(field::STATE).unwrap_or_default())?;
            let next = kind.visible_states().find(|to| {
                to.category > from.category
                    && matches!(to.category, StateCategory::Resolved | StateCategory::Completed)
            });
            Some(next.unwrap_or(from).name.clone())
        });
        answers.push(if let Some(state) = found {
            json!({"id": id, "stateOnTransition": state})
        } else {
            let fault = Fault::work_item_not_found(id);
            json!({"id": id, "errorCode": "WorkItemNotFound", "message": fault.message()})
        });
    }
    if answers.is_empty() {
        return Err(Fault::argument_null("ids"));
    }
    Ok(Reply::list(answers))
}
