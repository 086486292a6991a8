//! `cargo xtask conformance [CLIENT…] [--install]`: other people's clients against the emulator.
//!
//! Each client gets an emulator of its own, on a socket. Its suite compares what the client says with what
//! `git` says or with what was made; afterwards the emulator's side is looked at too.
//!
//! A further client is a row of [`suite::CLIENTS`] and a folder `xtask/conformance/NAME` with its pins and its
//! suite: a program that prints its plan and then a line for each check (`check::Report::read`). It finds the
//! organization's address in `ADOXIDE_ORG`, the owner's token in `ADOXIDE_PAT`, what the emulator holds in
//! `ADOXIDE_HELD` ([`stage::Stage::held`]), and a clone of the repository `history` in its working folder
//! ([`history`]).
//!
//! A client that knows only the cloud plays in a namespace where the emulator is the cloud, and fails if it
//! asks for anything else.

mod afterwards;
mod check;
mod git;
mod history;
mod program;
mod stage;
mod suite;

use std::path::Path;

#[cfg(feature = "bench")]
pub use crate::install::{Language, cache, install, succeed};
#[cfg(feature = "bench")]
pub use stage::{ORGANIZATION, Stage};
use suite::{CLIENTS, Client, Outcome};

pub fn run(root: &Path, args: &[String]) -> Result<bool, String> {
    let (flags, names): (Vec<_>, Vec<_>) = args.iter().partition(|arg| arg.starts_with('-'));
    if let Some(flag) = flags.iter().find(|flag| **flag != "--install") {
        return Err(format!("conformance has no option `{flag}`; it has `--install`"));
    }
    let clients = chosen(&names)?;
    let (mut all_good, mut judged) = (true, 0);
    for client in &clients {
        match client.judge(root, !flags.is_empty())? {
            Outcome::Judged(report) => {
                println!("{report}");
                all_good &= report.is_good();
                judged += 1;
            }
            Outcome::Printed(is_good) => {
                all_good &= is_good;
                judged += 1;
            }
            Outcome::Absent(why) => {
                println!("conformance: {} not run: {why}", client.name);
                all_good &= names.is_empty();
            }
        }
    }
    Ok(all_good && judged > 0)
}

/// The clients of these names, or the usual ones.
fn chosen(names: &[&String]) -> Result<Vec<&'static Client>, String> {
    if names.is_empty() {
        return Ok(CLIENTS.iter().filter(|client| client.is_usual()).collect());
    }
    let find = |name: &&String| {
        CLIENTS.iter().find(|client| client.name == name.as_str()).ok_or_else(|| {
            let known: Vec<_> = CLIENTS.iter().map(|client| client.name).collect();
            format!("there is no client `{name}`; there are {}", known.join(", "))
        })
    };
    names.iter().map(find).collect()
}
