//! The service as feeds see it.

use adoxide::api::wire::{Op, Paged};
use adoxide::{Client, Pages, RawPage};
use bytes::Bytes;

use arrow_array::RecordBatch;

use crate::{Decoder, Error, ErrorKind, Message, Outbox, Pull, Requests};

/// As many items are in a page if nothing is asked for, in lists that are skipped through. A page with fewer
/// is the last one: the service has no other way to say so than a page too short, or one more that is empty.
pub(crate) const SHORT: usize = 100;

/// A client that may only do what a feed says that it does.
#[derive(Clone, Debug)]
pub(crate) struct Service {
    client: Client,
    operations: &'static [&'static str],
}

impl Service {
    pub(crate) fn new(client: Client, operations: &'static [&'static str]) -> Self {
        Self { client, operations }
    }

    pub(crate) fn operations(&self) -> &'static [&'static str] {
        self.operations
    }

    /// The pages of a list, each asked for when it is wanted.
    pub(crate) fn pages<L: Paged>(&self, op: Op<L>, requests: &Requests) -> Result<Reading, Error> {
        let id = op.meta().id;
        if !self.operations.contains(&id) {
            let message = format!("this feed does not say that it calls {id}");
            return Err(Error::new(ErrorKind::Contract, message));
        }
        Ok(Reading { pages: self.client.raw_pages(op).one_by_one(), requests: requests.clone() })
    }
}

/// A list that is being read.
pub(crate) struct Reading {
    pages: Pages<RawPage>,
    requests: Requests,
}

impl Reading {
    /// The next page.
    pub(crate) async fn next(&mut self) -> Result<Option<Items>, Error> {
        let page = self.pages.next().await;
        self.requests.add(page.is_some().into());
        let page = page.transpose().map_err(Error::service)?;
        Ok(page.map(|page| Items { json: page.array(), len: page.len() }))
    }

    /// The next page of a list that is skipped through; none after a page that was short.
    pub(crate) async fn next_after(&mut self, previous: Option<&Items>) -> Result<Option<Items>, Error> {
        match previous {
            Some(page) if page.len < SHORT => Ok(None),
            _ => Ok(self.next().await?.filter(|page| page.len > 0)),
        }
    }
}

/// The items of a page.
#[derive(Debug)]
pub(crate) struct Items {
    json: Bytes,
    /// How many there are.
    pub(crate) len: usize,
}

impl Items {
    /// Them as rows. What can't be read is said.
    pub(crate) async fn read(
        &self,
        decoder: &mut Decoder,
        pull: &Pull,
        out: &mut Outbox,
    ) -> Result<RecordBatch, Error> {
        let read = decoder.decode(&self.json, "$.value", &pull.unit)?;
        for fault in read.faults {
            out.send(Message::Fault(decoder.table(), fault)).await?;
        }
        Ok(read.rows)
    }
}
