//! `memory`: a history of a million revisions goes through the connector, and none of it stays.

use adoxide_emulator::Emulator;
use adoxide_emulator::world::field::{self, FieldValue};
use adoxide_emulator::world::work_item::{EditOptions, WorkItemChange};

use super::organization::new_project;
use super::{Goal, Outcome, Stand, sync};
use crate::conformance::{ORGANIZATION, Stage};

/// Revisions of one work item.
const EACH: usize = 20;

pub fn run(stand: &Stand) -> Result<Outcome, String> {
    let mut outcome = Outcome::default();
    let most = stand.size(1_000_000, 100_000, 200);
    for count in [most / 10, most] {
        let stage = history(count)?;
        let file = format!("memory-{count}.db");
        let mut sample = sync::tables(stand, &stage, &file, &["work_item_revisions"])?;
        let rows = sync::count(stand, &file, "work_item_revisions")?;
        if rows != count {
            return Err(format!("{count} revisions, and {rows} rows"));
        }
        sample.subject = format!("{count} revisions");
        sample.amount = Some((rows as f64, "rows".to_owned()));
        outcome.samples.push(sample);
    }
    let [less, more] = &outcome.samples[..] else { return Err("two samples".to_owned()) };
    let (peak, growth) = (more.peak_mb, more.peak_mb / less.peak_mb);
    outcome.reach("peak memory, MB", peak, Goal::AtMost(100.0));
    outcome.reach("peak memory, ten times the history / the history", growth, Goal::AtMost(1.2));
    Ok(outcome)
}

/// An emulator with so many revisions of work items.
fn history(count: usize) -> Result<Stage, String> {
    let stage = Stage::with(Emulator::builder().organization(ORGANIZATION).seed_size(0))?;
    let project = new_project(&stage, "History")?;
    stage.update(|organization, stamp| {
        let mut items = Vec::new();
        for number in 0..count {
            let title = FieldValue::text(format!("What was said of it the {number}th time"));
            let mut change = WorkItemChange { fields: vec![(field::TITLE, Some(title))], ..Default::default() };
            let options = EditOptions::default();
            if number < count.div_ceil(EACH) {
                let made = organization.create_work_item(stamp, project, "Task", &change, options);
                items.push(made.map_err(|refusal| refusal.to_string())?);
                continue;
            }
            let state = if number / items.len() % 2 == 0 { "Active" } else { "New" };
            change.fields.push((field::STATE, Some(FieldValue::text(state))));
            let item = items[number % items.len()];
            organization.update_work_item(stamp, item, &change, options).map_err(|refusal| refusal.to_string())?;
        }
        Ok(())
    })?;
    Ok(stage)
}
