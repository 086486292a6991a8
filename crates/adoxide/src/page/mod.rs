//! Pagination: lists to their end, whatever way the service has to go on.

mod continuation;
mod pager;
mod raw;

use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll};

use adoxide_api::wire::{self, DecodeError, Json};
use bytes::Bytes;
use futures::FutureExt;
use futures::future::BoxFuture;
use futures::stream::{Stream, StreamExt};
use http::HeaderMap;
use serde::de::DeserializeOwned;

pub use self::continuation::Continuation;
use self::pager::{Landed, Pager};
pub use self::raw::RawPage;
use crate::error::{Error, Result};
use crate::send::{Call, Sender};

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

/// Nothing in here is pinned by being in here.
impl<P> Unpin for Pages<P> {}

impl<P: FromPage> Pages<P> {
    pub(crate) fn new(sender: &Sender, call: Result<Call>) -> Self {
        let pager = call.map(|call| Pager::new(sender, call));
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
            Some(pager) if !last && self.ahead && pager.ahead => {
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
