//! GitHub Advanced Security for Azure DevOps: what is enabled, and the alerts.

mod alert;
mod enablement;
mod filter;
mod metadata;
mod reporting;
mod sarif;

use crate::handler::Row;

/// The rows of Advanced Security.
pub(in crate::area) fn handlers() -> Vec<Row> {
    let all = [
        alert::handlers,
        enablement::handlers,
        filter::handlers,
        metadata::handlers,
        reporting::handlers,
        sarif::handlers,
    ];
    all.iter().flat_map(|handlers| handlers()).collect()
}
