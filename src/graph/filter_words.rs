//! A filter in words, for the status bar, captions and the command line. Filters nothing itself.

use super::{Filter, Network, PropertyFilter};
use crate::language::Language;
use crate::model::{Document, RelationKind, Reliability, Stance};
use crate::words::capitalized;

/// The filter of a network and how much it hides, for the status bar and captions; `None` if it
/// hides nothing.
///
/// `As of July 1914; only cited relations. 2 actors and 12 relations hidden; 3 without a date are
/// kept.` If it simplifies: `42 of 300 actors and 80 of 900 relations (top 42 by degree).`
pub fn filter_in_words(
    document: &Document,
    network: &Network,
    language: Language,
) -> Option<String> {
    let filter = network.filter();
    if filter.is_clear() {
        return None;
    }
    let words = if filter.simplify.is_off() {
        hidden_in_words(document, network, language)
    } else {
        shown_in_words(document, network, language)
    };
    let undated = || {
        network
            .graph
            .edge_weights()
            .filter(|relation| relation.when.is_none())
    };
    if filter.span.is_some()
        && let count @ 1.. = undated().count()
    {
        let kept = language.counted("caption-undated-kept", count);
        return Some(language.sentence(&language.clauses(&[words, kept])));
    }
    Some(language.sentence(&words))
}

/// `As of July 1914. 2 actors and 12 relations hidden`.
fn hidden_in_words(document: &Document, network: &Network, language: Language) -> String {
    let words = match network.filter().in_words(document, language) {
        words if words.is_empty() => language.text("caption-all"),
        words => words,
    };
    let actors = document.actors.len() - network.graph.node_count();
    let relations = document.relations.len() - network.graph.edge_count();
    let counts = [
        (actors > 0).then(|| language.counted("count-actors", actors)),
        (actors > 0 || relations > 0).then(|| language.counted("count-relations", relations)),
    ];
    let counts: Vec<String> = counts.into_iter().flatten().collect();
    let hidden = match language.list(&counts) {
        counts if counts.is_empty() => language.text("caption-nothing-hidden"),
        counts => language.with("caption-hidden", &[("what", counts.into())]),
    };
    language.sentences(&[language.sentence(&words), hidden])
}

/// `42 of 300 actors and 80 of 900 relations (top 42 by degree). As of July 1914`.
fn shown_in_words(document: &Document, network: &Network, language: Language) -> String {
    let of = |key, shown: usize, all: usize| {
        language.with(key, &[("shown", shown.into()), ("count", all.into())])
    };
    let graph = &network.graph;
    let counts = language.list(&[
        of("count-actors-of", graph.node_count(), document.actors.len()),
        of(
            "count-relations-of",
            graph.edge_count(),
            document.relations.len(),
        ),
    ]);
    let filter = network.filter();
    let rules = filter.simplify.in_words(document, language);
    let values = [("counts", counts.into()), ("rules", rules.into())];
    let words = language.with("caption-rules", &values);
    match filter.in_words(document, language) {
        others if others.is_empty() => words,
        others => language.sentences(&[language.sentence(&words), others]),
    }
}

impl Filter {
    /// The filter in words, for the status bar and a figure's caption: `Without Reuters; as of July
    /// 1914; only cited relations`. Empty if nothing is left out. The simplification has words of
    /// its own.
    pub fn in_words(&self, document: &Document, language: Language) -> String {
        let parts = [
            self.focus_in_words(document, language),
            self.among_in_words(document, language),
            self.what_if_in_words(document, language),
            self.omissions_in_words(document, language),
            self.span.map(|span| language.span(span)),
            self.relations_in_words(language),
            self.grades_in_words(language),
        ];
        let words: Vec<_> = parts.into_iter().flatten().collect();
        capitalized(&language.clauses(&words))
    }

    fn focus_in_words(&self, document: &Document, language: Language) -> Option<String> {
        let focus = document.actors.get(self.focus.as_ref()?)?;
        Some(language.with("filter-focus", &[("name", focus.name().into())]))
    }

    /// `only Russia, Taliban and India`.
    fn among_in_words(&self, document: &Document, language: Language) -> Option<String> {
        let among = self.among.as_ref()?;
        let names = among.iter().map(|id| document.actor_name(id).to_owned());
        let names = first(names, language, "count-more-actors");
        if names.is_empty() {
            return Some(language.text("filter-no-actors"));
        }
        let names = language.list(&names);
        Some(language.with("filter-only", &[("names", names.into())]))
    }

    /// `what if Russia – Taliban flipped`.
    fn what_if_in_words(&self, document: &Document, language: Language) -> Option<String> {
        let flipped = self.flipped.iter().map(|id| {
            let relation = document.relations.get(id);
            relation.map_or_else(
                || id.to_string(),
                |relation| document.relation_name(relation),
            )
        });
        let names = first(flipped, language, "count-more-relations");
        (!names.is_empty()).then(|| {
            let names = language.list(&names);
            language.with("filter-what-if", &[("names", names.into())])
        })
    }

    /// `without Reuters, hostility and denials`.
    fn omissions_in_words(&self, document: &Document, language: Language) -> Option<String> {
        let outlets = self.hidden_outlets.iter().cloned();
        let references = self.hidden_references.iter().map(|id| {
            let reference = document.references.get(id);
            let title = reference.map_or(id.as_str(), |reference| reference.title());
            format!("“{title}”")
        });
        let coders = self.hidden_coders.iter().map(|coder| match coder.as_str() {
            "" => language.text("filter-without-coder"),
            coder => language.with("filter-coder", &[("name", coder.into())]),
        });
        let kinds = self.hidden_kinds.iter().map(|kind| kind_key(*kind));
        let stances = self.hidden_stances.iter().map(|stance| plural(*stance));
        let undated = self.hides_undated.then_some("filter-undated");
        let actors = self.hidden_actors.iter().map(|id| {
            let actor = document.actors.get(id);
            actor.map_or(id.as_str(), |actor| actor.name()).to_owned()
        });
        let relations = self.hidden_relations.iter().map(|id| {
            let relation = document.relations.get(id);
            relation.map_or_else(
                || id.to_string(),
                |relation| document.relation_name(relation),
            )
        });
        let named = [
            first(actors, language, "count-more-actors"),
            first(outlets, language, "count-more-outlets"),
            first(references, language, "count-more-sources"),
            first(coders, language, "count-more-coders"),
            first(relations, language, "count-more-relations"),
        ];
        let sorts = kinds.chain(stances).chain(undated);
        let sorts = sorts.map(|key| language.text(key));
        let all: Vec<_> = named.into_iter().flatten().chain(sorts).collect();
        (!all.is_empty()).then(|| {
            let names = language.list(&all);
            language.with("filter-without", &[("names", names.into())])
        })
    }

    /// `only cited relations; at least 2 independent sources`.
    fn relations_in_words(&self, language: Language) -> Option<String> {
        let is = |which, with: &'static str, without: &'static str| match which {
            PropertyFilter::All => None,
            PropertyFilter::With => Some(with),
            PropertyFilter::Without => Some(without),
        };
        let adjectives: Vec<_> = [
            is(self.cited, "filter-cited", "filter-uncited"),
            is(self.contested, "filter-contested", "filter-uncontested"),
        ]
        .into_iter()
        .flatten()
        .map(|key| language.text(key))
        .collect();
        let only = (!adjectives.is_empty()).then(|| {
            let which = language.joined(&adjectives);
            language.with("filter-only-relations", &[("which", which.into())])
        });
        let sources = (self.min_independent_sources > 0)
            .then(|| language.counted("filter-least-sources", self.min_independent_sources));
        let parts: Vec<_> = [only, sources].into_iter().flatten().collect();
        (!parts.is_empty()).then(|| language.clauses(&parts))
    }

    /// `only sources graded B or better and claims graded 2 or better, or not graded`.
    fn grades_in_words(&self, language: Language) -> Option<String> {
        let reliability = self.min_reliability.map(Reliability::as_str);
        let credibility = self.min_credibility.map(|least| least.number().to_string());
        let graded = |key, grade: String| language.with(key, &[("grade", grade.into())]);
        let all = [
            reliability.map(|grade| graded("filter-graded-sources", grade.to_owned())),
            credibility.map(|grade| graded("filter-graded-claims", grade)),
        ];
        let all: Vec<_> = all.into_iter().flatten().collect();
        let key = if self.only_graded {
            "filter-graded"
        } else {
            "filter-graded-or-not"
        };
        (!all.is_empty()).then(|| language.with(key, &[("what", language.list(&all).into())]))
    }
}

/// At most three names, and the number of others by this message.
fn first(
    names: impl ExactSizeIterator<Item = String>,
    language: Language,
    more: &'static str,
) -> Vec<String> {
    const MAX_NAMES: usize = 3;
    language.shortened(names, MAX_NAMES, more)
}

/// The message for relations of a kind.
fn kind_key(kind: RelationKind) -> &'static str {
    match kind {
        RelationKind::Cooperation => "filter-cooperation",
        RelationKind::Support => "filter-support",
        RelationKind::Hostility => "filter-hostility",
        RelationKind::Other => "filter-other",
    }
}

/// The message for claims of a stance.
fn plural(stance: Stance) -> &'static str {
    match stance {
        Stance::Asserts => "filter-assertions",
        Stance::Denies => "filter-denials",
        Stance::Disputes => "filter-disputes",
        Stance::Retracts => "filter-retractions",
    }
}
