//! Tokens that expire: kept, renewed in time, and what they say about themselves.

use std::fmt;
use std::sync::{Mutex as Lock, PoisonError};
use std::time::Duration;

use adoxide_api::wire::Secret;
use base64::Engine as _;
use base64::prelude::BASE64_URL_SAFE_NO_PAD;
use futures::FutureExt;
use futures::future::BoxFuture;
use jiff::Timestamp;
use serde::Deserialize;
use tokio::sync::Mutex;
use tokio::time::Instant;

use super::{Authorization, Context, Credential};
use crate::error::{Error, Result};
use crate::limit::after;
use crate::transport::Transport;

/// A token is renewed this long before it expires, or after half its life if that is shorter.
const AHEAD: Duration = Duration::from_secs(300);
/// How often a token that still is good is tried to be renewed, when that fails.
const AGAIN: Duration = Duration::from_secs(30);
/// A renewed token that is refused within this time is not renewed again: the next one would not be better.
const FRESH: Duration = Duration::from_secs(60);

/// A token, and for how long it is good.
#[derive(Clone, Debug)]
pub struct AccessToken {
    token: Secret,
    lifetime: Duration,
}

impl AccessToken {
    /// A token that is good for so long from now.
    pub fn new(token: impl Into<String>, lifetime: Duration) -> Self {
        Self { token: Secret::from(token.into()), lifetime }
    }

    /// The token itself.
    pub fn expose(&self) -> &str {
        self.token.expose()
    }

    /// How long it is good, from when it was made.
    pub fn lifetime(&self) -> Duration {
        self.lifetime
    }

    /// A token that is good until then, by the clock of this machine.
    pub fn until(token: impl Into<String>, expires: Timestamp) -> Self {
        let lifetime = Duration::try_from(expires.duration_since(Timestamp::now()));
        Self::new(token, lifetime.unwrap_or_default())
    }
}

type Fetch = dyn for<'a> Fn(&'a dyn Transport) -> BoxFuture<'a, Result<AccessToken>> + Send + Sync;

/// A credential made of anything that can fetch a token.
///
/// The token is kept and renewed five minutes before it expires, by one fetch for all who wait; a fetch that
/// fails while the old token is still good harms nobody. A token that the service refuses is renewed once.
///
/// ```
/// use std::time::Duration;
/// use adoxide::credential::{AccessToken, Renewing};
/// use futures::FutureExt;
///
/// let vault = Renewing::new("the token in our vault", |_transport| {
///     async { Ok(AccessToken::new("secret", Duration::from_secs(3600))) }.boxed()
/// });
/// # let _ = vault;
/// ```
pub struct Renewing {
    source: String,
    fetch: Box<Fetch>,
    held: Lock<Held>,
    /// Held by the one who fetches.
    flight: Mutex<()>,
}

/// What is known; changed only by the one who fetches.
#[derive(Default)]
struct Held {
    token: Option<Token>,
    /// When a refused token was last renewed.
    forced: Option<Instant>,
    /// When to try again to renew a token that still is good.
    not_before: Option<Instant>,
    /// How many fetches there were, and why the last one failed.
    fetches: u64,
    failure: Option<Error>,
}

#[derive(Clone)]
struct Token {
    authorization: Authorization,
    renew: Instant,
    expires: Instant,
}

/// What is to be done for one who asks.
enum Need {
    /// Use this.
    None(Authorization),
    /// Use this, and renew it if nobody does.
    Soon(Authorization),
    /// Nothing can be used until there is another one.
    Now,
}

impl Renewing {
    /// A credential that fetches its token like this. The source says where it comes from, for messages:
    /// `the token in our vault`.
    pub fn new<F>(source: impl Into<String>, fetch: F) -> Self
    where
        F: for<'a> Fn(&'a dyn Transport) -> BoxFuture<'a, Result<AccessToken>> + Send + Sync + 'static,
    {
        Self {
            source: source.into(),
            fetch: Box::new(fetch),
            held: Lock::default(),
            flight: Mutex::default(),
        }
    }

    fn with<T>(&self, use_it: impl FnOnce(&mut Held) -> T) -> T {
        use_it(&mut self.held.lock().unwrap_or_else(PoisonError::into_inner))
    }

    async fn current(&self, context: Context<'_>) -> Result<Authorization> {
        let (need, fetches) = self.with(|held| (held.need(context.refused), held.fetches));
        let flight = match need {
            Need::None(authorization) => return Ok(authorization),
            Need::Soon(authorization) => {
                let Ok(flight) = self.flight.try_lock() else {
                    return Ok(authorization);
                };
                // A failure is told to nobody: the token is still good.
                if let Err(error) = self.renew(context.transport, None).await {
                    tracing::warn!(source = %self.source, %error, "the token can't be renewed, and is still good");
                }
                drop(flight);
                return Ok(self.with(|held| held.usable()).unwrap_or(authorization));
            }
            Need::Now => self.flight.lock().await,
        };
        // Somebody else may have fetched meanwhile, for all who waited: with or without success.
        let landed = self.with(|held| {
            if held.fetches == fetches {
                return None;
            }
            match (held.need(context.refused), &held.failure) {
                (Need::None(authorization) | Need::Soon(authorization), _) => Some(Ok(authorization)),
                (Need::Now, Some(failure)) => Some(Err(failure.copy())),
                (Need::Now, None) => None,
            }
        });
        if let Some(landed) = landed {
            return landed;
        }
        let fetched = self.renew(context.transport, context.refused).await;
        drop(flight);
        fetched
    }

    async fn renew(
        &self,
        transport: &dyn Transport,
        refused: Option<&Authorization>,
    ) -> Result<Authorization> {
        let fetched = (self.fetch)(transport).await;
        let fetched = fetched.and_then(|token| {
            let authorization = Authorization::bearer(token.token.expose())?;
            let renew = after(token.lifetime.saturating_sub(AHEAD).max(token.lifetime / 2));
            Ok(Token { authorization, renew, expires: after(token.lifetime) })
        });
        self.with(|held| {
            held.fetches += 1;
            if refused.is_some() {
                held.forced = Some(Instant::now());
            }
            match fetched {
                Ok(token) => {
                    let authorization = token.authorization.clone();
                    *held =
                        Held { token: Some(token), not_before: None, failure: None, ..std::mem::take(held) };
                    Ok(authorization)
                }
                Err(error) => {
                    held.not_before = Some(after(AGAIN));
                    held.failure = Some(error.copy());
                    Err(error)
                }
            }
        })
    }
}

impl Held {
    fn need(&self, refused: Option<&Authorization>) -> Need {
        let now = Instant::now();
        let Some(token) = self.token.as_ref().filter(|token| now < token.expires) else {
            return Need::Now;
        };
        let authorization = token.authorization.clone();
        if refused == Some(&authorization) {
            let fresh = self.forced.is_some_and(|forced| now < forced + FRESH);
            return if fresh { Need::None(authorization) } else { Need::Now };
        }
        if now < token.renew || self.not_before.is_some_and(|not_before| now < not_before) {
            Need::None(authorization)
        } else {
            Need::Soon(authorization)
        }
    }

    fn usable(&self) -> Option<Authorization> {
        self.token.as_ref().map(|token| token.authorization.clone())
    }
}

impl Credential for Renewing {
    fn authorization<'a>(&'a self, context: Context<'a>) -> BoxFuture<'a, Result<Authorization>> {
        self.current(context).boxed()
    }

    fn source(&self) -> &str {
        &self.source
    }
}

impl fmt::Debug for Renewing {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Renewing({})", self.source)
    }
}

/// What a JSON Web Token says about itself: not verified, and used in messages only.
#[derive(Debug, Deserialize)]
pub(crate) struct Claims {
    exp: Option<f64>,
    tid: Option<String>,
    aud: Option<String>,
}

impl Claims {
    pub(super) fn read(token: &str) -> Option<Self> {
        let payload = token.split('.').nth(1)?;
        serde_json::from_slice(&BASE64_URL_SAFE_NO_PAD.decode(payload).ok()?).ok()
    }

    /// When it expires.
    pub(crate) fn expires(&self) -> Option<Timestamp> {
        Timestamp::from_second(self.exp? as i64).ok()
    }

    /// The tenant that made it.
    pub(crate) fn tenant(&self) -> Option<&str> {
        self.tid.as_deref()
    }

    /// What it is for, where that is not Azure DevOps.
    pub(crate) fn other_audience(&self) -> Option<&str> {
        let audience = self.aud.as_deref()?;
        let known =
            ["499b84ac-1321-427f-aa17-267ca6975798", "app.vstoken.visualstudio.com", "azure.com/devops"];
        let entra = audience.contains("://") || audience.len() == 36;
        (entra && !known.iter().any(|known| audience.contains(known))).then_some(audience)
    }
}

/// The token of an answer. How long it is good stands there in one of three ways.
#[cfg(feature = "entra")]
pub(super) fn access_token(answer: &serde_json::Value) -> Result<AccessToken> {
    use crate::error::ErrorKind;

    let number = |name: &str| {
        let value = &answer[name];
        value.as_f64().or_else(|| value.as_str()?.trim().parse().ok())
    };
    let missing = || Error::new(ErrorKind::Auth, "the answer holds no token");
    let token = ["access_token", "accessToken"].iter().find_map(|name| answer[name].as_str());
    let token = token.filter(|token| !token.is_empty()).ok_or_else(missing)?;
    if let Some(seconds) = number("expires_in") {
        let lifetime = Duration::try_from_secs_f64(seconds).unwrap_or_default();
        return Ok(AccessToken::new(token, lifetime));
    }
    let expires = number("expires_on").and_then(|at| Timestamp::from_second(at as i64).ok());
    let expires = expires.or_else(|| Claims::read(token)?.expires());
    expires
        .map(|expires| AccessToken::until(token, expires))
        .ok_or_else(|| Error::new(ErrorKind::Auth, "the answer does not say how long the token is good"))
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;
    use std::sync::atomic::{AtomicUsize, Ordering};

    use super::*;
    use crate::error::ErrorKind;
    use crate::transport::{Body, TransportError, TransportErrorKind};

    struct Nowhere;

    impl Transport for Nowhere {
        fn send(
            &self,
            _: http::Request<Body>,
        ) -> BoxFuture<'_, Result<http::Response<Body>, TransportError>> {
            std::future::ready(Err(TransportError::new(TransportErrorKind::Connect, "no network"))).boxed()
        }
    }

    /// Tokens of an hour, numbered; a fetch takes a second. `fails` says which fetches fail.
    fn numbered(fails: fn(usize) -> bool) -> (Renewing, Arc<AtomicUsize>) {
        let count = Arc::new(AtomicUsize::new(0));
        let counted = Arc::clone(&count);
        let credential = Renewing::new("a numbered token", move |_| {
            let number = counted.fetch_add(1, Ordering::SeqCst);
            async move {
                tokio::time::sleep(Duration::from_secs(1)).await;
                if fails(number) {
                    return Err(Error::new(ErrorKind::Auth, format!("no token {number}")));
                }
                Ok(AccessToken::new(format!("token-{number}"), Duration::from_secs(3600)))
            }
            .boxed()
        });
        (credential, count)
    }

    async fn ask(credential: &Renewing) -> Result<String> {
        let authorization = credential.authorization(Context::new(&Nowhere)).await?;
        Ok(text(&authorization))
    }

    fn text(authorization: &Authorization) -> String {
        authorization.header().unwrap().to_str().unwrap().to_owned()
    }

    #[tokio::test(start_paused = true)]
    async fn one_fetch_for_all_who_wait_and_one_for_each_life() {
        let (credential, count) = numbered(|_| false);
        let all = futures::future::try_join_all((0..100).map(|_| ask(&credential))).await.unwrap();
        assert!(all.iter().all(|token| token == "Bearer token-0"));
        tokio::time::advance(Duration::from_secs(3290)).await;
        assert_eq!(
            (ask(&credential).await.unwrap().as_str(), count.load(Ordering::SeqCst)),
            ("Bearer token-0", 1)
        );
        // In the last five minutes one renews it, and the others don't wait for that.
        tokio::time::advance(Duration::from_secs(11)).await;
        let start = Instant::now();
        let rest = async {
            tokio::task::yield_now().await;
            let all = futures::future::try_join_all((0..100).map(|_| ask(&credential))).await.unwrap();
            assert_eq!(start.elapsed(), Duration::ZERO);
            assert!(all.iter().all(|token| token == "Bearer token-0"));
        };
        let (first, ()) = futures::future::join(ask(&credential), rest).await;
        assert_eq!((first.unwrap().as_str(), count.load(Ordering::SeqCst)), ("Bearer token-1", 2));
    }

    #[tokio::test(start_paused = true)]
    async fn a_failure_is_told_to_all_who_waited_and_to_nobody_while_the_token_is_good() {
        let (credential, count) = numbered(|number| number != 1);
        let all = futures::future::join_all((0..10).map(|_| ask(&credential))).await;
        assert!(all.iter().all(|one| one.as_ref().unwrap_err().to_string() == "no token 0"), "{all:?}");
        assert_eq!(count.load(Ordering::SeqCst), 1);
        assert_eq!(ask(&credential).await.unwrap(), "Bearer token-1");
        tokio::time::advance(Duration::from_secs(3400)).await;
        for _ in 0..10 {
            assert_eq!(ask(&credential).await.unwrap(), "Bearer token-1");
        }
        assert_eq!(count.load(Ordering::SeqCst), 3, "not more often than every half minute");
        tokio::time::advance(Duration::from_secs(300)).await;
        assert_eq!(ask(&credential).await.unwrap_err().to_string(), "no token 3");
    }

    #[tokio::test(start_paused = true)]
    async fn a_refused_token_is_renewed_once() {
        let (credential, count) = numbered(|_| false);
        let first = credential.authorization(Context::new(&Nowhere)).await.unwrap();
        let again = |refused: Authorization| {
            let credential = &credential;
            async move { credential.authorization(Context::new(&Nowhere).refused(&refused)).await.unwrap() }
        };
        let all = futures::future::join_all((0..10).map(|_| again(first.clone()))).await;
        assert!(all.iter().all(|token| text(token) == "Bearer token-1"));
        assert_eq!(text(&again(all[0].clone()).await), "Bearer token-1", "it would not get better");
        assert_eq!(count.load(Ordering::SeqCst), 2);
        tokio::time::advance(Duration::from_secs(120)).await;
        assert_eq!(text(&again(all[0].clone()).await), "Bearer token-2");
    }

    #[tokio::test(start_paused = true)]
    async fn one_who_goes_away_leaves_the_fetch_to_the_next() {
        let (credential, count) = numbered(|_| false);
        assert!(tokio::time::timeout(Duration::from_millis(500), ask(&credential)).await.is_err());
        assert_eq!(ask(&credential).await.unwrap(), "Bearer token-1");
        assert_eq!(count.load(Ordering::SeqCst), 2);
    }

    #[test]
    fn what_a_token_says_about_itself() {
        let token = |payload: &str| format!("eyJ9.{}.sig", BASE64_URL_SAFE_NO_PAD.encode(payload));
        let claims =
            Claims::read(&token(r#"{"exp":1736424180,"tid":"t","aud":"https://management.azure.com/"}"#));
        let claims = claims.unwrap();
        assert_eq!(claims.expires().unwrap().to_string(), "2025-01-09T12:03:00Z");
        assert_eq!(
            (claims.tenant(), claims.other_audience()),
            (Some("t"), Some("https://management.azure.com/"))
        );
        let own = Claims::read(&token(r#"{"aud":"499b84ac-1321-427f-aa17-267ca6975798"}"#)).unwrap();
        assert_eq!((own.other_audience(), own.expires()), (None, None));
        for token in ["", "a.b.c", "abc", &token("[]"), &token(r#"{"exp":1e300}"#)] {
            assert!(
                Claims::read(token).is_none_or(|claims| claims
                    .expires()
                    .is_none_or(|at| at > Timestamp::MAX - jiff::Span::new().hours(1))),
                "{token}"
            );
        }
    }
}
