//! Processes: what a project's work items look like.

use uuid::Uuid;

use super::id::ProcessId;

/// A process ("process template").
#[derive(Clone, Debug)]
pub struct Process {
    /// Its id: the type id that a project is created with.
    pub id: ProcessId,
    /// Its name.
    pub name: &'static str,
    /// What it is for.
    pub description: &'static str,
    /// Whether new projects get it by default.
    pub is_default: bool,
}

const fn process(id: u128, name: &'static str, description: &'static str, is_default: bool) -> Process {
    Process { id: ProcessId(Uuid::from_u128(id)), name, description, is_default }
}

/// The system processes, in the order and with the ids of the recorded `GET _apis/process/processes`.
pub static PROCESSES: [Process; 4] = [
    process(
        0x6b72_4908_ef14_45cf_84f8_768b_5384_da45,
        "Scrum",
        "This template is for teams who follow the Scrum framework.",
        false,
    ),
    process(
        0xb8a3_a935_7e91_48b8_a94c_606d_37c3_e9f2,
        "Basic",
        "This template is flexible for any process and great for teams getting started with Azure DevOps.",
        true,
    ),
    process(
        0xadcc_42ab_9882_485e_a3ed_7678_f01f_66bc,
        "Agile",
        "This template is flexible and will work great for most teams using Agile planning methods, including \
         those practicing Scrum.",
        false,
    ),
    process(
        0x2745_0541_8e31_4150_9947_dc59_f998_fc01,
        "CMMI",
        "This template is for more formal projects requiring a framework for process improvement and an \
         auditable record of decisions.",
        false,
    ),
];

/// The process of an id.
pub fn process_by_id(id: ProcessId) -> Option<&'static Process> {
    PROCESSES.iter().find(|process| process.id == id)
}
