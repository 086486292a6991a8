//! `adox completions`.

use clap::CommandFactory as _;
use clap_complete::{Shell, generate};

use crate::args::Cli;
use crate::error::Result;
use crate::exit::Exit;
use crate::printer::Printer;

/// Writes the completions of a shell.
pub fn run(shell: Shell, printer: &Printer) -> Result<Exit> {
    let mut script = Vec::new();
    generate(shell, &mut Cli::command(), "adox", &mut script);
    printer.data(|out| out.write_all(&script))?;
    Ok(Exit::Ok)
}
