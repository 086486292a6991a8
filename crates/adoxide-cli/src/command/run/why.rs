use std::collections::VecDeque;

use adoxide::ErrorKind;
use adoxide::api::build::{GetBuildLog, get_build_log};
use clap::Args;
use serde_json::{Value, json};

use super::{Record, SelectorArgs, Timeline, exit, id, page, title};
use crate::args::{Format, ListArgs};
use crate::context::Context;
use crate::error::{Error, Result};
use crate::exit::Exit;
use crate::output::field::{Field, View, WEB_URL};
use crate::printer::{one_line, visible};
use crate::settings::Place;
use crate::verb::Verb;

/// Show why a run failed: its failed tasks, their errors and the end of their logs
#[derive(Args, Debug)]
#[command(after_help = "Exit codes: 0 something failed and is shown, or all succeeded; 8 not completed.")]
pub struct Why {
    /// How many lines of the end of each log
    #[arg(long, short = 'n', value_name = "NUMBER", default_value_t = 20)]
    lines: usize,

    #[command(flatten)]
    selector: SelectorArgs,

    #[command(flatten)]
    list: ListArgs,
}

const VIEW: View = View::new(&[
    Field::new("record"),
    Field::new("type"),
    Field::new("result").state(),
    Field::new("issues").text(),
    Field::new("log").text(),
    Field::new("attempt").unlisted(),
    Field::new("logId").unlisted(),
    Field::new(WEB_URL).unlisted(),
]);

impl Verb for Why {
    async fn run(self, context: &Context) -> Result<Exit> {
        let (place, run) = self.selector.find().await?;
        let rows = failures(&place, id(&run), self.lines).await?;
        let reasons = run.validation_results.iter().flatten().filter_map(|one| one.message.as_deref());
        let is_people = self.list.output.format(context.printer.is_terminal()) == Format::Table;
        let is_pending = exit(&run) == Exit::Pending;
        if !is_people {
            let rows = futures::stream::iter(rows.into_iter().map(Ok::<_, Error>));
            context.list(&VIEW, place.address(), &self.list, rows).await?;
        } else if rows.is_empty() {
            let result = run.result.as_ref().map_or_else(|| "not completed".to_owned(), ToString::to_string);
            context.printer.line(format_args!("No task of {} has failed: it is {result}.", title(&run)))?;
            for reason in reasons {
                context.printer.line(one_line(reason))?;
            }
        } else {
            print(context, &rows)?;
        }
        Ok(if is_pending { Exit::Pending } else { Exit::Ok })
    }
}

fn print(context: &Context, rows: &[Value]) -> Result<()> {
    let style = context.printer.style();
    for (index, row) in rows.iter().enumerate() {
        if index > 0 {
            context.printer.line("")?;
        }
        let name = one_line(row["record"].as_str().unwrap_or_default()).into_owned();
        context.printer.line(style.paint("1;31", &name))?;
        for issue in row["issues"].as_array().into_iter().flatten() {
            let text = one_line(issue["message"].as_str().unwrap_or_default());
            context.printer.line(format_args!("  {}: {text}", issue["type"].as_str().unwrap_or("error")))?;
        }
        for line in row["log"].as_array().into_iter().flatten() {
            context.printer.line(format_args!("  | {}", visible(line.as_str().unwrap_or_default())))?;
        }
    }
    Ok(())
}

/// What has failed in a run, with issues and the last lines of the logs.
///
/// # Errors
/// As any call. A log that is no more is left out.
pub async fn failures(place: &Place, run: i64, lines: usize) -> Result<Vec<Value>> {
    let timeline = Timeline::of(place, run).await?;
    let project = place.project()?;
    let url = page(place.address(), &project.name().await?, run);
    let mut rows = Vec::new();
    for record in timeline.failures() {
        let issues: Vec<Value> = issues(record);
        let log = match record.log() {
            Some(log) if lines > 0 => tail(place, run, log, lines).await?,
            _ => Vec::new(),
        };
        let record_id = record.raw.id.as_deref().unwrap_or_default();
        rows.push(json!({
            "record": record.path,
            "type": record.kind(),
            "result": record.raw.result,
            "attempt": record.raw.attempt,
            "issues": issues,
            "log": log,
            "logId": record.log(),
            WEB_URL: format!("{url}&view=logs&t={record_id}"),
        }));
    }
    Ok(rows)
}

fn issues(record: &Record) -> Vec<Value> {
    let issues = record.raw.issues.iter().flatten();
    issues.map(|issue| json!({ "type": issue.r#type, "message": issue.message })).collect()
}

/// The last lines of a log, in constant memory.
async fn tail(place: &Place, run: i64, log: i64, lines: usize) -> Result<Vec<String>> {
    let op = get_build_log(&place.project()?.locator(), run.into(), log.into(), GetBuildLog::default());
    let mut content = match place.ado.download(op).await {
        Ok(content) => content,
        // Retention has deleted it.
        Err(error) if error.kind() == ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(error.into()),
    };
    let mut last = Tail::new(lines);
    while let Some(piece) = content.next().await {
        last.add(&piece?);
    }
    Ok(last.lines())
}

/// The longest line that is kept, in bytes; of longer ones it is the begin.
const LONGEST: usize = 2_000;

/// The last lines of what comes in pieces.
struct Tail {
    most: usize,
    whole: VecDeque<Vec<u8>>,
    open: Vec<u8>,
}

impl Tail {
    fn new(most: usize) -> Self {
        Self { most, whole: VecDeque::new(), open: Vec::new() }
    }

    fn add(&mut self, piece: &[u8]) {
        for (index, part) in piece.split(|byte| *byte == b'\n').enumerate() {
            if index > 0 {
                let line = std::mem::take(&mut self.open);
                self.push(line);
            }
            let room = LONGEST.saturating_sub(self.open.len());
            self.open.extend_from_slice(&part[..part.len().min(room)]);
        }
    }

    fn push(&mut self, line: Vec<u8>) {
        if self.whole.len() == self.most {
            self.whole.pop_front();
        }
        self.whole.push_back(line);
    }

    fn lines(mut self) -> Vec<String> {
        if !self.open.is_empty() {
            let line = std::mem::take(&mut self.open);
            self.push(line);
        }
        self.whole
            .iter()
            .map(|line| String::from_utf8_lossy(line).trim_end_matches('\r').to_owned())
            .collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_last_lines_of_pieces() {
        let mut tail = Tail::new(2);
        for piece in ["a\nb", "c\n", "", "d", "e\r\nf"] {
            tail.add(piece.as_bytes());
        }
        assert_eq!(tail.lines(), ["de", "f"]);
        let mut tail = Tail::new(3);
        tail.add(b"one\n");
        assert_eq!(tail.lines(), ["one"]);
    }
}
