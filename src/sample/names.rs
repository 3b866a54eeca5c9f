//! Invented names, made of syllables.

use std::collections::HashSet;

use crate::model::{ActorKind, PersonName};
use crate::random::Rng;

const BEGINNINGS: [&str; 24] = [
    "Va", "Ter", "Ko", "Mel", "Da", "Ry", "Sol", "Be", "Zan", "Or", "Hal", "Ni", "Quo", "Fen",
    "Gar", "Ul", "Tes", "Lo", "Bra", "Pel", "Sha", "Wem", "Dro", "Ish",
];
const MIDDLES: [&str; 20] = [
    "ro", "ven", "li", "ma", "ku", "sta", "ne", "dri", "mo", "ra", "shi", "te", "gol", "bi", "zu",
    "na", "ve", "lo", "ka", "ri",
];
const ENDINGS: [&str; 16] = [
    "k", "sk", "dal", "n", "m", "th", "r", "va", "no", "des", "mir", "l", "gar", "x", "ne", "t",
];
const LANDS: [&str; 8] = ["ia", "land", "mark", "istan", "ovia", "avia", "ora", "esh"];
const GROUPS: [&str; 16] = [
    "Liberation Front",
    "People’s Movement",
    "National Party",
    "Brigades",
    "Militia",
    "Workers’ League",
    "Revolutionary Council",
    "Defence Forces",
    "Guard",
    "Alliance",
    "Unity Party",
    "Resistance",
    "Faithful",
    "Reform Movement",
    "Opposition",
    "Volunteers",
];
const ORGANIZATIONS: [&str; 12] = [
    "Trading Company",
    "Development Bank",
    "Red Lantern Society",
    "Oil and Gas",
    "Institute",
    "Contact Group",
    "Security Pact",
    "Relief Fund",
    "Customs Union",
    "Broadcasting",
    "Arms Works",
    "Shipping",
];

/// Names of actors, all different.
#[derive(Debug, Default)]
pub(super) struct Names(HashSet<String>);

impl Names {
    /// The kind and name of the actor of this number: states come early, among the best known.
    pub(super) fn actor(&mut self, number: usize, rng: &mut Rng) -> (ActorKind, String) {
        let kind = if rng.below(20 + number) < 12 {
            ActorKind::State
        } else {
            match rng.below(100) {
                0..45 => ActorKind::Group,
                45..65 => ActorKind::Organization,
                _ => ActorKind::Person,
            }
        };
        loop {
            let name = name(kind, rng);
            if self.0.insert(name.clone()) {
                return (kind, name);
            }
        }
    }
}

fn name(kind: ActorKind, rng: &mut Rng) -> String {
    match kind {
        ActorKind::State => rng.one_of(BEGINNINGS).to_owned() + &middle(rng) + rng.one_of(LANDS),
        ActorKind::Group => format!("{} {}", place(rng), rng.one_of(GROUPS)),
        ActorKind::Organization => format!("{} {}", place(rng), rng.one_of(ORGANIZATIONS)),
        ActorKind::Person => format!("{} {}", given(rng), place(rng)),
    }
}

/// The name of an author.
pub(super) fn author(rng: &mut Rng) -> PersonName {
    PersonName {
        given: Some(given(rng)),
        family: Some(place(rng)),
        ..PersonName::default()
    }
}

/// The name of a town or a family.
pub(super) fn place(rng: &mut Rng) -> String {
    rng.one_of(BEGINNINGS).to_owned() + &middle(rng) + rng.one_of(ENDINGS)
}

fn given(rng: &mut Rng) -> String {
    rng.one_of(BEGINNINGS).to_owned() + rng.one_of(MIDDLES)
}

/// One syllable or two.
fn middle(rng: &mut Rng) -> String {
    let first = rng.one_of(MIDDLES);
    if rng.chance_percent(50) {
        first.to_owned()
    } else {
        first.to_owned() + rng.one_of(MIDDLES)
    }
}
