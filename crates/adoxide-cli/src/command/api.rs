//! `adox api`: any operation of the catalog by its name, anything else by its path.

mod answer;
mod argument;

use std::path::Path;

use adoxide::api::wire::{Content, Json, List, Op, OpMeta, Paging, PathArg, TokenPlace};
use adoxide::{Client, Method};

use self::answer::Answer;
use self::argument::Arguments;
use clap::{ArgMatches, Args, Command, FromArgMatches};

use crate::args::{self, ApiArgs};
use crate::catalog::{self, Place};
use crate::context::Context;
use crate::error::{Error, Result};
use crate::exit::Exit;
use crate::output::Rows;
use crate::printer::Printer;
use crate::settings::Connection;
use crate::verb::Verb;

/// `adox api`: an operation that is named adds its parameters to the flags.
pub struct Api(ApiArgs);

impl Args for Api {
    fn augment_args(command: Command) -> Command {
        ApiArgs::augment_args(command)
    }

    fn augment_args_for_update(command: Command) -> Command {
        ApiArgs::augment_args_for_update(command)
    }
}

impl FromArgMatches for Api {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, clap::Error> {
        let mut api = ApiArgs::from_arg_matches(matches)?;
        let operation = api.target.as_deref().filter(|target| !api.list && !catalog::is_path(target));
        if let Some(operation) = operation.and_then(|target| catalog::find(target).ok()) {
            api.parameters = args::parameters(matches, operation);
        }
        Ok(Self(api))
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), clap::Error> {
        *self = Self::from_arg_matches(matches)?;
        Ok(())
    }
}

impl Verb for Api {
    async fn run(self, context: &Context) -> Result<Exit> {
        if self.0.list { list(&self.0, &context.printer) } else { run(&self.0, &context.printer).await }
    }
}

/// Lists the operations that have these words in their names or paths.
fn list(args: &ApiArgs, printer: &Printer) -> Result<Exit> {
    let words: Vec<_> = args.target.iter().chain(&args.arguments).cloned().collect();
    let found = catalog::search(&words);
    if found.is_empty() {
        return Err(Error::failed(format!("no operation has `{}` in its name or path", words.join(" ")))
            .help("use fewer words, or parts of words; `adox api --list` lists all"));
    }
    let layout = args.output.layout(printer)?;
    let mut rows = Rows::new(printer.paged(&layout), layout, ["operation", "method", "path", "version"]);
    for operation in found {
        let values = [operation.id, operation.method.as_str(), operation.template, operation.api_version];
        rows.row(&values.map(Into::into))?;
    }
    rows.finish()?;
    Ok(Exit::Ok)
}

/// Calls an operation or a path.
async fn run(args: &ApiArgs, printer: &Printer) -> Result<Exit> {
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
    if let Some(version) = &args.connection.api_version {
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
    if args.paginate {
        let accepted = op.headers().filter(|(name, _)| name.eq_ignore_ascii_case("accept")).last();
        let answers_json = accepted.is_some_and(|(_, media)| media.contains("json"));
        if !matches!(operation.method, Method::GET | Method::POST) || !answers_json {
            return Err(
                Error::usage(format!("{} does not return a list", operation.id)).help("leave --paginate out")
            );
        }
        answer.pages(ado.raw_pages(op.reply_as::<List<Json>>())).await?;
    } else {
        // Whatever it answers with: some operations have text where JSON is documented.
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
            .map_err(|_| Error::usage(format!("`{method}` is not an HTTP method")))?,
        None if body.is_some() || !arguments.is_empty() => Method::POST,
        None => Method::GET,
    };
    let in_query = matches!(method, Method::GET | Method::HEAD | Method::OPTIONS | Method::DELETE);
    let mut request = ado.request(method, target);
    if let Some(version) = &args.connection.api_version {
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
