// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

use super::*;
use crate::wire::{
    Content, DateTime, Json, JsonPatch, Links, List, Map, Op, Paged, PatchOperation, Secret, TimeSpan, Wrapped,
};

object! { Operation {
    links: Links = "_links",
    detailed_message: String = "detailedMessage",
    id: String = "id",
    plugin_id: String = "pluginId",
    result_message: String = "resultMessage",
    result_url: OperationResultReference = "resultUrl",
    status: OperationStatus = "status",
    url: String = "url",
} }

object! { OperationResultReference {
    result_url: String = "resultUrl",
} }
