//! Applications of the directory: programs that sign in as themselves.

use std::fmt;

use jiff::Timestamp;
use subtle::ConstantTimeEq as _;
use uuid::Uuid;

use super::directory::Directory;
use super::id::IdentityId;
use super::identity::Identity;

/// An application, and its service principal or managed identity.
#[derive(Clone)]
pub struct Application {
    /// What it signs in as.
    pub client_id: Uuid,
    /// Who it is in organizations.
    pub identity: IdentityId,
    /// Certificates that it may sign its assertions with, in PEM.
    pub certificates: Vec<String>,
    /// Whose assertions are taken for its own.
    pub federated: Vec<Federated>,
    /// Whether the machine itself gets tokens for it: a managed identity.
    pub is_managed: bool,
    secrets: Vec<(String, Option<Timestamp>)>,
}

/// A federated credential: an assertion of another issuer that stands for an application.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Federated {
    /// Who makes it (`iss`).
    pub issuer: String,
    /// What it says that it is about (`sub`).
    pub subject: String,
    /// Whom it is for (`aud`): `api://AzureADTokenExchange`.
    pub audience: String,
    /// The certificate of the issuer's key, in PEM; none for assertions that the emulator itself makes.
    pub certificate: Option<String>,
}

impl fmt::Debug for Application {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        // Never the secrets.
        f.debug_struct("Application")
            .field("client_id", &self.client_id)
            .field("identity", &self.identity)
            .field("federated", &self.federated)
            .field("is_managed", &self.is_managed)
            .finish_non_exhaustive()
    }
}

impl Application {
    /// Lets a secret stand for it, until an instant or forever.
    pub fn add_secret(&mut self, secret: impl Into<String>, valid_to: Option<Timestamp>) {
        self.secrets.push((secret.into(), valid_to));
    }

    /// Whether a secret is one of its own, and until when it is good. How long the search takes does not depend
    /// on the secret.
    pub fn secret(&self, secret: &str) -> Option<Option<Timestamp>> {
        self.secrets.iter().fold(None, |found, (known, valid_to)| {
            let same = bool::from(known.as_bytes().ct_eq(secret.as_bytes()));
            if same { Some(*valid_to) } else { found }
        })
    }
}

impl Directory {
    /// Adds an application to the directory. It is a member of no organization yet.
    pub fn add_application(&mut self, display_name: &str) -> &mut Application {
        let id = self.secret_ids.identity();
        let client_id = self.secret_ids.uuid();
        let object_id = self.secret_ids.uuid();
        let mut identity = Identity::new(id, display_name, client_id.to_string(), self.tenant, object_id);
        let subject = identity.subject_descriptor.trim_start_matches("aad.").to_owned();
        identity.subject_descriptor = format!("aadsp.{subject}");
        identity.descriptor = format!(
            "Microsoft.VisualStudio.Services.Claims.AadServicePrincipal;{}\\{object_id}",
            self.tenant
        );
        self.identities.insert(id, identity);
        self.applications.push(Application {
            client_id,
            identity: id,
            certificates: Vec::new(),
            federated: Vec::new(),
            is_managed: false,
            secrets: Vec::new(),
        });
        let last = self.applications.len() - 1;
        &mut self.applications[last]
    }

    /// The applications of the directory.
    pub fn applications(&self) -> &[Application] {
        &self.applications
    }

    /// An application by its client id.
    pub fn application(&self, client_id: &str) -> Option<&Application> {
        let id: Uuid = client_id.parse().ok()?;
        self.applications.iter().find(|known| known.client_id == id)
    }

    /// An application by its client id, to change it.
    pub fn application_mut(&mut self, client_id: Uuid) -> Option<&mut Application> {
        self.applications.iter_mut().find(|known| known.client_id == client_id)
    }

    /// Makes up a secret of the form of an application's: 40 characters.
    pub fn new_secret(&mut self) -> String {
        let text = self.secret_ids.token();
        format!("{}~{}", &text[..3], &text[3..39])
    }
}
