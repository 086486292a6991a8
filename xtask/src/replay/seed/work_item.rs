//! Work items that are shown, changed or deleted.

use adoxide_emulator::world::Organization;
use adoxide_emulator::world::field::{self, FieldValue};
use adoxide_emulator::world::id::ProjectId;
use adoxide_emulator::world::journal::Stamp;
use adoxide_emulator::world::process::PROCESSES;
use adoxide_emulator::world::project::{NewProject, Visibility};
use adoxide_emulator::world::work_item::{
    EditOptions, NewRelation, RelationEdit, ResourceKind, WorkItemChange, WorkItemId,
};
use adoxide_emulator::world::work_item_type::system_types;
use serde_json::Value;

use super::{Seeder, Target, items, text};
use crate::replay::cassette::Exchange;
use crate::replay::ids::Ids;

impl Seeder<'_> {
    /// Makes the work items that an answer shows.
    pub(super) fn work_items(
        &self,
        target: &Target<'_>,
        exchange: &Exchange,
        ids: &mut Ids,
    ) -> Result<(), String> {
        if !target.is(&["wit", "workItems"]) || exchange.answer.status >= 300 {
            return Ok(());
        }
        let body = &exchange.answer.body;
        let is_new = exchange.method == "POST";
        let shown = [body].into_iter().chain(body.get("resource")).chain(items(body));
        for item in shown.filter(|item| !is_new && item["fields"].is_object()) {
            let Some(id) = item["id"].as_i64().filter(|id| !ids.knows_number("workitems", *id)) else {
                continue;
            };
            let ours = self.emulator.update(|world, now| {
                let organization =
                    world.organization_mut(target.organization).ok_or("no such organization")?;
                let stamp = Stamp { at: now, actor: organization.owner() };
                let project = project(organization, stamp, &item["fields"])?;
                make(organization, stamp, project, item)
            })?;
            ids.insert_number("workitems", id, ours);
        }
        Ok(())
    }
}

/// The project that a work item says it is in; one whose process has its state.
fn project(organization: &mut Organization, stamp: Stamp, fields: &Value) -> Result<ProjectId, String> {
    let name = text(fields, "System.TeamProject").unwrap_or("Project");
    if let Some(known) = organization.project(name) {
        return Ok(known.id);
    }
    let has = |process: &adoxide_emulator::world::process::Process| {
        let kind = text(fields, "System.WorkItemType").unwrap_or_default();
        let kind = system_types(process.id).into_iter().flatten().find(|known| known.is_named(kind));
        kind.is_some_and(|kind| kind.state(text(fields, "System.State").unwrap_or_default()).is_some())
    };
    let process = PROCESSES.iter().find(|process| has(process)).unwrap_or(&PROCESSES[0]).id;
    let new =
        NewProject { name: name.to_owned(), description: None, visibility: Visibility::Private, process };
    organization.change(stamp, |tx| tx.create_project(new)).map_err(|error| error.to_string())
}

/// Makes a work item and brings it to its state by the ways in which people do.
fn make(
    organization: &mut Organization,
    stamp: Stamp,
    project: ProjectId,
    item: &Value,
) -> Result<WorkItemId, String> {
    let fields = &item["fields"];
    let mut change = WorkItemChange::default();
    let mut set = |id, value| change.fields.push((id, Some(value)));
    set(field::TITLE, FieldValue::text(text(fields, "System.Title").unwrap_or("recorded")));
    if let Some(tags) = text(fields, "System.Tags") {
        set(field::TAGS, FieldValue::text(tags));
    }
    if !fields["System.AssignedTo"].is_null() {
        set(field::ASSIGNED_TO, FieldValue::Identity(stamp.actor));
    }
    let kind = text(fields, "System.WorkItemType").unwrap_or("Task");
    let options = EditOptions::default();
    let id = organization.change(stamp, |tx| tx.create_work_item(project, kind, &change, options));
    let id = id.map_err(|error| error.to_string())?;
    let mut steps = Vec::new();
    if fields["System.CommentCount"].as_i64().is_some_and(|count| count > 0) {
        let history = (field::HISTORY, Some(FieldValue::text("recorded")));
        steps.push(WorkItemChange { fields: vec![history], ..WorkItemChange::default() });
    }
    if let Some(state) = text(fields, "System.State") {
        let state = (field::STATE, Some(FieldValue::text(state)));
        steps.push(WorkItemChange { fields: vec![state], ..WorkItemChange::default() });
    }
    let relations = item["relations"].as_array().into_iter().flatten().filter_map(|relation| {
        let kind = ResourceKind::parse(text(relation, "rel")?)?;
        let attribute = |name: &str| text(&relation["attributes"], name).map(str::to_owned);
        let url = text(relation, "url")?.to_owned();
        let (name, comment) = (attribute("name"), attribute("comment"));
        Some(RelationEdit::Add(NewRelation::Resource { kind, url, name, comment }))
    });
    steps.push(WorkItemChange { relations: relations.collect(), ..WorkItemChange::default() });
    for step in steps {
        organization
            .change(stamp, |tx| tx.update_work_item(id, &step, options))
            .map_err(|error| error.to_string())?;
    }
    Ok(id)
}
