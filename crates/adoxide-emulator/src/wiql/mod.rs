//! The Work Item Query Language.
//!
//! A query is read ([`parse`]) into what it says, bound to the fields, people and iterations that its names
//! stand for, and answered over a [`Source`]: anything that knows items, their values and their links. The
//! language is the one documented at
//! <https://learn.microsoft.com/en-us/azure/devops/boards/queries/wiql-syntax>.

mod ast;
mod bind;
mod evaluate;
mod lexer;
mod parser;
#[cfg(test)]
mod tests;

use std::collections::BTreeSet;

use jiff::Timestamp;

pub(crate) use self::ast::{Condition, Expression, Operator, Written};
pub(crate) use self::bind::{Bound, Context, Shape, bind};
pub(crate) use self::evaluate::{Answer, Relation, evaluate};
pub(crate) use self::parser::parse;

/// The most letters of a query.
pub(crate) const LENGTH_LIMIT: usize = 32_000;
/// The most results of a query that does not say how many it wants.
pub(crate) const RESULT_LIMIT: usize = 20_000;

/// What is wrong with a query.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum Error {
    /// Something is wrong at one place.
    #[error("{message} The error is caused by «{cause}».")]
    At {
        /// What is wrong, with the code of the service where it has one.
        message: String,
        /// The words that it is about.
        cause: String,
        /// Where they are, in bytes.
        position: usize,
    },
    /// The query is longer than [`LENGTH_LIMIT`].
    #[error("The query text is longer than {LENGTH_LIMIT} characters.")]
    TooLong,
    /// There are more results than [`RESULT_LIMIT`]. The text is reported many times.
    #[error(
        "VS402337: The number of work items returned exceeds the size limit of {RESULT_LIMIT}. Change the query \
         to return fewer items."
    )]
    TooMany,
}

/// A field, as a query sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Field {
    /// `System.Title`
    pub reference_name: String,
    /// `Title`
    pub name: String,
    /// What it holds.
    pub kind: Kind,
}

/// What a field holds: what can be asked of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    Number,
    Date,
    Boolean,
    /// One line of text, GUIDs too.
    Text,
    /// Text of any length: it has no order and no equality.
    LongText,
    Area,
    Iteration,
    Person,
    /// Words between semicolons.
    Tags,
}

/// A value of a field.
#[derive(Clone, Debug, PartialEq)]
pub(crate) enum Value {
    Empty,
    Number(f64),
    Date(Timestamp),
    Boolean(bool),
    Text(String),
    Person { display_name: String, unique_name: String },
}

/// A link from an item to another.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Link {
    /// `System.LinkTypes.Hierarchy-Forward`
    pub kind: String,
    /// The other item.
    pub target: i64,
}

/// The sets of items that macros stand for.
#[expect(clippy::enum_variant_names, reason = "the names of the macros")]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Activity {
    /// `@Follows`
    Follows,
    /// `@MyRecentActivity`
    MyRecentActivity,
    /// `@RecentMentions`
    RecentMentions,
    /// `@RecentProjectActivity`
    RecentProjectActivity,
}

/// What queries are asked of. `at` is a moment of the past; none for now.
pub(crate) trait Source {
    /// A field by its reference name or its name, in any case.
    fn field(&self, name: &str) -> Option<Field>;

    /// The items that there are, in the order of their numbers.
    fn items(&self, at: Option<Timestamp>) -> Vec<i64>;

    /// What an item has in a field.
    fn value(&self, item: i64, field: &Field, at: Option<Timestamp>) -> Value;

    /// Everything that an item ever had in a field, until a moment.
    fn history(&self, item: i64, field: &Field, at: Option<Timestamp>) -> Vec<Value>;

    /// The links of an item to items.
    fn links(&self, item: i64, at: Option<Timestamp>) -> Vec<Link>;

    /// The full name of a link type: `System.LinkTypes.Hierarchy-Forward` for that, in any case, or `Child`.
    fn link_type(&self, name: &str) -> Option<String>;

    /// The path of an area or iteration as it is written: none if there is none.
    fn path(&self, kind: Kind, path: &str) -> Option<String>;

    /// The path of a team's current iteration, or so many later or earlier; none if there is no such
    /// iteration. The team is `[Project]\Team`, or none for that of the request.
    fn iteration(&self, team: Option<&str>, offset: i64) -> Option<String>;

    /// The areas of a team, with whether those below belong to it; none if there is no such team.
    fn team_areas(&self, team: Option<&str>) -> Option<Vec<(String, bool)>>;

    /// Whether a value belongs to a group: a person to `[Project]\Team`, a type to a category.
    fn is_in_group(&self, field: &Field, value: &Value, group: &str) -> bool;

    /// The items of an activity.
    fn activity(&self, activity: Activity) -> BTreeSet<i64>;
}
