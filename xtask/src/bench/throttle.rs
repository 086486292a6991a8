//! `throttle`: a load that is more than one, two and four identities may send, for a few windows of the budget.

use std::process::Command;
use std::time::{Duration, Instant};

use adoxide::api::git;
use adoxide::{Client, Pool, credential};
use adoxide_emulator::{Emulator, Throttle};
use futures::StreamExt as _;

use super::organization::add_people;
use super::subject::{Named, Work};
use super::{Goal, Outcome, Stand, measure};
use crate::conformance::{ORGANIZATION, Stage};

pub const SUBJECTS: &[Named] = &[("throttle-adoxide", adoxide)];

/// What a read costs, in units.
const READ: f64 = 0.05;

pub fn run(stand: &Stand) -> Result<Outcome, String> {
    let mut outcome = Outcome::default();
    let window = Duration::from_secs(stand.size(20, 5, 1));
    let windows = stand.size(3, 3, 1);
    // As much as the service gives in as much time: 200 units in five minutes, and a little more for short windows.
    let limit = 20.0;
    for identities in stand.size(&[1, 2, 4][..], &[1, 2, 4], &[2]) {
        let throttle = Throttle { limit, window, ..Throttle::default() };
        let builder = Emulator::builder().organization(ORGANIZATION).seed_size(1);
        let stage = Stage::with(builder)?;
        let tokens = tokens(&stage, *identities)?;
        stage.emulator.set_throttle(Some(throttle));
        let length = window.as_secs_f64() * f64::from(windows) - window.as_secs_f64() * 0.02;
        let mut command: Command =
            Stand::own("throttle-adoxide", &[&stage.url(), &length.to_string(), &identities.to_string()])?;
        let mut sample = measure::program(command.env("BENCH_TOKEN", tokens.join(" ")))?;
        sample.subject = format!("identities: {identities}");
        let requests = stage.emulator.requests();
        let refused = requests.iter().filter(|request| request.status == Some(429)).count();
        sample.requests = Some(requests.len() as u64);
        let read = sample.amount.as_ref().map_or(0.0, |(amount, _)| *amount);
        let budget = limit * f64::from(windows) * *identities as f64;
        outcome.samples.push(sample);
        outcome.reach(
            format!("identities: {identities}: share of the budget that was used"),
            read * READ / budget,
            Goal::AtLeast(0.95),
        );
        outcome.reach(
            format!("identities: {identities}: refused with 429"),
            refused as f64,
            Goal::AtMost(1.0),
        );
    }
    outcome.notes.push(format!(
        "the budget: {limit} units for each identity in a window of {} s that slides, {windows} windows; a read costs {READ}.",
        window.as_secs()
    ));
    Ok(outcome)
}

/// A token each of so many people.
fn tokens(stage: &Stage, identities: usize) -> Result<Vec<String>, String> {
    let people = add_people(stage, "Robot", 0..identities)?;
    Ok(stage.emulator.update(|world, _| people.into_iter().map(|id| world.new_token(id, None)).collect()))
}

fn adoxide(args: &[String]) -> Result<Work, String> {
    let [organization, seconds, identities] = args else {
        return Err("organization, seconds, identities".to_owned());
    };
    let length = Duration::from_secs_f64(seconds.parse().map_err(|error| format!("{seconds}: {error}"))?);
    let identities: usize = identities.parse().map_err(|error| format!("{identities}: {error}"))?;
    let tokens = std::env::var("BENCH_TOKEN").map_err(|error| error.to_string())?;
    let client = |token: &str| {
        let credential = credential::Pat::new(token).map_err(|error| error.to_string())?;
        Client::builder(organization).credential(credential).build().map_err(|error| error.to_string())
    };
    let clients = tokens.split(' ').map(client).collect::<Result<Vec<_>, String>>()?;
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(|error| error.to_string())?;
    Work::of("reads", || {
        runtime.block_on(async {
            let pool = Pool::new(clients).await.map_err(|error| error.to_string())?;
            if pool.identities().len() != identities {
                return Err(format!("{identities} identities expected, {} found", pool.identities().len()));
            }
            let begin = Instant::now();
            let read = async || {
                let mut count = 0;
                while begin.elapsed() < length {
                    let op = git::get_repositories(None, git::GetRepositories::default());
                    let left = length.saturating_sub(begin.elapsed());
                    match tokio::time::timeout(left, pool.client().call(op)).await {
                        Ok(answer) => answer.map_err(|error| error.to_string())?,
                        Err(_) => break,
                    };
                    count += 1;
                }
                Ok::<_, String>(count)
            };
            let mut workers: futures::stream::FuturesUnordered<_> =
                (0..16 * identities).map(|_| read()).collect();
            let mut total = 0;
            while let Some(count) = workers.next().await {
                total += count?;
            }
            Ok(f64::from(total))
        })
    })
}
