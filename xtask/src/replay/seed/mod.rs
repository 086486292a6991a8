//! What a recorded exchange presupposes, read off the recording: what it names and nobody made before it.
//!
//! Only things are made here, by the ways in which the emulator's users make them; never answers.

mod build;
mod identity;
mod pull_request;
mod work_item;

use std::collections::BTreeMap;

use adoxide_emulator::Emulator;
use adoxide_emulator::world::Refusal;
use adoxide_emulator::world::journal::Stamp;
use adoxide_emulator::world::project::{NewProject, Visibility};
use serde_json::{Value, json};

use crate::client::Client;
use crate::replay::cassette::{Cassette, Exchange};
use crate::replay::ids::Ids;

/// Makes what each exchange needs.
pub struct Seeder<'a> {
    emulator: &'a Emulator,
    client: &'a Client,
    cassette: &'a Cassette,
    /// The names that the cassette gives to ids, wherever it shows both.
    names: BTreeMap<String, String>,
}

/// An exchange's URL, taken apart.
pub struct Target<'a> {
    pub organization: &'a str,
    /// The segments before `_apis`: project and team.
    pub scope: Vec<String>,
    /// The segments behind `_apis`.
    pub rest: Vec<String>,
}

impl<'a> Target<'a> {
    pub fn of(url: &'a str) -> Option<Self> {
        let path = url.split_once("://")?.1.split(['?', '#']).next()?;
        let mut segments = path.split('/').skip(1).filter(|segment| !segment.is_empty());
        let organization = segments.next()?;
        let decode = |segment: &str| percent_decode(segment);
        let segments: Vec<String> = segments.map(decode).collect();
        let at = segments.iter().position(|segment| segment.eq_ignore_ascii_case("_apis"))?;
        Some(Self { organization, scope: segments[..at].to_vec(), rest: segments[at + 1..].to_vec() })
    }

    /// Whether the path behind `_apis` begins with these segments, in any case.
    fn is(&self, path: &[&str]) -> bool {
        self.rest.len() >= path.len()
            && self.rest.iter().zip(path).all(|(one, other)| one.eq_ignore_ascii_case(other))
    }
}

pub fn percent_decode(segment: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = segment.as_bytes();
    while let Some((&first, tail)) = rest.split_first() {
        let code =
            tail.get(..2).and_then(|code| u8::from_str_radix(std::str::from_utf8(code).ok()?, 16).ok());
        if let (b'%', Some(byte)) = (first, code) {
            bytes.push(byte);
            rest = &tail[2..];
        } else {
            bytes.push(first);
            rest = tail;
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

impl<'a> Seeder<'a> {
    pub fn new(emulator: &'a Emulator, client: &'a Client, cassette: &'a Cassette) -> Self {
        let mut names = BTreeMap::new();
        for exchange in &cassette.exchanges {
            collect_names(&exchange.answer.body, &mut names);
        }
        Self { emulator, client, cassette, names }
    }

    /// Makes what this exchange presupposes.
    pub async fn prepare(&self, exchange: &Exchange, ids: &mut Ids) -> Result<(), String> {
        let Some(target) = Target::of(&exchange.url) else { return Ok(()) };
        self.organization(&target, exchange)?;
        if exchange.answer.status == 401 || exchange.answer.status == 503 {
            return Ok(());
        }
        let project = match target.scope.first() {
            Some(project) => self.project(&target, project, exchange, ids)?,
            None => None,
        };
        // A list of projects presupposes each of them.
        if exchange.method == "GET" && target.is(&["projects"]) && target.rest.len() == 1 {
            for item in items(&exchange.answer.body) {
                if let (Some(id), Some(name)) = (text(item, "id"), text(item, "name")) {
                    self.make_project(target.organization, name, Some(id), ids)?;
                }
            }
        }
        if target.is(&["projects"]) && target.rest.len() > 1 && exchange.answer.status < 300 {
            let project = target.rest[1].clone();
            let project = self.project(&target, &project, exchange, ids)?;
            if let (Some(project), true) = (project, target.rest.len() > 2) {
                self.teams(&target, &project, exchange, ids)?;
            }
        }
        self.work_items(&target, exchange, ids)?;
        if let Some(project) = &project {
            self.definitions(&target, project, exchange, ids).await?;
        }
        if let Some(project) = project {
            self.repositories(&target, &project, exchange, ids).await?;
            self.pull_requests(&target, &project, exchange, ids).await?;
            self.evaluations(&target, &project, exchange, ids).await?;
        }
        self.people(&target, exchange, ids)?;
        self.banners(&target, exchange).await
    }

    fn organization(&self, target: &Target<'_>, exchange: &Exchange) -> Result<(), String> {
        let stopped = text(&exchange.answer.body, "message").and_then(|message| {
            let reason = message.split_once("Administrator Reason:")?.1.trim();
            message.contains("TF24668").then(|| reason.to_owned())
        });
        self.emulator.update(|world, now| {
            let stamp = |world: &adoxide_emulator::world::World| {
                let owner = world
                    .organizations()
                    .first()
                    .map(adoxide_emulator::world::organization::Organization::owner);
                owner.map(|actor| Stamp { at: now, actor }).ok_or("the emulator has no organization")
            };
            let stamp = stamp(world)?;
            if world.organization(target.organization).is_none() {
                // The service writes the name with capitals in its messages; the URL may not.
                let message = text(&exchange.answer.body, "message").unwrap_or_default();
                let name = message
                    .split([' ', '.', ':'])
                    .find(|word| word.eq_ignore_ascii_case(target.organization))
                    .unwrap_or(target.organization);
                world.add_organization(stamp, name).map_err(|error| error.to_string())?;
            }
            if let (Some(reason), Some(organization)) = (stopped, world.organization_mut(target.organization))
            {
                organization.change(stamp, |tx| tx.stop(Some(reason))).map_err(|error| error.to_string())?;
            }
            Ok(())
        })
    }

    /// The emulator's id of a project in a URL, made if it is not there and the answer says it was.
    fn project(
        &self,
        target: &Target<'_>,
        name_or_id: &str,
        exchange: &Exchange,
        ids: &mut Ids,
    ) -> Result<Option<String>, String> {
        let ours = ids.translate(name_or_id);
        let known = self.find_project(target.organization, &ours);
        if known.is_some() || ids.knows(name_or_id) {
            return Ok(known);
        }
        let missing = exchange.answer.status == 404
            && text(&exchange.answer.body, "typeKey")
                .is_some_and(|key| key.starts_with("ProjectDoesNotExist"));
        if missing {
            return Ok(None);
        }
        let (name, id) = if crate::replay::ids::is_id(name_or_id) {
            (
                self.names
                    .get(name_or_id)
                    .cloned()
                    .unwrap_or_else(|| format!("Project {}", &name_or_id[..8])),
                Some(name_or_id),
            )
        } else {
            let id =
                self.names.iter().find(|(_, name)| name.as_str() == name_or_id).map(|(id, _)| id.as_str());
            (name_or_id.to_owned(), id)
        };
        self.make_project(target.organization, &name, id, ids).map(Some)
    }

    fn find_project(&self, organization: &str, name_or_id: &str) -> Option<String> {
        self.emulator
            .read(|world| Some(world.organization(organization)?.project(name_or_id)?.id.to_string()))
    }

    fn make_project(
        &self,
        organization: &str,
        name: &str,
        id: Option<&str>,
        ids: &mut Ids,
    ) -> Result<String, String> {
        let ours = match self.find_project(organization, name) {
            Some(ours) => ours,
            None => self.emulator.update(|world, now| {
                let organization = world.organization_mut(organization).ok_or("no such organization")?;
                let stamp = Stamp { at: now, actor: organization.owner() };
                let process = adoxide_emulator::world::process::PROCESSES.first().ok_or("no process")?.id;
                let new = NewProject {
                    name: name.to_owned(),
                    description: None,
                    visibility: Visibility::Private,
                    process,
                };
                organization
                    .change(stamp, |tx| tx.create_project(new))
                    .map(|id| id.to_string())
                    .map_err(|error: Refusal| error.to_string())
            })?,
        };
        if let Some(id) = id {
            ids.insert(id, &ours);
        }
        Ok(ours)
    }

    /// Teams that are named below a project, and members that are listed.
    fn teams(
        &self,
        target: &Target<'_>,
        project: &str,
        exchange: &Exchange,
        ids: &mut Ids,
    ) -> Result<(), String> {
        if !target.rest[2].eq_ignore_ascii_case("teams") || exchange.method == "POST" {
            return Ok(());
        }
        let body = &exchange.answer.body;
        let mut wanted: Vec<(String, Option<String>)> = Vec::new();
        match target.rest.get(3) {
            Some(team) if crate::replay::ids::is_id(team) => {
                let name = self.names.get(team).cloned().unwrap_or_else(|| format!("Team {}", &team[..8]));
                wanted.push((name, Some(team.clone())));
            }
            Some(team) => wanted.push((team.clone(), None)),
            None => {
                let listed = items(body).filter_map(|item| {
                    Some((text(item, "name")?.to_owned(), text(item, "id").map(str::to_owned)))
                });
                wanted.extend(listed);
            }
        }
        for (name, id) in wanted {
            if id.as_ref().is_some_and(|id| ids.knows(id)) {
                continue;
            }
            let ours = self.emulator.update(|world, now| -> Result<String, String> {
                let organization =
                    world.organization_mut(target.organization).ok_or("no such organization")?;
                let stamp = Stamp { at: now, actor: organization.owner() };
                let project = organization.project(project).ok_or("no such project")?;
                if let Some(team) = project.team(&name) {
                    return Ok(team.id.to_string());
                }
                let project = project.id;
                organization
                    .change(stamp, |tx| tx.create_team(project, name, String::new()))
                    .map(|id| id.to_string())
                    .map_err(|error| error.to_string())
            })?;
            if let Some(id) = id {
                ids.insert(&id, &ours);
            }
        }
        Ok(())
    }

    /// Repositories that are named or listed, and the branches that are.
    async fn repositories(
        &self,
        target: &Target<'_>,
        project: &str,
        exchange: &Exchange,
        ids: &mut Ids,
    ) -> Result<(), String> {
        if !target.is(&["git", "repositories"]) {
            return Ok(());
        }
        let Some(repository) = target.rest.get(2) else {
            if exchange.method == "GET" {
                for item in items(&exchange.answer.body) {
                    if let (Some(id), Some(name)) = (text(item, "id"), text(item, "name")) {
                        if !ids.knows(id) {
                            let ours = self.make_repository(target.organization, project, name)?;
                            ids.insert(id, &ours);
                        }
                        if text(item, "defaultBranch").is_some() {
                            self.branch(
                                target.organization,
                                project,
                                name,
                                text(item, "defaultBranch").unwrap_or_default(),
                                ids,
                                None,
                            )
                            .await?;
                        }
                    }
                }
            }
            return Ok(());
        };
        if exchange.answer.status == 404 {
            return Ok(());
        }
        let name = if crate::replay::ids::is_id(repository) {
            if ids.knows(repository) {
                None
            } else {
                Some(
                    self.names
                        .get(repository)
                        .cloned()
                        .unwrap_or_else(|| format!("repository-{}", &repository[..8])),
                )
            }
        } else {
            Some(repository.clone())
        };
        if let Some(name) = &name {
            let ours = self.make_repository(target.organization, project, name)?;
            if crate::replay::ids::is_id(repository) {
                ids.insert(repository, &ours);
            }
        }
        if target.rest.get(3).is_some_and(|rest| rest.eq_ignore_ascii_case("importRequests")) {
            return self.import_source(exchange).await;
        }
        if !target.rest.get(3).is_some_and(|rest| rest.eq_ignore_ascii_case("refs")) {
            return Ok(());
        }
        let repository = ids.translate(repository);
        // What is listed is there; what is changed or deleted was there.
        for item in items(&exchange.answer.body) {
            let (Some(name), deleted) = (text(item, "name"), text(item, "newObjectId").is_some_and(is_zero))
            else {
                continue;
            };
            let made = text(item, "oldObjectId").is_some_and(is_zero);
            let at = if deleted || exchange.method == "POST" {
                text(item, "oldObjectId")
            } else {
                text(item, "objectId")
            };
            if !made && exchange.method != "POST" || deleted {
                self.branch(target.organization, project, &repository, name, ids, at).await?;
            }
            // A branch that is made points at a commit that is there.
            if let (true, Some(commit)) = (made, text(item, "newObjectId"))
                && !ids.knows(commit)
            {
                let tip = self
                    .branch(target.organization, project, &repository, "refs/heads/main", ids, None)
                    .await?;
                if let Some(tip) = tip {
                    ids.insert(commit, &tip);
                }
            }
        }
        Ok(())
    }

    /// The repository elsewhere that is imported: some repository of another organization stands for it.
    async fn import_source(&self, exchange: &Exchange) -> Result<(), String> {
        const ELSEWHERE: &str = "elsewhere";
        let Some(url) = exchange.body["parameters"]["gitSource"]["url"].as_str() else { return Ok(()) };
        let known = self.emulator.organizations().iter().any(|name| name == ELSEWHERE);
        if !known {
            self.emulator.update(|world, now| {
                let actor = world.organizations().first().ok_or("the emulator has no organization")?.owner();
                world
                    .add_organization(Stamp { at: now, actor }, ELSEWHERE)
                    .map(drop)
                    .map_err(|error| error.to_string())
            })?;
        }
        let mut ids = Ids::default();
        let project = self.make_project(ELSEWHERE, "Sources", None, &mut ids)?;
        let repository = self.make_repository(ELSEWHERE, &project, "source")?;
        // The branch that is built afterwards, if one is.
        let branch = self.find(|value| value["process"].is_object() && value["repository"].is_object());
        let branch = branch.and_then(|built| text(&built["repository"], "defaultBranch"));
        let branch = branch.map_or("master", |branch| branch.trim_start_matches("refs/heads/"));
        let branch = format!("refs/heads/{branch}");
        self.branch(ELSEWHERE, &project, "source", &branch, &mut ids, None).await?;
        let id = repository.parse().map_err(|error| format!("{repository}: {error}"))?;
        self.emulator.mirror(url, ELSEWHERE, id);
        Ok(())
    }

    fn make_repository(&self, organization: &str, project: &str, name: &str) -> Result<String, String> {
        self.emulator.update(|world, now| {
            let organization = world.organization_mut(organization).ok_or("no such organization")?;
            let stamp = Stamp { at: now, actor: organization.owner() };
            let project = organization.project(project).ok_or("no such project")?.id;
            if let Some(known) = organization.repository(Some(project), name) {
                return Ok(known.id.to_string());
            }
            organization
                .change(stamp, |tx| tx.create_repository(project, name.to_owned()))
                .map(|id| id.to_string())
                .map_err(|error| error.to_string())
        })
    }

    /// Makes sure of a branch by a push; answers with its commit.
    async fn branch(
        &self,
        organization: &str,
        project: &str,
        repository: &str,
        name: &str,
        ids: &mut Ids,
        at: Option<&str>,
    ) -> Result<Option<String>, String> {
        let repository = ids.translate(repository);
        let base = format!("/{organization}/{project}/_apis/git/repositories/{repository}");
        let filter = name.trim_start_matches("refs/");
        let found =
            self.client.json("GET", &format!("{base}/refs?filter={filter}&api-version=7.1"), None).await?;
        let exact = items(&found)
            .find(|item| text(item, "name") == Some(name))
            .and_then(|item| text(item, "objectId"));
        if let Some(tip) = exact {
            if let Some(at) = at {
                ids.insert(at, tip);
            }
            return Ok(Some(tip.to_owned()));
        }
        if !name.starts_with("refs/heads/") && !name.starts_with("refs/tags/") {
            return Ok(None);
        }
        let zero = "0".repeat(40);
        let commit = at.filter(|at| ids.knows(at)).map(|at| ids.translate(at));
        let tip = if let Some(commit) = commit {
            let update = json!([{"name": name, "oldObjectId": zero, "newObjectId": commit}]);
            self.client.json("POST", &format!("{base}/refs?api-version=7.1"), Some(&update)).await?;
            Some(commit)
        } else {
            let push = json!({
                "refUpdates": [{"name": name, "oldObjectId": zero}],
                "commits": [{"comment": "Before the recording", "changes": [{
                    "changeType": "add", "item": {"path": "/README.md"},
                    "newContent": {"content": name, "contentType": "rawtext"}
                }]}]
            });
            let pushed =
                self.client.json("POST", &format!("{base}/pushes?api-version=7.1"), Some(&push)).await?;
            pushed["commits"][0]["commitId"].as_str().map(str::to_owned)
        };
        if let (Some(at), Some(tip)) = (at, &tip) {
            ids.insert(at, tip);
        }
        Ok(tip)
    }

    /// Settings that are shown or deleted.
    async fn banners(&self, target: &Target<'_>, exchange: &Exchange) -> Result<(), String> {
        if !target.is(&["settings", "entries", "host"]) || target.rest.len() < 4 {
            return Ok(());
        }
        let mut entries = serde_json::Map::new();
        if let (Some(name), "DELETE") = (target.rest.get(4), exchange.method.as_str()) {
            entries.insert(
                format!("{}/{name}", target.rest[3]),
                json!({"message": "recorded", "level": "info"}),
            );
        } else if exchange.method == "GET" {
            for (name, value) in exchange.answer.body["value"].as_object().into_iter().flatten() {
                entries.insert(format!("{}/{name}", target.rest[3]), value.clone());
            }
        }
        if entries.is_empty() {
            return Ok(());
        }
        let path = format!("/{}/_apis/settings/entries/host?api-version=5.0-preview.1", target.organization);
        self.client.json("PATCH", &path, Some(&Value::Object(entries))).await.map(drop)
    }
}

fn is_zero(id: &str) -> bool {
    id.bytes().all(|byte| byte == b'0')
}

fn text<'v>(value: &'v Value, field: &str) -> Option<&'v str> {
    value.get(field)?.as_str()
}

fn items(body: &Value) -> impl Iterator<Item = &Value> {
    body["value"].as_array().into_iter().flatten()
}

/// Every object that has an id and a name gives the id its name.
fn collect_names(value: &Value, names: &mut BTreeMap<String, String>) {
    match value {
        Value::Object(fields) => {
            if let (Some(id), Some(name)) = (text(value, "id"), text(value, "name"))
                && crate::replay::ids::is_id(id)
            {
                names.entry(id.to_owned()).or_insert_with(|| name.to_owned());
            }
            fields.values().for_each(|value| collect_names(value, names));
        }
        Value::Array(items) => items.iter().for_each(|item| collect_names(item, names)),
        _ => {}
    }
}
