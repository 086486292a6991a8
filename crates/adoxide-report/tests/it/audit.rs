//! The audit against rows that are written by hand: each check finds its flaw and nothing in clean tables.

use std::collections::{BTreeMap, BTreeSet};

use adoxide_report::audit::write::{Format, write};
use adoxide_report::audit::{self, Audit, Check, Earlier, Report, Settings, Severity, State, Status};
use adoxide_report::{ErrorKind, Named, Scope};
use jiff::civil::date;
use serde::Deserialize;
use serde_json::{Value, json};

use crate::tables::{PROJECT, Tables, march};

#[derive(Deserialize)]
struct Flaw {
    sql: String,
    finds: Vec<String>,
}

fn flaws() -> BTreeMap<String, Flaw> {
    toml::from_str(include_str!("audit/flaws.toml")).unwrap()
}

/// Tables in which nothing is wrong, all of them read by the last sync.
fn clean() -> Tables {
    let tables = Tables::audited();
    let rows: BTreeMap<String, Vec<Value>> = serde_json::from_str(include_str!("audit/clean.json")).unwrap();
    for (table, rows) in rows {
        tables.add("sync_tables", json!({ "table_name": table, "is_complete": true }));
        for row in rows {
            tables.add(&table, row);
        }
    }
    tables
}

fn run(tables: &Tables, audit: &Audit) -> Report {
    run_in(tables, audit, &march())
}

fn run_in(tables: &Tables, audit: &Audit, scope: &Scope) -> Report {
    audit.run(&tables.reader(), scope, scope.now()).unwrap()
}

fn resources<'a>(report: &'a Report, check: &str) -> Vec<&'a str> {
    let of = |finding: &&audit::Finding| finding.check.id == check;
    report.findings.iter().filter(of).map(|finding| finding.resource.as_str()).collect()
}

fn outcome<'a>(report: &'a Report, check: &str) -> &'a audit::Outcome {
    report.outcomes.iter().find(|outcome| outcome.check.id == check).unwrap()
}

fn only(ids: &[&str]) -> Audit {
    let checks: Vec<&Check> = ids.iter().map(|id| audit::find(id).unwrap()).collect();
    Audit::new().only(&checks)
}

#[test]
fn nothing_is_found_in_clean_tables_and_everything_is_checked() {
    let report = run(&clean(), &Audit::new());
    let sentences: Vec<_> = report
        .findings
        .iter()
        .map(|finding| format!("{} {}", finding.check.id, finding.sentence()))
        .collect();
    assert_eq!(sentences, [""; 0]);
    for outcome in &report.outcomes {
        let id = &outcome.check.id;
        let expected = if id.starts_with("AUD-") { Status::NotApplicable } else { Status::Passed };
        assert_eq!(outcome.status, expected, "{id}: {:?}", outcome.reasons);
        assert!(id.starts_with("AUD-") || outcome.looked_at.unwrap() > 0, "{id}");
    }
    assert_eq!(report.outcomes.len(), audit::all().len());
}

#[test]
fn each_check_finds_exactly_its_flaw() {
    let flaws = flaws();
    let computed = audit::all().iter().filter(|check| !check.id.starts_with("AUD-"));
    let known: BTreeSet<&str> = computed.map(|check| check.id.as_str()).collect();
    assert_eq!(flaws.keys().map(String::as_str).collect::<BTreeSet<_>>(), known, "each check has its flaw");
    let tables = clean();
    let unharmed = tables.copy();
    for (id, flaw) in &flaws {
        tables.run(&flaw.sql);
        let report = run(&tables, &only(&[id]));
        assert_eq!(resources(&report, id), flaw.finds, "{id}: {:?}", outcome(&report, id).reasons);
        assert_eq!(outcome(&report, id).status, Status::Failed, "{id}");
        tables.restore(&unharmed);
    }
}

#[test]
fn ids_and_texts_of_checks_are_complete() {
    let mut seen = BTreeSet::new();
    for check in audit::all() {
        let (group, number) = check.id.split_once('-').unwrap();
        assert!(group.len() == 3 && number.len() == 3 && number.parse::<u16>().is_ok(), "{}", check.id);
        assert!(seen.insert(&check.id), "{} twice", check.id);
        assert!(check.fix.ends_with(['.', ')']), "{}", check.id);
        assert!(check.why.ends_with(['.', '!']), "{}", check.id);
        assert!(!check.title.ends_with('.'), "{}", check.id);
        assert!(check.id.starts_with("AUD-") || !check.scopes().is_empty(), "{} needs no scope", check.id);
    }
    assert!(seen.len() >= 60);
    for framework in audit::frameworks() {
        for (id, requirement) in &framework.requirements {
            for check in &requirement.checks {
                assert!(audit::find(check).is_ok(), "{} {id}: {check}", framework.short);
            }
        }
    }
}

#[test]
fn what_can_not_be_read_is_not_checked() {
    let tables = clean();
    tables.run("DROP TABLE audit_streams; DROP TABLE pipeline_uses; DROP TABLE pushes");
    tables.run("UPDATE sync_tables SET is_complete = 0 WHERE table_name = 'groups'");
    tables.add(
        "sync_faults",
        json!({ "table_name": "groups", "unit": "fabrikam", "key": "", "column_name": "", "kind": "unit", "message": "403: not allowed" }),
    );
    tables.run("ALTER TABLE users RENAME COLUMN origin TO gone");
    tables.run("DELETE FROM secure_files");
    let report = run(&tables, &Audit::new());
    for (check, expected) in [
        ("ORG-004", "the table `audit_streams` was never synced: `adox sync --tables audit_streams`"),
        ("PIP-014", "the table `pipeline_uses` was never synced: `adox sync --tables pipeline_uses`"),
        ("REP-007", "the table `pushes` was never synced: `adox sync --tables pushes`"),
        (
            "ORG-001",
            "the table `users` was written by an earlier version and has no column `origin`: sync again",
        ),
        ("ORG-006", "`groups`: fabrikam: 403: not allowed"),
    ] {
        let outcome = outcome(&report, check);
        assert_eq!(outcome.status, Status::NotChecked, "{check}");
        assert!(outcome.reasons.iter().any(|reason| reason == expected), "{check}: {:?}", outcome.reasons);
    }
    assert_eq!(outcome(&report, "VAR-004").status, Status::NotApplicable, "there is no secure file");
    assert_eq!(outcome(&report, "PIP-001").status, Status::Passed);
    // Nobody has written down whether an empty table could be read.
    tables.run("DROP TABLE sync_tables");
    let report = run(&tables, &only(&["VAR-004", "PIP-001"]));
    assert_eq!(outcome(&report, "VAR-004").status, Status::NotChecked);
    assert_eq!(outcome(&report, "PIP-001").status, Status::Passed);
}

#[test]
fn what_is_found_in_part_of_the_tables_counts() {
    let tables = clean();
    tables.run("UPDATE projects SET visibility = 'public'");
    tables.run("UPDATE sync_tables SET is_complete = 0 WHERE table_name = 'projects'");
    let report = run(&tables, &only(&["PRJ-001"]));
    assert_eq!(outcome(&report, "PRJ-001").status, Status::Failed);
    assert_eq!(outcome(&report, "PRJ-001").reasons, ["`projects`: the last sync could not read all of it"]);
}

#[test]
fn secrets_are_never_printed() {
    let tables = clean();
    let secret = "correct-horse-battery";
    tables.run(&format!(
        "UPDATE build_definitions SET variables = '{{\"password\":{{\"value\":\"{secret}\"}}}}'"
    ));
    let report = run(&tables, &only(&["PIP-001"]));
    let [finding] = &report.findings[..] else { panic!("one finding") };
    assert_eq!(finding.detail, "has the plain variable password, which looks like a secret by its name");
    assert_eq!(finding.secret.as_ref().unwrap().length, secret.len());
    for format in Format::ALL {
        assert!(!write(&report, format).contains(secret), "{format}");
    }
    assert!(!format!("{report:?}").contains(secret));
}

#[test]
fn accepted_risks_do_not_count_until_they_expire() {
    let tables = clean();
    tables.run("UPDATE projects SET visibility = 'public'; UPDATE repositories SET isDisabled = 1");
    let today = date(2026, 3, 31);
    let accept = |check: &str, resource: &str, until: &str| {
        format!(
            "[[accept]]\ncheck = '{check}'\nresource = '{resource}'\nreason = 'Open source'\nby = 'ada'\nuntil = {until}\n"
        )
    };
    let text = accept("PRJ-001", "shop", "2026-03-31")
        + &accept("REP-018", "Shop/*", "2026-03-30")
        + &accept("REP-019", "Shop/web", "2026-04-30")
        + &accept("ORG-004", "fabrikam", "2026-04-30");
    let settings = Settings::parse(&text, "audit.toml", today).unwrap();
    let report =
        run(&tables, &only(&["PRJ-001", "REP-018", "REP-019", "AUD-001", "AUD-002"]).settings(settings));
    assert_eq!(outcome(&report, "PRJ-001").status, Status::Passed);
    assert_eq!(
        report.findings.iter().find(|f| f.check.id == "PRJ-001").unwrap().accepted.as_ref().unwrap().by,
        "ada"
    );
    assert_eq!(outcome(&report, "REP-018").status, Status::Failed, "it has expired");
    assert_eq!(resources(&report, "AUD-001"), ["REP-018 Shop/*"]);
    assert_eq!(resources(&report, "AUD-002"), ["REP-019 Shop/web"], "the check ORG-004 did not run");
    assert!(!report.fails(Severity::High, false));
    assert!(report.fails(Severity::Medium, false));
    assert!(report.fails(Severity::Low, false));
}

#[test]
fn an_earlier_audit_tells_what_is_new_and_what_is_resolved() {
    let tables = clean();
    tables.run("UPDATE projects SET visibility = 'public'; UPDATE repositories SET isDisabled = 1");
    let before = run(&tables, &Audit::new());
    let earlier = || Earlier::parse(&write(&before, Format::Json), "before.json").unwrap();
    let again = run(&tables, &Audit::new().compare(earlier()));
    assert!(again.findings.iter().all(|finding| finding.state == Some(State::Unchanged)));
    assert!(again.fails(Severity::High, false) && !again.fails(Severity::Low, true));
    // Renamed, it is the same finding; another one is new.
    tables.run(
        "UPDATE projects SET name = 'Market'; UPDATE repositories SET isDisabled = 0, size = 9000000000",
    );
    let after = run(&tables, &Audit::new().compare(earlier()));
    let state = |check: &str| after.findings.iter().find(|f| f.check.id == check).unwrap().state;
    assert_eq!(state("PRJ-001"), Some(State::Unchanged));
    assert_eq!(state("REP-019"), Some(State::New));
    let resolved: Vec<_> = after.resolved.iter().map(|known| known.check.as_str()).collect();
    assert_eq!(resolved, ["REP-018"]);
    // Of a check that did not run nothing is resolved.
    let part = run(&tables, &only(&["PRJ-001"]).compare(earlier()));
    assert_eq!(part.resolved, []);
    for (text, expected) in [
        ("[]", "is not the JSON of an audit"),
        (
            "{\"version\": 9, \"made\": \"2026-01-01T00:00:00Z\", \"findings\": []}",
            "has version 9 of the format, expected 1",
        ),
        ("{\"version\": 1, \"made\": \"yesterday\", \"findings\": []}", "`yesterday` is not an instant"),
    ] {
        let error = Earlier::parse(text, "before.json").unwrap_err();
        assert!(*error.kind() == ErrorKind::Invalid && error.to_string().contains(expected), "{error}");
    }
}

#[test]
fn parameters_can_be_set() {
    let tables = clean();
    let set = |text: &str| {
        let settings = Settings::parse(text, "audit.toml", date(2026, 3, 31)).unwrap();
        run(&tables, &only(&["REP-001", "ENV-002"]).settings(settings))
    };
    assert_eq!(resources(&set("[parameters.REP-001]\nminimum = 3"), "REP-001"), ["Shop/web"]);
    tables.run("DELETE FROM check_configurations");
    assert_eq!(resources(&set("[parameters.ENV-002]\nproduction = ['live']"), "ENV-002"), [""; 0]);
    assert_eq!(resources(&set(""), "ENV-002"), ["Shop/production"]);
}

#[test]
fn a_project_can_be_looked_at_alone() {
    let tables = clean();
    tables.run("UPDATE users SET origin = 'msa'; UPDATE repositories SET isDisabled = 1");
    tables.add(
        "projects",
        json!({ "id": "p2", "name": "Other", "state": "wellFormed", "visibility": "public" }),
    );
    let whole = run(&tables, &Audit::new());
    assert_eq!(resources(&whole, "PRJ-001"), ["Other"]);
    let project = Named { id: PROJECT.to_owned(), name: "Shop".to_owned() };
    let alone = run_in(&tables, &Audit::new(), &march().project(Some(project)));
    assert_eq!(resources(&alone, "PRJ-001"), [""; 0]);
    assert_eq!(resources(&alone, "REP-018"), ["Shop/web"]);
    assert!(alone.outcomes.iter().all(|outcome| !outcome.check.kind.organization));
    assert_eq!(alone.count(Status::NotChecked), 0);
    // The same, taken from the whole.
    let part = whole.in_project("Shop");
    let sentences =
        |report: &Report| report.findings.iter().map(audit::Finding::sentence).collect::<Vec<_>>();
    assert_eq!(sentences(&part), sentences(&alone));
    assert_eq!(part.count(Status::Failed), alone.count(Status::Failed));
}

#[test]
fn hostile_names_stay_text_in_every_format() {
    let tables = clean();
    tables.run(
        "UPDATE repositories SET isDisabled = 1, name = '=cmd|\"<script>alert(1)</script>\"&' || char(1)",
    );
    let report = run(&tables, &only(&["REP-018"]));
    let html = write(&report, Format::Html);
    assert!(!html.contains("<script") && html.contains("&lt;script&gt;"));
    let junit = write(&report, Format::Junit);
    assert!(!junit.contains("<script") && !junit.contains('\u{1}'));
    let csv = write(&report, Format::Csv);
    assert!(csv.contains("\"Shop/=cmd|\"\"<script>"), "{csv}");
    for format in [Format::Json, Format::Sarif] {
        serde_json::from_str::<Value>(&write(&report, format)).unwrap();
    }
}

#[test]
fn formats_say_what_was_found() {
    let tables = clean();
    tables.run("UPDATE projects SET visibility = 'public'; UPDATE repositories SET isDisabled = 1; DROP TABLE pushes");
    let settings = "[[accept]]\ncheck = 'REP-018'\nresource = 'Shop/web'\nreason = 'Old'\nby = 'ada'\nuntil = 2026-04-01";
    let settings = Settings::parse(settings, "audit.toml", date(2026, 3, 31)).unwrap();
    let report = run(&tables, &only(&["PRJ-001", "REP-007", "REP-018", "REP-019"]).settings(settings));

    let json: Value = serde_json::from_str(&write(&report, Format::Json)).unwrap();
    assert_eq!(
        json["summary"]["checks"],
        json!({"failed": 1, "passed": 2, "not_checked": 1, "not_applicable": 0})
    );
    assert_eq!(json["summary"]["findings"], json!({"high": 1, "medium": 0, "low": 0}));
    assert_eq!(json["summary"]["accepted"], 1);
    assert_eq!(json["findings"][0]["url"], "https://dev.azure.com/fabrikam/Shop/_settings/");
    let lines = write(&report, Format::JsonLines);
    let parsed: Vec<Value> = lines.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(parsed.len(), 2);

    let sarif: Value = serde_json::from_str(&write(&report, Format::Sarif)).unwrap();
    let run = &sarif["runs"][0];
    assert_eq!(run["results"][0]["ruleId"], "PRJ-001");
    assert_eq!(run["results"][0]["level"], "error");
    assert_eq!(
        run["results"][0]["locations"][0]["logicalLocations"][0]["fullyQualifiedName"],
        "fabrikam/Shop"
    );
    let index = usize::try_from(run["results"][0]["ruleIndex"].as_u64().unwrap()).unwrap();
    assert_eq!(run["tool"]["driver"]["rules"][index]["id"], "PRJ-001");
    assert_eq!(run["results"][1]["suppressions"][0]["justification"], "Old (ada, until 2026-04-01)");
    let notice = run["invocations"][0]["toolExecutionNotifications"][0]["message"]["text"].as_str().unwrap();
    assert!(notice.starts_with("REP-007 was not checked: the table `pushes` was never synced"), "{notice}");

    let junit = write(&report, Format::Junit);
    assert!(
        junit.contains(
            "<testsuites name=\"adox audit\" tests=\"4\" failures=\"1\" errors=\"0\" skipped=\"1\""
        )
    );
    assert!(junit.contains("<failure type=\"high\" message=\"Shop is public\">"), "{junit}");

    let csv = write(&report, Format::Csv);
    assert!(
        csv.contains("high,PRJ-001,Public project,fabrikam,Shop,project,Shop,is public,,,,https://"),
        "{csv}"
    );

    let html = write(&report, Format::Html);
    for text in ["Public project", "PRJ-001", "Change the visibility to private", "Not checked", "OWASP"] {
        assert!(html.contains(text), "{text}");
    }
    assert!(html.contains("Content-Security-Policy"));

    assert_eq!(Format::of_file("out/audit.sarif.json").unwrap(), Format::Sarif);
    assert_eq!(Format::of_file("AUDIT.XML").unwrap(), Format::Junit);
    assert!(Format::of_file("audit.txt").is_err());
}
