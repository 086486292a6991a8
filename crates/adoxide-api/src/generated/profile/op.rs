// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

use bytes::Bytes;

use super::*;
use crate::generated::path::*;
use crate::wire::{
    Content, DateTime, Json, JsonPatch, Links, List, Map, Op, Paged, PatchOperation, Secret, TimeSpan, Wrapped,
};

params! { GetProfile {
    details: bool = "details",
    with_attributes: bool = "withAttributes",
    partition: String = "partition",
    core_attributes: String = "coreAttributes",
    force_refresh: bool = "forceRefresh",
} }

/// `GET _apis/profile/profiles/{id}` · 7.1 · `vso.profile`
#[inline]
pub fn get_profile(id: &IdText, params: GetProfile) -> Op<Profile> {
    params.add_to(Op::new(&meta::GET_PROFILE).path("id", id))
}

/// `DELETE _apis/Profile/Attributes/{id}` · 7.1-preview.2
#[inline]
pub fn delete_profile_attribute(id: &IdText, descriptor: &str) -> Op<()> {
    Op::new(&meta::DELETE_PROFILE_ATTRIBUTE).path("id", id).query("descriptor", descriptor)
}

/// `GET _apis/Profile/Attributes/{id}` · 7.1-preview.2
#[inline]
pub fn get_profile_attribute(id: &IdText, descriptor: &str) -> Op<ProfileAttribute> {
    Op::new(&meta::GET_PROFILE_ATTRIBUTE).path("id", id).query("descriptor", descriptor)
}

params! { GetProfileAttributes {
    modified_since: String = "modifiedSince",
    modified_after_revision: String = "modifiedAfterRevision",
    with_core_attributes: bool = "withCoreAttributes",
    core_attributes: String = "coreAttributes",
} }

/// `GET _apis/Profile/Attributes/{id}` · 7.1-preview.2
#[inline]
pub fn get_profile_attributes(
    id: &IdText, partition: &str, params: GetProfileAttributes,
) -> Op<List<ProfileAttribute>> {
    params.add_to(Op::new(&meta::GET_PROFILE_ATTRIBUTES).path("id", id).query("partition", partition))
}

/// `PUT _apis/Profile/Attributes/{id}` · 7.1-preview.2
#[inline]
pub fn set_profile_attribute(id: &IdText, descriptor: &str, body: &Json) -> Op<()> {
    Op::new(&meta::SET_PROFILE_ATTRIBUTE).path("id", id).query("descriptor", descriptor).json(body)
}

/// `PATCH _apis/Profile/Attributes/{id}` · 7.1-preview.2
#[inline]
pub fn set_profile_attributes(id: &IdText, body: &Json) -> Op<()> {
    Op::new(&meta::SET_PROFILE_ATTRIBUTES).path("id", id).json(body)
}

params! { GetAvatar {
    size: String = "size",
    format: String = "format",
} }

/// `GET _apis/Profile/Avatar/{id}` · 7.1-preview.1
#[inline]
pub fn get_avatar(id: &IdText, params: GetAvatar) -> Op<Avatar> {
    params.add_to(Op::new(&meta::GET_AVATAR).path("id", id))
}

params! { GetAvatarPreview {
    size: String = "size",
    format: String = "format",
    display_name: String = "displayName",
} }

/// `POST _apis/Profile/Avatar/{id}` · 7.1-preview.1
#[inline]
pub fn get_avatar_preview(id: &IdText, body: &Json, params: GetAvatarPreview) -> Op<Avatar> {
    params.add_to(Op::new(&meta::GET_AVATAR_PREVIEW).path("id", id).json(body))
}

/// `DELETE _apis/Profile/Avatar/{id}` · 7.1-preview.1
#[inline]
pub fn reset_avatar(id: &IdText) -> Op<()> {
    Op::new(&meta::RESET_AVATAR).path("id", id)
}

/// `PUT _apis/Profile/Avatar/{id}` · 7.1-preview.1
#[inline]
pub fn set_avatar(id: &IdText, body: &Json) -> Op<()> {
    Op::new(&meta::SET_AVATAR).path("id", id).json(body)
}

params! { CreateProfile {
    auto_create: bool = "autoCreate",
} }

/// `POST _apis/Profile/Profiles` · 7.1
#[inline]
pub fn create_profile(body: &CreateProfileContext, params: CreateProfile) -> Op<Profile> {
    params.add_to(Op::new(&meta::CREATE_PROFILE).json(body))
}

/// `PATCH _apis/Profile/Profiles/{id}` · 7.1
#[inline]
pub fn update_profile(id: &IdText, body: &Profile) -> Op<()> {
    Op::new(&meta::UPDATE_PROFILE).path("id", id).json(body)
}
