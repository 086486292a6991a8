//! The pages of the reports, made from the tables when they are asked for.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use adoxide_report::page::{self, Choice, Links, Site};
use adoxide_report::{ErrorKind, Reader, Scope, Sqlite, metric};
use adoxide_sync::Location;
use http::StatusCode;
use jiff::Timestamp;

use super::reply::Reply;
use super::route::Call;
use crate::server::App;

/// The days that can be looked at; the second is what is shown first.
const DAYS: [u32; 4] = [7, 30, 90, 365];
/// How long the queries of a page may take.
const PATIENCE: Duration = Duration::from_secs(60);

/// What of a page is asked for.
#[derive(Clone, Copy)]
enum What {
    Page,
    Csv,
    Sql,
}

/// To the first page of the first connection that has pages.
pub(super) async fn index(app: &Arc<App>, _: Call) -> Reply {
    let first = app.connections.iter().find(|connection| database(&connection.config.destination).is_some());
    match (first, page::all().first()) {
        (Some(connection), Some(page)) => {
            Reply::found(format!("/pages/{}/{}", connection.config.name, page.id))
        }
        _ => Reply::error(
            StatusCode::NOT_FOUND,
            "not_found",
            "no connection has a SQLite file, which pages are made of",
        ),
    }
}

pub(super) async fn page(app: &Arc<App>, call: Call) -> Reply {
    made(app, call, What::Page).await
}

pub(super) async fn csv(app: &Arc<App>, call: Call) -> Reply {
    made(app, call, What::Csv).await
}

pub(super) async fn sql(app: &Arc<App>, call: Call) -> Reply {
    made(app, call, What::Sql).await
}

async fn made(app: &Arc<App>, call: Call, what: What) -> Reply {
    let connection = match super::api::find(app, &call) {
        Ok(connection) => &connection.config,
        Err(reply) => return reply,
    };
    let Some(path) = database(&connection.destination).map(Path::to_path_buf) else {
        let message = "the destination of this connection is not a SQLite file, which pages are made of";
        return Reply::error(StatusCode::NOT_FOUND, "not_found", message);
    };
    let days =
        call.query("days").and_then(|days| days.parse().ok()).filter(|days| (1..=3_660).contains(days));
    let here = Here {
        connection: connection.name.clone(),
        organization: connection.organization.organization(),
        name: call.path.get(1).cloned().unwrap_or_default(),
        days: days.unwrap_or(DAYS[1]),
        what,
    };
    let made = tokio::task::spawn_blocking(move || here.make(&path)).await;
    match made {
        Ok(Ok(reply)) => reply,
        Ok(Err(error)) if *error.kind() == ErrorKind::NotFound => {
            Reply::error(StatusCode::NOT_FOUND, "not_found", error.to_string())
        }
        Ok(Err(error)) => {
            Reply::error(StatusCode::SERVICE_UNAVAILABLE, "page_unavailable", error.to_string())
        }
        Err(error) => Reply::error(StatusCode::SERVICE_UNAVAILABLE, "page_unavailable", error.to_string()),
    }
}

fn database(location: &Location) -> Option<&Path> {
    match location {
        Location::Sqlite(path) => Some(path),
        _ => None,
    }
}

/// What is asked for, and where links lead from there.
struct Here {
    connection: String,
    organization: String,
    /// The page, or the metric.
    name: String,
    days: u32,
    what: What,
}

impl Here {
    fn make(&self, path: &Path) -> adoxide_report::Result<Reply> {
        let mut source = Sqlite::open(path)?;
        source.timeout(PATIENCE)?;
        let reader = Reader::new(source)?;
        let now = Timestamp::now();
        let scope = Scope::last_days(now, self.days)?.organization(Some(self.organization.to_lowercase()));
        Ok(match self.what {
            What::Sql => {
                let sql = reader.sql(metric::find(&self.name)?, &scope)?;
                Reply::text(StatusCode::OK, "text/plain; charset=utf-8", sql)
            }
            what => {
                let site = Site::new(&self.organization, &reader, &scope, self, now)?;
                match what {
                    What::Csv => {
                        Reply::text(StatusCode::OK, "text/csv; charset=utf-8", site.csv(&self.name)?)
                    }
                    _ => Reply::page(page::render(&site, page::find(&self.name)?)?),
                }
            }
        })
    }
}

impl Links for Here {
    fn page(&self, id: &str) -> String {
        format!("/pages/{}/{id}?days={}", self.connection, self.days)
    }

    fn csv(&self, metric: &str) -> String {
        format!("/pages/{}/csv/{metric}?days={}", self.connection, self.days)
    }

    fn sql(&self, metric: &str) -> String {
        format!("/pages/{}/sql/{metric}?days={}", self.connection, self.days)
    }

    fn choices(&self) -> Vec<Choice> {
        let option = |days: &u32| {
            (format!("{days} days"), format!("/pages/{}/{}?days={days}", self.connection, self.name))
        };
        let options = DAYS.iter().map(option).collect();
        let chosen = DAYS.iter().position(|days| *days == self.days).unwrap_or(1);
        vec![Choice { name: "Time".to_owned(), options, chosen }]
    }
}
