//! One metric on a page: its chart or tiles, its table, its SQL, its CSV.

use maud::{Markup, PreEscaped, html};

use super::draw::{self, shown};
use super::layout::text;
use super::{Site, table};
use crate::chart::{Tone, spark};
use crate::metric::{Better, ChartKind, Column, Figures, Metric};
use crate::{ErrorKind, Result, Value, metric};

pub(super) fn render(site: &Site<'_>, metric: &Metric, wide: bool) -> Result<Markup> {
    let figures = match &*site.figures(metric, false) {
        Ok(figures) => figures.clone(),
        Err(error) if matches!(error.kind(), ErrorKind::NotSynced(_)) => {
            return Ok(html! {
                section.card.wide[wide || metric.chart.kind == ChartKind::Tiles] id=(metric.name) {
                    h2 { (metric.title) }
                    p.none { (text(&error.to_string())) "." }
                    @if let Some(help) = error.advice() { p.quiet { (text(help)) } }
                }
            });
        }
        Err(error) => return Err(error.again()),
    };
    if metric.chart.kind == ChartKind::Tiles {
        return tiles(site, metric, &figures);
    }
    let chart = draw::chart(metric, &figures, site.scope);
    let chart = chart.map(|chart| if wide { chart.width(1_140.0) } else { chart });
    Ok(html! {
        section.card.wide[wide] id=(metric.name) {
            h2 { (metric.title) }
            p.quiet { (metric.about) }
            @match &chart {
                Some(chart) => {
                    div.plot.wide[wide] { (PreEscaped(chart.svg())) }
                    (behind(site, metric, &html! { details { summary { "Table" } (table::table(metric, &figures, site.scope)) } }))
                }
                None => {
                    (table::table(metric, &figures, site.scope))
                    (behind(site, metric, &html! {}))
                }
            }
        }
    })
}

/// What is behind a figure.
fn behind(site: &Site<'_>, metric: &Metric, table: &Markup) -> Markup {
    html! {
        div.behind {
            (table)
            a href=(text(&site.links.sql(&metric.name))) { "SQL" }
            a href=(text(&site.links.csv(&metric.name))) download { "CSV" }
        }
    }
}

fn tiles(site: &Site<'_>, metric: &Metric, figures: &Figures) -> Result<Markup> {
    let before = metric.compare.then(|| site.figures(metric, true));
    let before = |column: &Column| match before.as_deref() {
        Some(Ok(figures)) => figures.value(0, &column.name).and_then(Value::number),
        _ => None,
    };
    let mut cells = Vec::new();
    for column in &figures.columns {
        let value = figures.value(0, &column.name).unwrap_or(&Value::Null);
        cells.push(html! {
            div.tile {
                dt { (column.title) }
                dd {
                    strong data-v=[value.number().map(|number| number.to_string())] data-name=(column.name) {
                        (shown(value, column.unit))
                    }
                    (change(column, value.number(), before(column)))
                    (sparkline(site, column)?)
                }
            }
        });
    }
    Ok(html! {
        section.card.wide.tiles id=(metric.name) aria-label=(metric.title) {
            dl { @for cell in &cells { (cell) } }
            (behind(site, metric, &html! { details { summary { "Definition" } p.quiet { (metric.about) } } }))
        }
    })
}

/// How a number compares with the time before.
fn change(column: &Column, now: Option<f64>, before: Option<f64>) -> Markup {
    let (Some(now), Some(before)) = (now, before) else { return html! {} };
    if before == 0.0 {
        return html! {};
    }
    let change = (now - before) / before.abs();
    let was = format!("{} in the time before", column.unit.show(before));
    let (class, text) = if change.abs() < 0.005 {
        ("same", "±0 %".to_owned())
    } else {
        let class = match (column.better, change > 0.0) {
            (Some(Better::More), true) | (Some(Better::Less), false) => "good",
            (Some(_), _) => "bad",
            (None, _) => "same",
        };
        let arrow = if change > 0.0 { '↑' } else { '↓' };
        let percent = (change.abs() * 100.0).round();
        (class, if percent > 999.0 { format!("{arrow} > 999 %") } else { format!("{arrow} {percent} %") })
    };
    html! { span.change.(class) title=(was) { (text) } }
}

fn sparkline(site: &Site<'_>, column: &Column) -> Result<Markup> {
    let Some((name, of)) = column.spark.as_deref().and_then(|spark| spark.split_once('.')) else {
        return Ok(html! {});
    };
    let computed = site.figures(metric::find(name)?, false);
    let Ok(figures) = &*computed else { return Ok(html! {}) };
    let Some(at) = figures.at(of) else { return Ok(html! {}) };
    let mut values: Vec<_> = figures.rows.iter().map(|row| row[at].number()).collect();
    // What isn't over looks like a fall.
    if site.scope.ends_within_bucket() {
        values.pop();
    }
    let svg = spark(&format!("{} over time", column.title), column.unit, Tone::Series(0), &values);
    Ok(html! { div.spark { (PreEscaped(svg)) } })
}
