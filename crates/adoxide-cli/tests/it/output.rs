//! What is written, to whom, and how: of all commands alike.

use crate::stage::{Ran, Stage};

/// A run whose stdout is taken for a terminal of this many columns.
fn on_terminal(stage: &Stage, columns: &str, arguments: &[&str]) -> Ran {
    let mut command = stage.command(arguments);
    command.env("ADOXIDE_FORCE_TTY", columns).env("NO_COLOR", "1");
    stage.ran(command)
}

#[test]
fn a_change_is_one_line_and_the_url() {
    let stage = Stage::new();
    let ran = stage.run(&["repo", "create", "Storefront/fresh"]);
    assert_eq!(ran.stdout, "http://EMULATOR/fabrikam/Storefront/_git/fresh\n");
    assert_eq!(ran.stderr, "Created repository Storefront/fresh.\n");
    let create = ["work-item", "create", "-p", "Storefront", "-t", "Bug", "--title", "It stops"];
    let ran = stage.run(&create);
    assert!(ran.stderr.starts_with("Created Bug "), "{ran}");
    let id = ran.stdout.trim_end().rsplit('/').next().unwrap().to_owned();
    assert_eq!(ran.stdout, format!("http://EMULATOR/fabrikam/Storefront/_workitems/edit/{id}\n"));
    // What was asked for, and nothing else.
    assert_eq!(stage.run(&["wi", "edit", &id, "--state", "Active", "-q"]).stdout, "");
    let ran = stage.run(&["wi", "edit", &format!("#{id}"), "--title", "Stopped", "--json", "id,title"]);
    assert_eq!(ran.stdout, format!("{{\n  \"id\": {id},\n  \"title\": \"Stopped\"\n}}\n"));
    let url = format!("{}/Storefront/_workitems/edit/{id}", stage.url());
    assert_eq!(stage.run(&["wi", "show", &url, "--jq", ".fields.\"System.Title\""]).good(), "Stopped\n");
}

#[test]
fn a_list_is_selected_filtered_and_limited() {
    let stage = Stage::new();
    for name in ["one", "two"] {
        stage.run(&["repo", "create", &format!("Storefront/{name}")]).good();
    }
    let list = |more: &[&str]| stage.run(&[&["repo", "list"], more].concat()).good();
    assert_eq!(list(&["--jq", ".[] | select(.name == \"one\") | .project.name"]), "Storefront\n");
    assert_eq!(
        list(&["--query", "[?name=='two'].{n: name, p: project.name}", "-o", "tsv"]),
        "two\tStorefront\n"
    );
    assert_eq!(list(&["--json", "name,webUrl", "--query", "[?name=='two'] | length(@)"]), "1\n");
    let web = list(&["--json", "name,webUrl", "--jq", ".[] | select(.name==\"one\").webUrl"]);
    assert_eq!(web, "http://EMULATOR/fabrikam/Storefront/_git/one\n");
    let template = "{% for one in items | sort(attribute='name') %}{{ one.name }}/{% endfor %}";
    let written = list(&["--template", template]);
    assert!(written.ends_with("/\n") && written.contains("one/") && written.contains("two/"), "{written}");
    let chosen = list(&["--json", "project.name,name", "-o", "csv"]);
    assert!(chosen.starts_with("project.name,name\n") && chosen.contains("\nStorefront,one\n"), "{chosen}");
    assert_eq!(stage.run(&["repo", "list", "--limit", "1", "-o", "jsonl"]).good().lines().count(), 1);
    for (wrong, why) in [
        (&["--json", "nam"][..], "error: --json: there is no field `nam`"),
        (&["--json", "nam", "-o", "tsv"], "error: --json: there is no field `nam`"),
        (&["--jq", ".[] |"], "error: --jq: expected a jq expression, got `.[] |`"),
        (&["--query", "[]."], "error: --query: expected a JMESPath expression, got `[].`"),
        (&["--template", "{{ items"], "error: --template: syntax error"),
        (&["--jq", ".", "-o", "csv"], "error: the argument '--jq <EXPRESSION>' cannot be used with"),
    ] {
        let ran = stage.run(&[&["repo", "list"], wrong].concat());
        assert!(ran.code == 2 && ran.stdout.is_empty() && ran.stderr.starts_with(why), "{ran}");
    }
}

#[test]
fn a_terminal_gets_a_table_that_fits_lines_where_none_does_and_no_commands() {
    let stage = Stage::new();
    let title = "A \u{1b}[31mred\u{9b} title \u{202e}that is longer than what fits on a line of a terminal";
    let create = ["work-item", "create", "-p", "Storefront", "-t", "Bug", "--title", title];
    let made = stage.run(&[&create[..], &["--description", "<div>One</div><div>Two &amp; 3</div>"]].concat());
    let id = made.good().trim_end().rsplit('/').next().unwrap().to_owned();
    let list = ["wi", "list", "-p", "Storefront", "--title", "longer"];
    for columns in ["80", "60", "20"] {
        let table = on_terminal(&stage, columns, &list).good();
        let width: usize = columns.parse().unwrap();
        assert!(table.lines().all(|line| line.chars().count() <= width.max(40)), "{table}");
        assert!(!table.contains(|char: char| char.is_control() && char != '\n'), "{table:?}");
        assert!(table.contains("\\u{1b}"), "{table}");
    }
    let shown = on_terminal(&stage, "80", &["wi", "show", &id]).good();
    assert!(shown.contains("\ndescription\n  One\n  Two & 3\n"), "{shown}");
    assert!(shown.contains("createdDate    just now\n"), "{shown}");
    // The bytes are the service's where no terminal is.
    assert!(stage.run(&[&list[..], &["-o", "tsv"]].concat()).good().contains('\u{202e}'));
    let json = on_terminal(&stage, "80", &["wi", "show", &id, "--json", "title"]).good();
    assert!(json.contains("\\u202e") && !json.contains('\u{202e}'), "{json}");
    assert_eq!(serde_json::from_str::<serde_json::Value>(&json).unwrap()["title"], title);
}

#[test]
fn colours_are_asked_for_or_refused() {
    let stage = Stage::new();
    stage.run(&["repo", "create", "Storefront/fresh"]).good();
    let colored = |name: &str, value: &str| {
        let mut command = stage.command(&["repo", "list", "-o", "table"]);
        command.env("ADOXIDE_FORCE_TTY", "80").env(name, value);
        stage.ran(command).good().contains('\u{1b}')
    };
    assert!(colored("TERM", "xterm"));
    assert!(!colored("TERM", "dumb"));
    assert!(!colored("NO_COLOR", "1"));
    assert!(!colored("CLICOLOR", "0"));
    let mut command = stage.command(&["repo", "list", "-o", "table"]);
    command.env("CLICOLOR_FORCE", "1");
    assert!(stage.ran(command).good().contains('\u{1b}'));
}

#[test]
fn a_terminal_shows_the_first_rows_and_says_so() {
    let stage = Stage::new();
    let all = stage.run(&["wi", "list", "-p", "Storefront"]).json().as_array().unwrap().len();
    assert!(all > 30, "{all}");
    let ran = on_terminal(&stage, "80", &["wi", "list", "-p", "Storefront"]);
    assert!(ran.stderr.ends_with("\nThe first 30 are shown; --limit NUMBER or --all shows more.\n"), "{ran}");
    let ran = on_terminal(&stage, "80", &["wi", "list", "-p", "Storefront", "--all"]);
    assert!(!ran.stderr.contains("are shown;"), "{ran}");
    assert!(ran.stdout.lines().count() > all, "{ran}");
}
