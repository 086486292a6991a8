//! What is copied. A table says everything about itself in one place: its name and key, its columns with a
//! description each, the connectors that it belongs to, the operations that it is read by, and what it costs.
//! Lists of tables, operations, scopes and probes are derived from that.
//!
//! A list of a project, an organization or a repository needs no more than its declaration:
//!
//! ```ignore
//! tables! {
//!     /// The environments that pipelines deploy to.
//!     #[rest = "environments/environments/list"]
//!     pub static ENVIRONMENTS = Table::new("environments", Snapshot, &["project_id", "id"])
//!         .by_project()
//!         .connector(Connector::Pipelines)
//!         .reads(&task_agent::meta::GET_ENVIRONMENTS)
//!         .query("$top", "1000")
//!         .column(integer("id"), "Number within the organization")
//!         .column(text("name"), "Name, unique within the project")
//!         .column(identity("createdBy"), "Who created it");
//!
//!     /// The deployments to each environment.
//!     #[rest = "environments/environmentdeployment-records/list"]
//!     pub static ENVIRONMENT_DEPLOYMENTS = Table::child_of(&ENVIRONMENTS, "environment_deployments", &["project_id", "environment_id", "id"])
//!         .parent(integer("environment_id"), "id", "The environment: `environments.id`")
//!         .reads(&task_agent::meta::GET_ENVIRONMENT_DEPLOYMENT_EXECUTION_RECORDS)
//!         .column(integer("id"), "Number within the environment")
//!         .column(text("result"), "succeeded, failed, canceled, …; null while it runs");
//! }
//! ```
//!
//! `{project}` and `{environmentId}` in the URL templates of these operations, and how their pages go on, are in the
//! catalog. Only what no list can say (watermarks, change signals) is a feed of its own; its tables name it with
//! [`fed_by`](Table::fed_by).

mod agent;
mod artifact;
mod choose;
mod classification;
mod column;
mod commit;
mod describe;
mod endpoint;
mod environment;
mod governance;
mod people;
mod pipeline;
mod project;
mod pull_request;
mod push;
mod query;
mod reference;
mod release;
mod repository;
mod resource;
mod security;
mod sync;
mod team;
mod test_run;
mod work_item;
mod work_item_type;

use std::borrow::Cow;
use std::fmt;
use std::sync::{Arc, LazyLock};

use adoxide_api::wire::OpMeta;
use arrow_schema::{Fields, Schema, SchemaRef};
use jiff::Timestamp;

use crate::feed::FeedOf;
use crate::read::Json;
use crate::{Connector, Error, Level, Unit};

pub use self::agent::*;
pub use self::artifact::*;
pub use self::choose::choose;
pub(crate) use self::choose::no_table;
pub use self::classification::*;
pub use self::column::{
    Column, boolean, identity, integer, is_json, json, list, map, number, record, text, timestamp,
};
pub(crate) use self::column::{Form, Source};
pub use self::commit::*;
pub use self::describe::{Join, type_name};
pub use self::endpoint::*;
pub use self::environment::*;
pub use self::governance::*;
pub use self::people::*;
pub use self::pipeline::*;
pub use self::project::*;
pub use self::pull_request::*;
pub use self::push::*;
pub use self::query::*;
pub use self::reference::*;
pub use self::release::*;
pub use self::repository::*;
pub use self::resource::*;
pub use self::security::*;
pub use self::sync::*;
pub use self::team::*;
pub use self::test_run::*;
pub use self::work_item::*;
pub use self::work_item_type::*;

/// The tables of each file, in the order in which people see them.
const FILES: [&[&LazyLock<Table>]; 22] = [
    project::ALL,
    repository::ALL,
    reference::ALL,
    push::ALL,
    commit::ALL,
    pull_request::ALL,
    team::ALL,
    classification::ALL,
    work_item_type::ALL,
    query::ALL,
    work_item::ALL,
    people::ALL,
    pipeline::ALL,
    release::ALL,
    test_run::ALL,
    environment::ALL,
    agent::ALL,
    endpoint::ALL,
    resource::ALL,
    artifact::ALL,
    governance::ALL,
    security::ALL,
];

/// Every table that is built in, whether it is read by default or not.
pub fn all() -> impl Iterator<Item = &'static Table> {
    FILES.into_iter().flatten().map(|table| &***table)
}

/// The REST reference.
macro_rules! rest {
    ($page:literal) => {
        concat!("https://learn.microsoft.com/en-us/rest/api/azure/devops/", $page)
    };
}
use rest;

/// Declares the tables of a file and lists them as `ALL`. The doc comment of each is its description too, and `rest`
/// names the page of the REST reference on what it is read by.
macro_rules! tables {
    ($($(#[doc = $about:literal])* #[rest = $page:literal] pub static $name:ident = $table:expr;)*) => {
        $(
            $(#[doc = $about])*
            ///
            #[doc = concat!("<", $crate::table::rest!($page), ">")]
            pub static $name: std::sync::LazyLock<$crate::Table> = std::sync::LazyLock::new(|| {
                $table.about(&[$($about),*]).reference_at($crate::table::rest!($page))
            });
        )*

        /// Every table of this file.
        pub(super) const ALL: &[&std::sync::LazyLock<$crate::Table>] = &[$(&$name),*];
    };
}
use tables;

/// How rows come in.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Ingestion {
    /// All rows each time; what is missing has been deleted.
    Snapshot,
    /// Only what changed, deletions included.
    Cdc,
    /// Only what is new; a row never changes.
    Append,
}

impl Ingestion {
    /// `snapshot`, `cdc` or `append`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Snapshot => "snapshot",
            Self::Cdc => "cdc",
            Self::Append => "append",
        }
    }
}

/// When a table is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Selection {
    /// By default.
    ByDefault,
    /// When it is named, or one of its connectors is.
    ByConnector,
    /// Only when it is named: it takes very many requests.
    ByName,
}

/// How many requests a table takes.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Cost {
    /// One for each page of each unit.
    Pages,
    /// One or more for each of these.
    Each(Cow<'static, str>),
    /// None: its rows come with those of this table.
    With(&'static str),
}

/// In words: `a request for each build`.
impl fmt::Display for Cost {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Pages => f.write_str("a request for each page"),
            Self::Each(what) => write!(f, "a request for each {what}"),
            Self::With(table) => write!(f, "no request of its own: read with `{table}`"),
        }
    }
}

/// What reads a table.
#[derive(Clone, Copy)]
pub(crate) enum Fed {
    /// A list of each unit.
    List,
    /// A list of each row of another table.
    ChildOf(&'static LazyLock<Table>),
    /// A list in each row of another table, under this member.
    Within(&'static LazyLock<Table>, &'static str),
    /// A feed of its own.
    By(&'static FeedOf),
}

/// What the service answers with, apart from how its pages go on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Answer {
    /// A list where the catalog says.
    List,
    /// A list under the first of these members that is there.
    Under(&'static [&'static str]),
    /// One object, which is one row.
    Single,
}

/// What makes rows of one item that the service sends.
/// Whether what a row of a list has in a table read by it has come to rest by now.
pub(crate) type Settles = fn(&Json, Timestamp) -> Result<bool, Error>;

pub(crate) type RowsOfItem = fn(&Json) -> Result<Vec<Json>, Error>;

/// One table: fixed when the program is built.
pub struct Table {
    name: &'static str,
    about: String,
    reference: Option<&'static str>,
    ingestion: Ingestion,
    key: &'static [&'static str],
    /// In the order of their declaration.
    columns: Vec<Column>,
    /// Those that follow them in the schema.
    added: Vec<Column>,
    schema: SchemaRef,
    unit: Level,
    connectors: Vec<Connector>,
    selection: Selection,
    unseen: Option<&'static str>,
    reads: Vec<&'static OpMeta>,
    detail: Option<&'static OpMeta>,
    query: Vec<(&'static str, &'static str)>,
    paths: Vec<(&'static str, &'static str)>,
    answer: Answer,
    shared: bool,
    settles: Option<Settles>,
    rows_of_item: Option<RowsOfItem>,
    fed: Fed,
    cost: Option<Cost>,
    project: Option<&'static [&'static str]>,
    repository: Option<&'static [&'static str]>,
}

/// The column that holds the organization, in every table.
pub(crate) const ORGANIZATION: &str = "organization";
/// The column that holds the name of the project, in tables of projects.
pub(crate) const PROJECT_NAME: &str = "project_name";

impl Table {
    /// A table of an organization, with the column `organization`; [`by_project`](Self::by_project) and
    /// [`by_repository`](Self::by_repository) make it one of each project or repository.
    ///
    /// The key is made of columns that are never null; if the columns of the unit are among them, they come
    /// first, so that a destination finds the rows of a unit by its key.
    pub fn new(name: &'static str, ingestion: Ingestion, key: &'static [&'static str]) -> Self {
        let organization = text(ORGANIZATION)
            .from(Source::Organization)
            .about("Name of the organization, or of the collection of a Server");
        Self {
            name,
            about: String::new(),
            reference: None,
            ingestion,
            key,
            columns: Vec::new(),
            added: vec![organization],
            schema: Arc::new(Schema::empty()),
            unit: Level::Organization,
            connectors: Vec::new(),
            selection: Selection::ByDefault,
            unseen: None,
            reads: Vec::new(),
            detail: None,
            query: Vec::new(),
            paths: Vec::new(),
            answer: Answer::List,
            shared: false,
            settles: None,
            rows_of_item: None,
            fed: Fed::List,
            cost: None,
            project: None,
            repository: None,
        }
        .laid_out()
    }

    /// A table that is read by a list of each row of another one, in the same unit. Its [`parent`](Self::parent)
    /// columns say of which.
    pub fn child_of(
        parent: &'static LazyLock<Self>,
        name: &'static str,
        key: &'static [&'static str],
    ) -> Self {
        Self { fed: Fed::ChildOf(parent), ..Self::below(parent, name, key) }
    }

    /// A table of what another one has in a list: the rows under this member of each of its rows. It takes no
    /// request of its own.
    pub fn within(
        parent: &'static LazyLock<Self>,
        member: &'static str,
        name: &'static str,
        key: &'static [&'static str],
    ) -> Self {
        Self { fed: Fed::Within(parent, member), ..Self::below(parent, name, key) }
    }

    fn below(parent: &'static LazyLock<Self>, name: &'static str, key: &'static [&'static str]) -> Self {
        let table = Self { connectors: parent.connectors.clone(), ..Self::new(name, parent.ingestion, key) };
        let table = match parent.unit {
            Level::Organization => table,
            Level::Project => table.by_project(),
            Level::Repository => table.by_repository(),
        };
        Self { selection: parent.selection, unseen: parent.unseen, ..table }
    }

    /// Says what it is, in lines.
    pub fn about(mut self, lines: &[&str]) -> Self {
        let lines: Vec<_> = lines.iter().map(|line| line.trim()).collect();
        lines.join("\n").trim().clone_into(&mut self.about);
        self
    }

    /// Names the page of the REST reference on what it is read by.
    pub fn reference_at(self, address: &'static str) -> Self {
        Self { reference: Some(address), ..self }
    }

    /// Adds a column that the service sends, and says what its values mean.
    pub fn column(mut self, column: Column, about: impl Into<Cow<'static, str>>) -> Self {
        self.columns.push(column.about(about));
        self.laid_out()
    }

    /// Adds columns that the service sends, without a word about them.
    pub fn columns(mut self, columns: impl IntoIterator<Item = Column>) -> Self {
        self.columns.extend(columns);
        self.laid_out()
    }

    /// Adds a column, of [text] or [integer]s, that names the row of the parent table that this row is of.
    pub fn parent(
        self,
        column: Column,
        of_parent: &'static str,
        about: impl Into<Cow<'static, str>>,
    ) -> Self {
        self.add(column.from(Source::Parent(of_parent)).about(about))
    }

    /// Adds a column, of [text] or [integer]s, that the feed gives with each page.
    pub fn given(self, column: Column, about: impl Into<Cow<'static, str>>) -> Self {
        self.add(column.from(Source::Given).about(about))
    }

    fn add(mut self, column: Column) -> Self {
        self.added.push(column);
        self.laid_out()
    }

    fn laid_out(mut self) -> Self {
        let fields = self.all_columns().map(|column| column.field.clone());
        self.schema = Arc::new(Schema::new(fields.collect::<Fields>()));
        self
    }

    /// Adds `project_id` and `project_name`: a table that is read project by project.
    pub fn by_project(self) -> Self {
        let id = text("project_id").from(Source::ProjectId).about("The project: `projects.id`");
        let name = text(PROJECT_NAME).from(Source::ProjectName).about("Name of the project");
        Self { unit: Level::Project, ..self.add(id).add(name).in_project(&["project_id"]) }
    }

    /// Adds `project_id`, `project_name` and `repository_id`: a table that is read repository by repository.
    pub fn by_repository(self) -> Self {
        let id = text("repository_id").from(Source::RepositoryId).about("The repository: `repositories.id`");
        Self { unit: Level::Repository, ..self.by_project().add(id).in_repository(&["repository_id"]) }
    }

    /// Says where in a row the id of its project is: the rows of a project are found by it.
    pub fn in_project(self, path: &'static [&'static str]) -> Self {
        Self { project: Some(path), ..self }
    }

    /// Says where in a row the id of its repository is.
    pub fn in_repository(self, path: &'static [&'static str]) -> Self {
        Self { repository: Some(path), ..self }
    }

    /// Adds `project_name`, found deeper in the row, after the column of the organization.
    pub fn project_name_at(self, path: &'static [&'static str]) -> Self {
        self.add(text(PROJECT_NAME).at(path).about("Name of the project"))
    }

    /// Adds a connector that it belongs to.
    pub fn connector(mut self, connector: Connector) -> Self {
        self.connectors.push(connector);
        self
    }

    /// Makes it belong to this connector, and not to those of its parent.
    pub fn only_connector(self, connector: Connector) -> Self {
        Self { connectors: vec![connector], ..self }
    }

    /// Names an operation that it is read by. Its scopes, pages and path come from the catalog.
    pub fn reads(mut self, operation: &'static OpMeta) -> Self {
        self.reads.push(operation);
        self
    }

    /// Reads each item of the list once more by this operation, which answers with the whole of it. The last
    /// argument of its path is the item's `id`.
    pub fn detail(mut self, operation: &'static OpMeta) -> Self {
        self.reads.push(operation);
        Self { detail: Some(operation), ..self }
    }

    /// Adds a query parameter. `{column}` in its value stands for a column of the unit or of the parent.
    pub fn query(mut self, name: &'static str, value: &'static str) -> Self {
        self.query.push((name, value));
        self
    }

    /// Says which column stands for an argument of the path, where it is not `thing_id` for `{thingId}` or
    /// `{thing}`.
    pub fn path(mut self, argument: &'static str, column: &'static str) -> Self {
        self.paths.push((argument, column));
        self
    }

    /// Finds the list under the first of these members of the answer that is there.
    pub fn under(self, members: &'static [&'static str]) -> Self {
        Self { answer: Answer::Under(members), ..self }
    }

    /// Says that it has come to rest for some rows of the list that it is read by. There it is read once, and again when
    /// the row has changed.
    pub(crate) fn settles(self, settles: Settles) -> Self {
        Self { settles: Some(settles), ..self }
    }

    pub(crate) fn settled_by(&self) -> Option<Settles> {
        self.settles
    }

    /// Says that other feeds read the same list: it is asked for once in a sync.
    pub(crate) fn shared(self) -> Self {
        Self { shared: true, ..self }
    }

    pub(crate) fn is_shared(&self) -> bool {
        self.shared
    }

    /// Reads one object as one row.
    pub fn single(self) -> Self {
        Self { answer: Answer::Single, ..self }
    }

    /// Makes rows of each item of the list, or of the one object: those of the entries of an object in it, or one
    /// without what must not be kept.
    pub(crate) fn rows_of_item(self, rows: RowsOfItem) -> Self {
        Self { rows_of_item: Some(rows), ..self }
    }

    /// Only reads it when it is named: a table that takes very many requests.
    pub fn optional(self) -> Self {
        Self { selection: Selection::ByName, ..self }
    }

    /// Only reads it when it or one of its connectors is named.
    pub fn by_connector(self) -> Self {
        Self { selection: Selection::ByConnector, ..self }
    }

    /// Says how many requests it takes, where that does not follow from how it is read.
    pub fn costs(self, cost: Cost) -> Self {
        Self { cost: Some(cost), ..self }
    }

    /// Says which changes at the source a sync does not see, until `--full` reads everything again.
    pub(crate) fn unseen(self, what: &'static str) -> Self {
        Self { unseen: Some(what), ..self }
    }

    /// Says that a feed of its own reads it.
    pub(crate) fn fed_by(self, feed: &'static FeedOf) -> Self {
        Self { fed: Fed::By(feed), ..self }
    }

    /// Its name.
    pub fn name(&self) -> &'static str {
        self.name
    }

    /// What it is, in a paragraph or more.
    pub fn description(&self) -> &str {
        &self.about
    }

    /// The address of the REST reference of what it is read by.
    pub fn reference(&self) -> Option<&'static str> {
        self.reference
    }

    /// How rows come in.
    pub fn ingestion(&self) -> Ingestion {
        self.ingestion
    }

    /// The columns that name a row.
    pub fn key(&self) -> &'static [&'static str] {
        self.key
    }

    /// All columns of a batch. Destinations add `_syncedAt` and `_deletedAt`.
    pub fn schema(&self) -> &SchemaRef {
        &self.schema
    }

    /// The same columns, with what their values mean.
    pub fn all_columns(&self) -> impl Iterator<Item = &Column> {
        self.columns.iter().chain(&self.added)
    }

    /// What it is read by: organization, project or repository.
    pub fn unit(&self) -> Level {
        self.unit
    }

    /// The connectors that it belongs to.
    pub fn connectors(&self) -> &[Connector] {
        &self.connectors
    }

    /// When it is read.
    pub fn selection(&self) -> Selection {
        self.selection
    }

    /// Which changes at the source a sync does not see, until everything is read again; none if it sees them all.
    pub fn not_seen(&self) -> Option<&'static str> {
        self.unseen
    }

    /// The operations that it is read by. Those that its units are found by are in
    /// [`Plan::operations`](crate::Plan::operations).
    pub fn operations(&self) -> &[&'static OpMeta] {
        &self.reads
    }

    /// A mark of its columns: another one, if there are others than before.
    pub(crate) fn layout(&self) -> String {
        // FNV-1a: it is kept, so it must be the same in every version of the program.
        let mut hash = 0xcbf2_9ce4_8422_2325_u64;
        let columns =
            self.schema.fields().iter().map(|field| format!("{}:{};", field.name(), field.data_type()));
        for byte in columns.collect::<String>().bytes() {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        }
        format!("{hash:016x}")
    }

    /// How many requests it takes.
    pub fn cost(&self) -> Cost {
        match (&self.cost, self.fed) {
            (Some(cost), _) => cost.clone(),
            (None, Fed::ChildOf(parent)) => Cost::Each(format!("row of `{}`", parent.name).into()),
            (None, Fed::Within(parent, _)) => Cost::With(parent.name),
            (None, Fed::List | Fed::By(_)) => Cost::Pages,
        }
    }

    pub(crate) fn fed(&self) -> Fed {
        self.fed
    }

    /// The table by whose rows it is read, or in whose rows it is; none for a list of a unit, or a feed of its own.
    pub fn parent_table(&self) -> Option<&'static Table> {
        match self.fed {
            Fed::ChildOf(parent) | Fed::Within(parent, _) => Some(parent),
            Fed::List | Fed::By(_) => None,
        }
    }

    /// The table above it whose list is read first; itself, if there is none.
    pub(crate) fn root(&self) -> &Self {
        match self.fed {
            Fed::ChildOf(parent) | Fed::Within(parent, _) => parent.root(),
            Fed::List | Fed::By(_) => self,
        }
    }

    pub(crate) fn answer(&self) -> Answer {
        self.answer
    }

    /// What makes its rows of one item that the service sends; none if each is a row.
    pub(crate) fn made_of_items(&self) -> Option<RowsOfItem> {
        self.rows_of_item
    }

    /// The operation whose list its rows are in.
    pub(crate) fn list(&self) -> Option<&'static OpMeta> {
        self.reads.first().copied()
    }

    pub(crate) fn detailed_by(&self) -> Option<&'static OpMeta> {
        self.detail
    }

    pub(crate) fn query_parameters(&self) -> &[(&'static str, &'static str)] {
        &self.query
    }

    /// The columns that may stand for an argument of the path.
    pub(crate) fn columns_for(&self, argument: &str) -> Vec<String> {
        if let Some((_, column)) = self.paths.iter().find(|(name, _)| *name == argument) {
            return vec![(*column).to_owned()];
        }
        let mut snake = String::with_capacity(argument.len() + 2);
        for letter in argument.chars() {
            if letter.is_ascii_uppercase() {
                snake.push('_');
            }
            snake.push(letter.to_ascii_lowercase());
        }
        vec![argument.to_owned(), format!("{snake}_id"), snake]
    }

    /// The columns whose values name the row of the parent table, each with the column of that.
    pub(crate) fn parents(&self) -> impl Iterator<Item = (&'static str, &'static str)> {
        self.added.iter().filter_map(|column| match column.source {
            Source::Parent(of_parent) => Some((column.name, of_parent)),
            _ => None,
        })
    }

    /// Whether it is this table, or is read by its rows.
    pub(crate) fn is_or_is_below(&self, other: &Self) -> bool {
        self == other
            || match self.fed {
                Fed::ChildOf(parent) | Fed::Within(parent, _) => parent.is_or_is_below(other),
                Fed::List | Fed::By(_) => false,
            }
    }

    /// The rows of a unit: those with each of these values at each of these places. The organization is
    /// the same in whatever letter case.
    pub fn rows_of<'a>(&self, unit: &'a Unit) -> Vec<(&'static [&'static str], &'a str)> {
        let mut rows: Vec<(&'static [&'static str], &str)> = Vec::with_capacity(3);
        // The narrowest first: it is what an index helps with.
        if let (Some(path), Some(id)) = (self.repository, unit.repository_id()) {
            rows.push((path, id));
        }
        if let (Some(path), Some(id)) = (self.project, unit.project_id()) {
            rows.push((path, id));
        }
        rows.push((&[ORGANIZATION], unit.organization_name()));
        rows
    }
}

/// Tables are the same if their names are.
impl PartialEq for Table {
    fn eq(&self, other: &Self) -> bool {
        self.name == other.name
    }
}

impl Eq for Table {}

impl fmt::Debug for Table {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ScopeValue;
    use crate::read::operation;

    /// A list has all that its operation needs: from the unit, or from the row that it is of.
    #[test]
    fn every_list_can_be_called() {
        let unit = Unit::organization("o").project("p", None).repository("r", None);
        for table in all() {
            let given: Vec<_> =
                table.parents().map(|(column, _)| (column, ScopeValue::from(column))).collect();
            let is_list = matches!(table.fed(), Fed::List | Fed::ChildOf(_));
            assert_eq!(table.list().is_some(), !matches!(table.fed(), Fed::Within(..)), "{}", table.name());
            if is_list {
                let op = operation(table, table.list(), &unit, &given).unwrap();
                let path = op.path_text().unwrap_or_else(|error| panic!("{}: {error}", table.name()));
                assert!(table.detailed_by().is_some() || !path.contains('{'), "{path}");
            }
            if let Fed::ChildOf(parent) | Fed::Within(parent, _) = table.fed() {
                for (column, of_parent) in table.parents() {
                    assert!(parent.schema().index_of(of_parent).is_ok(), "{}.{column}", table.name());
                }
                assert_ne!(table.parents().count(), 0, "{}", table.name());
            }
        }
    }

    /// What a description calls a column of a table is one.
    #[test]
    fn descriptions_name_columns_that_there_are() {
        let mut joins = 0;
        for table in all() {
            for column in table.all_columns() {
                for (name, of) in describe::references(column.description()) {
                    let Some(other) = all().find(|other| other.name() == name) else { continue };
                    let is_column = other.schema().index_of(of).is_ok();
                    assert!(is_column, "{}.{}: {}", table.name(), column.name(), column.description());
                }
            }
            joins += table.joins().len();
        }
        assert!(joins > 100, "{joins}");
    }
}
