//! The answered half: the emulator, brought to a state that a body presupposes, answers the same operation in the
//! recorded form.
//!
//! The state is the seeded world's, with what `given.toml` adds. Where a recording names a thing of its own, the
//! things of that kind in the emulator are tried until one answers alike.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::{Value, json};

use super::body::{Author, Delivery, Exchange};
use super::decoded;
use super::form::Form;
use super::given::{Given, Givens, fill, fill_json};
use super::stage::{Bound, Class, Stage};
use super::things::Things;
use crate::corpus::index::{Found, Index};
use crate::corpus::same::Same;
use crate::r#gen::ir::Area;

/// How many requests may be tried for one body.
const TRIES: usize = 150;

pub struct Answers<'a> {
    index: &'a Index<'a>,
    given: Givens,
    emulated: BTreeSet<&'static str>,
    /// What is asked by requests that change nothing.
    shared: Stage,
}

/// A segment of a path that is asked for.
enum Segment {
    Literal(String),
    Param { name: String, recorded: String },
}

/// What came nearest to the recorded answer.
struct Best {
    is_status: bool,
    differences: BTreeSet<String>,
}

impl<'a> Answers<'a> {
    pub fn new(index: &'a Index<'a>) -> Result<Self, String> {
        let emulated = adoxide_emulator::Emulator::operations().into_iter().collect();
        Ok(Self { index, given: Givens::read()?, emulated, shared: Stage::new()? })
    }

    fn things<'s>(&'s self, stage: &'s Stage, found: &Found<'_>) -> Things<'s> {
        Things { index: self.index, emulated: &self.emulated, stage, near: found.entry.meta }
    }

    /// Where the emulator's answer differs; nothing if one of its answers has the recorded form.
    pub async fn exchange(
        &self,
        found: Option<&Found<'_>>,
        recorded: &Exchange,
        author: Author,
    ) -> Result<Vec<String>, String> {
        if recorded.method == "OPTIONS" {
            return self.discovery(recorded, author).await;
        }
        let Some(found) = found else { return Ok(vec!["no operation of the catalog".into()]) };
        let id = found.entry.id;
        if !self.emulated.contains(id) {
            return Ok(vec!["not emulated".into()]);
        }
        let given = self.given.of(id);
        let fresh;
        let stage = if recorded.method == "GET" && given.before.is_empty() {
            &self.shared
        } else {
            fresh = Stage::new()?;
            &fresh
        };
        let mut bound = Bound::default();
        let things = self.things(stage, found);
        let refused = match things.prepare(&recorded.host, &given, &recorded.answer, &mut bound).await {
            Ok(refused) => refused,
            Err(error) => return Ok(vec![format!("what it presupposes cannot be made: {error}")]),
        };
        let mut search = Search {
            answers: self,
            stage,
            found,
            recorded,
            given: &given,
            author,
            segments: segments(found, recorded),
            offers: bound.offers,
            tries: 0,
            best: None,
        };
        search.descend(0, &mut Vec::new(), &mut bound.values).await?;
        Ok(match search.best {
            Some(best) if best.differences.is_empty() => Vec::new(),
            Some(best) => best.differences.into_iter().chain(refused).collect(),
            None => vec!["nothing was found in the emulator to ask for".into()],
        })
    }

    /// What discovery answers is no operation: it is asked for as it is.
    async fn discovery(&self, recorded: &Exchange, author: Author) -> Result<Vec<String>, String> {
        let path = recorded.path.join("/");
        let answer = self.shared.send("OPTIONS", &recorded.host, &path, None, &Value::Null).await?;
        let any = self.index.named("core.get_projects").ok_or("no operation of the catalog")?;
        if answer.status != recorded.status {
            return Ok(vec![format!("status {} expected, {} found", recorded.status, answer.status)]);
        }
        let form = Form::new(Same::new(any.spec), author);
        Ok(form.differences("any", &recorded.answer, &answer.body).into_iter().collect())
    }

    /// A delivery is compared with what the emulator delivers of such an event: of the newest that there was, and of
    /// the sample by which a subscription is tested. One of them must be like it.
    pub async fn delivery(
        &self,
        areas: &[Area],
        recorded: &Delivery,
        author: Author,
    ) -> Result<Vec<String>, String> {
        const OPERATION: &str = "hooks.create_test_notification";
        let Some(found) = self.index.named(OPERATION).filter(|_| self.emulated.contains(OPERATION)) else {
            return Ok(vec!["not emulated".into()]);
        };
        let stage = Stage::new()?;
        let given = self.given.of(&recorded.event_type);
        let mut bound = Bound::default();
        let things = self.things(&stage, &found);
        if let Err(error) = things.prepare("dev.azure.com", &given, &recorded.body, &mut bound).await {
            return Ok(vec![format!("what it presupposes cannot be made: {error}")]);
        }
        // A subscription may wish no messages.
        let mut inputs = json!({ "url": "https://example.com/hook" });
        for (name, member) in [("messagesToSend", "message"), ("detailedMessagesToSend", "detailedMessage")] {
            if recorded.body.get(member).is_some_and(Value::is_null) {
                inputs[name] = "none".into();
            }
        }
        let body = json!({ "details": {
            "publisherId": recorded.publisher,
            "eventType": recorded.event_type,
            "event": { "resourceVersion": recorded.resource_version },
            "publisherInputs": fill_json(&given.body, &bound.values),
            "consumerId": "webHooks",
            "consumerActionId": "httpRequest",
            "consumerInputs": inputs,
        } });
        let meta = found.entry.meta;
        let kind = decoded::resource(areas, recorded);
        let mut best: Option<BTreeSet<String>> = None;
        for is_real in [true, false] {
            let path = format!("{}?useRealData={is_real}&api-version={}", meta.template, meta.api_version);
            let answer = stage.send("POST", "dev.azure.com", &path, None, &body).await?;
            if answer.status >= 300 {
                let said = answer.body["message"].as_str().unwrap_or_default();
                return Ok(vec![format!("status {}: {said}", answer.status)]);
            }
            let ours = &answer.body["details"]["event"];
            let mut around = recorded.body.clone();
            let resource = around.as_object_mut().and_then(|around| around.remove("resource"));
            let mut differences =
                Form::new(Same::new(found.spec), author).differences("#Event", &around, ours);
            if let (Some(resource), Some((spec, kind))) = (resource, &kind) {
                let form = Form::new(Same::new(spec), author);
                let found = form.differences(kind, &resource, &ours["resource"]);
                differences.extend(found.into_iter().map(|line| line.replacen('$', "$.resource", 1)));
            }
            if best.as_ref().is_none_or(|best| differences.len() < best.len()) {
                best = Some(differences);
            }
        }
        Ok(best.into_iter().flatten().collect())
    }
}

struct Search<'s, 'a> {
    answers: &'s Answers<'a>,
    stage: &'s Stage,
    found: &'s Found<'s>,
    recorded: &'s Exchange,
    given: &'s Given,
    author: Author,
    segments: Vec<Segment>,
    offers: BTreeMap<String, Vec<String>>,
    tries: usize,
    best: Option<Best>,
}

impl Search<'_, '_> {
    fn things(&self) -> Things<'_> {
        self.answers.things(self.stage, self.found)
    }

    /// Tries each value for the path's arguments from this one on.
    async fn descend(
        &mut self,
        at: usize,
        path: &mut Vec<String>,
        bound: &mut BTreeMap<String, String>,
    ) -> Result<(), String> {
        let (name, recorded) = match self.segments.get(at) {
            None => return self.ask(path, bound).await,
            Some(Segment::Literal(text)) => {
                path.push(text.clone());
                Box::pin(self.descend(at + 1, path, bound)).await?;
                path.pop();
                return Ok(());
            }
            Some(Segment::Param { name, recorded }) => (name.clone(), recorded.clone()),
        };
        for value in self.candidates(&name, &recorded, path, bound).await {
            if self.tries >= TRIES || self.best.as_ref().is_some_and(|best| best.differences.is_empty()) {
                break;
            }
            let before = bound.insert(name.clone(), value.clone());
            path.push(value);
            Box::pin(self.descend(at + 1, path, bound)).await?;
            path.pop();
            match before {
                Some(before) => bound.insert(name.clone(), before),
                None => bound.remove(&name),
            };
        }
        Ok(())
    }

    async fn candidates(
        &self,
        name: &str,
        recorded: &str,
        path: &[String],
        bound: &BTreeMap<String, String>,
    ) -> Vec<String> {
        if let Some(value) = bound.get(name) {
            return vec![value.clone()];
        }
        let offered = self.offers.get(name).cloned().unwrap_or_default();
        let class = Class::of(recorded);
        let is_placeholder = recorded.starts_with('{');
        let mut values = if path.is_empty() {
            self.stage.members("dev.azure.com", "_apis/projects", Class::Name, name).await
        } else if class == Class::Name && !is_placeholder && recorded.len() <= 3 {
            // `me`: a name that the service itself gives.
            Vec::new()
        } else {
            self.stage.members(&self.recorded.host, &path.join("/"), class, name).await
        };
        if values.is_empty() && !path.is_empty() {
            values = self.things().collection(name.trim_end_matches("Id"), class, bound).await;
        }
        if !is_placeholder {
            values.push(recorded.to_owned());
        }
        values.retain(|value| !offered.contains(value));
        offered.into_iter().chain(values).collect()
    }

    async fn ask(&mut self, path: &[String], bound: &BTreeMap<String, String>) -> Result<(), String> {
        self.tries += 1;
        let meta = self.found.entry.meta;
        let mut query: BTreeMap<String, String> =
            self.given.query.iter().map(|(name, value)| (name.clone(), fill(value, bound))).collect();
        for (name, value) in &self.recorded.query {
            if let Some(value) = value {
                query.entry(name.clone()).or_insert_with(|| value.clone());
            }
        }
        let named = |name: &str| query.keys().any(|known| known.eq_ignore_ascii_case(name));
        if let Some(missing) = meta.required.iter().find(|name| !named(name)) {
            let problem = format!("given.toml has no value for the query's `{missing}`");
            self.best = Some(Best { is_status: true, differences: BTreeSet::from([problem]) });
            return Ok(());
        }
        if self.recorded.accept.is_none() && !named("api-version") {
            query.insert("api-version".into(), meta.api_version.into());
        }
        let query: Vec<String> = query.iter().map(|(name, value)| format!("{name}={value}")).collect();
        let target = format!("{}?{}", path.join("/"), query.join("&"));
        let body = match (&self.recorded.body, &self.given.body) {
            (Value::Null, Value::Null) if meta.consumes.is_some() => json!({}),
            (Value::Null, given) => fill_json(given, bound),
            (recorded, _) => self.things().translate(recorded, bound).await,
        };
        let recorded = self.recorded;
        // Where an answer can also be the content itself, the recording tells which was asked for.
        let json = (!recorded.answer.is_string()).then_some("application/json");
        let accept = recorded.accept.as_deref().or(json);
        let answer = self.stage.send(&recorded.method, &recorded.host, &target, accept, &body).await?;
        let (is_status, differences) = if answer.status == recorded.status {
            let form = Form::new(Same::new(self.found.spec), self.author);
            let kind = self.found.op.response.as_deref().unwrap_or("any");
            (false, form.differences(kind, &recorded.answer, &answer.body))
        } else {
            let said = answer.body["message"].as_str().or(answer.body.as_str()).unwrap_or_default();
            let said: String = said.chars().take(160).collect();
            let problem = format!("status {} expected, {} found: {said}", recorded.status, answer.status);
            (true, BTreeSet::from([problem]))
        };
        let is_better = self.best.as_ref().is_none_or(|best| {
            (is_status, weight(&differences)) < (best.is_status, weight(&best.differences))
        });
        if is_better {
            self.best = Some(Best { is_status, differences });
        }
        Ok(())
    }
}

/// How far off an answer is: one that shows nothing at all is further off than one that lacks members.
fn weight(differences: &BTreeSet<String>) -> usize {
    differences.iter().map(|line| if line.ends_with(super::form::EMPTY) { 25 } else { 1 }).sum()
}

/// The recorded path as literals and arguments of the operation's template.
fn segments(found: &Found<'_>, recorded: &Exchange) -> Vec<Segment> {
    let meta = found.entry.meta;
    let templates = std::iter::once(meta.template).chain(meta.forms.iter().map(|form| form.template));
    let aligned = templates.filter_map(|template| {
        let template: Vec<&str> = template.split('/').collect();
        align(&template, &recorded.path)
    });
    let aligned = aligned.min_by_key(|names| names.iter().filter(|name| name.is_some()).count());
    let names = aligned.unwrap_or_else(|| vec![None; recorded.path.len()]);
    let pairs = recorded.path.iter().zip(names);
    pairs
        .map(|(segment, name)| match name {
            Some(name) => Segment::Param { name, recorded: segment.clone() },
            None => Segment::Literal(segment.clone()),
        })
        .collect()
}

/// The argument that each segment is, if the path fits.
fn align(template: &[&str], segments: &[String]) -> Option<Vec<Option<String>>> {
    let Some((part, rest)) = template.split_first() else { return segments.is_empty().then(Vec::new) };
    let is_optional = part.ends_with("?}");
    let argument = part.strip_prefix('{').and_then(|rest| rest.strip_suffix('}'));
    if let Some((segment, after)) = segments.split_first() {
        let name = argument.map(|name| name.trim_end_matches(['?', '*']).to_owned());
        if (name.is_some() || part.eq_ignore_ascii_case(segment))
            && let Some(mut names) = align(rest, after)
        {
            names.insert(0, name);
            return Some(names);
        }
    }
    if is_optional { align(rest, segments) } else { None }
}
