//! The redirect that ends a sign-in in a browser: one request to this machine.

use std::time::Duration;

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::{TcpListener, TcpStream};

use crate::error::{Error, Result};
use crate::exit::Exit;

/// How long the person has.
const PATIENCE: Duration = Duration::from_secs(600);
/// How long one request may take to come, and how long it may be.
const REQUEST: Duration = Duration::from_secs(10);
const LONGEST: usize = 16 * 1024;

/// Waits for the redirect.
pub struct Listener {
    listener: TcpListener,
    port: u16,
}

impl Listener {
    /// Listens on this machine, at any port.
    ///
    /// # Errors
    /// When there is none.
    pub async fn open() -> Result<Self> {
        let cannot = |error: std::io::Error| {
            Error::failed(format!("no port of this machine can be listened on: {error}")).help("use --device")
        };
        let listener = TcpListener::bind(("127.0.0.1", 0)).await.map_err(cannot)?;
        let port = listener.local_addr().map_err(cannot)?.port();
        Ok(Self { listener, port })
    }

    /// What the browser is led to.
    pub fn address(&self) -> String {
        format!("http://localhost:{}", self.port)
    }

    /// The code that comes with this state.
    ///
    /// # Errors
    /// When the sign-in fails, or nobody signs in for ten minutes.
    pub async fn code(self, state: &str) -> Result<String> {
        let wait = async {
            loop {
                let (stream, _) = self.listener.accept().await.map_err(|error| {
                    Error::failed(format!("the browser's answer can't be received: {error}"))
                })?;
                // Whoever is slow, or asks for something else, is not the redirect.
                if let Ok(Some(found)) = tokio::time::timeout(REQUEST, answer(stream, state)).await {
                    return found;
                }
            }
        };
        tokio::time::timeout(PATIENCE, wait).await.unwrap_or_else(|_| {
            Err(Error::new(Exit::Auth, "nobody signed in within ten minutes").help("sign in again"))
        })
    }
}

/// Answers one request; none where it is not the redirect.
async fn answer(mut stream: TcpStream, state: &str) -> Option<Result<String>> {
    let mut head = Vec::new();
    let mut piece = [0; 2048];
    while !head.windows(4).any(|four| four == b"\r\n\r\n") && head.len() < LONGEST {
        match stream.read(&mut piece).await {
            Ok(0) | Err(_) => break,
            Ok(read) => head.extend_from_slice(&piece[..read]),
        }
    }
    let head = String::from_utf8_lossy(&head);
    let target = head.strip_prefix("GET ").and_then(|rest| rest.split(' ').next()).unwrap_or_default();
    let found = read(target, state);
    let (status, text) = match &found {
        Some(Ok(_)) => ("200 OK", "You are signed in to adox. You can close this page."),
        Some(Err(_)) => {
            ("400 Bad Request", "The sign-in failed; the terminal says why. You can close this page.")
        }
        None => ("404 Not Found", "There is nothing here."),
    };
    let page = format!("<!doctype html><meta charset=utf-8><title>adox</title><p>{text}</p>");
    let length = page.len();
    let response = format!(
        "HTTP/1.1 {status}\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: {length}\r\n\
         Cache-Control: no-store\r\nConnection: close\r\n\r\n{page}"
    );
    // The code is there, whether the page is seen or not.
    let _ = stream.write_all(response.as_bytes()).await;
    let _ = stream.shutdown().await;
    found
}

/// What a redirect says: none where it is none of this sign-in.
fn read(target: &str, state: &str) -> Option<Result<String>> {
    let query = target.split_once('?')?.1;
    let value = |name: &str| {
        let mut pairs = query.split('&').filter_map(|pair| pair.split_once('='));
        pairs.find(|(known, _)| *known == name).map(|(_, value)| decode(value))
    };
    if value("state")? != state {
        return None;
    }
    Some(match (value("code"), value("error")) {
        (Some(code), _) if !code.is_empty() => Ok(code),
        (_, error) => {
            let why = value("error_description").or(error).unwrap_or_else(|| "no reason is given".to_owned());
            Err(Error::new(
                Exit::Auth,
                format!("the sign-in failed: {}", why.lines().next().unwrap_or_default()),
            ))
        }
    })
}

/// A value of a query.
fn decode(value: &str) -> String {
    let mut bytes = Vec::with_capacity(value.len());
    let mut rest = value.bytes();
    while let Some(byte) = rest.next() {
        match byte {
            b'+' => bytes.push(b' '),
            b'%' => {
                let digit = |byte: Option<u8>| char::from(byte?).to_digit(16);
                match (digit(rest.next()), digit(rest.next())) {
                    (Some(high), Some(low)) => bytes.push(u8::try_from(high * 16 + low).unwrap_or(b'?')),
                    _ => bytes.push(b'?'),
                }
            }
            byte => bytes.push(byte),
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_redirect_of_another_sign_in_is_none() {
        assert_eq!(read("/?code=a%2Fb+c&state=s%3D1", "s=1").unwrap().unwrap(), "a/b c");
        assert!(read("/?code=a&state=other", "s=1").is_none());
        assert!(read("/favicon.ico", "s=1").is_none());
        let error = read("/?error=access_denied&error_description=AADSTS65004%3A+Declined.&state=s", "s");
        assert_eq!(error.unwrap().unwrap_err().message(), "the sign-in failed: AADSTS65004: Declined.");
    }
}
