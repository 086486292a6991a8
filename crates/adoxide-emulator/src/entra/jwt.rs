//! JSON web tokens: the emulator's own, and the assertions that programs sign.
//! <https://www.rfc-editor.org/rfc/rfc7519>

use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::rsa::{KeyPair, KeySize};
use aws_lc_rs::signature::{KeyPair as _, RSA_PKCS1_2048_8192_SHA256, RSA_PKCS1_SHA256, UnparsedPublicKey};
use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use rustls::pki_types::CertificateDer;
use rustls::pki_types::pem::PemObject as _;
use serde_json::{Value, json};
use webpki::EndEntityCert;

/// The name of the one key.
const KEY_ID: &str = "adoxide-emulator";

/// The key that the emulator signs with. It is made up anew in every process.
pub(crate) struct Key {
    pair: KeyPair,
}

impl Key {
    /// A new key.
    pub fn new() -> Result<Self, String> {
        let pair = KeyPair::generate(KeySize::Rsa2048);
        Ok(Self { pair: pair.map_err(|_| "no key can be made")? })
    }

    /// Signs claims.
    pub fn sign(&self, claims: &Value) -> Result<String, String> {
        let header = json!({"typ": "JWT", "alg": "RS256", "kid": KEY_ID, "x5t": KEY_ID});
        let encode = |part: &Value| URL_SAFE_NO_PAD.encode(part.to_string());
        let message = format!("{}.{}", encode(&header), encode(claims));
        let mut signature = vec![0; self.pair.public_modulus_len()];
        let signed =
            self.pair.sign(&RSA_PKCS1_SHA256, &SystemRandom::new(), message.as_bytes(), &mut signature);
        signed.map_err(|_| "the token cannot be signed")?;
        Ok(format!("{message}.{}", URL_SAFE_NO_PAD.encode(signature)))
    }

    /// Whether it signed a token.
    pub fn has_signed(&self, token: &Jwt) -> bool {
        let key = UnparsedPublicKey::new(&RSA_PKCS1_2048_8192_SHA256, self.pair.public_key().as_ref());
        token.algorithm == "RS256" && key.verify(token.message.as_bytes(), &token.signature).is_ok()
    }

    /// What others check its signatures with.
    pub fn to_json(&self, issuer: &str) -> Value {
        let key = self.pair.public_key();
        let modulus = URL_SAFE_NO_PAD.encode(key.modulus().big_endian_without_leading_zero());
        let exponent = URL_SAFE_NO_PAD.encode(key.exponent().big_endian_without_leading_zero());
        json!({"kty": "RSA", "use": "sig", "alg": "RS256", "kid": KEY_ID, "x5t": KEY_ID, "n": modulus,
               "e": exponent, "issuer": issuer})
    }
}

/// A token, taken apart; nothing of it is proved.
pub(crate) struct Jwt {
    pub algorithm: String,
    pub claims: Value,
    message: String,
    signature: Vec<u8>,
}

impl Jwt {
    /// Takes a token apart, if it is one.
    pub fn parse(token: &str) -> Option<Self> {
        let (message, signature) = token.rsplit_once('.')?;
        let (header, claims) = message.split_once('.')?;
        let json = |part: &str| serde_json::from_slice::<Value>(&URL_SAFE_NO_PAD.decode(part).ok()?).ok();
        Some(Self {
            algorithm: json(header)?.get("alg")?.as_str()?.to_owned(),
            claims: json(claims)?,
            message: message.to_owned(),
            signature: URL_SAFE_NO_PAD.decode(signature).ok()?,
        })
    }

    /// A claim that is a text.
    pub fn text(&self, claim: &str) -> &str {
        self.claims.get(claim).and_then(Value::as_str).unwrap_or_default()
    }

    /// A claim that is an instant, in seconds.
    pub fn seconds(&self, claim: &str) -> Option<i64> {
        let value = self.claims.get(claim)?;
        value.as_i64().or_else(|| value.as_f64().map(|seconds| seconds as i64))
    }

    /// Whether the key of a certificate signed it.
    pub fn is_signed_by(&self, certificate: &str) -> bool {
        let algorithm = match self.algorithm.as_str() {
            "RS256" => webpki::aws_lc_rs::RSA_PKCS1_2048_8192_SHA256,
            "PS256" => webpki::aws_lc_rs::RSA_PSS_2048_8192_SHA256_LEGACY_KEY,
            _ => return false,
        };
        let Ok(der) = CertificateDer::from_pem_slice(certificate.as_bytes()) else { return false };
        let verified = EndEntityCert::try_from(&der)
            .and_then(|known| known.verify_signature(algorithm, self.message.as_bytes(), &self.signature));
        verified.is_ok()
    }
}
