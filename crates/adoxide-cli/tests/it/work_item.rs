use serde_json::Value;

use crate::stage::Stage;

/// Makes a work item of the project, and answers with its number.
fn create(stage: &Stage, arguments: &[&str]) -> String {
    let create = ["work-item", "create", "--project", "Storefront"];
    stage.run(&[&create[..], arguments].concat()).json()["id"].as_i64().unwrap().to_string()
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
    assert!(table.contains(&format!("relations      Parent {parent}\n")), "{table}");

    let edited = stage.run(&["work-item", "edit", &id, "--title", "Stopped", "--comment", "Shorter"]).json();
    assert_eq!(edited["fields"]["System.Title"], "Stopped");
    let ran = stage.run(&["work-item", "edit", &id, "--title", "Late", "--if-rev", "1"]);
    assert_eq!((ran.code, ran.stdout.as_str()), (1, ""), "{ran}");

    let comment = stage.run_with_input(&["work-item", "comment", &id, "-m", "-"], "Said by stdin").json();
    assert_eq!(comment["text"], "Said by stdin");
    let other = create(&stage, &["--type", "Task", "--title", "Other"]);
    let linked = stage.run(&["work-item", "link", &id, "related", &other]).json();
    assert_eq!(linked["relations"].as_array().unwrap().len(), 2);
    assert_eq!(stage.run(&["work-item", "link", &id, "related", &id]).code, 2);

    let list = ["work-item", "list", "-p", "Storefront", "--type", "Bug", "--title", "Stopped", "--tag", "b"];
    let found = stage.run(&list).json();
    assert_eq!(found.as_array().unwrap().len(), 1, "{found}");
    assert_eq!(found[0]["System.Id"].to_string(), id);

    assert_eq!(stage.run(&["work-item", "delete", &id]).code, 2);
    stage.run(&["work-item", "delete", &id, "--yes"]).good();
    assert_eq!(stage.run(&["work-item", "show", &id]).code, 1);
    assert_eq!(stage.run(&list).json(), Value::Array(vec![]));
    assert_eq!(stage.run(&["work-item", "restore", &id]).json()["id"].to_string(), id);
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
    ] {
        let ran = stage.run(arguments);
        assert_ne!(ran.code, 0, "{arguments:?}");
        all += &format!("> adox {}\n{ran}\n", arguments.join(" "));
    }
    insta::assert_snapshot!(all);
}
