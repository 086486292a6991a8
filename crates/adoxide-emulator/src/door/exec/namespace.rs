//! The namespace, and what a program finds in it.

use std::ffi::{OsStr, OsString};
use std::fs;
use std::os::unix::fs::{MetadataExt as _, PermissionsExt as _};
use std::path::{Path, PathBuf};
use std::process::{Command, ExitStatus, Stdio};

use tempfile::TempDir;

use super::ExecError;
use crate::door::tls::Authority;
use crate::wire::address;

/// Set inside; says who started it: `UID:GID`.
const INSIDE: &str = "ADOXIDE_EMULATOR_EXEC";

/// Where programs look for the certificates that they trust.
const TRUSTED: &[&str] = &[
    "CARGO_HTTP_CAINFO",
    "CURL_CA_BUNDLE",
    "DENO_CERT",
    "GIT_SSL_CAINFO",
    "NODE_EXTRA_CA_CERTS",
    "PIP_CERT",
    "REQUESTS_CA_BUNDLE",
    "SSL_CERT_FILE",
];

/// Where systems keep the certificates that they trust.
const BUNDLES: &[&str] = &[
    "/etc/ssl/certs/ca-certificates.crt",
    "/etc/pki/tls/certs/ca-bundle.crt",
    "/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem",
    "/etc/ssl/ca-bundle.pem",
    "/etc/ssl/cert.pem",
];

/// Proxies are elsewhere.
const PROXIES: &[&str] =
    &["HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "http_proxy", "https_proxy", "all_proxy"];

/// The services that answer for names in place of the files, by their sockets.
const CACHES: &[&str] = &["/run/nscd", "/var/run/nscd"];

/// Whether this process is in a namespace that [`reenter`] made.
pub fn is_inside() -> bool {
    std::env::var_os(INSIDE).is_some()
}

/// Starts this program again, with the same arguments, in a mount and a network namespace of its own, and
/// waits for it.
///
/// # Errors
/// When there can be no such namespace: without `unshare` of util-linux, or where the kernel does not let this
/// user make one.
pub async fn reenter() -> Result<ExitStatus, ExecError> {
    reenter_with(std::env::args_os().skip(1)).await
}

/// As [`reenter`], with other arguments.
///
/// # Errors
/// As [`reenter`].
pub async fn reenter_with(
    arguments: impl IntoIterator<Item = impl AsRef<OsStr>>,
) -> Result<ExitStatus, ExecError> {
    let (user, group) = owner()?;
    let itself =
        std::env::current_exe().map_err(|error| no("this program's own file is not known", error))?;
    let mut command = tokio::process::Command::new("unshare");
    command.args(flags(user)?).arg("--").arg(itself).args(arguments);
    command.env(INSIDE, format!("{user}:{group}")).kill_on_drop(true);
    let mut child = command.spawn().map_err(|error| no("`unshare` cannot be started", error))?;
    loop {
        tokio::select! {
            status = child.wait() => return status.map_err(|error| no("`unshare` cannot be waited for", error)),
            // Whoever is inside gets the terminal's interrupt too, and says how it ends.
            interrupted = tokio::signal::ctrl_c() => if let Err(error) = interrupted {
                tracing::debug!(%error, "interrupts");
            },
        }
    }
}

/// The flags with which this user can make namespaces, tried.
fn flags(user: u32) -> Result<&'static [&'static str], ExecError> {
    const OF_ROOT: &[&str] = &["--mount", "--net"];
    const OF_ANYBODY: &[&str] = &["--user", "--map-root-user", "--mount", "--net"];
    let mut why = String::new();
    for flags in [OF_ROOT, OF_ANYBODY] {
        // Only root can do without a user namespace.
        if user != 0 && flags == OF_ROOT {
            continue;
        }
        let mut command = Command::new("unshare");
        let output = command.args(flags).args(["--", "true"]).stdin(Stdio::null()).output();
        match output {
            Ok(output) if output.status.success() => return Ok(flags),
            Ok(output) => String::from_utf8_lossy(&output.stderr).trim().clone_into(&mut why),
            Err(error) => {
                return Err(no("`unshare` cannot be started; install util-linux", error));
            }
        }
    }
    Err(ExecError::NoNamespace(format!(
        "{why}; let users make namespaces (sysctl user.max_user_namespaces, kernel.unprivileged_userns_clone, \
         kernel.apparmor_restrict_unprivileged_userns), or run this as root"
    )))
}

fn no(what: &str, error: impl std::fmt::Display) -> ExecError {
    ExecError::NoNamespace(format!("{what} ({error})"))
}

/// Who this process belongs to.
fn owner() -> Result<(u32, u32), ExecError> {
    let itself = fs::metadata("/proc/self").map_err(|error| no("/proc is not there", error))?;
    Ok((itself.uid(), itself.gid()))
}

/// This process, in a namespace.
pub(super) struct Inside {
    folder: TempDir,
    user: u32,
    group: u32,
}

impl Inside {
    /// Brings up the network: this machine, and no way out.
    pub fn enter() -> Result<Self, ExecError> {
        let owner = std::env::var(INSIDE).map_err(|_| ExecError::Outside)?;
        let owner =
            owner.split_once(':').and_then(|(user, group)| Some((user.parse().ok()?, group.parse().ok()?)));
        let (user, group) = owner.ok_or(ExecError::Outside)?;
        // The variable alone proves nothing. A new namespace has no routes; a line of titles is always there.
        let routes = fs::read_to_string("/proc/net/route").unwrap_or_default();
        if routes.lines().count() > 1 {
            return Err(ExecError::Outside);
        }
        let folder = tempfile::Builder::new().prefix("adoxide-exec-").tempdir();
        let folder = folder.map_err(|error| super::setup("there is no temporary folder", error))?;
        // Others may have to read it: the program is somebody else in its own eyes.
        open(folder.path())?;
        run("ip", ["link", "set", "lo", "up"])?;
        run("ip", ["route", "add", "local", "default", "dev", "lo"])?;
        // Where the kernel has no IPv6 there is nothing to be reached by it.
        if Path::new("/proc/net/if_inet6").exists() {
            run("ip", ["-6", "route", "add", "local", "default", "dev", "lo"])?;
        }
        Ok(Self { folder, user, group })
    }

    /// Puts names and certificates where programs look for them; the file of certificates.
    pub fn furnish(
        &self,
        authority: &Authority,
        organizations: &[String],
        bundles: &[PathBuf],
    ) -> Result<PathBuf, ExecError> {
        let mut hosts = "127.0.0.1 localhost\n::1 localhost\n".to_owned();
        let fixed = address::names().into_iter().filter(|name| !name.starts_with('*'));
        let named = organizations.iter().map(|name| format!("{}.visualstudio.com", name.to_lowercase()));
        let machine = fs::read_to_string("/proc/sys/kernel/hostname").unwrap_or_default();
        let all = fixed.chain(named).chain([address::ENTRA_HOST.to_owned(), machine.trim().to_owned()]);
        for name in all.filter(|name| !name.is_empty()) {
            hosts.extend(["127.0.0.1 ", &name, "\n"]);
        }
        self.put("hosts", &hosts, Path::new("/etc/hosts"))?;
        self.put("resolv.conf", "nameserver 127.0.0.1\n", Path::new("/etc/resolv.conf"))?;
        let switch = Path::new("/etc/nsswitch.conf");
        if let Ok(text) = fs::read_to_string(switch) {
            let lines = text.lines().map(|line| match line.split_once(':') {
                Some((database, _)) if database.trim() == "hosts" => "hosts: files dns",
                _ => line,
            });
            let text: String = lines.flat_map(|line| [line, "\n"]).collect();
            self.put("nsswitch.conf", &text, switch)?;
        }
        for cache in CACHES.iter().map(Path::new).filter(|cache| cache.exists()) {
            run("mount", [OsStr::new("-t"), OsStr::new("tmpfs"), OsStr::new("none"), cache.as_os_str()])?;
        }
        let mut trusted = String::new();
        let systems = BUNDLES.iter().map(PathBuf::from).filter(|bundle| bundle.exists());
        for (number, bundle) in systems.chain(bundles.iter().cloned()).enumerate() {
            let text = fs::read_to_string(&bundle);
            let text = text.map_err(|error| super::setup(&format!("{}", bundle.display()), error))?;
            let text = format!("{}\n{}", text.trim_end(), authority.pem());
            self.put(&format!("bundle-{number}.pem"), &text, &bundle)?;
            if trusted.is_empty() {
                trusted = text;
            }
        }
        if trusted.is_empty() {
            authority.pem().clone_into(&mut trusted);
        }
        self.write("ca.pem", &trusted)
    }

    /// The program as it is started: as who it was, with the certificates in its environment, without proxies.
    pub fn command(&self, program: &Command, trusted: &Path) -> Command {
        let mut command = if self.user == 0 {
            Command::new(program.get_program())
        } else {
            // In here its user is root, which programs would notice.
            let mut command = Command::new("unshare");
            command.args([
                "--user",
                &format!("--map-user={}", self.user),
                &format!("--map-group={}", self.group),
            ]);
            command.arg("--").arg(program.get_program());
            command
        };
        command.args(program.get_args());
        for name in PROXIES {
            command.env_remove(name);
        }
        command.env_remove(INSIDE);
        for name in TRUSTED {
            command.env(name, trusted);
        }
        for (name, value) in program.get_envs() {
            match value {
                Some(value) => command.env(name, value),
                None => command.env_remove(name),
            };
        }
        if let Some(folder) = program.get_current_dir() {
            command.current_dir(folder);
        }
        command
    }

    fn write(&self, name: &str, text: &str) -> Result<PathBuf, ExecError> {
        let path = self.folder.path().join(name);
        fs::write(&path, text).map_err(|error| super::setup(&path.display().to_string(), error))?;
        Ok(path)
    }

    /// Puts a text in place of a file, for this namespace only.
    fn put(&self, name: &str, text: &str, over: &Path) -> Result<(), ExecError> {
        let path = self.write(name, text)?;
        run("mount", [OsStr::new("--bind"), path.as_os_str(), over.as_os_str()])
    }
}

fn open(folder: &Path) -> Result<(), ExecError> {
    let open = fs::set_permissions(folder, fs::Permissions::from_mode(0o755));
    open.map_err(|error| super::setup(&folder.display().to_string(), error))
}

fn run<S: AsRef<OsStr>>(program: &str, arguments: impl IntoIterator<Item = S>) -> Result<(), ExecError> {
    let arguments: Vec<OsString> =
        arguments.into_iter().map(|argument| argument.as_ref().to_owned()).collect();
    let said = arguments.join(OsStr::new(" "));
    let output = Command::new(program).args(&arguments).stdin(Stdio::null()).output().map_err(|error| {
        ExecError::Setup(format!("`{program}` cannot be started ({error}); install util-linux and iproute2"))
    })?;
    if output.status.success() {
        return Ok(());
    }
    let why = String::from_utf8_lossy(&output.stderr);
    Err(ExecError::Setup(format!("{program} {}: {}", said.to_string_lossy(), why.trim())))
}
