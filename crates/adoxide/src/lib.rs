//! adoxide
