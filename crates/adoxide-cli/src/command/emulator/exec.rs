//! `adox emulator exec`.

use crate::args::ExecArgs;
use crate::error::{Error, Result};
use crate::exit::Exit;
use crate::printer::Printer;

/// Runs a program with an emulator in the place of the cloud.
#[cfg(target_os = "linux")]
pub async fn run(args: ExecArgs, printer: &Printer) -> Result<Exit> {
    use std::process::Command;

    use adoxide_emulator::exec;

    let broken = |error: exec::ExecError| Error::new(Exit::Program(exec::BROKEN), error.to_string());
    if !exec::is_inside() {
        let status = exec::reenter().await.map_err(broken)?;
        let code = status.code().and_then(|code| u8::try_from(code).ok());
        return Ok(Exit::Program(code.unwrap_or(exec::BROKEN)));
    }
    let emulator = super::build(args.world).await?;
    let mut words = args.program.into_iter();
    let mut program = Command::new(words.next().ok_or_else(|| Error::usage("there is no program to run"))?);
    program.args(words);
    if let Some(first) = emulator.organizations().first() {
        program.env("ADOXIDE_ORG", format!("https://dev.azure.com/{first}"));
    }
    let token = emulator.token();
    program.env("ADOXIDE_PAT", &token).env("AZURE_DEVOPS_EXT_PAT", &token);
    let run = args.bundle.into_iter().fold(exec::Exec::new(emulator), exec::Exec::bundle);
    let outcome = run.run(program).await.map_err(broken)?;
    for escape in &outcome.escapes {
        printer.error(&Error::new(
            Exit::Program(outcome.code()),
            format!("the program tried to reach {escape}"),
        ));
    }
    Ok(Exit::Program(outcome.code()))
}

/// Says that it cannot be done here.
#[cfg(not(target_os = "linux"))]
pub async fn run(_: ExecArgs, _: &Printer) -> Result<Exit> {
    let fault = Error::failed("a program can be run in a network of its own only on Linux");
    Err(fault.help("`adox emulator --proxy` is for programs that use HTTPS_PROXY"))
}
