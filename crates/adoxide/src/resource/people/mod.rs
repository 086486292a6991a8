//! People: users, groups, service principals, who is in what, and who has which licence.

#[macro_use]
mod subject;
mod entitlement;
mod group;
mod group_entitlement;
mod me;
mod membership;
mod service_principal;
mod user;

pub use entitlement::{EditEntitlement, Entitlement, NewEntitlement};
pub use group::{Group, NewGroup};
pub use group_entitlement::{GroupEntitlement, NewGroupEntitlement};
pub use me::Me;
pub use membership::Memberships;
pub use service_principal::{NewServicePrincipal, ServicePrincipal};
pub(crate) use subject::is_descriptor;
pub use subject::{OtherSubject, Subject};
pub use user::{NewUser, User};
