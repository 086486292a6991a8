// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

use super::*;
use crate::wire::{
    Content, DateTime, Json, JsonPatch, Links, List, Map, Op, Paged, PatchOperation, Secret, TimeSpan, Wrapped,
};

open_enum! { QueryMembership {
    None = "none" 0, Direct = "direct" 1, Expanded = "expanded" 2, ExpandedUp = "expandedUp" 3,
    ExpandedDown = "expandedDown" 4,
} }
