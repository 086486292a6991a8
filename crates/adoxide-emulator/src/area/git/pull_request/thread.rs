//! Threads and their comments.

use adoxide_api::git::meta;
use http::StatusCode;
use serde_json::{Map, Value, json};

use super::super::subject::links;
use super::change::chosen;
use super::iteration::tracking_id;
use super::note::property;
use super::shape::Shape;
use super::target::{existing, of_path, with_git};
use crate::base::sql_date;
use crate::handler::handlers;
use crate::handler::{Call, Change, View};
use crate::wire::body::text;
use crate::wire::error::Fault;
use crate::wire::json::{IntoJson, Json, Object};
use crate::wire::number::Number;
use crate::wire::reply::Reply;
use crate::world::pull_request::edit::NewThread;
use crate::world::pull_request::thread::{Comment, CommentType, NewComment, Thread, ThreadId, ThreadStatus};
use crate::world::pull_request::{Edit, PullRequest, PullRequestEvent, PullRequestRefusal};

handlers! {
    meta::GET_THREADS => read(get_threads),
    meta::GET_PULL_REQUEST_THREAD => read(get_pull_request_thread),
    meta::CREATE_THREAD => work(create_thread),
    meta::UPDATE_THREAD => change(update_thread),
    meta::GET_COMMENTS => read(get_comments),
    meta::GET_COMMENT => read(get_comment),
    meta::CREATE_COMMENT => change(create_comment),
    meta::UPDATE_COMMENT => change(update_comment),
    meta::DELETE_COMMENT => change(delete_comment),
    meta::CREATE_LIKE => change(create_like),
    meta::DELETE_LIKE => change(delete_like),
    meta::GET_LIKES => read(get_likes),
}

/// The most characters of a comment: documented.
const CONTENT: usize = 150_000;

fn id_of_path(call: &Call, name: &'static str) -> Result<i64, Fault> {
    let given = call.required(name)?;
    given.parse().map_err(|_| Fault::invalid_parameter(name, given))
}

fn thread_of_path<'w>(call: &Call, known: &'w PullRequest) -> Result<&'w Thread, Fault> {
    let id = id_of_path(call, "threadId")?;
    known.thread(id).ok_or_else(|| PullRequestRefusal::NoThread(id).into())
}

/// Properties of every thread that people began.
const SUPPORTS_MARKDOWN: &str = "Microsoft.TeamFoundation.Discussion.SupportsMarkdown";
const UNIQUE_ID: &str = "Microsoft.TeamFoundation.Discussion.UniqueID";

impl Shape<'_> {
    fn thread_url(&self, known: &PullRequest, thread: &Thread) -> String {
        format!("{}/threads/{}", self.url(known), thread.id)
    }

    fn comment_links(&self, known: &PullRequest, thread: &Thread, comment: i64) -> Object {
        let own = self.thread_url(known, thread);
        links([
            ("self", format!("{own}/comments/{comment}")),
            ("repository", self.repository_url()),
            ("threads", own),
            ("pullRequests", self.urls.at(format_args!("_apis/git/pullRequests/{}", known.id))),
        ])
    }

    fn comment(&self, known: &PullRequest, thread: &Thread, comment: &Comment) -> Object {
        let likes = comment.liked_by.iter().map(|id| self.person(*id));
        Object::new()
            .set("id", comment.id)
            .set("parentCommentId", comment.parent)
            .set("author", self.person(comment.author))
            .set_some("content", comment.content.as_deref())
            .set("publishedDate", sql_date(comment.published))
            .set("lastUpdatedDate", sql_date(comment.updated))
            .set_if(self.is_since_5(), "lastContentUpdatedDate", || sql_date(comment.content_updated))
            .set_if(comment.is_deleted, "isDeleted", || true)
            .set("commentType", comment.kind.name())
            .set("usersLiked", likes.collect::<Json>())
            .set_if(self.is_since_5(), "_links", || self.comment_links(known, thread, comment.id))
    }

    fn comments(&self, known: &PullRequest, thread: &Thread) -> impl Iterator<Item = Object> {
        thread.comments.iter().map(move |comment| self.comment(known, thread, comment))
    }

    /// The one comment of a thread that the service began.
    fn noted(&self, known: &PullRequest, thread: &Thread, author: Object, content: &str) -> Object {
        let at = sql_date(thread.stamp.at);
        Object::new()
            .set("id", 1)
            .set("parentCommentId", 0)
            .set("author", author)
            .set("content", content)
            .set("publishedDate", at.as_str())
            .set("lastUpdatedDate", at.as_str())
            .set_if(self.is_since_5(), "lastContentUpdatedDate", || at.as_str())
            .set("commentType", "system")
            .set("usersLiked", Json::empty_list())
            .set_if(self.is_since_5(), "_links", || self.comment_links(known, thread, 1))
    }

    fn is_since_5(&self) -> bool {
        self.call.version.number >= Number::new(5, 0)
    }

    /// A thread. What is not there is null here, as documented.
    fn thread(&self, known: &PullRequest, thread: &Thread) -> Object {
        let (comments, properties, identities) = match &thread.event {
            None => {
                let properties = thread
                    .properties
                    .iter()
                    .filter(|(name, _)| ![SUPPORTS_MARKDOWN, UNIQUE_ID].contains(&name.as_str()));
                let properties = properties
                    .fold(Object::new(), |all, (name, value)| all.set(name, value))
                    .set(SUPPORTS_MARKDOWN, property("System.Int32", 1))
                    .set(UNIQUE_ID, property("System.String", thread.unique_id));
                (self.comments(known, thread).collect::<Json>(), properties, None)
            }
            Some(event) => {
                let note = self.note(thread, event);
                let comment = self.noted(known, thread, note.author, &note.content);
                ([comment].into_json(), note.properties, Some(note.identities))
            }
        };
        Object::new()
            .set("pullRequestThreadContext", thread.iteration_context.as_ref())
            .set("id", thread.id)
            .set("publishedDate", sql_date(thread.stamp.at))
            .set("lastUpdatedDate", sql_date(thread.updated))
            .set("comments", comments)
            .set_some("status", thread.status.map(ThreadStatus::name))
            .set("threadContext", thread.context.as_ref())
            .set("properties", properties)
            .set_if(self.is_since_5(), "identities", || identities)
            .set("isDeleted", thread.is_deleted())
    }

    fn thread_with_links(&self, known: &PullRequest, thread: &Thread) -> Object {
        let links = links([("self", self.thread_url(known, thread)), ("repository", self.repository_url())]);
        self.thread(known, thread).set("_links", links)
    }
}

pub(super) fn get_threads(view: &View<'_>) -> Result<Reply, Fault> {
    let (known, repository) = of_path(view)?;
    let shape = Shape::new(view, repository)?;
    Ok(Reply::stream(known.threads.iter().map(|thread| shape.thread(known, thread))))
}

pub(super) fn get_pull_request_thread(view: &View<'_>) -> Result<Reply, Fault> {
    told(view, id_of_path(view, "threadId")?)
}

fn told(view: &View<'_>, id: ThreadId) -> Result<Reply, Fault> {
    let (known, repository) = of_path(view)?;
    let shape = Shape::new(view, repository)?;
    let thread = known.thread(id).ok_or(PullRequestRefusal::NoThread(id))?;
    Ok(Reply::json(shape.thread_with_links(known, thread)))
}

/// A comment of a body.
fn new_comment(body: &Value) -> Result<NewComment, Fault> {
    let content = text(body, "/content").ok_or_else(|| Fault::argument_null("content"))?;
    if content.chars().count() > CONTENT {
        return Err(Fault::invalid_parameter("content", &format!("more than {CONTENT} characters")));
    }
    let kind = chosen(body, "commentType", &CommentType::CHOICES)?.unwrap_or(CommentType::Text);
    let parent = match body.get("parentCommentId") {
        None | Some(Value::Null) => 0,
        Some(id) => {
            id.as_i64().ok_or_else(|| Fault::invalid_parameter("parentCommentId", &id.to_string()))?
        }
    };
    Ok(NewComment { parent, content: content.to_owned(), kind })
}

/// The place in a file, with what is there, in the service's order.
fn context(body: &Value) -> Result<Option<Value>, Fault> {
    let Some(given) = body.get("threadContext").filter(|given| given.is_object()) else {
        return Ok(None);
    };
    let path = text(given, "/filePath").filter(|path| !path.is_empty());
    // A comment on the whole pull request may have an empty context: Microsoft's own clients send one.
    let says_nothing = given.as_object().is_some_and(|given| given.values().all(Value::is_null));
    if path.is_none() && says_nothing {
        return Ok(None);
    }
    let path = path.ok_or_else(|| Fault::argument_null("threadContext.filePath"))?;
    let mut told = json!({"filePath": path});
    for name in ["leftFileStart", "leftFileEnd", "rightFileStart", "rightFileEnd"] {
        let Some(position) = given.get(name).filter(|position| position.is_object()) else { continue };
        let number = |field: &str, least: i64| {
            let value = position.get(field).map_or(Some(least), Value::as_i64);
            let fault =
                || Fault::invalid_parameter(&format!("threadContext.{name}.{field}"), &position.to_string());
            value.filter(|value| *value >= least).ok_or_else(fault)
        };
        // Lines and columns are counted from 1.
        told[name] = json!({"line": number("line", 1)?, "offset": number("offset", 1)?});
    }
    Ok(Some(told))
}

/// The iterations that were compared: as given, or the last one, where the thread is about a file.
fn iteration_context(
    call: &Call,
    known: &PullRequest,
    body: &Value,
    context: Option<&Value>,
) -> Result<Option<Value>, Fault> {
    let given = body.get("pullRequestThreadContext").filter(|given| given.is_object());
    let path = context.and_then(|context| text(context, "/filePath"));
    let last = known.iterations.last().map_or(1, |last| last.id);
    let number = |pointer: &str| given.and_then(|given| given.pointer(pointer)?.as_i64());
    let first = number("/iterationContext/firstComparingIteration");
    let second = number("/iterationContext/secondComparingIteration");
    for id in [first, second].into_iter().flatten() {
        known.iteration(id).ok_or(PullRequestRefusal::NoIteration(id))?;
    }
    if given.is_none() && path.is_none() {
        return Ok(None);
    }
    let second = second.unwrap_or(last);
    let mut tracking = number("/changeTrackingId");
    if let Some(path) = path.filter(|_| tracking.is_none()) {
        tracking = with_git(call, known, |git| tracking_id(git, known, second, path))?;
    }
    let iterations = json!({
        "firstComparingIteration": first.unwrap_or(second),
        "secondComparingIteration": second,
    });
    let mut context = json!({"iterationContext": iterations});
    if let Some(tracking) = tracking {
        context["changeTrackingId"] = tracking.into();
    }
    Ok(Some(context))
}

/// A property as the service types it.
fn typed(value: &Value) -> Value {
    let kind = match value {
        Value::Bool(_) => "System.Boolean",
        Value::Number(number) if number.is_f64() => "System.Double",
        Value::Number(_) => "System.Int32",
        _ => "System.String",
    };
    json!({"$type": kind, "$value": value})
}

/// The properties of a body, typed as the service types them.
fn properties(body: &Value) -> Map<String, Value> {
    let given = body.get("properties").and_then(Value::as_object);
    let typed = given.into_iter().flatten().map(|(name, value)| {
        let inner = value.get("$value").or_else(|| value.get("value"));
        let value = match inner {
            Some(inner) => typed(inner),
            None if value.is_null() => Value::Null,
            None => typed(value),
        };
        (name.clone(), value)
    });
    typed.collect()
}

pub(super) fn create_thread(call: &Call, body: Value) -> Result<Reply, Fault> {
    let comments = body.get("comments").and_then(Value::as_array).filter(|comments| !comments.is_empty());
    let comments = comments.ok_or_else(|| Fault::argument_null("comments"))?;
    let comments = comments.iter().map(new_comment).collect::<Result<Vec<_>, Fault>>()?;
    let context = context(&body)?;
    let mut world = call.world_mut();
    let mut change = Change::new(call, &mut world)?;
    let known = of_path(&change.view())?.0;
    let (number, iteration_context) = (known.id, iteration_context(call, known, &body, context.as_ref())?);
    let new = NewThread {
        comments,
        status: chosen(&body, "status", &ThreadStatus::CHOICES)?,
        context,
        iteration_context,
        properties: properties(&body),
    };
    let id = change.make(|tx| tx.add_pull_request_thread(number, new))?;
    told(&change.view(), id)
}

pub(super) fn update_thread(change: &mut Change<'_>, body: Value) -> Result<Reply, Fault> {
    let id = id_of_path(change.call, "threadId")?;
    let status = chosen(&body, "status", &ThreadStatus::CHOICES)?;
    let comments = body.get("comments").and_then(Value::as_array).into_iter().flatten();
    // Comments with an id are there already; others are new.
    let new = comments.filter(|comment| comment["id"].as_i64().is_none_or(|id| id == 0)).map(new_comment);
    let new = new.collect::<Result<Vec<_>, Fault>>()?;
    let number = existing(&change.view())?;
    change.make(|tx| {
        tx.edit_pull_request(number, PullRequestEvent::ThreadChanged(id), |edit| {
            edit.update_thread(id, status, properties(&body))?;
            for comment in new {
                edit.add_comment(id, comment)?;
            }
            Ok(())
        })
    })?;
    told(&change.view(), id)
}

fn told_comment(view: &View<'_>, thread: ThreadId, id: i64) -> Result<Reply, Fault> {
    let (known, repository) = of_path(view)?;
    let shape = Shape::new(view, repository)?;
    let thread = known.thread(thread).ok_or(PullRequestRefusal::NoThread(thread))?;
    let comment = thread.comment(id).ok_or(PullRequestRefusal::NoComment(id))?;
    Ok(Reply::json(shape.comment(known, thread, comment)))
}

pub(super) fn get_comments(view: &View<'_>) -> Result<Reply, Fault> {
    let (known, repository) = of_path(view)?;
    let shape = Shape::new(view, repository)?;
    let thread = thread_of_path(view, known)?;
    Ok(match &thread.event {
        None => Reply::list(shape.comments(known, thread)),
        Some(event) => {
            let note = shape.note(thread, event);
            Reply::list([shape.noted(known, thread, note.author, &note.content)])
        }
    })
}

pub(super) fn get_comment(view: &View<'_>) -> Result<Reply, Fault> {
    told_comment(view, id_of_path(view, "threadId")?, id_of_path(view, "commentId")?)
}

pub(super) fn create_comment(change: &mut Change<'_>, body: Value) -> Result<Reply, Fault> {
    let new = new_comment(&body)?;
    let thread = id_of_path(change.call, "threadId")?;
    let number = existing(&change.view())?;
    let event = PullRequestEvent::ThreadChanged(thread);
    let id = change.make(|tx| tx.edit_pull_request(number, event, |edit| edit.add_comment(thread, new)))?;
    told_comment(&change.view(), thread, id)
}

/// Changes the comment of the path.
fn edit(
    change: &mut Change<'_>,
    make: impl FnOnce(&mut Edit<'_>, ThreadId, i64) -> Result<(), PullRequestRefusal>,
) -> Result<(), Fault> {
    let (thread, id) = (id_of_path(change.call, "threadId")?, id_of_path(change.call, "commentId")?);
    let number = existing(&change.view())?;
    let event = PullRequestEvent::ThreadChanged(thread);
    Ok(change.make(|tx| tx.edit_pull_request(number, event, |edit| make(edit, thread, id)))?)
}

pub(super) fn update_comment(change: &mut Change<'_>, body: Value) -> Result<Reply, Fault> {
    let content = new_comment(&body)?.content;
    edit(change, |edit, thread, id| edit.update_comment(thread, id, content))?;
    get_comment(&change.view())
}

pub(super) fn delete_comment(change: &mut Change<'_>) -> Result<Reply, Fault> {
    #[expect(
        clippy::redundant_closure_for_method_calls,
        reason = "the path of the method has one lifetime too few"
    )]
    edit(change, |edit, thread, id| edit.delete_comment(thread, id))?;
    Ok(Reply::empty(StatusCode::OK))
}

pub(super) fn create_like(change: &mut Change<'_>) -> Result<Reply, Fault> {
    edit(change, |edit, thread, id| edit.like(thread, id, true))?;
    Ok(Reply::empty(StatusCode::OK))
}

pub(super) fn delete_like(change: &mut Change<'_>) -> Result<Reply, Fault> {
    edit(change, |edit, thread, id| edit.like(thread, id, false))?;
    Ok(Reply::empty(StatusCode::OK))
}

pub(super) fn get_likes(view: &View<'_>) -> Result<Reply, Fault> {
    let (known, repository) = of_path(view)?;
    let shape = Shape::new(view, repository)?;
    let id = id_of_path(view, "commentId")?;
    let comment = thread_of_path(view, known)?.comment(id).ok_or(PullRequestRefusal::NoComment(id))?;
    Ok(Reply::list(comment.liked_by.iter().map(|id| shape.person(*id))))
}
