//! Which attribute of ties means what: one rule for signs, weights, kinds, directions and times in
//! every format. Reads no file.
//!
//! A sign comes from an attribute called `sign`, `polarity` or `valence`; or from words in `kind`,
//! `type`, `relation` or `interaction`; or from `weight`, `value` or `rating` if any value in it is
//! negative. Numbers that are all positive are counts, not friendship: such ties are of kind other,
//! with their weight.

use std::sync::Arc;

use super::attribute_value::AttributeValue;
use super::date_parts::DateParts;
use super::kind_words::{direction, kind_of_word, plain};
use super::numbers::{NumberStyle, is_missing};
use super::tie_names::{
    DIRECTION, END, ID, KIND, LABEL, NUMBER, OPINION, RELATION, SIGN, START, STEPS, SURELY_TIMES,
    WHEN, YEARS,
};
use super::times::{self, DayOrder};
use crate::model::{ColumnMap, ColumnRole, RelationKind, Sign, Stance};

/// Numbers below zero that COW, Polity and others write for missing values.
const MISSING_CODES: [f64; 9] = [
    -8.0, -9.0, -66.0, -77.0, -88.0, -99.0, -888.0, -999.0, -9999.0,
];

/// Numbers above zero that they write for missing values.
const MISSING_ABOVE: [f64; 8] = [8.0, 9.0, 66.0, 77.0, 88.0, 99.0, 999.0, 9999.0];

/// More attributes than these are no relations of their own: each has ties with all other values.
const MAX_RELATIONS: usize = 20;

/// Whether a number is one that many sets of data write for a missing value.
pub(super) fn is_missing_code(number: f64) -> bool {
    MISSING_CODES.contains(&number) || MISSING_ABOVE.contains(&number)
}

/// Whether a value is a dash alone, which may be a minus sign or stand for nothing.
pub(crate) fn is_dash(words: &str) -> bool {
    matches!(words.trim(), "-" | "\u{2212}" | "\u{2013}" | "\u{2014}")
}

/// Whether a value is a plus sign alone.
pub(crate) fn is_plus(words: &str) -> bool {
    matches!(words.trim(), "+" | "\u{2795}")
}

/// Words by which sigma, graphology, Gephi and React Flow say how an edge is drawn.
const DRAWINGS: [&str; 18] = [
    "line",
    "arrow",
    "curve",
    "curved",
    "curvedArrow",
    "curvedNoArrow",
    "def",
    "default",
    "straight",
    "dashed",
    "dotted",
    "tapered",
    "parallel",
    "bezier",
    "simplebezier",
    "step",
    "smoothstep",
    "rectangle",
];

/// Whether a word only says how an edge is drawn.
fn is_drawing(words: &str) -> bool {
    let mut drawings = DRAWINGS.iter();
    drawings.any(|drawing| drawing.eq_ignore_ascii_case(words))
}

/// How the values of one attribute look.
#[derive(Clone, Debug, Default)]
pub(crate) struct AttributeUse {
    pub(crate) count: usize,
    numbers: usize,
    pub(crate) negative: usize,
    positive: usize,
    pub(crate) signed_words: usize,
    known_words: usize,
    /// Whole numbers from −10 to 10, as scales from foe to friend have them.
    small: usize,
    /// Numbers from −1 to 1, as signs have them.
    units: usize,
    /// Numbers below zero that many sets of data write for missing values.
    pub(crate) codes: usize,
    /// Numbers above zero that they write for missing values.
    codes_above: usize,
    /// Dashes, which are minus signs beside plus signs and stand for nothing elsewhere.
    dashes: usize,
    pluses: usize,
    /// Whether its dashes stand for nothing.
    pub(crate) has_empty_dashes: bool,
    /// Words for what a claim does, such as `denies`.
    stances: usize,
    directions: usize,
    /// Words for how an edge is drawn, such as `curve`.
    drawn: usize,
    times: usize,
    /// Times that are dates or numbers, and not words such as `present`.
    dates: usize,
    steps: usize,
}

impl AttributeUse {
    pub(crate) fn add(&mut self, value: &AttributeValue, style: NumberStyle, map: &ColumnMap) {
        let words = value.words();
        if value.is_empty() || is_missing(words) {
            return;
        }
        let (number, chosen) = (style.number(words), map.kind_of(words));
        if chosen.is_none() && is_dash(words) {
            self.dashes += 1;
            return;
        }
        self.count += 1;
        self.pluses += usize::from(is_plus(words));
        if let Some(number) = number {
            self.small += usize::from(number.fract() == 0.0 && number.abs() <= 10.0);
            self.units += usize::from(number.abs() <= 1.0);
            self.codes += usize::from(MISSING_CODES.contains(&number));
            self.codes_above += usize::from(MISSING_ABOVE.contains(&number));
            self.numbers += 1;
            self.negative += usize::from(number < 0.0);
            self.positive += usize::from(number > 0.0);
        }
        // Numbers are not words: looking them up would cost most of the time.
        let known = || number.is_none().then(|| kind_of_word(words)).flatten();
        if let Some(kind) = chosen.or_else(known) {
            self.known_words += 1;
            self.signed_words += usize::from(kind != RelationKind::Other);
        }
        self.stances += usize::from(Stance::of_word(words).is_some());
        self.directions += usize::from(direction(words).is_some());
        self.drawn += usize::from(number.is_none() && is_drawing(words));
    }

    /// Counts dashes as minus signs, unless they stand for nothing: beside other values than plus
    /// signs, in an attribute whose name does not say that it has signs.
    pub(crate) fn settle_dashes(&mut self, name: &str) {
        let is_sign = SIGN.contains(&&*plain(name));
        self.has_empty_dashes = self.dashes > 0 && self.pluses == 0 && self.count > 0 && !is_sign;
        if !self.has_empty_dashes {
            self.count += self.dashes;
            self.known_words += self.dashes;
            self.signed_words += self.dashes;
        }
    }

    /// Counts times, for an attribute that may be one.
    pub(crate) fn add_time(&mut self, value: &AttributeValue, order: DayOrder) {
        let words = value.words().trim();
        if times::is_open(words) || times::is_unknown(words) {
            self.times += 1;
        } else if let Ok(time) = times::read(words, order) {
            self.dates += 1;
            self.times += 1;
            self.steps += usize::from(time.is_step);
        }
    }

    /// Whether −9, 99 and the like stand for missing values: all other numbers are from −1 to 1,
    /// and some of them below zero unless the name says that they are signs.
    pub(crate) fn has_missing_codes(&self, is_sign: bool) -> bool {
        let codes = self.codes + self.codes_above;
        codes > 0
            && self.units > 0
            && self.units + codes == self.numbers
            && (is_sign || self.negative > self.codes)
    }

    /// Whether the only numbers below zero stand for missing values.
    pub(crate) fn has_no_other_negative(&self) -> bool {
        self.codes == self.negative
    }

    /// Whether every value is 0 or 1.
    fn has_bits(&self) -> bool {
        let are_whole = self.units == self.count && self.small == self.count;
        self.count > 0 && are_whole && self.negative == 0
    }

    /// Whether every value is a word for a kind, some of them for friends or foes.
    fn has_sign_words(&self) -> bool {
        let is_all = self.count > 0 && self.known_words == self.count && self.numbers == 0;
        is_all && self.signed_words > 0 && self.stances == 0
    }

    /// Whether all values say how an edge is drawn, and nothing else.
    pub(super) fn is_drawing(&self) -> bool {
        self.drawn > 0 && self.drawn == self.count
    }

    fn is_signed_number(&self) -> bool {
        self.negative > 0 && self.numbers * 2 >= self.count
    }
}

/// When ties held.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) enum TimeRole {
    #[default]
    Nowhere,
    /// One attribute of times or intervals.
    At(usize),
    /// One for the start, one for the end, or only one of them.
    Span(Option<usize>, Option<usize>),
}

/// The attributes that have a meaning, by number.
#[derive(Clone, Debug, Default)]
pub(crate) struct TieRoles {
    pub(crate) sign: Option<usize>,
    /// Words, or numbers above and below zero, that say the kind.
    pub(crate) kind: Option<usize>,
    /// The weight.
    pub(crate) number: Option<usize>,
    /// Whether the weight says the sign as well.
    pub(crate) number_is_sign: bool,
    pub(crate) subtype: Option<usize>,
    pub(crate) direction: Option<usize>,
    pub(crate) id: Option<usize>,
    pub(crate) time: TimeRole,
    /// Years whose months and days have attributes of their own.
    pub(crate) date_parts: Vec<DateParts>,
    /// The times of ties that have no value there: ends beside a date.
    pub(crate) other_time: TimeRole,
    /// An attribute of numbers above and below zero whose name does not say that they are signs.
    pub(crate) may_be_sign: Option<usize>,
    /// Attributes of 0 and 1 whose names say which tie there is: `ally`, `war`.
    pub(crate) relations: Vec<usize>,
    /// The attributes that are left out.
    pub(crate) ignored: Vec<usize>,
}

/// Whether an attribute of this name may be a time.
pub(crate) fn may_be_time(name: &str) -> bool {
    let name = plain(name);
    [WHEN, START, END]
        .iter()
        .any(|names| names.contains(&&*name))
}

/// Whether an attribute of this plain name may say since when ties held.
pub(crate) fn is_name_of_start(name: &str) -> bool {
    START.contains(&name)
}

/// Whether an attribute of this name is a number where it can be one, and is read in the style of
/// its column.
pub(crate) fn may_be_number(name: &str) -> bool {
    let name = plain(name);
    [NUMBER, SIGN].iter().any(|names| names.contains(&&*name))
}

/// Whether a column of this plain name says something that only ties have: whether two are friends
/// or foes, or how they are related.
pub(crate) fn is_name_of_signs(name: &str) -> bool {
    const OF_ANYTHING: [&str; 7] = ["type", "typ", "tipo", "eventtype", "тип", "类型", "種類"];
    SIGN.contains(&name) || (RELATION.contains(&name) && !OF_ANYTHING.contains(&name))
}

impl TieRoles {
    /// Decides from what was chosen, and for the other attributes from their names and how their
    /// values look.
    pub(crate) fn decide(
        names: &[Arc<str>],
        uses: &[AttributeUse],
        chosen: &[Option<ColumnRole>],
        has_ids: bool,
    ) -> Self {
        let free: Vec<AttributeUse> = uses
            .iter()
            .enumerate()
            .map(|(at, seen)| match chosen.get(at) {
                Some(Some(_)) => AttributeUse::default(),
                _ => seen.clone(),
            })
            .collect();
        let mut roles = Self::guess(names, &free, has_ids);
        for (at, seen) in uses.iter().enumerate() {
            if let Some(Some(role)) = chosen.get(at) {
                roles.set(*role, at, seen);
            }
        }
        if !chosen.contains(&Some(ColumnRole::Relation)) {
            roles.relations = roles.guess_relations(names, &free);
        }
        roles.date_parts = roles
            .years()
            .filter_map(|at| DateParts::of(names, at))
            .collect();
        roles
    }

    /// The attributes without a role that are 0 or 1, and are called by words for friends or foes,
    /// where nothing else says a sign.
    fn guess_relations(&self, names: &[Arc<str>], uses: &[AttributeUse]) -> Vec<usize> {
        if self.says_sign() {
            return Vec::new();
        }
        let taken: Vec<usize> = self.all().into_iter().map(|(_, at)| at).collect();
        let is_relation = |at: &usize| {
            let kind = || kind_of_word(&names[*at]);
            uses[*at].has_bits()
                && !taken.contains(at)
                && kind().is_some_and(|kind| kind.sign() != Sign::None)
        };
        let found = (0..names.len()).filter(is_relation).take(MAX_RELATIONS);
        let found: Vec<usize> = found.collect();
        let is_any = found.iter().any(|at| uses[*at].positive > 0);
        if is_any { found } else { Vec::new() }
    }

    /// The attributes that say when, or from when or until when.
    fn years(&self) -> impl Iterator<Item = usize> {
        let of = |time| match time {
            TimeRole::Nowhere => [None, None],
            TimeRole::At(at) => [Some(at), None],
            TimeRole::Span(start, end) => [start, end],
        };
        let all = [of(self.time), of(self.other_time)];
        all.into_iter().flatten().flatten()
    }

    /// Makes types kinds, where nothing else says kinds and some of their words have chosen ones.
    pub(super) fn take_types_for_kinds(&mut self, uses: &[AttributeUse]) {
        let has_words = |at: &usize| uses[*at].known_words > 0;
        if self.kind.is_none() && self.sign.is_none() {
            self.kind = self.subtype.take_if(|at| has_words(at));
        }
    }

    /// Makes labels kinds where some ties have no sign, nothing else says kinds, and all words of
    /// the labels are known.
    pub(super) fn take_labels_for_gaps(
        &mut self,
        names: &[Arc<str>],
        uses: &[AttributeUse],
        chosen: &[Option<ColumnRole>],
        ties: usize,
    ) {
        let has_gaps = self.sign.is_some_and(|at| uses[at].count < ties);
        if !has_gaps || self.kind.is_some() {
            return;
        }
        self.kind = (0..uses.len()).find(|at| {
            let seen = &uses[*at];
            let is_free = chosen.get(*at).copied().flatten().is_none();
            let is_label = LABEL.contains(&&*plain(&names[*at]));
            is_free && is_label && seen.signed_words > 0 && seen.known_words == seen.count
        });
        self.subtype.take_if(|at| Some(*at) == self.kind);
    }

    /// An attribute with no role whose words are few, some of them words for kinds; none where
    /// something says a sign.
    pub(super) fn may_be_kinds(
        &self,
        uses: &[AttributeUse],
        chosen: &[Option<ColumnRole>],
    ) -> Option<usize> {
        if self.says_sign() {
            return None;
        }
        let taken: Vec<usize> = self.all().into_iter().map(|(_, at)| at).collect();
        (0..uses.len()).find(|at| {
            let seen = &uses[*at];
            let is_free = !taken.contains(at) && chosen.get(*at).copied().flatten().is_none();
            is_free && seen.signed_words * 2 >= seen.count && seen.signed_words > 1
        })
    }

    /// Gives an attribute a role that was chosen.
    fn set(&mut self, role: ColumnRole, at: usize, seen: &AttributeUse) {
        let (start, end) = match self.time {
            TimeRole::Span(start, end) => (start, end),
            TimeRole::Nowhere | TimeRole::At(_) => (None, None),
        };
        match role {
            ColumnRole::Sign => self.sign = Some(at),
            ColumnRole::Kind => self.kind = Some(at),
            ColumnRole::Weight => {
                self.number = Some(at);
                self.number_is_sign = seen.negative > 0;
            }
            ColumnRole::Type => self.subtype = Some(at),
            ColumnRole::Direction => self.direction = Some(at),
            ColumnRole::Id => self.id = Some(at),
            ColumnRole::Date => {
                (self.time, self.other_time) = (TimeRole::At(at), TimeRole::Nowhere);
            }
            ColumnRole::Start => self.time = TimeRole::Span(Some(at), end),
            ColumnRole::End => self.time = TimeRole::Span(start, Some(at)),
            ColumnRole::Relation if self.relations.len() < MAX_RELATIONS => {
                self.relations.push(at);
            }
            ColumnRole::Ignore => self.ignored.push(at),
            _ => {}
        }
    }

    /// The attributes with a role.
    pub(crate) fn all(&self) -> Vec<(ColumnRole, usize)> {
        let (date, start, end) = match self.time {
            TimeRole::Nowhere => (None, None, None),
            TimeRole::At(at) => (Some(at), None, None),
            TimeRole::Span(start, end) => (None, start, end),
        };
        let all = [
            (ColumnRole::Sign, self.sign),
            (ColumnRole::Kind, self.kind),
            (ColumnRole::Weight, self.number),
            (ColumnRole::Type, self.subtype),
            (ColumnRole::Direction, self.direction),
            (ColumnRole::Id, self.id),
            (ColumnRole::Date, date),
            (ColumnRole::Start, start),
            (ColumnRole::End, end),
        ];
        let relations = self.relations.iter().map(|at| (ColumnRole::Relation, *at));
        let ignored = self.ignored.iter().map(|at| (ColumnRole::Ignore, *at));
        let ignored = relations.chain(ignored);
        let all = all.into_iter().filter_map(|(role, at)| Some((role, at?)));
        all.chain(ignored).collect()
    }

    fn guess(names: &[Arc<str>], uses: &[AttributeUse], has_ids: bool) -> Self {
        let plain_names: Vec<String> = names.iter().map(|name| plain(name)).collect();
        let named = |wanted: &[&str]| {
            let mut wanted = wanted.iter();
            wanted.find_map(|wanted| {
                let mut names = plain_names.iter().zip(uses);
                names.position(|(name, seen)| name == wanted && seen.count > 0)
            })
        };
        let all_named = |wanted: &[&str]| -> Vec<usize> {
            let at = |wanted: &&str| {
                let fits =
                    |(name, seen): (&String, &AttributeUse)| name == wanted && seen.count > 0;
                plain_names.iter().zip(uses).position(fits)
            };
            wanted.iter().filter_map(at).collect()
        };
        let mut roles = Self {
            sign: named(SIGN),
            id: named(ID).filter(|_| has_ids),
            ..Self::default()
        };
        let are_directions =
            |at: &usize| uses[*at].count > 0 && uses[*at].directions == uses[*at].count;
        roles.direction = all_named(DIRECTION).into_iter().find(are_directions);
        let is_free = |at: &usize, roles: &Self| Some(*at) != roles.direction;
        // Beside our own kinds, `mutual` is a type, and no direction.
        let has_own_kinds = names.iter().zip(uses).any(|(name, seen)| {
            &**name == "kind" && seen.count > 0 && seen.known_words == seen.count
        });
        if roles.direction.is_none() && !has_own_kinds {
            roles.direction = named(&["type"]).filter(|at| {
                are_directions(at) && uses[*at].known_words == 0 && uses[*at].numbers == 0
            });
        }
        let kinds = all_named(KIND).into_iter().chain(all_named(RELATION));
        let kinds = kinds.filter(|at| is_free(at, &roles) && !uses[*at].is_drawing());
        let kinds: Vec<usize> = kinds.collect();
        let says_kind = |at: &usize| {
            let seen = &uses[*at];
            let is_ours = &*names[*at] == "kind" && seen.known_words == seen.count;
            seen.signed_words > 0 || seen.is_signed_number() || is_ours
        };
        let opinions = all_named(OPINION);
        let is_opinion = |at: &usize| uses[*at].signed_words > 0 && uses[*at].stances == 0;
        roles.kind = kinds.iter().copied().find(says_kind);
        roles.kind = (roles.kind).or_else(|| opinions.into_iter().find(is_opinion));
        // A column of words such as `enemy` is no weight, whatever its name.
        let mut numbers = all_named(NUMBER);
        numbers.retain(|at| !uses[*at].has_sign_words());
        let is_number = |at: &&usize| uses[**at].numbers * 2 >= uses[**at].count;
        let signed = numbers.iter().find(|at| uses[**at].is_signed_number());
        roles.number = signed
            .or_else(|| numbers.iter().find(is_number))
            .or(numbers.first())
            .copied();
        // A negative number never loses its sign, however many cells are no numbers.
        roles.number_is_sign = roles.number.is_some_and(|at| uses[at].negative > 0);
        if roles.kind.is_none() && roles.sign.is_none() && !roles.number_is_sign {
            roles.settle_without_names(&named, uses);
        }
        let labels = all_named(LABEL);
        let mut subtypes = kinds.iter().chain(&labels).copied();
        roles.subtype = subtypes.find(|at| {
            let seen = &uses[*at];
            Some(*at) != roles.kind && seen.numbers < seen.count
        });
        (roles.time, roles.other_time) = times_of(&plain_names, uses);
        roles
    }

    /// Without a sign by any name: an attribute whose words are all known, or the only one, if it
    /// has numbers above and below zero.
    fn settle_without_names(
        &mut self,
        named: &dyn Fn(&[&str]) -> Option<usize>,
        uses: &[AttributeUse],
    ) {
        let used = [self.direction, self.id, self.number];
        let has_words = |at: &usize| uses[*at].has_sign_words() && !used.contains(&Some(*at));
        let words = named(LABEL).filter(has_words);
        let words = words.or_else(|| (0..uses.len()).find(has_words));
        if words.is_some() {
            self.kind = words;
            return;
        }
        let mut others =
            (0..uses.len()).filter(|at| uses[*at].count > 0 && !used.contains(&Some(*at)));
        if let Some(at) = others.clone().find(|at| {
            let seen = &uses[*at];
            seen.numbers == seen.count && seen.negative > 0 && seen.positive > 0
        }) {
            let is_only = others.all(|other| {
                other == at || uses[other].numbers < uses[other].count || uses[other].times > 0
            });
            // Numbers of any size may measure anything, and some stand for missing values.
            let seen = &uses[at];
            if seen.small < seen.count || seen.codes == seen.negative {
                self.may_be_sign = Some(at);
            } else if is_only && self.number.is_none() {
                self.number = Some(at);
                self.number_is_sign = true;
            }
        }
    }

    /// Whether anything says a sign.
    pub(crate) fn says_sign(&self) -> bool {
        self.sign.is_some() || self.kind.is_some() || self.number_is_sign
    }
}

/// The attributes that say when ties held, and those that say it of ties without a value there.
fn times_of(names: &[String], uses: &[AttributeUse]) -> (TimeRole, TimeRole) {
    let is_time = |name: &str, seen: &AttributeUse| {
        let allowed = if STEPS.contains(&name) {
            seen.times
        } else {
            seen.times - seen.steps
        };
        seen.count > 0 && (SURELY_TIMES.contains(&name) || allowed * 2 > seen.count)
    };
    // Beside one end of a time, the other end is one even where few of its cells can be read.
    let is_other_end = |_: &str, seen: &AttributeUse| seen.dates > seen.steps;
    let find_by = |wanted: &[&str], fits: &dyn Fn(&str, &AttributeUse) -> bool| {
        wanted.iter().find_map(|wanted| {
            let mut all = names.iter().zip(uses);
            all.position(|(name, seen)| name == wanted && fits(name, seen))
        })
    };
    let find = |wanted: &[&str]| find_by(wanted, &is_time);
    let span = match (find(START), find(END)) {
        (None, None) => TimeRole::Nowhere,
        (Some(start), None) => TimeRole::Span(Some(start), find_by(END, &is_other_end)),
        (None, Some(end)) => TimeRole::Span(find_by(START, &is_other_end), Some(end)),
        both => TimeRole::Span(both.0, both.1),
    };
    match (find(WHEN), span) {
        // A period says more than the year of the line.
        (Some(at), TimeRole::Span(Some(_), Some(_))) if YEARS.contains(&&*names[at]) => {
            (span, TimeRole::At(at))
        }
        (Some(at), _) => (TimeRole::At(at), span),
        (None, _) => (span, TimeRole::Nowhere),
    }
}
