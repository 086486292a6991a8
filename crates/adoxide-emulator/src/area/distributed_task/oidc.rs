//! Tokens of jobs.

use adoxide_api::distributed_task::task::meta;

use crate::handler::View;
use crate::handler::handlers;
use crate::handler::ready_project as find_project;
use crate::wire::error::Fault;
use crate::wire::json::Object;
use crate::wire::reply::Reply;
use crate::world::build::BuildStatus;

handlers! {
    meta::CREATE_OIDC_TOKEN => read(create_oidc_token),
}

/// What a job that runs shows to Microsoft Entra for a service connection of its project, so that nobody has
/// to keep a secret. Issuer and subject are documented, to be entered there:
/// <https://learn.microsoft.com/en-us/azure/devops/pipelines/release/configure-workload-identity>
fn create_oidc_token(view: &View<'_>) -> Result<Reply, Fault> {
    const AUDIENCE: &str = "api://AzureADTokenExchange";
    let (plan, job) = (view.required("planId")?, view.required("jobId")?);
    let connection = view.query.get("serviceConnectionId").unwrap_or_default();
    let organization = view.organization;
    let project = find_project(organization, view.required("scopeIdentifier")?)?;
    if !view.sees(project.id, None) {
        return Err(Fault::project_not_found(view.required("scopeIdentifier")?));
    }
    let plan_id = plan.parse().ok();
    let build = organization.builds().builds().find(|build| {
        build.project == project.id
            && Some(build.plan_id) == plan_id
            && build.status == BuildStatus::InProgress
    });
    let build = build.ok_or_else(|| Fault::orchestration_plan_not_found(plan))?;
    let id = job.parse().ok();
    let is_job = build.timeline().iter().any(|record| record.kind == "Job" && Some(record.id) == id);
    if !is_job {
        return Err(Fault::job_not_found(job, build.plan_id));
    }
    let endpoint = connection.parse().ok().and_then(|id| organization.service_endpoint(id));
    let name = endpoint.and_then(|endpoint| endpoint.reference(project.id)).map(|own| &own.name);
    let name = name.ok_or_else(|| Fault::service_endpoint_not_found(connection))?;
    let issuer = format!("https://vstoken.dev.azure.com/{}", organization.id());
    let subject = format!("sc://{}/{}/{name}", organization.name(), project.name);
    let token = view.shared.entra.assertion(&issuer, &subject, AUDIENCE, view.shared.clock.now());
    let token = token.map_err(Fault::internal)?;
    Ok(Reply::json(Object::new().set("oidcToken", token)))
}
