// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

use super::*;
use crate::wire::{
    Content, DateTime, Json, JsonPatch, Links, List, Map, Op, Paged, PatchOperation, Secret, TimeSpan, Wrapped,
};

object! { BillingSetup {
    allowed_billing_operations: i64 = "allowedBillingOperations",
    is_assignment_billing_enabled: bool = "isAssignmentBillingEnabled",
    is_enterprise_billing_enabled: bool = "isEnterpriseBillingEnabled",
    subscription_id: String = "subscriptionId",
    updated_by: String = "updatedBy",
    updated_date_time: DateTime = "updatedDateTime",
} }

object! { MeterUsage {
    available_quantity: f64 = "availableQuantity",
    current_quantity: f64 = "currentQuantity",
    free_quantity: f64 = "freeQuantity",
    is_in_trial: bool = "isInTrial",
    last_usage_date_time: DateTime = "lastUsageDateTime",
    max_quantity: f64 = "maxQuantity",
    meter_id: String = "meterId",
    meter_kind: String = "meterKind",
} }
