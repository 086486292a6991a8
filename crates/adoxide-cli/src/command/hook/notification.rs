//! What was sent: tests, and the history.

use adoxide::api::hooks::{
    self, CreateTestNotification, Event, GetNotifications, Notification, NotificationDetails,
    NotificationResult, NotificationStatus,
};
use clap::Args;

use super::{SelectorArgs, id_of, named};
use crate::args::{ListArgs, OutputArgs};
use crate::command::selector::Selector as _;
use crate::context::Context;
use crate::error::{Error, Result};
use crate::exit::Exit;
use crate::output::field::{Field, View};
use crate::verb::Verb;
use crate::wait::Poll;

const VIEW: View = View::new(&[
    Field::new("id").id(),
    Field::new("result").state(),
    Field::new("status"),
    Field::new("createdDate").head("created").date(),
    Field::at("event", "details/eventType").unlisted(),
    Field::at("attempts", "details/requestAttempts").unlisted(),
    Field::at("duration", "details/requestDuration").unlisted(),
    Field::new("eventId").unlisted(),
    Field::at("message", "details/event/message/text").unlisted(),
    Field::at("error", "details/errorMessage").text(),
    Field::at("request", "details/request").text(),
    Field::at("response", "details/response").text(),
]);

/// The most notifications that the service gives.
const MOST: i64 = 10_000;

/// Send a test event, and wait until it was delivered
#[derive(Args, Debug)]
#[command(after_help = "\
The exit code is 1 if the delivery failed. The event is a sample of the service;
with --real it is the newest event of its type.")]
pub struct Test {
    #[command(flatten)]
    selector: SelectorArgs,

    /// Send the newest event of this type, if there was one
    #[arg(long)]
    real: bool,

    /// Queue it, and do not wait for the delivery
    #[arg(long)]
    no_wait: bool,

    #[command(flatten)]
    output: OutputArgs,
}

impl Verb for Test {
    async fn run(self, context: &Context) -> Result<Exit> {
        let (place, found) = self.selector.find().await?;
        let named = named(&found);
        let body = Notification {
            subscription_id: Some(id_of(&found)?),
            details: Some(NotificationDetails {
                publisher_id: found.publisher_id,
                event_type: found.event_type,
                consumer_id: found.consumer_id,
                consumer_action_id: found.consumer_action_id,
                publisher_inputs: found.publisher_inputs,
                consumer_inputs: found.consumer_inputs,
                event: Some(Event { resource_version: found.resource_version, ..Event::default() }),
                ..NotificationDetails::default()
            }),
            ..Notification::default()
        };
        let params = CreateTestNotification { use_real_data: self.real.then_some(true) };
        let mut sent = place.ado.call(hooks::create_test_notification(&body, params)).await?;
        if self.no_wait {
            return context.changed(
                format_args!("Queued a test of {named}."),
                &VIEW,
                place.address(),
                &self.output,
                &sent,
            );
        }
        let (of, id) = match (&sent.subscription_id, sent.id) {
            (Some(of), Some(id)) => (of.clone().into(), id.into()),
            _ => return Err(Error::failed("the service answered a test notification without an id")),
        };
        let mut poll = Poll::new(&context.printer);
        while sent.status != Some(NotificationStatus::Completed) {
            poll.wait("Waiting for the delivery").await;
            sent = place.ado.call(hooks::get_notification(&of, id)).await?;
        }
        let succeeded = sent.result == Some(NotificationResult::Succeeded);
        let error = sent.details.as_ref().and_then(|details| details.error_message.clone());
        let sentence = if succeeded {
            format!("The test of {named} was delivered.")
        } else {
            format!(
                "The test of {named} was not delivered: {}",
                error.as_deref().unwrap_or("the service does not say why")
            )
        };
        context.changed(sentence, &VIEW, place.address(), &self.output, &sent)?;
        Ok(if succeeded { Exit::Ok } else { Exit::Failed })
    }
}

/// List what was sent lately, or show one delivery with request and response
#[derive(Args, Debug)]
pub struct History {
    #[command(flatten)]
    selector: SelectorArgs,

    /// Show this one, with the request and the response
    #[arg(value_name = "NUMBER", conflicts_with = "result")]
    notification: Option<i64>,

    /// Those with this result: pending, succeeded, failed or filtered
    #[arg(long, value_name = "RESULT")]
    result: Option<String>,

    #[command(flatten)]
    list: ListArgs,
}

impl Verb for History {
    async fn run(self, context: &Context) -> Result<Exit> {
        let result = self.result.as_deref();
        let result = result
            .map(|text| crate::command::one_of("--result", text, NotificationResult::KNOWN))
            .transpose()?;
        let (place, found) = self.selector.find().await?;
        let of = id_of(&found)?.into();
        if let Some(id) = self.notification {
            let found = place.ado.call(hooks::get_notification(&of, id.into())).await?;
            crate::output::show(&VIEW, Some(place.address()), &found, &self.list.output, &context.printer)?;
            return Ok(Exit::Ok);
        }
        let most = i64::try_from(self.list.most(context.printer.is_terminal())).unwrap_or(MOST);
        // One more than is shown, so that it can be said that there are more.
        let params = GetNotifications {
            max_results: Some(most.saturating_add(1).min(MOST)),
            result,
            ..GetNotifications::default()
        };
        let found = place.ado.items(hooks::get_notifications(&of, params));
        context.list(&VIEW, place.address(), &self.list, found).await
    }
}
