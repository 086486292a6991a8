//! Pages as the service sent them.

use std::fmt;
use std::ops::Range;

use adoxide_api::wire::{DecodeError, Json, Malformed, Scanner};
use bytes::Bytes;
use http::HeaderMap;

use super::continuation::Continuation;
use super::{FromPage, Read};
use crate::send::Call;

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
    // Whether and where it is not JSON is said by the decoder that reads all of it.
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

/// The array of the items in a page that was read before.
pub(super) fn array(body: &Bytes, items: &str) -> Bytes {
    locate(body, items, &[]).map_or_else(|_| body.clone(), |located| body.slice(located.array))
}
