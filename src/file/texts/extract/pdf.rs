//! The letters of a PDF with their positions, which [`paragraphs`](super::paragraphs) makes a text
//! of. Shapes and pictures are passed over.

use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::time::{Duration, Instant};

use hayro_interpret::font::{Glyph, GlyphRun};
use hayro_interpret::hayro_cmap::BfString;
use hayro_interpret::kurbo::{Affine, BezPath, Point, Rect, Vec2};
use hayro_interpret::{
    BlendMode, ClipPath, Context, Device, DrawMode, DrawProps, Image, ImageDrawProps,
    InterpreterCache, InterpreterSettings, SoftMask, interpret_page,
};
use hayro_syntax::page::Page;
use hayro_syntax::{LoadPdfError, Pdf};

use super::extracted::Extracted;
use super::paragraphs::{Letter, Line, lines, text};
use crate::file::pdf_guard;
use crate::limits;
use crate::words::counted;

/// The units of a font in an em: those of outlines and of widths.
const UNITS_PER_EM: f64 = 1000.0;

/// How far text may lean, as the sine of its angle: text at the side of a page is left out.
const MAX_LEAN: f64 = 0.1;

pub(super) fn read(bytes: &[u8]) -> Result<Extracted, String> {
    read_within(bytes, Duration::from_secs(limits::PDF_SECONDS.max))
}

fn read_within(bytes: &[u8], time: Duration) -> Result<Extracted, String> {
    let pdf = Pdf::new(pdf_guard::checked(bytes)?).map_err(|error| match error {
        LoadPdfError::Decryption(_) => {
            "the PDF has a password; save it without one, and add that file".to_owned()
        }
        LoadPdfError::Invalid => {
            "the PDF is damaged; open it in a PDF reader, and save or print it as PDF".to_owned()
        }
    })?;
    pdf_guard::check_streams(&pdf)?;
    let (mut pages, mut reading) = (Vec::new(), PdfLetters::until(Instant::now() + time));
    for page in pdf.pages().iter() {
        pages.push(letters_of(&pdf, page, &mut reading)?);
    }
    let count = pages.len();
    let (words, left_out) = text(pages);
    if words.trim().is_empty() {
        let message =
            "there is no text in this PDF: it seems to be a scan; recognize its text first (OCR)";
        return Err(message.to_owned());
    }
    let mut note = counted(count, "page", "pages");
    let heads = left_out.then_some("page numbers and lines that every page repeats are left out");
    let unknown = (reading.unknown > 0).then(|| {
        let letters = counted(reading.unknown, "letter is", "letters are");
        format!("{letters} unknown to its fonts, and shown as \u{fffd}")
    });
    let leaning = (reading.leaning > 0).then(|| {
        let letters = counted(reading.leaning, "letter is", "letters are");
        format!("{letters} not upright, and left out")
    });
    for more in [heads.map(str::to_owned), unknown, leaning]
        .into_iter()
        .flatten()
    {
        note = format!("{note}; {more}");
    }
    let metadata = pdf.metadata();
    let property = |bytes: &Option<Box<[u8]>>| bytes.as_deref().map(words_of);
    Ok(Extracted {
        words,
        note: Some(note),
        title: property(&metadata.title).filter(|title| is_title(title)),
        authors: property(&metadata.author)
            .into_iter()
            .filter(|name| !name.is_empty())
            .collect(),
        ..Extracted::default()
    })
}

/// The lines of a page.
fn letters_of(pdf: &Pdf, page: &Page<'_>, reading: &mut PdfLetters) -> Result<PageLines, String> {
    let (width, height) = page.render_dimensions();
    let settings = InterpreterSettings::default();
    let cache = InterpreterCache::new();
    let upright = Affine::new(page.initial_transform(true).as_coeffs());
    let room = Rect::new(0.0, 0.0, f64::from(width), f64::from(height));
    let mut context = Context::new(upright, room, &cache, pdf.xref(), settings);
    // The device has no way to stop, so reading too much unwinds, and so do faults in a damaged
    // file.
    let read = catch_unwind(AssertUnwindSafe(|| {
        reading.stop_if_late();
        interpret_page(page, &mut context, reading);
    }));
    if let Err(cause) = read {
        return Err(match cause.downcast::<TooMuch>() {
            Ok(limit) => limit.0.message(reading.steps),
            Err(_) => "the PDF is damaged; open it in a PDF reader, and print it as PDF".to_owned(),
        });
    }
    Ok((
        lines(std::mem::take(&mut reading.letters)),
        f64::from(height),
    ))
}

/// The lines of a page, and its height in points.
type PageLines = (Vec<Line>, f64);

/// The reason to stop: a limit that is reached.
struct TooMuch(&'static limits::Limit);

/// The letters of a page as they are drawn.
struct PdfLetters {
    letters: Vec<Letter>,
    /// How much was drawn, on all pages.
    steps: u64,
    /// Letters whose font does not say what they are.
    unknown: usize,
    leaning: usize,
    /// When to stop: what is read without being drawn is not a step.
    end: Instant,
}

impl PdfLetters {
    fn until(end: Instant) -> Self {
        Self {
            letters: Vec::new(),
            steps: 0,
            unknown: 0,
            leaning: 0,
            end,
        }
    }

    fn step(&mut self) {
        /// After how many steps the clock is looked at: a form, which can have a megabyte, is one.
        const STEPS: u64 = 16;
        self.steps += 1;
        if self.steps > limits::PDF_STEPS.max {
            resume_unwind(Box::new(TooMuch(&limits::PDF_STEPS)));
        }
        if self.steps.is_multiple_of(STEPS) {
            self.stop_if_late();
        }
    }

    fn stop_if_late(&self) {
        if Instant::now() > self.end {
            resume_unwind(Box::new(TooMuch(&limits::PDF_SECONDS)));
        }
    }
}

impl<'a> Device<'a> for PdfLetters {
    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, 'a>, props: DrawProps<'a>, _: &DrawMode) {
        for glyph in run.glyphs() {
            self.step();
            let transform = props.transform * glyph.transform();
            let origin = transform * Point::ZERO;
            let along = transform * Point::new(UNITS_PER_EM, 0.0) - origin;
            let up = transform * Point::new(0.0, UNITS_PER_EM) - origin;
            if !is_upright(along) {
                self.leaning += 1;
                continue;
            }
            let advance = match &**glyph {
                Glyph::Outline(outline) => outline.advance_width(),
                Glyph::Type3(drawn) => drawn.advance_width(),
            };
            let advance = f64::from(advance.unwrap_or(500.0)) / UNITS_PER_EM;
            let text = match glyph.as_unicode() {
                Some(BfString::Char(letter)) => letter.to_string(),
                Some(BfString::String(letters)) => letters,
                None => {
                    self.unknown += 1;
                    '\u{fffd}'.to_string()
                }
            };
            self.letters.push(Letter {
                text,
                start: origin.x,
                end: origin.x + along.x * advance,
                baseline: origin.y,
                size: up.hypot(),
            });
        }
    }

    fn draw_path(&mut self, _: &BezPath, _: DrawProps<'a>, _: &DrawMode) {
        self.step();
    }

    fn draw_image(&mut self, _: Image<'a, '_>, _: ImageDrawProps<'a>) {
        self.step();
    }

    fn push_clip_path(&mut self, _: &ClipPath) {
        self.step();
    }

    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {
        self.step();
    }

    fn pop_clip(&mut self) {}

    fn pop_transparency_group(&mut self) {}
}

/// Whether text in this direction is read from left to right.
fn is_upright(along: Vec2) -> bool {
    along.x > 0.0 && along.y.abs() <= MAX_LEAN * along.hypot()
}

/// A text of the metadata: UTF-16 with a byte order mark, UTF-8 with one, or Latin-1.
fn words_of(bytes: &[u8]) -> String {
    let words = match bytes {
        [0xfe, 0xff, rest @ ..] => encoding_rs::UTF_16BE.decode_without_bom_handling(rest).0,
        [0xff, 0xfe, rest @ ..] => encoding_rs::UTF_16LE.decode_without_bom_handling(rest).0,
        [0xef, 0xbb, 0xbf, rest @ ..] => encoding_rs::UTF_8.decode_without_bom_handling(rest).0,
        _ => {
            encoding_rs::WINDOWS_1252
                .decode_without_bom_handling(bytes)
                .0
        }
    };
    words
        .trim_matches(|letter: char| letter.is_whitespace() || letter == '\0')
        .to_owned()
}

/// Whether a title of the metadata is one that somebody wrote, and not the name of a file.
fn is_title(title: &str) -> bool {
    let lower = title.to_lowercase();
    let is_file = [".doc", ".docx", ".indd", ".qxd", ".pdf", ".tex", ".dvi"];
    let is_file = is_file.iter().any(|ending| lower.ends_with(ending));
    title.contains(' ') && !is_file && !lower.starts_with("microsoft word")
}

#[cfg(test)]
mod tests {
    use std::fmt::Write as _;

    use super::*;

    /// A PDF with a page for each of these contents, in Helvetica of 12 points.
    fn pdf(pages: &[String], info: &str) -> Vec<u8> {
        let kids: Vec<_> = (0..pages.len())
            .map(|at| format!("{} 0 R", 10 + 2 * at))
            .collect();
        let kids = kids.join(" ");
        let mut objects = vec![
            (1, "<</Type/Catalog/Pages 2 0 R>>".to_owned()),
            (
                2,
                format!("<</Type/Pages/Kids[{kids}]/Count {}>>", pages.len()),
            ),
            (
                3,
                "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>"
                    .to_owned(),
            ),
            (4, info.to_owned()),
        ];
        for (at, content) in pages.iter().enumerate() {
            let (page, stream) = (10 + 2 * at, 11 + 2 * at);
            let resources = "/Resources<</Font<</F 3 0 R>>>>";
            let entries =
                format!("/Parent 2 0 R/MediaBox[0 0 600 800]/Contents {stream} 0 R{resources}");
            objects.push((page, format!("<</Type/Page{entries}>>")));
            let length = content.len();
            objects.push((
                stream,
                format!("<</Length {length}>>stream\n{content}\nendstream"),
            ));
        }
        let mut file = "%PDF-1.4\n".to_owned();
        let mut table = "xref\n0 1\n0000000000 65535 f \n".to_owned();
        for (number, object) in objects {
            writeln!(table, "{number} 1\n{:010} 00000 n ", file.len()).unwrap();
            writeln!(file, "{number} 0 obj\n{object}\nendobj").unwrap();
        }
        let start = file.len();
        file += &table;
        write!(
            file,
            "trailer<</Root 1 0 R/Info 4 0 R/Size 100>>\nstartxref\n{start}\n%%EOF"
        )
        .unwrap();
        file.into_bytes()
    }

    /// Lines of text from this height downwards.
    fn page(lines: &[&str]) -> String {
        let mut content = "BT /F 12 Tf 15 TL 60 700 Td\n".to_owned();
        for line in lines {
            writeln!(content, "({line}) Tj T*").unwrap();
        }
        content + "ET"
    }

    #[test]
    fn lines_become_paragraphs_and_the_metadata_a_citation() {
        let pages = [page(&[
            "The envoy of Borea promised Alba forty ships of grain on Tue-",
            "day, and nobody believed him.",
            "",
            "The fleet sailed.",
        ])];
        let info = "<</Title(Grain for Alba)/Author(Ada Wright)>>";
        let found = read(&pdf(&pages, info)).unwrap();
        assert_eq!(
            found.words,
            "The envoy of Borea promised Alba forty ships of grain on Tueday, and nobody believed \
             him.\n\nThe fleet sailed."
        );
        assert_eq!(found.title.as_deref(), Some("Grain for Alba"));
        assert_eq!(found.authors, ["Ada Wright"]);
        assert_eq!(found.note.as_deref(), Some("1 page"));
    }

    #[test]
    fn a_scan_a_damaged_file_and_other_bytes_are_refused_in_words() {
        let scan = pdf(&["0 0 100 100 re f".to_owned()], "<<>>");
        assert!(read(&scan).unwrap_err().contains("OCR"));
        assert!(
            read(b"%PDF-1.4 and nothing")
                .unwrap_err()
                .contains("damaged")
        );
    }

    #[test]
    fn reading_ends_when_its_time_is_over() {
        let file = pdf(&[page(&["Words of the page."])], "<<>>");
        let refused = read_within(&file, Duration::ZERO).unwrap_err();
        assert!(refused.contains("seconds"), "{refused}");
    }

    #[test]
    fn text_at_the_side_of_a_page_is_left_out() {
        let content =
            page(&["Words of the page."]) + "\nBT /F 12 Tf 0 1 -1 0 20 300 Tm (side) Tj ET";
        let found = read(&pdf(&[content], "<<>>")).unwrap();
        assert_eq!(found.words, "Words of the page.");
        assert!(
            found
                .note
                .unwrap()
                .contains("4 letters are not upright, and left out")
        );
    }

    #[test]
    fn a_title_that_is_the_name_of_a_file_is_none() {
        assert!(is_title("Grain for Alba"));
        assert!(!is_title("Microsoft Word - final_v2.doc"));
        assert!(!is_title("grain.indd"));
        assert_eq!(words_of(b"\xfe\xff\0G\0r"), "Gr");
    }
}
