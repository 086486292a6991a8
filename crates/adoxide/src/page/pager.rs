//! Fetches one page of a list after the other, and finds out lists that never end.

use std::collections::{HashMap, HashSet, VecDeque};
use std::hash::BuildHasher;
use std::time::Duration;

use adoxide_api::wire::{Json, Paging};
use bytes::Bytes;
use foldhash::fast::FixedState;
use tokio::time::Instant;

use super::continuation::{Continuation, Step, after, fields, skipped, top};
use super::raw::array;
use super::{FromPage, Read};
use crate::error::{Error, ErrorKind, Result};
use crate::send::{Attempts, Call, Failed, Sender};

/// The next page is only fetched ahead of time if this one was not larger: two of them are in memory then.
const AHEAD: usize = 8 * 1024 * 1024;

/// What to do about a list of which the service gives only a part.
const NARROW: &str = "narrow the search, or ask for more items in one page";

/// A page, or why there is none, and who fetches the next.
pub(super) struct Landed<P> {
    pub(super) pager: Option<Pager>,
    pub(super) page: Result<Option<P>>,
}

/// Fetches one page after the other.
pub(super) struct Pager {
    sender: Sender,
    call: Call,
    /// Where the next page begins, if not at the start.
    pub(super) at: Option<Step>,
    guard: Guard,
    first: bool,
    /// How many items the list has, where its last page said so.
    total: Option<i64>,
    /// Whether the next page may be fetched before this one is used.
    pub(super) ahead: bool,
}

impl Pager {
    pub(super) fn new(sender: &Sender, call: Call) -> Self {
        Self {
            sender: sender.clone(),
            call,
            at: None,
            guard: Guard::default(),
            first: true,
            total: None,
            ahead: true,
        }
    }

    pub(super) async fn fetch<P: FromPage>(mut self) -> Landed<P> {
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
            let sent = self.sender.exchange_traced(&call, &mut attempts).await;
            let (head, body) = sent.map_err(|error| self.beyond(&call, error))?;
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
        if let Paging::BodyOffset { total: Some(_), .. } = call.paging {
            self.total = fields.first().and_then(Option::as_ref).and_then(Json::as_i64);
        }
        self.ahead = body.len() <= AHEAD;
        if matches!(call.paging, Paging::Offset { .. } | Paging::BodyOffset { .. }) {
            if len > 0 && self.guard.is_as_before(&body) {
                return repeated(&call, len);
            }
            if len == 0 && !first {
                return self.cut(&call).map_or(Ok(None), Err);
            }
        }
        let (next, last) = after(&call, &headers, &fields, len, self.at.as_ref());
        if !last {
            self.guard.check(&body, call.paging.items(), len, self.at.as_ref(), next.as_ref()).map_err(
                |why| {
                    let what = format!("the list never ends: {why}");
                    Error::new(ErrorKind::Decode, what).of(call.operation.clone())
                },
            )?;
        }
        page.place(next.clone().map(Continuation), last);
        self.at = next;
        Ok(Some(page))
    }

    /// The service has more items than it gives: how many are left out.
    fn cut(&self, call: &Call) -> Option<Error> {
        let (given, total) = (skipped(call), self.total?);
        let what = format!("the list has {total} items, and the service gives only the first {given}");
        let error = Error::new(ErrorKind::NotSupported, what).advise(NARROW).of(call.operation.clone());
        (total > given).then_some(error)
    }

    /// Why a page can't be had. Searches refuse what lies too far from the start.
    fn beyond(&self, call: &Call, error: Error) -> Error {
        match self.total {
            Some(total) if !self.first && error.kind() == ErrorKind::Invalid => {
                let given = skipped(call);
                let what =
                    format!("the list has {total} items, and the service gives only the first {given}");
                error.in_context(&what).advise(NARROW)
            }
            _ => error,
        }
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

/// Finds out lists without an end: a continuation token that came before, the same page again and again, one
/// empty page after the other.
#[derive(Default)]
struct Guard {
    /// The continuation tokens so far, hashed.
    tokens: HashSet<u64>,
    /// How many items and bytes the last pages had. Only pages that are alike are looked at more closely.
    sizes: VecDeque<(usize, usize)>,
    /// How often pages came, by a hash of their items.
    pages: HashMap<u64, usize>,
    /// Since when pages are empty, and how many.
    empty: Option<(Instant, usize)>,
    /// The whole page before this one, hashed.
    before: Option<u64>,
}

impl Guard {
    /// How often a page may come again.
    const REPEATS: usize = 3;
    /// How many pages are remembered by size.
    const SIZES: usize = 16;
    /// How much the sizes of two pages with the same items may differ: by their continuation tokens.
    const ALIKE: usize = 512;
    /// Filters may leave whole pages empty, but not so many of them.
    const EMPTY: usize = 100;
    /// Or for so long.
    const EMPTY_FOR: Duration = Duration::from_secs(55);
    const EMPTY_LEAST: usize = 3;

    /// Whether the whole page is the one before it.
    fn is_as_before(&mut self, body: &Bytes) -> bool {
        let hash = hash(body);
        self.before.replace(hash) == Some(hash)
    }

    /// Looks at a page that is not the last: its items, where it began and where the list goes on.
    fn check(
        &mut self,
        body: &Bytes,
        items: &str,
        len: usize,
        at: Option<&Step>,
        next: Option<&Step>,
    ) -> Result<(), String> {
        for step in [at, next].into_iter().flatten() {
            // What is skipped is counted here, so it grows with each page.
            let is_new =
                matches!(step, Step::Skip(_)) || self.tokens.insert(FixedState::default().hash_one(step));
            if !is_new && Some(step) == next {
                return Err("the service says to go on where the list was before".to_owned());
            }
        }
        if len == 0 {
            let (since, count) = self.empty.get_or_insert_with(|| (Instant::now(), 0));
            *count += 1;
            let too_long = *count >= Self::EMPTY_LEAST && since.elapsed() >= Self::EMPTY_FOR;
            if *count >= Self::EMPTY || too_long {
                return Err(format!("the service has sent {count} empty pages one after the other"));
            }
            return Ok(());
        }
        self.empty = None;
        let alike =
            |&(items, bytes): &(usize, usize)| items == len && bytes.abs_diff(body.len()) <= Self::ALIKE;
        if self.sizes.iter().any(alike) {
            let count = self.pages.entry(hash(&array(body, items))).or_default();
            *count += 1;
            if *count >= Self::REPEATS {
                return Err(format!("the service sends the same page of {len} items again and again"));
            }
        }
        if self.sizes.len() == Self::SIZES {
            self.sizes.pop_front();
        }
        self.sizes.push_back((len, body.len()));
        Ok(())
    }
}

fn hash(bytes: &[u8]) -> u64 {
    FixedState::default().hash_one(bytes)
}
