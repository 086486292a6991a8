// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

use bytes::Bytes;

use super::*;
use crate::generated::path::*;
use crate::wire::{
    Content, DateTime, Json, JsonPatch, Links, List, Map, Op, Paged, PatchOperation, Secret, TimeSpan, Wrapped,
};

/// `POST _apis/delegatedauth/registrationsecret/{registrationId}` · 7.2-preview.2
#[inline]
pub fn create_alternative_secret(registration_id: &RegistrationId) -> Op<JsonWebToken> {
    Op::new(&meta::CREATE_ALTERNATIVE_SECRET).path("registrationId", registration_id).guid("registrationId")
}

params! { RotateSecret {
    secret_type: String = "secretType",
} }

/// `PUT _apis/delegatedauth/registrationsecret/{registrationId}` · 7.2-preview.2
#[inline]
pub fn rotate_secret(registration_id: &RegistrationId, params: RotateSecret) -> Op<Registration> {
    params.add_to(Op::new(&meta::ROTATE_SECRET).path("registrationId", registration_id).guid("registrationId"))
}
