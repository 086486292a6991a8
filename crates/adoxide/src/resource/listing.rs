//! Lists of handles.

use std::fmt;
use std::pin::Pin;
use std::task::{Context, Poll};

use futures::stream::{self, BoxStream, Stream, StreamExt, TryStreamExt};
use serde::de::DeserializeOwned;

use crate::error::Result;
use crate::page::{Continuation, Items};

/// A list of the service as a `Stream`, fetched page by page, the next one ahead. An item that can't be read
/// is an error in its place, and the stream goes on.
#[must_use = "a list is not asked for until it is polled"]
pub struct Listing<T>(Box<dyn Source<T>>);

trait Source<T>: Stream<Item = Result<T>> + Send + Unpin {
    fn continuation(&self) -> Option<&Continuation>;
    fn resume(self: Box<Self>, continuation: Continuation) -> Box<dyn Source<T>>;
}

struct Mapped<W, F> {
    items: Items<W>,
    map: F,
}

impl<W, F> Unpin for Mapped<W, F> {}

impl<W, T, F> Stream for Mapped<W, F>
where
    W: DeserializeOwned + Send + 'static,
    F: FnMut(W) -> Option<T>,
{
    type Item = Result<T>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<T>>> {
        loop {
            return Poll::Ready(match futures::ready!(self.items.poll_next_unpin(cx)) {
                None => None,
                Some(Err(error)) => Some(Err(error)),
                Some(Ok(item)) => match (self.map)(item) {
                    Some(item) => Some(Ok(item)),
                    None => continue,
                },
            });
        }
    }
}

impl<W, T, F> Source<T> for Mapped<W, F>
where
    W: DeserializeOwned + Send + 'static,
    T: 'static,
    F: FnMut(W) -> Option<T> + Send + 'static,
{
    fn continuation(&self) -> Option<&Continuation> {
        self.items.continuation()
    }

    fn resume(self: Box<Self>, continuation: Continuation) -> Box<dyn Source<T>> {
        Box::new(Self { items: self.items.resume(continuation), map: self.map })
    }
}

/// Items that are made of several lists: there is no one place where they go on.
struct Streamed<T>(BoxStream<'static, Result<T>>);

impl<T> Stream for Streamed<T> {
    type Item = Result<T>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<T>>> {
        self.0.poll_next_unpin(cx)
    }
}

impl<T: 'static> Source<T> for Streamed<T> {
    fn continuation(&self) -> Option<&Continuation> {
        None
    }

    fn resume(self: Box<Self>, _: Continuation) -> Box<dyn Source<T>> {
        self
    }
}

impl<T: 'static> Listing<T> {
    /// Items that more than one list has to be read for. It has no continuation.
    pub(crate) fn streamed(items: impl Stream<Item = Result<T>> + Send + 'static) -> Self {
        Self(Box::new(Streamed(items.boxed())))
    }

    /// The items of a list that can only be asked for once something else is known.
    pub(crate) fn after(list: impl Future<Output = Result<Self>> + Send + 'static) -> Self
    where
        T: Send,
    {
        Self::streamed(stream::once(list).try_flatten())
    }

    /// The items of a list, each made into something else or left out.
    pub(crate) fn new<W>(items: Items<W>, map: impl FnMut(W) -> Option<T> + Send + 'static) -> Self
    where
        W: DeserializeOwned + Send + 'static,
    {
        Self(Box::new(Mapped { items, map }))
    }

    /// Goes on where another listing of the same things was, and not at the start.
    pub fn resume(self, continuation: Continuation) -> Self {
        Self(self.0.resume(continuation))
    }

    /// Where the list goes on; some items may come again there, none is left out.
    pub fn continuation(&self) -> Option<&Continuation> {
        self.0.continuation()
    }

    /// The next one.
    pub async fn next(&mut self) -> Option<Result<T>> {
        self.0.next().await
    }

    /// All of them.
    ///
    /// # Errors
    /// The first that can't be had.
    pub async fn all(mut self) -> Result<Vec<T>> {
        let mut all = Vec::new();
        while let Some(item) = self.next().await {
            all.push(item?);
        }
        Ok(all)
    }
}

impl<T> Stream for Listing<T> {
    type Item = Result<T>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Result<T>>> {
        self.0.poll_next_unpin(cx)
    }
}

impl<T> fmt::Debug for Listing<T> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Listing").field("continuation", &self.0.continuation()).finish_non_exhaustive()
    }
}
