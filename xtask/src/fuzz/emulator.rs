//! Requests to an emulator: each is answered, and none with 500.

use std::path::Path;

use adoxide_emulator::Emulator;
use axum_core::body::Body;
use fastrand::Rng;
use http::Request;
use http_body_util::{BodyExt as _, Collected};
use serde_json::json;
use tokio::runtime::Runtime;
use tower_service::Service as _;

use super::input::{any, damaged, encoded, of_type, one, text, words};
use super::{PATIENCE, Try};

/// After so many requests the world is a new one: they delete and rename in it.
const WORN: usize = 1_000;

struct Stage {
    runtime: Runtime,
    emulator: Emulator,
    sent: usize,
}

impl Stage {
    fn new() -> Result<Self, String> {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build();
        Ok(Self {
            runtime: runtime.map_err(|error| error.to_string())?,
            emulator: Self::emulator()?,
            sent: 0,
        })
    }

    fn emulator() -> Result<Emulator, String> {
        Emulator::builder().seed_size(1).build().map_err(|error| error.to_string())
    }

    /// Sends a request as the owner of the organization.
    fn send(&mut self, method: &str, url: &str, content_type: &str, body: &[u8]) -> Result<(), String> {
        self.sent += 1;
        if self.sent.is_multiple_of(WORN) {
            self.emulator = Self::emulator()?;
        }
        let shown = || format!("{method} {url}\n  {}", String::from_utf8_lossy(body));
        let request = Request::builder()
            .method(method)
            .uri(url)
            .header("authorization", format!("Bearer {}", self.emulator.token()))
            .header("content-type", content_type)
            .body(Body::from(body.to_owned()));
        // It can't be sent at all.
        let Ok(request) = request else { return Ok(()) };
        let mut emulator = self.emulator.clone();
        let answer = self.runtime.block_on(async {
            let answered = async {
                let Ok(response) = emulator.call(request).await;
                let (head, body) = response.into_parts();
                (head.status, body.collect().await.map(Collected::to_bytes))
            };
            tokio::time::timeout(PATIENCE, answered).await
        });
        match answer {
            Err(_) => Err(format!("{}\n  is not answered", shown())),
            Ok((_, Err(error))) => Err(format!("{}\n  is not answered to the end: {error}", shown())),
            Ok((status, Ok(answer))) if status == 500 || status == 502 => {
                Err(format!("{}\n  {status} {}", shown(), String::from_utf8_lossy(&answer)))
            }
            Ok(_) => Ok(()),
        }
    }
}

/// A request to any operation of the catalog: its route with arguments that are there and that are not, its parameters
/// and its body.
pub fn route(root: &Path) -> Result<Try<'static>, String> {
    let areas = crate::r#gen::facts(root)?;
    let known: Vec<&str> = Emulator::operations();
    let index = crate::corpus::index::Index::new(&areas);
    let mut operations = Vec::new();
    for id in &known {
        if let Some(found) = index.named(id) {
            operations.push((found.spec.clone(), found.op.clone()));
        }
    }
    let mut stage = Stage::new()?;
    Ok(Box::new(move |rng| {
        let (spec, operation) = &operations[rng.usize(..operations.len())];
        let mut url = format!("https://{}", spec.host);
        for segment in operation.path.trim_start_matches('/').split('/') {
            url.push('/');
            match segment.split_once('{') {
                Some((before, _)) => url.extend([before, &argument(rng, segment)]),
                None => url += segment,
            }
        }
        let mut query =
            format!("?api-version={}", one(rng, &["7.1", "7.1-preview", "7.2-preview.1", "1.0", "x"]));
        for param in operation.params.iter().filter(|param| param.place == "query") {
            if rng.u8(0..3) == 0 {
                query.extend(["&", &param.name, "=", &encoded(&text(rng))]);
            }
        }
        let body = operation.body.as_deref().map_or_else(Vec::new, |kind| {
            let body = of_type(rng, spec, kind, 3).to_string().into_bytes();
            if rng.u8(0..6) == 0 { damaged(rng, body) } else { body }
        });
        let content_type = operation.consumes.as_deref().unwrap_or("application/json");
        stage.send(&operation.method.to_uppercase(), &(url + &query), content_type, &body)
    }))
}

/// What a segment of a route is filled with.
fn argument(rng: &mut Rng, segment: &str) -> String {
    let there: &[&str] = match segment.trim_matches(['{', '}', '?', '*']) {
        name if name.contains("organization") => &["fabrikam"],
        name if name.eq_ignore_ascii_case("project") => {
            &["Storefront", "Storefront", "Storefront", "storefront"]
        }
        name if name.to_ascii_lowercase().contains("repositor") => &["web", "api"],
        name if name.to_ascii_lowercase().contains("id") => &["1", "2", "3", "7", "10"],
        name if name.to_ascii_lowercase().contains("team") => &["Storefront Team"],
        _ => &["1", "main", "Storefront"],
    };
    if rng.u8(0..5) == 0 { encoded(&text(rng)) } else { encoded(one(rng, there)) }
}

/// Queries: words of the language in any order.
pub fn wiql(_: &Path) -> Result<Try<'static>, String> {
    let language = [
        "SELECT",
        "FROM",
        "WHERE",
        "ORDER BY",
        "ASOF",
        "MODE",
        "AND",
        "OR",
        "NOT",
        "IN",
        "EVER",
        "UNDER",
        "CONTAINS",
        "CONTAINS WORDS",
        "GROUP",
        "ASC",
        "DESC",
        "workitems",
        "workitemLinks",
        "[System.Id]",
        "[System.Title]",
        "[State]",
        "[System.AreaPath]",
        "[System.ChangedDate]",
        "[Source].[System.Id]",
        "[Target].[System.State]",
        "[System.Links.LinkType]",
        "=",
        "<>",
        "<",
        ">=",
        "(",
        ")",
        ",",
        "'a'",
        "'2026-01-31'",
        "\"b\"",
        "1",
        "-5",
        "2.5",
        "@me",
        "@today",
        "@today - 7",
        "@project",
        "@currentIteration",
        "@startOfMonth('+1M')",
        "(MustContain)",
        "(Recursive)",
        "'System.LinkTypes.Hierarchy-Forward'",
        "TRUE",
        "null",
        "''",
        "'it''s'",
        "[",
        "]",
        "@",
    ];
    let mut stage = Stage::new()?;
    Ok(Box::new(move |rng| {
        let begin = one(
            rng,
            &["SELECT [System.Id] FROM workitems WHERE ", "SELECT [System.Id] FROM workitemLinks WHERE ", ""],
        );
        let query = if rng.u8(0..200) == 0 {
            format!("{begin}{}[System.Id] = 1{}", "(".repeat(20_000), ")".repeat(20_000))
        } else {
            format!("{begin}{}", words(rng, &language, 25))
        };
        let body = json!({ "query": query }).to_string().into_bytes();
        let url =
            "https://dev.azure.com/fabrikam/Storefront/_apis/wit/wiql?api-version=7.1&timePrecision=true";
        stage.send("POST", url, "application/json", &body)
    }))
}

/// JSON Patch documents: operations, paths and values in any combination.
pub fn patch(_: &Path) -> Result<Try<'static>, String> {
    let fields = [
        "/fields/System.Title",
        "/fields/System.State",
        "/fields/System.AreaPath",
        "/fields/System.AssignedTo",
        "/rev",
        "/fields/System.Tags",
        "/relations/-",
        "/relations/0",
        "/relations/0/attributes/comment",
        "/id",
        "/fields",
        "",
        "/",
        "/fields/Microsoft.VSTS.Common.Priority",
        "/fields/System.History",
        "/fields/~0~1",
        "/multilineFieldsFormat/System.Description",
    ];
    let mut stage = Stage::new()?;
    Ok(Box::new(move |rng| {
        let mut document = Vec::new();
        for _ in 0..rng.usize(0..5) {
            let relation = json!({ "rel": one(rng, &["System.LinkTypes.Related", "AttachedFile", "ArtifactLink", "Hyperlink"]),
                "url": one(rng, &["https://dev.azure.com/fabrikam/_apis/wit/workItems/2", "vstfs:///Git/Commit/a%2fb%2fc", ""]),
                "attributes": any(rng, 1) });
            document.push(json!({
                "op": if rng.bool() { json!(one(rng, &["add", "replace", "remove", "test", "move", "copy"])) } else { any(rng, 0) },
                "path": if rng.u8(0..6) > 0 { json!(one(rng, &fields)) } else { any(rng, 0) },
                "from": one(rng, &fields),
                "value": if rng.bool() { relation } else { any(rng, 3) },
            }));
        }
        let bytes = json!(document).to_string().into_bytes();
        let bytes = if rng.u8(0..5) == 0 { damaged(rng, bytes) } else { bytes };
        let id = rng.u8(0..12);
        let (method, path) = if rng.bool() {
            ("PATCH", format!("workitems/{id}"))
        } else {
            ("POST", "workitems/$Task".to_owned())
        };
        let url = format!("https://dev.azure.com/fabrikam/Storefront/_apis/wit/{path}?api-version=7.1");
        stage.send(method, &url, "application/json-patch+json", &bytes)
    }))
}

/// Requests of git's smart HTTP: packet lines of the protocol, in any order and damaged.
pub fn git(_: &Path) -> Result<Try<'static>, String> {
    let zeros = "0".repeat(40);
    let lines = [
        "want 0000000000000000000000000000000000000001\n".to_owned(),
        "have 0000000000000000000000000000000000000001\n".to_owned(),
        "done\n".to_owned(),
        "deepen 1\n".to_owned(),
        "filter blob:none\n".to_owned(),
        "command=ls-refs\n".to_owned(),
        "command=fetch".to_owned(),
        "peel\n".to_owned(),
        "ref-prefix refs/heads/\n".to_owned(),
        format!("{zeros} {zeros} refs/heads/x\0report-status\n"),
        format!("{zeros} {}1 refs/heads/../x\0 report-status side-band-64k\n", &zeros[1..]),
        "shallow x\n".to_owned(),
        String::new(),
    ];
    let mut stage = Stage::new()?;
    Ok(Box::new(move |rng| {
        let mut body = Vec::new();
        for _ in 0..rng.usize(0..8) {
            if rng.u8(0..4) == 0 {
                body.extend_from_slice(
                    one(rng, &["0000", "0001", "0002", "0003", "fff0", "zzzz"]).as_bytes(),
                );
            } else {
                let line = &lines[rng.usize(..lines.len())];
                body.extend_from_slice(format!("{:04x}{line}", line.len() + 4).as_bytes());
            }
        }
        if rng.u8(0..4) == 0 {
            body.extend_from_slice(b"PACK\0\0\0\x02\0\0\0\x01");
        }
        let body = damaged(rng, body);
        let service = one(rng, &["git-upload-pack", "git-receive-pack"]);
        let base = "https://dev.azure.com/fabrikam/Storefront/_git/web";
        if rng.u8(0..4) == 0 {
            let service = if rng.bool() { service.to_owned() } else { encoded(&text(rng)) };
            return stage.send("GET", &format!("{base}/info/refs?service={service}"), "", &[]);
        }
        stage.send("POST", &format!("{base}/{service}"), &format!("application/x-{service}-request"), &body)
    }))
}
