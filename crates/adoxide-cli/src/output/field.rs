//! What is shown of a thing of the service: its fields, in an order, each with how people read it.

use std::borrow::Cow;

use adoxide::Address;
use adoxide_report::Unit;
use serde_json::Value;

use super::{Style, html, time};
use crate::printer::{visible, visible_lines};

/// How people read a value.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Kind {
    /// As it is.
    #[default]
    Plain,
    /// A name to type again: never shortened.
    Id,
    /// A time, told as its distance on a terminal.
    Date,
    /// A state: coloured.
    State,
    /// A branch: coloured.
    Branch,
    /// A text of several lines.
    Text,
    /// A text in HTML.
    Html,
    /// A number in a unit: seconds as `3 h 20 min`.
    Unit(Unit),
}

impl Kind {
    /// A value as one line for people.
    pub fn cell(self, value: &Value, style: &Style) -> String {
        visible(&self.text(value, style)).into_owned()
    }

    /// A value for people, with its lines.
    pub fn lines(self, value: &Value, style: &Style) -> String {
        visible_lines(&self.text(value, style)).into_owned()
    }

    fn text<'a>(self, value: &'a Value, style: &Style) -> Cow<'a, str> {
        match (self, value) {
            (_, Value::Null) => Cow::Borrowed(""),
            (Self::Date, Value::String(text)) if style.people => time::relative(text, style.now).into(),
            (Self::Html, Value::String(text)) => html::to_text(text).into(),
            (_, Value::String(text)) => Cow::Borrowed(text),
            (Self::Unit(unit), Value::Number(number)) if unit.is_numeric() => {
                number.as_f64().map_or_else(|| number.to_string(), |number| unit.show(number)).into()
            }
            (_, other) => Cow::Owned(other.to_string()),
        }
    }

    /// The codes that colour a value of this kind; empty for none.
    pub fn color(self, text: &str) -> &'static str {
        match self {
            Self::Id => "32",
            Self::Branch => "36",
            Self::Date => "2",
            Self::State => match text {
                "active" | "open" | "succeeded" | "approved" | "enabled" | "Active" | "ok" => "32",
                "completed" | "closed" | "Closed" | "Done" | "fixed" => "35",
                "abandoned" | "failed" | "rejected" | "broken" | "conflicts" => "31",
                "draft" | "disabled" | "notSet" | "notApplicable" => "2",
                _ => "33",
            },
            Self::Plain | Self::Text | Self::Html | Self::Unit(_) => "",
        }
    }
}

/// A column of rows.
#[derive(Clone, Debug)]
pub struct Column {
    /// Its name in JSON, CSV and TSV.
    pub name: String,
    /// Its name above a table.
    pub head: Cow<'static, str>,
    /// How people read it.
    pub kind: Kind,
}

impl From<String> for Column {
    fn from(name: String) -> Self {
        Self { head: visible(&name).into_owned().into(), name, kind: Kind::Plain }
    }
}

impl From<&str> for Column {
    fn from(name: &str) -> Self {
        name.to_owned().into()
    }
}

impl From<&Field> for Column {
    fn from(field: &Field) -> Self {
        Self { name: field.name.to_owned(), head: field.head.into(), kind: field.kind }
    }
}

/// A field of a thing, found in what the service says about it.
pub struct Field {
    /// Its name: the service's, where it has one.
    pub name: &'static str,
    head: &'static str,
    kind: Kind,
    /// Whether it is in a table of many; one alone has them all.
    pub listed: bool,
    get: Get,
}

enum Get {
    /// Members and places in lists, separated by slashes.
    Path(&'static str),
    By(fn(&Value) -> Value),
}

impl Field {
    /// A member of the thing of this name.
    pub const fn new(name: &'static str) -> Self {
        Self::at(name, name)
    }

    /// What is found below these members, separated by slashes.
    pub const fn at(name: &'static str, path: &'static str) -> Self {
        Self { name, head: name, kind: Kind::Plain, listed: true, get: Get::Path(path) }
    }

    /// What is worked out.
    pub const fn by(name: &'static str, value: fn(&Value) -> Value) -> Self {
        Self { name, head: name, kind: Kind::Plain, listed: true, get: Get::By(value) }
    }

    /// The same under a shorter name above a table.
    pub const fn head(self, head: &'static str) -> Self {
        Self { head, ..self }
    }

    /// The same, left out of tables of many.
    pub const fn unlisted(self) -> Self {
        Self { listed: false, ..self }
    }

    const fn kind(self, kind: Kind) -> Self {
        Self { kind, ..self }
    }

    /// What is typed to name the thing.
    pub const fn id(self) -> Self {
        self.kind(Kind::Id)
    }

    /// A time.
    pub const fn date(self) -> Self {
        self.kind(Kind::Date)
    }

    /// A state.
    pub const fn state(self) -> Self {
        self.kind(Kind::State)
    }

    /// A branch.
    pub const fn branch(self) -> Self {
        self.kind(Kind::Branch)
    }

    /// A text of several lines; one alone has it below its other fields.
    pub const fn text(self) -> Self {
        self.kind(Kind::Text).unlisted()
    }

    /// The same in HTML.
    pub const fn html(self) -> Self {
        self.kind(Kind::Html).unlisted()
    }

    /// Its value.
    pub fn value(&self, thing: &Value) -> Value {
        match self.get {
            Get::Path(path) => {
                let found = path.split('/').try_fold(thing, |value, name| match value {
                    Value::Array(items) => items.get(name.parse::<usize>().ok()?),
                    other => other.get(name),
                });
                found.cloned().unwrap_or(Value::Null)
            }
            Get::By(value) => value(thing),
        }
    }

    /// Whether it stands below the others where one thing is shown alone.
    pub fn is_long(&self) -> bool {
        matches!(self.kind, Kind::Text | Kind::Html)
    }
}

/// The things of a noun: what is shown of them, and where a browser shows them.
pub struct View {
    /// Their fields, in this order.
    pub fields: &'static [Field],
    /// The URL of one for a browser.
    pub url: fn(&Value, &Address) -> Option<String>,
}

impl View {
    /// Things that no page shows.
    pub const fn new(fields: &'static [Field]) -> Self {
        Self { fields, url: |_, _| None }
    }

    /// The same with the page that shows one.
    pub const fn url(self, url: fn(&Value, &Address) -> Option<String>) -> Self {
        Self { url, ..self }
    }
}

/// The name of the member that has the URL for a browser. The service has one only for some things.
pub const WEB_URL: &str = "webUrl";

/// Several texts in one line; null if there are none.
pub fn joined(texts: impl IntoIterator<Item = String>) -> Value {
    let texts: Vec<_> = texts.into_iter().collect();
    if texts.is_empty() { Value::Null } else { texts.join(", ").into() }
}

/// A branch as people write it.
pub fn branch(name: &Value) -> Value {
    name.as_str().map(|name| name.strip_prefix("refs/heads/").unwrap_or(name)).into()
}

/// The name of a person, in what the service says about them.
pub fn person(value: &Value) -> Value {
    match &value["displayName"] {
        Value::String(name) => name.clone().into(),
        _ => value.clone(),
    }
}
