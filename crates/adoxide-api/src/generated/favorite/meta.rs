// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

//! What is known of each operation of `favorite`.

use http::Method;

use crate::wire::{Effect, Form, Host, OpMeta, Paging, PagingEnd, TokenPlace};

const fn op(id: &'static str, method: Method, template: &'static str) -> OpMeta {
    OpMeta::new(id, method, template).area("Favorite").area_id(None).host(Host::Dev)
}

catalog! {
    CREATE_FAVORITE = op("favorite.create_favorite", Method::POST, "_apis/favorite/favorites")
        .resource("favorites").api_version("7.1-preview.1").effect(Effect::Unsafe)
        .location_id(Some("6f13e9a6-aae2-4b89-b683-131ca9564cec")).scopes(&["vso.profile_write"])
        .consumes(Some("application/json"));
    GET_FAVORITES = op("favorite.get_favorites", Method::GET, "_apis/favorite/favorites")
        .resource("favorites").api_version("7.1-preview.1").effect(Effect::Read)
        .location_id(Some("6f13e9a6-aae2-4b89-b683-131ca9564cec")).scopes(&["vso.profile"])
        .optional(&["artifactType", "artifactScopeType", "artifactScopeId", "includeExtendedDetails"]);
    DELETE_FAVORITE_BY_ID = op("favorite.delete_favorite_by_id", Method::DELETE, "_apis/favorite/favorites/{favoriteId}")
        .resource("favorites").api_version("7.1-preview.1").effect(Effect::Idempotent)
        .location_id(Some("6f13e9a6-aae2-4b89-b683-131ca9564cec")).scopes(&["vso.profile_write"]).produces(&[])
        .required(&["artifactType", "artifactScopeType"]).optional(&["artifactScopeId"]);
    GET_FAVORITE_BY_ID = op("favorite.get_favorite_by_id", Method::GET, "_apis/favorite/favorites/{favoriteId}")
        .resource("favorites").api_version("7.1-preview.1").effect(Effect::Read)
        .location_id(Some("6f13e9a6-aae2-4b89-b683-131ca9564cec")).scopes(&["vso.profile"])
        .required(&["artifactScopeType", "artifactType"]).optional(&["artifactScopeId", "includeExtendedDetails"]);
    CREATE_FAVORITE_OF_OWNER = op("favorite.create_favorite_of_owner", Method::POST, "_apis/favorite/favorites")
        .resource("favorites").api_version("7.1-preview.1").effect(Effect::Unsafe)
        .location_id(Some("6f13e9a6-aae2-4b89-b683-131ca9564cec")).scopes(&["vso.profile_write"])
        .consumes(Some("application/json")).required(&["ownerScopeType", "ownerScopeId"]);
    GET_FAVORITES_OF_OWNER = op("favorite.get_favorites_of_owner", Method::GET, "_apis/favorite/favorites")
        .resource("favorites").api_version("7.1-preview.1").effect(Effect::Read)
        .location_id(Some("6f13e9a6-aae2-4b89-b683-131ca9564cec")).scopes(&["vso.profile"])
        .required(&["ownerScopeType", "ownerScopeId"])
        .optional(&["artifactType", "artifactScopeType", "artifactScopeId", "includeExtendedDetails"]);
    GET_FAVORITE_BY_ARTIFACT = op("favorite.get_favorite_by_artifact", Method::GET, "_apis/favorite/favorites")
        .resource("favorites").api_version("7.1-preview.1").effect(Effect::Read)
        .location_id(Some("6f13e9a6-aae2-4b89-b683-131ca9564cec")).scopes(&["vso.profile"])
        .required(&["artifactType", "artifactId", "artifactScopeType"])
        .optional(&["artifactScopeId", "includeExtendedDetails"]);
    DELETE_FAVORITE_OF_OWNER_BY_ID = op("favorite.delete_favorite_of_owner_by_id", Method::DELETE, "_apis/favorite/favorites/{favoriteId}")
        .resource("favorites").api_version("7.1-preview.1").effect(Effect::Idempotent)
        .location_id(Some("6f13e9a6-aae2-4b89-b683-131ca9564cec")).scopes(&["vso.profile_write"]).produces(&[])
        .required(&["ownerScopeType", "ownerScopeId", "artifactType", "artifactScopeType"])
        .optional(&["artifactScopeId"]);
    GET_FAVORITE_OF_OWNER_BY_ID = op("favorite.get_favorite_of_owner_by_id", Method::GET, "_apis/favorite/favorites/{favoriteId}")
        .resource("favorites").api_version("7.1-preview.1").effect(Effect::Read)
        .location_id(Some("6f13e9a6-aae2-4b89-b683-131ca9564cec")).scopes(&["vso.profile"])
        .required(&["ownerScopeType", "ownerScopeId", "artifactScopeType", "artifactType"])
        .optional(&["artifactScopeId", "includeExtendedDetails"]);
}
