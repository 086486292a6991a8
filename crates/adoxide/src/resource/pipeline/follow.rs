//! Following a run: its changes and the lines of its logs as they come.

use std::collections::{HashMap, HashSet, VecDeque};
use std::fmt;
use std::pin::Pin;
use std::sync::Arc;
use std::task::{Context, Poll};
use std::time::Duration;

use adoxide_api::build::{Build, BuildStatus, Timeline as Wire};
use adoxide_api::distributed_task::task::{self, GetLines};
use futures::stream::{self, BoxStream, Stream, StreamExt};

use super::log::{LogLine, Place, Reader};
use super::run::Run;
use super::timeline::{Record, RecordKind, Timeline};
use crate::error::{Error, ErrorKind, Result};

/// The wait between two looks.
const INTERVAL: Duration = Duration::from_secs(2);

/// How many looks in a row may fail before the stream ends.
const FAILURES: u32 = 5;

/// How many times the logs of a completed run are looked at for lines that came late.
const LAST_LOOKS: u32 = 3;

/// How many lines of the live feed are asked for at once.
const FEED: i64 = 10_000;

/// Something that happened in a run.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub enum RunEvent {
    /// The run is in another status. The last event of a stream is the completed run.
    Run(Arc<Build>),
    /// A stage, job, task or checkpoint appeared, or is in another state.
    Record(Record),
    /// A line of a log.
    Line(RunLine),
}

/// A line of a log of a run.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct RunLine {
    /// The task (or the job, where it has no tasks) that wrote it.
    pub record: Record,
    /// The line.
    pub line: LogLine,
    /// Whether it is from the live feed: then it has no time.
    pub is_live: bool,
}

/// Follows a run: a `Stream` of [`RunEvent`]s that ends with the run.
///
/// It yields every line of every stored log once and in the order of its log, those of earlier attempts included. The
/// lines of a log come when its task is completed; while it runs the service stores only logs larger than 8 MiB.
/// [`live`](Self::live) shows lines before that, as far as the service has them. The log of a job, which repeats those
/// of its tasks, is left out.
///
/// A log that can't be read is an error in its place, and the stream goes on. When the run itself can't be looked at any
/// more, that error is the last item. A run that is completed already is yielded in full: its logs in the order of its
/// timeline.
#[must_use = "a run is not followed until the stream is polled"]
pub struct Follow(State);

enum State {
    Options(Options),
    Stream(BoxStream<'static, Result<RunEvent>>),
}

#[derive(Clone)]
struct Options {
    run: Run,
    interval: Duration,
    live: bool,
}

impl Follow {
    pub(super) fn new(run: &Run) -> Self {
        Self(State::Options(Options { run: run.clone(), interval: INTERVAL, live: false }))
    }

    fn change(mut self, change: impl FnOnce(&mut Options)) -> Self {
        if let State::Options(options) = &mut self.0 {
            change(options);
        }
        self
    }

    /// The wait between two looks at the run; 2 seconds, by default.
    pub fn interval(self, interval: Duration) -> Self {
        self.change(|options| options.interval = interval)
    }

    /// Lines of running tasks too, from the live feed of the agents. The feed may lose lines; those come with the stored
    /// log, and no line comes twice. Where the service does not allow it, the stored logs are all there is.
    pub fn live(self) -> Self {
        self.change(|options| options.live = true)
    }

    /// The next event.
    pub async fn next(&mut self) -> Option<Result<RunEvent>> {
        StreamExt::next(self).await
    }

    /// The lines only.
    pub fn lines(self) -> BoxStream<'static, Result<RunLine>> {
        self.filter_map(|event| async {
            match event {
                Ok(RunEvent::Line(line)) => Some(Ok(line)),
                Ok(_) => None,
                Err(error) => Some(Err(error)),
            }
        })
        .boxed()
    }
}

impl Stream for Follow {
    type Item = Result<RunEvent>;

    fn poll_next(mut self: Pin<&mut Self>, cx: &mut Context<'_>) -> Poll<Option<Self::Item>> {
        if let State::Options(options) = &self.0 {
            let following = Following::new(options.clone());
            let events = stream::unfold(following, |mut following| async move {
                following.next().await.map(|event| (event, following))
            });
            self.0 = State::Stream(events.boxed());
        }
        match &mut self.0 {
            State::Stream(events) => events.poll_next_unpin(cx),
            State::Options(_) => Poll::Ready(None),
        }
    }
}

impl fmt::Debug for Follow {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.0 {
            State::Options(options) => f.debug_tuple("Follow").field(&options.run).finish(),
            State::Stream(_) => f.write_str("Follow"),
        }
    }
}

struct Following {
    options: Options,
    status: Option<BuildStatus>,
    build: Option<Arc<Build>>,
    /// How each record looked, by its id.
    records: HashMap<String, Seen>,
    /// Timelines of earlier attempts, each fetched once.
    earlier: HashMap<String, Wire>,
    ready: VecDeque<RunEvent>,
    /// Logs with lines that were not yielded yet.
    unread: VecDeque<Record>,
    reading: Option<(Record, Reader)>,
    phase: Phase,
    failures: u32,
}

struct Seen {
    record: Record,
    place: Place,
    /// Whether the log was read after the record was completed, and grows no more.
    is_read: bool,
    /// Whether the log could not be read, which was said.
    is_lost: bool,
    /// Whether lines of the feed were lost, so that only the stored log has them.
    has_gap: bool,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Phase {
    First,
    Running,
    /// The run is completed, and its logs were looked at so many times since.
    Completed(u32),
    Over,
}

impl Following {
    fn new(options: Options) -> Self {
        Self {
            options,
            status: None,
            build: None,
            records: HashMap::new(),
            earlier: HashMap::new(),
            ready: VecDeque::new(),
            unread: VecDeque::new(),
            reading: None,
            phase: Phase::First,
            failures: 0,
        }
    }

    async fn next(&mut self) -> Option<Result<RunEvent>> {
        loop {
            if let Some(event) = self.ready.pop_front() {
                return Some(Ok(event));
            }
            if let Some(line) = self.read().await {
                return Some(line);
            }
            match self.phase {
                Phase::Over => return None,
                Phase::First => {}
                Phase::Running => tokio::time::sleep(self.options.interval).await,
                Phase::Completed(looks) => match self.late(looks).await {
                    Ok(false) => {
                        self.phase = Phase::Over;
                        return self.build.clone().map(|build| Ok(RunEvent::Run(build)));
                    }
                    Ok(true) => {
                        self.phase = Phase::Completed(looks + 1);
                        continue;
                    }
                    Err(error) => return Some(self.failed(error)),
                },
            }
            match Box::pin(self.look()).await {
                Ok(()) => self.failures = 0,
                Err(error) if self.may_pass(&error) => self.failures += 1,
                Err(error) => return Some(self.failed(error)),
            }
        }
    }

    /// Ends the stream with this error.
    fn failed(&mut self, error: Error) -> Result<RunEvent> {
        self.phase = Phase::Over;
        Err(error)
    }

    /// Whether the next look may have more luck. Each look has its own retries already.
    fn may_pass(&self, error: &Error) -> bool {
        use ErrorKind::{Decode, Throttled, Transport, Unavailable};
        self.phase == Phase::Running
            && self.failures + 1 < FAILURES
            && matches!(error.kind(), Decode | Throttled | Transport | Unavailable)
    }

    /// The next line of the logs that have some.
    async fn read(&mut self) -> Option<Result<RunEvent>> {
        loop {
            if self.reading.is_none() {
                let record = self.unread.pop_front()?;
                let place = self.records.get(record.id()).map(|seen| seen.place).unwrap_or_default();
                let reader = Reader::new(&self.options.run, record.log_id()?, place, record.is_completed());
                self.reading = Some((record, reader));
            }
            let (record, reader) = self.reading.as_mut()?;
            let next = reader.next().await;
            if let Ok(Some(line)) = next {
                return Some(Ok(RunEvent::Line(RunLine { record: record.clone(), line, is_live: false })));
            }
            let (place, record) = (reader.place(), record.clone());
            self.reading = None;
            if let Some(seen) = self.records.get_mut(record.id()) {
                seen.place = place;
                seen.is_read = record.is_completed();
                seen.is_lost |= next.is_err();
            }
            if let Err(error) = next {
                return Some(Err(error.in_context(&record.path())));
            }
        }
    }

    /// Looks at the run and its timeline.
    async fn look(&mut self) -> Result<()> {
        let run = self.options.run.clone();
        let build = run.reload().await?;
        // What is fetched after the run is completed is all there is.
        let completed = build.status == Some(BuildStatus::Completed);
        let timeline = self.timeline(&run).await?;
        if self.status != build.status && !completed {
            self.ready.push_back(RunEvent::Run(Arc::clone(&build)));
        }
        self.status.clone_from(&build.status);
        self.note(&timeline);
        self.collect(&run, &timeline, completed).await?;
        if self.options.live && !completed {
            self.feed(&build, &timeline).await;
        }
        self.build = Some(build);
        self.phase = if completed { Phase::Completed(0) } else { Phase::Running };
        Ok(())
    }

    /// The records of all attempts.
    async fn timeline(&mut self, run: &Run) -> Result<Timeline> {
        let Some(latest) = run.timeline_of(None).await? else { return Ok(Timeline::default()) };
        loop {
            let all = Timeline::new(std::iter::once(latest.clone()).chain(self.earlier.values().cloned()));
            let unknown: HashSet<String> =
                all.earlier().filter(|id| !self.earlier.contains_key(*id)).map(str::to_owned).collect();
            if unknown.is_empty() {
                return Ok(all);
            }
            for id in unknown {
                let timeline = match run.timeline_of(Some(&id)).await {
                    Ok(timeline) => timeline.unwrap_or_default(),
                    // An attempt whose timeline is gone has no logs either.
                    Err(error) if error.kind() == ErrorKind::NotFound => Wire::default(),
                    Err(error) => return Err(error),
                };
                self.earlier.insert(id, timeline);
            }
        }
    }

    /// Yields the records that look different from before.
    fn note(&mut self, timeline: &Timeline) {
        for record in timeline.records() {
            if let Some(seen) = self.records.get_mut(record.id()) {
                let same = seen.record.looks_like(record);
                seen.record = record.clone();
                if same {
                    continue;
                }
            } else {
                let (record, place) = (record.clone(), Place::default());
                let id = record.id().to_owned();
                self.records
                    .insert(id, Seen { record, place, is_read: false, is_lost: false, has_gap: false });
            }
            self.ready.push_back(RunEvent::Record(record.clone()));
        }
    }

    /// Finds the logs that have lines that were not yielded.
    async fn collect(&mut self, run: &Run, timeline: &Timeline, completed: bool) -> Result<()> {
        let logged: Vec<&Record> = timeline.logged().into_iter().collect();
        let is_unread = |record: &Record| self.records.get(record.id()).is_none_or(|seen| !seen.is_read);
        let grows = logged.iter().any(|record| !record.is_completed() && is_unread(record));
        // A log that still grows is read only when it has grown.
        let lines = if grows { line_counts(run).await? } else { HashMap::new() };
        for record in logged {
            let Some(seen) = self.records.get(record.id()) else { continue };
            let has_more = if record.is_completed() || completed {
                !seen.is_read && !seen.is_lost
            } else {
                let count = record.log_id().and_then(|log| lines.get(&log));
                !seen.is_lost && count.is_some_and(|count| *count > seen.place.lines)
            };
            if has_more {
                self.unread.push_back(record.clone());
            }
        }
        Ok(())
    }

    /// Whether a log of a completed run got lines after it was read.
    async fn late(&mut self, looks: u32) -> Result<bool> {
        if looks == LAST_LOOKS {
            return Ok(false);
        }
        let lines = match line_counts(&self.options.run).await {
            Ok(lines) => lines,
            // The logs themselves were read.
            Err(error) if matches!(error.kind(), ErrorKind::NotFound | ErrorKind::NotSupported) => {
                return Ok(false);
            }
            Err(error) => return Err(error),
        };
        let mut late: Vec<Record> = self
            .records
            .values()
            .filter(|seen| {
                let count = seen.record.log_id().and_then(|log| lines.get(&log));
                seen.is_read && !seen.is_lost && count.is_some_and(|count| *count > seen.place.lines)
            })
            .map(|seen| seen.record.clone())
            .collect();
        if late.is_empty() {
            return Ok(false);
        }
        late.sort_by_key(Record::log_id);
        if looks > 0 {
            tokio::time::sleep(self.options.interval).await;
        }
        self.unread.extend(late);
        Ok(true)
    }

    /// Yields what the live feed has of running tasks. It is not the log: what fails here is silent.
    async fn feed(&mut self, build: &Build, timeline: &Timeline) {
        let plan = build.orchestration_plan.as_ref().and_then(|plan| plan.plan_id.as_deref());
        let (Some(plan), Some(timeline_id)) = (plan, timeline.id()) else { return };
        let Ok(project) = self.options.run.project().id().await else { return };
        for record in timeline.tasks() {
            if record.is_completed() || record.log_id().is_some() || record.state().is_none() {
                continue;
            }
            let Some(job) = record.within(&RecordKind::Job) else { continue };
            let Some(seen) = self.records.get(record.id()).filter(|seen| !seen.has_gap) else { continue };
            let params = GetLines { take_count: Some(FEED), ..GetLines::default() };
            let op = task::get_lines(
                &project.as_str().into(),
                &"build".into(),
                &plan.into(),
                &timeline_id.into(),
                &job.id().into(),
                record.id(),
                params,
            );
            let known = seen.place.lines;
            let lines = match self.options.run.client().call(op).await {
                Ok(lines) => lines,
                Err(error) => {
                    use ErrorKind::{NotFound, NotSupported, Permission};
                    if matches!(error.kind(), NotFound | NotSupported | Permission) {
                        self.options.live = false;
                        return;
                    }
                    continue;
                }
            };
            let Some(first) = lines.start_line.and_then(|first| u64::try_from(first).ok()) else { continue };
            let first = first.max(1);
            let Some(seen) = self.records.get_mut(record.id()) else { continue };
            if first > known + 1 {
                seen.has_gap = true;
                continue;
            }
            let skip = usize::try_from(known + 1 - first).unwrap_or(usize::MAX);
            for text in lines.value.unwrap_or_default().into_iter().skip(skip) {
                seen.place.lines += 1;
                seen.place.pieces += 1;
                let line = LogLine { text, number: seen.place.lines, continues: false };
                self.ready.push_back(RunEvent::Line(RunLine { record: record.clone(), line, is_live: true }));
            }
        }
    }
}

/// How many lines each log of a run has.
async fn line_counts(run: &Run) -> Result<HashMap<i64, u64>> {
    let logs = run.logs().all().await?;
    Ok(logs.into_iter().filter_map(|log| Some((log.id?, u64::try_from(log.line_count?).ok()?))).collect())
}
