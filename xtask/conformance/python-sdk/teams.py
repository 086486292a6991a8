"""What teams work by: settings, iterations, capacities, days off, backlogs, boards."""

from datetime import datetime, timezone
from types import SimpleNamespace

from azure.devops.v7_1.work.models import (
    Activity,
    BoardColumn,
    BoardRow,
    CapacityPatch,
    DateRange,
    TeamContext,
    TeamFieldValue,
    TeamFieldValuesPatch,
    TeamMemberCapacityIdentityRef,
    TeamSettingsDaysOffPatch,
    TeamSettingsIteration,
    TeamSettingsPatch,
)

from boards import NAME, create, refusal, step, update
from boards import made as boards
from checks import check, contains, equal, rest
from session import clients, core

work = clients.get_work_client()
made = SimpleNamespace()
OURS = TeamContext(project=NAME, team=f"{NAME} Team")
REQUIREMENTS = "Microsoft.RequirementCategory"


def plain(path):
    """What a plain request tells of the team."""
    return rest(f"{NAME}/{NAME} Team/_apis/work/{path}")


def names(things):
    return [thing.name for thing in things]


def at(year, month, day):
    return datetime(year, month, day, tzinfo=timezone.utc)


@check("get_teams, members, by identity")
def _():
    teams = core.get_teams(NAME)
    equal("teams", names(teams), [f"{NAME} Team"])
    members = core.get_team_members_with_extended_properties(NAME, teams[0].id)
    equal("members", [(member.identity.display_name, member.is_team_admin) for member in members],
          [("Ada Example", True)])
    contains("all teams", [team.id for team in core.get_all_teams()], teams[0].id)
    made.me = members[0].identity.id


@check("get_team_settings, update_team_settings")
def _():
    settings = work.get_team_settings(OURS)
    equal("bugs, by Agile", settings.bugs_behavior, "off")
    equal("days", settings.working_days, ["monday", "tuesday", "wednesday", "thursday", "friday"])
    work.update_team_settings(TeamSettingsPatch(bugs_behavior="asTasks", working_days=["monday", "friday"]), OURS)
    seen = plain("teamsettings")
    equal("settings", (seen["bugsBehavior"], seen["workingDays"]), ("asTasks", ["monday", "friday"]))
    work.update_team_settings(TeamSettingsPatch(bugs_behavior="asRequirements"), OURS)
    equal("again", (plain("teamsettings")["bugsBehavior"], plain("teamsettings")["workingDays"]),
          ("asRequirements", ["monday", "friday"]))


@check("get_team_field_values, update_team_field_values")
def _():
    values = work.get_team_field_values(OURS)
    equal("area", (values.field.reference_name, values.default_value), ("System.AreaPath", NAME))
    own = [TeamFieldValue(value=NAME, include_children=True), TeamFieldValue(value=f"{NAME}\\Web")]
    work.update_team_field_values(TeamFieldValuesPatch(default_value=NAME, values=own), OURS)
    seen = plain("teamsettings/teamfieldvalues")["values"]
    equal("areas", sorted((value["value"], value["includeChildren"]) for value in seen),
          [(NAME, True), (f"{NAME}\\Web", False)])
    elsewhere = TeamFieldValuesPatch(default_value="None", values=[TeamFieldValue(value="None")])
    refusal("an area that is not there", lambda: work.update_team_field_values(elsewhere, OURS))


@check("team iterations: add, get, by timeframe, their work items, remove")
def _():
    sprint = work.post_team_iteration(TeamSettingsIteration(id=boards.sprint.identifier), OURS)
    equal("added", (sprint.name, sprint.path), ("Sprint A", f"{NAME}\\Sprint A"))
    made.sprint = sprint.id
    contains("all", [one["id"] for one in plain("teamsettings/iterations")["value"]], sprint.id)
    seen = work.get_team_iteration(OURS, sprint.id)
    equal("dates", (seen.attributes.start_date, seen.attributes.finish_date), (at(2026, 1, 5), at(2026, 1, 16)))
    # Where none is under way, the first one without dates is taken for it.
    equal("current", names(work.get_team_iterations(OURS, timeframe="current")), ["Iteration 1"])
    update(boards.task.id, step("/fields/System.IterationPath", f"{NAME}\\Sprint A"))
    rows = work.get_iteration_work_items(OURS, sprint.id).work_item_relations
    equal("work items", [row.target.id for row in rows], [boards.task.id])


@check("capacities: replace, update, get, totals")
def _():
    person = {"id": made.me, "displayName": "Ada Example"}
    wanted = TeamMemberCapacityIdentityRef(team_member=person, activities=[Activity(name="Development",
                                                                                    capacity_per_day=6)], days_off=[])
    work.replace_capacities_with_identity_ref([wanted], OURS, made.sprint)
    capacity = work.get_capacity_with_identity_ref(OURS, made.sprint, made.me)
    equal("capacity", [(activity.name, activity.capacity_per_day) for activity in capacity.activities],
          [("Development", 6.0)])
    change = CapacityPatch(activities=[Activity(name="Testing", capacity_per_day=2.5)],
                           days_off=[DateRange(start=at(2026, 1, 6), end=at(2026, 1, 7))])
    work.update_capacity_with_identity_ref(change, OURS, made.sprint, made.me)
    seen = plain(f"teamsettings/iterations/{made.sprint}/capacities")["teamMembers"]
    equal("by a plain request", [(one["activities"], one["daysOff"]) for one in seen],
          [([{"capacityPerDay": 2.5, "name": "Testing"}],
            [{"start": "2026-01-06T00:00:00Z", "end": "2026-01-07T00:00:00Z"}])])
    every = work.get_capacities_with_identity_ref_and_totals(OURS, made.sprint)
    equal("in all", (len(every.team_members), every.total_capacity_per_day), (1, 2.5))


@check("team days off: get, update")
def _():
    equal("none", work.get_team_days_off(OURS, made.sprint).days_off, [])
    change = TeamSettingsDaysOffPatch(days_off=[DateRange(start=at(2026, 1, 9), end=at(2026, 1, 9))])
    work.update_team_days_off(change, OURS, made.sprint)
    equal("by a plain request", plain(f"teamsettings/iterations/{made.sprint}/teamdaysoff")["daysOff"],
          [{"start": "2026-01-09T00:00:00Z", "end": "2026-01-09T00:00:00Z"}])


@check("backlogs: levels, configuration, work items")
def _():
    levels = {level.id: level.name for level in work.get_backlogs(OURS)}
    equal("levels", levels, {"Microsoft.EpicCategory": "Epics", "Microsoft.FeatureCategory": "Features",
                             REQUIREMENTS: "Stories", "Microsoft.TaskCategory": "Tasks"})
    one = work.get_backlog(OURS, REQUIREMENTS)
    equal("types", sorted(names(one.work_item_types)), ["Bug", "User Story"])
    configuration = work.get_backlog_configurations(OURS)
    equal("requirements", configuration.requirement_backlog.name, "Stories")
    equal("an effort", configuration.backlog_fields.type_fields["Effort"], "Microsoft.VSTS.Scheduling.StoryPoints")
    stories = [create("User Story", title).id for title in ("Second", "Third")]
    seen = [row.target.id for row in work.get_backlog_level_work_items(OURS, REQUIREMENTS).work_items]
    equal("work items", sorted(seen), sorted([boards.story.id, boards.bug.id, *stories]))


@check("boards: get, columns and rows changed, suggested")
def _():
    equal("boards, for epics are hidden at first", set(names(work.get_boards(OURS))), {"Stories", "Features"})
    board = work.get_board(OURS, "Stories")
    equal("columns", names(board.columns), ["New", "Active", "Resolved", "Closed"])
    equal("kinds", [column.column_type for column in board.columns], ["incoming", "inProgress", "inProgress",
                                                                      "outgoing"])
    columns = work.get_board_columns(OURS, "Stories")
    columns.insert(2, BoardColumn(name="Review", item_limit=3, column_type="inProgress", is_split=False,
                                  description="", state_mappings=columns[1].state_mappings))
    work.update_board_columns(columns, OURS, "Stories")
    seen = plain("boards/Stories/columns")["value"]
    equal("by a plain request", [(column["name"], column["itemLimit"]) for column in seen][1:3],
          [("Active", 5), ("Review", 3)])
    rows = work.get_board_rows(OURS, "Stories")
    work.update_board_rows([*rows, BoardRow(name="Urgent")], OURS, "Stories")
    equal("rows", [row["name"] for row in plain("boards/Stories/rows")["value"]], [None, "Urgent"])
    contains("suggested columns", names(work.get_column_suggested_values(NAME)), "Review")


@check("charts, the process")
def _():
    contains("charts", names(work.get_board_charts(OURS, "Stories")), "cumulativeFlow")
    process = work.get_process_configuration(NAME)
    own = process.requirement_backlog
    equal("requirements", (own.reference_name, names(own.work_item_types)), (REQUIREMENTS, ["User Story"]))


@check("a team's iteration is taken away")
def _():
    work.delete_team_iteration(OURS, made.sprint)
    equal("by a plain request", made.sprint in [one["id"] for one in plain("teamsettings/iterations")["value"]], False)
    refusal("gone", lambda: work.get_team_iteration(OURS, made.sprint))
