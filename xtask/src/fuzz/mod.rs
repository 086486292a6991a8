//! `cargo xtask fuzz [TARGET…] [--seconds N] [--seed N]`: random inputs for whatever reads what others send. Nothing
//! panics, nothing answers 500, nothing runs for ever, and what was read once reads the same again.
//!
//! Each input has a seed of its own; the one of a failure is printed, and `--seed` begins with it.

mod emulator;
mod input;
mod text;
mod wire;

use std::panic::{self, AssertUnwindSafe};
use std::path::Path;
use std::time::{Duration, Instant};

use fastrand::Rng;

/// Makes one input of the random numbers and tries it. Answers what was wrong.
type Try<'a> = Box<dyn FnMut(&mut Rng) -> Result<(), String> + 'a>;

/// What is fuzzed.
struct Target {
    name: &'static str,
    about: &'static str,
    make: fn(&Path) -> Result<Try<'static>, String>,
}

const TARGETS: &[Target] = &[
    Target { name: "wire", about: "answers and bodies of every operation", make: wire::wire },
    Target { name: "webhook", about: "deliveries of every event type", make: wire::webhook },
    Target { name: "url", about: "addresses of organizations and remotes", make: text::url },
    Target { name: "yaml", about: "pipelines with templates and expressions", make: text::yaml },
    Target { name: "route", about: "requests to every operation of the emulator", make: emulator::route },
    Target { name: "wiql", about: "queries to the emulator", make: emulator::wiql },
    Target { name: "patch", about: "JSON Patch of work items to the emulator", make: emulator::patch },
    Target { name: "git", about: "pkt-lines to the emulator", make: emulator::git },
];

/// How long a target may take for one input.
const PATIENCE: Duration = Duration::from_secs(30);

pub fn run(root: &Path, args: &[String]) -> Result<bool, String> {
    let mut rest = args.iter();
    let (mut names, mut seconds, mut seed) = (Vec::new(), 60, None);
    while let Some(arg) = rest.next() {
        let mut number = |name: &str| {
            let value = rest.next().ok_or_else(|| format!("{name}: expected a number"))?;
            value.parse::<u64>().map_err(|error| format!("{name}: {error}"))
        };
        match arg.as_str() {
            "--seconds" => seconds = number("--seconds")?,
            "--seed" => seed = Some(number("--seed")?),
            name if TARGETS.iter().any(|target| target.name == name) => names.push(name),
            other => {
                let known: Vec<_> = TARGETS.iter().map(|target| target.name).collect();
                return Err(format!("there is no target `{other}`; there are {}", known.join(", ")));
            }
        }
    }
    let first = seed.unwrap_or_else(|| fastrand::u64(0..1 << 48));
    let mut good = true;
    for target in TARGETS.iter().filter(|target| names.is_empty() || names.contains(&target.name)) {
        let mut attempt = (target.make)(root)?;
        let (begin, mut tried) = (Instant::now(), 0);
        let failure = loop {
            let seed = first + tried;
            let before = Instant::now();
            // What is tried anew after a panic is thrown away: the target ends with its first failure.
            let tried_it = panic::catch_unwind(AssertUnwindSafe(|| attempt(&mut Rng::with_seed(seed))));
            tried += 1;
            match tried_it {
                Err(_) => break Some((seed, "it panics".to_owned())),
                Ok(Err(wrong)) => break Some((seed, wrong)),
                Ok(Ok(())) if before.elapsed() > PATIENCE => {
                    break Some((seed, format!("it takes {} s", before.elapsed().as_secs())));
                }
                Ok(Ok(())) if begin.elapsed().as_secs() >= seconds => break None,
                Ok(Ok(())) => {}
            }
        };
        println!(
            "fuzz: {}: {tried} inputs, {} failures ({})",
            target.name,
            u8::from(failure.is_some()),
            target.about
        );
        if let Some((seed, wrong)) = failure {
            println!("  cargo xtask fuzz {} --seconds 0 --seed {seed}\n  {wrong}", target.name);
            good = false;
        }
    }
    Ok(good)
}
