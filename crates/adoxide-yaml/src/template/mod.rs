//! Template reader: parses expressions and directives and validates a file against the schema.
//!
//! The service reads a file as a whole before it evaluates any of it: the syntax of every expression and directive,
//! and keys and values against the schema, except in the bodies of directives, which are checked when they are
//! evaluated. A file that cannot be read is not evaluated.

mod directive;
mod reader;
mod scalar;

pub(crate) use directive::{Directive, DirectiveKind, Lazy};
pub(crate) use reader::{
    Fault, MAPPING_UNEXPECTED, SCALAR_EXPECTED, SEQUENCE_UNEXPECTED, already_defined, read, unexpected,
};
