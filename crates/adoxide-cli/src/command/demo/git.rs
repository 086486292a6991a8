//! The real git, kept apart from the user's settings, and the repository to push.

use std::path::{Path, PathBuf};
use std::process::{Output, Stdio};

use tempfile::TempDir;
use tokio::process::Command;

use crate::error::{Error, Result};

/// The date of the commit that is made long ago and pushed today.
pub const OLD_DATE: &str = "2001-09-09";

/// The program.
pub struct Git {
    /// A home of its own, so that no setting of the user's has a say, and none is changed.
    home: TempDir,
}

const CONFIG: &str = "\
[init]
	defaultBranch = main
[core]
	autocrlf = false
	hooksPath = no-hooks
[credential]
	helper = store
";

/// A commit of the small repository.
struct Step {
    author: &'static str,
    date: &'static str,
    message: &'static str,
    files: &'static [(&'static str, &'static str)],
}

const STEPS: [Step; 3] = [
    Step {
        author: "Ines Duarte",
        date: "2026-05-04T09:12:00Z",
        message: "Begin with a greeting",
        files: &[
            ("README.md", "# hello\n\nA greeting, in one file.\n"),
            ("hello.sh", "#!/bin/sh\necho \"Hello\"\n"),
        ],
    },
    Step {
        author: "Kofi Mensah",
        date: "2026-05-05T14:40:00Z",
        message: "Greet whoever is named",
        files: &[("hello.sh", "#!/bin/sh\necho \"Hello, ${1:-world}\"\n")],
    },
    Step {
        author: "Ines Duarte",
        date: "2026-05-06T08:05:00Z",
        message: "Say how it is used",
        files: &[("README.md", "# hello\n\nA greeting, in one file.\n\n    ./hello.sh you\n")],
    },
];

impl Git {
    /// The program on the path.
    pub async fn find() -> Result<Self> {
        let home = TempDir::new()
            .map_err(|error| Error::failed(format!("no temporary folder can be made: {error}")))?;
        let git = Self { home };
        git.write(".gitconfig", CONFIG)?;
        git.command(git.home.path()).arg("--version").output().await.map_err(|error| {
            let fault = if error.kind() == std::io::ErrorKind::NotFound {
                Error::failed("the demo needs git, and there is none on the PATH")
            } else {
                Error::failed(format!("git can't be started: {error}"))
            };
            fault.help("install it from https://git-scm.com, then run `adox demo` again")
        })?;
        Ok(git)
    }

    /// Lets it send the token to this base and nowhere else.
    pub fn authorize(&self, base: &str, token: &str) -> Result<()> {
        let credential = base.replacen("://", &format!("://adox:{token}@"), 1);
        self.write(".git-credentials", &format!("{credential}\n"))
    }

    fn write(&self, name: &str, text: &str) -> Result<()> {
        std::fs::write(self.home.path().join(name), text)
            .map_err(|error| Error::failed(format!("git can't be configured: {error}")))
    }

    /// The program in a folder, without anything of the user's.
    fn command(&self, folder: &Path) -> Command {
        let mut command = Self::command_of_the_user(folder);
        let home = self.home.path();
        command
            .env("HOME", home)
            .env("XDG_CONFIG_HOME", home.join("none"))
            .env("GIT_CONFIG_NOSYSTEM", "1")
            // The emulator is on this machine, whatever proxy leads elsewhere.
            .env("NO_PROXY", "*")
            .env("no_proxy", "*");
        command
    }

    fn command_of_the_user(folder: &Path) -> Command {
        let mut command = Command::new("git");
        // A hook, or an alias of git's, says which repository it is in; this is another one.
        for (name, _) in std::env::vars_os() {
            if name.to_string_lossy().starts_with("GIT_") {
                command.env_remove(name);
            }
        }
        command
            .current_dir(folder)
            .env("GIT_TERMINAL_PROMPT", "0")
            .env("LC_ALL", "C")
            .stdin(Stdio::null())
            .kill_on_drop(true);
        command
    }
}

/// Runs it, and answers with what it wrote.
async fn done(command: &mut Command) -> Result<String> {
    let output = command.output().await;
    let output = output.map_err(|error| Error::failed(format!("git can't be started: {error}")))?;
    let Output { status, stdout, stderr } = output;
    if status.success() {
        return Ok(String::from_utf8_lossy(&stdout).trim_end().to_owned());
    }
    let name = command.as_std().get_args().next().unwrap_or_default().to_string_lossy().into_owned();
    let text = String::from_utf8_lossy(&stderr);
    Err(Error::failed(format!("git {name} failed: {}", text.trim())))
}

/// The repository to push: a copy of the user's, or a small one.
pub struct Source {
    folder: TempDir,
    /// What it is called.
    pub name: String,
    /// The branch that its commits are on.
    pub branch: String,
    commits: String,
}

impl Source {
    fn folder() -> Result<TempDir> {
        TempDir::new().map_err(|error| Error::failed(format!("no temporary folder can be made: {error}")))
    }

    /// Makes a small repository. It is the same each time, to the last hash.
    pub async fn make(git: &Git) -> Result<Self> {
        let folder = Self::folder()?;
        let path = folder.path();
        done(git.command(path).args(["init", "--quiet"])).await?;
        // Older versions know no `init.defaultBranch`.
        done(git.command(path).args(["symbolic-ref", "HEAD", "refs/heads/main"])).await?;
        for step in &STEPS {
            for (name, text) in step.files {
                std::fs::write(path.join(name), text)
                    .map_err(|error| Error::failed(format!("a file can't be written: {error}")))?;
            }
            done(git.command(path).args(["add", "--all"])).await?;
            let mut commit = git.command(path);
            commit.args(["commit", "--quiet", "--message", step.message]);
            done(by(&mut commit, step.author, step.date)).await?;
        }
        Ok(Self {
            folder,
            name: "hello".to_owned(),
            branch: "main".to_owned(),
            commits: STEPS.len().to_string(),
        })
    }

    /// Copies a repository of the user's, which is only read.
    pub async fn copy(git: &Git, path: &Path) -> Result<Self> {
        let path = std::fs::canonicalize(path)
            .map_err(|error| Error::usage(format!("`{}` can't be opened: {error}", path.display())))?;
        let shown = path.display();
        if !path.is_dir() {
            return Err(Error::usage(format!("`{shown}` is not a folder"))
                .help("name the folder of a git repository"));
        }
        let of_user = |arguments: &[&str]| {
            let mut command = Git::command_of_the_user(&path);
            command.args(arguments);
            command
        };
        let common = done(&mut of_user(&["rev-parse", "--git-common-dir"])).await.map_err(|error| {
            Error::usage(format!("`{shown}` is not a git repository that can be read")).help(error.message())
        })?;
        let top = done(&mut of_user(&["rev-parse", "--show-toplevel"])).await;
        let common = path.join(common);
        let folder = Self::folder()?;
        let mut clone = Git::command_of_the_user(folder.path());
        clone.args(["clone", "--quiet", "--mirror", "--"]).arg(&common).arg(".");
        done(&mut clone).await?;
        let head = done(git.command(folder.path()).args(["symbolic-ref", "--short", "HEAD"])).await?;
        let mut branches = git.command(folder.path());
        branches.args(["for-each-ref", "--format=%(refname:short)", "refs/heads"]);
        let branches = done(&mut branches).await?;
        let branches: Vec<_> = branches.lines().collect();
        let Some(branch) = branches.iter().find(|name| **name == head).or(branches.first()) else {
            return Err(
                Error::usage(format!("`{shown}` has no branch to push")).help("commit something first")
            );
        };
        let count =
            done(git.command(folder.path()).args(["rev-list", "--count", "--branches", "--tags"])).await?;
        let root = top.map_or_else(|_| common.clone(), PathBuf::from);
        Ok(Self { name: name(&root), branch: (*branch).to_owned(), commits: count, folder })
    }

    /// Pushes its branches and tags.
    pub async fn push(&self, git: &Git, url: &str) -> Result<()> {
        let branch = format!("refs/heads/{0}:refs/heads/{0}", self.branch);
        // The first branch that comes is the default one.
        for refs in [&[branch.as_str()][..], &["refs/heads/*:refs/heads/*", "refs/tags/*:refs/tags/*"]] {
            let mut push = git.command(self.folder.path());
            push.args(["push", "--quiet", "--no-verify", url]).args(refs);
            done(&mut push).await?;
        }
        Ok(())
    }

    /// What was pushed, in words.
    pub fn in_words(&self) -> String {
        match &*self.commits {
            "1" => "1 commit".to_owned(),
            commits => format!("{commits} commits"),
        }
    }

    /// Pushes one more commit that says it is old.
    pub async fn push_old_commit(&self, git: &Git, url: &str) -> Result<()> {
        let path = self.folder.path();
        let branch = &self.branch;
        let mut commit = git.command(path);
        let tree = format!("refs/heads/{branch}^{{tree}}");
        let tree = done(git.command(path).args(["rev-parse", &tree])).await?;
        let parent = format!("refs/heads/{branch}");
        commit.args(["commit-tree", &tree, "-p", &parent, "-m", "Written long ago, pushed today"]);
        let date = format!("{OLD_DATE}T01:46:40Z");
        let sha = done(by(&mut commit, "Kofi Mensah", &date)).await?;
        let mut push = git.command(path);
        push.args(["push", "--quiet", "--no-verify", url, &format!("{sha}:refs/heads/{branch}")]);
        done(&mut push).await?;
        Ok(())
    }
}

/// Says who commits, and when.
fn by<'a>(commit: &'a mut Command, author: &str, date: &str) -> &'a mut Command {
    let mail = format!("{}@fabrikam.example", author.to_lowercase().replace(' ', "."));
    for who in ["AUTHOR", "COMMITTER"] {
        commit.env(format!("GIT_{who}_NAME"), author);
        commit.env(format!("GIT_{who}_EMAIL"), &mail);
        commit.env(format!("GIT_{who}_DATE"), date);
    }
    commit
}

/// What a repository in this folder is called; not all characters are allowed there.
fn name(folder: &Path) -> String {
    let name = folder.file_name().unwrap_or_default().to_string_lossy();
    let name = if name == ".git" {
        folder.parent().and_then(Path::file_name).unwrap_or_default().to_string_lossy()
    } else {
        name
    };
    let allowed = |char: char| if char.is_alphanumeric() || matches!(char, '.' | '-') { char } else { '-' };
    let name: String = name.trim_end_matches(".git").chars().map(allowed).take(64).collect();
    let name = name.trim_matches(['.', '-']).to_owned();
    if name.is_empty() { "repository".to_owned() } else { name }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_of_a_folder_becomes_one_that_is_allowed() {
        for (folder, expected) in [
            ("/home/me/src/web", "web"),
            ("/home/me/src/web/.git", "web"),
            ("/srv/git/web.git", "web"),
            ("/home/me/a b#c", "a-b-c"),
            ("/home/me/...", "repository"),
            ("/", "repository"),
        ] {
            assert_eq!(name(Path::new(folder)), expected);
        }
    }
}
