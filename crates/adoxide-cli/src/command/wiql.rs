//! `adox wiql`.

use adoxide::ErrorKind;
use adoxide::resource::{LinkKind, QueryResult, Revision};
use futures::TryStreamExt as _;
use futures::stream::BoxStream;
use serde_json::Value;

use super::text_or_stdin;
use crate::args::{Format, OutputArgs, WiqlArgs};
use crate::error::{Error, Result};
use crate::exit::Exit;
use crate::output::Rows;
use crate::printer::Printer;
use crate::settings::Place;

/// Asks for work items.
pub async fn run(args: &WiqlArgs, printer: &Printer) -> Result<Exit> {
    let text = read(&args.query)?;
    let place = Place::of_project(&args.project)?;
    ask(&place, &text, args.limit, args.output, printer).await?;
    Ok(Exit::Ok)
}

/// The query itself, or what a file or stdin has.
fn read(query: &str) -> Result<String> {
    let is_query = query.trim_start().get(..6).is_some_and(|word| word.eq_ignore_ascii_case("select"));
    let text = if query == "-" || is_query {
        text_or_stdin(query)?
    } else {
        std::fs::read_to_string(query).map_err(|error| {
            Error::usage(format!("the query can't be read from `{query}`: {error}"))
                .help("a query begins with SELECT; anything else is the name of a file with one")
        })?
    };
    if text.trim().is_empty() {
        return Err(Error::usage("there is no query").help("such as SELECT [System.Id] FROM workitems"));
    }
    Ok(text)
}

/// Asks, and writes all rows.
pub async fn ask(
    place: &Place,
    text: &str,
    limit: Option<u64>,
    output: OutputArgs,
    printer: &Printer,
) -> Result<()> {
    let query = match &place.project {
        Some(project) => place.ado.project(&project.value).wiql(text),
        None => place.ado.wiql(text),
    };
    let query = match limit {
        Some(limit) => query.limit(usize::try_from(limit).unwrap_or(usize::MAX)),
        None => query,
    };
    let mut pages = query.clone().pages();
    let mut first = pages.try_next().await;
    if query.is_divisible() && first.as_ref().is_err_and(|error| error.code() == Some("VS402337")) {
        printer.say("More than 20,000 rows: they come in the order of the work items' ids.");
        pages = query.by_id().pages();
        first = pages.try_next().await;
    }
    let Some(first) = first.map_err(explain)? else { return Ok(()) };
    let format = output.format(printer.is_terminal());
    if first.value().work_item_relations.is_some() {
        return write_links(first, pages, format, printer).await;
    }
    write_items(first, pages, format, printer).await
}

/// A query that the service can't read was typed wrongly.
fn explain(error: adoxide::Error) -> Error {
    let is_wrong = error.kind() == ErrorKind::Invalid;
    let error = Error::from(error);
    if is_wrong { error.wrong() } else { error }
}

async fn write_links(
    first: QueryResult,
    mut pages: BoxStream<'static, adoxide::Result<QueryResult>>,
    format: Format,
    printer: &Printer,
) -> Result<()> {
    let columns = ["rel", "source", "target"].map(str::to_owned).to_vec();
    let mut rows = Rows::new(printer.stdout(), format, printer.width(), columns);
    let mut page = Some(first);
    while let Some(found) = page {
        for link in found.links() {
            let kind = link.kind.as_ref().map(LinkKind::reference_name);
            rows.row(&[kind.into(), link.source.into(), link.target.into()])?;
        }
        page = pages.try_next().await?;
    }
    rows.finish()?;
    Ok(())
}

async fn write_items(
    first: QueryResult,
    mut pages: BoxStream<'static, adoxide::Result<QueryResult>>,
    format: Format,
    printer: &Printer,
) -> Result<()> {
    let columns: Vec<String> = first.columns().map(str::to_owned).collect();
    let mut rows = Rows::new(printer.stdout(), format, printer.width(), columns.clone());
    let mut page = Some(first);
    while let Some(found) = page {
        let mut items = found.rows();
        while let Some(item) = items.try_next().await? {
            let values: Vec<_> = columns.iter().map(|name| value(&item, name, format)).collect();
            rows.row(&values)?;
        }
        page = pages.try_next().await?;
    }
    if rows.finish()? {
        printer.say("\nSome values are shortened to fit the terminal; --output json has them in full.");
    }
    Ok(())
}

fn value(item: &Revision, name: &str, format: Format) -> Value {
    match item.field(name) {
        _ if name == "System.Id" => item.id().into(),
        None => Value::Null,
        Some(value) if matches!(format, Format::Json | Format::Jsonl) => value.clone(),
        Some(value) => plain(value),
    }
}

/// A value as people write it: of a person, the name.
pub fn plain(value: &Value) -> Value {
    match &value["displayName"] {
        Value::String(name) => name.clone().into(),
        _ => value.clone(),
    }
}
