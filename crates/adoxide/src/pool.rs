//! Several credentials for one organization.

use std::fmt;
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use http::Method;

use crate::client::Client;
use crate::error::{Error, ErrorKind, Result};
use crate::limit::{Limiter, Priority};

/// Who the service takes those for whom it does not know, where it answers them at all.
const NOBODY: &str = "aaaaaaaa-aaaa-aaaa-aaaa-aaaaaaaaaaaa";

/// Clients of one organization with credentials of their own; each piece of work goes to the identity that has
/// most room for it.
///
/// The service counts by identity: two tokens of one user share a budget, so the clients of one identity share
/// a [`Limiter`] here, and only a further identity makes it faster.
///
/// What belongs together, such as the pages of a list, should stay with one client: another identity may see
/// other things. For a job as a whole all of them should be allowed to see the same; what decides what there is
/// at all is better asked of the [first](Self::first).
///
/// ```
/// # #[tokio::main(flavor = "current_thread")]
/// # async fn main() -> Result<(), Box<dyn std::error::Error>> {
/// # let emulator = adoxide_emulator::Emulator::builder().build()?;
/// # let client = || -> Result<_, Box<dyn std::error::Error>> {
/// #     Ok(adoxide::Client::builder("http://127.0.0.1:1/fabrikam")
/// #         .credential(adoxide::credential::Pat::new(emulator.token())?)
/// #         .transport(adoxide::transport::InProcess::new(emulator.clone(), axum_core::body::Body::new))
/// #         .build()?)
/// # };
/// # let (one, other) = (client()?, client()?);
/// let pool = adoxide::Pool::new([one, other]).await?;
/// for identity in pool.identities() {
///     println!("{}: {}", identity.name, identity.sources.join(", "));
/// }
/// let projects = pool.client().projects().all().await?;
/// # let _ = projects;
/// # Ok(()) }
/// ```
#[derive(Clone)]
pub struct Pool(Arc<Members>);

struct Members {
    clients: Vec<Client>,
    identities: Vec<PooledIdentity>,
    /// Whose turn it is among those who have the same room.
    next: AtomicUsize,
}

/// Who asks with some of the credentials of a [`Pool`].
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct PooledIdentity {
    /// Its id in the organization.
    pub id: String,
    /// Its name for people.
    pub name: String,
    /// Where its credentials come from. All but one add nothing, for they share a budget.
    pub sources: Vec<String>,
}

impl Pool {
    /// A pool of these clients, all of the same organization. Each is asked who it is.
    ///
    /// # Errors
    /// [`ErrorKind::Config`] when there is none or they are of several organizations, and that of the first
    /// whose credential is not accepted.
    pub async fn new(clients: impl IntoIterator<Item = Client>) -> Result<Self> {
        let clients: Vec<_> = clients.into_iter().collect();
        let Some(first) = clients.first() else {
            return Err(Error::new(ErrorKind::Config, "a pool needs at least one client"));
        };
        if let Some(other) = clients.iter().find(|client| client.address() != first.address()) {
            let what = format!(
                "a pool is of one organization, and not of {} and {}",
                first.address(),
                other.address()
            );
            return Err(Error::new(ErrorKind::Config, what).advise("make a pool of each"));
        }
        let who = futures::future::try_join_all(clients.iter().map(identity)).await?;
        let mut identities: Vec<PooledIdentity> = Vec::new();
        let mut limiters: Vec<Limiter> = Vec::new();
        let mut members = Vec::new();
        for (client, (id, name)) in clients.iter().zip(who) {
            let known = identities.iter().position(|identity| identity.id == id);
            let index = known.unwrap_or_else(|| {
                identities.push(PooledIdentity { id, name, sources: Vec::new() });
                limiters.push(client.limiter().clone());
                identities.len() - 1
            });
            identities[index].sources.push(client.credential_source().to_owned());
            members.push(client.within(&limiters[index]));
        }
        Ok(Self(Arc::new(Members { clients: members, identities, next: AtomicUsize::new(0) })))
    }

    /// The same pool, whose requests go before or after others.
    pub fn priority(&self, priority: Priority) -> Self {
        let with = |client: &Client| client.with(client.options().clone().priority(priority));
        Self(Arc::new(Members {
            clients: self.0.clients.iter().map(with).collect(),
            identities: self.0.identities.clone(),
            next: AtomicUsize::new(0),
        }))
    }

    /// The client that was given first: always the same, for what must not depend on who asks.
    pub fn first(&self) -> &Client {
        &self.0.clients[0]
    }

    /// The client to give the next piece of work to: that whose identity can send soonest, and of those the
    /// one with the least to do.
    pub fn client(&self) -> Client {
        let clients = &self.0.clients;
        let first = self.0.next.fetch_add(1, Ordering::Relaxed) % clients.len();
        let best =
            (first..first + clients.len()).map(|index| &clients[index % clients.len()]).min_by(|a, b| {
                let (a, b) = (a.load(), b.load());
                a.wait.cmp(&b.wait).then(a.busy.total_cmp(&b.busy))
            });
        best.unwrap_or(&clients[first]).clone()
    }

    /// All clients, in the order in which they were given.
    pub fn clients(&self) -> &[Client] {
        &self.0.clients
    }

    /// Who asks: as many budgets there are. A pool that was made [of one client](Self::from) did not ask, so its
    /// one identity has no id and no name.
    pub fn identities(&self) -> &[PooledIdentity] {
        &self.0.identities
    }
}

impl From<Client> for Pool {
    /// A pool of one, for what takes a pool. Nothing is asked.
    fn from(client: Client) -> Self {
        let source = client.credential_source().to_owned();
        let identity = PooledIdentity { id: String::new(), name: String::new(), sources: vec![source] };
        let members =
            Members { clients: vec![client], identities: vec![identity], next: AtomicUsize::new(0) };
        Self(Arc::new(members))
    }
}

impl From<&Client> for Pool {
    fn from(client: &Client) -> Self {
        client.clone().into()
    }
}

impl From<&Pool> for Pool {
    fn from(pool: &Pool) -> Self {
        pool.clone()
    }
}

/// Id and name of the one who asks.
async fn identity(client: &Client) -> Result<(String, String)> {
    let answer = client.request(Method::GET, "_apis/connectionData").await?.body;
    let user = &answer["authenticatedUser"];
    let id = user["id"].as_str().map(str::to_ascii_lowercase).ok_or_else(|| {
        let what = format!("the service does not say who {} is", client.credential_source());
        Error::new(ErrorKind::Decode, what).advise("check the address")
    })?;
    if id == NOBODY {
        let what = format!("the service takes {} for nobody's", client.credential_source());
        let error = Error::new(ErrorKind::Auth, what).with_credential(client.credential_source());
        return Err(error.advise("it is wrong or has expired: make a new one"));
    }
    let name = ["customDisplayName", "providerDisplayName"].iter().find_map(|name| user[*name].as_str());
    Ok((id.clone(), name.map_or(id, str::to_owned)))
}

impl fmt::Debug for Pool {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Pool").field("identities", &self.0.identities).finish_non_exhaustive()
    }
}
