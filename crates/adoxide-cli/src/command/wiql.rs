use adoxide::resource::{LinkKind, Query, QueryResult, Revision};
use adoxide::{ErrorKind, Result as SdkResult};
use clap::Args;
use futures::stream::BoxStream;
use futures::{StreamExt as _, TryStreamExt as _, stream};
use serde_json::Value;

use super::text_or_stdin;
use crate::args::{Format, ListArgs, ProjectArgs};
use crate::context::Context;
use crate::error::{Error, Result};
use crate::exit::Exit;
use crate::output::Rows;
use crate::output::field::{Column, person};
use crate::printer::Printer;
use crate::settings::Place;
use crate::verb::Verb;

/// Query work items with WIQL
#[derive(Args, Debug)]
#[command(after_help = "\
Examples:
  adox wiql \"SELECT [System.Id], [System.Title] FROM workitems
      WHERE [System.AssignedTo] = @me\"
  adox wiql open-bugs.wiql --output csv > bugs.csv
  adox wiql sprint.wiql --team \"Storefront Team\"

The service returns at most 20,000 rows for one query. A query that finds more
is sent in parts; its rows then come in the order of the work items' ids. A
query of a tree of work items can't be sent in parts.")]
pub struct Wiql {
    /// The query, a file that holds it, or `-` for stdin
    #[arg(value_name = "QUERY|FILE|-")]
    text: String,

    /// The team that @currentIteration and the like are of
    #[arg(long, value_name = "NAME|ID")]
    team: Option<String>,

    /// Compare dates with their time (default: where the query has a time)
    #[arg(long)]
    time_precision: bool,

    #[command(flatten)]
    list: ListArgs,

    #[command(flatten)]
    project: ProjectArgs,
}

impl Verb for Wiql {
    async fn run(self, context: &Context) -> Result<Exit> {
        let text = read(&self.text)?;
        let place = Place::of_project(&self.project)?;
        let mut query = match (&place.project, &self.team) {
            (Some(project), _) => place.ado.project(&project.value).wiql(&text),
            // A team belongs to a project.
            (None, Some(_)) => place.project()?.wiql(&text),
            (None, None) => place.ado.wiql(&text),
        };
        if let Some(team) = &self.team {
            query = query.team(team);
        }
        if self.time_precision || has_time(&text) {
            query = query.time_precision();
        }
        let most = self.list.most(context.printer.is_terminal());
        if let Ok(most) = usize::try_from(most)
            && most < usize::MAX
        {
            query = query.limit(most + 1);
        }
        let mut pages = pages(query, &context.printer).await?;
        let Some(first) = pages.try_next().await? else { return Ok(Exit::Ok) };
        let more = if first.value().work_item_relations.is_some() {
            write_links(first, pages, &self.list, most, &context.printer).await?
        } else {
            write_items(first, pages, &self.list, most, &context.printer).await?
        };
        if more && self.list.limit.is_none() {
            context
                .printer
                .say(format_args!("\nThe first {most} are shown; --limit NUMBER or --all shows more."));
        }
        Ok(Exit::Ok)
    }
}

/// The query itself, or what a file or stdin has.
fn read(query: &str) -> Result<String> {
    let is_query = query.trim_start().get(..6).is_some_and(|word| word.eq_ignore_ascii_case("select"));
    let text = if query == "-" || is_query {
        text_or_stdin(query)?
    } else {
        std::fs::read_to_string(query).map_err(|error| {
            Error::usage(format!("the query can't be read from `{query}`: {error}"))
                .help("a query begins with SELECT; anything else is the name of a file that holds one")
        })?
    };
    if text.trim().is_empty() {
        return Err(Error::usage("the query is empty").help("such as SELECT [System.Id] FROM workitems"));
    }
    Ok(text)
}

/// Whether a query compares with a time of day, which the service refuses unless it is told: a quoted text that
/// begins with a digit and has `hh:mm` in it.
fn has_time(query: &str) -> bool {
    query.split('\'').skip(1).step_by(2).any(|quoted| {
        let quoted = quoted.trim().as_bytes();
        quoted.first().is_some_and(u8::is_ascii_digit)
            && quoted.windows(4).any(|four| {
                four[0].is_ascii_digit()
                    && four[1] == b':'
                    && four[2].is_ascii_digit()
                    && four[3].is_ascii_digit()
            })
    })
}

/// The pages of a query: in the order of the ids, where the service finds too many at once.
///
/// # Errors
/// When the first one can't be had.
pub async fn pages(query: Query, printer: &Printer) -> Result<BoxStream<'static, SdkResult<QueryResult>>> {
    let mut pages = query.clone().pages();
    let mut first = pages.try_next().await;
    if query.is_divisible() && first.as_ref().is_err_and(|error| error.code() == Some("VS402337")) {
        printer.say("More than 20,000 rows: they come in the order of the work items' ids.");
        pages = query.by_id().pages();
        first = pages.try_next().await;
    }
    let first = first.map_err(explain)?;
    Ok(stream::iter(first.map(Ok)).chain(pages).boxed())
}

/// A query that the service can't read was typed wrongly.
fn explain(error: adoxide::Error) -> Error {
    /// Of a macro that stands for something of a team.
    const NO_TEAM: &str = "VS402612";

    let is_wrong = error.kind() == ErrorKind::Invalid;
    let needs_team = error.code() == Some(NO_TEAM);
    let error = Error::from(error);
    let error = if needs_team { error.help("name the team with --team") } else { error };
    if is_wrong { error.wrong() } else { error }
}

async fn write_links(
    first: QueryResult,
    mut pages: BoxStream<'static, SdkResult<QueryResult>>,
    args: &ListArgs,
    most: u64,
    printer: &Printer,
) -> Result<bool> {
    let layout = args.output.layout(printer)?;
    let mut rows = Rows::new(printer.paged(&layout), layout, ["rel", "source", "target"]);
    let mut page = Some(first);
    let (mut written, mut more) = (0, false);
    'pages: while let Some(found) = page {
        for link in found.links() {
            if written == most {
                more = true;
                break 'pages;
            }
            let kind = link.kind.as_ref().map(LinkKind::reference_name);
            rows.row(&[kind.into(), link.source.into(), link.target.into()])?;
            written += 1;
        }
        page = pages.try_next().await?;
    }
    printer.about(rows.finish()?);
    Ok(more)
}

async fn write_items(
    first: QueryResult,
    mut pages: BoxStream<'static, SdkResult<QueryResult>>,
    args: &ListArgs,
    most: u64,
    printer: &Printer,
) -> Result<bool> {
    let columns: Vec<String> = first.columns().map(str::to_owned).collect();
    let layout = args.output.layout(printer)?;
    let format = layout.format;
    let heads = columns.iter().map(|name| Column::from(name.as_str()));
    let mut rows = Rows::new(printer.paged(&layout), layout, heads);
    let mut page = Some(first);
    let (mut written, mut more) = (0, false);
    'pages: while let Some(found) = page {
        let mut items = found.rows();
        while let Some(item) = items.try_next().await? {
            if written == most {
                more = true;
                break 'pages;
            }
            let values: Vec<_> = columns.iter().map(|name| value(&item, name, format)).collect();
            rows.row(&values)?;
            written += 1;
        }
        page = pages.try_next().await?;
    }
    printer.about(rows.finish()?);
    Ok(more)
}

fn value(item: &Revision, name: &str, format: Format) -> Value {
    match item.field(name) {
        _ if name == "System.Id" => item.id().into(),
        None => Value::Null,
        Some(value) if matches!(format, Format::Json | Format::Jsonl) => value.clone(),
        Some(value) => person(value),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_of_day_is_seen() {
        assert!(has_time("… WHERE [System.ChangedDate] > '2026-11-29T10:30:00Z'"));
        assert!(has_time("… > '11/29/2026 9:15'"));
        assert!(!has_time("… > '2026-11-29' AND [System.Title] = 'at 10:30'"));
        assert!(!has_time("… WHERE [System.Title] = 'ratio 1:2'"));
    }
}
