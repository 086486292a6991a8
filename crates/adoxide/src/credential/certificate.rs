//! A certificate with its key, and what it signs.

use aws_lc_rs::digest::{SHA256, digest};
use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::signature::{KeyPair, RSA_PSS_SHA256, RsaKeyPair};
use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use jiff::Timestamp;
use rustls_pki_types::pem::PemObject;
use rustls_pki_types::{CertificateDer, PrivateKeyDer};

use crate::error::{Error, ErrorKind, Result};

/// How long an assertion is good: long enough for a clock that is a little wrong.
const LIFE: i64 = 600;

pub(super) struct Certificate {
    /// The SHA-256 hash of the certificate, as the header of an assertion has it.
    thumbprint: String,
    key: RsaKeyPair,
}

impl Certificate {
    pub(super) fn from_pem(pem: &[u8]) -> Result<Self> {
        let wrong = |what: &str| Error::new(ErrorKind::Config, format!("the client certificate {what}"));
        let example =
            "give certificate and key in PEM: openssl pkcs12 -in FILE -out PEM -nodes makes it of a PFX";
        let text = String::from_utf8_lossy(pem);
        if text.contains("ENCRYPTED PRIVATE KEY") || text.contains("Proc-Type: 4,ENCRYPTED") {
            return Err(wrong("has a key with a password").advise("give it without: openssl pkey -in KEY"));
        }
        let mut all = CertificateDer::pem_slice_iter(pem);
        let first = all.next().ok_or_else(|| wrong("is not there").advise(example))?;
        let first = first.map_err(|_| wrong("can't be read").advise(example))?;
        let key = PrivateKeyDer::from_pem_slice(pem).map_err(|_| wrong("has no key").advise(example))?;
        let key = match &key {
            PrivateKeyDer::Pkcs1(key) => RsaKeyPair::from_der(key.secret_pkcs1_der()),
            PrivateKeyDer::Pkcs8(key) => RsaKeyPair::from_pkcs8(key.secret_pkcs8_der()),
            _ => return Err(wrong("has a key that is not an RSA key").advise("Microsoft Entra takes RSA")),
        };
        let key = key.map_err(|_| {
            wrong("has a key that can't be used").advise("Microsoft Entra takes RSA of 2048 bits and more")
        })?;
        let thumbprint = BASE64_URL_SAFE_NO_PAD.encode(digest(&SHA256, &first));
        // A key of another certificate would be refused with a riddle.
        let public = key.public_key().as_ref();
        if !first.windows(public.len()).any(|window| window == public) {
            return Err(wrong("and the key are not of each other").advise("give the key of this certificate"));
        }
        Ok(Self { thumbprint, key })
    }

    /// A JSON Web Token that says for ten minutes that this is the application.
    /// <https://learn.microsoft.com/en-us/entra/identity-platform/certificate-credentials>
    pub(super) fn assertion(&self, client: &str, audience: &str) -> Result<String> {
        let failed = |_| Error::new(ErrorKind::Config, "the certificate's key can't sign");
        let mut id = [0; 16];
        aws_lc_rs::rand::fill(&mut id).map_err(failed)?;
        let now = Timestamp::now().as_second();
        let header = serde_json::json!({ "alg": "PS256", "typ": "JWT", "x5t#S256": self.thumbprint });
        let payload = serde_json::json!({
            "aud": audience, "iss": client, "sub": client, "jti": BASE64_URL_SAFE_NO_PAD.encode(id),
            "iat": now, "nbf": now - LIFE / 2, "exp": now + LIFE,
        });
        let encode = |value: serde_json::Value| BASE64_URL_SAFE_NO_PAD.encode(value.to_string());
        let mut token = format!("{}.{}", encode(header), encode(payload));
        let mut signature = vec![0; self.key.public_modulus_len()];
        self.key
            .sign(&RSA_PSS_SHA256, &SystemRandom::new(), token.as_bytes(), &mut signature)
            .map_err(failed)?;
        token.push('.');
        token.push_str(&BASE64_URL_SAFE_NO_PAD.encode(signature));
        Ok(token)
    }
}
