// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

//! What is known of each operation of `advanced_security::advanced_security_reporting`.

use http::Method;

use crate::wire::{Effect, Form, Host, OpMeta, Paging, PagingEnd, TokenPlace};

const fn op(id: &'static str, method: Method, template: &'static str) -> OpMeta {
    OpMeta::new(id, method, template).area("Reporting").area_id(None).host(Host::AdvSec)
}

catalog! {
    CREATE_ADVANCED_FILTER = op("advanced_security.advanced_security_reporting.create_advanced_filter", Method::POST, "_apis/reporting/filtersSettings/alertsbatch")
        .resource("filtersSettings").api_version("7.2-preview.1").effect(Effect::Unsafe)
        .scopes(&["vso.advsec_manage"]).consumes(Some("application/json"));
    LIST_ADVANCED_FILTERS = op("advanced_security.advanced_security_reporting.list_advanced_filters", Method::GET, "_apis/reporting/filtersSettings/alertsbatch")
        .resource("filtersSettings").api_version("7.2-preview.1").effect(Effect::Read)
        .scopes(&["vso.advsec"]).optional(&["includeDeleted", "keywords"]);
    DELETE_ADVANCED_FILTER = op("advanced_security.advanced_security_reporting.delete_advanced_filter", Method::DELETE, "_apis/reporting/filtersSettings/alertsbatch/{filterId}")
        .resource("filtersSettings").api_version("7.2-preview.1").effect(Effect::Idempotent)
        .scopes(&["vso.advsec_manage"]).produces(&[]);
    GET_ADVANCED_FILTER = op("advanced_security.advanced_security_reporting.get_advanced_filter", Method::GET, "_apis/reporting/filtersSettings/alertsbatch/{filterId}")
        .resource("filtersSettings").api_version("7.2-preview.1").effect(Effect::Read)
        .scopes(&["vso.advsec"]);
    UPDATE_ADVANCED_FILTER = op("advanced_security.advanced_security_reporting.update_advanced_filter", Method::PATCH, "_apis/reporting/filtersSettings/alertsbatch/{filterId}")
        .resource("filtersSettings").api_version("7.2-preview.1").effect(Effect::Unsafe)
        .scopes(&["vso.advsec_manage"]).consumes(Some("application/json")).produces(&[]);
    GET_ALERT_SUMMARY_FOR_ORG = op("advanced_security.advanced_security_reporting.get_alert_summary_for_org", Method::GET, "_apis/reporting/summary/alerts")
        .resource("summaryDashboard").api_version("7.2-preview.1").effect(Effect::Read)
        .scopes(&["vso.advsec"]).optional(&[
            "criteria.alertTypes", "criteria.keywords", "criteria.period", "criteria.projects",
            "criteria.severities",
        ]);
    GET_COMBINED_ALERTS_FOR_ORG = op("advanced_security.advanced_security_reporting.get_combined_alerts_for_org", Method::GET, "_apis/reporting/summary/alertsbatch")
        .resource("summaryDashboard").api_version("7.2-preview.1").effect(Effect::Read)
        .scopes(&["vso.advsec"]).paging(Paging::HeaderToken { send: TokenPlace::Query("continuationToken") })
        .optional(&[
            "criteria.alertType", "criteria.alertValidityStatus", "criteria.componentNames",
            "criteria.componentTypes", "criteria.dismissalTypes", "criteria.fixedDateEnd",
            "criteria.fixedDateStart", "criteria.introducedDateEnd", "criteria.introducedDateStart",
            "criteria.keywords", "criteria.projects", "criteria.repositories", "criteria.repositoryIds",
            "criteria.ruleNames", "criteria.secretTypes", "criteria.severities", "criteria.state",
            "criteria.toolNames", "top", "continuationToken",
        ]);
    GET_ENABLEMENT_SUMMARY_FOR_ORG = op("advanced_security.advanced_security_reporting.get_enablement_summary_for_org", Method::GET, "_apis/reporting/summary/enablement")
        .resource("summaryDashboard").api_version("7.2-preview.1").effect(Effect::Read)
        .scopes(&["vso.advsec"]).optional(&[
            "criteria.keywords", "criteria.projects", "criteria.states.anyTool", "criteria.states.codeAlerts",
            "criteria.states.codePRAlerts", "criteria.states.dependencyAlerts",
            "criteria.states.dependencyPRAlerts", "criteria.states.pushProtection", "criteria.states.secretAlerts",
        ]);
}
