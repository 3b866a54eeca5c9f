//! The text output of `frenemy analyze`.

use std::borrow::Cow;

use super::chance::chance_lines;
use super::results::Results;
use crate::analysis::{self, Optima, TriadKind};
use crate::cli::terminal;
use crate::graph::NodeIndex;
use crate::words::{counted, grouped, precise};

/// The most members of a camp that are listed; JSON has all.
const MAX_MEMBERS: usize = 100;

impl Results<'_> {
    /// The text output: every number with its rule and its counts.
    pub(super) fn page(&self, file: &str, top: usize) -> String {
        let mut lines = vec![file.to_owned(), String::new()];
        lines.extend(self.counts());
        lines.push(String::new());
        lines.extend(self.balance());
        lines.push(String::new());
        let triads = self.found.census.strong();
        let chance = chance_lines(&self.chance, &self.found.signs, triads);
        let is_asked = !chance.is_empty();
        lines.extend(chance);
        lines.extend(is_asked.then(String::new));
        let doubt = self.doubt_lines();
        let is_asked = !doubt.is_empty();
        lines.extend(doubt);
        lines.extend(is_asked.then(String::new));
        let relaxed = self.relaxed_lines();
        let is_asked = !relaxed.is_empty();
        lines.extend(relaxed);
        lines.extend(is_asked.then(String::new));
        let moments = self.moment_lines(top);
        let is_asked = !moments.is_empty();
        lines.extend(moments);
        lines.extend(is_asked.then(String::new));
        lines.extend(self.camps());
        let tensions = self
            .found
            .tensions
            .iter()
            .map(|found| self.explainer.tension(found).text());
        let enemies = self
            .found
            .enemies
            .iter()
            .map(|found| self.explainer.common_enemy(found).text());
        let predictions = self
            .found
            .predictions
            .iter()
            .map(|found| self.explainer.prediction(found).text());
        let all = self.found.census.strong().unbalanced;
        lines.extend(section(&format!("Tensions ({all})"), all, tensions));
        let all = self.found.census.count(TriadKind::CommonEnemy);
        lines.extend(section(&format!("Common enemies ({all})"), all, enemies));
        lines.extend(section(
            "Hypotheses, never findings",
            self.found.predictions.len(),
            predictions,
        ));
        lines.extend(self.found.predictions_note.clone());
        lines.push(self.check());
        lines.push(String::new());
        lines.extend(self.ranking.lines(&self.found.network, top));
        // A line end in a name must not begin a new line.
        let lines = lines.iter().map(|line| terminal::clean(line) + "\n");
        lines.collect()
    }

    fn counts(&self) -> Vec<String> {
        let signs = &self.found.signs;
        let (positive, negative, mixed) = (signs.positive(), signs.negative(), signs.mixed().len());
        let filter = self.filter.as_ref();
        let mut lines: Vec<String> = filter
            .map(|filter| format!("Filters: {filter}"))
            .into_iter()
            .collect();
        lines.extend([
            format!(
                "{}, {} of them with a friend or a foe",
                counted(self.found.network.graph.node_count(), "actor", "actors"),
                signs.signed_actors().count()
            ),
            format!(
                "{} of friends, {negative} of foes, {mixed} mixed",
                counted(positive, "pair", "pairs")
            ),
            format!("Rule: {}", signs.rule().in_words()),
        ]);
        lines
    }

    fn balance(&self) -> Vec<String> {
        let strong = self.found.census.strong();
        let kinds = TriadKind::ALL
            .map(|kind| format!("{} {}", kind.as_str(), self.found.census.count(kind)));
        let mut lines = vec![match strong.balance() {
            Some(share) => format!(
                "Balanced triads: {} of {} ({share:.3}); {}",
                strong.balanced,
                strong.total(),
                kinds.join(", ")
            ),
            None => "Balanced triads: there are no triads".to_owned(),
        }];
        if let Some(share) = self.found.census.weak().balance() {
            lines.push(format!(
                "Weakly balanced (three mutual foes are no tension): {share:.3}"
            ));
        }
        lines.push(match self.found.walk_balance {
            Some(share) => format!("Walk balance (Estrada and Benzi): {}", precise(share, 4)),
            None => format!(
                "Walk balance: only computed for 1 to {} actors with a friend or a foe",
                analysis::MAX_WALK_ACTORS
            ),
        });
        lines
    }

    fn camps(&self) -> Vec<String> {
        let found = &self.found.frustration;
        let of = counted(self.found.signs.pairs().len(), "pair", "pairs");
        let mut lines = vec![match found.index() {
            Some(index) => format!("Frustration index: {index} of {of}, proved"),
            None => format!(
                "Frustration index: from {} to {} of {of}, not proved",
                found.lower, found.upper
            ),
        }];
        if found.parts == 0 {
            lines.push(found.split_in_words());
        } else {
            lines.push(format!("Two camps. {}:", found.split_in_words()));
            lines.extend((0..2).map(|camp| self.members(camp)));
            let of_split = match found.optima {
                Some(Optima::Exactly(1)) => "",
                _ => " of this split",
            };
            let polarization = self.found.polarization.in_words();
            lines.push(format!("Polarization{of_split}: {polarization}"));
        }
        if !found.frustrated.is_empty() {
            lines.push("Frustrated pairs; without them the network would be balanced:".to_owned());
            let flips = found.frustrated.iter();
            let flips = flips.map(|&pair| format!("  {}", self.explainer.frustrated(pair).text()));
            lines.extend(terminal::first_of(flips.collect()));
        }
        lines.extend(self.clusterings());
        lines
    }

    /// The names of the actors in a camp.
    fn members(&self, camp: u8) -> String {
        let camps = self.found.frustration.camps.iter().enumerate();
        let members = camps.filter(|(_, its)| **its == Some(camp));
        let graph = &self.found.network.graph;
        let mut names: Vec<Cow<'_, str>> = members
            .filter_map(|(actor, _)| graph.node_weight(NodeIndex::new(actor)))
            .map(|actor| actor.name().into())
            .collect();
        if names.len() > MAX_MEMBERS {
            let more = grouped(names.len() - MAX_MEMBERS);
            names.truncate(MAX_MEMBERS);
            names.push(format!("and {more} more (--json lists all)").into());
        }
        match names[..] {
            [] => "  no actors".to_owned(),
            [_, _, _, _, ..] => {
                let name = &self.found.camp_names[usize::from(camp)];
                format!("  {name}: {}", names.join(", "))
            }
            _ => format!("  {}", names.join(", ")),
        }
    }

    /// The errors of the best partition into several camps.
    fn clusterings(&self) -> Vec<String> {
        let lines = self.found.clusterings.iter().map(|found| {
            let is_proved = found.is_proved || self.is_proved_by_frustration(found);
            format!(
                "At most {} camps: {}{}",
                found.camps_allowed,
                counted(found.errors, "error", "errors"),
                if is_proved {
                    ", proved"
                } else {
                    " in the best partition found"
                }
            )
        });
        lines.collect()
    }

    fn check(&self) -> String {
        let check = self.found.evaluation;
        match (check.accuracy(), check.baseline()) {
            (Some(right), Some(always)) => format!(
                "Accuracy of such hypotheses: each known pair was predicted from the other pairs. {} of {} pairs could be \
                 predicted, {} of them correctly ({right:.3}); \"always friends\" is correct for {} ({always:.3}).",
                check.decided, check.pairs, check.right, check.friends
            ),
            _ => "Accuracy of such hypotheses: not known, because no known pair can be predicted from the other pairs.".to_owned(),
        }
    }
}

/// A heading, the items, and how many more there are.
fn section(heading: &str, all: usize, items: impl Iterator<Item = String>) -> Vec<String> {
    let items: Vec<String> = items.map(|item| format!("  {item}")).collect();
    let rest = all - items.len().min(all);
    let mut lines = vec![String::new(), heading.to_owned()];
    if items.is_empty() && rest == 0 {
        lines.push("  none".to_owned());
    }
    lines.extend(items);
    if rest > 0 {
        lines.push(format!("  and {rest} more; use --top to list more"));
    }
    lines
}
