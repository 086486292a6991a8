//! The operations of the REST API, by name, with their parameters.

use adoxide::api::wire::{Content, Op, OpMeta, Paging, PathArg};
use pyo3::prelude::*;
use pyo3::types::{PyBool, PyDict, PyList, PyString, PyTuple};

use crate::error::named;
use crate::json;

/// Where a parameter goes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Place {
    Path,
    Query,
    Header,
}

struct Parameter {
    name: &'static str,
    place: Place,
    required: bool,
}

impl Parameter {
    /// Its name as a keyword of Python: `repositoryId` is `repository_id`, `$top` is `top`,
    /// `searchCriteria.status` is `search_criteria_status`.
    fn keyword(&self) -> String {
        let mut keyword = String::with_capacity(self.name.len() + 4);
        let mut before = None;
        for char in self.name.chars() {
            if char.is_ascii_uppercase() {
                if before.is_some_and(|before: char| before.is_ascii_lowercase() || before.is_ascii_digit()) {
                    keyword.push('_');
                }
                keyword.push(char.to_ascii_lowercase());
            } else if char.is_ascii_alphanumeric() {
                keyword.push(char);
            } else if !keyword.is_empty() && !keyword.ends_with('_') {
                keyword.push('_');
            }
            before = Some(char);
        }
        keyword.trim_end_matches('_').to_owned()
    }
}

fn parameters(operation: &'static OpMeta) -> Vec<Parameter> {
    let path = operation.template.split('/').filter_map(|segment| {
        let inner = segment.get(segment.find('{')? + 1..segment.find('}')?)?;
        let name = inner.trim_end_matches(['?', '*']);
        Some(Parameter { name, place: Place::Path, required: !inner.contains('?') })
    });
    let of = |names: &'static [&'static str], place, required| {
        names.iter().map(move |name| Parameter { name, place, required })
    };
    path.chain(of(operation.required, Place::Query, true))
        .chain(of(operation.optional, Place::Query, false))
        .chain(of(operation.headers, Place::Header, false))
        .collect()
}

fn folded(name: &str) -> String {
    name.chars().filter(char::is_ascii_alphanumeric).map(|char| char.to_ascii_lowercase()).collect()
}

/// The operation of this name, in any spelling: `git.get_repositories`, `Git.getRepositories`.
pub fn find(py: Python<'_>, name: &str) -> PyResult<&'static OpMeta> {
    let wanted = folded(name);
    let all = || adoxide::api::catalog();
    if let Some(operation) = all().find(|operation| operation.id == name || folded(operation.id) == wanted) {
        return Ok(operation);
    }
    let own = |operation: &&OpMeta| folded(operation.id.rsplit('.').next().unwrap_or_default()) == wanted;
    let found: Vec<_> = all().filter(own).map(|operation| operation.id).collect();
    match found[..] {
        [id] => find(py, id),
        [] => {
            let near = nearest(&wanted);
            Err(named(py, "ConfigError", &format!("no such operation: `{name}`; maybe it is {near}")))
        }
        _ => Err(named(py, "ConfigError", &format!("`{name}` is several operations: {}", found.join(", ")))),
    }
}

/// The operation whose name shares most of its pairs of letters with this one.
fn nearest(wanted: &str) -> &'static str {
    let pairs = |text: &str| -> Vec<(char, char)> { text.chars().zip(text.chars().skip(1)).collect() };
    let wanted = pairs(wanted);
    let likeness = |operation: &&OpMeta| {
        let own = pairs(&folded(operation.id));
        let common = wanted.iter().filter(|pair| own.contains(pair)).count();
        (2000 * common) / (own.len() + wanted.len()).max(1)
    };
    adoxide::api::catalog().max_by_key(likeness).map_or("", |operation| operation.id)
}

/// The names of all operations, sorted.
#[pyfunction]
pub fn operations() -> Vec<&'static str> {
    let mut all: Vec<_> = adoxide::api::catalog().map(|operation| operation.id).collect();
    all.sort_unstable();
    all
}

/// What is known of an operation, as a dictionary.
#[pyfunction]
pub fn describe<'py>(py: Python<'py>, name: &str) -> PyResult<Bound<'py, PyDict>> {
    let operation = find(py, name)?;
    let facts = PyDict::new(py);
    facts.set_item("id", operation.id)?;
    facts.set_item("method", operation.method.as_str())?;
    facts.set_item("host", operation.host.name())?;
    facts.set_item("path", operation.template)?;
    facts.set_item("api_version", operation.api_version)?;
    facts.set_item("scopes", operation.scopes.to_vec())?;
    facts.set_item("is_list", operation.paging != Paging::None)?;
    facts.set_item("takes_body", operation.consumes.is_some())?;
    facts.set_item("deprecated", operation.deprecated)?;
    let list = PyList::empty(py);
    for parameter in parameters(operation) {
        let place = match parameter.place {
            Place::Path => "path",
            Place::Query => "query",
            Place::Header => "header",
        };
        list.append((parameter.keyword(), parameter.name, place, parameter.required))?;
    }
    facts.set_item("parameters", list)?;
    Ok(facts)
}

/// A value in a path; the catalog knows its name, not its type.
struct PathText(String);

impl PathArg for PathText {
    fn path_arg(&self) -> String {
        self.0.clone()
    }
}

/// A parameter's value as text: true and false in lower case, dates by `isoformat`, the items of a list with commas
/// between them.
fn text(value: &Bound<'_, PyAny>) -> PyResult<String> {
    if let Ok(flag) = value.cast::<PyBool>() {
        return Ok(if flag.is_true() { "true" } else { "false" }.to_owned());
    }
    if let Ok(text) = value.cast::<PyString>() {
        return Ok(text.to_str()?.to_owned());
    }
    if value.is_instance_of::<PyList>() || value.is_instance_of::<PyTuple>() {
        let items: Vec<_> = value.try_iter()?.map(|item| text(&item?)).collect::<PyResult<_>>()?;
        return Ok(items.join(","));
    }
    if value.hasattr("isoformat")? {
        return value.call_method0("isoformat")?.extract();
    }
    if value.hasattr("value")? && value.hasattr("name")? {
        return text(&value.getattr("value")?);
    }
    Ok(value.str()?.to_str()?.to_owned())
}

/// An operation with its arguments: parameters by keyword in any spelling, `body` the body, `api_version` another
/// version, `headers` further headers, `query` further query parameters by their names on the wire.
pub fn op(py: Python<'_>, name: &str, arguments: Option<&Bound<'_, PyDict>>) -> PyResult<Op<Content>> {
    let operation = find(py, name)?;
    let mut op = Op::<Content>::new(operation);
    if let Some(media) = operation.produces.first()
        && !operation.produces.iter().any(|media| media.contains("json"))
    {
        op = op.accept(*media);
    }
    let known = parameters(operation);
    let mut given: Vec<&'static str> = Vec::new();
    for (keyword, value) in arguments.into_iter().flatten() {
        let keyword: String = keyword.extract()?;
        if value.is_none() {
            continue;
        }
        let wanted = folded(&keyword);
        if let Some(parameter) = known.iter().find(|one| folded(one.name) == wanted) {
            given.push(parameter.name);
            let value = text(&value)?;
            op = match parameter.place {
                Place::Path => op.path(parameter.name, &PathText(value)),
                Place::Query => op.query(parameter.name, &value),
                Place::Header => op.header(parameter.name, &value),
            };
            continue;
        }
        op = match wanted.as_str() {
            "body" => match bytes(&value)? {
                Some(bytes) => op.bytes(bytes),
                None => op.json(&json::from_python(&value)?),
            },
            "apiversion" => op.api_version(text(&value)?),
            "query" if value.is_instance_of::<PyDict>() => {
                let mut op = op;
                for (name, value) in value.cast::<PyDict>()?.iter().filter(|(_, value)| !value.is_none()) {
                    op = op.query(name.extract::<String>()?, &text(&value)?);
                }
                op
            }
            "headers" => {
                let headers =
                    value.cast::<PyDict>().map_err(|_| unexpected(py, "headers: expected a dict"))?;
                let mut op = op;
                for (name, value) in headers {
                    op = op.header(name.extract::<String>()?, &text(&value)?);
                }
                op
            }
            _ => {
                let mut keywords: Vec<_> = known.iter().map(Parameter::keyword).collect();
                keywords.push("body".to_owned());
                let sentence =
                    format!("{} has no parameter `{keyword}`; it has {}", operation.id, keywords.join(", "));
                return Err(unexpected(py, &sentence));
            }
        };
    }
    let missing: Vec<_> = known
        .iter()
        .filter(|one| one.required && !given.contains(&one.name))
        .map(Parameter::keyword)
        .collect();
    if missing.is_empty() {
        return Ok(op);
    }
    Err(unexpected(py, &format!("{} needs {}", operation.id, missing.join(", "))))
}

/// Bytes as they are, or none if it is something else.
pub fn bytes(value: &Bound<'_, PyAny>) -> PyResult<Option<Vec<u8>>> {
    use pyo3::types::{PyByteArray, PyBytes};
    let whole = value.is_instance_of::<PyBytes>() || value.is_instance_of::<PyByteArray>();
    whole.then(|| value.extract()).transpose()
}

fn unexpected(py: Python<'_>, sentence: &str) -> PyErr {
    let _ = py;
    pyo3::exceptions::PyTypeError::new_err(sentence.to_owned())
}
