//! A transport of one's own: it counts the requests by method, and hands them on to the network.
//!
//! `cargo run --example custom_transport`, with `AZURE_DEVOPS_ORG_URL` and `AZURE_DEVOPS_EXT_PAT` set.

#![allow(clippy::print_stdout, clippy::print_stderr, reason = "a program prints")]

use std::collections::BTreeMap;
use std::sync::{Arc, Mutex, PoisonError};

use adoxide::transport::{Body, Transport, TransportError};
use adoxide::{Client, Result};
use futures::future::BoxFuture;

/// Counts requests, and sends them by another transport.
#[derive(Clone)]
pub struct Counting<T> {
    inner: T,
    counts: Arc<Mutex<BTreeMap<String, usize>>>,
}

impl<T> Counting<T> {
    /// Counts what goes through this transport.
    pub fn new(inner: T) -> Self {
        Self { inner, counts: Arc::default() }
    }

    /// How many requests of each method were sent.
    pub fn counts(&self) -> BTreeMap<String, usize> {
        self.counts.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }
}

impl<T: Transport> Transport for Counting<T> {
    fn send(
        &self,
        request: http::Request<Body>,
    ) -> BoxFuture<'_, std::result::Result<http::Response<Body>, TransportError>> {
        let method = request.method().to_string();
        *self.counts.lock().unwrap_or_else(PoisonError::into_inner).entry(method).or_default() += 1;
        self.inner.send(request)
    }
}

/// The names of all projects.
pub async fn names(ado: &Client) -> Result<Vec<String>> {
    let mut names = Vec::new();
    let mut projects = ado.projects();
    while let Some(project) = projects.next().await {
        names.push(project?.name().await?);
    }
    Ok(names)
}

#[tokio::main]
async fn main() -> std::result::Result<(), Box<dyn std::error::Error>> {
    let transport = Counting::new(Arc::new(adoxide::transport::Network::new()?));
    let url = std::env::var("AZURE_DEVOPS_ORG_URL")?;
    let ado = Client::builder(url).transport(transport.clone()).build()?;
    for name in names(&ado).await? {
        println!("{name}");
    }
    eprintln!("{:?}", transport.counts());
    Ok(())
}
