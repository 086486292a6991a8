//! The policies of an organization and of its tenant: what the settings show under Policies and under Microsoft Entra.
//!
//! Nothing documents them. Names, defaults and the JSON Patch are those that Microsoft365DSC, AzureDevOpsDsc and the
//! PowerShell module ADOPS send and read.

/// Where the settings keep the policies of the organization.
pub(super) const SCOPE: &str = "organizationpolicy";
