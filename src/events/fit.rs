//! Whether rules fit what a file has. Reads no rows.

use super::plan::{ActorLevel, EventPlan, EventRule};
use super::preset::EventClass;
use super::presets::RecognizedFile;
use super::row::columns_at;

/// Checks that the rules fit what a file has.
///
/// # Errors
/// The rule that does not fit.
pub(super) fn fits(plan: &EventPlan, file: &RecognizedFile) -> Result<(), String> {
    let (layout, name) = (&file.layout, file.preset.name);
    let lacks = |what: &str, flag: &str| Err(format!("{name} has no {what}: leave {flag} out"));
    if layout.votes.is_some() {
        for (is_set, flag) in [
            (plan.rule != EventRule::Quad, "--rule"),
            (plan.one_a_day, "--one-a-day"),
            (plan.normalize, "--normalize"),
            (plan.is_directed, "--who-acts"),
            (plan.top.is_some(), "--top"),
            (plan.actors != ActorLevel::Country, "--actors"),
        ] {
            if is_set {
                return lacks("events, but votes", flag);
            }
        }
    }
    if layout.is_spell() {
        for (is_set, flag) in [
            (plan.one_a_day, "--one-a-day"),
            (plan.normalize, "--normalize"),
        ] {
            if is_set {
                return lacks("events of a day, but relations that last", flag);
            }
        }
    }
    if plan.is_directed && !file.preset.tells_who_acts {
        return lacks("order of who acts", "--who-acts");
    }
    let has_quad =
        |class: &EventClass| !matches!(class, EventClass::Cases(..) | EventClass::Sign(_));
    let mut classes = layout.statements.iter().map(|statement| &statement.class);
    if plan.rule == EventRule::QuadMaterial && !classes.any(has_quad) {
        return lacks("classes of words and deeds", "--rule quad-material");
    }
    let has_actors = layout.statements.iter().all(|statement| {
        let ends = [&statement.source, &statement.target];
        ends.iter()
            .all(|end| !columns_at(end, plan.actors).is_empty())
    });
    if !has_actors {
        let what = match plan.actors {
            ActorLevel::Country => "countries",
            ActorLevel::Name => "names of actors",
            ActorLevel::Role => "types of actors",
        };
        return lacks(what, &format!("--actors {}", plan.actors.as_str()));
    }
    if plan.rule == EventRule::Goldstein && layout.goldstein.is_none() {
        return lacks("scores", "--rule goldstein");
    }
    if plan.root_only && layout.root.is_none() {
        return lacks("column for events in the lead of a text", "--root-only");
    }
    if plan.min_sources > 1 && layout.sources.is_none() {
        return lacks("number of sources", "--min-sources");
    }
    Ok(())
}
