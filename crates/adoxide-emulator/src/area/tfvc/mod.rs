//! Team Foundation Version Control: changesets and items, which clients make; labels, shelvesets and branches, which
//! nothing makes here, and which therefore are not there.

mod changeset;
mod fault;
mod item;
mod label;
mod shape;

/// The rows of all nouns.
pub(in crate::area) fn handlers() -> Vec<crate::handler::Row> {
    let nouns = [changeset::handlers, item::handlers, label::handlers];
    nouns.iter().flat_map(|handlers| handlers()).collect()
}
