//! What a handler is: a row that ties an operation of the catalog to a function and to the permission it needs,
//! and what that function is given.
//!
//! ```text
//! handlers! {
//!     GET_ENVIRONMENTS => read(get_environments),
//!     ADD_ENVIRONMENT => change(add_environment).needs(MANAGE_ENVIRONMENTS),
//! }
//! fn get_environments(view: &View<'_>) -> Result<Reply, Fault>
//! fn add_environment(change: &mut Change<'_>, body: NewEnvironment) -> Result<Reply, Fault>
//! ```
//!
//! | kind | function | the world is |
//! |---|---|---|
//! | `read` | `fn(&View) -> Result<Reply, Fault>` | locked for reading, once for the answer |
//! | `change` | `fn(&mut Change) -> Result<Reply, Fault>` | locked for writing, once for the answer |
//! | `work` | `fn(&Call) -> Result<Reply, Fault>` | free: for what works with git, on a thread of its own |
//! | `outside` | `fn(&Call, &World) -> Result<Reply, Fault>` | locked for reading; there is no organization |
//!
//! A second parameter (a third for `outside`) is the body: any type that implements `Deserialize`, read as the
//! service reads JSON ([`wire::body`](crate::wire::body)) before the world is locked.

mod call;
pub(crate) mod permission;
pub(crate) mod row;
mod view;

pub(crate) use self::call::{Arguments, Call, Inner, Target, is_ready, ready_project};
pub(crate) use self::permission::{Asked, check, git_denied};
pub(crate) use self::row::{Row, handlers};
pub(crate) use self::view::{Change, View};
