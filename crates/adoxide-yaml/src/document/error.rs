//! Syntax errors, in the words of the service's YAML parser.

use granit_parser::{ErrorKind, ScanError};

use super::read::{Source, limit};
use crate::limit::DEPTH_EXCEEDED;
use crate::refusal::{Kind, Message};

/// How the service reports an error: its scanner with a range, its parser with a position.
enum Found {
    Scanner(&'static str),
    Parser(&'static str),
}

const FLOW_SEQUENCE: Found =
    Found::Parser("While parsing a flow sequence, did not find expected ',' or ']'.");
const FLOW_MAPPING: Found = Found::Parser("While parsing a flow mapping,  did not find expected ',' or '}'.");
const BLOCK_MAPPING: Found = Found::Parser("While parsing a block mapping, did not find expected key.");
const CANNOT_START: &str = "While scanning for the next token, found character that cannot start any token.";
const NO_TOKEN: Found = Found::Scanner(CANNOT_START);

fn found(kind: &ErrorKind) -> Option<Found> {
    Some(match kind {
        ErrorKind::MappingValueNotAllowed => {
            Found::Scanner("Mapping values are not allowed in this context.")
        }
        ErrorKind::MappingKeyNotAllowed => Found::Scanner("Mapping keys are not allowed in this context."),
        ErrorKind::BlockSequenceEntryNotAllowed => {
            Found::Scanner("Block sequence entries are not allowed in this context.")
        }
        ErrorKind::SimpleKeyExpected | ErrorKind::InvalidSimpleKey => {
            Found::Scanner("While scanning a simple key, could not find expected ':'.")
        }
        ErrorKind::UnexpectedCharacter { .. }
        | ErrorKind::TabNotAllowed
        | ErrorKind::TabInBlockIndentation
        | ErrorKind::TabInIndentation => NO_TOKEN,
        ErrorKind::TabInPlainScalar => {
            Found::Scanner("While scanning a plain scalar, found a tab character that violate indentation.")
        }
        ErrorKind::UnclosedQuotedScalar => {
            Found::Scanner("While scanning a quoted scalar, found unexpected end of stream.")
        }
        ErrorKind::DocumentIndicatorInQuotedScalar => {
            Found::Scanner("While scanning a quoted scalar, found unexpected document indicator.")
        }
        ErrorKind::UnknownQuotedScalarEscape => {
            Found::Scanner("While scanning a quoted scalar, found unknown escape character.")
        }
        ErrorKind::InvalidQuotedScalarHexEscape => {
            Found::Scanner("While scanning a quoted scalar, did not find expected hexadecimal number.")
        }
        ErrorKind::MissingAnchorOrAliasName => Found::Scanner(
            "While scanning an anchor or alias, did not find expected alphabetic or numeric character.",
        ),
        ErrorKind::InvalidBlockScalarHeader => {
            Found::Scanner("While scanning a block scalar, did not find expected comment or line break.")
        }
        ErrorKind::TabAtBlockScalarStart => Found::Scanner(
            "While scanning a block scalar, find a tab character where an intendation space is expected.",
        ),
        ErrorKind::ExpectedBlockMappingKey
        | ErrorKind::InvalidTrailingSingleQuotedScalar
        | ErrorKind::InvalidTrailingDoubleQuotedScalar
        | ErrorKind::CommentInterceptedScalar
        | ErrorKind::InvalidIndentation => BLOCK_MAPPING,
        ErrorKind::ExpectedBlockSequenceEntry => {
            Found::Parser("While parsing a block collection, did not find expected '-' indicator.")
        }
        ErrorKind::ExpectedFlowSequenceSeparator
        | ErrorKind::InvalidColonPlacement
        | ErrorKind::UnclosedFlowCollection { open: '[' } => FLOW_SEQUENCE,
        ErrorKind::ExpectedFlowMappingSeparator | ErrorKind::UnclosedFlowCollection { .. } => FLOW_MAPPING,
        ErrorKind::ExpectedNodeContent => {
            Found::Parser("While parsing a node, did not find expected node content.")
        }
        ErrorKind::ExpectedDocumentStart => Found::Parser("Did not find expected <document start>."),
        _ => return None,
    })
}

/// The line that follows every error of reading: the service goes on with nothing.
pub(super) fn nothing_read() -> Message {
    Message::bare(Kind::Yaml, "Object reference not set to an instance of an object.")
}

pub(super) fn lines(error: &ScanError, source: &Source, name: &str) -> Vec<Message> {
    if matches!(error.kind(), ErrorKind::RecursionLimitExceeded) {
        return vec![limit(name, DEPTH_EXCEEDED)];
    }
    let file = Some(name.to_owned());
    let mut index = error.marker().index();
    if matches!(error.kind(), ErrorKind::ExpectedBlockMappingKey) {
        index = source.dash_before(index);
    }
    if matches!(error.kind(), ErrorKind::CommentInterceptedScalar) {
        index = source.content_after(index);
    }
    if matches!(
        error.kind(),
        ErrorKind::TabNotAllowed | ErrorKind::TabInBlockIndentation | ErrorKind::TabInIndentation
    ) {
        index = source.tab_before(index);
    }
    let (line, column) = source.position(index);
    let range = |text: &str| {
        let end = end_of(error.kind(), index, source);
        Message {
            kind: Kind::Yaml,
            file: file.clone(),
            position: None,
            text: format!("{} - {}: {text}", source.mark(index), source.mark(end)),
        }
    };
    let first = match found(error.kind()) {
        Some(Found::Parser(text)) => Message {
            kind: Kind::Yaml,
            file: file.clone(),
            position: Some((line, column)),
            text: format!(" {text}"),
        },
        Some(Found::Scanner(text)) => range(text),
        None => range(&sentence(&error.info())),
    };
    vec![first, nothing_read()]
}

/// Where the scanner stood when it gave up.
fn end_of(kind: &ErrorKind, start: usize, source: &Source) -> usize {
    match (kind, found(kind)) {
        (ErrorKind::UnclosedQuotedScalar, _) => source.len(),
        (ErrorKind::TabInPlainScalar, _) => source.tab_of_indentation(start),
        (_, Some(Found::Scanner(text))) if text == CANNOT_START => (start + 1).min(source.len()),
        _ => start,
    }
}

fn sentence(text: &str) -> String {
    let mut characters = text.chars();
    let first = characters.next().map(|first| first.to_ascii_uppercase());
    first.into_iter().chain(characters).chain(['.']).collect()
}
