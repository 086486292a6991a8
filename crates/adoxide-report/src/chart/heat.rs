//! A table of cells, the darker the more.

use super::canvas::{Anchor, number};
use super::{Chart, axis, text};

const CELL: f64 = 22.0;
/// How many shades differ.
const SHADES: f64 = 6.0;

pub(super) fn draw(
    chart: &Chart,
    rows: &[String],
    columns: &[String],
    values: &[Vec<Option<f64>>],
) -> String {
    let bottom = CELL * rows.len() as f64 + 4.0;
    let height = bottom + 22.0;
    let mut canvas = chart.canvas(height);
    if chart.is_empty() {
        axis::nothing(&mut canvas, chart.width, height);
        return canvas.finish();
    }
    let widest = rows.iter().map(|row| text::width(row)).fold(0.0, f64::max);
    let left = (widest + 10.0).min(chart.width * 0.34);
    let area = axis::Area { left, right: chart.width - 4.0, top: 4.0, bottom };
    let highest = values.iter().flatten().flatten().copied().fold(0.0, f64::max);
    let each = area.width() / columns.len().max(1) as f64;
    for (row, name) in rows.iter().enumerate() {
        let y = area.top + CELL * row as f64;
        canvas.text("name", Anchor::End, left - 8.0, y + 14.0, &text::fitted(name, left - 10.0));
        // Most cells have nothing in them, and there are many: those of a row are one shape.
        let mut empty: [(&str, String); 2] = [("0", String::new()), ("–", String::new())];
        for (column, label) in columns.iter().enumerate() {
            let value = values.get(row).and_then(|row| row.get(column)).copied().flatten();
            // Shorter than a `rect`.
            let (x, y) = (number(area.left + each * column as f64 + 1.0), number(y + 1.0));
            let (width, height) = (number(each - 2.0), number(CELL - 2.0));
            let cell = format!("M{x} {y}h{width}v{height}h-{width}z");
            match value {
                Some(value) if value > 0.0 && highest > 0.0 => {
                    let shade = (value / highest * SHADES).ceil() as usize;
                    let tooltip = format!("{name}, {label}: {}", chart.unit.show(value));
                    canvas.path(&format!("h{shade}"), &cell, Some(&tooltip));
                }
                _ => empty[usize::from(value.is_none())].1.push_str(&cell),
            }
        }
        for (what, cells) in empty.iter().filter(|(_, cells)| !cells.is_empty()) {
            canvas.path("h0", cells, Some(&format!("{name}: {what}")));
        }
    }
    axis::buckets(&mut canvas, area, columns);
    canvas.finish()
}
