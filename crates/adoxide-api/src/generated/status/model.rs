// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

use super::*;
use crate::wire::{
    Content, DateTime, Json, JsonPatch, Links, List, Map, Op, Paged, PatchOperation, Secret, TimeSpan, Wrapped,
};

object! { GeographyWithHealth {
    health: ScopeHealth = "health",
    id: String = "id",
    name: String = "name",
} }

open_enum! { ScopeHealth {
    Unknown = "unknown", Unhealthy = "unhealthy", Degraded = "degraded", Advisory = "advisory", Healthy = "healthy",
} }

object! { ServiceHealth {
    geographies: Vec<GeographyWithHealth> = "geographies",
    id: String = "id",
} }

object! { ServiceStatus {
    last_updated: DateTime = "lastUpdated",
    services: Vec<ServiceHealth> = "services",
    status: StatusSummary = "status",
} }

object! { StatusSummary {
    health: ScopeHealth = "health",
    message: String = "message",
} }
