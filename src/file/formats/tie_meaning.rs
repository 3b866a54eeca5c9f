//! What one tie means: its attributes read by the roles that they have. Knows no format.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::attribute_value::AttributeValue;
use super::attributes::Attributes;
use super::date_parts::DateParts;
use super::kind_words::{direction, kind_of_word};
use super::long_text::cut_name;
use super::numbers::{NumberStyle, is_missing};
use super::tie_roles::{AttributeUse, TieRoles, TimeRole, is_dash, is_missing_code, may_be_time};
use super::times::{self, DayOrder};
use crate::model::{ColumnMap, ColumnRole, Date, RelationKind, Severity, Sign};
use crate::words::short;

/// Something wrong with an attribute of a tie.
#[derive(Debug)]
pub(crate) struct AttributeIssue {
    pub(crate) attribute: usize,
    pub(crate) severity: Severity,
    pub(crate) code: &'static str,
    pub(crate) message: String,
    pub(crate) hint: &'static str,
}

/// What the attributes of a tie say.
#[derive(Debug, Default)]
pub(crate) struct TieMeaning {
    pub(crate) kind: RelationKind,
    pub(crate) weight: Option<f64>,
    pub(crate) subtype: Option<String>,
    pub(crate) directed: Option<bool>,
    pub(crate) when: Option<Date>,
    pub(crate) id: Option<String>,
    /// The attributes that are fully said by this.
    pub(crate) used: Vec<usize>,
}

/// A value of a tie, with the number of its attribute.
type TieValue<'v> = (usize, &'v AttributeValue);

/// The values that say from when and until when a tie held.
type TimeEnds<'v> = (Option<TieValue<'v>>, Option<TieValue<'v>>);

/// Reads the attributes of ties by their roles, and counts what it finds.
#[derive(Debug, Default)]
pub(crate) struct TieReader {
    pub(crate) names: Vec<Arc<str>>,
    pub(crate) uses: Vec<AttributeUse>,
    pub(crate) styles: Vec<NumberStyle>,
    /// For each attribute, whether its dashes stand for nothing.
    empty_dashes: Arc<[bool]>,
    orders: Vec<DayOrder>,
    pub(crate) roles: TieRoles,
    /// What was chosen, and the role that was chosen for each attribute.
    pub(crate) map: ColumnMap,
    pub(crate) chosen: Vec<Option<ColumnRole>>,
    /// Whether kinds were chosen for numbers: others are codes too, and no weights.
    has_codes: bool,
    /// Whether a tie without a value among signed ones counts as one above zero.
    pub(crate) missing_is_positive: bool,
    /// Words that are not a known kind, with how many ties have each.
    pub(super) unknown_words: BTreeMap<String, usize>,
    /// Words that say or could say a kind, with how many ties have each.
    pub(super) words: BTreeMap<String, usize>,
    /// An attribute whose few words may be kinds, where none says any.
    pub(crate) may_be_kinds: Option<usize>,
    pub(super) signs: [usize; 3],
    pub(super) steps: usize,
    pub(super) gaps: usize,
    /// Pairs without a tie in any of the attributes that are relations.
    pub(super) without_relation: usize,
    /// Ties whose sign or weight is a code for a missing value, and the first of them.
    pub(super) missing: Option<(usize, usize, String)>,
}

/// The number of a tie that may be its sign.
#[derive(Clone, Copy)]
enum TieNumber {
    /// The attribute and its number, if the tie has one that can be read.
    Said(Option<(usize, f64)>),
    /// The usual number, which the format leaves out.
    LeftOut,
}

impl TieReader {
    /// Looks at all ties, and decides what their attributes mean.
    pub(crate) fn of<'t>(
        names: Vec<Arc<str>>,
        styles: Vec<NumberStyle>,
        has_ids: bool,
        (map, chosen): (&ColumnMap, Vec<Option<ColumnRole>>),
        ties: impl Iterator<Item = &'t Attributes> + Clone,
    ) -> Self {
        let is_time = |at: usize| {
            chosen
                .get(at)
                .is_some_and(|role| role.is_some_and(ColumnRole::is_time))
        };
        let may_be_times: Vec<bool> = names
            .iter()
            .enumerate()
            .map(|(at, name)| may_be_time(name) || is_time(at))
            .collect();
        let mut uses = vec![AttributeUse::default(); names.len()];
        let mut dates: Vec<Vec<&str>> = vec![Vec::new(); names.len()];
        let count = ties.clone().count();
        for (at, value) in ties.clone().flatten() {
            let at = *at as usize;
            uses[at].add(value, styles.get(at).copied().unwrap_or_default(), map);
            if may_be_times[at] && value.words().contains(['/', '-', '.']) {
                dates[at].push(value.words());
            }
        }
        for (seen, name) in uses.iter_mut().zip(&names) {
            seen.settle_dashes(name);
        }
        let orders: Vec<DayOrder> = dates
            .iter()
            .map(|cells| DayOrder::guess(cells.iter().copied()))
            .collect();
        if may_be_times.contains(&true) {
            for (at, value) in ties.flatten() {
                let at = *at as usize;
                if may_be_times[at] && !value.is_empty() {
                    uses[at].add_time(value, orders[at]);
                }
            }
        }
        let mut roles = TieRoles::decide(&names, &uses, &chosen, has_ids);
        roles.take_labels_for_gaps(&names, &uses, &chosen, count);
        if !map.kinds.is_empty() {
            roles.take_types_for_kinds(&uses);
        }
        let may_be_kinds = roles.may_be_kinds(&uses, &chosen);
        let is_code = |word: &str| word.parse::<f64>().is_ok();
        Self {
            has_codes: map.kinds.iter().any(|(word, _)| is_code(word)),
            may_be_kinds,
            empty_dashes: uses.iter().map(|seen| seen.has_empty_dashes).collect(),
            names,
            uses,
            styles,
            orders,
            roles,
            map: map.clone(),
            chosen,
            ..Self::default()
        }
    }

    fn number(&self, at: usize, value: &AttributeValue) -> Option<f64> {
        self.styles
            .get(at)
            .copied()
            .unwrap_or_default()
            .number(value.words())
    }

    /// The meaning of one tie. `layer` is the kind that the network or the list says that it is in.
    pub(crate) fn read(
        &mut self,
        values: &Attributes,
        layer: Option<RelationKind>,
        issues: &mut Vec<AttributeIssue>,
    ) -> TieMeaning {
        let mut meaning = TieMeaning::default();
        let number = self.weight(values, &mut meaning, issues);
        let sign = self
            .value(values, self.roles.sign)
            .and_then(|sign| self.sign(sign, &mut meaning, issues));
        let word = self
            .value(values, self.roles.kind)
            .and_then(|kind| self.word(kind, &mut meaning, issues));
        meaning.kind = self.kind(sign, word, number, layer, issues);
        if let Some(kind) = self.map.all_kind {
            meaning.kind = kind;
            issues.retain(|issue| issue.code == "bad-number");
        }
        let subtype = self.value(values, self.roles.subtype);
        let says_kind = self.roles.kind.is_some() || self.roles.sign.is_some();
        let offered = self
            .value(values, self.may_be_kinds)
            .or(subtype)
            .filter(|_| !says_kind);
        if let Some((_, value)) = offered {
            self.count_word(value.words());
        }
        Self::subtype(subtype, &mut meaning);
        if let Some((at, value)) = self.value(values, self.roles.direction) {
            meaning.directed = direction(value.words());
            if meaning.directed.is_some() {
                meaning.used.push(at);
            }
        }
        if let Some((at, value)) = self.value(values, self.roles.id) {
            meaning.id = Some(value.words().to_owned());
            meaning.used.push(at);
        }
        if let Some((role, ends)) = self.time_values(values) {
            self.time(role, ends, values, &mut meaning, issues);
        }
        let slot = match meaning.kind.sign() {
            Sign::Positive => 0,
            Sign::Negative => 1,
            Sign::None => 2,
        };
        self.signs[slot] += 1;
        meaning
    }

    /// The number that may be a sign; its amount is the weight.
    fn weight(
        &mut self,
        values: &Attributes,
        meaning: &mut TieMeaning,
        issues: &mut Vec<AttributeIssue>,
    ) -> TieNumber {
        let said = self.value(values, self.roles.number);
        let number = said.and_then(|(at, value)| match self.number(at, value) {
            Some(number) if self.is_code(at, number, false) => {
                self.count_missing(at, value);
                None
            }
            Some(number) => {
                meaning.used.push(at);
                Some((at, number))
            }
            None => {
                issues.push(bad_number(at, value));
                None
            }
        });
        meaning.weight = number.map(|(_, number)| number.abs());
        match number {
            // A format that leaves out a usual weight means it.
            None if self.missing_is_positive && self.leaves_out_sign(values) => TieNumber::LeftOut,
            number => TieNumber::Said(number),
        }
    }

    /// Whether a value of this attribute is a number that is not 0.
    pub(super) fn is_one(&self, at: usize, value: &AttributeValue) -> bool {
        self.number(at, value).is_some_and(|number| number != 0.0)
    }

    /// Whether a number of this attribute is a code for a missing value.
    fn is_code(&self, at: usize, number: f64, is_sign: bool) -> bool {
        is_missing_code(number) && self.uses[at].has_missing_codes(is_sign)
    }

    fn count_missing(&mut self, at: usize, value: &AttributeValue) {
        let first = || (at, 0, short(value.words()).into_owned());
        self.missing.get_or_insert_with(first).1 += 1;
    }

    /// Whether a tie has no number, no kind and no type.
    fn leaves_out_sign(&self, values: &Attributes) -> bool {
        let says = |at: Option<usize>| {
            at.is_some_and(|at| values.iter().any(|(key, _)| *key as usize == at))
        };
        let named = |wanted: &str| self.names.iter().position(|name| &**name == wanted);
        let kinds = match self.roles.kind {
            Some(kind) => [Some(kind), None],
            None => [named("kind"), named("type")],
        };
        !says(self.roles.number) && !kinds.into_iter().any(says)
    }

    /// The time of a tie: how it is written, and its values.
    fn time_values<'v>(&self, values: &'v Attributes) -> Option<(TimeRole, TimeEnds<'v>)> {
        let time_of = |at: Option<usize>| {
            self.value(values, at)
                .filter(|(at, value)| !self.is_unknown_time(*at, value.words().trim()))
        };
        let time = |role: TimeRole| {
            let ends = match role {
                TimeRole::Nowhere => (None, None),
                TimeRole::At(at) => (time_of(Some(at)), None),
                TimeRole::Span(start, end) => (time_of(start), time_of(end)),
            };
            (ends.0.is_some() || ends.1.is_some()).then_some((role, ends))
        };
        time(self.roles.time).or_else(|| time(self.roles.other_time))
    }

    /// Whether a time is one that nobody knows: a word, or -9 among years of our era.
    fn is_unknown_time(&self, at: usize, words: &str) -> bool {
        let is_code = || {
            let number = words.parse::<f64>().ok();
            number.is_some_and(|it| it < 0.0 && is_missing_code(it))
        };
        times::is_unknown(words)
            || (words.starts_with('-') && self.uses[at].has_no_other_negative() && is_code())
    }

    /// The value of an attribute of a tie, unless it is missing.
    fn value<'v>(&self, values: &'v Attributes, at: Option<usize>) -> Option<TieValue<'v>> {
        let at = at?;
        let (_, value) = values.iter().find(|(key, _)| *key as usize == at)?;
        let words = value.words();
        let is_dashed = self.empty_dashes[at] && is_dash(words);
        (!value.is_empty() && !is_missing(words) && !is_dashed).then_some((at, value))
    }

    /// The kind of a word: the one that was chosen, or the one that the word means.
    pub(super) fn kind_of_word(&self, words: &str) -> Option<RelationKind> {
        self.map.kind_of(words).or_else(|| kind_of_word(words))
    }

    /// Counts a word that says a kind, or could say one.
    fn count_word(&mut self, words: &str) {
        match self.words.get_mut(words) {
            Some(count) => *count += 1,
            None => {
                self.words.insert(words.to_owned(), 1);
            }
        }
    }

    fn sign(
        &mut self,
        (at, value): (usize, &AttributeValue),
        meaning: &mut TieMeaning,
        issues: &mut Vec<AttributeIssue>,
    ) -> Option<RelationKind> {
        let is_code = self.has_codes || self.map.kind_of(value.words()).is_some();
        let number = self.number(at, value).filter(|_| !is_code);
        let is_missing = number.is_some_and(|number| self.is_code(at, number, true));
        if is_missing || (value.words() == "?" && !is_code) {
            self.count_missing(at, value);
            return None;
        }
        if let Some(number) = number {
            meaning.used.push(at);
            // Beside a weight or a kind, 1 and -1 are a sign, not a weight.
            let is_alone = self.roles.number.is_none() && self.roles.kind.is_none();
            if is_alone && meaning.weight.is_none() {
                meaning.weight = Some(number.abs());
            }
            return Some(kind_of_number(number));
        }
        self.count_word(value.words());
        let kind = self.kind_of_word(value.words());
        if let Some(kind) = kind {
            self.keep_word((at, value), kind, meaning);
        } else {
            issues.push(AttributeIssue {
                attribute: at,
                severity: Severity::Error,
                code: "bad-sign",
                message: format!("`{}` is neither friend nor foe", short(value.words())),
                hint: "Expected a number such as 1 or -1, or a word such as cooperation, hostility, ally or enemy; the kind is other.",
            });
        }
        kind
    }

    fn word(
        &mut self,
        (at, value): (usize, &AttributeValue),
        meaning: &mut TieMeaning,
        issues: &mut Vec<AttributeIssue>,
    ) -> Option<RelationKind> {
        let words = value.words();
        let chosen = self.map.kind_of(words);
        if let Some(number) = self
            .number(at, value)
            .filter(|_| self.uses[at].negative > 0 && chosen.is_none() && !self.has_codes)
        {
            meaning.used.push(at);
            meaning.weight = meaning.weight.or(Some(number.abs()));
            return Some(kind_of_number(number));
        }
        self.count_word(words);
        if let Some(kind) = self.kind_of_word(words) {
            self.keep_word((at, value), kind, meaning);
            return Some(kind);
        }
        if &*self.names[at] == "kind" {
            issues.push(AttributeIssue {
                attribute: at,
                severity: Severity::Error,
                code: "unknown-kind",
                message: format!("`{}` is not a known kind", short(words)),
                hint: "Expected a word such as cooperation, support, hostility, ally or enemy; the kind is other.",
            });
        } else {
            *self
                .unknown_words
                .entry(short(words).into_owned())
                .or_default() += 1;
        }
        if meaning.subtype.is_none() && self.number(at, value).is_none() {
            meaning.subtype = Some(cut_name(words).into_owned());
            meaning.used.push(at);
        }
        None
    }

    /// A word of another project stays as the type of the relation.
    fn keep_word(
        &self,
        (at, value): (usize, &AttributeValue),
        kind: RelationKind,
        meaning: &mut TieMeaning,
    ) {
        let words = value.words();
        let is_code = self.map.kind_of(words).is_some();
        if kind.as_str() == words || !(is_code || words.contains(char::is_alphabetic)) {
            meaning.used.push(at);
        } else if meaning.subtype.is_none() && !self.has_other_type(at) {
            meaning.subtype = Some(words.to_owned());
            meaning.used.push(at);
        }
    }

    /// Whether another attribute than this one was chosen as the type.
    fn has_other_type(&self, at: usize) -> bool {
        let mut chosen = self.chosen.iter().enumerate();
        chosen.any(|(other, role)| other != at && *role == Some(ColumnRole::Type))
    }

    /// The kind that sign, word, number and layer say together, in this order.
    fn kind(
        &self,
        sign: Option<RelationKind>,
        word: Option<RelationKind>,
        number: TieNumber,
        layer: Option<RelationKind>,
        issues: &mut Vec<AttributeIssue>,
    ) -> RelationKind {
        let contradiction =
            |attribute: usize, message: String, hint: &'static str| AttributeIssue {
                attribute,
                severity: Severity::Error,
                code: "contradiction",
                message,
                hint,
            };
        let settled = match (sign, word) {
            (Some(sign), Some(word)) => {
                if sign.sign() != word.sign() && word.sign() != Sign::None {
                    let message = format!(
                        "the sign says {}, and the kind says {}",
                        sign.as_str(),
                        word.as_str()
                    );
                    let at = self.roles.kind.unwrap_or_default();
                    issues.push(contradiction(at, message, "The sign is used."));
                }
                Some(if sign.sign() == word.sign() {
                    word
                } else {
                    sign
                })
            }
            (sign, word) => sign.or(word),
        };
        if let Some(kind) = settled {
            if let TieNumber::Said(Some((at, number))) = number
                && number < 0.0
                && kind != RelationKind::Hostility
            {
                let kind = kind.as_str();
                let message = format!("the weight {number} is negative, and the kind is {kind}");
                let hint = "The kind is used, with a positive weight.";
                issues.push(contradiction(at, message, hint));
            }
            return kind;
        }
        let of_number = match number {
            _ if !self.roles.number_is_sign => None,
            TieNumber::Said(number) => number.map(|(_, number)| kind_of_number(number)),
            TieNumber::LeftOut => Some(RelationKind::Cooperation),
        };
        match (of_number, layer) {
            (Some(RelationKind::Cooperation) | None, Some(layer)) => layer,
            // Zero is neither friend nor foe, and so is support without a weight.
            (Some(RelationKind::Other), Some(RelationKind::Support)) => RelationKind::Support,
            (Some(kind), _) => kind,
            (None, None) => RelationKind::Other,
        }
    }

    fn subtype(value: Option<(usize, &AttributeValue)>, meaning: &mut TieMeaning) {
        let Some((at, value)) = value else { return };
        let text = value.words();
        let is_text = matches!(value, AttributeValue::Text(_));
        if !is_text || meaning.subtype.as_deref() == Some(text) {
            return;
        }
        let whole = cut_name(text);
        if whole == text && meaning.subtype.is_none() {
            meaning.used.push(at);
        }
        meaning.subtype.get_or_insert_with(|| whole.into_owned());
    }

    fn time(
        &mut self,
        role: TimeRole,
        (start, end): TimeEnds<'_>,
        values: &Attributes,
        meaning: &mut TieMeaning,
        issues: &mut Vec<AttributeIssue>,
    ) {
        let at = start.or(end).map_or(0, |(at, _)| at);
        let order = self.orders.get(at).copied().unwrap_or_default();
        let (first, last) = (self.moment(start, values), self.moment(end, values));
        let (read, shown) = match role {
            TimeRole::At(_) => (times::read(&first, order), first),
            TimeRole::Span(_, None) => (times::interval(&first, "..", order), first),
            TimeRole::Span(None, _) => (times::interval("", &last, order), last),
            _ if last.is_empty() => (times::interval(&first, "", order), first),
            _ => (
                times::interval(&first, &last, order),
                format!("{first}/{last}"),
            ),
        };
        match read {
            Ok(time) => {
                let is_exact = !time.has_gaps && !shown.contains(':');
                let years = [start, end].into_iter().flatten().map(|(at, _)| at);
                let used = years.flat_map(|at| self.parts_of_date(at).into_iter().chain([at]));
                meaning.used.extend(used.filter(|_| is_exact));
                self.steps += usize::from(time.is_step);
                self.gaps += usize::from(time.has_gaps);
                meaning.when = Some(time.date);
            }
            Err(error) => issues.push(AttributeIssue {
                attribute: at,
                severity: Severity::Error,
                code: "bad-date",
                message: format!("`{}` is not a valid date: {error}", short(&shown)),
                hint: "Dates are written 2015, 2015-09, 2015-09-07, 2007/.., 2016-07~; this one is kept as it is.",
            }),
        }
    }
}

impl TieReader {
    /// The words of one end of a time, with its month and day where they have attributes.
    fn moment(&self, end: Option<TieValue<'_>>, values: &Attributes) -> String {
        let Some((at, value)) = end else {
            return String::new();
        };
        let mut parts = self.roles.date_parts.iter();
        let Some(parts) = parts.find(|parts| parts.year == at) else {
            return value.words().to_owned();
        };
        let part = |at: Option<usize>| self.value(values, at).map(|(_, value)| value.words());
        DateParts::date(value.words(), part(Some(parts.month)), part(parts.day))
    }

    /// The attributes of the month and the day of the year that this attribute says.
    pub(super) fn parts_of_date(&self, year: usize) -> Vec<usize> {
        let mut parts = self.roles.date_parts.iter();
        let found = parts.find(|parts| parts.year == year);
        found.map_or_else(Vec::new, |parts| {
            std::iter::once(parts.month).chain(parts.day).collect()
        })
    }
}

/// Above zero is cooperation, below zero hostility, zero neither.
pub(crate) fn kind_of_number(number: f64) -> RelationKind {
    match number {
        n if n > 0.0 => RelationKind::Cooperation,
        n if n < 0.0 => RelationKind::Hostility,
        _ => RelationKind::Other,
    }
}

fn bad_number(at: usize, value: &AttributeValue) -> AttributeIssue {
    AttributeIssue {
        attribute: at,
        severity: Severity::Error,
        code: "bad-number",
        message: format!("`{}` is not a weight", short(value.words())),
        hint: "Expected a number.",
    }
}
