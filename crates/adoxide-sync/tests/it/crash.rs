//! Whatever breaks, wherever: the next sync makes the tables equal to the source.

use std::collections::BTreeMap;
use std::future::Future;

use adoxide_sync::conformance::Subject;
use adoxide_sync::{Deletion, Engine};
use futures::future::{self, Either};

use crate::engine;
use crate::script::{How, Source, Trip, Tripping};
use crate::sqlite::File;

/// A place that can be read as it is.
pub trait Stored: Subject {
    /// The rows of every table that are not deleted.
    fn stored(&self) -> impl Future<Output = BTreeMap<&'static str, Vec<String>>> + Send;
}

impl Stored for File {
    async fn stored(&self) -> BTreeMap<&'static str, Vec<String>> {
        engine::stored(self)
    }
}

/// What happens at the source between the first sync and the second: everything that a sync can see.
pub fn change(source: &Source) {
    source.set("r1", 0, "second");
    source.unset("r1", 1);
    source.set("r1", 9, "new");
    source.set("r2", 3, "second");
    source.add_repository("r4", "p2");
    source.set("r4", 1, "first");
    let mut state = source.state();
    state.repositories.remove("r3");
    state.repositories.get_mut("r2").unwrap().name = "renamed".into();
    let shop = state.projects.get_mut("p1").unwrap();
    shop.teams.remove("a");
    shop.teams.insert("d".into(), "New".into());
    drop(state);
    source.add_project("p3", "Late");
}

/// Syncs until it is through or breaks; answers whether it broke.
pub async fn sync<S: Stored>(source: &Source, place: &S, trip: Trip) -> bool {
    let inner = place.open(Deletion::Mark).await.unwrap();
    let destination = Tripping { inner, trip: trip.clone() };
    let run = Engine::new("o", source.with(trip.clone()).feeds(), &destination).concurrency(2).run();
    match future::select(Box::pin(run), Box::pin(trip.hung())).await {
        Either::Left((Ok(report), _)) => !report.is_complete(),
        Either::Left((Err(_), _)) | Either::Right(_) => true,
    }
}

/// A first sync that breaks at each of its awaits, or at every so many, and a second one over changes that does.
pub async fn check<S: Stored>(how: How, first: usize, stride: usize, fresh: impl Fn() -> S) {
    let mut broken = 0;
    for second in [false, true] {
        for at in (first..).step_by(stride) {
            let (source, file) = (Source::new(), fresh());
            if second {
                assert!(!sync(&source, &file, Trip::default()).await);
                change(&source);
            }
            let trip = Trip::at(at, how);
            let broke = sync(&source, &file, trip.clone()).await;
            if !second {
                // The source goes on while nobody looks.
                change(&source);
            }
            assert!(!sync(&source, &file, Trip::default()).await, "{how:?} at {at}");
            assert_eq!(file.stored().await, source.rows(), "{how:?} at {at} of the {second} one");
            if trip.steps() <= at {
                assert!(!broke);
                break;
            }
            assert!(broke, "{how:?} at {at} was not seen");
            broken += 1;
        }
    }
    assert!(broken > 30 / stride, "{broken}");
}

#[tokio::test]
async fn a_step_that_fails() {
    check(How::FailBefore, 0, 1, File::new).await;
}

#[tokio::test]
async fn a_step_that_happens_and_fails() {
    check(How::FailAfter, 0, 1, File::new).await;
}

#[tokio::test]
async fn a_sync_that_is_dropped_before_a_step() {
    check(How::DropBefore, 0, 1, File::new).await;
}

#[tokio::test]
async fn a_sync_that_is_dropped_after_a_step() {
    check(How::DropAfter, 0, 1, File::new).await;
}

/// A sync that breaks, again and again, one step further each time, on one file.
#[tokio::test]
async fn a_sync_that_breaks_every_time_still_gets_there() {
    let (source, file) = (Source::new(), File::new());
    for at in 0.. {
        if at == 8 {
            change(&source);
        }
        if !sync(&source, &file, Trip::at(at, How::DropBefore)).await {
            assert!(at > 8);
            break;
        }
    }
    assert_eq!(file.stored().await, source.rows());
}
