//! Billing: what an organization uses and may use, by meter. Recorded; no specification has it.

use adoxide_api::commerce::meta;
use serde_json::{Value, json};
use uuid::Uuid;

use crate::base::date;
use crate::handler::{View, handlers};
use crate::wire::error::Fault;
use crate::wire::json::Object;
use crate::wire::reply::Reply;

handlers! {
    meta::GET_BILLING_SETUP => read(get_billing_setup),
    meta::GET_METER_USAGE => read(get_meter_usage),
}

/// A meter: its id, kind, what there is of it, and what of that is free. The ids are those of the service.
struct Meter {
    id: &'static str,
    kind: Option<&'static str>,
    most: f64,
    free: Option<f64>,
}

const fn meter(id: &'static str, kind: Option<&'static str>, most: f64, free: Option<f64>) -> Meter {
    Meter { id, kind, most, free }
}

/// The first counts people with basic access, the second those with test plans.
const METERS: [Meter; 10] = [
    meter("2586716a-fa90-4760-984d-3e6d9f9f3b1d", None, 50_000.0, Some(5.0)),
    meter("95576bc1-dbf3-4386-9276-4fe294a3a809", None, 20_000.0, None),
    meter("e2c73ec7-cb60-4142-b8b2-e216b6c09c1a", Some("resource"), 50_000.0, Some(1_800.0)),
    meter("4bad9897-8d87-43bb-80be-5e6e8fefa3de", Some("commitment"), 12.0, None),
    meter("f44a67f2-53ae-4044-bd58-1c8aca386b98", Some("commitment"), 19.0, Some(1.0)),
    meter("3fa30bbe-3437-42d4-a978-0ef84811f470", Some("commitment"), 10.0, Some(10.0)),
    meter("2fa36572-3c3d-46be-ac59-6053cbb377b4", Some("commitment"), 100_000.0, Some(100_000.0)),
    meter("3efc2e47-d73e-4213-8368-3a8723ceb1cc", Some("artifacts"), 2.0, Some(2.0)),
    meter("a7d460a9-a56d-4b64-837f-14728d6d54d4", Some("resource"), 2e9, Some(20_000.0)),
    // Without a limit, as the service writes it.
    meter("256caf12-9779-4531-99ac-b46e295211a5", Some("resource"), f64::MAX, None),
];

/// The first and the eighth meter are used, the others not.
const PEOPLE: usize = 0;
const PLANS: usize = 1;
const ARTIFACTS: usize = 7;

fn get_billing_setup(view: &View<'_>) -> Result<Reply, Fault> {
    let given = view.required("hostId")?;
    let id: Uuid = given.parse().map_err(|_| Fault::invalid_parameter("hostId", given))?;
    let organization = view.organization;
    if id != organization.host_id() && id != organization.id().0 {
        return Err(Fault::organization_not_found(given));
    }
    let updated = organization.created().as_millisecond();
    Ok(Reply::json(
        Object::new()
            .set("subscriptionId", Uuid::nil())
            // Recorded in this form.
            .set("updatedDateTime", format!("/Date({updated})/"))
            .set("updatedBy", "00000047-0000-8888-8000-000000000000")
            .set("allowedBillingOperations", 7)
            .set("isEnterpriseBillingEnabled", false)
            .set("isAssignmentBillingEnabled", true),
    ))
}

fn get_meter_usage(view: &View<'_>) -> Result<Reply, Fault> {
    let now = view.stamp().at;
    let people = view.organization.members().count() as f64;
    let rows = METERS.iter().enumerate().map(|(index, meter)| {
        let used = match index {
            PEOPLE => Some(people),
            PLANS => Some(0.0),
            ARTIFACTS => Some(0.25),
            _ => None,
        };
        let number = |value: f64| Value::from(value);
        Object::new()
            .set("meterId", meter.id)
            .set_some("meterKind", meter.kind)
            .set("isInTrial", false)
            .set("maxQuantity", number(meter.most))
            .set_some("currentQuantity", used.map(number))
            .set("availableQuantity", number(meter.most - used.unwrap_or(0.0)))
            .set_some("freeQuantity", meter.free.map(number))
            .set_some("lastUsageDateTime", used.map(|_| json!(date(now))))
    });
    Ok(Reply::list(rows))
}
