//! Bad input: one clear sentence, an exit code that says so, and nothing lost.

use rusqlite::Connection;

use crate::stage::{Stage, TABLES};

#[test]
fn a_setting_that_cannot_be_meant() {
    let stage = Stage::new();
    std::fs::create_dir(stage.path("config")).unwrap();
    stage.write("config/config.toml", "[profile.default]\norganisation = \"contoso\"\n");
    stage.write("empty", "");
    let url = stage.url();
    let mut all = String::new();
    for (what, changes) in [
        ("no organization", &[("ADOXIDE_ORG", None)][..]),
        ("no credential", &[("ADOXIDE_PAT", None)]),
        ("an empty token", &[("ADOXIDE_PAT", Some(""))]),
        ("a token with a line end", &[("ADOXIDE_PAT", Some("abc\n"))]),
        ("a token in two parts", &[("ADOXIDE_PAT", Some("abc def"))]),
        (
            "a token that is unknown",
            &[("ADOXIDE_PAT", Some("abcdefghijklmnopqrstuvwxyz234567abcdefghijklmnopqrst"))],
        ),
        ("a URL without scheme", &[("ADOXIDE_ORG", Some("dev.azure.com/contoso"))]),
        ("a host and nothing else", &[("ADOXIDE_ORG", Some("https://tfs.example.com"))]),
        ("plain http", &[("ADOXIDE_ORG", Some("http://tfs.example.com/c"))]),
        ("an unknown organization", &[("ADOXIDE_ORG", Some(&*url.replace("fabrikam", "nowhere")))]),
        ("a configuration with a typo", &[("ADOXIDE_CONFIG_DIR", Some("config"))]),
    ] {
        let mut command = stage.command(&["api", "core.get_projects"]);
        for (name, value) in changes {
            match value {
                Some(value) => command.env(name, value),
                None => command.env_remove(name),
            };
        }
        let ran = stage.ran(command);
        assert_ne!(ran.code, 0, "{what}");
        all += &format!("> {what}\n{ran}\n");
    }
    for arguments in [
        &["api", "core.get_projects", "--profile", "none"][..],
        &["api", "core.get_projects", "--token-file", "nowhere"],
        &["api", "core.get_projects", "--token-file", "empty"],
        &["sync", "--concurrency", "0"],
        &["sync", "--connector", "bords"],
        &["nonsense"],
        &[],
    ] {
        let ran = stage.run(arguments);
        assert_ne!(ran.code, 0, "{arguments:?}");
        all += &format!("> adox {}\n{ran}\n", arguments.join(" "));
    }
    insta::assert_snapshot!(all);
    assert_eq!(stage.names(), ["config", "empty"]);
}

#[test]
fn a_file_that_cannot_be_synced_into_stays_as_it_is() {
    let stage = Stage::new();
    stage.write("text.db", "This is not a database, whatever its name says. ".repeat(100));
    std::fs::create_dir(stage.path("folder.db")).unwrap();
    let foreign = Connection::open(stage.path("foreign.db")).unwrap();
    foreign.execute_batch("CREATE TABLE projects (id)").unwrap();
    drop(foreign);
    stage.run(&["sync", TABLES, "--database", "newer.db"]).good();
    let newer = Connection::open(stage.path("newer.db")).unwrap();
    newer.pragma_update(None, "user_version", 99).unwrap();
    newer.close().unwrap();
    let read = |file: &str| std::fs::read(stage.path(file)).ok();
    let mut all = String::new();
    for file in ["text.db", "folder.db", "foreign.db", "newer.db", "nowhere/a.db"] {
        let before = read(file);
        let ran = stage.run(&["sync", TABLES, "--database", file]);
        assert_ne!(ran.code, 0, "{file}");
        assert_eq!(read(file), before, "{file}");
        all += &format!("> {file}\n{ran}\n");
    }
    insta::assert_snapshot!(all);
    assert_eq!(stage.names(), ["folder.db", "foreign.db", "newer.db", "text.db"]);
}

#[test]
fn a_file_that_another_program_writes_to() {
    let stage = Stage::new();
    stage.run(&["sync", TABLES]).good();
    let other = Connection::open(stage.path("adox.db")).unwrap();
    other.execute_batch("BEGIN IMMEDIATE; UPDATE projects SET name = name").unwrap();
    // Reading goes on meanwhile.
    stage.run(&["query", "SELECT 1"]).good();
    other.execute_batch("ROLLBACK").unwrap();
    other.close().unwrap();
    stage.run(&["sync", TABLES]).good();
}
