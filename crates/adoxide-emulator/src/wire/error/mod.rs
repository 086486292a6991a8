//! What goes wrong, as the service says it.
//!
//! Each constructor is one case, named after it. Its documentation says where the answer is known from:
//! *recorded* (an exchange with the live service), *client* (the text in an official client), *reported* (a
//! body that somebody published), or *guessed* (the form is right, the words are ours).

mod access;
mod board;
mod git;
mod hook;
mod person;
mod pipeline;
mod policy;
mod project;
mod refusal;
mod request;
mod wiki;

pub(crate) use self::git::{repository_in_maintenance, repository_not_found};

use http::StatusCode;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};
use serde_json::{Map, Value};

// Where exceptions are from, by area of the service.
const COMMON: &str = "Microsoft.VisualStudio.Services.Common";
const WEB_API: &str = "Microsoft.VisualStudio.Services.WebApi";
const GIT: &str = "Microsoft.TeamFoundation.Git.Server";
const GRAPH: &str = "Microsoft.VisualStudio.Services.Graph";
const AGENT: &str = "Microsoft.TeamFoundation.DistributedTask.WebApi";
const PIPELINES: &str = "Microsoft.Azure.Pipelines.WebApi";
const APPROVAL: &str = "Microsoft.Azure.Pipelines.Approval.WebApi";
const FRAMEWORK: &str = "Microsoft.TeamFoundation.Framework.Server";

/// What `X-TFS-ServiceError` keeps as it is.
const SERVICE_ERROR: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'.').remove(b'_').remove(b'~');

/// An answer that is an error.
#[derive(Clone, Debug)]
pub(crate) struct Fault {
    pub status: StatusCode,
    pub body: FaultBody,
}

/// The forms that errors come in.
#[derive(Clone, Debug)]
pub(crate) enum FaultBody {
    /// The usual one: a serialized .NET exception.
    Exception(Box<Exception>),
    /// The same, said before the organization's own code runs: with a byte order mark, and as a header too.
    Early(Box<Exception>),
    /// What ASP.NET says by itself, as text.
    Text(String),
    /// What ASP.NET says by itself, wrapped like a list.
    Wrapped(String),
}

/// A serialized .NET exception.
#[derive(Clone, Debug)]
pub(crate) struct Exception {
    message: String,
    namespace: &'static str,
    assembly: &'static str,
    type_key: &'static str,
    event_id: i64,
    custom_properties: Option<Value>,
}

impl Fault {
    pub(crate) fn exception(
        status: StatusCode,
        namespace: &'static str,
        type_key: &'static str,
        message: impl Into<String>,
    ) -> Self {
        let exception = Exception {
            message: message.into(),
            namespace,
            assembly: namespace,
            type_key,
            event_id: 3000,
            custom_properties: None,
        };
        Self { status, body: FaultBody::Exception(Box::new(exception)) }
    }

    /// Its message.
    pub fn message(&self) -> &str {
        match &self.body {
            FaultBody::Exception(exception) | FaultBody::Early(exception) => &exception.message,
            FaultBody::Text(message) | FaultBody::Wrapped(message) => message,
        }
    }

    /// `X-TFS-ServiceError`, where it has one.
    pub fn service_error(&self) -> Option<String> {
        let is_early = matches!(self.body, FaultBody::Text(_) | FaultBody::Early(_));
        is_early.then(|| utf8_percent_encode(self.message(), SERVICE_ERROR).to_string())
    }

    /// Adds what some exceptions tell beyond their message.
    pub(crate) fn with_properties(mut self, properties: Value) -> Self {
        if let FaultBody::Exception(exception) = &mut self.body {
            exception.custom_properties = Some(properties);
        }
        self
    }
}

impl Exception {
    /// The envelope, in the recorded order.
    pub fn to_json(&self) -> Value {
        let mut body = Map::new();
        body.insert("$id".into(), "1".into());
        if let Some(properties) = &self.custom_properties {
            body.insert("customProperties".into(), properties.clone());
        }
        body.insert("innerException".into(), Value::Null);
        body.insert("message".into(), self.message.as_str().into());
        let type_name = format!("{}.{}, {}", self.namespace, self.type_key, self.assembly);
        body.insert("typeName".into(), type_name.into());
        body.insert("typeKey".into(), self.type_key.into());
        body.insert("errorCode".into(), 0.into());
        body.insert("eventId".into(), self.event_id.into());
        Value::Object(body)
    }
}
