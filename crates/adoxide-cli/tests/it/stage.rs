//! An emulator, an empty folder, and the program in it.

use std::fmt;
use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};

use adoxide_emulator::Emulator;
use tempfile::TempDir;
use tokio::runtime::Runtime;

/// Tables to sync where it does not matter which: the emulator does all that they need.
pub const TABLES: &str = "--tables=projects,repositories,refs,pushes,commits";

/// Where the program runs.
pub struct Stage {
    pub emulator: Emulator,
    base: String,
    folder: TempDir,
    _serving: Runtime,
}

/// What came of a run.
pub struct Ran {
    pub code: i32,
    pub stdout: String,
    pub stderr: String,
}

impl Stage {
    pub fn new() -> Self {
        Self::with(|builder| builder)
    }

    /// One whose emulator begins otherwise.
    pub fn with(begin: impl FnOnce(adoxide_emulator::Builder) -> adoxide_emulator::Builder) -> Self {
        let emulator = begin(Emulator::builder().seed_size(1)).build().unwrap();
        let serving = Runtime::new().unwrap();
        let listener = serving.block_on(tokio::net::TcpListener::bind("127.0.0.1:0")).unwrap();
        let base = format!("http://{}", listener.local_addr().unwrap());
        serving.spawn(emulator.clone().serve(listener));
        Self { emulator, base, folder: TempDir::new().unwrap(), _serving: serving }
    }

    /// The organization.
    pub fn url(&self) -> String {
        format!("{}/fabrikam", self.base)
    }

    pub fn folder(&self) -> &Path {
        self.folder.path()
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    pub fn write(&self, name: &str, content: impl AsRef<[u8]>) {
        std::fs::write(self.path(name), content).unwrap();
    }

    /// The names in the folder.
    pub fn names(&self) -> Vec<String> {
        let entries = std::fs::read_dir(self.folder.path()).unwrap();
        let mut names: Vec<_> =
            entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    /// The program in the folder, with nothing of the environment of who runs the tests but what programs need.
    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_adox"));
        command.args(arguments).current_dir(self.folder()).env_clear();
        for name in ["PATH", "SystemRoot", "TMPDIR", "TEMP"] {
            if let Some(value) = std::env::var_os(name) {
                command.env(name, value);
            }
        }
        command
            .env("HOME", self.path("home"))
            .env("NO_PROXY", "*")
            .env("ADOXIDE_CREDENTIAL_STORE", "file")
            .env("ADOXIDE_ORG", self.url())
            .env("ADOXIDE_PAT", self.emulator.token())
            .stdin(Stdio::null());
        command
    }

    /// The program in a folder of the folder.
    pub fn run_in(&self, folder: &str, arguments: &[&str]) -> Ran {
        let mut command = self.command(arguments);
        command.current_dir(self.path(folder));
        self.ran(command)
    }

    /// The real git in a folder of the folder, with the token as a user would have it.
    pub fn git(&self, folder: &str, arguments: &[&str]) -> String {
        use base64::Engine as _;

        let token = base64::prelude::BASE64_STANDARD.encode(format!(":{}", self.emulator.token()));
        let output = Command::new("git")
            .args(["-c", "user.name=Ada", "-c", "user.email=ada@example.com", "-c"])
            .arg(format!("http.extraHeader=Authorization: Basic {token}"))
            .args(arguments)
            .current_dir(self.path(folder))
            .env("HOME", self.path("home"))
            .env("GIT_CONFIG_NOSYSTEM", "1")
            .env("NO_PROXY", "*")
            .output()
            .unwrap();
        assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
        String::from_utf8(output.stdout).unwrap().trim_end().to_owned()
    }

    /// The real git in a folder of the folder, which has to ask adox for a token; the environment has one.
    pub fn git_alone(&self, folder: &str, arguments: &[&str]) -> Ran {
        let mut command = Command::new("git");
        command
            .args(["-c", "user.name=Ada", "-c", "user.email=ada@example.com"])
            .args(arguments)
            .current_dir(self.path(folder))
            .env("HOME", self.path("home"))
            .env("GIT_CONFIG_NOSYSTEM", "1")
            .env("GIT_TERMINAL_PROMPT", "0")
            .env("NO_PROXY", "*")
            .env_remove("ADOXIDE_ORG")
            .env("ADOXIDE_PAT", self.emulator.token())
            .stdin(Stdio::null());
        self.ran(command)
    }

    pub fn run(&self, arguments: &[&str]) -> Ran {
        self.ran(self.command(arguments))
    }

    pub fn ran(&self, mut command: Command) -> Ran {
        self.read(&command.output().unwrap())
    }

    pub fn run_in_with_input(&self, folder: &str, arguments: &[&str], input: &str) -> Ran {
        let mut command = self.command(arguments);
        let mut child = self.spawn(command.current_dir(self.path(folder)).stdin(Stdio::piped()));
        // One that fails early reads nothing.
        let _ = child.stdin.take().unwrap().write_all(input.as_bytes());
        self.end(child)
    }

    pub fn run_with_input(&self, arguments: &[&str], input: &str) -> Ran {
        let mut child = self.spawn(self.command(arguments).stdin(Stdio::piped()));
        child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
        self.end(child)
    }

    #[expect(clippy::unused_self, reason = "it belongs to the stage")]
    pub fn spawn(&self, command: &mut Command) -> Child {
        command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
    }

    pub fn end(&self, child: Child) -> Ran {
        self.read(&child.wait_with_output().unwrap())
    }

    fn read(&self, output: &Output) -> Ran {
        let text = |bytes: &[u8]| self.neutral(std::str::from_utf8(bytes).unwrap());
        Ran {
            // A signal gives none.
            code: output.status.code().unwrap_or(-1),
            stdout: text(&output.stdout),
            stderr: text(&output.stderr),
        }
    }

    /// Without what differs from run to run.
    fn neutral(&self, text: &str) -> String {
        let folder = self.folder().canonicalize().unwrap();
        let text = text
            .replace(&self.base, "http://EMULATOR")
            .replace(folder.to_str().unwrap(), "FOLDER")
            .replace(self.folder().to_str().unwrap(), "FOLDER");
        assert!(!text.contains(&self.emulator.token()), "the token is in {text}");
        let mut lines = String::new();
        for line in text.lines() {
            let line = match line.rsplit_once(" in ") {
                Some((rest, time)) if time.ends_with(" s") => format!("{rest} in TIME"),
                _ => line.to_owned(),
            };
            lines.push_str(&line);
            lines.push('\n');
        }
        lines
    }
}

/// The whole of it, for snapshots.
impl fmt::Display for Ran {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "exit {}\n--- stdout\n{}--- stderr\n{}", self.code, self.stdout, self.stderr)
    }
}

impl Ran {
    /// What it wrote, if it went well.
    #[track_caller]
    pub fn good(self) -> String {
        assert_eq!(self.code, 0, "{self}");
        self.stdout
    }

    /// What it wrote as JSON, if it went well.
    #[track_caller]
    pub fn json(self) -> serde_json::Value {
        serde_json::from_str(&self.good()).unwrap()
    }
}
