//! A git service in memory that does what a real one may do and the emulator does not: cut pages short of what
//! was asked, leave fields out, show a push late, answer while things move.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, Mutex, MutexGuard};

use adoxide::credential::Pat;
use adoxide::transport::{Body, Transport, TransportError, TransportErrorKind};
use adoxide::{Client, Options};
use adoxide_sync::Error;
use futures::FutureExt as _;
use futures::future::BoxFuture;
use jiff::{SignedDuration, Timestamp};
use serde_json::{Value, json};

use crate::script::Trip;

pub const ZERO: &str = "0000000000000000000000000000000000000000";

#[derive(Clone, Debug, Default)]
pub struct Repository {
    pub project: String,
    pub name: String,
    pub disabled: bool,
    /// Parents and date of each commit.
    pub commits: BTreeMap<String, (Vec<String>, Timestamp)>,
    pub refs: BTreeMap<String, String>,
    pub pushes: BTreeMap<i64, Push>,
}

#[derive(Clone, Debug)]
pub struct Push {
    pub at: Timestamp,
    /// Name, old and new.
    pub updates: Vec<(String, String, String)>,
    /// The commits that came with it.
    pub commits: Vec<String>,
    pub visible: bool,
}

#[derive(Debug, Default)]
pub struct State {
    pub projects: BTreeMap<String, String>,
    pub repositories: BTreeMap<String, Repository>,
    pub now: Timestamp,
    next: i64,
    /// The most items in a page, whatever is asked for.
    pub most: usize,
    /// Whether the commits of a push come without `changeCounts`.
    pub terse: bool,
    /// The requests: path and query.
    pub seen: Vec<String>,
    /// What is answered to a path that holds this text.
    pub answers: Vec<(String, u16, String)>,
}

#[derive(Clone, Debug, Default)]
pub struct Service {
    state: Arc<Mutex<State>>,
    trip: Trip,
}

impl Service {
    pub fn new() -> Self {
        let service = Self::default();
        {
            let mut state = service.state();
            state.now = "2026-01-31T12:00:00Z".parse().unwrap();
            state.most = 100;
        }
        service
    }

    pub fn with(&self, trip: Trip) -> Self {
        Self { state: self.state.clone(), trip }
    }

    pub fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap()
    }

    pub fn client(&self) -> Client {
        let credential = Pat::new("a".repeat(52)).unwrap();
        let builder = Client::builder("https://dev.azure.com/contoso").credential(credential);
        builder.transport(self.clone()).options(Options::default().attempts(1)).build().unwrap()
    }
}

impl State {
    fn id(&mut self) -> i64 {
        self.next += 1;
        self.next
    }

    pub fn project(&mut self, name: &str) -> String {
        let id = format!("00000000-0000-4000-8000-{:012}", self.id());
        self.projects.insert(id.clone(), name.to_owned());
        id
    }

    pub fn repository(&mut self, project: &str, name: &str) -> String {
        let id = format!("11111111-0000-4000-8000-{:012}", self.id());
        let repository =
            Repository { project: project.to_owned(), name: name.to_owned(), ..Repository::default() };
        self.repositories.insert(id.clone(), repository);
        id
    }

    /// A commit that nobody has pushed yet, made so many hours ago.
    pub fn commit(&mut self, repository: &str, parents: &[String], hours_ago: i64) -> String {
        let id = format!("{:08x}{:032x}", self.next.wrapping_mul(0x9E37_79B9) as u32, self.id());
        let at = self.now - SignedDuration::from_hours(hours_ago);
        self.repositories.get_mut(repository).unwrap().commits.insert(id.clone(), (parents.to_vec(), at));
        id
    }

    /// Moves refs, and answers with the push.
    pub fn push(&mut self, repository: &str, updates: &[(&str, Option<&str>)]) -> i64 {
        let (id, at) = (self.id(), self.now);
        let repository = self.repositories.get_mut(repository).unwrap();
        let known: BTreeSet<String> =
            repository.pushes.values().flat_map(|push| push.commits.clone()).collect();
        let mut push = Push { at, updates: vec![], commits: vec![], visible: true };
        for (name, new) in updates {
            let old = match new {
                Some(new) => repository.refs.insert((*name).to_owned(), (*new).to_owned()),
                None => repository.refs.remove(*name),
            };
            let [old, new] = [old.as_deref(), *new].map(|id| id.unwrap_or(ZERO).to_owned());
            if new != ZERO {
                push.commits.extend(repository.history(&new).into_iter().filter(|id| !known.contains(id)));
            }
            push.updates.push(((*name).to_owned(), old, new));
        }
        push.commits.sort();
        push.commits.dedup();
        repository.pushes.insert(id, push);
        id
    }

    fn respond(&mut self, path: &str, query: &BTreeMap<String, String>, body: &[u8]) -> (u16, Value) {
        let number = |name: &str| query.get(name).and_then(|value| value.parse::<usize>().ok());
        let page = |items: Vec<Value>, prefix: &str, most: usize| {
            let top = number(&format!("{prefix}top")).unwrap_or(100).min(most);
            let skip = number(&format!("{prefix}skip")).unwrap_or(0);
            items.into_iter().skip(skip).take(top).collect::<Vec<_>>()
        };
        let parts: Vec<_> = path.trim_start_matches("/contoso/").split('/').collect();
        let project = (parts[0] != "_apis").then(|| parts[0].to_owned());
        let items = match &parts[usize::from(project.is_some())..] {
            ["_apis", "projects"] => self
                .projects
                .iter()
                .map(|(id, name)| {
                    json!({"id": id, "name": name, "state": "wellFormed", "visibility": "private",
                    "lastUpdateTime": "2026-01-01T00:00:00.1234567Z"})
                })
                .collect(),
            ["_apis", "git", "repositories"] => self
                .repositories
                .iter()
                .filter(|(_, repository)| {
                    project.as_ref().is_none_or(|project| repository.project == *project)
                })
                .map(|(id, repository)| {
                    json!({"id": id, "name": repository.name, "isDisabled": repository.disabled,
                    "defaultBranch": repository.refs.contains_key("refs/heads/main").then_some("refs/heads/main"),
                    "project": {"id": repository.project, "name": self.projects[&repository.project]}})
                })
                .collect(),
            ["_apis", "git", "repositories", id, what] => {
                let name = self.repositories.get(*id).map(|repository| repository.name.clone());
                let Some(repository) = self.repositories.get(*id).filter(|repository| !repository.disabled)
                else {
                    let message =
                        format!("TF401019: The Git repository with name or identifier {id} does not exist");
                    return (404, json!({"message": message, "typeKey": "GitRepositoryNotFoundException"}));
                };
                let name = name.unwrap_or_default();
                let tell = |id: &String, counts: bool| repository.tell(&name, id, counts);
                match (*what, number("pushId")) {
                    ("pushes", _) => {
                        let date = |name: &str| query.get(name).map(|at| at.parse::<Timestamp>().unwrap());
                        let (from, to) = (date("searchCriteria.fromDate"), date("searchCriteria.toDate"));
                        let pushes = repository.pushes.iter().rev().filter(|(_, push)| {
                            push.visible
                                && from.is_none_or(|from| push.at >= from)
                                && to.is_none_or(|to| push.at <= to)
                        });
                        let told = pushes.map(|(id, push)| {
                            let updates = push.updates.iter().map(|(name, old, new)| {
                                json!({"name": name, "oldObjectId": old, "newObjectId": new})
                            });
                            json!({"pushId": id, "date": push.at.to_string(), "refUpdates": updates.collect::<Vec<_>>()})
                        });
                        page(told.collect(), "$", self.most)
                    }
                    ("commits", Some(push)) => {
                        let commits = &repository.pushes[&(push as i64)].commits;
                        page(commits.iter().map(|id| tell(id, !self.terse)).collect(), "", self.most)
                    }
                    ("commits", None) => {
                        let Some(tip) = repository.refs.get("refs/heads/main") else {
                            return (
                                404,
                                json!({"message": "TF401175: The version descriptor <Branch: main> could not be resolved"}),
                            );
                        };
                        let mut history = repository.history(tip);
                        history.sort_by_key(|id| std::cmp::Reverse(repository.commits[id].1));
                        page(history.iter().map(|id| tell(id, true)).collect(), "searchCriteria.$", self.most)
                    }
                    ("commitsbatch", _) => {
                        let criteria: Value = serde_json::from_slice(body).unwrap();
                        let ids = criteria["ids"].as_array().unwrap();
                        let ids = ids.iter().map(|id| tell(&id.as_str().unwrap().to_owned(), true));
                        page(ids.collect(), "$", usize::MAX)
                    }
                    ("refs", _) => repository
                        .refs
                        .iter()
                        .map(|(name, id)| json!({"name": name, "objectId": id}))
                        .collect(),
                    _ => return (500, json!({"message": path})),
                }
            }
            _ => return (404, json!({"message": format!("there is nothing at {path}")})),
        };
        (200, json!({"count": items.len(), "value": items}))
    }
}

impl Repository {
    fn history(&self, tip: &str) -> Vec<String> {
        let (mut seen, mut open) = (BTreeSet::new(), vec![tip.to_owned()]);
        while let Some(id) = open.pop() {
            if seen.insert(id.clone()) {
                open.extend(self.commits[&id].0.clone());
            }
        }
        seen.into_iter().collect()
    }

    fn tell(&self, name: &str, id: &String, counts: bool) -> Value {
        let date = self.commits[id].1.to_string();
        let mut told = json!({"commitId": id, "author": {"name": "A", "date": date}, "committer": {"name": "A", "date": date},
            "comment": "c", "remoteUrl": format!("https://dev.azure.com/contoso/_git/{name}/commit/{id}")});
        if counts {
            told["changeCounts"] = json!({"Edit": 1});
        }
        told
    }
}

impl Transport for Service {
    fn send(
        &self,
        request: http::Request<Body>,
    ) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
        async move {
            let (parts, body) = request.into_parts();
            let body = body.collect().await?;
            let answer = async {
                let url = url::Url::parse(&parts.uri.to_string()).unwrap();
                let query = url.query_pairs().into_owned().collect();
                let mut state = self.state();
                state.seen.push(format!("{} {}", parts.method, &url[url::Position::BeforePath..]));
                let path = url.path().to_owned();
                let answer = state.answers.iter().find(|(part, ..)| path.contains(part.as_str()));
                if let Some((_, status, body)) = answer {
                    return Ok::<_, Error>((*status, body.clone()));
                }
                let (status, body) = state.respond(&path, &query, &body);
                Ok((status, body.to_string()))
            };
            let broken = |_: Error| TransportError::new(TransportErrorKind::Interrupted, "tripped");
            let (status, body) = self.trip.step(answer).await.map_err(broken)?;
            let response =
                http::Response::builder().status(status).header("content-type", "application/json");
            Ok(response.body(Body::from(body)).unwrap())
        }
        .boxed()
    }
}
