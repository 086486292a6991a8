//! `call`: one object many times, and a list in pages, over a socket.

use std::process::Command;

use adoxide::api::git;
use adoxide::{Client, credential};

use super::organization::{history, push};
use super::subject::{Named, Work};
use super::{Goal, Outcome, Stand, measure};
use crate::conformance::{Language, Stage, cache, install};

pub const SUBJECTS: &[Named] = &[
    ("call-get-adoxide", |args| block(args, get_adoxide)),
    ("call-get-bare", |args| block(args, get_bare)),
    ("call-list-adoxide", |args| block(args, list_adoxide)),
    ("call-list-bare", |args| block(args, list_bare)),
];

/// How many commits a page has.
const PAGE: usize = 1_000;

/// Other people's clients; each is a program that does what the subjects of this file do.
const PEERS: &[(&str, Language)] = &[
    ("azure-devops", Language::Python),
    ("pyado", Language::Python),
    ("azure_devops_rust_api", Language::Rust),
];

pub fn run(stand: &Stand) -> Result<Outcome, String> {
    let stage = Stage::new()?;
    let (gets, commits) = (stand.size(20_000, 4_000, 5), stand.size(10_000, 10_000, 7));
    let (project, repository) = repository(&stage, commits)?;
    let mut outcome = Outcome::default();
    let mut peers = Vec::new();
    for (name, language) in PEERS.iter().filter(|_| !stand.is_smoke()) {
        match install(*language, &stand.root.join("xtask/bench").join(name), &cache()?, false) {
            Ok(installed) => peers.push((*name, *language, installed)),
            Err(why) => outcome.notes.push(format!("{name} is missing: {why}")),
        }
    }
    for (job, count) in [("get", gets), ("list", commits)] {
        let mut subjects: Vec<measure::Subject<'_>> = Vec::new();
        let mut add = |name: &str, mut command: Command, count: usize| {
            command.args([&stage.url(), &project, &repository, &count.to_string()]);
            command.env("BENCH_TOKEN", stage.emulator.token());
            subjects.push((format!("{job}: {name}"), Box::new(move || measure::program(&mut command))));
        };
        for who in ["adoxide", "bare"] {
            add(who, Stand::own(&format!("call-{job}-{who}"), &[])?, count);
        }
        for (name, language, installed) in &peers {
            let mut command = Command::new(&installed.program);
            command.args(&installed.arguments).arg(job);
            // What takes long is done less often: the time for each is compared.
            let fewer =
                if job == "get" && *language == Language::Python { count.div_ceil(10) } else { count };
            add(name, command, fewer);
        }
        outcome.samples.extend(measure::in_turns(&mut subjects, stand.rounds())?);
        let each = |sample: &measure::Sample| {
            sample.cpu / sample.amount.as_ref().map_or(f64::NAN, |(amount, _)| *amount)
        };
        let ours = format!("{job}: adoxide");
        outcome.ratio(&ours, &format!("{job}: bare"), "CPU for each", each, Goal::AtMost(1.15));
        for (name, language, _) in &peers {
            let wanted = if *language == Language::Python { 20.0 } else { 1.0 };
            outcome.ratio(&format!("{job}: {name}"), &ours, "CPU for each", each, Goal::AtLeast(wanted));
        }
    }
    outcome.notes.push(
        "bare: reqwest and serde_json to the same structs, nothing else. CPU is that of the client, without its start."
            .to_owned(),
    );
    Ok(outcome)
}

/// A repository with so many commits, pushed by git: its project, and its id.
pub fn repository(stage: &Stage, commits: usize) -> Result<(String, String), String> {
    let project = stage
        .read(|organization| organization.projects().next().map(|known| (known.id, known.name.clone())))?;
    let (id, project) = project.ok_or("the emulator has no project")?;
    let repository = stage.new_repository(id, "history")?;
    let url = format!("{}/_git/history", project.replace(' ', "%20"));
    push(stage, &stage.path("history"), &url, &history(commits))?;
    Ok((project, repository.to_string()))
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
