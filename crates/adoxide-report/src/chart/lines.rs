//! Lines over buckets, and areas on top of each other.

use std::fmt::Write as _;

use super::axis::{Area, Scale};
use super::canvas::{Canvas, number};
use super::{Chart, Series, axis};

const HEIGHT: f64 = 240.0;
/// More points than this have no dot of their own.
const DOTS: usize = 60;

pub(super) fn draw(
    chart: &Chart,
    buckets: &[String],
    series: &[Series],
    stacked: bool,
    open: bool,
) -> String {
    let mut canvas = chart.canvas(HEIGHT);
    if chart.is_empty() {
        axis::nothing(&mut canvas, chart.width, HEIGHT);
        return canvas.finish();
    }
    let names: Vec<_> = series.iter().map(|series| (series.name.as_str(), series.tone)).collect();
    let top = axis::legend(&mut canvas, chart.width, &names) + 10.0;
    let layers = if stacked { layers(series, buckets.len()) } else { Vec::new() };
    let values: Vec<f64> = if stacked {
        layers.iter().flat_map(|layer| layer.iter().map(|(_, high)| *high)).collect()
    } else {
        series.iter().flat_map(Series::drawn).collect()
    };
    let frame = (chart.width, top, HEIGHT - 24.0);
    let (area, scale) = axis::values(&mut canvas, chart.unit, frame, values.into_iter());
    axis::buckets(&mut canvas, area, buckets);
    let place = Place { area, scale, count: buckets.len(), open };
    if stacked {
        for (one, layer) in series.iter().zip(&layers) {
            canvas.path(&format!("{} area", one.tone.class()), &place.between(layer), Some(&one.name));
        }
        for (bucket, label) in buckets.iter().enumerate() {
            let mut tooltip = label.clone();
            for (one, layer) in series.iter().zip(&layers) {
                let Some((low, high)) = layer.get(bucket) else { continue };
                tooltip = format!("{tooltip}\n{}: {}", one.name, chart.unit.show(high - low));
            }
            // A place to point at, where the areas can't tell which bucket is meant.
            let width = area.width() / buckets.len() as f64;
            let (x, y) = (number(place.x(bucket) - width / 2.0), number(area.top));
            let (width, height) = (number(width), number(area.bottom - area.top));
            canvas.path("aim", &format!("M{x} {y}h{width}v{height}h-{width}z"), Some(&tooltip));
        }
        return canvas.finish();
    }
    for one in series {
        place.line(&mut canvas, chart, one, buckets);
    }
    canvas.finish()
}

/// The lower and upper edge of each series in each bucket.
fn layers(series: &[Series], count: usize) -> Vec<Vec<(f64, f64)>> {
    let mut below = vec![0.0; count];
    let mut layers = Vec::with_capacity(series.len());
    for one in series {
        let mut layer = Vec::with_capacity(count);
        for (bucket, low) in below.iter_mut().enumerate() {
            let high = *low + one.at(bucket).unwrap_or(0.0).max(0.0);
            layer.push((*low, high));
            *low = high;
        }
        layers.push(layer);
    }
    layers
}

struct Place {
    area: Area,
    scale: Scale,
    count: usize,
    open: bool,
}

// Writing to a string can't fail.
impl Place {
    fn x(&self, bucket: usize) -> f64 {
        let each = self.area.width() / self.count.max(1) as f64;
        self.area.left + each * (bucket as f64 + 0.5)
    }

    fn between(&self, layer: &[(f64, f64)]) -> String {
        let mut path = String::new();
        for (bucket, (_, high)) in layer.iter().enumerate() {
            let command = if bucket == 0 { 'M' } else { 'L' };
            let _ = write!(path, "{command}{} {}", number(self.x(bucket)), number(self.scale.y(*high)));
        }
        for (bucket, (low, _)) in layer.iter().enumerate().rev() {
            let _ = write!(path, "L{} {}", number(self.x(bucket)), number(self.scale.y(*low)));
        }
        path + "Z"
    }

    /// The path through the values of these buckets; where there is none, it is interrupted.
    fn path(&self, series: &Series, buckets: std::ops::Range<usize>) -> String {
        let mut path = String::new();
        let mut pen_is_down = false;
        for bucket in buckets {
            let Some(value) = series.at(bucket) else {
                pen_is_down = false;
                continue;
            };
            let command = if pen_is_down { 'L' } else { 'M' };
            let _ = write!(path, "{command}{} {}", number(self.x(bucket)), number(self.scale.y(value)));
            pen_is_down = true;
        }
        path
    }

    fn line(&self, canvas: &mut Canvas, chart: &Chart, series: &Series, buckets: &[String]) {
        let class = series.tone.class();
        let done = if self.open { self.count.saturating_sub(1) } else { self.count };
        canvas.path(&format!("{class} line"), &self.path(series, 0..done), None);
        if self.open && done > 0 && series.at(done).is_some() && series.at(done - 1).is_some() {
            canvas.path(&format!("{class} line open"), &self.path(series, done - 1..self.count), None);
        }
        let shown = if self.count > DOTS { "aim" } else { "dot" };
        for (bucket, label) in buckets.iter().enumerate() {
            let Some(value) = series.at(bucket) else { continue };
            let tooltip = format!("{label}, {}: {}", series.name, chart.unit.show(value));
            let radius = if self.count > DOTS { 5.0 } else { 2.5 };
            canvas.circle(
                &format!("{class} {shown}"),
                self.x(bucket),
                self.scale.y(value),
                radius,
                Some(&tooltip),
            );
        }
    }
}
