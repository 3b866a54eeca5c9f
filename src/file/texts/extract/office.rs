//! The paragraphs of a text document: Word (`.docx`) and `OpenDocument` (`.odt`), both XML in a ZIP
//! file. Deleted text of tracked changes, comments, headers and footers are left out; notes are
//! moved to the end.

use std::io::{Cursor, Read as _};

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::extracted::Extracted;
use crate::limits;

/// What the elements of a format are, by their names without a namespace.
struct DocumentElements {
    /// A paragraph, or a heading.
    paragraphs: &'static [&'static str],
    /// The only elements whose text counts; empty if all text of a paragraph does.
    text: &'static [&'static str],
    /// Elements that are left out with all that is in them.
    skipped: &'static [&'static str],
    /// An element that is read as these characters.
    characters: &'static [(&'static str, &'static str)],
    /// Elements that are moved to the end.
    notes: &'static [&'static str],
    /// The element that names the style of a paragraph, or is one, and the attribute with the name.
    style: (&'static str, &'static str),
}

const WORD: DocumentElements = DocumentElements {
    paragraphs: &["p"],
    text: &["t"],
    skipped: &["del", "moveFrom", "instrText", "Fallback"],
    characters: &[
        ("tab", "\t"),
        ("br", "\n"),
        ("cr", "\n"),
        ("noBreakHyphen", "\u{2011}"),
        ("softHyphen", "\u{ad}"),
    ],
    notes: &[],
    style: ("pStyle", "val"),
};

const OPEN_DOCUMENT: DocumentElements = DocumentElements {
    paragraphs: &["p", "h"],
    text: &[],
    skipped: &[
        "tracked-changes",
        "annotation",
        "table-of-content",
        "note-citation",
    ],
    characters: &[("tab", "\t"), ("line-break", "\n"), ("s", " ")],
    notes: &["note-body"],
    style: ("p", "style-name"),
};

/// The names of the styles of titles, in lower case; the ids of styles may be in another language.
const TITLE_STYLES: [&str; 3] = ["title", "heading 1", "heading1"];

pub(super) fn docx(bytes: &[u8]) -> Result<Extracted, String> {
    let mut archive = open(bytes)?;
    let body = part(&mut archive, "word/document.xml")?
        .ok_or("this ZIP file is not a Word document; unpack it, and add the text that is in it")?;
    let styles = part(&mut archive, "word/styles.xml")?.unwrap_or_default();
    let OfficeText {
        mut words,
        is_headed,
    } = paragraphs(&body, &WORD, &title_styles(&styles))?;
    for notes in ["word/footnotes.xml", "word/endnotes.xml"] {
        if let Some(notes) = part(&mut archive, notes)? {
            words.extend(paragraphs(&notes, &WORD, &[])?.words);
        }
    }
    let core = part(&mut archive, "docProps/core.xml")?.unwrap_or_default();
    Ok(document(&words, is_headed, &core))
}

pub(super) fn odt(bytes: &[u8]) -> Result<Extracted, String> {
    let mut archive = open(bytes)?;
    let body = part(&mut archive, "content.xml")?
        .ok_or("this ZIP file is not an OpenDocument text; unpack it, and add the text in it")?;
    let text = paragraphs(&body, &OPEN_DOCUMENT, &[])?;
    let meta = part(&mut archive, "meta.xml")?.unwrap_or_default();
    Ok(document(&text.words, text.is_headed, &meta))
}

type Archive<'a> = zip::ZipArchive<Cursor<&'a [u8]>>;

fn open(bytes: &[u8]) -> Result<Archive<'_>, String> {
    zip::ZipArchive::new(Cursor::new(bytes))
        .map_err(|error| format!("the file is damaged: {error}; save it again in its program"))
}

/// A file in the archive, or `None` if it has none of this name.
fn part(archive: &mut Archive<'_>, name: &str) -> Result<Option<Vec<u8>>, String> {
    let packed = match archive.by_name(name) {
        Ok(packed) => packed,
        Err(zip::result::ZipError::FileNotFound) => return Ok(None),
        Err(error) => return Err(format!("{name} cannot be read: {error}")),
    };
    let max = limits::OFFICE_BYTES.max;
    let mut unpacked = Vec::new();
    let read = packed.take(max + 1).read_to_end(&mut unpacked);
    read.map_err(|error| {
        format!("{name} is damaged: {error}; save the file again in its program")
    })?;
    if unpacked.len() as u64 > max {
        return Err(limits::OFFICE_BYTES.message(name));
    }
    Ok(Some(unpacked))
}

/// The ids of the styles of titles among the styles of a Word document.
fn title_styles(xml: &[u8]) -> Vec<String> {
    let mut reader = Reader::from_reader(xml);
    let (mut ids, mut id) = (Vec::new(), None);
    while let Ok(event) = reader.read_event() {
        match event {
            Event::Start(start) if local(&start) == "style" => id = attribute(&start, "styleId"),
            Event::Empty(start) if local(&start) == "name" => {
                let name = attribute(&start, "val").unwrap_or_default().to_lowercase();
                let is_title = TITLE_STYLES.contains(&&*name);
                ids.extend(id.take().filter(|_| is_title));
            }
            Event::Eof => break,
            _ => {}
        }
    }
    ids
}

/// The value of an attribute, by its name without a namespace.
fn attribute(start: &BytesStart<'_>, name: &str) -> Option<String> {
    let mut attributes = start.attributes().filter_map(Result::ok);
    let found = attributes.find(|one| one.key.local_name().as_ref() == name.as_bytes())?;
    Some(String::from_utf8_lossy(&found.value).into_owned())
}

/// The paragraphs of a document, and whether the first one is its title.
struct OfficeText {
    words: Vec<String>,
    is_headed: bool,
}

/// The paragraphs of a body, those of notes at the end. `titles` are further styles of titles.
fn paragraphs(
    xml: &[u8],
    elements: &DocumentElements,
    titles: &[String],
) -> Result<OfficeText, String> {
    let mut found = DocumentText {
        elements,
        titles,
        is_title: false,
        is_headed: false,
        body: Vec::new(),
        notes: Vec::new(),
        open: vec![String::new()],
        note_depth: 0,
        text_depth: 0,
    };
    let mut reader = Reader::from_reader(xml);
    // How many elements are open within one that is skipped.
    let mut skipped = 0_usize;
    loop {
        let event = reader.read_event().map_err(|error| {
            let at = reader.error_position();
            format!("the file is damaged: {error} at byte {at} of its text; save it again")
        })?;
        match event {
            Event::Start(start) if skipped > 0 || found.is_skipped(&start) => skipped += 1,
            Event::End(_) if skipped > 0 => skipped -= 1,
            Event::Eof => break,
            _ if skipped > 0 => {}
            Event::Start(start) => found.begin(&start),
            Event::Empty(start) => found.character(&start),
            Event::End(end) => found.end(&String::from_utf8_lossy(end.local_name().as_ref())),
            Event::Text(text) => found.add(&text.decode().unwrap_or_default()),
            Event::CData(text) => found.add(&String::from_utf8_lossy(&text)),
            Event::GeneralRef(entity) => {
                let number = entity.resolve_char_ref().ok().flatten();
                let known = entity.decode().ok();
                let known = known.and_then(|known| quick_xml::escape::resolve_xml_entity(&known));
                found.add(
                    &number
                        .map(String::from)
                        .or(known.map(str::to_owned))
                        .unwrap_or_default(),
                );
            }
            _ => {}
        }
    }
    found.flush();
    found.body.append(&mut found.notes);
    Ok(OfficeText {
        words: found.body,
        is_headed: found.is_headed,
    })
}

/// What was read so far.
struct DocumentText<'a> {
    elements: &'a DocumentElements,
    /// Further styles of titles.
    titles: &'a [String],
    /// Whether the paragraph that is open has the style of a title.
    is_title: bool,
    /// Whether the first paragraph of the body had it.
    is_headed: bool,
    body: Vec<String>,
    notes: Vec<String>,
    /// The paragraphs that are open: a note is within one of the body.
    open: Vec<String>,
    note_depth: usize,
    text_depth: usize,
}

impl DocumentText<'_> {
    fn is_skipped(&self, start: &BytesStart<'_>) -> bool {
        self.elements.skipped.contains(&&*local(start))
    }

    fn begin(&mut self, start: &BytesStart<'_>) {
        let name = &*local(start);
        if self.elements.notes.contains(&name) {
            self.note_depth += 1;
            self.open.push(String::new());
        } else if self.elements.paragraphs.contains(&name) {
            self.flush();
            // A heading of OpenDocument is an element of its own.
            self.is_title = name == "h";
            self.take_style(start);
        } else if self.elements.text.contains(&name) {
            self.text_depth += 1;
        }
    }

    fn end(&mut self, name: &str) {
        if self.elements.paragraphs.contains(&name) {
            self.flush();
        } else if self.elements.notes.contains(&name) {
            self.flush();
            self.note_depth = self.note_depth.saturating_sub(1);
            if self.open.len() > 1 {
                self.open.pop();
            }
        } else if self.elements.text.contains(&name) {
            self.text_depth = self.text_depth.saturating_sub(1);
        }
    }

    /// Takes note of the style of the paragraph that is open.
    fn take_style(&mut self, start: &BytesStart<'_>) {
        let (element, key) = self.elements.style;
        let style = attribute(start, key).filter(|_| local(start) == element);
        let is_title = |style: String| {
            self.titles.contains(&style) || TITLE_STYLES.contains(&&*style.to_lowercase())
        };
        self.is_title |= style.is_some_and(is_title);
    }

    fn character(&mut self, start: &BytesStart<'_>) {
        self.take_style(start);
        let name = local(start);
        let known = self
            .elements
            .characters
            .iter()
            .find(|(known, _)| *known == name);
        if let (Some((_, characters)), Some(open)) = (known, self.open.last_mut()) {
            open.push_str(characters);
        } else if self.elements.paragraphs.contains(&&*name) {
            self.flush();
        }
    }

    fn add(&mut self, text: &str) {
        let counts = self.elements.text.is_empty() || self.text_depth > 0;
        if let Some(open) = self.open.last_mut().filter(|_| counts) {
            open.push_str(text);
        }
    }

    /// Ends the paragraph that is open.
    fn flush(&mut self) {
        let Some(open) = self.open.last_mut() else {
            return;
        };
        let text = std::mem::take(open);
        let text = text.trim();
        if text.is_empty() {
            return;
        }
        let list = if self.note_depth > 0 {
            &mut self.notes
        } else {
            self.is_headed |= self.body.is_empty() && self.is_title;
            &mut self.body
        };
        list.push(text.to_owned());
    }
}

/// The text and what the properties of the document say about it.
fn document(words: &[String], is_headed: bool, properties: &[u8]) -> Extracted {
    let author = property(properties, "creator");
    let author = author.or_else(|| property(properties, "initial-creator"));
    Extracted {
        words: words.join("\n\n"),
        title: property(properties, "title"),
        heading: words.first().filter(|_| is_headed).cloned(),
        authors: author.into_iter().collect(),
        ..Extracted::default()
    }
}

/// The text of the first element of this name.
fn property(properties: &[u8], wanted: &str) -> Option<String> {
    let mut reader = Reader::from_reader(properties);
    let mut text = None;
    loop {
        match reader.read_event().ok()? {
            Event::Start(start) if local(&start) == wanted => text = Some(String::new()),
            Event::Text(part) => {
                if let Some(text) = &mut text {
                    text.push_str(&part.decode().ok()?);
                }
            }
            Event::End(_) if text.is_some() => break,
            Event::Eof => return None,
            _ => {}
        }
    }
    text.filter(|text| !text.trim().is_empty())
}

/// The name of an element without its namespace.
fn local(start: &BytesStart<'_>) -> String {
    String::from_utf8_lossy(start.local_name().as_ref()).into_owned()
}

#[cfg(test)]
mod tests {
    use std::io::Write as _;

    use super::*;

    fn archive(parts: &[(&str, &str)]) -> Vec<u8> {
        let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
        for (name, text) in parts {
            let options = zip::write::SimpleFileOptions::default();
            archive.start_file(*name, options).unwrap();
            archive.write_all(text.as_bytes()).unwrap();
        }
        archive.finish().unwrap().into_inner()
    }

    const BODY: &str = r#"<?xml version="1.0"?><w:document xmlns:w="w"><w:body>
<w:p><w:pPr><w:pStyle w:val="Heading1"/></w:pPr><w:r><w:t>Grain</w:t></w:r></w:p>
<w:p><w:r><w:t xml:space="preserve">Borea promised </w:t></w:r><w:del><w:r><w:delText>nothing</w:delText></w:r></w:del>
<w:r><w:rPr><w:b/></w:rPr><w:t>forty ships</w:t></w:r><w:r><w:tab/><w:t>of grain &amp; salt</w:t></w:r></w:p>
<w:p/></w:body></w:document>"#;

    #[test]
    fn paragraphs_of_a_word_document_are_read() {
        let notes = "<w:footnotes><w:footnote><w:p><w:r><w:t>Says the envoy.</w:t></w:r></w:p></w:footnote></w:footnotes>";
        let core = "<c:coreProperties><dc:title>Report</dc:title><dc:creator>Ada Wright</dc:creator></c:coreProperties>";
        let file = archive(&[
            ("word/document.xml", BODY),
            ("word/footnotes.xml", notes),
            ("docProps/core.xml", core),
        ]);
        let found = docx(&file).unwrap();
        assert_eq!(
            found.words,
            "Grain\n\nBorea promised forty ships\tof grain & salt\n\nSays the envoy."
        );
        assert_eq!(found.title.as_deref(), Some("Report"));
        assert_eq!(found.authors, ["Ada Wright"]);
    }

    #[test]
    fn a_first_paragraph_in_a_style_of_titles_is_the_heading() {
        let styles = r#"<w:styles><w:style w:styleId="Titel"><w:name w:val="Title"/></w:style>
            <w:style w:styleId="berschrift1"><w:name w:val="heading 1"/></w:style>
            <w:style w:styleId="Standard"><w:name w:val="Normal"/></w:style></w:styles>"#;
        let heading = |style: &str, before: &str| {
            let body = format!(
                "<w:document><w:body>{before}<w:p><w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr>\
                 <w:r><w:t>Grain</w:t></w:r></w:p><w:p><w:r><w:t>Words.</w:t></w:r></w:p>\
                 </w:body></w:document>"
            );
            let file = archive(&[("word/document.xml", &body), ("word/styles.xml", styles)]);
            docx(&file).unwrap().heading
        };
        for style in ["Title", "Titel", "Heading1", "berschrift1"] {
            assert_eq!(heading(style, "").as_deref(), Some("Grain"), "{style}");
        }
        let before = "<w:p><w:r><w:t>A word before it.</w:t></w:r></w:p>";
        assert_eq!(heading("Standard", ""), None);
        assert_eq!(heading("Title", before), None);
        let open = "<office:text><text:p text:style-name=\"Title\">Grain</text:p>\
            <text:p>Words.</text:p></office:text>";
        let found = odt(&archive(&[("content.xml", open)])).unwrap();
        assert_eq!(found.heading.as_deref(), Some("Grain"));
    }

    #[test]
    fn paragraphs_of_an_open_document_are_read_with_notes_at_the_end() {
        let content = "<office:text><text:h>Grain</text:h><text:p>Borea<text:note>\
            <text:note-citation>1</text:note-citation><text:note-body><text:p>Says the envoy.</text:p>\
            </text:note-body></text:note> promised<text:line-break/>ships &#233;.</text:p></office:text>";
        let found = odt(&archive(&[("content.xml", content)])).unwrap();
        assert_eq!(
            found.words,
            "Grain\n\nBorea promised\nships é.\n\nSays the envoy."
        );
    }

    #[test]
    fn what_is_no_document_is_refused_in_words() {
        let other = archive(&[("readme.txt", "x")]);
        assert!(docx(&other).unwrap_err().contains("not a Word document"));
        assert!(odt(&other).unwrap_err().contains("not an OpenDocument"));
        assert!(
            docx(b"PK\x03\x04 and nothing")
                .unwrap_err()
                .contains("damaged")
        );
        let damaged = archive(&[("word/document.xml", "<w:p><w:t>a</w:p>")]);
        assert!(docx(&damaged).unwrap_err().contains("damaged"));
    }

    #[test]
    fn a_document_that_unpacks_to_too_much_is_refused() {
        let blown = " ".repeat(limits::OFFICE_BYTES.count() + 1);
        let file = archive(&[("word/document.xml", &blown)]);
        assert!(docx(&file).unwrap_err().contains("unpacks"));
    }
}
