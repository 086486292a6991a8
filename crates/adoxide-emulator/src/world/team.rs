//! Teams.

use super::id::{IdentityId, ProjectId, TeamId};
use super::journal::event;
use super::organization::{Recorded, Transaction};
use super::refusal::Refusal;
use super::team_settings::TeamSettings;

/// A team of a project.
#[derive(Clone, Debug)]
pub struct Team {
    /// Its id.
    pub id: TeamId,
    /// Its name.
    pub name: String,
    /// What it is for.
    pub description: String,
    /// Who is in it.
    pub members: Vec<TeamMember>,
    /// How it works.
    pub settings: TeamSettings,
}

/// Somebody in a team.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct TeamMember {
    /// Who.
    pub identity: IdentityId,
    /// Whether they administer the team.
    pub is_team_admin: bool,
}

/// What happens to a team.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
#[allow(missing_docs, reason = "the fields are what their names say")]
pub enum TeamEvent {
    /// It was created.
    Created { project: ProjectId, team: TeamId },
    /// Its name or description changed.
    Updated { project: ProjectId, team: TeamId },
    /// Somebody came into it, or administers it now.
    MemberAdded { project: ProjectId, team: TeamId, member: IdentityId },
    /// How it works changed.
    SettingsChanged { project: ProjectId, team: TeamId },
    /// It was deleted.
    Deleted { project: ProjectId, team: TeamId },
}

event!(TeamEvent);

impl Transaction<'_> {
    /// Creates a team, with its creator as its administrator.
    ///
    /// # Errors
    /// When the name is taken or not allowed, or there is no such project.
    pub fn create_team(
        &mut self,
        project: ProjectId,
        name: String,
        description: String,
    ) -> Result<Recorded<TeamId>, Refusal> {
        let stamp = self.stamp();
        let id = TeamId(self.uuid());
        let process = self.project_by_id(project).ok_or(Refusal::NoProject(project))?.process;
        let system = self.system_process(process);
        let found = self.project_mut(project)?;
        found.check_team_name(None, &name)?;
        let members = vec![TeamMember { identity: stamp.actor, is_team_admin: true }];
        let settings = TeamSettings::new(system);
        found.teams.insert(id, Team { id, name, description, members, settings });
        Ok(self.record(TeamEvent::Created { project, team: id }).with(id))
    }

    /// Renames a team or describes it anew.
    ///
    /// # Errors
    /// When the new name is taken or not allowed, or there is no such project or team.
    pub fn update_team(
        &mut self,
        project: ProjectId,
        team: TeamId,
        name: Option<String>,
        description: Option<String>,
    ) -> Result<Recorded, Refusal> {
        let found = self.project_mut(project)?;
        if let Some(name) = &name {
            found.check_team_name(Some(team), name)?;
        }
        let found = found.teams.get_mut(&team).ok_or(Refusal::NoTeam(team))?;
        if let Some(name) = name {
            found.name = name;
        }
        if let Some(description) = description {
            found.description = description;
        }
        Ok(self.record(TeamEvent::Updated { project, team }))
    }

    /// Puts somebody into a team.
    ///
    /// # Errors
    /// When there is no such project or team.
    pub fn add_team_member(
        &mut self,
        project: ProjectId,
        team: TeamId,
        member: TeamMember,
    ) -> Result<Recorded, Refusal> {
        let found = self.project_mut(project)?;
        let found = found.teams.get_mut(&team).ok_or(Refusal::NoTeam(team))?;
        found.members.retain(|known| known.identity != member.identity);
        found.members.push(member);
        Ok(self.record(TeamEvent::MemberAdded { project, team, member: member.identity }))
    }

    /// Deletes a team.
    ///
    /// # Errors
    /// When there is no such project or team, or it is the default team.
    pub fn delete_team(&mut self, project: ProjectId, team: TeamId) -> Result<Recorded, Refusal> {
        let found = self.project_mut(project)?;
        if found.default_team == Some(team) {
            return Err(Refusal::DefaultTeam);
        }
        found.teams.remove(&team).ok_or(Refusal::NoTeam(team))?;
        found.dashboards.retain(|dashboard| dashboard.team != Some(team));
        Ok(self.record(TeamEvent::Deleted { project, team }))
    }
}
