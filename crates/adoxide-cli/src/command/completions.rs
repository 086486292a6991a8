use clap::Args;
use clap_complete::Shell;

use crate::cli;
use crate::context::Context;
use crate::error::Result;
use crate::exit::Exit;
use crate::verb::Verb;

/// Write the completion script of a shell
#[derive(Args, Debug)]
pub struct Completions {
    /// The shell
    shell: Shell,
}

impl Verb for Completions {
    async fn run(self, context: &Context) -> Result<Exit> {
        let mut script = Vec::new();
        clap_complete::generate(self.shell, &mut cli::command(), "adox", &mut script);
        context.printer.data(|out| out.write_all(&script))?;
        Ok(Exit::Ok)
    }
}
