//! Points over time, with levels across.

use super::canvas::Anchor;
use super::{Chart, Group, axis};

const HEIGHT: f64 = 280.0;

pub(super) fn draw(
    chart: &Chart,
    ends: &(String, String),
    groups: &[Group],
    levels: &[(String, f64)],
) -> String {
    let mut canvas = chart.canvas(HEIGHT);
    if chart.is_empty() {
        axis::nothing(&mut canvas, chart.width, HEIGHT);
        return canvas.finish();
    }
    let names: Vec<_> = groups.iter().map(|group| (group.name.as_str(), group.tone)).collect();
    let top = axis::legend(&mut canvas, chart.width, &names) + 10.0;
    let points = groups.iter().flat_map(|group| &group.points);
    let values = points.map(|point| point.value).chain(levels.iter().map(|(_, value)| *value));
    let frame = (chart.width, top, HEIGHT - 24.0);
    let (area, scale) = axis::values(&mut canvas, chart.unit, frame, values);
    for group in groups {
        let class = format!("{} point", group.tone.class());
        for point in &group.points {
            let x = area.left + area.width() * point.at.clamp(0.0, 1.0);
            let tooltip = format!("{}: {}", point.name, chart.unit.show(point.value));
            canvas.circle(&class, x, scale.y(point.value), 3.5, Some(&tooltip));
        }
    }
    for (name, value) in levels {
        let y = scale.y(*value);
        canvas.line("level", area.left, y, area.right, y);
        let label = format!("{name}: {}", chart.unit.show(*value));
        canvas.text("level", Anchor::End, area.right, y - 5.0, &label);
    }
    canvas.text("tick", Anchor::Start, area.left, area.bottom + 16.0, &ends.0);
    canvas.text("tick", Anchor::End, area.right, area.bottom + 16.0, &ends.1);
    canvas.finish()
}
