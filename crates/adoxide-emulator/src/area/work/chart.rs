//! Charts as images: how many work items there are of each kind, as bars.
//!
//! The service draws more: flows over days, axes, a title. What is the same is that there is an image of the size that
//! was asked for, and what it is of.

use adoxide_api::work::meta;

use super::backlog::items;
use super::board;
use super::scope::Scope;
use crate::area::png::{Colour, png};
use crate::handler::handlers;
use crate::handler::{Call, View};
use crate::wire::error::Fault;
use crate::wire::reply::Reply;
use crate::world::Organization;
use crate::world::board::BoardColumn;
use crate::world::classification::NodeId;
use crate::world::field::{self, FieldValue};
use crate::world::work_item::WorkItem;
use crate::world::work_item_type::StateCategory;

handlers! {
    meta::GET_BOARD_CHART_IMAGE => read(get_board_chart_image),
    meta::GET_ITERATION_CHART_IMAGE => read(get_iteration_chart_image),
    meta::GET_ITERATIONS_CHART_IMAGE => read(get_iterations_chart_image),
}

/// The sides of an image by default, and at most.
const SIDES: (usize, usize) = (400, 200);
const LARGEST: usize = 2_000;
/// Iterations of a velocity by default.
const ITERATIONS: usize = 6;
/// Blue on white.
const PALETTE: [Colour; 2] = [[255, 255, 255], [0, 122, 204]];

const CATEGORIES: [StateCategory; 4] =
    [StateCategory::Proposed, StateCategory::InProgress, StateCategory::Resolved, StateCategory::Completed];

/// The items in each column of a board.
pub(super) fn get_board_chart_image(view: &View<'_>) -> Result<Reply, Fault> {
    let organization = view.organization;
    let scope = Scope::of(view)?;
    let (level, board) = board::found(organization, &scope, view.required("board")?)?;
    is_called(view, board::CHART)?;
    let found = items(organization, &scope, &level.types, false);
    // Until somebody changes the board, no field says where an item is: its state does.
    let is_in = |item: &WorkItem, column: &BoardColumn| {
        if let Some(name) = organization.current(item).value(field::BOARD_COLUMN) {
            return name.as_text() == Some(&column.name);
        }
        let (kind, state) = (item.values().text(field::WORK_ITEM_TYPE), item.values().text(field::STATE));
        kind.is_some_and(|kind| column.state_mappings.get(kind).map(String::as_str) == state)
    };
    let in_column = |column: &BoardColumn| found.iter().filter(|item| is_in(item, column)).count();
    image(view, &board.columns.iter().map(in_column).collect::<Vec<_>>())
}

/// The items of an iteration that are to be done, under way, resolved and done.
pub(super) fn get_iteration_chart_image(view: &View<'_>) -> Result<Reply, Fault> {
    let organization = view.organization;
    let scope = Scope::of(view)?;
    let iteration = scope.iteration(view.required("iterationId")?)?;
    is_called(view, "burndown")?;
    let categories = categories(organization, &scope, iteration);
    let of = |wanted: &StateCategory| categories.iter().filter(|category| *category == wanted).count();
    image(view, &CATEGORIES.iter().map(of).collect::<Vec<_>>())
}

/// The items that were done in each of the last iterations.
pub(super) fn get_iterations_chart_image(view: &View<'_>) -> Result<Reply, Fault> {
    let organization = view.organization;
    let scope = Scope::of(view)?;
    is_called(view, "velocity")?;
    let count = view.query.number(&["iterationsNumber"])?.unwrap_or(ITERATIONS);
    let frames = scope.team.settings.time_frames(scope.trees(), view.stamp().at);
    let done = |iteration: NodeId| {
        let categories = categories(organization, &scope, iteration);
        categories.into_iter().filter(|category| *category == StateCategory::Completed).count()
    };
    let last = frames.iter().skip(frames.len().saturating_sub(count));
    image(view, &last.map(|(iteration, _)| done(*iteration)).collect::<Vec<_>>())
}

/// The chart of the path is this one.
fn is_called(call: &Call, chart: &str) -> Result<(), Fault> {
    let name = call.required("name")?;
    if name.eq_ignore_ascii_case(chart) { Ok(()) } else { Err(Fault::chart_not_found(name)) }
}

/// How far the items of a team in an iteration are.
fn categories(organization: &Organization, scope: &Scope<'_>, iteration: NodeId) -> Vec<StateCategory> {
    let types: Vec<_> = organization.work_item_types(scope.project).iter().collect();
    let mut found = items(organization, scope, &types, false);
    found.retain(|item| {
        item.values().get(field::ITERATION_ID).and_then(FieldValue::as_integer) == Some(iteration)
    });
    let category = |item: &&WorkItem| {
        let kind = item.values().text(field::WORK_ITEM_TYPE)?;
        let kind = types.iter().find(|known| known.is_named(kind))?;
        Some(kind.state(item.values().text(field::STATE)?)?.category)
    };
    found.iter().filter_map(category).collect()
}

/// Bars side by side, the longest as high as the image.
fn image(call: &Call, bars: &[usize]) -> Result<Reply, Fault> {
    let side = |name: &str, usual: usize| -> Result<usize, Fault> {
        Ok(call.query.number(&[name])?.filter(|side| *side > 0).unwrap_or(usual).min(LARGEST))
    };
    let (width, height) = (side("width", SIDES.0)?, side("height", SIDES.1)?);
    let most = bars.iter().copied().max().unwrap_or_default().max(1);
    let row = |y: usize| {
        let pixel = |x: usize| {
            // A quarter of each place is left free.
            let place = x * bars.len() * 4 / width;
            let bar = bars.get(place / 4).copied().unwrap_or_default();
            place % 4 != 3 && (height - y) * most <= bar * height
        };
        (0..width).map(pixel).collect::<Vec<_>>()
    };
    let rows: Vec<_> = (0..height).map(row).collect();
    let png = png(width, height, PALETTE, &rows).map_err(Fault::internal)?;
    Ok(Reply::bytes("image/png", png))
}
