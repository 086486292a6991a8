// Written by `cargo xtask gen` from spec/ir and spec/overlay; change those.

use super::*;
use crate::wire::{
    Content, DateTime, Json, JsonPatch, Links, List, Map, Op, Paged, PatchOperation, Secret, TimeSpan, Wrapped,
};

object! { KubernetesResourcePatchParameters {
    authorization_parameters: Map<String> = "authorizationParameters",
    provider_type: String = "providerType",
    resource_id: i64 = "resourceId",
} }

object! { VirtualMachineResourceCreateParameters {
    virtual_machine_resource: VirtualMachineResource = "virtualMachineResource",
} }
