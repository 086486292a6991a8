//! How long a process took, and what it took for it.

use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

use nix::sys::resource::{Usage, UsageWho, getrusage};
use nix::sys::time::TimeValLike as _;
use serde_json::{Value, json};

/// What one subject took.
#[derive(Clone, Debug)]
pub struct Sample {
    pub subject: String,
    /// What it says itself, or the whole process.
    pub seconds: f64,
    /// User and system, of the whole process.
    pub cpu: f64,
    pub peak_mb: f64,
    /// How much it did, and of what.
    pub amount: Option<(f64, String)>,
    /// What the emulator was asked.
    pub requests: Option<u64>,
}

impl Sample {
    /// How much a second; `none` if it does not say.
    pub fn per_second(&self) -> f64 {
        self.amount.as_ref().map_or(f64::NAN, |(amount, _)| amount / self.seconds)
    }

    pub fn rate(&self) -> String {
        match &self.amount {
            Some((_, unit)) if self.per_second() < 10.0 => format!("{:.1} {unit}/s", self.per_second()),
            Some((_, unit)) => format!("{:.0} {unit}/s", self.per_second()),
            None => String::new(),
        }
    }

    pub fn to_json(&self) -> Value {
        json!({
            "subject": self.subject,
            "seconds": self.seconds,
            "cpuSeconds": self.cpu,
            "peakMegabytes": self.peak_mb,
            "amount": self.amount.as_ref().map(|(amount, _)| amount),
            "unit": self.amount.as_ref().map(|(_, unit)| unit),
            "requests": self.requests,
        })
    }
}

/// What is measured: a name, and one run.
pub type Subject<'a> = (String, Box<dyn FnMut() -> Result<Sample, String> + 'a>);

/// Runs the subjects in turns and gives the median of each of their figures.
pub fn in_turns(subjects: &mut [Subject<'_>], rounds: usize) -> Result<Vec<Sample>, String> {
    let mut samples: Vec<Vec<Sample>> = subjects.iter().map(|_| Vec::new()).collect();
    for _ in 0..rounds {
        for ((name, subject), samples) in subjects.iter_mut().zip(&mut samples) {
            let mut sample = subject().map_err(|error| format!("{name}: {error}"))?;
            sample.subject.clone_from(name);
            samples.push(sample);
        }
    }
    Ok(samples.into_iter().map(median).collect())
}

fn median(mut samples: Vec<Sample>) -> Sample {
    let middle = samples.len() / 2;
    let mut of = |figure: fn(&Sample) -> f64| {
        samples.sort_by(|one, other| figure(one).total_cmp(&figure(other)));
        figure(&samples[middle])
    };
    let (cpu, peak_mb) = (of(|sample| sample.cpu), of(|sample| sample.peak_mb));
    // What it did and asked for is that of the run in the middle by time.
    of(|sample| sample.seconds);
    Sample { cpu, peak_mb, ..samples.swap_remove(middle) }
}

/// Runs a program to its end. What it says on its last line counts, if that is JSON: `seconds` and `cpu` without
/// its start, `amount`, `unit`.
pub fn program(command: &mut Command) -> Result<Sample, String> {
    told(command).map(|(sample, _)| sample)
}

/// The same, and all that it said.
pub fn told(command: &mut Command) -> Result<(Sample, String), String> {
    let own = std::env::current_exe().map_err(|error| format!("this program's own place: {error}"))?;
    // One process in between: the kernel tells the peak of all children together.
    let mut watcher = Command::new(own);
    watcher.arg("bench-watch").arg(command.get_program()).args(command.get_args());
    for (name, value) in command.get_envs() {
        match value {
            Some(value) => watcher.env(name, value),
            None => watcher.env_remove(name),
        };
    }
    if let Some(folder) = command.get_current_dir() {
        watcher.current_dir(folder);
    }
    let output = watcher.stdin(Stdio::null()).output().map_err(|error| error.to_string())?;
    if !output.status.success() {
        return Err(String::from_utf8_lossy(&output.stderr).trim().to_owned());
    }
    let told = String::from_utf8_lossy(&output.stderr);
    let told: Value =
        told.lines().last().and_then(|line| serde_json::from_str(line).ok()).ok_or("it was not measured")?;
    let text = String::from_utf8_lossy(&output.stdout).into_owned();
    let said: Value =
        text.lines().last().and_then(|line| serde_json::from_str(line).ok()).unwrap_or(Value::Null);
    let number = |name: &str| told[name].as_f64().ok_or("it was not measured");
    let amount = said["amount"].as_f64().zip(said["unit"].as_str().map(str::to_owned));
    let sample = Sample {
        subject: String::new(),
        seconds: said["seconds"].as_f64().map_or_else(|| number("seconds"), Ok)?,
        cpu: said["cpu"].as_f64().map_or_else(|| number("cpu"), Ok)?,
        peak_mb: number("peakMegabytes")?,
        amount,
        requests: None,
    };
    Ok((sample, text))
}

/// `bench-watch PROGRAM ARG…`: runs it and says on stderr what it took.
pub fn watch(args: &[String]) -> Result<bool, String> {
    let (program, arguments) = args.split_first().ok_or("nothing to watch")?;
    let begin = Instant::now();
    let status =
        Command::new(program).args(arguments).status().map_err(|error| format!("{program}: {error}"))?;
    let seconds = begin.elapsed().as_secs_f64();
    let usage = getrusage(UsageWho::RUSAGE_CHILDREN).map_err(|error| error.to_string())?;
    eprintln!("{}", json!({"seconds": seconds, "cpu": cpu(&usage), "peakMegabytes": peak(&usage)}));
    Ok(status.success())
}

/// The CPU time of this process so far, in seconds.
pub fn own_cpu() -> Result<f64, String> {
    getrusage(UsageWho::RUSAGE_SELF).map(|usage| cpu(&usage)).map_err(|error| error.to_string())
}

fn cpu(usage: &Usage) -> f64 {
    let microseconds = usage.user_time().num_microseconds() + usage.system_time().num_microseconds();
    Duration::from_micros(microseconds.unsigned_abs()).as_secs_f64()
}

fn peak(usage: &Usage) -> f64 {
    usage.max_rss() as f64 / 1_024.0
}

pub fn time(seconds: f64) -> String {
    match seconds {
        s if s < 0.001 => format!("{:.0} µs", s * 1e6),
        s if s < 0.1 => format!("{:.1} ms", s * 1e3),
        s if s < 1.0 => format!("{:.0} ms", s * 1e3),
        s => format!("{s:.2} s"),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_figure_has_a_median_of_its_own() {
        let sample = |seconds, cpu, requests| Sample {
            subject: String::new(),
            seconds,
            cpu,
            peak_mb: 1.0,
            amount: None,
            requests: Some(requests),
        };
        let found = median(vec![sample(3.0, 1.0, 1), sample(1.0, 3.0, 2), sample(2.0, 9.0, 3)]);
        assert_eq!((found.seconds, found.cpu, found.requests), (2.0, 3.0, Some(3)));
    }
}
