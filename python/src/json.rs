//! JSON to Python objects and back, without a tree in between.

use std::fmt;

use pyo3::IntoPyObjectExt as _;
use pyo3::exceptions::{PyTypeError, PyValueError};
use pyo3::prelude::*;
use pyo3::types::{PyBool, PyDict, PyFloat, PyInt, PyList, PyMapping, PyString, PyTuple};
use serde::de::{DeserializeSeed, Deserializer, Error as _, MapAccess, SeqAccess, Visitor};
use serde_json::{Map, Number, Value};

/// How deep Python values may be nested in a body; a value that holds itself has no end.
const DEPTH: usize = 128;

/// Reads JSON text into dictionaries, lists, texts, numbers, booleans and None.
pub fn to_python(py: Python<'_>, text: &[u8]) -> PyResult<Py<PyAny>> {
    let mut reader = serde_json::Deserializer::from_slice(text);
    let value = Seed(py).deserialize(&mut reader);
    let value = value.and_then(|value| reader.end().map(|()| value));
    value
        .map(Bound::unbind)
        .map_err(|error| PyValueError::new_err(format!("the answer is not JSON: {error}")))
}

struct Seed<'py>(Python<'py>);

impl<'py> DeserializeSeed<'py> for Seed<'py> {
    type Value = Bound<'py, PyAny>;

    fn deserialize<D: Deserializer<'py>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_any(self)
    }
}

/// A number, text or boolean of Python.
fn simple<'py, T, E>(py: Python<'py>, value: T) -> Result<Bound<'py, PyAny>, E>
where
    T: IntoPyObject<'py>,
    T::Error: fmt::Display,
    E: serde::de::Error,
{
    value.into_bound_py_any(py).map_err(E::custom)
}

impl<'py> Visitor<'py> for Seed<'py> {
    type Value = Bound<'py, PyAny>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("JSON")
    }

    fn visit_bool<E: serde::de::Error>(self, value: bool) -> Result<Self::Value, E> {
        Ok(PyBool::new(self.0, value).to_owned().into_any())
    }

    fn visit_i64<E: serde::de::Error>(self, value: i64) -> Result<Self::Value, E> {
        simple(self.0, value)
    }

    fn visit_u64<E: serde::de::Error>(self, value: u64) -> Result<Self::Value, E> {
        simple(self.0, value)
    }

    fn visit_f64<E: serde::de::Error>(self, value: f64) -> Result<Self::Value, E> {
        Ok(PyFloat::new(self.0, value).into_any())
    }

    fn visit_str<E: serde::de::Error>(self, value: &str) -> Result<Self::Value, E> {
        Ok(PyString::new(self.0, value).into_any())
    }

    fn visit_unit<E: serde::de::Error>(self) -> Result<Self::Value, E> {
        Ok(self.0.None().into_bound(self.0))
    }

    fn visit_seq<A: SeqAccess<'py>>(self, mut seq: A) -> Result<Self::Value, A::Error> {
        let list = PyList::empty(self.0);
        while let Some(item) = seq.next_element_seed(Seed(self.0))? {
            list.append(item).map_err(A::Error::custom)?;
        }
        Ok(list.into_any())
    }

    fn visit_map<A: MapAccess<'py>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let dict = PyDict::new(self.0);
        // The names are few and come again in each item: Python keeps one of each.
        while let Some(Name(name)) = map.next_key_seed(NameSeed(self.0))? {
            let value = map.next_value_seed(Seed(self.0))?;
            dict.set_item(name, value).map_err(A::Error::custom)?;
        }
        Ok(dict.into_any())
    }
}

struct NameSeed<'py>(Python<'py>);
struct Name<'py>(Bound<'py, PyString>);

impl<'py> DeserializeSeed<'py> for NameSeed<'py> {
    type Value = Name<'py>;

    fn deserialize<D: Deserializer<'py>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        deserializer.deserialize_str(self)
    }
}

impl<'py> Visitor<'py> for NameSeed<'py> {
    type Value = Name<'py>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("the name of a member")
    }

    fn visit_str<E: serde::de::Error>(self, value: &str) -> Result<Self::Value, E> {
        Ok(Name(PyString::intern(self.0, value)))
    }
}

/// A Python value as JSON: dictionaries, lists, tuples, texts, numbers, booleans and None; what has `isoformat` (dates)
/// or `value` (members of enumerations) by that, UUIDs and paths by their texts.
pub fn from_python(value: &Bound<'_, PyAny>) -> PyResult<Value> {
    read(value, 0)
}

fn read(value: &Bound<'_, PyAny>, depth: usize) -> PyResult<Value> {
    if depth > DEPTH {
        return Err(PyValueError::new_err(format!("the body is nested more than {DEPTH} levels deep")));
    }
    if value.is_none() {
        return Ok(Value::Null);
    }
    if let Ok(flag) = value.cast::<PyBool>() {
        return Ok(Value::Bool(flag.is_true()));
    }
    if let Ok(text) = value.cast::<PyString>() {
        return Ok(Value::String(text.to_str()?.to_owned()));
    }
    if value.is_instance_of::<PyInt>() {
        if let Ok(number) = value.extract::<i64>() {
            return Ok(number.into());
        }
        return value.extract::<u64>().map(Value::from);
    }
    if let Ok(number) = value.cast::<PyFloat>() {
        let number = Number::from_f64(number.extract::<f64>()?);
        return number
            .map(Value::Number)
            .ok_or_else(|| PyValueError::new_err("JSON has no infinity and no NaN"));
    }
    if let Ok(dict) = value.cast::<PyDict>() {
        let mut map = Map::with_capacity(dict.len());
        for (name, value) in dict {
            map.insert(member(&name)?, read(&value, depth + 1)?);
        }
        return Ok(Value::Object(map));
    }
    if value.is_instance_of::<PyList>() || value.is_instance_of::<PyTuple>() {
        return value
            .try_iter()?
            .map(|item| read(&item?, depth + 1))
            .collect::<PyResult<_>>()
            .map(Value::Array);
    }
    for name in ["isoformat", "__json__"] {
        if value.hasattr(name)? {
            return read(&value.call_method0(name)?, depth + 1);
        }
    }
    if value.hasattr("__dataclass_fields__")? && !value.is_instance_of::<pyo3::types::PyType>() {
        let dict = value.py().import("dataclasses")?.call_method1("asdict", (value,))?;
        return read(&dict, depth + 1);
    }
    if value.hasattr("value")? && value.hasattr("name")? {
        return read(&value.getattr("value")?, depth + 1);
    }
    if let Ok(mapping) = value.cast::<PyMapping>() {
        let items = mapping.items()?;
        let mut map = Map::with_capacity(items.len());
        for pair in items {
            let (name, value): (Bound<'_, PyAny>, Bound<'_, PyAny>) = pair.extract()?;
            map.insert(member(&name)?, read(&value, depth + 1)?);
        }
        return Ok(Value::Object(map));
    }
    let kind = value.get_type().name()?;
    if kind == "UUID" || value.hasattr("__fspath__")? {
        return Ok(Value::String(value.str()?.to_str()?.to_owned()));
    }
    Err(PyTypeError::new_err(format!(
        "expected a dict, list, str, int, float, bool or None in the body, got {kind}"
    )))
}

fn member(name: &Bound<'_, PyAny>) -> PyResult<String> {
    name.cast::<PyString>()
        .map_err(|_| PyTypeError::new_err("the names of members of a body must be str"))?
        .extract()
}
