//! Consumers: who takes events, and what they do with them.
//!
//! Only web hooks are delivered. The others can be subscribed with, as clients do, and get nothing: they lead to
//! services that the emulator does not reach.

use adoxide_api::hooks::meta;
use serde_json::{Value, json};

use super::publisher::{descriptor, values};
use crate::handler::{View, handlers};
use crate::wire::error::Fault;
use crate::wire::json::{Json, Object};
use crate::wire::reply::Reply;
use crate::wire::shape::Urls;

handlers! {
    meta::LIST_CONSUMERS => read(list_consumers),
    meta::GET_CONSUMER => read(get_consumer),
    meta::LIST_CONSUMER_ACTIONS => read(list_consumer_actions),
    meta::GET_CONSUMER_ACTION => read(get_consumer_action),
}

/// The consumer that is delivered to.
pub(crate) const WEB_HOOKS: &str = "webHooks";

/// A consumer: its id, its name, its own inputs, its actions.
pub(super) struct Consumer {
    pub id: &'static str,
    name: &'static str,
    description: &'static str,
    authentication: &'static str,
    inputs: &'static [Input],
    actions: &'static [Action],
}

/// An action of a consumer.
pub(super) struct Action {
    pub id: &'static str,
    name: &'static str,
    description: &'static str,
    inputs: &'static [Input],
    /// Whether it sends the event whole or in parts, as its subscription wishes.
    has_details: bool,
}

/// An input: its id, its name, how it is given, whether it must be.
struct Input(&'static str, &'static str, &'static str, bool);

const CONSUMERS: &[Consumer] = &[
    Consumer {
        id: WEB_HOOKS,
        name: "Web Hooks",
        description: "Provides event communication via HTTP",
        authentication: "none",
        inputs: &[],
        actions: &[Action {
            id: "httpRequest",
            name: "Post via HTTP",
            description: "Posts a JSON object that represents the event to the URL",
            inputs: &[
                Input("url", "URL", "textBox", true),
                Input("acceptUntrustedCerts", "Accept untrusted SSL certificates", "checkBox", false),
                Input("basicAuthUsername", "Basic authentication username", "textBox", false),
                Input("basicAuthPassword", "Basic authentication password", "passwordBox", false),
                Input("httpHeaders", "HTTP headers", "textArea", false),
            ],
            has_details: true,
        }],
    },
    Consumer {
        id: "azureStorageQueue",
        name: "Azure Storage",
        description: "Provides integration with Azure Storage queues",
        authentication: "none",
        inputs: &[
            Input("accountName", "Storage account name", "textBox", true),
            Input("accountKey", "Storage account key", "passwordBox", true),
        ],
        actions: &[Action {
            id: "enqueue",
            name: "Insert a message in a Storage Queue",
            description: "Inserts the event in a queue",
            inputs: &[
                Input("queueName", "Queue name", "textBox", true),
                Input("visiTimeout", "Visibility timeout", "textBox", true),
                Input("ttl", "Time-to-live", "textBox", true),
            ],
            has_details: true,
        }],
    },
    Consumer {
        id: "azureServiceBus",
        name: "Azure Service Bus",
        description: "Provides integration with Azure Service Bus",
        authentication: "none",
        inputs: &[Input("connectionString", "SAS connection string", "passwordBox", true)],
        actions: &[
            Action {
                id: "serviceBusQueueSend",
                name: "Send a message to a Service Bus Queue",
                description: "Sends the event to a queue",
                inputs: &[Input("queueName", "Queue name", "textBox", true)],
                has_details: true,
            },
            Action {
                id: "serviceBusTopicSend",
                name: "Send a message to a Service Bus Topic",
                description: "Sends the event to a topic",
                inputs: &[Input("topicName", "Topic name", "textBox", true)],
                has_details: true,
            },
        ],
    },
    Consumer {
        id: "jenkins",
        name: "Jenkins",
        description: "Provides integration with Jenkins",
        authentication: "none",
        inputs: &[
            Input("serverBaseUrl", "Jenkins base URL", "textBox", true),
            Input("username", "User name", "textBox", true),
            Input("password", "User API token (or password)", "passwordBox", true),
        ],
        actions: &[
            Action {
                id: "triggerGenericBuild",
                name: "Trigger generic build",
                description: "Triggers a build of a job",
                inputs: &[
                    Input("buildName", "Build", "textBox", true),
                    Input("buildAuthToken", "Build token", "passwordBox", false),
                ],
                has_details: false,
            },
            Action {
                id: "triggerGitBuild",
                name: "Trigger Git build",
                description: "Triggers the builds of a repository",
                inputs: &[],
                has_details: false,
            },
        ],
    },
    Consumer {
        id: "slack",
        name: "Slack",
        description: "Provides integration with Slack",
        authentication: "external",
        inputs: &[],
        actions: &[Action {
            id: "postMessageToChannel",
            name: "Post a message to a channel",
            description: "Posts the message of the event",
            inputs: &[Input("url", "Slack Webhook URL", "passwordBox", true)],
            has_details: false,
        }],
    },
];

/// A consumer.
pub(super) fn consumer(id: &str) -> Option<&'static Consumer> {
    CONSUMERS.iter().find(|known| known.id.eq_ignore_ascii_case(id))
}

impl Consumer {
    /// An action of it.
    pub fn action(&self, id: &str) -> Option<&'static Action> {
        self.actions.iter().find(|known| known.id.eq_ignore_ascii_case(id))
    }

    /// The inputs of an action that must be given.
    pub fn required(&self, action: &Action) -> impl Iterator<Item = &'static str> {
        self.inputs.iter().chain(action.inputs).filter(|input| input.3).map(|input| input.0)
    }

    /// Whether an input is a secret, which no answer shows.
    pub fn is_secret(&self, name: &str) -> bool {
        let own = self.inputs.iter().chain(self.actions.iter().flat_map(|action| action.inputs));
        own.into_iter().any(|input| input.2 == "passwordBox" && input.0.eq_ignore_ascii_case(name))
    }
}

const DETAILS: &[(&str, &str)] = &[("", "All"), ("minimal", "Minimal"), ("none", "None")];
const MESSAGES: &[(&str, &str)] =
    &[("", "All"), ("text", "Text"), ("html", "HTML"), ("markdown", "Markdown"), ("none", "None")];

fn inputs_json(inputs: &[Input], has_details: bool) -> Json {
    let given = inputs.iter().map(|Input(id, name, mode, is_required)| {
        let data_type = if *id == "url" { "uri" } else { "string" };
        let mut validation = json!({ "dataType": data_type });
        if *is_required {
            validation["isRequired"] = Value::Bool(true);
        }
        descriptor(id, name, "", mode, validation)
    });
    let details = [
        ("resourceDetailsToSend", "Resource details to send", DETAILS),
        ("messagesToSend", "Messages to send", MESSAGES),
        ("detailedMessagesToSend", "Detailed messages to send", MESSAGES),
    ];
    let details = details.into_iter().filter(|_| has_details).map(|(id, name, known)| {
        let json = descriptor(id, name, "", "combo", json!({ "dataType": "string" }));
        json.set("values", Object::new().set("inputId", id).and(values(known.iter().copied())))
    });
    given.chain(details).collect()
}

fn action_json(urls: &Urls<'_>, consumer: &Consumer, action: &Action) -> Object {
    let path = format!("_apis/hooks/consumers/{}/actions/{}", consumer.id, action.id);
    Object::new()
        .set("id", action.id)
        .set("consumerId", consumer.id)
        .set("url", urls.at(path))
        .set("name", action.name)
        .set("description", action.description)
        .set("inputDescriptors", inputs_json(action.inputs, action.has_details))
        .set("supportedEventTypes", vec!["*"])
        .set("supportedResourceVersions", Object::new())
        .set("allowResourceVersionOverride", true)
}

fn consumer_json(urls: &Urls<'_>, known: &Consumer) -> Object {
    let path = format!("_apis/hooks/consumers/{}", known.id);
    let actions = known.actions.iter().map(|action| action_json(urls, known, action));
    Object::new()
        .set("id", known.id)
        .set("url", urls.at(path))
        .set("name", known.name)
        .set("description", known.description)
        .set("authenticationType", known.authentication)
        .set("inputDescriptors", inputs_json(known.inputs, false))
        .set("actions", actions.collect::<Vec<Object>>())
}

fn list_consumers(view: &View<'_>) -> Result<Reply, Fault> {
    let urls = view.urls();
    Ok(Reply::list(CONSUMERS.iter().map(|known| consumer_json(&urls, known))))
}

fn of_path(view: &View<'_>) -> Result<&'static Consumer, Fault> {
    let id = view.required("consumerId")?;
    consumer(id).ok_or_else(|| Fault::hook_consumer_not_found(id))
}

fn get_consumer(view: &View<'_>) -> Result<Reply, Fault> {
    Ok(Reply::json(consumer_json(&view.urls(), of_path(view)?)))
}

fn list_consumer_actions(view: &View<'_>) -> Result<Reply, Fault> {
    let known = of_path(view)?;
    let urls = view.urls();
    Ok(Reply::list(known.actions.iter().map(|action| action_json(&urls, known, action))))
}

fn get_consumer_action(view: &View<'_>) -> Result<Reply, Fault> {
    let known = of_path(view)?;
    let id = view.required("consumerActionId")?;
    let action = known.action(id).ok_or_else(|| Fault::hook_action_not_found(known.id, id))?;
    Ok(Reply::json(action_json(&view.urls(), known, action)))
}
