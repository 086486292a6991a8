//! The headers that every answer has, as recorded.

use axum_core::body::Body;
use http::header::{
    ACCESS_CONTROL_EXPOSE_HEADERS, CACHE_CONTROL, CONTENT_TYPE, DATE, EXPIRES, HeaderName, PRAGMA,
    STRICT_TRANSPORT_SECURITY, X_CONTENT_TYPE_OPTIONS, X_FRAME_OPTIONS,
};
use http::{HeaderMap, HeaderValue, Response, StatusCode};
use jiff::Timestamp;
use jiff::fmt::rfc2822::DateTimePrinter;
use uuid::Uuid;

use crate::world::identity::Identity;

const P3P: &str = "CP=\"CAO DSP COR ADMa DEV CONo TELo CUR PSA PSD TAI IVDo OUR SAMi BUS DEM NAV STA UNI COM INT \
                   PHY ONL FIN PUR LOC CNT\"";

/// The ids that tie the requests of one client together. Clients log them and send the session back.
pub(crate) struct Envelope {
    pub activity: Uuid,
    pub session: String,
    pub process: Uuid,
    pub at: Timestamp,
}

impl Envelope {
    /// The envelope of a request: its session is kept, or begins with this activity.
    pub fn new(activity: Uuid, process: Uuid, at: Timestamp, request: &HeaderMap) -> Self {
        let session = request.get("x-tfs-session").and_then(|value| value.to_str().ok());
        let session = session.map_or_else(|| activity.to_string(), str::to_owned);
        Self { activity, session, process, at }
    }

    /// Puts the headers on a response. A response keeps those of its own.
    pub fn put_on(&self, response: &mut Response<Body>, identity: Option<&Identity>) {
        let status = response.status();
        let headers = response.headers_mut();
        // As recorded: an empty challenge and ASP.NET's own errors come from before some of these are set, and
        // what a stopped organization answers from before most are.
        let is_challenge = status == StatusCode::UNAUTHORIZED && !headers.contains_key(CONTENT_TYPE);
        let is_early = is_challenge || headers.contains_key("x-tfs-serviceerror");
        let is_stopped = is_early && status == StatusCode::SERVICE_UNAVAILABLE;
        headers.reserve(16);
        let fixed = HeaderValue::from_static;
        let text = |value: &str| HeaderValue::from_str(value).ok();
        let mut put = |name: HeaderName, value: Option<HeaderValue>| {
            if let Some(value) = value {
                headers.entry(name).or_insert(value);
            }
        };
        let date = DateTimePrinter::new().timestamp_to_rfc9110_string(&self.at);
        put(DATE, date.ok().as_deref().and_then(text));
        put(HeaderName::from_static("p3p"), Some(fixed(P3P)));
        put(STRICT_TRANSPORT_SECURITY, Some(fixed("max-age=31536000; includeSubDomains")));
        put(X_CONTENT_TYPE_OPTIONS, Some(fixed("nosniff")));
        put(HeaderName::from_static("x-tfs-processid"), text(&self.process.to_string()));
        if is_stopped {
            return;
        }
        put(HeaderName::from_static("x-tfs-session"), text(&self.session));
        let activity = text(&self.activity.to_string());
        put(HeaderName::from_static("x-vss-e2eid"), activity.clone());
        put(HeaderName::from_static("activityid"), activity);
        put(ACCESS_CONTROL_EXPOSE_HEADERS, Some(fixed("Request-Context")));
        if let Some(identity) = identity {
            let user = format!("{}:{}", identity.id, identity.unique_name);
            put(HeaderName::from_static("x-vss-userdata"), text(&user));
        }
        if !is_challenge {
            put(X_FRAME_OPTIONS, Some(fixed("SAMEORIGIN")));
        }
        if !is_early {
            put(CACHE_CONTROL, Some(fixed("no-cache")));
            put(PRAGMA, Some(fixed("no-cache")));
            put(EXPIRES, Some(fixed("-1")));
        }
    }
}
