//! Pages, and slices of them: nothing is copied, made a tree, or written again.

use std::collections::HashMap;
use std::ops::Range;

use adoxide::{Pages, RawPage};
use adoxide_api::wire::{DecodeError, Malformed, Reply, Scanner};
use bytes::Bytes;
use foldhash::fast::FixedState;

use crate::{Error, ErrorKind, Requests, Table};

/// As many items are in a page by default, in lists that are skipped through. A page with fewer is the last one: the
/// service has no other way to say so than a page too short, or one more that is empty.
const SHORT: usize = 100;
/// A page that comes so often is of a list that never ends.
const REPEATS: usize = 3;
/// So many empty pages in a row are of a list that never ends.
const EMPTY: usize = 20;

/// A list that is being read.
pub(crate) struct Reading {
    pages: Pages<RawPage>,
    requests: Requests,
    operation: &'static str,
    /// Whether it is skipped through: a short page is the last one.
    skipped: bool,
    last: Option<usize>,
    seen: Seen,
    /// Whose rows they are.
    table: Option<&'static Table>,
}

/// The pages that were there before.
#[derive(Default)]
struct Seen {
    /// How often each came, by a hash of it.
    pages: HashMap<u64, usize>,
    /// How many of the last ones were empty.
    empty: usize,
}

impl Reading {
    pub(super) fn new(
        pages: Pages<RawPage>,
        requests: Requests,
        operation: &'static str,
        skipped: bool,
    ) -> Self {
        Self { pages, requests, operation, skipped, last: None, seen: Seen::default(), table: None }
    }

    /// The rows of this table, as it makes them of what is sent.
    pub(super) fn of(self, table: &'static Table) -> Self {
        Self { table: Some(table), ..self }
    }

    /// The next page; none at the end.
    pub(crate) async fn next(&mut self) -> Result<Option<Items>, Error> {
        if self.skipped && self.last.is_some_and(|len| len < SHORT) {
            return Ok(None);
        }
        let page = self.pages.next().await;
        self.requests.add(page.is_some().into());
        let Some(page) = page.transpose().map_err(Error::service)? else { return Ok(None) };
        self.last = Some(page.len());
        if self.seen.is_endless(&page) {
            let message = format!(
                "the list of {} does not end: the service sends the same page again and again; report this to its \
                 support, with the activity id of the request",
                self.operation
            );
            return Err(Error::new(ErrorKind::Service, message));
        }
        if self.skipped && page.is_empty() {
            return Ok(None);
        }
        let items = Items::page(&page);
        Ok(Some(match self.table {
            Some(table) => items.rows_of(table)?,
            None => items,
        }))
    }

    /// All pages, where they fit into memory.
    pub(crate) async fn all(mut self) -> Result<Vec<Items>, Error> {
        let mut all = Vec::new();
        while let Some(page) = self.next().await? {
            all.push(page);
        }
        Ok(all)
    }
}

impl Seen {
    fn is_endless(&mut self, page: &RawPage) -> bool {
        use std::hash::BuildHasher as _;
        if page.is_empty() {
            self.empty += 1;
            return self.empty > EMPTY;
        }
        self.empty = 0;
        let times = self.pages.entry(FixedState::default().hash_one(page.array())).or_default();
        *times += 1;
        *times > REPEATS
    }
}

/// The items of a page, or others.
#[derive(Clone, Debug)]
pub(crate) struct Items {
    json: Slices,
    /// Where the list goes on.
    pub(crate) next: Option<String>,
}

#[derive(Clone, Debug)]
enum Slices {
    /// A list.
    Array(Json),
    /// Each on its own.
    Each(Vec<Json>),
}

impl Items {
    /// The items of a page.
    pub(crate) fn page(page: &RawPage) -> Self {
        let next = page.continuation().map(ToString::to_string);
        Self { json: Slices::Array(Json(page.array())), next }
    }

    /// Items that came one by one.
    pub(crate) fn of(items: impl IntoIterator<Item = Json>) -> Self {
        Self { json: Slices::Each(items.into_iter().collect()), next: None }
    }

    /// The list under the first of these members that is there; empty if none is.
    pub(crate) fn under(answer: &Json, members: &[&str]) -> Result<Self, Error> {
        for member in members {
            if let Some(list) = answer.member(&[member])?
                && list.is(b'[')
            {
                return Ok(Self { json: Slices::Array(list), next: None });
            }
        }
        Ok(Self::of([]))
    }

    /// The rows that a table makes of them.
    pub(crate) fn rows_of(self, table: &Table) -> Result<Self, Error> {
        let Some(rows_of_item) = table.made_of_items() else { return Ok(self) };
        let mut rows = Vec::new();
        for item in self.each()? {
            rows.extend(rows_of_item(&item)?);
        }
        Ok(Self { json: Slices::Each(rows), next: self.next })
    }

    /// Each item.
    pub(crate) fn each(&self) -> Result<Vec<Json>, Error> {
        match &self.json {
            Slices::Array(list) => list.items(),
            Slices::Each(items) => Ok(items.clone()),
        }
    }

    /// Calls this for the whole list, or for each item.
    pub(super) fn for_each(
        &self,
        mut list: impl FnMut(&[u8]) -> Result<(), Error>,
        item: impl FnMut(&[u8]) -> Result<(), Error>,
    ) -> Result<(), Error> {
        match &self.json {
            Slices::Array(Json(array)) => list(array),
            Slices::Each(items) => items.iter().map(|Json(bytes)| &**bytes).try_for_each(item),
        }
    }
}

/// A slice of JSON, as it was sent.
#[derive(Clone, Debug)]
pub(crate) struct Json(Bytes);

/// Any answer, as it was sent: one copy.
impl Reply for Json {
    fn decode(body: &[u8]) -> Result<Self, DecodeError> {
        Ok(Self(Bytes::copy_from_slice(body.strip_prefix(b"\xef\xbb\xbf").unwrap_or(body))))
    }
}

impl Json {
    /// JSON of one's own.
    pub(crate) fn of(value: &serde_json::Value) -> Self {
        Self(value.to_string().into())
    }

    /// As it was sent.
    pub(crate) fn as_text(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or_default()
    }

    /// Whether it begins so: `[` for a list, `{` for an object.
    pub(crate) fn is(&self, first: u8) -> bool {
        self.0.iter().find(|byte| !byte.is_ascii_whitespace()) == Some(&first)
    }

    fn scanner(&self) -> Result<Scanner<'_>, Error> {
        Scanner::of(&self.0).map_err(malformed)
    }

    /// What is at this path; none if nothing is.
    pub(crate) fn member(&self, path: &[&str]) -> Result<Option<Self>, Error> {
        if self.0.is_empty() {
            return Ok(None);
        }
        let found = find(&mut self.scanner()?, path).map_err(malformed)?;
        Ok(found.map(|range| Self(self.0.slice(range))))
    }

    /// The items of a list.
    pub(crate) fn items(&self) -> Result<Vec<Self>, Error> {
        let mut items = Vec::new();
        let mut scanner = self.scanner()?;
        if scanner.peek() != Some(b'[') {
            return Ok(items);
        }
        let each = |item: &mut Scanner<'_>| {
            items.push(Self(self.0.slice(item.range()?)));
            Ok::<_, Malformed>(())
        };
        scanner.array(each).map_err(malformed)?;
        Ok(items)
    }

    /// The members of an object, by their names; none if it is not one.
    pub(crate) fn members(&self) -> Result<Vec<(String, Self)>, Error> {
        let mut members = Vec::new();
        let mut scanner = self.scanner()?;
        if scanner.peek() != Some(b'{') {
            return Ok(members);
        }
        let object = scanner.object(|name, value| {
            members.push((name.into_owned(), Self(self.0.slice(value.range()?))));
            Ok::<_, Malformed>(())
        });
        object.map_err(malformed)?;
        Ok(members)
    }

    /// The text at this path; that of a number, too.
    pub(crate) fn text(&self, path: &[&str]) -> Result<Option<String>, Error> {
        let Some(found) = self.member(path)? else { return Ok(None) };
        let mut scanner = found.scanner()?;
        Ok(match scanner.peek() {
            Some(b'"') => Some(scanner.text().map_err(malformed)?.into_owned()),
            Some(b'n' | b'{' | b'[') | None => None,
            Some(_) => Some(scanner.value().map_err(malformed)?.to_owned()),
        })
    }

    /// The integer at this path; one that is sent as text, too.
    pub(crate) fn integer(&self, path: &[&str]) -> Result<Option<i64>, Error> {
        Ok(self.text(path)?.and_then(|text| text.parse().ok()))
    }

    /// It as a tree: for what is small, and read member by member.
    pub(crate) fn tree(&self) -> Result<serde_json::Value, Error> {
        serde_json::from_slice(&self.0)
            .map_err(|error| Error::new(ErrorKind::Decode, "expected JSON").because(error))
    }
}

fn find(json: &mut Scanner<'_>, path: &[&str]) -> Result<Option<Range<usize>>, Malformed> {
    let Some((first, rest)) = path.split_first() else { return json.range().map(Some) };
    if json.peek() != Some(b'{') {
        json.range()?;
        return Ok(None);
    }
    let mut found = None;
    json.object(|name, value| {
        if found.is_none() && *name == **first {
            found = find(value, rest)?;
        }
        Ok::<_, Malformed>(())
    })?;
    Ok(found)
}

fn malformed(error: Malformed) -> Error {
    Error::new(ErrorKind::Decode, format!("expected JSON, got something else at byte {}", error.at))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn members_and_items_are_slices_of_what_was_sent() {
        let json =
            Json(Bytes::from_static(br#" {"a":{"b":[1, {"c":"x\ny"}],"n":null,"i":"7"},"a":2,"e":[]} "#));
        assert_eq!(json.member(&["a", "b"]).unwrap().unwrap().0, &b"[1, {\"c\":\"x\\ny\"}]"[..]);
        let items = json.member(&["a", "b"]).unwrap().unwrap().items().unwrap();
        assert_eq!((items.len(), items[1].text(&["c"]).unwrap().as_deref()), (2, Some("x\ny")));
        assert_eq!(json.integer(&["a", "i"]).unwrap(), Some(7));
        for path in [&["a", "n"][..], &["a", "b"], &["a", "x"], &["e", "x"], &["x"]] {
            assert_eq!(json.text(path).unwrap(), None, "{path:?}");
        }
        assert_eq!(Items::under(&json, &["x", "e"]).unwrap().each().unwrap().len(), 0);
        assert!(Json(Bytes::from_static(b"{\"a\":")).member(&["a"]).is_err());
        assert!(Json(Bytes::new()).member(&["a"]).unwrap().is_none());
    }
}
