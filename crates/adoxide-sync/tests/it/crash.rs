//! Whatever breaks, wherever: the next sync makes the tables equal to the source.

use adoxide_sync::{Engine, Sqlite};
use futures::future::{self, Either};

use crate::engine::stored;
use crate::script::{How, Source, Trip, Tripping};
use crate::sqlite::File;

/// What happens at the source between the first sync and the second: everything that a sync can see.
fn change(source: &Source) {
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
async fn sync(source: &Source, file: &File, trip: Trip) -> bool {
    let inner = Sqlite::at(file.path()).open().await.unwrap();
    let destination = Tripping { inner, trip: trip.clone() };
    let run = Engine::new("o", source.with(trip.clone()).feeds(), &destination).concurrency(2).run();
    match future::select(Box::pin(run), Box::pin(trip.hung())).await {
        Either::Left((Ok(report), _)) => !report.is_complete(),
        Either::Left((Err(_), _)) | Either::Right(_) => true,
    }
}

async fn check(how: How) {
    let mut broken = 0;
    // A first sync that breaks at each of its awaits, and a second one over changes that does.
    for second in [false, true] {
        for at in 0.. {
            let (source, file) = (Source::new(), File::new());
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
            assert_eq!(stored(&file), source.rows(), "{how:?} at {at} of the {second} one");
            if trip.steps() <= at {
                assert!(!broke);
                break;
            }
            assert!(broke, "{how:?} at {at} was not seen");
            broken += 1;
        }
    }
    assert!(broken > 30, "{broken}");
}

#[tokio::test]
async fn a_step_that_fails() {
    check(How::FailBefore).await;
}

#[tokio::test]
async fn a_step_that_happens_and_fails() {
    check(How::FailAfter).await;
}

#[tokio::test]
async fn a_sync_that_is_dropped_before_a_step() {
    check(How::DropBefore).await;
}

#[tokio::test]
async fn a_sync_that_is_dropped_after_a_step() {
    check(How::DropAfter).await;
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
    assert_eq!(stored(&file), source.rows());
}
