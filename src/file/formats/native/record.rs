//! Objects of the file and records of the model, by one table of fields that reader, writer and
//! schema share.
//!
//! A record keeps the order of its keys, its unknown fields, and the JSON text of those known
//! fields whose value lost something of the text: `1` for an id, `1e400` for a weight, `"frenemy"`
//! for a kind. Such a text is written again as long as it still means the value in the record.

use crate::model::Fields;

use super::fidelity::Fidelity;
use super::key_set::{KeySet, Role};
use super::reading::{Reading, short};
use super::shape::Shape;
use crate::file::formats::json;
use crate::file::formats::json::{Member, Value};
use crate::file::formats::json_writer::JsonWriter;

/// A record of the model that is an object in the file.
pub(crate) trait Entry: Sized + 'static {
    /// What it is called in messages: `an actor`.
    const NAME: &'static str;
    /// What it is, for the schema.
    const DOC: &'static str;
    /// Fields that a file should not leave out.
    const REQUIRED: &'static [&'static str] = &[];
    /// Its known fields in the order in which new ones are written.
    const FIELDS: &'static [FileField<Self>];

    /// The record before any field was read.
    fn blank() -> Self;

    /// Key order and unknown fields.
    fn fields(&self) -> &Fields;

    /// Replaces them.
    fn set_fields(&mut self, fields: Fields);

    /// Checks the fields together after all were read; returns the keys whose texts must be kept as
    /// well.
    fn finish(
        &mut self,
        _members: &[Member<'_>],
        _reading: &mut Reading,
    ) -> &'static [&'static str] {
        &[]
    }
}

/// One known field of a record.
pub(crate) struct FileField<T: 'static> {
    /// The key in the file.
    pub(crate) key: &'static str,
    /// Other keys read as this one.
    pub(crate) aliases: &'static [&'static str],
    /// Keys read as this one where the file is not Frenemy's own.
    pub(crate) foreign: &'static [&'static str],
    /// What the schema says about the value.
    pub(crate) shape: Shape,
    /// What the field means.
    pub(crate) doc: &'static str,
    /// Puts a value into a record.
    pub(crate) read: fn(&mut T, &Value<'_>, &mut Reading) -> Fidelity,
    /// Writes the value, if there is one.
    pub(crate) write: fn(&T, &mut MemberSlot<'_>),
}

impl<T> FileField<T> {
    /// A field without aliases.
    pub(crate) const fn new(
        key: &'static str,
        shape: Shape,
        doc: &'static str,
        read: fn(&mut T, &Value<'_>, &mut Reading) -> Fidelity,
        write: fn(&T, &mut MemberSlot<'_>),
    ) -> Self {
        Self {
            key,
            aliases: &[],
            foreign: &[],
            shape,
            doc,
            read,
            write,
        }
    }

    pub(crate) const fn aliases(self, aliases: &'static [&'static str]) -> Self {
        Self { aliases, ..self }
    }

    pub(crate) const fn foreign(self, foreign: &'static [&'static str]) -> Self {
        Self { foreign, ..self }
    }

    fn is_called(&self, key: &str, is_foreign: bool) -> bool {
        self.key == key
            || self.aliases.contains(&key)
            || (is_foreign && self.foreign.contains(&key))
    }
}

/// Finds out which members are repeated later in the object.
struct LastPlaces<'m> {
    /// The last place of each key; nothing where members are few and looked through.
    by_key: Option<std::collections::HashMap<&'m str, usize>>,
}

impl<'m> LastPlaces<'m> {
    fn of(members: &'m [Member<'_>]) -> Self {
        const FEW: usize = 24;
        let places = members.iter().enumerate();
        let by_key = (members.len() > FEW).then(|| {
            places
                .map(|(place, member)| (&*member.key, place))
                .collect()
        });
        Self { by_key }
    }

    fn is_last(&self, members: &[Member<'_>], place: usize) -> bool {
        let key = &*members[place].key;
        match &self.by_key {
            Some(by_key) => by_key.get(key) == Some(&place),
            None => members[place + 1..].iter().all(|later| later.key != key),
        }
    }
}

/// The key set of an object.
fn key_set_of<T: Entry>(members: &[Member<'_>], reading: &mut Reading) -> KeySet {
    let find = |key: &str| {
        let mut fields = T::FIELDS.iter();
        fields.position(|field| field.is_called(key, reading.is_foreign))
    };
    let field_of: Vec<Option<usize>> = members.iter().map(|member| find(&member.key)).collect();
    reading.count_new_keys(members);
    let last = LastPlaces::of(members);
    let mut roles = Vec::with_capacity(members.len());
    for (index, field) in field_of.iter().copied().enumerate() {
        let rank = |other: usize| {
            let key = &*members[other].key;
            let aliases = field.map_or(&[][..], |field| T::FIELDS[field].aliases);
            let alias = aliases.iter().position(|alias| *alias == key);
            let is_canonical = field.is_some_and(|field| T::FIELDS[field].key == key);
            (!is_canonical, alias.unwrap_or(usize::MAX), other)
        };
        let rivals = (0..members.len())
            .filter(|other| field.is_some() && field_of[*other] == field)
            .filter(|other| last.is_last(members, *other));
        roles.push(match field {
            _ if !last.is_last(members, index) => Role::Repeated,
            None => Role::Unknown,
            Some(field) if rivals.min_by_key(|rival| rank(*rival)) == Some(index) => {
                Role::Known(field)
            }
            Some(_) => Role::SecondName,
        });
    }
    let order = members
        .iter()
        .zip(&roles)
        .filter_map(|(member, role)| match role {
            Role::Known(field) => Some(T::FIELDS[*field].key),
            Role::Unknown | Role::SecondName => Some(&*member.key),
            Role::Repeated => None,
        })
        .map(|key| reading.intern(key))
        .collect();
    KeySet::new(members, order, roles)
}

/// Reads an object; nothing, and an issue, if the value is not an object or has too many keys.
pub(crate) fn read<T: Entry>(value: &Value<'_>, reading: &mut Reading) -> Option<T> {
    let Some(members) = value.as_object() else {
        let message = format!("expected {}, found {}", T::NAME, value.description());
        let hint = format!("Write {} as an object in braces.", T::NAME);
        reading
            .report
            .error(value.at, "not-an-object", message, Some(hint));
        return None;
    };
    if reading.has_too_many_keys(members) {
        return None;
    }
    Some(read_members(members, reading))
}

/// Reads a list of objects; items of another kind are issues and keep the whole list as it is.
pub(crate) fn read_list<T: Entry>(
    value: &Value<'_>,
    list: &mut Vec<T>,
    reading: &mut Reading,
) -> Fidelity {
    let Some(items) = value.as_array() else {
        return reading.wrong_type(value, "a list of objects");
    };
    let before = list.len();
    list.reserve_exact(items.len());
    for item in items {
        list.extend(read(item, reading));
    }
    if list.len() - before == items.len() {
        Fidelity::Whole
    } else {
        Fidelity::Partial
    }
}

/// Reads the members of an object into a record.
pub(crate) fn read_members<T: Entry>(members: &[Member<'_>], reading: &mut Reading) -> T {
    if reading.has_too_many_keys(members) {
        return T::blank();
    }
    let keys = reading.key_set(T::NAME, members, key_set_of::<T>);
    let mut record = T::blank();
    let mut kept = Vec::new();
    for (index, (member, role)) in members.iter().zip(keys.roles()).enumerate() {
        match *role {
            Role::Known(field) => {
                let field = &T::FIELDS[field];
                reading.key = field.key;
                let mut aliases = field.aliases.iter();
                reading.alias = aliases.find(|alias| **alias == member.key).copied();
                if (field.read)(&mut record, &member.value, reading) == Fidelity::Partial {
                    kept.push(index);
                }
            }
            Role::Unknown => kept.push(index),
            Role::SecondName => {
                warn_of_second_name::<T>(member, reading);
                kept.push(index);
            }
            Role::Repeated => warn_of_repetition(member, reading),
        }
    }
    let field_key = |index: usize| match keys.roles()[index] {
        Role::Known(field) => Some(T::FIELDS[field].key),
        _ => None,
    };
    for key in record.finish(members, reading) {
        let index = (0..members.len()).find(|index| field_key(*index) == Some(key));
        kept.extend(index.filter(|index| !kept.contains(index)));
    }
    kept.sort_unstable();
    let unknown = kept
        .into_iter()
        .map(|index| {
            let key = field_key(index).unwrap_or(&*members[index].key);
            (reading.intern(key), members[index].value.compact())
        })
        .collect();
    record.set_fields(Fields::new(keys.order(), unknown));
    record
}

pub(super) fn warn_of_repetition(member: &Member<'_>, reading: &mut Reading) {
    let key = short(&member.key);
    let message = format!("the key `{key}` is repeated in the same object");
    let hint =
        "The last one is used, and this one is lost when the file is saved; remove one of them.";
    reading
        .report
        .error(member.key_at, "repeated-key", message, Some(hint.into()));
}

fn warn_of_second_name<T: Entry>(member: &Member<'_>, reading: &mut Reading) {
    let field = T::FIELDS
        .iter()
        .find(|field| field.is_called(&member.key, reading.is_foreign));
    let Some(field) = field else { return };
    if field.foreign.contains(&&*member.key) || (reading.is_foreign && member.key == "label") {
        return;
    }
    let message = format!(
        "`{}` is another name for `{}`, and the object has both",
        short(&member.key),
        field.key
    );
    let hint = format!(
        "`{}` is used; `{}` is kept but not read.",
        field.key,
        short(&member.key)
    );
    reading
        .report
        .warning(member.key_at, "two-names", message, Some(hint));
}

/// Writes a record as an object: its keys in their order, then new ones in the order of the table.
pub(crate) fn write<T: Entry>(record: &T, out: &mut JsonWriter) {
    out.open('{');
    write_members(record, out);
    out.close('}');
}

/// Writes the members alone, so that the caller can add others.
pub(crate) fn write_members<T: Entry>(record: &T, out: &mut JsonWriter) {
    let kept = record.fields();
    let index = kept.index();
    let again = reread(record);
    for key in kept.order() {
        let field = T::FIELDS.iter().find(|field| field.key == &**key);
        match (field, index.unknown(key)) {
            (Some(field), Some(json)) => {
                let typed = member_text(field, record);
                if again
                    .as_ref()
                    .is_some_and(|again| member_text(field, again) == typed)
                {
                    out.key(key);
                    out.json(json);
                } else {
                    (field.write)(record, &mut MemberSlot::new(out, field.key, true));
                }
            }
            (Some(field), None) => {
                (field.write)(record, &mut MemberSlot::new(out, field.key, true));
            }
            (None, Some(json)) => {
                out.key(key);
                out.json(json);
            }
            (None, None) => {}
        }
    }
    let is_new = |key: &str| !index.is_listed(key);
    for field in T::FIELDS.iter().filter(|field| is_new(field.key)) {
        (field.write)(record, &mut MemberSlot::new(out, field.key, false));
    }
    let is_known = |key: &str| T::FIELDS.iter().any(|field| field.key == key);
    for (key, json) in kept.all_unknown() {
        if is_new(key) && !is_known(key) {
            out.key(key);
            out.json(json);
        }
    }
}

/// The keys of known fields that are written only because the file had them: their values are what
/// a file without them means.
pub(crate) fn left_out<T: Entry>(record: &T) -> Vec<&'static str> {
    let index = record.fields().index();
    let mut out = JsonWriter::default();
    let is_left_out = |field: &&FileField<T>| {
        if !index.is_listed(field.key) || index.unknown(field.key).is_some() {
            return false;
        }
        let before = out.len();
        (field.write)(record, &mut MemberSlot::new(&mut out, field.key, false));
        out.len() == before
    };
    T::FIELDS
        .iter()
        .filter(is_left_out)
        .map(|field| field.key)
        .collect()
}

/// The kept texts of known fields, read as a record; `None` if there are none.
fn reread<T: Entry>(record: &T) -> Option<T> {
    let field_of = |key: &str| T::FIELDS.iter().find(|field| field.key == key);
    let mut texts = record.fields().all_unknown().peekable();
    texts.by_ref().find(|(key, _)| field_of(key).is_some())?;
    let mut again = T::blank();
    let mut reading = Reading::muted();
    for (key, json) in record.fields().all_unknown() {
        if let (Some(field), Ok(parsed)) = (field_of(key), json::parse(json)) {
            reading.key = field.key;
            (field.read)(&mut again, &parsed.root, &mut reading);
        }
    }
    again.finish(&[], &mut reading);
    Some(again)
}

/// One member as it would be written from the record's value.
fn member_text<T>(field: &FileField<T>, record: &T) -> String {
    let mut out = JsonWriter::default();
    (field.write)(record, &mut MemberSlot::new(&mut out, field.key, true));
    out.into_text()
}

/// One member of an object that is being written. An absent value is not written; a default value
/// is written if the key was in the file.
pub(crate) struct MemberSlot<'o> {
    out: &'o mut JsonWriter,
    key: &'static str,
    was_in_file: bool,
}

impl<'o> MemberSlot<'o> {
    fn new(out: &'o mut JsonWriter, key: &'static str, was_in_file: bool) -> Self {
        Self {
            out,
            key,
            was_in_file,
        }
    }

    /// The key in the file.
    pub(crate) fn key(&self) -> &'static str {
        self.key
    }

    /// Whether the file had this key when it was read.
    pub(crate) fn was_in_file(&self) -> bool {
        self.was_in_file
    }

    /// Begins the member, for a value that the caller writes.
    pub(crate) fn value(&mut self) -> &mut JsonWriter {
        self.out.key(self.key);
        self.out
    }

    pub(crate) fn text(&mut self, text: Option<&str>) {
        if let Some(text) = text {
            self.value().text(text);
        }
    }

    pub(crate) fn number(&mut self, number: Option<f64>) {
        if let Some(number) = number.filter(|number| number.is_finite()) {
            self.value().number(number);
        }
    }

    /// A flag whose default is false.
    pub(crate) fn flag(&mut self, flag: bool) {
        if flag || self.was_in_file {
            self.value().flag(flag);
        }
    }

    /// A word, and whether it is the default.
    pub(crate) fn word(&mut self, word: &str, is_default: bool) {
        if !is_default || self.was_in_file {
            self.value().text(word);
        }
    }

    pub(crate) fn list<I>(&mut self, items: &[I], write: impl Fn(&I, &mut JsonWriter)) {
        if items.is_empty() && !self.was_in_file {
            return;
        }
        let out = self.value();
        out.open('[');
        for item in items {
            out.item();
            write(item, out);
        }
        out.close(']');
    }
}
