//! What is copied: the name of a table, its columns, its key, and how it comes in.

use std::fmt;
use std::sync::Arc;

use arrow_schema::{DataType, Field, FieldRef, Fields, Schema, SchemaRef, TimeUnit};

mod classification;
mod commit;
mod people;
mod pipeline;
mod project;
mod pull_request;
mod push;
mod query;
mod reference;
mod repository;
mod team;
mod work_item;
mod work_item_type;

use crate::{Level, Unit};

pub use classification::{AREAS, ITERATIONS};
pub use commit::{COMMIT_CHANGES, COMMITS, DEFAULT_BRANCH_COMMITS};
pub use people::{GROUP_MEMBERSHIPS, GROUPS, SERVICE_PRINCIPALS, USER_ENTITLEMENTS, USERS};
pub use pipeline::{
    BUILD_ARTIFACTS, BUILD_CHANGES, BUILD_DEFINITIONS, BUILD_TIMELINE_RECORDS, BUILD_WORK_ITEMS, BUILDS,
    PIPELINES,
};
pub use project::{PROJECT_CAPABILITIES, PROJECTS};
pub use pull_request::{
    POLICY_CONFIGURATIONS, POLICY_EVALUATIONS, PULL_REQUEST_COMMENTS, PULL_REQUEST_COMMITS,
    PULL_REQUEST_ITERATION_CHANGES, PULL_REQUEST_ITERATIONS, PULL_REQUEST_LABELS, PULL_REQUEST_REVIEWERS,
    PULL_REQUEST_STATUSES, PULL_REQUEST_THREADS, PULL_REQUEST_WORK_ITEMS, PULL_REQUESTS,
};
pub use push::PUSHES;
pub use query::QUERIES;
pub use reference::REFS;
pub use repository::{DELETED_REPOSITORIES, REPOSITORIES};
pub use team::{
    BOARD_COLUMNS, BOARD_ROWS, BOARDS, ITERATION_CAPACITIES, TEAM_DAYS_OFF, TEAM_ITERATIONS, TEAM_MEMBERS,
    TEAMS,
};
pub use work_item::{
    DELETED_WORK_ITEMS, WORK_ITEM_COMMENTS, WORK_ITEM_LINKS, WORK_ITEM_RELATIONS, WORK_ITEM_REVISIONS,
    WORK_ITEM_UPDATES, WORK_ITEMS,
};
pub use work_item_type::{
    FIELDS, WORK_ITEM_TAGS, WORK_ITEM_TYPE_CATEGORIES, WORK_ITEM_TYPE_FIELDS, WORK_ITEM_TYPE_STATES,
    WORK_ITEM_TYPES,
};

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

/// A column that the service does not send: it comes from what was read, or from deeper in the row.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Derived {
    /// The name of the organization.
    Organization,
    /// The id of the project of the unit.
    ProjectId,
    /// The name of the project of the unit.
    ProjectName,
    /// The id of the repository of the unit.
    RepositoryId,
    /// A text of the row itself.
    Text(&'static [&'static str]),
    /// What the feed says with each page: the pull request that a list of threads is of.
    Given,
}

/// How a column is taken from a row, if not as it stands there under its own name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// The value.
    Value,
    /// Any JSON, kept as text.
    Json,
    /// Somebody: an object, or the text `Name <address>` that old versions send.
    Identity,
}

/// A column that is not where its name says.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Taken {
    /// Its place in [`Table::sent`].
    pub(crate) column: usize,
    pub(crate) path: &'static [&'static str],
    pub(crate) form: Form,
}

/// One table: fixed when the program is built.
pub struct Table {
    name: &'static str,
    ingestion: Ingestion,
    key: &'static [&'static str],
    sent: SchemaRef,
    taken: Vec<Taken>,
    derived: Vec<(FieldRef, Derived)>,
    schema: SchemaRef,
    is_optional: bool,
    project: Option<&'static [&'static str]>,
    repository: Option<&'static [&'static str]>,
}

/// The column that holds the organization, in every table.
pub(crate) const ORGANIZATION: &str = "organization";

impl Table {
    /// A table of these columns as the service sends them, with `organization` added.
    ///
    /// The key is made of columns that are never null; if the columns of the unit are among them, they come
    /// first, so that a destination finds the rows of a unit by its key.
    pub fn new(
        name: &'static str,
        ingestion: Ingestion,
        key: &'static [&'static str],
        sent: Vec<FieldRef>,
    ) -> Self {
        let sent: SchemaRef = Arc::new(Schema::new(sent));
        let table = Self {
            name,
            ingestion,
            key,
            schema: sent.clone(),
            sent,
            taken: Vec::new(),
            derived: Vec::new(),
            is_optional: false,
            project: None,
            repository: None,
        };
        table.derive(ORGANIZATION, Derived::Organization)
    }

    /// Adds a column of text that the service does not send.
    pub fn derive(mut self, name: &'static str, derived: Derived) -> Self {
        self.derived.push((text(name), derived));
        self.laid_out()
    }

    /// Adds a column that the feed says with each page, of [text] or [integer]s.
    pub fn given(mut self, column: FieldRef) -> Self {
        self.derived.push((column, Derived::Given));
        self.laid_out()
    }

    /// Adds a column whose value is deeper in the row.
    pub fn take(self, column: FieldRef, path: &'static [&'static str]) -> Self {
        self.taken(column, path, Form::Value)
    }

    /// Adds a column that holds any JSON, as text.
    pub fn take_json(self, column: &'static str, path: &'static [&'static str]) -> Self {
        self.taken(text(column), path, Form::Json)
    }

    /// Adds a column that tells who somebody is, also where the service only says `Name <address>`.
    pub fn take_identity(self, column: &'static str, path: &'static [&'static str]) -> Self {
        self.taken(identity(column), path, Form::Identity)
    }

    fn taken(mut self, column: FieldRef, path: &'static [&'static str], form: Form) -> Self {
        let fields = self.sent.fields().iter().cloned().chain([column]);
        self.sent = Arc::new(Schema::new(fields.collect::<Fields>()));
        self.taken.push(Taken { column: self.sent.fields().len() - 1, path, form });
        self.laid_out()
    }

    fn laid_out(mut self) -> Self {
        let derived = self.derived.iter().map(|(column, _)| column.clone());
        self.schema =
            Arc::new(Schema::new(self.sent.fields().iter().cloned().chain(derived).collect::<Fields>()));
        self
    }

    /// Only read when it is asked for by its name: a table that takes a request for each of its parents.
    pub fn optional(mut self) -> Self {
        self.is_optional = true;
        self
    }

    /// Whether it is only read when it is asked for by its name.
    pub fn is_optional(&self) -> bool {
        self.is_optional
    }

    /// Says where in a row the id of its project is: the rows of a project are found by it.
    pub fn in_project(mut self, path: &'static [&'static str]) -> Self {
        self.project = Some(path);
        self
    }

    /// Says where in a row the id of its repository is.
    pub fn in_repository(mut self, path: &'static [&'static str]) -> Self {
        self.repository = Some(path);
        self
    }

    /// Adds `project_id` and `project_name`: a table that is read project by project.
    pub fn by_project(self) -> Self {
        self.derive("project_id", Derived::ProjectId)
            .derive("project_name", Derived::ProjectName)
            .in_project(&["project_id"])
    }

    /// Adds `project_id`, `project_name` and `repository_id`: a table that is read repository by repository.
    pub fn by_repository(self) -> Self {
        self.by_project().derive("repository_id", Derived::RepositoryId).in_repository(&["repository_id"])
    }

    /// Its name.
    pub fn name(&self) -> &'static str {
        self.name
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

    /// The columns that the service sends.
    pub fn sent(&self) -> &SchemaRef {
        &self.sent
    }

    /// The columns that it does not send.
    pub fn derived(&self) -> &[(FieldRef, Derived)] {
        &self.derived
    }

    /// How the columns that it sends elsewhere are found.
    pub(crate) fn taken_from(&self, column: usize) -> Option<&Taken> {
        self.taken.iter().find(|taken| taken.column == column)
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

    /// How far down the units can be that its rows are told apart by.
    pub fn level(&self) -> Level {
        match (self.project, self.repository) {
            (_, Some(_)) => Level::Repository,
            (Some(_), None) => Level::Project,
            (None, None) => Level::Organization,
        }
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

/// A column of text: names, ids, urls, enums.
pub fn text(name: &str) -> FieldRef {
    Arc::new(Field::new(name, DataType::Utf8, true))
}

/// A column of 64-bit integers.
pub fn integer(name: &str) -> FieldRef {
    Arc::new(Field::new(name, DataType::Int64, true))
}

/// A column of 64-bit floating point numbers.
pub fn number(name: &str) -> FieldRef {
    Arc::new(Field::new(name, DataType::Float64, true))
}

/// A column of truth values.
pub fn boolean(name: &str) -> FieldRef {
    Arc::new(Field::new(name, DataType::Boolean, true))
}

/// A column of instants: microseconds, UTC.
pub fn timestamp(name: &str) -> FieldRef {
    Arc::new(Field::new(name, DataType::Timestamp(TimeUnit::Microsecond, Some("UTC".into())), true))
}

/// A column of objects with these fields.
pub fn record(name: &str, fields: impl IntoIterator<Item = FieldRef>) -> FieldRef {
    Arc::new(Field::new_struct(name, fields.into_iter().collect::<Vec<_>>(), true))
}

/// A column of lists.
pub fn list(name: &str, item: &FieldRef) -> FieldRef {
    Arc::new(Field::new_list(name, item.as_ref().clone().with_name("item"), true))
}

/// A column of dictionaries from text to values of this kind.
pub fn map(name: &str, value: &FieldRef) -> FieldRef {
    let key = Field::new("key", DataType::Utf8, false);
    Arc::new(Field::new_map(name, "entries", key, value.as_ref().clone().with_name("value"), false, true))
}

/// Somebody, as most of the service's objects tell it.
fn identity(name: &str) -> FieldRef {
    record(name, ["id", "displayName", "uniqueName", "url", "imageUrl", "descriptor"].map(text))
}
