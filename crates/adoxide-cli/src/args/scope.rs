use std::path::PathBuf;

use adoxide_report::{Reader, Scope, Words};
use clap::Args;
use jiff::Timestamp;
use jiff::civil::Date;

use super::ProfileArgs;
use crate::error::{Error, Result};
use crate::settings;

// Not a doc comment: flattened into a command, it would be the text of that command.
// The synced tables, and the part of them that is looked at.
#[derive(Args, Clone, Debug, Default)]
pub struct ScopeArgs {
    /// The SQLite file, or the URL of a PostgreSQL database
    /// (default: ADOXIDE_DATABASE, or adox.db)
    #[arg(long, value_name = "FILE")]
    pub database: Option<PathBuf>,

    /// Only this project
    #[arg(long, short, value_name = "NAME|ID")]
    pub project: Option<String>,

    /// Only what the members of this team did or have to do; needs --project
    #[arg(long, value_name = "NAME|ID", requires = "project")]
    pub team: Option<String>,

    /// Only this organization, where the tables are of several
    #[arg(long, value_name = "NAME")]
    pub organization: Option<String>,

    /// The last so many days
    #[arg(long, value_name = "NUMBER", default_value_t = 90, value_parser = clap::value_parser!(u32).range(1..=36_500))]
    pub days: u32,

    /// From this day on, such as 2026-01-31
    #[arg(long, value_name = "DATE", conflicts_with = "days")]
    pub from: Option<Date>,

    /// Until this day, which is part of it (default: today)
    #[arg(long, value_name = "DATE")]
    pub to: Option<Date>,

    /// Not a person: a name or email address; repeatable
    #[arg(long, value_name = "NAME")]
    pub bot: Vec<String>,

    /// A word in the names of pipelines that deploy; repeatable
    #[arg(long, value_name = "WORD", default_values = ["deploy", "release"])]
    pub deployment: Vec<String>,

    /// A word in the types or tags of work items that are incidents; repeatable
    #[arg(long, value_name = "WORD", default_value = "incident")]
    pub incident: Vec<String>,

    #[command(flatten)]
    pub profile: ProfileArgs,
}

impl ScopeArgs {
    /// The tables.
    pub fn reader(&self) -> Result<Reader> {
        settings::reader(&settings::location(self.database.as_deref(), &self.profile)?)
    }

    /// The part of them that is looked at.
    pub fn scope(&self, reader: &Reader) -> Result<Scope> {
        let now = Timestamp::now();
        let end = match self.to {
            None => now,
            Some(day) => {
                let next = day.tomorrow().and_then(|next| next.to_zoned(jiff::tz::TimeZone::UTC));
                let next = next.map_err(|error| Error::usage(format!("--to {day}: {error}")))?;
                next.timestamp().min(now)
            }
        };
        let scope = match self.from {
            Some(from) => Scope::between(from, end, now),
            None => {
                Scope::last_days(end, self.days).and_then(|scope| Scope::between(scope.first_day(), end, now))
            }
        }?;
        let scope = scope.organization(self.organization.clone()).words(self.words());
        let project = match &self.project {
            Some(wanted) => Some(one(wanted, "project", reader.projects(&scope)?)?),
            None => None,
        };
        let scope = scope.project(project);
        let team = match &self.team {
            Some(wanted) => Some(one(wanted, "team", reader.teams(&scope)?)?),
            None => None,
        };
        Ok(scope.team(team))
    }
}

impl ScopeArgs {
    /// Whether the time is from one day to another, and not the last so many days.
    pub fn is_range(&self) -> bool {
        self.from.is_some() || self.to.is_some()
    }

    /// What the time is called.
    pub fn name(&self) -> String {
        match (self.from, self.to) {
            (None, None) => days_name(self.days),
            (None, Some(to)) => format!("{} until {to}", days_name(self.days)),
            (Some(from), None) => format!("since {from}"),
            (Some(from), Some(to)) => format!("{from} to {to}"),
        }
    }

    fn words(&self) -> Words {
        let mut words = Words::default();
        words.bots.clone_from(&self.bot);
        words.deployments.clone_from(&self.deployment);
        words.incidents.clone_from(&self.incident);
        words
    }
}

/// What a number of days is called.
pub fn days_name(days: u32) -> String {
    match days {
        365 => "1 year".to_owned(),
        1 => "1 day".to_owned(),
        days => format!("{days} days"),
    }
}

/// The one of this name, in any letter case, or id.
pub fn one(wanted: &str, what: &str, all: Vec<adoxide_report::Named>) -> Result<adoxide_report::Named> {
    let names: Vec<String> = all.iter().map(|one| one.name.clone()).collect();
    let mut same = all.into_iter().filter(|one| {
        one.id.eq_ignore_ascii_case(wanted) || one.name.to_lowercase() == wanted.to_lowercase()
    });
    match (same.next(), same.next()) {
        (Some(one), None) => Ok(one),
        (Some(one), Some(_)) => {
            Err(Error::usage(format!("there are several {what}s `{}`", one.name)).help("name it by its id"))
        }
        (None, _) => {
            let error = Error::usage(format!("no such {what} in the tables: `{wanted}`"));
            let near = names.iter().max_by(|a, b| {
                let near = |name: &str| strsim::jaro_winkler(&name.to_lowercase(), &wanted.to_lowercase());
                near(a).total_cmp(&near(b))
            });
            Err(near.map_or_else(
                || Error::usage(format!("there are no {what}s in the tables")),
                |near| error.help(format!("there is `{near}`")),
            ))
        }
    }
}
