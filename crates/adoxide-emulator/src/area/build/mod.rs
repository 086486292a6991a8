//! Build definitions and builds, their folders, logs, artifacts and tags.

mod artifact;
mod change;
mod container;
mod definition;
mod folder;
pub(super) mod general_settings;
mod metric;
mod retention;
mod run;
mod setting;
pub(super) mod shape;
mod source_provider;
mod stage;
mod template;
mod timeline;

pub(super) use self::definition::repository as repository_of;
pub(super) use self::setting::{badge, badge_image};
pub(super) use self::timeline::record_json;
use crate::handler::Row;

/// The rows of all build operations.
pub(in crate::area) fn handlers() -> Vec<Row> {
    let all = [
        artifact::handlers,
        change::handlers,
        container::handlers,
        definition::handlers,
        folder::handlers,
        general_settings::handlers,
        metric::handlers,
        retention::handlers,
        run::handlers,
        setting::handlers,
        shape::handlers,
        source_provider::handlers,
        stage::handlers,
        template::handlers,
        timeline::handlers,
    ];
    all.iter().flat_map(|handlers| handlers()).collect()
}
