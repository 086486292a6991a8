use clap::{Args, ValueEnum};
use clap_complete::env::{Bash, Elvish, EnvCompleter, Fish, Powershell, Zsh};

use crate::context::Context;
use crate::error::Result;
use crate::exit::Exit;
use crate::verb::Verb;

/// Write the completion script of a shell
///
/// The script asks adox itself, so that it completes names of your organization, too, and need not be written again
/// after an update.
#[derive(Args, Debug)]
#[command(after_help = "\
Install it:
  bash         echo 'source <(adox completions bash)' >> ~/.bashrc
  zsh          echo 'source <(adox completions zsh)' >> ~/.zshrc
  fish         adox completions fish > ~/.config/fish/completions/adox.fish
  powershell   adox completions powershell >> $PROFILE
  elvish       echo 'eval (adox completions elvish | slurp)' >> ~/.elvish/rc.elv")]
pub struct Completions {
    /// The shell
    #[arg(value_enum)]
    shell: Shell,
}

/// A shell whose completions can be written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Shell {
    Bash,
    Zsh,
    Fish,
    #[value(alias = "pwsh")]
    Powershell,
    Elvish,
}

impl Verb for Completions {
    async fn run(self, context: &Context) -> Result<Exit> {
        let completer: &dyn EnvCompleter = match self.shell {
            Shell::Bash => &Bash,
            Shell::Zsh => &Zsh,
            Shell::Fish => &Fish,
            Shell::Powershell => &Powershell,
            Shell::Elvish => &Elvish,
        };
        context.printer.data(|out| completer.write_registration("COMPLETE", "adox", "adox", "adox", out))?;
        Ok(Exit::Ok)
    }
}
