//! Dashboards of projects and teams, and the widgets on them.

use std::fmt;

use adoxide_api::dashboard::{
    self, Dashboard as Wire, DashboardScope, GetWidgets, ReplaceWidgets, Widget as WireWidget,
    WidgetMetadata, WidgetPosition, WidgetScope, WidgetSize,
};
use adoxide_api::path::{DashboardId, ProjectRef, TeamRef, WidgetId};

use super::identity::is_id;
use super::listing::Listing;
use super::project::{Project, missing};
use super::team::Team;
use crate::client::Client;
use crate::error::{Error, ErrorKind, Result};

/// How many times a change of a widget is made again where other widgets changed meanwhile.
const TRIES: usize = 5;

/// Whose dashboards they are: a project's, or a team's.
#[derive(Clone)]
struct Owner {
    project: Project,
    team: Option<Team>,
}

impl Owner {
    fn client(&self) -> &Client {
        self.project.client()
    }

    fn locator(&self) -> (ProjectRef, Option<TeamRef>) {
        match &self.team {
            Some(team) => {
                let (project, team) = team.locator();
                (project, Some(team))
            }
            None => (self.project.locator(), None),
        }
    }

    fn dashboards(&self) -> Listing<Dashboard> {
        let (project, team) = self.locator();
        let owner = self.clone();
        let items = self.client().items(dashboard::get_dashboards_by_project(&project, team.as_ref()));
        Listing::new(items, move |value| Dashboard::new(&owner, value))
    }

    async fn by_id(&self, id: &str) -> Result<Dashboard> {
        let (project, team) = self.locator();
        let op = dashboard::get_dashboard(&project, team.as_ref(), &id.into());
        let value = self.client().call(op).await?;
        Dashboard::new(self, value).ok_or_else(|| missing("id"))
    }

    async fn find(&self, wanted: &str) -> Result<Dashboard> {
        if is_id(wanted) {
            return self.by_id(wanted).await;
        }
        let mut named = self.dashboards().all().await?;
        named.retain(|known| known.name().to_lowercase() == wanted.to_lowercase());
        // Those of teams have names of their own: the project's come first.
        if self.team.is_none() && named.iter().any(|known| known.owner.team.is_none()) {
            named.retain(|known| known.owner.team.is_none());
        }
        match (named.pop(), named.len()) {
            (Some(found), 0) => found.owner.by_id(&found.id).await,
            (None, _) => {
                let what = format!("there is no dashboard \"{wanted}\" in {self:?}");
                Err(Error::new(ErrorKind::NotFound, what).advise("check its name"))
            }
            (Some(_), _) => {
                let what = format!("several teams have a dashboard \"{wanted}\"");
                Err(Error::new(ErrorKind::Invalid, what).advise("ask the team for it, or give its id"))
            }
        }
    }

    fn create(&self, name: String) -> NewDashboard {
        NewDashboard { owner: self.clone(), body: Wire { name: Some(name), ..Wire::default() } }
    }
}

impl fmt::Debug for Owner {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.team {
            Some(team) => team.fmt(f),
            None => self.project.fmt(f),
        }
    }
}

impl Project {
    fn owner(&self) -> Owner {
        Owner { project: self.clone(), team: None }
    }

    /// Its dashboards and those of its teams, without their widgets.
    pub fn dashboards(&self) -> Listing<Dashboard> {
        self.owner().dashboards()
    }

    /// The dashboard of this name, in any letter case, or id. One of the project goes before one of a team.
    ///
    /// # Errors
    /// [`ErrorKind::NotFound`] when there is none, [`ErrorKind::Invalid`] when several teams have one of the name, and
    /// as any call.
    pub async fn dashboard(&self, name: impl AsRef<str>) -> Result<Dashboard> {
        self.owner().find(name.as_ref()).await
    }

    /// A dashboard of the project that is to be made.
    pub fn create_dashboard(&self, name: impl Into<String>) -> NewDashboard {
        self.owner().create(name.into())
    }

    /// The types of widgets that dashboards of teams can have.
    ///
    /// <https://learn.microsoft.com/en-us/rest/api/azure/devops/dashboard/widget-types>
    ///
    /// # Errors
    /// As any call.
    pub async fn widget_types(&self) -> Result<Vec<WidgetMetadata>> {
        let op = dashboard::get_widget_types(Some(&self.locator()), &WidgetScope::ProjectTeam);
        Ok(self.client().call(op).await?.widget_types.unwrap_or_default())
    }

    /// The type of widgets of this contribution.
    ///
    /// # Errors
    /// [`ErrorKind::NotFound`] when there is none, and as any call.
    pub async fn widget_type(&self, contribution: impl AsRef<str>) -> Result<WidgetMetadata> {
        let op = dashboard::get_widget_metadata(Some(&self.locator()), &contribution.as_ref().into());
        self.client().call(op).await?.widget_metadata.ok_or_else(|| missing("widgetMetadata"))
    }
}

impl Team {
    fn owner(&self) -> Owner {
        Owner { project: self.project().clone(), team: Some(self.clone()) }
    }

    /// Its dashboards, without their widgets.
    pub fn dashboards(&self) -> Listing<Dashboard> {
        self.owner().dashboards()
    }

    /// Its dashboard of this name, in any letter case, or id.
    ///
    /// # Errors
    /// [`ErrorKind::NotFound`] when there is none, and as any call.
    pub async fn dashboard(&self, name: impl AsRef<str>) -> Result<Dashboard> {
        self.owner().find(name.as_ref()).await
    }

    /// A dashboard of the team that is to be made.
    pub fn create_dashboard(&self, name: impl Into<String>) -> NewDashboard {
        self.owner().create(name.into())
    }
}

/// A dashboard, as it was when it was asked for.
///
/// A change goes along with the version (the `eTag`) of what was read: where somebody else changed the dashboard
/// meanwhile, nothing is overwritten, and the error is of kind [`Conflict`](ErrorKind::Conflict).
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
/// use adoxide::resource::NewWidget;
///
/// let team = project.default_team().await?.unwrap();
/// let mut dashboard = team.create_dashboard("Health").await?;
/// let note = NewWidget::markdown("Read me", "# Welcome").at(1, 1).size(1, 2);
/// let widget = dashboard.add_widget(note).await?;
/// assert_eq!(team.dashboard("health").await?.widget("Read me").await?.id(), widget.id());
/// # Ok(()) }
/// ```
///
/// <https://learn.microsoft.com/en-us/rest/api/azure/devops/dashboard/dashboards>
#[derive(Clone)]
pub struct Dashboard {
    owner: Owner,
    id: String,
    value: Wire,
}

impl Dashboard {
    fn new(asked: &Owner, value: Wire) -> Option<Self> {
        let id = value.id.clone()?;
        let is_of_team = value.dashboard_scope == Some(DashboardScope::ProjectTeam);
        let team = match &asked.team {
            Some(team) => Some(team.clone()),
            None => value.group_id.as_deref().filter(|_| is_of_team).map(|id| asked.project.team(id)),
        };
        Some(Self { owner: Owner { project: asked.project.clone(), team }, id, value })
    }

    fn client(&self) -> &Client {
        self.owner.client()
    }

    fn locator(&self) -> (ProjectRef, Option<TeamRef>, DashboardId) {
        let (project, team) = self.owner.locator();
        (project, team, self.id.as_str().into())
    }

    /// All that the service says about it; lists leave its widgets out.
    pub fn value(&self) -> &Wire {
        &self.value
    }

    /// Its project.
    pub fn project(&self) -> &Project {
        &self.owner.project
    }

    /// Its team; none for one of the project.
    pub fn team(&self) -> Option<&Team> {
        self.owner.team.as_ref()
    }

    /// Its id.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// Its name.
    pub fn name(&self) -> &str {
        self.value.name.as_deref().unwrap_or_default()
    }

    /// What it is for, if that was written down.
    pub fn description(&self) -> Option<&str> {
        self.value.description.as_deref()
    }

    /// The version (the `eTag`) that was read.
    pub fn version(&self) -> Option<&str> {
        self.value.e_tag.as_deref()
    }

    /// Fetches what it looks like now, with its widgets.
    ///
    /// # Errors
    /// [`ErrorKind::NotFound`] when it is gone, and as any call.
    pub async fn reload(&mut self) -> Result<()> {
        *self = self.owner.by_id(&self.id).await?;
        Ok(())
    }

    /// Changes it: what `change` leaves alone stays as it is. Widgets stay unless `change` sets them, which replaces
    /// all.
    ///
    /// # Errors
    /// [`ErrorKind::Conflict`] when somebody else changed it meanwhile, [`ErrorKind::AlreadyExists`] when the name is
    /// taken, and as any call.
    pub async fn update(&mut self, change: impl FnOnce(&mut Wire)) -> Result<()> {
        let mut body = Wire { widgets: None, ..self.value.clone() };
        change(&mut body);
        let (project, team, id) = self.locator();
        self.value =
            self.client().call(dashboard::replace_dashboard(&project, team.as_ref(), &id, &body)).await?;
        Ok(())
    }

    /// Renames it.
    ///
    /// # Errors
    /// As [`update`](Self::update).
    pub async fn rename(&mut self, name: impl Into<String>) -> Result<()> {
        let name = name.into();
        self.update(|dashboard| dashboard.name = Some(name)).await
    }

    /// Deletes it with its widgets.
    ///
    /// # Errors
    /// As any call.
    pub async fn delete(&self) -> Result<()> {
        let (project, team, id) = self.locator();
        self.client().call(dashboard::delete_dashboard(&project, team.as_ref(), &id)).await
    }

    /// The widgets that it has now.
    ///
    /// <https://learn.microsoft.com/en-us/rest/api/azure/devops/dashboard/widgets>
    pub fn widgets(&self) -> Listing<Widget> {
        let (project, team, id) = self.locator();
        let op = dashboard::get_widgets(&project, team.as_ref(), &id, GetWidgets::default());
        let (owner, dashboard) = (self.owner.clone(), self.id.clone());
        Listing::new(self.client().items(op), move |value| Widget::new(&owner, &dashboard, value))
    }

    /// The widget of this name, in any letter case, or id.
    ///
    /// # Errors
    /// [`ErrorKind::NotFound`] when it has none, [`ErrorKind::Invalid`] when it has several of the name, and as any
    /// call.
    pub async fn widget(&self, wanted: impl AsRef<str>) -> Result<Widget> {
        let wanted = wanted.as_ref();
        if is_id(wanted) {
            return Widget::by_id(&self.owner, &self.id, wanted).await;
        }
        let mut named = self.widgets().all().await?;
        named.retain(|known| known.name().to_lowercase() == wanted.to_lowercase());
        match (named.pop(), named.len()) {
            (Some(found), 0) => Ok(found),
            (None, _) => {
                let what = format!("{self:?} has no widget \"{wanted}\"");
                Err(Error::new(ErrorKind::NotFound, what).advise("check its name"))
            }
            (Some(_), _) => {
                let what = format!("{self:?} has several widgets \"{wanted}\"");
                Err(Error::new(ErrorKind::Invalid, what).advise("give the id"))
            }
        }
    }

    /// The dashboard as widgets refer to it: its version alone.
    fn reference(version: Option<&str>) -> Wire {
        Wire { e_tag: version.map(str::to_owned), ..Wire::default() }
    }

    /// Adds a widget.
    ///
    /// # Errors
    /// [`ErrorKind::Conflict`] when somebody else changed the dashboard meanwhile, [`ErrorKind::Invalid`] when the
    /// service refuses the widget, and as any call.
    pub async fn add_widget(&mut self, widget: NewWidget) -> Result<Widget> {
        let body = WireWidget { dashboard: Some(Self::reference(self.version())), ..widget.0 };
        let (project, team, id) = self.locator();
        let made = self.client().call(dashboard::create_widget(&project, team.as_ref(), &id, &body)).await?;
        self.follow(&made).await?;
        Widget::new(&self.owner, &self.id, made).ok_or_else(|| missing("id"))
    }

    /// Keeps the version that the dashboard has after a change of a widget.
    async fn follow(&mut self, widget: &WireWidget) -> Result<()> {
        let version = widget.dashboard.as_ref().and_then(|dashboard| dashboard.e_tag.clone());
        let Some(version) = version else { return self.reload().await };
        self.value.e_tag = Some(version);
        if let Some(widgets) = &mut self.value.widgets {
            widgets.retain(|known| known.id != widget.id);
            widgets.push(widget.clone());
        }
        Ok(())
    }

    /// Puts these widgets in the place of all that it has. One with the id of a widget that is there changes it, one
    /// without an id is new.
    ///
    /// # Errors
    /// [`ErrorKind::Conflict`] when somebody else changed the dashboard meanwhile, [`ErrorKind::Invalid`] when the
    /// service refuses a widget, and as any call.
    pub async fn replace_widgets(&mut self, widgets: &[WireWidget]) -> Result<()> {
        let (project, team, id) = self.locator();
        let params = ReplaceWidgets { e_tag: self.value.e_tag.clone() };
        let op = dashboard::replace_widgets(&project, team.as_ref(), &id, widgets, params);
        let answer = self.client().send(op).await?;
        match answer.etag().map(|tag| tag.trim_matches('"').to_owned()) {
            Some(version) => {
                let widgets = answer.body.into_vec().map_err(|item| Error::item(&item))?;
                (self.value.e_tag, self.value.widgets) = (Some(version), Some(widgets));
                Ok(())
            }
            None => self.reload().await,
        }
    }

    /// Takes a widget off it.
    ///
    /// # Errors
    /// [`ErrorKind::NotFound`] when it has none of this id, and as any call.
    pub async fn remove_widget(&mut self, widget: &str) -> Result<()> {
        let (project, team, id) = self.locator();
        let op = dashboard::delete_widget(&project, team.as_ref(), &id, &widget.into());
        self.value = self.client().call(op).await?;
        Ok(())
    }
}

impl fmt::Debug for Dashboard {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Dashboard({} of {:?})", self.name(), self.owner)
    }
}

/// A dashboard that is to be made. `.await` makes it.
#[derive(Clone, Debug)]
#[must_use = "a dashboard is not made until this is awaited"]
pub struct NewDashboard {
    owner: Owner,
    body: Wire,
}

impl NewDashboard {
    /// What it is for.
    pub fn description(mut self, description: impl Into<String>) -> Self {
        self.body.description = Some(description.into());
        self
    }

    /// Has it read again every so many minutes; never, by default.
    pub fn refresh_minutes(mut self, minutes: u32) -> Self {
        self.body.refresh_interval = Some(i64::from(minutes));
        self
    }

    /// With this widget; may be called several times.
    pub fn widget(mut self, widget: NewWidget) -> Self {
        self.body.widgets.get_or_insert_default().push(widget.0);
        self
    }

    async fn create(self) -> Result<Dashboard> {
        let (project, team) = self.owner.locator();
        let op = dashboard::create_dashboard(&project, team.as_ref(), &self.body);
        let made = self.owner.client().call(op).await?;
        Dashboard::new(&self.owner, made).ok_or_else(|| missing("id"))
    }
}

awaitable!(NewDashboard => Dashboard, create;);

/// A widget that is to be put on a dashboard.
#[derive(Clone, Debug, PartialEq)]
#[must_use = "a widget is not made until a dashboard takes it"]
pub struct NewWidget(WireWidget);

impl NewWidget {
    /// A widget of this type: the id of its contribution, as [types](Project::widget_types) have it.
    pub fn new(name: impl Into<String>, contribution: impl Into<String>) -> Self {
        Self(WireWidget {
            name: Some(name.into()),
            contribution_id: Some(contribution.into()),
            ..WireWidget::default()
        })
    }

    /// A widget that shows this Markdown.
    pub fn markdown(name: impl Into<String>, text: impl Into<String>) -> Self {
        let kind = "ms.vss-dashboards-web.Microsoft.VisualStudioOnline.Dashboards.MarkdownWidget";
        Self::new(name, kind).settings(text)
    }

    /// In this row and column, from 1.
    pub fn at(mut self, row: u32, column: u32) -> Self {
        self.0.position = Some(WidgetPosition {
            row: Some(i64::from(row)),
            column: Some(i64::from(column)),
            ..WidgetPosition::default()
        });
        self
    }

    /// So many rows and columns large, as its type allows.
    pub fn size(mut self, rows: u32, columns: u32) -> Self {
        self.0.size = Some(WidgetSize {
            row_span: Some(i64::from(rows)),
            column_span: Some(i64::from(columns)),
            ..WidgetSize::default()
        });
        self
    }

    /// With these settings: JSON as text for most types.
    pub fn settings(mut self, settings: impl Into<String>) -> Self {
        self.0.settings = Some(settings.into());
        self
    }

    /// Anything else of it.
    pub fn with(mut self, change: impl FnOnce(&mut WireWidget)) -> Self {
        change(&mut self.0);
        self
    }
}

/// A widget of a dashboard, as it was when it was asked for.
///
/// <https://learn.microsoft.com/en-us/rest/api/azure/devops/dashboard/widgets>
#[derive(Clone)]
pub struct Widget {
    owner: Owner,
    dashboard: String,
    id: String,
    value: WireWidget,
}

impl Widget {
    fn new(owner: &Owner, dashboard: &str, value: WireWidget) -> Option<Self> {
        Some(Self { owner: owner.clone(), dashboard: dashboard.to_owned(), id: value.id.clone()?, value })
    }

    async fn by_id(owner: &Owner, dashboard: &str, id: &str) -> Result<Self> {
        let (project, team) = owner.locator();
        let op = dashboard::get_widget(&project, team.as_ref(), &dashboard.into(), &id.into());
        let value = owner.client().call(op).await?;
        Self::new(owner, dashboard, value).ok_or_else(|| missing("id"))
    }

    fn locator(&self) -> (ProjectRef, Option<TeamRef>, DashboardId, WidgetId) {
        let (project, team) = self.owner.locator();
        (project, team, self.dashboard.as_str().into(), self.id.as_str().into())
    }

    /// All that the service says about it.
    pub fn value(&self) -> &WireWidget {
        &self.value
    }

    /// Its id.
    pub fn id(&self) -> &str {
        &self.id
    }

    /// Its name.
    pub fn name(&self) -> &str {
        self.value.name.as_deref().unwrap_or_default()
    }

    /// Its settings, as its type writes them: JSON as text, mostly.
    pub fn settings(&self) -> Option<&str> {
        self.value.settings.as_deref()
    }

    /// Fetches what it looks like now.
    ///
    /// # Errors
    /// [`ErrorKind::NotFound`] when it is gone, and as any call.
    pub async fn reload(&mut self) -> Result<()> {
        *self = Self::by_id(&self.owner, &self.dashboard, &self.id).await?;
        Ok(())
    }

    /// Changes it: what `change` leaves alone stays as it is. Changes of other widgets don't come in the way.
    ///
    /// # Errors
    /// [`ErrorKind::Conflict`] when somebody else changed this widget meanwhile, [`ErrorKind::NotFound`] when it is
    /// gone, and as any call.
    pub async fn update(&mut self, change: impl FnOnce(&mut WireWidget)) -> Result<()> {
        let mut body = self.value.clone();
        change(&mut body);
        let version =
            |value: &WireWidget| value.dashboard.as_ref().and_then(|dashboard| dashboard.e_tag.clone());
        body.dashboard = Some(Dashboard::reference(version(&self.value).as_deref()));
        let (project, team, dashboard, id) = self.locator();
        let mut tries = 1;
        loop {
            let op = dashboard::replace_widget(&project, team.as_ref(), &dashboard, &id, &body);
            match self.owner.client().call(op).await {
                Ok(changed) => {
                    self.value = changed;
                    return Ok(());
                }
                // The version of the dashboard moves with every change of anything on it.
                Err(error) if error.kind() == ErrorKind::Conflict && tries < TRIES => {
                    let now = Self::by_id(&self.owner, &self.dashboard, &self.id).await?;
                    if now.value.e_tag.is_none() || now.value.e_tag != self.value.e_tag {
                        return Err(error);
                    }
                    body.dashboard = Some(Dashboard::reference(version(&now.value).as_deref()));
                    tries += 1;
                }
                Err(error) => return Err(error),
            }
        }
    }

    /// Takes it off its dashboard.
    ///
    /// # Errors
    /// [`ErrorKind::NotFound`] when it is gone already, and as any call.
    pub async fn delete(&self) -> Result<()> {
        let (project, team, dashboard, id) = self.locator();
        let op = dashboard::delete_widget(&project, team.as_ref(), &dashboard, &id);
        self.owner.client().call(op).await.map(drop)
    }
}

impl fmt::Debug for Widget {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Widget({} of {:?})", self.name(), self.owner)
    }
}
