//! Microsoft Entra.

/// Where tokens are made in the cloud.
pub(crate) const HOST: &str = "login.microsoftonline.com";
