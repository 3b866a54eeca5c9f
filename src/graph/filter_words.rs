//! A filter in words, for the status bar, captions and the command line. Filters nothing itself.

use super::{Filter, Network, PropertyFilter};
use crate::model::{Document, RelationKind, Reliability, Span, Stance};
use crate::words::{agree, capitalized, counted, list, shortened};

/// The filter of a network and how much it hides, for the status bar and captions; `None` if it
/// hides nothing.
///
/// `As of July 1914; only cited relations. 2 actors and 12 relations hidden; 3 without a date are
/// kept.` If it simplifies: `42 of 300 actors and 80 of 900 relations (top 42 by degree).`
pub fn filter_in_words(document: &Document, network: &Network) -> Option<String> {
    let filter = network.filter();
    if filter.is_clear() {
        return None;
    }
    let words = if filter.simplify.is_off() {
        hidden_in_words(document, network)
    } else {
        shown_in_words(document, network)
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
        let verb = agree(count, "is", "are");
        return Some(format!("{words}; {count} without a date {verb} kept."));
    }
    Some(format!("{words}."))
}

/// `As of July 1914. 2 actors and 12 relations hidden`.
fn hidden_in_words(document: &Document, network: &Network) -> String {
    let mut words = network.filter().in_words(document);
    if words.is_empty() {
        words.push_str("All");
    }
    let actors = document.actors.len() - network.graph.node_count();
    let relations = document.relations.len() - network.graph.edge_count();
    let hidden_relations = counted(relations, "relation", "relations");
    let hidden = match (actors, relations) {
        (0, 0) => "Nothing".to_owned(),
        (0, _) => hidden_relations,
        _ => format!(
            "{} and {hidden_relations}",
            counted(actors, "actor", "actors")
        ),
    };
    format!("{words}. {hidden} hidden")
}

/// `42 of 300 actors and 80 of 900 relations (top 42 by degree). As of July 1914`.
fn shown_in_words(document: &Document, network: &Network) -> String {
    let of =
        |shown: usize, all: usize, one, many| format!("{shown} of {}", counted(all, one, many));
    let graph = &network.graph;
    let actors = of(graph.node_count(), document.actors.len(), "actor", "actors");
    let relations = of(
        graph.edge_count(),
        document.relations.len(),
        "relation",
        "relations",
    );
    let filter = network.filter();
    let rules = filter.simplify.in_words(document);
    let words = format!("{actors} and {relations} ({rules})");
    match &filter.in_words(document)[..] {
        "" => words,
        others => format!("{words}. {others}"),
    }
}

impl Filter {
    /// The filter in words, for the status bar and a figure's caption: `Without Reuters; as of July
    /// 1914; only cited relations`. Empty if nothing is left out. The simplification has words of
    /// its own.
    pub fn in_words(&self, document: &Document) -> String {
        let parts = [
            self.focus_in_words(document),
            self.among_in_words(document),
            self.what_if_in_words(document),
            self.omissions_in_words(document),
            self.span.map(Span::in_words),
            self.relations_in_words(),
            self.grades_in_words(),
        ];
        let words: Vec<_> = parts.into_iter().flatten().collect();
        capitalized(&words.join("; "))
    }

    fn focus_in_words(&self, document: &Document) -> Option<String> {
        let focus = document.actors.get(self.focus.as_ref()?)?;
        Some(format!("only {} and its neighbours", focus.name()))
    }

    /// `only Russia, Taliban and India`.
    fn among_in_words(&self, document: &Document) -> Option<String> {
        let among = self.among.as_ref()?;
        let names = among.iter().map(|id| document.actor_name(id).to_owned());
        Some(match names.len() {
            0 => "no actors".to_owned(),
            _ => format!("only {}", list(&first(names, "actor"))),
        })
    }

    /// `what if Russia – Taliban flipped`.
    fn what_if_in_words(&self, document: &Document) -> Option<String> {
        let flipped = self.flipped.iter().map(|id| {
            let relation = document.relations.get(id);
            relation.map_or_else(
                || id.to_string(),
                |relation| document.relation_name(relation),
            )
        });
        let names = first(flipped, "relation");
        (!names.is_empty()).then(|| format!("what if {} flipped", list(&names)))
    }

    /// `without Reuters, hostility and denials`.
    fn omissions_in_words(&self, document: &Document) -> Option<String> {
        let outlets = self.hidden_outlets.iter().cloned();
        let references = self.hidden_references.iter().map(|id| {
            let reference = document.references.get(id);
            let title = reference.map_or(id.as_str(), |reference| reference.title());
            format!("“{title}”")
        });
        let coders = self.hidden_coders.iter().map(|coder| match coder.as_str() {
            "" => "claims without a coder".to_owned(),
            coder => format!("claims coded by {coder}"),
        });
        let kinds = self.hidden_kinds.iter().map(|kind| match kind {
            RelationKind::Other => "other ties".to_owned(),
            kind => kind.as_str().to_owned(),
        });
        let stances = self.hidden_stances.iter().map(|stance| plural(*stance));
        let undated = self.hides_undated.then(|| "undated relations".to_owned());
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
            first(actors, "actor"),
            first(outlets, "outlet"),
            first(references, "source"),
            first(coders, "coder"),
            first(relations, "relation"),
        ];
        let sorts = kinds.chain(stances.map(str::to_owned)).chain(undated);
        let all: Vec<_> = named.into_iter().flatten().chain(sorts).collect();
        (!all.is_empty()).then(|| format!("without {}", list(&all)))
    }

    /// `only cited relations; at least 2 independent sources`.
    fn relations_in_words(&self) -> Option<String> {
        let is = |which, with: &'static str, without: &'static str| match which {
            PropertyFilter::All => None,
            PropertyFilter::With => Some(with),
            PropertyFilter::Without => Some(without),
        };
        let adjectives: Vec<_> = [
            is(self.cited, "cited", "uncited"),
            is(self.contested, "contested", "uncontested"),
        ]
        .into_iter()
        .flatten()
        .collect();
        let only =
            (!adjectives.is_empty()).then(|| format!("only {} relations", adjectives.join(", ")));
        let sources = (self.min_independent_sources > 0).then(|| {
            let least = self.min_independent_sources;
            let sources = counted(least, "independent source", "independent sources");
            format!("at least {sources}")
        });
        let parts: Vec<_> = [only, sources].into_iter().flatten().collect();
        (!parts.is_empty()).then(|| parts.join("; "))
    }

    /// `only sources graded B or better and claims graded 2 or better, or not graded`.
    fn grades_in_words(&self) -> Option<String> {
        let reliability = self.min_reliability.map(Reliability::as_str);
        let credibility = self.min_credibility.map(|least| least.number().to_string());
        let graded = [
            reliability.map(|grade| format!("sources graded {grade} or better")),
            credibility.map(|grade| format!("claims graded {grade} or better")),
        ];
        let graded: Vec<_> = graded.into_iter().flatten().collect();
        let ungraded = if self.only_graded {
            ""
        } else {
            ", or not graded"
        };
        (!graded.is_empty()).then(|| format!("only {}{ungraded}", graded.join(" and ")))
    }
}

/// At most three names, and the number of others.
fn first(names: impl ExactSizeIterator<Item = String>, noun: &str) -> Vec<String> {
    const MAX_NAMES: usize = 3;
    shortened(names, MAX_NAMES, noun, &format!("{noun}s"))
}

/// The claims of a stance, in the plural.
fn plural(stance: Stance) -> &'static str {
    match stance {
        Stance::Asserts => "assertions",
        Stance::Denies => "denials",
        Stance::Disputes => "disputes",
        Stance::Retracts => "retractions",
    }
}
