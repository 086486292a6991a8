//! Dashboards for Grafana, over the views in a PostgreSQL database.
//!
//! Each page of a report is a dashboard, each metric on it a panel with the metric's own query. Grafana gives the time,
//! the length of a bucket and the project. Source: <https://grafana.com/docs/grafana/latest/administration/provisioning/>.

use std::fmt::Write as _;

use jiff::Timestamp;
use serde_json::{Value as Json, json};

use crate::metric::{ChartKind, ChartSpec, Column, Metric};
use crate::page::{self, Page};
use crate::sql::{Dialect, Macros, Scoped, expand, parameters};
use crate::{Error, ErrorKind, Result, Scope, Unit, metric};

/// The id of the data source in the dashboards.
const SOURCE: &str = "adoxide";
/// A dashboard is so many columns wide.
const WIDTH: usize = 24;

/// The files of Grafana's provisioning folder, by path: a data source, a provider of dashboards, and the dashboards.
/// `schema` is where the views are.
///
/// # Errors
/// When a definition is wrong.
pub fn provisioning(schema: &str) -> Result<Vec<(String, String)>> {
    let mut files = vec![
        ("datasources/adoxide.yaml".to_owned(), source(schema)),
        ("dashboards/adoxide.yaml".to_owned(), provider()),
    ];
    // The audit is no query.
    for page in page::all().iter().filter(|page| !page.figures.is_empty()) {
        let dashboard = serde_json::to_string_pretty(&dashboard(page)?)
            .map_err(|error| Error::new(ErrorKind::Definition, error.to_string()))?;
        files.push((format!("dashboards/adoxide/{}.json", page.id), dashboard + "\n"));
    }
    Ok(files)
}

fn source(schema: &str) -> String {
    let schema = Dialect::Postgres.quoted(schema);
    format!(
        "# The database that `adox sync --to postgresql://…` writes. The user of Grafana reads the views and nothing else:
#
#   CREATE ROLE grafana LOGIN PASSWORD '…';
#   GRANT USAGE ON SCHEMA {schema} TO grafana;
#   GRANT SELECT ON ALL TABLES IN SCHEMA {schema} TO grafana;
#   ALTER DEFAULT PRIVILEGES IN SCHEMA {schema} GRANT SELECT ON TABLES TO grafana;  -- as the user of the sync
#   ALTER ROLE grafana SET search_path = {schema};
#
# ADO_DATABASE_HOST (with the port), ADO_DATABASE and ADO_DATABASE_PASSWORD are variables of Grafana's environment.
apiVersion: 1
datasources:
  - name: Azure DevOps
    uid: {SOURCE}
    type: grafana-postgresql-datasource
    url: $ADO_DATABASE_HOST
    user: grafana
    secureJsonData:
      password: $ADO_DATABASE_PASSWORD
    jsonData:
      database: $ADO_DATABASE
      sslmode: require
"
    )
}

fn provider() -> String {
    "apiVersion: 1
providers:
  - name: adoxide
    folder: Azure DevOps
    type: file
    options:
      path: /etc/grafana/provisioning/dashboards/adoxide
"
    .to_owned()
}

fn dashboard(page: &Page) -> Result<Json> {
    let mut panels = Vec::new();
    let (mut x, mut y, mut row) = (0, 0, 0);
    for placed in &page.figures {
        let metric = metric::find(&placed.metric)?;
        let wide = placed.wide || metric.chart.kind == ChartKind::Tiles;
        let width = if wide { WIDTH } else { WIDTH / 2 };
        let height = match metric.chart.kind {
            ChartKind::Tiles => 4,
            _ if wide => 10,
            _ => 8,
        };
        if x + width > WIDTH {
            (x, y, row) = (0, y + row, 0);
        }
        let place = json!({ "x": x, "y": y, "w": width, "h": height });
        panels.push(panel(metric, panels.len() + 1, &place)?);
        (x, row) = (x + width, row.max(height));
    }
    Ok(json!({
        "uid": format!("adoxide-{}", page.id),
        "title": page.title,
        "description": page.about,
        "tags": ["azure-devops"],
        "timezone": "utc",
        "editable": true,
        "schemaVersion": 39,
        "time": { "from": "now-90d", "to": "now" },
        "templating": { "list": [
            {
                "name": "project", "label": "Project", "type": "query", "datasource": datasource(), "refresh": 1,
                "query": "select name as __text, id as __value from v_projects order by name",
                "includeAll": true, "allValue": "*", "current": { "text": "All", "value": "$__all" },
            },
            {
                "name": "bucket", "label": "By", "type": "custom", "query": "day,week,month",
                "current": { "text": "week", "value": "week" },
            },
        ] },
        "panels": panels,
    }))
}

fn datasource() -> Json {
    json!({ "type": "grafana-postgresql-datasource", "uid": SOURCE })
}

fn panel(metric: &Metric, id: usize, place: &Json) -> Result<Json> {
    let (kind, options) = drawn(&metric.chart);
    let over_time = kind == "timeseries";
    let units: Vec<Json> = metric.columns.iter().filter_map(unit).collect();
    let mut custom = json!({});
    if over_time {
        let stacked = metric.chart.stacked || metric.chart.kind == ChartKind::Areas;
        custom = json!({
            "drawStyle": if metric.chart.kind == ChartKind::Columns { "bars" } else { "line" },
            "fillOpacity": if metric.chart.kind == ChartKind::Lines { 0 } else { 70 },
            "stacking": { "mode": if stacked { "normal" } else { "none" } },
        });
    }
    Ok(json!({
        "id": id,
        "type": kind,
        "title": metric.title,
        "description": metric.about,
        "datasource": datasource(),
        "gridPos": place,
        "options": options,
        "fieldConfig": { "defaults": { "custom": custom }, "overrides": units },
        "targets": [{
            "refId": "A",
            "datasource": datasource(),
            "rawQuery": true,
            "format": if over_time { "time_series" } else { "table" },
            "rawSql": sql(metric, over_time)?,
        }],
    }))
}

/// The panel that shows a chart, and its options. What Grafana has no panel for is a table.
fn drawn(chart: &ChartSpec) -> (&'static str, Json) {
    match chart.kind {
        ChartKind::Tiles => {
            ("stat", json!({ "reduceOptions": { "calcs": ["lastNotNull"] }, "textMode": "value_and_name" }))
        }
        ChartKind::Columns | ChartKind::Lines | ChartKind::Areas if chart.x.is_some() => {
            ("timeseries", json!({ "legend": { "displayMode": "list", "placement": "bottom" } }))
        }
        ChartKind::Bars => ("barchart", json!({ "orientation": "horizontal" })),
        _ => ("table", json!({})),
    }
}

/// The unit of a column, by the title under which it is selected.
fn unit(column: &Column) -> Option<Json> {
    let unit = match column.unit {
        Unit::Seconds => "s",
        Unit::Share => "percentunit",
        Unit::Bytes => "bytes",
        Unit::Count | Unit::Number => "short",
        _ => return None,
    };
    Some(json!({
        "matcher": { "id": "byName", "options": column.title },
        "properties": [{ "id": "unit", "value": unit }],
    }))
}

/// The query of a panel: that of the metric, with the titles of its columns.
fn sql(metric: &Metric, over_time: bool) -> Result<String> {
    let inner = query(&metric.sql)?;
    let quoted = |name: &str| Dialect::Postgres.quoted(name);
    let selected = |column: &Column| format!("m.{} as {}", quoted(&column.name), quoted(&column.title));
    let chart = &metric.chart;
    let mut columns = Vec::new();
    if over_time {
        let x = chart.x.as_deref().unwrap_or_default();
        columns.push(format!("cast(m.{} as timestamptz) as \"time\"", quoted(x)));
        if let (Some(row), Some(value)) = (&chart.row, &chart.value) {
            columns.push(format!("m.{} as metric", quoted(row)));
            columns.push(format!("m.{} as value", quoted(value)));
        } else {
            let drawn = metric.columns.iter().filter(|column| chart.y.contains(&column.name));
            columns.extend(drawn.map(selected));
        }
    } else {
        // The address of what a column names is for links.
        let shown = metric.columns.iter().filter(|column| column.unit != Unit::Link);
        columns.extend(shown.map(selected));
    }
    let mut sql = format!("select {} from (\n{inner}\n) m", columns.join(", "));
    if over_time {
        sql.push_str(" order by 1");
    }
    Ok(sql)
}

/// The SQL of this crate with what Grafana fills in: `$__timeFrom()`, `$__timeTo()`, `$bucket` and `$project`.
fn query(sql: &str) -> Result<String> {
    // It says which macros stand for a part of the tables, and not which part.
    let scope = Scope::last_days(Timestamp::UNIX_EPOCH + jiff::SignedDuration::from_hours(24 * 1000), 90)?;
    let grafana = Grafana(Scoped { dialect: Dialect::Postgres, scope: Some(&scope) });
    let expanded = expand(sql.trim(), &grafana)?;
    let mut sql = expanded.sql;
    if expanded.views.contains("v_buckets") {
        let buckets = "select to_char(b.b, 'YYYY-MM-DD') as bucket, b.b at time zone 'UTC' as starts_at, \
             (b.b + cast('1 $bucket' as interval)) at time zone 'UTC' as ends_at \
             from generate_series(date_trunc('$bucket', :from at time zone 'UTC'), \
             (:to at time zone 'UTC') - interval '1 microsecond', cast('1 $bucket' as interval)) as b(b)";
        sql = match sql.strip_prefix("with ") {
            Some(body) => format!("with v_buckets as ({buckets}),\n{body}"),
            None => format!("with v_buckets as ({buckets})\n{sql}"),
        };
    }
    parameters(&sql, |name| {
        Ok(match name {
            // From the beginning of the bucket, as the pages have it.
            "from" => "(date_trunc('$bucket', cast($__timeFrom() as timestamptz) at time zone 'UTC') at time zone 'UTC')"
                .to_owned(),
            "to" => "cast($__timeTo() as timestamptz)".to_owned(),
            "now" => "now()".to_owned(),
            name => {
                let value = scope.parameter(name).ok_or_else(|| {
                    Error::new(ErrorKind::Definition, format!("nothing gives the parameter `{name}`"))
                })?;
                Dialect::Postgres.literal(name, &value)
            }
        })
    })
}

/// The macros of PostgreSQL, narrowed by the variables of a dashboard.
struct Grafana<'a>(Scoped<'a>);

impl Macros for Grafana<'_> {
    fn expand(&self, name: &str, arguments: &[&str]) -> Result<String> {
        let mut text = String::new();
        match (name, arguments) {
            ("here", [alias] | [alias, _]) => {
                // Writing to a string can't fail.
                let _ = write!(text, "('$project' = '*' or {alias}.project_id = '$project')");
            }
            ("bucket", [instant]) => {
                let _ = write!(
                    text,
                    "to_char(date_trunc('$bucket', ({instant}) at time zone 'UTC'), 'YYYY-MM-DD')"
                );
            }
            _ => return self.0.expand(name, arguments),
        }
        Ok(text)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_metric_of_a_page_is_a_panel_and_nothing_is_left_to_fill_in() {
        let files = provisioning("ado").unwrap();
        let dashboards: Vec<Json> =
            files.iter().skip(2).map(|(_, text)| serde_json::from_str(text).unwrap()).collect();
        let panels: Vec<&Json> =
            dashboards.iter().flat_map(|dashboard| dashboard["panels"].as_array().unwrap()).collect();
        assert_eq!(panels.len(), page::all().iter().map(|page| page.figures.len()).sum::<usize>());
        for panel in panels {
            let sql = panel["targets"][0]["rawSql"].as_str().unwrap();
            let rest = parameters(sql, |name| panic!("{}: :{name}", panel["title"])).unwrap();
            assert!(!rest.contains("!("), "{rest}");
        }
    }
}
