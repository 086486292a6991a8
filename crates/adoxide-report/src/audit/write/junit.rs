//! JUnit XML: one test for each check, so that a pipeline shows them as the results of tests.

use std::fmt::Write as _;

use super::super::report::{Outcome, Report, Status};
use crate::chart::escape;

/// More findings of a check than these are counted.
const MOST: usize = 100;

pub(super) fn document(report: &Report) -> String {
    let mut groups: Vec<(&str, Vec<&Outcome>)> = Vec::new();
    for outcome in &report.outcomes {
        match groups.iter_mut().find(|(name, _)| *name == outcome.check.group) {
            Some((_, outcomes)) => outcomes.push(outcome),
            None => groups.push((&outcome.check.group, vec![outcome])),
        }
    }
    let mut out = String::from("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
    let counts = counts(&report.outcomes.iter().collect::<Vec<_>>());
    // Writing to a string can't fail.
    let _ = writeln!(out, "<testsuites name=\"adox audit\" {counts}>");
    for (name, outcomes) in groups {
        let _ = writeln!(
            out,
            "  <testsuite name=\"{}\" {} timestamp=\"{}\">",
            escape(name),
            self::counts(&outcomes),
            report.made.strftime("%Y-%m-%dT%H:%M:%S")
        );
        for outcome in outcomes {
            test(&mut out, report, outcome);
        }
        out.push_str("  </testsuite>\n");
    }
    out.push_str("</testsuites>\n");
    out
}

fn counts(outcomes: &[&Outcome]) -> String {
    let count = |status: Status| outcomes.iter().filter(|outcome| outcome.status == status).count();
    let skipped = count(Status::NotChecked) + count(Status::NotApplicable);
    format!(
        "tests=\"{}\" failures=\"{}\" errors=\"0\" skipped=\"{skipped}\" time=\"0\"",
        outcomes.len(),
        count(Status::Failed)
    )
}

fn test(out: &mut String, report: &Report, outcome: &Outcome) {
    let check = outcome.check;
    let name = escape(&format!("{} {}", check.id, check.title));
    let _ = write!(out, "    <testcase classname=\"{}\" name=\"{name}\" time=\"0\">", escape(&check.group));
    match outcome.status {
        Status::Passed => {}
        Status::NotApplicable => out.push_str("<skipped message=\"there is nothing to check\"/>"),
        Status::NotChecked => {
            let _ = write!(out, "<skipped message=\"{}\"/>", escape(&outcome.reasons.join("; ")));
        }
        Status::Failed => {
            let open: Vec<_> = report.open_of(check).collect();
            let message = match &open[..] {
                [one] => one.sentence(),
                many => format!("{} findings", many.len()),
            };
            let _ = write!(out, "<failure type=\"{}\" message=\"{}\">", check.severity, escape(&message));
            for finding in open.iter().take(MOST) {
                let _ = writeln!(out, "{}", escape(&finding.sentence()));
            }
            if open.len() > MOST {
                let _ = writeln!(out, "and {} more", open.len() - MOST);
            }
            for reason in &outcome.reasons {
                let _ = writeln!(out, "Not checked: {}", escape(reason));
            }
            let _ = write!(out, "{}</failure>", escape(&check.fix));
        }
    }
    out.push_str("</testcase>\n");
}
