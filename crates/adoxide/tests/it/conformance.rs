//! The suite for transports and the send loop, with each transport that there is.

use adoxide::conformance;
use adoxide::transport::{Network, Recording};

#[tokio::test(start_paused = true)]
async fn the_send_loop_alone() {
    let report = conformance::in_process().await;
    assert!(report.failures().is_empty(), "{report}");
    assert_eq!(report.cases(), 36 * 11 * 2);
}

#[tokio::test]
async fn the_network() {
    let network = Network::builder().without_environment().build().unwrap();
    let report = conformance::over_sockets(|| network.clone()).await.unwrap();
    assert!(report.failures().is_empty(), "{report}");
    assert_eq!(report.cases(), 30 * 11 * 2);
}

#[tokio::test]
async fn the_network_recorded() {
    let network = Network::builder().without_environment().build().unwrap();
    let report = conformance::over_sockets(|| Recording::new(network.clone())).await.unwrap();
    assert!(report.failures().is_empty(), "{report}");
}
