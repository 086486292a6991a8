//! Backlogs: the levels of planning, and what is on them.

use adoxide_api::work::meta;

use super::iteration::iteration_url;
use super::scope::Scope;
use crate::handler::View;
use crate::handler::handlers;
use crate::handler::ready_project as project;
use crate::wire::address::segment;
use crate::wire::error::Fault;
use crate::wire::json::{Json, Object, link};
use crate::wire::reply::Reply;
use crate::wire::shape::Urls;
use crate::world::Organization;
use crate::world::board::{BacklogLevel, LevelKind};
use crate::world::field::{self, FieldId, FieldValue};
use crate::world::link::LinkEnd;
use crate::world::name::same_name;
use crate::world::project::Project;
use crate::world::work_item::{WorkItem, WorkItemId};
use crate::world::work_item_type::{StateCategory, WorkItemType};

handlers! {
    meta::GET_BACKLOGS => read(get_backlogs),
    meta::GET_BACKLOG => read(get_backlog),
    meta::GET_BACKLOG_LEVEL_WORK_ITEMS => read(get_backlog_level_work_items),
    meta::GET_BACKLOG_CONFIGURATIONS => read(get_backlog_configurations),
    meta::GET_PROCESS_CONFIGURATION => read(get_process_configuration),
    meta::GET_ITERATION_WORK_ITEMS => read(get_iteration_work_items),
    meta::GET_BOARD_MAPPING_PARENT_ITEMS => read(get_board_mapping_parent_items),
}

/// How many work items a level shows, as documented.
const LIMIT: i64 = 1000;

/// A level of the backlog by its category or name.
pub(super) fn level<'w>(
    organization: &'w Organization,
    scope: &Scope<'w>,
    wanted: &str,
) -> Result<BacklogLevel<'w>, Fault> {
    let mut levels = organization.backlog_levels(scope.project, scope.team).into_iter();
    let found = levels.find(|level| same_name(level.category, wanted) || same_name(level.name, wanted));
    found.ok_or_else(|| Fault::backlog_not_found(wanted))
}

fn field_json(organization: &Organization, urls: &Urls<'_>, id: FieldId) -> Object {
    let field = organization.fields().get(id);
    let reference_name = field.map_or("", |field| &*field.reference_name);
    Object::new()
        .set("referenceName", reference_name)
        .set("name", field.map_or("", |field| &*field.name))
        .set("url", urls.at(format_args!("_apis/wit/fields/{reference_name}")))
}

pub(super) fn type_json(urls: &Urls<'_>, project: &Project, kind: &WorkItemType) -> Object {
    let path = format!("{}/_apis/wit/workItemTypes/{}", project.id, segment(&kind.name));
    Object::new().set("name", kind.name.as_str()).set("url", urls.at(&path))
}

/// The field that says how much work something is.
fn effort(project_types: &[WorkItemType]) -> FieldId {
    let has = |id: FieldId| project_types.iter().any(|kind| kind.field(id).is_some());
    [field::STORY_POINTS, field::SIZE].into_iter().find(|id| has(*id)).unwrap_or(field::EFFORT)
}

/// The field that says what comes first.
pub(super) fn order(project_types: &[WorkItemType]) -> FieldId {
    let has = |id: FieldId| project_types.iter().any(|kind| kind.field(id).is_some());
    if has(field::BACKLOG_PRIORITY) { field::BACKLOG_PRIORITY } else { field::STACK_RANK }
}

fn level_json(
    organization: &Organization,
    urls: &Urls<'_>,
    scope: &Scope<'_>,
    level: &BacklogLevel<'_>,
) -> Object {
    let effort = effort(organization.work_item_types(scope.project));
    let columns: &[(FieldId, i64)] = match level.kind {
        LevelKind::Task => &[
            (field::TITLE, 400),
            (field::STATE, 100),
            (field::ASSIGNED_TO, 100),
            (field::REMAINING_WORK, 50),
        ],
        LevelKind::Requirement => &[
            (field::WORK_ITEM_TYPE, 100),
            (field::TITLE, 400),
            (field::STATE, 100),
            (effort, 50),
            (field::ITERATION_PATH, 200),
            (field::TAGS, 200),
        ],
        LevelKind::Portfolio => &[
            (field::WORK_ITEM_TYPE, 100),
            (field::TITLE, 400),
            (field::STATE, 100),
            (effort, 50),
            (field::BUSINESS_VALUE, 50),
            (field::VALUE_AREA, 100),
            (field::TAGS, 200),
        ],
    };
    let columns = columns.iter().map(|(id, width)| {
        Object::new().set("columnFieldReference", field_json(organization, urls, *id)).set("width", *width)
    });
    let types = level.types.iter().map(|kind| type_json(urls, scope.project, kind));
    let first = level.types.first();
    Object::new()
        .set("id", level.category)
        .set("name", level.name)
        .set("rank", level.rank)
        .set("workItemCountLimit", LIMIT)
        .set("addPanelFields", [field_json(organization, urls, field::TITLE)])
        .set("columnFields", columns.collect::<Json>())
        .set("workItemTypes", types.collect::<Json>())
        .set_some("defaultWorkItemType", first.map(|kind| type_json(urls, scope.project, kind)))
        .set_some("color", first.map(|kind| kind.color.as_str()))
        .set("isHidden", level.is_hidden)
        .set("type", level.kind.name())
}

pub(super) fn get_backlogs(view: &View<'_>) -> Result<Reply, Fault> {
    let organization = view.organization;
    let scope = Scope::of(view)?;
    let urls = view.urls();
    let levels = organization.backlog_levels(scope.project, scope.team);
    let levels = levels.iter().map(|level| level_json(organization, &urls, &scope, level));
    Ok(Reply::list(levels))
}

pub(super) fn get_backlog(view: &View<'_>) -> Result<Reply, Fault> {
    let organization = view.organization;
    let scope = Scope::of(view)?;
    let level = level(organization, &scope, view.required("id")?)?;
    Ok(Reply::json(level_json(organization, &view.urls(), &scope, &level)))
}

/// The work items of a team: in its areas, neither completed nor removed if only open ones are wanted, in the
/// order of the backlog.
pub(super) fn items<'w>(
    organization: &'w Organization,
    scope: &Scope<'w>,
    types: &[&WorkItemType],
    only_open: bool,
) -> Vec<&'w WorkItem> {
    let trees = &scope.project.classification;
    let number = |item: &WorkItem, id: FieldId| item.values().get(id).and_then(FieldValue::as_integer);
    let is_mine = |item: &WorkItem| {
        let Some(area) = number(item, field::AREA_ID) else { return false };
        scope
            .team
            .settings
            .areas
            .iter()
            .any(|owned| owned.area == area || owned.include_children && trees.is_under(area, owned.area))
    };
    let is_wanted = |item: &WorkItem| {
        let Some(kind) = item.values().text(field::WORK_ITEM_TYPE) else { return false };
        let Some(kind) = types.iter().find(|known| known.is_named(kind)) else { return false };
        let state = item.values().text(field::STATE).and_then(|state| kind.state(state));
        let is_open = state
            .is_none_or(|state| !matches!(state.category, StateCategory::Completed | StateCategory::Removed));
        is_open || !only_open
    };
    let order = order(organization.work_item_types(scope.project));
    let rank = |item: &WorkItem| match item.values().get(order) {
        Some(FieldValue::Double(rank)) => *rank,
        Some(FieldValue::Integer(rank)) => *rank as f64,
        _ => f64::INFINITY,
    };
    let all = organization.work_items().iter().filter(|item| item.project == scope.project.id);
    let mut found: Vec<_> = all.filter(|item| is_mine(item) && is_wanted(item)).collect();
    found.sort_by(|one, other| rank(one).total_cmp(&rank(other)).then(one.id.cmp(&other.id)));
    found
}

/// What a work item is a part of.
pub(super) fn parent(item: &WorkItem) -> Option<WorkItemId> {
    item.links().find(|link| link.end == LinkEnd::PARENT).map(|link| link.target)
}

fn item_json(urls: &Urls<'_>, id: i64) -> Object {
    Object::new().set("id", id).set("url", urls.at(format_args!("_apis/wit/workItems/{id}")))
}

/// As documented: what comes from nowhere is null here.
fn relation(urls: &Urls<'_>, source: Option<i64>, target: i64) -> Object {
    Object::new()
        .set("rel", source.map(|_| LinkEnd::CHILD.reference_name()))
        .set("source", source.map(|source| item_json(urls, source)))
        .set("target", item_json(urls, target))
}

pub(super) fn get_backlog_level_work_items(view: &View<'_>) -> Result<Reply, Fault> {
    let organization = view.organization;
    let scope = Scope::of(view)?;
    let level = level(organization, &scope, view.required("backlogId")?)?;
    let urls = view.urls();
    let found = items(organization, &scope, &level.types, true).into_iter();
    let found = found.map(|item| relation(&urls, None, item.id));
    Ok(Reply::json(Object::new().set("workItems", found.collect::<Json>())))
}

/// What work items of a level are parts of, each with those of them that are.
pub(super) fn get_board_mapping_parent_items(view: &View<'_>) -> Result<Reply, Fault> {
    let wanted = view.query.any(&["workitemIds"]).ok_or_else(|| Fault::argument_null("workitemIds"))?;
    let wanted = wanted
        .split(',')
        .map(str::trim)
        .filter(|id| !id.is_empty())
        .map(|id| id.parse::<WorkItemId>().map_err(|_| Fault::invalid_parameter("workitemIds", id)));
    let wanted = wanted.collect::<Result<Vec<_>, _>>()?;
    let category = view.query.any(&["childBacklogContextCategoryRefName"]);
    let category = category.ok_or_else(|| Fault::argument_null("childBacklogContextCategoryRefName"))?;
    let organization = view.organization;
    let level = level(organization, &Scope::of(view)?, category)?;
    let known = organization.work_items();
    let is_on = |item: &&WorkItem| {
        let kind = item.values().text(field::WORK_ITEM_TYPE);
        kind.is_some_and(|kind| level.types.iter().any(|known| known.is_named(kind)))
    };
    let children = wanted.iter().filter_map(|id| known.get(*id)).filter(is_on);
    let mut parents: Vec<(WorkItemId, Vec<WorkItemId>)> = Vec::new();
    for child in children {
        let Some(above) = parent(child).filter(|above| known.is_there(*above)) else { continue };
        match parents.iter_mut().find(|(id, _)| *id == above) {
            Some((_, children)) => children.push(child.id),
            None => parents.push((above, vec![child.id])),
        }
    }
    let json = parents.into_iter().filter_map(|(id, children)| {
        let item = known.get(id)?;
        let text = |field: FieldId| item.values().text(field).map(str::to_owned);
        let json = Object::new()
            .set("id", id)
            .set("title", text(field::TITLE))
            .set("workItemTypeName", text(field::WORK_ITEM_TYPE))
            .set("childWorkItemIds", children);
        Some(json)
    });
    Ok(Reply::list(json))
}

/// The requirements and tasks of a team in an iteration, tasks below their requirements.
pub(super) fn get_iteration_work_items(view: &View<'_>) -> Result<Reply, Fault> {
    let organization = view.organization;
    let scope = Scope::of(view)?;
    let id = scope.iteration(view.required("iterationId")?)?;
    let levels = organization.backlog_levels(scope.project, scope.team);
    let types: Vec<_> = levels
        .iter()
        .filter(|level| level.kind != LevelKind::Portfolio)
        .flat_map(|level| level.types.iter().copied())
        .collect();
    let mut found = items(organization, &scope, &types, false);
    found.retain(|item| item.values().get(field::ITERATION_ID).and_then(FieldValue::as_integer) == Some(id));
    let ids: Vec<i64> = found.iter().map(|item| item.id).collect();
    let parent = |item: &WorkItem| {
        let mut links = item.links().filter(|link| link.end == LinkEnd::PARENT);
        links.find(|link| ids.contains(&link.target)).map(|link| link.target)
    };
    let urls = view.urls();
    let mut relations = Vec::new();
    for item in found.iter().filter(|item| parent(item).is_none()) {
        relations.push(relation(&urls, None, item.id));
        let below = found.iter().filter(|other| parent(other) == Some(item.id));
        relations.extend(below.map(|other| relation(&urls, Some(item.id), other.id)));
    }
    let own = iteration_url(&urls, &scope, id, "/workitems");
    let links = Object::new()
        .set("self", link(own.as_str()))
        .set("iteration", link(iteration_url(&urls, &scope, id, "")));
    Ok(Reply::json(Object::new().set("workItemRelations", relations).set("url", own).set("_links", links)))
}

/// What the fields are called that planning needs.
fn type_fields(organization: &Organization, project: &Project) -> [(&'static str, FieldId); 4] {
    let types = organization.work_item_types(project);
    [
        ("Order", order(types)),
        ("Effort", effort(types)),
        ("RemainingWork", field::REMAINING_WORK),
        ("Activity", field::ACTIVITY),
    ]
}

pub(super) fn get_backlog_configurations(view: &View<'_>) -> Result<Reply, Fault> {
    let organization = view.organization;
    let scope = Scope::of(view)?;
    let urls = view.urls();
    let levels = organization.backlog_levels(scope.project, scope.team);
    let json = |level: &BacklogLevel<'_>| level_json(organization, &urls, &scope, level);
    let one = |kind: LevelKind| levels.iter().find(|level| level.kind == kind).map(json);
    let portfolio = levels.iter().filter(|level| level.kind == LevelKind::Portfolio).map(json);
    let states = levels.iter().flat_map(|level| &level.types).map(|kind| {
        let states = kind.visible_states().filter(|state| state.category != StateCategory::Removed);
        let states: Object = states.map(|state| (&state.name, state.category.name())).collect();
        Object::new().set("workItemTypeName", kind.name.as_str()).set("states", states)
    });
    let fields: Object = type_fields(organization, scope.project)
        .into_iter()
        .filter_map(|(name, id)| {
            let field = organization.fields().get(id)?;
            Some((name, &*field.reference_name))
        })
        .collect();
    let hidden = levels.iter().filter(|level| level.is_hidden).map(|level| level.category);
    Ok(Reply::json(
        Object::new()
            .set_some("taskBacklog", one(LevelKind::Task))
            .set_some("requirementBacklog", one(LevelKind::Requirement))
            .set("portfolioBacklogs", portfolio.collect::<Json>())
            .set("workItemTypeMappedStates", states.collect::<Json>())
            .set("backlogFields", Object::new().set("typeFields", fields))
            .set("bugsBehavior", scope.team.settings.bugs_behavior.name())
            .set("hiddenBacklogs", hidden.collect::<Json>())
            .set("isBugsBehaviorConfigured", true)
            .set("url", scope.url(&urls, "backlogconfiguration")),
    ))
}

pub(super) fn get_process_configuration(view: &View<'_>) -> Result<Reply, Fault> {
    let organization = view.organization;
    let project = project(organization, view.required("project")?)?;
    let urls = view.urls();
    let types = organization.work_item_types(project);
    let category = |reference_name: &str, name: &str| {
        let has = |kind: &&WorkItemType| kind.categories.iter().any(|known| known == reference_name);
        let types: Vec<Object> =
            types.iter().filter(has).map(|kind| type_json(&urls, project, kind)).collect();
        (!types.is_empty()).then(|| {
            Object::new().set("name", name).set("referenceName", reference_name).set("workItemTypes", types)
        })
    };
    let portfolio = [("Microsoft.EpicCategory", "Epics"), ("Microsoft.FeatureCategory", "Features")];
    let portfolio = portfolio.into_iter().filter_map(|(id, name)| category(id, name));
    let fields: Object = type_fields(organization, project)
        .into_iter()
        .map(|(name, id)| (name, field_json(organization, &urls, id)))
        .collect();
    Ok(Reply::json(
        Object::new()
            .set_some("bugWorkItems", category("Microsoft.BugCategory", "Bugs"))
            .set("portfolioBacklogs", portfolio.collect::<Json>())
            .set_some("requirementBacklog", category("Microsoft.RequirementCategory", "Requirements"))
            .set_some("taskBacklog", category("Microsoft.TaskCategory", "Tasks"))
            .set("typeFields", fields)
            .set("url", urls.at(format_args!("{}/_apis/work/processconfiguration", project.id))),
    ))
}
