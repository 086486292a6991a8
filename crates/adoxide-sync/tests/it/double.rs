//! The conformance suite finds what is wrong: a double with one flaw at a time fails the case that is about it.

use std::collections::BTreeMap;
use std::sync::Mutex;

use adoxide_sync::conformance::{self, Subject};
use adoxide_sync::destination::{Action, Commit, Notes, Which};
use adoxide_sync::{Counts, Deletion, Destination, Error, Scope, Sqlite, Table};
use futures::future::BoxFuture;
use serde_json::{Map, Value};

use crate::sqlite::File;

/// What is wrong, and the case that is to find it.
const FLAWS: &[(Flaw, &str)] = &[
    (Flaw::CommitsInParts, "D1 a commit that fails leaves nothing"),
    (Flaw::ForgetsNotes, "D2 the cursor is what was committed last"),
    (Flaw::ForgetsNotes, "D2 units are told by what is above them"),
    (Flaw::ForgetsNotes, "D2 tables of a feed share their cursor, each as far as it is"),
    (Flaw::DropsNested, "D3 values of every kind survive"),
    (Flaw::CountsUnchanged, "D3 new, changed and unchanged rows are told apart"),
    (Flaw::IgnoresUnits, "D4 a snapshot deletes what it lacks, in its unit only"),
    (Flaw::IgnoresScopes, "D4 a snapshot can be narrowed"),
    (Flaw::ForgetsSeen, "D4 a snapshot goes over several commits"),
    (Flaw::SeesAll, "D4 a snapshot does not survive its session, nor a failed commit"),
    (Flaw::KeepsNothing, "D4 a snapshot leaves what is to be kept"),
    (Flaw::IgnoresValues, "D5 what is not retained, or is removed, is gone"),
    (Flaw::SetsNothing, "D5 a value is set in one place"),
    (Flaw::OtherDeletion, "D5 deleted rows are marked, and come back"),
    (Flaw::OtherDeletion, "D5 deleted rows are removed, and come back"),
    (Flaw::Reverses, "D6 changes take effect in order"),
    (Flaw::LetsAnybodyWrite, "D7 there is one writer, and a dead one does not count"),
    (Flaw::DropsNewColumns, "D8 a new column is added and its rows are read again"),
    (Flaw::OpensAnything, "D8 another key is refused, and nothing changed"),
    (Flaw::KeepsNotes, "D9 a unit that is gone leaves no cursor"),
];

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Flaw {
    CommitsInParts,
    ForgetsNotes,
    DropsNested,
    CountsUnchanged,
    IgnoresUnits,
    IgnoresScopes,
    ForgetsSeen,
    SeesAll,
    KeepsNothing,
    IgnoresValues,
    SetsNothing,
    OtherDeletion,
    Reverses,
    LetsAnybodyWrite,
    DropsNewColumns,
    OpensAnything,
    KeepsNotes,
}

struct Double {
    file: File,
    flaw: Flaw,
}

struct Flawed {
    inner: Sqlite,
    flaw: Flaw,
    /// Snapshots that are told as another one.
    seen: Mutex<Vec<Action>>,
}

impl Subject for Double {
    type Destination = Flawed;

    async fn open(&self, deletion: Deletion) -> Result<Flawed, Error> {
        let deletion = match (self.flaw, deletion) {
            (Flaw::OtherDeletion, Deletion::Mark) => Deletion::Remove,
            (Flaw::OtherDeletion, Deletion::Remove) => Deletion::Mark,
            (_, deletion) => deletion,
        };
        if self.flaw == Flaw::LetsAnybodyWrite {
            let mut lock = self.file.path().into_os_string();
            lock.push("-lock");
            let _ = std::fs::remove_file(lock);
        }
        let inner = Subject::open(&self.file, deletion).await?;
        Ok(Flawed { inner, flaw: self.flaw, seen: Mutex::default() })
    }

    async fn obstruct(&self, table: &'static Table, obstruct: bool) -> Result<(), Error> {
        self.file.obstruct(table, obstruct).await
    }

    async fn rows(&self, table: &'static Table) -> Result<Vec<Map<String, Value>>, Error> {
        let mut rows = self.file.rows(table).await?;
        for row in &mut rows {
            match self.flaw {
                Flaw::DropsNested => row.retain(|_, value| !value.is_object()),
                Flaw::DropsNewColumns => drop(row.remove("color")),
                _ => {}
            }
        }
        Ok(rows)
    }
}

impl Flawed {
    fn spoil(&self, commit: &mut Commit) {
        match self.flaw {
            Flaw::KeepsNotes => commit.notes.retain(|(_, value)| value.is_some()),
            Flaw::Reverses => commit.steps.reverse(),
            _ => {}
        }
        for step in &mut commit.steps {
            match (&mut step.action, self.flaw) {
                (Action::DeleteIn { range, .. }, Flaw::IgnoresUnits) => range.places.clear(),
                (Action::Set { range, .. }, Flaw::SetsNothing) => {
                    range.scope = std::mem::take(&mut range.scope).and("id", -1);
                }
                (Action::DeleteIn { range, .. }, Flaw::IgnoresScopes) => range.scope = Scope::unit(),
                (Action::DeleteIn { which: Which::Unseen { keep, .. }, .. }, Flaw::KeepsNothing) => {
                    keep.clear();
                }
                (Action::DeleteIn { which: Which::Unseen { keep, .. }, .. }, Flaw::SeesAll) => {
                    // As if all that was ever upserted had been seen.
                    keep.push(Scope::unit());
                }
                (Action::DeleteIn { which: Which::NotAmong { within, .. }, .. }, Flaw::IgnoresValues) => {
                    *within = None;
                }
                _ => {}
            }
        }
        if self.flaw == Flaw::ForgetsSeen {
            // What was seen in earlier commits is not known any more.
            let mut before = self.seen.lock().unwrap();
            let ended = commit.steps.iter().any(|step| matches!(step.action, Action::DeleteIn { .. }));
            if ended {
                for step in &mut commit.steps {
                    if let Action::DeleteIn { which: Which::Unseen { keep, .. }, .. } = &mut step.action {
                        keep.clear();
                    }
                }
            } else {
                for step in &mut commit.steps {
                    if let Action::Upsert { seen, .. } = &mut step.action {
                        seen.clear();
                    }
                }
            }
            before.clear();
        }
    }
}

impl Destination for Flawed {
    fn notes(&self) -> BoxFuture<'_, Result<Notes, Error>> {
        Box::pin(async {
            let notes = self.inner.notes().await?;
            Ok(if self.flaw == Flaw::ForgetsNotes { BTreeMap::new() } else { notes })
        })
    }

    fn open<'a>(&'a self, tables: &'a [&'static Table]) -> BoxFuture<'a, Result<(), Error>> {
        Box::pin(async {
            match self.inner.open(tables).await {
                Err(_) if self.flaw == Flaw::OpensAnything => Ok(()),
                opened => opened,
            }
        })
    }

    fn commit(&self, mut commit: Commit) -> BoxFuture<'_, Result<Vec<Counts>, Error>> {
        Box::pin(async move {
            let reversed = self.flaw == Flaw::Reverses;
            self.spoil(&mut commit);
            if self.flaw == Flaw::CommitsInParts {
                let mut all = Vec::new();
                for step in std::mem::take(&mut commit.steps) {
                    let mut part = Commit::default();
                    part.steps.push(step);
                    all.extend(self.inner.commit(part).await?);
                }
                self.inner.commit(commit).await?;
                return Ok(all);
            }
            let mut counts = self.inner.commit(commit).await?;
            if reversed {
                counts.reverse();
            }
            if self.flaw == Flaw::CountsUnchanged {
                for counts in &mut counts {
                    counts.changed += std::mem::take(&mut counts.unchanged);
                }
            }
            Ok(counts)
        })
    }

    fn takes_repeated_keys(&self) -> bool {
        self.inner.takes_repeated_keys()
    }
}

#[tokio::test]
async fn every_case_finds_what_it_is_about() {
    let names: Vec<_> = conformance::run(File::new).await.into_iter().map(|outcome| outcome.name).collect();
    for name in &names {
        assert!(FLAWS.iter().any(|(_, case)| case == name), "no double fails `{name}`");
    }
    let mut tried: Vec<Flaw> = Vec::new();
    for (flaw, _) in FLAWS {
        if tried.contains(flaw) {
            continue;
        }
        tried.push(*flaw);
        let outcomes = conformance::run(|| Double { file: File::new(), flaw: *flaw }).await;
        for (_, case) in FLAWS.iter().filter(|(known, _)| known == flaw) {
            let outcome = outcomes.iter().find(|outcome| outcome.name == *case).unwrap();
            assert!(outcome.result.is_err(), "{flaw:?} was not found by `{case}`");
        }
    }
}
