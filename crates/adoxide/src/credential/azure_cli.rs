//! The Azure CLI as a source of tokens.

use std::path::Path;
use std::process::Stdio;
use std::time::Duration;

use super::token::access_token;
use super::{AccessToken, RESOURCE};
use crate::error::{Error, ErrorKind, Result};

/// `az` is slow to start, and slower on a machine that has not run it before.
const PATIENCE: Duration = Duration::from_secs(120);

/// Asks `az` for a token.
pub(super) async fn token(program: &Path, tenant: Option<&str>) -> Result<AccessToken> {
    let mut command = tokio::process::Command::new(program);
    command.args(["account", "get-access-token", "--resource", RESOURCE, "--output", "json"]);
    if let Some(tenant) = tenant {
        command.args(["--tenant", tenant]);
    }
    command.stdin(Stdio::null()).kill_on_drop(true);
    // A person is not there to answer, and what is not asked for is not to be read.
    command.env("AZURE_CORE_NO_COLOR", "1").env("AZURE_CORE_ONLY_SHOW_ERRORS", "1");
    let output = match tokio::time::timeout(PATIENCE, command.output()).await {
        Ok(Ok(output)) => output,
        Ok(Err(error)) if error.kind() == std::io::ErrorKind::NotFound => {
            let what = format!("the Azure CLI ({}) is not there", program.display());
            return Err(Error::new(ErrorKind::Config, what).advise("install it, or give another credential"));
        }
        Ok(Err(error)) => {
            let what = format!("the Azure CLI ({}) can't be run: {error}", program.display());
            return Err(Error::new(ErrorKind::Config, what).caused_by(error));
        }
        Err(_) => {
            return Err(Error::new(ErrorKind::Auth, "the Azure CLI does not answer")
                .advise("run `az account get-access-token` to see why"));
        }
    };
    if !output.status.success() {
        // What it says on stderr is for people, and holds no token.
        let said = String::from_utf8_lossy(&output.stderr);
        let said = said.lines().map(str::trim).find(|line| !line.is_empty() && !line.starts_with("WARNING"));
        let said =
            said.map_or("it says nothing", |line| line.trim_start_matches("ERROR: ").trim_end_matches('.'));
        return Err(Error::new(ErrorKind::Auth, format!("the Azure CLI makes no token: {said}"))
            .advise("run `az login`, or give another credential"));
    }
    let answer: serde_json::Value = serde_json::from_slice(&output.stdout).map_err(|_| {
        Error::new(ErrorKind::Auth, "the answer of the Azure CLI can't be read")
            .advise("run `az account get-access-token` to see it")
    })?;
    access_token(&answer)
}
