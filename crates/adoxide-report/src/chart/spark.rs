//! A line so small that it needs no axis.

use std::fmt::Write as _;

use super::canvas::{Canvas, number};
use super::{Tone, Unit};

const WIDTH: f64 = 120.0;
const HEIGHT: f64 = 32.0;

/// A sparkline: how a number went, without an axis. Empty if there are fewer than two values.
pub fn spark(title: &str, unit: Unit, tone: Tone, values: &[Option<f64>]) -> String {
    let there: Vec<f64> = values.iter().flatten().copied().filter(|value| value.is_finite()).collect();
    let (Some(first), Some(last)) = (there.first(), there.last()) else { return String::new() };
    if there.len() < 2 {
        return String::new();
    }
    let low = there.iter().copied().fold(f64::INFINITY, f64::min).min(0.0);
    let high = there.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let description = format!("From {} to {}", unit.show(*first), unit.show(*last));
    let mut canvas = Canvas::new(WIDTH, HEIGHT, title, &description);
    let range = if high > low { high - low } else { 1.0 };
    let x = |at: usize| 2.0 + (WIDTH - 4.0) * at as f64 / (values.len() - 1) as f64;
    let y = |value: f64| HEIGHT - 3.0 - (HEIGHT - 6.0) * (value - low) / range;
    let mut path = String::new();
    let mut end = (2.0, HEIGHT - 3.0);
    for (at, value) in values.iter().enumerate() {
        let Some(value) = value.filter(|value| value.is_finite()) else { continue };
        let command = if path.is_empty() { 'M' } else { 'L' };
        // Writing to a string can't fail.
        let _ = write!(path, "{command}{} {}", number(x(at)), number(y(value)));
        end = (x(at), y(value));
    }
    canvas.path(&format!("{} line", tone.class()), &path, None);
    canvas.circle(&format!("{} dot", tone.class()), end.0, end.1, 2.5, None);
    // At the left of the room that it is given, however wide that is.
    canvas.finish().replacen("<svg ", "<svg preserveAspectRatio=\"xMinYMid\" ", 1)
}
