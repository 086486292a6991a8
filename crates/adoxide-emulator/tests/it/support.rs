//! A client for tests: small, and none of ours.

use std::time::Duration;

use adoxide_emulator::{Builder, Clock, Emulator};
use axum_core::body::Body;
use bytes::Bytes;
use http::header::{ACCEPT, AUTHORIZATION};
use http::{HeaderMap, Method, Request, Response, StatusCode};
use http_body_util::BodyExt as _;
use percent_encoding::{NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::Value;
use tower_service::Service as _;

/// An instant that tests begin at.
pub const START: &str = "2026-07-01T12:00:00Z";

/// An emulator with one empty organization, on a clock that moves only when it is told to.
pub fn empty() -> Api {
    Api::new(Emulator::builder().seed_size(0).clock(Clock::manual(START.parse().unwrap())))
}

/// An emulator with a small organization.
pub fn seeded() -> Api {
    Api::new(Emulator::builder().seed_size(1).clock(Clock::manual(START.parse().unwrap())))
}

/// An answer.
#[derive(Debug)]
pub struct Answer {
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub bytes: Bytes,
}

impl Answer {
    pub fn json(&self) -> Value {
        serde_json::from_slice(&self.bytes).unwrap_or_else(|error| panic!("{error}: {self:?}"))
    }

    pub fn text(&self) -> &str {
        std::str::from_utf8(&self.bytes).unwrap()
    }

    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).map(|value| value.to_str().unwrap())
    }

    /// The JSON of an answer that must have a status.
    #[track_caller]
    pub fn ok(self, status: u16) -> Value {
        assert_eq!(self.status.as_u16(), status, "{}", self.text());
        if self.bytes.is_empty() { Value::Null } else { self.json() }
    }

    /// The typeKey of an answer that must be an error of a status.
    #[track_caller]
    pub fn fault(self, status: u16) -> String {
        assert_eq!(self.status.as_u16(), status, "{}", self.text());
        self.json()["typeKey"].as_str().unwrap_or_default().to_owned()
    }
}

/// A request under construction.
pub struct Call<'a> {
    api: &'a Api,
    method: Method,
    path: String,
    headers: HeaderMap,
    body: Vec<u8>,
}

impl Call<'_> {
    pub fn header(mut self, name: &'static str, value: &str) -> Self {
        self.headers.insert(name, value.parse().unwrap());
        self
    }

    pub fn without(mut self, name: &str) -> Self {
        self.headers.remove(name);
        self
    }

    pub fn accept(self, value: &str) -> Self {
        self.header("accept", value)
    }

    pub fn json(mut self, body: &Value) -> Self {
        self.body = body.to_string().into_bytes();
        self.header("content-type", "application/json")
    }

    pub fn body(mut self, body: impl Into<Vec<u8>>, content_type: &str) -> Self {
        self.body = body.into();
        self.header("content-type", content_type)
    }

    pub async fn response(self) -> Response<Body> {
        let mut request = Request::builder().method(self.method).uri(self.path);
        *request.headers_mut().unwrap() = self.headers;
        let request = request.body(Body::from(self.body)).unwrap();
        let mut emulator = self.api.emulator.clone();
        emulator.call(request).await.unwrap()
    }

    pub async fn send(self) -> Answer {
        let (parts, body) = self.response().await.into_parts();
        let bytes = body.collect().await.unwrap().to_bytes();
        Answer { status: parts.status, headers: parts.headers, bytes }
    }
}

/// An emulator and how to ask it.
pub struct Api {
    pub emulator: Emulator,
}

impl Api {
    pub fn new(builder: Builder) -> Self {
        Self { emulator: builder.build().unwrap() }
    }

    /// A request with the owner's token, version 7.1 unless the path says another, below the organization
    /// unless the path begins with a slash.
    pub fn call(&self, method: Method, path: &str) -> Call<'_> {
        let path = if path.starts_with('/') { path.to_owned() } else { format!("/fabrikam/{path}") };
        let path = if path.contains("api-version=") || path.contains("_adoxide") {
            path
        } else {
            let separator = if path.contains('?') { '&' } else { '?' };
            format!("{path}{separator}api-version=7.1")
        };
        let mut headers = HeaderMap::new();
        headers.insert(AUTHORIZATION, format!("Bearer {}", self.emulator.token()).parse().unwrap());
        headers.insert(ACCEPT, "application/json".parse().unwrap());
        headers.insert("host", "127.0.0.1:8080".parse().unwrap());
        Call { api: self, method, path, headers, body: Vec::new() }
    }

    /// A request as it is: nothing is added.
    pub fn raw(&self, method: Method, path: &str) -> Call<'_> {
        Call { api: self, method, path: path.to_owned(), headers: HeaderMap::new(), body: Vec::new() }
    }

    pub async fn get(&self, path: &str) -> Answer {
        self.call(Method::GET, path).send().await
    }

    pub async fn post(&self, path: &str, body: &Value) -> Answer {
        self.call(Method::POST, path).json(body).send().await
    }

    pub async fn put(&self, path: &str, body: &Value) -> Answer {
        self.call(Method::PUT, path).json(body).send().await
    }

    pub async fn patch(&self, path: &str, body: &Value) -> Answer {
        self.call(Method::PATCH, path).json(body).send().await
    }

    pub async fn delete(&self, path: &str) -> Answer {
        self.call(Method::DELETE, path).send().await
    }

    pub async fn json_patch(&self, path: &str, body: &Value) -> Answer {
        let call = self.call(Method::PATCH, path);
        call.body(body.to_string(), "application/json-patch+json").send().await
    }

    pub fn advance(&self, seconds: u64) {
        self.emulator.clock().advance(Duration::from_secs(seconds));
    }

    /// A project that is ready, by its id.
    pub async fn project(&self, name: &str) -> String {
        self.post("_apis/projects", &serde_json::json!({"name": name})).await.ok(202);
        self.advance(60);
        let name = utf8_percent_encode(name, NON_ALPHANUMERIC);
        self.get(&format!("_apis/projects/{name}")).await.ok(200)["id"].as_str().unwrap().to_owned()
    }

    /// A repository with one commit on `main`: the id of the repository and of the commit.
    pub async fn repository(&self, project: &str, name: &str) -> (String, String) {
        let path = format!("{project}/_apis/git/repositories");
        let made = self.post(&path, &serde_json::json!({"name": name})).await.ok(201);
        let id = made["id"].as_str().unwrap().to_owned();
        let push = self.push(&id, "refs/heads/main", ZERO, &[("add", "/readme.md", "Hello\n")]).await.ok(201);
        (id, push["commits"][0]["commitId"].as_str().unwrap().to_owned())
    }

    /// Creates a repository with a pipeline in `/ci.yml`; its id and its first commit.
    pub async fn pipeline_repository(&self, project: &str, name: &str) -> (String, String) {
        let path = format!("{project}/_apis/git/repositories");
        let made = self.post(&path, &serde_json::json!({"name": name})).await.ok(201);
        let id = made["id"].as_str().unwrap().to_owned();
        let yaml = [("add", "/ci.yml", "steps:\n- script: make\n")];
        let push = self.push(&id, "refs/heads/main", ZERO, &yaml).await.ok(201);
        (id, push["commits"][0]["commitId"].as_str().unwrap().to_owned())
    }

    /// Pushes one commit.
    pub async fn push(
        &self,
        repository: &str,
        branch: &str,
        old: &str,
        changes: &[(&str, &str, &str)],
    ) -> Answer {
        let changes: Vec<_> = changes
            .iter()
            .map(|(kind, path, content)| {
                let mut change = serde_json::json!({"changeType": kind, "item": {"path": path}});
                if *kind == "rename" {
                    change["sourceServerItem"] = (*content).into();
                } else if *kind != "delete" {
                    change["newContent"] = serde_json::json!({"content": content, "contentType": "rawtext"});
                }
                change
            })
            .collect();
        let body = serde_json::json!({
            "refUpdates": [{"name": branch, "oldObjectId": old}],
            "commits": [{"comment": "A commit", "changes": changes}],
        });
        self.post(&format!("_apis/git/repositories/{repository}/pushes"), &body).await
    }
}

pub const ZERO: &str = "0000000000000000000000000000000000000000";
