//! A repository that every suite may read: made and pushed by git, so that git can say what must be seen.
//!
//! Two authors, seven days of January 2024; a merge, a rename, a deletion, bytes that are no text, names that
//! are not ASCII; two branches besides `main`, a light and an annotated tag; five pushes.

use std::fs;
use std::path::Path;

use super::stage::Stage;

/// The repository's name in the emulator, and of the clone in the stage's folder.
pub const NAME: &str = "history";

/// Makes the repository in the first project and pushes it.
pub fn make(stage: &Stage) -> Result<(), String> {
    let project = stage.read(|organization| organization.projects().next().map(|project| project.id))?;
    let project = project.ok_or("the seed has no project")?;
    let id = stage.new_repository(project, NAME)?;
    let folder = stage.path(NAME);
    let url = stage.owned_url(&format!("{project}/_git/{id}"));
    stage.git(&stage.path("."), &["clone", "--quiet", &url, NAME])?;
    let git = |line: &str| stage.git(&folder, &line.split(' ').collect::<Vec<_>>());
    let commit = |day: u8, who: &str, message: &str, files: &[(&str, Option<&[u8]>)]| {
        commit(stage, &folder, day, who, message, files)
    };

    let main = b"fn main() {\n    println!(\"one\");\n}\n";
    let other = b"fn main() {\n    println!(\"two\");\n}\n";
    let guide = "# Guide\n\nHow to use it.\n\nAnd how not to.\n".as_bytes();
    commit(1, "Ada", "First", &[("readme.md", Some(b"# History\n")), ("src/main.rs", Some(main))])?;
    let readme = Some(&b"# History\n\nOf everything.\n"[..]);
    commit(
        2,
        "Bob",
        "Add a guide\n\nWith a body.",
        &[("docs/guide.md", Some(guide)), ("readme.md", readme)],
    )?;
    git("push --quiet origin main")?;
    git("checkout --quiet -b feature")?;
    let renamed = [("docs/guide.md", None), ("docs/manual.md", Some(guide))];
    commit(3, "Ada", "Rename the guide", &renamed)?;
    commit(3, "Ada", "Add a feature", &[("src/feature.rs", Some(b"pub fn feature() {}\n"))])?;
    git("push --quiet origin feature")?;
    git("checkout --quiet main")?;
    commit(4, "Bob", "Say two", &[("src/main.rs", Some(other)), ("obsolete.txt", Some(b"Soon gone.\n"))])?;
    git("tag v0.9")?;
    merge(stage, &folder, 5)?;
    git("push --quiet origin main v0.9")?;
    git("checkout --quiet -b topic/ahead")?;
    for (number, text) in [&b"1\n"[..], b"2\n"].into_iter().enumerate() {
        commit(6, "Ada", &format!("Ahead {}", number + 1), &[("ahead.txt", Some(text))])?;
    }
    git("push --quiet origin topic/ahead")?;
    git("checkout --quiet main")?;
    let bytes: Vec<u8> = (0..=255).collect();
    let last = [
        ("img/every.bin", Some(&*bytes)),
        ("docs/Über uns.txt", Some("Grüße\n".as_bytes())),
        ("obsolete.txt", None),
    ];
    commit(7, "Bob", "Bytes and names", &last)?;
    stage.git(&folder, &["tag", "--annotate", "v1.0", "--message", "One\n\nWith a body."])?;
    git("push --quiet origin main v1.0").map(|_| ())
}

/// Commits what files hold, or that they are gone.
fn commit(
    stage: &Stage,
    folder: &Path,
    day: u8,
    who: &str,
    message: &str,
    files: &[(&str, Option<&[u8]>)],
) -> Result<(), String> {
    for (path, content) in files {
        let path = folder.join(path);
        let parent = path.parent().unwrap_or(folder);
        let done = match content {
            Some(content) => fs::create_dir_all(parent).and_then(|()| fs::write(&path, content)),
            None => fs::remove_file(&path),
        };
        done.map_err(|error| format!("{}: {error}", path.display()))?;
    }
    stage.git(folder, &["add", "--all"])?;
    dated(stage, folder, day, who, &["commit", "--quiet", "--message", message])
}

fn merge(stage: &Stage, folder: &Path, day: u8) -> Result<(), String> {
    dated(
        stage,
        folder,
        day,
        "Ada",
        &["merge", "--quiet", "--no-ff", "--message", "Merge the feature", "feature"],
    )
}

/// Runs git as somebody, at noon of a day.
fn dated(stage: &Stage, folder: &Path, day: u8, who: &str, arguments: &[&str]) -> Result<(), String> {
    let date = format!("2024-01-{day:02}T12:00:00+00:00");
    let mut command = stage.command("git")?;
    for role in ["AUTHOR", "COMMITTER"] {
        command
            .env(format!("GIT_{role}_NAME"), format!("{who} Example"))
            .env(format!("GIT_{role}_EMAIL"), format!("{}@fabrikam.example", who.to_lowercase()))
            .env(format!("GIT_{role}_DATE"), &date);
    }
    crate::install::succeed(command.args(arguments).current_dir(folder)).map(|_| ())
}
