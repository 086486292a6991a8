use std::collections::HashMap;
use std::io::Write as _;

use adoxide::Client;
use adoxide::api::build::{BuildStatus, GetBuildLog, get_build_log};
use adoxide::resource::Project;
use clap::Args;

use super::{Record, SelectorArgs, Timeline, get, id};
use crate::context::Context;
use crate::error::{Error, Result};
use crate::exit::Exit;
use crate::printer::{Out, one_line};
use crate::verb::Verb;
use crate::wait::Poll;

/// Print the logs of a run
#[derive(Args, Debug)]
#[command(after_help = "\
The log of each task is printed in the order of the tasks, below a line with its
name where there are several. The log of a task that runs has what the agent has
sent so far.

Examples:
  adox run logs 4711 --failed
  adox run logs 4711 --job Tests --task 'npm test'
  adox run logs 4711 --follow")]
pub struct Logs {
    /// Those of tasks that have failed only
    #[arg(long)]
    failed: bool,

    /// Those of the tasks of this job, or of this stage; repeatable
    #[arg(long, visible_alias = "stage", value_name = "NAME")]
    job: Vec<String>,

    /// Those of this task; repeatable
    #[arg(long, visible_alias = "step", value_name = "NAME")]
    task: Vec<String>,

    /// Go on until the run is completed, and print lines as they come
    #[arg(long, short, conflicts_with = "failed")]
    follow: bool,

    /// Print the log of this number
    #[arg(long, value_name = "NUMBER", conflicts_with_all = ["failed", "job", "task", "follow"])]
    log: Option<i64>,

    /// Leave the time at the head of each line out
    #[arg(long)]
    no_timestamps: bool,

    #[command(flatten)]
    selector: SelectorArgs,
}

impl Verb for Logs {
    async fn run(self, context: &Context) -> Result<Exit> {
        let (place, run) = self.selector.find().await?;
        let run = id(&run);
        let project = place.project()?;
        let mut printed = Printed {
            ado: &place.ado,
            project: &project,
            run,
            no_timestamps: self.no_timestamps,
            lines: HashMap::new(),
            last: None,
        };
        if let Some(log) = self.log {
            let mut out = context.printer.stdout();
            printed.print(log, None, &mut out).await?;
            return done(out.flush());
        }
        let mut poll = Poll::new(&context.printer).silent();
        loop {
            // Read before the records, so that the records of a completed run are its last.
            let now = get(&place, run).await?;
            let is_completed = now.status == Some(BuildStatus::Completed);
            let timeline = Timeline::of(&place, run).await?;
            let chosen: Vec<_> = timeline.tasks().filter(|task| self.is_wanted(task)).collect();
            if !self.follow || is_completed {
                self.check(&timeline, &chosen, run)?;
            }
            let names = chosen.len() > 1 || self.follow;
            let mut out = context.printer.stdout();
            let before: i64 = printed.lines.values().sum();
            for task in chosen {
                let Some(log) = task.log() else { continue };
                printed.print(log, names.then_some(task.path.as_str()), &mut out).await?;
                if self.follow && !task.is_completed() {
                    // Lines of later tasks come when this one is completed.
                    break;
                }
            }
            done(out.flush())?;
            if !self.follow || is_completed {
                return Ok(Exit::Ok);
            }
            if printed.lines.values().sum::<i64>() > before {
                poll.soon();
            }
            poll.wait("").await;
        }
    }
}

impl Logs {
    fn is_wanted(&self, task: &Record) -> bool {
        let parents = task.path.rsplit_once(" / ").map_or("", |(parents, _)| parents);
        let is = |name: &str, wanted: &String| name.to_lowercase() == wanted.to_lowercase();
        let below =
            |wanted: &String| parents.split(" / ").any(|name| is(name, wanted)) || is(parents, wanted);
        (!self.failed || task.has_failed())
            && (self.job.is_empty() || self.job.iter().any(below))
            && (self.task.is_empty() || self.task.iter().any(|wanted| is(task.name(), wanted)))
    }

    /// Refuses names that nothing has.
    fn check(&self, timeline: &Timeline, chosen: &[&Record], run: i64) -> Result<()> {
        if !chosen.is_empty() || self.job.is_empty() && self.task.is_empty() {
            return Ok(());
        }
        let mut paths: Vec<_> = timeline.tasks().map(|task| task.path.as_str()).collect();
        paths.dedup();
        let what = if self.failed { "no failed task" } else { "no task" };
        Err(Error::failed(format!("run {run} has {what} of this name")).help(format!(
            "its tasks are {}",
            if paths.is_empty() { "not known yet".to_owned() } else { paths.join(", ") }
        )))
    }
}

/// What has been printed of the logs of a run.
struct Printed<'a> {
    ado: &'a Client,
    project: &'a Project,
    run: i64,
    no_timestamps: bool,
    /// Lines by the number of the log.
    lines: HashMap<i64, i64>,
    last: Option<i64>,
}

impl Printed<'_> {
    /// Prints what is new in a log, below its name.
    async fn print(&mut self, log: i64, name: Option<&str>, out: &mut Out) -> Result<()> {
        let known = self.lines.get(&log).copied().unwrap_or(0);
        let params = GetBuildLog { start_line: (known > 0).then_some(known + 1), ..GetBuildLog::default() };
        let op = get_build_log(&self.project.locator(), self.run.into(), log.into(), params);
        let mut content = self.ado.download(op).await?;
        let mut lines = Lines { no_timestamps: self.no_timestamps, rest: Vec::new(), count: 0 };
        let mut begun = false;
        while let Some(piece) = content.next().await {
            let piece = piece?;
            if !begun && !piece.is_empty() {
                begun = true;
                if let Some(name) = name.filter(|_| self.last != Some(log)) {
                    let gap = if self.last.is_some() { "\n" } else { "" };
                    done(writeln!(out, "{gap}==> {} <==", one_line(name)))?;
                }
                self.last = Some(log);
            }
            done(lines.write(&piece, out))?;
        }
        done(lines.end(out))?;
        self.lines.insert(log, known + lines.count);
        Ok(())
    }
}

/// Lines of a log as they come, in pieces.
struct Lines {
    no_timestamps: bool,
    rest: Vec<u8>,
    count: i64,
}

/// The longest part of a line that is held to look for its time, in bytes.
const LONGEST: usize = 1 << 16;

impl Lines {
    fn write(&mut self, piece: &[u8], out: &mut Out) -> std::io::Result<()> {
        self.rest.extend_from_slice(piece);
        let mut begin = 0;
        while let Some(length) = self.rest[begin..].iter().position(|byte| *byte == b'\n') {
            let line = &self.rest[begin..begin + length];
            self.count += 1;
            out.write_all(self.plain(line))?;
            out.write_all(b"\n")?;
            begin += length + 1;
        }
        self.rest.drain(..begin);
        if self.rest.len() > LONGEST {
            let part = std::mem::take(&mut self.rest);
            out.write_all(self.plain(&part))?;
        }
        Ok(())
    }

    fn end(&mut self, out: &mut Out) -> std::io::Result<()> {
        if self.rest.is_empty() {
            return Ok(());
        }
        self.write(b"\n", out)
    }

    /// A line without its line end and, where that is asked for, its time.
    fn plain<'a>(&self, line: &'a [u8]) -> &'a [u8] {
        let line = line.strip_suffix(b"\r").unwrap_or(line);
        if !self.no_timestamps {
            return line;
        }
        let space = line.iter().take(40).position(|byte| *byte == b' ');
        let is_time = |text: &[u8]| {
            text.len() >= 20
                && text[..4].iter().all(u8::is_ascii_digit)
                && text[10] == b'T'
                && text.ends_with(b"Z")
        };
        match space {
            Some(space) if is_time(&line[..space]) => &line[space + 1..],
            _ => line,
        }
    }
}

/// A reader that goes away is not a failure.
fn done(written: std::io::Result<()>) -> Result<Exit> {
    written?;
    Ok(Exit::Ok)
}
