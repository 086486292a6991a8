//! The session of a task with the service that runs it: feed, log, timeline and completion.

use std::fmt;

use adoxide_api::distributed_task::task::{
    self, Issue, IssueType, JobEvent, TaskLog, TaskLogReference, TaskResult, TimelineRecord,
    TimelineRecordCollection, TimelineRecordFeedLinesWrapper, TimelineRecordState,
};
use adoxide_api::path::{HubName, PlanIdText, ScopeIdentifier};
use adoxide_api::wire::OpenEnum;
use jiff::Timestamp;

use crate::client::Client;
use crate::credential::Bearer;
use crate::error::{Error, ErrorKind, Result};
use crate::resource::project::missing;

/// How many lines a request to the feed has at most, as those of agents.
const BATCH: usize = 100;

/// A name in the environment of a job, and in the headers of a call from a check or a server task.
struct Name {
    variable: &'static str,
    header: &'static str,
}

const URL: Name = Name { variable: "SYSTEM_COLLECTIONURI", header: "PlanUrl" };
const PROJECT: Name = Name { variable: "SYSTEM_TEAMPROJECTID", header: "ProjectId" };
const HUB: Name = Name { variable: "SYSTEM_HOSTTYPE", header: "HubName" };
const PLAN: Name = Name { variable: "SYSTEM_PLANID", header: "PlanId" };
const TIMELINE: Name = Name { variable: "SYSTEM_TIMELINEID", header: "TimelineId" };
const JOB: Name = Name { variable: "SYSTEM_JOBID", header: "JobId" };
const TASK: Name = Name { variable: "SYSTEM_TASKINSTANCEID", header: "TaskInstanceId" };
const TOKEN: Name = Name { variable: "SYSTEM_ACCESSTOKEN", header: "AuthToken" };

/// A task of a run as its own program sees it: it writes lines and a log, says how far it is, and how it ended.
///
/// Two kinds of programs have one: a script in a job, by the variables of its environment
/// ([`from_env`](Self::from_env); map `SYSTEM_ACCESSTOKEN: $(System.AccessToken)` into it), and a service that an agentless
/// job or a check calls (`InvokeRESTAPI`, `AzureFunction` with callback), by the headers of that call
/// ([`from_headers`](Self::from_headers)).
///
/// <https://learn.microsoft.com/en-us/azure/devops/pipelines/process/invoke-checks>
#[derive(Clone)]
pub struct TaskSession {
    client: Client,
    ids: Ids,
    /// The log of the task, once it was made.
    log: Option<i64>,
    /// Lines that were sent to the feed.
    lines: i64,
}

#[derive(Clone, Debug)]
struct Ids {
    project: String,
    hub: String,
    plan: String,
    timeline: Option<String>,
    job: String,
    task: Option<String>,
}

impl TaskSession {
    /// The session of the task that this program is run by, from the variables of its environment.
    ///
    /// # Errors
    /// [`ErrorKind::Config`] when a variable is missing or can't be used.
    pub fn from_env() -> Result<Self> {
        let get = |name: &Name| std::env::var(name.variable).ok().filter(|value| !value.is_empty());
        Self::read(get, |name| name.variable)
    }

    /// The session of the task that made this call, from its headers, asked for by name: `PlanUrl`, `ProjectId`,
    /// `HubName`, `PlanId`, `TimelineId`, `JobId`, `TaskInstanceId`, `AuthToken`.
    ///
    /// The URL is where the token is sent to: check that the call comes from the service before.
    ///
    /// # Errors
    /// [`ErrorKind::Config`] when a header is missing or can't be used.
    pub fn from_headers(get: impl Fn(&str) -> Option<String>) -> Result<Self> {
        Self::read(|name| get(name.header).filter(|value| !value.is_empty()), |name| name.header)
    }

    fn read(get: impl Fn(&Name) -> Option<String>, called: impl Fn(&Name) -> &'static str) -> Result<Self> {
        let need = |name: &Name| {
            get(name).ok_or_else(|| {
                Error::new(ErrorKind::Config, format!("{} is not set", called(name)))
                    .advise("a task has it in its environment, or in the headers of its call")
            })
        };
        let token = Bearer::new(need(&TOKEN)?)?.from_source(called(&TOKEN));
        let client = Client::builder(need(&URL)?).credential(token).build()?;
        let ids = Ids {
            project: need(&PROJECT)?,
            hub: need(&HUB)?,
            plan: need(&PLAN)?,
            timeline: get(&TIMELINE),
            job: need(&JOB)?,
            task: get(&TASK),
        };
        Ok(Self { client, ids, log: None, lines: 0 })
    }

    /// The same session by another client, such as one with a transport of its own.
    pub fn with_client(self, client: &Client) -> Self {
        Self { client: client.clone(), ..self }
    }

    /// The client that calls the service as the run does.
    pub fn client(&self) -> &Client {
        &self.client
    }

    /// The id of its project.
    pub fn project_id(&self) -> &str {
        &self.ids.project
    }

    /// The record of the task in the timeline; that of the job where there is no task.
    pub fn record_id(&self) -> &str {
        self.ids.task.as_deref().unwrap_or(&self.ids.job)
    }

    fn plan(&self) -> (ScopeIdentifier, HubName, PlanIdText) {
        let Ids { project, hub, plan, .. } = &self.ids;
        (project.as_str().into(), hub.as_str().into(), plan.as_str().into())
    }

    fn timeline(&self) -> Result<&str> {
        self.ids.timeline.as_deref().ok_or_else(|| {
            Error::new(ErrorKind::Config, format!("{} is not set", TIMELINE.header))
                .advise("have the call send it: \"TimelineId\": \"$(system.TimelineId)\"")
        })
    }

    /// Shows lines on the page of the running task. They are not stored, see [`log`](Self::log).
    ///
    /// # Errors
    /// As any call.
    pub async fn feed<T: Into<String>>(&mut self, lines: impl IntoIterator<Item = T>) -> Result<()> {
        let lines: Vec<String> = lines.into_iter().map(Into::into).collect();
        let timeline = self.timeline()?.into();
        for batch in lines.chunks(BATCH) {
            let count = i64::try_from(batch.len()).unwrap_or(i64::MAX);
            let body = TimelineRecordFeedLinesWrapper {
                count: Some(count),
                start_line: Some(self.lines + 1),
                end_line: Some(self.lines + count),
                step_id: Some(self.record_id().to_owned()),
                value: Some(batch.to_vec()),
                ..TimelineRecordFeedLinesWrapper::default()
            };
            let (project, hub, plan) = self.plan();
            let job = self.ids.job.as_str().into();
            let op = task::append_timeline_record_feed(&project, &hub, &plan, &timeline, &job, &body);
            self.client.call(op).await?;
            self.lines += count;
        }
        Ok(())
    }

    /// Adds text to the stored log of the task. The first time, the log is made and put into the timeline.
    ///
    /// # Errors
    /// As any call.
    pub async fn log(&mut self, text: impl AsRef<str>) -> Result<()> {
        let (project, hub, plan) = self.plan();
        let id = if let Some(id) = self.log {
            id
        } else {
            let body = TaskLog { path: Some(format!("logs\\{}", self.record_id())), ..TaskLog::default() };
            let made = self.client.call(task::create_log(&project, &hub, &plan, &body)).await?;
            *self.log.insert(made.id.ok_or_else(|| missing("id"))?)
        };
        let mut text = text.as_ref().to_owned();
        if !text.ends_with('\n') {
            text.push('\n');
        }
        self.client
            .call(task::append_log_content(&project, &hub, &plan, id.into(), text.into_bytes()))
            .await?;
        let log = TaskLogReference { id: Some(id), ..TaskLogReference::default() };
        self.update(TimelineRecord { log: Some(log), ..TimelineRecord::default() }).await
    }

    /// Changes what is set in `changes` of the task's record in the timeline.
    ///
    /// # Errors
    /// As any call.
    pub async fn update(&self, changes: TimelineRecord) -> Result<()> {
        let record = TimelineRecord { id: Some(self.record_id().to_owned()), ..changes };
        let body =
            TimelineRecordCollection { count: Some(1), value: Some(vec![record]), ..Default::default() };
        let (project, hub, plan) = self.plan();
        let op = task::update_records(&project, &hub, &plan, &self.timeline()?.into(), &body);
        self.client.call(op).await.map(drop)
    }

    /// Says how far the task is, in per cent, and what it does now.
    ///
    /// # Errors
    /// As any call.
    pub async fn progress(&self, percent: i64, operation: impl Into<String>) -> Result<()> {
        self.update(TimelineRecord {
            percent_complete: Some(percent),
            current_operation: Some(operation.into()),
            state: Some(TimelineRecordState::InProgress),
            ..TimelineRecord::default()
        })
        .await
    }

    /// Shows an error or a warning with the run. Those that were shown before and are to stay go along.
    ///
    /// # Errors
    /// As any call.
    pub async fn issues(&self, issues: impl IntoIterator<Item = (IssueType, String)>) -> Result<()> {
        let issues: Vec<Issue> = issues
            .into_iter()
            .map(|(kind, message)| Issue { r#type: Some(kind), message: Some(message), ..Issue::default() })
            .collect();
        let count = |kind: &IssueType| {
            issues.iter().filter(|issue| issue.r#type.as_ref() == Some(kind)).count() as i64
        };
        self.update(TimelineRecord {
            error_count: Some(count(&IssueType::Error)),
            warning_count: Some(count(&IssueType::Warning)),
            issues: Some(issues),
            ..TimelineRecord::default()
        })
        .await
    }

    async fn event(&self, name: &str, result: Option<&TaskResult>) -> Result<()> {
        let mut body = JobEvent {
            name: Some(name.to_owned()),
            job_id: Some(self.ids.job.clone()),
            ..JobEvent::default()
        };
        if let Some(task) = &self.ids.task {
            body.extra.insert("taskId", task.as_str());
        }
        if let Some(result) = result {
            body.extra.insert("result", result.as_str());
        }
        let (project, hub, plan) = self.plan();
        self.client.call(task::post_event(&project, &hub, &plan, &body)).await
    }

    /// Says that the task began.
    ///
    /// # Errors
    /// As any call.
    pub async fn start(&self) -> Result<()> {
        if self.ids.timeline.is_some() {
            self.update(TimelineRecord {
                state: Some(TimelineRecordState::InProgress),
                start_time: Some(Timestamp::now().into()),
                ..TimelineRecord::default()
            })
            .await?;
        }
        self.event("TaskStarted", None).await
    }

    /// Completes the task with this result: an agentless job goes on, a check lets the stage begin or fails it. A task
    /// in a job on an agent is completed by the agent instead.
    ///
    /// # Errors
    /// As any call.
    pub async fn complete(self, result: TaskResult) -> Result<()> {
        if self.ids.timeline.is_some() {
            self.update(TimelineRecord {
                state: Some(TimelineRecordState::Completed),
                result: Some(result.clone()),
                finish_time: Some(Timestamp::now().into()),
                percent_complete: Some(100),
                ..TimelineRecord::default()
            })
            .await?;
        }
        self.event("TaskCompleted", Some(&result)).await
    }
}

impl fmt::Debug for TaskSession {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("TaskSession")
            .field("client", &self.client)
            .field("ids", &self.ids)
            .finish_non_exhaustive()
    }
}
