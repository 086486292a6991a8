//! Things that happen in an organization, by chance.

use std::collections::BTreeMap;
use std::time::Duration;

use adoxide::credential::Pat;
use adoxide::{Client, Method};
use adoxide_emulator::{Clock, Emulator};
use fastrand::Rng;
use jiff::Timestamp;
use serde_json::{Value, json};

const ZERO: &str = "0000000000000000000000000000000000000000";

/// An organization with a project, and what there is in it.
pub struct World {
    pub emulator: Emulator,
    ado: Client,
    project: String,
    me: String,
    repositories: Vec<String>,
    deleted: Vec<String>,
    /// Pull requests: the repository, the number, the source branch.
    pulls: Vec<(String, i64, String)>,
    items: Vec<i64>,
    binned: Vec<i64>,
    pipeline: i64,
    release: i64,
    builds: usize,
    next: usize,
    random: Rng,
    /// What is to happen before anything happens again, the next one last.
    deck: Vec<Happening>,
    /// How often each thing was done.
    pub done: BTreeMap<&'static str, usize>,
}

/// What happens, and whether a service hook tells of it.
type Happening = (&'static str, bool);

const HAPPENINGS: &[Happening] = &[
    ("push", true),
    ("branch", true),
    ("unbranch", true),
    ("pull", true),
    ("pull push", true),
    ("vote", true),
    ("thread", true),
    ("retitle", true),
    ("abandon", true),
    ("reactivate", true),
    ("complete", true),
    ("item", true),
    ("edit", true),
    ("comment", true),
    ("bin", true),
    ("restore", true),
    ("repository", true),
    // Told, but what is in the URLs of its commits is read again by the next sync.
    ("rename", false),
    ("delete", true),
    ("undelete", true),
    ("build", true),
    ("release", true),
    ("endpoint", true),
    ("label", false),
    ("status", false),
    ("resolve", false),
    ("tag", false),
    ("area", false),
    ("team", false),
    ("project", false),
];

pub fn emulator() -> Emulator {
    // That of the server, which goes more slowly: what was closed of late is looked at again for an hour.
    let start = Timestamp::now();
    Emulator::builder().seed_size(0).clock(Clock::manual(start)).build().unwrap()
}

impl World {
    #[allow(clippy::too_many_lines, reason = "bodies of requests are long")]
    pub async fn new(emulator: &Emulator, url: &str, seed: u64) -> Self {
        let ado = Client::builder(url).credential(Pat::new(emulator.token()).unwrap()).build().unwrap();
        let mut world = Self {
            emulator: emulator.clone(),
            ado,
            project: String::new(),
            me: String::new(),
            repositories: Vec::new(),
            deleted: Vec::new(),
            pulls: Vec::new(),
            items: Vec::new(),
            binned: Vec::new(),
            pipeline: 0,
            release: 0,
            builds: 0,
            next: 0,
            random: Rng::with_seed(seed),
            deck: Vec::new(),
            done: BTreeMap::new(),
        };
        world.must(Method::POST, "_apis/projects", &json!({"name": "Shop"})).await;
        world.settle(60).await;
        world.project = text(&world.must(Method::GET, "_apis/projects/Shop", &Value::Null).await["id"]);
        let who = world.must(Method::GET, "_apis/connectionData", &Value::Null).await;
        world.me = text(&who["authenticatedUser"]["id"]);
        world.repository().await.unwrap();
        let repository = world.repositories[0].clone();
        let body = json!({
            "name": "CI",
            "queue": {"name": "Azure Pipelines"},
            "process": {"type": 2, "yamlFilename": "ci.yml"},
            "repository": {"id": repository, "type": "tfsgit"},
        });
        let path = world.at("build/definitions");
        world.pipeline = world.must(Method::POST, &path, &body).await["id"].as_i64().unwrap();
        let automated = json!({"approvals": [{"rank": 1, "isAutomated": true}]});
        let body = json!({
            "name": "Web",
            "releaseNameFormat": "Web-$(rev:r)",
            "environments": [{
                "name": "Stage",
                "preDeployApprovals": automated,
                "postDeployApprovals": automated,
                "retentionPolicy": {"daysToKeep": 30, "releasesToKeep": 3, "retainBuild": true},
                "conditions": [{"name": "ReleaseStarted", "conditionType": "event", "value": ""}],
                "deployPhases": [{
                    "name": "Agent job", "rank": 1, "phaseType": "agentBasedDeployment",
                    "workflowTasks": [{
                        "taskId": "d9bafed4-0b18-4f58-968d-86655b4d2ce9", "version": "2.*", "name": "Run",
                        "enabled": true,
                    }],
                }],
            }],
        });
        let path = world.at("release/definitions");
        world.release = world.must(Method::POST, &path, &body).await["id"].as_i64().unwrap();
        world
    }

    fn at(&self, what: &str) -> String {
        format!("{}/_apis/{what}", self.project)
    }

    fn of(&self, repository: &str, what: &str) -> String {
        let own = format!("{}/_apis/git/repositories/{repository}", self.project);
        if what.is_empty() { own } else { format!("{own}/{what}") }
    }

    /// Sends a request. None if the service refuses it: what happens by chance is not always possible.
    async fn send(&self, method: Method, path: &str, body: &Value) -> Option<Value> {
        let version = if path.contains("/comments") { "7.1-preview.4" } else { "7.1-preview" };
        let is_delete = method == Method::DELETE;
        let mut request = self.ado.request(method, path).query("api-version", version);
        if body.is_array() && path.contains("/wit/") {
            request = request.header("content-type", "application/json-patch+json");
        }
        if !body.is_null() {
            request = request.json(body);
        }
        if is_delete {
            // It answers nothing.
            return request.download().await.ok().map(|_| Value::Null);
        }
        request.send::<Value>().await.ok().map(|answer| answer.body)
    }

    async fn must(&self, method: Method, path: &str, body: &Value) -> Value {
        let what = format!("{method} {path}");
        self.send(method, path, body).await.unwrap_or_else(|| panic!("{what} was refused"))
    }

    /// Time goes by, and what was waiting for it is done.
    pub async fn settle(&self, seconds: u64) {
        self.emulator.clock().advance(Duration::from_secs(seconds));
        self.must(Method::GET, "_apis/projects", &Value::Null).await;
    }

    /// Something happens: of that which hooks tell of, or anything. Each thing has its turn.
    pub async fn happen(&mut self, is_told: bool) {
        let at = loop {
            if let Some(at) = self.deck.iter().rposition(|(_, told)| *told || !is_told) {
                break at;
            }
            let mut all = HAPPENINGS.to_vec();
            self.random.shuffle(&mut all);
            self.deck.splice(0..0, all);
        };
        let (what, _) = self.deck.remove(at);
        let mut all = vec![what];
        while let Some(before) = self.before(all[all.len() - 1]) {
            all.push(before);
        }
        while let Some(what) = all.pop() {
            if self.act(what).await.is_some() {
                *self.done.entry(what).or_default() += 1;
            }
            self.settle(30).await;
        }
    }

    /// What must happen first, so that something can.
    fn before(&self, what: &str) -> Option<&'static str> {
        let (needed, is_missing) = match what {
            "pull push" | "vote" | "thread" | "retitle" | "abandon" | "reactivate" | "complete" | "label"
            | "status" => ("pull", self.pulls.is_empty()),
            "resolve" => ("thread", true),
            "edit" | "comment" | "bin" => ("item", self.items.is_empty()),
            "restore" => ("bin", self.binned.is_empty()),
            "undelete" => ("delete", self.deleted.is_empty()),
            "delete" => ("repository", self.repositories.len() < 2),
            "unbranch" => ("branch", true),
            "tag" => ("build", self.builds == 0),
            _ => return None,
        };
        is_missing.then_some(needed)
    }

    /// Things that happen and were never possible in any history.
    pub fn never(done: &BTreeMap<&'static str, usize>) -> Vec<&'static str> {
        HAPPENINGS.iter().map(|(what, _)| *what).filter(|what| !done.contains_key(what)).collect()
    }

    fn name(&mut self, of: &str) -> String {
        self.next += 1;
        format!("{of}{}", self.next)
    }

    async fn tip(&self, repository: &str, branch: &str) -> Option<String> {
        let path = self.of(repository, &format!("refs?filter=heads/{branch}"));
        let refs = self.send(Method::GET, &path, &Value::Null).await?;
        let name = format!("refs/heads/{branch}");
        let found = refs["value"].as_array()?.iter().find(|known| known["name"] == *name)?;
        Some(text(&found["objectId"]))
    }

    async fn push(&mut self, repository: &str, branch: &str, old: &str, file: &str) -> Option<Value> {
        let name = self.name("file");
        let content = format!("steps:\n- script: make {name}\n");
        let file = if file.is_empty() { format!("/{name}.txt") } else { file.to_owned() };
        let change = json!({
            "changeType": "add", "item": {"path": file},
            "newContent": {"content": content, "contentType": "rawtext"},
        });
        let body = json!({
            "refUpdates": [{"name": format!("refs/heads/{branch}"), "oldObjectId": old}],
            "commits": [{"comment": name, "changes": [change]}],
        });
        self.send(Method::POST, &self.of(repository, "pushes"), &body).await
    }

    async fn repository(&mut self) -> Option<()> {
        let name = self.name("repository");
        let path = self.at("git/repositories");
        let made = self.send(Method::POST, &path, &json!({"name": name})).await?;
        let id = text(&made["id"]);
        self.push(&id, "main", ZERO, "/ci.yml").await?;
        self.repositories.push(id);
        Some(())
    }

    async fn patch_item(&self, id: i64, field: &str, value: &str) -> Option<Value> {
        let patch = json!([{"op": "add", "path": format!("/fields/{field}"), "value": value}]);
        self.send(Method::PATCH, &format!("_apis/wit/workitems/{id}"), &patch).await
    }

    #[allow(clippy::too_many_lines, reason = "each of many things is a few of them")]
    async fn act(&mut self, what: &str) -> Option<Value> {
        let repository = self.random.choice(&self.repositories)?.clone();
        let nothing = Value::Null;
        match what {
            "push" => {
                let tip = self.tip(&repository, "main").await?;
                self.push(&repository, "main", &tip, "").await
            }
            "branch" => {
                let tip = self.tip(&repository, "main").await?;
                let name = self.name("refs/heads/branch");
                let body = json!([{"name": name, "oldObjectId": ZERO, "newObjectId": tip}]);
                self.send(Method::POST, &self.of(&repository, "refs"), &body).await
            }
            "unbranch" => {
                let mut found = None;
                for repository in self.repositories.clone() {
                    let refs = self.of(&repository, "refs?filter=heads/");
                    let refs = self.send(Method::GET, &refs, &nothing).await?;
                    let mut refs = refs["value"].as_array()?.iter();
                    if let Some(known) = refs.find(|known| known["name"] != "refs/heads/main") {
                        found = Some((repository, known.clone()));
                    }
                }
                let (repository, known) = found?;
                let body =
                    json!([{"name": known["name"], "oldObjectId": known["objectId"], "newObjectId": ZERO}]);
                self.send(Method::POST, &self.of(&repository, "refs"), &body).await
            }
            "pull" => {
                let tip = self.tip(&repository, "main").await?;
                let branch = self.name("topic");
                let push = json!([{"name": format!("refs/heads/{branch}"), "oldObjectId": ZERO, "newObjectId": tip}]);
                self.send(Method::POST, &self.of(&repository, "refs"), &push).await?;
                self.push(&repository, &branch, &tip, "").await?;
                let body = json!({
                    "sourceRefName": format!("refs/heads/{branch}"), "targetRefName": "refs/heads/main",
                    "title": branch,
                });
                let made = self.send(Method::POST, &self.of(&repository, "pullrequests"), &body).await?;
                self.pulls.push((repository, made["pullRequestId"].as_i64()?, branch));
                Some(made)
            }
            "pull push" | "vote" | "thread" | "retitle" | "abandon" | "reactivate" | "complete" | "label"
            | "status" | "resolve" => self.act_on_pull(what).await,
            "item" => {
                let name = self.name("item");
                let patch = json!([{"op": "add", "path": "/fields/System.Title", "value": name}]);
                let made = self.send(Method::POST, &self.at("wit/workitems/$Task"), &patch).await?;
                self.items.push(made["id"].as_i64()?);
                Some(made)
            }
            "edit" => {
                let id = *self.random.choice(&self.items)?;
                let title = self.name("title");
                self.patch_item(id, "System.Title", &title).await
            }
            "comment" => {
                let id = *self.random.choice(&self.items)?;
                let path = self.at(&format!("wit/workItems/{id}/comments"));
                let said = self.name("said");
                self.send(Method::POST, &path, &json!({"text": said})).await
            }
            "bin" => {
                let at = self.random.usize(..self.items.len().max(1));
                let id = *self.items.get(at)?;
                self.items.swap_remove(at);
                self.binned.push(id);
                self.send(Method::DELETE, &format!("_apis/wit/workitems/{id}"), &nothing).await
            }
            "restore" => {
                let id = self.binned.pop()?;
                self.items.push(id);
                let path = self.at(&format!("wit/recyclebin/{id}"));
                self.send(Method::PATCH, &path, &json!({"isDeleted": false})).await
            }
            "repository" => self.repository().await.map(|()| nothing),
            "rename" => {
                let name = self.name("renamed");
                self.send(Method::PATCH, &self.of(&repository, ""), &json!({"name": name})).await
            }
            "delete" => {
                // The first one has the pipeline.
                let at = 1 + self.random.usize(..self.repositories.len());
                let id = self.repositories.get(at)?.clone();
                self.repositories.remove(at);
                self.deleted.push(id.clone());
                self.send(Method::DELETE, &self.of(&id, ""), &nothing).await
            }
            "undelete" => {
                let id = self.deleted.pop()?;
                let path = self.at(&format!("git/recycleBin/repositories/{id}"));
                self.repositories.push(id);
                self.send(Method::PATCH, &path, &json!({"deleted": false})).await
            }
            "build" => {
                let body = json!({"definition": {"id": self.pipeline}});
                let made = self.send(Method::POST, &self.at("build/builds"), &body).await?;
                self.builds += 1;
                let seconds = if self.random.bool() { 600 } else { 1 };
                self.settle(seconds).await;
                Some(made)
            }
            "release" => {
                let body = json!({"definitionId": self.release});
                let made = self.send(Method::POST, &self.at("release/releases"), &body).await?;
                self.settle(3_600).await;
                Some(made)
            }
            "endpoint" => {
                let name = self.name("endpoint");
                let project = json!([{"name": name, "projectReference": {"id": self.project, "name": ""}}]);
                let body = json!({
                    "name": name, "type": "generic", "url": "https://example.com",
                    "serviceEndpointProjectReferences": project,
                });
                self.send(Method::POST, "_apis/serviceendpoint/endpoints", &body).await
            }
            "tag" => {
                let builds = self.send(Method::GET, &self.at("build/builds"), &nothing).await?;
                let build = self.random.choice(builds["value"].as_array()?)?["id"].as_i64()?;
                let tag = self.name("tag");
                self.send(Method::PUT, &self.at(&format!("build/builds/{build}/tags/{tag}")), &nothing).await
            }
            "area" => {
                let name = self.name("area");
                self.send(Method::POST, &self.at("wit/classificationnodes/areas"), &json!({"name": name}))
                    .await
            }
            "team" => {
                let name = self.name("team");
                let path = format!("_apis/projects/{}/teams", self.project);
                self.send(Method::POST, &path, &json!({"name": name})).await
            }
            "project" => {
                let name = self.name("Shop");
                let path = format!("_apis/projects/{}", self.project);
                self.send(Method::PATCH, &path, &json!({"name": name})).await
            }
            other => panic!("nobody knows how to {other}"),
        }
    }

    async fn act_on_pull(&mut self, what: &str) -> Option<Value> {
        let (repository, id, branch) = self.random.choice(&self.pulls)?.clone();
        let own = self.of(&repository, &format!("pullRequests/{id}"));
        match what {
            "pull push" => {
                let tip = self.tip(&repository, &branch).await?;
                self.push(&repository, &branch, &tip, "").await
            }
            "vote" => {
                let vote = self.random.choice([10, 5, 0, -5, -10])?;
                self.send(Method::PUT, &format!("{own}/reviewers/{}", self.me), &json!({"vote": vote})).await
            }
            "thread" => {
                let said = self.name("said");
                let body = json!({"comments": [{"content": said, "commentType": 1}], "status": 1});
                self.send(Method::POST, &format!("{own}/threads"), &body).await
            }
            "retitle" => {
                let title = self.name("title");
                self.send(Method::PATCH, &own, &json!({"title": title})).await
            }
            "abandon" => self.send(Method::PATCH, &own, &json!({"status": "abandoned"})).await,
            "reactivate" => self.send(Method::PATCH, &own, &json!({"status": "active"})).await,
            "complete" => {
                let pull = self.send(Method::GET, &own, &Value::Null).await?;
                let body =
                    json!({"status": "completed", "lastMergeSourceCommit": pull["lastMergeSourceCommit"]});
                self.send(Method::PATCH, &own, &body).await
            }
            "label" => {
                let label = self.name("label");
                self.send(Method::POST, &format!("{own}/labels"), &json!({"name": label})).await
            }
            "status" => {
                let name = self.name("status");
                let body = json!({"state": "succeeded", "context": {"name": name, "genre": "ci"}});
                self.send(Method::POST, &format!("{own}/statuses"), &body).await
            }
            "resolve" => {
                let threads = self.send(Method::GET, &format!("{own}/threads"), &Value::Null).await?;
                let thread = self.random.choice(threads["value"].as_array()?)?["id"].as_i64()?;
                self.send(Method::PATCH, &format!("{own}/threads/{thread}"), &json!({"status": "fixed"}))
                    .await
            }
            other => panic!("nobody knows how to {other} a pull request"),
        }
    }
}

fn text(value: &Value) -> String {
    value.as_str().unwrap_or_else(|| panic!("{value} is not a text")).to_owned()
}
