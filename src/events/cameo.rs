//! Codes of CAMEO: their roots, what these mean, and which quad class they have. Knows no row.

/// The root of a code, from 1 to 20. Tables that went through a spreadsheet lack zeros at the
/// beginning: codes have three or four digits, and roots up to 20.
fn root(code: &str) -> Option<usize> {
    let digits = code.as_bytes();
    if digits.len() < 2 || !digits[..2].iter().all(u8::is_ascii_digit) {
        return None;
    }
    let two = usize::from(digits[0] - b'0') * 10 + usize::from(digits[1] - b'0');
    let lacks_zero = match digits.len() {
        2 => two >= 10,
        3 => two > 20,
        _ => false,
    };
    let root = if lacks_zero { two / 10 } else { two };
    (1..=20).contains(&root).then_some(root)
}

/// The codes that lack a zero at the beginning, as a pattern of queries.
pub(super) const LACKS_ZERO: &str = "^([1-9][0-9]|(2[1-9]|[3-9][0-9]).)$";

/// The quad class of a code: by its root, as GDELT assigns them.
pub(super) fn quad_class(code: &str) -> Option<u8> {
    match root(code)? {
        1..=5 => Some(1),
        6..=8 => Some(2),
        9..=13 => Some(3),
        _ => Some(4),
    }
}

/// What the root of a code means.
pub(super) fn in_words(code: &str) -> Option<&'static str> {
    const ROOTS: [&str; 20] = [
        "make a public statement",
        "appeal",
        "express intent to cooperate",
        "consult",
        "engage in diplomatic cooperation",
        "engage in material cooperation",
        "provide aid",
        "yield",
        "investigate",
        "demand",
        "disapprove",
        "reject",
        "threaten",
        "protest",
        "exhibit military posture",
        "reduce relations",
        "coerce",
        "assault",
        "fight",
        "use unconventional mass violence",
    ];
    let is_code = code.len() <= 4 && code.bytes().all(|byte| byte.is_ascii_digit());
    let root = root(code).filter(|_| is_code)?;
    Some(ROOTS[root - 1])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_root_of_a_code_says_its_quad_class() {
        for (code, quad) in [
            ("010", 1),
            ("057", 1),
            ("061", 2),
            ("0874", 2),
            ("1383", 3),
            ("145", 4),
            ("204", 4),
            // Without the zero at the beginning.
            ("42", 1),
            ("10", 1),
            ("20", 1),
            ("231", 1),
            ("874", 2),
            ("90", 3),
        ] {
            assert_eq!(quad_class(code), Some(quad), "{code}");
        }
        for code in ["", "1", "00", "2100", "x1", "é"] {
            assert_eq!(quad_class(code), None, "{code}");
        }
    }

    #[test]
    fn the_root_of_a_code_says_what_it_means() {
        assert_eq!(in_words("190"), Some("fight"));
        assert_eq!(in_words("0256"), Some("appeal"));
        assert_eq!(in_words("42"), Some("consult"));
        assert_eq!(in_words("00"), None);
        assert_eq!(in_words("defense pact"), None);
        assert_eq!(in_words(""), None);
    }
}
