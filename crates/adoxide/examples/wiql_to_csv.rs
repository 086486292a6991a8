//! Writes the work items of a condition as CSV, however many there are: queries of more than 20,000 are divided.
//!
//! `cargo run --example wiql_to_csv -- PROJECT "[System.State] = 'New'" > items.csv`, with
//! `AZURE_DEVOPS_ORG_URL` and `AZURE_DEVOPS_EXT_PAT` set.

#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a program prints")]

use std::io::Write;

use adoxide::Client;
use adoxide::resource::Project;
use futures::StreamExt;

/// Writes id, type, state and title of each.
pub async fn export(
    project: &Project,
    condition: &str,
    to: &mut impl Write,
) -> std::result::Result<usize, Box<dyn std::error::Error>> {
    writeln!(to, "id,type,state,title")?;
    let mut rows = 0;
    let query = format!(
        "SELECT [System.Id], [System.WorkItemType], [System.State], [System.Title] FROM WorkItems \
         WHERE [System.TeamProject] = @project AND ({condition})"
    );
    let mut items = project.wiql(query).stream();
    while let Some(item) = items.next().await {
        let item = item?;
        let text = |value: Option<&str>| format!("\"{}\"", value.unwrap_or_default().replace('"', "\"\""));
        let (kind, state, title) = (text(item.work_item_type()), text(item.state()), text(item.title()));
        writeln!(to, "{},{kind},{state},{title}", item.id().unwrap_or_default())?;
        rows += 1;
    }
    Ok(rows)
}

#[tokio::main]
async fn main() -> std::result::Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [project, condition] = arguments.as_slice() else {
        return Err("expected PROJECT CONDITION".into());
    };
    let ado = Client::from_env()?;
    let rows = export(&ado.project(project), condition, &mut std::io::stdout().lock()).await?;
    eprintln!("{rows} work items");
    Ok(())
}
