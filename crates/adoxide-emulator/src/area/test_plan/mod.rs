//! Test plans: suites, test cases in them, test points, configurations and variables.

mod bin;
mod case;
mod clone;
mod configuration;
mod count;
mod older;
mod plan;
mod point;
mod shape;
mod suite;
mod variable;

/// The rows of all nouns.
pub(in crate::area) fn handlers() -> Vec<crate::handler::Row> {
    let nouns = [
        bin::handlers,
        case::handlers,
        clone::handlers,
        configuration::handlers,
        count::handlers,
        older::handlers,
        plan::handlers,
        point::handlers,
        suite::handlers,
        variable::handlers,
    ];
    nouns.iter().flat_map(|handlers| handlers()).collect()
}
