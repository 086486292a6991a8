use adoxide_emulator::world::field::{self, FieldValue};
use adoxide_emulator::world::journal::Stamp;
use adoxide_emulator::world::work_item::{EditOptions, WorkItemChange};
use serde_json::Value;

use crate::stage::Stage;

/// Makes a work item of the project, and answers with its number.
fn create(stage: &Stage, arguments: &[&str]) -> String {
    let create = ["work-item", "create", "--project", "Storefront"];
    stage.run(&[&create[..], arguments, &["--json"]].concat()).json()["id"].as_i64().unwrap().to_string()
}

#[test]
fn the_life_of_a_work_item() {
    let stage = Stage::new();
    let parent = create(&stage, &["--type", "Feature", "--title", "Words"]);
    let id = create(
        &stage,
        &[
            "--type",
            "Bug",
            "--title",
            "It's \"stopped\"",
            "--parent",
            &parent,
            "--tags",
            "a; b",
            "-f",
            "Microsoft.VSTS.Common.Priority=1",
        ],
    );
    let shown = stage.run(&["work-item", "show", &id]).json();
    assert_eq!(shown["fields"]["System.Title"], "It's \"stopped\"");
    assert_eq!(shown["fields"]["Microsoft.VSTS.Common.Priority"], 1);
    assert_eq!(shown["fields"]["System.Parent"].to_string(), parent);
    let table = stage.run(&["wi", "show", &id, "-o", "table"]).good();
    assert!(table.contains(&format!("relations      Parent #{parent}\n")), "{table}");

    let edited =
        stage.run(&["work-item", "edit", &id, "--title", "Stopped", "--comment", "Shorter", "--json"]).json();
    assert_eq!(edited["fields"]["System.Title"], "Stopped");
    let ran = stage.run(&["work-item", "edit", &id, "--title", "Late", "--if-rev", "1"]);
    assert_eq!((ran.code, ran.stdout.as_str()), (1, ""), "{ran}");
    let tagged = [
        "work-item",
        "edit",
        &id,
        "--add-tag",
        "now",
        "--remove-tag",
        "A",
        "--suppress-notifications",
        "--json",
    ];
    assert_eq!(stage.run(&tagged).json()["fields"]["System.Tags"], "b; now");
    let tried = stage.run(&["work-item", "edit", &id, "--state", "Active", "--validate-only"]).json();
    assert_eq!(tried["fields"]["System.State"], "Active");
    assert_eq!(stage.run(&["work-item", "show", &id]).json()["fields"]["System.State"], "Proposed");
    let ran = stage.run(&["work-item", "edit", &id, "--state", "Nowhere", "--bypass-rules", "--json"]);
    assert_eq!(ran.json()["fields"]["System.State"], "Nowhere");
    stage.run(&["work-item", "edit", &id, "--state", "Proposed", "--bypass-rules"]).good();

    // How it was, and what became of it.
    let first = stage.run(&["work-item", "show", &id, "--at-revision", "1"]).json();
    assert_eq!(first["fields"]["System.Title"], "It's \"stopped\"");
    let history = stage.run(&["work-item", "history", &id, "-o", "csv"]).good();
    assert!(history.contains("System.Title: It's \"\"stopped\"\" → Stopped"), "{history}");
    assert!(history.contains("added Parent #"), "{history}");

    let comment =
        stage.run_with_input(&["work-item", "comment", &id, "--json", "-m", "-"], "Said by stdin").json();
    assert_eq!(comment["text"], "Said by stdin");
    let other = create(&stage, &["--type", "Task", "--title", "Other"]);
    let linked = stage.run(&["work-item", "link", &id, "related", &other, "--json"]).json();
    assert_eq!(linked["relations"].as_array().unwrap().len(), 2);
    assert_eq!(stage.run(&["work-item", "link", &id, "related", &id]).code, 2);
    let unlinked = stage.run(&["work-item", "unlink", &id, "related", &other, "--json"]).json();
    assert_eq!(unlinked["relations"].as_array().unwrap().len(), 1);
    assert_eq!(stage.run(&["work-item", "unlink", &id, "related", &other]).code, 1);

    let list = ["work-item", "list", "-p", "Storefront", "--type", "Bug", "--title", "Stopped", "--tag", "b"];
    let found = stage.run(&list).json();
    assert_eq!(found.as_array().unwrap().len(), 1, "{found}");
    assert_eq!(found[0]["id"].to_string(), id);

    assert_eq!(stage.run(&["work-item", "delete", &id]).code, 2);
    stage.run(&["work-item", "delete", &id, "--yes"]).good();
    assert_eq!(stage.run(&["work-item", "show", &id]).code, 1);
    assert_eq!(stage.run(&list).json(), Value::Array(vec![]));
    assert_eq!(stage.run(&["work-item", "restore", &id, "--json"]).json()["id"].to_string(), id);
}

#[test]
fn links_to_what_is_no_work_item() {
    let stage = Stage::new();
    let id = create(&stage, &["--type", "Bug", "--title", "One", "--markdown", "--description", "*Why*"]);
    let link = |arguments: &[&str]| {
        let link = ["work-item", "link", "--json=", "--project", "Storefront", &id];
        stage.run(&[&link[..], arguments].concat())
    };
    let page = ["hyperlink", "https://example.com/design", "--comment", "How"];
    let linked = link(&page).json();
    let relation = &linked["relations"][0];
    assert_eq!((&relation["rel"], &relation["attributes"]["comment"]), (&"Hyperlink".into(), &"How".into()));
    assert_eq!(linked["multilineFieldsFormat"]["System.Description"], "markdown");
    let repositories = stage.run(&["repo", "list", "--project", "Storefront"]).json();
    let repository = repositories[0]["name"].as_str().unwrap();
    let (project, id_of) = (&repositories[0]["project"]["id"], &repositories[0]["id"]);
    let place = format!("{}%2F{}", project.as_str().unwrap(), id_of.as_str().unwrap());
    let sha = "0123456789abcdef0123456789abcdef01234567";
    let uris = |linked: &Value| -> Vec<String> {
        let relations = linked["relations"].as_array().unwrap().iter();
        relations.map(|it| it["url"].as_str().unwrap().to_owned()).collect()
    };
    link(&["commit", &format!("Storefront/{repository}@{sha}")]).good();
    link(&["branch", &format!("{repository}@feature/x")]).good();
    let linked = link(&["build", "17"]).json();
    let expected = [
        "https://example.com/design".to_owned(),
        format!("vstfs:///Git/Commit/{place}%2F{sha}"),
        format!("vstfs:///Git/Ref/{place}%2FGBfeature%2Fx"),
        "vstfs:///Build/Build/17".to_owned(),
    ];
    assert_eq!(uris(&linked), expected);
    assert_eq!(linked["relations"][1]["attributes"]["name"], "Fixed in Commit");
    let requests = stage.run(&["pr", "list", "--project", "Storefront", "--status", "all"]).json();
    let number = requests[0]["pullRequestId"].to_string();
    let linked = link(&["pull-request", &number]).json();
    assert!(uris(&linked)[4].ends_with(&format!("%2F{number}")), "{linked}");
    // By what is written on the link, whatever its case.
    let unlink = ["work-item", "unlink", &id, "build", "VSTFS:///Build/Build/17", "--json"];
    let unlinked = stage.run(&unlink).json();
    assert_eq!(uris(&unlinked).len(), 4);
    for wrong in [
        &["hyperlink", "design"][..],
        &["commit", "abc"],
        &["related", "x"],
        &["build", "-1"],
        &["pull-request", "99999"],
    ] {
        assert_ne!(link(wrong).code, 0, "{wrong:?}");
    }
    stage.run(&["work-item", "delete", &id, "--destroy", "--yes"]).good();
    assert_eq!(stage.run(&["work-item", "restore", &id]).code, 1);
}

#[test]
fn more_rows_than_the_service_finds_at_once() {
    const COUNT: usize = 20_020;
    let stage = Stage::new();
    stage.emulator.update(|world, at| {
        let organization = world.organization_mut("fabrikam").unwrap();
        let stamp = Stamp { at, actor: organization.owner() };
        let project = organization.projects().next().unwrap().id;
        let change = WorkItemChange {
            fields: vec![(field::TITLE, Some(FieldValue::text("Many")))],
            ..WorkItemChange::default()
        };
        for _ in 0..COUNT {
            let options = EditOptions::default();
            organization.change(stamp, |tx| tx.create_work_item(project, "Task", &change, options)).unwrap();
        }
    });
    let query = "SELECT [System.Id] FROM workitems WHERE [System.Title] = 'Many' ORDER BY [System.Title]";
    let ran = stage.run(&["wiql", query, "-o", "csv"]);
    assert!(ran.stderr.contains("in the order of the work items' ids"), "{}", ran.stderr);
    let out = ran.good();
    let ids: Vec<i64> = out.lines().skip(1).map(|line| line.parse().unwrap()).collect();
    assert_eq!(ids.len(), COUNT);
    assert!(ids.is_sorted_by(|one, next| one < next), "each once");
    let links = |mode: &str| {
        format!("SELECT [System.Id] FROM workitemLinks WHERE [Source].[System.Title] = 'Many' MODE ({mode})")
    };
    let out = stage.run(&["wiql", &links("MayContain"), "-o", "csv"]).good();
    assert_eq!(out.lines().skip(1).count(), COUNT);
    // A tree can't be asked for in parts: nothing is left out in silence.
    let ran = stage.run(&["wiql", &links("Recursive")]);
    assert_eq!((ran.code, ran.stdout.as_str()), (2, ""), "{ran}");
    assert!(ran.stderr.contains("VS402337") && ran.stderr.contains("in parts"), "{ran}");
}

#[test]
fn a_query_from_everywhere_in_every_format() {
    let stage = Stage::new();
    let one = create(&stage, &["--type", "Bug", "--title", "a,b", "--assigned-to", "Ada Example"]);
    let other = create(&stage, &["--type", "Task", "--title", "c", "--parent", &one]);
    let query = format!(
        "SELECT [System.Id], [System.Title], [System.AssignedTo] FROM workitems WHERE [System.Id] IN ({one}, {other}) \
         ORDER BY [System.Title] DESC"
    );
    let csv = format!("System.Id,System.Title,System.AssignedTo\n{other},c,\n{one},\"a,b\",Ada Example\n");
    assert_eq!(stage.run(&["wiql", &query, "--output", "csv"]).good(), csv);
    assert_eq!(stage.run_with_input(&["wiql", "-", "--output", "csv"], &query).good(), csv);
    stage.write("query.wiql", &query);
    assert_eq!(stage.run(&["wiql", "query.wiql", "--output", "csv"]).good(), csv);
    let json = stage.run(&["wiql", "query.wiql"]).json();
    assert_eq!(json[1]["System.AssignedTo"]["displayName"], "Ada Example");
    assert_eq!(stage.run(&["wiql", "query.wiql", "--limit", "1"]).json().as_array().unwrap().len(), 1);
    let links = format!(
        "SELECT [System.Id] FROM workitemLinks WHERE [Source].[System.Id] = {one} AND \
         [System.Links.LinkType] = 'System.LinkTypes.Hierarchy-Forward' MODE (MustContain)"
    );
    let links = stage.run(&["wiql", &links, "-o", "csv"]).good();
    assert!(links.contains(&format!("System.LinkTypes.Hierarchy-Forward,{one},{other}\n")), "{links}");
}

#[test]
fn a_work_item_that_cannot_be_meant() {
    let stage = Stage::new();
    let mut all = String::new();
    for arguments in [
        &["work-item", "show", "0"][..],
        &["work-item", "show", "99999999"],
        &["work-item", "create", "--type", "Bug", "--title", "a"],
        &["work-item", "create", "-p", "Storefront", "--type", "Bugg", "--title", "a"],
        &["work-item", "create", "-p", "Storefront", "--type", "Bug", "--title", "a", "-f", "b"],
        &["work-item", "create", "-p", "Storefront", "--type", "Bug", "--title", "a", "-f", "a/b=c"],
        &["work-item", "create", "-p", "Storefront", "--type", "Bug", "--title", "a", "--state", "Nowhere"],
        &["work-item", "edit", "1"],
        &["work-item", "comment", "1", "-m", ""],
        &["wiql", "nowhere.wiql"],
        &["wiql", "SELECT [System.Id] FROM nowhere"],
        &["wiql", "SELECT [No.Such.Field] FROM workitems"],
        &["work-item", "show", "1", "--at-revision", "99999"],
        &["work-item", "link", "1", "hyperlink", "design"],
        &["work-item", "link", "1", "related", "99999999"],
        &["work-item", "delete", "1", "--destroy"],
    ] {
        let ran = stage.run(arguments);
        assert_ne!(ran.code, 0, "{arguments:?}");
        all += &format!("> adox {}\n{ran}\n", arguments.join(" "));
    }
    insta::assert_snapshot!(all);
}
