use std::process::Command;

use rusqlite::Connection;

use crate::stage::{Ran, Stage, TABLES};

fn git(stage: &Stage, arguments: &[&str]) -> String {
    let output = Command::new("git")
        .args(arguments)
        .current_dir(stage.folder())
        .envs([("GIT_CONFIG_NOSYSTEM", "1"), ("GIT_AUTHOR_NAME", "A"), ("GIT_AUTHOR_EMAIL", "a@b.example")])
        .envs([("HOME", stage.path("home").to_str().unwrap()), ("GIT_COMMITTER_NAME", "A")])
        .env("GIT_COMMITTER_EMAIL", "a@b.example")
        .output()
        .unwrap();
    assert!(output.status.success(), "{arguments:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

/// The line of a table in each of the two syncs.
fn lines<'a>(text: &'a str, table: &str) -> Vec<&'a str> {
    let of = text.lines().filter_map(|line| line.trim().strip_prefix(table)?.strip_prefix("  "));
    of.map(str::trim).collect()
}

fn texts(stage: &Stage, sql: &str) -> Vec<String> {
    let connection = Connection::open(stage.path("adox-demo.db")).unwrap();
    let mut statement = connection.prepare(sql).unwrap();
    statement.query_map([], |row| row.get(0)).unwrap().collect::<Result<_, _>>().unwrap()
}

#[test]
fn the_demo_shows_that_exactly_what_changed_is_copied() {
    let stage = Stage::new();
    // Twice: the second time it replaces its own file.
    for _ in 0..2 {
        let temporary = tempfile::tempdir().unwrap();
        let mut command = stage.command(&["demo"]);
        command.env("TMPDIR", temporary.path());
        let ran = stage.ran(command);
        assert_eq!(ran.stderr, "");
        assert_eq!(std::fs::read_dir(temporary.path()).unwrap().count(), 0);
        let text = ran.good();
        let [first, second] = lines(&text, "repositories")[..] else { panic!("{text}") };
        assert!(first.ends_with("~0 -0"), "{text}");
        assert_eq!(second, "+1 ~1 -1");
        let [_, commits] = lines(&text, "commits")[..] else { panic!("{text}") };
        assert!(commits.starts_with("+2 ~3 -"), "{text}");
        assert!(text.contains("nothing changed in 1 other table\n"), "{text}");
        assert_eq!(stage.names(), ["adox-demo.db"]);
    }
    let ran = stage.run(&["demo", "--report"]);
    assert!(ran.good().contains("open adox-demo-report/index.html"));
    let page = std::fs::read_to_string(stage.path("adox-demo-report/pipelines.html")).unwrap();
    assert!(page.contains("<svg"), "the seeded builds are drawn");
    let old = "SELECT author ->> 'date' FROM commits WHERE comment = 'Written long ago, pushed today'";
    assert!(texts(&stage, old)[0].starts_with("2001-09-09"));
    let gone = "SELECT name FROM repositories WHERE _deletedAt IS NOT NULL";
    assert_eq!(texts(&stage, gone).len(), 1);
    let there =
        "SELECT name FROM repositories WHERE name IN ('hello', 'hello-renamed', 'release-notes') ORDER BY 1";
    assert_eq!(texts(&stage, there), ["hello-renamed", "release-notes"]);
}

#[test]
fn a_repository_of_the_user_is_pushed_and_not_changed() {
    let stage = Stage::new();
    git(&stage, &["init", "--quiet", "--initial-branch", "trunk", "my site"]);
    stage.write("my site/index.html", "<p>");
    for message in ["one", "two"] {
        git(&stage, &["-C", "my site", "add", "--all"]);
        git(&stage, &["-C", "my site", "commit", "--quiet", "--allow-empty", "--message", message]);
    }
    git(&stage, &["-C", "my site", "branch", "topic"]);
    std::fs::create_dir(stage.path("my site/below")).unwrap();
    let state = || {
        let config = std::fs::read_to_string(stage.path("my site/.git/config")).unwrap();
        let objects = git(&stage, &["-C", "my site", "count-objects", "-v"]);
        (git(&stage, &["-C", "my site", "for-each-ref"]), config, objects)
    };
    let before = state();
    // From a folder inside it, too.
    let text = stage.run(&["demo", "my site/below"]).good();
    assert_eq!(state(), before);
    assert!(text.contains("_git/my-site trunk\n   2 commits\n"), "{text}");
    assert_eq!(lines(&text, "repositories")[1], "+1 ~1 -1");
    let branches = "SELECT name FROM refs JOIN repositories ON repository_id = id \
                    WHERE repositories.name = 'my-site-renamed' ORDER BY 1";
    assert_eq!(
        texts(&stage, &branches.replace("SELECT name", "SELECT refs.name")),
        ["refs/heads/topic", "refs/heads/trunk"]
    );
    assert_eq!(
        texts(&stage, "SELECT defaultBranch FROM repositories WHERE name = 'my-site-renamed'"),
        ["refs/heads/trunk"]
    );
}

#[test]
fn what_the_demo_cannot_do_is_one_sentence() {
    let stage = Stage::new();
    let said = |ran: Ran| (ran.code, ran.stdout, ran.stderr.lines().next().unwrap_or_default().to_owned());

    let mut command = stage.command(&["demo"]);
    command.env("PATH", stage.folder());
    let (code, _, sentence) = said(stage.ran(command));
    assert_eq!((code, sentence.as_str()), (1, "error: the demo needs git, and there is none on the PATH"));

    git(&stage, &["init", "--quiet", "empty"]);
    stage.write("file", "");
    for (path, expected) in [
        ("nowhere", "error: `nowhere` can't be opened: No such file or directory (os error 2)"),
        ("file", "error: `FOLDER/file` is not a folder"),
        (".", "error: `FOLDER` is not a git repository that can be read"),
        ("empty", "error: `FOLDER/empty` has no branch to push"),
    ] {
        assert_eq!(said(stage.run(&["demo", path])), (2, String::new(), expected.to_owned()));
    }
    std::fs::remove_dir_all(stage.path("empty")).unwrap();

    // What is there and not its own stays.
    stage.run(&["sync", TABLES, "--database", "mine.db"]).good();
    let mine = std::fs::read(stage.path("mine.db")).unwrap();
    let (code, _, sentence) = said(stage.run(&["demo", "--database", "mine.db"]));
    assert_eq!((code, sentence.as_str()), (2, "error: `mine.db` is there already, and not of a demo"));
    assert_eq!(std::fs::read(stage.path("mine.db")).unwrap(), mine);
    assert_eq!(stage.names(), ["file", "mine.db"]);
}
