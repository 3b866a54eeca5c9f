//! The references of records: the texts that report them, or the set itself. Knows no row.

use ahash::HashMap;

use super::preset::EventPreset;
use super::record::EventRecord;
use super::time::{day_of, written, written_number};
use crate::model::{Document, Issued, Reference, ReferenceId};

/// The references that were made, by what they cite.
pub(super) struct ReferenceList<'a> {
    preset: &'a EventPreset,
    known: HashMap<String, ReferenceId>,
}

impl<'a> ReferenceList<'a> {
    pub(super) fn new(preset: &'a EventPreset) -> Self {
        Self {
            preset,
            known: HashMap::default(),
        }
    }

    /// The reference of a record, which is added to the document if it is new.
    pub(super) fn of(&mut self, record: &EventRecord, document: &mut Document) -> ReferenceId {
        let [_, _, address, outlet, title, published, _] = record.texts();
        let title = &*headline(outlet, title);
        let published = day_published(record, published);
        let key = match (address, outlet, title) {
            ("", "", "") => String::new(),
            ("", outlet, title) => format!("{outlet}\u{1f}{title}\u{1f}{published}"),
            (address, ..) => address.to_owned(),
        };
        if let Some(known) = self.known.get(&key) {
            return known.clone();
        }
        let reference = match (address, outlet, title) {
            ("", "", "") => self.of_set(document),
            ("", outlet, title) => of_outlet(outlet, title, &published, document),
            (address, outlet, title) => of_address(address, outlet, title, &published, document),
        };
        let id = reference.id.clone();
        document.references.put(reference);
        self.known.insert(key, id.clone());
        id
    }

    fn of_set(&self, document: &Document) -> Reference {
        let (name, citation) = (self.preset.name, self.preset.citation);
        Reference {
            csl_type: Some("dataset".to_owned()),
            title: Some(if citation.is_empty() { name } else { citation }.to_owned()),
            ..Reference::new(document.fresh_reference_id(name))
        }
    }
}

/// When a text was published: as the record says, else when the event happened.
fn day_published(record: &EventRecord, published: &str) -> String {
    day_of(published).map_or_else(|| written_number(record.day), written)
}

fn of_outlet(outlet: &str, title: &str, published: &str, document: &Document) -> Reference {
    let is_number = !title.is_empty() && title.bytes().all(|byte| byte.is_ascii_digit());
    let outlet = first_part(outlet);
    let shown = match title {
        "" => format!("{outlet}, {published}"),
        number if is_number => format!("Story {number}"),
        title => title.to_owned(),
    };
    let words = if is_number {
        format!("{outlet} {title}")
    } else {
        format!("{outlet} {published}")
    };
    Reference {
        csl_type: Some("article-newspaper".to_owned()),
        title: Some(shown),
        container_title: (!outlet.is_empty()).then(|| outlet.to_owned()),
        issued: Issued::parse(published),
        ..Reference::new(document.fresh_reference_id(&words))
    }
}

fn of_address(
    address: &str,
    outlet: &str,
    title: &str,
    published: &str,
    document: &Document,
) -> Reference {
    let host = url::Url::parse(address).ok();
    let host = host.as_ref().and_then(url::Url::host_str);
    let host = host.map(|host| host.strip_prefix("www.").unwrap_or(host));
    let outlet = match (outlet, host) {
        ("", host) => host.unwrap_or("a source of news"),
        (outlet, _) => outlet,
    };
    let title = match title {
        "" => format!("{outlet}, {published}"),
        title => title.to_owned(),
    };
    // Only an address of the web can be opened; a citation of another kind is kept as a note.
    let is_web = host.is_some();
    let mut reference = Reference {
        csl_type: Some("webpage".to_owned()),
        title: Some(title),
        container_title: Some(outlet.to_owned()),
        issued: Issued::parse(published),
        url: is_web.then(|| address.to_owned()),
        ..Reference::new(document.fresh_reference_id(&format!("{outlet} {published}")))
    };
    if !is_web {
        reference.add_note(address);
    }
    reference
}

/// The headline of a text, in one line: of those of several outlets the first.
pub(super) fn headline(outlet: &str, title: &str) -> String {
    let title = if outlet.contains(';') {
        first_part(title)
    } else {
        title
    };
    title.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The first of several outlets with semicolons between them.
fn first_part(outlets: &str) -> &str {
    outlets.split(';').next().unwrap_or_default().trim()
}

#[cfg(test)]
mod tests {
    use super::headline;

    #[test]
    fn a_headline_is_that_of_the_first_outlet_in_one_line() {
        let several = "Clash kills 3, say\nofficials;Fighting goes on";
        let first = "Clash kills 3, say officials";
        assert_eq!(headline("Reuters;Xinhua", several), first);
        assert_eq!(headline("Reuters", "Dead; wounded"), "Dead; wounded");
    }
}
