//! One runtime for the process, and the ways from Python's threads and event loops into it.

use std::future::Future;
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

use pyo3::exceptions::PyRuntimeError;
use pyo3::prelude::*;
use tokio::runtime::{Builder, Runtime};
use tokio::task::AbortHandle;

/// How often a blocking call looks for Ctrl-C.
const SIGNALS: Duration = Duration::from_millis(50);

static CURRENT: Mutex<Option<(u32, Arc<Runtime>)>> = Mutex::new(None);

/// The runtime of this process. A child that was forked has none of its parent's threads, and gets its own.
pub fn runtime() -> PyResult<Arc<Runtime>> {
    let mut current = CURRENT.lock().unwrap_or_else(PoisonError::into_inner);
    let process = std::process::id();
    if let Some((owner, runtime)) = &*current
        && *owner == process
    {
        return Ok(runtime.clone());
    }
    let runtime = Builder::new_multi_thread()
        .worker_threads(2)
        .thread_name("adoxide")
        .enable_all()
        .build()
        .map_err(|error| PyRuntimeError::new_err(format!("cannot start threads: {error}")))?;
    let runtime = Arc::new(runtime);
    if let Some((_, parents)) = current.replace((process, runtime.clone())) {
        // Dropping it would wait for threads that are not here.
        std::mem::forget(parents);
    }
    Ok(runtime)
}

/// Runs a future to its end, other threads of Python meanwhile; Ctrl-C drops it at once.
#[expect(clippy::redundant_closure_for_method_calls, reason = "the method itself is not general enough")]
pub fn block_on<F>(py: Python<'_>, future: F) -> PyResult<F::Output>
where
    F: Future + Send,
    F::Output: Send,
{
    let runtime = runtime()?;
    py.detach(|| {
        runtime.block_on(async {
            let mut future = std::pin::pin!(future);
            let mut signals = tokio::time::interval(SIGNALS);
            loop {
                tokio::select! {
                    biased;
                    output = &mut future => return Ok(output),
                    _ = signals.tick() => Python::attach(|py| py.check_signals())?,
                }
            }
        })
    })
}

/// Starts a future and gives an `asyncio.Future` for what `finish` makes of its output. Cancelling that aborts this.
pub fn spawn<F, T>(
    py: Python<'_>,
    future: F,
    finish: impl FnOnce(Python<'_>, T) -> PyResult<Py<PyAny>> + Send + 'static,
) -> PyResult<Bound<'_, PyAny>>
where
    F: Future<Output = T> + Send + 'static,
    T: Send + 'static,
{
    let event_loop = py.import("asyncio")?.call_method0("get_running_loop")?;
    let promise = event_loop.call_method0("create_future")?;
    let (loop_there, promise_there) = (event_loop.unbind(), promise.clone().unbind());
    let task = runtime()?.spawn(async move {
        let output = future.await;
        Python::attach(|py| {
            let done = Done(Mutex::new(Some(finish(py, output))));
            // The loop may be closed meanwhile: then nobody waits any more.
            let told = Py::new(py, done).and_then(|done| {
                loop_there.call_method1(py, "call_soon_threadsafe", (done, promise_there)).map(drop)
            });
            drop(told);
        });
    });
    promise.call_method1("add_done_callback", (Abort(task.abort_handle()),))?;
    Ok(promise)
}

/// Settles an `asyncio.Future` in the thread of its loop.
#[pyclass(frozen)]
struct Done(Mutex<Option<PyResult<Py<PyAny>>>>);

#[pymethods]
impl Done {
    fn __call__(&self, py: Python<'_>, promise: &Bound<'_, PyAny>) -> PyResult<()> {
        if promise.call_method0("done")?.is_truthy()? {
            return Ok(());
        }
        let result = self.0.lock().unwrap_or_else(PoisonError::into_inner).take();
        match result {
            Some(Ok(value)) => promise.call_method1("set_result", (value,))?,
            Some(Err(error)) => promise.call_method1("set_exception", (error.into_value(py),))?,
            None => return Ok(()),
        };
        Ok(())
    }
}

/// Aborts the work of an `asyncio.Future` that was cancelled.
#[pyclass(frozen)]
struct Abort(AbortHandle);

#[pymethods]
impl Abort {
    fn __call__(&self, promise: &Bound<'_, PyAny>) -> PyResult<()> {
        if promise.call_method0("cancelled")?.is_truthy()? {
            self.0.abort();
        }
        Ok(())
    }
}
