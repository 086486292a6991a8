//! The suite of the `git` program. Each check has a repository of its own and compares what git says with what
//! the emulator's world and journal hold, and with what another clone gets.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use adoxide_emulator::LoggedRequest;
use adoxide_emulator::world::id::{ObjectId, ProjectId, RepositoryId};
use adoxide_emulator::world::push::Push;
use adoxide_emulator::world::repository::Pushed;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde_json::json;

use super::check::{Checked, Report, contains, equal};
use super::stage::Stage;

type Check = fn(&Bench<'_>) -> Checked;

const CHECKS: &[(&str, Check)] = &[
    ("clone", clone),
    ("clone at every address", clone_at_every_address),
    ("clone of names with blanks and other letters", clone_of_hard_names),
    ("the token in the URL", token_in_url),
    ("the token in a header", token_in_header),
    ("protocol version 0", |bench| protocol(bench, "0")),
    ("protocol version 2", |bench| protocol(bench, "2")),
    ("push to an empty repository", push_to_empty),
    ("clone of an empty repository", clone_of_empty),
    ("a push is in the journal with its refUpdates", push_in_journal),
    ("fetch what another clone pushed", fetch),
    ("merge of two clones", merge),
    ("files of every kind", files_of_every_kind),
    ("branches: create, list, rename, delete", branches),
    ("annotated and light tags", tags),
    ("push of several branches at once", several_at_once),
    ("push rejected: not a fast-forward", not_a_fast_forward),
    ("force-push", force_push),
    ("force-push with a stale lease", stale_lease),
    ("shallow clone and unshallow", shallow),
    ("clone of one branch, and of a tag", one_branch),
    ("a push of 20 MB", large_push),
    ("a thousand references", many_references),
    ("two pushes at the same time", two_at_once),
    ("wrong, expired and missing token", wrong_token),
    ("unknown repository, project and organization", unknown),
    ("what REST pushes is fetched", rest_pushes),
    ("what git pushes is seen by REST", seen_by_rest),
];

/// Makes every check.
pub fn play(stage: &Stage, report: &mut Report) {
    for (index, (name, check)) in CHECKS.iter().enumerate() {
        report.add(name, Bench::new(stage, &format!("check-{index}")).and_then(|bench| check(&bench)));
    }
}

/// An empty repository, and a folder to work in.
struct Bench<'s> {
    stage: &'s Stage,
    name: String,
    project: ProjectId,
    id: RepositoryId,
    folder: PathBuf,
}

impl<'s> Bench<'s> {
    fn new(stage: &'s Stage, name: &str) -> Result<Self, String> {
        let project = stage.read(|organization| organization.projects().next().map(|project| project.id))?;
        let project = project.ok_or("the seed has no project")?;
        let id = stage.new_repository(project, name)?;
        let folder = stage.path(name);
        fs::create_dir(&folder).map_err(|error| format!("{name}: {error}"))?;
        Ok(Self { stage, name: name.to_owned(), project, id, folder })
    }

    /// The repository's path below the organization.
    fn path(&self) -> String {
        format!("{}/_git/{}", self.project, self.name)
    }

    fn url(&self) -> String {
        self.stage.owned_url(&self.path())
    }

    /// Runs git in the folder.
    fn git(&self, arguments: &[&str]) -> Result<String, String> {
        self.stage.git(&self.folder, arguments)
    }

    /// A clone of a URL under a name.
    fn clone(&self, url: &str, name: &str) -> Result<Work<'s>, String> {
        self.git(&["clone", "--quiet", url, name])?;
        Ok(self.work(name))
    }

    fn work(&self, name: &str) -> Work<'s> {
        Work { stage: self.stage, folder: self.folder.join(name) }
    }

    /// A clone with one commit that is pushed to `main`.
    fn begun(&self) -> Result<Work<'s>, String> {
        let work = self.clone(&self.url(), "first")?;
        work.commit("readme.md", "Hello\n", "First")?;
        work.git(&["push", "--quiet", "origin", "main"])?;
        Ok(work)
    }

    /// Where a reference is, as the emulator has it.
    fn tip(&self, name: &str) -> Result<String, String> {
        let tip = self.stage.repository(self.id, |repository| repository.tip(name))?;
        Ok(tip.map_or_else(|| "none".to_owned(), |tip| tip.to_string()))
    }

    /// All references, as the emulator has them.
    fn refs(&self) -> Result<BTreeMap<String, String>, String> {
        self.stage.repository(self.id, |repository| {
            let refs = repository.refs.iter();
            refs.map(|(name, reference)| (name.clone(), reference.object.to_string())).collect()
        })
    }

    fn pushes(&self) -> Result<Vec<Push>, String> {
        self.stage.repository(self.id, |repository| repository.pushes.clone())
    }

    fn last_push(&self) -> Result<Push, String> {
        self.pushes()?.pop().ok_or_else(|| "expected a push, saw none".to_owned())
    }

    /// What was asked of this repository by git.
    fn requests(&self) -> Vec<LoggedRequest> {
        let part = format!("/_git/{}", self.name);
        let ours = |request: &LoggedRequest| {
            request.path.split_once(&part).is_some_and(|(_, rest)| rest.is_empty() || rest.starts_with('/'))
        };
        self.stage.emulator.requests().into_iter().filter(ours).collect()
    }
}

/// A clone.
struct Work<'s> {
    stage: &'s Stage,
    folder: PathBuf,
}

impl Work<'_> {
    fn git(&self, arguments: &[&str]) -> Result<String, String> {
        self.stage.git(&self.folder, arguments)
    }

    fn git_fails(&self, arguments: &[&str]) -> Result<String, String> {
        self.stage.git_fails(&self.folder, arguments)
    }

    fn head(&self) -> Result<String, String> {
        self.git(&["rev-parse", "HEAD"])
    }

    /// The output of git, line by line, sorted.
    fn lines(&self, arguments: &[&str]) -> Result<Vec<String>, String> {
        let mut lines: Vec<_> = self.git(arguments)?.lines().map(str::to_owned).collect();
        lines.sort();
        Ok(lines)
    }

    /// Writes a file and commits it; the commit.
    fn commit(&self, file: &str, content: &str, message: &str) -> Result<String, String> {
        write(&self.folder.join(file), content.as_bytes())?;
        self.git(&["add", "--all"])?;
        self.git(&["commit", "--quiet", "--message", message])?;
        self.head()
    }
}

fn write(path: &Path, content: &[u8]) -> Checked {
    fs::write(path, content).map_err(|error| format!("{}: {error}", path.display()))
}

fn read(path: &Path) -> Result<Vec<u8>, String> {
    fs::read(path).map_err(|error| format!("{}: {error}", path.display()))
}

const ZERO: ObjectId = ObjectId::ZERO_SHA1;

/// A repository of the seed, with some history.
fn seeded(stage: &Stage) -> Result<(RepositoryId, String, String), String> {
    let found = stage.read(|organization| {
        let repository = organization.repositories().max_by_key(|repository| repository.pushes.len())?;
        let project = organization.project_by_id(repository.project)?;
        Some((repository.id, project.name.clone(), repository.name.clone()))
    })?;
    found.ok_or_else(|| "the seed has no repository".to_owned())
}

fn clone(bench: &Bench<'_>) -> Checked {
    let (id, project, name) = seeded(bench.stage)?;
    let url = bench.stage.owned_url(&format!("{}/_git/{name}", project.replace(' ', "%20")));
    let work = bench.clone(&url, "clone")?;
    let refs = bench.stage.repository(id, |repository| {
        // What pull requests are merged to for a trial is not cloned.
        let heads = repository.refs.iter().filter(|(name, _)| name.starts_with("refs/heads/"));
        let mut refs: Vec<_> = heads.map(|(name, at)| format!("{} {name}", at.object)).collect();
        refs.sort();
        refs
    })?;
    let format = "--format=%(objectname) refs/heads/%(refname:lstrip=3)";
    let mut seen = work.lines(&["for-each-ref", format, "refs/remotes/origin"])?;
    seen.retain(|line| !line.ends_with("/HEAD"));
    equal("branches", seen, refs)?;
    // Branches may have been deleted after they were merged; but nothing comes that was never pushed.
    let held = bench.stage.repository(id, |repository| {
        repository.pushed_with.keys().map(ToString::to_string).collect::<BTreeSet<_>>()
    })?;
    let mut commits = work.lines(&["rev-list", "--all"])?;
    equal("whether there are commits", commits.is_empty(), false)?;
    commits.retain(|commit| !held.contains(commit));
    equal("commits that were not pushed", commits, Vec::new())?;
    let branch = bench.stage.repository(id, |repository| repository.default_branch.clone())?;
    equal("checked out", Some(work.git(&["symbolic-ref", "HEAD"])?), branch)?;
    equal("status", work.git(&["status", "--porcelain"])?, String::new())?;
    work.git(&["fsck", "--full", "--strict"]).map(|_| ())
}

fn clone_at_every_address(bench: &Bench<'_>) -> Checked {
    let head = bench.begun()?.head()?;
    let (project, id, name) = (bench.project, bench.id, &bench.name);
    let project_name = bench.stage.read(|organization| {
        organization.project_by_id(project).map(|project| project.name.clone()).unwrap_or_default()
    })?;
    let project_name = project_name.replace(' ', "%20");
    // The repository that a project begins with has its name, and goes without it.
    let path = format!("_git/{project_name}");
    bench.work("first").git(&["push", "--quiet", &bench.stage.owned_url(&path), "main"])?;
    let paths = [
        format!("{project_name}/_git/{name}"),
        format!("{project}/_git/{id}"),
        format!("{}/_git/{}", project_name.to_uppercase(), name.to_uppercase()),
        format!("{project_name}/_git/_full/{name}"),
        format!("{project_name}/_git/_optimized/{name}"),
        format!("_git/{project_name}"),
    ];
    for (index, path) in paths.iter().enumerate() {
        let work = bench.clone(&bench.stage.owned_url(path), &format!("clone-{index}"))?;
        equal(path, work.head()?, head.clone())?;
    }
    Ok(())
}

fn clone_of_hard_names(bench: &Bench<'_>) -> Checked {
    let name = "Zażółć gęślą & 100%";
    bench.stage.new_repository(bench.project, name)?;
    let escaped = "Za%C5%BC%C3%B3%C5%82%C4%87%20g%C4%99%C5%9Bl%C4%85%20&%20100%25";
    let url = bench.stage.owned_url(&format!("{}/_git/{escaped}", bench.project));
    let work = bench.clone(&url, "first")?;
    let head = work.commit("Straße ß.md", "Grüße\n", "Größe")?;
    work.git(&["push", "--quiet", "origin", "main:topic/Übung#1"])?;
    let tip = bench.stage.read(|organization| {
        organization.repository(Some(bench.project), name)?.tip("refs/heads/topic/Übung#1")
    })?;
    equal("the branch", tip.map(|tip| tip.to_string()), Some(head.clone()))?;
    let other = bench.clone(&url, "second")?;
    other.git(&["checkout", "--quiet", "topic/Übung#1"])?;
    equal("the commit", other.head()?, head)?;
    equal("the file", read(&other.folder.join("Straße ß.md"))?, "Grüße\n".as_bytes().to_vec())
}

/// Statuses of git's first request, without and with its token.
fn statuses(bench: &Bench<'_>) -> Vec<(Option<u16>, bool)> {
    let requests = bench.requests().into_iter().filter(|request| request.path.ends_with("/info/refs"));
    requests.map(|request| (request.status, request.identity.is_some())).collect()
}

fn token_in_url(bench: &Bench<'_>) -> Checked {
    let stage = bench.stage;
    let head = bench.begun()?.head()?;
    let token = stage.emulator.token();
    let challenged = [(Some(401), false), (Some(200), true)];
    equal("git asks without its token first", statuses(bench).get(..2), Some(&challenged[..]))?;
    // Any name will do, and the token may be the name, as many scripts have it.
    for (user, password) in [("me%40fabrikam.example", &*token), ("PAT", &token), (&token, "")] {
        let refs = bench.git(&["ls-remote", &stage.url_as(user, password, &bench.path())])?;
        equal(
            if password.is_empty() { "with the token as the name" } else { user },
            refs,
            format!("{head}\tHEAD\n{head}\trefs/heads/main"),
        )?;
    }
    Ok(())
}

fn token_in_header(bench: &Bench<'_>) -> Checked {
    let head = bench.begun()?.head()?;
    let url = format!("{}/{}", bench.stage.url(), bench.path());
    let token = bench.stage.emulator.token();
    let before = statuses(bench).len();
    let basic = STANDARD.encode(format!(":{token}"));
    for (name, header) in [
        ("basic", format!("http.extraHeader=Authorization: Basic {basic}")),
        ("bearer", format!("http.extraHeader=AUTHORIZATION: bearer {token}")),
    ] {
        bench.git(&["-c", &header, "clone", "--quiet", &url, name])?;
        let work = bench.work(name);
        equal(name, work.head()?, head.clone())?;
        let next = work.commit(name, name, name)?;
        work.git(&["-c", &header, "push", "--quiet", "origin", &format!("HEAD:{name}")])?;
        equal("pushed", bench.tip(&format!("refs/heads/{name}"))?, next)?;
    }
    let seen = statuses(bench).split_off(before);
    equal("requests for references", seen, vec![(Some(200), true); 4])
}

fn protocol(bench: &Bench<'_>, version: &str) -> Checked {
    let work = bench.begun()?;
    work.git(&["tag", "--annotate", "v1", "--message", "One"])?;
    work.git(&["push", "--quiet", "origin", "v1"])?;
    let setting = format!("protocol.version={version}");
    let trace = bench.folder.join("trace");
    let mut command = bench.stage.command("git")?;
    command.args(["-c", &setting, "clone", "--quiet", &bench.url(), "clone"]).current_dir(&bench.folder);
    let output = command.env("GIT_TRACE_PACKET", &trace).output().map_err(|error| error.to_string())?;
    equal("git clone", output.status.success(), true)?;
    let trace = String::from_utf8_lossy(&read(&trace)?).into_owned();
    equal("whether version 2 was spoken", trace.contains("command=ls-refs"), version == "2")?;
    let clone = bench.work("clone");
    equal("HEAD", clone.head()?, work.head()?)?;
    let next = work.commit("next", "next\n", "Next")?;
    work.git(&["-c", &setting, "push", "--quiet", "origin", "main"])?;
    clone.git(&["-c", &setting, "fetch", "--quiet"])?;
    equal("fetched", clone.git(&["rev-parse", "origin/main"])?, next)?;
    equal("the tag", clone.git(&["rev-parse", "v1"])?, bench.tip("refs/tags/v1")?)
}

fn push_to_empty(bench: &Bench<'_>) -> Checked {
    let work = bench.clone(&bench.url(), "first")?;
    let head = work.commit("readme.md", "Hello\n", "First")?;
    work.git(&["push", "--quiet", "origin", "main:trunk"])?;
    equal("the branch", bench.tip("refs/heads/trunk")?, head.clone())?;
    let branch = bench.stage.repository(bench.id, |repository| repository.default_branch.clone())?;
    equal("the default branch", branch.as_deref(), Some("refs/heads/trunk"))?;
    let other = bench.clone(&bench.url(), "second")?;
    equal("checked out", other.git(&["branch", "--show-current"])?, "trunk".to_owned())?;
    equal("HEAD", other.head()?, head)
}

fn clone_of_empty(bench: &Bench<'_>) -> Checked {
    let output = bench.stage.try_git(&bench.folder, &["clone", &bench.url(), "clone"])?;
    let said = String::from_utf8_lossy(&output.stderr).into_owned();
    contains("git clone", &said, "You appear to have cloned an empty repository")?;
    equal("git clone", output.status.success(), true)?;
    equal("references", bench.git(&["ls-remote", &bench.url()])?, String::new())
}

fn push_in_journal(bench: &Bench<'_>) -> Checked {
    let work = bench.begun()?;
    let old = work.head()?;
    let last = |stage: &Stage| stage.read(|organization| organization.journal().len());
    let before = last(bench.stage)?;
    for number in 0..3 {
        work.commit("readme.md", &format!("{number}\n"), &format!("Number {number}"))?;
    }
    work.git(&["push", "--quiet", "origin", "main"])?;
    let push = bench.last_push()?;
    let events = bench.stage.read(|organization| {
        let all = organization.journal().since(before);
        all.iter().map(|entry| (entry.stamp, entry.event::<Pushed>().copied())).collect::<Vec<_>>()
    })?;
    let told: Vec<_> = events.iter().map(|(_, event)| *event).collect();
    equal("events", told, vec![Some(Pushed { repository: bench.id, push: push.id })])?;
    let owner = bench.stage.read(adoxide_emulator::world::Organization::owner)?;
    equal("who", (events[0].0.actor, push.pusher), (owner, owner))?;
    let updates: Vec<_> =
        push.ref_updates.iter().map(|u| (&*u.name, u.old.to_string(), u.new.to_string())).collect();
    equal("refUpdates", updates, vec![("refs/heads/main", old.clone(), work.head()?)])?;
    let commits: Vec<_> = push.commits.iter().map(ToString::to_string).collect();
    let range = format!("{old}..HEAD");
    equal("commits, newest first", commits.join("\n"), work.git(&["rev-list", &range])?)
}

fn fetch(bench: &Bench<'_>) -> Checked {
    let first = bench.begun()?;
    let second = bench.clone(&bench.url(), "second")?;
    let next = first.commit("next", "next\n", "Next")?;
    first.git(&["push", "--quiet", "origin", "main", "main:topic"])?;
    second.git(&["fetch", "--quiet"])?;
    equal("origin/main", second.git(&["rev-parse", "origin/main"])?, next.clone())?;
    equal("origin/topic", second.git(&["rev-parse", "origin/topic"])?, next.clone())?;
    second.git(&["pull", "--quiet", "--ff-only"])?;
    equal("the file", read(&second.folder.join("next"))?, b"next\n".to_vec())?;
    equal("HEAD", second.head()?, next)
}

fn merge(bench: &Bench<'_>) -> Checked {
    let first = bench.begun()?;
    let second = bench.clone(&bench.url(), "second")?;
    let theirs = first.commit("theirs", "theirs\n", "Theirs")?;
    first.git(&["push", "--quiet", "origin", "main"])?;
    let ours = second.commit("ours", "ours\n", "Ours")?;
    second.git(&["pull", "--quiet", "--no-rebase", "--no-edit"])?;
    second.git(&["push", "--quiet", "origin", "main"])?;
    let merged = second.head()?;
    equal("parents", second.git(&["rev-parse", "HEAD^1", "HEAD^2"])?, format!("{ours}\n{theirs}"))?;
    let commits: Vec<_> = bench.last_push()?.commits.iter().map(ToString::to_string).collect();
    equal("the commits of the push", commits, vec![merged.clone(), ours])?;
    first.git(&["pull", "--quiet", "--ff-only"])?;
    equal("HEAD of the other clone", first.head()?, merged)
}

fn files_of_every_kind(bench: &Bench<'_>) -> Checked {
    let work = bench.clone(&bench.url(), "first")?;
    let every_byte: Vec<u8> = (0..=255).cycle().take(4_096).collect();
    fs::create_dir_all(work.folder.join("a/b c/ü")).map_err(|error| error.to_string())?;
    for (path, content) in [
        ("empty", &b""[..]),
        ("binary", &every_byte),
        ("crlf.txt", b"one\r\ntwo\r\n"),
        ("bom.txt", "\u{feff}text".as_bytes()),
        ("a/b c/ü/ж #?%.txt", b"x"),
        ("run.sh", b"#!/bin/sh\n"),
    ] {
        write(&work.folder.join(path), content)?;
    }
    work.git(&["add", "--all"])?;
    work.git(&["update-index", "--chmod=+x", "run.sh"])?;
    // A link and a submodule, whatever the file system can do.
    write(&bench.folder.join("target"), b"a/b c")?;
    let link = work.git(&["hash-object", "-w", "../target"])?;
    work.git(&["update-index", "--add", "--cacheinfo", &format!("120000,{link},link")])?;
    let elsewhere = "1".repeat(40);
    work.git(&["update-index", "--add", "--cacheinfo", &format!("160000,{elsewhere},module")])?;
    work.git(&["commit", "--quiet", "--message", "All"])?;
    work.git(&["push", "--quiet", "origin", "main"])?;
    bench.git(&["clone", "--quiet", "--bare", &bench.url(), "second"])?;
    let second = bench.work("second");
    let list = &["ls-tree", "-r", "-t", "-z", "--full-tree", "HEAD"];
    equal("trees", second.git(list)?, work.git(list)?)?;
    let output = bench.stage.try_git(&second.folder, &["cat-file", "blob", "HEAD:binary"])?;
    equal("bytes", output.stdout == every_byte, true)
}

fn branches(bench: &Bench<'_>) -> Checked {
    let work = bench.begun()?;
    let head = work.head()?;
    work.git(&["push", "--quiet", "origin", "main:topic/one"])?;
    equal("created", bench.tip("refs/heads/topic/one")?, head.clone())?;
    let update = &bench.last_push()?.ref_updates[0];
    equal("created from", update.old, ZERO)?;
    // A branch that moves to another name is one push of two references.
    work.git(&["push", "--quiet", "origin", "main:topic/two", ":topic/one"])?;
    let listed = bench.git(&["ls-remote", "--heads", &bench.url()])?;
    equal("listed", listed, format!("{head}\trefs/heads/main\n{head}\trefs/heads/topic/two"))?;
    work.git(&["push", "--quiet", "origin", "--delete", "topic/two"])?;
    equal("deleted", bench.tip("refs/heads/topic/two")?, "none".to_owned())?;
    let update = &bench.last_push()?.ref_updates[0];
    equal("deleted at", (update.old.to_string(), update.new), (head, ZERO))?;
    equal("pushes", bench.pushes()?.len(), 4)?;
    let gone = work.git_fails(&["push", "origin", "--delete", "topic/two"])?;
    contains("deleting it again", &gone, "remote ref does not exist")?;
    equal("pushes after that", bench.pushes()?.len(), 4)
}

fn tags(bench: &Bench<'_>) -> Checked {
    let work = bench.begun()?;
    let head = work.head()?;
    work.git(&["tag", "light"])?;
    work.git(&["tag", "--annotate", "v1.0", "--message", "One\n\nWith a body."])?;
    work.git(&["push", "--quiet", "origin", "light", "v1.0"])?;
    let tag = work.git(&["rev-parse", "v1.0"])?;
    equal("the light tag", bench.tip("refs/tags/light")?, head.clone())?;
    equal("the annotated tag", bench.tip("refs/tags/v1.0")?, tag.clone())?;
    let listed = bench.git(&["ls-remote", "--tags", &bench.url()])?;
    let expected = format!("{head}\trefs/tags/light\n{tag}\trefs/tags/v1.0\n{head}\trefs/tags/v1.0^{{}}");
    equal("listed", listed, expected)?;
    let path = format!("_apis/git/repositories/{}/refs?filter=tags/v1.0&peelTags=true", bench.id);
    let peeled = bench.stage.rest("GET", &path, None)?;
    equal("peeled by REST", peeled["value"][0]["peeledObjectId"].as_str(), Some(&*head))?;
    let other = bench.clone(&bench.url(), "second")?;
    equal(
        "the tag in a clone",
        other.git(&["cat-file", "tag", "v1.0"])?,
        work.git(&["cat-file", "tag", "v1.0"])?,
    )?;
    work.git(&["push", "--quiet", "origin", "--delete", "light"])?;
    equal("deleted", bench.tip("refs/tags/light")?, "none".to_owned())?;
    let moved = work.commit("next", "next\n", "Next")?;
    work.git(&["tag", "--force", "v1.0"])?;
    let rejected = work.git_fails(&["push", "origin", "v1.0"])?;
    contains("moving a tag", &rejected, "already exists")?;
    work.git(&["push", "--quiet", "--force", "origin", "v1.0"])?;
    equal("moved by force", bench.tip("refs/tags/v1.0")?, moved)
}

fn several_at_once(bench: &Bench<'_>) -> Checked {
    let work = bench.begun()?;
    let old = work.head()?;
    let mut expected = vec![];
    for name in ["a", "b", "c"] {
        work.git(&["checkout", "--quiet", "-b", name, "main"])?;
        expected.push((format!("refs/heads/{name}"), ZERO.to_string(), work.commit(name, name, name)?));
    }
    work.git(&["checkout", "--quiet", "main"])?;
    expected.push(("refs/heads/main".to_owned(), old, work.commit("main", "main", "main")?));
    let before = bench.pushes()?.len();
    work.git(&["push", "--quiet", "origin", "a", "b", "c", "main"])?;
    equal("pushes", bench.pushes()?.len(), before + 1)?;
    let push = bench.last_push()?;
    let mut updates: Vec<_> =
        push.ref_updates.iter().map(|u| (u.name.clone(), u.old.to_string(), u.new.to_string())).collect();
    updates.sort();
    equal("refUpdates", updates, expected)?;
    equal("commits", push.commits.len(), 4)
}

fn not_a_fast_forward(bench: &Bench<'_>) -> Checked {
    let first = bench.begun()?;
    let second = bench.clone(&bench.url(), "second")?;
    let theirs = first.commit("theirs", "theirs\n", "Theirs")?;
    first.git(&["push", "--quiet", "origin", "main"])?;
    second.commit("ours", "ours\n", "Ours")?;
    let (refs, pushes) = (bench.refs()?, bench.pushes()?.len());
    let said = second.git_fails(&["push", "origin", "main"])?;
    contains("git push", &said, "[rejected]")?;
    equal("references", bench.refs()?, refs)?;
    equal("pushes", bench.pushes()?.len(), pushes)?;
    equal("main", bench.tip("refs/heads/main")?, theirs)
}

fn force_push(bench: &Bench<'_>) -> Checked {
    let work = bench.begun()?;
    let old = work.commit("next", "next\n", "Next")?;
    work.git(&["push", "--quiet", "origin", "main"])?;
    let second = bench.clone(&bench.url(), "second")?;
    work.git(&["commit", "--quiet", "--amend", "--message", "Other"])?;
    let new = work.head()?;
    work.git(&["push", "--quiet", "--force", "origin", "main"])?;
    equal("main", bench.tip("refs/heads/main")?, new.clone())?;
    let push = bench.last_push()?;
    let update = &push.ref_updates[0];
    equal("refUpdate", (update.old.to_string(), update.new.to_string()), (old.clone(), new.clone()))?;
    equal("commits", push.commits.iter().map(ToString::to_string).collect(), vec![new.clone()])?;
    second.git(&["fetch", "--quiet"])?;
    equal("fetched", second.git(&["rev-parse", "origin/main"])?, new)?;
    // What no branch reaches any more can still be asked for by its id, as on the service.
    bench.git(&["init", "--quiet", "third"])?;
    let third = bench.work("third");
    third.git(&["fetch", "--quiet", &bench.url(), &old])?;
    equal("the old commit", third.git(&["rev-parse", "FETCH_HEAD"])?, old)
}

fn stale_lease(bench: &Bench<'_>) -> Checked {
    let first = bench.begun()?;
    let second = bench.clone(&bench.url(), "second")?;
    let theirs = first.commit("theirs", "theirs\n", "Theirs")?;
    first.git(&["push", "--quiet", "origin", "main"])?;
    second.commit("ours", "ours\n", "Ours")?;
    let said = second.git_fails(&["push", "--force-with-lease", "origin", "main"])?;
    contains("git push", &said, "stale info")?;
    equal("main", bench.tip("refs/heads/main")?, theirs)?;
    second.git(&["fetch", "--quiet"])?;
    second.git(&["push", "--quiet", "--force-with-lease", "origin", "main"])?;
    equal("main", bench.tip("refs/heads/main")?, second.head()?)
}

fn shallow(bench: &Bench<'_>) -> Checked {
    let work = bench.begun()?;
    for number in 0..9 {
        work.commit("readme.md", &format!("{number}\n"), &format!("Number {number}"))?;
    }
    work.git(&["push", "--quiet", "origin", "main"])?;
    for version in ["0", "2"] {
        let (setting, name) = (format!("protocol.version={version}"), format!("shallow-{version}"));
        bench.git(&["-c", &setting, "clone", "--quiet", "--depth", "1", &bench.url(), &name])?;
        let clone = bench.work(&name);
        let count = || clone.git(&["rev-list", "--count", "HEAD"]);
        equal("commits of depth 1", count()?, "1".to_owned())?;
        equal("HEAD", clone.head()?, work.head()?)?;
        clone.git(&["-c", &setting, "fetch", "--quiet", "--deepen", "3"])?;
        equal("commits of depth 4", count()?, "4".to_owned())?;
        clone.git(&["-c", &setting, "fetch", "--quiet", "--unshallow"])?;
        equal("all commits", clone.git(&["rev-list", "HEAD"])?, work.git(&["rev-list", "HEAD"])?)?;
        let next = clone.commit(&name, &name, &name)?;
        clone.git(&["-c", &setting, "push", "--quiet", "origin", &format!("HEAD:{name}")])?;
        equal("pushed", bench.tip(&format!("refs/heads/{name}"))?, next)?;
    }
    // A push of what is shallow.
    bench.git(&["clone", "--quiet", "--depth", "1", &bench.url(), "again"])?;
    let clone = bench.work("again");
    let next = clone.commit("again", "again", "again")?;
    clone.git(&["push", "--quiet", "origin", "HEAD:again"])?;
    equal("pushed from a shallow clone", bench.tip("refs/heads/again")?, next)
}

fn one_branch(bench: &Bench<'_>) -> Checked {
    let work = bench.begun()?;
    let head = work.head()?;
    work.git(&["tag", "--annotate", "v1", "--message", "One"])?;
    let next = work.commit("next", "next\n", "Next")?;
    work.git(&["push", "--quiet", "origin", "main", "HEAD:topic", "v1"])?;
    bench.git(&["clone", "--quiet", "--single-branch", "--branch", "topic", &bench.url(), "topic"])?;
    let topic = bench.work("topic");
    equal("HEAD", topic.head()?, next)?;
    let branches = topic.git(&["for-each-ref", "--format=%(refname)", "refs/remotes"])?;
    equal("branches", branches, "refs/remotes/origin/topic".to_owned())?;
    bench.git(&["clone", "--quiet", "--depth", "1", "--branch", "v1", &bench.url(), "tag"])?;
    equal("HEAD of the tag", bench.work("tag").head()?, head)
}

fn large_push(bench: &Bench<'_>) -> Checked {
    const SIZE: usize = 20 << 20;
    // Bytes that no compression makes smaller.
    let mut state = 1_u64;
    let mut noise = Vec::with_capacity(SIZE);
    while noise.len() < SIZE {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        noise.push((state >> 56) as u8);
    }
    let work = bench.clone(&bench.url(), "first")?;
    write(&work.folder.join("noise"), &noise)?;
    work.git(&["add", "noise"])?;
    work.git(&["commit", "--quiet", "--message", "Noise"])?;
    work.git(&["push", "--quiet", "origin", "main"])?;
    equal("main", bench.tip("refs/heads/main")?, work.head()?)?;
    let size = bench.stage.repository(bench.id, |repository| repository.size)?;
    equal("whether the repository's size says so", size >= SIZE as u64, true)?;
    let second = bench.clone(&bench.url(), "second")?;
    equal("whether the bytes are the same", read(&second.folder.join("noise"))? == noise, true)
}

fn many_references(bench: &Bench<'_>) -> Checked {
    let work = bench.begun()?;
    let commands = (0..1_000).map(|number| format!("create refs/tags/many/{number:04} HEAD\n"));
    let commands: String = commands.collect();
    write(&bench.folder.join("commands"), commands.as_bytes())?;
    let input = fs::File::open(bench.folder.join("commands")).map_err(|error| error.to_string())?;
    let mut update = bench.stage.command("git")?;
    update.args(["update-ref", "--stdin"]).current_dir(&work.folder).stdin(input);
    equal("git update-ref", update.status().is_ok_and(|status| status.success()), true)?;
    work.git(&["push", "--quiet", "origin", "--tags"])?;
    equal("references", bench.refs()?.len(), 1_001)?;
    equal("refUpdates of one push", bench.last_push()?.ref_updates.len(), 1_000)?;
    let second = bench.clone(&bench.url(), "second")?;
    equal("tags of a clone", second.git(&["tag", "--list"])?, work.git(&["tag", "--list"])?)?;
    // Twice as many things to say "I have" for: git packs such a request with gzip.
    work.commit("next", "next\n", "Next")?;
    work.git(&["push", "--quiet", "origin", "main"])?;
    for version in ["0", "2"] {
        second.git(&["-c", &format!("protocol.version={version}"), "fetch", "--quiet", "--all"])?;
    }
    equal("fetched", second.git(&["rev-parse", "origin/main"])?, work.head()?)
}

fn two_at_once(bench: &Bench<'_>) -> Checked {
    let first = bench.begun()?;
    let base = first.head()?;
    let clones = ["one", "two", "three"].map(|name| bench.clone(&bench.url(), name).map(|work| (name, work)));
    let clones = clones.into_iter().collect::<Result<Vec<_>, String>>()?;
    for (name, work) in &clones {
        work.commit(name, name, name)?;
    }
    // Everybody to a branch of their own, and to the one that all want.
    let pushed: Vec<Result<bool, String>> = std::thread::scope(|scope| {
        let threads: Vec<_> = clones
            .iter()
            .map(|(name, work)| {
                scope.spawn(move || {
                    let own = format!("HEAD:refs/heads/{name}");
                    work.git(&["push", "--quiet", "origin", &own])?;
                    let output =
                        bench.stage.try_git(&work.folder, &["push", "--quiet", "origin", "HEAD:main"])?;
                    Ok(output.status.success())
                })
            })
            .collect();
        threads
            .into_iter()
            .map(|thread| thread.join().unwrap_or_else(|_| Err("a thread broke".into())))
            .collect()
    });
    let pushed = pushed.into_iter().collect::<Result<Vec<_>, String>>()?;
    equal("pushes to the one branch that went through", pushed.iter().filter(|good| **good).count(), 1)?;
    for (name, work) in &clones {
        equal(name, bench.tip(&format!("refs/heads/{name}"))?, work.head()?)?;
    }
    let winner = pushed.iter().position(|good| *good).and_then(|index| clones.get(index));
    let winner = winner.map(|(_, work)| work.head()).transpose()?;
    equal("main", Some(bench.tip("refs/heads/main")?), winner)?;
    let moves = bench.pushes()?.into_iter().flat_map(|push| push.ref_updates);
    let mains: Vec<_> =
        moves.filter(|update| update.name == "refs/heads/main").map(|u| u.old.to_string()).collect();
    equal("what main moved from", mains, vec![ZERO.to_string(), base])
}

fn wrong_token(bench: &Bench<'_>) -> Checked {
    let work = bench.begun()?;
    work.commit("next", "next\n", "Next")?;
    let (refs, stage) = (bench.refs()?, bench.stage);
    let expired = stage.emulator.update(|world, now| {
        let owner =
            world.organization(super::stage::ORGANIZATION).map(adoxide_emulator::world::Organization::owner);
        owner.map(|owner| world.new_token(owner, Some(now)))
    });
    let expired = expired.ok_or("the organization is gone")?;
    let wrong = "w".repeat(expired.len());
    let urls = [
        stage.url_as("me", &wrong, &bench.path()),
        stage.url_as("me", &expired, &bench.path()),
        format!("{}/{}", stage.url(), bench.path()),
    ];
    for (what, url) in ["wrong", "expired", "missing"].into_iter().zip(&urls) {
        let before = bench.requests().len();
        for arguments in [&["ls-remote", url][..], &["push", url, "main"]] {
            let said = work.git_fails(arguments)?;
            contains(&format!("{what}: git {}", arguments[0]), &said, "Authentication failed for")?;
        }
        let seen: Vec<_> =
            bench.requests().split_off(before).iter().map(|r| (r.status, r.identity.clone())).collect();
        equal(
            &format!("{what}: answers"),
            seen.iter().all(|(status, who)| *status == Some(401) && who.is_none()),
            true,
        )?;
        equal(&format!("{what}: whether git asked"), seen.is_empty(), false)?;
    }
    equal("references", bench.refs()?, refs)
}

fn unknown(bench: &Bench<'_>) -> Checked {
    let project = bench.project;
    let text = "TF401019: The Git repository with name or identifier None does not exist or you do not have \
                permissions for the operation you are attempting.";
    for path in [format!("{project}/_git/None"), "None/_git/None".to_owned(), "_git/None".to_owned()] {
        let said = bench.stage.git_fails(&bench.folder, &["ls-remote", &bench.stage.owned_url(&path)])?;
        contains(&path, &said, &format!("remote: {text}"))?;
        contains(&path, &said, "not found")?;
    }
    let url = bench.url().replace("/fabrikam/", "/elsewhere/");
    let said = bench.stage.git_fails(&bench.folder, &["ls-remote", &url])?;
    contains("an unknown organization", &said, "not found")?;
    let work = bench.begun()?;
    let said = work.git_fails(&["push", &bench.stage.owned_url(&format!("{project}/_git/None")), "main"])?;
    contains("a push", &said, text)
}

fn rest_pushes(bench: &Bench<'_>) -> Checked {
    let work = bench.begun()?;
    let old = work.head()?;
    let path = format!("_apis/git/repositories/{}", bench.id);
    let push = json!({
        "refUpdates": [{"name": "refs/heads/main", "oldObjectId": old}],
        "commits": [{
            "comment": "By REST\n\nWith a body.",
            "changes": [
                {"changeType": "edit", "item": {"path": "/readme.md"},
                 "newContent": {"content": "Edited\n", "contentType": "rawtext"}},
                {"changeType": "add", "item": {"path": "/new/binary"},
                 "newContent": {"content": STANDARD.encode([0, 255, 10]), "contentType": "base64encoded"}},
            ],
        }],
    });
    let push = bench.stage.rest("POST", &format!("{path}/pushes"), Some(&push))?;
    let commit = push["commits"][0]["commitId"].as_str().unwrap_or_default().to_owned();
    let refs = json!([{"name": "refs/heads/by-rest", "oldObjectId": ZERO.to_string(), "newObjectId": old}]);
    bench.stage.rest("POST", &format!("{path}/refs"), Some(&refs))?;
    work.git(&["pull", "--quiet", "--ff-only"])?;
    equal("HEAD", work.head()?, commit)?;
    equal("its parent", work.git(&["rev-parse", "HEAD^"])?, old.clone())?;
    equal("its message", work.git(&["log", "-1", "--format=%B"])?, "By REST\n\nWith a body.".to_owned())?;
    let changes = work.git(&["diff", "--name-status", "HEAD^", "HEAD"])?;
    equal("its changes", changes, "A\tnew/binary\nM\treadme.md".to_owned())?;
    equal("the text", read(&work.folder.join("readme.md"))?, b"Edited\n".to_vec())?;
    equal("the bytes", read(&work.folder.join("new/binary"))?, vec![0, 255, 10])?;
    equal("the branch", work.git(&["rev-parse", "origin/by-rest"])?, old.clone())?;
    work.git(&["fsck", "--full", "--strict"])?;
    let refs = json!([{"name": "refs/heads/by-rest", "oldObjectId": old, "newObjectId": ZERO.to_string()}]);
    bench.stage.rest("POST", &format!("{path}/refs"), Some(&refs))?;
    work.git(&["fetch", "--quiet", "--prune"])?;
    work.git_fails(&["rev-parse", "--verify", "--quiet", "origin/by-rest"]).map(|_| ())
}

fn seen_by_rest(bench: &Bench<'_>) -> Checked {
    let work = bench.begun()?;
    work.commit("Übung #1.md", "Grüße\n", "Second\n\nWith a body.")?;
    work.git(&["push", "--quiet", "origin", "main"])?;
    let path = format!("_apis/git/repositories/{}", bench.id);
    let get = |rest: &str| bench.stage.rest("GET", &format!("{path}/{rest}"), None);
    let commits = get("commits")?;
    let ids =
        commits["value"].as_array().into_iter().flatten().filter_map(|commit| commit["commitId"].as_str());
    equal("commits", ids.collect::<Vec<_>>().join("\n"), work.git(&["rev-list", "HEAD"])?)?;
    let commit = get(&format!("commits/{}", work.head()?))?;
    equal("the message", commit["comment"].as_str().map(str::trim_end), Some("Second\n\nWith a body."))?;
    equal("the author", commit["author"]["name"].as_str(), Some("Conny Forman"))?;
    equal("the tree", commit["treeId"].as_str(), Some(&*work.git(&["rev-parse", "HEAD^{tree}"])?))?;
    let items = get("items?recursionLevel=full")?;
    let mut seen: Vec<_> = items["value"].as_array().into_iter().flatten().collect();
    seen.retain(|item| item["isFolder"] != true);
    let seen = seen.iter().map(|item| {
        format!(
            "{} {}",
            item["objectId"].as_str().unwrap_or_default(),
            item["path"].as_str().unwrap_or_default()
        )
    });
    let git = work.git(&[
        "-c",
        "core.quotePath=false",
        "ls-tree",
        "-r",
        "--format=%(objectname) /%(path)",
        "HEAD",
    ])?;
    equal("items", seen.collect::<Vec<_>>().join("\n"), git)?;
    let pushes = get("pushes?searchCriteria.includeRefUpdates=true")?;
    equal("pushes", pushes["count"].as_i64(), Some(2))?;
    let new = &pushes["value"][0]["refUpdates"][0]["newObjectId"];
    equal("where the last one went", new.as_str(), Some(&*work.head()?))
}

#[cfg(test)]
mod tests {
    use super::super::afterwards;
    use super::*;
    use adoxide_emulator::{FaultKind, FaultRule};

    /// An emulator that is wrong must not pass.
    #[test]
    fn what_is_wrong_is_reported_as_failed() {
        let stage = Stage::new().unwrap();
        let mut report = Report::new("git");
        let down = FaultKind::Unavailable { status: http::StatusCode::INTERNAL_SERVER_ERROR, is_html: false };
        stage.emulator.add_fault(FaultRule::new(down).path("git-upload-pack"));
        let bench = Bench::new(&stage, "broken").unwrap();
        report.add("clone", clone(&bench));
        stage.emulator.clear_faults();
        afterwards::add(&stage, 1_000, &mut report);
        let told = report.to_string();
        assert!(!report.is_good());
        for failed in ["clone", "the emulator answered every request", "at least 1000 operations"] {
            assert!(told.contains(&format!("failed  {failed}")), "{told}");
        }
    }
}
