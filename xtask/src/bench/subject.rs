//! What runs in a process of its own: `bench-subject NAME ARG…`.

use std::collections::BTreeMap;
use std::time::Instant;

use serde_json::json;

use super::measure;

/// Does something with its arguments.
type Subject = fn(&[String]) -> Result<Work, String>;

/// A subject and its name.
pub type Named = (&'static str, Subject);

/// How much was done, and what it took without the start of the process.
pub struct Work {
    pub seconds: f64,
    pub cpu: f64,
    pub amount: f64,
    pub unit: &'static str,
}

impl Work {
    /// Times something that says how much it did.
    pub fn of(unit: &'static str, work: impl FnOnce() -> Result<f64, String>) -> Result<Self, String> {
        let (begin, cpu) = (Instant::now(), measure::own_cpu()?);
        let amount = work()?;
        Ok(Self { seconds: begin.elapsed().as_secs_f64(), cpu: measure::own_cpu()? - cpu, amount, unit })
    }
}

pub fn run(args: &[String]) -> Result<(), String> {
    let (name, arguments) = args.split_first().ok_or("which subject?")?;
    let subjects: BTreeMap<&str, Subject> = [
        super::decode::SUBJECTS,
        super::call::SUBJECTS,
        super::throttle::SUBJECTS,
        super::write::SUBJECTS,
        super::postgres::SUBJECTS,
        super::emulator::SUBJECTS,
        super::events::SUBJECTS,
    ]
    .concat()
    .into_iter()
    .collect();
    let subject = subjects.get(name.as_str()).ok_or_else(|| format!("there is no subject `{name}`"))?;
    let work = subject(arguments)?;
    println!(
        "{}",
        json!({"seconds": work.seconds, "cpu": work.cpu, "amount": work.amount, "unit": work.unit})
    );
    Ok(())
}
