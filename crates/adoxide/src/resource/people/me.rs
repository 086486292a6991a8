//! Who asks.

use std::fmt;

use adoxide_api::location::ConnectionData;
use adoxide_api::profile::{self, GetProfile, Profile};

use super::{Subject, User};
use crate::client::Client;
use crate::error::Result;
use crate::resource::identities::connection_data;
use crate::resource::project::missing;

/// The id of whoever the service does not know.
const NOBODY: &str = "aaaaaaaa-aaaa-aaaa-aaaa-aaaaaaaaaaaa";

/// Who the credential is, as it was when it was asked for.
///
/// The service says it to every credential, whatever its scopes. The [profile](Self::profile) needs a scope of its
/// own.
///
/// ```
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # let emulator = adoxide_emulator::Emulator::builder().seed_size(0).build()?;
/// # let ado = adoxide::Client::builder("http://127.0.0.1:1/fabrikam")
/// #     .credential(adoxide::credential::Pat::new(emulator.token())?)
/// #     .transport(adoxide::transport::InProcess::new(emulator, axum_core::body::Body::new))
/// #     .build()?;
/// let me = ado.me().await?;
/// println!("{} <{}>", me.display_name(), me.account().unwrap_or_default());
/// # assert!(!me.is_anonymous());
/// # Ok(()) }
/// ```
///
/// <https://learn.microsoft.com/en-us/rest/api/azure/devops/profile/profiles>
#[derive(Clone)]
pub struct Me {
    client: Client,
    value: ConnectionData,
}

impl Client {
    /// Who the credential is. It answers also to a credential that is nobody's:
    /// [`is_anonymous`](Me::is_anonymous).
    ///
    /// # Errors
    /// As any call.
    pub async fn me(&self) -> Result<Me> {
        Ok(Me { client: self.clone(), value: connection_data(self).await? })
    }
}

impl Me {
    /// All that the service says about the connection.
    pub fn value(&self) -> &ConnectionData {
        &self.value
    }

    /// The client that it was made by.
    pub fn client(&self) -> &Client {
        &self.client
    }

    /// Its id, by which the rest of the service names it.
    ///
    /// # Errors
    /// [`ErrorKind::Decode`](crate::ErrorKind::Decode) when the service did not say it.
    pub fn id(&self) -> Result<&str> {
        let user = self.value.authenticated_user.as_ref();
        user.and_then(|user| user.id.as_deref()).ok_or_else(|| missing("authenticatedUser.id"))
    }

    /// Its subject descriptor, by which the Graph names it.
    ///
    /// # Errors
    /// As [`id`](Self::id).
    pub fn descriptor(&self) -> Result<&str> {
        let user = self.value.authenticated_user.as_ref();
        let descriptor = user.and_then(|user| user.subject_descriptor.as_deref());
        descriptor.ok_or_else(|| missing("authenticatedUser.subjectDescriptor"))
    }

    /// The name that is shown: the one of the directory.
    pub fn display_name(&self) -> &str {
        let Some(user) = &self.value.authenticated_user else { return "" };
        let names = [&user.provider_display_name, &user.custom_display_name];
        names.into_iter().flatten().next().map(String::as_str).unwrap_or_default()
    }

    /// The account: the sign-in address of a user, if it is one.
    pub fn account(&self) -> Option<&str> {
        let properties = self.value.authenticated_user.as_ref()?.properties.as_ref()?;
        properties.get("Account")?.get("$value")?.as_str()
    }

    /// Whether the service takes the credential for nobody's: it answers anyone.
    pub fn is_anonymous(&self) -> bool {
        self.id().is_ok_and(|id| id.eq_ignore_ascii_case(NOBODY))
    }

    /// The id of the organization.
    pub fn organization_id(&self) -> Option<&str> {
        self.value.instance_id.as_deref()
    }

    /// The user or service principal that it is in the Graph. Nothing is asked for.
    ///
    /// # Errors
    /// As [`id`](Self::id).
    pub fn subject(&self) -> Result<Subject> {
        Ok(Subject::at(&self.client, self.descriptor()?))
    }

    /// The user that it is, if it is one.
    pub fn user(&self) -> Option<User> {
        self.subject().ok()?.user().cloned()
    }

    /// Its profile: mail address, public alias, settings. It stands on a host of its own, and a token needs the
    /// scope `vso.profile` for it.
    ///
    /// # Errors
    /// [`ErrorKind::Auth`](crate::ErrorKind::Auth) or [`ErrorKind::Permission`](crate::ErrorKind::Permission) when
    /// the token lacks the scope, [`ErrorKind::NotFound`](crate::ErrorKind::NotFound) for a service principal,
    /// which has none, and as any call.
    pub async fn profile(&self) -> Result<Profile> {
        self.client.call(profile::get_profile(&"me".into(), GetProfile::default())).await
    }
}

impl fmt::Debug for Me {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Me({})", self.display_name())
    }
}
