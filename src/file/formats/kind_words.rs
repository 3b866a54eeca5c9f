//! Words of other projects and languages for kinds of relations and actors, and for directions.
//! Knows no format.

use crate::model::{ActorKind, RelationKind};

/// Words for each kind in tables of other projects (Correlates of War, ATOP, UCDP, Mapping
/// Militants, PLOVER, signnet), in plain English, and the plainest ones of other languages. Only
/// letters and digits count.
const RELATIONS: &[(RelationKind, &[&str])] = &[
    (
        RelationKind::Cooperation,
        &[
            "cooperation",
            "cooperate",
            "cooperates",
            "cooperative",
            "positive",
            "pos",
            "plus",
            "friend",
            "friends",
            "friendly",
            "friendship",
            "ally",
            "allies",
            "allied",
            "alliance",
            "alliances",
            "all",
            "aff",
            "affiliate",
            "affiliation",
            "entente",
            "peace",
            "like",
            "likes",
            "trust",
            "trusts",
            "consult",
            "consultation",
            "agree",
            "agrees",
            "agreement",
            "concede",
            "neutrality",
            "nonaggression",
            "nonaggressionpact",
            "nonagg",
            "partner",
            "partners",
            "partnership",
            "treaty",
            "freund",
            "freunde",
            "freundlich",
            "freundschaft",
            "verbündet",
            "verbündete",
            "bündnis",
            "allianz",
            "kooperation",
            "zusammenarbeit",
            "positiv",
            "ami",
            "amis",
            "amical",
            "amitié",
            "allié",
            "alliés",
            "coopération",
            "positif",
            "amigo",
            "amigos",
            "amistoso",
            "amistad",
            "aliado",
            "aliados",
            "alianza",
            "cooperación",
            "positivo",
            "good",
            "love",
            "loves",
            "loved",
            "cooperated",
            "strategicpartner",
            "strategicpartners",
            "strategicpartnership",
            "verbündeter",
            "amico",
            "amici",
            "amicizia",
            "alleato",
            "alleati",
            "alleanza",
            "pro",
            "aliança",
            "amizade",
            "cooperação",
            "союз",
            "союзник",
            "союзники",
            "дружба",
            "друг",
            "сотрудничество",
            "співпраця",
            "ittifak",
            "müttefik",
            "dost",
            "dostluk",
            "işbirliği",
            "同盟",
            "盟友",
            "联盟",
            "合作",
            "友好",
            "協力",
            "동맹",
            "협력",
            "تحالف",
            "حليف",
            "تعاون",
            "صداقة",
            "tradeagreement",
            "tradeagreements",
            "diplomaticrecognition",
            "vriend",
            "vrienden",
            "vriendschap",
            "bondgenoot",
            "sojusz",
            "sojusznik",
            "przyjaciel",
            "دوست",
            "متحد",
        ],
    ),
    (
        RelationKind::Support,
        &[
            "support",
            "supports",
            "supporter",
            "aid",
            "aids",
            "defense",
            "defence",
            "defensepact",
            "defencepact",
            "militaryaid",
            "militaryassistance",
            "militarysupport",
            "armssupplies",
            "armssupply",
            "armssales",
            "armsdeliveries",
            "unterstützung",
            "unterstützt",
            "hilfe",
            "soutien",
            "soutient",
            "aide",
            "apoyo",
            "apoya",
            "ayuda",
            "supported",
            "endorses",
            "endorsed",
            "backs",
            "backed",
            "defensetreaty",
            "defencetreaty",
            "mutualdefense",
            "mutualdefence",
            "mutualdefensepact",
            "mutualdefencepact",
            "mutualdefensetreaty",
            "mutualdefencetreaty",
            "apoio",
            "поддержка",
            "помощь",
            "підтримка",
            "destek",
            "支持",
            "支援",
            "援助",
            "지원",
            "دعم",
        ],
    ),
    (
        RelationKind::Hostility,
        &[
            "hostility",
            "hostile",
            "hostilities",
            "negative",
            "neg",
            "minus",
            "enemy",
            "enemies",
            "foe",
            "foes",
            "rival",
            "rivals",
            "rivalry",
            "riv",
            "war",
            "atwar",
            "conflict",
            "hates",
            "hate",
            "dislike",
            "dislikes",
            "distrust",
            "distrusts",
            "enmity",
            "opponent",
            "opponents",
            "oppose",
            "opposes",
            "opposition",
            "adversary",
            "attack",
            "attacks",
            "assault",
            "coerce",
            "mobilize",
            "sanction",
            "sanctions",
            "threaten",
            "threatens",
            "threat",
            "reject",
            "accuse",
            "disapprove",
            "demand",
            "protest",
            "disagree",
            "disagreement",
            "feind",
            "feinde",
            "feindlich",
            "feindschaft",
            "feindselig",
            "gegner",
            "rivale",
            "rivalität",
            "krieg",
            "konflikt",
            "negativ",
            "ennemi",
            "ennemis",
            "rivalité",
            "guerre",
            "conflit",
            "hostilité",
            "négatif",
            "enemigo",
            "enemigos",
            "hostil",
            "hostilidad",
            "rivalidad",
            "guerra",
            "conflicto",
            "negativo",
            "contra",
            "bad",
            "against",
            "conflicts",
            "fight",
            "fights",
            "fighting",
            "fought",
            "hated",
            "opposed",
            "attacked",
            "accuses",
            "accused",
            "condemn",
            "condemns",
            "condemned",
            "threatened",
            "sanctioned",
            "nemico",
            "nemici",
            "ostile",
            "ostilità",
            "unfriendly",
            "unfreundlich",
            "criticizes",
            "criticises",
            "criticized",
            "criticised",
            "opposes",
            "inimigo",
            "hostilidade",
            "rivalidade",
            "вражда",
            "враг",
            "враги",
            "война",
            "конфликт",
            "ворог",
            "війна",
            "конфлікт",
            "düşman",
            "düşmanlık",
            "savaş",
            "敌人",
            "敌对",
            "战争",
            "冲突",
            "敵対",
            "戦争",
            "적대",
            "전쟁",
            "عداء",
            "عدو",
            "حرب",
            "صراع",
            "vijand",
            "vijanden",
            "vijandschap",
            "oorlog",
            "wróg",
            "wrogość",
            "wojna",
            "враждебность",
            "враждебный",
            "دشمن",
            "적",
        ],
    ),
    (
        RelationKind::Other,
        &[
            "other",
            "none",
            "neutral",
            "neu",
            "neutre",
            "mixed",
            "unknown",
            "clueless",
            "spl",
            "split",
            "mer",
            "merger",
            "unsigned",
            "investigate",
        ],
    ),
];

/// The kind that a word means, in upper or lower case.
pub(crate) fn kind_of_word(text: &str) -> Option<RelationKind> {
    match text.trim() {
        "+" | "\u{2795}" => return Some(RelationKind::Cooperation),
        "-" | "\u{2212}" | "\u{2013}" | "\u{2014}" => return Some(RelationKind::Hostility),
        "\u{b1}" => return Some(RelationKind::Other),
        _ => {}
    }
    // Longer texts are not words for kinds, and are not worth a copy.
    if text.len() > 60 {
        return None;
    }
    let known = |text: &str| known_kind(&plain(text)).or_else(|| known_kind(&stem(text)?));
    known(text).or_else(|| {
        // `Alliance (defence pact)`, `positive (1)`: what is in brackets says the same again.
        let (before, inner) = text.trim().strip_suffix(')')?.rsplit_once('(')?;
        let kind = known(before)?;
        let again = known(inner).is_some_and(|again| again.sign() == kind.sign());
        (again || inner.trim().parse::<f64>().is_ok()).then_some(kind)
    })
}

fn known_kind(word: &str) -> Option<RelationKind> {
    let row = RELATIONS.iter().find(|(_, words)| words.contains(&word));
    row.map(|(kind, _)| *kind)
}

/// Words before and after the one that says the kind: `is at war with`, `ENEMY_OF`, `very hostile`.
/// `by` is left out: it reverses the direction.
const BEFORE: [&str; 24] = [
    "is",
    "are",
    "was",
    "were",
    "be",
    "been",
    "has",
    "had",
    "in",
    "a",
    "an",
    "the",
    "strongly",
    "weakly",
    "very",
    "somewhat",
    "slightly",
    "highly",
    "rather",
    "mostly",
    "moderately",
    "sehr",
    "très",
    "muy",
];
const AFTER: [&str; 10] = [
    "with", "of", "to", "on", "between", "toward", "towards", "against", "mit", "gegen",
];

/// The letters and digits of a phrase without the words around; nothing if there are none.
fn stem(text: &str) -> Option<String> {
    let words = text.split(|letter: char| !letter.is_alphanumeric());
    let words: Vec<String> = words.filter(|word| !word.is_empty()).map(plain).collect();
    let begins = words.iter().take_while(|word| BEFORE.contains(&&***word));
    let rest = &words[begins.count()..];
    let ends = rest
        .iter()
        .rev()
        .take_while(|word| AFTER.contains(&&***word));
    let inner = &rest[..rest.len() - ends.count()];
    // Codes such as `all` are whole words.
    let is_short = inner.len() == 1 && inner[0].len() <= 3 && inner[0] != "war";
    (inner.len() < words.len() && !inner.is_empty() && !is_short).then(|| inner.concat())
}

/// The kind of actor that a word means, in upper or lower case.
pub(crate) fn actor_kind_of_word(text: &str) -> Option<ActorKind> {
    if text.len() > 60 {
        return None;
    }
    Some(match &*plain(text) {
        "state" | "country" | "nation" | "government" | "staat" | "land" | "pays" | "estado"
        | "état" => ActorKind::State,
        "group" | "armedgroup" | "politicalgroup" | "movement" | "gruppe" | "groupe" | "grupo" => {
            ActorKind::Group
        }
        "organization" | "organisation" | "organizations" | "organisations" | "org" | "igo"
        | "ngo" | "company" | "institution" | "organización" => ActorKind::Organization,
        "person" | "people" | "individual" | "mensch" | "personne" | "persona" => ActorKind::Person,
        _ => return None,
    })
}

/// Whether a word says that a tie is directed.
pub(crate) fn direction(cell: &str) -> Option<bool> {
    let cell = cell.trim();
    // Most cells are numbers: they need not be in lower case.
    let digits = cell.strip_prefix('-').unwrap_or(cell);
    if digits.starts_with(|letter: char| letter.is_ascii_digit()) && cell.len() > 1 {
        return None;
    }
    Some(match cell.to_lowercase().as_str() {
        "directed" | "true" | "yes" | "y" | "t" | "1" | "to" | "forward" | "gerichtet" | "ja"
        | "oui" | "sí" | "si" | "arc" | "dirigé" | "dirigido" | "->" | "→" | "one-way"
        | "one way" | "oneway" | "unidirectional" => true,
        "undirected" | "mutual" | "false" | "no" | "n" | "f" | "0" | "both" | "bidirectional"
        | "ungerichtet" | "nein" | "non" | "to, from" | "from, to" | "to;from" | "edge"
        | "reciprocal" | "symmetric" | "--" | "<->" | "↔" | "two-way" | "two way" | "twoway"
        | "reciprocated" | "non dirigé" | "no dirigido" => false,
        _ => return None,
    })
}

/// The kind that a vote or an answer means: yes and no, for and against, abstentions.
pub(crate) fn kind_of_vote(text: &str) -> Option<RelationKind> {
    Some(match text.trim().to_lowercase().as_str() {
        "yes" | "y" | "yea" | "aye" | "for" | "in favor" | "in favour" | "ja" | "dafür" | "oui"
        | "sí" | "si" | "sim" | "да" => RelationKind::Cooperation,
        "no" | "n" | "nay" | "against" | "nein" | "dagegen" | "non" | "não" | "нет" => {
            RelationKind::Hostility
        }
        "abstain" | "abstained" | "abstention" | "absent" | "present" | "not voting"
        | "enthaltung" => RelationKind::Other,
        _ => return None,
    })
}

/// Letters and digits of a text, in lower case.
pub(crate) fn plain(name: &str) -> String {
    let letters = name.chars().filter(|letter| letter.is_alphanumeric());
    letters.flat_map(char::to_lowercase).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_known_in_any_case_and_with_any_hyphen() {
        assert_eq!(kind_of_word(" Enemy"), Some(RelationKind::Hostility));
        assert_eq!(
            kind_of_word("Non-aggression"),
            Some(RelationKind::Cooperation)
        );
        assert_eq!(kind_of_word("Verbündet"), Some(RelationKind::Cooperation));
        assert_eq!(kind_of_word("\u{2212}"), Some(RelationKind::Hostility));
        for (kind, phrases) in [
            (
                RelationKind::Cooperation,
                &["ALLIED_WITH", "is a friend of", "in alliance with"][..],
            ),
            (
                RelationKind::Hostility,
                &[
                    "ENEMY_OF",
                    "is at war with",
                    "in conflict with",
                    "opposed to",
                ],
            ),
            (RelationKind::Support, &["backs", "mutual defense treaty"]),
            (
                RelationKind::Cooperation,
                &[
                    "strongly positive",
                    "Alliance (defence pact)",
                    "positive (1)",
                ],
            ),
            (RelationKind::Hostility, &["very hostile", "negative (-1)"]),
        ] {
            for phrase in phrases {
                assert_eq!(kind_of_word(phrase), Some(kind), "{phrase}");
            }
        }
        for phrase in [
            "supported by",
            "not allied with",
            "all of",
            "is",
            "with",
            "end of war",
            "ally (former)",
            "alliance (war)",
        ] {
            assert_eq!(kind_of_word(phrase), None, "{phrase}");
        }
        assert_eq!(kind_of_word("friendlyish"), None);
        assert_eq!(
            actor_kind_of_word("Organisation"),
            Some(ActorKind::Organization)
        );
        assert_eq!(direction("Mutual"), Some(false));
        assert_eq!(direction("->"), Some(true));
        assert_eq!(direction("-1"), None);
    }
}
