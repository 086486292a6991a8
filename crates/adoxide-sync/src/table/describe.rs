//! What a table says of itself, in words: types, joins, when it is read.

use arrow_schema::{DataType, Field, Fields};

use super::{Selection, Table, all, is_json};

/// A column that names rows of another table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Join {
    /// The column, of this table.
    pub column: &'static str,
    /// The other table.
    pub table: &'static Table,
    /// The column of that.
    pub of: &'static str,
}

impl Table {
    /// The columns that name rows of other tables: those whose description begins with the other, as in
    /// `The team: teams.id`.
    pub fn joins(&'static self) -> Vec<Join> {
        let mut joins = Vec::new();
        for column in self.all_columns() {
            let named = references(column.description());
            joins.extend(named.filter_map(|(table, of)| {
                let table = all().find(|known| known.name() == table)?;
                let of = table.all_columns().find(|known| known.name() == of)?.name();
                let is_itself = *table == *self && of == column.name();
                (!is_itself).then_some(Join { column: column.name(), table, of })
            }));
        }
        joins
    }

    /// When it is read, in words.
    pub fn read_when(&self) -> String {
        let connectors: Vec<_> = self.connectors().iter().map(|connector| format!("`{connector}`")).collect();
        match self.selection() {
            Selection::ByDefault => "by default".to_owned(),
            Selection::ByConnector => format!("with `--connector` {}", connectors.join(" or ")),
            Selection::ByName => format!("only when named: `--tables {}`", self.name()),
        }
    }
}

/// The columns of tables that a description names, as `` `table.column` ``.
pub(super) fn references(about: &str) -> impl Iterator<Item = (&str, &str)> {
    about.split('`').skip(1).step_by(2).filter_map(|code| {
        let (table, rest) = code.split_once('.')?;
        let is_name = |char: char| char.is_ascii_alphanumeric() || char == '_';
        let column = rest.split(|char| !is_name(char)).next()?;
        let is_table = !table.is_empty() && table.chars().all(is_name);
        (is_table && !column.is_empty()).then_some((table, column))
    })
}

/// The type of a column, in words: `text`, `timestamp`, `object of id, name`, `list of text`.
pub fn type_name(field: &Field) -> String {
    fn members(fields: &Fields) -> String {
        let names: Vec<_> = fields.iter().map(|field| field.name().as_str()).collect();
        names.join(", ")
    }
    match field.data_type() {
        _ if is_json(field) => "JSON".to_owned(),
        DataType::Utf8 => "text".to_owned(),
        DataType::Int64 => "integer".to_owned(),
        DataType::Float64 => "number".to_owned(),
        DataType::Boolean => "boolean".to_owned(),
        DataType::Timestamp(..) => "timestamp".to_owned(),
        DataType::Struct(fields) => format!("object of {}", members(fields)),
        DataType::List(item) => format!("list of {}", type_name(item)),
        DataType::Map(entries, _) => match entries.data_type() {
            DataType::Struct(fields) => {
                let value = fields.get(1).map(|value| type_name(value));
                format!("map from text to {}", value.unwrap_or_default())
            }
            _ => "map".to_owned(),
        },
        other => other.to_string(),
    }
}
