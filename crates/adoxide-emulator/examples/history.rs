//! How much a long history of work items takes: `cargo run --release --example history -- 1000000`.

use std::time::Instant;

use adoxide_emulator::Emulator;
use adoxide_emulator::world::field::{self, FieldValue};
use adoxide_emulator::world::journal::Stamp;
use adoxide_emulator::world::process::PROCESSES;
use adoxide_emulator::world::project::{NewProject, Visibility};
use adoxide_emulator::world::work_item::{EditOptions, WorkItemChange};
use axum_core::body::Body;
use http_body_util::BodyExt as _;
use jiff::SignedDuration;
use tower_service::Service as _;

/// Revisions of one work item.
const EACH: usize = 20;

#[tokio::main(flavor = "current_thread")]
#[expect(clippy::print_stdout, reason = "a program that tells")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let count: usize = std::env::args().nth(1).map_or(Ok(100_000), |text| text.parse())?;
    let mut emulator = Emulator::builder().seed_size(0).build()?;
    let (began, before) = (Instant::now(), resident());
    emulator.update(|world, now| -> Result<(), Box<dyn std::error::Error>> {
        let organization = world.organization_mut("fabrikam").ok_or("no organization")?;
        let mut stamp = Stamp { at: now, actor: organization.owner() };
        let new = NewProject {
            name: "P".into(),
            description: None,
            visibility: Visibility::Private,
            process: PROCESSES[2].id,
        };
        let project = organization.change(stamp, |tx| tx.create_project(new))?;
        let options = EditOptions::default();
        let mut items = Vec::new();
        for number in 0..count {
            stamp.at = stamp.at.checked_add(SignedDuration::from_millis(500))?;
            let title = FieldValue::text(format!("Work item {number}"));
            let mut change =
                WorkItemChange { fields: vec![(field::TITLE, Some(title))], ..Default::default() };
            if number < count.div_ceil(EACH) {
                items.push(
                    organization
                        .change(stamp, |tx| tx.create_work_item(project, "Task", &change, options))?,
                );
                continue;
            }
            let state = if number / items.len() % 2 == 0 { "Active" } else { "New" };
            change.fields.push((field::STATE, Some(FieldValue::text(state))));
            organization
                .change(stamp, |tx| tx.update_work_item(items[number % items.len()], &change, options))?;
        }
        Ok(())
    })?;
    let (made, after) = (began.elapsed(), resident());
    println!("{count} revisions made in {made:.1?}, {} bytes each", (after - before) / count.max(1));

    let began = Instant::now();
    let (mut rows, mut pages, mut token) = (0, 0, String::new());
    loop {
        let path = format!(
            "/fabrikam/_apis/wit/reporting/workitemrevisions?$maxPageSize=1000&continuationToken={token}&api-version=7.1"
        );
        let request = http::Request::get(path)
            .header("authorization", format!("Bearer {}", emulator.token()))
            .body(Body::empty())?;
        let body = emulator.call(request).await?.into_body().collect().await?.to_bytes();
        let page: serde_json::Value = serde_json::from_slice(&body)?;
        rows += page["values"].as_array().map_or(0, Vec::len);
        pages += 1;
        page["continuationToken"].as_str().unwrap_or_default().clone_into(&mut token);
        if page["isLastBatch"] == true {
            break;
        }
    }
    let read = began.elapsed();
    println!(
        "{rows} rows in {pages} pages read in {read:.1?}: {:.0} a second",
        rows as f64 / read.as_secs_f64()
    );
    Ok(())
}

/// The bytes of this process in memory, where the system tells.
fn resident() -> usize {
    let text = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = text.lines().find_map(|line| line.strip_prefix("VmRSS:"));
    let kilobytes = line.and_then(|line| line.trim().split(' ').next()?.parse::<usize>().ok());
    kilobytes.unwrap_or(0) * 1024
}
