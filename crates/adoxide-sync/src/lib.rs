//! adoxide-sync
