//! Invented networks of any size for tests and benches, similar to those that analysts draw. Knows
//! only the model and a seed.
//!
//! Actors are in camps, a few large and many small (Zipf). A few actors have very many ties and
//! most have few, and actors with a friend in common are tied more often, as in measured political
//! networks. Ties within a camp are mostly friendly, ties between camps mostly hostile. Every
//! relation has a date and one to three claims, each with a quote and a reference published soon
//! after; a few are contested. All names are invented.

mod camps;
mod claims;
mod names;
mod sources;

use camps::SampleCamps;
use claims::ClaimWriter;
use names::Names;

use crate::model::{Actor, Date, Document, Meta, Relation, RelationKind};
use crate::random::Rng;

/// Which network to make: the same values always make the same network, byte for byte.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sample {
    /// How many actors.
    pub actors: usize,
    /// How many relations between them; with fewer than two actors there are none.
    pub relations: usize,
    /// The seed of the random numbers.
    pub seed: u64,
}

impl Sample {
    /// A network of this many actors, with three relations for each; one actor has none.
    pub fn new(actors: usize, seed: u64) -> Self {
        Self {
            actors,
            relations: if actors < 2 { 0 } else { 3 * actors },
            seed,
        }
    }

    /// Makes the network, in linear time and memory.
    pub fn document(self) -> Document {
        let mut rng = Rng::new(self.seed);
        let mut document = Document {
            meta: self.meta(),
            ..Document::default()
        };
        let mut names = Names::default();
        for ordinal in 0..self.actors {
            let (kind, name) = names.actor(ordinal, &mut rng);
            let actor = Actor {
                kind: Some(kind),
                name: Some(name.clone()),
                ..Actor::new(document.fresh_actor_id(&name))
            };
            document.actors.put(actor);
        }
        if self.actors >= 2 && self.relations > 0 {
            sources::add(&mut document, self.relations, &mut rng);
            self.add_relations(&mut document, &mut rng);
        }
        document
    }

    fn meta(self) -> Meta {
        Meta {
            title: Some(format!("Sample of {} actors", self.actors)),
            description: Some(format!(
                "Random data for tests (seed {}): no actor, source or event in it is real.",
                self.seed
            )),
            ..Meta::default()
        }
    }

    fn add_relations(self, document: &mut Document, rng: &mut Rng) {
        let actors: Vec<_> = document.actors.iter().cloned().collect();
        let writer = ClaimWriter::new(document);
        let mut camps = SampleCamps::new(self.actors, rng);
        for number in 0..self.relations {
            let (source, target) = camps.pair(number, rng);
            let kind = kind(camps.are_together(source, target), rng);
            let month = rng.below(sources::MONTHS);
            let ends = [&*actors[source], &*actors[target]];
            let (subtype, claims) = writer.claims(kind, ends, month, rng);
            let [source, target] = ends.map(|actor| actor.id.clone());
            document.relations.put(Relation {
                kind: Some(kind),
                subtype: Some(subtype.to_owned()),
                when: when(month, rng),
                claims,
                ..Relation::new(format!("r{}", number + 1), source, target)
            });
        }
    }
}

/// The kind of a relation: mostly friendly in a camp and hostile between camps.
fn kind(are_together: bool, rng: &mut Rng) -> RelationKind {
    let roll = rng.below(100);
    if are_together {
        match roll {
            0..58 => RelationKind::Cooperation,
            58..88 => RelationKind::Support,
            88..91 => RelationKind::Other,
            _ => RelationKind::Hostility,
        }
    } else {
        match roll {
            0..80 => RelationKind::Hostility,
            80..96 => RelationKind::Cooperation,
            _ => RelationKind::Support,
        }
    }
}

/// A date that starts in this month: a day, a month, a year, an interval, or an open interval.
fn when(month: usize, rng: &mut Rng) -> Option<Date> {
    let [year, of_year] = sources::year_and_month(month);
    let begin = format!("{year}-{of_year:02}");
    let text = match rng.below(100) {
        0..20 => format!("{begin}-{:02}", 1 + rng.below(28)),
        20..35 => begin,
        35..45 => year.to_string(),
        45..50 => format!("{begin}~"),
        50..65 => format!("{begin}/.."),
        _ => {
            let [year, of_year] = sources::year_and_month(month + 1 + rng.below(60));
            format!("{begin}/{year}-{of_year:02}")
        }
    };
    Date::parse(&text).ok()
}
