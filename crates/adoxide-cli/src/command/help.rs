mod az;
mod pages;

use std::fmt::Write as _;
use std::path::PathBuf;

use clap::Args;

use crate::cli;
use crate::context::Context;
use crate::error::{Error, Result};
use crate::exit::Exit;
use crate::settings::{config, environment};
use crate::verb::Verb;

/// Explain a command or a topic
#[derive(Args, Debug)]
#[command(after_help = "\
Topics: az, environment, formatting

`adox help --man ~/.local/share/man/man1` makes `man adox-pr-create` work.")]
pub struct Help {
    /// The command, such as `pr create`, or the topic
    #[arg(value_name = "COMMAND")]
    words: Vec<String>,

    /// Write a man page for each command into this folder
    #[arg(long, value_name = "FOLDER", conflicts_with = "words")]
    man: Option<PathBuf>,

    /// Write the reference of the book in Markdown into this folder
    #[arg(long, value_name = "FOLDER", conflicts_with_all = ["words", "man"])]
    markdown: Option<PathBuf>,
}

impl Verb for Help {
    async fn run(self, context: &Context) -> Result<Exit> {
        if let Some(folder) = self.man.as_ref().or(self.markdown.as_ref()) {
            let count = if self.man.is_some() { pages::man(folder)? } else { pages::markdown(folder)? };
            context.printer.say(format_args!("Wrote {count} pages to {}.", folder.display()));
            return Ok(Exit::Ok);
        }
        let words: Vec<_> = self.words.iter().map(String::as_str).collect();
        let text = match &words[..] {
            ["az"] => az::text(),
            ["environment"] => environment(),
            ["formatting"] => FORMATTING.to_owned(),
            words => command(words, context.printer.style().color)?,
        };
        let mut out = context.printer.page_of_text();
        std::io::Write::write_all(&mut out, text.as_bytes())?;
        out.finish()?;
        Ok(Exit::Ok)
    }
}

fn command(words: &[&str], color: bool) -> Result<String> {
    let mut command = cli::command();
    command.build();
    let mut at = &mut command;
    let mut path = String::from("adox");
    for word in words {
        at = at.find_subcommand_mut(word).ok_or_else(|| {
            Error::usage(format!("`{path}` has no command `{word}`"))
                .help(format!("`{path} --help` lists its commands"))
        })?;
        path = format!("{path} {}", at.get_name());
    }
    let help = at.render_long_help();
    Ok(if color { help.ansi().to_string() } else { help.to_string() })
}

fn environment() -> String {
    let mut text = "\
Variables of the environment. Of those that set the same, the first that is set
wins. A flag wins over them, and so does a profile that is named with --profile.
"
    .to_owned();
    let mut last = "";
    for (name, about) in environment::variables() {
        // Writing to a string can't fail.
        let _ = if about == last || about == "The same" {
            writeln!(text, "  {name}")
        } else {
            writeln!(text, "\n{}\n  {name}", crate::output::wrapped(about, Some(80)).join("\n"))
        };
        last = about;
    }
    if let Some(path) = config::path() {
        let _ =
            write!(text, "\nThe configuration file, which `adox config` changes:\n  {}\n", path.display());
        for key in config::KEYS {
            let _ = write!(text, "\n  {}\n", key.name);
            for line in crate::output::wrapped(key.about, Some(76)) {
                let _ = writeln!(text, "      {line}");
            }
        }
    }
    text
}

const FORMATTING: &str = "\
On a terminal lists are tables, or lines where a row does not fit; elsewhere they
are JSON. --output chooses: table, line, json, jsonl, csv or tsv.

--json FIELDS keeps these fields of each thing. A name that does not exist is
answered with those that do:

  adox pr list --json pullRequestId,title,webUrl

--jq EXPRESSION filters the JSON as jq does, and prints strings without quotes:

  adox pr list --jq '.[] | select(.isDraft | not) | .title'

--query EXPRESSION filters it with JMESPath, as az does; --output formats the
result:

  adox repo list --query '[].{name: name, branch: defaultBranch}' -o tsv

--template TEMPLATE writes it as a Jinja template says. The list is `items`, one
thing is `item`; besides the filters of Jinja there are `timeago`, and `truncate`
to a number of columns:

  adox pr list --template '{% for pr in items %}{{ pr.pullRequestId }}
  {{ pr.title | truncate(40) }} ({{ pr.creationDate | timeago }})
  {% endfor %}'

A command that changes something prints one sentence to stderr and the URL of
what it changed to stdout; with --json, all that the service says about it.

Long output on a terminal goes through the pager: ADOXIDE_PAGER, the key `pager`
of the configuration, PAGER, or less.
";
