//! An operation is a value: what to send, and what comes back.

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;

use bytes::Bytes;
use http::Method;
use serde::Serialize;

use super::param::{PathArg, QueryValue, escaped_in_query, escaped_segment, is_guid};

/// One operation of the catalog: everything that is known about it without its types.
#[derive(Debug)]
#[non_exhaustive]
pub struct OpMeta {
    /// Its name: `git.get_pull_requests`, the path of its function in this crate.
    pub id: &'static str,
    /// The area as the service spells it (`git`, `wit`, `distributedtask`).
    pub area: &'static str,
    /// The id of the resource area, by which `ResourceAreas` tells the host.
    pub area_id: Option<&'static str>,
    /// The resource in its area (`pullRequests`).
    pub resource: &'static str,
    /// The id of the resource location, by which `OPTIONS _apis` tells route and versions.
    pub location_id: Option<&'static str>,
    /// The HTTP method.
    pub method: Method,
    /// The host in the cloud; a Server has one base for all.
    pub host: Host,
    /// The path below the organization: `{project}` is an argument, `{team?}` may be left out, `{path*}` may
    /// hold several segments.
    pub template: &'static str,
    /// The version that this operation is asked for.
    pub api_version: &'static str,
    /// The OAuth scopes that allow it, any of them.
    pub scopes: &'static [&'static str],
    /// What repeating it does.
    pub effect: Effect,
    /// How its list goes on.
    pub paging: Paging,
    /// The content type of its body, if it has one.
    pub consumes: Option<&'static str>,
    /// The content types that it can answer with; empty if it answers nothing.
    pub produces: &'static [&'static str],
    /// Query parameters that must be given.
    pub required: &'static [&'static str],
    /// Query parameters that may be given.
    pub optional: &'static [&'static str],
    /// Request headers that may be given.
    pub headers: &'static [&'static str],
    /// Query parameters that need a later version than the operation, with that version; [`Op::query`] asks for it.
    pub since: &'static [(&'static str, &'static str)],
    /// Other routes on which the service answers this operation: recorded, or used by official clients.
    pub forms: &'static [Form],
    /// Whether Microsoft says not to use it any more.
    pub deprecated: bool,
}

impl OpMeta {
    /// An operation of this name, method and template; the other facts are added by the methods below.
    pub const fn new(id: &'static str, method: Method, template: &'static str) -> Self {
        Self {
            id,
            area: "",
            area_id: None,
            resource: "",
            location_id: None,
            method,
            host: Host::Dev,
            template,
            api_version: "7.1",
            scopes: &[],
            effect: Effect::Unsafe,
            paging: Paging::None,
            consumes: None,
            produces: &["application/json"],
            required: &[],
            optional: &[],
            headers: &[],
            since: &[],
            forms: &[],
            deprecated: false,
        }
    }
}

/// A `const` setter for each fact, so that a catalog is data and not code that runs.
macro_rules! facts {
    ($($name:ident : $type:ty),* $(,)?) => {
        impl OpMeta {
            $(
                #[doc = concat!("Sets `", stringify!($name), "`.")]
                pub const fn $name(mut self, $name: $type) -> Self {
                    self.$name = $name;
                    self
                }
            )*
        }
    };
}

facts! {
    area: &'static str,
    area_id: Option<&'static str>,
    resource: &'static str,
    location_id: Option<&'static str>,
    host: Host,
    api_version: &'static str,
    scopes: &'static [&'static str],
    effect: Effect,
    paging: Paging,
    consumes: Option<&'static str>,
    produces: &'static [&'static str],
    required: &'static [&'static str],
    optional: &'static [&'static str],
    headers: &'static [&'static str],
    since: &'static [(&'static str, &'static str)],
    forms: &'static [Form],
    deprecated: bool,
}

/// Another route to an operation: an older path that the service still takes, or the same path on another host.
#[derive(Debug)]
#[non_exhaustive]
pub struct Form {
    /// The HTTP method.
    pub method: Method,
    /// The host; `None` for every host.
    pub host: Option<Host>,
    /// The path below the organization, as in [`OpMeta::template`].
    pub template: &'static str,
}

impl Form {
    /// A form on this host, or on every one.
    pub const fn new(method: Method, host: Option<Host>, template: &'static str) -> Self {
        Self { method, host, template }
    }
}

/// Declares the operations of one specification and the list of all of them.
macro_rules! catalog {
    ($($name:ident = $meta:expr;)*) => {
        $(#[doc = concat!("What is known of `", stringify!($name), "`.")] pub static $name: OpMeta = $meta;)*

        /// Every operation of this module.
        pub static ALL: &[&OpMeta] = &[$(&$name),*];
    };
}

/// What happens when an operation runs twice.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    /// It changes nothing: always safe to repeat.
    Read,
    /// The second time changes nothing more: safe to repeat, though the answer may differ.
    Idempotent,
    /// It would happen twice: repeated only if it provably never reached the service.
    Unsafe,
}

/// Where a continuation token goes in the next request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TokenPlace {
    /// A query parameter of this name.
    Query(&'static str),
    /// A request header of this name.
    Header(&'static str),
    /// A field of the JSON body.
    Body(&'static str),
}

/// How a list goes on. Tokens are opaque: they are handed back as they came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Paging {
    /// One answer has all.
    None,
    /// One answer, of at most so many items; there is no way to the rest.
    Limit {
        /// The parameter for the most items.
        top: &'static str,
    },
    /// The `x-ms-continuationtoken` response header; the last page has none.
    HeaderToken {
        /// Where it goes.
        send: TokenPlace,
    },
    /// A token in the body.
    BodyToken {
        /// Where it goes.
        send: TokenPlace,
        /// The field of the token.
        token: &'static str,
        /// The field of the items.
        items: &'static str,
        /// What ends the list.
        end: PagingEnd,
    },
    /// Items skipped and taken, as query parameters; an empty page ends the list.
    Offset {
        /// The parameter for how many to take.
        top: &'static str,
        /// The parameter for how many to skip.
        skip: &'static str,
        /// The field of the items.
        items: &'static str,
    },
    /// Items skipped and taken, as fields of the request body; an empty page ends the list, or the last of so many
    /// items as the answer says that there are.
    BodyOffset {
        /// The field for how many to take.
        top: &'static str,
        /// The field for how many to skip.
        skip: &'static str,
        /// The field of the items in the answer.
        items: &'static str,
        /// The field of the answer that counts the items of all pages, if it has one.
        total: Option<&'static str>,
    },
    /// The answer says what to ask for next (`nextSkip`, `nextTop`); the last page says 0 or nothing.
    NextSkip {
        /// The field of the items.
        items: &'static str,
    },
}

/// What ends a list whose token is in the body.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PagingEnd {
    /// No token.
    NoToken,
    /// This field is true (`isLastBatch`); the token stays good for the next time.
    Last(&'static str),
    /// This field is not true (`hasMore`).
    NoMore(&'static str),
    /// An empty page: the token never ends.
    EmptyPage,
}

impl Paging {
    /// The field of a page in which its items are.
    pub fn items(self) -> &'static str {
        match self {
            Self::BodyToken { items, .. }
            | Self::Offset { items, .. }
            | Self::BodyOffset { items, .. }
            | Self::NextSkip { items } => items,
            Self::None | Self::Limit { .. } | Self::HeaderToken { .. } => "value",
        }
    }
}

macro_rules! hosts {
    ($($(#[$attribute:meta])* $name:ident $host:literal $organization:literal,)*) => {
        /// A host of Azure DevOps Services. Azure DevOps Server has one address for all of them.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
        #[non_exhaustive]
        pub enum Host { $(#[doc = concat!("`", $host, "`")] $name,)* }

        impl Host {
            /// Every host.
            pub const ALL: &[Host] = &[$(Host::$name),*];

            /// Its name.
            pub const fn name(self) -> &'static str {
                match self { $(Host::$name => $host,)* }
            }

            /// Whether its paths begin with the organization.
            pub const fn in_organization(self) -> bool {
                match self { $(Host::$name => $organization,)* }
            }
        }
    };
}

hosts! {
    Dev "dev.azure.com" true,
    Vssps "vssps.dev.azure.com" true,
    AppVssps "app.vssps.visualstudio.com" false,
    Vsaex "vsaex.dev.azure.com" true,
    Vsrm "vsrm.dev.azure.com" true,
    Vstmr "vstmr.dev.azure.com" true,
    Feeds "feeds.dev.azure.com" true,
    Pkgs "pkgs.dev.azure.com" true,
    Artifacts "artifacts.dev.azure.com" true,
    AuditService "auditservice.dev.azure.com" true,
    ExtMgmt "extmgmt.dev.azure.com" true,
    AlmSearch "almsearch.dev.azure.com" true,
    AdvSec "advsec.dev.azure.com" true,
    Status "status.dev.azure.com" false,
    Commerce "azdevopscommerce.dev.azure.com" true,
}

/// The marker of an operation that answers with bytes and not with JSON: a file, a log, an archive.
#[derive(Clone, Copy, Debug)]
pub enum Content {}

/// The body of a request.
#[derive(Clone, PartialEq, Eq)]
pub struct Body {
    /// Its content type.
    pub content_type: &'static str,
    /// Its bytes.
    pub bytes: Bytes,
}

impl fmt::Debug for Body {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // A body may hold secrets.
        write!(f, "{} bytes of {}", self.bytes.len(), self.content_type)
    }
}

/// Why an operation cannot be sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OpError(String);

impl OpError {
    /// A body without a member that the service requires.
    #[doc(hidden)]
    pub fn missing(member: &str) -> Self {
        Self(format!("the body has no `{member}`, which the service requires"))
    }
}

impl fmt::Display for OpError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for OpError {}

/// An operation with its arguments, ready to be sent; `T` is what comes back.
#[must_use = "an operation does nothing until a client sends it"]
pub struct Op<T> {
    meta: &'static OpMeta,
    path: Vec<(&'static str, String)>,
    query: Vec<(Cow<'static, str>, String)>,
    headers: Vec<(Cow<'static, str>, String)>,
    accept: Cow<'static, str>,
    api_version: Cow<'static, str>,
    body: Option<Body>,
    error: Option<OpError>,
    reply: PhantomData<fn() -> T>,
}

impl<T> Op<T> {
    /// An operation without arguments; the generated functions add them.
    pub fn new(meta: &'static OpMeta) -> Self {
        Self {
            meta,
            path: Vec::new(),
            query: Vec::new(),
            headers: Vec::new(),
            accept: Cow::Borrowed("application/json"),
            api_version: Cow::Borrowed(meta.api_version),
            body: None,
            error: None,
            reply: PhantomData,
        }
    }

    /// Sets an argument of the path.
    pub fn path(mut self, name: &'static str, value: &(impl PathArg + ?Sized)) -> Self {
        self.path.push((name, value.path_arg()));
        self
    }

    /// Sets an argument of the path that may be left out.
    pub fn path_opt(self, name: &'static str, value: Option<&impl PathArg>) -> Self {
        match value {
            Some(value) => self.path(name, value),
            None => self,
        }
    }

    /// Says that an argument of the path, if it is there, must be a GUID: another value is an error of
    /// [`Self::target`], since the service would answer that it knows no such route.
    pub fn guid(mut self, name: &'static str) -> Self {
        let wrong = self.path.iter().find(|(known, value)| *known == name && !is_guid(value));
        if let (Some((_, value)), None) = (wrong, &self.error) {
            let what =
                format!("{}: the path argument `{name}`: expected a GUID, got `{value}`", self.meta.id);
            self.error = Some(OpError(what));
        }
        self
    }

    /// Adds a query parameter, also one that the catalog does not know. One that needs a later version than the
    /// operation raises the version: an earlier one would ignore it silently.
    pub fn query(mut self, name: impl Into<Cow<'static, str>>, value: &(impl QueryValue + ?Sized)) -> Self {
        let name = name.into();
        if let Some((_, version)) =
            self.meta.since.iter().find(|(known, _)| known.eq_ignore_ascii_case(&name))
            && self.api_version == self.meta.api_version
        {
            self.api_version = Cow::Borrowed(version);
        }
        self.query.push((name, value.query_value()));
        self
    }

    /// Sets a query parameter, in place of one of the same name: how a pager asks for the next page.
    pub fn set_query(mut self, name: &str, value: &(impl QueryValue + ?Sized)) -> Self {
        self.query.retain(|(known, _)| !known.eq_ignore_ascii_case(name));
        self.query.push((Cow::Owned(name.to_owned()), value.query_value()));
        self
    }

    /// Adds a request header.
    pub fn header(mut self, name: impl Into<Cow<'static, str>>, value: &(impl QueryValue + ?Sized)) -> Self {
        let name = name.into();
        self.headers.retain(|(known, _)| !known.eq_ignore_ascii_case(&name));
        self.headers.push((name, value.query_value()));
        self
    }

    /// Sets a JSON body.
    pub fn json(mut self, body: &(impl Serialize + ?Sized)) -> Self {
        match serde_json::to_vec(body) {
            Ok(bytes) => {
                let content_type = self.meta.consumes.unwrap_or("application/json");
                self.body = Some(Body { content_type, bytes: bytes.into() });
            }
            Err(error) => self.error = Some(OpError(format!("the body cannot be written as JSON: {error}"))),
        }
        self
    }

    /// Sets a body of bytes.
    pub fn bytes(mut self, body: impl Into<Bytes>) -> Self {
        let content_type = self.meta.consumes.unwrap_or("application/octet-stream");
        self.body = Some(Body { content_type, bytes: body.into() });
        self
    }

    /// Asks for another content type than JSON, where the operation has several.
    pub fn accept(mut self, content_type: impl Into<Cow<'static, str>>) -> Self {
        self.accept = content_type.into();
        self
    }

    /// Asks for another version than the catalog's.
    pub fn api_version(mut self, version: impl Into<Cow<'static, str>>) -> Self {
        self.api_version = version.into();
        self
    }

    /// Reads the answer as another type: `Json` for whatever comes, or a struct of one's own.
    pub fn reply_as<U>(self) -> Op<U> {
        let Self { meta, path, query, headers, accept, api_version, body, error, reply: _ } = self;
        Op { meta, path, query, headers, accept, api_version, body, error, reply: PhantomData }
    }

    /// What the catalog says about it.
    pub fn meta(&self) -> &'static OpMeta {
        self.meta
    }

    /// The headers that belong to it, with `Accept`.
    pub fn headers(&self) -> impl Iterator<Item = (&str, &str)> {
        std::iter::once(("accept", &*self.accept))
            .chain(self.headers.iter().map(|(name, value)| (&**name, &**value)))
    }

    /// Its body.
    pub fn body(&self) -> Option<&Body> {
        self.body.as_ref()
    }

    /// Its path below the organization, escaped, without query.
    ///
    /// # Errors
    /// When a required argument is missing, empty, or `.` or `..`, which URLs cannot hold as names; or when
    /// the body could not be written.
    pub fn path_text(&self) -> Result<String, OpError> {
        let mut path = String::with_capacity(self.meta.template.len() + 32);
        self.write_path(&mut path)?;
        Ok(path)
    }

    /// Its path and query below the organization, escaped, with the version.
    ///
    /// # Errors
    /// As [`Self::path_text`].
    pub fn target(&self) -> Result<String, OpError> {
        let mut target = String::with_capacity(self.meta.template.len() + 64);
        self.write_target(&mut target)?;
        Ok(target)
    }

    /// Writes [`Self::target`] behind what is there.
    ///
    /// # Errors
    /// As [`Self::path_text`]; what was written is of no use then.
    pub fn write_target(&self, target: &mut String) -> Result<(), OpError> {
        self.write_path(target)?;
        let version = ("api-version", &*self.api_version);
        let query = self.query.iter().map(|(name, value)| (&**name, &**value));
        let mut separator = '?';
        for (name, value) in query.chain(std::iter::once(version).filter(|(_, version)| !version.is_empty()))
        {
            target.push(separator);
            target.extend(escaped_in_query(name));
            target.push('=');
            target.extend(escaped_in_query(value));
            separator = '&';
        }
        Ok(())
    }

    fn write_path(&self, path: &mut String) -> Result<(), OpError> {
        if let Some(error) = &self.error {
            return Err(error.clone());
        }
        let begin = path.len();
        for part in self.meta.template.split('/') {
            let end = path.len();
            if end > begin {
                path.push('/');
            }
            if !self.write_segment(part, path)? {
                path.truncate(end);
            }
        }
        Ok(())
    }

    /// Writes one segment of the template, filled in; answers whether there is one: it may be optional and not given.
    fn write_segment(&self, part: &str, path: &mut String) -> Result<bool, OpError> {
        let Some((before, (inner, after))) =
            part.split_once('{').and_then(|(before, rest)| Some((before, rest.split_once('}')?)))
        else {
            path.push_str(part);
            return Ok(true);
        };
        let name = inner.trim_end_matches(['?', '*']);
        let fault = |what: String| Err(OpError(format!("{}: {what}", self.meta.id)));
        let value = match self.path.iter().find(|(known, _)| known.eq_ignore_ascii_case(name)) {
            Some((_, value)) => value,
            None if inner.contains('?') => return Ok(false),
            None => return fault(format!("the path argument `{name}` is missing")),
        };
        // What stands for several segments may be written with either slash.
        let slashes: &[char] = if inner.contains('*') { &['/', '\\'] } else { &[] };
        let segments = value.split(slashes).filter(|segment| slashes.is_empty() || !segment.is_empty());
        path.push_str(before);
        let mut count = 0;
        for segment in segments {
            if segment.trim().is_empty() {
                return fault(format!("the path argument `{name}` is empty"));
            }
            if matches!(segment, "." | "..") {
                return fault(format!(
                    "the path argument `{name}` is \"{segment}\", which no URL can hold as a name"
                ));
            }
            if count > 0 {
                path.push('/');
            }
            path.extend(escaped_segment(segment));
            count += 1;
        }
        if count == 0 {
            if inner.contains('?') {
                return Ok(false);
            }
            return fault(format!("the path argument `{name}` is empty"));
        }
        path.push_str(after);
        Ok(true)
    }
}

impl<T> Clone for Op<T> {
    fn clone(&self) -> Self {
        Self {
            meta: self.meta,
            path: self.path.clone(),
            query: self.query.clone(),
            headers: self.headers.clone(),
            accept: self.accept.clone(),
            api_version: self.api_version.clone(),
            body: self.body.clone(),
            error: self.error.clone(),
            reply: PhantomData,
        }
    }
}

impl<T> fmt::Debug for Op<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {} ", self.meta.id, self.meta.method)?;
        match self.target() {
            Ok(target) => f.write_str(&target),
            Err(error) => write!(f, "({error})"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    path_args! { text ProjectRef, Path; number BoardId }

    static META: OpMeta = OpMeta::new(
        "work.get_board",
        Method::GET,
        "{project}/{team?}/_apis/work/boards/{id}/${type?}/{path*?}",
    );

    fn op() -> Op<()> {
        Op::new(&META).path("project", &ProjectRef::from("a/b")).path("id", &BoardId(7))
    }

    #[test]
    fn arguments_are_escaped_and_optional_segments_left_out() {
        assert_eq!(op().target().unwrap(), "a%2Fb/_apis/work/boards/7?api-version=7.1");
        let full = op().path("team", &ProjectRef::from("t")).path("TYPE", &ProjectRef::from("Bug"));
        let full = full.path("path", &Path::from("\\x y\\z")).query("$top", &5_i64);
        assert_eq!(full.path_text().unwrap(), "a%2Fb/t/_apis/work/boards/7/$Bug/x%20y/z");
        assert_eq!((ProjectRef::from("a/b").as_str(), Path::from("x").as_str()), ("a/b", "x"));
        assert!(full.set_query("$top", &6_i64).target().unwrap().ends_with("?$top=6&api-version=7.1"));
    }

    #[test]
    fn a_parameter_of_a_later_version_raises_the_version_and_an_explicit_version_stays() {
        static META: OpMeta =
            OpMeta::new("a.list", Method::GET, "_apis/a").since(&[("assignedTo", "7.2-preview.2")]);
        let op = || Op::<()>::new(&META);
        assert_eq!(op().query("top", "1").target().unwrap(), "_apis/a?top=1&api-version=7.1");
        let raised = op().query("assignedTo", "me").target().unwrap();
        assert_eq!(raised, "_apis/a?assignedTo=me&api-version=7.2-preview.2");
        let explicit = op().api_version("7.2").query("assignedTo", "me").target().unwrap();
        assert_eq!(explicit, "_apis/a?assignedTo=me&api-version=7.2");
    }

    #[test]
    fn names_that_would_change_the_request_are_refused() {
        for name in ["", " ", ".", ".."] {
            let error = Op::<()>::new(&META).path("project", &ProjectRef::from(name)).path("id", &BoardId(1));
            let error = error.target().unwrap_err().to_string();
            assert!(error.starts_with("work.get_board: the path argument `project` is"), "{error}");
        }
        let error = Op::<()>::new(&META).target().unwrap_err().to_string();
        assert_eq!(error, "work.get_board: the path argument `project` is missing");
    }

    #[test]
    fn an_id_that_is_no_guid_is_refused_where_the_service_takes_only_guids() {
        static META: OpMeta = OpMeta::new("task.get_plan", Method::GET, "_apis/plans/{planId}");
        let plan = |id: &str| Op::<()>::new(&META).path("planId", &Path::from(id)).guid("planId").target();
        assert!(plan("0a1efd25-abda-43bd-9629-6c7bdd2e0d60").is_ok());
        for wrong in ["42", "0a1efd25-abda-43bd-9629", "../0a1efd25-abda-43bd-9629-6c7bdd2e0d", ""] {
            let error = plan(wrong).unwrap_err().to_string();
            assert_eq!(
                error,
                format!("task.get_plan: the path argument `planId`: expected a GUID, got `{wrong}`")
            );
        }
    }

    #[test]
    fn debug_shows_no_body() {
        let op = op().json(&serde_json::json!({"password": "hunter2"}));
        assert!(!format!("{op:?} {:?}", op.body()).contains("hunter2"));
    }
}
