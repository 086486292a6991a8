//! Requests that are not in the catalog.

use std::fmt;
use std::future::IntoFuture;

use adoxide_api::wire::{Effect, Json, Paging, Reply};
use bytes::Bytes;
use futures::FutureExt;
use futures::future::BoxFuture;
use http::header::{ACCEPT, CONTENT_TYPE};
use http::{HeaderName, HeaderValue, Method};
use serde::Serialize;

use crate::download::Download;
use crate::error::{Error, ErrorKind, Result};
use crate::page::{Pages, RawPage};
use crate::response::Response;
use crate::send::{Call, JSON, Sender};
use crate::upload::{Payload, Upload};

/// A request by method and path. It is sent by `.await` (for any JSON) or by the method that says what is to
/// be made of the answer.
#[must_use = "a request does nothing until it is awaited"]
pub struct Request {
    sender: Sender,
    call: Result<Call>,
}

impl Request {
    pub(crate) fn new(sender: &Sender, method: Method, path: &str) -> Self {
        let call = sender.address().resolve(path).map(|mut url| {
            url.set_fragment(None);
            Call::request(method, &url)
        });
        Self { sender: sender.clone(), call }
    }

    fn change(mut self, change: impl FnOnce(&mut Call) -> Result<()>) -> Self {
        self.call = self.call.and_then(|mut call| {
            change(&mut call).map_err(|error| error.of(call.operation.clone()))?;
            Ok(call)
        });
        self
    }

    /// Sets a query parameter; the value is escaped.
    pub fn query(self, name: &str, value: &str) -> Self {
        self.change(|call| {
            call.set_query(name, value);
            Ok(())
        })
    }

    /// Sets a header. The credential's can't be set.
    pub fn header(self, name: &str, value: &str) -> Self {
        self.change(|call| {
            let wrong = || Error::new(ErrorKind::Invalid, format!("the header `{name}` can't be sent"));
            let name = HeaderName::from_bytes(name.as_bytes()).map_err(|_| wrong())?;
            let value = HeaderValue::from_str(value).map_err(|_| wrong())?;
            if name == http::header::AUTHORIZATION {
                return Err(wrong().advise("give the client a credential"));
            }
            if name == ACCEPT {
                call.accept = Some(value);
            } else {
                call.headers.insert(name, value);
            }
            Ok(())
        })
    }

    /// Sets a JSON body.
    pub fn json(self, body: &(impl Serialize + ?Sized)) -> Self {
        let bytes = serde_json::to_vec(body).map_err(|error| {
            Error::new(ErrorKind::Invalid, format!("the body cannot be written as JSON: {error}"))
        });
        self.change(|call| {
            call.body = Payload::Bytes(bytes?.into());
            call.headers.entry(CONTENT_TYPE).or_insert(HeaderValue::from_static(JSON));
            Ok(())
        })
    }

    /// Sets a body of bytes.
    pub fn bytes(self, body: impl Into<Bytes>) -> Self {
        self.change(|call| {
            call.body = Payload::Bytes(body.into());
            call.headers.entry(CONTENT_TYPE).or_insert(HeaderValue::from_static("application/octet-stream"));
            Ok(())
        })
    }

    /// Sets a body that is read while it is sent, as long as it likes.
    pub fn upload(self, body: impl Into<Upload>) -> Self {
        let body = body.into();
        self.change(|call| {
            call.body = body.into();
            call.headers.entry(CONTENT_TYPE).or_insert(HeaderValue::from_static("application/octet-stream"));
            Ok(())
        })
    }

    /// Says what repeating it does, where its method says something else: a search by POST is a
    /// [`Read`](Effect::Read).
    pub fn effect(self, effect: Effect) -> Self {
        self.change(|call| {
            call.effect = effect;
            Ok(())
        })
    }

    /// Sends it and reads the answer.
    ///
    /// # Errors
    /// As [`Client::call`](crate::Client::call).
    pub async fn send<T: Reply>(self) -> Result<Response<T>> {
        self.sender.read(&self.call?).await
    }

    /// Sends it and hands out the bytes of the answer, whatever they are, as they come.
    ///
    /// # Errors
    /// As [`Client::download`](crate::Client::download).
    pub async fn download(self) -> Result<Download> {
        let mut call = self.call?;
        call.json = false;
        self.sender.download(call).await
    }

    /// Sends it again and again until it has all pages of a list that goes on in this way.
    pub fn pages(self, paging: Paging) -> Pages<RawPage> {
        Pages::new(&self.sender, self.call.map(|call| Call { paging, ..call }))
    }
}

impl IntoFuture for Request {
    type Output = Result<Response<Json>>;
    type IntoFuture = BoxFuture<'static, Self::Output>;

    fn into_future(self) -> Self::IntoFuture {
        self.send().boxed()
    }
}

impl fmt::Debug for Request {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Request").field("call", &self.call).finish_non_exhaustive()
    }
}
