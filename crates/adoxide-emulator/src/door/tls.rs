//! The emulator's own certificate authority, for the door at which it is `dev.azure.com`.

use std::fmt;
use std::fs;
use std::io::{self, Write as _};
use std::path::Path;
use std::sync::Arc;

use jiff::tz::TimeZone;
use jiff::{Span, Timestamp};
use rcgen::{
    BasicConstraints, CertificateParams, CidrSubnet, DnType, ExtendedKeyUsagePurpose, GeneralSubtree, IsCa,
    Issuer, KeyPair, KeyUsagePurpose, NameConstraints, SerialNumber, date_time_ymd,
};
use rustls::ServerConfig;
use rustls::pki_types::{PrivateKeyDer, PrivatePkcs8KeyDer};

use crate::wire::address;

/// How long the certificate of a door is good: what the strictest clients still take.
const LEAF_DAYS: i64 = 397;

/// A certificate authority that signs for the names of the cloud and of this machine, and for no other: it
/// says so itself, and clients hold it to that.
///
/// Whoever trusts it believes that an emulator is Azure DevOps. Its key is in this process, or in a file that
/// only its owner can read.
pub struct Authority {
    pem: String,
    key: KeyPair,
}

/// Why there is no authority.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum AuthorityError {
    /// The folder cannot be used.
    #[error("the folder of the certificate authority cannot be used: {0}")]
    Folder(#[from] io::Error),
    /// A certificate cannot be made, or a key in the folder is none.
    #[error("no certificate can be made: {0}")]
    Certificate(#[from] rcgen::Error),
    /// A certificate cannot be served.
    #[error("the certificate cannot be served: {0}")]
    Tls(#[from] rustls::Error),
    /// The key in the folder can be read by others.
    #[error("{0} can be read by others than its owner; delete the folder, and a new authority is made")]
    Open(String),
}

impl Authority {
    /// A new authority, gone with the process.
    ///
    /// # Errors
    /// When the machine gives no randomness.
    pub fn new() -> Result<Self, AuthorityError> {
        let key = KeyPair::generate()?;
        let pem = params().self_signed(&key)?.pem();
        Ok(Self { pem, key })
    }

    /// The authority of a folder, made there if there is none: `ca.pem` to be trusted, and `ca-key.pem`, which
    /// only its owner can read.
    ///
    /// # Errors
    /// When the folder cannot be used, or others can read the key.
    pub fn in_folder(folder: &Path) -> Result<Self, AuthorityError> {
        fs::create_dir_all(folder)?;
        let (certificate, secret) = (folder.join("ca.pem"), folder.join("ca-key.pem"));
        if certificate.exists() && secret.exists() {
            if is_open(&secret)? {
                return Err(AuthorityError::Open(secret.display().to_string()));
            }
            let key = KeyPair::from_pem(&fs::read_to_string(&secret)?)?;
            return Ok(Self { pem: fs::read_to_string(&certificate)?, key });
        }
        let made = Self::new()?;
        write_secret(&secret, made.key.serialize_pem().as_bytes())?;
        fs::write(&certificate, &made.pem)?;
        Ok(made)
    }

    /// The certificate to be trusted, in PEM.
    pub fn pem(&self) -> &str {
        &self.pem
    }

    /// What a door shows: a certificate for all the names, and both versions of HTTP.
    pub(crate) fn server(&self) -> Result<Arc<ServerConfig>, AuthorityError> {
        let key = KeyPair::generate()?;
        let mut names = address::names();
        names.push(address::ENTRA_HOST.to_owned());
        names.extend(["localhost", "127.0.0.1", "::1"].map(str::to_owned));
        let mut leaf = CertificateParams::new(names)?;
        leaf.distinguished_name.push(DnType::CommonName, "dev.azure.com");
        // The clients' clock is the machine's, not the emulator's.
        let today = Timestamp::now().to_zoned(TimeZone::UTC).date();
        let day = |days: i64| {
            let day = today.saturating_add(Span::new().days(days));
            date_time_ymd(day.year().into(), day.month().unsigned_abs(), day.day().unsigned_abs())
        };
        (leaf.not_before, leaf.not_after) = (day(-1), day(LEAF_DAYS - 1));
        leaf.key_usages = vec![KeyUsagePurpose::DigitalSignature];
        leaf.extended_key_usages = vec![ExtendedKeyUsagePurpose::ServerAuth];
        leaf.use_authority_key_identifier_extension = true;
        let leaf = leaf.signed_by(&key, &Issuer::from_params(&params(), &self.key))?;
        let key = PrivateKeyDer::from(PrivatePkcs8KeyDer::from(key.serialize_der()));
        let provider = Arc::new(rustls::crypto::aws_lc_rs::default_provider());
        let config = ServerConfig::builder_with_provider(provider).with_safe_default_protocol_versions()?;
        let mut config = config.with_no_client_auth().with_single_cert(vec![leaf.der().clone()], key)?;
        config.alpn_protocols = vec![b"h2".to_vec(), b"http/1.1".to_vec()];
        Ok(Arc::new(config))
    }
}

impl fmt::Debug for Authority {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Never the key.
        f.debug_struct("Authority").field("pem", &self.pem).finish_non_exhaustive()
    }
}

/// What the authority says of itself. It is the same for every key, so that a key is all that must be kept.
fn params() -> CertificateParams {
    let mut ca = CertificateParams::default();
    ca.distinguished_name.push(DnType::CommonName, "adoxide emulator, trust for tests only");
    (ca.not_before, ca.not_after) = (date_time_ymd(2020, 1, 1), date_time_ymd(2049, 12, 31));
    ca.serial_number = Some(SerialNumber::from(1_u64));
    ca.is_ca = IsCa::Ca(BasicConstraints::Constrained(0));
    ca.key_usages = vec![KeyUsagePurpose::KeyCertSign, KeyUsagePurpose::CrlSign];
    // A domain stands for itself and for what is below it.
    let domains = ["dev.azure.com", "visualstudio.com", address::ENTRA_HOST, "localhost"];
    let mut permitted: Vec<_> = domains.map(|name| GeneralSubtree::DnsName(name.to_owned())).into();
    permitted.push(GeneralSubtree::IpAddress(CidrSubnet::from_v4_prefix([127, 0, 0, 0], 8)));
    let loopback = [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1];
    permitted.push(GeneralSubtree::IpAddress(CidrSubnet::from_v6_prefix(loopback, 128)));
    ca.name_constraints =
        Some(NameConstraints { permitted_subtrees: permitted, excluded_subtrees: Vec::new() });
    ca
}

/// Writes a file that only its owner can read, from its first byte on.
fn write_secret(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut options = fs::OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)?.write_all(bytes)
}

/// Whether others than its owner can read a file.
#[cfg(unix)]
fn is_open(path: &Path) -> io::Result<bool> {
    use std::os::unix::fs::PermissionsExt as _;
    Ok(fs::metadata(path)?.permissions().mode() & 0o077 != 0)
}

#[cfg(not(unix))]
#[expect(clippy::unnecessary_wraps, reason = "as on Unix")]
fn is_open(_: &Path) -> io::Result<bool> {
    // Folders of a user are the user's own there.
    Ok(false)
}
