//! Which pushes a pipeline builds.

use adoxide_yaml::Tree;
use serde_json::Value;

/// What the commit messages have that start no build: documented.
const SKIPPED: [&str; 10] = [
    "[skip ci]",
    "[ci skip]",
    "skip-checks: true",
    "skip-checks:true",
    "[skip azurepipelines]",
    "[azurepipelines skip]",
    "[skip azpipelines]",
    "[azpipelines skip]",
    "[skip azp]",
    "***no_ci***",
];

/// Whether the message of a push's last commit asks for no build.
pub(super) fn is_skipped(message: &str) -> bool {
    let message = message.to_lowercase();
    SKIPPED.iter().any(|known| message.contains(known))
}

/// Names that are meant, and names that are not.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
struct Filter {
    include: Vec<String>,
    exclude: Vec<String>,
}

impl Filter {
    /// `[a, b]`, or `{include: [a], exclude: [b]}`.
    fn of(node: &Tree) -> Self {
        let texts = |node: &Tree| {
            let items = node.items().iter().filter_map(Tree::text).map(str::to_owned);
            node.text().map(str::to_owned).into_iter().chain(items).collect()
        };
        let side = |name: &str| node.get(name).map(texts).unwrap_or_default();
        if node.pairs().is_empty() {
            Self { include: texts(node), exclude: Vec::new() }
        } else {
            Self { include: side("include"), exclude: side("exclude") }
        }
    }

    /// `["+refs/heads/main", "-/docs"]`, as definitions have them.
    fn of_signed(given: &Value) -> Self {
        let mut filter = Self::default();
        for text in given.as_array().into_iter().flatten().filter_map(Value::as_str) {
            match text.strip_prefix('-') {
                Some(name) => filter.exclude.push(name.to_owned()),
                None => filter.include.push(text.trim_start_matches('+').to_owned()),
            }
        }
        filter
    }

    fn is_empty(&self) -> bool {
        self.include.is_empty() && self.exclude.is_empty()
    }

    /// Whether a branch or tag is meant; `prefix` may stand before its name.
    fn has_reference(&self, name: &str, prefix: &str) -> bool {
        let short = name.strip_prefix(prefix).unwrap_or(name);
        let any = |patterns: &[String]| {
            patterns.iter().any(|pattern| matches(pattern.strip_prefix(prefix).unwrap_or(pattern), short))
        };
        (self.include.is_empty() || any(&self.include)) && !any(&self.exclude)
    }

    /// Whether a file is meant. Documented: of what is included and excluded the deeper folder decides.
    fn has_path(&self, path: &str) -> bool {
        let deepest = |patterns: &[String]| {
            let found = patterns.iter().filter(|pattern| is_within(path, pattern));
            found.map(|pattern| pattern.trim_matches('/').len()).max()
        };
        match (deepest(&self.include), deepest(&self.exclude)) {
            (Some(included), Some(excluded)) => included > excluded,
            (Some(_), None) => true,
            (None, Some(_)) => false,
            (None, None) => self.include.is_empty(),
        }
    }
}

/// Whether a file is what a pattern says, or in a folder that is.
fn is_within(path: &str, pattern: &str) -> bool {
    let (path, pattern) = (path.trim_start_matches('/'), pattern.trim_matches('/'));
    if pattern.is_empty() {
        return true;
    }
    if pattern.contains(['*', '?']) {
        return matches(pattern, path);
    }
    path.strip_prefix(pattern).is_some_and(|rest| rest.is_empty() || rest.starts_with('/'))
}

/// Whether a text is like a pattern in which `*` stands for any characters and `?` for one.
fn matches(pattern: &str, text: &str) -> bool {
    let (pattern, text): (Vec<char>, Vec<char>) = (pattern.chars().collect(), text.chars().collect());
    let (mut at, mut from) = (0, 0);
    // The last star, and where what it stands for ends.
    let mut star = None;
    while from < text.len() {
        if pattern.get(at) == Some(&'*') {
            star = Some((at, from));
            at += 1;
        } else if pattern.get(at).is_some_and(|known| *known == '?' || *known == text[from]) {
            at += 1;
            from += 1;
        } else if let Some((place, end)) = star {
            star = Some((place, end + 1));
            at = place + 1;
            from = end + 1;
        } else {
            return false;
        }
    }
    pattern[at..].iter().all(|known| *known == '*')
}

/// Which pushes a pipeline builds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Trigger {
    is_off: bool,
    /// Whether pushes that come while a build runs are built together.
    pub is_batched: bool,
    branches: Filter,
    tags: Filter,
    paths: Filter,
}

impl Trigger {
    /// All branches are built.
    pub fn of_all() -> Self {
        Self {
            is_off: false,
            is_batched: false,
            branches: Filter::default(),
            tags: Filter::default(),
            paths: Filter::default(),
        }
    }

    /// What `trigger:` of a document says. By default all branches are built.
    pub fn of_yaml(root: &Tree) -> Self {
        let all = Self::of_all();
        let Some(node) = root.get("trigger") else { return all };
        if node.text().is_some_and(|text| text.eq_ignore_ascii_case("none")) {
            return Self { is_off: true, ..all };
        }
        if node.pairs().is_empty() {
            return Self { branches: Filter::of(node), ..all };
        }
        let part = |name: &str| node.get(name).map(Filter::of).unwrap_or_default();
        let is_batched =
            node.get("batch").and_then(Tree::text).is_some_and(|text| text.eq_ignore_ascii_case("true"));
        Self {
            is_off: false,
            is_batched,
            branches: part("branches"),
            tags: part("tags"),
            paths: part("paths"),
        }
    }

    /// What the definition itself says, if it decides and not the YAML.
    pub fn of_definition(trigger: &Value, is_yaml: bool) -> Option<Self> {
        if is_yaml && trigger["settingsSourceType"] != 1 {
            return None;
        }
        Some(Self {
            is_off: false,
            is_batched: trigger["batchChanges"] == true,
            branches: Filter::of_signed(&trigger["branchFilters"]),
            tags: Filter::default(),
            paths: Filter::of_signed(&trigger["pathFilters"]),
        })
    }

    /// Whether a reference is built.
    pub fn has_reference(&self, name: &str) -> bool {
        if self.is_off {
            return false;
        }
        if name.starts_with("refs/tags/") {
            return !self.tags.include.is_empty() && self.tags.has_reference(name, "refs/tags/");
        }
        // Documented: with tags alone, no branches are built.
        let is_branch =
            name.starts_with("refs/heads/") && (self.tags.is_empty() || !self.branches.is_empty());
        is_branch && self.branches.has_reference(name, "refs/heads/")
    }

    /// Whether it matters which files changed.
    pub fn asks_for_paths(&self) -> bool {
        !self.paths.is_empty()
    }

    /// Whether one of some files is meant.
    pub fn has_paths<'p>(&self, paths: impl IntoIterator<Item = &'p str>) -> bool {
        self.paths.is_empty() || paths.into_iter().any(|path| self.paths.has_path(path))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn map(pairs: &[(&str, Tree)]) -> Tree {
        Tree::Map(pairs.iter().map(|(name, value)| ((*name).to_owned(), value.clone())).collect())
    }

    fn list(items: &[&str]) -> Tree {
        Tree::List(items.iter().map(|item| Tree::Text((*item).to_owned())).collect())
    }

    #[test]
    fn branches_are_built_as_the_trigger_says() {
        let by_default = Trigger::of_yaml(&map(&[]));
        assert!(by_default.has_reference("refs/heads/any/branch"));
        assert!(!by_default.has_reference("refs/tags/v1"));
        let none = Trigger::of_yaml(&map(&[("trigger", Tree::Text("none".to_owned()))]));
        assert!(!none.has_reference("refs/heads/main"));
        let short = Trigger::of_yaml(&map(&[("trigger", list(&["main", "releases/*"]))]));
        for (name, expected) in
            [("main", true), ("releases/1", true), ("releases/old/1", true), ("maintenance", false)]
        {
            assert_eq!(short.has_reference(&format!("refs/heads/{name}")), expected, "{name}");
        }
        let filter = map(&[("include", list(&["*"])), ("exclude", list(&["refs/heads/draft/*"]))]);
        let full = Trigger::of_yaml(&map(&[("trigger", map(&[("branches", filter)]))]));
        assert!(full.has_reference("refs/heads/x") && !full.has_reference("refs/heads/draft/x"));
        let tags = map(&[("tags", map(&[("include", list(&["v*"]))]))]);
        let tags = Trigger::of_yaml(&map(&[("trigger", tags)]));
        assert!(tags.has_reference("refs/tags/v1") && !tags.has_reference("refs/heads/main"));
    }

    #[test]
    fn of_paths_the_deeper_folder_decides() {
        let paths =
            map(&[("include", list(&["src", "docs/api/*"])), ("exclude", list(&["src/tests", "docs"]))]);
        let trigger = Trigger::of_yaml(&map(&[("trigger", map(&[("paths", paths)]))]));
        for (path, expected) in [
            ("/src/main.rs", true),
            ("/src/tests/it.rs", false),
            ("/docs/index.md", false),
            ("/docs/api/index.md", true),
            ("/srcs/x", false),
            ("/README.md", false),
        ] {
            assert_eq!(trigger.has_paths([path]), expected, "{path}");
        }
        let excluded = map(&[("exclude", list(&["README.md"]))]);
        let excluded = Trigger::of_yaml(&map(&[("trigger", map(&[("paths", excluded)]))]));
        assert!(excluded.has_paths(["/README.md", "/x"]) && !excluded.has_paths(["/README.md"]));
    }

    #[test]
    fn definitions_may_decide_in_place_of_the_yaml() {
        let trigger = serde_json::json!({
            "settingsSourceType": 1, "branchFilters": ["+refs/heads/main", "-refs/heads/main2"],
            "pathFilters": ["+/src"], "batchChanges": true,
        });
        let own = Trigger::of_definition(&trigger, true).unwrap();
        assert!(own.is_batched && own.has_reference("refs/heads/main"));
        assert!(
            !own.has_reference("refs/heads/main2") && own.has_paths(["/src/a"]) && !own.has_paths(["/b"])
        );
        assert_eq!(Trigger::of_definition(&serde_json::json!({"settingsSourceType": 2}), true), None);
    }
}
