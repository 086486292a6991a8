//! The expression language of `${{ }}`, `$[ ]` and `condition`.
//!
//! [Reference](https://learn.microsoft.com/azure/devops/pipelines/process/expressions)

mod convert;
mod evaluate;
mod format;
mod function;
mod json;
mod lexer;
mod number;
mod parser;
mod value;

pub(crate) use convert::{boolean_text, same_text, to_boolean, to_text, try_text};
pub(crate) use evaluate::{Names, evaluate};
pub(crate) use lexer::is_name;
pub(crate) use number::Number;
pub(crate) use parser::{Dialect, Expression, RuntimeFunction};
pub(crate) use value::{Object, Value};

use crate::refusal::Kind;

/// Why an expression has no value: what the service says after the file and the position.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Failure {
    pub kind: Kind,
    pub text: String,
    /// Nothing can be evaluated after it: a limit is exceeded.
    pub fatal: bool,
}

impl Failure {
    pub(crate) fn new(text: impl Into<String>) -> Self {
        Self { kind: Kind::Expression, text: text.into(), fatal: false }
    }

    pub(crate) fn limit(text: &str) -> Self {
        Self { kind: Kind::Limit, text: text.to_owned(), fatal: true }
    }
}

pub(crate) type Result<T> = std::result::Result<T, Failure>;
