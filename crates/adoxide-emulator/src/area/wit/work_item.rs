//! Work items.

use adoxide_api::wit::meta;
use http::StatusCode;
use jiff::Timestamp;
use serde_json::Value;

use super::patch::{Patch, operations};
use super::shape::{Expand, Shape, Show, known_field};
use crate::base::choice;
use crate::base::parse_date;
use crate::handler::handlers;
use crate::handler::ready_project as project;
use crate::handler::{Call, Change, View};
use crate::wire::error::Fault;
use crate::wire::json::{IntoJson, Object, link};
use crate::wire::reply::Reply;
use crate::world::field::{self, FieldId};
use crate::world::id::ProjectId;
use crate::world::work_item::{EditOptions, Revision, WorkItem, WorkItemId};
use crate::world::{Organization, Refusal};

handlers! {
    meta::GET_WORK_ITEM => read(get_work_item),
    meta::GET_WORK_ITEMS => read(get_work_items),
    meta::GET_WORK_ITEMS_BATCH => read(get_work_items_batch),
    meta::GET_WORK_ITEM_TEMPLATE => read(get_work_item_template),
    // As documented for version 1.0, and as old clients still do.
    meta::CREATE_WORK_ITEM => change(create_work_item),
    meta::UPDATE_WORK_ITEM => change(update_work_item),
    meta::DELETE_WORK_ITEM => change(delete_work_item),
    meta::DELETE_WORK_ITEMS => change(delete_work_items),
    meta::GET_REVISIONS => read(get_revisions),
    meta::GET_REVISION => read(get_revision),
    meta::GET_UPDATES => read(get_updates),
    meta::GET_UPDATE => read(get_update),
    meta::GET_DELETED_WORK_ITEM_SHALLOW_REFERENCES => read(get_deleted_work_item_shallow_references),
    meta::GET_DELETED_WORK_ITEMS => read(get_deleted_work_items),
    meta::GET_DELETED_WORK_ITEM => read(get_deleted_work_item),
    meta::RESTORE_WORK_ITEM => change(restore_work_item),
    meta::DESTROY_WORK_ITEM => change(destroy_work_item),
}

/// How many work items one request may ask for: as documented.
pub(super) const LIMIT: usize = 200;

/// The project of the path, if it has one.
pub(super) fn scope(view: &View<'_>) -> Result<Option<ProjectId>, Fault> {
    Ok(view.project_of_path()?.map(|project| project.id))
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
pub(super) fn work_item<'w>(view: &View<'w>, id: WorkItemId) -> Result<Revision<'w>, Fault> {
    let organization = view.organization;
    let scope = scope(view)?;
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

    fn list(&self, view: &View<'_>, shape: &Shape<'_>, ids: &[WorkItemId]) -> Result<Reply, Fault> {
        if ids.len() > LIMIT {
            return Err(Fault::too_many_work_items(ids.len()));
        }
        let found = ids.iter().map(|id| match self.find(view, *id) {
            Err(_) if self.omits => Ok(None),
            found => found.map(Some),
        });
        let found = found.collect::<Result<Vec<_>, _>>()?.into_iter();
        Ok(Reply::list(found.map(|revision| Some(shape.work_item(&revision?, &self.show)))))
    }

    fn find<'w>(&self, view: &View<'w>, id: WorkItemId) -> Result<Revision<'w>, Fault> {
        let organization = view.organization;
        let current = work_item(view, id)?;
        match self.as_of {
            None => Ok(current),
            Some(at) => organization.as_of(current.item, at).ok_or_else(|| Fault::work_item_not_found(id)),
        }
    }
}

fn get_work_item(view: &View<'_>) -> Result<Reply, Fault> {
    let id = id_of(view, "id")?;
    let shape = Shape::new(view);
    let mut wanted = Wanted::of_query(view, shape.organization)?;
    wanted.show.with_links = true;
    let revision = wanted.find(view, id)?;
    Ok(Reply::json(shape.work_item(&revision, &wanted.show)))
}

fn ids_of<'a>(texts: impl IntoIterator<Item = &'a str>) -> Result<Vec<WorkItemId>, Fault> {
    let ids =
        texts.into_iter().map(|text| text.trim().parse().map_err(|_| Fault::invalid_parameter("ids", text)));
    ids.collect()
}

fn get_work_items(view: &View<'_>) -> Result<Reply, Fault> {
    let ids = view.query.all("ids");
    if ids.is_empty() {
        return Err(Fault::argument_null("ids"));
    }
    let ids = ids_of(ids)?;
    let shape = Shape::new(view);
    Wanted::of_query(view, shape.organization)?.list(view, &shape, &ids)
}

fn get_work_items_batch(view: &View<'_>, body: Value) -> Result<Reply, Fault> {
    let ids = body.get("ids").and_then(Value::as_array).ok_or_else(|| Fault::argument_null("ids"))?;
    let ids: Vec<_> = ids
        .iter()
        .map(|id| id.as_i64().ok_or_else(|| Fault::invalid_parameter("ids", &id.to_string())))
        .collect::<Result<_, _>>()?;
    let shape = Shape::new(view);
    let names = body.get("fields").and_then(Value::as_array).map(Vec::as_slice).unwrap_or_default();
    let fields = fields_of(shape.organization, names.iter().filter_map(Value::as_str))?;
    let expand = match body.get("$expand").or_else(|| body.get("expand")) {
        None | Some(Value::Null) => Expand::NONE,
        Some(Value::String(text)) => Expand::parse(text)?,
        Some(number) => Expand::parse(&number.to_string())?,
    };
    let policy = body.get("errorPolicy").unwrap_or(&Value::Null);
    let as_of = as_of(body.get("asOf").and_then(Value::as_str))?;
    Wanted::new(fields, expand, as_of, policy)?.list(view, &shape, &ids)
}

fn get_work_item_template(view: &View<'_>) -> Result<Reply, Fault> {
    let kind = view.required("type")?;
    let shape = Shape::new(view);
    let organization = shape.organization;
    let owner = project(organization, view.required("project")?)?;
    let values = organization.work_item_template(view.stamp(), owner.id, kind)?;
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
    let me = shape.person(view.actor);
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
fn edited(call: &Call, shape: &Shape<'_>, item: &WorkItem) -> Result<Reply, Fault> {
    let expand = Expand { relations: true, ..Expand::of(call)? };
    let show = Show { expand, with_links: true, ..Show::default() };
    Ok(Reply::json(shape.work_item(&shape.organization.current(item), &show)))
}

/// What an edit of a work item that is there answers.
fn edited_id(view: &View<'_>, id: WorkItemId) -> Result<Reply, Fault> {
    let shape = Shape::new(view);
    let item = shape.organization.work_items().get(id).ok_or_else(|| Fault::work_item_not_found(id))?;
    edited(view, &shape, item)
}

fn options(call: &Call) -> Result<EditOptions, Fault> {
    // What nobody is notified of is nobody's news here anyway, but the flag must be one.
    call.query.flag("suppressNotifications")?;
    Ok(EditOptions { bypass_rules: call.query.flag("bypassRules")?, ..EditOptions::default() })
}

/// A board has fields as soon as somebody sets one of them.
fn provision_boards(change: &mut Change<'_>) -> Result<(), Fault> {
    let Ok(operations) = operations(change) else { return Ok(()) };
    let paths = operations.iter().filter_map(|operation| operation.get("path")?.as_str());
    for name in paths.filter_map(|path| path.strip_prefix("/fields/")) {
        change.make(|tx| tx.provision_board_of_field(name))?;
    }
    Ok(())
}

fn create_work_item(change: &mut Change<'_>) -> Result<Reply, Fault> {
    let (kind, options) = (change.required("type")?, options(change.call)?);
    provision_boards(change)?;
    let (project, wanted) = {
        let organization = change.view().organization;
        let project = project(organization, change.required("project")?)?.id;
        let bypass_rules = options.bypass_rules;
        let patch = Patch { directory: change.directory, organization, current: None, bypass_rules };
        (project, patch.read(&operations(change)?)?)
    };
    if change.query.flag("validateOnly")? {
        let item = change.make(|tx| tx.preview_work_item(Err((project, kind)), &wanted, options))?;
        return edited(change.call, &Shape::new(&change.view()), &item);
    }
    let id = change.make(|tx| tx.create_work_item(project, kind, &wanted, options))?;
    edited_id(&change.view(), id)
}

fn update_work_item(change: &mut Change<'_>) -> Result<Reply, Fault> {
    let (id, options) = (id_of(change.call, "id")?, options(change.call)?);
    // Reads the patch against what there is, and makes it, in one step: nobody changes the work item between.
    provision_boards(change)?;
    let wanted = {
        let organization = change.view().organization;
        let current = work_item(&change.view(), id)?;
        let bypass_rules = options.bypass_rules;
        let patch =
            Patch { directory: change.directory, organization, current: Some(&current), bypass_rules };
        patch.read(&operations(change)?)?
    };
    if change.query.flag("validateOnly")? {
        let item = change.make(|tx| tx.preview_work_item(Ok(id), &wanted, options))?;
        return edited(change.call, &Shape::new(&change.view()), &item);
    }
    change.make(|tx| tx.update_work_item(id, &wanted, options))?;
    edited_id(&change.view(), id)
}

fn delete_work_item(change: &mut Change<'_>) -> Result<Reply, Fault> {
    let id = id_of(change.call, "id")?;
    let destroy = change.query.flag("destroy")?;
    work_item(&change.view(), id)?;
    if destroy {
        change.make(|tx| tx.destroy_work_item(id))?;
        return Ok(Reply::empty(StatusCode::NO_CONTENT));
    }
    change.make(|tx| tx.delete_work_item(id))?;
    deleted(&change.view(), id)
}

fn deleted(view: &View<'_>, id: WorkItemId) -> Result<Reply, Fault> {
    let shape = Shape::new(view);
    let item = shape.organization.work_items().get_any(id).ok_or_else(|| Fault::work_item_not_found(id))?;
    Ok(Reply::json(shape.deleted(&shape.organization.current(item))))
}

fn delete_work_items(change: &mut Change<'_>, body: Value) -> Result<Reply, Fault> {
    let ids = body.get("ids").and_then(Value::as_array).ok_or_else(|| Fault::argument_null("ids"))?;
    if ids.len() > LIMIT {
        return Err(Fault::too_many_work_items(ids.len()));
    }
    let destroy = body.get("destroy").and_then(Value::as_bool).unwrap_or(false);
    let mut results = Vec::new();
    for id in ids {
        let id = id.as_i64().ok_or_else(|| Fault::invalid_parameter("ids", &id.to_string()))?;
        let is_there = work_item(&change.view(), id);
        let done = is_there.map(drop).and_then(|()| {
            let done = if destroy {
                change.make(|tx| tx.destroy_work_item(id))
            } else {
                change.make(|tx| tx.delete_work_item(id))
            };
            Ok(done?)
        });
        results.push(match done {
            Ok(()) if destroy => Object::new().set("id", id).set("code", 200).into(),
            Ok(()) => {
                let shape = Shape::new(&change.view());
                let item = shape.organization.work_items().get_any(id);
                item.map(|item| shape.deleted_reference(&shape.organization.current(item))).into_json()
            }
            Err(fault) => failed_json(id, &fault).into(),
        });
    }
    Ok(Reply::json(Object::new().set("results", results)))
}

// History.

fn get_revisions(view: &View<'_>) -> Result<Reply, Fault> {
    let id = id_of(view, "id")?;
    let top = view.query.number(&["$top"])?.unwrap_or(LIMIT).min(LIMIT);
    let skip = view.query.number(&["$skip"])?.unwrap_or(0);
    let show = Show { expand: Expand::of(view)?, in_url: true, ..Show::default() };
    let shape = Shape::new(view);
    let item = work_item(view, id)?.item;
    let revs = (1..=item.rev).skip(skip).take(top);
    let revisions = revs.filter_map(|rev| shape.organization.revision(item, rev));
    Ok(Reply::list(revisions.map(|revision| shape.work_item(&revision, &show))))
}

fn get_revision(view: &View<'_>) -> Result<Reply, Fault> {
    let id = id_of(view, "id")?;
    let text = view.required("revisionNumber")?;
    let show = Show { expand: Expand::of(view)?, with_links: true, in_url: true, ..Show::default() };
    let shape = Shape::new(view);
    let item = work_item(view, id)?.item;
    let rev = text.parse().ok().and_then(|rev| shape.organization.revision(item, rev));
    let revision = rev.ok_or_else(|| Fault::revision_not_found(id, text))?;
    Ok(Reply::json(shape.work_item(&revision, &show)))
}

fn get_updates(view: &View<'_>) -> Result<Reply, Fault> {
    let id = id_of(view, "id")?;
    let top = view.query.number(&["$top"])?.unwrap_or(LIMIT).min(LIMIT);
    let skip = view.query.number(&["$skip"])?.unwrap_or(0);
    let shape = Shape::new(view);
    let item = work_item(view, id)?.item;
    let numbers = (1..=item.updates().len()).skip(skip).take(top);
    Ok(Reply::list(numbers.filter_map(|number| shape.update(item, number))))
}

fn get_update(view: &View<'_>) -> Result<Reply, Fault> {
    let id = id_of(view, "id")?;
    let text = view.required("updateNumber")?;
    let shape = Shape::new(view);
    let item = work_item(view, id)?.item;
    let number = text.parse::<usize>().ok();
    let update = number.and_then(|number| shape.update(item, number));
    update.map(Reply::json).ok_or_else(|| Fault::revision_not_found(id, text))
}

// The recycle bin.

fn in_bin<'w>(view: &View<'w>, id: WorkItemId) -> Result<Revision<'w>, Fault> {
    let organization = view.organization;
    let scope = scope(view)?;
    let found = organization
        .work_items()
        .get_any(id)
        .filter(|item| item.deleted.is_some() && scope.is_none_or(|scope| scope == item.project));
    found.map(|item| organization.current(item)).ok_or_else(|| Fault::work_item_not_found(id))
}

fn get_deleted_work_item_shallow_references(view: &View<'_>) -> Result<Reply, Fault> {
    let shape = Shape::new(view);
    let scope = scope(view)?;
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

/// The error for one of several work items.
fn failed_json(id: WorkItemId, fault: &Fault) -> Object {
    Object::new().set("id", id).set("code", fault.status.as_u16()).set("message", fault.message())
}

fn get_deleted_work_items(view: &View<'_>) -> Result<Reply, Fault> {
    let ids = ids_of(view.query.all("ids"))?;
    if ids.len() > LIMIT {
        return Err(Fault::too_many_work_items(ids.len()));
    }
    let shape = Shape::new(view);
    let references = ids.into_iter().map(|id| match in_bin(view, id) {
        Ok(revision) => shape.deleted_reference(&revision),
        Err(fault) => failed_json(id, &fault),
    });
    Ok(Reply::list(references))
}

fn get_deleted_work_item(view: &View<'_>) -> Result<Reply, Fault> {
    let id = id_of(view, "id")?;
    in_bin(view, id)?;
    deleted(view, id)
}

fn restore_work_item(change: &mut Change<'_>, body: Value) -> Result<Reply, Fault> {
    let id = id_of(change.call, "id")?;
    if body.get("isDeleted").and_then(Value::as_bool) != Some(false) {
        return Err(Fault::invalid_parameter("isDeleted", &body["isDeleted"].to_string()));
    }
    let reference = {
        let shape = Shape::new(&change.view());
        let found = in_bin(&change.view(), id)?;
        shape.reference_at(&found, shape.work_item_url(found.project(), id))
    };
    change.make(|tx| tx.restore_work_item(id))?;
    let shape = Shape::new(&change.view());
    let revision = work_item(&change.view(), id)?;
    let plain = Shape { plain_people: true, ..shape };
    let show = Show { with_links: true, ..Show::default() };
    Ok(Reply::json(reference.set("resource", plain.work_item(&revision, &show))))
}

fn destroy_work_item(change: &mut Change<'_>) -> Result<Reply, Fault> {
    let id = id_of(change.call, "id")?;
    in_bin(&change.view(), id)?;
    change.make(|tx| tx.destroy_work_item(id)).map_err(Refusal::from)?;
    Ok(Reply::empty(StatusCode::NO_CONTENT))
}
