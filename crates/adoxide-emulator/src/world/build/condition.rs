//! Conditions of stages, jobs and steps.
//!
//! [Reference](https://learn.microsoft.com/azure/devops/pipelines/process/conditions)

/// What came of those before: what `succeeded()` and its like ask for.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Before {
    pub has_failed: bool,
    pub has_skipped: bool,
    pub is_canceled: bool,
}

/// What a condition may read.
pub(super) struct Context<'a> {
    pub before: Before,
    /// A variable by name.
    pub variable: &'a dyn Fn(&str) -> Option<String>,
    /// The result of one that this depends on.
    pub result: &'a dyn Fn(&str) -> Option<&'static str>,
}

#[derive(Clone, Debug, PartialEq)]
enum Value {
    Null,
    Boolean(bool),
    Text(String),
}

impl Value {
    fn is_true(&self) -> bool {
        match self {
            Self::Null => false,
            Self::Boolean(value) => *value,
            Self::Text(text) => !text.is_empty() && text != "0" && !text.eq_ignore_ascii_case("false"),
        }
    }

    fn text(&self) -> String {
        match self {
            Self::Null => String::new(),
            Self::Boolean(true) => "True".to_owned(),
            Self::Boolean(false) => "False".to_owned(),
            Self::Text(text) => text.clone(),
        }
    }

    fn equals(&self, other: &Self) -> bool {
        match self {
            Self::Boolean(value) => *value == other.is_true(),
            _ => match (self.text().parse::<f64>(), other.text().parse::<f64>()) {
                (Ok(left), Ok(right)) => (left - right).abs() < f64::EPSILON,
                _ => self.text().eq_ignore_ascii_case(&other.text()),
            },
        }
    }
}

/// Whether something runs. What cannot be read does: the YAML was checked before.
pub(super) fn holds(condition: Option<&str>, context: &Context<'_>) -> bool {
    let Some(condition) = condition.map(str::trim).filter(|condition| !condition.is_empty()) else {
        let before = context.before;
        return !before.has_failed && !before.has_skipped && !before.is_canceled;
    };
    let mut reader = Reader { rest: condition, context, depth: 0 };
    reader.value().is_none_or(|value| value.is_true())
}

/// How deep calls may be nested; the service has the same limit.
const DEPTH: usize = 50;

struct Reader<'a> {
    rest: &'a str,
    context: &'a Context<'a>,
    depth: usize,
}

impl Reader<'_> {
    fn skip(&mut self, what: char) -> bool {
        self.rest = self.rest.trim_start();
        let found = self.rest.strip_prefix(what);
        self.rest = found.unwrap_or(self.rest);
        found.is_some()
    }

    fn word(&mut self) -> &str {
        self.rest = self.rest.trim_start();
        let end = self.rest.find(|c: char| !(c.is_alphanumeric() || matches!(c, '_' | '-' | '+')));
        let (word, rest) = self.rest.split_at(end.unwrap_or(self.rest.len()));
        self.rest = rest;
        word
    }

    fn literal(&mut self) -> Option<String> {
        let mut text = String::new();
        loop {
            let end = self.rest.find('\'')?;
            text.push_str(&self.rest[..end]);
            self.rest = &self.rest[end + 1..];
            if !self.rest.starts_with('\'') {
                return Some(text);
            }
            text.push('\'');
            self.rest = &self.rest[1..];
        }
    }

    fn value(&mut self) -> Option<Value> {
        self.depth += 1;
        if self.depth > DEPTH {
            return None;
        }
        if self.skip('\'') {
            self.depth -= 1;
            return self.literal().map(Value::Text);
        }
        let word = self.word().to_owned();
        let value = if self.skip('(') {
            let mut arguments = Vec::new();
            while !self.skip(')') {
                arguments.push(self.value()?);
                self.skip(',');
            }
            self.call(&word.to_lowercase(), &arguments)?
        } else if word.eq_ignore_ascii_case("true") || word.eq_ignore_ascii_case("false") {
            Value::Boolean(word.eq_ignore_ascii_case("true"))
        } else if word.parse::<f64>().is_ok() {
            let fraction = if self.skip('.') { format!(".{}", self.word()) } else { String::new() };
            Value::Text(word + &fraction)
        } else if word.is_empty() {
            return None;
        } else {
            let mut path = Vec::new();
            loop {
                if self.skip('.') {
                    path.push(self.word().to_owned());
                } else if self.skip('[') {
                    path.push(self.value()?.text());
                    self.skip(']');
                } else {
                    break;
                }
            }
            self.name(&word.to_lowercase(), &path)
        };
        self.depth -= 1;
        Some(value)
    }

    fn name(&self, word: &str, path: &[String]) -> Value {
        match (word, path) {
            ("variables", path) => (self.context.variable)(&path.join(".")).map_or(Value::Null, Value::Text),
            ("dependencies" | "stagedependencies", [name, rest @ ..])
                if rest.last().is_some_and(|last| last.eq_ignore_ascii_case("result")) =>
            {
                let name = if rest.len() > 1 { &rest[0] } else { name };
                let shown = |result: &str| {
                    let mut letters = result.chars();
                    let first = letters.next().map(|first| first.to_ascii_uppercase());
                    first.into_iter().chain(letters).collect()
                };
                (self.context.result)(name).map_or(Value::Null, |result| Value::Text(shown(result)))
            }
            _ => Value::Null,
        }
    }

    fn call(&self, function: &str, arguments: &[Value]) -> Option<Value> {
        let before = self.context.before;
        let text = |index: usize| arguments.get(index).map(Value::text).unwrap_or_default();
        let lower = |index: usize| text(index).to_lowercase();
        let first = arguments.first().cloned().unwrap_or(Value::Null);
        let number = |index: usize| text(index).parse::<f64>().unwrap_or(f64::NAN);
        let named = |wanted: &dyn Fn(&'static str) -> bool| {
            arguments.iter().all(|name| (self.context.result)(&name.text()).is_some_and(wanted))
        };
        let is_good = |result: &str| matches!(result, "succeeded" | "succeededWithIssues");
        let holds = match function {
            "always" => true,
            "canceled" => before.is_canceled,
            "succeeded" if arguments.is_empty() => {
                !before.has_failed && !before.has_skipped && !before.is_canceled
            }
            "succeeded" => !before.is_canceled && named(&is_good),
            "failed" if arguments.is_empty() => before.has_failed,
            "failed" => arguments
                .iter()
                .any(|name| (self.context.result)(&name.text()).is_some_and(|result| result == "failed")),
            "succeededorfailed" => !before.is_canceled,
            "and" => arguments.iter().all(Value::is_true),
            "or" => arguments.iter().any(Value::is_true),
            "xor" => arguments.iter().filter(|value| value.is_true()).count() == 1,
            "not" => !first.is_true(),
            "eq" => first.equals(arguments.get(1)?),
            "ne" => !first.equals(arguments.get(1)?),
            "gt" => number(0) > number(1),
            "ge" => number(0) >= number(1),
            "lt" => number(0) < number(1),
            "le" => number(0) <= number(1),
            "in" => arguments[1..].iter().any(|value| first.equals(value)),
            "notin" => !arguments[1..].iter().any(|value| first.equals(value)),
            "contains" => lower(0).contains(&lower(1)),
            "startswith" => lower(0).starts_with(&lower(1)),
            "endswith" => lower(0).ends_with(&lower(1)),
            "lower" => return Some(Value::Text(lower(0))),
            "upper" => return Some(Value::Text(text(0).to_uppercase())),
            "trim" => return Some(Value::Text(text(0).trim().to_owned())),
            "coalesce" => {
                let found = arguments.iter().find(|value| !value.text().is_empty());
                return Some(found.cloned().unwrap_or(Value::Null));
            }
            _ => return None,
        };
        Some(Value::Boolean(holds))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn conditions_hold_as_documented() {
        let context = Context {
            before: Before { has_failed: true, ..Before::default() },
            variable: &|name| (name == "Build.SourceBranch").then(|| "refs/heads/main".to_owned()),
            result: &|name| (name == "Build").then_some("failed"),
        };
        for (condition, expected) in [
            ("", false),
            ("succeeded()", false),
            ("failed()", true),
            ("always()", true),
            ("succeeded('Build')", false),
            ("failed('Build')", true),
            ("succeededOrFailed()", true),
            ("and(always(), eq(variables['Build.SourceBranch'], 'refs/heads/MAIN'))", true),
            ("and(always(), not(startsWith(variables['Build.SourceBranch'], 'refs/heads/rel')))", true),
            ("in(dependencies.Build.result, 'Succeeded', 'Failed')", true),
            ("eq(variables.none, '')", true),
            ("ne(variables['it''s'], 'x')", true),
            ("gt(2, 1.5)", true),
        ] {
            assert_eq!(holds(Some(condition), &context), expected, "{condition}");
        }
    }
}
