//! The types of service endpoints: what the page for a new one asks for.

use serde_json::{Value, json};

use crate::handler::View;
use crate::wire::error::Fault;
use crate::wire::json::Object;
use crate::wire::reply::Reply;

/// The types of endpoints: name, the name that people see, and how one signs in.
const TYPES: &[(&str, &str, &[&str])] = &[
    ("aws", "AWS", &["UsernamePassword"]),
    ("azure", "Azure Classic", &["Certificate", "UsernamePassword"]),
    (
        "azurerm",
        "Azure Resource Manager",
        &["ServicePrincipal", "ManagedServiceIdentity", "WorkloadIdentityFederation"],
    ),
    ("azureservicebus", "Azure Service Bus", &["None"]),
    ("bitbucket", "Bitbucket Cloud", &["UsernamePassword", "OAuth"]),
    ("chef", "Chef", &["UsernamePassword"]),
    ("dockerhost", "Docker Host", &["Certificate"]),
    ("dockerregistry", "Docker Registry", &["UsernamePassword"]),
    ("externalgit", "Other Git", &["UsernamePassword"]),
    ("externalnpmregistry", "npm", &["UsernamePassword", "Token"]),
    ("externalnugetfeed", "NuGet", &["UsernamePassword", "Token", "None"]),
    ("externalpythondownloadfeed", "Python package download", &["UsernamePassword", "Token"]),
    ("externalpythonuploadfeed", "Python package upload", &["UsernamePassword", "Token"]),
    ("gcp", "Google Cloud Platform", &["None"]),
    ("generic", "Generic", &["UsernamePassword"]),
    ("git", "External Git", &["UsernamePassword"]),
    ("github", "GitHub", &["PersonalAccessToken", "OAuth", "Token", "InstallationToken"]),
    ("githubenterprise", "GitHub Enterprise Server", &["Token", "OAuth2"]),
    ("incomingwebhook", "Incoming WebHook", &["None"]),
    ("jenkins", "Jenkins", &["UsernamePassword"]),
    ("jira", "Jira", &["UsernamePassword"]),
    ("kubernetes", "Kubernetes", &["Kubernetes", "None", "Token"]),
    ("MavenRepository", "Maven", &["UsernamePassword", "Token"]),
    ("nuget", "NuGet", &["UsernamePassword", "Token", "None"]),
    ("openshift", "OpenShift", &["UsernamePassword", "Token", "None"]),
    ("servicefabric", "Service Fabric", &["Certificate", "UsernamePassword", "None"]),
    ("sonarcloud", "SonarQube Cloud", &["Token"]),
    ("sonarqube", "SonarQube Server", &["UsernamePassword", "Token"]),
    ("ssh", "SSH", &["UsernamePassword"]),
    ("subversion", "Subversion", &["UsernamePassword"]),
    ("visualstudioteamservices", "Azure Repos/Team Foundation Server", &["Token", "UsernamePassword"]),
];

/// An input, in the recorded form.
fn input(id: &str, name: &str, is_secret: bool, group: Option<&str>) -> Value {
    json!({"id": id, "name": name, "description": format!("{name} of the connection"), "type": null, "properties": null,
           "inputMode": if is_secret { "passwordBox" } else { "textBox" }, "isConfidential": is_secret,
           "useInDefaultDescription": false, "groupName": group, "valueHint": null,
           "validation": {"dataType": "string", "isRequired": true, "maxLength": 512}})
}

/// What an authentication scheme asks for: names of parameters, and those that are secret.
fn inputs_of(scheme: &str) -> &'static [(&'static str, &'static str, bool)] {
    match scheme {
        "UsernamePassword" => &[("username", "Username", false), ("password", "Password", true)],
        "Token" => &[("apitoken", "Token", true)],
        "PersonalAccessToken" => &[("accessToken", "Access token", true)],
        "ServicePrincipal" => &[
            ("servicePrincipalId", "Service Principal Id", false),
            ("servicePrincipalKey", "Service Principal Key", true),
            ("tenantId", "Tenant Id", false),
        ],
        "ManagedServiceIdentity" => &[("tenantId", "Tenant Id", false)],
        "WorkloadIdentityFederation" => {
            &[("servicePrincipalId", "Service Principal Id", false), ("tenantId", "Tenant Id", false)]
        }
        "Certificate" => &[("certificate", "Certificate", true)],
        _ => &[],
    }
}

/// Azure's clouds, and where each is managed.
const CLOUDS: [(&str, &str, &str); 3] = [
    ("AzureCloud", "Azure Cloud", "https://management.azure.com/"),
    ("AzureChinaCloud", "Azure China Cloud", "https://management.chinacloudapi.cn/"),
    ("AzureUSGovernment", "Azure US Government", "https://management.usgovcloudapi.net/"),
];

/// The hosts that a token for Azure is sent to, besides the cloud's own.
const TRUSTED: [&str; 4] = ["azurecr.io", "azmk8s.io", "vault.azure.net", "core.windows.net"];

/// What a type says of itself beyond its name and schemes.
#[derive(Default)]
struct Details {
    inputs: Vec<Value>,
    url: Value,
    sources: Vec<Value>,
    dependencies: Vec<Value>,
    trusted: Vec<&'static str>,
    /// The group of its schemes' inputs.
    group: Option<&'static str>,
    /// Whether schemes go by their plain names: recorded for Azure, whose type is not an extension's.
    is_plain: bool,
}

/// The details of an Azure subscription, in the recorded form.
fn azure() -> Details {
    let clouds = |value: fn(&(&str, &str, &str)) -> Value| CLOUDS.iter().map(value).collect::<Vec<_>>();
    let mut cloud = input("environment", "Environment", false, None);
    cloud["inputMode"] = "combo".into();
    cloud["values"] = json!({
        "inputId": "environmentValues",
        "defaultValue": "AzureCloud",
        "possibleValues": clouds(|(id, shown, _)| json!({"value": id, "displayValue": shown})),
    });
    let mut subscription = input("subscriptionId", "Subscription Id", false, None);
    subscription["validation"] = json!({"dataType": "guid", "isRequired": true, "maxLength": 38});
    let mode = input("creationMode", "Creation Mode", false, None);
    let source = |name: &str, path: &str, selector: &str| {
        json!({"name": name, "endpointUrl": format!("{{{{{{endpoint.url}}}}}}/subscriptions/{{{{{{endpoint.subscriptionId}}}}}}{path}"),
               "resourceUrl": "", "resultSelector": selector, "headers": [], "authenticationScheme": null})
    };
    let storage = |name: &str, path: &str, selector: Option<&str>| {
        json!({"name": name, "endpointUrl": format!("https://{{{{storageAccount}}}}.blob.core.windows.net/{path}"),
               "resourceUrl": "", "resultSelector": selector, "headers": [],
               "authenticationScheme": {"type": "ms.vss-endpoint.endpoint-auth-scheme-azure-storage",
                                        "inputs": {"storageAccountName": "{{ storageAccount }}",
                                                   "storageAccessKey": "{{ #GetAzureStorageAccessKey storageAccount }}"}}})
    };
    let urls = clouds(
        |(id, _, url)| json!({"key": id, "value": [{"key": "environmentUrl", "value": url}, {"key": "resourceManagerUrl", "value": url}]}),
    );
    Details {
        inputs: vec![cloud, subscription, input("subscriptionName", "Subscription Name", false, None), mode],
        url: json!({
            "displayName": "Server Url",
            "helpText": "",
            "value": CLOUDS[0].2,
            "isVisible": "true",
            "dependsOn": {"input": "environment", "map": clouds(|(id, _, url)| json!({"key": id, "value": url}))},
        }),
        sources: vec![
            source("TestConnection", "?api-version=2016-06-01", "jsonpath:$"),
            source(
                "AzureResourceGroups",
                "/resourcegroups?api-version=2016-02-01",
                "jsonpath:$.value[*].name",
            ),
            // Sources that are not of the subscription itself, and authenticate in ways of their own.
            json!({"name": "AzureContainerRegistryTags", "endpointUrl": "https://{{{registryurl}}}/v2/{{{definition}}}/tags/list",
                   "resourceUrl": "", "resultSelector": "jsonpath:$.tags[*]", "authenticationScheme": null,
                   "headers": [{"name": "Authorization", "value": "Basic {{ #base64 endpoint.serviceprincipalid \":\" endpoint.serviceprincipalkey }}"}]}),
            json!({"name": "AzureKubernetesServices", "endpointUrl": "{{{dependencyUrl}}}/services", "resourceUrl": "",
                   "resultSelector": "jsonpath:$.items[*].metadata.name", "headers": [],
                   "authenticationScheme": {"type": "ms.vss-endpoint.endpoint-auth-scheme-kubernetes",
                                            "inputs": {"kubeconfig": "{{ #GetKubeConfig clusterId}}"}}}),
            json!({"name": "AzureSiteExtensions", "endpointUrl": "https://www.siteextensions.net/api/v2/", "resourceUrl": "",
                   "resultSelector": "jsonpath:$.d[*]", "headers": [],
                   "authenticationScheme": {"type": "ms.vss-endpoint.endpoint-auth-scheme-none", "inputs": null}}),
            storage(
                "AzureStorageContainer",
                "?comp=list",
                Some("xpath:EnumerationResults/Containers/Container/Name"),
            ),
            storage(
                "AzureStorageContainerFoldersInRoot",
                "{{container}}?comp=list&restype=container&delimiter=/",
                None,
            ),
        ],
        dependencies: vec![json!({"input": "environment", "map": urls})],
        trusted: TRUSTED.to_vec(),
        group: Some("AuthenticationParameter"),
        is_plain: true,
    }
}

/// A type, with what is asked for.
fn type_json(view: &View<'_>, (name, shown, schemes): (&str, &str, &[&str])) -> Object {
    let details = if name == "azurerm" {
        azure()
    } else {
        let url = json!({"displayName": "Server URL", "helpText": "", "value": null, "isVisible": "true"});
        Details { url, ..Details::default() }
    };
    let schemes = schemes.iter().map(|scheme| {
        let inputs = inputs_of(scheme).iter().map(|(id, name, is_secret)| {
            let mut input = input(id, name, *is_secret, details.group);
            if details.is_plain && *is_secret {
                // Who creates the endpoint automatically gives none.
                input["values"] = json!({"inputId": format!("{id}Input"), "isDisabled": true});
            }
            input
        });
        let own = if details.is_plain {
            (*scheme).to_owned()
        } else {
            format!("ms.vss-endpoint.endpoint-auth-scheme-{}", scheme.to_lowercase())
        };
        json!({"inputDescriptors": inputs.collect::<Vec<_>>(), "scheme": own,
               "displayName": scheme, "authorizationHeaders": [], "clientCertificates": []})
    });
    Object::new()
        .set("inputDescriptors", details.inputs)
        .set("authenticationSchemes", schemes.collect::<Vec<_>>())
        .set("endpointUrl", details.url)
        .set("dataSources", details.sources)
        .set("dependencyData", details.dependencies)
        .set("trustedHosts", details.trusted)
        .set("name", name)
        .set("displayName", shown)
        .set("description", format!("Service connection type for {shown} connections"))
        .set("iconUrl", view.urls().at(format_args!("_apis/public/serviceendpoint/types/{name}/icon")))
        .set("helpMarkDown", "")
        .set("uiContributionId", Value::Null)
}

pub(super) fn get_types(view: &View<'_>) -> Result<Reply, Fault> {
    let wanted = view.query.any(&["type"]);
    let scheme = view.query.any(&["scheme"]);
    let found = TYPES.iter().filter(|(name, _, schemes)| {
        wanted.is_none_or(|wanted| wanted.eq_ignore_ascii_case(name))
            && scheme.is_none_or(|scheme| schemes.iter().any(|known| known.eq_ignore_ascii_case(scheme)))
    });
    Ok(Reply::list(found.map(|kind| type_json(view, *kind))))
}

/// The types that a body names.
pub(super) fn get_some_types(view: &View<'_>, body: Vec<String>) -> Result<Reply, Fault> {
    let found = TYPES.iter().filter(|(name, ..)| body.iter().any(|wanted| wanted.eq_ignore_ascii_case(name)));
    Ok(Reply::list(found.map(|kind| type_json(view, *kind))))
}
