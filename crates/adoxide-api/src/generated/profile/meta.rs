// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

//! What is known of each operation of `profile`.

use http::Method;

use crate::wire::{Effect, Form, Host, OpMeta, Paging, PagingEnd, TokenPlace};

const fn op(id: &'static str, method: Method, template: &'static str) -> OpMeta {
    OpMeta::new(id, method, template).area("Profile").area_id(Some("8ccfef3d-2b87-4e99-8ccb-66e343d2daa8")).host(Host::AppVssps)
}

catalog! {
    GET_PROFILE = op("profile.get_profile", Method::GET, "_apis/profile/profiles/{id}")
        .resource("profiles").api_version("7.1").effect(Effect::Read)
        .location_id(Some("f83735dc-483f-4238-a291-d45f6080a9af")).scopes(&["vso.profile"])
        .optional(&["details", "withAttributes", "partition", "coreAttributes", "forceRefresh"]).forms(const { &[
            Form::new(Method::GET, Some(Host::Vssps), "_apis/profile/profiles/{id}"),
        ] });
    DELETE_PROFILE_ATTRIBUTE = op("profile.delete_profile_attribute", Method::DELETE, "_apis/Profile/Attributes/{id}")
        .resource("Attributes").api_version("7.1-preview.2").effect(Effect::Idempotent)
        .location_id(Some("1392b6ac-d511-492e-af5b-2263e5545a5d")).produces(&[]).required(&["descriptor"]);
    GET_PROFILE_ATTRIBUTE = op("profile.get_profile_attribute", Method::GET, "_apis/Profile/Attributes/{id}")
        .resource("Attributes").api_version("7.1-preview.2").effect(Effect::Read)
        .location_id(Some("1392b6ac-d511-492e-af5b-2263e5545a5d")).required(&["descriptor"]);
    GET_PROFILE_ATTRIBUTES = op("profile.get_profile_attributes", Method::GET, "_apis/Profile/Attributes/{id}")
        .resource("Attributes").api_version("7.1-preview.2").effect(Effect::Read)
        .location_id(Some("1392b6ac-d511-492e-af5b-2263e5545a5d")).required(&["partition"])
        .optional(&["modifiedSince", "modifiedAfterRevision", "withCoreAttributes", "coreAttributes"]);
    SET_PROFILE_ATTRIBUTE = op("profile.set_profile_attribute", Method::PUT, "_apis/Profile/Attributes/{id}")
        .resource("Attributes").api_version("7.1-preview.2").effect(Effect::Idempotent)
        .location_id(Some("1392b6ac-d511-492e-af5b-2263e5545a5d")).consumes(Some("application/json"))
        .produces(&[]).required(&["descriptor"]);
    SET_PROFILE_ATTRIBUTES = op("profile.set_profile_attributes", Method::PATCH, "_apis/Profile/Attributes/{id}")
        .resource("Attributes").api_version("7.1-preview.2").effect(Effect::Unsafe)
        .location_id(Some("1392b6ac-d511-492e-af5b-2263e5545a5d")).consumes(Some("application/json"))
        .produces(&[]);
    GET_AVATAR = op("profile.get_avatar", Method::GET, "_apis/Profile/Avatar/{id}")
        .resource("Avatar").api_version("7.1-preview.1").effect(Effect::Read)
        .location_id(Some("67436615-b382-462a-b659-5367a492fb3c")).optional(&["size", "format"]);
    GET_AVATAR_PREVIEW = op("profile.get_avatar_preview", Method::POST, "_apis/Profile/Avatar/{id}")
        .resource("Avatar").api_version("7.1-preview.1").effect(Effect::Unsafe)
        .location_id(Some("67436615-b382-462a-b659-5367a492fb3c")).consumes(Some("application/json"))
        .optional(&["size", "format", "displayName"]);
    RESET_AVATAR = op("profile.reset_avatar", Method::DELETE, "_apis/Profile/Avatar/{id}")
        .resource("Avatar").api_version("7.1-preview.1").effect(Effect::Idempotent)
        .location_id(Some("67436615-b382-462a-b659-5367a492fb3c")).produces(&[]);
    SET_AVATAR = op("profile.set_avatar", Method::PUT, "_apis/Profile/Avatar/{id}")
        .resource("Avatar").api_version("7.1-preview.1").effect(Effect::Idempotent)
        .location_id(Some("67436615-b382-462a-b659-5367a492fb3c")).consumes(Some("application/json"))
        .produces(&[]);
    CREATE_PROFILE = op("profile.create_profile", Method::POST, "_apis/Profile/Profiles")
        .resource("Profiles").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("f83735dc-483f-4238-a291-d45f6080a9af")).consumes(Some("application/json"))
        .optional(&["autoCreate"]);
    UPDATE_PROFILE = op("profile.update_profile", Method::PATCH, "_apis/Profile/Profiles/{id}")
        .resource("Profiles").api_version("7.1").effect(Effect::Unsafe)
        .location_id(Some("f83735dc-483f-4238-a291-d45f6080a9af")).consumes(Some("application/json"))
        .produces(&[]);
}
