//! Evaluator: computes the value of an expression.

use std::cmp::Ordering;
use std::rc::Rc;

use super::convert::{array_index, compare, equal, single, to_boolean, to_text, try_text, upper};
use super::format::{self, Piece};
use super::function::Function;
use super::json::to_json;
use super::parser::{Access, Ast, Expression};
use super::value::{Object, Value};
use super::{Failure, Result};
use crate::limit::{MAX_BYTES, Meter, SIZE_EXCEEDED};

/// The named values of the place where an expression stands.
pub(crate) trait Names {
    /// Whether there is a named value of that name, in any case.
    fn is_known(&self, name: &str) -> bool;
    /// The whole value.
    fn value(&self, name: &str) -> Value;
    /// One member of a named value that answers for its members itself. `None` where the whole value is to be read.
    fn member(&self, name: &str, key: &str) -> Option<Result<Value>>;
}

/// Evaluates a template expression.
///
/// # Errors
/// The service's message: a name that is not known here, a conversion that fails, a limit that is exceeded.
pub(crate) fn evaluate(expression: &Expression, names: &dyn Names, meter: &Meter) -> Result<Value> {
    expression.check_names(|name| names.is_known(name))?;
    Evaluator { names, meter }.evaluate(&expression.root)
}

struct Evaluator<'a> {
    names: &'a dyn Names,
    meter: &'a Meter,
}

/// A value, or the values that a `*` let through.
enum Selected {
    One(Value),
    Filtered(Vec<Value>),
}

impl Evaluator<'_> {
    fn evaluate(&self, ast: &Ast) -> Result<Value> {
        let value = match ast {
            Ast::Literal(value) => value.clone(),
            Ast::Name(name) => {
                let value = self.names.value(name);
                // `variables` as a whole is collected anew each time.
                let size = if let Value::Object(object) = &value { object.entries().len() } else { 0 };
                self.meter.spend(size / 4)?;
                value
            }
            Ast::Unknown => Value::Null,
            Ast::Path { base, accesses } => self.path(base, accesses)?,
            Ast::Call { function, arguments } => self.call(*function, arguments)?,
        };
        // Every consumer of a text reads it as a whole.
        let length = if let Value::Text(text) = &value { text.len() } else { 0 };
        self.meter.spend(1 + length / 64)?;
        Ok(value)
    }

    fn path(&self, base: &Ast, accesses: &[Access]) -> Result<Value> {
        let (start, accesses) = self.start(base, accesses)?;
        let mut selected = Selected::One(start);
        for access in accesses {
            selected = match access {
                Access::All => Selected::Filtered(self.all(selected)?),
                Access::Key(key) => self.select(selected, &self.evaluate(key)?)?,
            };
        }
        Ok(match selected {
            Selected::One(value) => value,
            Selected::Filtered(values) => Value::Array(values.into()),
        })
    }

    /// The value that a path begins with, and what is still to be selected of it.
    fn start<'b>(&self, base: &Ast, accesses: &'b [Access]) -> Result<(Value, &'b [Access])> {
        if let (Ast::Name(name), [Access::Key(key), rest @ ..]) = (base, accesses)
            && let Some(key) = try_text(&self.evaluate(key)?)
            && let Some(member) = self.names.member(name, &key)
        {
            return Ok((member?, rest));
        }
        Ok((self.evaluate(base)?, accesses))
    }

    fn all(&self, selected: Selected) -> Result<Vec<Value>> {
        let values = match selected {
            Selected::One(value) => vec![value],
            Selected::Filtered(values) => values,
        };
        let mut all = Vec::new();
        for value in &values {
            match value {
                Value::Array(items) => all.extend(items.iter().cloned()),
                Value::Object(object) => all.extend(object.entries().iter().map(|(_, value)| value.clone())),
                _ => {}
            }
            self.meter.spend(all.len())?;
        }
        Ok(all)
    }

    fn select(&self, selected: Selected, key: &Value) -> Result<Selected> {
        Ok(match selected {
            Selected::One(value) => Selected::One(member(&value, key).unwrap_or(Value::Null)),
            Selected::Filtered(values) => {
                self.meter.spend(values.len())?;
                Selected::Filtered(values.iter().filter_map(|value| member(value, key)).collect())
            }
        })
    }

    fn text(&self, ast: &Ast) -> Result<Rc<str>> {
        to_text(&self.evaluate(ast)?)
    }

    /// Returns new text, counted against the memory limit.
    fn made(&self, text: impl Into<Rc<str>>) -> Result<Value> {
        let text = text.into();
        self.meter.add_bytes(text.len())?;
        Ok(Value::Text(text))
    }

    #[expect(clippy::too_many_lines, reason = "one arm a function")]
    fn call(&self, function: Function, arguments: &[Ast]) -> Result<Value> {
        let ordered = |wanted: fn(Ordering) -> bool| {
            let [left, right] = self.two(arguments)?;
            compare(&left, &right).map(|order| Value::Boolean(wanted(order)))
        };
        let boolean = |ast| self.evaluate(ast).map(|value| to_boolean(&value));
        Ok(match function {
            Function::And => {
                for argument in arguments {
                    if !boolean(argument)? {
                        return Ok(Value::Boolean(false));
                    }
                }
                Value::Boolean(true)
            }
            Function::Or => {
                for argument in arguments {
                    if boolean(argument)? {
                        return Ok(Value::Boolean(true));
                    }
                }
                Value::Boolean(false)
            }
            Function::Not => Value::Boolean(!to_boolean(&self.one(arguments)?)),
            Function::Xor => {
                let [left, right] = self.two(arguments)?;
                Value::Boolean(to_boolean(&left) != to_boolean(&right))
            }
            Function::Eq => {
                let [left, right] = self.two(arguments)?;
                Value::Boolean(equal(&left, &right))
            }
            Function::Ne => {
                let [left, right] = self.two(arguments)?;
                Value::Boolean(!equal(&left, &right))
            }
            Function::Lt => ordered(Ordering::is_lt)?,
            Function::Le => ordered(Ordering::is_le)?,
            Function::Gt => ordered(Ordering::is_gt)?,
            Function::Ge => ordered(Ordering::is_ge)?,
            Function::In => Value::Boolean(self.is_in(arguments)?),
            Function::NotIn => Value::Boolean(!self.is_in(arguments)?),
            Function::Contains => {
                let [text, part] = self.two_texts(arguments)?;
                Value::Boolean(fold(&text).contains(&fold(&part)))
            }
            Function::StartsWith => {
                let [text, part] = self.two_texts(arguments)?;
                Value::Boolean(fold(&text).starts_with(&fold(&part)))
            }
            Function::EndsWith => {
                let [text, part] = self.two_texts(arguments)?;
                Value::Boolean(fold(&text).ends_with(&fold(&part)))
            }
            Function::ContainsValue => {
                let collection = self.one(arguments)?;
                let items: Vec<&Value> = match &collection {
                    Value::Array(items) => items.iter().collect(),
                    Value::Object(object) => object.entries().iter().map(|(_, value)| value).collect(),
                    _ => return Ok(Value::Boolean(false)),
                };
                let wanted = self.evaluate(&arguments[1])?;
                self.meter.spend(items.len())?;
                Value::Boolean(items.into_iter().any(|item| equal(&wanted, item)))
            }
            Function::Coalesce => {
                let mut value = Value::Null;
                for argument in arguments {
                    value = self.evaluate(argument)?;
                    let is_empty = match &value {
                        Value::Null => true,
                        Value::Text(text) => text.is_empty(),
                        _ => false,
                    };
                    if !is_empty {
                        break;
                    }
                }
                value
            }
            Function::Iif => {
                // Not lazy: an error in the branch that is not taken refuses the pipeline.
                let [condition, yes, no] = self.three(arguments)?;
                if to_boolean(&condition) { yes } else { no }
            }
            Function::Format => return self.format(arguments),
            Function::Join => {
                let [separator, items] = self.two(arguments)?;
                let separator = to_text(&separator)?;
                return self.made(match items {
                    Value::Array(items) => {
                        let texts: Vec<Rc<str>> =
                            items.iter().map(|item| try_text(item).unwrap_or_default()).collect();
                        let length = texts.iter().map(|text| text.len() + separator.len()).sum::<usize>();
                        limited(length)?;
                        texts.join(&separator)
                    }
                    other => try_text(&other).unwrap_or_default().to_string(),
                });
            }
            Function::Split => {
                let [text, delimiter] = self.two_texts(arguments)?;
                self.meter.add_bytes(text.len())?;
                let parts: Vec<Value> = if delimiter.is_empty() {
                    vec![Value::Text(text)]
                } else {
                    text.split(&*delimiter).map(Value::text).collect()
                };
                self.meter.spend(parts.len())?;
                Value::Array(parts.into())
            }
            Function::Replace => {
                let [text, search, new] = self.three(arguments)?;
                let (text, search, new) = (to_text(&text)?, to_text(&search)?, to_text(&new)?);
                if search.is_empty() {
                    return Ok(Value::Text(text));
                }
                limited(text.len() + text.matches(&*search).count() * new.len())?;
                return self.made(text.replace(&*search, &new));
            }
            Function::Trim => return self.made(self.text(&arguments[0])?.trim()),
            Function::Lower => return self.made(lower(&self.text(&arguments[0])?)),
            Function::Upper => return self.made(fold(&self.text(&arguments[0])?)),
            Function::Length => {
                let length = match self.one(arguments)? {
                    Value::Array(items) => items.len(),
                    Value::Object(object) => object.entries().len(),
                    Value::Text(text) => text.encode_utf16().count(),
                    other => return Err(no_length(&other)),
                };
                Value::Number(length.into())
            }
            Function::ConvertToJson => return self.made(to_json(&self.one(arguments)?)?),
        })
    }

    fn one(&self, arguments: &[Ast]) -> Result<Value> {
        self.evaluate(&arguments[0])
    }

    fn two(&self, arguments: &[Ast]) -> Result<[Value; 2]> {
        Ok([self.evaluate(&arguments[0])?, self.evaluate(&arguments[1])?])
    }

    fn three(&self, arguments: &[Ast]) -> Result<[Value; 3]> {
        let [first, second] = self.two(arguments)?;
        Ok([first, second, self.evaluate(&arguments[2])?])
    }

    fn two_texts(&self, arguments: &[Ast]) -> Result<[Rc<str>; 2]> {
        Ok([self.text(&arguments[0])?, self.text(&arguments[1])?])
    }

    fn is_in(&self, arguments: &[Ast]) -> Result<bool> {
        let wanted = self.one(arguments)?;
        for argument in &arguments[1..] {
            if equal(&wanted, &self.evaluate(argument)?) {
                return Ok(true);
            }
        }
        Ok(false)
    }

    /// Formats text. The format is read as a whole before an argument is evaluated; arguments that it does not name are
    /// not evaluated, others once.
    fn format(&self, arguments: &[Ast]) -> Result<Value> {
        let format = self.text(&arguments[0])?;
        let pieces = format::pieces(&format, arguments.len() - 1)?;
        let mut known: Vec<Option<(Rc<str>, &str)>> = vec![None; arguments.len()];
        let mut out = String::new();
        for piece in pieces {
            match piece {
                Piece::Text(text) => out.push_str(text),
                Piece::Argument { index, specifiers } => {
                    if known[index].is_none() {
                        let value = self.evaluate(&arguments[index + 1])?;
                        known[index] = Some((to_text(&value)?, value.type_name()));
                    }
                    let Some((text, type_name)) = &known[index] else { continue };
                    if !specifiers.is_empty() {
                        return Err(Failure::new(format!(
                            "The format specifiers '{specifiers}' are not valid for objects of type '{type_name}'"
                        )));
                    }
                    out.push_str(text);
                }
            }
            limited(out.len())?;
        }
        self.made(out)
    }
}

/// A member of an array or an object. `None` where there is none.
fn member(value: &Value, key: &Value) -> Option<Value> {
    match value {
        Value::Array(items) => items.get(array_index(key)?).cloned(),
        Value::Object(object) => Object::get(object, &try_text(key)?).cloned(),
        _ => None,
    }
}

fn no_length(value: &Value) -> Failure {
    Failure::new(format!(
        "Kind '{}' not supported. Only arrays, strings, dictionaries, or collections are supported for the length \
         function.",
        value.type_name()
    ))
}

fn limited(bytes: usize) -> Result<()> {
    if bytes > MAX_BYTES { Err(Failure::limit(SIZE_EXCEEDED)) } else { Ok(()) }
}

/// Text in upper case, as comparisons that ignore case see it.
fn fold(text: &str) -> String {
    text.chars().map(upper).collect()
}

/// Text in lower case, character by character.
fn lower(text: &str) -> String {
    text.chars().map(|character| single(character.to_lowercase()).unwrap_or(character)).collect()
}
