//! A local Azure DevOps on a free port of this machine.

use std::sync::Mutex;
use std::time::Duration;

use adoxide_emulator::Emulator as Service;
use pyo3::exceptions::{PyRuntimeError, PyValueError};
use pyo3::prelude::*;
use tokio::net::TcpListener;
use tokio::task::AbortHandle;

use crate::runtime;

/// A running emulator; `adoxide.Emulator` is the class for programs.
#[pyclass(frozen)]
pub struct Emulator {
    service: Service,
    organization: String,
    address: String,
    task: Mutex<Option<AbortHandle>>,
}

#[pymethods]
impl Emulator {
    #[new]
    #[pyo3(signature = (organization, seed=None, projects=None, token=None, latency=None))]
    fn new(
        py: Python<'_>,
        organization: String,
        seed: Option<u64>,
        projects: Option<usize>,
        token: Option<String>,
        latency: Option<f64>,
    ) -> PyResult<Self> {
        let mut builder = Service::builder().organization(organization.as_str());
        if let Some(seed) = seed {
            builder = builder.seed(seed);
        }
        // What is not asked for is not there.
        if let Some(projects) = projects.or_else(|| seed.is_none().then_some(0)) {
            builder = builder.seed_size(projects);
        }
        if let Some(token) = token {
            builder = builder.token(token);
        }
        if let Some(seconds) = latency {
            let latency = Duration::try_from_secs_f64(seconds).map_err(|error| {
                PyValueError::new_err(format!("latency: expected seconds, got {seconds}: {error}"))
            })?;
            builder = builder.latency(latency);
        }
        let listener = runtime::block_on(py, TcpListener::bind("127.0.0.1:0"))?
            .map_err(|error| PyRuntimeError::new_err(format!("the emulator can't listen: {error}")))?;
        let address = listener.local_addr().map_err(|error| PyRuntimeError::new_err(error.to_string()))?;
        let address = format!("http://{address}");
        let service = builder
            .base_url(address.as_str())
            .build()
            .map_err(|error| PyValueError::new_err(error.to_string()))?;
        let task = runtime::runtime()?.spawn(service.clone().serve(listener)).abort_handle();
        Ok(Self { service, organization, address, task: Mutex::new(Some(task)) })
    }

    /// The URL of the organization.
    #[getter]
    fn url(&self) -> String {
        format!("{}/{}", self.address, self.organization)
    }

    /// The personal access token that it accepts.
    #[getter]
    fn token(&self) -> String {
        self.service.token()
    }

    /// How many requests it has answered.
    #[getter]
    fn request_count(&self) -> u64 {
        self.service.request_count()
    }

    /// Throws everything away and seeds it again.
    fn reset(&self) -> PyResult<()> {
        self.service.reset().map_err(|error| PyRuntimeError::new_err(error.to_string()))
    }

    /// Stops answering.
    fn stop(&self) {
        let task = self.task.lock().unwrap_or_else(std::sync::PoisonError::into_inner).take();
        if let Some(task) = task {
            task.abort();
        }
    }
}
