//! The items of a list, page by page, for `for` and `async for`.

use std::collections::VecDeque;
use std::sync::{Arc, Mutex, PoisonError};

use adoxide::api::wire::Paging;
use adoxide::{Error, RawPage};
use pyo3::exceptions::{PyStopAsyncIteration, PyStopIteration};
use pyo3::prelude::*;
use tokio::sync::Mutex as Turn;

use crate::error::exception;
use crate::{json, runtime};

type Pages = adoxide::Pages<RawPage>;

struct State {
    pages: Turn<Pages>,
    ready: Mutex<VecDeque<Py<PyAny>>>,
}

/// The items of a list, all pages. One iterator is read by one loop.
#[pyclass(frozen)]
pub struct Items(Arc<State>);

impl Items {
    pub fn new(pages: Pages) -> Self {
        Self(Arc::new(State { pages: Turn::new(pages), ready: Mutex::new(VecDeque::new()) }))
    }

    fn ready(&self) -> Option<Py<PyAny>> {
        self.0.pop()
    }
}

impl State {
    fn pop(&self) -> Option<Py<PyAny>> {
        self.ready.lock().unwrap_or_else(PoisonError::into_inner).pop_front()
    }

    /// The next page that has items.
    async fn fetch(&self) -> Option<Result<RawPage, Error>> {
        let mut pages = self.pages.lock().await;
        loop {
            match pages.next().await? {
                Ok(page) if page.is_empty() => {}
                other => return Some(other),
            }
        }
    }

    /// Takes a page, and gives its first item.
    fn take(&self, py: Python<'_>, page: Option<Result<RawPage, Error>>) -> PyResult<Option<Py<PyAny>>> {
        let Some(page) = page else { return Ok(None) };
        let page = page.map_err(|error| exception(py, &error))?;
        let items = json::to_python(py, &page.array())?;
        let mut ready = self.ready.lock().unwrap_or_else(PoisonError::into_inner);
        for item in items.bind(py).try_iter()? {
            ready.push_back(item?.unbind());
        }
        Ok(ready.pop_front())
    }
}

#[pymethods]
impl Items {
    fn __iter__(this: PyRef<'_, Self>) -> PyRef<'_, Self> {
        this
    }

    fn __next__(&self, py: Python<'_>) -> PyResult<Py<PyAny>> {
        if let Some(item) = self.ready() {
            return Ok(item);
        }
        let page = runtime::block_on(py, self.0.fetch())?;
        self.0.take(py, page)?.ok_or_else(|| PyStopIteration::new_err(()))
    }

    fn __aiter__(this: PyRef<'_, Self>) -> PyRef<'_, Self> {
        this
    }

    fn __anext__<'py>(&self, py: Python<'py>) -> PyResult<Bound<'py, PyAny>> {
        if let Some(item) = self.ready() {
            return Bound::new(py, Wait(Mutex::new(Some(item)))).map(Bound::into_any);
        }
        let (state, finish) = (self.0.clone(), self.0.clone());
        runtime::spawn(py, async move { state.fetch().await }, move |py, page| {
            finish.take(py, page)?.ok_or_else(|| PyStopAsyncIteration::new_err(()))
        })
    }

    /// All that is left, as a list.
    fn all(&self, py: Python<'_>) -> PyResult<Vec<Py<PyAny>>> {
        let mut all = Vec::new();
        loop {
            while let Some(item) = self.ready() {
                all.push(item);
            }
            let page = runtime::block_on(py, self.0.fetch())?;
            match self.0.take(py, page)? {
                Some(item) => all.push(item),
                None => return Ok(all),
            }
        }
    }
}

/// An awaitable of what is there already.
#[pyclass(frozen)]
pub struct Wait(Mutex<Option<Py<PyAny>>>);

#[pymethods]
impl Wait {
    fn __await__(this: PyRef<'_, Self>) -> PyRef<'_, Self> {
        this
    }

    fn __iter__(this: PyRef<'_, Self>) -> PyRef<'_, Self> {
        this
    }

    fn __next__(&self) -> PyResult<()> {
        let value = self.0.lock().unwrap_or_else(PoisonError::into_inner).take();
        Err(PyStopIteration::new_err((value,)))
    }
}

/// How a list that is asked for by its path goes on.
pub const BY_PATH: Paging =
    Paging::HeaderToken { send: adoxide::api::wire::TokenPlace::Query("continuationToken") };
