//! Lists to their end, whatever way the service has to go on.

use std::fmt;
use std::ops::Range;
use std::pin::Pin;
use std::str::FromStr;
use std::task::{Context, Poll};

use adoxide_api::wire::{self, DecodeError, Json, Malformed, Paging, PagingEnd, Scanner, TokenPlace};
use bytes::Bytes;
use futures::FutureExt;
use futures::future::BoxFuture;
use futures::stream::{Stream, StreamExt};
use http::header::CONTENT_TYPE;
use http::{HeaderMap, HeaderName, HeaderValue};
use serde::de::DeserializeOwned;

use crate::error::{Error, ErrorKind, Result};
use crate::send::{Attempts, Call, Failed, JSON, Sender};
use crate::upload::Payload;

/// The header in which the service hands out tokens.
const TOKEN: &str = "x-ms-continuationtoken";

/// Where a list goes on. It is made by the service and means nothing to anyone else; as text it can be kept
/// and, later or elsewhere, given back to the same list.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct Continuation(Step);

#[derive(Clone, Debug, PartialEq, Eq, Hash)]
enum Step {
    /// The service's own token.
    Token(String),
    /// How many items there were before.
    Skip(i64),
    /// What the service said to ask for.
    Next { skip: i64, top: Option<i64> },
}

impl fmt::Display for Continuation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            Step::Token(token) => write!(f, "token:{token}"),
            Step::Skip(skip) => write!(f, "skip:{skip}"),
            Step::Next { skip, top: None } => write!(f, "next:{skip}"),
            Step::Next { skip, top: Some(top) } => write!(f, "next:{skip},{top}"),
        }
    }
}

impl FromStr for Continuation {
    type Err = Error;

    fn from_str(text: &str) -> Result<Self> {
        let parse = || match text.split_once(':')? {
            ("token", token) if !token.is_empty() => Some(Step::Token(token.to_owned())),
            ("skip", skip) => Some(Step::Skip(skip.parse().ok()?)),
            ("next", next) => Some(match next.split_once(',') {
                None => Step::Next { skip: next.parse().ok()?, top: None },
                Some((skip, top)) => Step::Next { skip: skip.parse().ok()?, top: Some(top.parse().ok()?) },
            }),
            _ => None,
        };
        parse().map(Self).ok_or_else(|| {
            Error::new(ErrorKind::Invalid, "this is not the text of a continuation")
                .advise("keep it as it was, or begin at the start")
        })
    }
}

/// One page of a list.
#[derive(Debug)]
#[non_exhaustive]
pub struct Page<T> {
    /// Its items in the service's order. One that can't be read is an error in its place.
    pub items: Vec<Result<T>>,
    continuation: Option<Continuation>,
    last: bool,
}

impl<T> Page<T> {
    /// Where the list goes on after this page. The last page of a feed has one too: what comes later is
    /// found there.
    pub fn continuation(&self) -> Option<&Continuation> {
        self.continuation.as_ref()
    }

    /// Whether there is nothing after this page now.
    pub fn is_last(&self) -> bool {
        self.last
    }
}

/// One page of a list as the service sent it, and where its items are.
#[derive(Clone)]
pub struct RawPage {
    body: Bytes,
    items: Vec<Range<usize>>,
    array: Range<usize>,
    headers: HeaderMap,
    continuation: Option<Continuation>,
    last: bool,
}

impl RawPage {
    /// The whole body.
    pub fn body(&self) -> &Bytes {
        &self.body
    }

    /// The JSON array of the items, brackets included. Nothing is copied.
    pub fn array(&self) -> Bytes {
        if self.items.is_empty() { Bytes::from_static(b"[]") } else { self.body.slice(self.array.clone()) }
    }

    /// How many items there are.
    pub fn len(&self) -> usize {
        self.items.len()
    }

    /// Whether there is no item.
    pub fn is_empty(&self) -> bool {
        self.items.is_empty()
    }

    /// The JSON of each item. Nothing is copied.
    pub fn items(&self) -> impl ExactSizeIterator<Item = Bytes> + '_ {
        self.items.iter().map(|range| self.body.slice(range.clone()))
    }

    /// The headers of the answer.
    pub fn headers(&self) -> &HeaderMap {
        &self.headers
    }

    /// Where the list goes on after this page. The last page of a feed has one too: what comes later is
    /// found there.
    pub fn continuation(&self) -> Option<&Continuation> {
        self.continuation.as_ref()
    }

    /// Whether there is nothing after this page now.
    pub fn is_last(&self) -> bool {
        self.last
    }
}

impl fmt::Debug for RawPage {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("RawPage")
            .field("bytes", &self.body.len())
            .field("items", &self.items.len())
            .field("continuation", &self.continuation)
            .field("last", &self.last)
            .finish_non_exhaustive()
    }
}

/// What a page is read as: [`Page`] or [`RawPage`].
pub trait FromPage: sealed::Sealed + Sized + Send + 'static {
    #[doc(hidden)]
    fn read(
        call: &Call,
        headers: &HeaderMap,
        body: &Bytes,
        fields: &[&str],
    ) -> Result<Read<Self>, DecodeError>;
    #[doc(hidden)]
    fn place(&mut self, continuation: Option<Continuation>, last: bool);
    #[doc(hidden)]
    fn placed(&self) -> (Option<&Continuation>, bool);
}

mod sealed {
    pub trait Sealed {}
    impl<T> Sealed for super::Page<T> {}
    impl Sealed for super::RawPage {}
}

#[doc(hidden)]
pub struct Read<P> {
    page: P,
    len: usize,
    fields: Vec<Option<Json>>,
}

impl<T: DeserializeOwned + Send + 'static> FromPage for Page<T> {
    fn read(call: &Call, _: &HeaderMap, body: &Bytes, fields: &[&str]) -> Result<Read<Self>, DecodeError> {
        let page = wire::Page::decode(body, call.paging.items(), fields)?;
        let len = page.items.len();
        let items = page.items.into_iter();
        let items = items.map(|item| item.map_err(|error| Error::item(&error).of(call.operation.clone())));
        let items = items.collect();
        Ok(Read { page: Self { items, continuation: None, last: false }, len, fields: page.fields })
    }

    fn place(&mut self, continuation: Option<Continuation>, last: bool) {
        self.continuation = continuation;
        self.last = last;
    }

    fn placed(&self) -> (Option<&Continuation>, bool) {
        (self.continuation.as_ref(), self.last)
    }
}

impl FromPage for RawPage {
    fn read(
        call: &Call,
        headers: &HeaderMap,
        body: &Bytes,
        fields: &[&str],
    ) -> Result<Read<Self>, DecodeError> {
        let Located { items, array, fields } = locate(body, call.paging.items(), fields)?;
        let len = items.len();
        let page = Self {
            body: body.clone(),
            items,
            array,
            headers: headers.clone(),
            continuation: None,
            last: false,
        };
        Ok(Read { page, len, fields })
    }

    fn place(&mut self, continuation: Option<Continuation>, last: bool) {
        self.continuation = continuation;
        self.last = last;
    }

    fn placed(&self) -> (Option<&Continuation>, bool) {
        (self.continuation.as_ref(), self.last)
    }
}

/// All pages of a list: a `Stream`. The next page is asked for as soon as this one is handed out.
///
/// If a page can't be had, that is the stream's last item; [`continuation`](Self::continuation) still says
/// where it was.
#[must_use = "a list is not asked for until it is polled"]
pub struct Pages<P> {
    /// Where the next page that is handed out begins.
    next: Option<Continuation>,
    state: State<P>,
    /// Whether the next page is asked for before it is wanted.
    ahead: bool,
}

enum State<P> {
    /// Not begun; or not even that, if the list can't be asked for.
    Start(Box<Result<Pager>>),
    /// A page is on its way.
    Flying(BoxFuture<'static, Landed<P>>),
    /// A page is there and has not been handed out.
    Landed(Box<Landed<P>>),
    /// At the end.
    End,
}

/// A page, or why there is none, and who fetches the next.
struct Landed<P> {
    pager: Option<Pager>,
    page: Result<Option<P>>,
}

/// Nothing in here is pinned by being in here.
impl<P> Unpin for Pages<P> {}

impl<P: FromPage> Pages<P> {
    pub(crate) fn new(sender: &Sender, call: Result<Call>) -> Self {
        let pager =
            call.map(|call| Pager { sender: sender.clone(), call, at: None, previous: None, first: true });
        Self { next: None, state: State::Start(Box::new(pager)), ahead: true }
    }

    /// Goes on where another stream of the same list was, and not at the start. Without effect once the
    /// first page has been asked for.
    pub fn resume(mut self, continuation: Continuation) -> Self {
        if let State::Start(pager) = &mut self.state
            && let Ok(pager) = pager.as_mut()
        {
            pager.at = Some(continuation.0.clone());
            self.next = Some(continuation);
        }
        self
    }

    /// Asks for a page only when it is wanted: for those who may stop before the end, and don't want to ask
    /// for what they won't use.
    pub fn one_by_one(mut self) -> Self {
        self.ahead = false;
        self
    }

    /// Where the list goes on after the pages that were handed out; `None` at the start, and where it can't
    /// be known.
    pub fn continuation(&self) -> Option<&Continuation> {
        self.next.as_ref()
    }

    /// The next page.
    pub async fn next(&mut self) -> Option<Result<P>> {
        StreamExt::next(self).await
    }

    /// Brings the page that is on its way closer.
    fn advance(&mut self, cx: &mut Context<'_>) -> Poll<()> {
        if let State::Start(_) = &self.state
            && let State::Start(pager) = std::mem::replace(&mut self.state, State::End)
        {
            self.state = match *pager {
                Ok(pager) => State::Flying(pager.fetch().boxed()),
                Err(error) => State::Landed(Box::new(Landed { pager: None, page: Err(error) })),
            };
        }
        if let State::Flying(flight) = &mut self.state {
            let landed = futures::ready!(flight.poll_unpin(cx));
            self.state = State::Landed(Box::new(landed));
        }
        Poll::Ready(())
    }
}

impl<P: FromPage> Stream for Pages<P> {
    type Item = Result<P>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<P>>> {
        futures::ready!(self.advance(cx));
        let State::Landed(landed) = std::mem::replace(&mut self.state, State::End) else {
            return Poll::Ready(None);
        };
        let Landed { pager, page } = *landed;
        let page = match page {
            Ok(Some(page)) => page,
            Ok(None) => return Poll::Ready(None),
            Err(error) => return Poll::Ready(Some(Err(error))),
        };
        let (continuation, last) = page.placed();
        self.next = continuation.cloned();
        match pager {
            Some(pager) if !last && self.ahead => {
                self.state = State::Flying(pager.fetch().boxed());
                // Once, so that the request is on its way while this page is used.
                let _ = self.advance(cx);
            }
            Some(pager) if !last => self.state = State::Start(Box::new(Ok(pager))),
            _ => {}
        }
        Poll::Ready(Some(Ok(page)))
    }
}

impl<P> fmt::Debug for Pages<P> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pages").field("continuation", &self.next).finish_non_exhaustive()
    }
}

/// All items of a list: a `Stream`. An item that can't be read is an error in its place, and the stream goes
/// on; a page that can't be had is an error at the end.
#[must_use = "a list is not asked for until it is polled"]
pub struct Items<T> {
    pages: Pages<Page<T>>,
    /// What is left of it.
    rest: std::vec::IntoIter<Result<T>>,
    /// Where the page begins that is being handed out.
    page: Option<Continuation>,
}

impl<T> Unpin for Items<T> {}

impl<T: DeserializeOwned + Send + 'static> Items<T> {
    pub(crate) fn new(pages: Pages<Page<T>>) -> Self {
        Self { pages, rest: Vec::new().into_iter(), page: None }
    }

    /// Goes on where another stream of the same list was, and not at the start.
    pub fn resume(mut self, continuation: Continuation) -> Self {
        self.page = Some(continuation.clone());
        self.pages = self.pages.resume(continuation);
        self
    }

    /// Where the list goes on. It is the start of the page that is being handed out until that page is used
    /// up, so that nothing is left out, and some items may come again.
    pub fn continuation(&self) -> Option<&Continuation> {
        if self.rest.as_slice().is_empty() { self.pages.continuation() } else { self.page.as_ref() }
    }

    /// The next item.
    pub async fn next(&mut self) -> Option<Result<T>> {
        StreamExt::next(self).await
    }

    /// All items.
    ///
    /// # Errors
    /// The first item or page that can't be had.
    pub async fn all(mut self) -> Result<Vec<T>> {
        let mut all = Vec::new();
        while let Some(item) = self.next().await {
            all.push(item?);
        }
        Ok(all)
    }
}

impl<T: DeserializeOwned + Send + 'static> Stream for Items<T> {
    type Item = Result<T>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<T>>> {
        loop {
            if let Some(item) = self.rest.next() {
                let _ = self.pages.advance(cx);
                return Poll::Ready(Some(item));
            }
            let begins = self.pages.continuation().cloned();
            match futures::ready!(self.pages.poll_next_unpin(cx)) {
                Some(Ok(page)) => {
                    self.page = begins;
                    self.rest = page.items.into_iter();
                }
                Some(Err(error)) => return Poll::Ready(Some(Err(error))),
                None => return Poll::Ready(None),
            }
        }
    }
}

impl<T> fmt::Debug for Items<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Items").field("pages", &self.pages).finish_non_exhaustive()
    }
}

/// Fetches one page after the other.
struct Pager {
    sender: Sender,
    call: Call,
    /// Where the next page begins, if not at the start.
    at: Option<Step>,
    /// The last page of a list that is skipped through, to see whether the service skips.
    previous: Option<Bytes>,
    first: bool,
}

impl Pager {
    async fn fetch<P: FromPage>(mut self) -> Landed<P> {
        let page = self.page().await;
        Landed { pager: Some(self), page }
    }

    async fn page<P: FromPage>(&mut self) -> Result<Option<P>> {
        let mut call = self.call.clone();
        if let Some(step) = &self.at {
            step.apply(&mut call)?;
        }
        let mut attempts = Attempts::new(self.sender.options());
        let fields = fields(call.paging);
        let (headers, body, read) = loop {
            let (head, body) = self.sender.exchange_traced(&call, &mut attempts).await?;
            match P::read(&call, &head.headers, &body, &fields) {
                Ok(read) => break (head.headers, body, read),
                Err(error) => {
                    let failed = Failed::in_decode(&error, head.status, &head.headers);
                    attempts.retry(&call, failed).await?;
                }
            }
        };
        let Read { mut page, len, fields } = read;
        let first = std::mem::take(&mut self.first);
        if matches!(call.paging, Paging::Offset { .. } | Paging::BodyOffset { .. }) {
            let repeats = len > 0 && self.previous.as_ref() == Some(&body);
            if repeats {
                return repeated(&call, len);
            }
            if len == 0 && !first {
                return Ok(None);
            }
            self.previous = Some(body);
        }
        let (next, last) = after(&call, &headers, &fields, len, self.at.as_ref());
        if !last && next.is_some() && next == self.at {
            let what = "the service says to go on where it just was, so the rest of the list can't be had";
            return Err(Error::new(ErrorKind::Decode, what).of(call.operation.clone()));
        }
        page.place(next.clone().map(Continuation), last);
        self.at = next;
        Ok(Some(page))
    }
}

/// The same page came twice: the service does not skip. If it doesn't stop at the page size either, the
/// first page had all; else the rest can't be had, and that is said.
fn repeated<P>(call: &Call, len: usize) -> Result<Option<P>> {
    let asked = top(call);
    if asked.is_some_and(|top| top != len as i64) {
        return Ok(None);
    }
    let what = format!("the service sends the first {len} items again and again, so the rest can't be had");
    Err(Error::new(ErrorKind::NotSupported, what)
        .advise("ask for more items in one page, if the service allows it")
        .of(call.operation.clone()))
}

impl Step {
    /// Makes a request one for the page that begins here.
    fn apply(&self, call: &mut Call) -> Result<()> {
        match (self, call.paging) {
            (Self::Token(token), Paging::HeaderToken { send } | Paging::BodyToken { send, .. }) => match send
            {
                TokenPlace::Query(name) => call.set_query(name, token),
                TokenPlace::Header(name) => {
                    let wrong =
                        || Error::new(ErrorKind::Invalid, "the continuation can't be sent as a header");
                    let name = HeaderName::from_bytes(name.as_bytes()).map_err(|_| wrong())?;
                    let value = HeaderValue::from_str(token).map_err(|_| wrong())?;
                    call.headers.insert(name, value);
                }
                TokenPlace::Body(name) => set_field(call, name, token.as_str().into())?,
            },
            (Self::Skip(count), Paging::Offset { skip, .. }) => call.set_query(skip, &count.to_string()),
            (Self::Skip(count), Paging::BodyOffset { skip, .. }) => set_field(call, skip, (*count).into())?,
            (Self::Next { skip, top }, Paging::NextSkip { .. }) => {
                call.set_query("$skip", &skip.to_string());
                if let Some(top) = top {
                    call.set_query("$top", &top.to_string());
                }
            }
            _ => {
                return Err(Error::new(ErrorKind::Invalid, "this continuation is of another list")
                    .advise("begin at the start")
                    .of(call.operation.clone()));
            }
        }
        Ok(())
    }
}

/// Sets a field of a JSON body.
fn set_field(call: &mut Call, name: &str, value: Json) -> Result<()> {
    let mut body = body(call)?;
    body.insert(name.to_owned(), value);
    let bytes = serde_json::to_vec(&body)
        .map_err(|error| Error::new(ErrorKind::Invalid, format!("the body can't be written: {error}")))?;
    call.body = Payload::Bytes(bytes.into());
    call.headers.entry(CONTENT_TYPE).or_insert(HeaderValue::from_static(JSON));
    Ok(())
}

fn body(call: &Call) -> Result<serde_json::Map<String, Json>> {
    let object = match &call.body {
        Payload::Bytes(bytes) if bytes.is_empty() => return Ok(serde_json::Map::new()),
        Payload::Bytes(bytes) => serde_json::from_slice(bytes).ok(),
        Payload::Upload(_) => None,
    };
    object.ok_or_else(|| {
        let what = "the body is no JSON object, so there is no place in it for where the list goes on";
        Error::new(ErrorKind::Invalid, what).of(call.operation.clone())
    })
}

/// How many items were asked for in one page.
fn top(call: &Call) -> Option<i64> {
    match call.paging {
        Paging::Offset { top, .. } => call.query(top)?.parse().ok(),
        Paging::BodyOffset { top, .. } => body(call).ok()?.get(top)?.as_i64(),
        _ => None,
    }
}

/// How many items were skipped before this page.
fn skipped(call: &Call) -> i64 {
    let skipped = match call.paging {
        Paging::Offset { skip, .. } => call.query(skip).and_then(|skip| skip.parse().ok()),
        Paging::BodyOffset { skip, .. } => {
            body(call).ok().and_then(|body| body.get(skip).and_then(Json::as_i64))
        }
        _ => None,
    };
    skipped.unwrap_or(0)
}

/// The fields of a page that say how the list goes on.
fn fields(paging: Paging) -> Vec<&'static str> {
    match paging {
        Paging::BodyToken { token, end, .. } => match end {
            PagingEnd::Last(field) | PagingEnd::NoMore(field) => vec![token, field],
            PagingEnd::NoToken | PagingEnd::EmptyPage => vec![token],
        },
        Paging::NextSkip { .. } => vec!["nextSkip", "nextTop"],
        _ => Vec::new(),
    }
}

/// Where the list goes on after a page, and whether the page was the last.
fn after(
    call: &Call,
    headers: &HeaderMap,
    fields: &[Option<Json>],
    len: usize,
    at: Option<&Step>,
) -> (Option<Step>, bool) {
    let field = |index: usize| fields.get(index).and_then(Option::as_ref);
    match call.paging {
        Paging::None | Paging::Limit { .. } => (None, true),
        Paging::HeaderToken { .. } => {
            let token =
                headers.get(TOKEN).and_then(|token| token.to_str().ok()).filter(|token| !token.is_empty());
            (token.map(|token| Step::Token(token.to_owned())), token.is_none())
        }
        Paging::BodyToken { end, .. } => {
            let token = match field(0) {
                Some(Json::String(token)) => Some(token.clone()).filter(|token| !token.is_empty()),
                Some(number @ Json::Number(_)) => Some(number.to_string()),
                _ => None,
            };
            let is_true = field(1).and_then(Json::as_bool) == Some(true);
            let last = match end {
                PagingEnd::NoToken => false,
                PagingEnd::Last(_) => is_true,
                PagingEnd::NoMore(_) => !is_true,
                PagingEnd::EmptyPage => len == 0,
            };
            let last = last || token.is_none();
            // A feed whose last page has no token is where it was before it.
            (token.map(Step::Token).or_else(|| at.cloned().filter(|_| last && len == 0)), last)
        }
        Paging::Offset { .. } | Paging::BodyOffset { .. } => {
            (Some(Step::Skip(skipped(call) + len as i64)), len == 0)
        }
        Paging::NextSkip { .. } => match field(0).and_then(Json::as_i64) {
            Some(skip) if skip > 0 => {
                (Some(Step::Next { skip, top: field(1).and_then(Json::as_i64) }), false)
            }
            _ => (None, true),
        },
    }
}

/// A page taken apart.
#[derive(Default)]
struct Located {
    items: Vec<Range<usize>>,
    array: Range<usize>,
    fields: Vec<Option<Json>>,
}

/// Where the items of a page are in its body, and the values of the named fields.
fn locate(body: &[u8], items: &str, fields: &[&str]) -> Result<Located, DecodeError> {
    let mark = if body.starts_with(b"\xef\xbb\xbf") { 3 } else { 0 };
    let wrong = |message: &str| DecodeError {
        path: format!("$.{items}"),
        message: message.to_owned(),
        excerpt: String::new(),
        truncated: false,
    };
    // Whether and where it is no JSON is said by the decoder that reads all of it.
    let text = &body[mark..];
    let unreadable = |what: &str| DecodeError::json::<Json>(text).err().unwrap_or_else(|| wrong(what));
    let mut scanner = Scanner::of(text).map_err(|error| unreadable(&error.to_string()))?;
    let mut located = Located { fields: vec![None; fields.len()], ..Located::default() };
    let list = |scanner: &mut Scanner<'_>, located: &mut Located| {
        located.items.clear();
        let array = scanner.array(|item| {
            located.items.push(item.range()?);
            Ok::<_, Malformed>(())
        })?;
        let begin = array.as_ptr() as usize - text.as_ptr() as usize;
        located.array = begin..begin + array.len();
        Ok(())
    };
    let mut is_list = true;
    let scanned = match scanner.peek() {
        None => return Ok(located),
        Some(b'[') => list(&mut scanner, &mut located),
        Some(_) => {
            // `{"count":0}` is an empty list; an object that is something else is not.
            let (mut found, mut empty) = (false, true);
            let scanned = scanner.object(|name, value| {
                empty &= name == "count";
                if name == items {
                    found = true;
                    match value.peek() {
                        Some(b'[') => list(value, &mut located)?,
                        Some(b'n') => {}
                        _ => is_list = false,
                    }
                } else if let Some(at) = fields.iter().position(|field| *field == name) {
                    let value = serde_json::from_str(value.value()?).map_err(|_| Malformed::default())?;
                    located.fields[at] = Some(value).filter(|value: &Json| !value.is_null());
                }
                Ok(())
            });
            is_list &= found || empty;
            scanned.map(drop)
        }
    };
    match scanned.and_then(|()| scanner.end()) {
        Err(error) => Err(unreadable(&error.to_string())),
        Ok(()) if !is_list => Err(wrong("there is no list of items")),
        Ok(()) => {
            let shifted = |range: &Range<usize>| range.start + mark..range.end + mark;
            located.items = located.items.iter().map(shifted).collect();
            located.array = shifted(&located.array);
            Ok(located)
        }
    }
}
