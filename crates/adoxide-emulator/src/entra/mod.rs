//! Tokens of the directory: what Microsoft Entra signs, signed here.

mod endpoint;
pub(crate) mod jwt;

use std::sync::OnceLock;
use std::sync::atomic::{AtomicU64, Ordering};

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use jiff::Timestamp;
use serde_json::json;
use uuid::Uuid;

pub(crate) use self::endpoint::{Endpoint, is_host};
use self::jwt::{Jwt, Key};
use crate::world::World;
use crate::world::id::IdentityId;
use crate::world::identity::Identity;

/// Azure DevOps, as an application of every directory.
pub(crate) const RESOURCE: &str = "499b84ac-1321-427f-aa17-267ca6975798";

/// How long a token is good, in seconds.
pub(crate) const LIFETIME: i64 = 3600;

/// How far clocks may be apart, in seconds.
pub(crate) const SKEW: i64 = 300;

/// What signs and checks tokens.
#[derive(Default)]
pub(crate) struct Entra {
    key: OnceLock<Result<Key, String>>,
    /// How many tokens were made.
    made: AtomicU64,
}

impl Entra {
    /// The key that tokens are signed with, made when it is first needed.
    pub fn key(&self) -> Result<&Key, &str> {
        self.key.get_or_init(Key::new).as_ref().map_err(String::as_str)
    }

    /// Who a bearer token is of; none if it is none of ours, or not good now.
    pub fn identify(&self, world: &World, token: &str, now: Timestamp) -> Option<IdentityId> {
        let token = Jwt::parse(token)?;
        let now = now.as_second();
        let is_good = token.seconds("exp")? > now
            && token.seconds("nbf").is_none_or(|begin| begin <= now + SKEW)
            && token.text("aud") == RESOURCE;
        if !is_good || !self.key().ok()?.has_signed(&token) {
            return None;
        }
        let object: Uuid = token.text("oid").parse().ok()?;
        world.identities().find(|identity| identity.object_id == object).map(|identity| identity.id)
    }

    /// A bearer token of somebody.
    pub fn bearer(&self, world: &World, identity: &Identity, now: Timestamp) -> Result<String, String> {
        let application = world.applications().iter().find(|known| known.identity == identity.id);
        let (tenant, now) = (world.tenant(), now.as_second());
        let mut claims = json!({
            "aud": RESOURCE, "iss": format!("https://sts.windows.net/{tenant}/"), "iat": now, "nbf": now,
            "exp": now + LIFETIME, "oid": identity.object_id.to_string(), "sub": identity.object_id.to_string(),
            "tid": tenant.to_string(), "ver": "1.0",
            // No two tokens are alike, also of one second.
            "uti": URL_SAFE_NO_PAD.encode(u128::from(self.made.fetch_add(1, Ordering::Relaxed)).to_be_bytes()),
        });
        if let Some(application) = application {
            claims["appid"] = application.client_id.to_string().into();
            claims["idtyp"] = "app".into();
        } else {
            claims["upn"] = identity.unique_name.as_str().into();
            claims["name"] = identity.display_name.as_str().into();
            claims["scp"] = "user_impersonation".into();
        }
        self.key()?.sign(&claims)
    }

    /// An assertion of the emulator's own, for workload identity federation.
    pub fn assertion(
        &self,
        issuer: &str,
        subject: &str,
        audience: &str,
        now: Timestamp,
    ) -> Result<String, String> {
        let now = now.as_second();
        let claims =
            json!({"iss": issuer, "sub": subject, "aud": audience, "iat": now, "nbf": now, "exp": now + 600});
        self.key()?.sign(&claims)
    }
}
