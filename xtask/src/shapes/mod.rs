//! `cargo xtask shapes DIR`: every single recorded body under a folder decodes whole and without loss, and the
//! emulator answers the same operation with the recorded members, kinds, nulls and date forms.

mod answered;
mod body;
mod decoded;
mod form;
mod given;
mod stage;
mod state;
mod things;

use std::path::Path;

use crate::corpus::index::Index;
use body::What;

/// What became of one body.
struct Outcome {
    name: String,
    /// The operation, or the event.
    of: String,
    problems: Vec<String>,
    unknown: Vec<String>,
    differences: Vec<String>,
}

/// Whether as many bodies decoded and were answered as must: the floors, or all.
pub fn run(
    root: &Path,
    dir: &Path,
    verbose: bool,
    (decoded, answered): (Option<usize>, Option<usize>),
) -> Result<bool, String> {
    let areas = crate::r#gen::facts(root)?;
    let index = Index::new(&areas);
    let bodies = body::read(dir)?;
    if bodies.is_empty() {
        return Err(format!("{}: no body in this folder", dir.display()));
    }
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(|error| format!("the runtime cannot start: {error}"))?;
    let answers = answered::Answers::new(&index)?;
    let mut outcomes = Vec::new();
    for body in &bodies {
        let (of, decoded, differences) = match &body.what {
            What::Exchange(exchange) => {
                let names: Vec<String> = exchange.query.iter().map(|(name, _)| name.clone()).collect();
                let found = index.route(&exchange.method, &exchange.host, &exchange.path, &names);
                let of =
                    found.as_ref().map_or_else(|| exchange.path.join("/"), |found| found.entry.id.into());
                let differences =
                    runtime.block_on(answers.exchange(found.as_ref(), exchange, body.author))?;
                (of, decoded::exchange(found.as_ref(), exchange), differences)
            }
            What::Delivery(delivery) => {
                let version = delivery.resource_version.as_deref().unwrap_or("no version");
                let of = format!("{} {version}", delivery.event_type);
                let differences = runtime.block_on(answers.delivery(&areas, delivery, body.author))?;
                (of, decoded::delivery(&areas, &index, delivery), differences)
            }
        };
        outcomes.push(Outcome {
            name: body.name.clone(),
            of,
            problems: decoded.problems,
            unknown: decoded.unknown.into_iter().collect(),
            differences,
        });
    }
    let all = outcomes.len();
    let of_decoded = outcomes.iter().filter(|outcome| outcome.problems.is_empty()).count();
    let of_answered = outcomes.iter().filter(|outcome| outcome.differences.is_empty()).count();
    println!("shapes: decoded {of_decoded}/{all}, answered {of_answered}/{all}");
    for outcome in &outcomes {
        list("not decoded", outcome, &outcome.problems, verbose);
        if verbose {
            list("unknown members", outcome, &outcome.unknown, true);
        }
    }
    for outcome in &outcomes {
        list("not answered", outcome, &outcome.differences, verbose);
    }
    Ok(of_decoded >= decoded.unwrap_or(all) && of_answered >= answered.unwrap_or(all))
}

fn list(what: &str, outcome: &Outcome, lines: &[String], verbose: bool) {
    if lines.is_empty() {
        return;
    }
    println!("{what}  {} ({})", outcome.name, outcome.of);
    let shown = if verbose { lines.len() } else { 2 };
    for line in lines.iter().take(shown) {
        println!("        {line}");
    }
    if lines.len() > shown {
        println!("        and {} more", lines.len() - shown);
    }
}
