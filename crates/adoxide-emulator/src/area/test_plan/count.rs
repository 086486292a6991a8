//! How many test cases or points the suites of a plan have.

use adoxide_api::test_plan::meta;
use uuid::Uuid;

use super::super::distributed_task::numbers;
use super::shape::{find_plan, text};
use crate::base::{distinct, named};
use crate::handler::{View, handlers};
use crate::wire::error::Fault;
use crate::wire::json::Object;
use crate::wire::reply::Reply;
use crate::world::field::{self, FieldValue};
use crate::world::id::IdentityId;
use crate::world::name::same_name;
use crate::world::test_plan::{CaseId, Point, Suite};
use crate::world::test_run::kind::Outcome;

handlers! {
    meta::GET_TEST_ENTITY_COUNT_BY_PLAN_ID => read(get_counts),
}

named! {
    /// What is counted. The numbers are those of the official clients.
    enum Entity {
        TestCase = 0 "testCase",
        TestPoint = 1 "testPoint",
    }
}

/// Somebody among those whom a query names by id, name, or name to sign in with.
fn is_one(view: &View<'_>, names: &[&str], id: Option<Uuid>) -> bool {
    let known = id.and_then(|id| view.directory.identity(IdentityId(id)));
    names.iter().any(|name| {
        id.is_some_and(|id| id.to_string().eq_ignore_ascii_case(name))
            || known.is_some_and(|known| {
                same_name(&known.display_name, name) || same_name(&known.unique_name, name)
            })
    })
}

/// What lets test cases and points pass.
struct Filter<'q> {
    states: Vec<&'q str>,
    assigned: Vec<&'q str>,
    testers: Vec<&'q str>,
    outcomes: Option<Vec<Outcome>>,
    configurations: Option<Vec<i64>>,
}

impl<'q> Filter<'q> {
    fn of(view: &View<'q>) -> Result<Self, Fault> {
        let query = &view.call.query;
        let outcomes = query.all("outcome").into_iter().map(|given| {
            // A point that waits is `ready`: nothing was found at it yet.
            if given.eq_ignore_ascii_case("ready") {
                return Ok(Outcome::Unspecified);
            }
            Outcome::find(given).ok_or_else(|| Fault::invalid_parameter("outcome", given))
        });
        let outcomes = outcomes.collect::<Result<Vec<_>, _>>()?;
        Ok(Self {
            states: query.all("states"),
            assigned: query.all("assignedTo"),
            testers: query.all("testers"),
            outcomes: Some(outcomes).filter(|outcomes| !outcomes.is_empty()),
            configurations: numbers(view, "configurations")?,
        })
    }

    fn has_case(&self, view: &View<'_>, case: CaseId) -> bool {
        let item = view.organization.test_item(case);
        let state = text(view, item, field::STATE).unwrap_or_default();
        let assigned = item.and_then(|item| item.values().get(field::ASSIGNED_TO));
        let assigned = assigned.and_then(FieldValue::as_identity).map(|id| id.0);
        item.is_some()
            && (self.states.is_empty() || self.states.iter().any(|known| same_name(known.trim(), &state)))
            && (self.assigned.is_empty() || is_one(view, &self.assigned, assigned))
    }

    fn has_point(&self, view: &View<'_>, point: &Point) -> bool {
        let outcome = view.organization.tested(point).outcome;
        self.outcomes.as_ref().is_none_or(|all| all.contains(&outcome))
            && self.configurations.as_ref().is_none_or(|all| all.contains(&point.configuration))
            && (self.testers.is_empty() || is_one(view, &self.testers, point.tester))
    }

    /// Whether points are asked for by what only they have.
    fn is_of_points(&self) -> bool {
        self.outcomes.is_some() || self.configurations.is_some() || !self.testers.is_empty()
    }
}

/// The test cases or points of each suite: those that the filters let pass, and all.
fn get_counts(view: &View<'_>) -> Result<Reply, Fault> {
    let plan = find_plan(view)?;
    let entity = view.query.any(&["entity"]).unwrap_or(Entity::TestCase.name());
    let entity = Entity::find(entity).ok_or_else(|| Fault::invalid_parameter("entity", entity))?;
    let filter = Filter::of(view)?;
    let plans = view.organization.test_plans();
    let count = |suite: &Suite| {
        let passing = || {
            let points = plans.points(suite.id);
            points.filter(|point| filter.has_case(view, point.case) && filter.has_point(view, point))
        };
        match entity {
            Entity::TestPoint => (passing().count(), plans.points(suite.id).count()),
            Entity::TestCase if filter.is_of_points() => {
                (distinct(passing().map(|point| point.case)).len(), suite.cases().count())
            }
            Entity::TestCase => {
                let cases = suite.cases().filter(|case| filter.has_case(view, *case));
                (cases.count(), suite.cases().count())
            }
        }
    };
    Ok(Reply::list(plans.below(plan.root).into_iter().map(|suite| {
        let (count, all) = count(suite);
        Object::new()
            .set("testPlanId", plan.id)
            .set("testSuiteId", suite.id)
            .set("count", count)
            .set("totalCount", all)
    })))
}
