//! Build definitions that a recording lists or names and nobody made before.

use serde_json::{Value, json};

use super::{Seeder, Target, items, text};
use crate::replay::cassette::Exchange;
use crate::replay::ids::Ids;

impl Seeder<'_> {
    /// Definitions that are listed or shown, each with the repository that it builds.
    pub(super) async fn definitions(
        &self,
        target: &Target<'_>,
        project: &str,
        exchange: &Exchange,
        ids: &mut Ids,
    ) -> Result<(), String> {
        if !target.is(&["build", "definitions"]) || exchange.method != "GET" || exchange.answer.status != 200
        {
            return Ok(());
        }
        let listed = items(&exchange.answer.body);
        let alone = Some(&exchange.answer.body).filter(|body| body["revision"].is_i64());
        for item in listed.chain(alone) {
            let Some(name) = text(item, "name") else { continue };
            let base = format!("/{}/{project}/_apis/build/definitions", target.organization);
            let known = self.client.json("GET", &format!("{base}?api-version=7.1"), None).await?;
            if items(&known).any(|known| text(known, "name") == Some(name)) {
                continue;
            }
            // What the recording says of it elsewhere: lists leave most out.
            let whole = self.find(|value| value["process"].is_object() && value["id"] == item["id"]);
            let repository = whole.and_then(|whole| text(&whole["repository"], "name")).unwrap_or(name);
            let made = self.make_repository(target.organization, project, repository)?;
            if let Some(id) = whole.and_then(|whole| text(&whole["repository"], "id")) {
                ids.insert(id, &made);
            }
            self.branch(target.organization, project, repository, "refs/heads/main", ids, None).await?;
            let mut body = json!({
                "name": name,
                "queue": {"name": item["queue"]["name"]},
                "process": {"type": 2, "yamlFilename": "azure-pipelines.yml"},
                "repository": {"id": made, "type": "TfsGit"},
            });
            for field in ["triggers", "comment", "description", "variables"] {
                if let Some(value) = whole.map(|whole| &whole[field]).filter(|value| !value.is_null()) {
                    body[field] = value.clone();
                }
            }
            if let Some(properties) = whole.map(|whole| &whole["repository"]["properties"]) {
                body["repository"]["properties"] = properties.clone();
            }
            self.client.json("POST", &format!("{base}?api-version=7.1"), Some(&body)).await?;
        }
        Ok(())
    }

    /// An object anywhere in the cassette's answers.
    pub(super) fn find(&self, wanted: impl Fn(&Value) -> bool) -> Option<&Value> {
        fn within<'v>(value: &'v Value, wanted: &dyn Fn(&Value) -> bool) -> Option<&'v Value> {
            match value {
                Value::Object(_) if wanted(value) => Some(value),
                Value::Object(fields) => fields.values().find_map(|value| within(value, wanted)),
                Value::Array(items) => items.iter().find_map(|value| within(value, wanted)),
                _ => None,
            }
        }
        self.cassette.exchanges.iter().find_map(|exchange| within(&exchange.answer.body, &wanted))
    }
}
