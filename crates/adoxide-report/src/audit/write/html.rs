//! An audit as HTML: one page that needs nothing else, and the cards of it that a report has too.

use maud::{Markup, html};

use super::super::compliance::{frameworks, requirements};
use super::super::report::{Finding, Outcome, Report, State, Status};
use super::super::{Check, Severity};
use crate::page::{minute, plain, text};

/// How many findings of a list stand on a page.
const MOST: usize = 50;

/// How many findings stand on a page in all, about: more can't be read, and are in the other formats.
const MOST_IN_ALL: usize = 240;

pub(super) fn document(report: &Report) -> String {
    let place = match &report.project {
        Some(project) => format!("{} / {project}", report.organizations.join(", ")),
        None => report.organizations.join(", "),
    };
    let body = html! {
        div.top { div { h1 { "Audit" } p.quiet { "What is set up in a way that somebody should look at, the worst first." } } }
        div.grid { @for card in cards(report) { (card) } }
    };
    let foot = html! {
        p { "Made " (minute(report.made)) " UTC from the tables in " (text(&report.place)) " by adox." }
    };
    plain("Audit", &place, &body, &foot)
}

/// What an audit has to say, one card after the other.
pub(crate) fn cards(report: &Report) -> Vec<Markup> {
    let mut cards = vec![summary(report)];
    let urgent = report.by_urgency();
    let most = (MOST_IN_ALL / urgent.len().max(1)).clamp(5, MOST);
    cards.extend(urgent.into_iter().map(|(outcome, count)| failed(report, outcome, count, most)));
    cards.extend(resolved(report));
    cards.extend(accepted(report));
    cards.extend(unchecked(report));
    cards.push(compliance(report));
    cards.push(passed(report));
    cards
}

fn summary(report: &Report) -> Markup {
    let new = report.findings.iter().filter(|finding| finding.state == Some(State::New)).count();
    let tile = |name: &str, count: usize, class: Option<&str>| {
        html! { div.tile { dt { (name) } dd { strong class=[class.filter(|_| count > 0)] { (count) } } } }
    };
    html! {
        section.card.wide.tiles id="audit-summary" aria-label="Summary" {
            dl {
                (tile("High", report.count_of(Severity::High), Some("bad")))
                (tile("Medium", report.count_of(Severity::Medium), Some("warn")))
                (tile("Low", report.count_of(Severity::Low), None))
                @if report.compared.is_some() {
                    (tile("New", new, Some("bad")))
                    (tile("Resolved", report.resolved.len(), Some("good")))
                }
                (tile("Accepted", report.findings.len() - report.open().count(), None))
                (tile("Checks failed", report.count(Status::Failed), None))
                (tile("Checks passed", report.count(Status::Passed), None))
                (tile("Not checked", report.count(Status::NotChecked), Some("warn")))
            }
            @if let Some(made) = report.compared {
                p.quiet { "Compared with the audit of " (minute(made)) " UTC." }
            }
        }
    }
}

fn badge(severity: Severity) -> Markup {
    html! { span.badge.(severity.as_str()) { (severity.as_str()) } }
}

fn failed(report: &Report, outcome: &Outcome, count: usize, most: usize) -> Markup {
    let check = outcome.check;
    let open: Vec<&Finding> = report.open_of(check).collect();
    html! {
        section.card.wide id=(check.id) {
            h2 { (badge(check.severity)) " " (check.title) " " span.quiet { (check.id) } }
            p.quiet { (check.why) }
            p { (check.fix) }
            @if let Some(command) = &check.command { pre { (command) } }
            (table(report, &open[..count.min(most)]))
            @if count > most { p.none { (most) " of " (count) " findings." } }
            @for reason in &outcome.reasons { p.none { "Not checked: " (text(reason)) "." } }
            (tags(check))
        }
    }
}

fn tags(check: &Check) -> Markup {
    let tags = requirements(&check.id);
    html! { @if !tags.is_empty() {
        p.quiet { @for (at, (framework, id)) in tags.iter().enumerate() { @if at > 0 { " · " } (framework) " " (id) } }
    } }
}

fn table(report: &Report, findings: &[&Finding]) -> Markup {
    let several = report.organizations.len() > 1;
    html! {
        div.scroll.long[findings.len() > 12] { table {
            thead { tr {
                @if several { th scope="col" { "Organization" } }
                th scope="col" { "Resource" }
                th scope="col" { "Finding" }
                @if report.compared.is_some() { th scope="col" { "Since the last audit" } }
            } }
            tbody { @for finding in findings { tr {
                @if several { td { (text(&finding.organization)) } }
                td { @match &finding.url {
                    Some(url) => a href=(text(url)) rel="noreferrer" { (text(&finding.resource)) },
                    None => (text(&finding.resource)),
                } }
                td { (text(&finding.detail))
                    @if let Some(secret) = &finding.secret {
                        " " span.quiet { "(" (secret.length) " characters, SHA-256 " (secret.hash) "…)" }
                    }
                }
                @if report.compared.is_some() { td { (finding.state.map(State::as_str).unwrap_or_default()) } }
            } } }
        } }
    }
}

fn resolved(report: &Report) -> Option<Markup> {
    if report.resolved.is_empty() {
        return None;
    }
    Some(html! {
        section.card.wide id="audit-resolved" {
            h2 { "Resolved" }
            p.quiet { "What the earlier audit had found, and this one has not." }
            div.scroll { table {
                thead { tr { th scope="col" { "Check" } th scope="col" { "Resource" } th scope="col" { "Finding" } } }
                tbody { @for known in report.resolved.iter().take(MOST) {
                    tr { td { (text(&known.check)) } td { (text(&known.resource)) } td { (text(&known.detail)) } }
                } }
            } }
            @if report.resolved.len() > MOST { p.none { (MOST) " of " (report.resolved.len()) "." } }
        }
    })
}

fn accepted(report: &Report) -> Option<Markup> {
    let accepted: Vec<_> =
        report.findings.iter().filter_map(|finding| Some((finding, finding.accepted.as_ref()?))).collect();
    if accepted.is_empty() {
        return None;
    }
    Some(html! {
        section.card.wide id="audit-accepted" {
            h2 { "Accepted" }
            p.quiet { "Findings that somebody has accepted until some day, with their reasons." }
            div.scroll.long[accepted.len() > 12] { table {
                thead { tr {
                    th scope="col" { "Check" } th scope="col" { "Resource" } th scope="col" { "Reason" }
                    th scope="col" { "By" } th scope="col" { "Until" }
                } }
                tbody { @for (finding, accepted) in accepted.iter().take(MOST) { tr {
                    td { (finding.check.id) } td { (text(&finding.resource)) } td { (text(&accepted.reason)) }
                    td { (text(&accepted.by)) } td { (accepted.until) }
                } } }
            } }
            @if accepted.len() > MOST { p.none { (MOST) " of " (accepted.len()) "." } }
        }
    })
}

fn unchecked(report: &Report) -> Option<Markup> {
    let unchecked: Vec<&Outcome> =
        report.outcomes.iter().filter(|outcome| outcome.status == Status::NotChecked).collect();
    if unchecked.is_empty() {
        return None;
    }
    Some(html! {
        section.card.wide id="audit-not-checked" {
            h2 { "Not checked" }
            p.quiet { "What the tables can't tell, and the scopes of a token that may read what is missing." }
            div.scroll.long[unchecked.len() > 12] { table {
                thead { tr { th scope="col" { "Check" } th scope="col" { "Reason" } th scope="col" { "Scopes" } } }
                tbody { @for outcome in &unchecked { tr {
                    td { (outcome.check.id) " " (outcome.check.title) }
                    td { (text(&outcome.reasons.join("; "))) }
                    td { (outcome.check.scopes().into_iter().collect::<Vec<_>>().join(", ")) }
                } } }
            } }
        }
    })
}

fn compliance(report: &Report) -> Markup {
    let status = |check: &String| {
        report.outcomes.iter().find(|outcome| outcome.check.id == *check).map(|outcome| outcome.status)
    };
    html! { @for framework in frameworks() {
        section.card id={ "audit-" (framework.short.to_lowercase()) } {
            h2 { (framework.name) }
            div.scroll { table {
                thead { tr {
                    th scope="col" { "Requirement" } th.n scope="col" { "Failed" } th.n scope="col" { "Passed" }
                    th.n scope="col" { "Not checked" }
                } }
                tbody { @for (id, requirement) in &framework.requirements {
                    @let statuses = requirement.checks.iter().filter_map(status).collect::<Vec<_>>();
                    @let count = |wanted: Status| statuses.iter().filter(|status| **status == wanted).count();
                    tr {
                        th scope="row" { (id) " " (requirement.title) }
                        td.n.bad[count(Status::Failed) > 0] { (count(Status::Failed)) }
                        td.n { (count(Status::Passed)) }
                        td.n { (count(Status::NotChecked)) }
                    }
                } }
            } }
        }
    } }
}

fn passed(report: &Report) -> Markup {
    let checks = |status: Status| report.outcomes.iter().filter(move |outcome| outcome.status == status);
    html! {
        section.card.wide id="audit-passed" {
            h2 { "Passed" }
            details {
                summary { (report.count(Status::Passed)) " checks passed, " (report.count(Status::NotApplicable)) " have nothing to check" }
                div.scroll { table {
                    thead { tr { th scope="col" { "Check" } th.n scope="col" { "Looked at" } } }
                    tbody {
                        @for outcome in checks(Status::Passed).chain(checks(Status::NotApplicable)) { tr {
                            td { (outcome.check.id) " " (outcome.check.title) }
                            td.n { (outcome.looked_at.map(|count| count.to_string()).unwrap_or_default()) }
                        } }
                    }
                } }
            }
        }
    }
}
