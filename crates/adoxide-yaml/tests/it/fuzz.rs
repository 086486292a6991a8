//! Random pipelines from a grammar, and random damage to valid ones: no panic, no runaway, and whatever is expanded
//! expands to itself.
//!
//! The seeds are fixed, so that a failure can be repeated: `FUZZ_SEED=n FUZZ_ROUNDS=1 cargo test -p adoxide-yaml fuzz`.

use std::fmt::Write as _;

use adoxide_yaml::{Expander, Pipeline, Refusal};
use fastrand::Rng;

use crate::host::Memory;

fn seeds() -> std::ops::Range<u64> {
    let number = |name: &str| std::env::var(name).ok().and_then(|text| text.parse().ok());
    let first: u64 = number("FUZZ_SEED").unwrap_or(0);
    first..first + number("FUZZ_ROUNDS").unwrap_or(500)
}

/// Writes one document: templates that include each other, parameters, directives and expressions.
struct Grammar {
    rng: Rng,
    out: String,
    /// What an expression may name.
    locals: Vec<String>,
    budget: usize,
    /// Whether it also writes what is not valid.
    wild: bool,
}

impl Grammar {
    fn new(seed: u64) -> Self {
        let mut rng = Rng::with_seed(seed);
        let wild = rng.bool();
        Self { rng, out: String::new(), locals: Vec::new(), budget: 60, wild }
    }

    fn pick<'a>(&mut self, of: &[&'a str]) -> &'a str {
        of[self.rng.usize(..of.len())]
    }

    fn chance(&mut self, percent: u32) -> bool {
        self.rng.u32(..100) < percent
    }

    fn line(&mut self, indent: usize, text: &str) {
        _ = writeln!(self.out, "{}{text}", "  ".repeat(indent));
    }

    /// One of the first, or when wild also of the second.
    fn choose<'a>(&mut self, valid: &[&'a str], invalid: &[&'a str]) -> &'a str {
        if self.wild && self.chance(25) { self.pick(invalid) } else { self.pick(valid) }
    }

    fn expression(&mut self, depth: usize) -> String {
        if depth == 0 || self.chance(30) {
            if let (Some(local), true) = (self.locals.last().cloned(), self.chance(30)) {
                return local;
            }
            let atom = self.choose(
                &[
                    "true",
                    "1.5",
                    "1.2.3",
                    "'text'",
                    "''",
                    "'a: b'",
                    "'it''s'",
                    "'a  b '",
                    "variables.v",
                    "0",
                    "variables['Build.Reason']",
                    "parameters.a",
                    "'a\u{85}b'",
                    "'\u{1f600}'",
                    "'{0}'",
                    "'#x'",
                ],
                &["parameters.nope", "bogus", "1e3", "*", "parameters.list[0]", "parameters.map.*", "'x"],
            );
            return atom.to_owned();
        }
        let functions = [
            ("and", 2),
            ("or", 3),
            ("not", 1),
            ("eq", 2),
            ("ne", 2),
            ("in", 3),
            ("join", 2),
            ("split", 2),
            ("iif", 3),
            ("coalesce", 2),
            ("contains", 2),
            ("convertToJson", 1),
            ("length", 1),
            ("replace", 3),
            ("lower", 1),
            ("trim", 1),
            ("xor", 2),
            ("containsValue", 2),
            ("lt", 2),
            ("format", 2),
        ];
        let safe = if self.wild { functions.len() } else { 6 };
        let (name, mut count) = functions[self.rng.usize(..safe)];
        if self.wild && self.chance(10) {
            count = self.rng.usize(..5);
        }
        let arguments: Vec<String> = (0..count).map(|_| self.expression(depth - 1)).collect();
        let tail = self.choose(&[""], &["[0]", ".x", ".*", " == 1"]);
        format!("{name}({}){tail}", arguments.join(", "))
    }

    fn scalar(&mut self) -> String {
        let expression = self.expression(2);
        match self.rng.u32(..8) {
            0 | 1 if !expression.contains(": ") && !expression.contains(" #") => {
                format!("${{{{ {expression} }}}}")
            }
            2 => format!("\"x ${{{{ {} }}}}\"", expression.replace('\\', "\\\\").replace('"', "")),
            3 => format!(
                "|-\n                              a ${{{{ {expression} }}}}\n                                b"
            ),
            4 if self.wild => format!("${{{{ {expression}"),
            _ => self
                .choose(
                    &["a", "'b'", "\"c\"", "1.0", "true", "$(x)", "''", "'a: b'"],
                    &["[]", "{}", "[a, 'b']", ""],
                )
                .to_owned(),
        }
    }

    fn directive(&mut self) -> String {
        let expression = self.expression(2).replace(": ", ":").replace(" #", "#");
        let kinds = if self.wild { 8 } else { 4 };
        match self.rng.u32(..kinds) {
            0 | 1 => format!("${{{{ if {expression} }}}}"),
            2 | 3 => {
                let local = if self.wild {
                    self.pick(&["x", "y", "X", "join", "parameters"]).to_owned()
                } else {
                    format!("v{}", self.locals.len())
                };
                let over =
                    self.choose(&["split('a b', ' ')", "parameters"], &["parameters.list", "parameters.map"]);
                self.locals.push(local.clone());
                format!("${{{{ each {local} in {over} }}}}")
            }
            4 => format!("${{{{ elseif {expression} }}}}"),
            5 => "${{ else }}".to_owned(),
            6 => "${{ insert }}".to_owned(),
            _ => format!("${{{{ {expression} }}}}"),
        }
    }

    fn spend(&mut self) -> bool {
        self.budget = self.budget.saturating_sub(1);
        self.budget > 0
    }

    fn items(&mut self, indent: usize, item: fn(&mut Self, usize)) {
        item(self, indent);
        for _ in 0..self.rng.usize(..4) {
            if !self.spend() {
                return;
            }
            if self.chance(35) && indent < 12 {
                let before = self.locals.len();
                let directive = self.directive();
                self.line(indent, &format!("- {directive}:"));
                self.items(indent + 1, item);
                self.locals.truncate(before);
            } else if self.wild && self.chance(10) {
                let scalar = self.scalar();
                self.line(indent, &format!("- {scalar}"));
            } else {
                item(self, indent);
            }
        }
    }

    fn pairs(&mut self, indent: usize) {
        for _ in 0..self.rng.usize(1..4) {
            if !self.spend() {
                self.line(indent, "last: 1");
                return;
            }
            if self.chance(30) && indent < 14 {
                let before = self.locals.len();
                let directive = self.directive();
                self.line(indent, &format!("{directive}:"));
                self.pairs(indent + 1);
                self.locals.truncate(before);
            } else {
                let number = self.rng.u32(..100_000);
                let key = self.choose(&["A", "b", "a b", "c.d"], &["'quoted'", "${{ 'k' }}", "? long", "a"]);
                let value = self.scalar();
                self.line(indent, &format!("{key}{number}: {value}"));
            }
        }
    }

    fn step(&mut self, indent: usize) {
        let form =
            self.choose(&["script", "bash", "pwsh", "task", "checkout", "template", "publish"], &["nope"]);
        if form == "template" {
            let name = self.choose(
                &["leaf.yml", "leaf.yml@other"],
                &["t0.yml", "/t1.yml", "t2.yml@other", "../x", "${{ 't0' }}.yml"],
            );
            self.line(indent, &format!("- template: {name}"));
            if self.chance(60) {
                self.line(indent, "  parameters:");
                self.pairs(indent + 2);
            }
            return;
        }
        let value = self.scalar();
        self.line(indent, &format!("- {form}: {value}"));
        if self.chance(40) {
            let key = self.choose(&["displayName", "name", "enabled"], &["condition", "x"]);
            let value = self.scalar();
            self.line(indent, &format!("  {key}: {value}"));
        }
        if self.chance(30) {
            self.line(indent, "  env:");
            self.pairs(indent + 2);
        }
    }

    fn job(&mut self, indent: usize) {
        let name = self.scalar();
        self.line(indent, &format!("- job: {name}"));
        if self.chance(40) {
            self.line(indent, "  variables:");
            self.pairs(indent + 2);
        }
        self.line(indent, "  steps:");
        self.items(indent + 1, Self::step);
    }

    fn parameters(&mut self) {
        self.line(0, "parameters:");
        self.line(0, "- name: a");
        self.line(0, "  default: x");
        for name in ["list", "map"] {
            let kind = self
                .choose(&["object"], &["string", "number", "boolean", "stepList", "stringList", "jobList"]);
            self.line(0, &format!("- name: {name}"));
            self.line(0, &format!("  type: {kind}"));
            if !self.wild || self.chance(80) {
                let value =
                    self.choose(&["[x, y]", "{x: {y: 1}, z: true}"], &["x", "1", "", "[{script: a}]"]);
                self.line(0, &format!("  default: {value}"));
            }
        }
    }

    fn document(mut self, is_pipeline: bool) -> String {
        if !self.wild || self.chance(70) {
            self.parameters();
        }
        if is_pipeline && self.chance(50) {
            self.line(0, "variables:");
            self.pairs(1);
        }
        if is_pipeline && self.chance(40) {
            self.line(0, "jobs:");
            self.items(0, Self::job);
        } else {
            self.line(0, "steps:");
            self.items(0, Self::step);
        }
        self.out
    }
}

fn pipeline(seed: u64) -> (Memory, String) {
    let document = |salt: u64, is_pipeline| Grammar::new(seed * 7 + salt).document(is_pipeline);
    let memory = Memory::default()
        .file("/leaf.yml", "steps:\n- bash: leaf\n")
        .file("/leaf.yml@other", "steps:\n- template: leaf.yml@self\n- bash: other\n")
        .file("/t0.yml", document(1, false))
        .file("/t1.yml", document(2, false))
        .file("/t2.yml@other", document(3, false));
    let resources = "resources:\n  repositories:\n  - repository: other\n    type: git\n    name: o\n";
    (memory, format!("{resources}{}", document(0, true)))
}

fn expand(memory: &Memory, text: &str) -> Result<String, Refusal> {
    Expander::new(memory).expand(&Pipeline::new("/azure-pipelines.yml", text)).map(|expanded| expanded.yaml)
}

/// What is expanded is a pipeline without templates, and its expansion is itself. Only `trigger: none` has no way back,
/// and values that look like expressions are evaluated the second time.
fn expands_to_itself(yaml: &str, seed: u64) {
    let text = yaml.replace("trigger:\n  enabled: false\n", "trigger: none\n");
    let text = text.replace("pr:\n  enabled: false\n", "pr: none\n");
    if !yaml.contains("${{") {
        let again = expand(&Memory::default(), &text);
        assert_eq!(again.as_deref(), Ok(yaml), "seed {seed}");
    }
}

#[test]
fn random_pipelines_are_expanded_or_refused() {
    let mut expanded = 0;
    for seed in seeds() {
        let (memory, text) = pipeline(seed);
        match expand(&memory, &text) {
            Ok(yaml) => {
                expanded += 1;
                expands_to_itself(&yaml, seed);
            }
            Err(refusal) => {
                assert!(!refusal.messages.is_empty(), "seed {seed}: refused without a word");
                assert!(refusal.messages.len() <= 11, "seed {seed}: {refusal}");
            }
        }
    }
    assert!(expanded * 10 > seeds().count(), "the grammar makes too little that is valid: {expanded}");
}

#[test]
fn damaged_pipelines_are_expanded_or_refused() {
    let tables = [
        include_str!("cases/directive.txt"),
        include_str!("cases/parameter.txt"),
        include_str!("cases/skeleton.txt"),
        include_str!("cases/scalar.txt"),
        include_str!("cases/template.txt"),
    ];
    let texts: Vec<&str> = tables
        .iter()
        .flat_map(|table| table.split("=== ").skip(1))
        .filter_map(|case| case.split_once('\n')?.1.split(">>> ").next())
        .collect();
    let insertions = [
        "${{",
        "}}",
        "'",
        "\"",
        ":",
        "- ",
        "\n",
        "  ",
        "\t",
        "|",
        ">",
        "&a ",
        "*a",
        "{",
        "[",
        "}",
        "]",
        "#",
        "%",
        "é",
        "\u{feff}",
        "\0",
        "\u{1f600}",
        "${{ if true }}:",
        "? ",
        "!!str ",
        "---\n",
        ",",
        "\r\n",
    ];
    for seed in seeds() {
        let mut rng = Rng::with_seed(seed);
        let mut text: Vec<char> = texts[rng.usize(..texts.len())].chars().collect();
        for _ in 0..rng.usize(1..4) {
            let at = rng.usize(..=text.len());
            if rng.bool() && at < text.len() {
                let end = (at + rng.usize(1..6)).min(text.len());
                text.drain(at..end);
            } else {
                let insertion = insertions[rng.usize(..insertions.len())];
                text.splice(at..at, insertion.chars());
            }
        }
        let text: String = text.into_iter().collect();
        match expand(&Memory::default(), &text) {
            Ok(yaml) => expands_to_itself(&yaml, seed),
            Err(refusal) => {
                assert!(!refusal.messages.is_empty(), "seed {seed}: refused without a word\n{text}");
            }
        }
    }
}
