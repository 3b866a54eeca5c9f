//! Invented names, put together from syllables.

use std::collections::HashSet;

use crate::chance::Chance;
use crate::model::{ActorKind, PersonName};

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

/// Names of actors, none of them given twice.
#[derive(Debug, Default)]
pub(super) struct Names(HashSet<String>);

impl Names {
    /// The kind and name of the actor of this number: states come early, where the best known are.
    pub(super) fn actor(&mut self, number: usize, chance: &mut Chance) -> (ActorKind, String) {
        let kind = if chance.below(20 + number) < 12 {
            ActorKind::State
        } else {
            match chance.below(100) {
                0..45 => ActorKind::Group,
                45..65 => ActorKind::Organization,
                _ => ActorKind::Person,
            }
        };
        loop {
            let name = name(kind, chance);
            if self.0.insert(name.clone()) {
                return (kind, name);
            }
        }
    }
}

fn name(kind: ActorKind, chance: &mut Chance) -> String {
    match kind {
        ActorKind::State => {
            chance.one_of(BEGINNINGS).to_owned() + &middle(chance) + chance.one_of(LANDS)
        }
        ActorKind::Group => format!("{} {}", place(chance), chance.one_of(GROUPS)),
        ActorKind::Organization => format!("{} {}", place(chance), chance.one_of(ORGANIZATIONS)),
        ActorKind::Person => format!("{} {}", given(chance), place(chance)),
    }
}

/// Somebody who writes.
pub(super) fn author(chance: &mut Chance) -> PersonName {
    PersonName {
        given: Some(given(chance)),
        family: Some(place(chance)),
        ..PersonName::default()
    }
}

/// A town, or the family that comes from it.
pub(super) fn place(chance: &mut Chance) -> String {
    chance.one_of(BEGINNINGS).to_owned() + &middle(chance) + chance.one_of(ENDINGS)
}

fn given(chance: &mut Chance) -> String {
    chance.one_of(BEGINNINGS).to_owned() + chance.one_of(MIDDLES)
}

/// One syllable or two.
fn middle(chance: &mut Chance) -> String {
    let first = chance.one_of(MIDDLES);
    if chance.befalls(50) {
        first.to_owned()
    } else {
        first.to_owned() + chance.one_of(MIDDLES)
    }
}
