//! Pipelines in YAML: their files are read from the emulator's repositories, and expanded as the service does.

mod source;

pub(crate) use self::source::{Asked, Place, Version, expand};
