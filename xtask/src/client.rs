//! Sends requests to the emulator in-process.

use adoxide_emulator::Emulator;
use axum_core::body::Body;
use http::Request;
use http_body_util::BodyExt as _;
use serde_json::Value;
use tower_service::Service as _;

/// A client of one emulator.
pub struct Client {
    emulator: Emulator,
}

/// What came back.
pub struct Answer {
    pub status: u16,
    #[cfg_attr(not(feature = "replay"), allow(dead_code))]
    pub content_type: Option<String>,
    /// JSON where it is, else the text.
    pub body: Value,
}

impl Client {
    pub fn new(emulator: Emulator) -> Self {
        Self { emulator }
    }

    /// Sends a request; `token` none sends none.
    pub async fn send(
        &self,
        method: &str,
        url: &str,
        headers: &[(&str, &str)],
        token: Option<&str>,
        body: Option<&Value>,
    ) -> Result<Answer, String> {
        let mut request = Request::builder().method(method).uri(url);
        for (name, value) in headers {
            request = request.header(*name, *value);
        }
        if let Some(token) = token {
            request = request.header("authorization", format!("Bearer {token}"));
        }
        let body = body.map_or_else(Body::empty, |body| Body::from(body.to_string()));
        let request = request.body(body).map_err(|error| format!("{method} {url}: {error}"))?;
        let Ok(response) = self.emulator.clone().call(request).await;
        let (head, body) = response.into_parts();
        let bytes = body.collect().await.map_err(|error| format!("{method} {url}: {error}"))?.to_bytes();
        let text = String::from_utf8_lossy(&bytes);
        let text = text.trim_start_matches('\u{feff}');
        let body = match text {
            "" => Value::Null,
            text => serde_json::from_str(text).unwrap_or_else(|_| Value::String(text.to_owned())),
        };
        let content_type =
            head.headers.get("content-type").and_then(|value| value.to_str().ok()).map(str::to_owned);
        Ok(Answer { status: head.status.as_u16(), content_type, body })
    }

    /// A request of the owner that must succeed.
    pub async fn json(&self, method: &str, path: &str, body: Option<&Value>) -> Result<Value, String> {
        let url = format!("https://dev.azure.com{}", path.replace(' ', "%20"));
        let headers: &[_] = if body.is_some() { &[("content-type", "application/json")] } else { &[] };
        let answer = self.send(method, &url, headers, Some(&self.emulator.token()), body).await?;
        if answer.status >= 300 {
            return Err(format!("{method} {path}: {} {}", answer.status, answer.body));
        }
        Ok(answer.body)
    }
}
