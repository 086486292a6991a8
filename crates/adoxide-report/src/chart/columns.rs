//! Columns over buckets.

use super::canvas::Rect;
use super::{Chart, Series, axis};

const HEIGHT: f64 = 240.0;

pub(super) fn draw(chart: &Chart, buckets: &[String], series: &[Series], stacked: bool) -> String {
    let mut canvas = chart.canvas(HEIGHT);
    if chart.is_empty() {
        axis::nothing(&mut canvas, chart.width, HEIGHT);
        return canvas.finish();
    }
    let names: Vec<_> = series.iter().map(|series| (series.name.as_str(), series.tone)).collect();
    let top = axis::legend(&mut canvas, chart.width, &names) + 10.0;
    let tops: Vec<f64> = if stacked {
        let sum = |bucket| series.iter().filter_map(|series| series.at(bucket)).sum();
        (0..buckets.len()).map(sum).collect()
    } else {
        series.iter().flat_map(Series::drawn).collect()
    };
    let frame = (chart.width, top, HEIGHT - 24.0);
    let (area, scale) = axis::values(&mut canvas, chart.unit, frame, tops.into_iter());
    axis::buckets(&mut canvas, area, buckets);

    let each = area.width() / buckets.len().max(1) as f64;
    let gap = (each * 0.2).clamp(0.5, 12.0);
    let wide = (each - gap).min(48.0);
    for (bucket, label) in buckets.iter().enumerate() {
        let left = area.left + each * bucket as f64 + (each - wide) / 2.0;
        let mut below = 0.0;
        for (index, one) in series.iter().enumerate() {
            let Some(value) = one.at(bucket).filter(|value| *value != 0.0) else { continue };
            let tooltip = if series.len() == 1 {
                format!("{label}: {}", chart.unit.show(value))
            } else {
                format!("{label}, {}: {}", one.name, chart.unit.show(value))
            };
            let (x, width, from) = if stacked {
                (left, wide, below)
            } else {
                let width = wide / series.len() as f64;
                (left + width * index as f64, width, 0.0)
            };
            let (from, to) = (scale.y(from), scale.y(from + value));
            // What is there is seen, however little it is.
            let height = (from - to).abs().max(1.0);
            let round = if stacked { 0.0 } else { 1.5_f64.min(width / 4.0) };
            let rect = Rect { x, y: from.min(to).min(from - height), width, height, round };
            canvas.rect(&one.tone.class(), rect, Some(&tooltip));
            below += value;
        }
    }
    canvas.finish()
}
