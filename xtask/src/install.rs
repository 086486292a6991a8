//! Clients are installed in a folder of their own outside of the repository, as pinned, and used again while
//! the pins stay the same.

use std::ffi::OsString;
use std::fs::{self, File};
use std::hash::{DefaultHasher, Hash as _, Hasher as _};
use std::path::{Path, PathBuf};
use std::process::Command;

/// What suites are written in, and so how their clients are installed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Language {
    /// `suite.py`, with what `requirements.txt` pins.
    Python,
    /// The same with this repository's own Python package, which is built.
    Package,
    /// `suite.js`, with what `package-lock.json` pins.
    JavaScript,
    /// `suite.js` around a program that npm installs as `package.json` pins it, with the hundreds of packages that
    /// it pins itself.
    Npm,
    /// A program of its own, with what its `Cargo.lock` pins. It is built, which takes minutes.
    Rust,
    /// `suite.py`, with the packages of Debian that `packages.txt` names. They are for the whole machine, and so
    /// installed only if that is asked for.
    Debian,
}

/// How to start an installed suite.
pub struct Installed {
    pub program: OsString,
    pub arguments: Vec<OsString>,
    pub environment: Vec<(&'static str, OsString)>,
    /// Certificates that the client brought along, and looks nowhere else for.
    pub bundles: Vec<PathBuf>,
    /// While it is used nobody may install another version.
    _lock: File,
}

/// Installs a client, unless it is there as pinned already.
///
/// # Errors
/// Why it cannot be installed, in a sentence.
pub fn install(language: Language, suite: &Path, cache: &Path, anew: bool) -> Result<Installed, String> {
    let name = suite.file_name().unwrap_or_default();
    if language == Language::Debian {
        check_packages(suite, anew)?;
    }
    let folder = cache.join(name);
    let at = |error: std::io::Error| format!("the folder {}: {error}", cache.display());
    fs::create_dir_all(cache).map_err(at)?;
    let lock = File::create(folder.with_extension("lock")).map_err(at)?;
    lock.lock().map_err(at)?;
    let mark = folder.join("installed");
    let key = key(language, suite)?;
    let is_there = !anew && fs::read_to_string(&mark).ok().as_deref() == Some(&key);
    if !is_there {
        eprintln!("installing {} into {}", name.display(), folder.display());
        if folder.exists() {
            fs::remove_dir_all(&folder).map_err(at)?;
        }
        fs::create_dir(&folder).map_err(at)?;
    }
    if language == Language::Package {
        build_package(suite)?;
    }
    // Only cargo knows whether there is something to build.
    if !is_there || language == Language::Rust {
        for mut command in steps(language, suite, &folder)? {
            succeed(&mut command)?;
        }
        fs::write(&mark, key).map_err(at)?;
    }
    // Others may use it too from here on.
    lock.unlock().and_then(|()| lock.lock_shared()).map_err(at)?;
    Ok(start(language, suite, &folder, lock))
}

/// Where clients are installed: `$XDG_CACHE_HOME/adoxide/conformance`, else below `~/.cache`.
pub fn cache() -> Result<PathBuf, String> {
    let given = std::env::var_os("XDG_CACHE_HOME").map(PathBuf::from).filter(|folder| folder.is_absolute());
    let home = || std::env::home_dir().filter(|home| home.is_absolute()).map(|home| home.join(".cache"));
    let cache = given.or_else(home).ok_or("there is no home directory; set XDG_CACHE_HOME")?;
    Ok(cache.join("adoxide").join("conformance"))
}

/// What an installation depends on: the pins, and the version of what runs them.
fn key(language: Language, suite: &Path) -> Result<String, String> {
    let (program, files): (_, &[&str]) = match language {
        Language::Python | Language::Package => ("python3", &["requirements.txt"]),
        Language::JavaScript => ("node", &["package.json", "package-lock.json"]),
        Language::Npm => ("node", &["package.json"]),
        Language::Rust => ("cargo", &["Cargo.toml", "Cargo.lock"]),
        Language::Debian => ("python3", &["packages.txt"]),
    };
    let mut hasher = DefaultHasher::new();
    succeed(Command::new(program).arg("--version"))?.hash(&mut hasher);
    for file in files {
        let path = suite.join(file);
        let text = fs::read(&path).map_err(|error| format!("{}: {error}", path.display()))?;
        text.hash(&mut hasher);
    }
    Ok(format!("{:016x}", hasher.finish()))
}

fn steps(language: Language, suite: &Path, folder: &Path) -> Result<Vec<Command>, String> {
    let mut steps = Vec::new();
    let mut step = |program: &Path, arguments: &[&str], last: &Path| {
        let mut command = Command::new(program);
        command.args(arguments).arg(last).current_dir(folder);
        steps.push(command);
    };
    match language {
        Language::Python | Language::Package => {
            step(Path::new("python3"), &["-m", "venv"], folder);
            let pip = &["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--requirement"];
            step(&folder.join("bin/python"), pip, &suite.join("requirements.txt"));
        }
        Language::JavaScript => {
            for file in ["package.json", "package-lock.json"] {
                fs::copy(suite.join(file), folder.join(file)).map_err(|error| format!("{file}: {error}"))?;
            }
            let ci = &["ci", "--silent", "--ignore-scripts", "--no-audit", "--no-fund", "--prefix"];
            step(Path::new("npm"), ci, folder);
        }
        Language::Npm => {
            fs::copy(suite.join("package.json"), folder.join("package.json"))
                .map_err(|error| format!("package.json: {error}"))?;
            let install = &["install", "--silent", "--ignore-scripts", "--no-audit", "--no-fund", "--prefix"];
            step(Path::new("npm"), install, folder);
        }
        Language::Rust => {
            let target = folder.join("target");
            let build = &["build", "--quiet", "--locked", "--target-dir"];
            step(Path::new("cargo"), build, &target);
            if let Some(last) = steps.last_mut() {
                last.current_dir(suite);
            }
        }
        Language::Debian => {}
    }
    Ok(steps)
}

fn start(language: Language, suite: &Path, folder: &Path, lock: File) -> Installed {
    let (program, script, environment) = match language {
        Language::Python => {
            let shared = suite.with_file_name("shared").into_os_string();
            (folder.join("bin/python"), Some(suite.join("suite.py")), vec![("PYTHONPATH", shared)])
        }
        Language::Package => {
            let folders = [suite.with_file_name("shared"), package(suite)];
            let path = folders.map(|folder| folder.to_string_lossy().into_owned()).join(":");
            let environment =
                vec![("PYTHONPATH", path.into()), ("PYSPARK_PYTHON", folder.join("bin/python").into())];
            (folder.join("bin/python"), Some(suite.join("suite.py")), environment)
        }
        Language::JavaScript | Language::Npm => {
            let modules = folder.join("node_modules").into_os_string();
            (PathBuf::from("node"), Some(suite.join("suite.js")), vec![("NODE_PATH", modules)])
        }
        Language::Rust => {
            let name = suite.file_name().unwrap_or_default();
            (folder.join("target/debug").join(name), None, vec![])
        }
        Language::Debian => {
            let shared = suite.with_file_name("shared").into_os_string();
            (PathBuf::from("python3"), Some(suite.join("suite.py")), vec![("PYTHONPATH", shared)])
        }
    };
    let arguments = script.into_iter().map(PathBuf::into_os_string).collect();
    let bundles = if language == Language::Python { certificates(folder) } else { Vec::new() };
    Installed { program: program.into_os_string(), arguments, environment, bundles, _lock: lock }
}

/// The folder of the Python package, from that of a suite.
fn package(suite: &Path) -> PathBuf {
    suite.ancestors().nth(3).unwrap_or(suite).join("python")
}

/// Builds the extension of the Python package, and puts it where Python finds it.
fn build_package(suite: &Path) -> Result<(), String> {
    let package = package(suite);
    let mut build = Command::new(std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into()));
    build.args(["build", "--quiet", "--package", "adoxide-python", "--message-format", "json"]);
    // As this program is built: benches are run in release.
    if !cfg!(debug_assertions) {
        build.arg("--release");
    }
    let output = succeed(build.current_dir(&package))?;
    let messages = output.lines().filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok());
    let files: Vec<_> = messages
        .filter(|message| message["target"]["name"] == "_native")
        .flat_map(|message| message["filenames"].as_array().cloned().unwrap_or_default())
        .collect();
    let library = files.iter().find_map(serde_json::Value::as_str).ok_or("cargo names no extension")?;
    let place = package.join("adoxide/_native.abi3.so");
    // A file of its own: programs that have loaded the one before go on with that.
    let fresh = place.with_extension("new");
    let put = fs::copy(library, &fresh).and_then(|_| fs::rename(&fresh, &place));
    put.map_err(|error| format!("{}: {error}", place.display()))
}

/// The certificates that Python clients bring along.
fn certificates(folder: &Path) -> Vec<PathBuf> {
    let libraries = fs::read_dir(folder.join("lib")).into_iter().flatten().flatten();
    let bundles = libraries.map(|library| library.path().join("site-packages/certifi/cacert.pem"));
    bundles.filter(|bundle| bundle.exists()).collect()
}

/// Whether the packages of Debian are there; they are installed if that is wished for.
fn check_packages(suite: &Path, install: bool) -> Result<(), String> {
    let path = suite.join("packages.txt");
    let text = fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))?;
    let packages: Vec<_> = text.split_whitespace().collect();
    let is_there = |package: &&str| {
        let asked =
            Command::new("dpkg-query").args(["--show", "--showformat=${db:Status-Status}", package]).output();
        asked.is_ok_and(|output| output.status.success() && output.stdout == b"installed")
    };
    let missing: Vec<_> = packages.iter().copied().filter(|package| !is_there(package)).collect();
    if missing.is_empty() {
        return Ok(());
    }
    if !install {
        return Err(format!(
            "{} is not installed; `--install` installs it with apt-get",
            missing.join(" and ")
        ));
    }
    let get = &["install", "--yes", "--quiet", "--no-install-recommends"];
    let mut command = Command::new("apt-get");
    succeed(command.args(get).args(missing).env("DEBIAN_FRONTEND", "noninteractive")).map(|_| ())
}

/// Runs a program that must succeed; what it printed.
pub fn succeed(command: &mut Command) -> Result<String, String> {
    let program = command.get_program().to_string_lossy().into_owned();
    let output = command.output().map_err(|error| format!("{program} cannot be started: {error}"))?;
    if output.status.success() {
        return Ok(String::from_utf8_lossy(&output.stdout).into_owned());
    }
    let said = String::from_utf8_lossy(&output.stderr);
    // The last lines say what it was.
    let lines: Vec<_> = said.trim().lines().rev().take(3).collect();
    let said = lines.into_iter().rev().collect::<Vec<_>>().join(" / ");
    let arguments: Vec<_> = command.get_args().map(|argument| argument.to_string_lossy()).collect();
    Err(format!("{program} {} failed ({}): {said}", arguments.join(" "), output.status))
}

#[cfg(all(test, feature = "conformance"))]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_installed_is_said_and_tried_again() {
        let folder = tempfile::tempdir().unwrap();
        let (suite, cache) = (folder.path().join("client"), folder.path().join("cache"));
        fs::create_dir(&suite).unwrap();
        fs::write(suite.join("requirements.txt"), "./none-0.1-py3-none-any.whl\n").unwrap();
        for _ in 0..2 {
            let why = install(Language::Python, &suite, &cache, false).err().unwrap();
            assert!(why.contains("none-0.1-py3-none-any.whl"), "{why}");
        }
        fs::write(suite.join("requirements.txt"), "").unwrap();
        let installed = install(Language::Python, &suite, &cache, false).unwrap();
        assert!(Path::new(&installed.program).exists());
    }
}
