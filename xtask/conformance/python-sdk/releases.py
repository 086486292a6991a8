"""Classic releases, test runs and test plans: what the client says is compared with what was made."""

import base64
from datetime import datetime, timedelta, timezone
from types import SimpleNamespace

from azure.devops.exceptions import AzureDevOpsServiceError
from azure.devops.v7_1.release.models import (
    Condition,
    ConfigurationVariableValue,
    EnvironmentRetentionPolicy,
    Folder,
    ReleaseApproval,
    ReleaseDefinition,
    ReleaseDefinitionApprovals,
    ReleaseDefinitionApprovalStep,
    ReleaseDefinitionEnvironment,
    ReleaseEnvironmentUpdateMetadata,
    ReleaseStartMetadata,
    ReleaseUpdateMetadata,
)
from azure.devops.v7_1.test.models import (
    PointUpdateModel,
    ResultRetentionSettings,
    RunCreateModel,
    RunUpdateModel,
    ShallowReference,
    TestAttachmentRequestModel,
    TestCaseResult,
)
from azure.devops.v7_1.test_plan.models import (
    Configuration,
    NameValuePair,
    Results,
    SuiteTestCaseCreateUpdateParameters,
    TestConfigurationCreateUpdateParameters,
    TestPlanCreateParams,
    TestPlanUpdateParams,
    TestPointUpdateParams,
    TestSuiteCreateParams,
    TestSuiteReference,
    TestSuiteUpdateParams,
    TestVariableCreateUpdateParameters,
    WorkItem,
)
from azure.devops.v7_1.work_item_tracking.models import JsonPatchOperation

from checks import check, contains, equal, raises
from session import clients, core, new_project, settled, until

releases = clients.get_release_client()
tests = clients.get_test_client()
reports = clients.get_test_results_client()
plans = clients.get_test_plan_client()

NAME = "Auslieferung 3"
BASH = "6c731c3c-3c68-459a-a5c9-bde6e6595b5b"
made = SimpleNamespace()


def names(things):
    return [thing.name for thing in things]


def environment(name, condition, approver=None):
    nobody = ReleaseDefinitionApprovalStep(rank=1, is_automated=True)
    asked = ReleaseDefinitionApprovalStep(rank=1, is_automated=False, approver=approver)
    task = {"taskId": BASH, "version": "3.*", "name": "Deploy", "enabled": True, "inputs": {"script": "echo"}}
    phase = {"phaseType": "agentBasedDeployment", "rank": 1, "name": "Agent job", "workflowTasks": [task]}
    return ReleaseDefinitionEnvironment(
        name=name,
        conditions=[condition],
        pre_deploy_approvals=ReleaseDefinitionApprovals(approvals=[asked if approver else nobody]),
        post_deploy_approvals=ReleaseDefinitionApprovals(approvals=[nobody]),
        retention_policy=EnvironmentRetentionPolicy(days_to_keep=30, releases_to_keep=3, retain_build=True),
        deploy_phases=[phase],
    )


@check("create_release_definition, update_release_definition")
def _():
    made.project = new_project(NAME, "Agile")
    made.me = clients.get_location_client().get_connection_data().authenticated_user
    started = Condition(name="ReleaseStarted", condition_type="event", value="")
    staged = Condition(name="Stage", condition_type="environmentState", value="4")
    wanted = ReleaseDefinition(
        name="Web",
        release_name_format="Web-$(rev:r)",
        variables={"key": ConfigurationVariableValue(value="hidden", is_secret=True)},
        environments=[environment("Stage", started), environment("Production", staged, {"id": made.me.id})],
    )
    made.definition = releases.create_release_definition(wanted, NAME)
    equal("environments", names(made.definition.environments), ["Stage", "Production"])
    equal("the secret", made.definition.variables["key"].value, None)
    made.definition.path = "\\Team"
    made.definition = releases.update_release_definition(made.definition, NAME)
    equal("revision", (made.definition.revision, made.definition.path), (2, "\\Team"))
    found = releases.get_release_definition(NAME, made.definition.id)
    equal("approver", found.environments[1].pre_deploy_approvals.approvals[0].approver.id, made.me.id)
    equal("in its folder", names(releases.get_release_definitions(NAME, path="\\Team")), ["Web"])
    equal("revisions", [known.revision for known in releases.get_release_definition_history(NAME, found.id)], [1, 2])


@check("get_folders, update_folder")
def _():
    contains("folders", [folder.path for folder in releases.get_folders(NAME)], "\\Team")
    folder = releases.update_folder(Folder(path="\\Team", description="ours"), NAME, "Team")
    equal("description", folder.description, "ours")


@check("create_release, get_deployments, get_approvals, update_release_approval")
def _():
    release = releases.create_release(ReleaseStartMetadata(definition_id=made.definition.id), NAME)
    equal("name", release.name, "Web-1")
    made.release = release.id
    pending = until("an approval", lambda: releases.get_approvals(NAME), bool)
    equal("the environment", pending[0].release_environment.name, "Production")
    answered = releases.update_release_approval(ReleaseApproval(status="approved", comments="go"), NAME, pending[0].id)
    equal("status", (answered.status, answered.approved_by.id), ("approved", made.me.id))

    def statuses():
        return [known.status for known in releases.get_release(NAME, made.release).environments]

    until("both environments", statuses, lambda seen: seen == ["succeeded", "succeeded"])
    deployments = releases.get_deployments(NAME, definition_id=made.definition.id, query_order="ascending")
    equal("deployments", [known.deployment_status for known in deployments], ["succeeded", "succeeded"])
    equal("their release", {known.release.id for known in deployments}, {made.release})


@check("get_logs, get_task_log")
def _():
    logs = b"".join(releases.get_logs(NAME, made.release))
    equal("a zip", logs[:2], b"PK")
    first = releases.get_release(NAME, made.release).environments[0]
    phase = first.deploy_steps[0].release_deploy_phases[0]
    task = phase.deployment_jobs[0].tasks[-1]
    log = b"".join(releases.get_task_log(NAME, made.release, first.id, phase.id, task.id)).decode()
    contains("lines", log.splitlines()[0], "Starting: Deploy")


@check("update_release_environment, get_releases, update_release_resource")
def _():
    first = releases.get_release(NAME, made.release).environments[0]
    again = ReleaseEnvironmentUpdateMetadata(status="inProgress", comment="again")
    releases.update_release_environment(again, NAME, made.release, first.id)
    look = lambda: releases.get_release_environment(NAME, made.release, first.id)  # noqa: E731
    done = until("the second attempt", look, lambda seen: seen.status == "succeeded")
    equal("attempts", [step.attempt for step in done.deploy_steps], [1, 2])
    kept = releases.update_release_resource(ReleaseUpdateMetadata(keep_forever=True), NAME, made.release)
    equal("keep forever", kept.keep_forever, True)
    equal("releases", names(releases.get_releases(NAME, definition_id=made.definition.id)), ["Web-1"])
    raises("a release that is not there", AzureDevOpsServiceError, lambda: releases.get_release(NAME, 9999))


@check("create_test_run, add_test_results_to_test_run, update_test_run")
def _():
    run = tests.create_test_run(RunCreateModel(name="Unit tests", automated=True, state="InProgress"), NAME)
    made.run = run.id
    results = [
        TestCaseResult(test_case_title=name, automated_test_name=f"Shop.{name}", automated_test_storage="shop.dll",
                       outcome=outcome, state="Completed", duration_in_ms=12)
        for name, outcome in (("adds", "Passed"), ("removes", "Failed"), ("skips", "NotExecuted"))
    ]
    added = tests.add_test_results_to_test_run(results, NAME, run.id)
    equal("numbers", [result.id for result in added], [100000, 100001, 100002])
    done = tests.update_test_run(RunUpdateModel(state="Completed"), NAME, run.id)
    equal("counts", (done.total_tests, done.passed_tests, done.unanalyzed_tests), (3, 1, 1))
    fixed = TestCaseResult(id=100001, outcome="Passed", comment="again")
    fixed = tests.update_test_results([fixed], NAME, run.id)
    equal("what changed", (fixed[0].outcome, fixed[0].revision), ("Passed", 2))


@check("get_test_runs, query_test_runs, get_test_results, get_test_run_statistics")
def _():
    equal("runs", [run.id for run in tests.get_test_runs(NAME)], [made.run])
    equal("the run", tests.get_test_run_by_id(NAME, made.run).name, "Unit tests")
    now = datetime.now(timezone.utc)
    changed = tests.query_test_runs(NAME, now - timedelta(days=3), now + timedelta(days=3))
    contains("changed runs", [run.id for run in changed], made.run)
    titles = [result.test_case_title for result in tests.get_test_results(NAME, made.run)]
    equal("titles", titles, ["adds", "removes", "skips"])
    equal("one result", tests.get_test_result_by_id(NAME, made.run, 100002).outcome, "NotExecuted")
    statistics = tests.get_test_run_statistics(NAME, made.run).run_statistics
    equal("statistics", {known.outcome: known.count for known in statistics}, {"Passed": 2, "NotExecuted": 1})
    contains("the other host", names(reports.get_failure_types(NAME)), "Regression")


@check("create_test_run_attachment, get_test_run_attachment_content")
def _():
    upload = TestAttachmentRequestModel(
        stream=base64.b64encode(b"\x00log").decode(), file_name="a b.log", comment="all", attachment_type="ConsoleLog")
    attached = tests.create_test_run_attachment(upload, NAME, made.run)
    of_result = tests.create_test_result_attachment(upload, NAME, made.run, 100000)
    content = b"".join(tests.get_test_run_attachment_content(NAME, made.run, attached.id))
    equal("content", content, b"\x00log")
    listed = tests.get_test_result_attachments(NAME, made.run, 100000)
    equal("of the result", [(known.id, known.file_name) for known in listed], [(of_result.id, "a b.log")])


@check("get_result_retention_settings, update_result_retention_settings")
def _():
    equal("days", tests.get_result_retention_settings(NAME).automated_results_retention_duration, 30)
    wanted = ResultRetentionSettings(automated_results_retention_duration=60, manual_results_retention_duration=90)
    changed = tests.update_result_retention_settings(wanted, NAME)
    equal("changed", changed.manual_results_retention_duration, 90)


@check("create_test_plan, update_test_plan")
def _():
    plan = plans.create_test_plan(TestPlanCreateParams(name="Release 1", area_path=NAME, iteration=NAME), NAME)
    made.plan, made.root = plan.id, plan.root_suite.id
    equal("state", (plan.state, plan.root_suite.name), ("Active", "Release 1"))
    changed = plans.update_test_plan(TestPlanUpdateParams(name="Release 2", revision=plan.revision), NAME, plan.id)
    equal("name", (changed.name, changed.root_suite.name), ("Release 2", "Release 2"))
    equal("plans", names(plans.get_test_plans(NAME)), ["Release 2"])
    equal("one plan", plans.get_test_plan_by_id(NAME, plan.id).id, plan.id)


@check("create_test_suite, update_test_suite, get_suite_entries")
def _():
    def suite(name, parent):
        wanted = TestSuiteCreateParams(suite_type="staticTestSuite", name=name, parent_suite=TestSuiteReference(id=parent))
        return plans.create_test_suite(wanted, NAME, made.plan)

    one, other = suite("Cart", made.root), suite("Login", made.root)
    made.suite = one.id
    moved = TestSuiteUpdateParams(parent_suite=TestSuiteReference(id=one.id))
    equal("moved", plans.update_test_suite(moved, NAME, made.plan, other.id).parent_suite.name, "Cart")
    equal("suites", names(plans.get_test_suites_for_plan(NAME, made.plan)), ["Release 2", "Cart", "Login"])
    equal("entries", [entry.id for entry in plans.get_suite_entries(NAME, one.id)], [other.id])
    equal("one suite", plans.get_test_suite_by_id(NAME, made.plan, one.id).name, "Cart")
    plans.delete_test_suite(NAME, made.plan, other.id)
    equal("what is left", names(plans.get_test_suites_for_plan(NAME, made.plan)), ["Release 2", "Cart"])


@check("configurations and variables")
def _():
    variable = TestVariableCreateUpdateParameters(name="Region", description="where", values=["west", "east"])
    variable = plans.create_test_variable(variable, NAME)
    contains("variables", names(plans.get_test_variables(NAME)), "Region")
    values = [NameValuePair(name="Region", value="west")]
    wanted = TestConfigurationCreateUpdateParameters(name="West", description="", state="active", values=values)
    made.configuration = plans.create_test_configuration(wanted, NAME)
    contains("configurations", names(plans.get_test_configurations(NAME)), "West")
    found = plans.get_test_configuration_by_id(NAME, made.configuration.id)
    equal("value", (found.values[0].name, found.values[0].value), ("Region", "west"))
    plans.delete_test_variable(NAME, variable.id)


@check("add_test_cases_to_suite, get_test_case_list, update_test_points")
def _():
    title = JsonPatchOperation(op="add", path="/fields/System.Title", value="Buys something")
    case = clients.get_work_item_tracking_client().create_work_item([title], NAME, "Test Case")
    wanted = SuiteTestCaseCreateUpdateParameters(
        work_item=WorkItem(id=case.id), point_assignments=[Configuration(configuration_id=made.configuration.id)])
    added = plans.add_test_cases_to_suite([wanted], NAME, made.plan, made.suite)
    equal("configuration", added[0].point_assignments[0].configuration_name, "West")
    listed = plans.get_test_case_list(NAME, made.plan, made.suite)
    equal("cases", [known.work_item.name for known in listed], ["Buys something"])
    equal("its suites", [suite.id for suite in plans.get_suites_by_test_case_id(case.id)], [made.suite])
    point = plans.get_points_list(NAME, made.plan, made.suite)[0]
    equal("before", (point.is_active, point.results.outcome), (True, "unspecified"))
    update = TestPointUpdateParams(id=point.id, results=Results(outcome="failed"))
    after = plans.update_test_points([update], NAME, made.plan, made.suite)[0]
    equal("after", after.results.outcome, "failed")
    run = tests.get_test_run_by_id(NAME, after.results.last_test_run_id)
    equal("its run", (run.name, run.plan.id), ("Cart (Manual)", str(made.plan)))
    older = tests.update_test_points(PointUpdateModel(outcome="Passed"), NAME, made.plan, made.suite, str(point.id))
    equal("the older way", older[0].outcome, "Passed")
    planned = RunCreateModel(name="By hand", plan=ShallowReference(id=str(made.plan)), point_ids=[point.id])
    equal("a planned run", tests.create_test_run(planned, NAME).incomplete_tests, 1)
    plans.remove_test_cases_from_suite(NAME, made.plan, made.suite, str(case.id))
    equal("no cases", plans.get_test_case_list(NAME, made.plan, made.suite), [])


@check("delete what was made")
def _():
    plans.delete_test_plan(NAME, made.plan)
    raises("the plan", AzureDevOpsServiceError, lambda: plans.get_test_plan_by_id(NAME, made.plan))
    tests.delete_test_run(NAME, made.run)
    raises("the run", AzureDevOpsServiceError, lambda: tests.get_test_run_by_id(NAME, made.run))
    releases.delete_release_definition(NAME, made.definition.id, force_delete=True)
    equal("definitions", releases.get_release_definitions(NAME), [])
    equal("the operation", settled(core.queue_delete_project(made.project.id)), "succeeded")
