//! A row of an area: an operation of the catalog, the function that answers it, the permission that it needs.

use adoxide_api::wire::OpMeta;
use serde::de::DeserializeOwned;

use super::call::Call;
use super::permission::Permission;
use super::view::{Change, View};
use crate::wire::body;
use crate::wire::error::Fault;
use crate::wire::reply::Reply;
use crate::world::World;

/// Answers a request for an operation.
pub(crate) type Answer = Box<dyn Fn(&Call) -> Result<Reply, Fault> + Send + Sync>;

/// What an operation does, and where it may run.
pub(crate) struct Run {
    answer: Answer,
    /// Whether it works with git, which must not keep the threads that answer requests.
    pub is_blocking: bool,
}

impl Run {
    /// Answers a request.
    ///
    /// # Errors
    /// The service's own error.
    pub fn answer(&self, call: &Call) -> Result<Reply, Fault> {
        (self.answer)(call)
    }
}

/// An operation that is emulated.
pub(crate) struct Row {
    /// The operation of the catalog.
    pub operation: &'static OpMeta,
    /// What the caller must be permitted; none for what its effect asks for.
    pub permission: Option<Permission>,
    pub run: Run,
}

impl Row {
    /// A row of this operation. Use `handlers!`.
    pub fn new(operation: &'static OpMeta, run: Run) -> Self {
        Self { operation, permission: None, run }
    }

    /// The permission that the caller needs, where contributing is not enough.
    pub fn needs(mut self, permission: Permission) -> Self {
        self.permission = Some(permission);
        self
    }
}

/// A function that answers from a view of the world; `M` tells whether it takes a body.
pub(crate) trait Read<M>: Copy + Send + Sync + 'static {
    /// Answers a request.
    fn answer(self, call: &Call) -> Result<Reply, Fault>;
}

impl<F> Read<()> for F
where
    F: Fn(&View<'_>) -> Result<Reply, Fault> + Copy + Send + Sync + 'static,
{
    fn answer(self, call: &Call) -> Result<Reply, Fault> {
        self(&call.view(&call.world())?)
    }
}

impl<F, B> Read<(B,)> for F
where
    F: Fn(&View<'_>, B) -> Result<Reply, Fault> + Copy + Send + Sync + 'static,
    B: DeserializeOwned,
{
    fn answer(self, call: &Call) -> Result<Reply, Fault> {
        let body = body::read(&call.body)?;
        self(&call.view(&call.world())?, body)
    }
}

/// A function that changes the world; `M` tells whether it takes a body.
pub(crate) trait Write<M>: Copy + Send + Sync + 'static {
    /// Answers a request.
    fn answer(self, call: &Call) -> Result<Reply, Fault>;
}

impl<F> Write<()> for F
where
    F: Fn(&mut Change<'_>) -> Result<Reply, Fault> + Copy + Send + Sync + 'static,
{
    fn answer(self, call: &Call) -> Result<Reply, Fault> {
        call.change(self)
    }
}

impl<F, B> Write<(B,)> for F
where
    F: Fn(&mut Change<'_>, B) -> Result<Reply, Fault> + Copy + Send + Sync + 'static,
    B: DeserializeOwned,
{
    fn answer(self, call: &Call) -> Result<Reply, Fault> {
        let body = body::read(&call.body)?;
        call.change(|change| self(change, body))
    }
}

/// A function that looks at the world and changes it step by step; `M` tells whether it takes a body.
pub(crate) trait Work<M>: Copy + Send + Sync + 'static {
    /// Answers a request.
    fn answer(self, call: &Call) -> Result<Reply, Fault>;
}

impl<F> Work<()> for F
where
    F: Fn(&Call) -> Result<Reply, Fault> + Copy + Send + Sync + 'static,
{
    fn answer(self, call: &Call) -> Result<Reply, Fault> {
        self(call)
    }
}

impl<F, B> Work<(B,)> for F
where
    F: Fn(&Call, B) -> Result<Reply, Fault> + Copy + Send + Sync + 'static,
    B: DeserializeOwned,
{
    fn answer(self, call: &Call) -> Result<Reply, Fault> {
        self(call, body::read(&call.body)?)
    }
}

fn run(is_blocking: bool, answer: impl Fn(&Call) -> Result<Reply, Fault> + Send + Sync + 'static) -> Run {
    Run { answer: Box::new(answer), is_blocking }
}

/// Answers from the world as it is.
pub(crate) fn read<M: 'static>(handler: impl Read<M>) -> Run {
    run(false, move |call| handler.answer(call))
}

/// Changes the world.
pub(crate) fn change<M: 'static>(handler: impl Write<M>) -> Run {
    run(false, move |call| handler.answer(call))
}

/// Works with git, and looks at the world or changes it step by step.
pub(crate) fn work<M: 'static>(handler: impl Work<M>) -> Run {
    run(true, move |call| handler.answer(call))
}

/// Answers where there need not be an organization.
pub(crate) fn outside(
    handler: impl Fn(&Call, &World) -> Result<Reply, Fault> + Send + Sync + 'static,
) -> Run {
    run(false, move |call| handler(call, &call.world()))
}

/// The rows of an area: `OPERATION => kind(function)`, with what follows the row's builder has (`.needs(…)`). The
/// operations are statics of the catalog.
macro_rules! handlers {
    ($($operation:path => $kind:ident($handler:expr) $(.$with:ident($($value:expr),*))*),* $(,)?) => {
        pub(in crate::area) fn handlers() -> Vec<$crate::handler::Row> {
            vec![$(
                $crate::handler::Row::new(&$operation, $crate::handler::row::$kind($handler))
                    $(.$with($($value),*))*
            ),*]
        }
    };
}

pub(crate) use handlers;
