//! The routes: one row each. What can be called is listed here and nowhere else.

use std::sync::Arc;

use bytes::Bytes;
use futures::future::BoxFuture;
use http::{Method, StatusCode};
use http_body_util::{BodyExt as _, Limited};
use hyper::body::Incoming;
use serde_json::Value;

use super::reply::Reply;
use super::{Response, api, credential, guard, mcp, openapi, page, webhook};
use crate::server::App;

/// Who may call a route.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Access {
    /// Everybody.
    Open,
    /// Who has a token of the server.
    Token,
    /// Who has a secret of the webhooks.
    Webhook,
}

/// What a route answers when it succeeds.
#[derive(Clone, Copy)]
pub(super) enum Gives {
    /// An object of this schema of the [description](super::openapi).
    Json(StatusCode, &'static str),
    /// Text of this media type.
    Text(&'static str),
    /// The address where it is.
    Found,
}

/// What can be called.
pub(super) struct Route {
    pub method: Method,
    /// Parts in braces match any text.
    pub path: &'static str,
    pub access: Access,
    /// Bytes that a body may have.
    pub limit: usize,
    /// The name of the function that answers.
    pub name: &'static str,
    pub summary: &'static str,
    /// Names of parameters of the query.
    pub query: &'static [&'static str],
    /// The schema of the body.
    pub takes: Option<&'static str>,
    pub gives: Gives,
    answer: Answer,
}

type Answer = for<'a> fn(&'a Arc<App>, Call) -> BoxFuture<'a, Reply>;

/// A call of a route.
pub(super) struct Call {
    /// What stands at the parts in braces, in order.
    pub path: Vec<String>,
    query: String,
    pub headers: http::HeaderMap,
    pub body: Bytes,
}

/// Bytes that the body of a call of the API may have.
const BODY: usize = 64 * 1024;

impl Route {
    /// The schema of its body.
    const fn takes(mut self, schema: &'static str) -> Self {
        self.takes = Some(schema);
        self
    }

    const fn query(mut self, query: &'static [&'static str]) -> Self {
        self.query = query;
        self
    }

    const fn limit(mut self, limit: usize) -> Self {
        self.limit = limit;
        self
    }
}

const fn json(schema: &'static str) -> Gives {
    Gives::Json(StatusCode::OK, schema)
}

macro_rules! route {
    ($method:ident $path:expr, $access:ident, $answer:path, $gives:expr, $summary:literal) => {
        Route {
            method: Method::$method,
            path: $path,
            access: Access::$access,
            limit: BODY,
            name: stringify!($answer),
            summary: $summary,
            query: &[],
            takes: None,
            gives: $gives,
            answer: |app, call| Box::pin($answer(app, call)),
        }
    };
}

const CREATED: Gives = Gives::Json(StatusCode::CREATED, "CredentialCreated");
const RUN: Gives = Gives::Json(StatusCode::ACCEPTED, "ConnectionAnswer");
const HTML: Gives = Gives::Text("text/html");
const DAYS: &[&str] = &["days"];

pub(super) const ROUTES: &[Route] = &[
    route!(GET "/healthz", Open, api::health, json("Ok"), "Whether the server is alive"),
    route!(GET "/openapi.json", Open, openapi::document, Gives::Text("application/json"), "This description"),
    route!(GET "/metrics", Token, api::metrics, Gives::Text("text/plain"), "Metrics for Prometheus"),
    route!(GET "/api/status", Token, api::status, json("Status"), "Show the server and its connections"),
    route!(GET "/api/connections/{id}", Token, api::connection, json("ConnectionAnswer"), "Show a connection"),
    route!(POST "/api/connections/{id}/run", Token, api::run, RUN, "Sync a connection now").takes("Run"),
    route!(POST "/api/connections/{id}/pause", Token, api::pause, json("ConnectionAnswer"), "Pause the schedule"),
    route!(POST "/api/connections/{id}/resume", Token, api::resume, json("ConnectionAnswer"), "Resume the schedule"),
    route!(POST "/api/connections/{id}/credentials.create", Token, credential::create, CREATED, "Verify and store a credential")
        .takes("CredentialCreate"),
    route!(POST "/api/connections/{id}/credentials.update", Token, credential::update, json("CredentialAnswer"), "Change a credential")
        .takes("CredentialUpdate"),
    route!(GET "/api/connections/{id}/credentials.info/{credential}", Token, credential::info, json("CredentialAnswer"), "Show a credential"),
    route!(GET "/api/connections/{id}/credentials.list", Token, credential::list, json("CredentialList"), "List credentials"),
    route!(POST "/api/connections/{id}/credentials.delete", Token, credential::delete, json("Ok"), "Delete a credential")
        .takes("CredentialDelete"),
    route!(POST webhook::RECEIVER, Webhook, webhook::deliver, json("Ok"), "Take a delivery of a service hook")
        .takes("Event")
        .limit(adoxide::webhook::BODY_LIMIT),
    route!(POST "/api/webhooks/replay", Token, webhook::replay, Gives::Json(StatusCode::ACCEPTED, "Replayed"), "Act again on deliveries since a time")
        .takes("Replay"),
    route!(POST "/api/webhooks/check", Token, webhook::check, Gives::Json(StatusCode::ACCEPTED, "Ok"), "Check subscriptions now, and whether deliveries arrive"),
    route!(POST "/mcp", Token, mcp::message, json("Message"), "Answer a message of the Model Context Protocol")
        .takes("Message")
        .limit(mcp::LIMIT),
    route!(DELETE "/mcp", Token, mcp::end, json("Ok"), "End a session of the Model Context Protocol"),
    route!(GET "/", Token, page::index, Gives::Found, "Redirect to the first report"),
    route!(GET "/pages/{connection}/{page}", Token, page::page, HTML, "Show a report").query(DAYS),
    route!(GET "/pages/{connection}/csv/{metric}", Token, page::csv, Gives::Text("text/csv"), "Download a metric").query(DAYS),
    route!(GET "/pages/{connection}/sql/{metric}", Token, page::sql, Gives::Text("text/plain"), "Show the SQL of a metric").query(DAYS),
];

/// Answers a request.
pub(super) async fn answer(app: &Arc<App>, request: http::Request<Incoming>) -> Response {
    match respond(app, request).await {
        Ok(reply) | Err(reply) => reply.into(),
    }
}

async fn respond(app: &Arc<App>, request: http::Request<Incoming>) -> Result<Reply, Reply> {
    let (head, body) = request.into_parts();
    app.names.check(&head.headers, &head.uri)?;
    let (route, path) = find(&head.method, head.uri.path())?;
    // Before the body is read: nobody else can fill the memory.
    match route.access {
        Access::Open => {}
        Access::Token => authenticate(app, &head.headers).await?,
        Access::Webhook => webhook::authenticate(app, &head.headers)?,
    }
    let body = Limited::new(body, route.limit).collect().await.map_err(|error| {
        if error.is::<http_body_util::LengthLimitError>() {
            let message = format!("the body has more than {} bytes", route.limit);
            Reply::error(StatusCode::PAYLOAD_TOO_LARGE, "body_too_large", message)
        } else {
            Reply::error(StatusCode::BAD_REQUEST, "invalid_body", format!("the body can't be read: {error}"))
        }
    })?;
    let query = head.uri.query().unwrap_or_default().to_owned();
    let call = Call { path, query, headers: head.headers, body: body.to_bytes() };
    Ok((route.answer)(app, call).await)
}

/// The route of a path, and what stands at its parts in braces.
fn find(method: &Method, path: &str) -> Result<(&'static Route, Vec<String>), Reply> {
    let mut is_known = false;
    for route in ROUTES {
        let Some(parts) = matches(route.path, path) else { continue };
        is_known = true;
        if route.method == *method || (route.method == Method::GET && *method == Method::HEAD) {
            return Ok((route, parts));
        }
    }
    Err(if is_known {
        let message = format!("{method} is not a method of {path}");
        Reply::error(StatusCode::METHOD_NOT_ALLOWED, "method_not_allowed", message)
    } else {
        Reply::error(StatusCode::NOT_FOUND, "not_found", "there is nothing at this path")
    })
}

fn matches(template: &str, path: &str) -> Option<Vec<String>> {
    let (mut parts, mut found) = (path.split('/'), Vec::new());
    for part in template.split('/') {
        let given = parts.next()?;
        if part.starts_with('{') {
            if given.is_empty() {
                return None;
            }
            found.push(given.to_owned());
        } else if part != given {
            return None;
        }
    }
    parts.next().is_none().then_some(found)
}

async fn authenticate(app: &Arc<App>, headers: &http::HeaderMap) -> Result<(), Reply> {
    let refused = || {
        let message =
            "a token of this server is missing or not accepted; `adox serve token create` creates one";
        Reply::error(StatusCode::UNAUTHORIZED, "not_authed", message)
    };
    let token = guard::token(headers).ok_or_else(refused)?;
    match app.state.run(move |state| state.accepts_token(&token)).await {
        Ok(true) => Ok(()),
        Ok(false) => Err(refused()),
        Err(error) => {
            tracing::error!(%error, "tokens can't be checked");
            Err(Reply::error(StatusCode::SERVICE_UNAVAILABLE, "state_unavailable", error.to_string()))
        }
    }
}

impl Call {
    /// A parameter of the query.
    pub(super) fn query(&self, name: &str) -> Option<String> {
        let mut pairs = url::form_urlencoded::parse(self.query.as_bytes());
        pairs.find(|(known, _)| known == name).map(|(_, value)| value.into_owned())
    }

    /// The body as a JSON object; an empty one where there is no body.
    pub(super) fn json(&self) -> Result<Value, Reply> {
        if self.body.trim_ascii().is_empty() {
            return Ok(Value::Object(serde_json::Map::new()));
        }
        let invalid = |why: String| Reply::error(StatusCode::UNPROCESSABLE_ENTITY, "invalid_json", why);
        match serde_json::from_slice(&self.body) {
            Ok(Value::Object(object)) => Ok(Value::Object(object)),
            Ok(_) => Err(invalid("expected a JSON object".to_owned())),
            // The position and what was expected, and nothing of the text: there may be secrets in it.
            Err(error) => Err(invalid(format!(
                "the body is not JSON: error at line {} column {}",
                error.line(),
                error.column()
            ))),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_found_with_their_parts() {
        let of = |method: &Method, path: &str| {
            find(method, path)
                .map(|(route, parts)| (route.path, parts))
                .map_err(|reply| reply.status.as_u16())
        };
        assert_eq!(of(&Method::GET, "/healthz"), Ok(("/healthz", vec![])));
        assert_eq!(of(&Method::HEAD, "/healthz"), Ok(("/healthz", vec![])));
        assert_eq!(
            of(&Method::POST, "/api/connections/contoso/run"),
            Ok(("/api/connections/{id}/run", vec!["contoso".to_owned()]))
        );
        assert_eq!(of(&Method::GET, "/api/connections/contoso/run"), Err(405));
        for path in ["/api/connections//run", "/api/connections/a/run/", "/nowhere", "//healthz", ""] {
            assert_eq!(of(&Method::POST, path), Err(404), "{path}");
        }
    }
}
