// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

use super::*;
use crate::wire::{
    Content, DateTime, Json, JsonPatch, Links, List, Map, Op, Paged, PatchOperation, Secret, TimeSpan, Wrapped,
};

object! { ArtifactScope {
    id: String = "id",
    name: String = "name",
    r#type: String = "type",
} }

object! { Favorite {
    links: Links = "_links",
    artifact_id: String = "artifactId",
    artifact_is_deleted: bool = "artifactIsDeleted",
    artifact_name: String = "artifactName",
    artifact_properties: Map<Json> = "artifactProperties",
    artifact_scope: ArtifactScope = "artifactScope",
    artifact_type: String = "artifactType",
    creation_date: DateTime = "creationDate",
    id: String = "id",
    owner: IdentityRef = "owner",
    url: String = "url",
} }

object! { FavoriteCreateParameters {
    artifact_id: String = "artifactId",
    artifact_name: String = "artifactName",
    artifact_properties: Map<Json> = "artifactProperties",
    artifact_scope: ArtifactScope = "artifactScope",
    artifact_type: String = "artifactType",
} }
