//! From the rows of a metric to its chart.

use std::collections::BTreeMap;

use jiff::Timestamp;
use jiff::civil::Date;

use crate::chart::{Chart, Group, Plot, Point, Series, Tone};
use crate::metric::{ChartKind, Figures, Metric, ToneName};
use crate::{Scope, Unit, Value, scope};

/// The chart of a metric; none if it has only a table or tiles.
pub fn chart(metric: &Metric, figures: &Figures, scope: &Scope) -> Option<Chart> {
    let spec = &metric.chart;
    let draw = Draw { metric, figures, scope };
    let (unit, plot) = match spec.kind {
        ChartKind::Tiles | ChartKind::Table => return None,
        ChartKind::Columns if spec.row.is_some() => {
            let (unit, buckets, series) = draw.pivoted()?;
            (unit, Plot::Columns { buckets, series, stacked: spec.stacked })
        }
        ChartKind::Columns => {
            let (unit, buckets, series) = draw.series()?;
            (unit, Plot::Columns { buckets, series, stacked: spec.stacked })
        }
        ChartKind::Lines => {
            let (unit, buckets, series) = draw.series()?;
            (unit, Plot::Lines { buckets, series, stacked: false, open: scope.ends_within_bucket() })
        }
        ChartKind::Areas => {
            let (unit, buckets, series) = draw.series()?;
            (unit, Plot::Lines { buckets, series, stacked: true, open: false })
        }
        ChartKind::Bars => {
            let (unit, names, series) = draw.series()?;
            (unit, Plot::Bars { names, series })
        }
        ChartKind::Heat => {
            let (unit, columns, series) = draw.pivoted()?;
            let rows = series.iter().map(|series| series.name.clone()).collect();
            (
                unit,
                Plot::Heat {
                    rows,
                    columns,
                    values: series.into_iter().map(|series| series.values).collect(),
                },
            )
        }
        ChartKind::Scatter => draw.scatter()?,
    };
    Some(Chart::new(metric.title.clone(), unit, plot))
}

/// Rows by a name and a bucket: the buckets, and a row of values for each name.
pub(super) struct Pivot {
    pub(super) columns: Vec<String>,
    pub(super) rows: Vec<(String, Vec<Value>)>,
}

/// The figures of a metric that has the names of its series in a column.
pub(super) fn pivot(metric: &Metric, figures: &Figures, scope: &Scope) -> Option<Pivot> {
    let spec = &metric.chart;
    let draw = Draw { metric, figures, scope };
    let (x, row) = (figures.at(spec.x.as_deref()?)?, figures.at(spec.row.as_deref()?)?);
    let value = figures.at(spec.value.as_deref()?)?;
    let mut pivot = Pivot { columns: Vec::new(), rows: Vec::new() };
    let mut columns: BTreeMap<String, usize> = BTreeMap::new();
    for cells in &figures.rows {
        let label = draw.label(&cells[x], figures.columns[x].unit);
        let column = *columns.entry(label.clone()).or_insert_with(|| {
            pivot.columns.push(label);
            pivot.columns.len() - 1
        });
        let name = shown(&cells[row], Unit::Text);
        let at = pivot.rows.iter().position(|(known, _)| *known == name).unwrap_or_else(|| {
            pivot.rows.push((name, Vec::new()));
            pivot.rows.len() - 1
        });
        let values = &mut pivot.rows[at].1;
        values.resize(values.len().max(column + 1), Value::Null);
        values[column] = cells[value].clone();
    }
    for (_, values) in &mut pivot.rows {
        values.resize(pivot.columns.len(), Value::Null);
    }
    Some(pivot)
}

struct Draw<'a> {
    metric: &'a Metric,
    figures: &'a Figures,
    scope: &'a Scope,
}

/// The unit of the values, the labels along the axis, and what is drawn.
type Drawn = (Unit, Vec<String>, Vec<Series>);

impl Draw<'_> {
    fn label(&self, value: &Value, unit: Unit) -> String {
        match (unit, value.text().map(str::parse::<Date>)) {
            (Unit::Day, Some(Ok(day))) => self.scope.label(day),
            _ => shown(value, unit),
        }
    }

    fn series(&self) -> Option<Drawn> {
        let spec = &self.metric.chart;
        let x = self.figures.at(spec.x.as_deref()?)?;
        let unit = self.figures.columns.get(self.figures.at(spec.y.first()?)?)?.unit;
        let labels =
            self.figures.rows.iter().map(|row| self.label(&row[x], self.figures.columns[x].unit)).collect();
        let mut series = Vec::new();
        for (at, name) in spec.y.iter().enumerate() {
            let column = self.figures.at(name)?;
            let values = self.figures.rows.iter().map(|row| row[column].number()).collect();
            let name = self.figures.columns[column].title.clone();
            series.push(Series { name, tone: self.tone(at), values });
        }
        Some((unit, labels, series))
    }

    fn pivoted(&self) -> Option<Drawn> {
        let value = self.figures.at(self.metric.chart.value.as_deref()?)?;
        let pivot = pivot(self.metric, self.figures, self.scope)?;
        let series = pivot.rows.into_iter().enumerate().map(|(at, (name, values))| Series {
            name,
            tone: self.tone(at),
            values: values.iter().map(Value::number).collect(),
        });
        Some((self.figures.columns[value].unit, pivot.columns, series.collect()))
    }

    fn scatter(&self) -> Option<(Unit, Plot)> {
        let spec = &self.metric.chart;
        let figures = self.figures;
        let (x, value) = (figures.at(spec.x.as_deref()?)?, figures.at(spec.value.as_deref()?)?);
        let (row, label) = (figures.at(spec.row.as_deref()?)?, figures.at(spec.label.as_deref()?)?);
        let from = scope::instant(self.scope.first_day()).ok()?;
        let length = self.scope.end().duration_since(from).as_secs_f64();
        let mut groups: Vec<Group> = Vec::new();
        let mut values = Vec::new();
        for cells in &figures.rows {
            let (Some(text), Some(number)) = (cells[x].text(), cells[value].number()) else { continue };
            let Ok(at) = text.parse::<Timestamp>() else { continue };
            let name = shown(&cells[row], Unit::Text);
            let group = groups.iter().position(|group| group.name == name).unwrap_or_else(|| {
                groups.push(Group { name, tone: self.tone(groups.len()), points: Vec::new() });
                groups.len() - 1
            });
            let at = at.duration_since(from).as_secs_f64() / length;
            groups[group].points.push(Point { at, value: number, name: shown(&cells[label], Unit::Text) });
            values.push(number);
        }
        groups.sort_by_key(|group| std::cmp::Reverse(group.points.len()));
        for (at, group) in groups.iter_mut().enumerate() {
            group.tone = self.tone(at);
        }
        values.sort_by(f64::total_cmp);
        let level = |percent: &u32| {
            let rank = (values.len() * *percent as usize).div_ceil(100).max(1);
            values.get(rank - 1).map(|value| (format!("p{percent}"), *value))
        };
        let levels = spec.levels.iter().filter_map(level).collect();
        let last = self.scope.end().to_zoned(jiff::tz::TimeZone::UTC).date();
        let ends = (self.scope.label(self.scope.first_day()), self.scope.label(last));
        Some((figures.columns[value].unit, Plot::Scatter { ends, groups, levels }))
    }

    fn tone(&self, at: usize) -> Tone {
        match self.metric.chart.tones.get(at) {
            None | Some(ToneName::Series) => Tone::Series(at),
            Some(ToneName::Good) => Tone::Good,
            Some(ToneName::Warn) => Tone::Warn,
            Some(ToneName::Bad) => Tone::Bad,
            Some(ToneName::Muted) => Tone::Muted,
        }
    }
}

/// A value for people.
pub(super) fn shown(value: &Value, unit: Unit) -> String {
    match (unit, value) {
        (_, Value::Null) => "–".to_owned(),
        (Unit::Instant, Value::Text(text)) => {
            text.get(..16).map_or_else(|| text.clone(), |text| text.replace('T', " "))
        }
        (_, Value::Text(text) | Value::Json(text)) => text.clone(),
        (_, Value::Flag(flag)) => if *flag { "yes" } else { "no" }.to_owned(),
        (unit, value) => match value.number() {
            Some(number) if unit.is_numeric() => unit.show(number),
            Some(number) => Unit::Number.show(number),
            None => "–".to_owned(),
        },
    }
}
