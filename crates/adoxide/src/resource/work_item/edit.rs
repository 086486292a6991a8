//! Changes of work items, and new ones.

use std::collections::BTreeSet;
use std::fmt;

use adoxide_api::wire::{ApiError, Host, Json, JsonPatch, Op};
use adoxide_api::wit::{
    self, CreateWorkItem, GetWorkItemTypeFieldWithReferences, UpdateWorkItem, WorkItemExpand,
    WorkItemTypeFieldsExpandLevel,
};
use futures::{StreamExt, TryStreamExt as _};
use http::{Method, StatusCode};
use serde_json::json;

use super::link::{Link, LinkKind, Target};
use super::revision::{Revision, tags};
use super::{WorkItem, field};
use crate::client::Client;
use crate::error::{Error, ErrorKind, OptionalExt as _, Result};
use crate::refusal;
use crate::resource::project::{Project, missing};

/// How often a change is made anew on top of what others changed meanwhile.
const TRIES: usize = 5;
/// What to do when somebody else was faster.
const AGAIN: &str = "read it again and repeat";

/// How the text of a long field or a comment is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    /// HTML, as the service has it unless told otherwise.
    Html,
    /// Markdown. A field that was Markdown once stays it.
    Markdown,
}

impl Format {
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Html => "Html",
            Self::Markdown => "Markdown",
        }
    }
}

/// The text of a long field or a comment. From a string, it is in whatever format the field has.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Text {
    pub(super) text: String,
    pub(super) format: Option<Format>,
}

impl Text {
    /// HTML.
    pub fn html(text: impl Into<String>) -> Self {
        Self { text: text.into(), format: Some(Format::Html) }
    }

    /// Markdown.
    pub fn markdown(text: impl Into<String>) -> Self {
        Self { text: text.into(), format: Some(Format::Markdown) }
    }
}

impl<T: Into<String>> From<T> for Text {
    fn from(text: T) -> Self {
        Self { text: text.into(), format: None }
    }
}

/// A change of a work item, or a new one; nothing is sent until [`save`](Self::save).
///
/// A change is made only if the work item is still as it was when it was last read by this client: else it is
/// refused with [`ErrorKind::Precondition`], and nobody's change is lost. [`if_rev`](Self::if_rev) names
/// another revision, [`onto_latest`](Self::onto_latest) makes the change whatever others did meanwhile.
///
/// ```
/// # use adoxide_emulator::Emulator;
/// # use adoxide::{Client, credential::Pat, transport::InProcess};
/// # #[tokio::main(flavor = "current_thread")] async fn main() -> adoxide::Result<()> {
/// # let emulator = Emulator::builder().seed_size(0).operation_duration(std::time::Duration::ZERO).build().unwrap();
/// # let token = emulator.token();
/// # let ado = Client::builder("http://127.0.0.1:1/fabrikam").credential(Pat::new(&token)?)
/// #     .transport(InProcess::new(emulator, axum_core::body::Body::new)).build()?;
/// # let project = ado.create_project("Fabrikam").await?;
/// use adoxide::resource::Link;
///
/// let story = project.new_work_item("Issue", "Pay by card").tag("shop").save().await?;
/// let task = project.new_work_item("Task", "Draw the form").link(Link::parent(story.id())).save().await?;
/// task.edit().state("Doing").comment("Begun.").save().await?;
/// assert_eq!(task.current().await?.state(), Some("Doing"));
/// # Ok(()) }
/// ```
#[derive(Clone)]
#[must_use = "nothing is changed until save is called"]
pub struct Edit {
    subject: Subject,
    base: Base,
    fields: Vec<(String, Option<Json>)>,
    formats: Vec<(String, Format)>,
    tags: Option<BTreeSet<String>>,
    add_tags: Vec<String>,
    remove_tags: Vec<String>,
    add_links: Vec<Link>,
    remove_links: Vec<Target>,
    remove_work_items: Vec<i64>,
    params: UpdateWorkItem,
}

/// A value that a work item type does not allow in a field.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Disallowed {
    /// The reference name of the field.
    pub field: String,
    /// The value that was to be set.
    pub value: String,
    /// The values that are allowed, in the order of the service.
    pub allowed: Vec<String>,
}

#[derive(Clone)]
enum Subject {
    Known(WorkItem),
    New { project: Project, kind: String },
}

/// What the work item must look like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Base {
    /// As it is read for the change: it was not read before.
    Unseen,
    /// As in this revision.
    Rev(i64),
    /// However it is then.
    Latest,
}

impl Edit {
    fn new(subject: Subject, base: Base) -> Self {
        Self {
            subject,
            base,
            fields: Vec::new(),
            formats: Vec::new(),
            tags: None,
            add_tags: Vec::new(),
            remove_tags: Vec::new(),
            add_links: Vec::new(),
            remove_links: Vec::new(),
            remove_work_items: Vec::new(),
            params: UpdateWorkItem { expand: Some(WorkItemExpand::All), ..UpdateWorkItem::default() },
        }
    }

    fn put(mut self, name: String, value: Option<Json>) -> Self {
        match self.fields.iter_mut().find(|(known, _)| known.eq_ignore_ascii_case(&name)) {
            Some(known) => known.1 = value,
            None => self.fields.push((name, value)),
        }
        self
    }

    /// Sets a field, by its reference name.
    pub fn set(self, field: impl Into<String>, value: impl Into<Json>) -> Self {
        self.put(field.into(), Some(value.into()))
    }

    /// Sets a field that is long text, by its reference name.
    pub fn set_text(mut self, field: impl Into<String>, text: impl Into<Text>) -> Self {
        let (field, text) = (field.into(), text.into());
        if let Some(format) = text.format {
            self.formats.retain(|(known, _)| *known != field);
            self.formats.push((field.clone(), format));
        }
        self.put(field, Some(text.text.into()))
    }

    /// Empties a field, by its reference name.
    pub fn clear(self, field: impl Into<String>) -> Self {
        self.put(field.into(), None)
    }

    /// Gives it another title.
    pub fn title(self, title: impl Into<String>) -> Self {
        self.set(field::TITLE, title.into())
    }

    /// Moves it to another state.
    pub fn state(self, state: impl Into<String>) -> Self {
        self.set(field::STATE, state.into())
    }

    /// Says why it is in its state.
    pub fn reason(self, reason: impl Into<String>) -> Self {
        self.set(field::REASON, reason.into())
    }

    /// Makes it another type of work item.
    pub fn work_item_type(self, name: impl Into<String>) -> Self {
        self.set(field::WORK_ITEM_TYPE, name.into())
    }

    /// Gives it to somebody: by sign-in address, or by name where only one has it.
    pub fn assign(self, who: impl Into<String>) -> Self {
        self.set(field::ASSIGNED_TO, who.into())
    }

    /// Takes it from whoever has it.
    pub fn unassign(self) -> Self {
        self.clear(field::ASSIGNED_TO)
    }

    /// Moves it to an area: `Fabrikam\Web`.
    pub fn area(self, path: impl Into<String>) -> Self {
        self.set(field::AREA_PATH, path.into())
    }

    /// Moves it to an iteration: `Fabrikam\Sprint 1`.
    pub fn iteration(self, path: impl Into<String>) -> Self {
        self.set(field::ITERATION_PATH, path.into())
    }

    /// Says how important it is; 1 is the highest.
    pub fn priority(self, priority: i64) -> Self {
        self.set(field::PRIORITY, priority)
    }

    /// Says how bad it is: `2 - High`.
    pub fn severity(self, severity: impl Into<String>) -> Self {
        self.set(field::SEVERITY, severity.into())
    }

    /// Says how large a story is, in points.
    pub fn story_points(self, points: f64) -> Self {
        self.set(field::STORY_POINTS, points)
    }

    /// Says what effort was expected, is left and was spent, in hours; what is `None` stays as it is.
    pub fn work(self, original: Option<f64>, remaining: Option<f64>, completed: Option<f64>) -> Self {
        let fields = [field::ORIGINAL_ESTIMATE, field::REMAINING_WORK, field::COMPLETED_WORK];
        let hours = fields.into_iter().zip([original, remaining, completed]);
        hours.fold(self, |edit, (field, hours)| match hours {
            Some(hours) => edit.set(field, hours),
            None => edit,
        })
    }

    /// Sets a field that is an instant, by its reference name.
    pub fn set_date(self, field: impl Into<String>, date: jiff::Timestamp) -> Self {
        self.set(field, date.to_string())
    }

    /// Says what it is about.
    pub fn description(self, text: impl Into<Text>) -> Self {
        self.set_text(field::DESCRIPTION, text)
    }

    /// Says something with the change.
    pub fn comment(self, text: impl Into<Text>) -> Self {
        self.set_text(field::HISTORY, text)
    }

    /// Adds a tag.
    pub fn tag(mut self, tag: impl Into<String>) -> Self {
        self.add_tags.push(tag.into());
        self
    }

    /// Takes a tag away, in whatever letter case.
    pub fn remove_tag(mut self, tag: impl Into<String>) -> Self {
        self.remove_tags.push(tag.into());
        self
    }

    /// Gives it these tags and no others.
    pub fn tags<T: Into<String>>(mut self, tags: impl IntoIterator<Item = T>) -> Self {
        self.tags = Some(tags.into_iter().map(Into::into).collect());
        self
    }

    /// Adds a link.
    pub fn link(mut self, link: impl Into<Link>) -> Self {
        self.add_links.push(link.into());
        self
    }

    /// Takes the link to this away.
    pub fn unlink(mut self, target: impl Into<Link>) -> Self {
        self.remove_links.push(target.into().target().clone());
        self
    }

    /// Takes all links to another work item away, whatever it is to this one.
    pub fn unlink_work_item(mut self, id: i64) -> Self {
        self.remove_work_items.push(id);
        self
    }

    /// Makes it a part of another work item, and of no other.
    pub fn parent(self, id: i64) -> Self {
        self.link(Link::parent(id))
    }

    /// Only if the work item is in this revision.
    pub fn if_rev(mut self, rev: i64) -> Self {
        self.base = Base::Rev(rev);
        self
    }

    /// Whatever others changed meanwhile: the work item is read anew, and again if it is changed between that
    /// and the change. What others did to other fields, tags and links stays.
    pub fn onto_latest(mut self) -> Self {
        self.base = Base::Latest;
        self
    }

    /// Past the rules of the type; one must be allowed to.
    pub fn bypass_rules(mut self) -> Self {
        self.params.bypass_rules = Some(true);
        self
    }

    /// Without telling anybody.
    pub fn suppress_notifications(mut self) -> Self {
        self.params.suppress_notifications = Some(true);
        self
    }

    fn client(&self) -> &Client {
        match &self.subject {
            Subject::Known(item) => &item.client,
            Subject::New { project, .. } => project.client(),
        }
    }

    /// Makes the change: the work item, which from then on looks as the service answered.
    ///
    /// # Errors
    /// [`ErrorKind::Precondition`] when it is not in the revision that it must be in; [`ErrorKind::Invalid`]
    /// when the service refuses a field, a value or a link, with its reason; [`ErrorKind::NotFound`] when the
    /// work item, its type, or a link that is to be taken away does not exist; and as any call.
    pub async fn save(self) -> Result<WorkItem> {
        if let Some(unchanged) = self.unchanged() {
            return unchanged;
        }
        let made = self.send().await?;
        self.learn(made)
    }

    /// The work item as it is, if nothing is to be changed.
    fn unchanged(&self) -> Option<Result<WorkItem>> {
        match &self.subject {
            Subject::Known(item) if self.is_empty() => Some(Ok(item.clone())),
            _ => None,
        }
    }

    /// Keeps what the service answered.
    fn learn(&self, made: wit::WorkItem) -> Result<WorkItem> {
        let item = self.client().work_item(made.id.ok_or_else(|| missing("id"))?);
        if self.params.validate_only != Some(true) {
            item.learn(made, true, None);
            // A link makes a revision of the work item at its other end, too.
            let linked = self.add_links.iter().filter_map(|link| link.to_work_item().map(|(_, id)| id));
            for id in linked.chain(self.remove_work_items.iter().copied()) {
                self.client().work_item(id).refresh();
            }
        }
        Ok(item)
    }

    /// The request of it as a part of another.
    fn request(&self, now: Option<&Revision>) -> Result<Json> {
        let op = self.op(now)?;
        let target = op.target().map_err(|error| Error::new(ErrorKind::Invalid, error.to_string()))?;
        Ok(json!({
            "method": "PATCH",
            "uri": format!("/{target}"),
            "headers": {"Content-Type": "application/json-patch+json"},
            "body": self.patch(now)?,
        }))
    }

    /// Asks whether the change can be made, and what would come of it. Nothing is changed.
    ///
    /// # Errors
    /// As [`save`](Self::save).
    pub async fn validate(mut self) -> Result<Revision> {
        self.params.validate_only = Some(true);
        let client = self.client().clone();
        Ok(Revision::new(&client, self.send().await?.into()))
    }

    /// The values of this change that the work item type does not allow, with those that it does: what to read after
    /// the service has refused it by the rules of the type. Fields without a list of values are not in it.
    ///
    /// # Errors
    /// [`ErrorKind::NotFound`] when the work item or its type does not exist; and as any call.
    /// <https://learn.microsoft.com/rest/api/azure/devops/wit/work-item-types-field/get>
    pub async fn disallowed(&self) -> Result<Vec<Disallowed>> {
        let (project, kind) = match &self.subject {
            Subject::New { project, kind } => (project.clone(), kind.clone()),
            Subject::Known(item) => (item.project().await?, item.work_item_type().await?),
        };
        let mut disallowed = Vec::new();
        for (field, value) in &self.fields {
            let Some(Json::String(value)) = value else { continue };
            // Not a field of this type: there is no list of its values.
            let Some(allowed) = self.allowed(&project, &kind, field).await.optional()? else { continue };
            if !allowed.is_empty() && !allowed.iter().any(|one| one.eq_ignore_ascii_case(value)) {
                disallowed.push(Disallowed { field: field.clone(), value: value.clone(), allowed });
            }
        }
        Ok(disallowed)
    }

    /// The values that a type allows in a field; none where it takes any.
    async fn allowed(&self, project: &Project, kind: &str, field: &str) -> Result<Vec<String>> {
        let (project, kind) = (project.locator(), kind.into());
        if field.eq_ignore_ascii_case(field::STATE) {
            let states = self.client().items(wit::get_work_item_type_states(&project, &kind));
            let states: Vec<_> = states.try_collect().await?;
            return Ok(states.into_iter().filter_map(|state| state.name).collect());
        }
        let params =
            GetWorkItemTypeFieldWithReferences { expand: Some(WorkItemTypeFieldsExpandLevel::AllowedValues) };
        let op = wit::get_work_item_type_field_with_references(&project, &kind, &field.into(), params);
        let rules = self.client().call(op).await?;
        let text = |value: &Json| value.as_str().map_or_else(|| value.to_string(), str::to_owned);
        Ok(rules.allowed_values.iter().flatten().map(text).collect())
    }

    /// Whether it would change nothing.
    pub fn is_empty(&self) -> bool {
        self.fields.is_empty()
            && self.tags.is_none()
            && self.add_tags.is_empty()
            && self.remove_tags.is_empty()
            && self.add_links.is_empty()
            && self.remove_links.is_empty()
            && self.remove_work_items.is_empty()
    }

    async fn send(&self) -> Result<wit::WorkItem> {
        let item = match &self.subject {
            Subject::New { project, .. } => {
                let made = project.client().call(self.op(None)?).await;
                return made.map_err(|error| explain(error, None));
            }
            Subject::Known(item) => item,
        };
        let mut tries = 1;
        loop {
            if self.base == Base::Latest {
                item.refresh();
            }
            let now = match self.base {
                Base::Rev(rev) => item.current_at(rev).await?,
                Base::Unseen | Base::Latest => item.current().await?,
            };
            match item.client.call(self.op(Some(&now))?).await {
                Ok(changed) => return Ok(changed),
                Err(error) => self.again(item, &now, error, tries)?,
            }
            tries += 1;
        }
    }

    /// Whether the change is made anew on top of what others did, after so many tries; else why not.
    fn again(&self, item: &WorkItem, now: &Revision, error: Error, tries: usize) -> Result<()> {
        if !is_outdated(&error) {
            return Err(explain(error, Some(item.id)));
        }
        // What is kept of it is old.
        item.refresh();
        if self.base != Base::Latest || tries == TRIES {
            let what = item.outdated(now.rev().unwrap_or_default());
            return Err(error.in_context(&what).advise(AGAIN));
        }
        Ok(())
    }

    /// The request of it, with the patch on top of what the work item is.
    fn op(&self, now: Option<&Revision>) -> Result<Op<wit::WorkItem>> {
        let patch = self.patch(now)?;
        Ok(match &self.subject {
            Subject::New { project, kind } => {
                let params = CreateWorkItem {
                    validate_only: self.params.validate_only,
                    bypass_rules: self.params.bypass_rules,
                    suppress_notifications: self.params.suppress_notifications,
                    expand: self.params.expand.clone(),
                };
                wit::create_work_item(&project.locator(), &kind.as_str().into(), &patch, params)
            }
            Subject::Known(item) => wit::update_work_item(None, item.locator(), &patch, self.params.clone()),
        })
    }

    /// The change as the service takes it, on top of what the work item is.
    fn patch(&self, now: Option<&Revision>) -> Result<JsonPatch> {
        let mut patch = JsonPatch::new();
        if let Some(now) = now {
            patch = patch.test("/rev", now.rev().ok_or_else(|| missing("rev"))?);
        }
        for (name, value) in &self.fields {
            let path = format!("/fields/{}", escape(name));
            patch = match value {
                Some(value) => patch.add(path, value.clone()),
                None => patch.remove(path),
            };
        }
        for (name, format) in &self.formats {
            patch = patch.add(format!("/multilineFieldsFormat/{}", escape(name)), format.name());
        }
        if let Some(tags) = self.new_tags(now) {
            patch = patch.add(format!("/fields/{}", field::TAGS), tags);
        }
        // The last first: what is before a relation that is gone stays where it is.
        let mut places = self.places(now)?;
        places.sort_unstable();
        places.dedup();
        for place in places.iter().rev() {
            patch = patch.remove(format!("/relations/{place}"));
        }
        let base = self.client().address().base(Host::Dev);
        for link in &self.add_links {
            patch = patch.add("/relations/-", link.relation(&base));
        }
        Ok(patch)
    }

    /// All tags as they are to be, if they are to be others.
    fn new_tags(&self, now: Option<&Revision>) -> Option<String> {
        let before = now.map(Revision::tags).unwrap_or_default();
        let mut after = self.tags.clone().unwrap_or_else(|| before.clone());
        // Tags differ by more than letter case.
        let is = |one: &str, other: &str| one.trim().to_lowercase() == other.trim().to_lowercase();
        after.retain(|tag| !self.remove_tags.iter().any(|removed| is(tag, removed)));
        for tag in self.add_tags.iter().flat_map(|tag| tags(tag)) {
            if !after.iter().any(|known| is(known, &tag)) {
                after.insert(tag);
            }
        }
        (after != before).then(|| after.into_iter().collect::<Vec<_>>().join("; "))
    }

    /// Where the links are that are to be taken away.
    fn places(&self, now: Option<&Revision>) -> Result<Vec<usize>> {
        let relations = now.map(Revision::relations).unwrap_or_default();
        let links: Vec<_> = relations.iter().map(Link::read).collect();
        let none = |what: String| {
            let whose = match &self.subject {
                Subject::Known(item) => format!("work item {}", item.id),
                Subject::New { .. } => "a work item that is not made yet".to_owned(),
            };
            Error::new(ErrorKind::NotFound, format!("{whose} has no link {what}"))
        };
        let place = |target: &Target| {
            let is = |link: &Option<Link>| link.as_ref().is_some_and(|link| link.target().is_same(target));
            links.iter().position(is).ok_or_else(|| none(format!("\"{target}\"")))
        };
        let mut places: Vec<_> = self.remove_links.iter().map(place).collect::<Result<_>>()?;
        for id in &self.remove_work_items {
            let to = |link: &Option<Link>| link.as_ref()?.to_work_item().map(|(_, to)| to);
            let before = places.len();
            places.extend((0..links.len()).filter(|place| to(&links[*place]) == Some(*id)));
            if places.len() == before {
                return Err(none(format!("to work item {id}")));
            }
        }
        // There is room for one parent.
        let parent = |link: &Link| link.to_work_item().is_some_and(|(kind, _)| *kind == LinkKind::Parent);
        if self.add_links.iter().any(parent) {
            let is = |link: &Option<Link>| link.as_ref().is_some_and(parent);
            places.extend(links.iter().position(is));
        }
        Ok(places)
    }
}

impl WorkItem {
    fn outdated(&self, rev: i64) -> String {
        format!("work item {} is not at revision {rev} any more", self.id)
    }

    /// What it looks like, if this is its revision.
    async fn current_at(&self, rev: i64) -> Result<Revision> {
        let kept = self.current().await?;
        if kept.rev() == Some(rev) {
            return Ok(kept);
        }
        self.refresh();
        self.must_be_at(self.current().await?, rev)
    }

    fn must_be_at(&self, now: Revision, rev: i64) -> Result<Revision> {
        if now.rev() == Some(rev) {
            return Ok(now);
        }
        let what = format!("{} but at {}", self.outdated(rev), now.rev().unwrap_or_default());
        Err(Error::new(ErrorKind::Precondition, what).advise(AGAIN))
    }

    /// A change of it.
    pub fn edit(&self) -> Edit {
        let seen = self.seen().and_then(|revision| revision.rev());
        Edit::new(Subject::Known(self.clone()), seen.map_or(Base::Unseen, Base::Rev))
    }
}

impl Project {
    /// A new work item of this type, with this title.
    pub fn new_work_item(&self, work_item_type: impl Into<String>, title: impl Into<String>) -> Edit {
        let subject = Subject::New { project: self.clone(), kind: work_item_type.into() };
        Edit::new(subject, Base::Unseen).title(title)
    }
}

impl fmt::Debug for Edit {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let fields: Vec<_> = self.fields.iter().map(|(name, _)| name).collect();
        match &self.subject {
            Subject::Known(item) => write!(f, "Edit({item:?}, {fields:?})"),
            Subject::New { project, kind } => write!(f, "Edit(new {kind} of {project:?}, {fields:?})"),
        }
    }
}

/// Makes up to 200 changes in as few requests as can be: what becomes of each, in its place.
pub(super) async fn save_all(client: &Client, edits: Vec<Edit>) -> Vec<Result<WorkItem>> {
    let mut outcomes: Vec<Option<Result<WorkItem>>> = edits.iter().map(Edit::unchanged).collect();
    for tries in 1..=TRIES {
        let open = |place: &usize| outcomes[*place].is_none();
        let places: Vec<usize> = (0..edits.len()).filter(open).collect();
        let mut requests = Vec::new();
        for (place, now) in read_all(client, &edits, places).await {
            let asked = now.and_then(|now| Ok((edits[place].request(now.as_ref())?, now)));
            match asked {
                Ok((request, now)) => requests.push((place, request, now)),
                Err(error) => outcomes[place] = Some(Err(error)),
            }
        }
        if requests.is_empty() {
            break;
        }
        let bodies: Vec<_> = requests.iter().map(|(_, request, _)| request).collect();
        let answers = post(client, &bodies).await;
        for ((place, _, now), answer) in requests.into_iter().zip(answers) {
            let outcome = match (answer, &edits[place].subject, now) {
                (Ok(made), ..) => edits[place].learn(made),
                (Err(error), Subject::Known(item), Some(now)) => {
                    match edits[place].again(item, &now, error, tries) {
                        Ok(()) => continue,
                        Err(error) => Err(error),
                    }
                }
                (Err(error), ..) => Err(explain(error, None)),
            };
            outcomes[place] = Some(outcome);
        }
    }
    let lost = || Err(Error::new(ErrorKind::Decode, "the service does not say what became of the change"));
    outcomes.into_iter().map(|outcome| outcome.unwrap_or_else(lost)).collect()
}

/// What the work items of these changes look like: what is kept where that is enough, all others in one
/// request. A new one looks like nothing yet.
async fn read_all(
    client: &Client,
    edits: &[Edit],
    places: Vec<usize>,
) -> Vec<(usize, Result<Option<Revision>>)> {
    let (mut found, mut missing) = (Vec::new(), Vec::new());
    for place in places {
        let Subject::Known(item) = &edits[place].subject else {
            found.push((place, Ok(None)));
            continue;
        };
        let kept = item.seen().filter(|kept| match edits[place].base {
            Base::Unseen => true,
            Base::Rev(rev) => kept.rev() == Some(rev),
            Base::Latest => false,
        });
        match kept {
            Some(kept) => found.push((place, Ok(Some(kept)))),
            None => missing.push((place, item)),
        }
    }
    if !missing.is_empty() {
        let mut read = client.work_items(missing.iter().map(|(_, item)| item.id)).stream();
        for (place, item) in missing {
            let Some(now) = read.next().await else { break };
            let now = match edits[place].base {
                Base::Rev(rev) => now.and_then(|now| item.must_be_at(now, rev)),
                Base::Unseen | Base::Latest => now,
            };
            found.push((place, now.map(Some)));
        }
    }
    found.sort_by_key(|(place, _)| *place);
    found
}

/// Sends many requests as one.
async fn post(client: &Client, requests: &[&Json]) -> Vec<Result<wit::WorkItem>> {
    let sent = client.request(Method::PATCH, "_apis/wit/$batch").query("api-version", "7.1").json(requests);
    let answers = match sent.await {
        Ok(answer) => answer.body,
        Err(error) => return requests.iter().map(|_| Err(error.copy())).collect(),
    };
    let read = |place: usize| {
        let (status, body) = (answers["value"][place]["code"].as_u64(), &answers["value"][place]["body"]);
        let status = status.and_then(|code| StatusCode::from_u16(code.try_into().ok()?).ok());
        let status = status.ok_or_else(|| missing("code"))?;
        // A text with JSON in it; nothing keeps the service from sending the JSON itself.
        let text = body.as_str().map_or_else(|| body.to_string(), str::to_owned);
        if !status.is_success() {
            return Err(refusal::error(status, ApiError::from_body(text.as_bytes())));
        }
        serde_json::from_str(&text).map_err(|error| {
            let what =
                format!("the answer to request {place} of a batch could not be read: line {}", error.line());
            Error::new(ErrorKind::Decode, what)
        })
    };
    (0..requests.len()).map(|place| read(place).map_err(|error| error.of("wit.update_work_items"))).collect()
}

/// A name as a segment of a JSON Patch path.
fn escape(name: &str) -> String {
    name.replace('~', "~0").replace('/', "~1")
}

/// Whether somebody else changed it meanwhile.
fn is_outdated(error: &Error) -> bool {
    matches!(error.kind(), ErrorKind::Precondition | ErrorKind::Conflict)
}

/// Says what to do when it is not the work item that is missing, but one that it is to be linked to.
fn explain(error: Error, id: Option<i64>) -> Error {
    if error.code() == Some("TF401232") && !mentions(&error, id) {
        return error.advise("link it to a work item that is there and that you may see");
    }
    error
}

/// Whether the service speaks of this work item, and not of another.
fn mentions(error: &Error, id: Option<i64>) -> bool {
    let words = error.message().unwrap_or_default().split(|letter: char| !letter.is_ascii_alphanumeric());
    id.is_some_and(|id| words.map(str::parse).any(|word| word == Ok(id)))
}
