//! The state of reading one file: the actors and references so far, shared names, issues found.
//! Knows no kind of record.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::rc::Rc;
use std::sync::Arc;

use crate::model::{
    Actor, ActorId, AnnotationId, Claimant, Date, Point, Reference, ReferenceId, RelationId,
};

use super::fidelity::{Fidelity, number_fidelity, text_fidelity};
use super::key_set::KeySet;
use crate::file::formats::attribute_names::ATTRIBUTE_NAMES_HINT;
use crate::file::formats::json::{Kind, ListRest, Member, Value};
use crate::file::formats::long_text::{cut_id, cut_name};
use crate::file::formats::times::{self, DayOrder};
use crate::file::progress::ProgressMeter;
use crate::file::report::IssueLog;
use crate::file::suggest::Nearest;
use crate::limits::{ADDRESS_BYTES, ATTRIBUTE_NAMES, Limit, NAME_BYTES, TEXT_BYTES};
use crate::words;
pub(crate) use crate::words::short;

/// Coordinates beyond this many scene units are treated as a mistake.
const MAX_COORDINATE: f64 = 1e9;

/// The most sets of keys that are remembered for one kind of record.
const MAX_KEY_SETS: usize = 32;

/// The most dates that are remembered to be shared by the records that have them.
const MAX_SHARED_DATES: usize = 100_000;

/// The state of reading one file.
#[derive(Default)]
pub(crate) struct Reading<'w> {
    pub(crate) progress: ProgressMeter<'w>,
    pub(crate) report: IssueLog,
    /// Whether the file is another program's node-link JSON, which uses common words in its own
    /// sense.
    pub(crate) is_foreign: bool,
    /// The key of the field being read, as Frenemy calls it.
    pub(crate) key: &'static str,
    /// The other name that the file uses for the field.
    pub(crate) alias: Option<&'static str>,
    pub(crate) actors: KnownRecords<ActorId, Actor>,
    /// How many of the actors the file declares; placeholders come after them.
    pub(crate) declared_actors: usize,
    pub(crate) references: KnownRecords<ReferenceId, Reference>,
    /// The actors by their number in the file, where relations name them so.
    pub(crate) actor_of_index: Option<Vec<ActorId>>,
    /// The bytes where actors and relations are, in their order.
    pub(crate) actor_places: Vec<usize>,
    pub(crate) relation_places: Vec<usize>,
    /// The ids of relations, for a file with a story or text notes.
    pub(crate) relation_ids: HashSet<RelationId>,
    /// The ids of text notes, for a file with a story.
    pub(crate) annotation_ids: HashSet<AnnotationId>,
    /// Members of actors, looked up when all actors are known.
    pub(crate) members_named: Vec<(usize, ActorId)>,
    /// The reference that was made for each source of the short form.
    pub(crate) reference_of_source: Option<HashMap<String, ReferenceId>>,
    /// The last number in the ids of references that were made for these words.
    pub(crate) last_citation: HashMap<String, usize>,
    /// The bytes where quotes are, in the order of the file.
    pub(crate) quotes: Vec<usize>,
    /// The items that the tree leaves out of long lists.
    pub(crate) rests: Vec<ListRest<'w>>,
    /// Whether one of these could not be parsed: it is nested too deep.
    pub(crate) is_nested_too_deep: bool,
    nearest: Nearest,
    nearest_reference: Nearest,
    names: HashSet<Arc<str>>,
    /// How many different keys the records have, at most.
    key_count: usize,
    dates: HashMap<Box<str>, Date>,
    key_sets: HashMap<&'static str, Vec<Rc<KeySet>>>,
}

/// The keys that records of several readings share.
#[derive(Default)]
pub(crate) struct SharedKeys {
    names: HashSet<Arc<str>>,
    sets: HashMap<&'static str, Vec<Rc<KeySet>>>,
}

/// The most keys that readings share.
const MAX_SHARED_NAMES: usize = 1000;

/// A time in another notation, such as `28 July 1914`; none that is a number without a unit.
fn foreign_time(text: &str) -> Option<Date> {
    let time = times::read(text, DayOrder::Unknown).ok()?;
    (!time.is_step && !time.has_gaps).then_some(time.date)
}

/// The digits of a whole number that is written with a point or an exponent, such as `1.0` or
/// `1e3`.
fn whole_number(raw: &str) -> Option<String> {
    if !raw.contains(['.', 'e', 'E']) {
        return None;
    }
    let number: f64 = raw.parse().ok()?;
    let is_whole = number.fract() == 0.0 && number.abs() < 9e15;
    is_whole.then(|| format!("{number:.0}"))
}

/// Records read so far, found by id.
#[derive(Debug)]
pub(crate) struct KnownRecords<I, T> {
    pub(crate) records: Vec<Arc<T>>,
    pub(crate) slots: HashMap<I, usize>,
}

impl<I, T> Default for KnownRecords<I, T> {
    fn default() -> Self {
        Self {
            records: Vec::new(),
            slots: HashMap::new(),
        }
    }
}

impl<I: std::hash::Hash + Eq, T> KnownRecords<I, T> {
    /// Adds a record with a new id.
    pub(crate) fn add(&mut self, id: I, record: impl Into<Arc<T>>) {
        self.slots.insert(id, self.records.len());
        self.records.push(record.into());
    }

    pub(crate) fn get(&self, id: &I) -> Option<&T> {
        self.slots.get(id).map(|slot| &*self.records[*slot])
    }
}

impl<'w> Reading<'w> {
    /// A reading that reports its progress.
    pub(crate) fn reporting(progress: ProgressMeter<'w>) -> Self {
        Self {
            progress,
            ..Self::default()
        }
    }

    /// Warns of escapes that are half a character.
    pub(crate) fn warn_of_half_characters(&mut self, places: &[usize]) {
        for at in places {
            let message = "an escape is half a character";
            let hint = "It is shown as �; write both halves, or the character itself.".to_owned();
            self.report
                .warning(*at, "half-a-character", message, Some(hint));
        }
    }

    /// The items that the tree leaves out of the list at this byte.
    pub(crate) fn rest_of(&mut self, list_at: usize) -> Option<ListRest<'w>> {
        let at = self.rests.iter().position(|rest| rest.list_at == list_at)?;
        Some(self.rests.remove(at))
    }

    /// The next of these items.
    pub(crate) fn next_of(&mut self, rest: &mut ListRest<'w>) -> Option<Value<'w>> {
        let Ok(item) = rest.next()? else {
            self.is_nested_too_deep = true;
            return None;
        };
        self.warn_of_half_characters(&item.half_characters);
        Some(item.value)
    }

    /// A reading without issues, for text that was read before.
    pub(crate) fn muted() -> Self {
        Self {
            report: IssueLog::muted(),
            ..Self::default()
        }
    }

    /// The same, with the keys of an earlier one.
    pub(crate) fn muted_with(keys: SharedKeys) -> Self {
        Self {
            names: keys.names,
            key_sets: keys.sets,
            ..Self::muted()
        }
    }

    /// The keys for a later one, unless there are very many.
    pub(crate) fn into_keys(self) -> SharedKeys {
        if self.names.len() > MAX_SHARED_NAMES {
            return SharedKeys::default();
        }
        SharedKeys {
            names: self.names,
            sets: self.key_sets,
        }
    }

    /// The claimant: the actor with this id, otherwise the words.
    pub(crate) fn claimant(&self, words: String) -> Claimant {
        match self.actors.slots.get_key_value(words.as_str()) {
            Some((id, _)) => Claimant::Actor(id.clone()),
            None => Claimant::Words(words),
        }
    }

    /// One shared copy of a name.
    pub(crate) fn intern(&mut self, name: &str) -> Arc<str> {
        if let Some(known) = self.names.get(name) {
            return known.clone();
        }
        let name: Arc<str> = name.into();
        self.names.insert(name.clone());
        name
    }

    /// Counts the keys of a record that no record had before.
    pub(super) fn count_new_keys(&mut self, members: &[Member<'_>]) {
        let is_new = |member: &&Member<'_>| !self.names.contains(&*member.key);
        self.key_count += members.iter().filter(is_new).count();
    }

    /// Whether there are more keys than a file may have, with this record; then it is refused.
    pub(super) fn has_too_many_keys(&mut self, members: &[Member<'_>]) -> bool {
        let is_too_many = members.len().max(self.key_count) > ATTRIBUTE_NAMES.count();
        if is_too_many && !self.report.is_refused {
            let at = members.first().map_or(0, |member| member.key_at);
            let hint = Some(ATTRIBUTE_NAMES_HINT.to_owned());
            let message = ATTRIBUTE_NAMES.message("");
            self.report.error(at, "too-large", message, hint);
            self.report.is_refused = true;
        }
        is_too_many
    }

    /// The shared key set of an object of this kind; a new one if it was not seen lately.
    pub(super) fn key_set(
        &mut self,
        name: &'static str,
        members: &[Member<'_>],
        make: fn(&[Member<'_>], &mut Self) -> KeySet,
    ) -> Rc<KeySet> {
        let sets = self.key_sets.entry(name).or_default();
        if let Some(index) = sets.iter().position(|set| set.fits(members)) {
            sets.swap(0, index);
            return sets[0].clone();
        }
        let set = Rc::new(make(members, self));
        let sets = self.key_sets.entry(name).or_default();
        sets.truncate(MAX_KEY_SETS - 1);
        sets.push(set.clone());
        set
    }

    /// Reports a value of the wrong type.
    pub(crate) fn wrong_type(&mut self, value: &Value<'_>, wanted: &str) -> Fidelity {
        if !matches!(value.kind, Kind::Null) {
            let message = format!(
                "`{}` should be {wanted}, not {}",
                self.key,
                value.description()
            );
            let hint = "The value is kept as it is and not used.".to_owned();
            if self.is_foreign {
                self.report
                    .warning(value.at, "wrong-type", message, Some(hint));
            } else {
                self.report
                    .error(value.at, "wrong-type", message, Some(hint));
            }
        }
        Fidelity::Partial
    }

    /// Text. A number is taken as its digits.
    pub(crate) fn text(&mut self, value: &Value<'_>, slot: &mut Option<String>) -> Fidelity {
        match &value.kind {
            Kind::Text(text) => *slot = Some(text.to_string()),
            Kind::Number if self.is_foreign || self.report.is_muted => {
                *slot = Some(value.raw.to_owned());
            }
            Kind::Number => {
                self.wrong_type(value, "text in quotes");
                *slot = Some(value.raw.to_owned());
            }
            _ => return self.wrong_type(value, "text"),
        }
        self.refuse_longer(value, slot, &TEXT_BYTES)
            .unwrap_or_else(|| text_fidelity(value))
    }

    /// A web address, or the path of a saved text.
    pub(crate) fn address(&mut self, value: &Value<'_>, slot: &mut Option<String>) -> Fidelity {
        let fidelity = self.text(value, slot);
        self.refuse_longer(value, slot, &ADDRESS_BYTES)
            .unwrap_or(fidelity)
    }

    /// Takes a text that is too long out of its slot, and reports it; `None` if it is not.
    fn refuse_longer(
        &mut self,
        value: &Value<'_>,
        slot: &mut Option<String>,
        limit: &Limit,
    ) -> Option<Fidelity> {
        let text = slot.take_if(|text| text.len() > limit.count())?;
        Some(self.too_long(value, text.len(), limit))
    }

    /// A name: text that is shown on a line of its own, and cut if it is too long for that.
    pub(crate) fn name(&mut self, value: &Value<'_>, slot: &mut Option<String>) -> Fidelity {
        let Kind::Text(text) = &value.kind else {
            return self.text(value, slot);
        };
        *slot = Some(cut_name(text).into_owned());
        self.name_fidelity(value, text.len())
    }

    /// Text that is cut where it is longer than a limit in bytes.
    pub(crate) fn short_text(
        &mut self,
        value: &Value<'_>,
        limit: &Limit,
        slot: &mut Option<String>,
    ) -> Fidelity {
        let Kind::Text(text) = &value.kind else {
            return self.text(value, slot);
        };
        if text.len() <= limit.count() {
            return self.text(value, slot);
        }
        *slot = Some(text[..text.floor_char_boundary(limit.count())].to_owned());
        self.too_long(value, text.len(), limit)
    }

    /// Reports a name or an id that is cut.
    fn name_fidelity(&mut self, value: &Value<'_>, length: usize) -> Fidelity {
        if length > NAME_BYTES.count() {
            self.too_long(value, length, &NAME_BYTES)
        } else {
            text_fidelity(value)
        }
    }

    fn too_long(&mut self, value: &Value<'_>, length: usize, limit: &Limit) -> Fidelity {
        let message = format!("`{}` {}", self.key, limit.message(length));
        let hint = "The file keeps it as it is.".to_owned();
        self.report.error(value.at, "too-long", message, Some(hint));
        Fidelity::Partial
    }

    /// A name or a number without an issue: locators and Wikidata items are written both ways.
    pub(crate) fn text_or_number(
        &mut self,
        value: &Value<'_>,
        slot: &mut Option<String>,
    ) -> Fidelity {
        if matches!(value.kind, Kind::Number) {
            *slot = Some(value.raw.to_owned());
            return Fidelity::Partial;
        }
        self.name(value, slot)
    }

    /// An id: text, or a number as its digits.
    pub(crate) fn id<'v>(&mut self, value: &'v Value<'_>) -> (Option<Cow<'v, str>>, Fidelity) {
        let id = match &value.kind {
            Kind::Text(text) => &**text,
            Kind::Number => match whole_number(value.raw) {
                Some(digits) => return (Some(digits.into()), Fidelity::Partial),
                None => value.raw,
            },
            // networkx writes tuples as lists.
            Kind::Array(items) if self.is_foreign && !items.is_empty() => {
                let id = String::from(value.compact());
                let id = cut_id(&id).into_owned();
                return (Some(id.into()), Fidelity::Whole);
            }
            _ => return (None, self.wrong_type(value, "an id in quotes")),
        };
        (Some(cut_id(id)), self.name_fidelity(value, id.len()))
    }

    /// A finite number.
    pub(crate) fn number(&mut self, value: &Value<'_>, slot: &mut Option<f64>) -> Fidelity {
        let Some(number) = value.as_number() else {
            return self.wrong_type(value, "a number");
        };
        if !number.is_finite() {
            let message = format!("`{}` is too large a number", self.key);
            let hint = "The number is kept as it is and not used.".to_owned();
            self.report
                .error(value.at, "bad-number", message, Some(hint));
            return Fidelity::Partial;
        }
        *slot = Some(number);
        number_fidelity(value, number)
    }

    /// One coordinate of a place whose other one may come later.
    pub(crate) fn coordinate(
        &mut self,
        value: &Value<'_>,
        place: &mut Option<Point>,
        axis: fn(&mut Point) -> &mut f64,
    ) -> Fidelity {
        let point = place.get_or_insert(Point {
            x: f64::NAN,
            y: f64::NAN,
        });
        let Some(number) = value.as_number() else {
            return self.wrong_type(value, "a number");
        };
        if number.abs() > MAX_COORDINATE {
            let message = format!("`{}` is too far from the center", self.key);
            let hint = "The layout finds a new position; the number is kept as it is.".to_owned();
            self.report
                .error(value.at, "bad-coordinate", message, Some(hint));
            return Fidelity::Partial;
        }
        *axis(point) = number;
        number_fidelity(value, number)
    }

    /// True or false.
    pub(crate) fn flag(&mut self, value: &Value<'_>, slot: &mut Option<bool>) -> Fidelity {
        let Kind::Flag(flag) = value.kind else {
            return self.wrong_type(value, "true or false");
        };
        *slot = Some(flag);
        Fidelity::Whole
    }

    /// One of a few words. Any other word is an issue and leaves the default.
    pub(crate) fn word<W: Copy>(
        &mut self,
        value: &Value<'_>,
        words: &[W],
        as_str: fn(W) -> &'static str,
        synonym: fn(&str) -> Option<W>,
        code: &'static str,
    ) -> (Option<W>, Fidelity) {
        let Some(text) = value.as_text() else {
            return (None, self.wrong_type(value, "one of the allowed words"));
        };
        if let Some(word) = words.iter().find(|word| as_str(**word) == text) {
            return (Some(*word), Fidelity::Whole);
        }
        if let Some(word) = synonym(text).filter(|_| !text.is_empty()) {
            let message = format!("`{}` is read as {}", short(text), as_str(word));
            let hint = "The word is kept as it is written.".to_owned();
            self.report.note(value.at, "kind-word", message, Some(hint));
            return (Some(word), Fidelity::Partial);
        }
        let allowed: Vec<&str> = words.iter().map(|word| as_str(*word)).collect();
        let message = format!("`{}` is not a known {}", short(text), self.key);
        let hint = match Nearest::of(&text.to_lowercase(), allowed.iter().copied()) {
            Some(nearest) => format!(
                "Did you mean `{nearest}`? Allowed are {}.",
                words::alternatives(&allowed)
            ),
            None => format!("Allowed are {}.", words::alternatives(&allowed)),
        };
        self.report.error(value.at, code, message, Some(hint));
        (None, Fidelity::Partial)
    }

    /// A date in EDTF.
    pub(crate) fn date(&mut self, value: &Value<'_>, slot: &mut Option<Date>) -> Fidelity {
        let Some(text) = value.as_text() else {
            return self.wrong_type(value, "a date in quotes");
        };
        if let Some(known) = self.dates.get(text) {
            *slot = Some(known.clone());
            return text_fidelity(value);
        }
        match Date::parse(text) {
            Ok(date) => {
                if self.dates.len() < MAX_SHARED_DATES {
                    self.dates.insert(text.into(), date.clone());
                }
                *slot = Some(date);
                text_fidelity(value)
            }
            Err(error) => {
                if let Some(time) = foreign_time(text).filter(|_| self.is_foreign) {
                    *slot = Some(time);
                    return Fidelity::Whole;
                }
                let message = format!("`{}` is not a valid date: {}", short(text), error.message);
                let hint =
                    "Dates are written 2015, 2015-09, 2015-09-07, 2007/.., 2016-07~.".to_owned();
                self.report.error(value.at, "bad-date", message, Some(hint));
                Fidelity::Partial
            }
        }
    }

    /// A list of names; items of another kind are issues and keep the whole list as it is.
    pub(crate) fn texts(&mut self, value: &Value<'_>, slot: &mut Vec<String>) -> Fidelity {
        let Some(items) = value.as_array() else {
            return self.wrong_type(value, "a list of texts");
        };
        let mut fidelity = Fidelity::Whole;
        for item in items {
            let mut text = None;
            if self.name(item, &mut text) == Fidelity::Partial {
                fidelity = Fidelity::Partial;
            }
            slot.extend(text);
        }
        fidelity
    }

    /// The actor at an end of a relation; a placeholder and an issue if there is no such actor.
    pub(crate) fn end(&mut self, value: &Value<'_>, slot: &mut ActorId) -> Fidelity {
        // After a run of d3, the ends are the nodes themselves.
        if self.is_foreign && matches!(value.kind, Kind::Object(_)) {
            if let Some(id) = ["id", "key", "name"].iter().find_map(|key| value.get(key)) {
                self.end(id, slot);
            } else if let Some(index) = value.get("index").and_then(Value::as_number)
                && let Some(actor) = self.actors.records.get(index as usize)
            {
                *slot = actor.id.clone();
            }
            // The node itself is in the list of nodes.
            return Fidelity::Whole;
        }
        if let Some(actors) = &self.actor_of_index
            && let Kind::Number = value.kind
        {
            let actor = value
                .raw
                .parse()
                .ok()
                .and_then(|index: usize| actors.get(index));
            if let Some(actor) = actor {
                *slot = actor.clone();
                return Fidelity::Whole;
            }
        }
        let (Some(id), fidelity) = self.id(value) else {
            return Fidelity::Partial;
        };
        let id = &*id;
        if let Some((known, place)) = self.actors.slots.get_key_value(id) {
            *slot = known.clone();
            if self.actors.records[*place].is_placeholder {
                self.dangling(value, slot);
            }
        } else {
            *slot = id.into();
            if !id.is_empty() && !self.report.is_muted {
                self.dangling(value, slot);
            }
        }
        fidelity
    }

    fn dangling(&mut self, value: &Value<'_>, id: &ActorId) {
        let name = short(id.as_str());
        let (message, hint) = match &self.actor_of_index {
            Some(actors) if matches!(value.kind, Kind::Number) => {
                let last = actors.len().saturating_sub(1);
                let message = format!("the {} {name} is not the number of an actor", self.key);
                let hint = format!("Actors are numbered 0 to {last}, in the order of the file.");
                (message, Some(hint))
            }
            _ => {
                let message = format!("the {} `{name}` names no actor", self.key);
                (message, self.nearest_actor(id.as_str()))
            }
        };
        self.report.error(value.at, "dangling-end", message, hint);
        if self.actors.get(id).is_none() {
            let placeholder = Actor {
                is_placeholder: true,
                ..Actor::new(id.clone())
            };
            self.actors.add(id.clone(), placeholder);
        }
    }

    /// A hint that names the actor most like this one.
    pub(crate) fn nearest_actor(&mut self, wanted: &str) -> Option<String> {
        let declared = self.actors.records.iter().take(self.declared_actors);
        let names = declared.map(|actor| (actor.id.as_str(), actor.name.as_deref()));
        self.nearest.hint(wanted, names)
    }

    /// The reference of a claim; an issue if there is no such reference.
    pub(crate) fn cited(&mut self, value: &Value<'_>, slot: &mut Option<ReferenceId>) -> Fidelity {
        let (id, fidelity) = self.id(value);
        let Some(id) = id.as_deref() else {
            return fidelity;
        };
        *slot = Some(match self.references.slots.get_key_value(id) {
            Some((known, _)) => known.clone(),
            None => id.into(),
        });
        if !self.references.slots.contains_key(id) && !self.report.is_muted {
            self.missing_reference(value, id);
        }
        fidelity
    }

    fn missing_reference(&mut self, value: &Value<'_>, id: &str) {
        let message = format!("the claim's reference `{}` is not in the file", short(id));
        let titles = self.references.records.iter();
        let names = titles.map(|reference| (reference.id.as_str(), reference.title.as_deref()));
        let hint = self
            .nearest_reference
            .hint(id, names)
            .unwrap_or_else(|| "Add it under `references`, or correct the id.".to_owned());
        self.report
            .error(value.at, "missing-reference", message, Some(hint));
    }
}
