//! Metrics: what is computed over the views, each with its title, its formula, its columns and its chart.
//!
//! A metric is data, in `metric/*.toml`, in one place: [`all`], the pages, `adox metrics` and the dashboards of Grafana
//! are derived from it.

use std::sync::LazyLock;

use serde::{Deserialize, Serialize};

use crate::{Error, ErrorKind, Result, Unit, Value};

const FILES: [&str; 6] = [
    include_str!("metric/overview.toml"),
    include_str!("metric/delivery.toml"),
    include_str!("metric/pull_request.toml"),
    include_str!("metric/pipeline.toml"),
    include_str!("metric/work_item.toml"),
    include_str!("metric/people.toml"),
];

/// A metric: a query with what is known about its columns.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Metric {
    /// Its name: `pull-request-cycle`.
    pub name: String,
    /// What it shows, in a few words.
    pub title: String,
    /// How it is computed.
    pub about: String,
    /// How it is drawn.
    pub chart: ChartSpec,
    /// The columns of its rows, in order.
    pub columns: Vec<Column>,
    /// The tables that it can do without: where one was never synced, it is as if it had no rows.
    #[serde(default)]
    pub optional: Vec<String>,
    /// Whether its numbers are compared with those of the time before.
    #[serde(default = "yes")]
    pub compare: bool,
    /// The query, in the SQL of this crate.
    pub sql: String,
}

fn yes() -> bool {
    true
}

/// A column of a metric.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Column {
    /// Its name in SQL, JSON and CSV.
    pub name: String,
    /// Its title for people.
    pub title: String,
    /// What its values are in.
    pub unit: Unit,
    /// Whether more of it or less is better; none if neither is.
    #[serde(default, skip_serializing)]
    pub better: Option<Better>,
    /// The column that has the address of what this one names.
    #[serde(default, skip_serializing)]
    pub link: Option<String>,
    /// How it went: a metric and a column of it, with a point between them.
    #[serde(default, skip_serializing)]
    pub spark: Option<String>,
}

/// What is better.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Better {
    /// More of it.
    More,
    /// Less of it.
    Less,
}

/// How a metric is drawn.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct ChartSpec {
    /// The kind of chart.
    pub kind: ChartKind,
    /// The column of the buckets or names.
    #[serde(default)]
    pub x: Option<String>,
    /// The columns that are drawn, one series each.
    #[serde(default)]
    pub y: Vec<String>,
    /// In place of `y`: the column whose values are the names of the series, with the numbers in `value`.
    #[serde(default)]
    pub row: Option<String>,
    /// The column of the numbers, with `row`.
    #[serde(default)]
    pub value: Option<String>,
    /// The column that names a point.
    #[serde(default)]
    pub label: Option<String>,
    /// Percentiles that are drawn across.
    #[serde(default)]
    pub levels: Vec<u32>,
    /// Whether columns are on top of each other.
    #[serde(default)]
    pub stacked: bool,
    /// How the series are coloured, in order.
    #[serde(default)]
    pub tones: Vec<ToneName>,
}

/// A kind of chart.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum ChartKind {
    /// The single numbers of one row, each compared with the time before.
    Tiles,
    /// Columns over time.
    Columns,
    /// Lines over time.
    Lines,
    /// Areas over time, on top of each other.
    Areas,
    /// Bars by name.
    Bars,
    /// A heat map.
    Heat,
    /// Points over time.
    Scatter,
    /// No chart but the table.
    Table,
}

/// A colour by what it means.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum ToneName {
    /// One of those that mean nothing.
    Series,
    /// As it should be.
    Good,
    /// To be looked at.
    Warn,
    /// As it should not be.
    Bad,
    /// Of little weight.
    Muted,
}

#[derive(Deserialize)]
struct File {
    metric: Vec<Metric>,
}

static ALL: LazyLock<Vec<Metric>> =
    LazyLock::new(|| crate::definition::parse(&FILES, |file: File| file.metric));

/// Every metric, in the order of the pages.
pub fn all() -> &'static [Metric] {
    &ALL
}

/// The metric of a name.
///
/// # Errors
/// When there is none.
pub fn find(name: &str) -> Result<&'static Metric> {
    all().iter().find(|metric| metric.name == name).ok_or_else(|| {
        Error::new(ErrorKind::NotFound, format!("no such metric: `{name}`")).help("`adox metrics` lists them")
    })
}

/// The rows of a metric.
#[derive(Clone, Debug, PartialEq)]
#[non_exhaustive]
pub struct Figures {
    /// The columns, in order.
    pub columns: Vec<Column>,
    /// The rows, in order.
    pub rows: Vec<Vec<Value>>,
}

impl Figures {
    /// Where a column is.
    pub(crate) fn at(&self, name: &str) -> Option<usize> {
        self.columns.iter().position(|column| column.name == name)
    }

    /// A value, by row and by the name of its column.
    pub fn value(&self, row: usize, column: &str) -> Option<&Value> {
        self.rows.get(row)?.get(self.at(column)?)
    }
}
