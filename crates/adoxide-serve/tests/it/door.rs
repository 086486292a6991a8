//! A way into the emulator on which the test sees every request, and can hold one for ever: there the server is killed.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use adoxide_emulator::Emulator;
use axum_core::body::Body;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use tokio::net::TcpListener;
use tokio::sync::Notify;
use tower_service::Service as _;

pub struct Door {
    pub address: SocketAddr,
    trip: Arc<Trip>,
}

/// Where a request is held.
#[derive(Clone, Copy, Debug)]
pub enum Held {
    /// It never reaches the emulator.
    Before,
    /// The emulator has answered, and the answer never comes back.
    After,
}

#[derive(Default)]
struct Trip {
    /// Requests until the one that is held; none is if it is negative.
    left: AtomicI64,
    after: std::sync::atomic::AtomicBool,
    tripped: Notify,
}

impl Trip {
    fn holds(&self) -> Option<Held> {
        if self.left.fetch_sub(1, Ordering::SeqCst) != 0 {
            return None;
        }
        Some(if self.after.load(Ordering::SeqCst) { Held::After } else { Held::Before })
    }

    async fn hold(&self) {
        self.tripped.notify_one();
        std::future::pending::<()>().await;
    }
}

impl Door {
    /// Answers requests with the emulator until the test ends. What service hooks have to deliver stays where it is.
    pub async fn open(emulator: &Emulator) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let address = listener.local_addr().unwrap();
        let trip = Arc::new(Trip { left: AtomicI64::new(-1), ..Trip::default() });
        let door = Self { address, trip: trip.clone() };
        let emulator = emulator.clone();
        tokio::spawn(async move {
            loop {
                let (stream, _) = listener.accept().await.unwrap();
                let (emulator, trip) = (emulator.clone(), trip.clone());
                let answer = service_fn(move |request: http::Request<Incoming>| {
                    let (mut emulator, trip) = (emulator.clone(), trip.clone());
                    async move {
                        let held = trip.holds();
                        if matches!(held, Some(Held::Before)) {
                            trip.hold().await;
                        }
                        let answer = emulator.call(request.map(Body::new)).await;
                        if matches!(held, Some(Held::After)) {
                            trip.hold().await;
                        }
                        answer
                    }
                });
                tokio::spawn(http1::Builder::new().serve_connection(TokioIo::new(stream), answer));
            }
        });
        door
    }

    /// Holds a request after so many others.
    pub fn hold(&self, after: usize, held: Held) {
        self.trip.after.store(matches!(held, Held::After), Ordering::SeqCst);
        self.trip.left.store(i64::try_from(after).unwrap(), Ordering::SeqCst);
    }

    /// Waits until a request is held.
    pub async fn held(&self) {
        self.trip.tripped.notified().await;
    }

    /// Holds none any more.
    pub fn release(&self) {
        self.trip.left.store(-1, Ordering::SeqCst);
    }
}
