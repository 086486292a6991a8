//! Pages: what stands on them, what they load, and what a hostile name can't do.

use std::collections::BTreeSet;
use std::path::Path;

use adoxide_report::page::{self, Choice, Links, Site};
use adoxide_report::{ErrorKind, Plan, Reader, metric};
use serde_json::json;
use tempfile::TempDir;

use crate::metric::everything;
use crate::tables::{PROJECT, Tables, march, person};

struct Nowhere;

impl Links for Nowhere {
    fn page(&self, id: &str) -> String {
        format!("/{id}?project=%22%3E")
    }

    fn csv(&self, metric: &str) -> String {
        format!("/{metric}.csv")
    }

    fn sql(&self, metric: &str) -> String {
        format!("/{metric}.sql")
    }

    fn choices(&self) -> Vec<Choice> {
        let option = |name: &str| (name.to_owned(), format!("/?{name}"));
        let options = ["<b>", "2", "3", "4", "5"].map(option).to_vec();
        vec![Choice { name: "Project".to_owned(), options, chosen: 0 }]
    }
}

fn html(reader: &Reader, id: &str) -> String {
    let (scope, links) = (march(), Nowhere);
    let site = Site::new("fabrikam", reader, &scope, &links, scope.now()).unwrap();
    page::render(&site, page::find(id).unwrap()).unwrap()
}

/// The values of an attribute, in order.
fn attributes<'a>(html: &'a str, name: &str) -> Vec<&'a str> {
    let begin = format!(" {name}=\"");
    html.split(&begin).skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

#[test]
fn every_metric_stands_on_one_page() {
    let placed: Vec<_> =
        page::all().iter().flat_map(|page| &page.figures).map(|placed| &placed.metric).collect();
    let unique: BTreeSet<_> = placed.iter().collect();
    assert_eq!(placed.len(), unique.len(), "none stands twice");
    let known: Vec<_> = metric::all().iter().map(|metric| &metric.name).collect();
    assert_eq!(unique, known.iter().collect(), "each stands somewhere");
}

#[test]
fn a_page_loads_nothing_and_runs_nothing() {
    let tables = everything();
    let reader = tables.reader();
    for page in page::all() {
        let html = html(&reader, &page.id);
        assert!(
            html.contains(page::policy().replace('\'', "&#39;").as_str()) || html.contains(page::policy())
        );
        for forbidden in
            ["<script", "javascript:", " style=", "<link", "<img", "url(", "@import", "onload", "<iframe"]
        {
            assert!(!html.contains(forbidden), "{} has {forbidden}", page.id);
        }
        for link in attributes(&html, "href") {
            let known = link.starts_with(['/', '#']) || link.starts_with("https://dev.azure.com/fabrikam/");
            assert!(known, "{}: {link}", page.id);
        }
        for placed in &page.figures {
            assert!(html.contains(&format!(" id=\"{}\"", placed.metric)), "{}", placed.metric);
        }
        assert!(!html.contains("never synced"), "{}", page.id);
        assert!(html.len() < 100_000, "{}: {}", page.id, html.len());
    }
}

#[test]
fn charts_have_a_role_a_label_and_a_table() {
    let tables = everything();
    let html = html(&tables.reader(), "pull-requests");
    let charts = html.matches("<svg").count();
    assert_eq!(html.matches("role=\"img\"").count(), charts);
    assert_eq!(html.matches("aria-label=\"Cycle time by phase. Coding: at most 2 h 30 min;").count(), 1);
    let figures = page::find("pull-requests").unwrap().figures.len();
    assert_eq!(html.matches("<table").count(), figures - 1, "one for each figure but the tiles");
}

#[test]
fn numbers_on_a_page_are_those_of_the_sql() {
    let tables = everything();
    let reader = tables.reader();
    let html = html(&reader, "pull-requests");
    let figures = reader.metric(metric::find("pull-requests").unwrap(), &march()).unwrap();
    let tiles = html.split("id=\"pull-requests\"").nth(1).unwrap().split("</dl>").next().unwrap();
    let shown: Vec<f64> =
        attributes(tiles, "data-v").into_iter().map(|value| value.parse().unwrap()).collect();
    let computed: Vec<f64> = figures.rows[0].iter().filter_map(adoxide_report::Value::number).collect();
    assert_eq!(shown, computed);
}

#[test]
fn a_hostile_name_is_only_a_name() {
    let tables = Tables::new();
    let hostile = "<script>alert(1)</script>\" onload=\"x\u{202e}";
    tables.add("projects", json!({"id": PROJECT, "name": hostile}));
    tables.add(
        "repositories",
        json!({"id": "r", "name": hostile, "webUrl": "javascript:alert(1)//", "project": {"id": PROJECT}}),
    );
    let mut author = person("ada");
    author["displayName"] = hostile.into();
    tables.add(
        "pull_requests",
        json!({
            "pullRequestId": 1, "repository_id": "r", "title": hostile, "status": "active", "createdBy": author,
            "creationDate": "2026-03-02T10:00Z", "isDraft": false,
        }),
    );
    let reader = tables.reader();
    for page in page::all() {
        let html = html(&reader, &page.id);
        for forbidden in ["<script", "\" onload", "href=\"javascript", "\u{202e}"] {
            assert!(!html.contains(forbidden), "{} has {forbidden}", page.id);
        }
    }
    assert!(html(&reader, "pull-requests").contains("&lt;script&gt;alert(1)&lt;/script&gt;"));
}

#[test]
fn a_table_that_was_not_synced_leaves_the_rest_of_the_page() {
    let tables = Tables::of(&[&adoxide_sync::table::PROJECTS, &adoxide_sync::table::PULL_REQUESTS]);
    let html = html(&tables.reader(), "pull-requests");
    assert!(html.contains("the metric `review-load` needs the tables"), "{html}");
    assert!(html.contains("adox sync --tables pull_request_comments"));
    assert!(html.contains("Opened, merged, abandoned. Opened: at most"), "that one needs no more");
}

#[test]
fn an_empty_organization_has_pages() {
    let reader = Tables::new().reader();
    for page in page::all() {
        let html = html(&reader, &page.id);
        assert!(!html.contains("NaN") && !html.contains("inf"), "{}", page.id);
    }
}

fn plan<'a>(reader: &'a Reader, projects: &[&str]) -> Plan<'a> {
    let all = reader.projects(&march()).unwrap();
    Plan {
        organization: "fabrikam".to_owned(),
        reader,
        scope: march(),
        time: "March".to_owned(),
        times: vec![(
            "1 week".to_owned(),
            "7-days".to_owned(),
            adoxide_report::Scope::last_days(march().now(), 7).unwrap(),
        )],
        projects: all.into_iter().filter(|project| projects.contains(&project.name.as_str())).collect(),
        made: march().now(),
    }
}

fn files(folder: &Path) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let mut open = vec![folder.to_owned()];
    while let Some(next) = open.pop() {
        for entry in std::fs::read_dir(next).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                open.push(path);
            } else {
                let name = path.strip_prefix(folder).unwrap().to_string_lossy().replace('\\', "/");
                found.insert(name);
            }
        }
    }
    found
}

#[test]
fn a_report_is_files_that_link_to_each_other() {
    let tables = everything();
    tables.add("projects", json!({"id": "../../etc", "name": "../../<Etc>"}));
    let reader = tables.reader();
    let folder = TempDir::new().unwrap();
    let out = folder.path().join("out");
    let written = plan(&reader, &["Shop", "../../<Etc>"]).write(&out, |_| {}).unwrap();
    assert_eq!(written.pages, 4 * page::all().len());
    let there = files(&out);
    assert!(there.contains("projects/shop-11111111/data/pull-requests.csv"), "{there:?}");
    assert!(there.contains("7-days/flow.html"));
    assert_eq!(files(folder.path()).len(), there.len(), "nothing is written elsewhere");
    for page in there.iter().filter(|name| name.contains(".html")) {
        let html = std::fs::read_to_string(out.join(page)).unwrap();
        for link in attributes(&html, "href").into_iter().filter(|link| !link.starts_with(['#', 'h'])) {
            let target = out.join(page).parent().unwrap().join(link);
            assert!(target.exists(), "{page} links to {link}");
        }
    }
    let csv = std::fs::read_to_string(out.join("data/pull-requests.csv")).unwrap();
    assert!(csv.starts_with("merged,opened,abandoned,"), "{csv}");
}

#[test]
fn a_report_replaces_its_own_files_and_no_other() {
    let tables = everything();
    let reader = tables.reader();
    let folder = TempDir::new().unwrap();
    plan(&reader, &["Shop"]).write(folder.path(), |_| {}).unwrap();
    std::fs::write(folder.path().join("notes.txt"), "mine").unwrap();
    plan(&reader, &[]).write(folder.path(), |_| {}).unwrap();
    let there = files(folder.path());
    assert!(!there.iter().any(|name| name.starts_with("projects/")), "{there:?}");
    assert!(there.contains("notes.txt"));

    let other = TempDir::new().unwrap();
    std::fs::write(other.path().join("index.html"), "mine").unwrap();
    let error = plan(&reader, &[]).write(other.path(), |_| {}).unwrap_err();
    assert_eq!(*error.kind(), ErrorKind::Write);
    assert!(error.to_string().contains("index.html` is there already"), "{error}");
    assert_eq!(std::fs::read_to_string(other.path().join("index.html")).unwrap(), "mine");
}

#[test]
fn what_is_kept_is_forgotten_when_the_tables_change() {
    let tables = everything();
    let reader = tables.reader();
    let merged = || attributes(&html(&reader, "pull-requests"), "data-v")[0].to_owned();
    assert_eq!(merged(), "6");
    tables.add(
        "pull_requests",
        json!({
            "pullRequestId": 70, "title": "One more", "status": "completed", "createdBy": person("ada"),
            "creationDate": "2026-03-02T10:00Z", "closedDate": "2026-03-03T10:00Z", "isDraft": false,
        }),
    );
    assert_eq!(merged(), "7");
}

#[test]
fn a_spreadsheet_runs_nothing() {
    let tables = Tables::new();
    tables.add("projects", json!({"id": PROJECT, "name": "=cmd|'/c calc'!A1, \"x\""}));
    let reader = tables.reader();
    let figures = reader.metric(metric::find("projects").unwrap(), &march()).unwrap();
    let csv = page::csv(&figures);
    assert!(csv.contains("\r\n\"'=cmd|'/c calc'!A1, \"\"x\"\"\",0,0,"), "{csv}");
}
