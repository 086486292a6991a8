//! `adox audit` over what was synced from an emulator.

use serde_json::Value;

use crate::stage::Stage;

#[test]
fn an_audit_of_what_was_synced() {
    let stage = Stage::new();
    let audit = stage.run(&["audit", "--sync", "-q", "--output", "json"]);
    let audit: Value = serde_json::from_str(&audit.good()).unwrap();
    let status = |audit: &Value, id: &str| {
        let checks = audit["checks"].as_array().unwrap();
        let check = checks.iter().find(|check| check["id"] == id).unwrap();
        check["status"].as_str().unwrap().to_owned()
    };
    assert_eq!(audit["organizations"], serde_json::json!(["fabrikam"]));
    assert_eq!(status(&audit, "REP-001"), "failed", "the seeded policies do not block");
    assert_eq!(status(&audit, "PRJ-001"), "passed");
    assert!(stage.path("adox.db.audit.json").exists());

    // Offline, compared with the last one, for people and into files.
    let files = ["audit.sarif", "audit.xml", "audit.csv", "audit.jsonl", "audit.html"];
    let url = stage.url();
    let mut arguments = vec!["audit", "--organization", &url];
    for file in &files {
        arguments.extend(["--write", file]);
    }
    let again = stage.run(&arguments);
    let text = again.good();
    assert!(text.contains("0 new and 0 resolved since"), "{text}");
    assert!(text.contains("high REP-001 Default branch without enough reviewers"), "{text}");
    assert!(text.contains("had nothing to check"), "{text}");
    for file in files {
        assert!(std::fs::metadata(stage.path(file)).unwrap().len() > 100, "{file}");
    }

    // What fails a pipeline: what is new since a baseline.
    let gate = ["audit", "--fail-on", "high", "--no-history", "--output", "jsonl"];
    assert_eq!(stage.run(&gate).code, 3);
    let baseline = [&gate[..], &["--baseline", "adox.db.audit.json"]].concat();
    assert_eq!(stage.run(&baseline).code, 0);
    stage.write(
        "adox-audit.toml",
        "[[accept]]\ncheck = 'REP-001'\nresource = '*'\nreason = 'A test'\nby = 'me'\nuntil = 2999-01-01\n",
    );
    let long = stage.run(&gate);
    assert_eq!(long.code, 2);
    assert!(
        long.stderr.contains("adox-audit.toml:1: REP-001 is accepted until 2999-01-01, longer than 180 days"),
        "{long}"
    );

    let check = stage.run(&["audit", "checks", "REP-001"]).json();
    assert_eq!(check[0]["parameters"], "minimum = 2");
    assert_eq!(
        stage.run(&["audit", "checks"]).json().as_array().unwrap().len(),
        adoxide_report::audit::all().len()
    );
}

#[test]
fn audits_that_cannot_be_made() {
    let stage = Stage::new();
    stage.write("text.db", "this is not a database, and long enough to be looked at");
    stage.write("list.json", "[]");
    for (arguments, code, expected) in [
        (vec!["audit"], 1, "there is no file `adox.db`"),
        (vec!["audit", "--database", "text.db"], 1, "`text.db` is not a SQLite database"),
        (vec!["audit", "--check", "NOPE"], 2, "no such check: `NOPE`"),
        (vec!["audit", "--check", "REP", "--skip", "REP"], 2, "there is no check left"),
        (vec!["audit", "--baseline", "list.json"], 2, "`list.json` is not the JSON of an audit"),
        (vec!["audit", "--settings", "none.toml"], 2, "`none.toml` can't be read"),
        (vec!["audit", "--fail-on", "severe"], 2, "expected high, medium or low, got `severe`"),
        (vec!["audit", "--output", "pdf"], 2, "expected json, jsonl, csv, sarif, junit, html, got `pdf`"),
        (vec!["audit", "--write", "audit.txt"], 2, "does not say which format to write"),
    ] {
        let run = stage.run(&arguments);
        assert_eq!(run.code, code, "{arguments:?}: {run}");
        assert!(run.stderr.contains(expected), "{arguments:?}: {run}");
    }
}

/// A namespace that is not there has no entries: a check of it would find nothing for ever.
#[test]
fn checks_name_namespaces_that_there_are() {
    let stage = Stage::new();
    let there = stage.run(&["permission", "namespace", "--json"]).good();
    let checks = stage.run(&["audit", "checks", "--json"]).json();
    let ids = checks.as_array().unwrap().iter().map(|check| check["id"].as_str().unwrap());
    let texts: String = ids.map(|id| stage.run(&["audit", "checks", id, "--json"]).good()).collect();
    let words = texts.split(|c: char| !c.is_ascii_hexdigit() && c != '-');
    let named: Vec<_> = words.filter(|word| word.len() == 36 && word.matches('-').count() == 4).collect();
    assert!(!named.is_empty());
    for id in named {
        assert!(there.contains(id), "{id}");
    }
}
