//! People and groups, as far as others are named by them.

use adoxide_api::ims::{ReadIdentities, read_identities};
use http::Method;

use super::identity::is_id;
use crate::client::Client;
use crate::error::{Error, ErrorKind, Result};

impl Client {
    /// The id of a person or a group: by id, sign-in address or display name; `@me` is who asks.
    ///
    /// # Errors
    /// [`ErrorKind::NotFound`] when nobody is called so, [`ErrorKind::Invalid`] when several are, and as any
    /// call.
    pub async fn identity_id(&self, who: &str) -> Result<String> {
        resolve(self, who).await
    }
}

/// The id of who asks.
pub(crate) async fn me(client: &Client) -> Result<String> {
    let answer = client.request(Method::GET, "_apis/connectionData").await?.body;
    let id = answer["authenticatedUser"]["id"].as_str().map(str::to_owned);
    id.ok_or_else(|| {
        Error::new(ErrorKind::Decode, "the service does not say who asks").advise("check the address")
    })
}

/// The id of the organization, which some operations call a collection.
pub(crate) async fn organization_id(client: &Client) -> Result<String> {
    let answer = client.request(Method::GET, "_apis/connectionData").await?.body;
    let id = answer["instanceId"].as_str().map(str::to_owned);
    id.ok_or_else(|| {
        Error::new(ErrorKind::Decode, "the service does not say which organization it is")
            .advise("check the address")
    })
}

/// The id of a person or a group: by id, mail address, sign-in address or display name; `@me` is who asks.
pub(crate) async fn resolve(client: &Client, who: &str) -> Result<String> {
    if who.eq_ignore_ascii_case("@me") {
        return me(client).await;
    }
    if is_id(who) {
        return Ok(who.to_owned());
    }
    let params = ReadIdentities {
        search_filter: Some("General".to_owned()),
        filter_value: Some(who.to_owned()),
        ..ReadIdentities::default()
    };
    let found = client.items(read_identities(params)).all().await?;
    let mut ids = found
        .into_iter()
        .filter(|identity| identity.is_active != Some(false))
        .filter_map(|identity| identity.id);
    match (ids.next(), ids.next()) {
        (Some(id), None) => Ok(id),
        (None, _) => Err(Error::new(ErrorKind::NotFound, format!("no such user or group: `{who}`"))
            .advise("give the sign-in address, or the id")),
        (Some(_), Some(_)) => {
            Err(Error::new(ErrorKind::Invalid, format!("several users or groups are called `{who}`"))
                .advise("give the sign-in address, or the id"))
        }
    }
}
