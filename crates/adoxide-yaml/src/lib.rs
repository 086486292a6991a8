//! Expands Azure Pipelines YAML: templates, parameters, `${{ }}` expressions and directives, as the service's preview
//! does, and refuses what it refuses, in its words.
//!
//! No IO and no async: the files of templates come from a [`Repositories`] that you implement.
//!
//! - [`Expander`] expands a [`Pipeline`] to [`Expanded`], or gives a [`Refusal`].
//! - [`Inventory`] tells which tasks, environments and variable groups exist.
//!
//! The service's limits hold: 100 template files, 100 levels of templates, bounded depth, size and work. No input
//! panics or runs away.
//!
//! Most rules follow recorded answers of the service. These follow the documentation or analogy only: `downloadBuild`,
//! `getPackage` and `reviewApp` steps, `pool: name` as a mapping, the type of quoted scalars in `object` parameters
//! (text), `each` over null (nothing) and over text (refused), and the wording when more than 100 files are included.
//! The legacy `phases` are refused. Checks of the graph (names and dependencies of stages and jobs), decimal numbers and
//! how words are cut follow the sources of [actions/runner](https://github.com/actions/runner), which began as a copy of
//! the service's.
//!
//! References: [schema](https://learn.microsoft.com/azure/devops/pipelines/yaml-schema),
//! [templates](https://learn.microsoft.com/azure/devops/pipelines/process/templates),
//! [expressions](https://learn.microsoft.com/azure/devops/pipelines/process/expressions),
//! [preview](https://learn.microsoft.com/rest/api/azure/devops/pipelines/preview/preview).

#![cfg_attr(docsrs, feature(doc_cfg))]

mod check;
mod document;
mod evaluate;
mod expander;
mod expression;
mod limit;
mod node;
mod refusal;
mod repository;
mod rewrite;
mod schema;
mod template;
mod tree;

pub use check::Inventory;
pub use expander::{Expanded, Expander, Pipeline, predefined};
pub use refusal::{Kind, Message, Refusal};
pub use repository::{Repositories, Repository, RepositoryResource};
pub use tree::Tree;
