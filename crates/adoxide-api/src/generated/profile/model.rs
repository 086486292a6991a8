// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

use super::*;
use crate::wire::{
    Content, DateTime, Json, JsonPatch, Links, List, Map, Op, Paged, PatchOperation, Secret, TimeSpan, Wrapped,
};

object! { AttributeDescriptor {
    attribute_name: String = "attributeName",
    container_name: String = "containerName",
} }

object! { AttributesContainer {
    attributes: Map<ProfileAttribute> = "attributes",
    container_name: String = "containerName",
    revision: i64 = "revision",
} }

object! { CoreProfileAttribute {
    descriptor: AttributeDescriptor = "descriptor",
    revision: i64 = "revision",
    time_stamp: DateTime = "timeStamp",
    value: Json = "value",
} }

object! { CreateProfileContext {
    ci_data: Map<Json> = "ciData",
    contact_with_offers: bool = "contactWithOffers",
    country_name: String = "countryName",
    display_name: String = "displayName",
    email_address: String = "emailAddress",
    has_account: bool = "hasAccount",
    language: String = "language",
    phone_number: String = "phoneNumber",
    profile_state: ProfileState = "profileState",
} }

object! { Profile {
    application_container: AttributesContainer = "applicationContainer",
    core_attributes: Map<CoreProfileAttribute> = "coreAttributes",
    core_revision: i64 = "coreRevision",
    display_name: String = "displayName",
    email_address: String = "emailAddress",
    id: String = "id",
    profile_state: ProfileState = "profileState",
    public_alias: String = "publicAlias",
    revision: i64 = "revision",
    time_stamp: DateTime = "timeStamp",
} }

object! { ProfileAttribute {
    descriptor: AttributeDescriptor = "descriptor",
    revision: i64 = "revision",
    time_stamp: DateTime = "timeStamp",
    value: Json = "value",
} }

open_enum! { ProfileState {
    Custom = "custom", CustomReadOnly = "customReadOnly", ReadOnly = "readOnly",
} }
