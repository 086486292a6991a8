//! `cargo xtask replay DIR`: sends every recorded request, in the order of its cassette, to an emulator that
//! holds what the cassette presupposes, and compares status, content type and the shape of the JSON.

mod cassette;
pub mod ids;
mod seed;
pub mod shape;

use std::collections::BTreeMap;
use std::path::Path;
use std::time::Duration;

use adoxide_emulator::{Clock, Emulator};
use jiff::Timestamp;

use crate::client::{Answer, Client};
use crate::seen;
use cassette::{Cassette, Exchange};
use ids::Ids;
#[cfg(feature = "shapes")]
pub use seed::percent_decode;
use seed::{Seeder, Target};
use shape::Shape;

/// What became of one exchange.
struct Outcome {
    name: String,
    area: String,
    /// The operation of the catalog that it is.
    operation: Option<String>,
    differences: Vec<String>,
}

/// Whether as many matched as must: `floor`, or all.
pub fn run(dir: &Path, verbose: bool, floor: Option<usize>) -> Result<bool, String> {
    let cassettes = cassette::read(dir)?;
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()
        .map_err(|error| format!("the runtime cannot start: {error}"))?;
    let mut outcomes = Vec::new();
    for cassette in &cassettes {
        outcomes
            .extend(runtime.block_on(play(cassette)).map_err(|error| format!("{}: {error}", cassette.name))?);
    }
    let matched = |outcome: &&Outcome| outcome.differences.is_empty();
    let mut areas: BTreeMap<&str, (usize, usize)> = BTreeMap::new();
    for outcome in &outcomes {
        let (good, all) = areas.entry(&outcome.area).or_default();
        *good += usize::from(matched(&outcome));
        *all += 1;
    }
    let good = outcomes.iter().filter(matched).count();
    println!("replay: matched {good}/{}", outcomes.len());
    for (area, (good, all)) in areas {
        println!("  {area}: {good}/{all}");
    }
    outcomes.sort_by(|one, other| one.name.cmp(&other.name));
    for outcome in outcomes.iter().filter(|outcome| !outcome.differences.is_empty()) {
        println!("missed  {}", outcome.name);
        let shown = if verbose { outcome.differences.len() } else { 1 };
        for difference in outcome.differences.iter().take(shown) {
            println!("        {difference}");
        }
    }
    seen::write("replay", outcomes.iter().filter(matched).filter_map(|outcome| outcome.operation.clone()))?;
    Ok(good >= floor.unwrap_or(outcomes.len()))
}

async fn play(cassette: &Cassette) -> Result<Vec<Outcome>, String> {
    let first = cassette.exchanges.iter().find_map(when).unwrap_or(Timestamp::UNIX_EPOCH);
    let clock = Clock::manual(first);
    // Real operations take some seconds; the recorded dates say when they were asked about.
    let builder =
        Emulator::builder().seed_size(0).clock(clock.clone()).operation_duration(Duration::from_secs(3));
    let emulator = builder.build().map_err(|error| error.to_string())?;
    let stranger = emulator.update(|world, _| {
        let identity = world.add_identity("A Stranger", "stranger@elsewhere.example");
        world.new_token(identity, None)
    });
    let client = Client::new(emulator.clone());
    let seeder = Seeder::new(&emulator, &client, cassette);
    let mut ids = Ids::default();
    let mut outcomes = Vec::new();
    for exchange in &cassette.exchanges {
        if let Some(wait) =
            when(exchange).and_then(|at| Duration::try_from(at.duration_since(clock.now())).ok())
        {
            clock.advance(wait);
        }
        let (mut differences, mut operation) = (Vec::new(), None);
        if let Err(error) = seeder.prepare(exchange, &mut ids).await {
            differences.push(format!("what it presupposes cannot be made: {error}"));
        } else {
            let answer = send(&client, &emulator, &stranger, exchange, &ids).await?;
            differences = compare(exchange, &answer);
            operation = emulator.requests().pop().and_then(|request| request.operation);
            ids.learn(&exchange.answer.body, &answer.body);
            ids.learn_number(&exchange.url, &exchange.answer.body, &answer.body);
        }
        // An exchange takes a while; the recorded dates know only seconds.
        clock.advance(Duration::from_millis(400));
        outcomes.push(Outcome { name: exchange.name.clone(), area: area(exchange), operation, differences });
    }
    Ok(outcomes)
}

async fn send(
    client: &Client,
    emulator: &Emulator,
    stranger: &str,
    exchange: &Exchange,
    ids: &Ids,
) -> Result<Answer, String> {
    let url = ids.translate_url(&exchange.url).replace(' ', "%20").replace('\\', "%5C");
    let mut headers = vec![("x-tfs-fedauthredirect", "Suppress")];
    headers.extend(exchange.accept.as_deref().map(|accept| ("accept", accept)));
    headers.extend(exchange.content_type.as_deref().map(|content_type| ("content-type", content_type)));
    let body = ids.translate_json(&exchange.url, &exchange.body);
    let owner = emulator.token();
    // A refusal with a body is for a known person who may not; one without, for a token that is not good.
    let token = match (exchange.answer.status, exchange.answer.body.is_object()) {
        (401, true) => stranger.to_owned(),
        (401, false) => "b".repeat(owner.len()),
        _ => owner,
    };
    client
        .send(&exchange.method, &url, &headers, Some(&token), Some(&body).filter(|body| !body.is_null()))
        .await
}

fn compare(exchange: &Exchange, answer: &Answer) -> Vec<String> {
    let recorded = &exchange.answer;
    if recorded.status != answer.status {
        let said = answer.body["message"].as_str().or(answer.body.as_str()).unwrap_or_default();
        return vec![format!(
            "status {} expected, {} found: {}",
            recorded.status,
            answer.status,
            said.chars().take(160).collect::<String>()
        )];
    }
    let mut differences = Vec::new();
    let normal =
        |text: &Option<String>| text.as_deref().map(|text| text.to_ascii_lowercase().replace(' ', ""));
    if normal(&recorded.content_type) != normal(&answer.content_type) {
        differences.push(format!(
            "content type {:?} expected, {:?} found",
            recorded.content_type, answer.content_type
        ));
    }
    differences.extend(Shape::of(&recorded.body).differences(&Shape::of(&answer.body)));
    differences
}

fn when(exchange: &Exchange) -> Option<Timestamp> {
    let text = exchange.recorded.as_deref()?;
    text.parse()
        .ok()
        .or_else(|| jiff::fmt::rfc2822::parse(text).ok().map(|zoned| zoned.timestamp()))
        .or_else(|| text.replacen(' ', "T", 1).parse().ok())
}

/// What an exchange is about: the first segment behind `_apis`, and the second of large areas.
fn area(exchange: &Exchange) -> String {
    if exchange.method == "OPTIONS" {
        return "discovery".to_owned();
    }
    let target = Target::of(&exchange.url);
    let rest = target.map(|target| target.rest).unwrap_or_default();
    let mut area = rest.first().cloned().unwrap_or_default().to_lowercase();
    if matches!(area.as_str(), "connectiondata" | "resourceareas") {
        return "discovery".to_owned();
    }
    let large =
        matches!(area.as_str(), "git" | "wit" | "work" | "build" | "distributedtask" | "graph" | "policy");
    if let (true, Some(resource)) = (large, rest.get(1)) {
        let below = rest.get(3).filter(|_| resource.eq_ignore_ascii_case("repositories"));
        area = format!("{area}/{}", below.unwrap_or(resource).to_lowercase());
    }
    area
}
