//! The settings of a team, and the areas that it owns.

use adoxide_api::work::meta;
use serde_json::Value;

use super::scope::{Scope, edit_settings};
use crate::area::wit::classification::node_url;
use crate::base::choice;
use crate::handler::handlers;
use crate::handler::{Change, View};
use crate::wire::body::text;
use crate::wire::error::Fault;
use crate::wire::json::{Json, Object, link};
use crate::wire::reply::Reply;
use crate::wire::shape::Urls;
use crate::world::classification::{NodeId, StructureGroup};
use crate::world::team_settings::{BugsBehavior, TeamArea};

handlers! {
    meta::GET_TEAM_SETTINGS => read(get_team_settings),
    meta::UPDATE_TEAM_SETTINGS => change(update_team_settings),
    meta::GET_TEAM_FIELD_VALUES => read(get_team_field_values),
    meta::UPDATE_TEAM_FIELD_VALUES => change(update_team_field_values),
}

pub(super) fn get_team_settings(view: &View<'_>) -> Result<Reply, Fault> {
    let scope = Scope::of(view)?;
    Ok(Reply::json(settings_json(&view.urls(), &scope)))
}

pub(super) fn update_team_settings(change: &mut Change<'_>, body: Value) -> Result<Reply, Fault> {
    edit_settings(change, |scope, settings, _| {
        let iteration = |name: &str| match body.get(name) {
            None | Some(Value::Null) => Ok(None),
            Some(value) => value.as_str().map(|id| scope.iteration(id)).transpose(),
        };
        if let Some(backlog) = iteration("backlogIteration")? {
            settings.backlog_iteration = Some(backlog);
        }
        // As recorded: an iteration takes the place of the macro, and so does the macro of the iteration.
        if let Some(default) = iteration("defaultIteration")? {
            settings.default_iteration = Some(default);
            settings.default_iteration_macro = None;
        } else if let Some(name) = text(&body, "/defaultIterationMacro").filter(|name| !name.is_empty()) {
            if !name.eq_ignore_ascii_case("@currentIteration") {
                return Err(Fault::invalid_parameter("defaultIterationMacro", name));
            }
            settings.default_iteration = None;
            settings.default_iteration_macro = Some("@currentIteration".to_owned());
        }
        if let Some(value) = body.get("bugsBehavior").filter(|value| !value.is_null()) {
            settings.bugs_behavior = bugs_behavior(value)?;
        }
        if let Some(days) = body.get("workingDays").and_then(Value::as_array) {
            let mut wanted = days.iter().map(weekday).collect::<Result<Vec<_>, _>>()?;
            wanted.sort_by_key(|day| WEEKDAYS.iter().position(|(_, _, known)| known == day));
            wanted.dedup();
            settings.working_days = wanted;
        }
        for (level, shown) in body.get("backlogVisibilities").and_then(Value::as_object).into_iter().flatten()
        {
            let known = settings.backlog_visibilities.get_mut(level);
            let shown = shown.as_bool().ok_or_else(|| Fault::invalid_parameter(level, &shown.to_string()))?;
            *known.ok_or_else(|| Fault::invalid_parameter("backlogVisibilities", level))? = shown;
        }
        Ok(())
    })?;
    let scope = Scope::of(&change.view())?;
    Ok(Reply::json(settings_json(&change.urls(), &scope)))
}

fn bugs_behavior(value: &Value) -> Result<BugsBehavior, Fault> {
    let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    let choices = [
        ("off", 0, BugsBehavior::Off),
        ("asRequirements", 1, BugsBehavior::AsRequirements),
        ("asTasks", 2, BugsBehavior::AsTasks),
    ];
    choice(&text, &choices).ok_or_else(|| Fault::invalid_parameter("bugsBehavior", &text))
}

/// In the order of a week of work.
const WEEKDAYS: [(&str, i64, &str); 7] = [
    ("monday", 1, "monday"),
    ("tuesday", 2, "tuesday"),
    ("wednesday", 3, "wednesday"),
    ("thursday", 4, "thursday"),
    ("friday", 5, "friday"),
    ("saturday", 6, "saturday"),
    ("sunday", 0, "sunday"),
];

fn weekday(value: &Value) -> Result<&'static str, Fault> {
    let text = value.as_str().map_or_else(|| value.to_string(), str::to_owned);
    choice(&text, &WEEKDAYS).ok_or_else(|| Fault::invalid_parameter("workingDays", &text))
}

fn settings_json(urls: &Urls<'_>, scope: &Scope<'_>) -> Object {
    let settings = &scope.team.settings;
    let own = scope.url(urls, "teamsettings");
    // As recorded: what nobody set is the GUID of nothing.
    let backlog = match settings.backlog_iteration {
        Some(id) => iteration_reference(urls, scope, id),
        None => Object::new().set("id", uuid::Uuid::nil().to_string()),
    };
    let default = settings.default_iteration.map(|id| iteration_reference(urls, scope, id));
    let nodes = [settings.backlog_iteration, settings.default_iteration].into_iter().flatten();
    let mut nodes: Vec<_> = nodes.map(|id| link(node_url(urls, scope.project, id))).collect();
    // As recorded: one link by itself, several as a list.
    let nodes = match nodes.len() {
        0 => None,
        1 => nodes.pop().map(Json::from),
        _ => Some(nodes.into_iter().collect()),
    };
    let links = scope
        .links(urls, &own)
        .set("teamIterations", link(scope.url(urls, "teamsettings/iterations")))
        .set("teamFieldValues", link(scope.url(urls, "teamsettings/teamfieldvalues")))
        .set_some("classificationNode", nodes);
    let visibilities = settings.backlog_visibilities.iter();
    let visibilities = visibilities.map(|(level, shown)| (level.clone(), (*shown).into()));
    Object::new()
        .set("backlogIteration", backlog)
        .set("bugsBehavior", settings.bugs_behavior.name())
        .set("workingDays", settings.working_days.clone())
        .set("backlogVisibilities", Value::Object(visibilities.collect()))
        .set("defaultIteration", default)
        .set("defaultIterationMacro", settings.default_iteration_macro.clone())
        .set("url", own)
        .set("_links", links)
}

/// As recorded: the path here is the one below the root.
fn iteration_reference(urls: &Urls<'_>, scope: &Scope<'_>, id: NodeId) -> Object {
    let trees = scope.trees();
    let below: Vec<_> = std::iter::once("").chain(trees.names(id).into_iter().skip(1)).collect();
    let node = trees.node(id);
    Object::new()
        .set_some("id", node.map(|node| node.identifier.to_string()))
        .set_some("name", node.map(|node| node.name.as_str()))
        .set("path", below.join("\\"))
        .set("url", node_url(urls, scope.project, id))
}

pub(super) fn get_team_field_values(view: &View<'_>) -> Result<Reply, Fault> {
    let scope = Scope::of(view)?;
    Ok(Reply::json(field_values_json(&view.urls(), &scope)))
}

pub(super) fn update_team_field_values(change: &mut Change<'_>, body: Value) -> Result<Reply, Fault> {
    edit_settings(change, |scope, settings, _| {
        let default = text(&body, "/defaultValue").filter(|path| !path.is_empty());
        let default = default.ok_or_else(|| Fault::team_field_null("DefaultValue"))?;
        let values = body.get("values").and_then(Value::as_array);
        let values = values.ok_or_else(|| Fault::team_field_null("Values"))?;
        let area = |path: &str| {
            let found = scope.trees().by_path(StructureGroup::Areas, path);
            found.ok_or_else(|| Fault::invalid_tree_name(-1, "System.AreaPath"))
        };
        let areas = values.iter().map(|value| {
            let path = text(value, "/value").ok_or_else(|| Fault::team_field_null("Value"))?;
            let include_children = value.get("includeChildren").and_then(Value::as_bool).unwrap_or(false);
            Ok(TeamArea { area: area(path)?, include_children })
        });
        settings.areas = areas.collect::<Result<_, Fault>>()?;
        let default_area = area(default)?;
        if !settings.areas.iter().any(|owned| owned.area == default_area) {
            return Err(Fault::invalid_team_settings(
                "The default team field value must be one of the team field values.",
            ));
        }
        settings.default_area = Some(default_area);
        Ok(())
    })?;
    let scope = Scope::of(&change.view())?;
    Ok(Reply::json(field_values_json(&change.urls(), &scope)))
}

fn field_values_json(urls: &Urls<'_>, scope: &Scope<'_>) -> Object {
    let (trees, settings) = (scope.trees(), &scope.team.settings);
    let values = settings.areas.iter().map(|owned| {
        Object::new().set("value", trees.path(owned.area)).set("includeChildren", owned.include_children)
    });
    let own = scope.url(urls, "teamsettings/teamfieldvalues");
    let areas = node_url(urls, scope.project, trees.root(StructureGroup::Areas));
    let links = scope
        .links(urls, &own)
        .set("teamSettings", link(scope.url(urls, "teamsettings")))
        .set("areaPathClassificationNodes", link(areas));
    let field = Object::new()
        .set("referenceName", "System.AreaPath")
        .set("url", urls.at("_apis/wit/fields/System.AreaPath"));
    Object::new()
        .set("field", field)
        .set("defaultValue", settings.default_area.map(|area| trees.path(area)))
        .set("values", values.collect::<Json>())
        .set("url", own)
        .set("_links", links)
}
