//! `call`: one object many times, and a list in pages, over a socket.

use std::fmt::Write as _;
use std::process::Command;

use adoxide::api::git;
use adoxide::{Client, credential};
use serde_json::json;

use super::subject::{Named, Work};
use super::{Goal, Outcome, Stand, measure};
use crate::conformance::{Language, Stage, cache, install, succeed};

pub const SUBJECTS: &[Named] = &[
    ("call-get-adoxide", |args| block(args, get_adoxide)),
    ("call-get-bare", |args| block(args, get_bare)),
    ("call-list-adoxide", |args| block(args, list_adoxide)),
    ("call-list-bare", |args| block(args, list_bare)),
];

/// How many commits a page has.
const PAGE: usize = 1_000;

pub fn run(stand: &Stand) -> Result<Outcome, String> {
    let stage = Stage::new()?;
    let (gets, commits) = (stand.size(2_000, 300), stand.size(10_000, 2_000));
    let (project, repository) = history(&stage, commits)?;
    let token = stage.emulator.token();
    let of = |what: &str| [stage.url(), project.clone(), repository.clone(), what.to_owned()];
    let mut outcome = Outcome::default();
    let python = install(Language::Python, &stand.root.join("xtask/bench/python"), &cache()?, false);
    for (job, count) in [("get", gets), ("list", commits)] {
        let arguments = of(&count.to_string());
        let mut subjects: Vec<measure::Subject<'_>> = Vec::new();
        for who in ["adoxide", "bare"] {
            let (arguments, token) = (arguments.clone(), token.clone());
            let run = move || {
                let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
                let mut own = Stand::own(&format!("call-{job}-{who}"), &arguments)?;
                measure::program(own.env("BENCH_TOKEN", &token))
            };
            subjects.push((format!("{job}: {who}"), Box::new(run)));
        }
        if let Ok(python) = &python {
            let (arguments, token) = (arguments.clone(), token.clone());
            // A tenth of the calls: its CPU is counted for each.
            let fewer = (count / 10).max(1);
            let run = move || {
                let mut command = Command::new(&python.program);
                command.args(&python.arguments).arg(job).args(&arguments[..3]);
                command.arg(if job == "get" { fewer } else { count }.to_string());
                measure::program(command.env("BENCH_TOKEN", &token))
            };
            subjects.push((format!("{job}: azure-devops (Python)"), Box::new(run)));
        }
        outcome.samples.extend(measure::in_turns(&mut subjects, stand.rounds())?);
        let each = |sample: &measure::Sample| {
            sample.cpu / sample.amount.as_ref().map_or(f64::NAN, |(amount, _)| *amount)
        };
        let (ours, bare) = (format!("{job}: adoxide"), format!("{job}: bare"));
        outcome.ratio(&ours, &bare, "CPU for each", each, Goal::AtMost(1.15));
        outcome.ratio(
            &format!("{job}: azure-devops (Python)"),
            &ours,
            "CPU for each",
            each,
            Goal::AtLeast(20.0),
        );
    }
    if let Err(why) = python {
        outcome.notes.push(format!("azure-devops (PyPI) is missing: {why}"));
    }
    outcome.notes.push(
        "bare: reqwest and serde_json to the same structs, nothing else. CPU includes the start.".to_owned(),
    );
    Ok(outcome)
}

/// A repository with so many commits, pushed by git: its project, and its id.
fn history(stage: &Stage, commits: usize) -> Result<(String, String), String> {
    let projects = stage.rest("GET", "_apis/projects?api-version=7.1", None)?;
    let project = projects["value"][0]["name"].as_str().ok_or("the emulator has no project")?.to_owned();
    let made = stage.rest(
        "POST",
        &format!("{project}/_apis/git/repositories?api-version=7.1"),
        Some(&json!({"name": "history"})),
    )?;
    let id = made["id"].as_str().ok_or("a repository without an id")?.to_owned();
    let folder = stage.path("history");
    std::fs::create_dir(&folder).map_err(|error| error.to_string())?;
    stage.git(&folder, &["init", "--quiet", "--bare"])?;
    let mut stream = String::new();
    for number in 0..commits {
        let message = format!("Change {number}: what a commit of some project says of itself");
        let _ = write!(
            stream,
            "commit refs/heads/main\ncommitter Conny Forman <conny@fabrikam.example> {} +0000\ndata {}\n{message}\n\
             M 100644 inline file\ndata {}\n{number}\n\n",
            1_700_000_000 + number,
            message.len(),
            number.to_string().len(),
        );
    }
    let file = stage.path("stream");
    std::fs::write(&file, stream).map_err(|error| error.to_string())?;
    let input = std::fs::File::open(&file).map_err(|error| error.to_string())?;
    let mut import = stage.command("git")?;
    succeed(import.args(["fast-import", "--quiet"]).current_dir(&folder).stdin(input))?;
    let url = stage.owned_url(&format!("{}/_git/history", project.replace(' ', "%20")));
    stage.git(&folder, &["push", "--quiet", &url, "main"])?;
    Ok((project, id))
}

/// What a subject is given.
struct Job {
    organization: String,
    project: String,
    repository: String,
    count: usize,
    token: String,
}

fn block<F: Future<Output = Result<(), String>>>(args: &[String], job: fn(Job) -> F) -> Result<Work, String> {
    let [organization, project, repository, count] = args else { return Err("four arguments".to_owned()) };
    let count = count.parse().map_err(|error| format!("{count}: {error}"))?;
    let token = std::env::var("BENCH_TOKEN").map_err(|error| error.to_string())?;
    let job_of = Job {
        organization: organization.clone(),
        project: project.clone(),
        repository: repository.clone(),
        count,
        token,
    };
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(|error| error.to_string())?;
    Work::of("items", || runtime.block_on(job(job_of)).map(|()| count as f64))
}

fn client(job: &Job) -> Result<Client, String> {
    let credential = credential::Pat::new(&job.token).map_err(|error| error.to_string())?;
    Client::builder(&job.organization).credential(credential).build().map_err(|error| error.to_string())
}

async fn get_adoxide(job: Job) -> Result<(), String> {
    let client = client(&job)?;
    for _ in 0..job.count {
        let op = git::get_repository(Some(&job.project.as_str().into()), &job.repository.as_str().into());
        let found = client.call(op).await.map_err(|error| error.to_string())?;
        expect(found.name.as_deref(), Some("history"))?;
    }
    Ok(())
}

async fn get_bare(job: Job) -> Result<(), String> {
    let client = reqwest::Client::new();
    let url = format!(
        "{}/{}/_apis/git/repositories/{}?api-version=7.1",
        job.organization, job.project, job.repository
    );
    for _ in 0..job.count {
        let answer = client
            .get(&url)
            .basic_auth("", Some(&job.token))
            .send()
            .await
            .map_err(|error| error.to_string())?;
        let body = answer.bytes().await.map_err(|error| error.to_string())?;
        let found: git::GitRepository = serde_json::from_slice(&body).map_err(|error| error.to_string())?;
        expect(found.name.as_deref(), Some("history"))?;
    }
    Ok(())
}

async fn list_adoxide(job: Job) -> Result<(), String> {
    let client = client(&job)?;
    let params = git::GetCommits { top: Some(PAGE as i64), ..Default::default() };
    let op = git::get_commits(Some(&job.project.as_str().into()), &job.repository.as_str().into(), params);
    let mut items = client.items(op);
    let mut count = 0;
    while let Some(item) = items.next().await {
        item.map_err(|error| error.to_string())?;
        count += 1;
    }
    expect(count, job.count)
}

#[derive(serde::Deserialize)]
struct Page {
    value: Vec<git::GitCommitRef>,
}

async fn list_bare(job: Job) -> Result<(), String> {
    let client = reqwest::Client::new();
    let mut count = 0;
    loop {
        let url = format!(
            "{}/{}/_apis/git/repositories/{}/commits?api-version=7.1&searchCriteria.$top={PAGE}&searchCriteria.$skip={count}",
            job.organization, job.project, job.repository
        );
        let answer = client
            .get(&url)
            .basic_auth("", Some(&job.token))
            .send()
            .await
            .map_err(|error| error.to_string())?;
        let body = answer.bytes().await.map_err(|error| error.to_string())?;
        let page: Page = serde_json::from_slice(&body).map_err(|error| error.to_string())?;
        let items = page.value.len();
        if items == 0 {
            break;
        }
        count += items;
    }
    expect(count, job.count)
}

fn expect<T: PartialEq + std::fmt::Debug + Copy>(found: T, expected: T) -> Result<(), String> {
    if found == expected { Ok(()) } else { Err(format!("{expected:?} expected, {found:?} found")) }
}
