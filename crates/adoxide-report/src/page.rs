//! Pages: metrics as HTML that needs nothing else, neither script nor network.
//!
//! A page is data, in `page/pages.toml`; [`render`] makes a document of it. The same document is written to a file
//! and served: what differs is where its [`Links`] lead. Styles are in the document, allowed by their hash in its
//! Content-Security-Policy, and nothing else is allowed to be loaded.
//!
//! Text from the service is hostile: all of it is escaped, and only web addresses become links.

mod draw;
mod figure;
mod layout;
mod policy;
mod table;

use std::cell::RefCell;
use std::collections::HashMap;
use std::rc::Rc;
use std::sync::LazyLock;

use jiff::Timestamp;
use serde::Deserialize;

use crate::metric::{Figures, Metric};
use crate::{Error, ErrorKind, Reader, Result, Scope, audit, metric};

pub(crate) use self::layout::{minute, plain, text};
pub(crate) use self::table::field;

pub use self::draw::chart;
pub use self::policy::policy;
pub use self::table::csv;

/// A page: which metrics stand on it.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Page {
    /// Its name in addresses: `pull-requests`; that of the first one is `index`.
    pub id: String,
    /// Its title.
    pub title: String,
    /// What it is about, in a sentence.
    pub about: String,
    /// What stands on it, in order.
    #[serde(default)]
    pub figures: Vec<Placed>,
    /// Whether the audit stands on it.
    #[serde(default)]
    pub audit: bool,
}

/// A metric on a page.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
#[non_exhaustive]
pub struct Placed {
    /// The name of the metric.
    pub metric: String,
    /// Whether it is as wide as the page.
    #[serde(default)]
    pub wide: bool,
}

#[derive(Deserialize)]
struct File {
    page: Vec<Page>,
}

static ALL: LazyLock<Vec<Page>> =
    LazyLock::new(|| crate::definition::parse(&[include_str!("page/pages.toml")], |file: File| file.page));

/// Every page, in the order of the navigation.
pub fn all() -> &'static [Page] {
    &ALL
}

/// The page of a name.
///
/// # Errors
/// When there is none.
pub fn find(id: &str) -> Result<&'static Page> {
    all().iter().find(|page| page.id == id).ok_or_else(|| {
        let names: Vec<_> = all().iter().map(|page| page.id.as_str()).collect();
        Error::new(ErrorKind::NotFound, format!("no such page: `{id}`"))
            .help(format!("there are {}", names.join(", ")))
    })
}

/// Where the links of a page lead.
pub trait Links {
    /// The address of another page, for the same scope.
    fn page(&self, id: &str) -> String;

    /// The address of the rows of a metric as CSV, for the same scope.
    fn csv(&self, metric: &str) -> String;

    /// The address of the SQL of a metric, for the same scope.
    fn sql(&self, metric: &str) -> String;

    /// What else can be looked at: the time, the project, the team.
    fn choices(&self) -> Vec<Choice> {
        Vec::new()
    }
}

/// Something that can be chosen by following a link.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Choice {
    /// What is chosen: `Time`, `Project`.
    pub name: String,
    /// The values, each with where it leads.
    pub options: Vec<(String, String)>,
    /// Which of them is chosen.
    pub chosen: usize,
}

/// What pages are about.
pub struct Site<'a> {
    /// The name of the organization.
    pub organization: &'a str,
    /// The tables.
    pub reader: &'a Reader,
    /// The part of them that is looked at.
    pub scope: &'a Scope,
    /// Where links lead.
    pub links: &'a dyn Links,
    /// When the page is made.
    pub made: Timestamp,
    computed: RefCell<HashMap<(String, bool), Computed>>,
    audit: RefCell<Option<Rc<audit::Report>>>,
}

/// Figures, or why there are none.
type Computed = Rc<Result<Figures>>;

impl<'a> Site<'a> {
    /// Pages of this scope. What one of them has computed is not computed again.
    ///
    /// # Errors
    /// When the source can't be read.
    pub fn new(
        organization: &'a str,
        reader: &'a Reader,
        scope: &'a Scope,
        links: &'a dyn Links,
        made: Timestamp,
    ) -> Result<Self> {
        // Numbers are compared with those of the time before.
        reader.keep(&scope.before()?)?;
        Ok(Self {
            organization,
            reader,
            scope,
            links,
            made,
            computed: RefCell::default(),
            audit: RefCell::default(),
        })
    }

    /// With an audit that was made before, of the whole or of the project of the scope.
    pub(crate) fn audited(&self, report: audit::Report) {
        *self.audit.borrow_mut() = Some(Rc::new(report));
    }

    /// The audit of the tables.
    ///
    /// # Errors
    /// When the tables can't be read.
    pub fn audit(&self) -> Result<Rc<audit::Report>> {
        if let Some(report) = &*self.audit.borrow() {
            return Ok(Rc::clone(report));
        }
        let report = Rc::new(audit::Audit::new().run(self.reader, self.scope, self.made)?);
        *self.audit.borrow_mut() = Some(Rc::clone(&report));
        Ok(report)
    }

    /// The figures of a metric, of this time or of the time before.
    fn figures(&self, metric: &Metric, before: bool) -> Computed {
        let key = (metric.name.clone(), before);
        if let Some(computed) = self.computed.borrow().get(&key) {
            return Rc::clone(computed);
        }
        let computed = if before {
            self.scope.before().and_then(|scope| self.reader.metric(metric, &scope))
        } else {
            self.reader.metric(metric, self.scope)
        };
        let computed = Rc::new(computed);
        self.computed.borrow_mut().insert(key, Rc::clone(&computed));
        computed
    }

    /// The rows of a metric as CSV.
    ///
    /// # Errors
    /// When there is no such metric, or when it can't be computed.
    pub fn csv(&self, name: &str) -> Result<String> {
        match &*self.figures(metric::find(name)?, false) {
            Ok(figures) => Ok(csv(figures)),
            Err(error) => Err(error.again()),
        }
    }
}

/// A page as an HTML document. A metric whose tables were never synced says so in its place.
///
/// # Errors
/// When a query fails.
pub fn render(site: &Site<'_>, page: &Page) -> Result<String> {
    let mut figures = Vec::with_capacity(page.figures.len());
    for placed in &page.figures {
        figures.push(figure::render(site, metric::find(&placed.metric)?, placed.wide)?);
    }
    if page.audit {
        figures.extend(audit::write::cards(&*site.audit()?));
    }
    Ok(layout::document(site, page, &figures))
}
