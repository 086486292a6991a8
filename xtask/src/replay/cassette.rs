//! Recorded exchanges, in the order of their cassettes.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use serde_json::Value;

/// One recorded run of a client.
pub struct Cassette {
    pub name: String,
    pub exchanges: Vec<Exchange>,
}

/// One request and what the service answered.
pub struct Exchange {
    /// The file's name, without folder and ending: what a miss is reported by.
    pub name: String,
    pub method: String,
    pub url: String,
    pub accept: Option<String>,
    pub content_type: Option<String>,
    pub body: Value,
    pub recorded: Option<String>,
    pub answer: Answer,
}

/// A recorded answer.
pub struct Answer {
    pub status: u16,
    pub content_type: Option<String>,
    pub body: Value,
}

/// Reads a folder with an `index.csv`; a folder `history` in it holds exchanges that stand alone.
pub fn read(dir: &Path) -> Result<Vec<Cassette>, String> {
    let mut cassettes = read_index(dir, "")?;
    if dir.join("history/index.csv").is_file() {
        cassettes.extend(read_index(&dir.join("history"), "history/")?);
    }
    Ok(cassettes)
}

fn read_index(dir: &Path, prefix: &str) -> Result<Vec<Cassette>, String> {
    let path = dir.join("index.csv");
    let text = fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))?;
    let mut lines = text.lines();
    let header = cells(lines.next().unwrap_or_default());
    let column = |name: &str| header.iter().position(|column| column == name);
    let file = column("file").ok_or_else(|| format!("{}: no column `file`", path.display()))?;
    let (cassette, index) = (column("cassette"), column("index"));
    let mut found: BTreeMap<String, Vec<(usize, Exchange)>> = BTreeMap::new();
    for (number, line) in lines.enumerate() {
        let row = cells(line);
        let Some(file) = row.get(file) else { continue };
        // An index may list more than the folder holds.
        if !dir.join(file).is_file() {
            continue;
        }
        let exchange = read_exchange(&dir.join(file), prefix)?;
        let name = cassette
            .and_then(|at| row.get(at))
            .map_or_else(|| exchange.name.clone(), |name| format!("{prefix}{name}"));
        let order = index.and_then(|at| row.get(at)?.parse().ok()).unwrap_or(number);
        found.entry(name).or_default().push((order, exchange));
    }
    let order = |mut exchanges: Vec<(usize, Exchange)>| {
        exchanges.sort_by_key(|(order, _)| *order);
        exchanges.into_iter().map(|(_, exchange)| exchange).collect()
    };
    Ok(found.into_iter().map(|(name, exchanges)| Cassette { name, exchanges: order(exchanges) }).collect())
}

fn read_exchange(path: &Path, prefix: &str) -> Result<Exchange, String> {
    let text = fs::read_to_string(path).map_err(|error| format!("{}: {error}", path.display()))?;
    let json: Value = serde_json::from_str(&text).map_err(|error| format!("{}: {error}", path.display()))?;
    let (request, response) = (&json["request"], &json["response"]);
    let text = |value: &Value| value.as_str().map(str::to_owned);
    // The recorder shows an empty list where no body came.
    let headers = &response["headers"];
    let empty = headers["content-length"][0] == "0" || headers["content-type"].is_null();
    let status = response["status"].as_u64().and_then(|status| u16::try_from(status).ok());
    Ok(Exchange {
        name: format!("{prefix}{}", path.file_stem().unwrap_or_default().to_string_lossy()),
        method: text(&request["method"]).unwrap_or_default(),
        url: text(&request["url"]).unwrap_or_default(),
        accept: text(&request["accept"]),
        content_type: text(&request["content_type"]),
        body: request["body"].clone(),
        recorded: text(&json["recorded"]),
        answer: Answer {
            status: status.ok_or_else(|| format!("{}: no status", path.display()))?,
            content_type: text(&response["headers"]["content-type"][0]),
            body: if empty { Value::Null } else { response["body"].clone() },
        },
    })
}

/// The cells of a line of CSV: commas, and quotes around cells that hold them.
fn cells(line: &str) -> Vec<String> {
    let mut cells = vec![String::new()];
    let mut quoted = false;
    for char in line.chars() {
        match char {
            '"' => quoted = !quoted,
            ',' if !quoted => cells.push(String::new()),
            char => cells.last_mut().expect("there is always one").push(char),
        }
    }
    cells
}
