//! Teams at work: their settings, iterations, boards and backlogs.

mod backlog;
mod board;
mod capacity;
mod chart;
mod iteration;
mod order;
mod plan;
mod settings;
mod taskboard;

use super::Handler::Quick;
use super::{Call, Handler, project};
use crate::wire::error::Fault;
use crate::wire::json::{Object, link};
use crate::wire::shape::Urls;
use crate::world::Organization;
use crate::world::classification::{Classification, NodeId, StructureGroup};
use crate::world::id::{ProjectId, TeamId};
use crate::world::journal::Stamp;
use crate::world::project::Project;
use crate::world::team::Team;
use crate::world::team_settings::TeamSettings;

pub(super) const HANDLERS: &[(&str, Handler)] = &[
    ("work.get_team_settings", Quick(settings::get_team_settings)),
    ("work.update_team_settings", Quick(settings::update_team_settings)),
    ("work.get_team_field_values", Quick(settings::get_team_field_values)),
    ("work.update_team_field_values", Quick(settings::update_team_field_values)),
    ("work.get_team_iterations", Quick(iteration::get_team_iterations)),
    ("work.post_team_iteration", Quick(iteration::post_team_iteration)),
    ("work.get_team_iteration", Quick(iteration::get_team_iteration)),
    ("work.delete_team_iteration", Quick(iteration::delete_team_iteration)),
    ("work.get_capacities_with_identity_ref_and_totals", Quick(capacity::get_capacities)),
    ("work.replace_capacities_with_identity_ref", Quick(capacity::replace_capacities)),
    ("work.get_capacity_with_identity_ref", Quick(capacity::get_capacity)),
    ("work.update_capacity_with_identity_ref", Quick(capacity::update_capacity)),
    ("work.get_total_iteration_capacities", Quick(capacity::get_total_iteration_capacities)),
    ("work.get_team_days_off", Quick(capacity::get_team_days_off)),
    ("work.get_backlogs", Quick(backlog::get_backlogs)),
    ("work.get_backlog", Quick(backlog::get_backlog)),
    ("work.get_backlog_level_work_items", Quick(backlog::get_backlog_level_work_items)),
    ("work.get_backlog_configurations", Quick(backlog::get_backlog_configurations)),
    ("work.get_process_configuration", Quick(backlog::get_process_configuration)),
    ("work.get_iteration_work_items", Quick(backlog::get_iteration_work_items)),
    ("work.get_boards", Quick(board::get_boards)),
    ("work.get_board", Quick(board::get_board)),
    ("work.set_board_options", Quick(board::set_board_options)),
    ("work.get_board_columns", Quick(board::get_board_columns)),
    ("work.update_board_columns", Quick(board::update_board_columns)),
    ("work.get_board_rows", Quick(board::get_board_rows)),
    ("work.update_board_rows", Quick(board::update_board_rows)),
    ("work.get_board_user_settings", Quick(board::get_board_user_settings)),
    ("work.update_board_user_settings", Quick(board::update_board_user_settings)),
    ("work.get_board_card_settings", Quick(board::get_board_card_settings)),
    ("work.update_board_card_settings", Quick(board::update_board_card_settings)),
    ("work.get_board_card_rule_settings", Quick(board::get_board_card_rule_settings)),
    ("work.update_board_card_rule_settings", Quick(board::update_board_card_rule_settings)),
    ("work.get_board_charts", Quick(board::get_board_charts)),
    ("work.get_board_chart", Quick(board::get_board_chart)),
    ("work.get_board_chart_image", Quick(chart::get_board_chart_image)),
    ("work.get_iteration_chart_image", Quick(chart::get_iteration_chart_image)),
    ("work.get_iterations_chart_image", Quick(chart::get_iterations_chart_image)),
    ("work.get_column_suggested_values", Quick(board::get_column_suggested_values)),
    ("work.get_row_suggested_values", Quick(board::get_row_suggested_values)),
    ("work.reorder_backlog_work_items", Quick(order::reorder_backlog_work_items)),
    ("work.reorder_iteration_work_items", Quick(order::reorder_iteration_work_items)),
    ("work.get_plans", Quick(plan::get_plans)),
    ("work.create_plan", Quick(plan::create_plan)),
    ("work.get_plan", Quick(plan::get_plan)),
    ("work.update_plan", Quick(plan::update_plan)),
    ("work.delete_plan", Quick(plan::delete_plan)),
    ("work.get_delivery_timeline_data", Quick(plan::get_delivery_timeline_data)),
    ("work.update_board_chart", Quick(board::update_board_chart)),
    ("work.get_board_mapping_parent_items", Quick(backlog::get_board_mapping_parent_items)),
    ("work.get_columns", Quick(taskboard::get_columns)),
    ("work.update_columns", Quick(taskboard::update_columns)),
    ("work.get_work_item_columns", Quick(taskboard::get_work_item_columns)),
    ("work.update_work_item_column", Quick(taskboard::update_work_item_column)),
    ("work.update_taskboard_card_settings", Quick(taskboard::update_card_settings)),
    ("work.update_taskboard_card_rule_settings", Quick(taskboard::update_card_rule_settings)),
    ("work.update_team_days_off", Quick(capacity::update_team_days_off)),
];

/// The team that a request is about, and the project that it is in.
#[derive(Clone, Copy)]
pub(super) struct Scope<'w> {
    pub project: &'w Project,
    pub team: &'w Team,
}

impl<'w> Scope<'w> {
    /// The team of the path; the default team where the path has none.
    pub fn of(call: &Call, organization: &'w Organization) -> Result<Self, Fault> {
        let project = project(organization, call.required("project")?)?;
        let team = if let Some(name) = call.argument("team") {
            project.team(name).ok_or_else(|| Fault::team_not_found(name))?
        } else {
            let team = project.default_team.and_then(|id| project.teams.get(&id));
            team.ok_or_else(|| Fault::team_not_found(&project.name))?
        };
        Ok(Self { project, team })
    }

    fn trees(&self) -> &'w Classification {
        &self.project.classification
    }

    fn ids(&self) -> (ProjectId, TeamId) {
        (self.project.id, self.team.id)
    }

    /// Where the resources of the team are: `…/{project}/{team}/_apis/work/…`.
    fn url(&self, urls: &Urls<'_>, path: &str) -> String {
        urls.at(format_args!("{}/{}/_apis/work/{path}", self.project.id, self.team.id))
    }

    /// The links that every resource of a team begins with.
    fn links(&self, urls: &Urls<'_>, own: &str) -> Object {
        let project = urls.project(self.project.id);
        let team = format!("{project}/teams/{}", self.team.id);
        Object::new().set("self", link(own)).set("project", link(project)).set("team", link(team))
    }

    /// An iteration of the project by its GUID.
    fn iteration(&self, identifier: &str) -> Result<NodeId, Fault> {
        let found = identifier.parse().ok().and_then(|id| self.trees().by_identifier(id));
        let found = found.filter(|node| node.group == StructureGroup::Iterations);
        found.map(|node| node.id).ok_or_else(|| Fault::iteration_not_found(identifier))
    }
}

/// Changes the settings of the team of a request.
fn change<T>(
    call: &Call,
    organization: &mut Organization,
    change: impl FnOnce(&Scope<'_>, &mut TeamSettings, Stamp) -> Result<T, Fault>,
) -> Result<T, Fault> {
    let scope = Scope::of(call, organization)?;
    let mut settings = scope.team.settings.clone();
    let stamp = call.stamp();
    let result = change(&scope, &mut settings, stamp)?;
    let (project, team) = scope.ids();
    organization.set_team_settings(stamp, project, team, settings)?;
    Ok(result)
}
