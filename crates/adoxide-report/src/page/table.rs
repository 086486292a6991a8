//! Rows as a table of HTML, and as CSV.

use maud::{Markup, html};

use super::draw::{pivot, shown};
use super::layout::text;
use crate::metric::{Column, Figures, Metric};
use crate::{Scope, Unit, Value};

/// A table of more rows scrolls.
const LONG: usize = 12;

/// The rows of a metric for people. Numbers carry their exact value where they are shown in another form.
pub(super) fn table(metric: &Metric, figures: &Figures, scope: &Scope) -> Markup {
    if let Some(pivot) = pivot(metric, figures, scope).filter(|_| metric.chart.label.is_none()) {
        let unit = figures.columns.iter().find(|column| Some(&column.name) == metric.chart.value.as_ref());
        let unit = unit.map_or(Unit::Number, |column| column.unit);
        return html! {
            div.scroll { table {
                thead { tr { th {} @for column in &pivot.columns { th.n scope="col" { (text(column)) } } } }
                tbody { @for (name, values) in &pivot.rows {
                    tr { th scope="row" { (text(name)) } @for value in values { (cell(value, unit, None)) } }
                } }
            } }
        };
    }
    let links: Vec<Option<usize>> =
        figures.columns.iter().map(|column| figures.at(column.link.as_deref()?)).collect();
    let seen = |column: &&(usize, &Column)| column.1.unit != Unit::Link;
    let columns: Vec<(usize, &Column)> =
        figures.columns.iter().enumerate().filter(|column| seen(&column)).collect();
    html! {
        div.scroll.long[figures.rows.len() > LONG] { table {
            thead { tr { @for (_, column) in &columns {
                th.n[column.unit.is_numeric()] scope="col" { (column.title) }
            } } }
            tbody { @for row in &figures.rows {
                tr { @for (at, column) in &columns {
                    @let link = links[*at].and_then(|at| row[at].text());
                    (cell(&row[*at], column.unit, link))
                } }
            } }
        } }
        @if figures.rows.is_empty() { p.none { "Nothing in this range." } }
    }
}

fn cell(value: &Value, unit: Unit, link: Option<&str>) -> Markup {
    let shown = shown(value, unit);
    if unit.is_numeric() {
        // A thousandth of a second is nothing that anybody measured.
        let exact = value
            .number()
            .map(|number| ((number * 1e4).round() / 1e4).to_string())
            .filter(|exact| *exact != shown);
        return html! { td.n data-v=[exact] { (shown) } };
    }
    // Any text may stand in an address; only one of the web is followed.
    let link = link.filter(|link| link.starts_with("https://") || link.starts_with("http://"));
    html! {
        td { @match link {
            Some(link) => a href=(text(link)) rel="noreferrer" { (text(&shown)) },
            None => (text(&shown)),
        } }
    }
}

/// The rows of a metric as comma-separated values (RFC 4180). Text that a spreadsheet would run as a formula begins
/// with an apostrophe.
pub fn csv(figures: &Figures) -> String {
    let mut out = String::new();
    let names = figures.columns.iter().map(|column| field(&column.name));
    out.push_str(&names.collect::<Vec<_>>().join(","));
    out.push_str("\r\n");
    for row in &figures.rows {
        let values = row.iter().map(|value| match value {
            Value::Null => String::new(),
            Value::Flag(flag) => flag.to_string(),
            Value::Integer(number) => number.to_string(),
            Value::Number(number) => number.to_string(),
            Value::Text(text) | Value::Json(text) => field(text),
        });
        out.push_str(&values.collect::<Vec<_>>().join(","));
        out.push_str("\r\n");
    }
    out
}

/// Text as a field of comma-separated values, which no spreadsheet runs as a formula.
pub(crate) fn field(text: &str) -> String {
    let runs = text.starts_with(['=', '+', '-', '@', '\t', '\r']);
    let safe = if runs { format!("'{text}") } else { text.to_owned() };
    if safe.contains(['"', ',', '\r', '\n']) { format!("\"{}\"", safe.replace('"', "\"\"")) } else { safe }
}
