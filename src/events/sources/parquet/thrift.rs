//! The compact notation of Thrift, as far as the headers of a Parquet file need it: their whole
//! numbers are read, and everything else is passed over. Knows no Parquet.

/// How deep structures may lie in each other.
const MAX_DEPTH: usize = 64;

/// The codes of Thrift for a whole number of 32 bits and for a list.
pub(super) const I32: u8 = 5;
pub(super) const LIST: u8 = 9;

/// Reads values one after another. Every answer is `None` where the bytes end too early, or are no
/// such value.
pub(super) struct ThriftReader<'a> {
    bytes: &'a [u8],
    /// How many bytes were read.
    at: usize,
}

impl<'a> ThriftReader<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        Self { bytes, at: 0 }
    }

    /// How many bytes were read.
    pub(super) fn bytes_read(&self) -> usize {
        self.at
    }

    /// A whole number with a sign.
    pub(super) fn integer(&mut self) -> Option<i64> {
        let number = self.unsigned()?;
        Some((number >> 1) as i64 ^ -((number & 1) as i64))
    }

    /// The kind of the elements of a list, and how many it announces.
    pub(super) fn list(&mut self) -> Option<(u8, u64)> {
        let head = self.byte()?;
        let count = match head >> 4 {
            15 => self.unsigned()?,
            few => u64::from(few),
        };
        Some((head & 15, count))
    }

    /// Reads a structure: `read` is given the number and kind of each field, and says whether it
    /// has read the value. Other values are passed over.
    pub(super) fn structure(
        &mut self,
        mut read: impl FnMut(i64, u8, &mut Self) -> Option<bool>,
    ) -> Option<()> {
        self.fields(0, &mut read)
    }

    fn fields(
        &mut self,
        depth: usize,
        read: &mut dyn FnMut(i64, u8, &mut Self) -> Option<bool>,
    ) -> Option<()> {
        let mut number = 0_i64;
        loop {
            let head = self.byte()?;
            let kind = head & 15;
            if kind == 0 {
                return Some(());
            }
            number = match head >> 4 {
                0 => self.integer()?,
                step => number.checked_add(i64::from(step))?,
            };
            // A truth value is in the kind.
            if !matches!(kind, 1 | 2) && !read(number, kind, self)? {
                self.pass_over(kind, depth)?;
            }
        }
    }

    fn pass_over(&mut self, kind: u8, depth: usize) -> Option<()> {
        if depth == MAX_DEPTH {
            return None;
        }
        match kind {
            1..=3 => self.skip(1),
            4..=6 => self.unsigned().map(|_| ()),
            7 => self.skip(8),
            8 => {
                let length = self.unsigned()?;
                self.skip(usize::try_from(length).ok()?)
            }
            LIST | 10 => {
                let (kind, count) = self.list()?;
                (0..count).try_for_each(|_| self.pass_over(kind, depth + 1))
            }
            11 => {
                let count = self.unsigned()?;
                let kinds = if count == 0 { 0 } else { self.byte()? };
                (0..count).try_for_each(|_| {
                    self.pass_over(kinds >> 4, depth + 1)?;
                    self.pass_over(kinds & 15, depth + 1)
                })
            }
            12 => self.fields(depth + 1, &mut |_, _, _| Some(false)),
            _ => None,
        }
    }

    fn byte(&mut self) -> Option<u8> {
        let byte = *self.bytes.get(self.at)?;
        self.at += 1;
        Some(byte)
    }

    fn skip(&mut self, count: usize) -> Option<()> {
        let at = self.at.checked_add(count)?;
        (at <= self.bytes.len()).then(|| self.at = at)
    }

    fn unsigned(&mut self) -> Option<u64> {
        let mut number = 0;
        for shift in (0..64).step_by(7) {
            let byte = self.byte()?;
            number |= u64::from(byte & 127) << shift;
            if byte < 128 {
                return Some(number);
            }
        }
        None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_fields_are_read_and_other_values_passed_over() {
        // 1: true, 2: -3, 4: "ab", 5: a list of two texts, 6: {1: 300}, 300 fields on: 1.
        let bytes = [
            0x11, 0x15, 5, 0x28, 2, b'a', b'b', 0x19, 0x28, 1, b'x', 0, 0x1c, 0x15, 0xd8, 4, 0,
            0x05, 0xe4, 4, 2, 0, 99,
        ];
        let mut reader = ThriftReader::new(&bytes);
        let mut found = Vec::new();
        let read = reader.structure(|number, kind, reader| {
            let is_number = kind == I32;
            if is_number {
                found.push((number, reader.integer()?));
            }
            Some(is_number)
        });
        assert_eq!(read, Some(()));
        assert_eq!(found, [(2, -3), (306, 1)]);
        assert_eq!(reader.bytes_read(), bytes.len() - 1);
    }

    #[test]
    fn what_ends_too_early_or_lies_too_deep_is_nothing() {
        let none = |bytes: &[u8]| ThriftReader::new(bytes).structure(|_, _, _| Some(false));
        assert_eq!(none(&[0x28, 5, b'a', 0]), None);
        assert_eq!(none(&[0x19, 0xf5, 0xff, 0xff, 0xff, 0xff, 7]), None);
        assert_eq!(none(&[0x1c; 1000]), None);
        assert_eq!(none(&[]), None);
    }
}
