//! `expressions.txt`: an expression, ` => `, and what is written for its value; or ` !! ` and the message.

use adoxide_yaml::{Expander, Pipeline};

use crate::host::Memory;

const CONTEXT: &str = "\
parameters:
- name: o
  type: object
  default:
    id: a
    n: 1
    list: [x, y, z]
    rows: [{id: a}, {n: b}, {id: }, {id: c}]
    empty: []
    none: {}
    map: {A: 1, b: two, 0: zero}
    deep: [[1, 2], [3]]
    tree: {l: {v: 1}, r: {v: 2}}
    flag: true
    nested:
      x: [1, {y: z}]
- name: same
  type: object
  default: [x, y, z]
variables:
  v: 1
  A.B: dotted
steps:
- script: a
  env:
";

const HELP: &str = " For more help, refer to https://go.microsoft.com/fwlink/?linkid=842996";

fn evaluate(expression: &str) -> String {
    let quoted = expression.replace('\\', "\\\\").replace('"', "\\\"");
    let pipeline = Pipeline::new("/p.yml", format!("{CONTEXT}    V: \"${{{{ {quoted} }}}}\"\n"));
    match Expander::new(&Memory::default()).expand(&pipeline) {
        Ok(expanded) => {
            let (_, value) = expanded.yaml.split_once("        V: ").unwrap();
            let (value, _) = value.split_once("\n      inputs:").unwrap();
            value.replace("\n          ", "\n").replace('\n', "\\n")
        }
        Err(refusal) => {
            let text = refusal.to_string().replace(HELP, "");
            format!("!! {}", text.split_once("): ").map_or(&*text, |(_, text)| text))
        }
    }
}

#[test]
fn expressions() {
    let table = include_str!("cases/expressions.txt");
    let mut failures = Vec::new();
    let mut count = 0;
    for line in table.lines().filter(|line| !line.is_empty() && !line.starts_with("# ")) {
        count += 1;
        let (expression, expected) = if let Some((expression, expected)) = line.split_once(" => ") {
            (expression, expected.to_owned())
        } else {
            let (expression, message) = line.split_once(" !! ").unwrap_or_else(|| panic!("{line}"));
            let located = message.replace("within", &format!("within expression: '{expression}'."));
            (expression, format!("!! {located}"))
        };
        let actual = evaluate(expression);
        if actual != expected {
            failures.push(format!("{expression}\n  expected {expected}\n  got      {actual}"));
        }
    }
    assert!(failures.is_empty(), "{} of {count} fail:\n{}", failures.len(), failures.join("\n"));
}

/// Calls in calls: 49 pass, the fiftieth does not. Chains of members are not deep.
#[test]
fn depth() {
    let nested = |levels: usize| format!("{}true{}", "not(".repeat(levels), ")".repeat(levels));
    assert_eq!(evaluate(&nested(49)), "False");
    assert_eq!(evaluate(&nested(50)), "!! Exceeded max expression depth 50.");
    assert_eq!(evaluate(&format!("parameters.o{}", ".x".repeat(1000))), "''");
}
