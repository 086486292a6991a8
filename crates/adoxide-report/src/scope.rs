//! What is looked at: a time, an organization, a project, a team.

use jiff::civil::{Date, Weekday};
use jiff::fmt::temporal::DateTimePrinter;
use jiff::tz::TimeZone;
use jiff::{Span, Timestamp};

use crate::sql::Granularity;
use crate::{Error, ErrorKind, Result, Value};

/// The time, and the part of the organization, that metrics are computed over. All instants are UTC.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scope {
    from: Date,
    to: Timestamp,
    now: Timestamp,
    granularity: Granularity,
    organization: Option<String>,
    project: Option<Named>,
    team: Option<Named>,
    words: Words,
}

/// The words by which things are recognized, in any letter case.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Words {
    /// Names and email addresses that are no persons, besides those that are known.
    pub bots: Vec<String>,
    /// In the name of a pipeline: it deploys.
    pub deployments: Vec<String>,
    /// In the type or the tags of a work item: it is an incident.
    pub incidents: Vec<String>,
}

impl Default for Words {
    fn default() -> Self {
        let words = |words: &[&str]| words.iter().map(|word| (*word).to_owned()).collect();
        Self { bots: Vec::new(), deployments: words(&["deploy", "release"]), incidents: words(&["incident"]) }
    }
}

impl Words {
    /// The value of a parameter.
    pub(crate) fn parameter(&self, name: &str) -> Option<Value> {
        match name {
            "bots" => Some(Value::list(&self.bots)),
            "deployments" => Some(Value::list(&self.deployments)),
            "incidents" => Some(Value::list(&self.incidents)),
            _ => None,
        }
    }
}

/// Something with an id and a name.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Named {
    /// Its id, a UUID.
    pub id: String,
    /// Its name.
    pub name: String,
}

/// One bucket of time: a day, a week from Monday, or a month. UTC.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct Bucket {
    /// The first day.
    pub(crate) first: Date,
    /// The first day after it.
    pub(crate) end: Date,
}

/// Buckets that a chart can show and a person can read.
const MOST_BUCKETS: usize = 400;

impl Scope {
    /// The last so many days before this instant, from the beginning of the bucket in which they begin.
    ///
    /// # Errors
    /// When that is before the year 1.
    pub fn last_days(now: Timestamp, days: u32) -> Result<Self> {
        let today = now.to_zoned(TimeZone::UTC).date();
        let from = Span::new().try_days(i64::from(days)).and_then(|span| today.checked_sub(span));
        let from = from.map_err(|error| invalid(&error))?;
        Self::between(from, now, now)
    }

    /// From the beginning of the bucket that this day is in until before this instant, as seen now.
    ///
    /// Up to 31 days are divided into days, up to 400 into weeks, longer times into months.
    ///
    /// # Errors
    /// When the end is not after the beginning, or when there are more than 400 months.
    pub fn between(from: Date, to: Timestamp, now: Timestamp) -> Result<Self> {
        let last = to.to_zoned(TimeZone::UTC).date();
        let days = from.until(last).map_err(|error| invalid(&error))?.get_days();
        let granularity = match days {
            ..=31 => Granularity::Day,
            32..=400 => Granularity::Week,
            _ => Granularity::Month,
        };
        let scope = Self {
            from: begin(granularity, from),
            to,
            now,
            granularity,
            organization: None,
            project: None,
            team: None,
            words: Words::default(),
        };
        if instant(scope.from)? >= to {
            return Err(Error::new(
                ErrorKind::Invalid,
                format!("the time range is empty: it begins on {from} and ends before {to}"),
            ));
        }
        if scope.buckets().count() > MOST_BUCKETS {
            return Err(Error::new(
                ErrorKind::Invalid,
                format!("the time is longer than {MOST_BUCKETS} months"),
            ));
        }
        Ok(scope)
    }

    /// The same part of the organization in the last so many days.
    ///
    /// # Errors
    /// As [`last_days`](Self::last_days).
    pub fn last(self, days: u32) -> Result<Self> {
        let Self { from, granularity, .. } = Self::last_days(self.to, days)?;
        Ok(Self { from, granularity, ..self })
    }

    /// Only what belongs to this organization, where a destination has several.
    #[must_use]
    pub fn organization(self, name: Option<String>) -> Self {
        Self { organization: name, ..self }
    }

    /// Only what belongs to this project.
    #[must_use]
    pub fn project(self, project: Option<Named>) -> Self {
        Self { project, ..self }
    }

    /// Only what the members of this team did, or is assigned to them.
    #[must_use]
    pub fn team(self, team: Option<Named>) -> Self {
        Self { team, ..self }
    }

    /// Recognizes bots, deployments and incidents by these words.
    #[must_use]
    pub fn words(self, words: Words) -> Self {
        let lower = |words: Vec<String>| words.into_iter().map(|word| word.to_lowercase()).collect();
        let Words { bots, deployments, incidents } = words;
        let words = Words { bots: lower(bots), deployments: lower(deployments), incidents: lower(incidents) };
        Self { words, ..self }
    }

    /// The same part of the organization in as much time before: what a number is compared with.
    ///
    /// # Errors
    /// When that is before the year 1.
    pub fn before(&self) -> Result<Self> {
        let to = instant(self.from)?;
        let length = self.to.duration_since(to);
        let from = to.checked_sub(length).map_err(|error| invalid(&error))?;
        let from = from.to_zoned(TimeZone::UTC).date();
        Ok(Self { from, to, ..self.clone() })
    }

    /// The first day.
    pub fn first_day(&self) -> Date {
        self.from
    }

    /// The instant before which it ends.
    pub fn end(&self) -> Timestamp {
        self.to
    }

    /// The instant as of which ages are computed.
    pub fn now(&self) -> Timestamp {
        self.now
    }

    /// The organization, if it is one of several.
    pub fn in_organization(&self) -> Option<&str> {
        self.organization.as_deref()
    }

    /// The project, if it is one.
    pub fn in_project(&self) -> Option<&Named> {
        self.project.as_ref()
    }

    /// The team, if it is one.
    pub fn of_team(&self) -> Option<&Named> {
        self.team.as_ref()
    }

    /// Its days, weeks or months, in order.
    pub(crate) fn buckets(&self) -> impl Iterator<Item = Bucket> + '_ {
        let mut next = Some(self.from);
        std::iter::from_fn(move || {
            let first = next?;
            let end = after(self.granularity, first)?;
            next = Some(end).filter(|end| instant(*end).is_ok_and(|end| end < self.to));
            Some(Bucket { first, end })
        })
    }

    /// Whether views have the same rows for both.
    pub(crate) fn computes_like(&self, other: &Self) -> bool {
        self.from == other.from && self.words == other.words
    }

    /// Whether the views of this scope have all rows that the other one needs.
    pub(crate) fn computes_for(&self, other: &Self) -> bool {
        self.from <= other.from && self.words == other.words
    }

    /// Whether the last bucket is not over.
    pub fn ends_within_bucket(&self) -> bool {
        self.buckets().last().and_then(|bucket| instant(bucket.end).ok()).is_some_and(|end| end > self.to)
    }

    /// What a bucket is called in a chart.
    pub fn label(&self, first: Date) -> String {
        const MONTHS: [&str; 12] =
            ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"];
        let month = MONTHS.get(usize::from(first.month().unsigned_abs()).wrapping_sub(1)).unwrap_or(&"");
        match self.granularity {
            Granularity::Month => format!("{month} {}", first.year()),
            _ => format!("{} {month}", first.day()),
        }
    }

    /// What a bucket is: `day`, `week` or `month`.
    pub fn bucket_name(&self) -> &'static str {
        match self.granularity {
            Granularity::Day => "day",
            Granularity::Week => "week",
            Granularity::Month => "month",
        }
    }

    pub(crate) fn granularity(&self) -> Granularity {
        self.granularity
    }

    /// The value of a parameter.
    pub(crate) fn parameter(&self, name: &str) -> Option<Value> {
        let id = |named: &Option<Named>| named.as_ref().map_or(Value::Null, |named| named.id.clone().into());
        Some(match name {
            "from" => instant(self.from).map_or(Value::Null, |from| text(from).into()),
            "to" => text(self.to).into(),
            "now" => text(self.now).into(),
            "organization" => self.organization.clone().map_or(Value::Null, Value::Text),
            "project" => id(&self.project),
            "team" => id(&self.team),
            _ => return self.words.parameter(name),
        })
    }
}

/// An instant as tables have it: `2026-01-31T13:05:00.123456Z`.
pub(crate) fn text(instant: Timestamp) -> String {
    const PRINTER: DateTimePrinter = DateTimePrinter::new().precision(Some(6));
    PRINTER.timestamp_to_string(&instant)
}

/// The beginning of a day.
pub(crate) fn instant(day: Date) -> Result<Timestamp> {
    day.to_zoned(TimeZone::UTC).map(|zoned| zoned.timestamp()).map_err(|error| invalid(&error))
}

fn begin(granularity: Granularity, day: Date) -> Date {
    let monday = |day: Date| {
        let days = i64::from(day.weekday().since(Weekday::Monday));
        day.checked_sub(Span::new().days(days)).unwrap_or(day)
    };
    match granularity {
        Granularity::Day => day,
        Granularity::Week => monday(day),
        Granularity::Month => day.first_of_month(),
    }
}

fn after(granularity: Granularity, day: Date) -> Option<Date> {
    let span = match granularity {
        Granularity::Day => Span::new().days(1),
        Granularity::Week => Span::new().weeks(1),
        Granularity::Month => Span::new().months(1),
    };
    day.checked_add(span).ok()
}

fn invalid(error: &jiff::Error) -> Error {
    Error::new(ErrorKind::Invalid, format!("the time is out of range: {error}"))
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn at(text: &str) -> Timestamp {
        text.parse().unwrap()
    }

    #[test]
    fn a_time_begins_with_a_whole_bucket() {
        // A Wednesday.
        let scope = Scope::last_days(at("2026-04-01T10:00:00Z"), 90).unwrap();
        assert_eq!(scope.first_day(), date(2025, 12, 29), "a Monday");
        assert_eq!(scope.buckets().count(), 14);
        assert_eq!(scope.buckets().last().unwrap().first, date(2026, 3, 30));
        assert_eq!(scope.parameter("from"), Some("2025-12-29T00:00:00.000000Z".into()));
        let before = scope.before().unwrap();
        assert_eq!(before.end(), at("2025-12-29T00:00:00Z"));
        assert_eq!(before.first_day(), date(2025, 9, 26));

        let days = Scope::last_days(at("2026-04-01T00:00:00Z"), 7).unwrap();
        assert_eq!(days.buckets().count(), 7, "a bucket that begins at the end is not part of it");
        let months = Scope::last_days(at("2026-04-01T00:00:01Z"), 730).unwrap();
        assert_eq!(months.first_day(), date(2024, 4, 1));
        assert_eq!(months.buckets().count(), 25);
    }

    #[test]
    fn a_time_that_makes_no_sense_is_refused() {
        assert!(
            Scope::between(date(2026, 4, 2), at("2026-04-01T00:00:00Z"), at("2026-04-01T00:00:00Z")).is_err()
        );
        assert!(
            Scope::between(date(1000, 1, 1), at("2026-04-01T00:00:00Z"), at("2026-04-01T00:00:00Z")).is_err()
        );
        assert!(Scope::last_days(at("2026-04-01T00:00:00Z"), u32::MAX).is_err());
    }
}
