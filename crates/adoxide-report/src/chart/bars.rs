//! Bars from left to right, one row for each name.

use super::canvas::{Anchor, Rect};
use super::{Chart, Series, axis, text};

const ROW: f64 = 24.0;

pub(super) fn draw(chart: &Chart, names: &[String], series: &[Series]) -> String {
    if chart.is_empty() {
        let mut canvas = chart.canvas(80.0);
        axis::nothing(&mut canvas, chart.width, 80.0);
        return canvas.finish();
    }
    let legend: Vec<_> = series.iter().map(|series| (series.name.as_str(), series.tone)).collect();
    // The height follows from that of the legend, so it is drawn twice.
    let top = axis::legend(&mut chart.canvas(0.0), chart.width, &legend);
    let mut canvas = chart.canvas(top + ROW * names.len() as f64 + 4.0);
    axis::legend(&mut canvas, chart.width, &legend);

    let at = |series: &Series, row: usize| series.at(row).unwrap_or(0.0).max(0.0);
    let sums: Vec<f64> =
        (0..names.len()).map(|row| series.iter().map(|series| at(series, row)).sum()).collect();
    let highest = sums.iter().copied().fold(0.0, f64::max);
    let labels: Vec<String> = sums.iter().map(|sum| chart.unit.show(*sum)).collect();
    let widest = |texts: &[String]| texts.iter().map(|label| text::width(label)).fold(0.0, f64::max);
    let left = (widest(names) + 10.0).min(chart.width * 0.38);
    let right = chart.width - widest(&labels) - 10.0;
    for (row, name) in names.iter().enumerate() {
        let y = top + ROW * row as f64 + 4.0;
        let shown = text::fitted(name, left - 10.0);
        canvas.text("name", Anchor::End, left - 8.0, y + 12.0, &shown);
        let mut x = left;
        for one in series {
            let value = at(one, row);
            if value <= 0.0 || highest <= 0.0 {
                continue;
            }
            let width = ((right - left) * value / highest).max(1.0);
            let tooltip = if series.len() == 1 {
                format!("{name}: {}", chart.unit.show(value))
            } else {
                format!("{name}, {}: {}", one.name, chart.unit.show(value))
            };
            let rect = Rect { x, y, width, height: ROW - 8.0, round: 1.5 };
            canvas.rect(&one.tone.class(), rect, Some(&tooltip));
            x += width;
        }
        canvas.text("tick", Anchor::Start, x + 6.0, y + 12.0, &labels[row]);
    }
    canvas.finish()
}
