// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

use super::*;
use crate::wire::{
    Content, DateTime, Json, JsonPatch, Links, List, Map, Op, Paged, PatchOperation, Secret, TimeSpan, Wrapped,
};

open_enum! { ClientType {
    Confidential = "confidential", Public = "public", MediumTrust = "mediumTrust", HighTrust = "highTrust",
    FullTrust = "fullTrust", Application = "application",
} }

object! { JsonWebToken {
    is_authenticated: bool = "isAuthenticated",
    properties: Map<String> = "properties",
} }

object! { Registration {
    access_hash: String = "accessHash",
    alternative_secret: Secret = "alternativeSecret",
    alternative_secret_valid_from: DateTime = "alternativeSecretValidFrom",
    alternative_secret_valid_to: DateTime = "alternativeSecretValidTo",
    alternative_secret_version_id: String = "alternativeSecretVersionId",
    client_type: ClientType = "clientType",
    identity_id: String = "identityId",
    is_valid: bool = "isValid",
    is_well_known: bool = "isWellKnown",
    issuer: String = "issuer",
    organization_location: String = "organizationLocation",
    organization_name: String = "organizationName",
    public_key: String = "publicKey",
    redirect_uris: Vec<String> = "redirectUris",
    registration_description: String = "registrationDescription",
    registration_id: String = "registrationId",
    registration_location: String = "registrationLocation",
    registration_logo_secure_location: String = "registrationLogoSecureLocation",
    registration_name: String = "registrationName",
    registration_privacy_statement_location: String = "registrationPrivacyStatementLocation",
    registration_terms_of_service_location: String = "registrationTermsOfServiceLocation",
    response_types: String = "responseTypes",
    scopes: String = "scopes",
    secondary_hash: String = "secondaryHash",
    secret: Secret = "secret",
    secret_valid_to: DateTime = "secretValidTo",
    secret_version_id: String = "secretVersionId",
    setup_uri: String = "setupUri",
    tenant_ids: Vec<String> = "tenantIds",
    valid_from: DateTime = "validFrom",
} }
