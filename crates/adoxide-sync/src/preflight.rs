//! What is wrong before anything is written.

use adoxide::api::core::{self, GetProject};
use adoxide::api::path::ProjectId;
use adoxide::api::wire::Json;
use adoxide::{Client, ErrorKind as ServiceErrorKind, Method};

use crate::{Error, ErrorKind};

/// The id of the organization of a client, if these projects (names or ids) are in it: for
/// [`Engine::organization_id`](crate::Engine::organization_id). A wrong organization, credential or project is found
/// out before a destination is opened.
///
/// # Errors
/// When the organization can't be read, or one of the projects is not in it; and [`ErrorKind::Config`] for that.
pub async fn preflight(client: &Client, projects: &[String]) -> Result<Option<String>, Error> {
    let answer = client.request(Method::GET, "_apis/connectionData").await.map_err(Error::service)?;
    for project in projects {
        let op = core::get_project(&ProjectId::from(&**project), GetProject::default());
        match client.call(op.reply_as::<Json>()).await {
            Ok(_) => {}
            Err(error) if error.kind() == ServiceErrorKind::NotFound => {
                return Err(Error::new(
                    ErrorKind::Config,
                    format!(
                        "no such project: `{project}` in {}, or the credential may not see it; check its name",
                        client.address()
                    ),
                ));
            }
            // One that may not be read alone may be listed.
            Err(error) if error.kind() == ServiceErrorKind::Permission => {}
            Err(error) => return Err(Error::service(error)),
        }
    }
    Ok(answer.body["instanceId"].as_str().map(str::to_owned))
}
