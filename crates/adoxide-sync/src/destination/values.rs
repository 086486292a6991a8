//! The values of a column, whatever it holds, as [serde] sees them: for destinations that keep what is nested as JSON.

use arrow_array::cast::AsArray as _;
use arrow_array::types::{Float64Type, Int64Type, TimestampMicrosecondType};
use arrow_array::{
    Array, BooleanArray, Float64Array, Int64Array, ListArray, MapArray, StringArray, StructArray,
    TimestampMicrosecondArray,
};
use arrow_schema::{DataType, TimeUnit};
use serde::ser::SerializeMap as _;
use serde::{Serialize, Serializer};

use crate::{Error, ErrorKind, instant};

/// A column.
pub enum Values<'a> {
    /// Text, or JSON.
    Text(&'a StringArray),
    /// 64-bit integers.
    Integer(&'a Int64Array),
    /// 64-bit floating point numbers.
    Number(&'a Float64Array),
    /// Truth values.
    Boolean(&'a BooleanArray),
    /// Instants: microseconds since 1970, UTC.
    Instant(&'a TimestampMicrosecondArray),
    /// Objects, and the values of their members.
    Record(&'a StructArray, Vec<Values<'a>>),
    /// Lists, and the values of their items.
    List(&'a ListArray, Box<Values<'a>>),
    /// Dictionaries, with their names and values.
    Map(&'a MapArray, &'a StringArray, Box<Values<'a>>),
}

impl<'a> Values<'a> {
    /// The values of a column.
    ///
    /// # Errors
    /// When it is of a type that no table has.
    pub fn of(array: &'a dyn Array) -> Result<Self, Error> {
        Ok(match array.data_type() {
            DataType::Utf8 => Self::Text(array.as_string()),
            DataType::Int64 => Self::Integer(array.as_primitive::<Int64Type>()),
            DataType::Float64 => Self::Number(array.as_primitive::<Float64Type>()),
            DataType::Boolean => Self::Boolean(array.as_boolean()),
            DataType::Timestamp(TimeUnit::Microsecond, _) => {
                Self::Instant(array.as_primitive::<TimestampMicrosecondType>())
            }
            DataType::Struct(_) => {
                let array = array.as_struct();
                let members =
                    array.columns().iter().map(|column| Self::of(column)).collect::<Result<_, _>>()?;
                Self::Record(array, members)
            }
            DataType::List(_) => {
                let array = array.as_list::<i32>();
                Self::List(array, Box::new(Self::of(array.values())?))
            }
            DataType::Map(..) if array.as_map().key_type() == &DataType::Utf8 => {
                let array = array.as_map();
                Self::Map(array, array.keys().as_string(), Box::new(Self::of(array.values())?))
            }
            other => {
                let message = format!("a column is of type {other}, which tables don't hold");
                return Err(Error::new(ErrorKind::Contract, message));
            }
        })
    }

    /// Whether the value of a row is null.
    pub fn is_null(&self, row: usize) -> bool {
        match self {
            Self::Text(array) => array.is_null(row),
            Self::Integer(array) => array.is_null(row),
            Self::Number(array) => array.is_null(row),
            Self::Boolean(array) => array.is_null(row),
            Self::Instant(array) => array.is_null(row),
            Self::Record(array, _) => array.is_null(row),
            Self::List(array, _) => array.is_null(row),
            Self::Map(array, ..) => array.is_null(row),
        }
    }

    /// The value of a row.
    pub fn at(&self, row: usize) -> impl Serialize {
        At(self, row)
    }
}

struct At<'v, 'a>(&'v Values<'a>, usize);

/// A member of an object that is null is left out.
impl Serialize for At<'_, '_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let Self(values, row) = *self;
        if values.is_null(row) {
            return serializer.serialize_none();
        }
        match values {
            Values::Text(array) => serializer.serialize_str(array.value(row)),
            Values::Integer(array) => serializer.serialize_i64(array.value(row)),
            Values::Number(array) => serializer.serialize_f64(array.value(row)),
            Values::Boolean(array) => serializer.serialize_bool(array.value(row)),
            Values::Instant(array) => serializer.serialize_str(&instant::text(array.value(row))),
            Values::Record(array, members) => {
                let mut object = serializer.serialize_map(None)?;
                for (field, member) in array.fields().iter().zip(members) {
                    if !member.is_null(row) {
                        object.serialize_entry(field.name(), &At(member, row))?;
                    }
                }
                object.end()
            }
            Values::List(array, items) => {
                serializer.collect_seq(places(array.value_offsets(), row).map(|item| At(items, item)))
            }
            Values::Map(array, names, values) => {
                let pairs = places(array.value_offsets(), row).filter(|place| !values.is_null(*place));
                serializer.collect_map(pairs.map(|place| (names.value(place), At(values, place))))
            }
        }
    }
}

/// Where the items of a row are.
fn places(offsets: &[i32], row: usize) -> impl Iterator<Item = usize> {
    offsets[row] as usize..offsets[row + 1] as usize
}
