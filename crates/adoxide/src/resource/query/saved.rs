//! Saved queries, and the folders that they are in.

use std::fmt;

use adoxide_api::path::QueryRef;
use adoxide_api::wit::{
    self, CountById, CreateQuery, GetQueries, GetQuery, QueryById, QueryExpand, QueryHierarchyItem,
    SearchQueries, UpdateQuery,
};
use futures::future::BoxFuture;

use super::{Query, QueryResult};
use crate::client::Client;
use crate::error::{Error, ErrorKind, Result};
use crate::resource::project::{Project, missing};

/// How many levels the service answers with at once.
const DEPTH: i64 = 2;
/// How many queries a search finds at the most.
const FOUND: i64 = 200;

/// A saved query, or a folder of them, as it was when it was asked for.
///
/// Every project has two folders, `Shared Queries` and `My Queries`; all others are below them.
///
/// <https://learn.microsoft.com/en-us/rest/api/azure/devops/wit/queries>
#[derive(Clone)]
pub struct SavedQuery {
    project: Project,
    value: QueryHierarchyItem,
}

impl Project {
    /// The two folders that the project has, with what is in them two levels down.
    ///
    /// # Errors
    /// As any call.
    pub async fn queries(&self) -> Result<Vec<SavedQuery>> {
        let params =
            GetQueries { expand: Some(QueryExpand::All), depth: Some(DEPTH), ..GetQueries::default() };
        let roots = self.client().items(wit::get_queries(&self.locator(), params)).all().await?;
        Ok(roots.into_iter().map(|value| SavedQuery::new(self, value)).collect())
    }

    /// A saved query or folder, by its path (`Shared Queries/Team/Open bugs`) or id.
    ///
    /// # Errors
    /// [`ErrorKind::NotFound`] when there is none, or the credential may not see it; and as any call.
    pub async fn saved_query(&self, path: impl AsRef<str>) -> Result<SavedQuery> {
        let path = path.as_ref().replace('\\', "/");
        read(self, &(path.trim_matches('/')).into(), false).await
    }

    /// A query or folder that was deleted, by its id.
    ///
    /// # Errors
    /// As [`saved_query`](Self::saved_query).
    pub async fn deleted_query(&self, id: impl AsRef<str>) -> Result<SavedQuery> {
        read(self, &id.as_ref().into(), true).await
    }

    /// The saved queries with this text in their names, wherever they are.
    ///
    /// # Errors
    /// [`ErrorKind::Invalid`] when there are more than 200 of them, which is the most that the service finds;
    /// and as any call.
    pub async fn search_queries(&self, text: &str) -> Result<Vec<SavedQuery>> {
        let params =
            SearchQueries { top: Some(FOUND), expand: Some(QueryExpand::All), ..SearchQueries::default() };
        let found = self.client().call(wit::search_queries(&self.locator(), text, params)).await?;
        if found.has_more == Some(true) {
            let what = format!("more than {FOUND} saved queries have \"{text}\" in their names");
            return Err(Error::new(ErrorKind::Invalid, what).advise("search for a longer part of the name"));
        }
        let found = found.value.into_iter().flatten();
        Ok(found.map(|value| SavedQuery::new(self, value)).collect())
    }
}

async fn read(project: &Project, query: &QueryRef, include_deleted: bool) -> Result<SavedQuery> {
    let params = GetQuery {
        expand: Some(QueryExpand::All),
        depth: Some(DEPTH),
        include_deleted: include_deleted.then_some(true),
        ..GetQuery::default()
    };
    let value = project.client().call(wit::get_query(&project.locator(), query, params)).await?;
    Ok(SavedQuery::new(project, value))
}

impl SavedQuery {
    fn new(project: &Project, value: QueryHierarchyItem) -> Self {
        Self { project: project.clone(), value }
    }

    fn client(&self) -> &Client {
        self.project.client()
    }

    fn locator(&self) -> Result<QueryRef> {
        Ok(self.id()?.into())
    }

    /// All that the service says about it.
    pub fn value(&self) -> &QueryHierarchyItem {
        &self.value
    }

    /// Its project.
    pub fn project(&self) -> &Project {
        &self.project
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

    /// The names from the top to it: `Shared Queries/Team/Open bugs`.
    pub fn path(&self) -> &str {
        self.value.path.as_deref().unwrap_or_default()
    }

    /// Whether it is a folder.
    pub fn is_folder(&self) -> bool {
        self.value.is_folder == Some(true)
    }

    /// Whether everybody sees it.
    pub fn is_public(&self) -> bool {
        self.value.is_public == Some(true)
    }

    /// What it asks; none for a folder.
    pub fn wiql(&self) -> Option<&str> {
        self.value.wiql.as_deref()
    }

    /// What is in the folder. It is asked for where it is further down than the service answered.
    ///
    /// # Errors
    /// As any call.
    pub async fn children(&self) -> Result<Vec<Self>> {
        if let Some(children) = &self.value.children {
            return Ok(children.iter().map(|value| Self::new(&self.project, value.clone())).collect());
        }
        if self.value.has_children != Some(true) {
            return Ok(Vec::new());
        }
        let now = read(&self.project, &self.locator()?, false).await?;
        let children = now.value.children.unwrap_or_default();
        Ok(children.into_iter().map(|value| Self::new(&self.project, value)).collect())
    }

    /// All that is below the folder, each behind the folder that it is in.
    ///
    /// # Errors
    /// As any call.
    pub fn descendants(&self) -> BoxFuture<'_, Result<Vec<Self>>> {
        Box::pin(async move {
            let mut all = Vec::new();
            for child in self.children().await? {
                let below = child.descendants().await?;
                all.push(child);
                all.extend(below);
            }
            Ok(all)
        })
    }

    /// Reads it again.
    ///
    /// # Errors
    /// [`ErrorKind::NotFound`] when it is gone, and as any call.
    pub async fn reload(&mut self) -> Result<()> {
        self.value = read(&self.project, &self.locator()?, false).await?.value;
        Ok(())
    }

    /// Makes a folder in this folder.
    ///
    /// # Errors
    /// [`ErrorKind::Conflict`] or [`ErrorKind::Invalid`] when the name is taken or can't be one, and as any
    /// call.
    pub async fn create_folder(&self, name: impl Into<String>) -> Result<Self> {
        let body = QueryHierarchyItem {
            name: Some(name.into()),
            is_folder: Some(true),
            ..QueryHierarchyItem::default()
        };
        self.create(&body).await
    }

    /// Saves a query in this folder.
    ///
    /// # Errors
    /// As [`create_folder`](Self::create_folder); and [`ErrorKind::Invalid`] when the service can't read the
    /// query, with the place of the mistake.
    pub async fn create_query(&self, name: impl Into<String>, wiql: impl Into<String>) -> Result<Self> {
        let wiql = wiql.into();
        let query = self.project.wiql(&wiql);
        let body =
            QueryHierarchyItem { name: Some(name.into()), wiql: Some(wiql), ..QueryHierarchyItem::default() };
        self.create(&body).await.map_err(|error| query.explain(error))
    }

    async fn create(&self, body: &QueryHierarchyItem) -> Result<Self> {
        let op = wit::create_query(&self.project.locator(), &self.locator()?, body, CreateQuery::default());
        Ok(Self::new(&self.project, self.client().call(op).await?))
    }

    async fn update(&mut self, body: &QueryHierarchyItem, params: UpdateQuery) -> Result<()> {
        let op = wit::update_query(&self.project.locator(), &self.locator()?, body, params);
        self.client().call(op).await?;
        self.reload().await
    }

    /// Gives it another name.
    ///
    /// # Errors
    /// As [`create_folder`](Self::create_folder).
    pub async fn rename(&mut self, name: impl Into<String>) -> Result<()> {
        let body = QueryHierarchyItem { name: Some(name.into()), ..QueryHierarchyItem::default() };
        self.update(&body, UpdateQuery::default()).await
    }

    /// Lets it ask something else.
    ///
    /// # Errors
    /// As [`create_query`](Self::create_query).
    pub async fn set_wiql(&mut self, wiql: impl Into<String>) -> Result<()> {
        let wiql = wiql.into();
        let query = self.project.wiql(&wiql);
        let body = QueryHierarchyItem { wiql: Some(wiql), ..QueryHierarchyItem::default() };
        self.update(&body, UpdateQuery::default()).await.map_err(|error| query.explain(error))
    }

    /// Puts it into another folder.
    ///
    /// # Errors
    /// As [`create_folder`](Self::create_folder).
    pub async fn move_to(&mut self, folder: &Self) -> Result<()> {
        let body = QueryHierarchyItem { id: Some(self.id()?.to_owned()), ..QueryHierarchyItem::default() };
        folder.create(&body).await?;
        self.reload().await
    }

    /// Deletes it, and with a folder all that is in it.
    ///
    /// # Errors
    /// As any call.
    pub async fn delete(&self) -> Result<()> {
        self.client().call(wit::delete_query(&self.project.locator(), &self.locator()?)).await
    }

    /// Brings it back, and with a folder all that was in it.
    ///
    /// # Errors
    /// As [`create_folder`](Self::create_folder): its name may be taken.
    pub async fn undelete(&mut self) -> Result<()> {
        let body = QueryHierarchyItem { is_deleted: Some(false), ..QueryHierarchyItem::default() };
        let params = UpdateQuery { undelete_descendants: self.is_folder().then_some(true) };
        self.update(&body, params).await
    }

    /// What it asks, to be asked with other settings, or streamed.
    ///
    /// # Errors
    /// [`ErrorKind::Invalid`] when it is a folder.
    pub fn query(&self) -> Result<Query> {
        Ok(self.project.wiql(self.text()?))
    }

    fn text(&self) -> Result<&str> {
        self.wiql().ok_or_else(|| {
            let what = format!("\"{}\" is a folder of queries, and asks nothing", self.path());
            Error::new(ErrorKind::Invalid, what).advise("name a query that is in it")
        })
    }

    /// Asks it as it is saved now.
    ///
    /// # Errors
    /// As [`Query::run`].
    pub async fn run(&self) -> Result<QueryResult> {
        let query = self.query()?;
        let project = self.project.locator();
        let op = wit::query_by_id(Some(&project), None, &self.id()?.into(), QueryById::default());
        let answer = self.client().call(op).await.map_err(|error| query.explain(error))?;
        let has_date = super::Clauses::read(query.text()).is_some_and(|clauses| clauses.has_date());
        Ok(QueryResult::new(self.client(), answer, has_date))
    }

    /// How many rows it has.
    ///
    /// # Errors
    /// As [`Query::run`].
    pub async fn count(&self) -> Result<u64> {
        let query = self.query()?;
        let project = self.project.locator();
        let op = wit::count_by_id(Some(&project), None, &self.id()?.into(), CountById::default());
        let answer = self.client().send(op).await.map_err(|error| query.explain(error))?;
        let count = answer.headers.get("x-total-count").and_then(|count| count.to_str().ok()?.parse().ok());
        count.ok_or_else(|| Error::new(ErrorKind::Decode, "the answer has no `X-Total-Count`"))
    }
}

impl fmt::Debug for SavedQuery {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "SavedQuery({})", self.path())
    }
}
