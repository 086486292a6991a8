// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

//! `artifacts_package_types.cargo_api`: 10 operations.

pub mod meta;
#[cfg(feature = "artifacts-package-types")]
mod model;
#[cfg(feature = "artifacts-package-types")]
mod op;

#[cfg(feature = "artifacts-package-types")]
pub use self::{model::*, op::*};
#[cfg(feature = "artifacts-package-types")]
pub use crate::generated::common::{
    BatchOperationData, MinimalPackageDetails, Package, PackageVersionDetails, PackagingSourceType,
    UpstreamSourceInfo, UpstreamVersionVisibility, UpstreamingBehavior
};
