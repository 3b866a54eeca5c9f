//! How many bytes a record takes in memory, about: to keep the history within bounds. Texts count
//! with their length; shared texts count each time.

use super::{
    Actor, Annotation, AnnotationTarget, Bloc, Claim, Claimant, CodebookEntry, Coder, Fields,
    Issued, Meta, PersonName, Question, Quote, Reference, Relation, StoryStep,
};

/// Something whose size in memory can be estimated.
pub(super) trait ApproximateSize {
    /// About how many bytes it takes, with everything it owns.
    fn approximate_bytes(&self) -> usize;
}

impl ApproximateSize for Actor {
    fn approximate_bytes(&self) -> usize {
        let texts = [
            self.name.as_deref(),
            self.wikidata.as_deref(),
            self.note.as_deref(),
            self.picture.as_deref(),
        ];
        size_of::<Self>()
            + self.id.as_str().len()
            + texts.into_iter().map(optional).sum::<usize>()
            + list(self.aliases.iter().map(String::len))
            + list(self.members.iter().map(|id| id.as_str().len()))
            + self.fields.approximate_bytes()
    }
}

impl ApproximateSize for Relation {
    fn approximate_bytes(&self) -> usize {
        let ids = [self.id.as_str(), self.source.as_str(), self.target.as_str()];
        size_of::<Self>()
            + ids.into_iter().map(str::len).sum::<usize>()
            + optional(self.subtype.as_deref())
            + self
                .claims
                .iter()
                .map(ApproximateSize::approximate_bytes)
                .sum::<usize>()
            + self.fields.approximate_bytes()
    }
}

impl ApproximateSize for Claim {
    fn approximate_bytes(&self) -> usize {
        let claimant = match &self.claimant {
            None => 0,
            Some(Claimant::Actor(id)) => id.as_str().len(),
            Some(Claimant::Words(words)) => words.len(),
        };
        let quote = self.quote.as_ref();
        size_of::<Self>()
            + optional(self.locator.as_deref())
            + quote.map_or(0, ApproximateSize::approximate_bytes)
            + claimant
            + optional(self.note.as_deref())
            + self.coder.as_deref().map_or(0, Coder::approximate_bytes)
            + optional(self.approver.as_deref())
            + self.fields.approximate_bytes()
    }
}

impl ApproximateSize for Coder {
    fn approximate_bytes(&self) -> usize {
        size_of::<Self>()
            + self.name.len()
            + optional(self.prompt_sha256.as_deref())
            + self.fields.approximate_bytes()
    }
}

impl ApproximateSize for Quote {
    fn approximate_bytes(&self) -> usize {
        self.exact.len()
            + optional(self.prefix.as_deref())
            + optional(self.suffix.as_deref())
            + self.fields.approximate_bytes()
    }
}

impl ApproximateSize for Reference {
    fn approximate_bytes(&self) -> usize {
        let texts = [
            self.csl_type.as_deref(),
            self.title.as_deref(),
            self.container_title.as_deref(),
            self.section.as_deref(),
            self.publisher.as_deref(),
            self.url.as_deref(),
            self.doi.as_deref(),
            self.issued.as_ref().map(Issued::as_str),
            self.text.as_deref(),
            self.origin.as_deref(),
        ];
        size_of::<Self>()
            + self.id.as_str().len()
            + texts.into_iter().map(optional).sum::<usize>()
            + self
                .authors
                .iter()
                .chain(&self.editors)
                .map(ApproximateSize::approximate_bytes)
                .sum::<usize>()
            + self.fields.approximate_bytes()
    }
}

impl ApproximateSize for PersonName {
    fn approximate_bytes(&self) -> usize {
        let texts = [
            self.family.as_deref(),
            self.given.as_deref(),
            self.dropping_particle.as_deref(),
            self.non_dropping_particle.as_deref(),
            self.suffix.as_deref(),
            self.literal.as_deref(),
        ];
        size_of::<Self>()
            + texts.into_iter().map(optional).sum::<usize>()
            + self.fields.approximate_bytes()
    }
}

impl ApproximateSize for Meta {
    fn approximate_bytes(&self) -> usize {
        size_of::<Self>()
            + optional(self.title.as_deref())
            + optional(self.description.as_deref())
            + optional(self.coder.as_deref())
            + self.codebook.iter().map(codebook_bytes).sum::<usize>()
            + self.questions.iter().map(question_bytes).sum::<usize>()
            + self
                .set_aside
                .iter()
                .map(ApproximateSize::approximate_bytes)
                .sum::<usize>()
            + optional(self.language.as_deref())
            + self.fields.approximate_bytes()
    }
}

fn codebook_bytes(entry: &CodebookEntry) -> usize {
    let texts = [
        &entry.subtype,
        &entry.rule,
        &entry.example,
        &entry.counter_example,
    ];
    let texts = texts.into_iter().map(|text| optional(text.as_deref()));
    size_of::<CodebookEntry>() + texts.sum::<usize>() + entry.fields.approximate_bytes()
}

fn question_bytes(question: &Question) -> usize {
    let texts = [&question.kept, &question.other];
    let texts = texts.into_iter().map(|text| optional(text.as_deref()));
    let ids = question.id.len() + question.field.len() + question.from.len();
    size_of::<Question>() + ids + texts.sum::<usize>() + question.fields.approximate_bytes()
}

impl ApproximateSize for StoryStep {
    fn approximate_bytes(&self) -> usize {
        let view = &self.view;
        let actors = view.actors.iter().map(|id| id.as_str().len());
        let relations = view.relations.iter().map(|id| id.as_str().len());
        let members = view.blocs.blocs.iter().flat_map(Bloc::all_members);
        size_of::<Self>()
            + optional(self.title.as_deref())
            + optional(self.text.as_deref())
            + list(actors.chain(relations))
            + list(members.map(|id| id.as_str().len()))
            + list(view.filter.hidden_actors.iter().map(|id| id.as_str().len()))
            + list(
                view.filter
                    .hidden_relations
                    .iter()
                    .map(|id| id.as_str().len()),
            )
            + self.fields.approximate_bytes()
    }
}

impl ApproximateSize for Annotation {
    fn approximate_bytes(&self) -> usize {
        let about = match &self.about {
            None => 0,
            Some(AnnotationTarget::Actor(id)) => id.as_str().len(),
            Some(AnnotationTarget::Actors(ids)) => {
                let ids = ids.iter().map(|id| id.as_str().len() + size_of_val(id));
                ids.sum()
            }
            Some(AnnotationTarget::Relation(id)) => id.as_str().len(),
        };
        size_of::<Self>() + self.text.len() + about + self.fields.approximate_bytes()
    }
}

impl ApproximateSize for Fields {
    fn approximate_bytes(&self) -> usize {
        list(self.all_unknown().map(|(key, json)| key.len() + json.len()))
    }
}

fn optional(text: Option<&str>) -> usize {
    text.map_or(0, str::len)
}

/// A list of texts: each with the header of a `String`.
fn list(lengths: impl Iterator<Item = usize>) -> usize {
    lengths.map(|length| size_of::<String>() + length).sum()
}
