use clap::Args;

use crate::cli;
use crate::context::Context;
use crate::error::{Error, Result};
use crate::exit::Exit;
use crate::verb::Verb;

/// Explain a command
#[derive(Args, Debug)]
pub struct Help {
    /// The command, such as `pr create`
    #[arg(value_name = "COMMAND")]
    words: Vec<String>,
}

impl Verb for Help {
    async fn run(self, context: &Context) -> Result<Exit> {
        let mut command = cli::command();
        command.build();
        let mut at = &mut command;
        let mut path = String::from("adox");
        for word in &self.words {
            at = at.find_subcommand_mut(word).ok_or_else(|| {
                Error::usage(format!("`{path}` has no command `{word}`"))
                    .help(format!("`{path} --help` lists them"))
            })?;
            path = format!("{path} {}", at.get_name());
        }
        let help = at.render_long_help();
        let text = if context.printer.style().color { help.ansi().to_string() } else { help.to_string() };
        let mut out = context.printer.page_of_text();
        std::io::Write::write_all(&mut out, text.as_bytes())?;
        out.finish()?;
        Ok(Exit::Ok)
    }
}
