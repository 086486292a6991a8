//! What an operation is given: flags, and NAME=VALUE in its forms.

use std::fs;
use std::io::Read as _;
use std::path::Path;

use adoxide::api::wire::OpMeta;
use bytes::Bytes;
use serde_json::{Map, Value};

use crate::args::ApiArgs;
use crate::catalog::{self, Parameter, Place};
use crate::error::{Error, Result};

/// The fields of a body.
type Fields = Map<String, Value>;

/// A parameter and the values that were given to it.
type Given = (Parameter, Vec<String>);

/// Names and values, in the order in which they were typed.
#[derive(Debug)]
pub struct Arguments(Vec<(String, Value)>);

impl Arguments {
    /// Reads what was typed, and the files that it names.
    pub fn read(args: &ApiArgs) -> Result<Self> {
        let flags = args.parameters.iter().map(|(name, value)| Ok((name.clone(), value.clone().into())));
        let pairs = args.arguments.iter().chain(&args.fields).map(|text| pair(text));
        flags.chain(pairs).collect::<Result<_>>().map(Self)
    }

    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// All of them as texts.
    pub fn texts(self) -> impl Iterator<Item = (String, String)> {
        self.0.into_iter().map(|(name, value)| (name, text(value)))
    }

    /// All of them as fields of a body.
    pub fn fields(self) -> Result<Fields> {
        let mut fields = Map::new();
        for (name, value) in self.0 {
            if fields.contains_key(&name) {
                return Err(Error::usage(format!("the field `{name}` is given twice"))
                    .help(format!("write a list as {name}:='[\"one\", \"two\"]'")));
            }
            fields.insert(name, value);
        }
        Ok(fields)
    }

    /// The parameters of an operation with their values, and what is left as fields of its body.
    pub fn for_operation(self, operation: &'static OpMeta) -> Result<(Vec<Given>, Fields)> {
        let mut given: Vec<_> =
            catalog::parameters(operation).into_iter().map(|parameter| (parameter, Vec::new())).collect();
        let mut left = Vec::new();
        for (name, value) in self.0 {
            let exact = given.iter().position(|(parameter, _)| parameter.name == name);
            let found = exact.or_else(|| given.iter().position(|(parameter, _)| parameter.is_called(&name)));
            match found {
                Some(at) => given[at].1.push(text(value)),
                None => left.push((name, value)),
            }
        }
        for (parameter, values) in &given {
            if values.is_empty() && parameter.required {
                return Err(Error::usage(format!("{} needs `{}`", operation.id, parameter.name))
                    .help(format!("give it as --{} VALUE, or as {}=VALUE", parameter.flag(), parameter.name))
                    .help(format!("`adox api {} --help` shows all its parameters", operation.id)));
            }
            if values.len() > 1 && parameter.place != Place::Query {
                let times = values.len();
                return Err(Error::usage(format!("`{}` is given {times} times", parameter.name)));
            }
        }
        let takes_json = operation.consumes.is_some_and(|media| media.contains("json"));
        if !left.is_empty() && !takes_json {
            return Err(unknown(operation, &left[0].0, &given));
        }
        Ok((given, Self(left).fields()?))
    }
}

fn unknown(operation: &OpMeta, name: &str, given: &[Given]) -> Error {
    let likeness = |parameter: &Parameter| {
        strsim::jaro_winkler(&parameter.name.to_ascii_lowercase(), &name.to_ascii_lowercase())
    };
    let near = given.iter().map(|(parameter, _)| (likeness(parameter), parameter.name));
    let near = near.filter(|(likeness, _)| *likeness > 0.8).max_by(|one, other| one.0.total_cmp(&other.0));
    let error = Error::usage(format!("{} has no parameter `{name}`, and takes no fields", operation.id));
    let error = match near {
        Some((_, near)) => error.help(format!("maybe it is {near}")),
        None => error,
    };
    error.help(format!("`adox api {} --help` shows its parameters", operation.id))
}

/// `name=text`, `name:=json`, `name=@file` or `name:=@file`.
fn pair(typed: &str) -> Result<(String, Value)> {
    let (name, value) = typed.split_once('=').unwrap_or(("", ""));
    let (name, is_json) = match name.strip_suffix(':') {
        Some(name) => (name, true),
        None => (name, false),
    };
    if name.is_empty() {
        return Err(Error::usage(format!("`{typed}` is not an argument")).help(
            "write NAME=VALUE for a text, NAME:=VALUE for JSON, NAME=@FILE or NAME:=@FILE for what is in a file",
        ));
    }
    let read;
    let value = match value.strip_prefix('@') {
        Some(file) => {
            read = fs::read_to_string(file)
                .map_err(|error| Error::usage(format!("`{file}` can't be read for `{name}`: {error}")))?;
            &read
        }
        None => value,
    };
    if !is_json {
        return Ok((name.to_owned(), value.into()));
    }
    let value = serde_json::from_str(value).map_err(|error| {
        Error::usage(format!("the value of `{name}` is not JSON: {error}"))
            .help(format!("{name}=VALUE takes a text"))
    })?;
    Ok((name.to_owned(), value))
}

/// A value where there can only be text.
fn text(value: Value) -> String {
    match value {
        Value::String(text) => text,
        other => other.to_string(),
    }
}

/// The headers that were asked for.
pub fn headers(args: &ApiArgs) -> Result<Vec<(String, String)>> {
    let parse = |header: &String| {
        let wrong = || Error::usage(format!("`{header}` is not a header")).help("write NAME: VALUE");
        let (name, value) = header.split_once(':').ok_or_else(wrong)?;
        let name = name.trim();
        if name.is_empty() {
            return Err(wrong());
        }
        if name.eq_ignore_ascii_case("authorization") {
            return Err(Error::usage("the credential is not given as a header")
                .help("use --token-file, ADOXIDE_PAT or ADOXIDE_TOKEN"));
        }
        Ok((name.to_owned(), value.trim().to_owned()))
    };
    args.header.iter().map(parse).collect()
}

/// The body that was asked for.
pub fn input(args: &ApiArgs) -> Result<Option<Bytes>> {
    let Some(path) = &args.input else {
        return Ok(None);
    };
    let mut body = Vec::new();
    let (place, read) = if path == Path::new("-") {
        ("stdin".to_owned(), std::io::stdin().read_to_end(&mut body).map(|_| ()))
    } else {
        (format!("`{}`", path.display()), fs::read(path).map(|read| body = read))
    };
    read.map_err(|error| Error::usage(format!("the body can't be read from {place}: {error}")))?;
    Ok(Some(body.into()))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn an_argument_is_text_or_json() {
        let value = |typed| pair(typed).unwrap().1;
        assert_eq!(pair("a=b=c").unwrap(), ("a".to_owned(), json!("b=c")));
        assert_eq!(value("a=1"), json!("1"));
        assert_eq!(value("a:=1"), json!(1));
        assert_eq!(value("a:={\"b\":[true]}"), json!({ "b": [true] }));
        assert_eq!(value("a="), json!(""));
        for wrong in ["a", "=b", ":=1", "a:=b", "a=@/nowhere"] {
            assert!(pair(wrong).is_err(), "{wrong}");
        }
    }

    #[test]
    fn arguments_go_where_the_operation_has_a_place_for_them() {
        let operation = catalog::find("git.get_refs").unwrap();
        let of = |pairs: &[&str]| {
            Arguments(pairs.iter().map(|typed| pair(typed).unwrap()).collect()).for_operation(operation)
        };
        let (given, left) = of(&["repository_id=web", "TOP:=5", "project=Shop"]).unwrap();
        let given: Vec<_> = given.iter().filter(|(_, values)| !values.is_empty()).collect();
        let given: Vec<_> =
            given.iter().map(|(parameter, values)| (parameter.name, values[0].as_str())).collect();
        assert_eq!(given, [("project", "Shop"), ("repositoryId", "web"), ("$top", "5")]);
        assert!(left.is_empty());
        assert_eq!(of(&[]).unwrap_err().message(), "git.get_refs needs `repositoryId`");
        let error = of(&["repositoryId=web", "repositoryId=api"]).unwrap_err();
        assert_eq!(error.message(), "`repositoryId` is given 2 times");
        let error = of(&["repositoryId=web", "filer=heads/"]).unwrap_err();
        assert_eq!(error.hints()[0], "maybe it is filter");
    }
}
