//! azure_devops_rust_api doing what `call` does: get|list ORGANIZATION PROJECT REPOSITORY COUNT.

use std::time::Instant;

use azure_core::http::Url;
use peer::{Credential, git};
use serde_json::json;

/// How many commits a page has.
const PAGE: usize = 1_000;

#[tokio::main(flavor = "current_thread")]
async fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [job, url, project, repository, count] = &arguments[..] else { return Err("five arguments".into()) };
    let count: usize = count.parse()?;
    let (endpoint, organization) = url.rsplit_once('/').ok_or("no organization")?;
    let credential = Credential::from_pat(std::env::var("BENCH_TOKEN")?);
    let client = git::ClientBuilder::new(credential).endpoint(endpoint.parse::<Url>()?).build();
    let (begin, cpu) = (Instant::now(), cpu()?);
    if job == "get" {
        for _ in 0..count {
            let found = client.repositories_client().get_repository(organization, repository, project).await?;
            if found.name != "history" {
                return Err(format!("found {}", found.name).into());
            }
        }
    } else {
        let mut found = 0;
        loop {
            let commits = client.commits_client();
            let page = commits.get_commits(organization, repository, project);
            let page = page.search_criteria_skip(found as i32).search_criteria_top(PAGE as i32).await?;
            if page.value.is_empty() {
                break;
            }
            found += page.value.len();
        }
        if found != count {
            return Err(format!("{count} expected, {found} found").into());
        }
    }
    let (seconds, cpu) = (begin.elapsed().as_secs_f64(), self::cpu()? - cpu);
    println!("{}", json!({"seconds": seconds, "cpu": cpu, "amount": count, "unit": "items"}));
    Ok(())
}

/// The CPU time of this process, in seconds.
fn cpu() -> Result<f64, Box<dyn std::error::Error>> {
    let time = nix::time::clock_gettime(nix::time::ClockId::CLOCK_PROCESS_CPUTIME_ID)?;
    Ok(time.tv_sec() as f64 + time.tv_nsec() as f64 / 1e9)
}
