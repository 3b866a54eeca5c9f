//! Words that reverse the meaning of a sentence, in the languages that sources are most often
//! written in. Knows no quote.
//!
//! A word that means this only in one language costs little: words left out of a quote are shown
//! once too often.

use unicode_segmentation::UnicodeSegmentation;

/// Negations, and verbs and adverbs that deny or restrict.
const WORDS: &[&str] = &[
    // English
    "not",
    "no",
    "never",
    "nor",
    "neither",
    "none",
    "nobody",
    "nothing",
    "nowhere",
    "without",
    "cannot",
    "hardly",
    "scarcely",
    "barely",
    "seldom",
    "rarely",
    "unless",
    "deny",
    "denies",
    "denied",
    "denying",
    "refuse",
    "refuses",
    "refused",
    "refusing",
    "reject",
    "rejects",
    "rejected",
    "rejecting",
    "fail",
    "fails",
    "failed",
    "failing",
    "decline",
    "declines",
    "declined",
    "declining",
    "cease",
    "ceases",
    "ceased",
    "unable",
    "unwilling",
    "unlikely",
    "false",
    "falsely",
    "untrue",
    "allegedly",
    "supposedly",
    "instead",
    // French
    "ne",
    "pas",
    "non",
    "jamais",
    "sans",
    "ni",
    "aucun",
    "aucune",
    "rien",
    "nie",
    "refuse",
    // German
    "nicht",
    "kein",
    "keine",
    "keinen",
    "keiner",
    "keinem",
    "keines",
    "nie",
    "niemals",
    "niemand",
    "nichts",
    "ohne",
    "weder",
    "nein",
    "kaum",
    "weigert",
    "weigerte",
    "bestreitet",
    "bestritt",
    // Spanish, Portuguese, Italian, Romanian
    "nunca",
    "jamás",
    "sin",
    "nadie",
    "nada",
    "ningún",
    "ninguna",
    "ninguno",
    "tampoco",
    "não",
    "sem",
    "nem",
    "ninguém",
    "nenhum",
    "nenhuma",
    "senza",
    "né",
    "nessuno",
    "nessuna",
    "niente",
    "fără",
    "niciodată",
    // Dutch, Swedish, Danish, Norwegian
    "niet",
    "geen",
    "nooit",
    "zonder",
    "inte",
    "ingen",
    "aldrig",
    "utan",
    "ikke",
    "ej",
    "uden",
    "uten",
    "aldri",
    // Polish, Czech, Croatian, Serbian
    "nie",
    "bez",
    "nigdy",
    "ne",
    "nikdy",
    "nikada",
    "niti",
    "не",
    "никад",
    // Russian, Ukrainian, Bulgarian
    "нет",
    "ни",
    "никогда",
    "никто",
    "ничего",
    "без",
    "нельзя",
    "ні",
    "немає",
    "ніколи",
    "няма",
    "никога",
    // Turkish, Hungarian, Finnish
    "değil",
    "yok",
    "hayır",
    "hiç",
    "nem",
    "nincs",
    "soha",
    "nélkül",
    "eivät",
    "ilman",
    // Arabic, Persian, Urdu, Pashto, Hebrew
    "لا",
    "لم",
    "لن",
    "ليس",
    "ليست",
    "غير",
    "بدون",
    "دون",
    "نه",
    "نیست",
    "نبود",
    "هرگز",
    "بدون",
    "نہیں",
    "نہ",
    "نه",
    "לא",
    "אין",
    "בלי",
    "אינו",
    "אינה",
    "מעולם",
    // Greek, Hindi, Bengali, Indonesian, Vietnamese, Swahili
    "δεν",
    "μη",
    "μην",
    "όχι",
    "χωρίς",
    "ποτέ",
    "नहीं",
    "न",
    "मत",
    "না",
    "নয়",
    "tidak",
    "bukan",
    "tanpa",
    "không",
    "chưa",
    "hapana",
];

/// Characters that negate, in scripts without spaces between words.
const CHARACTERS: [char; 8] = ['不', '没', '沒', '未', '非', '无', '無', '否'];

/// Endings that negate in Japanese, Thai and Korean.
const PARTS: [&str; 6] = ["ない", "ません", "なかった", "ไม่", "않", "없"];

/// The place of the first word of a text that may reverse its meaning.
pub(super) fn find(text: &str) -> Option<usize> {
    let words = text.unicode_word_indices();
    let mut found = words.filter(|(_, word)| {
        let word = word.to_lowercase().replace('’', "'");
        let is_short = word.rsplit_once('\'');
        WORDS.contains(&word.as_str())
            || word.contains(CHARACTERS)
            || PARTS.iter().any(|part| word.contains(part))
            || is_short.is_some_and(|(before, after)| {
                before.ends_with('n') && after == "t" || before == "n"
            })
    });
    let first = found.next().map(|(at, _)| at);
    first.or_else(|| PARTS.iter().find_map(|part| text.find(part)))
}

#[cfg(test)]
mod tests {
    use super::find;

    #[test]
    fn negations_are_found_in_many_languages() {
        for text in [
            "is not willing",
            "didn’t want",
            "said it would never",
            "denied that he",
            "n’est",
            "will nicht",
            "не поддерживает",
            "لا تدعم",
            "政府不支持",
            "支持しない",
        ] {
            assert!(find(text).is_some(), "{text}");
        }
        for text in [
            "tired and old,",
            "who had come by train",
            "der König",
            "notable",
        ] {
            assert_eq!(find(text), None, "{text}");
        }
    }
}
