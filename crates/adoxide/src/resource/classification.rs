//! Areas and iterations: the two trees that a project sorts its work items into.

use std::fmt;

use adoxide_api::path::PathRef;
use adoxide_api::wire::{DateTime, Json, Map};
use adoxide_api::wit::{
    self, DeleteClassificationNode, GetClassificationNode, GetClassificationNodes, TreeNodeStructureType,
    TreeStructureGroup, WorkItemClassificationNode,
};
use futures::future::BoxFuture;
use jiff::Timestamp;
use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::project::{Project, missing};
use crate::error::{Error, ErrorKind, Result};

/// The levels that a tree can have.
const DEPTH: i64 = 14;

/// An area or an iteration, with all that is below it, as it was when it was asked for.
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
/// use jiff::civil::date;
///
/// let mut sprint = project.iterations().await?.create_child("Sprint 7").await?;
/// sprint.set_dates(Some((date(2026, 11, 2), date(2026, 11, 13)))).await?;
/// assert_eq!(sprint.path(), "Fabrikam\\Sprint 7");
/// # Ok(()) }
/// ```
///
/// <https://learn.microsoft.com/en-us/rest/api/azure/devops/wit/classification-nodes>
#[derive(Clone)]
pub struct ClassificationNode {
    project: Project,
    group: TreeStructureGroup,
    value: WorkItemClassificationNode,
}

impl Project {
    /// The topmost area, with all areas below it.
    ///
    /// # Errors
    /// As any call.
    pub async fn areas(&self) -> Result<ClassificationNode> {
        read(self, &TreeStructureGroup::Areas, None).await
    }

    /// The topmost iteration, with all iterations below it.
    ///
    /// # Errors
    /// As any call.
    pub async fn iterations(&self) -> Result<ClassificationNode> {
        read(self, &TreeStructureGroup::Iterations, None).await
    }

    /// The area of this path, as work items have it: `Fabrikam\Web`.
    ///
    /// # Errors
    /// [`ErrorKind::NotFound`] when there is none, and as any call.
    pub async fn area(&self, path: impl AsRef<str>) -> Result<ClassificationNode> {
        let below = self.below(path.as_ref()).await?;
        read(self, &TreeStructureGroup::Areas, below.as_ref()).await
    }

    /// The iteration of this path, as work items have it: `Fabrikam\Sprint 1`.
    ///
    /// # Errors
    /// [`ErrorKind::NotFound`] when there is none, and as any call.
    pub async fn iteration(&self, path: impl AsRef<str>) -> Result<ClassificationNode> {
        let below = self.below(path.as_ref()).await?;
        read(self, &TreeStructureGroup::Iterations, below.as_ref()).await
    }

    /// What is behind the name of the project in a path, as operations take it.
    async fn below(&self, path: &str) -> Result<Option<PathRef>> {
        let mut names = path.split(['\\', '/']).filter(|name| !name.is_empty());
        let (first, name) = (names.next().unwrap_or_default(), self.name().await?);
        if first.to_lowercase() != name.to_lowercase() {
            let what = format!("the path \"{path}\" does not begin with the name of its project, {name}");
            return Err(Error::new(ErrorKind::Invalid, what).advise(format!("write {name}\\{path}")));
        }
        Ok(joined(names))
    }
}

fn joined<'n>(names: impl Iterator<Item = &'n str>) -> Option<PathRef> {
    let names: Vec<_> = names.collect();
    (!names.is_empty()).then(|| names.join("/").into())
}

async fn read(
    project: &Project,
    group: &TreeStructureGroup,
    path: Option<&PathRef>,
) -> Result<ClassificationNode> {
    let params = GetClassificationNode { depth: Some(DEPTH) };
    let op = wit::get_classification_node(&project.locator(), group, path, params);
    let value = project.client().call(op).await?;
    ClassificationNode { project: project.clone(), group: group.clone(), value }.whole().await
}

impl ClassificationNode {
    /// With what is further down than the service answered.
    fn whole(mut self) -> BoxFuture<'static, Result<Self>> {
        Box::pin(async move {
            if self.value.has_children == Some(true) && self.value.children.is_none() {
                let path = self.locator();
                return read(&self.project, &self.group, path.as_ref()).await;
            }
            let mut children = Vec::new();
            for value in self.value.children.take().into_iter().flatten() {
                children.push(self.same_tree(value).whole().await?.value);
            }
            self.value.children = Some(children);
            Ok(self)
        })
    }

    fn same_tree(&self, value: WorkItemClassificationNode) -> Self {
        Self { project: self.project.clone(), group: self.group.clone(), value }
    }

    /// The names from the top: project, what kind of tree it is, and the rest.
    fn names(&self) -> impl Iterator<Item = &str> {
        self.value.path.as_deref().unwrap_or_default().split('\\').filter(|name| !name.is_empty())
    }

    fn locator(&self) -> Option<PathRef> {
        joined(self.names().skip(2))
    }

    /// All that the service says about it.
    pub fn value(&self) -> &WorkItemClassificationNode {
        &self.value
    }

    /// Its project.
    pub fn project(&self) -> &Project {
        &self.project
    }

    /// Whether it is an iteration, and not an area.
    pub fn is_iteration(&self) -> bool {
        self.value.structure_type == Some(TreeNodeStructureType::Iteration)
            || self.group == TreeStructureGroup::Iterations
    }

    /// Its number.
    ///
    /// # Errors
    /// [`ErrorKind::Decode`] when the service did not say it.
    pub fn id(&self) -> Result<i64> {
        self.value.id.ok_or_else(|| missing("id"))
    }

    /// Its id, by which teams know it.
    ///
    /// # Errors
    /// [`ErrorKind::Decode`] when the service did not say it.
    pub fn identifier(&self) -> Result<&str> {
        self.value.identifier.as_deref().ok_or_else(|| missing("identifier"))
    }

    /// Its name.
    pub fn name(&self) -> &str {
        self.value.name.as_deref().unwrap_or_default()
    }

    /// Its path as work items have it: `Fabrikam\Web\Shop`.
    pub fn path(&self) -> String {
        let names = self.names().enumerate().filter(|(level, _)| *level != 1);
        names.map(|(_, name)| name).collect::<Vec<_>>().join("\\")
    }

    /// The first day of the iteration, if it was set.
    pub fn start_date(&self) -> Option<Date> {
        self.date("startDate")
    }

    /// The last day of the iteration, if it was set.
    pub fn finish_date(&self) -> Option<Date> {
        self.date("finishDate")
    }

    fn date(&self, name: &str) -> Option<Date> {
        let text = self.value.attributes.as_ref()?.get(name)?.as_ref()?.as_str()?;
        Some(day(DateTime::from(text).timestamp()?))
    }

    /// What is right below it.
    pub fn children(&self) -> impl Iterator<Item = Self> {
        self.value.children.iter().flatten().map(|value| self.same_tree(value.clone()))
    }

    /// All that is below it, each behind what it is below.
    pub fn descendants(&self) -> Vec<Self> {
        self.children()
            .flat_map(|child| {
                let below = child.descendants();
                std::iter::once(child).chain(below)
            })
            .collect()
    }

    /// Reads it again, wherever it is by now.
    ///
    /// # Errors
    /// [`ErrorKind::NotFound`] when it is gone, and as any call.
    pub async fn refresh(&mut self) -> Result<()> {
        let params = GetClassificationNodes { depth: Some(DEPTH), ..GetClassificationNodes::default() };
        let op = wit::get_classification_nodes(&self.project.locator(), &[self.id()?], params);
        let found = self.project.client().items(op).all().await?.into_iter().flatten().next();
        let value = found.ok_or_else(|| {
            Error::new(ErrorKind::NotFound, format!("\"{}\" is not there any more", self.path()))
        })?;
        *self = self.same_tree(value).whole().await?;
        Ok(())
    }

    async fn create(&self, body: &WorkItemClassificationNode) -> Result<Self> {
        let (project, path) = (self.project.locator(), self.locator());
        let op = wit::create_or_update_classification_node(&project, &self.group, path.as_ref(), body);
        Ok(self.same_tree(self.project.client().call(op).await?))
    }

    async fn update(&mut self, body: &WorkItemClassificationNode) -> Result<()> {
        let (project, path) = (self.project.locator(), self.locator());
        let op = wit::update_classification_node(&project, &self.group, path.as_ref(), body);
        self.project.client().call(op).await?;
        self.refresh().await
    }

    /// Makes one below it.
    ///
    /// # Errors
    /// [`ErrorKind::Conflict`] or [`ErrorKind::Invalid`] when the name is taken or can't be one, and as any
    /// call.
    pub async fn create_child(&self, name: impl Into<String>) -> Result<Self> {
        self.create(&WorkItemClassificationNode { name: Some(name.into()), ..Default::default() }).await
    }

    /// Makes an iteration below it, with its first and last day.
    ///
    /// # Errors
    /// As [`create_child`](Self::create_child).
    pub async fn create_child_with_dates(
        &self,
        name: impl Into<String>,
        start: Date,
        finish: Date,
    ) -> Result<Self> {
        let body = WorkItemClassificationNode {
            name: Some(name.into()),
            attributes: Some(self.attributes(Some((start, finish)))?),
            ..Default::default()
        };
        self.create(&body).await
    }

    /// Gives it another name. Work items follow.
    ///
    /// # Errors
    /// As [`create_child`](Self::create_child).
    pub async fn rename(&mut self, name: impl Into<String>) -> Result<()> {
        self.update(&WorkItemClassificationNode { name: Some(name.into()), ..Default::default() }).await
    }

    /// Sets the first and the last day of the iteration, or takes them away.
    ///
    /// # Errors
    /// [`ErrorKind::Invalid`] when it is an area, or ends before it begins; and as any call.
    pub async fn set_dates(&mut self, days: Option<(Date, Date)>) -> Result<()> {
        let attributes = Some(self.attributes(days)?);
        self.update(&WorkItemClassificationNode { attributes, ..Default::default() }).await
    }

    fn attributes(&self, days: Option<(Date, Date)>) -> Result<Map<Json>> {
        if !self.is_iteration() {
            let what = format!("\"{}\" is an area, and only iterations have dates", self.path());
            return Err(Error::new(ErrorKind::Invalid, what));
        }
        if let Some((start, finish)) = days.filter(|(start, finish)| finish < start) {
            let what = format!("an iteration can't begin on {start} and end on {finish}");
            return Err(Error::new(ErrorKind::Invalid, what).advise("give the first day first"));
        }
        let (start, finish) = days.unzip();
        let text = |day: Option<Date>| Some(day.map_or(Json::Null, |day| midnight(day).into()));
        Ok(Map::from([("startDate".to_owned(), text(start)), ("finishDate".to_owned(), text(finish))]))
    }

    /// Puts it, and all that is below it, below another one. Work items follow.
    ///
    /// # Errors
    /// As [`create_child`](Self::create_child); and when it would be below itself.
    pub async fn move_to(&mut self, parent: &Self) -> Result<()> {
        let body = WorkItemClassificationNode { id: Some(self.id()?), ..Default::default() };
        parent.create(&body).await?;
        self.refresh().await
    }

    /// Deletes it, and all that is below it; the work items that are in there go to another one.
    ///
    /// # Errors
    /// [`ErrorKind::Invalid`] when the other one is of the other tree, or goes too; and as any call.
    pub async fn delete_into(&self, other: &Self) -> Result<()> {
        if self.is_iteration() != other.is_iteration() || self.locator().is_none() {
            let what = format!("what is in \"{}\" can't go to \"{}\"", self.path(), other.path());
            return Err(Error::new(ErrorKind::Invalid, what)
                .advise("name one of the same tree; the topmost one stays"));
        }
        let params = DeleteClassificationNode { reclassify_id: Some(other.id()?) };
        let (project, path) = (self.project.locator(), self.locator());
        let op = wit::delete_classification_node(&project, &self.group, path.as_ref(), params);
        self.project.client().call(op).await
    }
}

/// The day of a moment: the service keeps days as midnight.
pub(super) fn day(date: Timestamp) -> Date {
    date.to_zoned(TimeZone::UTC).date()
}

/// A day as the service keeps it.
pub(super) fn midnight(day: Date) -> String {
    format!("{day}T00:00:00Z")
}

impl fmt::Debug for ClassificationNode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "ClassificationNode({})", self.path())
    }
}
