//! Test plans: suites, test cases in them, test points, configurations and variables.

mod case;
mod configuration;
mod older;
mod plan;
mod point;
mod shape;
mod suite;
mod variable;

/// The rows of all nouns.
pub(in crate::area) fn handlers() -> Vec<crate::handler::Row> {
    let nouns = [
        case::handlers,
        configuration::handlers,
        older::handlers,
        plan::handlers,
        point::handlers,
        suite::handlers,
        variable::handlers,
    ];
    nouns.iter().flat_map(|handlers| handlers()).collect()
}
