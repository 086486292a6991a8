//! Teams at work: their settings, iterations, boards and backlogs.

use crate::handler::{Change, View};
use crate::wire::error::Fault;
use crate::wire::json::{Object, link};
use crate::wire::shape::Urls;
use crate::world::classification::{Classification, NodeId, StructureGroup};
use crate::world::id::{ProjectId, TeamId};
use crate::world::journal::Stamp;
use crate::world::project::Project;
use crate::world::team::Team;
use crate::world::team_settings::TeamSettings;

/// The team that a request is about, and the project that it is in.
#[derive(Clone, Copy)]
pub(in crate::area) struct Scope<'w> {
    pub project: &'w Project,
    pub team: &'w Team,
}

impl<'w> Scope<'w> {
    /// The team of the path; the default team where the path has none.
    pub fn of(view: &View<'w>) -> Result<Self, Fault> {
        let project = view.project()?;
        let team = if let Some(name) = view.argument("team") {
            project.team(name).ok_or_else(|| Fault::team_not_found(name))?
        } else {
            let team = project.default_team.and_then(|id| project.teams.get(&id));
            team.ok_or_else(|| Fault::team_not_found(&project.name))?
        };
        Ok(Self { project, team })
    }

    pub fn trees(&self) -> &'w Classification {
        &self.project.classification
    }

    pub fn ids(&self) -> (ProjectId, TeamId) {
        (self.project.id, self.team.id)
    }

    /// Where the resources of the team are: `…/{project}/{team}/_apis/work/…`.
    pub fn url(&self, urls: &Urls<'_>, path: &str) -> String {
        urls.at(format_args!("{}/{}/_apis/work/{path}", self.project.id, self.team.id))
    }

    /// The links that every resource of a team begins with.
    pub fn links(&self, urls: &Urls<'_>, own: &str) -> Object {
        let project = urls.project(self.project.id);
        let team = format!("{project}/teams/{}", self.team.id);
        Object::new().set("self", link(own)).set("project", link(project)).set("team", link(team))
    }

    /// An iteration of the project by its GUID.
    pub fn iteration(&self, identifier: &str) -> Result<NodeId, Fault> {
        let found = identifier.parse().ok().and_then(|id| self.trees().by_identifier(id));
        let found = found.filter(|node| node.group == StructureGroup::Iterations);
        found.map(|node| node.id).ok_or_else(|| Fault::iteration_not_found(identifier))
    }
}

/// Changes the settings of the team of a request.
pub(super) fn edit_settings<T>(
    change: &mut Change<'_>,
    make: impl FnOnce(&Scope<'_>, &mut TeamSettings, Stamp) -> Result<T, Fault>,
) -> Result<T, Fault> {
    let scope = Scope::of(&change.view())?;
    let mut settings = scope.team.settings.clone();
    let stamp = change.stamp();
    let result = make(&scope, &mut settings, stamp)?;
    let (project, team) = scope.ids();
    change.make(|tx| tx.set_team_settings(project, team, settings))?;
    Ok(result)
}
