//! What operations do: one module an area of the REST API, one function an operation.
//!
//! Answers are written by hand from recordings and documented examples, and share no type with the client
//! side: shared code would share mistakes.

#![allow(
    clippy::needless_pass_by_value,
    clippy::unnecessary_wraps,
    reason = "handlers of a kind have one signature, and own their body"
)]

mod account;
mod advanced_security;
mod audit;
mod build;
mod collection;
mod commerce;
mod contribution;
mod core;
mod customer_intelligence;
mod dashboard;
mod distributed_task;
mod entitlement;
mod extension;
mod favorite;
mod feature_management;
mod feed;
mod git;
mod graph;
mod group_entitlement;
pub(crate) mod hooks;
mod identity_picker;
mod ims;
mod location;
mod notification;
mod operations;
mod organization;
mod organization_policy;
mod permissions_report;
mod person;
mod picture;
mod pipelines;
mod png;
mod policy;
mod processes;
mod profile;
mod project_analysis;
mod release;
mod resource_usage;
mod search;
mod security;
mod security_role;
mod service_endpoint;
mod service_principal;
mod settings;
mod subject;
mod test;
mod test_plan;
mod tfvc;
mod token_admin;
mod tokens;
mod web_platform_auth;
mod wiki;
mod wit;
mod work;

use std::sync::LazyLock;

pub(crate) use self::build::general_settings::scope as pipeline_settings;
use crate::handler::Row;

/// The rows of all areas: the operations that are emulated.
pub(crate) fn rows() -> &'static [Row] {
    static ROWS: LazyLock<Vec<Row>> = LazyLock::new(|| {
        let areas = [
            account::handlers,
            advanced_security::handlers,
            audit::handlers,
            build::handlers,
            collection::handlers,
            commerce::handlers,
            contribution::handlers,
            core::handlers,
            customer_intelligence::handlers,
            dashboard::handlers,
            distributed_task::handlers,
            entitlement::handlers,
            extension::handlers,
            favorite::handlers,
            feature_management::handlers,
            feed::handlers,
            git::handlers,
            graph::handlers,
            group_entitlement::handlers,
            hooks::handlers,
            identity_picker::handlers,
            ims::handlers,
            location::handlers,
            notification::handlers,
            operations::handlers,
            organization::handlers,
            organization_policy::handlers,
            pipelines::handlers,
            permissions_report::handlers,
            policy::handlers,
            processes::handlers,
            profile::handlers,
            project_analysis::handlers,
            release::handlers,
            resource_usage::handlers,
            search::handlers,
            security::handlers,
            security_role::handlers,
            service_endpoint::handlers,
            service_endpoint::oauth_handlers,
            service_principal::handlers,
            settings::handlers,
            test::handlers,
            test_plan::handlers,
            tfvc::handlers,
            token_admin::handlers,
            tokens::handlers,
            web_platform_auth::handlers,
            wiki::handlers,
            wit::handlers,
            work::handlers,
        ];
        areas.iter().flat_map(|handlers| handlers()).collect()
    });
    &ROWS
}
