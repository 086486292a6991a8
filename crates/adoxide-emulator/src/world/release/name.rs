//! Names of releases: formats such as `Release-$(rev:r)` or `$(Date:yyyyMMdd)-$(Build.BuildNumber)`.

use std::fmt::Write as _;

use jiff::Timestamp;
use jiff::tz::TimeZone;

/// The format of a definition that says none.
pub const USUAL: &str = "Release-$(Rev:r)";

/// Where a revision goes, with the fewest digits that it has.
struct Revision {
    before: String,
    after: String,
    digits: usize,
}

/// The name of the next release. `value` is what is known by a name; `is_taken` tells the names that there are.
pub fn expand(
    format: &str,
    at: Timestamp,
    value: impl Fn(&str) -> Option<String>,
    is_taken: impl Fn(&str) -> bool,
) -> String {
    let format = if format.trim().is_empty() { USUAL } else { format };
    let mut text = String::new();
    let mut revision: Option<Revision> = None;
    let mut rest = format;
    while let Some(start) = rest.find("$(") {
        let Some(end) = rest[start..].find(')') else { break };
        let token = &rest[start + 2..start + end];
        text.push_str(&rest[..start]);
        rest = &rest[start + end + 1..];
        let (name, argument) = token.split_once(':').unwrap_or((token, ""));
        match name.to_ascii_lowercase().as_str() {
            "rev" if revision.is_none() => {
                let before = std::mem::take(&mut text);
                revision = Some(Revision { before, after: String::new(), digits: argument.len().max(1) });
            }
            "date" => text.push_str(&date(at, argument)),
            "dayofmonth" => text.push_str(&date(at, "d")),
            "dayofyear" => text.push_str(&at.to_zoned(TimeZone::UTC).day_of_year().to_string()),
            _ => match value(token) {
                Some(known) => text.push_str(&known),
                // As the service: what is not known stays as it is.
                None => text.extend(["$(", token, ")"]),
            },
        }
    }
    text.push_str(rest);
    let Some(mut revision) = revision else { return text };
    revision.after = text;
    let Revision { before, after, digits } = revision;
    let name = |number: u64| format!("{before}{number:0digits$}{after}");
    let mut number = 1;
    while is_taken(&name(number)) {
        number += 1;
    }
    name(number)
}

/// A date in a .NET format of years, months, days, hours, minutes and seconds.
fn date(at: Timestamp, format: &str) -> String {
    let at = at.to_zoned(TimeZone::UTC);
    let format = if format.is_empty() { "yyyyMMdd" } else { format };
    let mut text = String::new();
    let mut rest = format;
    while let Some(first) = rest.chars().next() {
        let count = rest.chars().take_while(|c| *c == first).count();
        let (run, after) = rest.split_at(count * first.len_utf8());
        rest = after;
        let number = match first {
            'y' => i64::from(at.year()) % if count <= 2 { 100 } else { 10_000 },
            'M' => i64::from(at.month()),
            'd' => i64::from(at.day()),
            'H' => i64::from(at.hour()),
            'h' => (i64::from(at.hour()) + 11) % 12 + 1,
            'm' => i64::from(at.minute()),
            's' => i64::from(at.second()),
            _ => {
                text.push_str(run);
                continue;
            }
        };
        // To write into text never fails.
        let _ = write!(text, "{number:0count$}");
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn formats_are_expanded() {
        let at = "2026-07-01T09:05:07Z".parse().unwrap();
        let value = |name: &str| (name == "Build.BuildNumber").then(|| "20260701.3".to_owned());
        let taken = ["Release-1", "Release-2", "b-001"];
        for (format, expected) in [
            ("", "Release-3"),
            ("Release-$(rev:r)", "Release-3"),
            ("b-$(Rev:rrr)", "b-002"),
            ("$(Date:yyyyMMdd)-$(rev:r)", "20260701-1"),
            ("$(date:yy.M.d HH:mm)", "26.7.1 09:05"),
            ("$(Build.BuildNumber)/$(Nothing)", "20260701.3/$(Nothing)"),
            ("plain", "plain"),
            ("$(rev:r)x$(rev:r)", "1x$(rev:r)"),
            ("$(DayOfYear)$(open", "182$(open"),
        ] {
            let name = expand(format, at, value, |name| taken.contains(&name));
            assert_eq!(name, expected, "{format}");
        }
    }
}
