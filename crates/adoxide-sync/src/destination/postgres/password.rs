//! Passwords that are not in the address: `PGPASSWORD`, and the password file of libpq.
//!
//! <https://www.postgresql.org/docs/current/libpq-pgpass.html>

use std::fs;
use std::path::PathBuf;

use tokio_postgres::Config;
use tokio_postgres::config::Host;

use crate::{Error, ErrorKind};

/// The password for a connection, if there is one anywhere.
pub(super) fn find(config: &Config) -> Result<Option<String>, Error> {
    if let Ok(password) = std::env::var("PGPASSWORD") {
        return Ok(Some(password));
    }
    let Some(path) = file() else { return Ok(None) };
    let text = match fs::read_to_string(&path) {
        Ok(text) => text,
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(None),
        Err(error) => {
            let message = format!("the password file `{}` can't be read", path.display());
            return Err(Error::new(ErrorKind::Config, message).because(error));
        }
    };
    let found = text.lines().find_map(|line| entry(line, config));
    #[cfg(unix)]
    if found.is_some() {
        use std::os::unix::fs::PermissionsExt as _;
        let mode = fs::metadata(&path).map(|metadata| metadata.permissions().mode()).unwrap_or_default();
        if mode & 0o077 != 0 {
            let path = path.display();
            let message = format!("other users can read the password file `{path}`; run `chmod 600 {path}`");
            return Err(Error::new(ErrorKind::Config, message));
        }
    }
    Ok(found)
}

fn file() -> Option<PathBuf> {
    let variable = |name: &str| std::env::var_os(name).filter(|value| !value.is_empty()).map(PathBuf::from);
    let home = || {
        if cfg!(windows) {
            variable("APPDATA").map(|folder| folder.join("postgresql").join("pgpass.conf"))
        } else {
            variable("HOME").map(|folder| folder.join(".pgpass"))
        }
    };
    variable("PGPASSFILE").or_else(home)
}

/// The password of a line `host:port:database:user:password`, if it is for this connection.
fn entry(line: &str, config: &Config) -> Option<String> {
    if line.starts_with('#') {
        return None;
    }
    let fields = fields(line);
    let [host, port, database, user, password] = fields.as_slice() else { return None };
    let is = |pattern: &str, value: &str| pattern == "*" || pattern == value;
    let named = config.get_user().unwrap_or_default();
    let ports = config.get_ports();
    let is_here = config.get_hosts().iter().zip(0..).any(|(of, at)| {
        let is_host = match of {
            Host::Tcp(name) => is(host, name),
            #[cfg(unix)]
            Host::Unix(path) => is(host, "localhost") || is(host, &path.to_string_lossy()),
        };
        let at: usize = at;
        is_host && is(port, &ports.get(at).or(ports.last()).copied().unwrap_or(5432).to_string())
    });
    let is_address = config.get_hostaddrs().iter().any(|address| is(host, &address.to_string()));
    let matches =
        (is_here || is_address) && is(database, config.get_dbname().unwrap_or(named)) && is(user, named);
    matches.then(|| password.clone())
}

/// The fields of a line; `\` takes the meaning from the character behind it.
fn fields(line: &str) -> Vec<String> {
    let mut fields = vec![String::new()];
    let mut chars = line.chars();
    while let Some(char) = chars.next() {
        let last = fields.len() - 1;
        match char {
            '\\' => fields[last].extend(chars.next()),
            ':' if fields.len() < 5 => fields.push(String::new()),
            char => fields[last].push(char),
        }
    }
    fields
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_for_the_connections_that_it_names() {
        let config: Config = "postgresql://ada@db.example:6432/ado".parse().unwrap();
        for (line, expected) in [
            ("db.example:6432:ado:ada:one", Some("one")),
            ("*:*:*:*:two", Some("two")),
            (r"db.example:*:*:ada:a\:b\\c:d", Some(r"a:b\c:d")),
            ("db.example:5432:ado:ada:no", None),
            ("other:6432:ado:ada:no", None),
            ("db.example:6432:other:ada:no", None),
            ("db.example:6432:ado:bob:no", None),
            ("#db.example:6432:ado:ada:no", None),
            ("db.example:6432", None),
            ("", None),
        ] {
            assert_eq!(entry(line, &config).as_deref(), expected, "{line}");
        }
    }
}
