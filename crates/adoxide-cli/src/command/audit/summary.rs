//! An audit for people: what is wrong, what to mend first, and what could not be checked.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use adoxide_report::audit::{Finding, Outcome, Report, Severity, State, Status};

use crate::output::Style;
use crate::printer::{one_line, visible};

/// How many findings of a check are printed.
const SHOWN: usize = 3;

/// The text of an audit. Control characters of the service are escaped.
pub fn text(report: &Report, style: &Style, all: bool) -> String {
    let mut out = String::new();
    // Writing to a string can't fail.
    let _ = head(&mut out, report, style);
    for (outcome, count) in report.by_urgency() {
        let _ = failed(&mut out, report, outcome, count, style, all);
    }
    let _ = unchecked(&mut out, report, style, all);
    out
}

fn head(out: &mut String, report: &Report, style: &Style) -> std::fmt::Result {
    let place = match &report.project {
        Some(project) => format!("{} / {project}", report.organizations.join(", ")),
        None => report.organizations.join(", "),
    };
    let counts = Severity::ALL.map(|severity| {
        let text = format!("{} {severity}", report.count_of(severity));
        let color = if report.count_of(severity) > 0 { color(severity) } else { "" };
        style.paint(color, &text).into_owned()
    });
    writeln!(out, "{}: {}", style.paint("1", &visible(&place)), counts.join(", "))?;
    let plural = |count: usize| if count == 1 { "check" } else { "checks" };
    let (failed, passed) = (report.count(Status::Failed), report.count(Status::Passed));
    let (unchecked, idle) = (report.count(Status::NotChecked), report.count(Status::NotApplicable));
    write!(out, "{failed} {} failed, {passed} passed", plural(failed))?;
    if unchecked > 0 {
        write!(out, ", {unchecked} not checked")?;
    }
    if idle > 0 {
        write!(out, ", {idle} had nothing to check")?;
    }
    writeln!(out)?;
    let accepted = report.findings.len() - report.open().count();
    if accepted > 0 {
        writeln!(out, "{accepted} accepted")?;
    }
    if let Some(before) = report.compared {
        let new = report.open().filter(|finding| finding.state == Some(State::New)).count();
        let before = before.strftime("%Y-%m-%d %H:%M");
        writeln!(out, "{new} new and {} resolved since {before} UTC", report.resolved.len())?;
    }
    Ok(())
}

fn color(severity: Severity) -> &'static str {
    match severity {
        Severity::High => "1;31",
        Severity::Medium => "33",
        _ => "2",
    }
}

fn failed(
    out: &mut String,
    report: &Report,
    outcome: &Outcome,
    count: usize,
    style: &Style,
    all: bool,
) -> std::fmt::Result {
    let check = outcome.check;
    let severity = style.paint(color(check.severity), check.severity.as_str());
    let title = style.paint("1", &check.title);
    let found = if count == 1 { String::new() } else { format!(" ({count})") };
    writeln!(out, "\n{severity} {} {title}{found}", check.id)?;
    let most = if all { usize::MAX } else { SHOWN };
    // What is new is looked at first.
    let open: Vec<&Finding> = report.open_of(check).collect();
    let (new, known): (Vec<&Finding>, Vec<&Finding>) =
        open.into_iter().partition(|finding| finding.state == Some(State::New));
    for finding in new.iter().chain(&known).take(most) {
        let sentence = finding.sentence();
        let sentence = one_line(&sentence);
        let several = report.organizations.len() > 1;
        let organization = if several { format!("{}/", finding.organization) } else { String::new() };
        let mark = if finding.state == Some(State::New) { " (new)" } else { "" };
        writeln!(out, "  {}{}{}", one_line(&organization), sentence, style.paint("36", mark))?;
    }
    if count > most {
        writeln!(out, "  {}", style.paint("2", &format!("and {} more; --all prints them", count - most)))?;
    }
    for reason in &outcome.reasons {
        writeln!(out, "  {}", style.paint("2", &format!("not checked: {}", one_line(reason))))?;
    }
    writeln!(out, "  {} {}", style.paint("32", "Fix:"), check.fix)?;
    if let Some(command) = &check.command {
        writeln!(out, "       {command}")?;
    }
    Ok(())
}

fn unchecked(out: &mut String, report: &Report, style: &Style, all: bool) -> std::fmt::Result {
    let mut reasons: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for outcome in report.outcomes.iter().filter(|outcome| outcome.status == Status::NotChecked) {
        for reason in &outcome.reasons {
            reasons.entry(reason).or_default().push(&outcome.check.id);
        }
    }
    if reasons.is_empty() {
        return Ok(());
    }
    writeln!(out, "\n{}", style.paint("1", "Not checked"))?;
    let mut reasons: Vec<_> = reasons.into_iter().collect();
    reasons.sort_by_key(|(_, checks)| std::cmp::Reverse(checks.len()));
    let most = if all { usize::MAX } else { 10 };
    for (reason, checks) in reasons.iter().take(most) {
        writeln!(out, "  {}: {}", one_line(reason), style.paint("2", &checks.join(", ")))?;
    }
    if reasons.len() > most {
        writeln!(
            out,
            "  {}",
            style.paint("2", &format!("and {} more reasons; --all prints them", reasons.len() - most))
        )?;
    }
    Ok(())
}
