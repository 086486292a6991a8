//! The tools: what an agent sees of each, and the command lines that answer it.
//!
//! A tool joins commands of `adox`: their output is its answer. The next tool is one row of [`TOOLS`].

#![allow(clippy::unnecessary_wraps, reason = "what answers a tool has one type, whether it can fail or not")]

use serde_json::{Map, Value, json};

use crate::error::{Error, Result};

/// A tool.
pub struct Tool {
    /// Its name.
    pub name: &'static str,
    about: &'static str,
    arguments: &'static [Argument],
    /// What it does.
    pub run: Run,
}

/// What a tool does.
pub enum Run {
    /// Looks into the catalog of operations.
    Search,
    /// Describes an operation.
    Describe,
    /// Calls an operation.
    Call,
    /// Goes on with a long answer.
    More,
    /// Runs commands; each has a heading.
    Commands(fn(&Given) -> Result<Vec<Step>>),
}

/// An argument of a tool.
struct Argument {
    name: &'static str,
    kind: Kind,
    required: bool,
    about: &'static str,
}

enum Kind {
    Text,
    /// A number, or what has one: a URL, a name.
    Id,
    Flag,
    Object,
}

const fn needed(name: &'static str, kind: Kind, about: &'static str) -> Argument {
    Argument { name, kind, required: true, about }
}

const fn optional(name: &'static str, kind: Kind, about: &'static str) -> Argument {
    Argument { name, kind, required: false, about }
}

const PROJECT: Argument = optional("project", Kind::Text, "");

/// A command, and the heading of its output.
#[derive(Debug)]
pub struct Step {
    /// Empty for the only one.
    pub heading: &'static str,
    /// Its words, without the program.
    pub words: Vec<String>,
    /// Whether the tool has an answer without it.
    pub optional: bool,
}

fn step(heading: &'static str, words: impl IntoIterator<Item = impl Into<String>>) -> Step {
    Step { heading, words: words.into_iter().map(Into::into).collect(), optional: false }
}

impl Step {
    /// Adds `--flag=value` where there is a value.
    fn flag(mut self, name: &str, value: Option<String>) -> Self {
        self.words.extend(value.map(|value| format!("--{name}={value}")));
        self
    }

    /// Adds words that are no flags, whatever they begin with.
    fn positional(mut self, words: impl IntoIterator<Item = String>) -> Self {
        let mut words = words.into_iter().peekable();
        if words.peek().is_some() {
            self.words.push("--".to_owned());
            self.words.extend(words);
        }
        self
    }

    fn optional(self) -> Self {
        Self { optional: true, ..self }
    }
}

/// All tools.
pub const TOOLS: &[Tool] = &[
    Tool {
        name: "search",
        about: "Find REST operations by words of name or path",
        arguments: &[needed("words", Kind::Text, "e.g. pull request threads")],
        run: Run::Search,
    },
    Tool {
        name: "describe",
        about: "Parameters, scope and effect of an operation",
        arguments: &[needed("operation", Kind::Text, "e.g. git.get_refs")],
        run: Run::Describe,
    },
    Tool {
        name: "call",
        about: "Call an operation, or GET a path such as _apis/projects",
        arguments: &[
            needed("operation", Kind::Text, ""),
            optional("arguments", Kind::Object, "parameters and body fields by name"),
            optional("jq", Kind::Text, "filter of the answer; use it to keep answers small"),
            optional("all_pages", Kind::Flag, ""),
            optional("confirm", Kind::Flag, "the user agreed to a deletion"),
        ],
        run: Run::Call,
    },
    Tool {
        name: "more",
        about: "The rest of a long answer",
        arguments: &[needed("cursor", Kind::Text, "")],
        run: Run::More,
    },
    Tool {
        name: "pr_review_context",
        about: "A pull request to review: state, checks, threads, changed files, patch",
        arguments: &[
            needed("pull_request", Kind::Id, "number or URL"),
            optional("patch", Kind::Flag, "default true"),
            PROJECT,
        ],
        run: Run::Commands(pull_request),
    },
    Tool {
        name: "why_did_it_fail",
        about: "Failed tasks of a pipeline run, their errors and log tails",
        arguments: &[
            optional("run", Kind::Id, "id or URL; default the latest"),
            optional("pipeline", Kind::Text, "name or id"),
            PROJECT,
        ],
        run: Run::Commands(why),
    },
    Tool {
        name: "runs",
        about: "Recent pipeline runs",
        arguments: &[
            optional("pipeline", Kind::Text, "name or id"),
            optional("branch", Kind::Text, ""),
            optional("status", Kind::Text, "running, failed, succeeded, …"),
            PROJECT,
        ],
        run: Run::Commands(runs),
    },
    Tool {
        name: "work_item_context",
        about: "A work item: fields, links, comments, recent changes",
        arguments: &[needed("id", Kind::Id, "number or URL")],
        run: Run::Commands(work_item),
    },
    Tool {
        name: "my_work",
        about: "Open work items and pull requests of the user",
        arguments: &[PROJECT],
        run: Run::Commands(my_work),
    },
    Tool {
        name: "wiql",
        about: "Query work items with WIQL (SELECT … FROM workitems …)",
        arguments: &[
            needed("query", Kind::Text, ""),
            optional("team", Kind::Text, "for @currentIteration"),
            PROJECT,
        ],
        run: Run::Commands(wiql),
    },
    Tool {
        name: "sql",
        about: "Query the synced tables (SQLite); .tables and .schema TABLE show them",
        arguments: &[needed("query", Kind::Text, "")],
        run: Run::Commands(sql),
    },
    Tool {
        name: "metrics",
        about: "Metrics over the synced tables; without a name, the list of them",
        arguments: &[optional("name", Kind::Text, "")],
        run: Run::Commands(metrics),
    },
    Tool {
        name: "file",
        about: "A file of a repository",
        arguments: &[
            needed("repository", Kind::Text, "PROJECT/NAME"),
            needed("path", Kind::Text, ""),
            optional("branch", Kind::Text, ""),
        ],
        run: Run::Commands(file),
    },
    Tool {
        name: "search_code",
        about: "Search code, with the filters of the search box",
        arguments: &[needed("text", Kind::Text, ""), PROJECT],
        run: Run::Commands(code),
    },
];

impl Tool {
    /// The tool of this name.
    pub fn find(name: &str) -> Option<&'static Self> {
        TOOLS.iter().find(|tool| tool.name == name)
    }

    /// The tool as MCP lists it.
    pub fn json(&self, write: bool) -> Value {
        let properties = self.arguments.iter().map(|argument| {
            let mut property = match argument.kind {
                Kind::Text => json!({ "type": "string" }),
                Kind::Id => json!({ "type": ["integer", "string"] }),
                Kind::Flag => json!({ "type": "boolean" }),
                Kind::Object => json!({ "type": "object" }),
            };
            if !argument.about.is_empty() {
                property["description"] = argument.about.into();
            }
            (argument.name.to_owned(), property)
        });
        let mut schema = json!({ "type": "object", "properties": properties.collect::<Map<_, _>>() });
        let required: Vec<_> = self.arguments.iter().filter(|one| one.required).map(|one| one.name).collect();
        if !required.is_empty() {
            schema["required"] = required.into();
        }
        let changes = write && matches!(self.run, Run::Call);
        let is_local = matches!(self.run, Run::Search | Run::Describe | Run::More);
        let mut hints = json!({ "readOnlyHint": !changes, "openWorldHint": !is_local });
        if changes {
            hints["destructiveHint"] = true.into();
        }
        json!({
            "name": self.name,
            "description": self.about,
            "inputSchema": schema,
            "annotations": hints,
        })
    }

    /// The arguments of a call.
    ///
    /// # Errors
    /// When one is missing, of another kind, or unknown.
    pub fn given(&self, arguments: &Value) -> Result<Given> {
        let empty = Map::new();
        let arguments = match arguments {
            Value::Null => &empty,
            Value::Object(arguments) => arguments,
            other => return Err(Error::usage(format!("expected an object of arguments, got {other}"))),
        };
        for name in arguments.keys() {
            if !self.arguments.iter().any(|argument| argument.name == name) {
                let names: Vec<_> = self.arguments.iter().map(|argument| argument.name).collect();
                return Err(Error::usage(format!("{} has no argument `{name}`", self.name))
                    .help(format!("its arguments are {}", names.join(", "))));
            }
        }
        for argument in self.arguments {
            let value = arguments.get(argument.name).filter(|value| !value.is_null());
            let Some(value) = value else {
                if argument.required {
                    return Err(Error::usage(format!("{} needs `{}`", self.name, argument.name)));
                }
                continue;
            };
            let (fits, wanted) = match argument.kind {
                Kind::Text => (value.is_string(), "a string"),
                Kind::Id => (value.is_i64() || value.is_string(), "a number or a string"),
                Kind::Flag => (value.is_boolean(), "true or false"),
                Kind::Object => (value.is_object(), "an object"),
            };
            if !fits {
                return Err(Error::usage(format!("{}: expected {wanted}, got {value}", argument.name)));
            }
        }
        Ok(Given(arguments.clone()))
    }
}

/// The arguments of a call, each of its kind.
#[derive(Debug)]
pub struct Given(Map<String, Value>);

impl Given {
    /// A text, or a number as text; none for an empty one.
    pub fn text(&self, name: &str) -> Option<String> {
        match self.0.get(name)? {
            Value::String(text) if text.trim().is_empty() => None,
            Value::String(text) => Some(text.clone()),
            Value::Number(number) => Some(number.to_string()),
            _ => None,
        }
    }

    /// A text that has to be there.
    ///
    /// # Errors
    /// When it is empty.
    pub fn needed(&self, name: &str) -> Result<String> {
        self.text(name).ok_or_else(|| Error::usage(format!("`{name}` is empty")))
    }

    /// Whether a flag is set.
    pub fn flag(&self, name: &str) -> Option<bool> {
        self.0.get(name)?.as_bool()
    }

    /// An object.
    pub fn object(&self, name: &str) -> Map<String, Value> {
        self.0.get(name).and_then(Value::as_object).cloned().unwrap_or_default()
    }
}

fn pull_request(given: &Given) -> Result<Vec<Step>> {
    let number = given.needed("pull_request")?;
    let project = given.text("project");
    let of = |heading, words: &[&str]| {
        step(heading, words.iter().copied()).flag("project", project.clone()).positional([number.clone()])
    };
    let mut steps = vec![
        of("pull request", &["pr", "show", "--output=line"]),
        of("checks", &["pr", "checks", "--output=csv"]).optional(),
        of("threads", &["pr", "thread", "list", "--output=line"]),
        of("changed files", &["pr", "diff", "--files", "--output=tsv"]),
    ];
    if given.flag("patch") != Some(false) {
        steps.push(of("patch", &["pr", "diff"]));
    }
    Ok(steps)
}

fn why(given: &Given) -> Result<Vec<Step>> {
    let run = given.text("run");
    let of = |heading, words: &[&str]| {
        let step = step(heading, words.iter().copied()).flag("project", given.text("project"));
        let step = if run.is_some() { step } else { step.flag("pipeline", given.text("pipeline")) };
        step.positional(run.clone())
    };
    Ok(vec![
        of("run", &["run", "show", "--output=line"]),
        of("failures", &["run", "why", "--lines=40", "--json="]),
    ])
}

fn runs(given: &Given) -> Result<Vec<Step>> {
    let step = step("", ["run", "list", "--limit=30", "--output=csv"])
        .flag("pipeline", given.text("pipeline"))
        .flag("branch", given.text("branch"))
        .flag("status", given.text("status"))
        .flag("project", given.text("project"));
    Ok(vec![step])
}

fn work_item(given: &Given) -> Result<Vec<Step>> {
    let id = given.needed("id")?;
    let of = |heading, words: &[&str]| step(heading, words.iter().copied()).positional([id.clone()]);
    Ok(vec![
        of("work item", &["work-item", "show", "--output=line"]),
        of("history", &["work-item", "history", "--output=csv"]),
    ])
}

fn my_work(given: &Given) -> Result<Vec<Step>> {
    let project = given.text("project");
    let query = "SELECT [System.Id], [System.WorkItemType], [System.State], [System.Title] FROM workitems WHERE \
                 [System.AssignedTo] = @me AND [System.State] NOT IN ('Closed', 'Done', 'Removed') ORDER BY \
                 [System.ChangedDate] DESC";
    let items = step("work items", ["wiql", "--limit=50", "--output=csv"]).flag("project", project.clone());
    let of = |heading, flag: &str| {
        step(heading, ["pr", "list", "--limit=30", "--output=csv", flag])
            .flag("project", project.clone())
            .optional()
    };
    Ok(vec![
        items.positional([query.to_owned()]),
        of("pull requests of mine", "--creator=@me"),
        of("pull requests to review", "--reviewer=@me"),
    ])
}

fn wiql(given: &Given) -> Result<Vec<Step>> {
    let query = given.needed("query")?;
    let is_query = query.trim_start().get(..6).is_some_and(|word| word.eq_ignore_ascii_case("select"));
    if !is_query {
        return Err(Error::usage("expected a query that begins with SELECT"));
    }
    let step = step("", ["wiql", "--limit=200", "--output=csv"])
        .flag("team", given.text("team"))
        .flag("project", given.text("project"));
    Ok(vec![step.positional([query.trim_start().to_owned()])])
}

fn sql(given: &Given) -> Result<Vec<Step>> {
    let query = given.needed("query")?;
    if query.trim() == "-" {
        return Err(Error::usage("expected SQL, got `-`"));
    }
    Ok(vec![step("", ["query", "--output=csv"]).positional([query])])
}

fn metrics(given: &Given) -> Result<Vec<Step>> {
    Ok(vec![step("", ["metrics", "--output=csv"]).positional(given.text("name"))])
}

fn file(given: &Given) -> Result<Vec<Step>> {
    let repository = given.needed("repository")?;
    let (project, name) = repository
        .split_once('/')
        .ok_or_else(|| Error::usage(format!("repository: expected PROJECT/NAME, got `{repository}`")))?;
    let path = format!("/{}", given.needed("path")?.trim_start_matches('/'));
    let field = |name: &str, value: &str| format!("{name}:={}", Value::from(value));
    let mut step = step("", ["api", "git.get_item", "--header=Accept: text/plain"]).positional([
        field("project", project),
        field("repositoryId", name),
        field("path", &path),
    ]);
    if let Some(branch) = given.text("branch") {
        step.words.push(field("versionDescriptor.version", &branch));
        step.words.push(field("versionDescriptor.versionType", "branch"));
    }
    Ok(vec![step])
}

fn code(given: &Given) -> Result<Vec<Step>> {
    let step =
        step("", ["search", "code", "--limit=30", "--output=csv"]).flag("project", given.text("project"));
    Ok(vec![step.positional([given.needed("text")?])])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn all_tools_together_are_small() {
        let all: Vec<_> = TOOLS.iter().map(|tool| tool.json(true)).collect();
        let size = Value::from(all).to_string().len();
        assert!(size <= 6_000, "{size} bytes");
    }

    #[test]
    fn arguments_are_of_their_kind() {
        let tool = Tool::find("pr_review_context").unwrap();
        assert!(tool.given(&json!({ "pull_request": 1 })).is_ok());
        assert!(tool.given(&json!({ "pull_request": "https://…" })).is_ok());
        for wrong in
            [json!({}), json!([]), json!({ "pull_request": [] }), json!({ "pull_request": 1, "x": 2 })]
        {
            assert!(tool.given(&wrong).is_err(), "{wrong}");
        }
    }

    /// What an agent writes is never a flag, never stdin and never the name of a file.
    #[test]
    fn values_stay_values() {
        let given = Tool::find("search_code").unwrap().given(&json!({ "text": "--output=x" })).unwrap();
        let words = code(&given).unwrap().remove(0).words;
        assert_eq!(words[words.len() - 2..], ["--", "--output=x"]);
        for query in ["-", "secrets.wiql"] {
            let given = Tool::find("wiql").unwrap().given(&json!({ "query": query })).unwrap();
            assert!(wiql(&given).is_err());
        }
        let tool = Tool::find("file").unwrap();
        let given = tool.given(&json!({ "repository": "p/r", "path": "@/etc/passwd" })).unwrap();
        let words = file(&given).unwrap().remove(0).words;
        assert_eq!(words.last().unwrap(), "path:=\"/@/etc/passwd\"");
    }
}
