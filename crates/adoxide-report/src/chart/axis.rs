//! The frame of a plot: legend, ticks, labels of buckets.

use crate::Unit;

use super::canvas::{Anchor, Canvas, Rect};
use super::{Tone, text};

/// Height of a line of labels.
const LINE: f64 = 20.0;

/// From values to pixels, from the bottom up.
#[derive(Clone, Debug)]
pub(super) struct Scale {
    low: f64,
    high: f64,
    step: f64,
    top: f64,
    bottom: f64,
}

impl Scale {
    /// A scale from zero (or below, if there is anything) to the highest value, with some four ticks.
    pub(super) fn new(unit: Unit, values: impl Iterator<Item = f64>, top: f64, bottom: f64) -> Self {
        let (mut low, mut high) = (0.0_f64, 0.0_f64);
        for value in values.filter(|value| value.is_finite()) {
            low = low.min(value);
            high = high.max(value);
        }
        if low == 0.0 && high == 0.0 {
            high = if unit == Unit::Seconds { 60.0 } else { 1.0 };
        }
        // A share that comes near to all is drawn against all.
        if unit == Unit::Share && high > 0.5 && high <= 1.0 {
            high = 1.0;
        }
        let step = unit.step((high - low) / 4.0);
        Self { low: (low / step).floor() * step, high: (high / step).ceil() * step, step, top, bottom }
    }

    pub(super) fn y(&self, value: f64) -> f64 {
        let share = (value - self.low) / (self.high - self.low);
        self.bottom - share.clamp(0.0, 1.0) * (self.bottom - self.top)
    }

    fn ticks(&self) -> impl Iterator<Item = f64> + '_ {
        let count = ((self.high - self.low) / self.step).round() as usize;
        (0..=count).map(|at| self.low + self.step * at as f64)
    }
}

/// The room that a plot is drawn in.
#[derive(Clone, Copy, Debug)]
pub(super) struct Area {
    pub(super) left: f64,
    pub(super) right: f64,
    pub(super) top: f64,
    pub(super) bottom: f64,
}

impl Area {
    pub(super) fn width(&self) -> f64 {
        self.right - self.left
    }
}

/// Draws the legend at the top, if there is more than one thing to tell apart. Returns the height that it took.
pub(super) fn legend(canvas: &mut Canvas, width: f64, names: &[(&str, Tone)]) -> f64 {
    if names.len() < 2 {
        return 0.0;
    }
    let (mut x, mut y) = (0.0, 6.0);
    for (name, tone) in names {
        let name = text::fitted(name, width - 20.0);
        let wide = 14.0 + text::width(&name) + 18.0;
        if x > 0.0 && x + wide > width {
            (x, y) = (0.0, y + LINE);
        }
        canvas.rect(&tone.class(), Rect { x, y: y - 5.0, width: 10.0, height: 10.0, round: 2.0 }, None);
        canvas.text("", Anchor::Start, x + 15.0, y + 4.0, &name);
        x += wide;
    }
    y + LINE - 4.0
}

/// Draws the ticks of a scale and its lines across. Returns the room that is left.
pub(super) fn values(
    canvas: &mut Canvas,
    unit: Unit,
    (width, top, bottom): (f64, f64, f64),
    values: impl Iterator<Item = f64>,
) -> (Area, Scale) {
    let scale = Scale::new(unit, values, top, bottom);
    let labels: Vec<(f64, String)> = scale.ticks().map(|tick| (tick, unit.short(tick))).collect();
    let room = labels.iter().map(|(_, label)| text::width(label)).fold(0.0, f64::max);
    let area = Area { left: room.ceil() + 8.0, right: width - 4.0, top, bottom };
    for (tick, label) in &labels {
        let y = scale.y(*tick);
        canvas.line(if *tick == 0.0 { "base" } else { "grid" }, area.left, y, area.right, y);
        canvas.text("tick", Anchor::End, area.left - 6.0, y + 4.0, label);
    }
    (area, scale)
}

/// Writes the labels of buckets under the plot: as many as there is room for, evenly.
pub(super) fn buckets(canvas: &mut Canvas, area: Area, labels: &[String]) {
    if labels.is_empty() {
        return;
    }
    let each = area.width() / labels.len() as f64;
    let widest = labels.iter().map(|label| text::width(label)).fold(0.0, f64::max) + 14.0;
    let stride = ((widest / each).ceil() as usize).max(1);
    for (at, label) in labels.iter().enumerate().step_by(stride) {
        let middle = area.left + each * (at as f64 + 0.5);
        let half = text::width(label) / 2.0;
        let x = middle.clamp(half, (area.right + 4.0 - half).max(half));
        canvas.text("tick", Anchor::Middle, x, area.bottom + 16.0, label);
    }
}

/// Says that there is nothing to draw.
pub(super) fn nothing(canvas: &mut Canvas, width: f64, height: f64) {
    canvas.text("tick", Anchor::Middle, width / 2.0, height / 2.0, "No data in this range");
}
