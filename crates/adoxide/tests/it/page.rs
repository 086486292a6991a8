//! Every way in which a list goes on.

use adoxide::api::wire::{Effect, Json, List, Op, OpMeta, Paged, Paging, PagingEnd, TokenPlace};
use std::time::Duration;

use adoxide::{Continuation, ErrorKind, Method};
use tokio::time::Instant;

use crate::script::{Script, Seen, Step};

/// A page of any shape, as the generated types have them.
#[derive(Debug)]
enum Feed {}
impl Paged for Feed {
    type Item = i64;
}

macro_rules! list {
    ($($name:ident = $method:ident $paging:expr;)*) => {
        $(static $name: OpMeta = OpMeta::new(concat!("test.", stringify!($name)), Method::$method, "_apis/list").effect(Effect::Read).paging($paging);)*
    };
}

list! {
    WHOLE = GET Paging::None;
    HEADER = GET Paging::HeaderToken { send: TokenPlace::Query("continuationToken") };
    HEADERS = GET Paging::HeaderToken { send: TokenPlace::Header("continuationToken") };
    BODY = GET Paging::BodyToken {
        send: TokenPlace::Query("continuationToken"), token: "continuationToken", items: "values",
        end: PagingEnd::Last("isLastBatch"),
    };
    AUDIT = GET Paging::BodyToken {
        send: TokenPlace::Query("continuationToken"), token: "continuationToken", items: "entries",
        end: PagingEnd::NoMore("hasMore"),
    };
    REPOSITORIES = GET Paging::BodyToken {
        send: TokenPlace::Query("continuationToken"), token: "continuationToken", items: "repositories",
        end: PagingEnd::NoToken,
    };
    FEED = GET Paging::BodyToken {
        send: TokenPlace::Query("continuationToken"), token: "next", items: "changes",
        end: PagingEnd::EmptyPage,
    };
    HISTORY = POST Paging::BodyToken {
        send: TokenPlace::Body("continuationToken"), token: "continuationToken", items: "results",
        end: PagingEnd::NoToken,
    };
    OFFSET = GET Paging::Offset { top: "$top", skip: "$skip", items: "value" };
    CHANGES = GET Paging::Offset { top: "top", skip: "skip", items: "changes" };
    SEARCH = POST Paging::BodyOffset { top: "$top", skip: "$skip", items: "results", total: None };
    COUNTED = POST Paging::BodyOffset { top: "$top", skip: "$skip", items: "results", total: Some("count") };
    NEXT_SKIP = GET Paging::NextSkip { items: "changeEntries" };
}

/// A parameter of the query of a request.
fn query(seen: &Seen, name: &str) -> Option<String> {
    let url = url::Url::parse(&seen.uri).unwrap();
    url.query_pairs().find(|(known, _)| known == name).map(|(_, value)| value.into_owned())
}

fn number(text: Option<String>) -> usize {
    text.map_or(0, |text| text.parse().unwrap())
}

/// Numbers from 0, as a service hands them out in pages of three.
const ALL: usize = 8;

fn three(from: usize) -> Vec<usize> {
    (from..ALL.min(from + 3)).collect()
}

fn token_of(seen: &Seen) -> usize {
    // A token with characters that must be escaped, so that it is seen whether it comes back as it was.
    number(query(seen, "continuationToken").map(|token| token.strip_prefix("a+b/").unwrap().to_owned()))
}

fn service(meta: &'static OpMeta) -> Script {
    Script::by(move |seen, _| {
        let json = |value: Json| Step::json(200, &value.to_string());
        let skip = |name| number(query(seen, name));
        let next = |from: usize| (from + 3 < ALL).then(|| format!("a+b/{}", from + 3));
        match meta.paging {
            Paging::HeaderToken { send } => {
                let from = match send {
                    TokenPlace::Query(_) => token_of(seen),
                    _ => seen.headers.get("continuationToken").map_or(0, |token| {
                        token.to_str().unwrap().strip_prefix("a+b/").unwrap().parse().unwrap()
                    }),
                };
                let page = json(serde_json::json!({"count": 3, "value": three(from)}));
                match next(from) {
                    Some(token) => page.with("X-MS-ContinuationToken", &token),
                    None => page,
                }
            }
            Paging::BodyToken { send: TokenPlace::Body(_), .. } => {
                let body: Json = serde_json::from_slice(&seen.body).unwrap();
                assert_eq!(body["filter"], "kept");
                let token = body["continuationToken"].as_str().map(|token| token[4..].parse().unwrap());
                let from = token.unwrap_or(0);
                json(serde_json::json!({"results": three(from), "continuationToken": next(from)}))
            }
            Paging::BodyToken { items, token, end, .. } => {
                let from = token_of(seen);
                let here = three(from);
                // Feeds always have a token: the place where what comes later will be.
                let after = format!("a+b/{}", from + here.len());
                let more = from + here.len() < ALL;
                let token_value = match end {
                    PagingEnd::NoToken => next(from),
                    _ => Some(after),
                };
                json(serde_json::json!({
                    items: here, token: token_value, "isLastBatch": !more, "hasMore": more,
                }))
            }
            Paging::Offset { skip: name, items, .. } => {
                json(serde_json::json!({"count": 3, items: three(skip(name))}))
            }
            Paging::BodyOffset { total, .. } => {
                let body: Json = serde_json::from_slice(&seen.body).unwrap();
                assert_eq!(body["searchText"], "kept");
                let results = three(body["$skip"].as_u64().unwrap_or(0) as usize);
                json(serde_json::json!({"results": results, "count": total.map(|_| ALL)}))
            }
            Paging::NextSkip { items } => {
                let from = skip("$skip");
                let after = if from + 3 < ALL { from + 3 } else { 0 };
                json(serde_json::json!({items: three(from), "nextSkip": after, "nextTop": 3}))
            }
            _ => json(serde_json::json!({"value": (0..ALL).collect::<Vec<_>>()})),
        }
    })
}

fn op(meta: &'static OpMeta) -> Op<Feed> {
    match meta.paging {
        Paging::BodyToken { send: TokenPlace::Body(_), .. } => {
            Op::new(meta).json(&serde_json::json!({"filter": "kept"}))
        }
        Paging::BodyOffset { .. } => {
            Op::new(meta).json(&serde_json::json!({"searchText": "kept", "$top": 3}))
        }
        _ => Op::new(meta).query("kept", "yes"),
    }
}

const STYLES: [(&OpMeta, usize); 13] = [
    (&WHOLE, 1),
    (&HEADER, 3),
    (&HEADERS, 3),
    (&BODY, 3),
    (&AUDIT, 3),
    (&REPOSITORIES, 3),
    (&FEED, 4),
    (&HISTORY, 3),
    (&OFFSET, 4),
    (&CHANGES, 4),
    (&SEARCH, 4),
    (&COUNTED, 3),
    (&NEXT_SKIP, 3),
];

fn all() -> Vec<i64> {
    (0..ALL as i64).collect()
}

#[tokio::test]
async fn every_style_has_all_items_once() {
    for (meta, requests) in STYLES {
        let script = service(meta);
        assert_eq!(script.client().items(op(meta)).all().await.unwrap(), all(), "{}", meta.id);
        assert_eq!(script.count(), requests, "{}", meta.id);
    }
}

#[tokio::test]
async fn every_style_can_be_left_and_taken_up_as_text() {
    for (meta, _) in STYLES {
        for pages_before in 1..4 {
            let script = service(meta);
            let mut items = Vec::new();
            let mut pages = script.client().pages(op(meta));
            for _ in 0..pages_before {
                if let Some(page) = pages.next().await {
                    items.extend(page.unwrap().items.into_iter().map(Result::unwrap));
                }
            }
            let Some(text) = pages.continuation().map(ToString::to_string) else {
                assert_eq!(items, all(), "{}: no way to go on, and not at the end", meta.id);
                continue;
            };
            let continuation: Continuation = text.parse().unwrap();
            let rest = script.client().items(op(meta)).resume(continuation);
            items.extend(rest.all().await.unwrap());
            assert_eq!(items, all(), "{} after {pages_before} pages by {text}", meta.id);
        }
    }
}

#[tokio::test]
async fn raw_pages_are_the_bytes_of_the_service() {
    for (meta, _) in STYLES {
        let mut pages = service(meta).client().raw_pages(op(meta));
        let mut items = Vec::new();
        while let Some(page) = pages.next().await {
            let page = page.unwrap();
            let array: Vec<i64> = serde_json::from_slice(&page.array()).unwrap();
            let each: Vec<i64> = page.items().map(|item| serde_json::from_slice(&item).unwrap()).collect();
            assert_eq!(array, each);
            assert_eq!(page.len(), each.len());
            items.extend(array);
        }
        assert_eq!(items, all(), "{}", meta.id);
    }
}

#[tokio::test]
async fn a_raw_page_of_any_writing() {
    for (body, items) in [
        (r#"{"value":[],"count":0}"#, vec![]),
        (r#"{"count":0,"value":null}"#, vec![]),
        (r#"{"count":0}"#, vec![]),
        ("", vec![]),
        (" [ 1 , [2] ,\n{\"a\":\"]\"} ] ", vec!["1", "[2]", r#"{"a":"]"}"#]),
        ("\u{feff}{ \"value\" : [ { \"a\" : [ ] } , null ] , \"count\":2}", vec![r#"{ "a" : [ ] }"#, "null"]),
    ] {
        let script = Script::new([Step::json(200, body)]);
        let mut pages = script.client().raw_pages(Op::<List<Json>>::new(&WHOLE));
        let page = pages.next().await.unwrap().unwrap();
        let found: Vec<_> = page.items().map(|item| String::from_utf8(item.to_vec()).unwrap()).collect();
        assert_eq!(found, items, "{body}");
        let array: Vec<Json> = serde_json::from_slice(&page.array()).unwrap();
        assert_eq!(array.len(), items.len(), "{body}");
        assert!(page.is_last() && pages.next().await.is_none());
    }
    for body in [
        r#"{"value":{"a":1}}"#,
        r#"{"other":[1]}"#,
        "<html>",
        r#"{"value":[1]} x"#,
        r#"{"value":nul}"#,
        r#"{"value":[nul]}"#,
        r#"{"count":none}"#,
        "7",
    ] {
        let script = Script::new([Step::json(200, body)]);
        let error =
            script.client().raw_pages(Op::<List<Json>>::new(&WHOLE)).next().await.unwrap().unwrap_err();
        assert_eq!(
            (error.kind(), error.operation()),
            (ErrorKind::Decode, Some("test.WHOLE")),
            "{body}: {error}"
        );
    }
}

#[tokio::test]
async fn a_search_of_which_the_service_gives_only_a_part_ends_with_an_error() {
    let page = |from: i64| format!(r#"{{"count":9,"results":[{},{},{}]}}"#, from, from + 1, from + 2);
    // Nothing comes any more, or what lies too far from the start is refused.
    let empty = Step::json(200, r#"{"count":9,"results":[]}"#);
    let refused = Step::json(400, r#"{"message":"$skip must be between 0 and 4."}"#);
    for (last, kind) in [(empty, ErrorKind::NotSupported), (refused, ErrorKind::Invalid)] {
        let script = Script::new([Step::json(200, &page(0)), Step::json(200, &page(3)), last]);
        let mut items = script.client().items(op(&COUNTED));
        for expected in 0..6 {
            assert_eq!(items.next().await.unwrap().unwrap(), expected);
        }
        let error = items.next().await.unwrap().unwrap_err();
        assert_eq!(error.kind(), kind, "{error}");
        assert!(error.to_string().contains("has 9 items, and the service gives only the first 6"), "{error}");
        assert!(error.to_string().contains("narrow the search"), "{error}");
        assert!(items.next().await.is_none());
    }
}

#[tokio::test]
async fn a_short_or_empty_page_does_not_end_a_token_list() {
    let script = Script::new([
        Step::json(200, r#"{"value":[1]}"#).with("x-ms-continuationtoken", "t1"),
        Step::json(200, r#"{"value":[]}"#).with("x-ms-continuationtoken", "t2"),
        Step::json(200, r#"{"value":[2]}"#),
    ]);
    assert_eq!(script.client().items(op(&HEADER)).all().await.unwrap(), [1, 2]);
}

#[tokio::test]
async fn a_bad_item_is_one_error_and_the_list_goes_on() {
    let script = Script::new([
        Step::json(200, r#"{"value":[1,"hunter2",3]}"#).with("x-ms-continuationtoken", "t"),
        Step::json(200, r#"{"value":[4]}"#),
    ]);
    let mut items = script.client().items(op(&HEADER));
    let mut seen = Vec::new();
    while let Some(item) = items.next().await {
        seen.push(item.map_err(|error| {
            assert_eq!(error.kind(), ErrorKind::Decode);
            assert!(!format!("{error} {error:?}").contains("hunter2"));
            error.json_path().unwrap().to_owned()
        }));
    }
    assert_eq!(seen, [Ok(1), Err("$.value[1]".to_owned()), Ok(3), Ok(4)]);
}

#[tokio::test(start_paused = true)]
async fn half_a_page_is_asked_for_again_and_never_a_short_list() {
    let half = Step::json(200, r#"{"value":[1,2,"#);
    let script = Script::new([half.clone(), Step::json(200, r#"{"value":[1,2,3]}"#)]);
    assert_eq!(script.client().items(op(&WHOLE)).all().await.unwrap(), [1, 2, 3]);
    let script = Script::new([half]);
    let error = script.client().items(op(&WHOLE)).all().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Decode);
    let script = Script::new([Step::json(200, r#"{"value":[1,2,"#)]);
    let error = script.client().raw_pages(op(&WHOLE)).next().await.unwrap().unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Decode);
}

#[tokio::test]
async fn a_service_that_does_not_skip_is_found_out() {
    let same = Script::new([Step::json(200, r#"{"value":[1,2,3]}"#)]);
    // Three were asked for and three came: there may be more, and no way to it.
    let error = same.client().items(op(&OFFSET).query("$top", &3_i64)).all().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::NotSupported, "{error}");
    // A service that ignores the page size too has sent everything at once.
    assert_eq!(same.client().items(op(&OFFSET).query("$top", &2_i64)).all().await.unwrap(), [1, 2, 3]);
    let same = Script::new([Step::json(200, r#"{"value":[1]}"#).with("x-ms-continuationtoken", "t")]);
    let error = same.client().items(op(&HEADER)).all().await.unwrap_err();
    assert_eq!((error.kind(), same.count()), (ErrorKind::Decode, 2), "{error}");
}

#[tokio::test(start_paused = true)]
async fn a_page_that_fails_ends_the_stream_and_can_be_taken_up_again() {
    let script = Script::by(|seen, index| match (query(seen, "$skip").as_deref(), index) {
        (None, _) => Step::json(200, r#"{"value":[1,2]}"#),
        (Some("2"), ..5) => Step::json(404, ""),
        (Some("2"), _) => Step::json(200, r#"{"value":[3]}"#),
        _ => Step::json(200, r#"{"value":[]}"#),
    });
    let client = script.client();
    let mut items = client.items(op(&OFFSET));
    assert_eq!((items.next().await.unwrap().unwrap(), items.next().await.unwrap().unwrap()), (1, 2));
    assert_eq!(items.next().await.unwrap().unwrap_err().kind(), ErrorKind::NotFound);
    assert!(items.next().await.is_none());
    let continuation = items.continuation().unwrap().clone();
    assert_eq!(continuation.to_string(), "skip:2");
    for _ in 0..3 {
        client.items(op(&OFFSET)).resume(continuation.clone()).all().await.unwrap_err();
    }
    assert_eq!(client.items(op(&OFFSET)).resume(continuation).all().await.unwrap(), [3]);
}

#[tokio::test]
async fn the_next_page_is_fetched_while_this_one_is_used() {
    let script = service(&HEADER);
    let mut pages = script.client().pages(op(&HEADER));
    assert_eq!(script.count(), 0, "nothing is asked for before it is wanted");
    for asked in [2, 3, 3] {
        pages.next().await.unwrap().unwrap();
        assert_eq!(script.count(), asked);
    }
    assert!(pages.next().await.is_none());
}

#[tokio::test]
async fn one_by_one_nothing_is_asked_for_that_is_not_wanted() {
    let script = service(&HEADER);
    let mut pages = script.client().pages(op(&HEADER)).one_by_one();
    for asked in [1, 2, 3] {
        pages.next().await.unwrap().unwrap();
        assert_eq!(script.count(), asked);
    }
    assert!(pages.next().await.is_none());
    assert_eq!(script.count(), 3);
}

#[tokio::test]
async fn a_continuation_of_another_list_is_refused() {
    let client = service(&HEADER).client();
    let error = client.items(op(&HEADER)).resume("skip:3".parse().unwrap()).all().await.unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Invalid);
    for text in ["", "3", "skip:x", "token:", "next:1,", "page:2"] {
        assert_eq!(text.parse::<Continuation>().unwrap_err().kind(), ErrorKind::Invalid, "{text}");
    }
    for text in ["token:a:b,c", "skip:3", "next:3", "next:3,100"] {
        assert_eq!(text.parse::<Continuation>().unwrap().to_string(), text);
    }
}

/// A list that never ends ends: how many requests it takes, how long, and why.
async fn endless(
    meta: &'static OpMeta,
    latency: u64,
    answer: impl Fn(usize) -> Step + Send + Sync + 'static,
) -> (usize, u64, String) {
    let script = Script::by(move |_, index| answer(index)).after(Duration::from_secs(latency));
    let start = Instant::now();
    let mut pages = script.client().raw_pages(op(meta)).one_by_one();
    let error = loop {
        match pages.next().await.expect("the list ended") {
            Ok(_) => assert!(script.count() < 1000, "it does not end"),
            Err(error) => break error,
        }
    };
    assert_eq!((error.kind(), error.operation()), (ErrorKind::Decode, Some(meta.id)), "{error}");
    (script.count(), start.elapsed().as_secs(), error.to_string())
}

#[tokio::test(start_paused = true)]
async fn a_list_that_never_ends_is_named_and_ended() {
    let page = |items: &str, token: usize| {
        Step::json(200, &format!(r#"{{"count":1,"value":[{items}]}}"#))
            .with("x-ms-continuationtoken", &format!("t{token}"))
    };
    // Two tokens in turn, each with a page of its own.
    let (requests, _, why) = endless(&HEADER, 0, move |index| page(&index.to_string(), index % 2)).await;
    assert_eq!(requests, 3, "{why}");
    assert!(
        why.contains("the list never ends: the service says to go on where the list was before"),
        "{why}"
    );
    let (requests, _, why) = endless(&NEXT_SKIP, 0, |index| {
        Step::json(200, &format!(r#"{{"changeEntries":[{index}],"nextSkip":{}}}"#, 1 + index % 3))
    })
    .await;
    assert_eq!(requests, 4, "{why}");
    // The same page again and again, with ever new tokens, also where they are in the page.
    for meta in [&HEADER, &BODY] {
        let (requests, _, why) = endless(meta, 0, move |index| match meta.paging {
            Paging::BodyToken { .. } => Step::json(
                200,
                &format!(r#"{{"continuationToken":"t{index}","values":[7,8],"isLastBatch":false}}"#),
            ),
            _ => page("7,8", index),
        })
        .await;
        assert_eq!(requests, 4, "{why}");
        assert!(why.contains("the same page of 2 items again and again"), "{why}");
    }
    // A few pages in turn.
    let (requests, _, why) = endless(&HEADER, 0, move |index| page(&(index % 5).to_string(), index)).await;
    assert!(requests <= 20, "{requests}: {why}");
    // Empty pages, as fast as they come, and slowly.
    for latency in [0, 1, 5, 20] {
        let (requests, seconds, why) = endless(&HEADER, latency, move |index| page("", index)).await;
        assert!(requests <= 100 && (seconds <= 60 || requests <= 4), "{requests}, {seconds} s: {why}");
        assert!(why.contains("empty pages one after the other"), "{why}");
    }
}

#[tokio::test(start_paused = true)]
async fn a_list_with_holes_and_pages_of_one_size_has_all() {
    // Most pages are empty, all others alike but for their items.
    let script = Script::by(|_, index| {
        let items = if index % 40 == 39 { format!("{}", 1000 + index) } else { String::new() };
        let step = Step::json(200, &format!(r#"{{"value":[{items}]}}"#));
        if index < 400 { step.with("x-ms-continuationtoken", &index.to_string()) } else { step }
    })
    .after(Duration::from_secs(1));
    assert_eq!(script.client().items(op(&HEADER)).all().await.unwrap().len(), 10);
}

#[tokio::test(start_paused = true)]
async fn a_page_that_does_not_fit_into_memory_is_an_error() {
    let page = format!(r#"{{"value":[{}]}}"#, vec!["1"; 600].join(","));
    let script = Script::new([Step::json(200, &page)]);
    let client = script.client();
    assert_eq!(client.items(op(&WHOLE)).all().await.unwrap().len(), 600);
    let client = client.with(adoxide::Options::default().body_limit(1000));
    for error in [
        client.items(op(&WHOLE)).all().await.unwrap_err(),
        client.call(Op::<Json>::new(&WHOLE)).await.unwrap_err(),
        client.bytes(Op::new(&WHOLE)).await.unwrap_err(),
        client.download(Op::new(&WHOLE)).await.unwrap().bytes().await.unwrap_err(),
    ] {
        assert_eq!((error.kind(), error.operation()), (ErrorKind::TooLarge, Some("test.WHOLE")), "{error}");
    }
    assert_eq!(script.count(), 5, "it would be as large the next time");
}
