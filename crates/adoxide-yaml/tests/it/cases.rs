//! Every table: one test a file, so that a failure names it.

use crate::case::parse;

fn check(table: &str) {
    let cases = parse(table);
    let failures: Vec<String> = cases
        .iter()
        .filter_map(|case| case.run().err().map(|error| format!("=== {}\n{error}", case.name)))
        .collect();
    assert!(!cases.is_empty(), "no cases");
    assert!(
        failures.is_empty(),
        "{} of {} cases fail:\n{}",
        failures.len(),
        cases.len(),
        failures.join("\n")
    );
}

macro_rules! tables {
    ($($name:ident),+ $(,)?) => {$(
        #[test]
        fn $name() {
            check(include_str!(concat!("cases/", stringify!($name), ".txt")));
        }
    )+};
}

tables!(
    document, skeleton, step, scalar, directive, parameter, template, structure, variable, runtime, graph
);
