//! Charts as SVG, drawn without a browser: for pages, mail and print.
//!
//! A chart is data: a title, a unit and series of numbers. [`Chart::svg`] draws it. It has a role, a title and a
//! description for screen readers, and each mark has a tooltip. Colours are CSS classes, so that a page decides how
//! they look in the dark and on paper; [`STYLE`] has them, and [`Chart::document`] puts it into the file.
//!
//! All text is escaped: names come from the service, and anybody may choose a name.

mod axis;
mod bars;
mod canvas;
mod columns;
mod heat;
mod lines;
mod scatter;
mod spark;
mod text;

use crate::Unit;

use self::canvas::Canvas;

pub use self::canvas::escape;
pub use self::spark::spark;

/// The style sheet of charts: colours by class, light, dark and printed.
pub const STYLE: &str = include_str!("chart/style.css");

/// A chart.
#[derive(Clone, Debug, PartialEq)]
pub struct Chart {
    /// What it shows, for screen readers and tooltips.
    pub title: String,
    /// What its values are in.
    pub unit: Unit,
    /// How wide it is drawn, in pixels; it scales.
    pub width: f64,
    /// What is drawn.
    pub plot: Plot,
}

/// What a chart draws.
#[derive(Clone, Debug, PartialEq)]
pub enum Plot {
    /// Columns over buckets of time, or over categories in an order.
    Columns {
        /// The buckets: their labels.
        buckets: Vec<String>,
        /// What is drawn in each bucket.
        series: Vec<Series>,
        /// On top of each other, or side by side.
        stacked: bool,
    },
    /// Lines over buckets of time.
    Lines {
        /// The buckets: their labels.
        buckets: Vec<String>,
        /// The lines. A bucket without a value is a gap.
        series: Vec<Series>,
        /// Filled down to zero and on top of each other.
        stacked: bool,
        /// Whether the last bucket isn't over: its lines are dashed.
        open: bool,
    },
    /// Bars from left to right: one row for each name.
    Bars {
        /// The names, from the top.
        names: Vec<String>,
        /// The values of each name, one after the other.
        series: Vec<Series>,
    },
    /// A table of coloured cells.
    Heat {
        /// The names of the rows, from the top.
        rows: Vec<String>,
        /// The names of the columns, from the left.
        columns: Vec<String>,
        /// The values, row by row.
        values: Vec<Vec<Option<f64>>>,
    },
    /// Points over time.
    Scatter {
        /// The labels of the first and the last day.
        ends: (String, String),
        /// The points of each group.
        groups: Vec<Group>,
        /// Lines across, each with its name: percentiles.
        levels: Vec<(String, f64)>,
    },
}

/// Numbers that belong together: one for each bucket or name.
#[derive(Clone, Debug, PartialEq)]
pub struct Series {
    /// Its name in the legend.
    pub name: String,
    /// How it is coloured.
    pub tone: Tone,
    /// The numbers; none where there is none.
    pub values: Vec<Option<f64>>,
}

impl Series {
    /// The number of this bucket, if there is one that can be drawn.
    fn at(&self, bucket: usize) -> Option<f64> {
        self.values.get(bucket).copied().flatten().filter(|value| value.is_finite())
    }

    /// The numbers that can be drawn.
    fn drawn(&self) -> impl Iterator<Item = f64> + '_ {
        self.values.iter().flatten().copied().filter(|value| value.is_finite())
    }
}

/// Points that belong together.
#[derive(Clone, Debug, PartialEq)]
pub struct Group {
    /// Its name in the legend.
    pub name: String,
    /// How it is coloured.
    pub tone: Tone,
    /// The points.
    pub points: Vec<Point>,
}

/// One point of a scatter plot.
#[derive(Clone, Debug, PartialEq)]
pub struct Point {
    /// Its place between the ends, from 0 to 1.
    pub at: f64,
    /// Its value.
    pub value: f64,
    /// What it is.
    pub name: String,
}

/// A colour by what it means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// One of the colours that differ and mean nothing, from 0.
    Series(usize),
    /// As it should be.
    Good,
    /// To be looked at.
    Warn,
    /// As it should not be.
    Bad,
    /// Of little weight.
    Muted,
}

/// How many colours differ.
const COLOURS: usize = 8;

impl Tone {
    /// Its CSS class.
    pub fn class(self) -> String {
        match self {
            Self::Series(at) => format!("s{}", at % COLOURS + 1),
            Self::Good => "good".to_owned(),
            Self::Warn => "warn".to_owned(),
            Self::Bad => "bad".to_owned(),
            Self::Muted => "muted".to_owned(),
        }
    }
}

impl Chart {
    /// A chart of the usual width.
    pub fn new(title: impl Into<String>, unit: Unit, plot: Plot) -> Self {
        Self { title: title.into(), unit, width: 560.0, plot }
    }

    /// The same, drawn so many pixels wide.
    #[must_use]
    pub fn width(self, width: f64) -> Self {
        Self { width: width.max(200.0), ..self }
    }

    /// Whether there is nothing to draw.
    pub fn is_empty(&self) -> bool {
        let none = |series: &[Series]| series.iter().all(|series| series.drawn().next().is_none());
        match &self.plot {
            Plot::Columns { series, .. } | Plot::Lines { series, .. } | Plot::Bars { series, .. } => {
                none(series)
            }
            Plot::Heat { values, .. } => values.iter().flatten().all(Option::is_none),
            Plot::Scatter { groups, .. } => groups.iter().all(|group| group.points.is_empty()),
        }
    }

    /// The chart as an `svg` element for a page that has [`STYLE`].
    pub fn svg(&self) -> String {
        match &self.plot {
            Plot::Columns { buckets, series, stacked } => columns::draw(self, buckets, series, *stacked),
            Plot::Lines { buckets, series, stacked, open } => {
                lines::draw(self, buckets, series, *stacked, *open)
            }
            Plot::Bars { names, series } => bars::draw(self, names, series),
            Plot::Heat { rows, columns, values } => heat::draw(self, rows, columns, values),
            Plot::Scatter { ends, groups, levels } => scatter::draw(self, ends, groups, levels),
        }
    }

    /// The chart as an SVG document of its own, style included.
    pub fn document(&self) -> String {
        let svg = self.svg();
        let (open, rest) = svg.split_once('>').unwrap_or((&svg, ""));
        format!("{open}><style>{STYLE}</style><rect class=\"paper\" width=\"100%\" height=\"100%\"/>{rest}\n")
    }

    fn canvas(&self, height: f64) -> Canvas {
        Canvas::new(self.width, height, &self.title, &self.description())
    }

    /// What there is to see, in a sentence: the table beside the chart has the numbers.
    fn description(&self) -> String {
        if self.is_empty() {
            return "There is no data.".to_owned();
        }
        match &self.plot {
            Plot::Columns { buckets, series, .. } | Plot::Lines { buckets, series, .. } => {
                let range = match (buckets.first(), buckets.last()) {
                    (Some(first), Some(last)) if buckets.len() > 1 => format!(", from {first} to {last}"),
                    _ => String::new(),
                };
                format!("{}{range}.", self.highest(series))
            }
            Plot::Bars { names, series } => format!("{} rows. {}.", names.len(), self.highest(series)),
            Plot::Heat { rows, columns, .. } => {
                format!("{} rows and {} columns.", rows.len(), columns.len())
            }
            Plot::Scatter { ends, groups, .. } => {
                let points: usize = groups.iter().map(|group| group.points.len()).sum();
                format!("{points} points from {} to {}.", ends.0, ends.1)
            }
        }
    }

    fn highest(&self, series: &[Series]) -> String {
        let of = |series: &Series| {
            let high = series.drawn().fold(f64::NEG_INFINITY, f64::max);
            format!("{}: at most {}", series.name, self.unit.show(high))
        };
        series.iter().map(of).collect::<Vec<_>>().join("; ")
    }
}
