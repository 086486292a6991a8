//! The send loop: waits, turns, redirects, tokens and what is said. Faults are in the suite of conformance.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

use adoxide::api::wire::{Content, Effect, Json, Op, OpMeta};
use adoxide::credential::{Anonymous, Authorization, Context, Credential};
use adoxide::transport::{InProcess, TransportErrorKind};
use adoxide::{Client, Error, ErrorKind, Limiter, Method, Options};
use futures::FutureExt;
use futures::future::BoxFuture;
use tokio::time::Instant;

use crate::script::{Script, Step, TOKEN, four};

static READ: OpMeta =
    OpMeta::new("test.read", Method::GET, "_apis/read").effect(Effect::Read).scopes(&["vso.code"]);
static IDEMPOTENT: OpMeta = OpMeta::new("test.put", Method::PUT, "_apis/put").effect(Effect::Idempotent);
static UNSAFE: OpMeta = OpMeta::new("test.post", Method::POST, "_apis/post").effect(Effect::Unsafe);

fn good() -> Step {
    Step::json(200, r#"{"good":true}"#)
}

async fn call(client: &Client, meta: &'static OpMeta) -> Result<Json, Error> {
    client.with(four()).call(Op::<Json>::new(meta)).await
}

#[tokio::test(start_paused = true)]
async fn a_wait_is_as_long_as_told_whatever_the_unit() {
    for (header, value, seconds) in [
        ("retry-after", "30", 30),
        ("retry-after", "Thu, 09 Jan 2025 12:03:30 GMT", 60),
        ("x-ratelimit-reset", "1736424180", 30),
    ] {
        let refused = Step::json(429, "").with(header, value).with("date", "Thu, 09 Jan 2025 12:02:30 GMT");
        let script = Script::new([refused, good()]);
        let start = Instant::now();
        call(&script.client(), &UNSAFE).await.unwrap();
        assert_eq!(start.elapsed(), Duration::from_secs(seconds), "{header}: {value}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_pause_that_a_good_answer_asks_for_is_kept_by_all_clones() {
    let script = Script::new([good().with("Retry-After", "20"), good()]);
    let client = script.client();
    let start = Instant::now();
    call(&client, &READ).await.unwrap();
    assert_eq!(start.elapsed(), Duration::ZERO, "an answer is handed out at once");
    let (one, two) = (client.clone(), client.clone());
    futures::future::try_join(call(&one, &READ), call(&two, &UNSAFE)).await.unwrap();
    let seen = script.seen();
    assert!(seen[1..].iter().all(|seen| seen.at - start == Duration::from_secs(20)));
    assert_eq!(client.rate_limit(), None);
}

#[tokio::test(start_paused = true)]
async fn one_refusal_stops_everyone_even_without_a_time() {
    let script = Script::new([Step::json(429, ""), good()]);
    let client = script.client();
    let start = Instant::now();
    let late = async {
        tokio::time::sleep(Duration::from_secs(1)).await;
        call(&client, &READ).await
    };
    let (first, second) = futures::future::join(call(&client, &READ), late).await;
    first.unwrap();
    second.unwrap();
    let waits: Vec<_> = script.seen()[1..].iter().map(|seen| seen.at - start).collect();
    assert!(waits.iter().all(|wait| *wait >= Duration::from_millis(2500)), "{waits:?}");
}

#[tokio::test(start_paused = true)]
async fn a_wait_beyond_the_time_of_the_call_is_not_begun() {
    let script =
        Script::new([Step::json(429, r#"{"message":"TF400733: blocked."}"#).with("retry-after", "300")]);
    let client = script.client().with(Options::default().time(Duration::from_secs(60)));
    let start = Instant::now();
    let error = client.call(Op::<Json>::new(&READ)).await.unwrap_err();
    assert_eq!((error.kind(), start.elapsed()), (ErrorKind::Throttled, Duration::ZERO));
    assert_eq!(error.retry_after(), Some(Duration::from_secs(300)));
    assert_eq!((error.code(), error.status().unwrap().as_u16()), (Some("TF400733"), 429));
    // The others are told without asking the service again.
    let error = client.call(Op::<Json>::new(&READ)).await.unwrap_err();
    assert_eq!((error.kind(), script.count()), (ErrorKind::Throttled, 1));
    assert_eq!(error.retry_after(), Some(Duration::from_secs(300)));
}

#[tokio::test(start_paused = true)]
async fn no_time_is_too_long() {
    let script = Script::new([Step::json(429, "").with("retry-after", "1e19")]);
    let client = script.client().with(Options::default().time(Duration::MAX));
    let error = client.with(four()).call(Op::<Json>::new(&READ)).await.unwrap_err();
    assert_eq!((error.kind(), script.count()), (ErrorKind::Throttled, 1));
    let script = Script::new([good()]);
    script.client().with(Options::default().time(Duration::MAX)).call(Op::<Json>::new(&READ)).await.unwrap();
}

#[tokio::test(start_paused = true)]
async fn a_service_that_says_nothing_is_given_up_in_time() {
    let client = Script::new([Step::Never]).client().with(Options::default().time(Duration::from_secs(60)));
    let start = Instant::now();
    let error = client.call(Op::<Json>::new(&READ)).await.unwrap_err();
    assert_eq!((error.kind(), start.elapsed()), (ErrorKind::Transport, Duration::from_secs(60)));
}

#[tokio::test(start_paused = true)]
async fn waits_grow_and_end() {
    let script = Script::new([Step::json(500, "")]);
    let error = script.client().call(Op::<Json>::new(&READ)).await.unwrap_err();
    assert_eq!(script.count(), Options::default().attempts);
    let waits: Vec<_> = error.attempts().iter().map(|attempt| attempt.waited.as_millis()).collect();
    for (index, (wait, most)) in waits.iter().zip([500, 1000, 2000, 4000, 8000]).enumerate() {
        assert!((most / 2..=most).contains(wait), "wait {index}: {waits:?}");
    }
    assert_eq!(waits[5], 0);
    assert!(error.to_string().contains("(500) (6 attempts); "), "{error}");
}

#[tokio::test(start_paused = true)]
async fn a_place_is_given_back_while_waiting() {
    // One request at a time: a call that waits before its next try must not keep the others out.
    let script = Script::by(|seen, _| if seen.uri.contains("/put") { Step::json(500, "") } else { good() });
    let client = Client::builder("contoso")
        .credential(Anonymous::new())
        .transport(script.clone())
        .limiter(&Limiter::new(1))
        .build()
        .unwrap();
    let start = Instant::now();
    let failing = call(&client, &IDEMPOTENT);
    let reading = async {
        call(&client, &READ).await.unwrap();
        start.elapsed()
    };
    let (failed, read_after) = futures::future::join(failing, reading).await;
    assert!(failed.is_err());
    assert_eq!(read_after, Duration::ZERO);
}

#[tokio::test(start_paused = true)]
async fn requests_at_a_time_are_limited() {
    static NOW: AtomicUsize = AtomicUsize::new(0);
    static MOST: AtomicUsize = AtomicUsize::new(0);
    #[derive(Clone)]
    struct Slow;
    impl tower_service::Service<http::Request<adoxide::transport::Body>> for Slow {
        type Response = http::Response<adoxide::transport::Body>;
        type Error = std::convert::Infallible;
        type Future = BoxFuture<'static, Result<Self::Response, Self::Error>>;
        fn poll_ready(&mut self, _: &mut std::task::Context<'_>) -> std::task::Poll<Result<(), Self::Error>> {
            std::task::Poll::Ready(Ok(()))
        }
        fn call(&mut self, _: http::Request<adoxide::transport::Body>) -> Self::Future {
            async {
                let now = NOW.fetch_add(1, Ordering::SeqCst) + 1;
                MOST.fetch_max(now, Ordering::SeqCst);
                tokio::time::sleep(Duration::from_secs(1)).await;
                NOW.fetch_sub(1, Ordering::SeqCst);
                Ok(http::Response::new("{}".into()))
            }
            .boxed()
        }
    }
    let client = Client::builder("contoso")
        .credential(Anonymous::new())
        .transport(InProcess::new(Slow, |body| body))
        .limiter(&Limiter::new(3))
        .build()
        .unwrap();
    let start = Instant::now();
    futures::future::join_all((0..9).map(|_| call(&client, &READ))).await;
    assert_eq!((MOST.load(Ordering::SeqCst), start.elapsed()), (3, Duration::from_secs(3)));
}

/// What nobody polls must keep no place: here a list is in use, and the next page of it is on its way.
#[tokio::test(start_paused = true)]
async fn a_call_for_each_item_of_a_list_is_sent_whoever_polls_the_list() {
    use futures::StreamExt as _;

    let emulator = adoxide_emulator::Emulator::builder().seed_size(4).build().unwrap();
    let client = Client::builder("http://127.0.0.1:1/fabrikam")
        .credential(adoxide::credential::Pat::new(emulator.token()).unwrap())
        .transport(InProcess::new(emulator, axum_core::body::Body::new))
        .limiter(&Limiter::new(2))
        .build()
        .unwrap();
    let one_by_one = adoxide::api::core::GetProjects { top: Some(1), ..Default::default() };
    let list = || async {
        let mut projects = client.projects_with(one_by_one.clone());
        let mut names = Vec::new();
        while let Some(project) = projects.next().await {
            let project = client.project(project.unwrap().id().await.unwrap());
            names.push(project.name().await.unwrap());
        }
        names.len()
    };
    let lists = futures::future::join_all((0..4).map(|_| list()));
    let lists = tokio::time::timeout(Duration::from_secs(3600), lists).await.expect("no call waits for ever");
    assert_eq!(lists, [4; 4]);

    // And here: what comes next out of a buffered stream.
    let mut ids = Vec::new();
    let mut projects = client.projects();
    while let Some(project) = projects.next().await {
        ids.push(project.unwrap().id().await.unwrap());
    }
    let reload = |id: String| {
        let client = client.clone();
        async move { client.project(id).reload().await.unwrap() }
    };
    let mut projects = futures::stream::iter(ids.iter().cycle().take(40).cloned()).map(reload).buffered(8);
    let each = async {
        while let Some(project) = projects.next().await {
            reload(project.id.clone().unwrap()).await;
        }
    };
    tokio::time::timeout(Duration::from_secs(3600), each).await.expect("no call waits for ever");
}

/// A credential whose tokens are numbered; it makes a new one when one was refused, up to a last one.
struct Numbered {
    made: AtomicUsize,
    last: usize,
}

impl Credential for Numbered {
    fn authorization<'a>(&'a self, context: Context<'a>) -> BoxFuture<'a, Result<Authorization, Error>> {
        let refused = context.refused_token();
        let number = self.made.load(Ordering::SeqCst);
        if refused == Some(&Authorization::bearer(&format!("token-{number}")).unwrap()) && number < self.last
        {
            self.made.store(number + 1, Ordering::SeqCst);
        }
        let number = self.made.load(Ordering::SeqCst);
        std::future::ready(Authorization::bearer(&format!("token-{number}"))).boxed()
    }

    fn source(&self) -> &'static str {
        "a numbered token"
    }
}

fn numbered(script: &Script, last: usize) -> Client {
    let credential = Numbered { made: AtomicUsize::new(0), last };
    Client::builder("contoso").credential(credential).transport(script.clone()).build().unwrap()
}

#[tokio::test(start_paused = true)]
async fn a_refused_token_is_renewed_once() {
    let script = Script::by(|seen, _| {
        if seen.headers["authorization"] == "Bearer token-0" { Step::json(401, "") } else { good() }
    });
    let client = numbered(&script, 9);
    // Refused and not carried out, so that even an unsafe request goes out again.
    call(&client, &UNSAFE).await.unwrap();
    assert_eq!(script.count(), 2);
    call(&client, &UNSAFE).await.unwrap();
    assert_eq!(script.count(), 3, "the new token is kept");

    let script = Script::new([Step::json(401, "")]);
    let error = call(&numbered(&script, 9), &READ).await.unwrap_err();
    assert_eq!((script.count(), error.kind()), (2, ErrorKind::Auth), "a 401 that stays");
    let script = Script::new([Step::json(401, "")]);
    call(&numbered(&script, 0), &READ).await.unwrap_err();
    assert_eq!(script.count(), 1, "a token that can't be renewed");
}

#[tokio::test(start_paused = true)]
async fn one_refusal_in_the_middle_of_a_run_is_asked_again() {
    let to = |location: &str| Step::Answer(302, vec![("location", location.into())], String::new());
    let sign_in = to("https://spsprodeus1.vssps.visualstudio.com/_signin");
    for refusal in [Step::json(401, ""), Step::html(203), Step::html(200), sign_in] {
        // The third of four answers, to a request that must not be carried out twice, too.
        let steps = [good(), good(), refusal.clone(), good()];
        let script = Script::new(steps.clone());
        let client = script.client();
        for _ in 0..3 {
            call(&client, &UNSAFE).await.unwrap();
        }
        assert_eq!(script.count(), 4, "{refusal:?}");
        // What stays refused is refused, and from then on at once.
        let script = Script::new([good(), refusal.clone()]);
        let client = script.client();
        call(&client, &READ).await.unwrap();
        assert_eq!(call(&client, &READ).await.unwrap_err().kind(), ErrorKind::Auth, "{refusal:?}");
        assert_eq!(script.count(), 4, "{refusal:?}");
        call(&client, &READ).await.unwrap_err();
        assert_eq!(script.count(), 5, "{refusal:?}");
        // What works with one scope says nothing about another.
        let script =
            Script::by(move |seen, _| if seen.uri.contains("/put") { refusal.clone() } else { good() });
        let client = script.client();
        call(&client, &READ).await.unwrap();
        call(&client, &IDEMPOTENT).await.unwrap_err();
        assert_eq!(script.count(), 2);
    }
}

#[tokio::test(start_paused = true)]
async fn throttling_in_the_dress_of_a_refusal_is_waited_for() {
    let message = r#"{"message":"TF400733: The request has been canceled: Request was blocked."}"#;
    let page =
        Step::Answer(203, vec![("content-type", "text/html".into())], "<p>TF400733: blocked</p>".into());
    for (step, seconds) in [
        (Step::json(401, message).with("retry-after", "20"), 20..=20),
        (Step::json(401, "").with("retry-after", "20"), 20..=20),
        (Step::html(203).with("retry-after", "20"), 20..=20),
        (Step::json(403, message).with("retry-after", "20"), 20..=20),
        (Step::json(401, message), 2..=5),
        (Step::json(503, message), 2..=5),
        (page, 2..=5),
    ] {
        let script = Script::new([step.clone(), good()]);
        let start = Instant::now();
        call(&script.client(), &UNSAFE).await.unwrap();
        assert!(seconds.contains(&start.elapsed().as_secs()), "{step:?}: {:?}", start.elapsed());
        let error = call(&Script::new([step.clone()]).client(), &READ).await.unwrap_err();
        assert_eq!((error.kind(), error.attempts().len()), (ErrorKind::Throttled, 4), "{step:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_refused_connection_is_reported_at_once_unless_the_host_has_answered() {
    let refused = Step::Fail(TransportErrorKind::Connect);
    let script = Script::new([refused.clone()]);
    let start = Instant::now();
    let error = call(&script.client(), &READ).await.unwrap_err();
    assert_eq!((script.count(), start.elapsed()), (1, Duration::ZERO));
    assert_eq!(error.to_string().matches("as the script says").count(), 1, "{error}");
    let script = Script::new([good(), refused, good()]);
    let client = script.client();
    call(&client, &READ).await.unwrap();
    call(&client, &UNSAFE).await.unwrap();
    assert_eq!(script.count(), 3);
}

#[tokio::test(start_paused = true)]
async fn a_refusal_is_what_its_type_key_says() {
    for (status, key, message, kind, advice) in [
        (
            403,
            "GitRefUpdateRejectedByPolicyException",
            "TF402455: Pushes to this branch are not permitted.",
            ErrorKind::Policy,
            "create a pull request",
        ),
        (
            403,
            "GitPullRequestStatusRejectedByPolicyException",
            "A policy rejects it.",
            ErrorKind::Policy,
            "satisfy the branch policies",
        ),
        (
            409,
            "GitPullRequestExistsException",
            "TF401179: An active pull request exists.",
            ErrorKind::AlreadyExists,
            "update the active one",
        ),
        (
            409,
            "GitRepositoryNameAlreadyExistsException",
            "TF400948: It exists.",
            ErrorKind::AlreadyExists,
            "choose another name",
        ),
        (
            400,
            "ClassificationNodeDuplicateNameException",
            "TF237018: The name is taken.",
            ErrorKind::AlreadyExists,
            "choose another name",
        ),
        (
            409,
            "GitReferenceStaleException",
            "TF401028: It moved.",
            ErrorKind::Conflict,
            "read the branch again",
        ),
        (
            501,
            "NotEmulatedException",
            "git.x is not emulated",
            ErrorKind::NotSupported,
            "the emulator does not have",
        ),
        (
            404,
            "ProjectDoesNotExistException",
            "VS800075: It does not exist.",
            ErrorKind::NotFound,
            "check the names",
        ),
        (
            403,
            "GitNeedsPermissionException",
            "TF401027: You need the permission.",
            ErrorKind::Permission,
            "the scope vso.code",
        ),
    ] {
        let body = format!(r#"{{"message":"{message}","typeKey":"{key}"}}"#);
        let error = call(&Script::new([Step::json(status, &body)]).client(), &READ).await.unwrap_err();
        assert_eq!(error.kind(), kind, "{error}");
        assert!(error.advice().contains(advice), "{error}");
        assert_eq!(error.advice().contains("scope"), kind == ErrorKind::Permission, "{error}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_call_that_its_caller_drops_is_over() {
    // Dropped while it waits for an answer, and while it waits to try again.
    for step in [Step::Never, Step::json(503, "").with("retry-after", "30")] {
        let script = Script::by(move |_, index| if index == 0 { step.clone() } else { good() });
        let client = Client::builder("contoso")
            .credential(Anonymous::new())
            .transport(script.clone())
            .limiter(&Limiter::new(1))
            .build()
            .unwrap();
        let dropped = tokio::time::timeout(Duration::from_secs(10), call(&client, &IDEMPOTENT)).await;
        assert!(dropped.is_err());
        tokio::time::sleep(Duration::from_secs(100)).await;
        assert_eq!(script.count(), 1);
        // Its place is free.
        call(&client, &READ).await.unwrap();
    }
}

#[tokio::test(start_paused = true)]
async fn messages_say_what_happened_and_what_to_do() {
    let said = r#"{"message":"TF400813: The user 'x' is not authorized to access this resource.","typeKey":"UnauthorizedRequestException"}"#;
    for (step, sentence) in [
        (
            Step::json(401, ""),
            "test.read: the service does not accept the test's token (401); check that it is for \
             https://dev.azure.com/contoso, has not expired and has the scope vso.code",
        ),
        (
            Step::json(401, said),
            "test.read: TF400813: The user 'x' is not authorized to access this resource (401, the test's token); \
             check that it is for https://dev.azure.com/contoso, has not expired and has the scope vso.code",
        ),
        (
            Step::html(203),
            "test.read: the service does not accept the test's token and asks to sign in (203); check that it is \
             for https://dev.azure.com/contoso, has not expired and has the scope vso.code",
        ),
        (
            Step::json(403, r#"{"message":"TF401027: You need the Git 'Read' permission."}"#),
            "test.read: TF401027: You need the Git 'Read' permission (403); the test's token needs the permission \
             and the scope vso.code",
        ),
        (
            Step::html(404),
            "test.read: not found (404); check the names, and that the test's token may see it",
        ),
        (
            Step::Answer(
                404,
                vec![("content-type", "text/plain".into())],
                "The controller for path '/x' was not found or does not implement IController.".into(),
            ),
            "test.read: The controller for path '/x' was not found or does not implement IController (404); this \
             service, or this version of it, does not have it",
        ),
        (
            Step::Answer(503, vec![("x-tfs-serviceerror", "TF24668%3a+stopped.".into())], String::new()),
            "test.read: TF24668: stopped (503) (4 attempts); try again later",
        ),
        (
            Step::Fail(TransportErrorKind::Connect),
            "test.read: no connection to dev.azure.com: as the script says, so the test's token was not used; check the \
             address, the network and the proxy",
        ),
        (
            Step::json(
                400,
                r#"{"message":"The requested REST API version of 7.3 is out of range for this server.","typeKey":"VssVersionOutOfRangeException"}"#,
            ),
            "test.read: The requested REST API version of 7.3 is out of range for this server (400); this \
             service, or this version of it, does not have it",
        ),
    ] {
        let error = call(&Script::new([step.clone()]).client(), &READ).await.unwrap_err();
        assert_eq!(error.to_string(), sentence, "{step:?}");
    }
    let error = call(&Script::new([Step::json(401, said).with("activityid", "a-b-c")]).client(), &READ)
        .await
        .unwrap_err();
    assert_eq!(error.type_key(), Some("UnauthorizedRequestException"));
    assert_eq!(error.code(), Some("TF400813"));
    assert_eq!(error.activity_id(), Some("a-b-c"));
    assert_eq!(error.scopes(), ["vso.code"]);
    assert_eq!(error.credential_source(), Some("the test's token"));
}

#[tokio::test(start_paused = true)]
async fn a_redirect_never_takes_the_credential_to_another_host() {
    let to = |location: &str| Step::Answer(302, vec![("location", location.into())], String::new());
    for (location, kind) in [
        ("https://spsprodeus1.vssps.visualstudio.com/_signin?realm=dev.azure.com", ErrorKind::Auth),
        ("https://login.microsoftonline.com/x", ErrorKind::Auth),
        ("https://evil.example.com/_apis/read", ErrorKind::Config),
        ("http://dev.azure.com/contoso/_apis/read", ErrorKind::Config),
    ] {
        let script = Script::new([to(location), good()]);
        let error = call(&script.client(), &READ).await.unwrap_err();
        assert_eq!((error.kind(), script.count()), (kind, 1), "{location}: {error}");
    }
    // Within the service it is followed, with the credential; an unsafe request is not sent anywhere else.
    let script = Script::new([to("/contoso/_apis/moved"), good()]);
    call(&script.client(), &READ).await.unwrap();
    assert_eq!(script.seen()[1].uri, "https://dev.azure.com/contoso/_apis/moved");
    assert!(script.seen()[1].headers.contains_key("authorization"));
    let script = Script::new([to("/contoso/_apis/moved"), good()]);
    assert_eq!(call(&script.client(), &UNSAFE).await.unwrap_err().kind(), ErrorKind::Config);
    // A redirect that never ends does.
    let script = Script::new([to("/contoso/_apis/read")]);
    assert_eq!(call(&script.client(), &READ).await.unwrap_err().kind(), ErrorKind::Unavailable);
    assert_eq!(script.count(), 6);
    // Files are kept elsewhere: they are fetched there, without the credential.
    let script = Script::new([
        to("https://storage.example.com/blob?sig=abc"),
        Step::Answer(200, vec![], "file".into()),
    ]);
    let file = script.client().download(Op::<Content>::new(&READ).header("x-own", "secret")).await.unwrap();
    assert_eq!(file.text().await.unwrap(), "file");
    let seen = &script.seen()[1];
    assert_eq!(seen.uri, "https://storage.example.com/blob?sig=abc");
    assert!(!seen.headers.contains_key("authorization") && !seen.headers.contains_key("x-own"), "{seen:?}");
    let script = Script::new([to("http://storage.example.com/blob"), good()]);
    assert!(script.client().download(Op::<Content>::new(&READ)).await.is_err());
    assert_eq!(script.count(), 1);
}

#[tokio::test(start_paused = true)]
async fn a_link_takes_the_credential_within_the_service_only() {
    for (link, goes) in [
        ("https://dev.azure.com/contoso/_apis/build/builds/1/logs/2?a=b%2Bc", true),
        ("https://vsrm.dev.azure.com/contoso/_apis/x", true),
        ("https://contoso.blob.core.windows.net/x?sig=a%2Fb", false),
        ("https://dev.azure.com.evil.example.com/x", false),
    ] {
        let script = Script::new([Step::Answer(200, vec![], "file".into())]);
        let file = script.client().download_link(link).await.unwrap().text().await.unwrap();
        let seen = &script.seen()[0];
        assert_eq!((file.as_str(), seen.uri.as_str()), ("file", link));
        assert_eq!(seen.headers.contains_key("authorization"), goes, "{link}");
    }
    for link in [
        "http://dev.azure.com/contoso/x?sig=hunter2",
        "file:///etc/passwd",
        "x",
        "https://u:hunter2@dev.azure.com/x",
    ] {
        let script = Script::new([good()]);
        let error = script.client().download_link(link).await.unwrap_err();
        assert_eq!((error.kind(), script.count()), (ErrorKind::Invalid, 0), "{link}");
        assert!(!format!("{error} {error:?}").contains("hunter2"), "{error}");
    }
}

#[tokio::test(start_paused = true)]
async fn areas_of_another_service_are_where_it_says_if_that_is_below_its_host() {
    use adoxide::api::graph::{ListUsers, list_users};
    let areas = |at: &str| {
        format!(
            r#"{{"value":[{{"id":"bb1e7ec9-e901-4b68-999a-de7012b920f8","name":"Graph","locationUrl":"{at}"}},{{"id":"0"}}]}}"#
        )
    };
    let script = |at: &str| {
        let areas = areas(at);
        Script::by(move |seen, _| {
            if seen.uri.contains("resourceAreas") { Step::json(200, &areas) } else { Step::json(200, "{}") }
        })
    };
    let known = script("https://vssps.ado.corp/c/");
    let client = known.client_at("https://ado.corp/c").discover().await.unwrap();
    client.call(list_users(ListUsers::default())).await.unwrap();
    client.call(Op::<Json>::new(&READ)).await.unwrap();
    let seen = known.seen();
    assert!(seen[1].uri.starts_with("https://vssps.ado.corp/c/_apis/graph/users"), "{}", seen[1].uri);
    assert!(seen[1].headers.contains_key("authorization"));
    assert!(seen[2].uri.starts_with("https://ado.corp/c/_apis/read"), "{}", seen[2].uri);
    // All in one place stays so; the cloud is not asked.
    let server = script("https://ado.corp/c");
    let client = server.client_at("https://ado.corp/c").discover().await.unwrap();
    client.call(list_users(ListUsers::default())).await.unwrap();
    assert!(server.seen()[1].uri.starts_with("https://ado.corp/c/_apis/graph/users"));
    let cloud = script("https://evil.example.com/");
    cloud.client().discover().await.unwrap();
    assert_eq!(cloud.count(), 0);
    for at in ["https://evil.example.com/c", "http://vssps.ado.corp/c", "https://evilado.corp/c", "x"] {
        let error = script(at).client_at("https://ado.corp/c").discover().await.unwrap_err();
        assert_eq!(error.kind(), ErrorKind::Config, "{at}");
        assert!(
            error.to_string().starts_with("https://ado.corp/c says that vssps.dev.azure.com is "),
            "{error}"
        );
    }
}

#[tokio::test(start_paused = true)]
async fn bytes_are_bytes_and_break_off_loudly() {
    let page = Step::html(200);
    assert_eq!(Script::new([page]).client().bytes(Op::new(&READ)).await.unwrap(), "<html>Sign In</html>");
    let error = Script::new([Step::html(203)]).client().bytes(Op::new(&READ)).await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Auth);
    let script = Script::new([Step::Break(200, "half"), Step::Answer(200, vec![], "whole".into())]);
    assert_eq!(script.client().bytes(Op::new(&READ)).await.unwrap(), "whole");
    let script = Script::new([Step::Short(200, "half"), Step::Answer(200, vec![], "whole".into())]);
    let error = script.client().download(Op::new(&READ)).await.unwrap().bytes().await.unwrap_err();
    assert_eq!((error.kind(), script.count()), (ErrorKind::Transport, 1));
    let script = Script::new([Step::json(404, r#"{"message":"TF401174: gone"}"#)]);
    let error = script.client().download(Op::new(&READ)).await.unwrap_err();
    assert_eq!((error.kind(), error.code()), (ErrorKind::NotFound, Some("TF401174")));
}

#[tokio::test(start_paused = true)]
async fn anything_else_can_be_requested() {
    let script = Script::new([good().with("etag", "\"7\"")]);
    let client = script.client_at("http://127.0.0.1:1/contoso");
    let response = client.request(Method::GET, "_apis/x y?a=1").query("b", "c d&e").await.unwrap();
    assert_eq!((response.body["good"].as_bool(), response.etag()), (Some(true), Some("\"7\"")));
    client.request(Method::POST, "/_apis/x").json(&[1]).header("X-Mine", "v").await.unwrap();
    let seen = script.seen();
    assert_eq!(seen[0].uri, "http://127.0.0.1:1/contoso/_apis/x%20y?a=1&b=c%20d%26e");
    assert_eq!(
        (&*seen[1].body, &seen[1].headers["content-type"]),
        (&b"[1]"[..], &"application/json".parse().unwrap())
    );
    assert_eq!(seen[0].headers["x-tfs-fedauthredirect"], "Suppress");
    assert!(seen[0].headers["user-agent"].to_str().unwrap().starts_with("adoxide/"));
    for (request, kind) in [
        (client.request(Method::GET, "https://evil.example.com/x"), ErrorKind::Invalid),
        (client.request(Method::GET, "../../x"), ErrorKind::Invalid),
        (client.request(Method::GET, "x").header("Authorization", "Basic x"), ErrorKind::Invalid),
        (client.request(Method::GET, "x").header("a b", "c"), ErrorKind::Invalid),
        (client.request(Method::GET, "x").header("a", "b\r\nc: d"), ErrorKind::Invalid),
    ] {
        assert_eq!(request.await.unwrap_err().kind(), kind);
    }
    assert_eq!(script.count(), 2);
    let script = Script::new([Step::json(500, "")]);
    script.client().request(Method::PATCH, "x").await.unwrap_err();
    assert_eq!(script.count(), 1, "what a PATCH does when repeated is not known");
}

#[test]
fn a_program_without_settings_is_told_which() {
    // A client with an address and no credential asks the environment; this test's has none of ours.
    let error = Client::builder("no such address").credential(Anonymous::new()).build().unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Config);
    assert!(!format!("{error:?}").contains(TOKEN));
}
