//! `adox api`: any operation of the catalog by its name, anything else by its path.

mod answer;
mod argument;

use std::path::Path;

use adoxide::api::wire::{Content, DecodeError, Json, List, Op, OpMeta, Paging, PathArg, Reply, TokenPlace};
use adoxide::{Client, Method};
use serde_json::value::RawValue;

use self::answer::Answer;
use self::argument::Arguments;
use crate::args::ApiArgs;
use crate::catalog::{self, Place};
use crate::error::{Error, Result};
use crate::exit::Exit;
use crate::output::Rows;
use crate::printer::Printer;
use crate::settings::Connection;

/// Lists the operations that have these words in their names or paths.
pub fn list(args: &ApiArgs, printer: &Printer) -> Result<Exit> {
    let words: Vec<_> = args.target.iter().chain(&args.arguments).cloned().collect();
    let found = catalog::search(&words);
    if found.is_empty() {
        return Err(Error::failed(format!("no operation has `{}` in its name or path", words.join(" ")))
            .help("use fewer words, or parts of words; `adox api --list` lists all"));
    }
    let format = args.output.format(printer.is_terminal());
    let columns = ["operation", "method", "path", "version"].map(str::to_owned).to_vec();
    let mut rows = Rows::new(printer.stdout(), format, printer.width(), columns);
    for operation in found {
        let values = [operation.id, operation.method.as_str(), operation.template, operation.api_version];
        rows.row(&values.map(Into::into))?;
    }
    rows.finish()?;
    Ok(Exit::Ok)
}

/// Calls an operation or a path.
pub async fn run(args: &ApiArgs, printer: &Printer) -> Result<Exit> {
    let target = args.target.as_deref().unwrap_or_default();
    let arguments = Arguments::read(args)?;
    let answer = Answer::new(args, printer)?;
    if catalog::is_path(target) {
        let ado = Connection::resolve(&args.connection)?.client()?;
        path(&ado, target, args, arguments, answer).await
    } else {
        let operation = catalog::find(target)?;
        let op = named(operation, args, arguments)?;
        let ado = Connection::resolve(&args.connection)?.client()?;
        send(&ado, operation, op, args, answer).await
    }
}

/// An operation of the catalog with its arguments.
fn named(operation: &'static OpMeta, args: &ApiArgs, arguments: Arguments) -> Result<Op<Content>> {
    if let Some(method) = &args.method
        && !method.eq_ignore_ascii_case(operation.method.as_str())
    {
        return Err(Error::usage(format!("{} is sent by {}", operation.id, operation.method))
            .help("leave -X out, or call a path instead of an operation"));
    }
    let mut op = Op::<Content>::new(operation);
    let (given, fields) = arguments.for_operation(operation)?;
    for (parameter, values) in given {
        for value in values {
            op = match parameter.place {
                Place::Path => op.path(parameter.name, &PathText(value)),
                Place::Query => op.query(parameter.name, &value),
                Place::Header => op.header(parameter.name, &value),
            };
        }
    }
    if let Some(version) = &args.api_version {
        op = op.api_version(version.clone());
    }
    if let Some(media) = operation.produces.first()
        && !operation.produces.iter().any(|media| media.contains("json"))
    {
        op = op.accept(*media);
    }
    for (name, value) in argument::headers(args)? {
        op = op.header(name, &value);
    }
    Ok(match argument::input(args)? {
        Some(body) => op.bytes(body),
        None if fields.is_empty() => op,
        None => op.json(&fields),
    })
}

async fn send(
    ado: &Client,
    operation: &'static OpMeta,
    op: Op<Content>,
    args: &ApiArgs,
    answer: Answer<'_>,
) -> Result<Exit> {
    let answers_json = op.headers().filter(|(name, _)| name.eq_ignore_ascii_case("accept")).last();
    let answers_json = answers_json.is_some_and(|(_, media)| media.contains("json"));
    if args.paginate {
        if !matches!(operation.method, Method::GET | Method::POST) || !answers_json {
            return Err(
                Error::usage(format!("{} answers with no list", operation.id)).help("leave --paginate out")
            );
        }
        answer.pages(ado.raw_pages(op.reply_as::<List<Json>>())).await?;
    } else if answers_json {
        let response = ado.send(op.reply_as::<JsonText>()).await?;
        let body = response.body.0.as_deref().map_or("", RawValue::get);
        answer.whole(response.status, &response.headers, body.as_bytes())?;
    } else {
        answer.download(ado.download(op).await?).await?;
    }
    Ok(Exit::Ok)
}

/// Anything by its path, sent as it is written.
async fn path(
    ado: &Client,
    target: &str,
    args: &ApiArgs,
    arguments: Arguments,
    answer: Answer<'_>,
) -> Result<Exit> {
    let body = argument::input(args)?;
    let method = match &args.method {
        Some(method) => Method::from_bytes(method.to_ascii_uppercase().as_bytes())
            .map_err(|_| Error::usage(format!("`{method}` is no method")))?,
        None if body.is_some() || !arguments.is_empty() => Method::POST,
        None => Method::GET,
    };
    let in_query = matches!(method, Method::GET | Method::HEAD | Method::OPTIONS | Method::DELETE);
    let mut request = ado.request(method, target);
    if let Some(version) = &args.api_version {
        request = request.query("api-version", version);
    }
    if in_query || body.is_some() {
        for (name, value) in arguments.texts() {
            request = request.query(&name, &value);
        }
    } else if !arguments.is_empty() {
        request = request.json(&arguments.fields()?);
    }
    for (name, value) in argument::headers(args)? {
        request = request.header(&name, &value);
    }
    if let Some(body) = body {
        if !args.header.iter().any(|header| header.to_ascii_lowercase().starts_with("content-type:")) {
            request = request.header("content-type", content_type(args.input.as_deref()));
        }
        request = request.bytes(body);
    }
    if args.paginate {
        // The way of most lists. The others are operations of the catalog, which knows their ways.
        let send = TokenPlace::Query("continuationToken");
        answer.pages(request.pages(Paging::HeaderToken { send })).await?;
    } else {
        answer.download(request.download().await?).await?;
    }
    Ok(Exit::Ok)
}

/// What a body of bytes is: JSON, unless the name of its file says otherwise.
fn content_type(input: Option<&Path>) -> &'static str {
    match input.and_then(Path::extension).and_then(|extension| extension.to_str()) {
        None | Some("json") => "application/json",
        _ => "application/octet-stream",
    }
}

/// A value in a path; the catalog knows its name, not its type.
struct PathText(String);

impl PathArg for PathText {
    fn path_arg(&self) -> String {
        self.0.clone()
    }
}

/// JSON as the service sent it: read, so that half of it is noticed, and kept as it is. None, if there is none.
struct JsonText(Option<Box<RawValue>>);

impl Reply for JsonText {
    fn decode(body: &[u8]) -> Result<Self, DecodeError> {
        if body.trim_ascii().is_empty() {
            Ok(Self(None))
        } else {
            DecodeError::json(body).map(|json| Self(Some(json)))
        }
    }
}
