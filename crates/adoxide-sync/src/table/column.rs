//! Columns: what they hold, and where the service sends it.

use std::borrow::Cow;
use std::collections::HashMap;
use std::sync::Arc;

use arrow_schema::{DataType, Field, FieldRef, TimeUnit};

/// One column of a [`Table`](super::Table): its name, type and description, and where its value comes from.
#[derive(Clone, Debug)]
pub struct Column {
    pub(super) name: &'static str,
    pub(super) field: FieldRef,
    pub(super) source: Source,
    pub(super) about: Cow<'static, str>,
}

/// Where the value of a column comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Source {
    /// A member of the row that the service sends, at this path. An empty path is the member of the column's name.
    Sent(&'static [&'static str], Form),
    /// The name of the organization.
    Organization,
    /// The id of the project of the unit.
    ProjectId,
    /// The name of the project of the unit.
    ProjectName,
    /// The id of the repository of the unit.
    RepositoryId,
    /// The row that this one is of: the value of this column of the parent table.
    Parent(&'static str),
    /// The feed gives it with each page.
    Given,
    /// The position of the row in its list, from 0.
    Position,
}

/// How a value is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Form {
    /// As the type of the column says.
    Value,
    /// Somebody: an object, or the text `Name <address>` that old versions send.
    Identity,
}

impl Column {
    fn new(name: &'static str, kind: DataType) -> Self {
        Self::of(name, Field::new(name, kind, true))
    }

    fn of(name: &'static str, field: Field) -> Self {
        let source = Source::Sent(&[], Form::Value);
        Self { name, field: Arc::new(field), source, about: Cow::Borrowed("") }
    }

    /// Takes the value from deeper in the row: `["fields", "System.Title"]`.
    pub fn at(self, path: &'static [&'static str]) -> Self {
        let form = match self.source {
            Source::Sent(_, form) => form,
            _ => Form::Value,
        };
        Self { source: Source::Sent(path, form), ..self }
    }

    /// Numbers the rows of each list from 0, in the order of the service.
    pub fn position(self) -> Self {
        Self { source: Source::Position, ..self }
    }

    pub(super) fn from(self, source: Source) -> Self {
        Self { source, ..self }
    }

    pub(super) fn about(self, about: impl Into<Cow<'static, str>>) -> Self {
        Self { about: about.into(), ..self }
    }

    /// Its name.
    pub fn name(&self) -> &'static str {
        self.name
    }

    /// Its name and type in Arrow. JSON columns have the extension type `arrow.json`.
    pub fn field(&self) -> &FieldRef {
        &self.field
    }

    pub(crate) fn source(&self) -> &Source {
        &self.source
    }

    /// What its values mean: units, and what they join with. Empty if nobody said.
    pub fn description(&self) -> &str {
        &self.about
    }
}

/// A column of text: names, ids, urls, enums.
pub fn text(name: &'static str) -> Column {
    Column::new(name, DataType::Utf8)
}

/// A column of 64-bit integers.
pub fn integer(name: &'static str) -> Column {
    Column::new(name, DataType::Int64)
}

/// A column of 64-bit floating point numbers.
pub fn number(name: &'static str) -> Column {
    Column::new(name, DataType::Float64)
}

/// A column of truth values.
pub fn boolean(name: &'static str) -> Column {
    Column::new(name, DataType::Boolean)
}

/// A column of instants: microseconds, UTC.
pub fn timestamp(name: &'static str) -> Column {
    Column::new(name, DataType::Timestamp(TimeUnit::Microsecond, Some("UTC".into())))
}

/// A column of any JSON, kept as the text that the service sent. Its Arrow field is marked as `arrow.json`.
pub fn json(name: &'static str) -> Column {
    let mark = HashMap::from([(EXTENSION.to_owned(), JSON.to_owned())]);
    Column::of(name, Field::new(name, DataType::Utf8, true).with_metadata(mark))
}

/// A column of objects with these members.
pub fn record(name: &'static str, members: impl IntoIterator<Item = Column>) -> Column {
    let members: Vec<_> = members.into_iter().map(|member| member.field).collect();
    Column::of(name, Field::new_struct(name, members, true))
}

/// A column of lists.
pub fn list(name: &'static str, item: Column) -> Column {
    let item = Arc::unwrap_or_clone(item.field).with_name("item");
    Column::of(name, Field::new_list(name, item, true))
}

/// A column of dictionaries from text to values of this type.
pub fn map(name: &'static str, value: Column) -> Column {
    let key = Field::new("key", DataType::Utf8, false);
    let value = Arc::unwrap_or_clone(value.field).with_name("value");
    Column::of(name, Field::new_map(name, "entries", key, value, false, true))
}

/// A column that tells who somebody is, also where an old version of the service only says `Name <address>`.
pub fn identity(name: &'static str) -> Column {
    let members = ["id", "displayName", "uniqueName", "url", "imageUrl", "descriptor"].map(text);
    Column { source: Source::Sent(&[], Form::Identity), ..record(name, members) }
}

/// The key of a field's metadata that names its extension type.
const EXTENSION: &str = "ARROW:extension:name";
/// The canonical extension type of JSON.
const JSON: &str = "arrow.json";

/// Whether a column holds JSON text: its field has the extension type `arrow.json`.
pub fn is_json(field: &Field) -> bool {
    field.metadata().get(EXTENSION).is_some_and(|name| name == JSON)
}
