//! The commands of the book, run in the order in which they stand.
//!
//! A block that is marked `console` has commands behind `$ `, each with output below it. A command is run by the
//! shell; it must succeed, or end as a comment behind it says: `# exit 3`. Each line below it must be in the output, in
//! this order; `…` stands for anything, and alone for any number of lines.

#![cfg(unix)]

use std::path::{Path, PathBuf};
use std::process::Command;

use crate::stage::Stage;

/// The folder of the pages.
fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/guide")
}

/// A command of a page, with the output that it shows.
struct Step {
    line: usize,
    command: String,
    output: Vec<String>,
}

fn steps(text: &str) -> Vec<Step> {
    let mut steps: Vec<Step> = Vec::new();
    let mut within = false;
    for (index, line) in text.lines().enumerate() {
        if line.starts_with("```") {
            within = line == "```console";
        } else if within && let Some(command) = line.strip_prefix("$ ") {
            steps.push(Step { line: index + 1, command: command.to_owned(), output: Vec::new() });
        } else if within {
            steps.last_mut().expect("output comes behind a command").output.push(line.to_owned());
        }
    }
    steps
}

/// Whether a line is as the page has it.
fn is_like(line: &str, shown: &str) -> bool {
    let mut rest = line;
    let mut pieces = shown.split('…');
    let first = pieces.next().unwrap_or_default();
    let Some(behind) = rest.strip_prefix(first) else { return false };
    rest = behind;
    let mut last = None;
    for piece in pieces {
        let Some(at) = rest.find(piece) else { return false };
        rest = &rest[at + piece.len()..];
        last = Some(piece);
    }
    match last {
        None => rest.is_empty(),
        Some(last) => line.ends_with(last),
    }
}

/// Runs a page.
#[track_caller]
fn read(page: &str) {
    let stage = Stage::new();
    let text = std::fs::read_to_string(folder().join(page)).unwrap();
    let steps = steps(&text);
    let program = Path::new(env!("CARGO_BIN_EXE_adox")).parent().unwrap();
    let path = std::env::var("PATH").unwrap_or_default();
    let mut at = stage.folder().to_owned();
    for Step { line, command, output } in steps {
        if let Some(to) = command.strip_prefix("cd ") {
            at.push(to);
            continue;
        }
        let code: i32 = command.split_once(" # exit ").map_or(0, |(_, code)| code.trim().parse().unwrap());
        let mut shell = Command::new("sh");
        shell.args(["-c", &command]).current_dir(&at);
        // As the program itself is run, and git with a name.
        shell.env_clear();
        for (name, value) in stage.command(&[]).get_envs() {
            if let Some(value) = value {
                shell.env(name, value);
            }
        }
        shell.env("PATH", format!("{}:{path}", program.display()));
        for name in ["GIT_AUTHOR", "GIT_COMMITTER"] {
            shell.env(format!("{name}_NAME"), "Ada").env(format!("{name}_EMAIL"), "ada@example.com");
        }
        shell.env("GIT_CONFIG_NOSYSTEM", "1").env("GIT_TERMINAL_PROMPT", "0");
        let ran = shell.output().unwrap();
        let text = [&ran.stderr, &ran.stdout].map(|bytes| String::from_utf8_lossy(bytes).into_owned());
        let all = text.concat();
        let wrong = |what: &str| panic!("docs/guide/{page}:{line}: {command}\n{what}\n{all}");
        if ran.status.code() != Some(code) {
            wrong(&format!("expected exit {code}, got {}", ran.status));
        }
        let mut lines = all.lines();
        for shown in output.iter().filter(|shown| *shown != "…") {
            if !lines.any(|line| is_like(line, shown)) {
                wrong(&format!("expected `{shown}`"));
            }
        }
    }
}

macro_rules! pages {
    ($($name:ident $page:literal)*) => {
        $(
            #[test]
            fn $name() {
                read($page);
            }
        )*

        const PAGES: &[&str] = &[$($page),*];
    };
}

pages! {
    introduction "introduction.md"
    getting_started "getting-started.md"
    code "code.md"
    work_items "work-items.md"
    pipelines "pipelines.md"
    inspect "inspect.md"
    sync "sync.md"
    connect "connect.md"
    spark "spark.md"
    hooks "hooks.md"
    security "security.md"
    scripts "scripts.md"
    rust "rust.md"
    test "test.md"
    comparison "comparison.md"
}

/// A page that nobody can find, or whose commands nobody runs, is not there.
#[test]
fn every_page_is_read_and_in_the_contents() {
    let contents = std::fs::read_to_string(folder().join("../SUMMARY.md")).unwrap();
    for entry in std::fs::read_dir(folder()).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        assert!(PAGES.contains(&name.as_str()), "{name} is not run");
        assert!(contents.contains(&format!("(guide/{name})")), "{name} is not in SUMMARY.md");
    }
    // What the contents names exists, but for what is written from the commands.
    let links = contents.lines().filter_map(|line| line.rsplit_once("](")?.1.strip_suffix(')'));
    for link in links.filter(|link| !link.starts_with("reference/")) {
        assert!(folder().join("..").join(link).exists(), "{link}");
    }
}

#[test]
fn a_line_is_like_what_is_shown() {
    for (line, shown, like) in [
        ("a b c", "a b c", true),
        ("a b c", "a b", false),
        ("a b c", "a … c", true),
        ("a b c", "… c", true),
        ("a b c", "a …", true),
        ("a b c d", "a … c", false),
        ("x", "…", true),
    ] {
        assert_eq!(is_like(line, shown), like, "{line} {shown}");
    }
}
