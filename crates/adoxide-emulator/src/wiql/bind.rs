//! From what a query says to what it means: names become fields, macros become values.

use std::cmp::Ordering;
use std::collections::BTreeSet;

use jiff::civil::{Date, DateTime, Time};
use jiff::tz::TimeZone;
use jiff::{Span, Timestamp};

use super::ast::{
    Condition, Expression, FieldName, From, LinkMode, Name, Operand, Operator, Query, Side, Sort, Written,
};
use super::{Activity, Error, Field, Kind, Source};
use crate::base::parse_date;

/// Who asks, when and where.
pub(crate) struct Context<'a> {
    pub source: &'a dyn Source,
    /// The sign-in address of who asks.
    pub me: &'a str,
    /// The project of the request.
    pub project: Option<&'a str>,
    /// The team of the request: `[Project]\Team`.
    pub team: Option<&'a str>,
    pub now: Timestamp,
    /// Whether dates are compared to the second, and not to the day.
    pub time_precision: bool,
}

/// A query whose names are resolved.
#[derive(Debug)]
pub(crate) struct Bound {
    pub columns: Vec<Field>,
    pub sorts: Vec<BoundSort>,
    pub as_of: Option<Timestamp>,
    pub shape: Shape,
}

#[derive(Debug)]
pub(crate) struct BoundSort {
    pub side: Side,
    pub field: Field,
    pub descending: bool,
}

#[expect(clippy::large_enum_variant, reason = "there is one for each query")]
#[derive(Debug)]
pub(crate) enum Shape {
    Flat(Predicate),
    Links { source: Predicate, target: Predicate, link: Predicate, mode: LinkMode },
}

/// A condition whose names are resolved.
#[derive(Debug)]
pub(crate) enum Predicate {
    All(Vec<Predicate>),
    Any(Vec<Predicate>),
    Not(Box<Predicate>),
    Test {
        field: Field,
        test: Test,
        /// Whether it is enough that it held once.
        ever: bool,
    },
}

/// What a value must be.
#[derive(Clone, Debug)]
pub(crate) enum Test {
    Empty,
    /// Text, or a path.
    Text(Comparison, String),
    Number(Comparison, f64),
    Boolean(bool),
    /// From one instant until before another.
    Between(Option<Timestamp>, Option<Timestamp>),
    /// A display name, a sign-in address, or `Name <address>`.
    Person(String),
    /// Part of the text.
    Contains(String),
    /// One of the tags.
    Tag(String),
    /// These words in a row; the last may be the beginning of one.
    Words(Vec<String>),
    /// A path or one below it.
    Under(String),
    /// A person or type in a group.
    InGroup(String),
    /// One of these items.
    Item(BTreeSet<i64>),
    /// As in another field of the same item.
    Field(Comparison, Field),
    Any(Vec<Test>),
    Not(Box<Test>),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Comparison {
    Equal,
    Less,
    LessOrEqual,
    Greater,
    GreaterOrEqual,
}

impl Comparison {
    pub fn holds(self, ordering: Ordering) -> bool {
        match self {
            Self::Equal => ordering.is_eq(),
            Self::Less => ordering.is_lt(),
            Self::LessOrEqual => ordering.is_le(),
            Self::Greater => ordering.is_gt(),
            Self::GreaterOrEqual => ordering.is_ge(),
        }
    }
}

/// Resolves the names of a query.
///
/// # Errors
/// When a name stands for nothing, or a condition cannot be asked of a field.
pub(crate) fn bind(query: &Query, context: &Context<'_>) -> Result<Bound, Error> {
    let columns = query.select.iter().map(|name| context.field(name)).collect::<Result<_, _>>()?;
    let sorts = query.order_by.iter().map(|sort| context.sort(sort)).collect::<Result<_, _>>()?;
    let as_of = query.as_of.as_ref().map(|operand| context.as_of(operand)).transpose()?;
    let shape = match query.from {
        From::WorkItems => Shape::Flat(match &query.condition {
            Some(condition) => context.predicate(condition, false)?,
            None => Predicate::All(Vec::new()),
        }),
        From::WorkItemLinks => context.links(query)?,
    };
    Ok(Bound { columns, sorts, as_of, shape })
}

fn error(message: impl Into<String>, cause: &str, position: usize) -> Error {
    Error::At { message: message.into(), cause: cause.to_owned(), position }
}

/// The field that says what kind a link is. Items have none such.
fn is_link_type(name: &str) -> bool {
    ["System.Links.LinkType", "Links.LinkType", "Link Type"]
        .iter()
        .any(|known| known.eq_ignore_ascii_case(name))
}

/// What a part of the condition of a query for links is about.
#[derive(Clone, Copy, PartialEq, Eq)]
enum About {
    Link,
    End(Side),
}

/// What the conditions of an expression are about; none if about several things.
fn about(expression: &Expression) -> Option<About> {
    match expression {
        Expression::And(parts) | Expression::Or(parts) => {
            let mut parts = parts.iter().map(about);
            let first = parts.next()??;
            parts.all(|part| part == Some(first)).then_some(first)
        }
        Expression::Not(inner) | Expression::Ever(inner) => about(inner),
        Expression::Condition(Condition { field, .. }) => {
            Some(if is_link_type(&field.name.text) { About::Link } else { About::End(field.side) })
        }
    }
}

/// The first field of an expression.
fn first_field(expression: &Expression) -> Option<&FieldName> {
    match expression {
        Expression::And(parts) | Expression::Or(parts) => parts.first().and_then(first_field),
        Expression::Not(inner) | Expression::Ever(inner) => first_field(inner),
        Expression::Condition(condition) => Some(&condition.field),
    }
}

/// What an operand stands for.
enum Resolved {
    Empty,
    Text(String),
    Number(f64),
    Boolean(bool),
    Date(Timestamp),
    Me,
    Paths(Vec<(String, bool)>),
    Items(BTreeSet<i64>),
    Field(Field),
    /// Something that no value is.
    Nothing,
}

impl Context<'_> {
    fn field(&self, name: &Name) -> Result<Field, Error> {
        self.source.field(&name.text).ok_or_else(|| {
            // As reported, with the guillemets.
            let message = "TF51005: The query references a field that does not exist.";
            error(message, &format!("[{}]", name.text), name.position)
        })
    }

    fn sort(&self, sort: &Sort) -> Result<BoundSort, Error> {
        let field = self.field(&sort.field.name)?;
        if field.kind == Kind::LongText {
            let message = format!("Results cannot be ordered by the field {}.", field.reference_name);
            return Err(error(message, &sort.field.name.text, sort.field.name.position));
        }
        Ok(BoundSort { side: sort.field.side, field, descending: sort.descending })
    }

    fn as_of(&self, operand: &Operand) -> Result<Timestamp, Error> {
        match self.resolve(operand)? {
            Resolved::Date(at) => Ok(at),
            Resolved::Text(text) => parse_date(&text).ok_or_else(|| not_a(operand, "date")),
            _ => Err(not_a(operand, "date")),
        }
    }

    /// Sorts the parts of a condition by what they are about.
    fn links(&self, query: &Query) -> Result<Shape, Error> {
        let (mut source, mut target, mut link) = (Vec::new(), Vec::new(), Vec::new());
        let parts = match &query.condition {
            Some(Expression::And(parts)) => parts.iter().collect(),
            Some(other) => vec![other],
            None => Vec::new(),
        };
        for part in parts {
            let to = match about(part) {
                Some(About::End(Side::Source)) => &mut source,
                Some(About::End(Side::Target)) => &mut target,
                Some(About::Link) => &mut link,
                None => {
                    let message = "A condition cannot be about the source, the target or the link at once.";
                    let (cause, position) = first_field(part)
                        .map_or(("", 0), |field| (field.name.text.as_str(), field.name.position));
                    return Err(error(message, cause, position));
                }
            };
            to.push(self.predicate(part, false)?);
        }
        let all = Predicate::All;
        Ok(Shape::Links { source: all(source), target: all(target), link: all(link), mode: query.mode })
    }

    fn predicate(&self, expression: &Expression, ever: bool) -> Result<Predicate, Error> {
        let all = |parts: &[Expression]| {
            parts.iter().map(|part| self.predicate(part, ever)).collect::<Result<Vec<_>, _>>()
        };
        Ok(match expression {
            Expression::And(parts) => Predicate::All(all(parts)?),
            Expression::Or(parts) => Predicate::Any(all(parts)?),
            Expression::Not(inner) => Predicate::Not(Box::new(self.predicate(inner, ever)?)),
            Expression::Ever(inner) => self.predicate(inner, true)?,
            Expression::Condition(condition) => self.condition(condition, ever)?,
        })
    }

    fn condition(&self, condition: &Condition, ever: bool) -> Result<Predicate, Error> {
        if is_link_type(&condition.field.name.text) {
            return self.link_condition(condition);
        }
        let field = self.field(&condition.field.name)?;
        let ever = ever || condition.operator == Operator::WasEver;
        let test = self.test(&field, condition)?;
        Ok(Predicate::Test { field, test, ever })
    }

    fn link_condition(&self, condition: &Condition) -> Result<Predicate, Error> {
        let name = "System.Links.LinkType";
        let field = Field { reference_name: name.to_owned(), name: "Link Type".to_owned(), kind: Kind::Text };
        let kinds = condition.operands.iter().map(|operand| match &operand.value {
            Written::Text(text) if text.is_empty() => Ok(Test::Not(Box::new(Test::Empty))),
            Written::Text(text) => {
                let name = self.source.link_type(text).map(|name| Test::Text(Comparison::Equal, name));
                name.ok_or_else(|| {
                    let message = "The specified link type does not exist.";
                    error(message, &operand.text, operand.position)
                })
            }
            _ => Err(not_a(operand, "link type")),
        });
        let test = Test::Any(kinds.collect::<Result<_, _>>()?);
        let test = match condition.operator {
            Operator::Equal | Operator::In => test,
            Operator::NotEqual | Operator::NotIn => Test::Not(Box::new(test)),
            _ => return Err(not_for(&field, condition)),
        };
        Ok(Predicate::Test { field, test, ever: false })
    }

    fn test(&self, field: &Field, condition: &Condition) -> Result<Test, Error> {
        let not = |test: Test| Test::Not(Box::new(test));
        let any = |make: &dyn Fn(&Operand) -> Result<Test, Error>| {
            condition.operands.iter().map(make).collect::<Result<Vec<_>, _>>().map(Test::Any)
        };
        let equals = |operand: &Operand| self.equal(field, condition, operand);
        let compare = |comparison| any(&|operand| self.compare(field, condition, operand, comparison));
        let contains = |operand: &Operand| self.contains(field, condition, operand);
        let words = |operand: &Operand| self.words(field, condition, operand);
        let under = |operand: &Operand| self.under(field, condition, operand);
        let group = |operand: &Operand| match self.resolve(operand)? {
            Resolved::Text(group) => Ok(Test::InGroup(group)),
            _ => Err(not_a(operand, "group")),
        };
        match condition.operator {
            Operator::Equal | Operator::In | Operator::WasEver => any(&equals),
            Operator::NotEqual | Operator::NotIn => any(&equals).map(not),
            Operator::Less => compare(Comparison::Less),
            Operator::LessOrEqual => compare(Comparison::LessOrEqual),
            Operator::Greater => compare(Comparison::Greater),
            Operator::GreaterOrEqual => compare(Comparison::GreaterOrEqual),
            Operator::InGroup => any(&group),
            Operator::NotInGroup => any(&group).map(not),
            Operator::Contains => any(&contains),
            Operator::NotContains => any(&contains).map(not),
            Operator::ContainsWords => any(&words),
            Operator::NotContainsWords => any(&words).map(not),
            Operator::Under => any(&under),
            Operator::NotUnder => any(&under).map(not),
            Operator::IsEmpty => Ok(Test::Empty),
            Operator::IsNotEmpty => Ok(not(Test::Empty)),
        }
    }

    fn equal(&self, field: &Field, condition: &Condition, operand: &Operand) -> Result<Test, Error> {
        let same = Comparison::Equal;
        Ok(match (field.kind, self.resolve(operand)?) {
            (Kind::LongText, _) => return Err(not_for(field, condition)),
            (_, Resolved::Nothing) => Test::Any(Vec::new()),
            (_, Resolved::Empty) => Test::Empty,
            (_, Resolved::Field(other)) => Test::Field(same, other),
            (Kind::Number, Resolved::Items(items)) => Test::Item(items),
            (Kind::Number, value) => Test::Number(same, number(value, operand)?),
            (Kind::Date, value) => self.dates(same, value, operand)?,
            (Kind::Boolean, value) => {
                Test::Boolean(boolean(&value).ok_or_else(|| not_a(operand, "boolean"))?)
            }
            (Kind::Area | Kind::Iteration, Resolved::Paths(paths)) => Test::Any(
                paths
                    .into_iter()
                    .map(|(path, below)| if below { Test::Under(path) } else { Test::Text(same, path) })
                    .collect(),
            ),
            (Kind::Area | Kind::Iteration, value) => Test::Text(same, self.path(field.kind, value, operand)?),
            (Kind::Person, Resolved::Me) => Test::Person(self.me.to_owned()),
            (Kind::Person, value) => Test::Person(text(value, operand)?),
            (Kind::Text | Kind::Tags, value) => Test::Text(same, text(value, operand)?),
        })
    }

    fn compare(
        &self,
        field: &Field,
        condition: &Condition,
        operand: &Operand,
        comparison: Comparison,
    ) -> Result<Test, Error> {
        Ok(match (field.kind, self.resolve(operand)?) {
            (Kind::Number | Kind::Date | Kind::Text | Kind::Person, Resolved::Field(other)) => {
                Test::Field(comparison, other)
            }
            (Kind::Number, value) => Test::Number(comparison, number(value, operand)?),
            (Kind::Date, value) => self.dates(comparison, value, operand)?,
            (Kind::Text | Kind::Person, value) => Test::Text(comparison, text(value, operand)?),
            _ => return Err(not_for(field, condition)),
        })
    }

    fn contains(&self, field: &Field, condition: &Condition, operand: &Operand) -> Result<Test, Error> {
        let part = text(self.resolve(operand)?, operand)?;
        match field.kind {
            Kind::Text | Kind::LongText | Kind::Person => Ok(Test::Contains(part)),
            Kind::Tags => Ok(Test::Tag(part.trim().to_owned())),
            _ => Err(not_for(field, condition)),
        }
    }

    fn words(&self, field: &Field, condition: &Condition, operand: &Operand) -> Result<Test, Error> {
        let phrase = text(self.resolve(operand)?, operand)?;
        match field.kind {
            Kind::Text | Kind::LongText => Ok(Test::Words(words(&phrase, true))),
            _ => Err(not_for(field, condition)),
        }
    }

    fn under(&self, field: &Field, condition: &Condition, operand: &Operand) -> Result<Test, Error> {
        match (field.kind, self.resolve(operand)?) {
            (Kind::Area | Kind::Iteration, Resolved::Nothing) => Ok(Test::Any(Vec::new())),
            (Kind::Area | Kind::Iteration, Resolved::Paths(paths)) => {
                Ok(Test::Any(paths.into_iter().map(|(path, _)| Test::Under(path)).collect()))
            }
            (Kind::Area | Kind::Iteration, value) => Ok(Test::Under(self.path(field.kind, value, operand)?)),
            _ => Err(not_for(field, condition)),
        }
    }

    /// The path that is meant, if it is there.
    fn path(&self, kind: Kind, value: Resolved, operand: &Operand) -> Result<String, Error> {
        let path = text(value, operand)?;
        self.source.path(kind, &path).ok_or_else(|| {
            // As reported, word for word.
            let what = if kind == Kind::Area { "area" } else { "iteration" };
            let message = format!("TF51011: The specified {what} path does not exist.");
            error(message, &operand.text, operand.position)
        })
    }

    /// The instants that compare so with a date. Without time precision a date is a whole day.
    fn dates(&self, comparison: Comparison, value: Resolved, operand: &Operand) -> Result<Test, Error> {
        let at = match value {
            Resolved::Date(at) => at,
            Resolved::Text(text) => parse_date(&text).ok_or_else(|| not_a(operand, "date"))?,
            _ => return Err(not_a(operand, "date")),
        };
        let precision = if self.time_precision { 1 } else { SECONDS_OF_A_DAY };
        if at.as_second().rem_euclid(precision) != 0 {
            // As reported.
            let message = "You cannot supply a time with the date when running a query using date precision.";
            return Err(error(message, &operand.text, operand.position));
        }
        // To the second, fractions of it count as written.
        let end = if self.time_precision {
            at.checked_add(Span::new().nanoseconds(1))
        } else {
            at.checked_add(Span::new().hours(24))
        };
        let end = end.unwrap_or(Timestamp::MAX);
        Ok(match comparison {
            Comparison::Equal => Test::Between(Some(at), Some(end)),
            Comparison::Less => Test::Between(None, Some(at)),
            Comparison::LessOrEqual => Test::Between(None, Some(end)),
            Comparison::Greater => Test::Between(Some(end), None),
            Comparison::GreaterOrEqual => Test::Between(Some(at), None),
        })
    }

    fn resolve(&self, operand: &Operand) -> Result<Resolved, Error> {
        Ok(match &operand.value {
            Written::Text(text) if text.is_empty() => Resolved::Empty,
            Written::Text(text) => Resolved::Text(text.clone()),
            Written::Number(number) => Resolved::Number(*number),
            Written::Boolean(boolean) => Resolved::Boolean(*boolean),
            Written::Field(name) => Resolved::Field(self.field(&name.name)?),
            Written::Macro { name, arguments, offset } => {
                self.expand(&name.to_lowercase(), arguments, *offset, operand)?
            }
        })
    }

    fn expand(
        &self,
        name: &str,
        arguments: &[String],
        offset: f64,
        operand: &Operand,
    ) -> Result<Resolved, Error> {
        let activity = |activity| Ok(Resolved::Items(self.source.activity(activity)));
        // `[Project]\Team <id:…>`: the web pages write the id behind the name.
        let team = arguments.first().map(|team| team.split(" <id:").next().unwrap_or(team).trim());
        let team = team.or(self.team);
        match name {
            "me" => Ok(Resolved::Me),
            "project" => match self.project {
                Some(project) => Ok(Resolved::Text(project.to_owned())),
                None => Err(without_context(operand, "project")),
            },
            "today" | "startofday" | "startofweek" | "startofmonth" | "startofyear" => {
                self.start(name, arguments, offset, operand).map(Resolved::Date)
            }
            "currentiteration" => {
                let team = team.ok_or_else(|| without_context(operand, "team"))?;
                #[expect(clippy::cast_possible_truncation, reason = "a small number of iterations")]
                let path = self.source.iteration(Some(team), offset as i64);
                Ok(path.map_or(Resolved::Nothing, Resolved::Text))
            }
            "teamareas" => {
                let team = team.ok_or_else(|| without_context(operand, "team"))?;
                Ok(self.source.team_areas(Some(team)).map_or(Resolved::Nothing, Resolved::Paths))
            }
            "follows" => activity(Activity::Follows),
            "myrecentactivity" => activity(Activity::MyRecentActivity),
            "recentmentions" => activity(Activity::RecentMentions),
            "recentprojectactivity" => activity(Activity::RecentProjectActivity),
            _ => Err(error("The query has a macro that does not exist.", &operand.text, operand.position)),
        }
    }

    /// The beginning of a day, week, month or year, so many units later: `@StartOfMonth - 1`,
    /// `@StartOfMonth('+2w')`.
    fn start(
        &self,
        name: &str,
        arguments: &[String],
        offset: f64,
        operand: &Operand,
    ) -> Result<Timestamp, Error> {
        let today = self.now.to_zoned(TimeZone::UTC).datetime().date();
        let (start, unit) = match name {
            "today" | "startofday" => (Some(today), 'd'),
            // Weeks begin on Sunday, as in the United States.
            "startofweek" => {
                let days = today.weekday().to_sunday_zero_offset();
                (today.checked_sub(Span::new().days(days)).ok(), 'w')
            }
            "startofmonth" => (Date::new(today.year(), today.month(), 1).ok(), 'M'),
            _ => (Date::new(today.year(), 1, 1).ok(), 'y'),
        };
        let start = start.map(|start| DateTime::from_parts(start, Time::midnight()));
        let (count, unit) = match arguments.first() {
            Some(argument) => amount(argument, unit).ok_or_else(|| not_a(operand, "period"))?,
            None => (offset, unit),
        };
        #[expect(clippy::cast_possible_truncation, reason = "periods are counted in whole units")]
        let count = count as i64;
        let span = match unit {
            'y' => Span::new().try_years(count),
            'M' => Span::new().try_months(count),
            'w' => Span::new().try_weeks(count),
            'd' => Span::new().try_days(count),
            'h' => Span::new().try_hours(count),
            _ => Span::new().try_minutes(count),
        };
        let at = start.and_then(|start| start.checked_add(span.ok()?).ok());
        let at = at.and_then(|at| at.to_zoned(TimeZone::UTC).ok());
        at.map(|at| at.timestamp()).ok_or_else(|| not_a(operand, "date"))
    }
}

const SECONDS_OF_A_DAY: i64 = 86_400;

/// `+1M`, `-5d`, `2`
fn amount(text: &str, unit: char) -> Option<(f64, char)> {
    let text = text.trim();
    let last = text.chars().last()?;
    let (number, unit) = if last.is_alphabetic() {
        let unit = if last == 'M' { 'M' } else { last.to_ascii_lowercase() };
        (text.strip_suffix(last)?, unit)
    } else {
        (text, unit)
    };
    "yMwdhm".contains(unit).then_some(())?;
    number.trim_start_matches('+').parse().ok().map(|number| (number, unit))
}

fn not_for(field: &Field, condition: &Condition) -> Error {
    let name = &condition.field.name;
    let message = format!("The operator cannot be used with the field {}.", field.reference_name);
    error(message, &name.text, name.position)
}

/// As reported for teams.
fn without_context(operand: &Operand, context: &str) -> Error {
    let name = operand.text.split(['(', '+', '-']).next().unwrap_or_default().trim();
    let message = format!("VS402612: The macro '{name}' is not supported without a {context} context.");
    error(message, &operand.text, operand.position)
}

fn not_a(operand: &Operand, what: &str) -> Error {
    error(format!("Expecting a {what}."), &operand.text, operand.position)
}

fn number(value: Resolved, operand: &Operand) -> Result<f64, Error> {
    match value {
        Resolved::Number(number) => Ok(number),
        Resolved::Text(text) => text.trim().parse().map_err(|_| not_a(operand, "number")),
        _ => Err(not_a(operand, "number")),
    }
}

fn boolean(value: &Resolved) -> Option<bool> {
    match value {
        Resolved::Boolean(boolean) => Some(*boolean),
        Resolved::Number(number) => Some(*number != 0.0),
        Resolved::Text(text) => crate::base::flag(text.trim()),
        _ => None,
    }
}

fn text(value: Resolved, operand: &Operand) -> Result<String, Error> {
    match value {
        Resolved::Empty => Ok(String::new()),
        Resolved::Text(text) => Ok(text),
        Resolved::Number(number) => Ok(number.to_string()),
        Resolved::Boolean(boolean) => Ok(boolean.to_string()),
        _ => Err(not_a(operand, "text")),
    }
}

/// The words of a text, in lower case. In a pattern a word may end with `*`.
pub(super) fn words(text: &str, is_pattern: bool) -> Vec<String> {
    let is_letter = |letter: char| letter.is_alphanumeric() || letter == '_' || (is_pattern && letter == '*');
    let words = text.split(|letter| !is_letter(letter)).filter(|word| !word.is_empty());
    words.map(str::to_lowercase).collect()
}
