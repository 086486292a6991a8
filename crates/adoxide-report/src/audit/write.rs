//! Writes an audit: for programs, for pipelines, for people.

mod html;
mod junit;
mod sarif;

use std::fmt;
use std::str::FromStr;

use super::report::{Finding, Report, State};
use crate::page::field;
use crate::{Error, ErrorKind, Result};

pub(crate) use self::html::cards;

/// A format of an audit.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Format {
    /// One JSON document with everything: what `--baseline` reads.
    Json,
    /// JSON Lines: one finding a line.
    JsonLines,
    /// Comma-separated values: one finding a row.
    Csv,
    /// SARIF 2.1.0, as GitHub, Azure DevOps and editors read it.
    Sarif,
    /// JUnit XML, as the results of tests: one test for each check.
    Junit,
    /// One page that needs nothing else.
    Html,
}

impl Format {
    /// All of them.
    pub const ALL: [Self; 6] = [Self::Json, Self::JsonLines, Self::Csv, Self::Sarif, Self::Junit, Self::Html];

    /// `json`, `jsonl`, `csv`, `sarif`, `junit` or `html`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Json => "json",
            Self::JsonLines => "jsonl",
            Self::Csv => "csv",
            Self::Sarif => "sarif",
            Self::Junit => "junit",
            Self::Html => "html",
        }
    }

    /// The format of a file, by the end of its name.
    ///
    /// # Errors
    /// When it is none of them.
    pub fn of_file(name: &str) -> Result<Self> {
        let ends = |end: &str| name.to_lowercase().ends_with(end);
        let known = [
            (".sarif.json", Self::Sarif),
            (".sarif", Self::Sarif),
            (".jsonl", Self::JsonLines),
            (".ndjson", Self::JsonLines),
            (".json", Self::Json),
            (".csv", Self::Csv),
            (".xml", Self::Junit),
            (".html", Self::Html),
            (".htm", Self::Html),
        ];
        known.into_iter().find(|(end, _)| ends(end)).map(|(_, format)| format).ok_or_else(|| {
            Error::new(ErrorKind::Invalid, format!("the name `{name}` does not say which format to write"))
                .help("it ends with .json, .jsonl, .csv, .sarif, .xml (JUnit) or .html")
        })
    }
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl FromStr for Format {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        Self::ALL.into_iter().find(|format| format.as_str() == text).ok_or_else(|| {
            let names: Vec<_> = Self::ALL.iter().map(|format| format.as_str()).collect();
            Error::new(ErrorKind::Invalid, format!("expected {}, got `{text}`", names.join(", ")))
        })
    }
}

/// An audit in a format. It ends with a line break.
pub fn write(report: &Report, format: Format) -> String {
    match format {
        Format::Json => pretty(&report.json()),
        Format::JsonLines => {
            report.findings.iter().map(|finding| finding.json().to_string() + "\n").collect()
        }
        Format::Csv => csv(report),
        Format::Sarif => pretty(&sarif::document(report)),
        Format::Junit => junit::document(report),
        Format::Html => html::document(report),
    }
}

fn pretty(value: &serde_json::Value) -> String {
    format!("{value:#}\n")
}

/// The columns of the CSV.
const COLUMNS: [&str; 13] = [
    "severity",
    "check",
    "title",
    "organization",
    "project",
    "kind",
    "resource",
    "detail",
    "state",
    "accepted_by",
    "accepted_until",
    "url",
    "fingerprint",
];

fn csv(report: &Report) -> String {
    let mut out = COLUMNS.join(",") + "\r\n";
    for finding in &report.findings {
        out.push_str(&row(finding).map(|text| field(&text)).join(","));
        out.push_str("\r\n");
    }
    out
}

fn row(finding: &Finding) -> [String; 13] {
    let accepted = finding.accepted.as_ref();
    [
        finding.check.severity.to_string(),
        finding.check.id.clone(),
        finding.check.title.clone(),
        finding.organization.clone(),
        finding.project.clone().unwrap_or_default(),
        finding.check.kind.name.clone(),
        finding.resource.clone(),
        finding.detail.clone(),
        finding.state.map(State::as_str).unwrap_or_default().to_owned(),
        accepted.map(|accepted| accepted.by.clone()).unwrap_or_default(),
        accepted.map(|accepted| accepted.until.to_string()).unwrap_or_default(),
        finding.url.clone().unwrap_or_default(),
        finding.fingerprint.clone(),
    ]
}
