//! The format of the tables.
//!
//! A case begins with `=== what holds`, then the pipeline. Sections begin with `>>> `:
//!
//! - `file /path` or `file /path@alias`: a file of a repository.
//! - `parameter name`, `variable name`: the lines after it are its value.
//! - `lost name`: a repository that cannot be had. `missing task X`, `missing environment X`, `missing group X`.
//! - `expands`: the whole YAML that is expected. `steps`: only the steps of its one job.
//! - `refuses`: the lines that are expected. `<HELP>` is the sentence that ends errors of expressions.

use adoxide_yaml::{Expander, Pipeline};

use crate::host::Memory;

const HELP: &str = " For more help, refer to https://go.microsoft.com/fwlink/?linkid=842996";

#[derive(Default)]
pub struct Case {
    pub name: String,
    text: String,
    memory: Memory,
    parameters: Vec<(String, String)>,
    variables: Vec<(String, String)>,
    expected: Option<Expected>,
}

enum Expected {
    Yaml(String),
    Steps(String),
    Refusal(String),
}

/// Reads a table.
pub fn parse(table: &str) -> Vec<Case> {
    let cases = table.split("=== ").skip(1).map(|block| {
        let (name, rest) = block.split_once('\n').unwrap();
        let mut case = Case { name: name.trim().to_owned(), ..Case::default() };
        for (index, section) in format!("\n{rest}").split("\n>>> ").enumerate() {
            if index == 0 {
                section.trim_start_matches('\n').clone_into(&mut case.text);
                case.text.push('\n');
                continue;
            }
            let (head, body) = section.split_once('\n').unwrap_or((section, ""));
            let (kind, argument) = head.split_once(' ').unwrap_or((head, ""));
            case.section(kind, argument, body);
        }
        case
    });
    cases.collect()
}

impl Case {
    fn section(&mut self, kind: &str, argument: &str, body: &str) {
        let argument_owned = argument.to_owned();
        let value = body.trim_end_matches('\n').to_owned();
        match kind {
            "file" => {
                self.memory = std::mem::take(&mut self.memory).file(argument, format!("{value}\n"));
            }
            "parameter" => self.parameters.push((argument_owned, value)),
            "variable" => self.variables.push((argument_owned, value)),
            "lost" => self.memory.lost.push(argument_owned),
            "missing" => self.memory.missing.push(argument_owned),
            "expands" => self.expected = Some(Expected::Yaml(value)),
            "steps" => self.expected = Some(Expected::Steps(value)),
            "refuses" => self.expected = Some(Expected::Refusal(value.replace("<HELP>", HELP))),
            other => panic!("{}: no section {other}", self.name),
        }
    }

    fn pipeline(&self) -> Pipeline {
        let mut pipeline = Pipeline::new("/azure-pipelines.yml", self.text.clone());
        for (name, value) in &self.parameters {
            pipeline = pipeline.parameter(name, value);
        }
        for (name, value) in &self.variables {
            pipeline = pipeline.variable(name, value);
        }
        pipeline
    }

    /// What differs from what is expected, if anything does.
    pub fn run(&self) -> Result<(), String> {
        let result = Expander::new(&self.memory).inventory(&self.memory).expand(&self.pipeline());
        let (expected, actual) = match (self.expected.as_ref().unwrap(), result) {
            (Expected::Yaml(expected), Ok(expanded)) => {
                assert!(expanded.yaml.ends_with("\n\n"), "{}: ends with two line breaks", self.name);
                (expected, expanded.yaml.trim_end_matches('\n').to_owned())
            }
            (Expected::Steps(expected), Ok(expanded)) => (expected, steps(&expanded.yaml)),
            (Expected::Refusal(expected), Err(refusal)) => {
                let text = refusal.to_string().replace('\r', "");
                (expected, text.trim_end_matches('\n').to_owned())
            }
            (Expected::Refusal(_), Ok(expanded)) => return Err(format!("expanded to\n{}", expanded.yaml)),
            (_, Err(refusal)) => return Err(format!("refused:\n{refusal}")),
        };
        if *expected == actual {
            Ok(())
        } else {
            Err(format!("expected\n{expected}\n--- got\n{actual}\n---"))
        }
    }
}

/// The steps of the one job, as a list of their own.
pub fn steps(yaml: &str) -> String {
    let (_, steps) = yaml.split_once("    steps:").unwrap_or(("", yaml));
    let lines = steps.trim_end_matches('\n').lines();
    let lines: Vec<&str> = lines.map(|line| line.strip_prefix("    ").unwrap_or(line)).collect();
    lines.join("\n").trim().to_owned()
}
