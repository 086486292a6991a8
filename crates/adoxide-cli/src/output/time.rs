//! Times as people read them: how long ago.

use jiff::Timestamp;

/// How long ago a time of the service is, such as `3 minutes ago`; the text itself if it isn't a time.
pub fn relative(text: &str, now: Timestamp) -> String {
    let Ok(time) = text.parse::<Timestamp>() else {
        return text.to_owned();
    };
    let seconds = now.as_second() - time.as_second();
    let (seconds, ahead) = (seconds.unsigned_abs(), seconds < 0);
    let (count, unit) = match seconds {
        0..60 => return if ahead { "in a moment".to_owned() } else { "just now".to_owned() },
        60..3_600 => (seconds / 60, "minute"),
        3_600..86_400 => (seconds / 3_600, "hour"),
        86_400..2_592_000 => (seconds / 86_400, "day"),
        2_592_000..31_536_000 => (seconds / 2_592_000, "month"),
        // The service writes "never" as year 9999 or year 1.
        31_536_000..6_307_200_000 => (seconds / 31_536_000, "year"),
        _ => return "never".to_owned(),
    };
    let plural = if count == 1 { "" } else { "s" };
    if ahead { format!("in {count} {unit}{plural}") } else { format!("{count} {unit}{plural} ago") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_is_told_as_its_distance() {
        let now = "2026-11-29T12:00:00Z".parse().unwrap();
        for (time, expected) in [
            ("2026-11-29T11:59:30.5Z", "just now"),
            ("2026-11-29T11:58:59Z", "1 minute ago"),
            ("2026-11-29T09:00:00+00:00", "3 hours ago"),
            ("2026-11-27T12:00:00Z", "2 days ago"),
            ("2026-09-01T12:00:00Z", "2 months ago"),
            ("2024-11-01T12:00:00Z", "2 years ago"),
            ("2026-11-29T13:00:00Z", "in 1 hour"),
            ("9999-01-01T00:00:00Z", "never"),
            ("0001-01-01T00:00:00Z", "never"),
            ("tomorrow", "tomorrow"),
        ] {
            assert_eq!(relative(time, now), expected, "{time}");
        }
    }
}
