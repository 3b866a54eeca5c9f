//! A colour as three bytes, written as in CSS: `#1f77b4`. Knows no theme.

use std::fmt;
use std::str::FromStr as _;

/// A colour that a user chose.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct HexColor {
    /// Red.
    pub red: u8,
    /// Green.
    pub green: u8,
    /// Blue.
    pub blue: u8,
}

impl HexColor {
    /// The colour of `#1f77b4`, `1F77B4` or `#18b`, or of what styles have, such as `red`,
    /// `rgb(31, 119, 180)` and `hsl(205, 71%, 41%)`, without its opacity; `None` for anything else
    /// and for what cannot be seen.
    pub fn parse(text: &str) -> Option<Self> {
        Self::of_digits(text).or_else(|| Self::of_style(text))
    }

    /// The colour as styles write it, which always begins with `#`, a name or a function.
    pub fn of_style(text: &str) -> Option<Self> {
        let color = svgtypes::Color::from_str(text.trim()).ok()?;
        (color.alpha > 0).then_some(Self {
            red: color.red,
            green: color.green,
            blue: color.blue,
        })
    }

    fn of_digits(text: &str) -> Option<Self> {
        let digits = text.strip_prefix('#').unwrap_or(text);
        let digits: Vec<u8> = digits
            .chars()
            .map(|digit| digit.to_digit(16).map(|digit| digit as u8))
            .collect::<Option<_>>()?;
        let bytes: Vec<u8> = match digits.len() {
            3 => digits.iter().map(|digit| digit * 17).collect(),
            6 => digits
                .chunks(2)
                .map(|pair| pair[0] * 16 + pair[1])
                .collect(),
            _ => return None,
        };
        let [red, green, blue] = bytes[..] else {
            return None;
        };
        Some(Self { red, green, blue })
    }
}

impl fmt::Display for HexColor {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "#{:02x}{:02x}{:02x}", self.red, self.green, self.blue)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn colours_are_read_as_css_writes_them() {
        let read = |text| HexColor::parse(text).map(|color| color.to_string());
        assert_eq!(read("#1F77b4").as_deref(), Some("#1f77b4"));
        assert_eq!(read("1f77b4").as_deref(), Some("#1f77b4"));
        assert_eq!(read("#18b").as_deref(), Some("#1188bb"));
        assert_eq!(read("red").as_deref(), Some("#ff0000"));
        assert_eq!(read("#1f77b480").as_deref(), Some("#1f77b4"));
        assert_eq!(read("rgba(31, 119, 180, 0.5)").as_deref(), Some("#1f77b4"));
        for wrong in [
            "",
            "#",
            "transparent",
            "reddish",
            "#12345",
            "#1234567",
            "#12g456",
            "#é23456",
        ] {
            assert_eq!(read(wrong), None, "{wrong}");
        }
    }
}
