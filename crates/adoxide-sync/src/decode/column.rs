//! Columns that are filled value by value.

use std::borrow::Cow;
use std::collections::HashMap;
use std::fmt;
use std::mem;
use std::sync::Arc;

use adoxide_api::wire::{Malformed, Scanner};
use arrow_array::builder::{
    BooleanBuilder, Float64Builder, Int64Builder, StringBuilder, TimestampMicrosecondBuilder,
};
use arrow_array::cast::AsArray as _;
use arrow_array::{Array as _, ArrayRef, ListArray, MapArray, StructArray};
use arrow_buffer::{NullBufferBuilder, OffsetBufferBuilder};
use arrow_schema::{ArrowError, DataType, Field, FieldRef, Fields, TimeUnit};
use foldhash::fast::RandomState;

use crate::instant;
use crate::table::{Form, is_json};

/// Objects, as columns of what is in them.
pub(super) struct Record {
    fields: Fields,
    members: Members,
    columns: Vec<Column>,
    valid: NullBufferBuilder,
    len: usize,
}

/// What becomes of the members of an object.
#[derive(Default)]
struct Members {
    list: Vec<Member>,
    /// Their places, by name. The names are ours: no hash of them needs to be a secret.
    places: HashMap<Box<str>, usize, RandomState>,
    /// The place of the member that came first in the object before.
    first: usize,
}

#[derive(Default)]
struct Member {
    name: Box<str>,
    /// The columns that it goes into, by their places.
    columns: Vec<usize>,
    /// What becomes of its own members, if it is an object.
    members: Members,
    /// The place of the member that came after it in the object before.
    next: usize,
}

struct Column {
    builder: Builder,
    len: usize,
    /// What the page before took: the next one is likely to be as large.
    room: Room,
}

#[derive(Clone, Copy, Default)]
struct Room {
    values: usize,
    bytes: usize,
}

enum Builder {
    Text(StringBuilder),
    Integer(Int64Builder),
    Number(Float64Builder),
    Boolean(BooleanBuilder),
    Instant(DataType, TimestampMicrosecondBuilder),
    Record(Record),
    /// An object, or the text `Name <address>`.
    Identity(Record),
    List(FieldRef, Lengths, Box<Column>),
    Map(FieldRef, Lengths, StringBuilder, Box<Column>),
    /// Any value, as it was sent.
    Json(StringBuilder),
}

/// How many items each list has.
struct Lengths {
    offsets: OffsetBufferBuilder<i32>,
    valid: NullBufferBuilder,
}

/// A value that its column can't hold, and that is null there.
#[derive(Debug)]
pub(super) struct Misfit {
    /// The place of the column among the outermost ones; none if it is the row itself.
    pub(super) column: Option<usize>,
    /// Where in the row: `.fields.Priority`.
    pub(super) path: String,
    /// What the column holds: `an integer`.
    pub(super) expected: &'static str,
    /// The beginning of what was sent.
    pub(super) found: String,
}

/// `.fields.Priority: expected an integer, got "high"`.
impl fmt::Display for Misfit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: expected {}, got {}", self.path, self.expected, self.found)
    }
}

/// A value was appended: as null, if it does not fit, and what didn't is added to a list. What isn't JSON ends the
/// page.
type Appended = Result<(), Malformed>;

impl Record {
    /// Of these fields. Each is found by its own name, unless `found` gives a path.
    ///
    /// # Errors
    /// When a field is of a type that no table has.
    pub(super) fn new<'a>(
        fields: &'a Fields,
        found: impl Fn(usize) -> Option<(&'a [&'a str], Form)>,
    ) -> Result<Self, ArrowError> {
        let mut members = Members::default();
        let mut columns = Vec::with_capacity(fields.len());
        for (column, field) in fields.iter().enumerate() {
            let name = [field.name().as_str()];
            let (path, form) = found(column).unwrap_or((&[], Form::Value));
            let path = if path.is_empty() { &name[..] } else { path };
            columns.push(Column::new(field, form)?);
            let Some((last, way)) = path.split_last() else { continue };
            let inner = way.iter().fold(&mut members, |members, name| &mut members.named(name).members);
            inner.named(last).columns.push(column);
        }
        Ok(Self { fields: fields.clone(), members, columns, valid: NullBufferBuilder::new(0), len: 0 })
    }

    pub(super) fn len(&self) -> usize {
        self.len
    }

    /// Makes room for as much as there was in the page before.
    pub(super) fn reserve(&mut self) {
        self.columns.iter_mut().for_each(Column::reserve);
    }

    /// Appends what comes next, which must be an object.
    pub(super) fn append(&mut self, value: &mut Scanner<'_>, misfits: &mut Vec<Misfit>) -> Appended {
        if value.peek() != Some(b'{') {
            self.append_null();
            return misfit("an object", value, misfits);
        }
        fill(&mut self.members, &mut self.columns, self.len, value, misfits)?;
        for column in self.columns.iter_mut().filter(|column| column.len == self.len) {
            column.append_null();
        }
        self.valid.append_non_null();
        self.len += 1;
        Ok(())
    }

    fn append_null(&mut self) {
        self.columns.iter_mut().for_each(Column::append_null);
        self.valid.append_null();
        self.len += 1;
    }

    /// All that were appended; the next one is the first again.
    pub(super) fn finish(&mut self) -> Result<StructArray, ArrowError> {
        let len = mem::take(&mut self.len);
        let columns = self.columns.iter_mut().map(Column::finish).collect::<Result<_, _>>()?;
        StructArray::try_new_with_length(self.fields.clone(), columns, self.valid.finish(), len)
    }
}

impl Members {
    /// The member of this name, which may be a new one.
    fn named(&mut self, name: &str) -> &mut Member {
        let place = *self.places.entry(name.into()).or_insert(self.list.len());
        if place == self.list.len() {
            self.list.push(Member { name: name.into(), ..Member::default() });
        }
        &mut self.list[place]
    }

    /// The place of the member of this name, if there is one. `before` is that of the one that came before it: most
    /// objects have their members in the same order.
    fn find(&mut self, name: &str, before: Option<usize>) -> Option<usize> {
        let expected = before.map_or(self.first, |before| self.list[before].next);
        if self.list.get(expected).is_some_and(|member| *member.name == *name) {
            return Some(expected);
        }
        let place = *self.places.get(name)?;
        match before {
            Some(before) => self.list[before].next = place,
            None => self.first = place,
        }
        Some(place)
    }
}

/// Puts the members of an object into their columns, and gives its text.
fn fill<'a>(
    members: &mut Members,
    columns: &mut [Column],
    row: usize,
    object: &mut Scanner<'a>,
    misfits: &mut Vec<Misfit>,
) -> Result<&'a str, Malformed> {
    let mut before = None;
    object.object(|name, value| {
        let Some(found) = members.find(&name, before) else { return Ok(()) };
        before = Some(found);
        let member = &mut members.list[found];
        let begin = value.clone();
        let place = || format!(".{name}");
        let mut text = None;
        if !member.members.list.is_empty() && value.peek() == Some(b'{') {
            let known = misfits.len();
            text = Some(fill(&mut member.members, columns, row, value, misfits)?);
            within(misfits, known, place);
        }
        for column in &member.columns {
            match (columns.get_mut(*column), text) {
                // What is sent twice: the first counts.
                (Some(column), _) if column.len > row => {}
                (Some(Column { builder: Builder::Json(texts), len, .. }), Some(text)) => {
                    texts.append_value(text);
                    *len += 1;
                }
                (Some(filled), _) => {
                    *value = begin.clone();
                    let known = misfits.len();
                    filled.append(value, misfits)?;
                    if misfits.len() > known {
                        // One is enough to find it.
                        misfits.truncate(known + 1);
                        misfits[known].column = Some(*column);
                        within(misfits, known, place);
                    }
                }
                (None, _) => {}
            }
        }
        Ok(())
    })
}

/// Says where those that came since stand.
#[inline]
fn within(misfits: &mut [Misfit], known: usize, place: impl Fn() -> String) {
    for misfit in misfits.iter_mut().skip(known) {
        misfit.path.insert_str(0, &place());
    }
}

fn misfit(expected: &'static str, value: &mut Scanner<'_>, misfits: &mut Vec<Misfit>) -> Appended {
    let found = super::clip(value.value()?);
    misfits.push(Misfit { column: None, path: String::new(), expected, found });
    Ok(())
}

impl Column {
    fn new(field: &Field, form: Form) -> Result<Self, ArrowError> {
        Ok(Self { builder: Builder::new(field, form)?, len: 0, room: Room::default() })
    }

    fn reserve(&mut self) {
        self.builder.reserve(self.room);
    }

    #[inline]
    fn append(&mut self, value: &mut Scanner<'_>, misfits: &mut Vec<Misfit>) -> Appended {
        self.len += 1;
        self.builder.append(value, misfits)
    }

    #[inline]
    fn append_null(&mut self) {
        self.len += 1;
        self.builder.append_null();
    }

    fn finish(&mut self) -> Result<ArrayRef, ArrowError> {
        let mut array = self.builder.finish()?;
        let bytes = array.as_string_opt::<i32>().map_or(0, |texts| texts.value_data().len());
        let room = Room { values: mem::take(&mut self.len), bytes };
        if room.values < self.room.values / 2 || room.bytes < self.room.bytes / 2 {
            array.shrink_to_fit();
        }
        self.room = room;
        Ok(array)
    }
}

impl Builder {
    fn new(field: &Field, form: Form) -> Result<Self, ArrowError> {
        let as_named = |_| None;
        Ok(match (field.data_type(), form) {
            (DataType::Utf8, _) if is_json(field) => Self::Json(StringBuilder::with_capacity(0, 0)),
            (DataType::Struct(fields), Form::Identity) => Self::Identity(Record::new(fields, as_named)?),
            (DataType::Utf8, _) => Self::Text(StringBuilder::with_capacity(0, 0)),
            (DataType::Int64, _) => Self::Integer(Int64Builder::with_capacity(0)),
            (DataType::Float64, _) => Self::Number(Float64Builder::with_capacity(0)),
            (DataType::Boolean, _) => Self::Boolean(BooleanBuilder::with_capacity(0)),
            (kind @ DataType::Timestamp(TimeUnit::Microsecond, _), _) => {
                Self::Instant(kind.clone(), TimestampMicrosecondBuilder::with_capacity(0))
            }
            (DataType::Struct(fields), _) => Self::Record(Record::new(fields, as_named)?),
            (DataType::List(item), _) => {
                Self::List(item.clone(), Lengths::new(), Box::new(Column::new(item, Form::Value)?))
            }
            (DataType::Map(entry, _), _) => match entry.data_type() {
                DataType::Struct(pair) => {
                    let value = pair.last().ok_or_else(|| not_read(field))?;
                    let values = Box::new(Column::new(value, Form::Value)?);
                    Self::Map(entry.clone(), Lengths::new(), StringBuilder::with_capacity(0, 0), values)
                }
                _ => return Err(not_read(field)),
            },
            _ => return Err(not_read(field)),
        })
    }

    fn reserve(&mut self, room: Room) {
        let Room { values: len, bytes } = room;
        match self {
            Self::Text(texts) | Self::Json(texts) => *texts = StringBuilder::with_capacity(len, bytes),
            Self::Integer(integers) => *integers = Int64Builder::with_capacity(len),
            Self::Number(numbers) => *numbers = Float64Builder::with_capacity(len),
            Self::Boolean(booleans) => *booleans = BooleanBuilder::with_capacity(len),
            Self::Instant(_, instants) => *instants = TimestampMicrosecondBuilder::with_capacity(len),
            Self::Record(record) | Self::Identity(record) => record.reserve(),
            Self::List(_, _, items) => items.reserve(),
            Self::Map(_, _, _, values) => values.reserve(),
        }
    }

    /// Appends what comes next.
    fn append(&mut self, value: &mut Scanner<'_>, misfits: &mut Vec<Misfit>) -> Appended {
        let first = value.peek();
        if first == Some(b'n') {
            value.value()?;
            self.append_null();
            return Ok(());
        }
        match (&mut *self, first) {
            (Self::Json(texts), _) => {
                texts.append_value(value.value()?);
                return Ok(());
            }
            (Self::Record(record) | Self::Identity(record), Some(b'{')) => {
                return record.append(value, misfits);
            }
            (Self::List(_, lengths, items), Some(b'[')) => {
                let mut at = 0;
                value.array(|item| {
                    let known = misfits.len();
                    items.append(item, misfits)?;
                    within(misfits, known, || format!("[{at}]"));
                    at += 1;
                    Ok::<_, Malformed>(())
                })?;
                lengths.append(at);
                return Ok(());
            }
            (Self::Map(_, lengths, names, values), Some(b'{')) => {
                let mut len = 0;
                value.object(|name, value| {
                    let known = misfits.len();
                    values.append(value, misfits)?;
                    within(misfits, known, || format!(".{name}"));
                    names.append_value(name);
                    len += 1;
                    Ok::<_, Malformed>(())
                })?;
                lengths.append(len);
                return Ok(());
            }
            _ => {}
        }
        let mut sent = value.clone();
        let fits = match Scalar::next(value)? {
            Some(scalar) => self.append_scalar(&scalar)?,
            None => false,
        };
        if fits {
            return Ok(());
        }
        self.append_null();
        misfit(self.wanted(), &mut sent, misfits)
    }

    /// Whether it could.
    fn append_scalar(&mut self, scalar: &Scalar<'_>) -> Result<bool, Malformed> {
        let text = scalar.as_str();
        match (self, scalar) {
            (Self::Text(texts), _) => texts.append_value(text),
            (Self::Integer(integers), _) => match integer(text) {
                Some(integer) => integers.append_value(integer),
                None => return Ok(false),
            },
            (Self::Number(numbers), _) => match text.parse() {
                Ok(number) if f64::is_finite(number) => numbers.append_value(number),
                _ => return Ok(false),
            },
            (Self::Boolean(booleans), Scalar::Other("true")) => booleans.append_value(true),
            (Self::Boolean(booleans), Scalar::Other("false")) => booleans.append_value(false),
            (Self::Instant(_, instants), Scalar::Text(_)) => match instant::micros(text) {
                Some(micros) => instants.append_option((!instant::is_unset(micros)).then_some(micros)),
                None => return Ok(false),
            },
            (Self::Identity(record), Scalar::Text(_)) => {
                let somebody = super::somebody(text).to_string();
                record.append(&mut Scanner::new(&somebody), &mut Vec::new())?;
            }
            _ => return Ok(false),
        }
        Ok(true)
    }

    fn append_null(&mut self) {
        match self {
            Self::Text(texts) | Self::Json(texts) => texts.append_null(),
            Self::Integer(integers) => integers.append_null(),
            Self::Number(numbers) => numbers.append_null(),
            Self::Boolean(booleans) => booleans.append_null(),
            Self::Instant(_, instants) => instants.append_null(),
            Self::Record(record) | Self::Identity(record) => record.append_null(),
            Self::List(_, lengths, _) | Self::Map(_, lengths, ..) => lengths.append_null(),
        }
    }

    fn finish(&mut self) -> Result<ArrayRef, ArrowError> {
        Ok(match self {
            Self::Text(texts) | Self::Json(texts) => Arc::new(texts.finish()),
            Self::Integer(integers) => Arc::new(integers.finish()),
            Self::Number(numbers) => Arc::new(numbers.finish()),
            Self::Boolean(booleans) => Arc::new(booleans.finish()),
            Self::Instant(kind, instants) => Arc::new(instants.finish().with_data_type(kind.clone())),
            Self::Record(record) | Self::Identity(record) => Arc::new(record.finish()?),
            Self::List(item, lengths, items) => {
                let Lengths { offsets, mut valid } = mem::replace(lengths, Lengths::new());
                let list =
                    ListArray::try_new(item.clone(), offsets.finish(), items.finish()?, valid.finish())?;
                Arc::new(list)
            }
            Self::Map(entry, lengths, names, values) => {
                let DataType::Struct(pair) = entry.data_type() else { return Err(not_read(entry)) };
                let Lengths { offsets, mut valid } = mem::replace(lengths, Lengths::new());
                let pairs = vec![Arc::new(names.finish()) as ArrayRef, values.finish()?];
                let pairs = StructArray::try_new(pair.clone(), pairs, None)?;
                Arc::new(MapArray::try_new(entry.clone(), offsets.finish(), pairs, valid.finish(), false)?)
            }
        })
    }

    fn wanted(&self) -> &'static str {
        match self {
            Self::Text(_) => "text",
            Self::Integer(_) => "an integer",
            Self::Number(_) => "a number",
            Self::Boolean(_) => "true or false",
            Self::Instant(..) => "a date",
            Self::Record(_) | Self::Identity(_) | Self::Map(..) => "an object",
            Self::List(..) => "a list",
            Self::Json(_) => "JSON",
        }
    }
}

fn not_read(field: &Field) -> ArrowError {
    let message = format!("column `{}` is of type {}, which is not read", field.name(), field.data_type());
    ArrowError::SchemaError(message)
}

/// A value that is neither object, list nor null.
enum Scalar<'a> {
    Text(Cow<'a, str>),
    /// A number or truth value.
    Other(&'a str),
}

impl<'a> Scalar<'a> {
    /// The next one; `None` if it is something else, or no text in Unicode.
    fn next(value: &mut Scanner<'a>) -> Result<Option<Self>, Malformed> {
        Ok(match value.peek() {
            Some(b'"') => {
                let begin = value.clone();
                let text = value.text();
                if text.is_err() {
                    *value = begin;
                    value.value()?;
                }
                text.ok().map(Self::Text)
            }
            Some(b'{' | b'[') => {
                value.value()?;
                None
            }
            _ => Some(Self::Other(value.value()?)),
        })
    }

    fn as_str(&self) -> &str {
        match self {
            Self::Text(text) => text,
            Self::Other(text) => text,
        }
    }
}

/// `17`, and `17.0`, which is as whole.
fn integer(text: &str) -> Option<i64> {
    // As far as every integer is a 64-bit floating point number.
    const MOST: f64 = 9_007_199_254_740_992.0;
    let whole = |number: &f64| number.fract() == 0.0 && number.abs() <= MOST;
    text.parse().ok().or_else(|| text.parse().ok().filter(whole).map(|number| number as i64))
}

impl Lengths {
    fn new() -> Self {
        Self { offsets: OffsetBufferBuilder::new(0), valid: NullBufferBuilder::new(0) }
    }

    fn append(&mut self, length: usize) {
        self.offsets.push_length(length);
        self.valid.append_non_null();
    }

    fn append_null(&mut self) {
        self.offsets.push_length(0);
        self.valid.append_null();
    }
}
