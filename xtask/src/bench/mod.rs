//! `cargo xtask bench [NAME…] [--quick] [--write]`: adoxide, its peers and the floor beneath them, side by side in one
//! run, in turns, on one machine, one emulator and the same data.
//!
//! Every subject is a process of its own, so that its CPU time and its peak memory are the kernel's word and
//! not ours. Medians are shown. A peer that can't be had is named as missing. `--write` puts what was run into the
//! page `docs/BENCHMARKS.md`; what was not run stays there as it was.

mod build;
mod call;
mod data;
mod decode;
mod emulator;
mod events;
mod freshness;
mod measure;
mod organization;
mod plan;
mod postgres;
mod python;
mod scale;
mod serve;
mod start;
mod subject;
mod sync;
mod throttle;
mod write;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

use serde_json::{Value, json};
use tempfile::TempDir;

use crate::conformance::succeed;
use measure::Sample;
pub use measure::watch;
pub use subject::run as subject;

/// A bench: what it is about, and what runs it.
struct Bench {
    name: &'static str,
    about: &'static str,
    run: fn(&Stand) -> Result<Outcome, String>,
}

const BENCHES: &[Bench] = &[
    Bench { name: "decode", about: "pages of JSON to structs and to Arrow", run: decode::run },
    Bench { name: "call", about: "one object, and a list of pages, over a socket", run: call::run },
    Bench {
        name: "python",
        about: "one object, and a list of pages, beside Python's other clients",
        run: python::run,
    },
    Bench { name: "sync-full", about: "a first sync into SQLite", run: sync::full },
    Bench { name: "sync-none", about: "a sync after no change", run: sync::none },
    Bench { name: "sync-one", about: "a sync after one commit", run: sync::one },
    Bench {
        name: "throttle",
        about: "how much of their budgets one, two and four identities use",
        run: throttle::run,
    },
    Bench {
        name: "sync-pull-requests",
        about: "the pull requests of many repositories",
        run: scale::pull_requests,
    },
    Bench {
        name: "memory",
        about: "the revisions of many work items into SQLite, with kills",
        run: scale::revisions,
    },
    Bench { name: "write", about: "Arrow batches into SQLite", run: write::run },
    Bench {
        name: "write-postgres",
        about: "Arrow batches into PostgreSQL, and the same again",
        run: postgres::run,
    },
    Bench { name: "events", about: "deliveries of service hooks to `adox serve`", run: events::run },
    Bench {
        name: "freshness",
        about: "from a change to its row by service hooks, and an hour without one",
        run: freshness::run,
    },
    Bench { name: "emulator", about: "reads a second on one core, and start-up", run: emulator::run },
    Bench { name: "start", about: "start-up, and one call, of the command", run: start::run },
    Bench { name: "build", about: "cold check of the API crate; the released binary", run: build::run },
];

/// How much is measured.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Scale {
    Full,
    /// All of it in 20 minutes on 2 cores.
    Quick,
    /// Next to nothing: whether it runs and its rows are right. The figures say nothing, and none is judged.
    Smoke,
}

/// Where benches are run.
struct Stand {
    root: PathBuf,
    folder: TempDir,
    scale: Scale,
    /// Where the command is, once it was built.
    adox: OnceLock<PathBuf>,
}

impl Stand {
    /// How often each subject is run.
    fn rounds(&self) -> usize {
        self.size(7, 5, 1)
    }

    /// The one of the sizes that fits.
    fn size<T>(&self, full: T, quick: T, smoke: T) -> T {
        match self.scale {
            Scale::Full => full,
            Scale::Quick => quick,
            Scale::Smoke => smoke,
        }
    }

    /// Whether only this program and the command take part.
    fn is_smoke(&self) -> bool {
        self.scale == Scale::Smoke
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// This program as one of the subjects.
    fn own(name: &str, arguments: &[&str]) -> Result<Command, String> {
        let program =
            std::env::current_exe().map_err(|error| format!("this program's own place: {error}"))?;
        let mut command = Command::new(program);
        command.args(["bench-subject", name]).args(arguments);
        Ok(command)
    }

    /// The command, built if need be as this program is: in release, unless it is smoke.
    fn adox(&self) -> Result<PathBuf, String> {
        if let Some(adox) = self.adox.get() {
            return Ok(adox.clone());
        }
        let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
        let mut build = Command::new(cargo);
        build.args(["build", "--quiet", "--bin", "adox", "--message-format", "json"]);
        // As it is released, or as the tests of the workspace have built it already.
        build.args(if cfg!(debug_assertions) {
            ["--workspace"].as_slice()
        } else {
            ["--package", "adoxide-cli", "--release"].as_slice()
        });
        let said = succeed(build.current_dir(&self.root))?;
        let messages = said.lines().filter_map(|line| serde_json::from_str::<Value>(line).ok());
        let binary =
            messages.filter_map(|message| message["executable"].as_str().map(PathBuf::from)).next_back();
        let binary = binary.ok_or("cargo names no binary of adoxide-cli")?;
        Ok(self.adox.get_or_init(|| binary).clone())
    }
}

/// What a bench found.
#[derive(Default)]
struct Outcome {
    samples: Vec<Sample>,
    reaches: Vec<Reach>,
    /// Peers that could not be had, and why; other things to know.
    notes: Vec<String>,
}

impl Outcome {
    /// The sample of a subject.
    fn of(&self, subject: &str) -> Option<&Sample> {
        self.samples.iter().find(|sample| sample.subject == subject)
    }

    /// Compares a figure of two subjects, if both were run.
    fn ratio(&mut self, one: &str, other: &str, what: &str, figure: fn(&Sample) -> f64, goal: Goal) {
        if let (Some(above), Some(below)) = (self.of(one), self.of(other)) {
            let got = figure(above) / figure(below);
            self.reaches.push(Reach { what: format!("{what}, {one} / {other}"), got, goal });
        }
    }

    fn reach(&mut self, what: impl Into<String>, got: f64, goal: Goal) {
        self.reaches.push(Reach { what: what.into(), got, goal });
    }
}

/// What should be reached.
#[derive(Clone, Copy)]
enum Goal {
    AtLeast(f64),
    AtMost(f64),
}

struct Reach {
    what: String,
    got: f64,
    goal: Goal,
}

impl Reach {
    fn is_met(&self) -> bool {
        match self.goal {
            Goal::AtLeast(goal) => self.got >= goal,
            Goal::AtMost(goal) => self.got <= goal,
        }
    }

    fn goal(&self) -> String {
        match self.goal {
            Goal::AtLeast(goal) => format!("≥ {goal}"),
            Goal::AtMost(goal) => format!("≤ {goal}"),
        }
    }
}

pub fn run(root: &Path, args: &[String]) -> Result<(), String> {
    let (flags, names): (Vec<_>, Vec<_>) = args.iter().partition(|arg| arg.starts_with('-'));
    if let Some(flag) = flags.iter().find(|flag| !["--quick", "--smoke", "--write"].contains(&flag.as_str()))
    {
        return Err(format!("bench has no option `{flag}`; it has `--quick`, `--smoke` and `--write`"));
    }
    let is_set = |name: &str| flags.iter().any(|flag| *flag == name);
    let scale = match (is_set("--smoke"), is_set("--quick")) {
        (true, _) => Scale::Smoke,
        (false, true) => Scale::Quick,
        (false, false) => Scale::Full,
    };
    if scale == Scale::Smoke && is_set("--write") {
        return Err(
            "the figures of a smoke run say nothing; `--write` needs a run in full or `--quick`".to_owned()
        );
    }
    if cfg!(debug_assertions) && scale != Scale::Smoke {
        eprintln!("bench: this is a debug build; its figures say nothing");
    }
    let benches = chosen(&names)?;
    let here = here()?;
    let folder =
        TempDir::with_prefix("adoxide-bench-").map_err(|error| format!("no folder to work in: {error}"))?;
    let stand = Stand { root: root.to_owned(), folder, scale, adox: OnceLock::new() };
    let path = root.join("docs/BENCHMARKS.md");
    let mut sections = sections(&std::fs::read_to_string(&path).unwrap_or_default());
    let mut record = Vec::new();
    let mut failed = Vec::new();
    for bench in benches {
        let outcome = (bench.run)(&stand);
        let text = match outcome {
            Ok(mut outcome) => {
                if stand.is_smoke() {
                    outcome.reaches.clear();
                }
                record.push(json!({
                    "bench": bench.name,
                    "samples": outcome.samples.iter().map(Sample::to_json).collect::<Vec<_>>(),
                    "reached": outcome.reaches.iter().map(|reach| json!({
                        "what": reach.what, "got": reach.got, "goal": reach.goal(), "met": reach.is_met(),
                    })).collect::<Vec<_>>(),
                    "notes": outcome.notes,
                }));
                render(
                    bench,
                    &outcome,
                    &format!("{}, {here}", stand.size("in full", "`--quick`", "`--smoke`")),
                )
            }
            Err(error) => {
                failed.push(format!("{}: {error}", bench.name));
                format!("\n## {}: {}\n\nIt failed: {error}\n", bench.name, bench.about)
            }
        };
        println!("{text}");
        // What was measured is kept, whatever becomes of the next.
        if is_set("--write") {
            sections.insert(bench.name.to_owned(), text);
            let known = BENCHES.iter().filter_map(|bench| sections.get(bench.name).map(String::as_str));
            let page: String = std::iter::once(HEAD).chain(known).collect();
            std::fs::write(&path, page).map_err(|error| format!("{}: {error}", path.display()))?;
        }
    }
    let file =
        std::env::current_exe().map_err(|error| error.to_string())?.with_file_name("adoxide-bench.json");
    let text = serde_json::to_string_pretty(&record).map_err(|error| error.to_string())?;
    std::fs::write(&file, text).map_err(|error| format!("{}: {error}", file.display()))?;
    println!("all figures: {}", file.display());
    match failed[..] {
        [] => Ok(()),
        _ => Err(failed.join("; ")),
    }
}

/// The benches of these names, or all.
fn chosen(names: &[&String]) -> Result<Vec<&'static Bench>, String> {
    if names.is_empty() {
        return Ok(BENCHES.iter().collect());
    }
    let find = |name: &&String| {
        BENCHES.iter().find(|bench| bench.name == name.as_str()).ok_or_else(|| {
            let known: Vec<_> = BENCHES.iter().map(|bench| bench.name).collect();
            format!("there is no bench `{name}`; there are {}", known.join(", "))
        })
    };
    names.iter().map(find).collect()
}

/// The parts of a page by the names of their benches.
fn sections(page: &str) -> BTreeMap<String, String> {
    let parts = page.split("\n## ").skip(1);
    parts
        .filter_map(|part| {
            let name = part.split_once(':')?.0;
            Some((name.to_owned(), format!("\n## {}\n", part.trim_end())))
        })
        .collect()
}

const HEAD: &str = "# Benchmarks\n\nThe last runs of `cargo xtask bench --write`: adoxide, its peers and the floor, in turns on \
    the same emulator and data; medians of several runs, each subject a process of its own. Each part says when and where \
    it was run, and whether in full or with `--quick`. Whoever wants to know how it is elsewhere runs the command: what can \
    be installed is installed, what can't is named.\n";

/// When and where this runs.
fn here() -> Result<String, String> {
    let model = std::fs::read_to_string("/proc/cpuinfo").unwrap_or_default();
    let model = model.lines().find_map(|line| line.strip_prefix("model name")).unwrap_or_default();
    let model = model.trim_start_matches([' ', '\t', ':']);
    let cores = std::thread::available_parallelism().map_or(1, usize::from);
    let rust = succeed(Command::new("rustc").arg("--version"))?;
    Ok(format!("{}, {cores} cores ({model}), {}", jiff::Zoned::now().date(), rust.trim()))
}

fn render(bench: &Bench, outcome: &Outcome, scale: &str) -> String {
    let mut text = format!("\n## {}: {}\n\nRun {scale}.\n\n", bench.name, bench.about);
    text.push_str(
        "| subject | time | rate | CPU | peak memory | requests |\n|---|---:|---:|---:|---:|---:|\n",
    );
    for sample in &outcome.samples {
        let requests = sample.requests.map_or(String::new(), |requests| requests.to_string());
        let _ = writeln!(
            text,
            "| {} | {} | {} | {} | {:.0} MB | {requests} |",
            sample.subject,
            measure::time(sample.seconds),
            sample.rate(),
            measure::time(sample.cpu),
            sample.peak_mb
        );
    }
    if !outcome.reaches.is_empty() {
        text.push_str("\n| | found | wanted | |\n|---|---:|---:|---|\n");
    }
    for reach in &outcome.reaches {
        let met = if reach.is_met() { "reached" } else { "**missed**" };
        let _ = writeln!(text, "| {} | {:.2} | {} | {met} |", reach.what, reach.got, reach.goal());
    }
    for note in &outcome.notes {
        let _ = write!(text, "\n- {note}");
    }
    if !outcome.notes.is_empty() {
        text.push('\n');
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_not_run_stays_on_the_page() {
        let page =
            "# Benchmarks\n\nWhat this is.\n\n## start: quick?\n\nRun.\n\n## write: rows\n\nRun in full.\n";
        let found = sections(page);
        assert_eq!(found["start"], "\n## start: quick?\n\nRun.\n");
        assert_eq!(found["write"], "\n## write: rows\n\nRun in full.\n");
    }

    #[test]
    fn reaches_are_met_or_missed() {
        let reach = |got, goal| Reach { what: String::new(), got, goal }.is_met();
        assert!(reach(1.0, Goal::AtLeast(1.0)) && !reach(0.9, Goal::AtLeast(1.0)));
        assert!(reach(1.0, Goal::AtMost(1.0)) && !reach(1.1, Goal::AtMost(1.0)));
    }
}
