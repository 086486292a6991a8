//! `adox wiql`.

mod query;

use std::collections::HashMap;

use adoxide::api::path::ProjectRef;
use adoxide::api::wire::DateTime;
use adoxide::api::wit::{
    self, QueryByWiql, Wiql, WorkItem, WorkItemBatchGetRequest, WorkItemErrorPolicy, WorkItemQueryResult,
};
use adoxide::{Client, ErrorKind};
use futures::{StreamExt as _, TryStreamExt as _};
use serde_json::Value;

use self::query::Query;
use super::text_or_stdin;
use crate::args::{Format, OutputArgs, WiqlArgs};
use crate::error::{Error, Result};
use crate::exit::Exit;
use crate::output::Rows;
use crate::printer::Printer;
use crate::settings::Place;

/// The service answers a query with no more.
const MOST: usize = 20_000;
/// The work items of one request.
const BATCH: usize = 200;
/// The requests at once.
const AT_ONCE: usize = 4;

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
    let query = Query::read(text);
    let limit = limit.map_or(usize::MAX, |limit| usize::try_from(limit).unwrap_or(usize::MAX));
    let project = place.project.as_ref().map(|project| place.ado.project(&project.value).locator());
    let ado = &place.ado;
    let project = project.as_ref();
    // Links can't be asked for in parts. If there are more than the service answers with, it says so.
    let top = query.selects_items().then_some(limit.min(MOST));
    let first = send(ado, project, text, top).await?;
    let format = output.format(printer.is_terminal());
    if let Some(links) = first.work_item_relations {
        let columns = ["rel", "source", "target"].map(str::to_owned).to_vec();
        let mut rows = Rows::new(printer.stdout(), format, printer.width(), columns);
        for link in links.into_iter().take(limit) {
            let id = |value: Option<i64>| value.map_or(Value::Null, Value::from);
            let ends = [link.source.and_then(|end| end.id), link.target.and_then(|end| end.id)];
            let [source, target] = ends.map(id);
            rows.row(&[link.rel.into(), source, target])?;
        }
        rows.finish()?;
        return Ok(());
    }
    let columns = first.columns.into_iter().flatten();
    let columns: Vec<String> = columns.filter_map(|column| column.reference_name).collect();
    let as_of = first.as_of.filter(|_| query.has_date());
    let mut ids: Vec<i64> = first.work_items.into_iter().flatten().filter_map(|item| item.id).collect();
    if ids.len() >= MOST && limit > MOST {
        printer.say(format_args!("More than {MOST} work items: they come in the order of their ids."));
        ids.clear();
        loop {
            let next = query.after(ids.last().copied().unwrap_or(0));
            let found = send(ado, project, &next, Some(MOST.min(limit - ids.len()))).await?;
            let found = found.work_items.into_iter().flatten().filter_map(|item| item.id);
            let before = ids.len();
            ids.extend(found);
            let grown = ids.len() - before;
            if grown < MOST || ids.len() >= limit {
                break;
            }
        }
    }
    let mut rows = Rows::new(printer.stdout(), format, printer.width(), columns.clone());
    let batches: Vec<Vec<i64>> = ids.chunks(BATCH).map(<[i64]>::to_vec).collect();
    let mut items =
        futures::stream::iter(batches).map(|ids| fetch(ado, ids, &columns, as_of.clone())).buffered(AT_ONCE);
    while let Some(batch) = items.try_next().await? {
        for item in batch {
            let fields = item.fields.unwrap_or_default();
            let values: Vec<_> = columns
                .iter()
                .map(|name| match (name.as_str(), fields.get(name).and_then(Option::as_ref)) {
                    ("System.Id", _) => item.id.into(),
                    (_, None) => Value::Null,
                    (_, Some(value)) if matches!(format, Format::Json | Format::Jsonl) => value.clone(),
                    (_, Some(value)) => plain(value),
                })
                .collect();
            rows.row(&values)?;
        }
    }
    if rows.finish()? {
        printer.say("\nSome values are shortened to fit the terminal; --output json has them in full.");
    }
    Ok(())
}

async fn send(
    ado: &Client,
    project: Option<&ProjectRef>,
    text: &str,
    top: Option<usize>,
) -> Result<WorkItemQueryResult> {
    let body = Wiql { query: Some(text.to_owned()), ..Wiql::default() };
    let top = top.and_then(|top| i64::try_from(top).ok());
    let params = QueryByWiql { top, ..QueryByWiql::default() };
    let answer = ado.call(wit::query_by_wiql(project, None, &body, params)).await;
    answer.map_err(|error| {
        let is_wrong = error.kind() == ErrorKind::Invalid;
        let error = Error::from(error);
        if is_wrong { error.wrong() } else { error }
    })
}

/// Work items in this order. One that was deleted since the query is left out.
async fn fetch(
    ado: &Client,
    ids: Vec<i64>,
    columns: &[String],
    as_of: Option<DateTime>,
) -> Result<Vec<WorkItem>> {
    let body = WorkItemBatchGetRequest {
        ids: Some(ids.clone()),
        fields: Some(columns.to_vec()).filter(|fields| !fields.is_empty()),
        as_of,
        error_policy: Some(WorkItemErrorPolicy::Omit),
        ..WorkItemBatchGetRequest::default()
    };
    let found = ado.items(wit::get_work_items_batch(None, &body)).all().await?;
    let mut found: HashMap<i64, WorkItem> =
        found.into_iter().flatten().filter_map(|item| Some((item.id?, item))).collect();
    Ok(ids.iter().filter_map(|id| found.remove(id)).collect())
}

/// A value as people write it: of a person, the name.
pub fn plain(value: &Value) -> Value {
    match &value["displayName"] {
        Value::String(name) => name.clone().into(),
        _ => value.clone(),
    }
}
