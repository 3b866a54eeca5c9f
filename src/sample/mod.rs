//! Invented networks for tests and benches: as large as is asked, and made like those that analysts draw. Knows only
//! the model and a seed.
//!
//! Actors stand in camps, a few large and many small (Zipf). Some are tied to very many others and most to a few, and
//! who has a friend in common is likelier tied, as in what is measured of political networks. Inside a camp ties are
//! mostly friendly, between camps mostly hostile. Every relation has a date and one to three claims, each with a quote
//! and a reference that appeared soon after; a few are contested. No name in it is meant to be anybody's.

mod camps;
mod claims;
mod names;
mod sources;

use camps::Camps;
use claims::Writer;
use names::Names;

use crate::model::{Actor, Date, Document, Meta, Relation, RelationKind};
use crate::random::Rng;

/// Which network to make: the same numbers make the same one, down to the last byte of its file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sample {
    /// How many actors.
    pub actors: usize,
    /// How many relations between them; without two actors there are none, whatever is asked.
    pub relations: usize,
    /// What everything else hangs on.
    pub seed: u64,
}

impl Sample {
    /// A network of so many actors, with three relations for each; one actor alone has none.
    pub fn new(actors: usize, seed: u64) -> Self {
        Self {
            actors,
            relations: if actors < 2 { 0 } else { 3 * actors },
            seed,
        }
    }

    /// The network. Takes time and memory in proportion to its size.
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
            self.relate(&mut document, &mut rng);
        }
        document
    }

    fn meta(self) -> Meta {
        Meta {
            title: Some(format!("Sample of {} actors", self.actors)),
            description: Some(format!(
                "Made by chance, for trying things out (seed {}): no actor, source or event in it is real.",
                self.seed
            )),
            ..Meta::default()
        }
    }

    fn relate(self, document: &mut Document, rng: &mut Rng) {
        let actors: Vec<_> = document.actors.iter().cloned().collect();
        let writer = Writer::new(document);
        let mut camps = Camps::new(self.actors, rng);
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

/// What two actors have with each other: friends in one camp mostly, and foes across.
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

/// A date that begins in this month: a day, a month, a year, a time from to, or one that goes on.
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
