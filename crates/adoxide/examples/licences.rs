//! Writes who holds which licence, and when they last used it, as CSV: users and service principals.
//!
//! `cargo run --example licences > licences.csv`, with `AZURE_DEVOPS_ORG_URL` and `AZURE_DEVOPS_EXT_PAT` set. The token
//! needs the scope `vso.memberentitlementmanagement`.

#![allow(clippy::print_stderr, reason = "a program prints")]

use std::io::Write;

use adoxide::Client;

/// Writes name, account, kind, licence, its status and the last access of each.
pub async fn export(
    ado: &Client,
    to: &mut impl Write,
) -> std::result::Result<usize, Box<dyn std::error::Error>> {
    writeln!(to, "name,account,kind,licence,status,last access")?;
    let mut rows = 0;
    let mut licences = ado.member_entitlements();
    while let Some(licence) = licences.next().await {
        let licence = licence?;
        let kind = if licence.is_service_principal() { "service principal" } else { "user" };
        let status = licence.access_level().and_then(|level| level.status.as_ref());
        let status = status.map(ToString::to_string).unwrap_or_default();
        let last = licence.last_accessed().map(|at| at.to_string()).unwrap_or_default();
        let cells =
            [licence.display_name(), licence.principal_name(), kind, licence.license_name(), &status, &last];
        let cells = cells.map(|cell| format!("\"{}\"", cell.replace('"', "\"\"")));
        writeln!(to, "{}", cells.join(","))?;
        rows += 1;
    }
    Ok(rows)
}

#[tokio::main(flavor = "current_thread")]
async fn main() -> std::result::Result<(), Box<dyn std::error::Error>> {
    let rows = export(&Client::from_env()?, &mut std::io::stdout().lock()).await?;
    eprintln!("{rows} licences");
    Ok(())
}
