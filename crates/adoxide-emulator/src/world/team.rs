//! Teams.

use super::id::{IdentityId, TeamId};
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
