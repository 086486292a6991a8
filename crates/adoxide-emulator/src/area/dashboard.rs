//! Dashboards of projects and teams, and the widgets on them.

use adoxide_api::dashboard::meta;
use http::StatusCode;
use serde_json::{Map, Value, json};
use uuid::Uuid;

use super::work::scope::Scope;
use crate::base::date;
use crate::handler::handlers;
use crate::handler::{Call, Change, View};
use crate::wire::body::text;
use crate::wire::error::Fault;
use crate::wire::json::{Json, Object, link};
use crate::wire::reply::Reply;
use crate::wire::shape::Urls;
use crate::world::dashboard::{Dashboard, Widget};
use crate::world::directory::Directory;
use crate::world::id::TeamId;
use crate::world::journal::Stamp;
use crate::world::name::same_name;
use crate::world::project::Project;

handlers! {
    meta::GET_DASHBOARDS_BY_PROJECT => read(get_dashboards),
    meta::CREATE_DASHBOARD => change(create_dashboard),
    meta::REPLACE_DASHBOARDS => change(replace_dashboards),
    meta::GET_DASHBOARD => read(get_dashboard),
    meta::REPLACE_DASHBOARD => change(replace_dashboard),
    meta::DELETE_DASHBOARD => change(delete_dashboard),
    meta::GET_WIDGETS => read(get_widgets),
    meta::CREATE_WIDGET => change(create_widget),
    meta::REPLACE_WIDGETS => change(replace_widgets),
    meta::UPDATE_WIDGETS => change(update_widgets),
    meta::GET_WIDGET => read(get_widget),
    meta::REPLACE_WIDGET => change(replace_widget),
    meta::UPDATE_WIDGET => change(update_widget),
    meta::DELETE_WIDGET => change(delete_widget),
    meta::GET_WIDGET_TYPES => read(get_widget_types),
    meta::GET_WIDGET_METADATA => read(get_widget_metadata),
}

const DASHBOARDS: &str = "Microsoft.TeamFoundation.Dashboards.WebApi";

// The words are guessed; the names of the exceptions are a client's.
impl Fault {
    fn dashboard_not_found(id: &str) -> Self {
        let message = format!("The dashboard '{id}' does not exist.");
        Self::exception(StatusCode::NOT_FOUND, DASHBOARDS, "DashboardDoesNotExistException", message)
    }

    fn widget_not_found(id: &str) -> Self {
        let message = format!("The widget '{id}' does not exist.");
        Self::exception(StatusCode::NOT_FOUND, DASHBOARDS, "WidgetDoesNotExistException", message)
    }

    fn widget_type_not_found(id: &str) -> Self {
        let message = format!("The widget type '{id}' does not exist.");
        Self::exception(StatusCode::NOT_FOUND, DASHBOARDS, "WidgetTypeDoesNotExistException", message)
    }

    fn dashboard_exists(name: &str) -> Self {
        let message = format!("A dashboard named '{name}' exists already.");
        Self::exception(StatusCode::CONFLICT, DASHBOARDS, "DuplicateDashboardNameException", message)
    }

    fn dashboard_changed(given: &str, revision: i64) -> Self {
        let message =
            format!("The eTag {given} is not the one of now, {revision}: somebody changed it since.");
        Self::exception(StatusCode::CONFLICT, DASHBOARDS, "DashboardETagConflictException", message)
    }
}

/// Whose dashboards a request is about: those of a team, or of a project with all of its teams.
struct Group<'w> {
    project: &'w Project,
    team: Option<TeamId>,
}

impl<'w> Group<'w> {
    fn of(view: &View<'w>) -> Result<Self, Fault> {
        if view.argument("team").is_none() {
            return Ok(Self { project: view.project()?, team: None });
        }
        let Scope { project, team } = Scope::of(view)?;
        Ok(Self { project, team: Some(team.id) })
    }

    fn has(&self, dashboard: &Dashboard) -> bool {
        self.team.is_none_or(|team| dashboard.team == Some(team))
    }

    /// `…/{project}[/{team}]/_apis/Dashboard/Dashboards`, as the examples write it.
    fn url(&self, urls: &Urls<'_>) -> String {
        let team = self.team.map(|team| format!("/{team}")).unwrap_or_default();
        urls.at(format_args!("{}{team}/_apis/Dashboard/Dashboards", self.project.id))
    }

    fn dashboards(&self) -> Vec<&'w Dashboard> {
        let mut found: Vec<_> = self.project.dashboards.iter().filter(|known| self.has(known)).collect();
        found.sort_by_key(|dashboard| dashboard.position);
        found
    }

    /// The dashboard of the path.
    fn dashboard(&self, call: &Call) -> Result<&'w Dashboard, Fault> {
        let wanted = call.required("dashboardId")?;
        let id: Option<Uuid> = wanted.parse().ok();
        let found = self.project.dashboards.iter().find(|known| Some(known.id) == id && self.has(known));
        found.ok_or_else(|| Fault::dashboard_not_found(wanted))
    }
}

/// The widget of the path.
fn place_of_widget(call: &Call, dashboard: &Dashboard) -> Result<usize, Fault> {
    let wanted = call.required("widgetId")?;
    let id: Option<Uuid> = wanted.parse().ok();
    let found = dashboard.widgets.iter().position(|known| Some(known.id) == id);
    found.ok_or_else(|| Fault::widget_not_found(wanted))
}

/// A dashboard without its widgets, as lists have it.
fn entry_json(urls: &Urls<'_>, directory: &Directory, group: &Group<'_>, dashboard: &Dashboard) -> Object {
    let list = group.url(urls);
    let own = format!("{list}/{}", dashboard.id);
    let links = Object::new().set("self", link(own.as_str())).set("group", link(list));
    let owner = dashboard.team.map_or_else(|| dashboard.owner.to_string(), |team| team.to_string());
    let modified_by = directory.identity(dashboard.modified_by).map(|identity| identity.id.to_string());
    Object::new()
        .set("id", dashboard.id.to_string())
        .set("name", dashboard.name.as_str())
        .set_if(!dashboard.description.is_empty(), "description", || dashboard.description.as_str())
        .set("refreshInterval", dashboard.refresh_interval)
        .set("position", dashboard.position)
        .set("eTag", dashboard.revision.to_string())
        .set_some("groupId", dashboard.team.map(|team| team.to_string()))
        .set("ownerId", owner)
        .set("dashboardScope", if dashboard.team.is_some() { "project_Team" } else { "project" })
        .set_some("modifiedBy", modified_by)
        .set("modifiedDate", date(dashboard.modified))
        .set("url", own)
        .set("_links", links)
}

fn dashboard_json(
    urls: &Urls<'_>,
    directory: &Directory,
    group: &Group<'_>,
    dashboard: &Dashboard,
) -> Object {
    let widgets = dashboard.widgets.iter().map(|widget| widget_json(urls, group, dashboard, widget));
    entry_json(urls, directory, group, dashboard).set("widgets", widgets.collect::<Json>())
}

fn widget_json(urls: &Urls<'_>, group: &Group<'_>, dashboard: &Dashboard, widget: &Widget) -> Object {
    let board = format!("{}/{}", group.url(urls), dashboard.id);
    let list = format!("{board}/Widgets");
    let own = format!("{list}/{}", widget.id);
    let links =
        Object::new().set("self", link(own.as_str())).set("group", link(list)).set("dashboard", link(board));
    Object::new()
        .set("id", widget.id.to_string())
        .set("eTag", widget.revision.to_string())
        .and(widget.content.iter().collect())
        .set("dashboard", Object::new().set("eTag", dashboard.revision.to_string()))
        .set("url", own)
        .set("_links", links)
}

fn get_dashboards(view: &View<'_>) -> Result<Reply, Fault> {
    let group = Group::of(view)?;
    let urls = view.urls();
    let entries = group.dashboards().into_iter();
    let entries: Vec<Object> =
        entries.map(|known| entry_json(&urls, view.directory, &group, known)).collect();
    // As in the examples: before its third version the answer was a group, and no list.
    if view.version.preview.is_some_and(|preview| preview < 3) {
        return Ok(Reply::json(group_json(&urls, &group, entries)));
    }
    Ok(Reply::list(entries))
}

fn group_json(urls: &Urls<'_>, group: &Group<'_>, entries: Vec<Object>) -> Object {
    let own = group.url(urls);
    let each = group.dashboards().into_iter().map(|known| link(format!("{own}/{}", known.id)));
    let links = Object::new().set("self", link(own.as_str())).set("dashboard", each.collect::<Json>());
    Object::new().set("dashboardEntries", entries).set("url", own).set("_links", links)
}

fn get_dashboard(view: &View<'_>) -> Result<Reply, Fault> {
    let group = Group::of(view)?;
    Ok(Reply::json(dashboard_json(&view.urls(), view.directory, &group, group.dashboard(view)?)))
}

/// The name that a body gives, if nothing else of the group has it.
fn new_name(group: &Group<'_>, except: Option<Uuid>, body: &Value) -> Result<String, Fault> {
    let name = text(body, "/name").map(str::trim).filter(|name| !name.is_empty());
    let name = name.ok_or_else(|| Fault::argument_null("name"))?;
    let mut others = group.project.dashboards.iter().filter(|known| Some(known.id) != except);
    if others.any(|known| known.team == group.team && same_name(&known.name, name)) {
        return Err(Fault::dashboard_exists(name));
    }
    Ok(name.to_owned())
}

/// Fields of a widget that nobody sets.
const OF_THE_SERVICE: [&str; 5] = ["id", "eTag", "url", "_links", "dashboard"];

/// What a body says of a widget.
fn content(body: &Value) -> Result<Map<String, Value>, Fault> {
    let body = body.as_object().ok_or_else(|| Fault::invalid_body("a widget must be an object"))?;
    let mut content = body.clone();
    content.retain(|name, _| !OF_THE_SERVICE.contains(&name.as_str()));
    Ok(content)
}

/// A new widget. It needs a name and what kind it is.
fn new_widget(id: Uuid, body: &Value) -> Result<Widget, Fault> {
    for name in ["name", "contributionId"] {
        if text(body, &format!("/{name}")).is_none_or(str::is_empty) {
            return Err(Fault::argument_null(name));
        }
    }
    let default = [
        ("name", Value::Null),
        ("position", json!({"row": 0, "column": 0})),
        ("size", json!({"rowSpan": 1, "columnSpan": 1})),
        ("settings", Value::Null),
        ("settingsVersion", json!({"major": 1, "minor": 0, "patch": 0})),
    ];
    let default = default.into_iter().map(|(name, value)| (name.to_owned(), value));
    Ok(Widget { id, revision: 1, content: default.chain(content(body)?).collect() })
}

/// An eTag that a request brings must be the one that there is.
fn check_etag(given: Option<&str>, revision: i64) -> Result<(), Fault> {
    match given {
        Some(given) if given.trim_matches('"') != revision.to_string() => {
            Err(Fault::dashboard_changed(given, revision))
        }
        _ => Ok(()),
    }
}

/// Changes the dashboards of the project of a request, with new ids at hand.
fn edit<T>(
    change: &mut Change<'_>,
    ids: usize,
    make: impl FnOnce(&Group<'_>, &mut Vec<Dashboard>, Stamp, &mut dyn FnMut() -> Uuid) -> Result<T, Fault>,
) -> Result<T, Fault> {
    let mut ids = change.new_ids(ids).into_iter();
    let mut new = || ids.next().unwrap_or_default();
    let stamp = change.stamp();
    let group = Group::of(&change.view())?;
    let project = group.project.id;
    let mut dashboards = group.project.dashboards.clone();
    let result = make(&group, &mut dashboards, stamp, &mut new)?;
    change.make(|tx| tx.set_dashboards(project, dashboards))?;
    Ok(result)
}

/// Changes the dashboard of the path.
fn edit_one<T>(
    change: &mut Change<'_>,
    ids: usize,
    make: impl FnOnce(&Group<'_>, &mut Dashboard, &mut dyn FnMut() -> Uuid) -> Result<T, Fault>,
) -> Result<T, Fault> {
    let call = change.call;
    edit(change, ids, |group, dashboards, stamp, new| {
        let id = group.dashboard(call)?.id;
        let found = dashboards.iter_mut().find(|known| known.id == id);
        let dashboard = found.ok_or_else(|| Fault::dashboard_not_found(&id.to_string()))?;
        let result = make(group, dashboard, new)?;
        dashboard.revision += 1;
        dashboard.modified = stamp.at;
        dashboard.modified_by = stamp.actor;
        Ok(result)
    })
}

/// The dashboard of this id as it is now.
fn answer(view: &View<'_>, id: Uuid) -> Result<Reply, Fault> {
    let group = Group::of(view)?;
    let found = group.project.dashboards.iter().find(|known| known.id == id);
    let found = found.ok_or_else(|| Fault::dashboard_not_found(&id.to_string()))?;
    Ok(Reply::json(dashboard_json(&view.urls(), view.directory, &group, found)))
}

fn widgets_of(body: &Value) -> &[Value] {
    body.get("widgets").and_then(Value::as_array).map_or(&[], Vec::as_slice)
}

fn create_dashboard(change: &mut Change<'_>, body: Value) -> Result<Reply, Fault> {
    let widgets = widgets_of(&body);
    let id = edit(change, widgets.len() + 1, |group, dashboards, stamp, new| {
        let name = new_name(group, None, &body)?;
        let last = group.dashboards().last().map_or(0, |last| last.position);
        let dashboard = Dashboard {
            id: new(),
            name,
            description: text(&body, "/description").unwrap_or_default().to_owned(),
            position: body.get("position").and_then(Value::as_i64).filter(|at| *at > 0).unwrap_or(last + 1),
            refresh_interval: body.get("refreshInterval").and_then(Value::as_i64).unwrap_or(0),
            revision: 1,
            team: group.team,
            owner: stamp.actor,
            modified_by: stamp.actor,
            modified: stamp.at,
            widgets: widgets.iter().map(|widget| new_widget(new(), widget)).collect::<Result<_, _>>()?,
        };
        let id = dashboard.id;
        dashboards.push(dashboard);
        Ok(id)
    })?;
    answer(&change.view(), id)
}

/// Names and places of the dashboards of a group. As documented: those that are not named go, and what is on
/// the others stays.
fn replace_dashboards(change: &mut Change<'_>, body: Value) -> Result<Reply, Fault> {
    let entries = body.get("dashboardEntries").or_else(|| body.get("value")).and_then(Value::as_array);
    let entries = entries.ok_or_else(|| Fault::argument_null("dashboardEntries"))?;
    edit(change, 0, |group, dashboards, stamp, _| {
        let id = |entry: &Value| text(entry, "/id").and_then(|id| id.parse::<Uuid>().ok());
        for entry in entries {
            let wanted = id(entry).and_then(|id| dashboards.iter_mut().find(|known| known.id == id));
            let known = wanted.filter(|known| group.has(known));
            let known =
                known.ok_or_else(|| Fault::dashboard_not_found(text(entry, "/id").unwrap_or_default()))?;
            known.name = new_name(group, Some(known.id), entry)?;
            known.position = entry.get("position").and_then(Value::as_i64).unwrap_or(known.position);
            known.revision += 1;
            known.modified = stamp.at;
            known.modified_by = stamp.actor;
        }
        let kept: Vec<_> = entries.iter().filter_map(id).collect();
        dashboards.retain(|known| !group.has(known) || kept.contains(&known.id));
        Ok(())
    })?;
    let group = Group::of(&change.view())?;
    let urls = change.urls();
    let entries = group.dashboards().into_iter();
    let entries = entries.map(|known| entry_json(&urls, change.directory, &group, known)).collect();
    Ok(Reply::json(group_json(&urls, &group, entries)))
}

/// As documented: the widgets are replaced only if there are any in the body.
fn replace_dashboard(change: &mut Change<'_>, body: Value) -> Result<Reply, Fault> {
    let id = edit_one(change, widgets_of(&body).len(), |group, dashboard, new| {
        check_etag(text(&body, "/eTag"), dashboard.revision)?;
        dashboard.name = new_name(group, Some(dashboard.id), &body)?;
        if let Some(description) = text(&body, "/description") {
            description.clone_into(&mut dashboard.description);
        }
        if let Some(position) = body.get("position").and_then(Value::as_i64) {
            dashboard.position = position;
        }
        if let Some(interval) = body.get("refreshInterval").and_then(Value::as_i64) {
            dashboard.refresh_interval = interval;
        }
        if body.get("widgets").is_some_and(Value::is_array) {
            replace_all(dashboard, widgets_of(&body), new)?;
        }
        Ok(dashboard.id)
    })?;
    answer(&change.view(), id)
}

fn delete_dashboard(change: &mut Change<'_>) -> Result<Reply, Fault> {
    let call = change.call;
    edit(change, 0, |group, dashboards, _, _| {
        let id = group.dashboard(call)?.id;
        dashboards.retain(|known| known.id != id);
        Ok(())
    })?;
    Ok(Reply::empty(StatusCode::NO_CONTENT))
}

/// The widget of a body among those of a dashboard.
fn known_widget<'d>(dashboard: &'d mut Dashboard, body: &Value) -> Option<&'d mut Widget> {
    let id: Uuid = text(body, "/id")?.parse().ok()?;
    dashboard.widgets.iter_mut().find(|known| known.id == id)
}

/// Puts these widgets in the place of all; those that were there keep their ids.
fn replace_all(
    dashboard: &mut Dashboard,
    bodies: &[Value],
    new: &mut dyn FnMut() -> Uuid,
) -> Result<(), Fault> {
    let widgets = bodies.iter().map(|body| {
        let known = known_widget(dashboard, body).map(|known| (known.id, known.revision));
        let widget = new_widget(known.map_or_else(&mut *new, |(id, _)| id), body)?;
        Ok(Widget { revision: known.map_or(1, |(_, revision)| revision + 1), ..widget })
    });
    dashboard.widgets = widgets.collect::<Result<_, Fault>>()?;
    Ok(())
}

/// The eTag of the dashboard that a request brings: in a header, or with a widget.
fn etag<'c>(call: &'c Call, body: &'c Value) -> Option<&'c str> {
    let header = call.headers.get("eTag").and_then(|value| value.to_str().ok());
    header.or_else(|| text(body, "/dashboard/eTag"))
}

/// All widgets of a dashboard; its eTag is a header.
fn widgets_reply(view: &View<'_>) -> Result<Reply, Fault> {
    let group = Group::of(view)?;
    let dashboard = group.dashboard(view)?;
    let urls = view.urls();
    let widgets = dashboard.widgets.iter();
    let widgets = widgets.map(|widget| widget_json(&urls, &group, dashboard, widget));
    Ok(Reply::list(widgets).header(http::header::ETAG, dashboard.revision.to_string()))
}

/// The widget of this id as it is now.
fn widget_reply(view: &View<'_>, id: Uuid) -> Result<Reply, Fault> {
    let group = Group::of(view)?;
    let dashboard = group.dashboard(view)?;
    let found = dashboard.widgets.iter().find(|known| known.id == id);
    let found = found.ok_or_else(|| Fault::widget_not_found(&id.to_string()))?;
    Ok(Reply::json(widget_json(&view.urls(), &group, dashboard, found)))
}

fn get_widgets(view: &View<'_>) -> Result<Reply, Fault> {
    widgets_reply(view)
}

fn create_widget(change: &mut Change<'_>, body: Value) -> Result<Reply, Fault> {
    let id = edit_one(change, 1, |_, dashboard, new| {
        check_etag(etag(change.call, &body), dashboard.revision)?;
        let widget = new_widget(new(), &body)?;
        let id = widget.id;
        dashboard.widgets.push(widget);
        Ok(id)
    })?;
    widget_reply(&change.view(), id)
}

fn replace_widgets(change: &mut Change<'_>, body: Value) -> Result<Reply, Fault> {
    let bodies = body.as_array().ok_or_else(|| Fault::invalid_body("it must be a list of widgets"))?;
    edit_one(change, bodies.len(), |_, dashboard, new| {
        check_etag(etag(change.call, &body), dashboard.revision)?;
        replace_all(dashboard, bodies, new)
    })?;
    widgets_reply(&change.view())
}

/// The members of a widget that are sent replace the old ones.
fn merge(widget: &mut Widget, body: &Value) -> Result<(), Fault> {
    check_etag(text(body, "/eTag"), widget.revision)?;
    widget.content.extend(content(body)?);
    widget.revision += 1;
    Ok(())
}

fn update_widgets(change: &mut Change<'_>, body: Value) -> Result<Reply, Fault> {
    let bodies = body.as_array().ok_or_else(|| Fault::invalid_body("it must be a list of widgets"))?;
    edit_one(change, 0, |_, dashboard, _| {
        check_etag(etag(change.call, &body), dashboard.revision)?;
        for body in bodies {
            let found = known_widget(dashboard, body);
            let found =
                found.ok_or_else(|| Fault::widget_not_found(text(body, "/id").unwrap_or_default()))?;
            merge(found, body)?;
        }
        Ok(())
    })?;
    widgets_reply(&change.view())
}

fn get_widget(view: &View<'_>) -> Result<Reply, Fault> {
    let id = {
        let dashboard = Group::of(view)?.dashboard(view)?;
        dashboard.widgets[place_of_widget(view, dashboard)?].id
    };
    widget_reply(view, id)
}

fn replace_widget(change: &mut Change<'_>, body: Value) -> Result<Reply, Fault> {
    let id = edit_one(change, 0, |_, dashboard, _| {
        check_etag(etag(change.call, &body), dashboard.revision)?;
        let place = place_of_widget(change.call, dashboard)?;
        let known = &mut dashboard.widgets[place];
        check_etag(text(&body, "/eTag"), known.revision)?;
        *known = Widget { revision: known.revision + 1, ..new_widget(known.id, &body)? };
        Ok(known.id)
    })?;
    widget_reply(&change.view(), id)
}

fn update_widget(change: &mut Change<'_>, body: Value) -> Result<Reply, Fault> {
    let id = edit_one(change, 0, |_, dashboard, _| {
        check_etag(etag(change.call, &body), dashboard.revision)?;
        let place = place_of_widget(change.call, dashboard)?;
        merge(&mut dashboard.widgets[place], &body)?;
        Ok(dashboard.widgets[place].id)
    })?;
    widget_reply(&change.view(), id)
}

fn delete_widget(change: &mut Change<'_>) -> Result<Reply, Fault> {
    let id = edit_one(change, 0, |_, dashboard, _| {
        let place = place_of_widget(change.call, dashboard)?;
        dashboard.widgets.remove(place);
        Ok(dashboard.id)
    })?;
    answer(&change.view(), id)
}

/// The widgets of the service itself that the examples show: contribution, name, rows and columns.
const TYPES: &[(&str, &str, i64, i64)] = &[
    (".Dashboards.HowToLinksWidget", "Welcome", 2, 2),
    (".Dashboards.MarkdownWidget", "Markdown", 1, 2),
    (".Dashboards.NewWorkItemWidget", "New Work Item", 1, 2),
    (".Dashboards.OtherLinksWidget", "Other Links", 1, 2),
    (".Dashboards.QueryScalarWidget", "Query Tile", 1, 1),
    (".Dashboards.SprintBurndownWidget", "Sprint Burndown", 1, 2),
    (".Dashboards.TeamMembersWidget", "Team Members", 1, 2),
    (".Dashboards.VSLinksWidget", "Visual Studio Shortcuts", 1, 2),
    (".Dashboards.WorkLinksWidget", "Work Links", 1, 2),
];

fn type_json(kind: &(&str, &str, i64, i64)) -> Object {
    let (id, name, rows, columns) = *kind;
    let type_id = format!("Microsoft.VisualStudioOnline{id}");
    let size = Object::new().set("rowSpan", rows).set("columnSpan", columns);
    Object::new()
        .set("contributionId", format!("ms.vss-dashboards-web.{type_id}"))
        .set("typeId", type_id)
        .set("name", name)
        .set("publisherName", "Microsoft")
        .set("isVisibleFromCatalog", true)
        .set("isEnabled", true)
        .set("isNameConfigurable", true)
        .set("allowedSizes", [size])
        .set("supportedScopes", vec!["project_Team"])
}

/// Where the types are, with the project of the path.
fn types_url(view: &View<'_>) -> Result<String, Fault> {
    let project = view.project_of_path()?.map(|project| format!("{}/", project.id));
    Ok(view.urls().at(format_args!("{}_apis/Dashboard/WidgetTypes", project.unwrap_or_default())))
}

fn get_widget_types(view: &View<'_>) -> Result<Reply, Fault> {
    let own = types_url(view)?;
    let types = TYPES.iter().map(type_json);
    Ok(Reply::json(
        Object::new()
            .set("widgetTypes", types.collect::<Json>())
            .set("uri", own.as_str())
            .set("_links", Object::new().set("self", link(own))),
    ))
}

fn get_widget_metadata(view: &View<'_>) -> Result<Reply, Fault> {
    let wanted = view.required("contributionId")?;
    let id = wanted.strip_prefix("ms.vss-dashboards-web.").unwrap_or(wanted);
    let id = id.strip_prefix("Microsoft.VisualStudioOnline");
    let found = TYPES.iter().find(|kind| id.is_some_and(|id| id.eq_ignore_ascii_case(kind.0)));
    let found = found.ok_or_else(|| Fault::widget_type_not_found(wanted))?;
    let uri = format!("{}/{wanted}", types_url(view)?);
    Ok(Reply::json(Object::new().set("uri", uri).set("widgetMetadata", type_json(found))))
}
