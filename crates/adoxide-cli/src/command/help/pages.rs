//! The help as pages: for `man`, and in Markdown for the book. Written from the commands themselves.

use std::fmt::Write as _;
use std::path::Path;

use clap::Command;

use crate::cli;
use crate::error::{Error, Result};

fn cannot(path: &Path, error: &std::io::Error) -> Error {
    Error::failed(format!("`{}` can't be written: {error}", path.display()))
}

fn write(path: &Path, content: &[u8]) -> Result<()> {
    std::fs::write(path, content).map_err(|error| cannot(path, &error))
}

fn folder(path: &Path) -> Result<()> {
    std::fs::create_dir_all(path).map_err(|error| cannot(path, &error))
}

/// Every command that is shown, with its words behind `adox`.
fn all() -> Vec<(Vec<String>, Command)> {
    fn add(command: &Command, path: &[String], all: &mut Vec<(Vec<String>, Command)>) {
        all.push((path.to_vec(), command.clone()));
        for below in command.get_subcommands().filter(|below| !below.is_hide_set()) {
            let mut path = path.to_vec();
            path.push(below.get_name().to_owned());
            add(below, &path, all);
        }
    }
    let mut root = cli::command();
    root.build();
    let mut commands = Vec::new();
    add(&root, &[], &mut commands);
    commands
}

/// Writes `adox.1`, `adox-pr.1`, `adox-pr-create.1` …, and answers how many.
///
/// # Errors
/// When a file can't be written.
pub fn man(to: &Path) -> Result<usize> {
    folder(to)?;
    let commands = all();
    for (path, command) in &commands {
        let name = path.iter().fold("adox".to_owned(), |name, word| name + "-" + word);
        let mut page = Vec::new();
        let command = command.clone().name(name.clone()).display_name(name.clone());
        clap_mangen::Man::new(command).render(&mut page)?;
        write(&to.join(format!("{name}.1")), &page)?;
    }
    Ok(commands.len())
}

/// Writes `commands.md` with a section for each command, `configuration.md` and `output.md`; answers how many.
///
/// # Errors
/// When a file can't be written.
pub fn markdown(to: &Path) -> Result<usize> {
    folder(to)?;
    let mut index =
        "# Commands\n\n`adox help COMMAND` prints the same.\n\n| command | what |\n|---|---|\n".to_owned();
    let mut sections = String::new();
    for (path, mut command) in all() {
        if path.is_empty() {
            continue;
        }
        let name = format!("adox {}", path.join(" "));
        let about = command.get_about().map(ToString::to_string).unwrap_or_default();
        let help = command.render_long_help().to_string();
        let level = "#".repeat(path.len() + 1);
        // Writing to a string can't fail.
        let _ =
            write!(sections, "\n{level} {name}\n\n{}.\n\n```text\n{}\n```\n", escaped(&about), help.trim());
        if path.len() == 1 {
            let anchor = name.replace(' ', "-");
            let _ = writeln!(index, "| [`{name}`](#{anchor}) | {} |", escaped(&about).replace('|', "\\|"));
        }
    }
    let pages = [
        ("commands.md", index + &sections),
        ("configuration.md", format!("# Configuration\n\n```text\n{}```\n", super::environment())),
        ("output.md", format!("# Output\n\n```text\n{}```\n", super::FORMATTING)),
    ];
    for (name, page) in &pages {
        write(&to.join(name), page.as_bytes())?;
    }
    Ok(pages.len())
}

/// A sentence of the help as Markdown: angle brackets are no tags.
fn escaped(text: &str) -> String {
    text.replace('<', "&lt;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_command_has_a_man_page_and_a_section() {
        let folder = tempfile::TempDir::new().unwrap();
        let (men, book) = (folder.path().join("man"), folder.path().join("book"));
        assert_eq!(man(&men).unwrap(), all().len());
        markdown(&book).unwrap();
        let sections = std::fs::read_to_string(book.join("commands.md")).unwrap();
        for (path, command) in all() {
            let page = path.iter().fold("adox".to_owned(), |name, word| name + "-" + word);
            let page = std::fs::read_to_string(men.join(page + ".1")).unwrap();
            assert!(page.contains(".SH SYNOPSIS"), "{path:?}");
            if path.is_empty() {
                continue;
            }
            let about = command.get_about().unwrap().to_string();
            let title =
                format!("\n{} adox {}\n\n{}.", "#".repeat(path.len() + 1), path.join(" "), escaped(&about));
            assert!(sections.contains(&title), "{title}");
        }
    }
}
