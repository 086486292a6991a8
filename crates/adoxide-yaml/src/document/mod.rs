//! YAML: from text to nodes with their positions, and back.

mod error;
mod read;
mod write;

#[cfg(test)]
mod tests;

pub(crate) use read::read;
pub(crate) use write::write;
