//! A service that counts as Azure DevOps does: a budget per identity in a window that slides.

use std::collections::{HashMap, VecDeque};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use adoxide::api::wire::{Effect, Json, Op, OpMeta};
use adoxide::credential::Bearer;
use adoxide::transport::{Body, Transport, TransportError};
use adoxide::{Client, Error, ErrorKind, Method, Options, Pool, Priority};
use futures::FutureExt;
use futures::future::BoxFuture;
use futures::stream::{StreamExt, TryStreamExt};
use http::{Request, Response};
use tokio::time::Instant;

static READ: OpMeta = OpMeta::new("test.read", Method::GET, "_apis/read").effect(Effect::Read);

const LIMIT: f64 = 200.0;
const WINDOW: Duration = Duration::from_secs(300);
const LATENCY: Duration = Duration::from_millis(200);
/// The service's clock when the test begins.
const EPOCH: i64 = 1_736_424_000;

/// Tokens are written IDENTITY-NUMBER.
#[derive(Clone)]
struct Throttling {
    begin: Instant,
    /// What the requests cost, by their number.
    cost: fn(usize) -> f64,
    /// Says something only when more than this part is used.
    near: f64,
    state: Arc<Mutex<State>>,
}

#[derive(Default)]
struct State {
    used: HashMap<String, VecDeque<(Instant, f64)>>,
    requests: usize,
    refused: usize,
    spent: f64,
}

impl Throttling {
    fn new(cost: fn(usize) -> f64, near: f64) -> Self {
        Self { begin: Instant::now(), cost, near, state: Arc::default() }
    }

    fn client(&self, token: &str) -> Client {
        Client::builder("contoso")
            .credential(Bearer::new(token).unwrap().from_source(token))
            .transport(self.clone())
            .options(Options::default().time(Duration::from_secs(3600)))
            .build()
            .unwrap()
    }

    fn answer(&self, identity: &str, who: bool) -> Response<Body> {
        let now = Instant::now();
        let mut state = self.state.lock().unwrap();
        let number = state.requests;
        state.requests += 1;
        let cost = (self.cost)(number);
        let used = state.used.entry(identity.to_owned()).or_default();
        while used.front().is_some_and(|(at, _)| *at + WINDOW <= now) {
            used.pop_front();
        }
        let before: f64 = used.iter().map(|(_, cost)| cost).sum();
        let refused = before >= LIMIT;
        if !refused {
            used.push_back((now, cost));
        }
        let all = if refused { before } else { before + cost };
        let seconds = |at: Instant| EPOCH + (at - self.begin).as_secs() as i64;
        let date = jiff::Timestamp::from_second(seconds(now)).unwrap();
        let date = date.strftime("%a, %d %b %Y %H:%M:%S GMT").to_string();
        let mut response = Response::builder().header("date", date);
        if all > LIMIT * self.near {
            response = response
                .header("X-RateLimit-Resource", "Core")
                .header("X-RateLimit-Limit", "200")
                .header("X-RateLimit-Remaining", format!("{:.2}", (LIMIT - all).max(0.0)))
                .header("X-RateLimit-Reset", seconds(now + WINDOW).to_string());
        }
        if refused {
            state.refused += 1;
            let message = r#"{"message":"TF400733: The request has been canceled: Request was blocked due to exceeding usage of resource 'Core' in namespace 'User'."}"#;
            return response.status(429).header("Retry-After", "60").body(message.into()).unwrap();
        }
        state.spent += cost;
        let body =
            if who { format!(r#"{{"authenticatedUser":{{"id":"{identity}"}}}}"#) } else { "{}".into() };
        response.body(body.into()).unwrap()
    }

    fn refused(&self) -> usize {
        self.state.lock().unwrap().refused
    }
}

impl Transport for Throttling {
    fn send(&self, request: Request<Body>) -> BoxFuture<'_, Result<Response<Body>, TransportError>> {
        async move {
            tokio::time::sleep(LATENCY).await;
            let token = request.headers()["authorization"].to_str().unwrap();
            let identity = token.trim_start_matches("Bearer ").split('-').next().unwrap();
            Ok(self.answer(identity, request.uri().path().ends_with("connectionData")))
        }
        .boxed()
    }
}

/// A fixed load on these tokens: how long it takes, and how often the service refused.
async fn load(service: &Throttling, tokens: &[&str], requests: usize) -> (Duration, usize) {
    let pool = Pool::new(tokens.iter().map(|token| service.client(token))).await.unwrap();
    let start = Instant::now();
    futures::stream::iter(0..requests)
        .map(|_| async { pool.client().call(Op::<Json>::new(&READ)).await })
        .buffer_unordered(64)
        .try_for_each(|_| async { Ok(()) })
        .await
        .unwrap();
    (start.elapsed(), service.refused())
}

#[tokio::test(start_paused = true)]
async fn a_budget_is_used_nearly_whole_and_nothing_is_refused() {
    for cost in [
        (|_| 0.5) as fn(usize) -> f64,
        |number| if number % 10 == 0 { 3.0 } else { 0.2 },
        |number| 0.1 + (number % 7) as f64 / 10.0,
    ] {
        for near in [0.1, 0.5, 0.8] {
            let service = Throttling::new(cost, near);
            let client = service.client("a-1");
            let client = client.with(client.options().clone().priority(Priority::Background));
            let calls = futures::stream::iter(0..)
                .map(|_| client.call(Op::<Json>::new(&READ)))
                .buffer_unordered(64)
                .try_for_each(|_| async { Ok(()) });
            let spent = || service.state.lock().unwrap().spent;
            let measured = async {
                tokio::time::sleep(WINDOW).await;
                let first = spent();
                tokio::time::sleep(WINDOW * 9).await;
                (spent() - first) / (LIMIT * 9.0)
            };
            let used = tokio::select! {
                result = calls => panic!("it ended: {result:?}"),
                used = measured => used,
            };
            assert_eq!(service.refused(), 0, "near {near}");
            assert!(used >= 0.95, "near {near}: {used}");
        }
    }
}

#[tokio::test(start_paused = true)]
async fn a_second_identity_doubles_the_speed_and_a_fifth_token_of_one_adds_nothing() {
    let run = async |tokens: &[&str]| {
        let service = Throttling::new(|_| 0.5, 0.5);
        let (time, refused) = load(&service, tokens, 3000).await;
        assert_eq!(refused, 0, "{tokens:?}");
        time.as_secs_f64()
    };
    let one = run(&["a-1"]).await;
    let two = run(&["a-1", "b-1"]).await;
    let five = run(&["a-1", "a-2", "a-3", "a-4", "a-5"]).await;
    let six = run(&["a-1", "a-2", "a-3", "a-4", "a-5", "b-1"]).await;
    assert!(one / two >= 1.9, "{one} s with one, {two} s with two");
    assert!((0.98..1.02).contains(&(five / one)), "{one} s with one token, {five} s with five");
    assert!(
        (0.95..1.05).contains(&(six / two)),
        "{two} s with two tokens, {six} s with six of two identities"
    );
}

#[tokio::test(start_paused = true)]
async fn tokens_are_grouped_by_who_they_are_of() {
    let service = Throttling::new(|_| 0.0, 0.5);
    let clients = ["a-1", "b-1", "a-2"].map(|token| service.client(token));
    let pool = Pool::new(clients).await.unwrap();
    let groups: Vec<_> =
        pool.identities().iter().map(|one| (one.id.as_str(), one.sources.join(" "))).collect();
    assert_eq!(groups, [("a", "a-1 a-2".to_owned()), ("b", "b-1".to_owned())]);
    assert_eq!(Pool::new([]).await.unwrap_err().kind(), ErrorKind::Config);
    let other = Client::builder("fabrikam").credential(Bearer::new("x").unwrap()).transport(service.clone());
    let error = Pool::new([service.client("a-1"), other.build().unwrap()]).await.unwrap_err();
    assert!(error.to_string().contains("of one organization"), "{error}");
}

#[tokio::test(start_paused = true)]
async fn a_person_does_not_wait_for_a_copy() {
    let service = Throttling::new(|_| 0.5, 0.5);
    let client = service.client("a-1");
    let background = client.with(client.options().clone().priority(Priority::Background));
    let copy = async {
        let all = (0..1500).map(|_| background.call(Op::<Json>::new(&READ)));
        futures::future::try_join_all(all).await.map(|_| ())
    };
    let person = async {
        // The budget is used up by now.
        tokio::time::sleep(Duration::from_secs(400)).await;
        let start = Instant::now();
        for _ in 0..5 {
            client.call(Op::<Json>::new(&READ)).await?;
        }
        Ok::<_, Error>(start.elapsed())
    };
    let (copied, took) = futures::future::join(copy, person).await;
    copied.unwrap();
    let took = took.unwrap();
    assert!(took < Duration::from_secs(60), "{took:?}");
    assert_eq!(service.refused(), 0);
}

#[tokio::test(start_paused = true)]
async fn after_one_refusal_there_is_no_other() {
    // It says nothing before it refuses.
    let service = Throttling::new(|_| 1.0, 0.999);
    let (_, refused) = load(&service, &["a-1"], 600).await;
    // Those that were under way when it came.
    assert!(refused <= 96, "{refused}");
}

/// Signs of throttling, and how long a service that then says nothing may be spared.
mod silence {
    use proptest::prelude::*;

    use super::*;
    use crate::script::{Script, Step};

    /// How long an answer takes.
    const LATENCY: Duration = Duration::from_millis(20);

    /// A sign of throttling: the status, and what the headers say, in seconds.
    #[derive(Clone, Debug)]
    struct Sign {
        status: u16,
        retry_after: Option<u64>,
        reset: Option<u64>,
        delay: Option<u64>,
        /// Limit and what remains.
        budget: Option<(i64, i64)>,
        blocked: bool,
    }

    impl Sign {
        fn step(&self, now: i64) -> Step {
            let body = if self.blocked { r#"{"message":"TF400733: blocked"}"# } else { "{}" };
            let date = jiff::Timestamp::from_second(now).unwrap();
            let date = date.strftime("%a, %d %b %Y %H:%M:%S GMT").to_string();
            let mut step = Step::json(self.status, body).with("date", &date);
            let mut with = |name, value: Option<String>| {
                if let Some(value) = value {
                    step = step.clone().with(name, &value);
                }
            };
            with("retry-after", self.retry_after.map(|seconds| seconds.to_string()));
            with("x-ratelimit-reset", self.reset.map(|seconds| (now + seconds as i64).to_string()));
            with("x-ratelimit-delay", self.delay.map(|seconds| format!("{seconds}.000")));
            with("x-ratelimit-limit", self.budget.map(|(limit, _)| limit.to_string()));
            with("x-ratelimit-remaining", self.budget.map(|(_, rest)| rest.to_string()));
            step
        }

        fn is_refusal(&self) -> bool {
            self.status == 429 || self.blocked || self.status != 200 && self.retry_after.is_some()
        }

        /// The time that it asks for: what it says first, or what a client must guess.
        fn asked(&self) -> Duration {
            // A delay is over when it is told.
            let guess = if self.is_refusal() { 60 } else { 10 };
            Duration::from_secs(self.retry_after.or(self.reset).unwrap_or(guess))
        }
    }

    fn sign() -> impl Strategy<Value = Sign> {
        let seconds = |most: u64| prop_oneof![2 => Just(None), 1 => (1..most).prop_map(Some)];
        let status =
            prop_oneof![4 => Just(200_u16), 2 => Just(429), 1 => Just(401), 1 => Just(203), 1 => Just(503)];
        let budget = prop_oneof![
            1 => Just(None),
            3 => ((-1_i64..300), (-20_i64..300)).prop_map(Some),
        ];
        (status, seconds(30), seconds(120), seconds(10), budget, any::<bool>()).prop_map(
            |(status, retry_after, reset, delay, budget, blocked)| {
                // A refusal that says nothing of throttling is none.
                let dressed = matches!(status, 401 | 203 | 503) && retry_after.is_none();
                let blocked = status != 200 && (blocked || dressed);
                Sign { status, retry_after, reset, delay, budget, blocked }
            },
        )
    }

    /// Sends until all signs have come, and then one request at a time or none; answers how many of a burst were
    /// sent at once after twice the time that was asked for.
    async fn burst(signs: Vec<Sign>, pauses: Vec<u64>, asks: bool) -> usize {
        const MANY: usize = 48;
        let begin = Instant::now();
        let left = Arc::new(Mutex::new((signs, begin)));
        let script = {
            let left = Arc::clone(&left);
            Script::by(move |_, _| {
                let mut left = left.lock().unwrap();
                let now = EPOCH + begin.elapsed().as_secs() as i64;
                match left.0.pop() {
                    Some(sign) => {
                        left.1 = left.1.max(Instant::now() + LATENCY + sign.asked() * 2);
                        sign.step(now)
                    }
                    None => Step::json(200, "{}"),
                }
            })
            .after(LATENCY)
        };
        let hard = Options::default().time(Duration::from_secs(7200)).attempts(100);
        let client = script.client().with(hard);
        let call = || client.call(Op::<Json>::new(&READ));
        // Some answers come before a sign.
        call().await.unwrap_or_default();
        let mut pauses = pauses.into_iter().cycle();
        while !left.lock().unwrap().0.is_empty() {
            futures::future::join_all((0..4).map(|_| call())).await;
            tokio::time::sleep(Duration::from_secs(pauses.next().unwrap_or_default())).await;
        }
        let until = left.lock().unwrap().1 + LATENCY * 2;
        while asks && Instant::now() < until {
            call().await.unwrap();
        }
        tokio::time::sleep_until(until).await;
        let (before, at) = (script.count(), Instant::now());
        futures::future::join_all((0..MANY).map(|_| call())).await;
        script.seen()[before..].iter().filter(|seen| seen.at == at).count().min(MANY)
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 32, failure_persistence: None, ..ProptestConfig::default() })]
        #[test]
        fn a_service_that_has_fallen_silent_is_used_at_full_rate_within_twice_the_time_it_asked_for(
            signs in proptest::collection::vec(sign(), 1..12),
            pauses in proptest::collection::vec(0_u64..90, 1..4),
            asks in any::<bool>(),
        ) {
            let runtime =
                tokio::runtime::Builder::new_current_thread().enable_time().start_paused(true).build().unwrap();
            prop_assert_eq!(runtime.block_on(burst(signs, pauses, asks)), 48);
        }
    }

    #[tokio::test(start_paused = true)]
    async fn a_refusal_in_any_dress_waits_for_what_its_headers_say() {
        for (status, retry_after, reset) in
            [(429, None, 31), (401, None, 31), (203, None, 31), (503, None, 31), (401, Some(7), 90)]
        {
            let sign =
                Sign { status, retry_after, reset: Some(reset), delay: None, budget: None, blocked: true };
            let refused = sign.clone();
            let script = Script::by(move |_, index| match index {
                0 => refused.step(EPOCH),
                _ => Step::json(200, "{}"),
            });
            let start = Instant::now();
            script.client().call(Op::<Json>::new(&READ)).await.unwrap();
            assert_eq!(start.elapsed(), sign.asked(), "{sign:?}");
        }
    }

    #[tokio::test(start_paused = true)]
    async fn one_early_sign_does_not_stop_the_world() {
        let early = |sign: Sign, at: usize| async move {
            let script = Script::by(move |_, index| {
                let step = if index == at { sign.step(EPOCH) } else { Step::json(200, "{}") };
                if index < 40 { step.with("x-ms-continuationtoken", &index.to_string()) } else { step }
            })
            .after(LATENCY);
            let start = Instant::now();
            let op = Op::<adoxide::api::wire::List<Json>>::new(&LIST);
            script.client().items(op).all().await.unwrap();
            start.elapsed()
        };
        let quiet =
            Sign { status: 200, retry_after: None, reset: None, delay: None, budget: None, blocked: false };
        let delayed = Sign {
            retry_after: Some(2),
            delay: Some(1),
            reset: Some(120),
            budget: Some((200, 0)),
            ..quiet.clone()
        };
        let refused = Sign { status: 429, reset: Some(1), budget: Some((200, 0)), ..quiet };
        for (sign, at) in [(delayed, 3), (refused.clone(), 0), (refused, 30)] {
            let took = early(sign.clone(), at).await;
            assert!(took < sign.asked() * 2, "{took:?}: {sign:?} at {at}");
        }
    }

    static LIST: OpMeta = OpMeta::new("test.list", Method::GET, "_apis/list").effect(Effect::Read).paging(
        adoxide::api::wire::Paging::HeaderToken {
            send: adoxide::api::wire::TokenPlace::Query("continuationToken"),
        },
    );
}

/// The emulator's budget, whose costs depend on what is asked, and which delays before it refuses.
mod emulated {
    use adoxide::api::core::{GetProjects, get_projects};
    use adoxide::api::git::{GetRepositories, get_repositories};
    use adoxide::credential::Pat;
    use adoxide::transport::InProcess;
    use adoxide_emulator::world::journal::Stamp;
    use adoxide_emulator::{Clock, Emulator, Throttle};
    use axum_core::body::Body;

    use super::*;

    /// How long a load takes on the budgets of so many identities, with so many tokens each.
    async fn load(identities: usize, tokens: usize) -> f64 {
        let clock = Clock::tokio("2026-07-01T12:00:00Z".parse().unwrap());
        let throttle = Throttle { limit: 5.0, ..Throttle::default() };
        let emulator = Emulator::builder().seed_size(1).clock(clock).throttle(throttle);
        let emulator = emulator.latency(Duration::from_millis(50)).build().unwrap();
        let tokens: Vec<_> = (0..identities)
            .flat_map(|number| {
                emulator.update(|world, at| {
                    let name = format!("worker{number}");
                    let who = world.add_identity(&name, &format!("{name}@fabrikam.example"));
                    let organization = world.organization_mut("fabrikam").unwrap();
                    let actor = organization.owner();
                    organization.change(Stamp { at, actor }, |tx| tx.add_member(who)).unwrap();
                    (0..tokens).map(|_| world.new_token(who, None)).collect::<Vec<_>>()
                })
            })
            .collect();
        let client = |token: &String| {
            Client::builder("http://127.0.0.1:1/fabrikam")
                .credential(Pat::new(token).unwrap())
                .transport(InProcess::new(emulator.clone(), Body::new))
                .options(Options::default().time(Duration::from_secs(3600)))
                .build()
                .unwrap()
        };
        let pool = Pool::new(tokens.iter().map(client)).await.unwrap();
        assert_eq!(pool.identities().len(), identities);
        let start = Instant::now();
        futures::stream::iter(0..1000)
            .map(|number| {
                let pool = &pool;
                async move {
                    let client = pool.client();
                    if number % 3 == 0 {
                        client.call(get_projects(GetProjects::default())).await.map(drop)
                    } else {
                        client.call(get_repositories(None, GetRepositories::default())).await.map(drop)
                    }
                }
            })
            .buffer_unordered(64)
            .try_for_each(|()| async { Ok(()) })
            .await
            .unwrap();
        let time = start.elapsed().as_secs_f64();
        let seen = emulator.requests();
        let refused = seen.iter().filter(|request| request.status == Some(429)).count();
        assert_eq!((refused, seen.len()), (0, 1000 + tokens.len()));
        time
    }

    #[tokio::test(start_paused = true)]
    async fn a_second_identity_doubles_the_speed_and_a_fifth_token_of_one_adds_nothing() {
        let (one, two, five) = (load(1, 1).await, load(2, 1).await, load(1, 5).await);
        assert!(one / two >= 1.9, "{one} s with one, {two} s with two");
        // The last few requests wait for a window, or just don't.
        assert!((0.85..1.15).contains(&(five / one)), "{one} s with one token, {five} s with five");
    }
}
