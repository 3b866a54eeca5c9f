//! Times in numbers and marks: days with slashes, periods, lists of spans.

/// Three numbers with a year of four digits last: `28/07/1914`, `28.7.1914`.
pub(super) fn slashed(text: &str) -> Option<[u32; 3]> {
    let fields: Vec<&str> = day_alone(text).split(['/', '.', '-']).collect();
    let [first, second, year] = fields[..] else {
        return None;
    };
    let number = |text: &str, digits: std::ops::RangeInclusive<usize>| {
        let is_number = digits.contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
        is_number.then(|| text.parse().ok()).flatten()
    };
    Some([
        number(first, 1..=2)?,
        number(second, 1..=2)?,
        number(year, 4..=4)?,
    ])
}

/// A date without the time of day after it: `21.03.2014 10:15`, `3/21/2014 10:15 PM`.
pub(super) fn day_alone(text: &str) -> &str {
    let text = text.trim();
    let is_time = |word: &&str| {
        word.starts_with(|letter: char| letter.is_ascii_digit())
            && word.split(':').count() > 1
            && word
                .bytes()
                .all(|byte| byte.is_ascii_digit() || b":.".contains(&byte))
    };
    let Some(time) = text.split_whitespace().find(is_time) else {
        return text;
    };
    let day = text.split_once(time).map_or(text, |(day, _)| day);
    let day = day.trim_end_matches([' ', ',', '\u{202f}', '\u{a0}']);
    if day.is_empty() { text } else { day }
}

/// The spans of `[1-5,7]`, `<[2000,2005]; [2007,2010]>`, `<[2001, 2004]>` and the like. Pajek joins
/// the ends of a span by a hyphen, and Gephi by a comma.
pub(super) fn bracketed(text: &str) -> Option<Vec<(String, String)>> {
    let inner = text
        .strip_prefix('<')
        .and_then(|rest| rest.strip_suffix('>'))
        .unwrap_or(text);
    if !inner.trim_start().starts_with(['[', '(']) {
        return None;
    }
    let is_pajek = !inner.contains(';') && !text.starts_with('<') && {
        let body = inner.trim().trim_matches(['[', ']']);
        body.split(',').all(|part| {
            let is_mark = |byte: u8| byte.is_ascii_digit() || b"-*".contains(&byte);
            part.trim().bytes().all(is_mark) && part.matches('-').count() <= 1
        }) && (body.contains('-') || !body.contains(',') || body.contains('*'))
    };
    let mut spans = Vec::new();
    for group in inner.split(';') {
        let body = group.trim().trim_matches(['[', ']', '(', ')', '<', '>']);
        if body.is_empty() {
            continue;
        }
        if is_pajek {
            for part in body.split(',') {
                let (start, end) = part
                    .trim()
                    .split_once('-')
                    .unwrap_or((part.trim(), part.trim()));
                spans.push((start.to_owned(), end.to_owned()));
            }
            continue;
        }
        let mut ends = body
            .split(',')
            .map(|end| end.trim().trim_matches(['"', '[', ']']));
        let first = ends.next()?.to_owned();
        let second = ends.next().map_or_else(|| first.clone(), str::to_owned);
        let is_list = text.starts_with('<') && ends.next().is_some();
        if is_list {
            // `<[2000, 2001, 2002]>` is a list of times.
            for time in body.split(',') {
                spans.push((time.trim().to_owned(), time.trim().to_owned()));
            }
        } else {
            spans.push((first, second));
        }
    }
    (!spans.is_empty()).then_some(spans)
}

/// `1946-49`, `1914/15` and `1946-1949` as the two years.
pub(super) fn short_period(text: &str) -> Option<(String, String)> {
    let (start, end) = text.split_once(['-', '\u{2013}', '/'])?;
    let is_number = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    if start.len() != 4 || !is_number(start) || !is_number(end) {
        return None;
    }
    match end.len() {
        // `2015-09` is a month, which was tried first.
        2 => Some((start.to_owned(), format!("{}{end}", &start[..2]))),
        4 => Some((start.to_owned(), end.to_owned())),
        _ => None,
    }
}

/// `2017-2-3`, `2017/02/03`, `1914-07-28 00:00:00`, `2010-05-29+01:27`, `1962-02-25T03:44`.
pub(super) fn year_first(text: &str) -> Option<String> {
    let date = text.split(['T', ' ', '+']).next()?.trim_end_matches('Z');
    let fields: Vec<&str> = date.split(['-', '/', '.']).collect();
    let is_number = |text: &&str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    if !fields.iter().all(is_number) || fields[0].len() != 4 {
        return None;
    }
    match fields[..] {
        [year, month, day] if month.len() <= 2 && day.len() <= 2 => {
            Some(format!("{year}-{month:0>2}-{day:0>2}"))
        }
        [year, month] if month.len() <= 2 && !date.contains('.') => {
            Some(format!("{year}-{month:0>2}"))
        }
        [year] if date.len() < text.len() => Some(year.to_owned()),
        _ => None,
    }
}

/// `2014年3月21日`, `2014년 3월 21일`, `2014. 3. 21.`: marks after year, month and day.
pub(super) fn marked(text: &str) -> Option<String> {
    let is_mark = |letter: char| "年月日년월일.".contains(letter);
    if !text.ends_with(is_mark) {
        return None;
    }
    let fields: Vec<&str> = text
        .split(is_mark)
        .map(str::trim)
        .filter(|it| !it.is_empty())
        .collect();
    let is_number = |text: &&str| text.bytes().all(|byte| byte.is_ascii_digit());
    if !fields.iter().all(is_number) || fields.first()?.len() != 4 {
        return None;
    }
    match fields[..] {
        [year] => Some(year.to_owned()),
        [year, month] => Some(format!("{year}-{month:0>2}")),
        [year, month, day] => Some(format!("{year}-{month:0>2}-{day:0>2}")),
        _ => None,
    }
}
