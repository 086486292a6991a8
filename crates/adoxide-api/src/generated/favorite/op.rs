// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

use bytes::Bytes;

use super::*;
use crate::generated::path::*;
use crate::wire::{
    Content, DateTime, Json, JsonPatch, Links, List, Map, Op, Paged, PatchOperation, Secret, TimeSpan, Wrapped,
};

/// `POST _apis/favorite/favorites` · 7.1-preview.1 · `vso.profile_write`
#[inline]
pub fn create_favorite(body: &FavoriteCreateParameters) -> Op<Favorite> {
    Op::new(&meta::CREATE_FAVORITE).json(body)
}

params! { GetFavorites {
    artifact_type: String = "artifactType",
    artifact_scope_type: String = "artifactScopeType",
    artifact_scope_id: String = "artifactScopeId",
    include_extended_details: bool = "includeExtendedDetails",
} }

/// `GET _apis/favorite/favorites` · 7.1-preview.1 · `vso.profile`
#[inline]
pub fn get_favorites(params: GetFavorites) -> Op<List<Favorite>> {
    params.add_to(Op::new(&meta::GET_FAVORITES))
}

params! { DeleteFavoriteById {
    artifact_scope_id: String = "artifactScopeId",
} }

/// `DELETE _apis/favorite/favorites/{favoriteId}` · 7.1-preview.1 · `vso.profile_write`
#[inline]
pub fn delete_favorite_by_id(
    favorite_id: &FavoriteGuid, artifact_type: &str, artifact_scope_type: &str, params: DeleteFavoriteById,
) -> Op<()> {
    params.add_to(Op::new(&meta::DELETE_FAVORITE_BY_ID)
        .path("favoriteId", favorite_id).guid("favoriteId").query("artifactType", artifact_type)
        .query("artifactScopeType", artifact_scope_type))
}

params! { GetFavoriteById {
    artifact_scope_id: String = "artifactScopeId",
    include_extended_details: bool = "includeExtendedDetails",
} }

/// `GET _apis/favorite/favorites/{favoriteId}` · 7.1-preview.1 · `vso.profile`
#[inline]
pub fn get_favorite_by_id(
    favorite_id: &FavoriteGuid, artifact_scope_type: &str, artifact_type: &str, params: GetFavoriteById,
) -> Op<Favorite> {
    params.add_to(Op::new(&meta::GET_FAVORITE_BY_ID)
        .path("favoriteId", favorite_id).guid("favoriteId").query("artifactScopeType", artifact_scope_type)
        .query("artifactType", artifact_type))
}

/// `POST _apis/favorite/favorites` · 7.1-preview.1 · `vso.profile_write`
#[inline]
pub fn create_favorite_of_owner(
    owner_scope_type: &str, owner_scope_id: &str, body: &FavoriteCreateParameters,
) -> Op<Favorite> {
    Op::new(&meta::CREATE_FAVORITE_OF_OWNER).query("ownerScopeType", owner_scope_type)
        .query("ownerScopeId", owner_scope_id).json(body)
}

params! { GetFavoritesOfOwner {
    artifact_type: String = "artifactType",
    artifact_scope_type: String = "artifactScopeType",
    artifact_scope_id: String = "artifactScopeId",
    include_extended_details: bool = "includeExtendedDetails",
} }

/// `GET _apis/favorite/favorites` · 7.1-preview.1 · `vso.profile`
#[inline]
pub fn get_favorites_of_owner(
    owner_scope_type: &str, owner_scope_id: &str, params: GetFavoritesOfOwner,
) -> Op<List<Favorite>> {
    params.add_to(Op::new(&meta::GET_FAVORITES_OF_OWNER).query("ownerScopeType", owner_scope_type)
        .query("ownerScopeId", owner_scope_id))
}

params! { GetFavoriteByArtifact {
    artifact_scope_id: String = "artifactScopeId",
    include_extended_details: bool = "includeExtendedDetails",
} }

/// `GET _apis/favorite/favorites` · 7.1-preview.1 · `vso.profile`
#[inline]
pub fn get_favorite_by_artifact(
    artifact_type: &str, artifact_id: &str, artifact_scope_type: &str, params: GetFavoriteByArtifact,
) -> Op<Favorite> {
    params.add_to(Op::new(&meta::GET_FAVORITE_BY_ARTIFACT).query("artifactType", artifact_type)
        .query("artifactId", artifact_id).query("artifactScopeType", artifact_scope_type))
}

params! { DeleteFavoriteOfOwnerById {
    artifact_scope_id: String = "artifactScopeId",
} }

/// `DELETE _apis/favorite/favorites/{favoriteId}` · 7.1-preview.1 · `vso.profile_write`
#[inline]
pub fn delete_favorite_of_owner_by_id(
    favorite_id: &FavoriteGuid, owner_scope_type: &str, owner_scope_id: &str, artifact_type: &str,
    artifact_scope_type: &str, params: DeleteFavoriteOfOwnerById,
) -> Op<()> {
    params.add_to(Op::new(&meta::DELETE_FAVORITE_OF_OWNER_BY_ID)
        .path("favoriteId", favorite_id).guid("favoriteId").query("ownerScopeType", owner_scope_type)
        .query("ownerScopeId", owner_scope_id).query("artifactType", artifact_type)
        .query("artifactScopeType", artifact_scope_type))
}

params! { GetFavoriteOfOwnerById {
    artifact_scope_id: String = "artifactScopeId",
    include_extended_details: bool = "includeExtendedDetails",
} }

/// `GET _apis/favorite/favorites/{favoriteId}` · 7.1-preview.1 · `vso.profile`
#[inline]
pub fn get_favorite_of_owner_by_id(
    favorite_id: &FavoriteGuid, owner_scope_type: &str, owner_scope_id: &str, artifact_scope_type: &str,
    artifact_type: &str, params: GetFavoriteOfOwnerById,
) -> Op<Favorite> {
    params.add_to(Op::new(&meta::GET_FAVORITE_OF_OWNER_BY_ID)
        .path("favoriteId", favorite_id).guid("favoriteId").query("ownerScopeType", owner_scope_type)
        .query("ownerScopeId", owner_scope_id).query("artifactScopeType", artifact_scope_type)
        .query("artifactType", artifact_type))
}
