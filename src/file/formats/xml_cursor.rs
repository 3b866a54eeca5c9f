//! Elements and text of XML, one after another. Entities of a document are never expanded, and
//! nothing outside the text is read. Knows no format.

use std::borrow::Cow;

use quick_xml::Reader;
use quick_xml::events::attributes::Attributes;
use quick_xml::events::{BytesStart, Event};

use crate::file::progress::ProgressMeter;
use crate::file::report::IssueLog;
use crate::limits::XML_DEPTH;

/// The beginning of an element.
#[derive(Debug, Default)]
pub(crate) struct Element<'t> {
    /// The name without its prefix.
    pub(crate) name: &'t str,
    pub(crate) attributes: Vec<(&'t str, Cow<'t, str>)>,
    /// The byte where it begins.
    pub(crate) at: usize,
}

impl<'t> Element<'t> {
    /// The value of an attribute, by its name without prefix, in any case.
    pub(crate) fn get(&self, name: &str) -> Option<&str> {
        self.value(name).map(|value| &**value)
    }

    fn value(&self, name: &str) -> Option<&Cow<'t, str>> {
        let mut attributes = self.attributes.iter();
        let found = attributes.find(|(key, _)| key.eq_ignore_ascii_case(name));
        found.map(|(_, value)| value)
    }

    /// The same, to keep; empty without the attribute.
    pub(crate) fn kept(&self, name: &str) -> Cow<'t, str> {
        self.value(name).cloned().unwrap_or_default()
    }

    pub(crate) fn number(&self, name: &str) -> Option<f64> {
        self.get(name)?.trim().parse().ok()
    }
}

/// The longest name of an entity that is looked for.
const MAX_ENTITY: usize = 32;

/// What comes next.
#[derive(Debug)]
pub(crate) enum XmlEvent<'t> {
    Start(Element<'t>),
    /// The end of the element of this name.
    End(&'t str),
    /// The end of the document.
    Done,
    /// The document is broken, or reading was cancelled; an issue says so.
    Stop,
}

/// Goes through a document.
pub(crate) struct XmlCursor<'t> {
    reader: Reader<&'t [u8]>,
    /// The text since the last beginning or end of an element.
    pub(crate) text: String,
    /// The names of the elements that have begun.
    open: Vec<&'t str>,
    progress: ProgressMeter<'t>,
    source: &'t str,
    has_entities: bool,
    /// References to entities that are not expanded.
    unknown_entities: usize,
}

impl<'t> XmlCursor<'t> {
    pub(crate) fn new(source: &'t str, progress: ProgressMeter<'t>) -> Self {
        let mut reader = Reader::from_str(source);
        reader.config_mut().expand_empty_elements = true;
        Self {
            reader,
            text: String::new(),
            open: Vec::new(),
            progress,
            source,
            has_entities: false,
            unknown_entities: 0,
        }
    }

    pub(crate) fn progress(&self) -> ProgressMeter<'t> {
        self.progress
    }

    pub(crate) fn next(&mut self, report: &mut IssueLog) -> XmlEvent<'t> {
        self.text.clear();
        loop {
            let at = self.reader.buffer_position() as usize;
            if self.progress.is_cancelled(at) {
                return XmlEvent::Stop;
            }
            match self.reader.read_event() {
                Ok(Event::Start(start)) => {
                    if self.open.len() >= XML_DEPTH.count() {
                        let message = XML_DEPTH.message(self.open.len() + 1);
                        let hint = "The file is made to harm, or damaged.".to_owned();
                        report.error(at, "too-deep", message, Some(hint));
                        return XmlEvent::Stop;
                    }
                    let element = self.element(&start, at);
                    self.open.push(element.name);
                    return XmlEvent::Start(element);
                }
                // The reader refuses an end that has another name than its beginning.
                Ok(Event::End(_)) => return XmlEvent::End(self.open.pop().unwrap_or_default()),
                Ok(Event::Text(text)) => match std::str::from_utf8(&text) {
                    Ok(text) => self.text += text,
                    Err(_) => self.text += &String::from_utf8_lossy(&text),
                },
                Ok(Event::CData(text)) => self.text += &String::from_utf8_lossy(&text),
                Ok(Event::GeneralRef(name)) => {
                    let name = String::from_utf8_lossy(&name).into_owned();
                    let text = self.resolved(&name);
                    self.text += &text;
                }
                Ok(Event::DocType(text)) => {
                    self.has_entities = String::from_utf8_lossy(&text).contains("<!ENTITY");
                }
                Ok(Event::Decl(_) | Event::Comment(_) | Event::PI(_) | Event::Empty(_)) => {}
                Ok(Event::Eof) => {
                    if !self.open.is_empty() {
                        let message = "the file ends inside an element";
                        let hint = "The file is incomplete; download or save it again.".to_owned();
                        report.error(self.source.len(), "not-xml", message, Some(hint));
                        return XmlEvent::Stop;
                    }
                    self.conclude(report);
                    return XmlEvent::Done;
                }
                Err(error) => {
                    let at = self.reader.error_position() as usize;
                    let message = format!("the XML is broken: {error}");
                    let hint = "Save or export the file again.".to_owned();
                    report.error(at, "not-xml", message, Some(hint));
                    return XmlEvent::Stop;
                }
            }
        }
    }

    /// The element whose beginning was read; it begins at this byte or after a text.
    fn element(&mut self, start: &BytesStart<'_>, at: usize) -> Element<'t> {
        let source = self.source;
        let at = source[at..].find('<').map_or(at, |offset| at + offset);
        let inside = source.get(at + 1..at + 1 + start.len()).unwrap_or_default();
        let whole_name = inside
            .get(..start.name().as_ref().len())
            .unwrap_or_default();
        let mut element = Element {
            name: local(whole_name),
            attributes: Vec::new(),
            at,
        };
        let mut attributes = Attributes::new(inside, whole_name.len());
        for attribute in attributes.with_checks(false).flatten() {
            let key = std::str::from_utf8(attribute.key.into_inner()).unwrap_or_default();
            let value = match attribute.value {
                Cow::Borrowed(value) => {
                    Cow::Borrowed(std::str::from_utf8(value).unwrap_or_default())
                }
                Cow::Owned(value) => Cow::Owned(String::from_utf8_lossy(&value).into_owned()),
            };
            let value = match value {
                Cow::Borrowed(raw) => self.unescaped(raw),
                Cow::Owned(raw) => Cow::Owned(self.unescaped(&raw).into_owned()),
            };
            element.attributes.push((local(key), value));
        }
        element
    }

    /// A text with its references to characters and to the five entities of XML resolved.
    fn unescaped<'a>(&mut self, raw: &'a str) -> Cow<'a, str> {
        if !raw.contains('&') {
            return raw.into();
        }
        let mut text = String::with_capacity(raw.len());
        let mut rest = raw;
        while let Some(start) = rest.find('&') {
            text += &rest[..start];
            rest = &rest[start + 1..];
            let head = &rest.as_bytes()[..rest.len().min(MAX_ENTITY)];
            match head.iter().position(|byte| *byte == b';') {
                Some(end) => {
                    text += &self.resolved(&rest[..end]);
                    rest = &rest[end + 1..];
                }
                None => text.push('&'),
            }
        }
        (text + rest).into()
    }

    fn resolved(&mut self, name: &str) -> String {
        let code = name
            .strip_prefix('#')
            .and_then(|code| match code.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16).ok(),
                None => code.parse().ok(),
            });
        if let Some(letter) = code.and_then(char::from_u32) {
            return letter.to_string();
        }
        let known = match name {
            "amp" => "&",
            "lt" => "<",
            "gt" => ">",
            "quot" => "\"",
            "apos" => "'",
            "nbsp" => "\u{a0}",
            _ => {
                self.unknown_entities += 1;
                return format!("&{name};");
            }
        };
        known.to_owned()
    }

    fn conclude(&self, report: &mut IssueLog) {
        if self.has_entities || self.unknown_entities > 0 {
            let message = format!(
                "entities of the document are not expanded; {} of them are kept as they are written",
                self.unknown_entities
            );
            let hint = "Write the characters themselves.".to_owned();
            report.warning(0, "entities", message, Some(hint));
        }
    }
}

/// A name without its prefix.
fn local(name: &str) -> &str {
    name.split_once(':').map_or(name, |(_, local)| local)
}
