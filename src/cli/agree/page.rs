//! The text output of `frenemy agree`. Computes nothing.

use super::CodersCompared;
use super::report::value_in_words;
use crate::analysis::agreement::Disagreement;
use crate::cli::terminal;
use crate::limits::MESSAGE_BYTES;
use crate::words::{counted, cut_to, list};

impl CodersCompared {
    /// The text output: every number with its rule and its counts.
    pub(super) fn page(&self, top: usize) -> String {
        let mut lines = vec![self.heading()];
        lines.extend(self.notes.iter().cloned());
        lines.push(String::new());
        let measures = self.found.measures.iter();
        lines.extend(
            measures.map(|(of, measured)| format!("{:<13} {}", of.in_words(), measured.in_words())),
        );
        lines.push(String::new());
        lines.extend(self.rules());
        let all = self.found.disagreements.len();
        if all > 0 {
            lines.push(String::new());
            lines.push(format!("Disagreements ({all})"));
            let listed = self.found.disagreements.iter().take(top);
            lines.extend(listed.filter_map(|one| self.disagreement_line(*one)));
            if all > top {
                lines.push(format!("  and {} more; --json lists all", all - top));
            }
        }
        // A line end in a name must not begin a new line.
        let lines = lines.iter().map(|line| terminal::clean(line) + "\n");
        lines.collect()
    }

    /// `Ada (12 claims) and Ben (11 claims): 15 passages and pairs of actors`.
    fn heading(&self) -> String {
        let coders = self.coders.iter().enumerate().map(|(number, coder)| {
            let claims = self.found.claims.iter();
            let claims = claims.filter(|claim| claim.coding == number).count();
            format!("{} ({})", coder.shown, counted(claims, "claim", "claims"))
        });
        let coders: Vec<_> = coders.collect();
        format!(
            "{}: {} coded by at least one",
            list(&coders),
            counted(
                self.found.units.len(),
                "pair of actors in a passage is",
                "pairs of actors in a passage are"
            )
        )
    }

    /// How the numbers were found.
    fn rules(&self) -> Vec<String> {
        let kappa = match self.coders.len() {
            2 => "Cohen",
            _ => "Fleiss",
        };
        let sentences = counted(
            self.found.uncoded_sentences,
            "sentence of the saved texts that nobody coded counts",
            "sentences of the saved texts that nobody coded count",
        );
        let coded = match (self.found.is_placed, self.found.uncoded_sentences) {
            (true, _) => format!("Coded at all: {sentences} as agreement."),
            (false, 0) => "Coded at all: no saved text says which passages nobody coded, so alpha \
                           and kappa are far too low; look at the percentage."
                .to_owned(),
            (false, _) => format!(
                "Coded at all: {sentences} as agreement; some quotes are not in a saved text."
            ),
        };
        let draws = self.draws;
        vec![
            "Claims are matched by pair of actors and overlapping quote.".to_owned(),
            coded,
            format!(
                "Krippendorff’s alpha (nominal, 2011), its 95 % interval from {} of units (seed {}); \
                 kappa of {kappa}. Kind, direction and stance are compared where at least two \
                 coders have a claim. Which actor of a pair comes first is an accident, so for the \
                 direction both ways are equally likely by chance, whatever their numbers are.",
                counted(draws.draws, "draw", "draws"),
                draws.seed
            ),
        ]
    }

    /// `  kind: Russia – Taliban, “…” (¶4): Ada support, Ben cooperation`.
    fn disagreement_line(&self, one: Disagreement) -> Option<String> {
        let unit = self.found.units.get(one.unit)?;
        let claim = |claim: &Option<usize>| self.found.claims.get((*claim)?);
        let first = self.found_claim(unit.claims.iter().find_map(claim)?)?;
        let values = unit.claims.iter().zip(&self.coders).map(|(number, coder)| {
            let value = claim(number).and_then(|coded| {
                let found = self.found_claim(coded)?;
                Some(value_in_words(one.of, coded, &found))
            });
            let value = value.unwrap_or_else(|| "not coded".to_owned());
            format!("{}: {value}", coder.shown)
        });
        let values: Vec<_> = values.collect();
        let quote = first
            .quote()
            .map(|quote| format!(", “{}”", cut_to(MESSAGE_BYTES.count(), quote.to_owned())));
        let locator = first.claim.locator.as_ref();
        let locator = locator.map(|locator| format!(" ({locator})"));
        Some(format!(
            "  {}, {}{}{}. {}",
            one.of.in_words(),
            first.document.relation_name(first.relation),
            quote.unwrap_or_default(),
            locator.unwrap_or_default(),
            values.join("; ")
        ))
    }
}
