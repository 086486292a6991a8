//! Service hooks: what can be subscribed to, subscriptions, notifications.

pub(crate) mod catalog;
mod consumer;
pub(crate) mod happening;
mod message;
mod notification;
pub(crate) mod payload;
mod publisher;
mod sample;
mod subscription;

pub(crate) use self::consumer::WEB_HOOKS;
pub(crate) use self::notification::sent_event;
pub(in crate::area) use self::payload::get as answer_of;
use crate::handler::Row;

pub(in crate::area) fn handlers() -> Vec<Row> {
    let nouns = [consumer::handlers, notification::handlers, publisher::handlers, subscription::handlers];
    nouns.iter().flat_map(|handlers| handlers()).collect()
}
