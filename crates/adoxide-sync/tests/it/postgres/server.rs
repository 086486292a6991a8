//! Real servers, each in a folder of its own, that end with the test or the process.

use std::fs;
use std::io::{BufRead as _, BufReader, Write as _};
use std::os::unix::fs::PermissionsExt as _;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, Command, Stdio};
use std::sync::OnceLock;
use std::sync::atomic::{AtomicUsize, Ordering};

/// A server that only this machine reaches, by a socket in its folder.
pub struct Server {
    folder: PathBuf,
    child: Child,
    /// While it is open, the server runs.
    hold: Option<ChildStdin>,
}

/// What starts a server, and ends it when nothing holds it any more, in whatever way the test ended. PostgreSQL does not
/// run as root.
const SCRIPT: &str = r#"
folder=$1; programs=$2
# A signal to the whole group ends the wait for commands, and not what comes after it.
trap : HUP INT TERM
as() { "$@"; }
if [ "$(id -u)" = 0 ]; then
    as() { setpriv --reuid=nobody --regid=nogroup --clear-groups env HOME="$folder" "$@"; }
fi
quiet() { as "$@" </dev/null >>"$folder/log" 2>&1; }
cd "$folder"
quiet "$programs/initdb" -D "$folder/data" -A trust -U ado --no-sync -E UTF8 --locale=C || { cat "$folder/log"; exit 1; }
as sh -c 'cat >> "$0/data/postgresql.conf"' "$folder" <<END
listen_addresses = ''
unix_socket_directories = '$folder'
max_connections = 400
fsync = off
wal_level = logical
END
quiet "$programs/pg_ctl" -D "$folder/data" -w start || { cat "$folder/log"; exit 1; }
echo ready
while read -r command; do
    case $command in
        restart) quiet "$programs/pg_ctl" -D "$folder/data" -m immediate -w restart ;;
        standby) quiet "$programs/pg_ctl" -D "$folder/data" -m fast -w stop
                 as touch "$folder/data/standby.signal"
                 quiet "$programs/pg_ctl" -D "$folder/data" -w start ;;
        reload) as sh -c 'cat "$0/rules" "$0/data/pg_hba.conf" > "$0/data/new" && mv "$0/data/new" "$0/data/pg_hba.conf"' "$folder"
                quiet "$programs/pg_ctl" -D "$folder/data" reload ;;
    esac
    echo ready
done
quiet "$programs/pg_ctl" -D "$folder/data" -m immediate -w stop
rm -rf "$folder"
"#;

/// Where the programs of the server are: on the path, or where Debian has them.
fn programs() -> Option<PathBuf> {
    let path = std::env::var_os("PATH").unwrap_or_default();
    let debian = fs::read_dir("/usr/lib/postgresql").into_iter().flatten().flatten();
    let mut debian: Vec<_> = debian.map(|version| version.path().join("bin")).collect();
    debian.sort();
    std::env::split_paths(&path)
        .chain(debian.into_iter().rev())
        .find(|folder| ["initdb", "pg_ctl", "postgres"].iter().all(|program| folder.join(program).exists()))
}

impl Server {
    /// Starts one; none if its programs are not on this machine, which is said.
    pub fn start() -> Option<Self> {
        let Some(programs) = programs() else {
            let test = std::thread::current().name().unwrap_or("a test").to_owned();
            // Tests that pass don't show what they print.
            let _ = writeln!(std::io::stderr(), "not run, the programs of PostgreSQL are not here: {test}");
            return None;
        };
        let folder = tempfile::Builder::new().prefix("pg").tempdir().unwrap().keep();
        // The server runs as somebody else.
        fs::set_permissions(&folder, fs::Permissions::from_mode(0o777)).unwrap();
        let mut child = Command::new("sh")
            .args(["-c", SCRIPT, "sh"])
            .args([&folder, &programs])
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let hold = child.stdin.take();
        let mut server = Self { folder, child, hold };
        server.wait();
        Some(server)
    }

    fn wait(&mut self) {
        // A byte at a time, so that nothing is lost when the reader is dropped.
        let mut line = String::new();
        let mut reader = BufReader::with_capacity(1, self.child.stdout.as_mut().unwrap());
        reader.read_line(&mut line).unwrap();
        assert_eq!(line, "ready\n");
    }

    /// Has something done by whoever started it, and waits for it.
    pub fn command(&mut self, command: &str) {
        writeln!(self.hold.as_mut().unwrap(), "{command}").unwrap();
        self.wait();
    }

    /// Puts rules of who may connect before those that are there.
    pub fn rules(&mut self, rules: &str) {
        fs::write(self.folder.join("rules"), rules).unwrap();
        self.command("reload");
    }

    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// The URL of a schema.
    pub fn url(&self, schema: &str) -> String {
        url(&self.folder, "ado", schema)
    }
}

/// The URL of a schema behind the socket in a folder.
pub fn url(folder: &Path, user: &str, schema: &str) -> String {
    let folder = folder.to_string_lossy().replace('/', "%2F");
    format!("postgresql://{user}@{folder}/postgres?schema={schema}")
}

impl Drop for Server {
    fn drop(&mut self) {
        drop(self.hold.take());
        // What it leaves is in its folder of temporary files.
        let _ = self.child.wait();
    }
}

/// The server that tests share; none if its programs are not on this machine.
pub fn shared() -> Option<&'static Server> {
    static SHARED: OnceLock<Option<Server>> = OnceLock::new();
    SHARED.get_or_init(Server::start).as_ref()
}

/// The name of a schema that nobody else uses.
pub fn schema() -> String {
    static NEXT: AtomicUsize = AtomicUsize::new(0);
    format!("t{}", NEXT.fetch_add(1, Ordering::Relaxed))
}
