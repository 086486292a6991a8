//! Teams: their members, settings, areas, iterations and backlogs.

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;

use adoxide_api::core::{
    self, GetAllTeams, GetTeam, GetTeamMembersWithExtendedProperties, GetTeams, TeamMember, WebApiTeam,
};
use adoxide_api::path::{IterationGuid, ProjectId, ProjectRef, TeamId, TeamRef};
use adoxide_api::wire::{DateTime, OpenEnum};
use adoxide_api::wit::IdentityRef;
use adoxide_api::work::{
    self, Activity, BacklogConfiguration, BacklogLevelConfiguration, CapacityPatch, DateRange,
    GetTeamIterations, ReorderOperation, ReorderResult, TeamCapacity, TeamFieldValue, TeamFieldValues,
    TeamFieldValuesPatch, TeamMemberCapacityIdentityRef, TeamSetting, TeamSettingsDaysOffPatch,
    TeamSettingsIteration, TeamSettingsPatch, TimeFrame,
};
use jiff::civil::Date;

use super::classification::{ClassificationNode, day, midnight};
use super::identity::{self, Identified, Node, Snapshot, find, is_id};
use super::listing::Listing;
use super::project::{Project, missing};
use super::query::{Query, QueryLink};
use crate::client::Client;
use crate::error::{Error, ErrorKind, Result};

/// A team.
///
/// ```
/// # use adoxide_emulator::Emulator;
/// # use adoxide::{Client, credential::Pat, transport::InProcess};
/// # #[tokio::main(flavor = "current_thread")] async fn main() -> adoxide::Result<()> {
/// # let emulator = Emulator::builder().seed_size(0).operation_duration(std::time::Duration::ZERO).build().unwrap();
/// # let token = emulator.token();
/// # let ado = Client::builder("http://127.0.0.1:1/fabrikam").credential(Pat::new(&token)?)
/// #     .transport(InProcess::new(emulator, axum_core::body::Body::new)).build()?;
/// # let project = ado.create_project("Fabrikam").await?;
/// let team = project.create_team("Web").await?;
/// assert!(project.team("web").ptr_eq(&team));
/// let web = project.areas().await?.create_child("Web").await?;
/// team.set_areas(&web.path(), [(web.path(), true)]).await?;
/// assert_eq!(team.areas().await?.default_value, Some(web.path()));
/// # Ok(()) }
/// ```
///
/// <https://learn.microsoft.com/en-us/rest/api/azure/devops/core/teams>
#[derive(Clone)]
pub struct Team {
    project: Project,
    node: Arc<Node<WebApiTeam>>,
}

impl Identified for WebApiTeam {
    fn identity(&self) -> (Option<&str>, Option<Cow<'_, str>>) {
        (self.id.as_deref(), self.name.as_deref().map(Cow::Borrowed))
    }
}

impl Client {
    /// All teams of the organization that the credential may see.
    pub fn teams(&self) -> Listing<Team> {
        let client = self.clone();
        Listing::new(self.items(core::get_all_teams(GetAllTeams::default())), move |entry| {
            let project = client.project(entry.project_id.as_deref().or(entry.project_name.as_deref())?);
            Some(Team::listed(&project, entry))
        })
    }
}

impl Project {
    /// The team of this name or id. Nothing is asked for.
    pub fn team(&self, name: impl AsRef<str>) -> Team {
        let node = self.client().known().teams.at(self.node().serial(), name.as_ref());
        Team { project: self.clone(), node }
    }

    /// Its teams.
    pub fn teams(&self) -> Listing<Team> {
        let project = self.clone();
        let op = core::get_teams(&self.project_id(), GetTeams::default());
        Listing::new(self.client().items(op), move |entry| Some(Team::listed(&project, entry)))
    }

    /// Makes a team. Who asks is its first member.
    ///
    /// # Errors
    /// [`ErrorKind::Conflict`] or [`ErrorKind::Invalid`] when the name is taken or can't be one, and as any
    /// call.
    pub async fn create_team(&self, name: impl Into<String>) -> Result<Team> {
        let body = core::CreateTeamBody::new(name);
        Ok(Team::listed(self, self.client().call(core::create_team(&self.project_id(), &body)).await?))
    }

    /// Its default team.
    ///
    /// # Errors
    /// As [`snapshot`](Self::snapshot).
    pub async fn default_team(&self) -> Result<Option<Team>> {
        let team = self.snapshot().await?.default_team.clone();
        Ok(team.map(|team| {
            let entry = WebApiTeam { id: team.id, name: team.name, ..WebApiTeam::default() };
            Team { project: self.clone(), node: Team::learn(self, None, entry, false, None) }
        }))
    }

    fn project_id(&self) -> ProjectId {
        (&*self.node().locator()).into()
    }
}

impl Team {
    /// The team of an answer.
    fn listed(project: &Project, entry: WebApiTeam) -> Self {
        Self { project: project.clone(), node: Self::learn(project, None, entry, true, None) }
    }

    fn learn(
        project: &Project,
        node: Option<&Arc<Node<WebApiTeam>>>,
        entry: WebApiTeam,
        whole: bool,
        asked: Option<u64>,
    ) -> Arc<Node<WebApiTeam>> {
        let snapshot = Snapshot { value: Arc::new(entry), whole };
        project.client().known().teams.learn(project.node().serial(), node, snapshot, asked).node
    }

    fn node(&self) -> Arc<Node<WebApiTeam>> {
        find(&self.node)
    }

    fn ids(&self) -> (ProjectId, TeamId) {
        (self.project.project_id(), (&*self.node().locator()).into())
    }

    /// The client that it was made by.
    pub fn client(&self) -> &Client {
        self.project.client()
    }

    /// Its project.
    pub fn project(&self) -> &Project {
        &self.project
    }

    /// The team as two arguments of operations: ids once they are known, names before.
    pub fn locator(&self) -> (ProjectRef, TeamRef) {
        (self.project.locator(), (&*self.node().locator()).into())
    }

    /// Whether this is the same object as another handle.
    pub fn ptr_eq(&self, other: &Self) -> bool {
        identity::same(&self.node, &other.node)
    }

    /// All that the service says about it.
    ///
    /// # Errors
    /// [`ErrorKind::NotFound`] when there is no such team, or the credential may not see it.
    pub async fn snapshot(&self) -> Result<Arc<WebApiTeam>> {
        identity::load(&self.node, true, |node| async move {
            let asked = node.refreshed();
            let id: TeamId = (&*node.locator()).into();
            let op = core::get_team(&self.project.project_id(), &id, GetTeam::default());
            let team = self.client().call(op).await?;
            Self::learn(&self.project, Some(&node), team.clone(), true, Some(asked));
            Ok(Arc::new(team))
        })
        .await
    }

    /// Forgets what it looked like; it is fetched again when it is next wanted.
    pub fn refresh(&self) {
        self.node().refresh();
    }

    /// Fetches what it looks like now.
    ///
    /// # Errors
    /// As [`snapshot`](Self::snapshot).
    pub async fn reload(&self) -> Result<Arc<WebApiTeam>> {
        self.refresh();
        self.snapshot().await
    }

    /// Its id.
    ///
    /// # Errors
    /// As [`snapshot`](Self::snapshot), where it is not known yet.
    pub async fn id(&self) -> Result<String> {
        if let Some(id) = self.node().id() {
            return Ok(id.to_string());
        }
        self.snapshot().await?.id.clone().ok_or_else(|| missing("id"))
    }

    /// Its name as the service writes it.
    ///
    /// # Errors
    /// As [`snapshot`](Self::snapshot).
    pub async fn name(&self) -> Result<String> {
        self.snapshot().await?.name.clone().ok_or_else(|| missing("name"))
    }

    /// What it is about, if that was written down.
    ///
    /// # Errors
    /// As [`snapshot`](Self::snapshot).
    pub async fn description(&self) -> Result<Option<String>> {
        Ok(self.snapshot().await?.description.clone())
    }

    /// Changes what is set in `changes`: name or description.
    ///
    /// # Errors
    /// As [`Project::create_team`].
    pub async fn update(&self, changes: &WebApiTeam) -> Result<()> {
        let (project, team) = self.ids();
        let changed = self.client().call(core::update_team(&project, &team, changes)).await?;
        Self::learn(&self.project, Some(&self.node()), changed, true, None);
        Ok(())
    }

    /// Gives it another name.
    ///
    /// # Errors
    /// As [`update`](Self::update).
    pub async fn rename(&self, name: impl Into<String>) -> Result<()> {
        self.update(&WebApiTeam { name: Some(name.into()), ..WebApiTeam::default() }).await
    }

    /// Deletes it, with its boards and settings. Work items stay.
    ///
    /// # Errors
    /// As any call.
    pub async fn delete(&self) -> Result<()> {
        let (project, team) = self.ids();
        self.client().call(core::delete_team(&project, &team)).await?;
        self.client().known().teams.forget(&self.node);
        Ok(())
    }

    /// Its members, each with whether it is an administrator of the team.
    pub fn members(&self) -> Listing<TeamMember> {
        let (project, team) = self.ids();
        let params = GetTeamMembersWithExtendedProperties::default();
        let op = core::get_team_members_with_extended_properties(&project, &team, params);
        Listing::new(self.client().items(op), Some)
    }

    /// Its administrators.
    ///
    /// # Errors
    /// As any call.
    pub async fn admins(&self) -> Result<Vec<IdentityRef>> {
        let members = self.members().all().await?;
        let admins = members.into_iter().filter(|member| member.is_team_admin == Some(true));
        Ok(admins.filter_map(|member| member.identity).collect())
    }

    /// A query for this team: `@CurrentIteration` and `@TeamAreas` are its own.
    pub fn wiql(&self, text: impl Into<String>) -> Query {
        self.project.wiql(text).team(&*self.node().locator())
    }

    /// How it works: its days of work, what bugs are, which backlogs it has, where its work begins.
    ///
    /// <https://learn.microsoft.com/en-us/rest/api/azure/devops/work/teamsettings>
    ///
    /// # Errors
    /// As any call.
    pub async fn settings(&self) -> Result<TeamSetting> {
        let (project, team) = self.locator();
        self.client().call(work::get_team_settings(&project, Some(&team))).await
    }

    /// Changes what is set in `changes`.
    ///
    /// # Errors
    /// [`ErrorKind::Invalid`] when the service refuses a value, and as any call.
    pub async fn update_settings(&self, changes: &TeamSettingsPatch) -> Result<TeamSetting> {
        let (project, team) = self.locator();
        self.client().call(work::update_team_settings(&project, Some(&team), changes)).await
    }

    /// The areas that it owns, and the one that new work items get.
    ///
    /// <https://learn.microsoft.com/en-us/rest/api/azure/devops/work/teamfieldvalues>
    ///
    /// # Errors
    /// As any call.
    pub async fn areas(&self) -> Result<TeamFieldValues> {
        let (project, team) = self.locator();
        self.client().call(work::get_team_field_values(&project, Some(&team))).await
    }

    /// Sets the areas that it owns, by path and with whether those below belong to it, and the one of them
    /// that new work items get.
    ///
    /// # Errors
    /// [`ErrorKind::Invalid`] when one of them is not there, or the default is none of them; and as any call.
    pub async fn set_areas<P: Into<String>>(
        &self,
        default: &str,
        areas: impl IntoIterator<Item = (P, bool)>,
    ) -> Result<TeamFieldValues> {
        let area = |(path, below): (P, bool)| TeamFieldValue {
            value: Some(path.into()),
            include_children: Some(below),
            ..TeamFieldValue::default()
        };
        let body = TeamFieldValuesPatch {
            default_value: Some(default.to_owned()),
            values: Some(areas.into_iter().map(area).collect()),
            ..TeamFieldValuesPatch::default()
        };
        let (project, team) = self.locator();
        self.client().call(work::update_team_field_values(&project, Some(&team), &body)).await
    }

    /// The iterations that it takes part in.
    pub fn iterations(&self) -> Listing<TeamIteration> {
        self.iterations_with(GetTeamIterations::default())
    }

    /// The iteration that it is in now, if there is one.
    ///
    /// # Errors
    /// As any call.
    pub async fn current_iteration(&self) -> Result<Option<TeamIteration>> {
        let params = GetTeamIterations { timeframe: Some(TimeFrame::Current.as_str().to_owned()) };
        self.iterations_with(params).next().await.transpose()
    }

    fn iterations_with(&self, params: GetTeamIterations) -> Listing<TeamIteration> {
        let (project, team) = self.locator();
        let this = self.clone();
        let items = self.client().items(work::get_team_iterations(&project, Some(&team), params));
        Listing::new(items, move |value| Some(TeamIteration { team: this.clone(), value }))
    }

    /// An iteration that it takes part in, by its id, name or path.
    ///
    /// # Errors
    /// [`ErrorKind::NotFound`] when there is none, [`ErrorKind::Invalid`] when several have the name, and as
    /// any call.
    pub async fn iteration(&self, wanted: impl AsRef<str>) -> Result<TeamIteration> {
        let wanted = wanted.as_ref();
        if is_id(wanted) {
            let (project, team) = self.locator();
            let op = work::get_team_iteration(&project, Some(&team), &wanted.into());
            return Ok(TeamIteration { team: self.clone(), value: self.client().call(op).await? });
        }
        let is = |name: &str| name.to_lowercase() == wanted.to_lowercase();
        let all = self.iterations().all().await?;
        let mut found = all.into_iter().filter(|known| is(known.path()) || is(known.name()));
        match (found.next(), found.next()) {
            (Some(one), None) => Ok(one),
            (None, _) => {
                let what = format!("the team takes part in no iteration \"{wanted}\"");
                Err(Error::new(ErrorKind::NotFound, what).advise("add it to the team"))
            }
            (Some(_), Some(_)) => {
                let what = format!("several iterations of the team are called \"{wanted}\"");
                Err(Error::new(ErrorKind::Invalid, what).advise("give the path, or the id"))
            }
        }
    }

    /// Lets it take part in an iteration of the project.
    ///
    /// # Errors
    /// [`ErrorKind::Invalid`] when the team has no backlog iteration, or this one is not below it; and as any
    /// call.
    pub async fn add_iteration(&self, iteration: &ClassificationNode) -> Result<TeamIteration> {
        let body = TeamSettingsIteration {
            id: Some(iteration.identifier()?.to_owned()),
            ..TeamSettingsIteration::default()
        };
        let (project, team) = self.locator();
        let op = work::post_team_iteration(&project, Some(&team), &body);
        Ok(TeamIteration { team: self.clone(), value: self.client().call(op).await? })
    }

    /// Its backlog levels, the highest first, hidden ones too.
    ///
    /// <https://learn.microsoft.com/en-us/rest/api/azure/devops/work/backlogs>
    pub fn backlogs(&self) -> Listing<BacklogLevelConfiguration> {
        let (project, team) = self.locator();
        Listing::new(self.client().items(work::get_backlogs(&project, &team)), Some)
    }

    /// What is on a backlog (`Microsoft.RequirementCategory`), in its order.
    ///
    /// # Errors
    /// [`ErrorKind::NotFound`] when there is no such backlog, and as any call.
    pub async fn backlog_work_items(&self, backlog: &str) -> Result<Vec<QueryLink>> {
        let (project, team) = self.locator();
        let op = work::get_backlog_level_work_items(&project, &team, &backlog.into());
        let found = self.client().call(op).await?.work_items;
        Ok(found.iter().flatten().filter_map(QueryLink::read).collect())
    }

    /// Which types and states its backlogs are made of.
    ///
    /// <https://learn.microsoft.com/en-us/rest/api/azure/devops/work/backlogconfiguration>
    ///
    /// # Errors
    /// As any call.
    pub async fn backlog_configuration(&self) -> Result<BacklogConfiguration> {
        let (project, team) = self.locator();
        self.client().call(work::get_backlog_configurations(&project, Some(&team))).await
    }

    /// Puts work items at another place of the backlog: between two others, below another one. What becomes
    /// of the order of each.
    ///
    /// <https://learn.microsoft.com/en-us/rest/api/azure/devops/work/workitemsorder>
    ///
    /// # Errors
    /// [`ErrorKind::Invalid`] when they can't be there, and as any call.
    pub async fn reorder(&self, operation: &ReorderOperation) -> Result<Vec<ReorderResult>> {
        let (project, team) = self.locator();
        let op = work::reorder_backlog_work_items(&project, &team, operation);
        for id in operation.ids.iter().flatten() {
            self.client().work_item(*id).refresh();
        }
        self.client().items(op).all().await
    }
}

impl fmt::Debug for Team {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Team({})", self.node().label())
    }
}

/// An iteration that a team takes part in, as it was when it was asked for.
///
/// <https://learn.microsoft.com/en-us/rest/api/azure/devops/work/iterations>
#[derive(Clone)]
pub struct TeamIteration {
    team: Team,
    value: TeamSettingsIteration,
}

impl TeamIteration {
    /// All that the service says about it.
    pub fn value(&self) -> &TeamSettingsIteration {
        &self.value
    }

    /// The team.
    pub fn team(&self) -> &Team {
        &self.team
    }

    fn client(&self) -> &Client {
        self.team.client()
    }

    fn locator(&self) -> Result<(ProjectRef, TeamRef, IterationGuid)> {
        let (project, team) = self.team.locator();
        Ok((project, team, self.id()?.into()))
    }

    /// Its id.
    ///
    /// # Errors
    /// [`ErrorKind::Decode`] when the service did not say it.
    pub fn id(&self) -> Result<&str> {
        self.value.id.as_deref().ok_or_else(|| missing("id"))
    }

    /// Its name.
    pub fn name(&self) -> &str {
        self.value.name.as_deref().unwrap_or_default()
    }

    /// Its path as work items have it: `Fabrikam\Sprint 1`.
    pub fn path(&self) -> &str {
        self.value.path.as_deref().unwrap_or_default()
    }

    /// Its first day, if it was set.
    pub fn start_date(&self) -> Option<Date> {
        Some(day(self.value.attributes.as_ref()?.start_date.as_ref()?.timestamp()?))
    }

    /// Its last day, if it was set.
    pub fn finish_date(&self) -> Option<Date> {
        Some(day(self.value.attributes.as_ref()?.finish_date.as_ref()?.timestamp()?))
    }

    /// Whether it is over, now, or to come.
    pub fn time_frame(&self) -> Option<&TimeFrame> {
        self.value.attributes.as_ref()?.time_frame.as_ref()
    }

    /// Takes the team out of it. The iteration stays, and what is in it.
    ///
    /// # Errors
    /// As any call.
    pub async fn remove(&self) -> Result<()> {
        let (project, team) = self.team.locator();
        self.client().call(work::delete_team_iteration(&project, Some(&team), &self.id()?.into())).await
    }

    /// What is in it: work items, and below those their parts.
    ///
    /// # Errors
    /// As any call.
    pub async fn work_items(&self) -> Result<Vec<QueryLink>> {
        let (project, team, iteration) = self.locator()?;
        let op = work::get_iteration_work_items(&project, Some(&team), &iteration);
        let found = self.client().call(op).await?.work_item_relations;
        Ok(found.iter().flatten().filter_map(QueryLink::read).collect())
    }

    /// Who can do how much a day, and when they are away.
    ///
    /// <https://learn.microsoft.com/en-us/rest/api/azure/devops/work/capacities>
    ///
    /// # Errors
    /// As any call.
    pub async fn capacities(&self) -> Result<TeamCapacity> {
        let (project, team, iteration) = self.locator()?;
        let op = work::get_capacities_with_identity_ref_and_totals(&project, Some(&team), &iteration);
        self.client().call(op).await
    }

    /// What one member can do, by id, sign-in address or name.
    ///
    /// # Errors
    /// As [`Client::identity_id`], and [`ErrorKind::NotFound`] when it is not a member.
    pub async fn capacity(&self, member: &str) -> Result<TeamMemberCapacityIdentityRef> {
        let member = self.client().identity_id(member).await?;
        let (project, team, iteration) = self.locator()?;
        let op =
            work::get_capacity_with_identity_ref(&project, Some(&team), &iteration, &member.as_str().into());
        self.client().call(op).await
    }

    /// Says what one member can do: hours a day by activity (`Development`, or nothing), and the first and
    /// last days of when it is away.
    ///
    /// # Errors
    /// As [`capacity`](Self::capacity).
    pub async fn set_capacity<'a>(
        &self,
        member: &str,
        activities: impl IntoIterator<Item = (&'a str, f64)>,
        days_off: impl IntoIterator<Item = (Date, Date)>,
    ) -> Result<TeamMemberCapacityIdentityRef> {
        let activity = |(name, hours): (&str, f64)| Activity {
            name: Some(name.to_owned()),
            capacity_per_day: Some(hours),
            ..Activity::default()
        };
        let body = CapacityPatch {
            activities: Some(activities.into_iter().map(activity).collect()),
            days_off: Some(ranges(days_off)),
            ..CapacityPatch::default()
        };
        let member = self.client().identity_id(member).await?;
        let (project, team, iteration) = self.locator()?;
        let member = member.as_str().into();
        let op = work::update_capacity_with_identity_ref(&project, Some(&team), &iteration, &member, &body);
        self.client().call(op).await
    }

    /// Says what all members can do; who is not named can do nothing.
    ///
    /// # Errors
    /// [`ErrorKind::NotFound`] when one of them is not a member, and as any call.
    pub async fn replace_capacities(
        &self,
        capacities: &[TeamMemberCapacityIdentityRef],
    ) -> Result<Vec<TeamMemberCapacityIdentityRef>> {
        let (project, team, iteration) = self.locator()?;
        let op = work::replace_capacities_with_identity_ref(&project, Some(&team), &iteration, capacities);
        self.client().items(op).all().await
    }

    /// The first and last days of when the whole team is away.
    ///
    /// <https://learn.microsoft.com/en-us/rest/api/azure/devops/work/teamdaysoff>
    ///
    /// # Errors
    /// As any call.
    pub async fn days_off(&self) -> Result<Vec<(Date, Date)>> {
        let (project, team, iteration) = self.locator()?;
        let found = self.client().call(work::get_team_days_off(&project, Some(&team), &iteration)).await?;
        let date = |date: &Option<DateTime>| date.as_ref().and_then(DateTime::timestamp).map(day);
        let range = |range: &DateRange| Some((date(&range.start)?, date(&range.end)?));
        let ranges: Option<Vec<_>> = found.days_off.iter().flatten().map(range).collect();
        ranges.ok_or_else(|| missing("start"))
    }

    /// Says when the whole team is away.
    ///
    /// # Errors
    /// As any call.
    pub async fn set_days_off(&self, days: impl IntoIterator<Item = (Date, Date)>) -> Result<()> {
        let (project, team, iteration) = self.locator()?;
        let body =
            TeamSettingsDaysOffPatch { days_off: Some(ranges(days)), ..TeamSettingsDaysOffPatch::default() };
        self.client()
            .call(work::update_team_days_off(&project, Some(&team), &iteration, &body))
            .await
            .map(drop)
    }

    /// Puts work items at another place of the iteration: between two others, below another one.
    ///
    /// # Errors
    /// As [`Team::reorder`].
    pub async fn reorder(&self, operation: &ReorderOperation) -> Result<Vec<ReorderResult>> {
        let (project, team, iteration) = self.locator()?;
        let op = work::reorder_iteration_work_items(&project, &team, &iteration, operation);
        for id in operation.ids.iter().flatten() {
            self.client().work_item(*id).refresh();
        }
        self.client().items(op).all().await
    }
}

fn ranges(days: impl IntoIterator<Item = (Date, Date)>) -> Vec<DateRange> {
    let range = |(start, end): (Date, Date)| DateRange {
        start: Some(DateTime::from(midnight(start).as_str())),
        end: Some(DateTime::from(midnight(end).as_str())),
        ..DateRange::default()
    };
    days.into_iter().map(range).collect()
}

impl fmt::Debug for TeamIteration {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "TeamIteration({})", self.path())
    }
}
