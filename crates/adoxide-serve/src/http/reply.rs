//! Answers: `{"ok": true, …}`, or `{"ok": false, "error": …, "message": …}`.

use bytes::Bytes;
use http::header::{
    CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE, HeaderName, HeaderValue, LOCATION,
    WWW_AUTHENTICATE, X_CONTENT_TYPE_OPTIONS,
};
use http::{Response, StatusCode};
use http_body_util::Full;
use serde_json::{Value, json};

/// An answer of the API.
pub(super) struct Reply {
    pub status: StatusCode,
    content_type: &'static str,
    body: Bytes,
    /// Boxed, since few have one.
    header: Option<Box<(HeaderName, HeaderValue)>>,
}

impl Reply {
    pub(super) fn text(status: StatusCode, content_type: &'static str, body: impl Into<Bytes>) -> Self {
        Self { status, content_type, body: body.into(), header: None }
    }

    /// A page in HTML, which may load nothing but what is in it.
    pub(super) fn page(html: String) -> Self {
        let mut reply = Self::text(StatusCode::OK, "text/html; charset=utf-8", html);
        let policy = HeaderValue::try_from(adoxide_report::page::policy());
        reply.header = policy.ok().map(|policy| Box::new((CONTENT_SECURITY_POLICY, policy)));
        reply
    }

    /// To another address of this server.
    pub(super) fn found(location: String) -> Self {
        let mut reply = Self::text(StatusCode::FOUND, "text/plain; charset=utf-8", "");
        reply.header = HeaderValue::try_from(location).ok().map(|location| Box::new((LOCATION, location)));
        reply
    }

    /// With a header.
    pub(super) fn header(mut self, name: HeaderName, value: HeaderValue) -> Self {
        self.header = Some(Box::new((name, value)));
        self
    }

    /// Success: the members of `value`, and `ok`.
    pub(super) fn ok(value: Value) -> Self {
        Self::json(StatusCode::OK, true, value)
    }

    pub(super) fn json(status: StatusCode, ok: bool, value: Value) -> Self {
        let mut body = json!({ "ok": ok });
        if let (Value::Object(body), Value::Object(more)) = (&mut body, value) {
            body.extend(more);
        }
        Self::text(status, "application/json", body.to_string())
    }

    /// Failure: the code that programs decide by, and a sentence for people.
    pub(super) fn error(status: StatusCode, code: &str, message: impl Into<String>) -> Self {
        Self::json(status, false, json!({ "error": code, "message": message.into() }))
    }
}

impl From<Reply> for Response<Full<Bytes>> {
    fn from(reply: Reply) -> Self {
        let mut response = Self::new(Full::new(reply.body));
        *response.status_mut() = reply.status;
        let headers = response.headers_mut();
        headers.insert(CONTENT_TYPE, HeaderValue::from_static(reply.content_type));
        headers.insert(CACHE_CONTROL, HeaderValue::from_static("no-store"));
        headers.insert(X_CONTENT_TYPE_OPTIONS, HeaderValue::from_static("nosniff"));
        if let Some((name, value)) = reply.header.map(|header| *header) {
            headers.insert(name, value);
        }
        if reply.status == StatusCode::UNAUTHORIZED {
            headers.insert(WWW_AUTHENTICATE, HeaderValue::from_static("Bearer, Basic realm=\"adox serve\""));
        }
        response
    }
}
