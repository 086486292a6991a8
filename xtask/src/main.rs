//! The project's own tasks; `cargo xtask help` lists them.
#![allow(clippy::print_stdout, clippy::print_stderr, clippy::doc_markdown)]

/// Prints a line. Whoever has read enough may go: the task runs on, and its exit code says what it found.
macro_rules! println {
    ($($text:tt)*) => {
        $crate::print(format_args!("{}\n", format_args!($($text)*)))
    };
}

#[cfg(feature = "bench")]
mod bench;
#[cfg(any(feature = "conformance", feature = "replay"))]
mod client;
#[cfg(feature = "conformance")]
mod conformance;
#[cfg(feature = "corpus")]
mod corpus;
#[cfg(feature = "coverage")]
mod coverage;
mod deps;
#[cfg(feature = "fuzz")]
mod fuzz;
mod r#gen;
#[cfg_attr(not(feature = "conformance"), allow(dead_code))]
mod install;
mod pages;
#[cfg(feature = "replay")]
mod replay;
#[cfg(any(feature = "conformance", feature = "coverage", feature = "replay"))]
mod seen;
#[cfg(feature = "shapes")]
mod shapes;
#[cfg(feature = "tables")]
mod tables;

use std::io::Write as _;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

const HELP: &str = "\
cargo xtask TASK

  gen [--spec DIR] [--check]        OpenAPI files -> spec/ir -> crates/adoxide-api/src/generated
  corpus [DIR]                      decode and re-encode every example
  replay [DIR] [--verbose] [--at-least N]
                                    recorded exchanges against the emulator
  shapes [DIR] [--verbose] [--decoded N] [--answered N]
                                    single recorded bodies: decoded, and answered alike by the emulator
  conformance [CLIENT…] [--install] other people's clients against the emulator
  tables [--check]                  what each table of a sync holds -> docs/TABLES.md
  coverage [--check]                operations: typed, emulated, behind a noun, in a table, tested
  fuzz [TARGET…] [--seconds N] [--seed N]
                                    random inputs for whatever reads what others send
  bench [NAME…] [--quick] [--write] side by side with peers and the floor, in release
  pages [REPORT DATABASE] [--screenshots DIR] [--install]
                                    each page of a report in headless Chromium; of the demo's, if none is named
  deps                              prove the rules between the crates
";

fn main() -> ExitCode {
    let args: Vec<String> = std::env::args().skip(1).collect();
    match run(&args) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

/// Writes to stdout, and to nobody if nobody reads it any more.
fn print(text: std::fmt::Arguments<'_>) {
    match std::io::stdout().write_fmt(text) {
        Err(error) if error.kind() != std::io::ErrorKind::BrokenPipe => eprintln!("error: stdout: {error}"),
        _ => {}
    }
}

fn run(args: &[String]) -> Result<ExitCode, String> {
    let root = root();
    match args.first().map(String::as_str) {
        Some("gen") => {
            let spec = option(args, "--spec").map(PathBuf::from);
            r#gen::run(&root, spec.as_deref(), args.iter().any(|arg| arg == "--check"))?;
            Ok(ExitCode::SUCCESS)
        }
        #[cfg(feature = "tables")]
        Some("tables") => {
            tables::run(&root, args.iter().any(|arg| arg == "--check"))?;
            Ok(ExitCode::SUCCESS)
        }
        #[cfg(not(feature = "tables"))]
        Some("tables") => with_feature("tables", args),
        #[cfg(feature = "corpus")]
        Some("corpus") => {
            let dir = args.get(1).map_or_else(|| root.join("../shared/examples/7.1"), PathBuf::from);
            let good = corpus::run(&root, &dir)?;
            Ok(if good { ExitCode::SUCCESS } else { ExitCode::FAILURE })
        }
        #[cfg(not(feature = "corpus"))]
        Some("corpus") => with_feature("corpus", args),
        #[cfg(feature = "replay")]
        Some("replay") => {
            let dir = args.get(1).filter(|arg| !arg.starts_with('-'));
            let dir = dir.map_or_else(|| root.join("../shared/recordings"), PathBuf::from);
            let floor = option(args, "--at-least").map(str::parse).transpose();
            let floor = floor.map_err(|error| format!("--at-least: {error}"))?;
            let good = replay::run(&dir, args.iter().any(|arg| arg == "--verbose"), floor)?;
            Ok(if good { ExitCode::SUCCESS } else { ExitCode::FAILURE })
        }
        #[cfg(not(feature = "replay"))]
        Some("replay") => with_feature("replay", args),
        #[cfg(feature = "shapes")]
        Some("shapes") => {
            let dir = args.get(1).filter(|arg| !arg.starts_with('-'));
            let dir = dir.map_or_else(|| root.join("../shared/bodies"), PathBuf::from);
            let number = |name: &str| -> Result<Option<usize>, String> {
                option(args, name).map(str::parse).transpose().map_err(|error| format!("{name}: {error}"))
            };
            let floors = (number("--decoded")?, number("--answered")?);
            let good = shapes::run(&root, &dir, args.iter().any(|arg| arg == "--verbose"), floors)?;
            Ok(if good { ExitCode::SUCCESS } else { ExitCode::FAILURE })
        }
        #[cfg(not(feature = "shapes"))]
        Some("shapes") => with_feature("shapes", args),
        #[cfg(feature = "conformance")]
        Some("conformance") => {
            let good = conformance::run(&root, &args[1..])?;
            Ok(if good { ExitCode::SUCCESS } else { ExitCode::FAILURE })
        }
        #[cfg(not(feature = "conformance"))]
        Some("conformance") => with_feature("conformance", args),
        #[cfg(feature = "coverage")]
        Some("coverage") => {
            coverage::run(&root, args.iter().any(|arg| arg == "--check")).map(|()| ExitCode::SUCCESS)
        }
        #[cfg(not(feature = "coverage"))]
        Some("coverage") => with_feature("coverage", args),
        #[cfg(feature = "fuzz")]
        Some("fuzz") => {
            let good = fuzz::run(&root, &args[1..])?;
            Ok(if good { ExitCode::SUCCESS } else { ExitCode::FAILURE })
        }
        #[cfg(not(feature = "fuzz"))]
        Some("fuzz") => with_feature("fuzz", args),
        #[cfg(feature = "bench")]
        Some("bench") => bench::run(&root, &args[1..]).map(|()| ExitCode::SUCCESS),
        #[cfg(feature = "bench")]
        Some("bench-subject") => bench::subject(&args[1..]).map(|()| ExitCode::SUCCESS),
        #[cfg(feature = "bench")]
        Some("bench-watch") => {
            bench::watch(&args[1..]).map(|good| if good { ExitCode::SUCCESS } else { ExitCode::FAILURE })
        }
        #[cfg(not(feature = "bench"))]
        Some("bench") => with_feature("bench", args),
        Some("pages") => {
            let good = pages::run(&root, &args[1..])?;
            Ok(if good { ExitCode::SUCCESS } else { ExitCode::FAILURE })
        }
        Some("deps") => deps::run(&root).map(|()| ExitCode::SUCCESS),
        None | Some("help" | "--help" | "-h") => {
            print(format_args!("{HELP}"));
            Ok(ExitCode::SUCCESS)
        }
        Some(other) => Err(format!("there is no task `{other}`; `cargo xtask help` lists them")),
    }
}

/// Runs this task again with the code that it needs compiled in.
#[allow(dead_code)]
fn with_feature(feature: &str, args: &[String]) -> Result<ExitCode, String> {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let status = std::process::Command::new(cargo)
        .args(["run", "--quiet", "--package", "xtask", "--no-default-features", "--features", feature])
        // A debug build's speed is nobody's.
        .args((feature == "bench").then_some("--release"))
        .arg("--")
        .args(args)
        .status()
        .map_err(|error| format!("cargo: {error}"))?;
    Ok(if status.success() { ExitCode::SUCCESS } else { ExitCode::FAILURE })
}

fn option<'a>(args: &'a [String], name: &str) -> Option<&'a str> {
    let at = args.iter().position(|arg| arg == name)?;
    args.get(at + 1).map(String::as_str)
}

fn root() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).parent().unwrap_or(Path::new(".")).to_owned()
}
