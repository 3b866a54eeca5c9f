//! The pages of the user's guide, as blocks of text. Shows nothing.

use std::path::Path;
use std::sync::OnceLock;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use crate::packed::{Packed, packed};

/// A page of the guide.
pub(super) struct GuidePage {
    pub(super) title: &'static str,
    source: Packed,
}

/// A part of a page.
#[derive(Debug, PartialEq)]
pub(super) enum GuideBlock {
    Heading(GuideText),
    Paragraph(GuideText),
    /// An item of a list, with its number in numbered lists.
    Item(Option<u64>, GuideText),
    Code(String),
    /// A picture by the name of its file without the ending, and its caption.
    Picture(String, String),
    /// The rows of a table with their cells; the first is its head.
    Table(Vec<Vec<GuideText>>),
}

/// Text in several styles.
pub(super) type GuideText = Vec<(String, GuideStyle)>;

/// How a piece of text is set.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum GuideStyle {
    Plain,
    Bold,
    Italic,
    Code,
}

macro_rules! pages {
    ($($title:literal, $file:literal;)*) => {
        [$(GuidePage {
            title: $title,
            source: packed!(concat!("docs/src/", $file)),
        }),*]
    };
}

/// The pages, in the order of the guide.
pub(super) static PAGES: [GuidePage; 13] = pages! {
    "About this guide", "about.md";
    "The first network in ten minutes", "first-network.md";
    "Coding a text", "coding.md";
    "More than one coder", "coders.md";
    "What the balance says", "balance.md";
    "What can I claim?", "claims.md";
    "Large networks", "large-networks.md";
    "Event data", "event-data.md";
    "Figures", "figures.md";
    "Formats", "formats.md";
    "Keys and gestures", "keys.md";
    "Command line", "command-line.md";
    "Speed", "speed.md";
};

/// The blocks of a page; none if there is no such page.
pub(super) fn blocks(page: usize) -> &'static [GuideBlock] {
    static READ: OnceLock<Vec<Vec<GuideBlock>>> = OnceLock::new();
    let read = READ.get_or_init(|| {
        PAGES
            .iter()
            .map(|page| parsed(page.source.text()))
            .collect()
    });
    read.get(page).map_or(&[], Vec::as_slice)
}

/// What is being read.
#[derive(Default)]
struct PageReader {
    blocks: Vec<GuideBlock>,
    text: GuideText,
    styles: Vec<GuideStyle>,
    row: Vec<GuideText>,
    table: Vec<Vec<GuideText>>,
    /// The numbers of the lists that are open; `None` for those without numbers.
    lists: Vec<Option<u64>>,
    /// The picture that is being read.
    picture: Option<(String, String)>,
}

fn parsed(source: &str) -> Vec<GuideBlock> {
    let mut reader = PageReader::default();
    for event in Parser::new_ext(source, Options::ENABLE_TABLES) {
        reader.read(event);
    }
    reader.blocks
}

impl PageReader {
    fn read(&mut self, event: Event<'_>) {
        match event {
            Event::Text(text) if let Some((_, caption)) = &mut self.picture => {
                caption.push_str(&text);
            }
            Event::Start(tag) => self.begin(&tag),
            Event::End(tag) => self.end(tag),
            Event::Text(text) => {
                let style = self.styles.last().copied();
                self.text
                    .push((text.into_string(), style.unwrap_or(GuideStyle::Plain)));
            }
            Event::Code(text) => self.text.push((text.into_string(), GuideStyle::Code)),
            Event::SoftBreak | Event::HardBreak => {
                self.text.push((" ".to_owned(), GuideStyle::Plain));
            }
            Event::InlineHtml(html) if &*html == "<kbd>" => self.styles.push(GuideStyle::Bold),
            Event::InlineHtml(html) if &*html == "</kbd>" => self.end_style(),
            _ => {}
        }
    }

    fn begin(&mut self, tag: &Tag<'_>) {
        match tag {
            Tag::Strong => self.styles.push(GuideStyle::Bold),
            Tag::Emphasis => self.styles.push(GuideStyle::Italic),
            Tag::CodeBlock(_) => self.styles.push(GuideStyle::Code),
            Tag::List(first) => self.lists.push(*first),
            Tag::Image { dest_url, .. } => {
                let file = Path::new(&**dest_url).file_stem().unwrap_or_default();
                self.picture = Some((file.to_string_lossy().into_owned(), String::new()));
            }
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Strong | TagEnd::Emphasis => self.end_style(),
            TagEnd::Image => {
                let picture = self.picture.take();
                let block = picture.map(|(file, caption)| GuideBlock::Picture(file, caption));
                self.blocks.extend(block);
            }
            TagEnd::Heading(_) => self.push(GuideBlock::Heading),
            TagEnd::Paragraph if self.lists.is_empty() => self.push(GuideBlock::Paragraph),
            TagEnd::Item => {
                let number = self.lists.last_mut().and_then(|number| {
                    let this = *number;
                    *number = this.map(|number| number + 1);
                    this
                });
                self.push(|text| GuideBlock::Item(number, text));
            }
            TagEnd::List(_) => {
                self.lists.pop();
            }
            TagEnd::CodeBlock => {
                self.end_style();
                self.push(|text| {
                    let lines: String = text.into_iter().map(|(text, _)| text).collect();
                    GuideBlock::Code(lines.trim_end().to_owned())
                });
            }
            TagEnd::TableCell => self.row.push(std::mem::take(&mut self.text)),
            TagEnd::TableHead | TagEnd::TableRow => {
                self.table.push(std::mem::take(&mut self.row));
            }
            TagEnd::Table => {
                let rows = std::mem::take(&mut self.table);
                self.blocks.push(GuideBlock::Table(rows));
            }
            _ => {}
        }
    }

    fn end_style(&mut self) {
        self.styles.pop();
    }

    /// Ends a block that has a text.
    fn push(&mut self, block: impl FnOnce(GuideText) -> GuideBlock) {
        let text = std::mem::take(&mut self.text);
        if !text.is_empty() {
            self.blocks.push(block(text));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_page_of_the_summary_is_there_in_its_order() {
        let summary = include_str!("../../../../docs/src/SUMMARY.md");
        let files = summary.split("](").skip(1);
        let files = files.filter_map(|rest| rest.split(')').next());
        let sources: Vec<&str> = PAGES.iter().map(|page| page.source.text()).collect();
        assert_eq!(files.clone().count(), sources.len());
        for (file, source) in files.zip(sources) {
            let path = concat!(env!("CARGO_MANIFEST_DIR"), "/docs/src/").to_owned() + file;
            let bytes = crate::file::disk::read(std::path::Path::new(&path)).unwrap();
            assert!(bytes == source.as_bytes(), "{file}");
        }
    }

    #[test]
    fn pages_become_blocks_of_text() {
        let page = "# Title\n\nA *word* and `code`,\n<kbd>N</kbd>.\n\n1. One\n2. Two\n\n```sh\nrun it\n```\n\n\
                    ![picture](a.png)\n\n| a | b |\n| --- | --- |\n| c | d |\n";
        let plain = |text: &str| (text.to_owned(), GuideStyle::Plain);
        let cells = |texts: [&str; 2]| texts.map(|text| vec![plain(text)]).to_vec();
        let expected = [
            GuideBlock::Heading(vec![plain("Title")]),
            GuideBlock::Paragraph(vec![
                plain("A "),
                ("word".to_owned(), GuideStyle::Italic),
                plain(" and "),
                ("code".to_owned(), GuideStyle::Code),
                plain(","),
                plain(" "),
                ("N".to_owned(), GuideStyle::Bold),
                plain("."),
            ]),
            GuideBlock::Item(Some(1), vec![plain("One")]),
            GuideBlock::Item(Some(2), vec![plain("Two")]),
            GuideBlock::Code("run it".to_owned()),
            GuideBlock::Picture("a".to_owned(), "picture".to_owned()),
            GuideBlock::Table(vec![cells(["a", "b"]), cells(["c", "d"])]),
        ];
        assert_eq!(parsed(page), expected);
        for (number, page) in PAGES.iter().enumerate() {
            assert!(blocks(number).len() > 2, "{}", page.title);
        }
    }
}
