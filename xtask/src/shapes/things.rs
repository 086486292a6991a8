//! The things that recorded JSON names, and which things of the emulator stand for them.

use std::collections::{BTreeMap, BTreeSet};

use adoxide_api::wire::OpMeta;
use serde_json::Value;

use super::given::fill;
use super::stage::{Class, Stage};
use crate::corpus::index::Index;
use crate::replay::ids::Ids;

/// An emulator, seen from an operation: of several lists of a noun, its own area's comes first.
pub struct Things<'a> {
    pub index: &'a Index<'a>,
    pub emulated: &'a BTreeSet<&'static str>,
    pub stage: &'a Stage,
    pub near: &'static OpMeta,
}

impl Things<'_> {
    /// The things that a noun names (`definition`), from the emulated list that is nearest to the operation.
    pub async fn collection(
        &self,
        noun: &str,
        class: Class,
        bound: &BTreeMap<String, String>,
    ) -> Vec<String> {
        self.named(noun, class, bound).await.into_iter().map(|(value, _)| value).collect()
    }

    /// As [`collection`](Self::collection), with the names of the things.
    async fn named(
        &self,
        noun: &str,
        class: Class,
        bound: &BTreeMap<String, String>,
    ) -> Vec<(String, Option<String>)> {
        let plural = format!("{}s", noun.to_lowercase());
        let mut lists: Vec<_> = self
            .emulated
            .iter()
            .filter_map(|id| self.index.named(id))
            .map(|found| found.entry.meta)
            .filter(|meta| {
                let last =
                    meta.template.rsplit('/').find(|segment| !segment.ends_with("?}")).unwrap_or_default();
                meta.method == "GET" && last.to_lowercase() == plural
            })
            .collect();
        lists.sort_by_key(|meta| (meta.area != self.near.area, meta.host != self.near.host));
        for meta in lists {
            let optional = |segment: &&str| !segment.ends_with("?}") || segment.starts_with("{project");
            let parts = meta.template.split('/').filter(optional).map(|segment| segment.replace("?}", "}"));
            let path = fill(&parts.collect::<Vec<_>>().join("/"), bound);
            if path.contains('{') {
                continue;
            }
            let values = self.stage.named_members(meta.host.name(), &path, class, noun).await;
            if !values.is_empty() {
                return values;
            }
        }
        Vec::new()
    }

    /// Recorded JSON, with things of the emulator for those that it names.
    pub async fn translate(&self, body: &Value, bound: &BTreeMap<String, String>) -> Value {
        let mut named = Vec::new();
        things(body, "", &mut named);
        let mut ids = Ids::default();
        for Named { noun, id, name } in named {
            let text = id.as_str().map_or_else(|| id.to_string(), str::to_owned);
            let class = Class::of(&text);
            let values = match noun.as_str() {
                "project" => self.stage.named_members("dev.azure.com", "_apis/projects", class, "id").await,
                _ => self.named(&noun, class, bound).await,
            };
            // One of the same name, else the first.
            let same = values.iter().find(|(_, known)| name.is_some() && *known == name);
            let Some((ours, _)) = same.or(values.first()) else { continue };
            match (text.parse(), ours.parse()) {
                (Ok(recorded), Ok(ours)) => ids.insert_number(&noun, recorded, ours),
                _ => ids.insert(&text, ours),
            }
        }
        ids.translate_json("", body)
    }
}

/// A thing that JSON names.
struct Named {
    noun: String,
    id: Value,
    name: Option<String>,
}

/// The things that JSON names by id: `{"queue": {"id": 7, "name": "Default"}}`, `{"queueId": 7}`.
fn things(value: &Value, noun: &str, found: &mut Vec<Named>) {
    match value {
        Value::Object(fields) => {
            for (name, id) in fields {
                let is_id =
                    id.is_i64() || id.as_str().is_some_and(|text| !matches!(Class::of(text), Class::Name));
                if name == "id" && is_id && !noun.is_empty() {
                    let name = fields.get("name").and_then(Value::as_str).map(str::to_owned);
                    found.push(Named { noun: noun.to_owned(), id: id.clone(), name });
                } else if let (Some(noun), true) = (name.strip_suffix("Id"), is_id) {
                    found.push(Named { noun: noun.to_owned(), id: id.clone(), name: None });
                }
                things(id, name, found);
            }
        }
        Value::Array(items) => items.iter().for_each(|item| things(item, noun.trim_end_matches('s'), found)),
        _ => {}
    }
}
