//! The one error type: what went wrong, with the facts that a caller, or a person, needs to act on it.

use std::borrow::Cow;
use std::fmt;
use std::sync::Arc;
use std::time::Duration;

use adoxide_api::wire::{ApiError, DecodeError, Secret, Undecoded};
use http::StatusCode;

use crate::transport::BoxError;

/// What the functions of this crate return.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Not found as `None`: what need not be there is asked for with `.await.optional()?`.
///
/// ```
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # let emulator = adoxide_emulator::Emulator::builder().build()?;
/// # let ado = adoxide::Client::builder("http://127.0.0.1:1/fabrikam")
/// #     .credential(adoxide::credential::Pat::new(emulator.token())?)
/// #     .transport(adoxide::transport::InProcess::new(emulator, axum_core::body::Body::new))
/// #     .build()?;
/// use adoxide::OptionalExt;
///
/// assert!(ado.project("Nowhere").snapshot().await.optional()?.is_none());
/// # Ok(()) }
/// ```
pub trait OptionalExt<T> {
    /// The value, or `None` where the error is of kind [`NotFound`](ErrorKind::NotFound).
    ///
    /// # Errors
    /// Any other error.
    fn optional(self) -> Result<Option<T>>;
}

impl<T> OptionalExt<T> for Result<T> {
    fn optional(self) -> Result<Option<T>> {
        match self {
            Ok(value) => Ok(Some(value)),
            Err(error) if error.kind() == ErrorKind::NotFound => Ok(None),
            Err(error) => Err(error),
        }
    }
}

/// Why something did not work.
///
/// [`kind`](Self::kind) says what sort of failure it is, the other methods say what is known about it, and
/// its text is one sentence that says what happened and what to do. Neither the text nor `Debug` holds a
/// token, a body or an excerpt of one.
pub struct Error(Box<Facts>);

/// The kind of an [`Error`], by what can be done about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// Configuration is missing or wrong: the address, the credential, an environment variable. Nothing was sent.
    Config,
    /// Authentication failed: the service does not accept the credential.
    Auth,
    /// Permission denied: the credential is good and may not do this.
    Permission,
    /// A branch policy does not allow it.
    Policy,
    /// Not found: it does not exist, or the credential may not see it.
    NotFound,
    /// It already exists: the name is taken, or the thing is there.
    AlreadyExists,
    /// Conflict: it changed meanwhile, or its state does not allow it.
    Conflict,
    /// Precondition failed: a condition of the request, such as a revision or an ETag, does not hold any more.
    Precondition,
    /// The request itself is wrong.
    Invalid,
    /// Throttled: the budget of this identity is used up.
    Throttled,
    /// Unavailable: the service failed, or is down.
    Unavailable,
    /// Transport failed: the request or its answer was lost on the way.
    Transport,
    /// The answer came and could not be decoded.
    Decode,
    /// The answer is larger than the [limit](crate::Options::body_limit) of one in memory.
    TooLarge,
    /// Not supported by this service, or by this version of it.
    NotSupported,
}

/// One try of a request that was tried more than once, or failed.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Attempt {
    /// The status that came back, if one did.
    pub status: Option<StatusCode>,
    /// What failed: `503 Service Unavailable`, `connection reset`.
    pub failure: String,
    /// How long was waited after it.
    pub waited: Duration,
}

#[derive(Clone)]
struct Facts {
    kind: ErrorKind,
    what: String,
    advice: Cow<'static, str>,
    operation: Option<Cow<'static, str>>,
    status: Option<StatusCode>,
    api: ApiError,
    activity_id: Option<String>,
    attempts: Vec<Attempt>,
    retry_after: Option<Duration>,
    json_path: Option<String>,
    excerpt: Secret,
    scopes: &'static [&'static str],
    credential_source: Option<String>,
    outcome_unknown: bool,
    source: Option<Arc<dyn std::error::Error + Send + Sync>>,
}

impl Error {
    /// An error with a sentence of one's own: what happened, without what to do.
    pub(crate) fn new(kind: ErrorKind, what: impl Into<String>) -> Self {
        Self(Box::new(Facts {
            kind,
            what: what.into(),
            advice: Cow::Borrowed(""),
            operation: None,
            status: None,
            api: ApiError::default(),
            activity_id: None,
            attempts: Vec::new(),
            retry_after: None,
            json_path: None,
            excerpt: Secret::default(),
            scopes: &[],
            credential_source: None,
            outcome_unknown: false,
            source: None,
        }))
    }

    /// A request that could not be written, so that nothing was sent: a body lacks what the service requires.
    #[allow(clippy::needless_pass_by_value, reason = "it is what `map_err` gives")]
    pub(crate) fn unsent(error: adoxide_api::wire::OpError) -> Self {
        Self::new(ErrorKind::Invalid, error.to_string())
    }

    /// An error of a [`Credential`](crate::credential::Credential) of one's own, of kind
    /// [`Auth`](ErrorKind::Auth): what happened, and the error behind it.
    pub fn credential(what: impl Into<String>, source: impl Into<BoxError>) -> Self {
        Self::new(ErrorKind::Auth, what).caused_by(source)
    }

    pub(crate) fn decode(error: &DecodeError) -> Self {
        Self::undecoded("the answer could not be read", error)
    }

    /// A body that could not be decoded: which one, in a sentence.
    pub(crate) fn undecoded(what: &str, error: &DecodeError) -> Self {
        let mut this = Self::new(
            ErrorKind::Decode,
            format!("{what}: {} at {}", without_values(&error.message), error.path),
        );
        this.0.json_path = Some(error.path.clone());
        this.0.excerpt = error.excerpt.as_str().into();
        this
    }

    pub(crate) fn item(item: &Undecoded) -> Self {
        let mut this = Self::decode(&item.error);
        this.0.what = format!(
            "item {} of the page could not be read: {} at {}",
            item.index,
            without_values(&item.error.message),
            item.error.path
        );
        this
    }

    /// The same error for one more who waited for it.
    pub(crate) fn copy(&self) -> Self {
        Self(self.0.clone())
    }

    /// Says before the sentence what it is about.
    pub(crate) fn in_context(mut self, context: &str) -> Self {
        self.0.what = format!("{context}: {}", self.0.what);
        self
    }

    pub(crate) fn advise(mut self, advice: impl Into<Cow<'static, str>>) -> Self {
        self.0.advice = advice.into();
        self
    }

    pub(crate) fn of(mut self, operation: impl Into<Cow<'static, str>>) -> Self {
        self.0.operation.get_or_insert_with(|| operation.into());
        self
    }

    pub(crate) fn answered(mut self, status: StatusCode, api: ApiError, activity_id: Option<String>) -> Self {
        self.0.status = Some(status);
        self.0.api = api;
        self.0.activity_id = activity_id;
        self
    }

    pub(crate) fn tried(mut self, attempts: Vec<Attempt>) -> Self {
        self.0.attempts = attempts;
        self
    }

    pub(crate) fn scopes_of(mut self, scopes: &'static [&'static str]) -> Self {
        self.0.scopes = scopes;
        self
    }

    pub(crate) fn with_credential(mut self, source: &str) -> Self {
        self.0.credential_source = Some(source.to_owned());
        self
    }

    pub(crate) fn again_in(mut self, wait: Option<Duration>) -> Self {
        self.0.retry_after = wait;
        self
    }

    pub(crate) fn maybe_done(mut self) -> Self {
        self.0.outcome_unknown = true;
        self
    }

    pub(crate) fn caused_by(mut self, source: impl Into<BoxError>) -> Self {
        self.0.source = Some(source.into().into());
        self
    }

    /// What sort of failure it is.
    pub fn kind(&self) -> ErrorKind {
        self.0.kind
    }

    /// The operation that failed, by its name in the catalog (`git.get_repository`), or method and path.
    pub fn operation(&self) -> Option<&str> {
        self.0.operation.as_deref()
    }

    /// The HTTP status of the last answer, if one came.
    pub fn status(&self) -> Option<StatusCode> {
        self.0.status
    }

    /// The service's own sentence.
    pub fn message(&self) -> Option<&str> {
        self.0.api.message.as_deref()
    }

    /// The kind of exception on the server, such as `GitRepositoryNotFoundException`.
    pub fn type_key(&self) -> Option<&str> {
        self.0.api.type_key.as_deref()
    }

    /// The code at the head of the service's sentence: `TF401019`, `VS403351`.
    pub fn code(&self) -> Option<&str> {
        self.0.api.code()
    }

    /// The id by which Microsoft's support finds the request.
    pub fn activity_id(&self) -> Option<&str> {
        self.0.activity_id.as_deref()
    }

    /// What was tried, the last try included; empty if nothing was sent.
    pub fn attempts(&self) -> &[Attempt] {
        &self.0.attempts
    }

    /// How long the service asked to wait, where that was longer than this call may take.
    pub fn retry_after(&self) -> Option<Duration> {
        self.0.retry_after
    }

    /// What to do about it: the end of its text, behind the last semicolon. Empty if there is nothing to say.
    pub fn advice(&self) -> &str {
        if self.0.outcome_unknown {
            "it may have been carried out all the same: look before you repeat it"
        } else {
            &self.0.advice
        }
    }

    /// Where in the answer it could not be read: `$.value[3].reviewers[0].vote`.
    pub fn json_path(&self) -> Option<&str> {
        self.0.json_path.as_deref()
    }

    /// What stood in the answer where it could not be read. It may hold anything that the service sends,
    /// secrets too, and is therefore in no text of this error.
    pub fn excerpt(&self) -> Option<&str> {
        Some(self.0.excerpt.expose()).filter(|excerpt| !excerpt.is_empty())
    }

    /// The OAuth scopes that allow the operation, any of them; empty where the catalog does not know.
    pub fn scopes(&self) -> &'static [&'static str] {
        self.0.scopes
    }

    /// Where the credential came from: `the token in AZURE_DEVOPS_EXT_PAT`.
    pub fn credential_source(&self) -> Option<&str> {
        self.0.credential_source.as_deref()
    }

    /// Whether the service may have carried out the request although it failed here: it has an effect, it
    /// was sent, and no answer said otherwise. It was therefore not repeated.
    pub fn outcome_unknown(&self) -> bool {
        self.0.outcome_unknown
    }
}

impl fmt::Display for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let facts = &*self.0;
        if let Some(operation) = &facts.operation {
            write!(f, "{operation}: ")?;
        }
        f.write_str(&facts.what)?;
        write_attempts(f, &facts.attempts)?;
        match self.advice() {
            "" => Ok(()),
            advice => write!(f, "; {advice}"),
        }
    }
}

/// Writes how many attempts there were, and each failure once in a row; the last one is what the sentence says.
fn write_attempts(f: &mut fmt::Formatter<'_>, attempts: &[Attempt]) -> fmt::Result {
    if attempts.len() < 2 {
        return Ok(());
    }
    write!(f, " ({} attempts", attempts.len())?;
    let mut runs = attempts.chunk_by(|one, next| one.failure == next.failure).peekable();
    let mut separator = ": ";
    while let Some(run) = runs.next() {
        if separator == ": " && runs.peek().is_none() {
            break;
        }
        write!(f, "{separator}{}", run[0].failure)?;
        if run.len() > 1 {
            write!(f, " ×{}", run.len())?;
        }
        separator = ", ";
    }
    f.write_str(")")
}

impl fmt::Debug for Error {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let facts = &*self.0;
        let mut debug = f.debug_struct("Error");
        debug.field("kind", &facts.kind).field("text", &self.to_string());
        if let Some(status) = facts.status {
            debug.field("status", &status.as_u16());
        }
        for (name, value) in [
            ("type_key", &facts.api.type_key),
            ("activity_id", &facts.activity_id),
            ("credential_source", &facts.credential_source),
        ] {
            if let Some(value) = value {
                debug.field(name, value);
            }
        }
        if !facts.attempts.is_empty() {
            debug.field("attempts", &facts.attempts);
        }
        if let Some(source) = &facts.source {
            debug.field("source", &source.to_string());
        }
        debug.finish()
    }
}

impl std::error::Error for Error {
    fn source(&self) -> Option<&(dyn std::error::Error + 'static)> {
        self.0.source.as_deref().map(|source| source as _)
    }
}

/// A decoder's sentence without the value that it complains about: the value may be a secret.
fn without_values(message: &str) -> Cow<'_, str> {
    let Some(open) = message.find("string \"") else {
        return Cow::Borrowed(message);
    };
    let Some(close) = message.rfind('"') else {
        return Cow::Borrowed(message);
    };
    let quoted = open + "string ".len();
    if close <= quoted {
        return Cow::Borrowed(&message[..quoted]);
    }
    Cow::Owned(format!("{}\"…\"{}", &message[..quoted], &message[close + 1..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_error_is_one_pointer() {
        assert_eq!(size_of::<Error>(), size_of::<usize>());
        assert_eq!(size_of::<Result<()>>(), size_of::<usize>());
    }

    #[test]
    fn the_text_says_what_happened_and_what_to_do() {
        let error = Error::new(ErrorKind::Unavailable, "the service failed (503)")
            .advise("try again later")
            .of("git.get_pushes");
        assert_eq!(error.to_string(), "git.get_pushes: the service failed (503); try again later");
        assert_eq!(error.advice(), "try again later");
        let attempt =
            |failure: &str| Attempt { status: None, failure: failure.into(), waited: Duration::from_secs(1) };
        let error = error.tried(vec![attempt("503"), attempt("connection reset")]).maybe_done();
        assert_eq!(
            error.to_string(),
            "git.get_pushes: the service failed (503) (2 attempts: 503, connection reset); it may have been carried \
             out all the same: look before you repeat it"
        );
    }

    #[test]
    fn a_value_that_could_not_be_read_is_not_shown() {
        let error = Error::decode(&DecodeError {
            path: "$.value".into(),
            message: r#"invalid type: string "hunter2 \"x", expected i64"#.into(),
            excerpt: r#"{"value":"hunter2"}"#.into(),
            truncated: false,
        });
        assert_eq!(
            error.to_string(),
            "the answer could not be read: invalid type: string \"…\", expected i64 at $.value"
        );
        assert!(!format!("{error:?}").contains("hunter2"));
        assert_eq!(error.excerpt(), Some(r#"{"value":"hunter2"}"#));
    }
}
