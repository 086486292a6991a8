//! Webhooks: the events that Azure DevOps' service hooks deliver, typed, and the check of who sent them.
//!
//! A receiver does three things with a request: verify who sent it, read the event, and store it before it
//! answers 200. [`Verifier`] does the first and [`Event::parse`] the second:
//!
//! ```
//! use adoxide::webhook::{Event, EventResource, Verifier};
//! # fn main() -> adoxide::Result<()> {
//! # let mut headers = http::HeaderMap::new();
//! # headers.insert("X-ADO-Signature", "3fZr".parse().unwrap());
//! # let body = br#"{"subscriptionId":"8fd412f1-9873-4b45-8854-6f1b32ac2e11","notificationId":2,"id":"09b0b950",
//! # "eventType":"git.push","publisherId":"tfs","resourceVersion":"1.0","resource":{"pushId":4}}"#;
//! let verifier = Verifier::new().header("X-ADO-Signature", "3fZr")?;
//! verifier.verify(&headers)?;
//!
//! let event = Event::parse(&headers, body)?;
//! match &event.resource {
//!     Some(EventResource::Push(push)) => println!("push {:?}", push.push_id),
//!     Some(EventResource::PullRequestUpdated(pull_request)) => println!("{:?}", pull_request.title),
//!     _ => println!("{} is ignored", event.event_type),
//! }
//! assert_eq!(event.key(), Some(("8fd412f1-9873-4b45-8854-6f1b32ac2e11", 2)));
//! # Ok(()) }
//! ```
//!
//! What to know of service hooks before building on them:
//!
//! * **Delivery is at least once and in no order.** Deduplicate by [`Event::key`], and take the resource as a hint:
//!   read what it names again. The resource is rendered when it is delivered, not when it happened.
//! * **The answer decides what happens to the subscription.** 408, 502, 503 and 504 are retried eight times within
//!   about three minutes. Any other failure puts the subscription on probation, where it retries seven times within
//!   36 hours, drops events meanwhile, and is disabled in the end. 410 disables it at once. When a receiver is
//!   busy, 503 is the answer; never 500, 404 or 410.
//! * **There is no signature.** A subscription carries basic authentication or static headers, and both are a
//!   shared secret.
//! * **Subscriptions break silently.** [`Subscriptions::ensure`] makes them what they should be, and enables those that
//!   were disabled: call it now and then.
//!
//! Source: <https://learn.microsoft.com/azure/devops/service-hooks/events>.

mod event;
mod subject;
mod subscription;
mod verifier;

pub use adoxide_api::event::{EVENTS, EventResource};
pub use adoxide_api::hooks::{FormattedEventMessage, ResourceContainer, Subscription, SubscriptionStatus};
pub use adoxide_api::wire::EventMeta;
pub use event::{BODY_LIMIT, Containers, Event};
pub use subscription::{DesiredSubscription, Ensured, Subscriptions};
pub use verifier::Verifier;
