//! `cargo xtask coverage`: what there is of each operation, written to `docs/COVERAGE.md`.
//!
//! Typed, emulated, behind a noun and in a table are read off the code. Tested is what the suites `replay` and
//! `conformance` have seen answered as it must be, when they were run last; `--check` takes the page's word
//! for it, since their data need not be here.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use adoxide_api::wire::OpMeta;
use adoxide_emulator::Emulator;

use crate::seen;

const PAGE: &str = "docs/COVERAGE.md";

/// The marks of an operation, in the order of the columns.
const MARKS: [&str; 4] = ["emulated", "noun", "table", "tested"];

/// An operation, its marks, and the suites that tested it.
struct Row {
    operation: &'static OpMeta,
    has: [bool; MARKS.len()],
    suites: String,
}

impl Row {
    fn has_any(&self) -> bool {
        self.has.contains(&true)
    }
}

pub fn run(root: &Path, check: bool) -> Result<(), String> {
    let path = root.join(PAGE);
    let committed = fs::read_to_string(&path).unwrap_or_default();
    let mut tested = tested(&committed);
    if !check {
        // A suite that was run says anew what it has seen; what another has seen stays.
        let now = seen::read()?;
        let suites: BTreeSet<&String> = now.iter().map(|(_, suite)| suite).collect();
        tested.retain(|(_, suite)| !suites.contains(suite));
        tested.extend(now.iter().cloned());
    }
    let (page, summary) = page(root, &tested)?;
    println!("coverage: {summary}");
    if !check {
        return fs::write(&path, page).map_err(|error| format!("{}: {error}", path.display()));
    }
    if page == committed {
        return Ok(());
    }
    Err(format!("{PAGE} is not what the code gives; run `cargo xtask coverage`"))
}

/// Operation and suite, as a page tells them.
fn tested(page: &str) -> BTreeSet<(String, String)> {
    let rows = page.lines().filter_map(|line| line.strip_prefix("| `")?.split_once('`'));
    let suites = |(operation, rest): (&str, &str)| {
        let cell = rest.rsplit('|').nth(1).unwrap_or_default().trim().to_owned();
        let suites: Vec<_> = cell.split(", ").filter(|suite| !suite.is_empty()).map(str::to_owned).collect();
        suites.into_iter().map(|suite| (operation.to_owned(), suite)).collect::<Vec<_>>()
    };
    rows.flat_map(suites).collect()
}

fn page(root: &Path, tested: &BTreeSet<(String, String)>) -> Result<(String, String), String> {
    let emulated: BTreeSet<&str> = Emulator::operations().into_iter().collect();
    let nouns = sources(&root.join("crates/adoxide/src"))?;
    // A table names its operations; feeds call further ones.
    let feeds = sources(&root.join("crates/adoxide-sync/src"))?;
    let tables: BTreeSet<&str> = adoxide_sync::table::all()
        .flat_map(adoxide_sync::Table::operations)
        .map(|operation| operation.id)
        .collect();
    let mut areas: BTreeMap<&str, Vec<Row>> = BTreeMap::new();
    for operation in adoxide_api::catalog() {
        let suites: Vec<&str> = tested
            .iter()
            .filter(|(known, _)| known == operation.id)
            .map(|(_, suite)| suite.as_str())
            .collect();
        let has = [
            emulated.contains(operation.id),
            calls(&nouns, operation.id),
            tables.contains(operation.id) || calls(&feeds, operation.id),
            !suites.is_empty(),
        ];
        let area = operation.id.split('.').next().unwrap_or_default();
        areas.entry(area).or_default().push(Row { operation, has, suites: suites.join(", ") });
    }
    let all = areas.values().flatten();
    let total = all.clone().count();
    let sums: Vec<usize> =
        (0..MARKS.len()).map(|mark| all.clone().filter(|row| row.has[mark]).count()).collect();
    let mut summary = format!("typed {total}");
    for (mark, sum) in MARKS.iter().zip(&sums) {
        let _ = write!(summary, ", {mark} {sum}");
    }
    Ok((render(&areas, total, &sums), summary))
}

fn render(areas: &BTreeMap<&str, Vec<Row>>, total: usize, sums: &[usize]) -> String {
    let mut page = "\
# Coverage

Written by `cargo xtask coverage`. All operations of the REST API 7.1, those that only 7.2 documents, and those that
clients use though nothing documents them, have a typed function in `adoxide-api` and can be called by `adox api`.
Beyond that: **emulated**, the emulator answers it (others answer 501); **noun**, a resource object of the SDK uses it;
**table**, the connector reads it; **tested**, an exchange recorded from the service (`replay`) or somebody else's
client (`conformance`, by name) has seen it answered as it must be.

| area | typed | emulated | noun | table | tested |
|---|---:|---:|---:|---:|---:|
"
    .to_owned();
    for (area, rows) in areas {
        let _ = write!(page, "| {area} | {}", rows.len());
        for mark in 0..MARKS.len() {
            let _ = write!(page, " | {}", rows.iter().filter(|row| row.has[mark]).count());
        }
        page.push_str(" |\n");
    }
    let _ = write!(page, "| **all** | {total}");
    for sum in sums {
        let _ = write!(page, " | {sum}");
    }
    page.push_str(" |\n");
    for (area, rows) in areas {
        if !rows.iter().any(Row::has_any) {
            continue;
        }
        let _ = write!(
            page,
            "\n## {area}\n\n| operation | | emulated | noun | table | tested by |\n|---|---|---|---|---|---|\n"
        );
        for Row { operation, has, suites } in rows.iter().filter(|row| row.has_any()) {
            let mark = |at: usize| if has[at] { "✓" } else { "" };
            let _ = writeln!(
                page,
                "| `{}` | {} {} | {} | {} | {} | {suites} |",
                operation.id,
                operation.method,
                operation.template,
                mark(0),
                mark(1),
                mark(2)
            );
        }
    }
    page
}

/// The text of all Rust files of a folder.
fn sources(dir: &Path) -> Result<String, String> {
    let mut text = String::new();
    let entries = fs::read_dir(dir).map_err(|error| format!("{}: {error}", dir.display()))?;
    for entry in entries.flatten() {
        let path = entry.path();
        if path.is_dir() {
            text.push_str(&sources(&path)?);
        } else if path.extension().is_some_and(|extension| extension == "rs") {
            text.push_str(
                &fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))?,
            );
        }
    }
    Ok(text)
}

/// Whether code names the function of an operation: `git.get_refs` as `git::get_refs(`.
fn calls(text: &str, operation: &str) -> bool {
    let mut names = operation.rsplit('.');
    let function = names.next().unwrap_or_default();
    let call = format!("{}::{function}", names.next().unwrap_or_default());
    text.match_indices(&call).any(|(at, _)| {
        let before = text[..at].chars().next_back();
        let after = text[at + call.len()..].chars().next();
        let is_name = |char: Option<char>| char.is_some_and(|char| char.is_alphanumeric() || char == '_');
        !is_name(before) && !is_name(after)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_call_is_not_the_beginning_of_another() {
        assert!(calls("api::git::get_refs(project)", "git.get_refs"));
        assert!(calls("task_agent::get_pools(..)", "distributed_task.task_agent.get_pools"));
        assert!(!calls("git::get_refs_of(project)", "git.get_refs"));
        assert!(!calls("legit::get_refs(project)", "git.get_refs"));
    }

    #[test]
    fn what_a_page_says_of_tests_is_read_back() {
        let page =
            "| `git.get_refs` | GET x | ✓ |  | ✓ | git, replay |\n| `git.get_ref` | GET y | ✓ |  |  |  |\n";
        let pair = |suite: &str| ("git.get_refs".to_owned(), suite.to_owned());
        assert_eq!(tested(page), BTreeSet::from([pair("git"), pair("replay")]));
    }
}
