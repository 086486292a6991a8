use std::ffi::{OsStr, OsString};
use std::path::PathBuf;

use adoxide::api::wire::OpMeta;
use clap::{Arg, ArgAction, ArgMatches, Args, Command};
use clap_complete::ArgValueCandidates;

use super::{ConnectionArgs, OutputArgs};
use crate::catalog;
use crate::complete;
use crate::error::Result;

const AFTER_HELP: &str = "\
Examples:
  adox api --list pull request              find operations by words
  adox api git.get_repositories --help      its path, scopes and parameters
  adox api get_repositories --paginate --output jsonl
  adox api git.get_refs --project Storefront --repository-id web
  adox api core.queue_create_project name=Shop visibility=private \\
      capabilities:=@capabilities.json
  adox api get_projects --jq '.value[].name'
  adox api _apis/connectionData             what is not in the catalog";

/// Call any operation of the REST API
#[derive(Args, Debug)]
#[command(
    after_help = AFTER_HELP,
    mut_arg("output", |arg| arg.help("json, as the service sends it (default), or jsonl, one item a line")),
)]
pub struct ApiArgs {
    /// An operation, by its name or the end of it, in any spelling; or a path
    /// below the organization; or a URL
    #[arg(value_name = "OPERATION|PATH", required_unless_present = "list", add = ArgValueCandidates::new(complete::operations))]
    pub target: Option<String>,

    /// A parameter, or a field of the body: NAME=TEXT, NAME:=JSON, or NAME=@FILE and
    /// NAME:=@FILE
    #[arg(value_name = "NAME=VALUE")]
    pub arguments: Vec<String>,

    /// The same as a flag; repeatable
    #[arg(long = "field", short = 'f', value_name = "NAME=VALUE")]
    pub fields: Vec<String>,

    /// List the operations with these words in their names or paths
    #[arg(long)]
    pub list: bool,

    /// The method of a path (default: GET, or POST with a body)
    #[arg(long, short = 'X')]
    pub method: Option<String>,

    /// Add a header; repeatable
    #[arg(long, short = 'H', value_name = "NAME: VALUE")]
    pub header: Vec<String>,

    /// Read the body from a file, `-` for stdin
    #[arg(long, value_name = "FILE", conflicts_with = "fields")]
    pub input: Option<PathBuf>,

    /// Fetch all pages of a list, and print its items
    #[arg(long, conflicts_with_all = ["output_file", "include"])]
    pub paginate: bool,

    /// Print status and headers, too
    #[arg(long, short)]
    pub include: bool,

    /// Write the answer to this file instead of stdout
    #[arg(long, value_name = "FILE")]
    pub output_file: Option<PathBuf>,

    #[command(flatten)]
    pub output: OutputArgs,

    #[command(flatten)]
    pub connection: ConnectionArgs,

    /// The parameters of the operation that were given as flags.
    #[arg(skip)]
    pub parameters: Vec<(String, String)>,
}

/// The operation that is named behind `api`, if one is.
///
/// # Errors
/// When there is none of that name.
pub fn named_operation(command: &Command, typed: &[OsString]) -> Result<Option<&'static OpMeta>> {
    let Some(api) = command.find_subcommand("api") else {
        return Ok(None);
    };
    let mut words = typed.iter().skip(1);
    // Only flags without a value of their own can stand before it.
    if words.by_ref().find(|word| !is_flag(word)).is_none_or(|word| word != "api") {
        return Ok(None);
    }
    if typed.iter().any(|word| word == "--list") {
        return Ok(None);
    }
    while let Some(word) = words.next() {
        let Some(word) = word.to_str() else {
            return Ok(None);
        };
        if word == "--" {
            continue;
        }
        if is_flag(OsStr::new(word)) {
            if takes_next(api, word) {
                words.next();
            }
            continue;
        }
        return if catalog::is_path(word) { Ok(None) } else { catalog::find(word).map(Some) };
    }
    Ok(None)
}

fn is_flag(word: &OsStr) -> bool {
    word.as_encoded_bytes().first() == Some(&b'-') && word != "-"
}

/// Whether the value of a flag is the next word.
fn takes_next(api: &Command, flag: &str) -> bool {
    let takes_value = |arg: &Arg| matches!(arg.get_action(), ArgAction::Set | ArgAction::Append);
    let (name, value) = match flag.split_once('=') {
        Some((name, value)) => (name, Some(value)),
        None => (flag, None),
    };
    if let Some(long) = name.strip_prefix("--") {
        let known = api.get_arguments().find(|arg| arg.get_long() == Some(long) || has_alias(arg, long));
        // Another one is of the operation, whose name has not come yet: its value is not a flag.
        return value.is_none() && known.is_none_or(takes_value);
    }
    let mut letters = name.chars().skip(1);
    let known =
        letters.next().and_then(|letter| api.get_arguments().find(|arg| arg.get_short() == Some(letter)));
    known.is_some_and(takes_value) && letters.next().is_none() && value.is_none()
}

fn has_alias(arg: &Arg, name: &str) -> bool {
    arg.get_visible_aliases().is_some_and(|aliases| aliases.contains(&name))
}

/// The command with the parameters of an operation among its flags. Its help begins with them.
pub fn with_parameters(api: Command, operation: &'static OpMeta) -> Command {
    let parameters = catalog::parameters(operation);
    let mut api = api
        .before_help(catalog::describe(operation))
        .override_usage(format!("adox api {} [OPTIONS] [NAME=VALUE]...", operation.id));
    for parameter in parameters {
        let flag = parameter.flag();
        let taken = |known: &Arg| known.get_long() == Some(&*flag) || known.get_id() == parameter.name;
        if api.get_arguments().any(taken) || flag == "help" || flag == "quiet" {
            // It can still be given as NAME=VALUE.
            continue;
        }
        let mut arg = Arg::new(parameter.name)
            .long(flag.clone())
            .value_name("VALUE")
            .hide(true)
            .action(ArgAction::Append);
        if parameter.name != flag {
            arg = arg.alias(parameter.name);
        }
        api = api.arg(arg);
    }
    api
}

/// The parameters that were given as flags.
pub fn parameters(matches: &ArgMatches, operation: &'static OpMeta) -> Vec<(String, String)> {
    let mut given = Vec::new();
    for parameter in catalog::parameters(operation) {
        // Those that clash with a flag of ours are no argument, or one of another type.
        if let Ok(Some(values)) = matches.try_get_many::<String>(parameter.name)
            && is_ours(matches, parameter.name)
        {
            given.extend(values.map(|value| (parameter.name.to_owned(), value.clone())));
        }
    }
    given
}

/// Whether a name is that of a parameter, and not that of a flag that is there for all operations.
fn is_ours(matches: &ArgMatches, name: &str) -> bool {
    let fixed = ["target", "method", "api_version", "organization", "profile"];
    !fixed.contains(&name) && matches.value_source(name).is_some()
}
