//! Checks, and what became of them.

use std::fmt;

use serde_json::Value;

/// What a check ends with: nothing, or what was expected and what was seen.
pub type Checked = Result<(), String>;

/// Compares.
// By value, so that what is compared can be written in place.
#[allow(clippy::needless_pass_by_value)]
pub fn equal<T: PartialEq + fmt::Debug>(what: &str, seen: T, expected: T) -> Checked {
    if seen == expected {
        return Ok(());
    }
    Err(format!("{what}: expected {}, saw {}", short(&expected), short(&seen)))
}

/// Looks for a part of a text.
pub fn contains(what: &str, text: &str, part: &str) -> Checked {
    if text.contains(part) {
        return Ok(());
    }
    Err(format!("{what}: expected {part:?} in it, saw {}", short(&text)))
}

/// Lists can be long; what a reader needs is at their beginning.
fn short(value: &impl fmt::Debug) -> String {
    const MOST: usize = 300;
    let text = format!("{value:?}");
    match text.char_indices().nth(MOST) {
        Some((end, _)) => format!("{} … ({} characters)", &text[..end], text.chars().count()),
        None => text,
    }
}

/// One check of a suite.
#[derive(Debug, PartialEq, Eq)]
struct Check {
    name: String,
    failure: Option<String>,
}

/// What became of all checks of a client.
#[derive(Debug)]
pub struct Report {
    client: String,
    /// The checks that the suite said it would make.
    plan: Vec<String>,
    checks: Vec<Check>,
    /// What was measured.
    notes: Vec<String>,
}

impl Report {
    pub fn new(client: &str) -> Self {
        Self { client: client.to_owned(), plan: Vec::new(), checks: Vec::new(), notes: Vec::new() }
    }

    /// Adds a check.
    pub fn add(&mut self, name: &str, checked: Checked) {
        self.checks.push(Check { name: name.to_owned(), failure: checked.err() });
    }

    /// Reads a line that a suite printed: its plan (`{"plan": [NAME, …]}`), a check
    /// (`{"check": NAME, "ok": BOOL, "detail": …}`), or something that it measured (`{"note": TEXT}`).
    pub fn read(&mut self, line: &str) {
        let json: Value = serde_json::from_str(line).unwrap_or_default();
        if let Some(plan) = json["plan"].as_array() {
            self.plan.extend(plan.iter().filter_map(Value::as_str).map(str::to_owned));
            return;
        }
        if let Some(note) = json["note"].as_str() {
            self.notes.push(note.to_owned());
            return;
        }
        match (json["check"].as_str(), json["ok"].as_bool()) {
            (Some(name), Some(true)) => self.add(name, Ok(())),
            (Some(name), Some(false)) => {
                let detail =
                    json["detail"].as_str().map_or_else(|| json["detail"].to_string(), str::to_owned);
                self.add(name, Err(detail));
            }
            _ => {
                let failure = format!("expected a line of JSON for each check, saw {}", short(&line));
                self.add("what the suite prints", Err(failure));
            }
        }
    }

    /// Closes the book: what was planned and not done has failed, and so has a suite without a plan.
    pub fn close(&mut self, why: &str) {
        if self.plan.is_empty() {
            self.add("the plan of the suite", Err(format!("expected one, saw none: {why}")));
        }
        for name in std::mem::take(&mut self.plan) {
            if !self.checks.iter().any(|check| check.name == name) {
                self.add(&name, Err(format!("expected an outcome, saw none: {why}")));
            }
        }
    }

    fn passed(&self) -> usize {
        self.checks.iter().filter(|check| check.failure.is_none()).count()
    }

    /// Whether there were checks and all of them passed.
    pub fn is_good(&self) -> bool {
        !self.checks.is_empty() && self.passed() == self.checks.len()
    }
}

/// `conformance: git 14/14`, and a line or two for each failure.
impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "conformance: {} {}/{}", self.client, self.passed(), self.checks.len())?;
        for note in &self.notes {
            write!(f, "\n  {note}")?;
        }
        for check in &self.checks {
            if let Some(failure) = &check.failure {
                write!(f, "\n  failed  {}\n          {}", check.name, failure.replace('\n', "\n          "))?;
            }
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(lines: &[&str]) -> Report {
        let mut report = Report::new("client");
        for line in lines {
            report.read(line);
        }
        report.close("it ended");
        report
    }

    #[test]
    fn what_fails_is_reported_as_failed() {
        let report = read(&[
            r#"{"plan": ["one", "two", "three"]}"#,
            r#"{"check": "one", "ok": true}"#,
            r#"{"check": "two", "ok": false, "detail": "expected 1, saw 2"}"#,
        ]);
        assert!(!report.is_good());
        assert_eq!(
            report.to_string(),
            "conformance: client 1/3\n  failed  two\n          expected 1, saw 2\n  failed  three\n          \
             expected an outcome, saw none: it ended"
        );
        let lines = [
            r#"{"plan": ["one"]}"#,
            r#"{"note": "in 2.5 s"}"#,
            r#"{"check": "one", "ok": true, "detail": null}"#,
        ];
        let report = read(&lines);
        assert!(report.is_good());
        assert_eq!(report.to_string(), "conformance: client 1/1\n  in 2.5 s");
    }

    #[test]
    fn nothing_is_no_success() {
        assert!(!Report::new("client").is_good());
        assert!(!read(&[]).is_good());
        assert!(!read(&[r#"{"plan": []}"#]).is_good());
        assert!(!read(&[r#"{"note": "in 2.5 s"}"#]).is_good());
        assert!(!read(&[r#"{"check": "one", "ok": true}"#]).is_good());
        for line in ["Traceback", "{}", r#"{"check": "one"}"#, r#"{"check": "one", "ok": "true"}"#] {
            let report = read(&[r#"{"plan": ["one"]}"#, r#"{"check": "one", "ok": true}"#, line]);
            assert!(!report.is_good(), "{line}");
        }
    }

    #[test]
    fn differences_are_told() {
        assert_eq!(equal("count", 2, 3), Err("count: expected 3, saw 2".into()));
        assert_eq!(equal("count", 3, 3), Ok(()));
        assert!(contains("message", "a b", "c").is_err());
        assert!(equal("long", "x".repeat(10_000), String::new()).unwrap_err().len() < 500);
    }
}
