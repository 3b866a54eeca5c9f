//! The filter of a step of the story: from the values in the file to a filter of the network, and
//! back.

use super::measures::Measure;
use crate::graph::simplify::{Amount, RankedBy, RuleSetting, SIMPLIFICATIONS, Simplify};
use crate::graph::{Filter, PropertyFilter};
use crate::model::{Fields, StoryFilter, StoryRule};

/// The filter of a step, without what its simplification hides. Rules and measures that are not
/// known here are left out.
pub fn filter_of_step(saved: &StoryFilter) -> Filter {
    let saved = saved.clone();
    let mut simplify = Simplify::default();
    for rule in &saved.simplify {
        if let Some((id, setting)) = setting_of(rule) {
            simplify.turn_on(id, setting);
        }
    }
    Filter {
        hidden_kinds: saved.hidden_kinds.into_iter().collect(),
        hidden_actors: saved.hidden_actors.into_iter().collect(),
        focus: saved.focus,
        among: (!saved.among.is_empty()).then(|| saved.among.into_iter().collect()),
        hidden_relations: saved.hidden_relations.into_iter().collect(),
        flipped: Filter::default().flipped,
        hidden_references: saved.hidden_references.into_iter().collect(),
        hidden_outlets: saved.hidden_outlets.into_iter().collect(),
        hidden_stances: saved.hidden_stances.into_iter().collect(),
        hidden_coders: saved.hidden_coders.into_iter().collect(),
        min_reliability: saved.min_reliability,
        min_credibility: saved.min_credibility,
        only_graded: saved.only_graded,
        cited: property(saved.cited),
        contested: property(saved.contested),
        min_independent_sources: saved.min_sources as usize,
        span: saved.span,
        hides_undated: saved.hides_undated,
        simplify,
    }
}

/// The values of a filter that a step keeps: all but the relations that are flipped to ask “what
/// if”.
pub fn saved_filter(filter: &Filter) -> StoryFilter {
    let Filter {
        hidden_kinds,
        hidden_actors,
        focus,
        among,
        hidden_relations,
        flipped: _,
        hidden_references,
        hidden_outlets,
        hidden_stances,
        hidden_coders,
        min_reliability,
        min_credibility,
        only_graded,
        cited,
        contested,
        min_independent_sources,
        span,
        hides_undated,
        simplify,
    } = filter.clone();
    StoryFilter {
        hidden_kinds: hidden_kinds.into_iter().collect(),
        hidden_actors: hidden_actors.into_iter().collect(),
        hidden_relations: hidden_relations.into_iter().collect(),
        focus,
        among: among.unwrap_or_default().into_iter().collect(),
        hidden_references: hidden_references.into_iter().collect(),
        hidden_outlets: hidden_outlets.into_iter().collect(),
        hidden_stances: hidden_stances.into_iter().collect(),
        hidden_coders: hidden_coders.into_iter().collect(),
        min_reliability,
        min_credibility,
        only_graded,
        cited: choice(cited),
        contested: choice(contested),
        min_sources: u32::try_from(min_independent_sources).unwrap_or(u32::MAX),
        span,
        hides_undated,
        simplify: saved_rules(&simplify),
        fields: Fields::default(),
    }
}

fn property(choice: Option<bool>) -> PropertyFilter {
    match choice {
        None => PropertyFilter::All,
        Some(true) => PropertyFilter::With,
        Some(false) => PropertyFilter::Without,
    }
}

fn choice(property: PropertyFilter) -> Option<bool> {
    match property {
        PropertyFilter::All => None,
        PropertyFilter::With => Some(true),
        PropertyFilter::Without => Some(false),
    }
}

fn saved_rules(simplify: &Simplify) -> Vec<StoryRule> {
    let rules = SIMPLIFICATIONS.iter();
    let on = rules.filter_map(|rule| Some((rule.id, simplify.setting(rule.id)?)));
    let saved = on.map(|(id, setting)| StoryRule {
        rule: id.to_owned(),
        amount: setting.amount.map(Amount::value),
        by: setting.measure.map(|measure| measure.id.to_owned()),
        actors: setting.actors.iter().cloned().collect(),
        fields: Fields::default(),
    });
    saved.collect()
}

fn setting_of(saved: &StoryRule) -> Option<(&'static str, RuleSetting)> {
    let rule = SIMPLIFICATIONS.iter().find(|rule| rule.id == saved.rule)?;
    let measure = saved.by.as_deref().and_then(Measure::by_id);
    let setting = RuleSetting {
        amount: saved.amount.and_then(Amount::new),
        measure: measure.map(|measure| RankedBy {
            id: measure.id,
            name: measure.name,
        }),
        actors: saved.actors.iter().cloned().collect(),
    };
    Some((rule.id, setting))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::{Credibility, Date, RelationKind, Reliability, Span, Stance};

    #[test]
    fn a_filter_is_saved_and_comes_back_without_flipped_relations() {
        let mut simplify = Simplify::default();
        let top = RuleSetting {
            measure: Some(RankedBy::DEGREE),
            ..RuleSetting::of(Amount::whole(7))
        };
        simplify.turn_on("top-actors", top);
        let near = RuleSetting {
            actors: ["a".into()].into(),
            ..RuleSetting::of(Amount::whole(2))
        };
        simplify.turn_on("near", near);
        let filter = Filter {
            hidden_kinds: [RelationKind::Other].into(),
            hidden_actors: ["b".into()].into(),
            focus: Some("a".into()),
            among: Some(["a".into(), "c".into()].into()),
            hidden_relations: ["r".into()].into(),
            flipped: ["q".into()].into(),
            hidden_references: ["s".into()].into(),
            hidden_outlets: ["The Pulse".to_owned()].into(),
            hidden_stances: [Stance::Retracts].into(),
            hidden_coders: [String::new()].into(),
            min_reliability: Some(Reliability::B),
            min_credibility: Credibility::new(2),
            only_graded: true,
            cited: PropertyFilter::With,
            contested: PropertyFilter::Without,
            min_independent_sources: 3,
            span: Date::parse("2014/2016").ok().map(|date| Span::of(&date)),
            hides_undated: true,
            simplify,
        };
        let back = filter_of_step(&saved_filter(&filter));
        let expected = Filter {
            flipped: Filter::default().flipped,
            ..filter
        };
        assert_eq!(back, expected);
        assert!(saved_filter(&Filter::default()).is_clear());
    }

    #[test]
    fn a_rule_of_a_later_version_is_left_out() {
        let saved = StoryFilter {
            simplify: vec![StoryRule {
                rule: "by-moonlight".to_owned(),
                ..StoryRule::default()
            }],
            ..StoryFilter::default()
        };
        assert!(filter_of_step(&saved).is_clear());
    }
}
