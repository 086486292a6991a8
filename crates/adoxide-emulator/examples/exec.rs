//! An unchanged program against an emulator: `cargo run -p adoxide-emulator --example exec -- PROGRAM [ARGUMENT…]`.
//!
//! It finds the token in `ADOXIDE_PAT`, and may be given another file of certificates in `ADOXIDE_BUNDLE`.

use std::process::{Command, ExitCode};

use adoxide_emulator::{Emulator, exec};

#[tokio::main]
#[allow(clippy::print_stderr)]
async fn main() -> ExitCode {
    match run().await {
        Ok(code) => ExitCode::from(code),
        Err(error) => {
            eprintln!("exec: {error}");
            ExitCode::from(exec::BROKEN)
        }
    }
}

#[allow(clippy::print_stderr)]
async fn run() -> Result<u8, Box<dyn std::error::Error>> {
    if !exec::is_inside() {
        let status = exec::reenter().await?;
        return Ok(status.code().and_then(|code| u8::try_from(code).ok()).unwrap_or(exec::BROKEN));
    }
    let mut arguments = std::env::args_os().skip(1);
    let mut program = Command::new(arguments.next().ok_or("say which program to run")?);
    let emulator = Emulator::builder().build()?;
    program.args(arguments).env("ADOXIDE_PAT", emulator.token());
    let mut run = exec::Exec::new(emulator);
    if let Some(bundle) = std::env::var_os("ADOXIDE_BUNDLE") {
        run = run.bundle(bundle);
    }
    let outcome = run.run(program).await?;
    for escape in &outcome.escapes {
        eprintln!("exec: the program tried to reach {escape}");
    }
    Ok(outcome.code())
}
