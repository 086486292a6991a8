//! Classic releases, on a host of their own.

mod approval;
mod body;
mod definition;
mod deployment;
mod environment;
mod fault;
mod folder;
mod gate;
mod intervention;
mod read;
mod setting;
mod shape;
mod source;
mod tag;
mod task;
mod template;
mod write;

/// The rows of all nouns.
pub(in crate::area) fn handlers() -> Vec<crate::handler::Row> {
    let nouns = [
        approval::handlers,
        definition::handlers,
        deployment::handlers,
        environment::handlers,
        folder::handlers,
        gate::handlers,
        intervention::handlers,
        read::handlers,
        setting::handlers,
        source::handlers,
        tag::handlers,
        task::handlers,
        template::handlers,
        write::handlers,
    ];
    nouns.iter().flat_map(|handlers| handlers()).collect()
}
