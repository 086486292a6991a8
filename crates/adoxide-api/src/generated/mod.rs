// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

//! The machine-written half of this crate.

#![allow(clippy::all, clippy::pedantic, non_camel_case_types, unused_imports)]

pub mod account;
pub mod advanced_security;
pub mod approvals_and_checks;
pub mod artifacts;
pub mod artifacts_package_types;
pub mod audit;
pub mod build;
pub mod commerce;
pub mod container;
pub mod contribution;
pub mod core;
pub mod customer_intelligence;
pub mod dashboard;
pub mod delegated_auth;
pub mod distributed_task;
pub mod environments;
pub mod extension_management;
pub mod favorite;
pub mod feature_management;
pub mod git;
pub mod graph;
pub mod hooks;
pub mod identity_picker;
pub mod ims;
pub mod location;
pub mod member_entitlement_management;
pub mod notification;
pub mod operations;
pub mod organization;
pub mod organization_policy;
pub mod permissions_report;
pub mod pipelines;
pub mod policy;
pub mod processadmin;
pub mod processes;
pub mod profile;
pub mod project_analysis;
pub mod release;
pub mod resource_usage;
pub mod search;
pub mod security;
pub mod security_roles;
pub mod service_endpoint;
pub mod settings;
pub mod status;
pub mod symbol;
pub mod tenant_policy;
pub mod test;
pub mod test_plan;
pub mod test_results;
pub mod tfvc;
pub mod token_admin;
pub mod tokens;
pub mod web_platform_auth;
pub mod wiki;
pub mod wit;
pub mod work;
pub mod common;
pub mod event;
pub mod path;

use crate::wire::OpMeta;

pub(crate) static CATALOG: &[&[&OpMeta]] = &[
    account::meta::ALL, advanced_security::advanced_security_reporting::meta::ALL,
    advanced_security::alert::meta::ALL, advanced_security::management::meta::ALL,
    approvals_and_checks::pipeline_permissions::meta::ALL, approvals_and_checks::pipelines_checks::meta::ALL,
    approvals_and_checks::pipelinesapproval::meta::ALL, artifacts::feed::meta::ALL,
    artifacts::provenance::meta::ALL, artifacts_package_types::cargo_api::meta::ALL,
    artifacts_package_types::maven::meta::ALL, artifacts_package_types::npm::meta::ALL,
    artifacts_package_types::nu_get::meta::ALL, artifacts_package_types::py_pi_api::meta::ALL,
    artifacts_package_types::universal::meta::ALL, audit::meta::ALL, build::meta::ALL, commerce::meta::ALL,
    container::meta::ALL, contribution::meta::ALL, core::meta::ALL, customer_intelligence::meta::ALL,
    dashboard::meta::ALL, delegated_auth::meta::ALL, distributed_task::elastic::meta::ALL,
    distributed_task::task::meta::ALL, distributed_task::task_agent::meta::ALL, environments::meta::ALL,
    extension_management::meta::ALL, favorite::meta::ALL, feature_management::meta::ALL, git::meta::ALL,
    graph::meta::ALL, hooks::meta::ALL, identity_picker::meta::ALL, ims::meta::ALL, location::meta::ALL,
    member_entitlement_management::meta::ALL, notification::meta::ALL, operations::meta::ALL,
    organization::meta::ALL, organization_policy::meta::ALL, permissions_report::meta::ALL, pipelines::meta::ALL,
    policy::meta::ALL, processadmin::meta::ALL, processes::meta::ALL, profile::meta::ALL,
    project_analysis::meta::ALL, release::meta::ALL, resource_usage::meta::ALL, search::meta::ALL,
    security::meta::ALL, security_roles::meta::ALL, service_endpoint::meta::ALL, settings::meta::ALL,
    status::meta::ALL, symbol::meta::ALL, tenant_policy::meta::ALL, test::meta::ALL, test_plan::meta::ALL,
    test_results::meta::ALL, tfvc::meta::ALL, token_admin::meta::ALL, tokens::meta::ALL,
    web_platform_auth::meta::ALL, wiki::meta::ALL, wit::meta::ALL, work::meta::ALL
];
