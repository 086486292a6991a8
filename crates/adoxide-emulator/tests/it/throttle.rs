//! The rate limit, on a paused clock.

use std::time::Duration;

use adoxide_emulator::world::journal::Stamp;
use adoxide_emulator::{Clock, Emulator, Throttle};
use http::Method;
use serde_json::json;
use tokio::time::Instant;

use super::support::*;

/// Projects are read for 0.05 units: 20 of them fill a budget of 1.
fn limited(limit: f64) -> Api {
    let throttle = Throttle { limit, ..Throttle::default() };
    Api::new(Emulator::builder().seed_size(0).clock(Clock::tokio(START.parse().unwrap())).throttle(throttle))
}

/// A token of somebody new.
fn another(api: &Api, name: &str) -> String {
    api.emulator.update(|world, at| {
        let who = world.add_identity(name, &format!("{name}@fabrikam.example"));
        let organization = world.organization_mut("fabrikam").unwrap();
        let actor = organization.owner();
        organization.change(Stamp { at, actor }, |tx| tx.add_member(who)).unwrap();
        world.new_token(who, None)
    })
}

async fn ask(api: &Api, token: &str) -> Answer {
    api.call(Method::GET, "_apis/projects").header("authorization", &format!("Bearer {token}")).send().await
}

#[tokio::test(start_paused = true)]
async fn headers_come_first_then_delays_then_refusals() {
    let api = limited(1.0);
    let begin = Instant::now();
    let mut answers = Vec::new();
    let mut delays = Vec::new();
    for _ in 0..40 {
        let before = Instant::now();
        answers.push(api.get("_apis/projects").await);
        delays.push(before.elapsed());
    }
    let first = |is: &dyn Fn(&Answer) -> bool| answers.iter().position(is).unwrap();
    let warned = first(&|answer| answer.header("x-ratelimit-remaining").is_some());
    let delayed = first(&|answer| answer.header("x-ratelimit-delay").is_some());
    let blocked = first(&|answer| answer.status == 429);
    assert_eq!((warned, delayed, blocked), (15, 20, 30));

    let warning = &answers[warned];
    assert_eq!(warning.status, 200);
    assert_eq!((warning.header("x-ratelimit-limit"), warning.header("retry-after")), (Some("1"), None));
    assert_eq!(warning.header("x-ratelimit-reset"), Some("1782907500"), "five minutes after the last");
    assert_eq!(delays[..delayed], vec![Duration::ZERO; delayed], "not yet late");

    let late = &answers[delayed];
    assert_eq!((late.status.as_u16(), late.header("x-ratelimit-remaining")), (200, Some("0")));
    let said: f64 = late.header("x-ratelimit-delay").unwrap().parse().unwrap();
    let expected = Duration::from_secs_f64(said);
    assert!(delays[delayed] >= expected && said > 2.9 && said < 3.1, "{said}: {:?}", delays[delayed]);
    assert!(delays[delayed..blocked].is_sorted(), "later and later: {delays:?}");
    assert_eq!(answers[blocked - 1].status, 200);

    let refusal = &answers[blocked];
    let after: u64 = refusal.header("retry-after").unwrap().parse().unwrap();
    assert!(refusal.json()["message"].as_str().unwrap().starts_with("TF400733: "));
    let stats = api.get("/_adoxide/stats").await.ok(200);
    let row = &stats["throttle"]["identities"][0];
    assert_eq!(
        (&row["identity"], &row["delayed"], &row["blocked"]),
        (&"ada@fabrikam.example".into(), &10.into(), &10.into())
    );

    // Whoever waits as told gets an answer.
    let waited = begin.elapsed();
    tokio::time::sleep(Duration::from_secs(after)).await;
    assert!(begin.elapsed() >= waited + Duration::from_secs(after));
    assert_eq!(api.get("_apis/projects").await.status, 200);
    tokio::time::sleep(Duration::from_secs(301)).await;
    let rested = api.get("_apis/projects").await;
    assert_eq!((rested.status.as_u16(), rested.header("x-ratelimit-limit")), (200, None));
}

#[tokio::test(start_paused = true)]
async fn budgets_are_of_identities_and_not_of_tokens() {
    let api = limited(1.0);
    let owner = api.emulator.token();
    let second = api.emulator.update(|world, _| {
        let owner = world.organization("fabrikam").unwrap().owner();
        world.new_token(owner, None)
    });
    for number in 0..20 {
        ask(&api, if number % 2 == 0 { &owner } else { &second }).await.ok(200);
    }
    assert!(ask(&api, &second).await.header("x-ratelimit-delay").is_some());
    let other = another(&api, "bob");
    assert_eq!(ask(&api, &other).await.header("x-ratelimit-limit"), None);
}

/// How long a load takes that is shared by so many identities, each of which asks one thing after the other and
/// waits as it is told.
async fn load(identities: usize) -> Duration {
    const REQUESTS: usize = 200;
    let api = limited(1.0);
    let tokens: Vec<_> = (0..identities).map(|number| another(&api, &format!("worker{number}"))).collect();
    let begin = Instant::now();
    let workers = tokens.iter().map(|token| async {
        for _ in 0..REQUESTS / identities {
            loop {
                let answer = ask(&api, token).await;
                if let Some(after) = answer.header("retry-after") {
                    tokio::time::sleep(Duration::from_secs(after.parse().unwrap())).await;
                }
                if answer.status == 200 {
                    break;
                }
            }
        }
    });
    futures::future::join_all(workers).await;
    begin.elapsed()
}

#[tokio::test(start_paused = true)]
async fn two_identities_get_twice_as_far() {
    let (one, two) = (load(1).await, load(2).await);
    let ratio = one.as_secs_f64() / two.as_secs_f64();
    assert!((1.9..2.3).contains(&ratio), "{one:?} {two:?} {ratio}");
}

#[tokio::test]
async fn a_delay_lasts_on_the_emulators_own_clock() {
    let api = empty();
    api.post("/_adoxide/throttle", &json!({"limit": 0.05, "block": 10})).await.ok(204);
    api.get("_apis/projects").await.ok(200);
    let mut late = std::pin::pin!(api.get("_apis/projects"));
    assert!(futures::poll!(&mut late).is_pending());
    assert!(futures::poll!(&mut late).is_pending(), "the clock stands");
    api.advance(30);
    late.await.ok(200);
    let bad = api.post("/_adoxide/throttle", &json!({"limit": 0})).await.ok(400);
    assert_eq!(bad["message"], "\"limit\" must be a number above 0");
    api.delete("/_adoxide/throttle").await.ok(204);
    for _ in 0..50 {
        api.get("_apis/projects").await.ok(200);
    }
}
