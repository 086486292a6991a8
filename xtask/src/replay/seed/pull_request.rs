//! Pull requests that are listed or named, and the branches that they need.

use std::time::Duration;

use serde_json::{Value, json};

use super::{Seeder, Target, items, text};
use crate::replay::cassette::Exchange;
use crate::replay::ids::Ids;

impl Seeder<'_> {
    /// Makes the pull requests that an answer shows, and the branches of those that a request creates.
    pub(super) async fn pull_requests(
        &self,
        target: &Target<'_>,
        project: &str,
        exchange: &Exchange,
        ids: &mut Ids,
    ) -> Result<(), String> {
        let is_of_repository = target.is(&["git", "repositories"])
            && target.rest.get(3).is_some_and(|rest| rest.eq_ignore_ascii_case("pullRequests"));
        if !is_of_repository || exchange.answer.status >= 300 {
            return Ok(());
        }
        let repository = ids.translate(&target.rest[2]);
        let base = format!("/{}/{project}/_apis/git/repositories/{repository}", target.organization);
        if exchange.method == "POST" && target.rest.len() == 4 {
            return self.branches(target, project, &repository, &exchange.body, ids).await;
        }
        if exchange.method != "GET" || target.rest.len() != 4 {
            return Ok(());
        }
        // The newest is listed first and is made last.
        let mut listed: Vec<&Value> = items(&exchange.answer.body).collect();
        listed.reverse();
        for item in listed {
            let query = format!(
                "searchCriteria.status=all&searchCriteria.sourceRefName={}&searchCriteria.targetRefName={}",
                text(item, "sourceRefName").unwrap_or_default(),
                text(item, "targetRefName").unwrap_or_default(),
            );
            let path = format!("{base}/pullRequests?{query}&api-version=7.1");
            let known = self.client.json("GET", &path, None).await?;
            if items(&known).next().is_some() {
                continue;
            }
            self.branches(target, project, &repository, item, ids).await?;
            let body = json!({
                "sourceRefName": item["sourceRefName"],
                "targetRefName": item["targetRefName"],
                "title": item["title"],
                "description": item["description"],
            });
            let path = format!("{base}/pullRequests?api-version=7.1");
            let made = self.client.json("POST", &path, Some(&body)).await?;
            ids.learn(item, &made);
        }
        // Their merges are long over.
        self.emulator.clock().advance(Duration::from_secs(1));
        Ok(())
    }

    /// Makes the pull request whose policy evaluations are shown, and the policies that are evaluated.
    pub(super) async fn evaluations(
        &self,
        target: &Target<'_>,
        project: &str,
        exchange: &Exchange,
        ids: &mut Ids,
    ) -> Result<(), String> {
        if !target.is(&["policy", "evaluations"]) || exchange.answer.status >= 300 {
            return Ok(());
        }
        let body = &exchange.answer.body;
        let shown: Vec<&Value> = if body["value"].is_array() { items(body).collect() } else { vec![body] };
        let artifact = shown.first().and_then(|shown| text(shown, "artifactId")).unwrap_or_default();
        let Some(number) = artifact.rsplit_once("%2f").and_then(|(_, number)| number.parse::<i64>().ok())
        else {
            return Ok(());
        };
        let organization = target.organization;
        let repository = self.make_repository(organization, project, "Reviewed")?;
        let refs = json!({"sourceRefName": "refs/heads/reviewed", "targetRefName": "refs/heads/main"});
        self.branches(target, project, &repository, &refs, ids).await?;
        let base = format!("/{organization}/{project}/_apis");
        for shown in &shown {
            let configuration = &shown["configuration"];
            let new = json!({
                "isEnabled": configuration["isEnabled"], "isBlocking": configuration["isBlocking"],
                "type": configuration["type"], "settings": configuration["settings"],
            });
            let path = format!("{base}/policy/configurations?api-version=7.1");
            self.client.json("POST", &path, Some(&new)).await?;
        }
        // The numbers before it were used up.
        let path = format!("{base}/git/repositories/{repository}/pullRequests");
        loop {
            let mut new = refs.clone();
            new["title"] = "Before the recording".into();
            let made = self.client.json("POST", &format!("{path}?api-version=7.1"), Some(&new)).await?;
            let id = made["pullRequestId"].as_i64().ok_or("a pull request has no number")?;
            if id >= number {
                break;
            }
            let path = format!("{path}/{id}?api-version=7.1");
            self.client.json("PATCH", &path, Some(&json!({"status": "abandoned"}))).await?;
        }
        let artifact = ids.translate(artifact).replace("%2f", "%252f");
        let path = format!("{base}/policy/evaluations?artifactId={artifact}&api-version=7.1-preview.1");
        let ours = self.client.json("GET", &path, None).await?;
        for (shown, ours) in shown.into_iter().zip(items(&ours)) {
            ids.learn(shown, ours);
        }
        Ok(())
    }

    /// Makes sure of both branches: the source has a commit more than the target.
    async fn branches(
        &self,
        target: &Target<'_>,
        project: &str,
        repository: &str,
        body: &Value,
        ids: &mut Ids,
    ) -> Result<(), String> {
        let (Some(source), Some(into)) = (text(body, "sourceRefName"), text(body, "targetRefName")) else {
            return Ok(());
        };
        let tip = self.branch(target.organization, project, repository, into, ids, None).await?;
        let base = format!("/{}/{project}/_apis/git/repositories/{repository}", target.organization);
        let filter = source.trim_start_matches("refs/");
        let path = format!("{base}/refs?filter={filter}&api-version=7.1");
        let found = self.client.json("GET", &path, None).await?;
        if items(&found).any(|item| text(item, "name") == Some(source)) {
            return Ok(());
        }
        let push = json!({
            "refUpdates": [{"name": source, "oldObjectId": tip}],
            "commits": [{"comment": "Before the recording", "changes": [{
                "changeType": "add", "item": {"path": format!("/{filter}.md")},
                "newContent": {"content": source, "contentType": "rawtext"}
            }]}]
        });
        self.client.json("POST", &format!("{base}/pushes?api-version=7.1"), Some(&push)).await.map(drop)
    }
}
