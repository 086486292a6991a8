//! The tree of commands, and what was typed as the job that it names.

use std::ffi::OsString;

use clap::error::{ContextKind, ContextValue};
use clap::{Arg, ArgAction, Command};

use crate::args;
use crate::command::COMMANDS;
use crate::error::Error;
use crate::settings::config::Config;
use crate::verb::{Entry, Job};

const AFTER_HELP: &str = "\
Try `adox demo` first: it needs neither an account nor a network. `adox help
COMMAND` explains a command, `adox help environment` the variables, `adox help
formatting` the output.

Exit codes: 0 success; 1 failure, also of a part; 2 usage error, or cancelled;
3 findings of an audit; 4 the credential is missing, was refused or lacks a
permission; 8 not finished.";

/// The heading of what can be typed with every command, behind what a command has itself.
const GLOBAL: &str = "Global options";

/// What was typed.
pub struct Cli {
    /// Whether errors only are to be printed.
    pub quiet: bool,
    /// Whether calls to the service are to be told.
    pub debug: bool,
    /// What is to be done.
    pub job: Box<dyn Job>,
}

/// Why what was typed was not read.
#[derive(Debug)]
pub enum Refusal {
    /// Help was asked for, or there is a mistake.
    Clap(clap::Error),
    /// There is a mistake that has a better answer.
    Error(Error),
}

impl From<clap::Error> for Refusal {
    fn from(error: clap::Error) -> Self {
        Self::Clap(error)
    }
}

/// All that can be typed.
pub fn command() -> Command {
    let quiet = Arg::new("quiet")
        .long("quiet")
        .short('q')
        .global(true)
        .action(ArgAction::SetTrue)
        .help_heading(GLOBAL)
        .help("Print errors only");
    let debug = Arg::new("debug")
        .long("debug")
        .global(true)
        .action(ArgAction::SetTrue)
        .help_heading(GLOBAL)
        .help("Print a line for each call to the service, and for each wait");
    Command::new("adox")
        .version(env!("CARGO_PKG_VERSION"))
        .about("Azure DevOps on the command line")
        .after_help(AFTER_HELP)
        .max_term_width(80)
        .disable_help_subcommand(true)
        .subcommand_required(true)
        .arg_required_else_help(true)
        .arg(quiet)
        .arg(debug)
        .subcommands(COMMANDS.iter().map(Entry::command))
}

/// Reads what was typed. An operation that is named adds its parameters to what can be typed.
///
/// # Errors
/// When help was asked for, or there is a mistake.
pub fn parse(typed: impl IntoIterator<Item = OsString>) -> Result<Cli, Refusal> {
    let mut typed: Vec<OsString> = typed.into_iter().collect();
    let mut command = command();
    expand(&command, &mut typed).map_err(Refusal::Error)?;
    if let Some(operation) = args::named_operation(&command, &typed).map_err(Refusal::Error)? {
        command = command.mut_subcommand("api", |api| args::with_parameters(api, operation));
    }
    let matches = command.try_get_matches_from_mut(typed).map_err(better)?;
    let job = Entry::read(COMMANDS, &matches).map_err(|error| error.format(&mut command))?;
    let debug = matches.get_flag("debug")
        || std::env::var_os("ADOXIDE_DEBUG").is_some_and(|value| !value.is_empty() && value != "0");
    Ok(Cli { quiet: matches.get_flag("quiet"), debug, job })
}

/// Puts the command of an alias in its place, if one is typed.
fn expand(command: &Command, typed: &mut Vec<OsString>) -> Result<(), Error> {
    let Some(at) = typed.iter().skip(1).position(|word| !word.as_encoded_bytes().starts_with(b"-")) else {
        return Ok(());
    };
    let at = at + 1;
    let Some(name) = typed[at].to_str().filter(|name| command.find_subcommand(name).is_none()) else {
        return Ok(());
    };
    // A file that can't be read is told by what needs it.
    let aliases = Config::open().unwrap_or_default().aliases;
    let Some(text) = aliases.get(name) else { return Ok(()) };
    let words = shlex::split(text).ok_or_else(|| {
        Error::usage(format!("the alias {name} can't be read: a quote is not closed in `{text}`"))
    })?;
    typed.splice(at..=at, words.into_iter().map(OsString::from));
    Ok(())
}

/// What other programs, and older habits, call a command.
const MEANT: &[(&str, &str)] = &[
    ("version", "adox --version"),
    ("login", "adox auth login"),
    ("logout", "adox auth logout"),
    ("whoami", "adox auth status"),
    ("clone", "adox repo clone"),
    ("checkout", "adox pr checkout"),
    ("repos", "adox repo"),
    ("boards", "adox work-item"),
    ("workitem", "adox work-item"),
    ("devops", "adox project, adox team, adox user"),
    ("build", "adox run"),
    ("builds", "adox run"),
    ("completion", "adox completions"),
    ("alias", "adox config set alias.NAME \"COMMAND\""),
    ("configure", "adox config set"),
    ("invoke", "adox api"),
    ("set-vote", "adox pr vote"),
    ("approve", "adox pr vote approve"),
];

/// How much a name must be like what was typed to be suggested.
const LIKENESS: f64 = 0.7;

/// A mistake with a suggestion that means the same, or with none.
fn better(mut error: clap::Error) -> Refusal {
    let text = |error: &clap::Error, kind| match error.get(kind) {
        Some(ContextValue::String(text)) => Some(text.clone()),
        _ => None,
    };
    if let Some(wrong) = text(&error, ContextKind::InvalidSubcommand) {
        if let Some((_, meant)) = MEANT.iter().find(|(name, _)| *name == wrong) {
            let error = Error::usage(format!("there is no command `{wrong}` here"));
            return Refusal::Error(error.help(format!("use `{meant}`")));
        }
        keep_alike(&mut error, ContextKind::SuggestedSubcommand, &wrong);
    }
    if let Some(wrong) = text(&error, ContextKind::InvalidArg) {
        keep_alike(&mut error, ContextKind::SuggestedArg, &wrong);
    }
    Refusal::Clap(error)
}

/// Leaves suggestions that are like what was typed, and drops the others.
fn keep_alike(error: &mut clap::Error, kind: ContextKind, wrong: &str) {
    let plain =
        |text: &str| text.trim_start_matches('-').split(['=', ' ']).next().unwrap_or_default().to_owned();
    let wrong = plain(wrong);
    let like = |text: &str| strsim::normalized_damerau_levenshtein(&plain(text), &wrong) >= LIKENESS;
    let kept = match error.get(kind) {
        Some(ContextValue::String(text)) => like(text).then(|| ContextValue::String(text.clone())),
        Some(ContextValue::Strings(texts)) => {
            let kept: Vec<_> = texts.iter().filter(|text| like(text)).cloned().collect();
            (!kept.is_empty()).then_some(ContextValue::Strings(kept))
        }
        _ => return,
    };
    match kept {
        Some(kept) => error.insert(kind, kept),
        None => error.remove(kind),
    };
}

#[cfg(test)]
mod tests {
    use clap::Args as _;

    use super::*;

    #[test]
    fn what_can_be_typed_makes_sense() {
        command().debug_assert();
    }

    /// No operation has parameters that clash with each other, or with what is there for all.
    #[test]
    fn the_parameters_of_every_operation_can_be_typed() {
        for operation in adoxide::api::catalog() {
            let api = args::ApiArgs::augment_args(Command::new("api"));
            args::with_parameters(api, operation).debug_assert();
        }
    }

    /// Each line of help fits 80 columns, each command says what it does, and none ends its sentence.
    #[test]
    fn the_help_of_every_command_fits_and_tells() {
        fn look(mut command: Command, path: &str, wide: &mut String) {
            let path = format!("{path} {}", command.get_name());
            let about = command.get_about().unwrap_or_else(|| panic!("{path} has no help")).to_string();
            assert!(!about.ends_with('.'), "{path}: {about}");
            let after = command.get_after_help().map(ToString::to_string).unwrap_or_default();
            let help = command.render_help().to_string();
            let long = command.render_long_help().to_string();
            for line in after.lines().chain(help.lines()).chain(long.lines()) {
                if line.chars().count() > 80 {
                    wide.extend([&path, ": ", line, "\n"]);
                }
            }
            // What every command has stands behind what is its own.
            let (own, global) = (help.find("\nOptions:"), help.find("\nGlobal options:"));
            assert!(global.is_some() && own < global, "{path}:\n{help}");
            let behind = &help[global.unwrap_or_default()..];
            assert!(!behind.contains("Output:") && !behind.contains("Connection:"), "{path}:\n{help}");
            for below in command.get_subcommands() {
                look(below.clone(), &path, wide);
            }
        }
        let mut command = command();
        command.build();
        let mut wide = String::new();
        look(command, "", &mut wide);
        assert_eq!(wide, "");
    }

    #[test]
    fn a_suggestion_means_the_same() {
        let refusal = |typed: &str| {
            let words = std::iter::once("adox").chain(typed.split(' ')).map(OsString::from);
            match parse(words) {
                Ok(_) => panic!("{typed} can be typed"),
                Err(Refusal::Clap(error)) => error.to_string(),
                Err(Refusal::Error(error)) => format!("{} {:?}", error.message(), error.hints()),
            }
        };
        assert!(refusal("version").contains("adox --version"));
        assert!(refusal("login").contains("adox auth login"));
        assert!(!refusal("pr zzz").contains("tip"), "{}", refusal("pr zzz"));
        assert!(refusal("pr lst").contains("'list'"), "{}", refusal("pr lst"));
        assert!(refusal("pr list --creater x").contains("--creator"), "{}", refusal("pr list --creater x"));
        assert!(!refusal("pr list --xyzzy x").contains("similar"), "{}", refusal("pr list --xyzzy x"));
    }
}
