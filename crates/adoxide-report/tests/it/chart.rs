use adoxide_report::Unit;
use adoxide_report::chart::{Chart, Group, Plot, Point, Series, Tone, spark};

use crate::golden;

fn weeks(count: usize) -> Vec<String> {
    (0..count)
        .map(|week| format!("{} {}", 1 + week * 7 % 28, ["Jan", "Feb", "Mar", "Apr"][week / 4 % 4]))
        .collect()
}

/// Numbers that look like somebody's, and are the same each time.
fn numbers(count: usize, seed: u64, high: f64) -> Vec<Option<f64>> {
    let mut state = seed;
    let mut next = || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (state >> 33) as f64 / f64::from(1_u32 << 31)
    };
    (0..count).map(|_| Some((high * (0.25 + 0.75 * next())).round())).collect()
}

fn series(name: &str, tone: Tone, values: Vec<Option<f64>>) -> Series {
    Series { name: name.to_owned(), tone, values }
}

fn all(count: usize, high: f64) -> Vec<Series> {
    ["Coding", "Pickup", "Review", "Merge"]
        .into_iter()
        .enumerate()
        .map(|(at, name)| series(name, Tone::Series(at), numbers(count, at as u64 + 1, high)))
        .collect()
}

#[test]
fn stacked_columns() {
    let plot = Plot::Columns { buckets: weeks(13), series: all(13, 90_000.0), stacked: true };
    golden::check("columns-stacked.svg", &Chart::new("Cycle time", Unit::Seconds, plot).document());
}

#[test]
fn columns_side_by_side() {
    let series = vec![
        series("Arrived", Tone::Series(0), numbers(9, 5, 40.0)),
        series("Departed", Tone::Series(1), numbers(9, 6, 40.0)),
    ];
    let plot = Plot::Columns { buckets: weeks(9), series, stacked: false };
    golden::check("columns-grouped.svg", &Chart::new("Arrival and departure", Unit::Count, plot).document());
}

#[test]
fn lines_with_gaps() {
    let mut p90 = numbers(26, 7, 200_000.0);
    p90[4] = None;
    p90[5] = None;
    let series =
        vec![series("p50", Tone::Series(0), numbers(26, 8, 60_000.0)), series("p90", Tone::Series(2), p90)];
    let plot = Plot::Lines { buckets: weeks(26), series, stacked: false, open: true };
    golden::check("lines.svg", &Chart::new("Duration", Unit::Seconds, plot).document());
}

#[test]
fn areas_on_top_of_each_other() {
    let plot = Plot::Lines { buckets: weeks(40), series: all(40, 30.0), stacked: true, open: false };
    golden::check("areas.svg", &Chart::new("Work in progress", Unit::Count, plot).width(1_140.0).document());
}

#[test]
fn bars_of_hostile_and_of_long_names() {
    let names = [
        "Storefront",
        "<script>alert(1)</script>",
        "A project with a name that is much longer than the room that a label has in the chart",
        "数据平台",
        "\u{202e}txt.exe",
    ];
    let series = vec![
        series("Succeeded", Tone::Good, vec![Some(40.0), Some(20.0), Some(12.0), Some(3.0), Some(0.0)]),
        series("Failed", Tone::Bad, vec![Some(4.0), Some(0.0), Some(7.0), None, Some(1.0)]),
    ];
    let plot = Plot::Bars { names: names.map(str::to_owned).into(), series };
    let svg = Chart::new("Builds & <results>", Unit::Count, plot).document();
    assert!(!svg.contains("<script"), "a name is never markup");
    golden::check("bars.svg", &svg);
}

#[test]
fn a_heat_map() {
    let rows = ["Aisha Bello", "Jonas Berg", "Lena Novák"].map(str::to_owned).to_vec();
    let mut values: Vec<_> = (0..3).map(|row| numbers(13, row + 11, 12.0)).collect();
    values[1][3] = Some(0.0);
    values[2][7] = None;
    let plot = Plot::Heat { rows, columns: weeks(13), values };
    golden::check("heat.svg", &Chart::new("Reviews", Unit::Count, plot).document());
}

#[test]
fn a_scatter_plot_with_percentiles() {
    let group = |name: &str, tone, seed, count: usize| {
        let (x, y) = (numbers(count, seed, 100.0), numbers(count, seed + 9, 1_500_000.0));
        let points = x.into_iter().zip(y).enumerate();
        let point = |(at, (x, y)): (usize, (Option<f64>, Option<f64>))| Point {
            at: x.unwrap_or(0.0) / 100.0,
            value: y.unwrap_or(0.0),
            name: format!("#{at}"),
        };
        Group { name: name.to_owned(), tone, points: points.map(point).collect() }
    };
    let groups = vec![group("Bug", Tone::Bad, 21, 30), group("User Story", Tone::Series(0), 31, 50)];
    let levels = vec![("p50".to_owned(), 600_000.0), ("p85".to_owned(), 1_200_000.0)];
    let plot = Plot::Scatter { ends: ("1 Jan".to_owned(), "31 Mar".to_owned()), groups, levels };
    golden::check("scatter.svg", &Chart::new("Cycle time", Unit::Seconds, plot).document());
}

#[test]
fn nothing_to_draw_is_said() {
    let empty = || vec![series("p50", Tone::Series(0), vec![None, None])];
    let plots = [
        Plot::Columns { buckets: weeks(2), series: empty(), stacked: false },
        Plot::Lines { buckets: Vec::new(), series: Vec::new(), stacked: true, open: true },
        Plot::Bars { names: Vec::new(), series: empty() },
        Plot::Heat { rows: Vec::new(), columns: Vec::new(), values: Vec::new() },
        Plot::Scatter { ends: (String::new(), String::new()), groups: Vec::new(), levels: Vec::new() },
    ];
    for plot in plots {
        let chart = Chart::new("Nothing", Unit::Count, plot);
        assert!(chart.is_empty());
        assert!(chart.svg().contains("No data in this range"), "{:?}", chart.plot);
        assert!(chart.svg().contains("There is no data."), "{:?}", chart.plot);
    }
    assert_eq!(spark("Nothing", Unit::Count, Tone::Muted, &[None, Some(1.0)]), "");
}

#[test]
fn extreme_values_stay_in_the_picture() {
    for values in [
        vec![Some(f64::NAN), Some(f64::INFINITY), Some(3.0)],
        vec![Some(0.0), Some(0.0), Some(0.0)],
        vec![Some(1e300), Some(-1e300), Some(0.0)],
        vec![Some(1e-12), None, Some(2e-12)],
    ] {
        for stacked in [false, true] {
            let series = || vec![series("a", Tone::Series(0), values.clone())];
            for plot in [
                Plot::Columns { buckets: weeks(3), series: series(), stacked },
                Plot::Lines { buckets: weeks(3), series: series(), stacked, open: !stacked },
                Plot::Bars { names: weeks(3), series: series() },
            ] {
                let svg = Chart::new("Extreme", Unit::Number, plot).svg();
                assert!(svg.len() < 20_000, "no axis has ticks without end");
                for bad in ["=\"NaN", "=\"inf", "=\"-inf", " NaN", " inf"] {
                    assert!(!svg.contains(bad), "{bad} in {svg}");
                }
            }
        }
    }
}

#[test]
fn a_spark_line() {
    let svg = spark("Merged", Unit::Count, Tone::Series(0), &numbers(13, 3, 40.0));
    golden::check("spark.svg", &(svg + "\n"));
}
