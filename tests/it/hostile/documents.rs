//! PDFs that are made to harm, read as texts on a thread like that of a task.

use std::fmt::Write as _;

use frenemy::file::texts;

/// A PDF of these objects; the first is the catalog.
fn pdf(objects: &[String]) -> Vec<u8> {
    let mut file = "%PDF-1.4\n".to_owned();
    let mut places = Vec::new();
    for (at, object) in objects.iter().enumerate() {
        places.push(file.len());
        writeln!(file, "{} 0 obj\n{object}\nendobj", at + 1).unwrap();
    }
    let (start, count) = (file.len(), objects.len() + 1);
    write!(file, "xref\n0 {count}\n0000000000 65535 f \n").unwrap();
    for place in places {
        writeln!(file, "{place:010} 00000 n ").unwrap();
    }
    write!(
        file,
        "trailer<</Root 1 0 R/Size {count}>>\nstartxref\n{start}\n%%EOF"
    )
    .unwrap();
    file.into_bytes()
}

fn stream(dict: &str, content: &str) -> String {
    format!(
        "<<{dict}/Length {}>>\nstream\n{content}\nendstream",
        content.len()
    )
}

const FONT: &str = "<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>";

/// A PDF of one page with these resources and this content, and further objects from the fifth.
fn page(resources: &str, content: &str, others: &[String]) -> Vec<u8> {
    let first = [
        "<</Type/Catalog/Pages 2 0 R>>".to_owned(),
        "<</Type/Pages/Kids[3 0 R]/Count 1>>".to_owned(),
        format!(
            "<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Contents 4 0 R/Resources<<{resources}>>>>"
        ),
        stream("", content),
    ];
    pdf(&[&first, others].concat())
}

/// What reading says: words, or why there are none.
fn read(name: &str, file: &[u8]) -> Result<String, String> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.pdf");
    std::fs::write(&path, file).unwrap();
    let name = name.to_owned();
    let reader = std::thread::Builder::new().name(name);
    let reader = reader.spawn(move || texts::read_chosen(&path).map(|text| text.words));
    reader.unwrap().join().unwrap()
}

/// Words at the top of a page, after which it does harm.
const WORDS: &str = "BT /F 12 Tf 60 700 Td (Words of the page.) Tj ET\n";

#[test]
fn trees_and_objects_that_name_themselves_end() {
    let count = 50_000;
    let level = |at: usize| format!("<</Type/Pages/Kids[{} 0 R]/Count 1>>", at + 1);
    let levels: Vec<String> = (2..count).map(level).collect();
    let catalog = ["<</Type/Catalog/Pages 2 0 R>>".to_owned()];
    let last = ["<</Type/Page/MediaBox[0 0 9 9]>>".to_owned()];
    let deep = pdf(&[&catalog[..], &levels, &last].concat());
    let circle = pdf(&[
        catalog[0].clone(),
        "<</Type/Pages/Kids[2 0 R 3 0 R 2 0 R]/Parent 3 0 R/Count 9>>".to_owned(),
        "<</Type/Pages/Kids[2 0 R]/Parent 2 0 R/MediaBox 3 0 R/Resources 4 0 R>>".to_owned(),
        "4 0 R".to_owned(),
    ]);
    let lists = "[".repeat(500_000);
    let dicts = "<</A".repeat(300_000);
    let values = page("/X ", &lists, &[lists.clone(), dicts]);
    for (name, file) in [("deep", deep), ("circle", circle), ("values", values)] {
        let said = read(name, &file).unwrap_err();
        assert!(said.contains("PDF"), "{name}: {said}");
    }
    let length = String::from_utf8(page("/Font<</F 5 0 R>>", WORDS, &[FONT.to_owned()])).unwrap();
    for lie in ["99999999999999999999", "-1", "5 0 R", "4 0 R"] {
        let file = length.replace(
            &format!("/Length {}", WORDS.len()),
            &format!("/Length {lie}"),
        );
        // The words are read, or the file is refused in words.
        let _ = read("length", file.as_bytes());
    }
}

#[test]
fn forms_fonts_and_patterns_that_use_themselves_end() {
    let form = |content: &str| {
        stream(
            "/Type/XObject/Subtype/Form/BBox[0 0 600 800]/Resources<</XObject<</X 6 0 R/Y 7 0 R>>/Font<</F 5 0 R>>>>",
            content,
        )
    };
    let resources = "/Font<</F 5 0 R/T 8 0 R/C 9 0 R>>/XObject<</X 6 0 R/Y 7 0 R>>/Pattern<</P 12 0 R>>\
                     /ExtGState<</G 13 0 R>>/ColorSpace<</S 14 0 R>>";
    let others = [
        FONT.to_owned(),
        form("/X Do /Y Do"),
        form(&"/Y Do /X Do ".repeat(3)),
        "<</Type/Font/Subtype/Type3/FontBBox[0 0 9 9]/FontMatrix[1 0 0 1 0 0]/CharProcs<</a 10 0 R>>\
         /Encoding<</Differences[97/a]>>/FirstChar 97/LastChar 97/Widths[9]/Resources<</Font<</T 8 0 R>>>>>>"
            .to_owned(),
        "<</Type/Font/Subtype/Type0/BaseFont/A/Encoding 11 0 R/ToUnicode 11 0 R/DescendantFonts[9 0 R]>>"
            .to_owned(),
        stream("", "9 0 0 0 9 9 d1 BT /T 9 Tf (aaa) Tj ET"),
        stream(
            "/Type/CMap/CMapName/A/UseCMap 11 0 R",
            "/A usecmap begincmap 1 begincodespacerange <00> <ff> endcodespacerange \
             1 beginbfrange <00> <ffffffff> <0041> endbfrange endcmap",
        ),
        stream(
            "/Type/Pattern/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 9 9]/XStep .0001/YStep .0001\
             /Resources<</Pattern<</P 12 0 R>>>>",
            "/Pattern cs /P scn 0 0 9 9 re f",
        ),
        "<</Type/ExtGState/SMask<</Type/Mask/S/Luminosity/G 6 0 R>>/Font[8 0 R 9]>>".to_owned(),
        "[/Indexed 14 0 R 255 14 0 R]".to_owned(),
    ];
    for (name, use_of_it) in [
        ("form", "/X Do"),
        ("type 3", "BT /T 9 Tf (aaa) Tj ET"),
        ("map", "BT /C 9 Tf (aaa) Tj ET"),
        ("pattern", "/Pattern cs /P scn 0 0 600 800 re f"),
        ("mask", "/G gs 0 0 600 800 re f"),
        ("colours", "/S cs 1 sc 0 0 600 800 re f"),
    ] {
        let content = format!("{WORDS}{use_of_it}");
        let said = read(name, &page(resources, &content, &others));
        let said = said.unwrap_or_else(|refused| panic!("{name}: {refused}"));
        assert!(said.contains("Words of the page."), "{name}: {said:.200}");
    }
}

#[test]
fn a_million_operators_are_read_or_refused() {
    for (name, many) in [
        ("states", "q ".repeat(1_000_000)),
        ("texts", "BT ET ".repeat(500_000)),
        ("lists", "[".repeat(1_000_000)),
        ("names", "/A ".repeat(1_000_000)),
        ("strings", "(".repeat(1_000_000)),
        ("marks", "/A <</B 1>> BDC ".repeat(200_000)),
        ("lines", "0 0 m ".repeat(500_000) + "S"),
        ("numbers", "9".repeat(1_000_000) + " 0 m"),
        ("clips", "0 0 9 9 re W n ".repeat(200_000)),
    ] {
        let content = format!("{WORDS}{many}");
        let file = page("/Font<</F 5 0 R>>", &content, &[FONT.to_owned()]);
        let said = read(name, &file).unwrap_or_else(|refused| refused);
        assert!(!said.is_empty(), "{name}");
    }
}
