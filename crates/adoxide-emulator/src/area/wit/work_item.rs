//! Work items.

use http::StatusCode;
use jiff::Timestamp;
use serde_json::Value;

use super::patch::{Patch, operations};
use super::shape::{Expand, Shape, Show, known_field};
use crate::area::Handler::{self, Quick};
use crate::area::{Call, project};
use crate::base::choice;
use crate::base::parse_date;
use crate::wire::error::Fault;
use crate::wire::json::{IntoJson, Object, link};
use crate::wire::reply::Reply;
use crate::world::field::{self, FieldId};
use crate::world::id::ProjectId;
use crate::world::work_item::{EditOptions, Revision, WorkItem, WorkItemId};
use crate::world::{Organization, Refusal, World};

pub(in crate::area) const HANDLERS: &[(&str, Handler)] = &[
    ("wit.get_work_item", Quick(get_work_item)),
    ("wit.get_work_items", Quick(get_work_items)),
    ("wit.get_work_items_batch", Quick(get_work_items_batch)),
    ("wit.get_work_item_template", Quick(get_work_item_template)),
    ("wit.create_work_item", Quick(create_work_item)),
    ("wit.update_work_item", Quick(update_work_item)),
    ("wit.delete_work_item", Quick(delete_work_item)),
    ("wit.delete_work_items", Quick(delete_work_items)),
    ("wit.get_revisions", Quick(get_revisions)),
    ("wit.get_revision", Quick(get_revision)),
    ("wit.get_updates", Quick(get_updates)),
    ("wit.get_update", Quick(get_update)),
    ("wit.get_deleted_work_item_shallow_references", Quick(get_deleted_work_item_shallow_references)),
    ("wit.get_deleted_work_items", Quick(get_deleted_work_items)),
    ("wit.get_deleted_work_item", Quick(get_deleted_work_item)),
    ("wit.restore_work_item", Quick(restore_work_item)),
    ("wit.destroy_work_item", Quick(destroy_work_item)),
];

/// How many work items one request may ask for: as documented.
pub(super) const LIMIT: usize = 200;

/// The project of the path, if it has one.
pub(super) fn scope(call: &Call, organization: &Organization) -> Result<Option<ProjectId>, Fault> {
    Ok(call.project(organization)?.map(|project| project.id))
}

/// The number in the path. Recorded: what is no positive number is no route.
pub(super) fn id_of(call: &Call, name: &str) -> Result<WorkItemId, Fault> {
    let text = call.required(name)?;
    text.parse().ok().filter(|id| *id > 0).ok_or_else(|| {
        let project = call.argument("project").map(|project| format!("/{project}")).unwrap_or_default();
        Fault::controller_not_found(&format!("{project}/_apis/wit/workItems/{text}"))
    })
}

/// A work item that is not deleted, in the project of the path.
pub(super) fn work_item<'w>(
    call: &Call,
    organization: &'w Organization,
    id: WorkItemId,
) -> Result<Revision<'w>, Fault> {
    let scope = scope(call, organization)?;
    let found =
        organization.work_items().get(id).filter(|item| scope.is_none_or(|scope| scope == item.project));
    found.map(|item| organization.current(item)).ok_or_else(|| Fault::work_item_not_found(id))
}

/// Field names as fields, from a list.
fn fields_of<'a>(
    organization: &Organization,
    names: impl Iterator<Item = &'a str>,
) -> Result<Option<Vec<FieldId>>, Fault> {
    let fields: Vec<_> =
        names.map(|name| known_field(organization, name).map(|field| field.id)).collect::<Result<_, _>>()?;
    Ok((!fields.is_empty()).then_some(fields))
}

fn as_of(text: Option<&str>) -> Result<Option<Timestamp>, Fault> {
    let parsed = text.map(|text| parse_date(text).ok_or_else(|| Fault::invalid_parameter("asOf", text)));
    parsed.transpose()
}

/// What a request asks to see.
struct Wanted {
    show: Show,
    as_of: Option<Timestamp>,
    omits: bool,
}

impl Wanted {
    fn of_query(call: &Call, organization: &Organization) -> Result<Self, Fault> {
        let fields = fields_of(organization, call.query.all("fields").into_iter())?;
        let expand = Expand::of(call)?;
        let policy = call.query.any(&["errorPolicy"]).map(Value::from).unwrap_or_default();
        let as_of = as_of(call.query.any(&["asOf"]))?;
        Self::new(fields, expand, as_of, &policy)
    }

    fn new(
        fields: Option<Vec<FieldId>>,
        expand: Expand,
        as_of: Option<Timestamp>,
        policy: &Value,
    ) -> Result<Self, Fault> {
        // Links may be asked for with fields; relations and all fields may not: reported.
        if fields.is_some() && (expand.relations || expand.fields) {
            return Err(Fault::fields_with_expand());
        }
        let text = policy.as_str().map_or_else(|| policy.to_string(), str::to_owned);
        let omits = match policy {
            Value::Null => false,
            _ => choice(&text, &[("fail", 1, false), ("omit", 2, true)])
                .ok_or_else(|| Fault::invalid_parameter("errorPolicy", &text))?,
        };
        Ok(Self { show: Show { fields, expand, ..Show::default() }, as_of, omits })
    }

    fn list(&self, call: &Call, shape: &Shape<'_, '_>, ids: &[WorkItemId]) -> Result<Reply, Fault> {
        if ids.len() > LIMIT {
            return Err(Fault::too_many_work_items(ids.len()));
        }
        let found = ids.iter().map(|id| match self.find(call, shape.organization, *id) {
            Err(_) if self.omits => Ok(None),
            found => found.map(Some),
        });
        let found = found.collect::<Result<Vec<_>, _>>()?.into_iter();
        Ok(Reply::list(found.map(|revision| Some(shape.work_item(&revision?, &self.show)))))
    }

    fn find<'w>(
        &self,
        call: &Call,
        organization: &'w Organization,
        id: WorkItemId,
    ) -> Result<Revision<'w>, Fault> {
        let current = work_item(call, organization, id)?;
        match self.as_of {
            None => Ok(current),
            Some(at) => organization.as_of(current.item, at).ok_or_else(|| Fault::work_item_not_found(id)),
        }
    }
}

fn get_work_item(call: &Call) -> Result<Reply, Fault> {
    let id = id_of(call, "id")?;
    let world = call.shared.world();
    let shape = Shape::new(call, &world)?;
    let mut wanted = Wanted::of_query(call, shape.organization)?;
    wanted.show.with_links = true;
    let revision = wanted.find(call, shape.organization, id)?;
    Ok(Reply::json(shape.work_item(&revision, &wanted.show)))
}

fn ids_of<'a>(texts: impl IntoIterator<Item = &'a str>) -> Result<Vec<WorkItemId>, Fault> {
    let ids =
        texts.into_iter().map(|text| text.trim().parse().map_err(|_| Fault::invalid_parameter("ids", text)));
    ids.collect()
}

fn get_work_items(call: &Call) -> Result<Reply, Fault> {
    let ids = call.query.all("ids");
    if ids.is_empty() {
        return Err(Fault::argument_null("ids"));
    }
    let ids = ids_of(ids)?;
    let world = call.shared.world();
    let shape = Shape::new(call, &world)?;
    Wanted::of_query(call, shape.organization)?.list(call, &shape, &ids)
}

fn get_work_items_batch(call: &Call) -> Result<Reply, Fault> {
    let body = call.json()?;
    let ids = body.get("ids").and_then(Value::as_array).ok_or_else(|| Fault::argument_null("ids"))?;
    let ids: Vec<_> = ids
        .iter()
        .map(|id| id.as_i64().ok_or_else(|| Fault::invalid_parameter("ids", &id.to_string())))
        .collect::<Result<_, _>>()?;
    let world = call.shared.world();
    let shape = Shape::new(call, &world)?;
    let names = body.get("fields").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    let fields = fields_of(shape.organization, names.iter().filter_map(Value::as_str))?;
    let expand = match body.get("$expand").or_else(|| body.get("expand")) {
        None | Some(Value::Null) => Expand::NONE,
        Some(Value::String(text)) => Expand::parse(text)?,
        Some(number) => Expand::parse(&number.to_string())?,
    };
    let policy = body.get("errorPolicy").unwrap_or(&Value::Null);
    let as_of = as_of(body.get("asOf").and_then(Value::as_str))?;
    Wanted::new(fields, expand, as_of, policy)?.list(call, &shape, &ids)
}

fn get_work_item_template(call: &Call) -> Result<Reply, Fault> {
    let kind = call.required("type")?;
    let world = call.shared.world();
    let shape = Shape::new(call, &world)?;
    let organization = shape.organization;
    let owner = project(organization, call.required("project")?)?;
    let values = organization.work_item_template(call.stamp(), owner.id, kind)?;
    let fields = organization.fields();
    let or = |id, usual| values.text(id).unwrap_or(usual);
    let mut all = Object::new()
        .set("System.WorkItemType", or(field::WORK_ITEM_TYPE, kind))
        .set("System.AreaPath", or(field::AREA_PATH, &owner.name))
        .set("System.TeamProject", or(field::TEAM_PROJECT, &owner.name))
        .set("System.IterationPath", or(field::ITERATION_PATH, &owner.name));
    for (id, value) in values.iter() {
        let Some(known) = fields.get(id) else { continue };
        all = match id {
            field::WORK_ITEM_TYPE
            | field::AREA_PATH
            | field::TEAM_PROJECT
            | field::ITERATION_PATH
            | field::CHANGED_BY
            | field::CREATED_BY => all,
            // As documented: a date that says that nothing happened yet.
            field::STATE_CHANGE_DATE => all.set(&known.reference_name, "1753-01-01T00:00:00Z"),
            _ => all.set(&known.reference_name, shape.value(value)),
        };
    }
    let me = shape.person(call.actor);
    let all = all.set("System.ChangedBy", &me).set("System.CreatedBy", &me);
    let links = Object::new()
        .set(
            "workItemType",
            link(shape.type_url(owner.id, values.text(field::WORK_ITEM_TYPE).unwrap_or(kind))),
        )
        .set("fields", link(shape.urls.at(format_args!("{}/_apis/wit/fields", owner.id))));
    let url = shape.urls.at(format_args!("{}/_apis/wit/workItems", owner.id));
    Ok(Reply::json(Object::new().set("fields", all).set("_links", links).set("url", url)))
}

/// What an edit answers: with relations, as documented.
fn edited(call: &Call, shape: &Shape<'_, '_>, item: &WorkItem) -> Result<Reply, Fault> {
    let expand = Expand { relations: true, ..Expand::of(call)? };
    let show = Show { expand, with_links: true, ..Show::default() };
    Ok(Reply::json(shape.work_item(&shape.organization.current(item), &show)))
}

/// What an edit of a work item that is there answers.
fn edited_id(call: &Call, world: &World, id: WorkItemId) -> Result<Reply, Fault> {
    let shape = Shape::new(call, world)?;
    let item = shape.organization.work_items().get(id).ok_or_else(|| Fault::work_item_not_found(id))?;
    edited(call, &shape, item)
}

fn options(call: &Call) -> Result<EditOptions, Fault> {
    // What nobody is notified of is nobody's news here anyway, but the flag must be one.
    call.query.flag("suppressNotifications")?;
    Ok(EditOptions { bypass_rules: call.query.flag("bypassRules")?, ..EditOptions::default() })
}

/// A board has fields as soon as somebody sets one of them.
fn provision_boards(call: &Call, organization: &mut Organization) {
    let Ok(operations) = operations(call) else { return };
    let paths = operations.iter().filter_map(|operation| operation.get("path")?.as_str());
    for name in paths.filter_map(|path| path.strip_prefix("/fields/")) {
        organization.provision_board_of_field(call.stamp(), name);
    }
}

fn create_work_item(call: &Call) -> Result<Reply, Fault> {
    let (kind, options) = (call.required("type")?, options(call)?);
    let mut world = call.shared.world_mut();
    provision_boards(call, call.organization_mut(&mut world)?);
    let (project, change) = {
        let organization = call.organization(&world)?;
        let project = project(organization, call.required("project")?)?.id;
        let bypass_rules = options.bypass_rules;
        let patch = Patch { world: &world, organization, current: None, bypass_rules };
        (project, patch.read(&operations(call)?)?)
    };
    let organization = call.organization_mut(&mut world)?;
    if call.query.flag("validateOnly")? {
        let item = organization.preview_work_item(call.stamp(), Err((project, kind)), &change, options)?;
        return edited(call, &Shape::new(call, &world)?, &item);
    }
    let id = organization.create_work_item(call.stamp(), project, kind, &change, options)?;
    edited_id(call, &world, id)
}

fn update_work_item(call: &Call) -> Result<Reply, Fault> {
    let (id, options) = (id_of(call, "id")?, options(call)?);
    // Reads the patch against what there is, and makes it, in one step: nobody changes the work item between.
    let mut world = call.shared.world_mut();
    provision_boards(call, call.organization_mut(&mut world)?);
    let change = {
        let organization = call.organization(&world)?;
        let current = work_item(call, organization, id)?;
        let bypass_rules = options.bypass_rules;
        let patch = Patch { world: &world, organization, current: Some(&current), bypass_rules };
        patch.read(&operations(call)?)?
    };
    let organization = call.organization_mut(&mut world)?;
    if call.query.flag("validateOnly")? {
        let item = organization.preview_work_item(call.stamp(), Ok(id), &change, options)?;
        return edited(call, &Shape::new(call, &world)?, &item);
    }
    organization.update_work_item(call.stamp(), id, &change, options)?;
    edited_id(call, &world, id)
}

fn delete_work_item(call: &Call) -> Result<Reply, Fault> {
    let id = id_of(call, "id")?;
    let destroy = call.query.flag("destroy")?;
    let mut world = call.shared.world_mut();
    work_item(call, call.organization(&world)?, id)?;
    if destroy {
        call.organization_mut(&mut world)?.destroy_work_item(call.stamp(), id)?;
        return Ok(Reply::empty(StatusCode::NO_CONTENT));
    }
    call.organization_mut(&mut world)?.delete_work_item(call.stamp(), id)?;
    deleted(call, &world, id)
}

fn deleted(call: &Call, world: &World, id: WorkItemId) -> Result<Reply, Fault> {
    let shape = Shape::new(call, world)?;
    let item = shape.organization.work_items().get_any(id).ok_or_else(|| Fault::work_item_not_found(id))?;
    Ok(Reply::json(shape.deleted(&shape.organization.current(item))))
}

fn delete_work_items(call: &Call) -> Result<Reply, Fault> {
    let body = call.json()?;
    let ids = body.get("ids").and_then(Value::as_array).ok_or_else(|| Fault::argument_null("ids"))?;
    if ids.len() > LIMIT {
        return Err(Fault::too_many_work_items(ids.len()));
    }
    let destroy = body.get("destroy").and_then(Value::as_bool).unwrap_or(false);
    let mut world = call.shared.world_mut();
    let mut results = Vec::new();
    for id in ids {
        let id = id.as_i64().ok_or_else(|| Fault::invalid_parameter("ids", &id.to_string()))?;
        let is_there = work_item(call, call.organization(&world)?, id);
        let done = is_there.map(drop).and_then(|()| {
            let organization = call.organization_mut(&mut world)?;
            let done = if destroy {
                organization.destroy_work_item(call.stamp(), id)
            } else {
                organization.delete_work_item(call.stamp(), id)
            };
            Ok(done?)
        });
        results.push(match done {
            Ok(()) if destroy => Object::new().set("id", id).set("code", 200).into(),
            Ok(()) => {
                let shape = Shape::new(call, &world)?;
                let item = shape.organization.work_items().get_any(id);
                item.map(|item| shape.deleted_reference(&shape.organization.current(item))).into_json()
            }
            Err(fault) => failed_json(id, &fault).into(),
        });
    }
    Ok(Reply::json(Object::new().set("results", results)))
}

// History.

fn get_revisions(call: &Call) -> Result<Reply, Fault> {
    let id = id_of(call, "id")?;
    let top = call.query.number(&["$top"])?.unwrap_or(LIMIT).min(LIMIT);
    let skip = call.query.number(&["$skip"])?.unwrap_or(0);
    let show = Show { expand: Expand::of(call)?, in_url: true, ..Show::default() };
    let world = call.shared.world();
    let shape = Shape::new(call, &world)?;
    let item = work_item(call, shape.organization, id)?.item;
    let revs = (1..=item.rev).skip(skip).take(top);
    let revisions = revs.filter_map(|rev| shape.organization.revision(item, rev));
    Ok(Reply::list(revisions.map(|revision| shape.work_item(&revision, &show))))
}

fn get_revision(call: &Call) -> Result<Reply, Fault> {
    let id = id_of(call, "id")?;
    let text = call.required("revisionNumber")?;
    let show = Show { expand: Expand::of(call)?, with_links: true, in_url: true, ..Show::default() };
    let world = call.shared.world();
    let shape = Shape::new(call, &world)?;
    let item = work_item(call, shape.organization, id)?.item;
    let rev = text.parse().ok().and_then(|rev| shape.organization.revision(item, rev));
    let revision = rev.ok_or_else(|| Fault::revision_not_found(id, text))?;
    Ok(Reply::json(shape.work_item(&revision, &show)))
}

fn get_updates(call: &Call) -> Result<Reply, Fault> {
    let id = id_of(call, "id")?;
    let top = call.query.number(&["$top"])?.unwrap_or(LIMIT).min(LIMIT);
    let skip = call.query.number(&["$skip"])?.unwrap_or(0);
    let world = call.shared.world();
    let shape = Shape::new(call, &world)?;
    let item = work_item(call, shape.organization, id)?.item;
    let numbers = (1..=item.updates().len()).skip(skip).take(top);
    Ok(Reply::list(numbers.filter_map(|number| shape.update(item, number))))
}

fn get_update(call: &Call) -> Result<Reply, Fault> {
    let id = id_of(call, "id")?;
    let text = call.required("updateNumber")?;
    let world = call.shared.world();
    let shape = Shape::new(call, &world)?;
    let item = work_item(call, shape.organization, id)?.item;
    let number = text.parse::<usize>().ok();
    let update = number.and_then(|number| shape.update(item, number));
    update.map(Reply::json).ok_or_else(|| Fault::revision_not_found(id, text))
}

// The recycle bin.

fn in_bin<'w>(call: &Call, organization: &'w Organization, id: WorkItemId) -> Result<Revision<'w>, Fault> {
    let scope = scope(call, organization)?;
    let found = organization
        .work_items()
        .get_any(id)
        .filter(|item| item.deleted.is_some() && scope.is_none_or(|scope| scope == item.project));
    found.map(|item| organization.current(item)).ok_or_else(|| Fault::work_item_not_found(id))
}

fn get_deleted_work_item_shallow_references(call: &Call) -> Result<Reply, Fault> {
    let world = call.shared.world();
    let shape = Shape::new(call, &world)?;
    let scope = scope(call, shape.organization)?;
    let deleted = shape
        .organization
        .work_items()
        .all()
        .filter(|item| item.deleted.is_some() && scope.is_none_or(|scope| scope == item.project));
    let deleted = deleted.map(|item| {
        let url = shape.urls.at(format_args!("{}/_apis/wit/recyclebin/{}", item.project, item.id));
        Object::new().set("id", item.id).set("url", url)
    });
    Ok(Reply::list(deleted))
}

/// What is said of one of several work items that something is wrong with.
fn failed_json(id: WorkItemId, fault: &Fault) -> Object {
    Object::new().set("id", id).set("code", fault.status.as_u16()).set("message", fault.message())
}

fn get_deleted_work_items(call: &Call) -> Result<Reply, Fault> {
    let ids = ids_of(call.query.all("ids"))?;
    if ids.len() > LIMIT {
        return Err(Fault::too_many_work_items(ids.len()));
    }
    let world = call.shared.world();
    let shape = Shape::new(call, &world)?;
    let references = ids.into_iter().map(|id| match in_bin(call, shape.organization, id) {
        Ok(revision) => shape.deleted_reference(&revision),
        Err(fault) => failed_json(id, &fault),
    });
    Ok(Reply::list(references))
}

fn get_deleted_work_item(call: &Call) -> Result<Reply, Fault> {
    let id = id_of(call, "id")?;
    let world = call.shared.world();
    let organization = call.organization(&world)?;
    in_bin(call, organization, id)?;
    deleted(call, &world, id)
}

fn restore_work_item(call: &Call) -> Result<Reply, Fault> {
    let id = id_of(call, "id")?;
    let body = call.json()?;
    if body.get("isDeleted").and_then(Value::as_bool) != Some(false) {
        return Err(Fault::invalid_parameter("isDeleted", &body["isDeleted"].to_string()));
    }
    let mut world = call.shared.world_mut();
    let reference = {
        let shape = Shape::new(call, &world)?;
        let found = in_bin(call, shape.organization, id)?;
        shape.reference_at(&found, shape.work_item_url(found.project(), id))
    };
    call.organization_mut(&mut world)?.restore_work_item(call.stamp(), id)?;
    let shape = Shape::new(call, &world)?;
    let revision = work_item(call, shape.organization, id)?;
    let plain = Shape { plain_people: true, ..shape };
    let show = Show { with_links: true, ..Show::default() };
    Ok(Reply::json(reference.set("resource", plain.work_item(&revision, &show))))
}

fn destroy_work_item(call: &Call) -> Result<Reply, Fault> {
    let id = id_of(call, "id")?;
    let mut world = call.shared.world_mut();
    in_bin(call, call.organization(&world)?, id)?;
    let organization = call.organization_mut(&mut world)?;
    organization.destroy_work_item(call.stamp(), id).map_err(Refusal::from)?;
    Ok(Reply::empty(StatusCode::NO_CONTENT))
}
