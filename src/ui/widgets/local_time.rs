//! Times in words, in the time zone of the user: `3 minutes ago, 21:58`.

use jiff::{Timestamp, Zoned};

use crate::words::counted;

/// A time in nanoseconds since 1970, relative to now.
pub(crate) fn relative(at_ns: u64) -> String {
    seen_from(&Zoned::now(), at_ns)
}

fn seen_from(now: &Zoned, at_ns: u64) -> String {
    let Ok(at) = Timestamp::from_nanosecond(i128::from(at_ns)) else {
        return "long ago".to_owned();
    };
    let at = at.to_zoned(now.time_zone().clone());
    let minutes = (now.timestamp().as_second() - at.timestamp().as_second()) / 60;
    let clock = at.strftime("%H:%M");
    let is_yesterday = now.date().yesterday().is_ok_and(|day| day == at.date());
    match minutes {
        0 => format!("just now, {clock}"),
        1..60 => format!(
            "{} ago, {clock}",
            counted(minutes as usize, "minute", "minutes")
        ),
        _ if at.date() == now.date() => format!("today, {clock}"),
        _ if is_yesterday => format!("yesterday, {clock}"),
        _ => at.strftime("%-d %B %Y, %H:%M").to_string(),
    }
}

/// A file size: `870 bytes`, `12 kB`, `3.4 MB`.
pub(crate) fn size(bytes: u64) -> String {
    match bytes {
        0..1000 => counted(bytes as usize, "byte", "bytes"),
        1000..1_000_000 => format!("{} kB", bytes.div_ceil(1000)),
        _ => format!("{:.1} MB", bytes as f64 / 1e6),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::tz::TimeZone;

    #[test]
    fn times_are_relative_to_now() {
        let zone = TimeZone::fixed(jiff::tz::offset(2));
        let now: Timestamp = "2026-11-22T10:30:00Z".parse().unwrap();
        let now = now.to_zoned(zone);
        let text = |at: &str| {
            let at: Timestamp = at.parse().unwrap();
            seen_from(&now, at.as_nanosecond() as u64)
        };
        assert_eq!(text("2026-11-22T10:29:40Z"), "just now, 12:29");
        assert_eq!(text("2026-11-22T10:29:00Z"), "1 minute ago, 12:29");
        assert_eq!(text("2026-11-22T10:03:00Z"), "27 minutes ago, 12:03");
        assert_eq!(text("2026-11-21T22:30:00Z"), "today, 00:30");
        assert_eq!(text("2026-11-21T21:30:00Z"), "yesterday, 23:30");
        assert_eq!(text("2026-11-02T08:00:00Z"), "2 November 2026, 10:00");
        // The clock was set back in between.
        assert_eq!(text("2026-11-22T11:30:00Z"), "today, 13:30");
    }

    #[test]
    fn sizes_have_the_unit_that_reads_best() {
        assert_eq!(size(1), "1 byte");
        assert_eq!(size(12_001), "13 kB");
        assert_eq!(size(3_440_000), "3.4 MB");
    }
}
