//! Pictures of actors in what the built program writes: each is contained in the file, and cut to
//! the body of its actor.

use std::collections::BTreeSet;
use std::fs;
use std::process::Command;

use base64::prelude::{BASE64_STANDARD, Engine as _};
use resvg::usvg::roxmltree;

use crate::program::frenemy;

/// The colours of a flag in three bands, which nothing else in a figure has.
const BANDS: [[u8; 3]; 3] = [[250, 10, 10], [10, 250, 10], [250, 10, 250]];

/// A disc and a square with flags, a disc without one, and one whose picture is missing.
const NETWORK: &str = r#"{"format":"frenemy/1","graph":{"title":"Flags"},
"nodes":[
{"id":"a","name":"Alba","kind":"state","picture":"pictures/flag.png","x":0,"y":0},
{"id":"b","name":"Borea","kind":"organization","picture":"pictures/flag.png","x":300,"y":0},
{"id":"c","name":"Cordia","kind":"state","x":0,"y":300}OTHERS],
"edges":[{"id":"e","source":"a","target":"b","kind":"cooperation"}],
"story":[{"id":"s1","title":"One"},{"id":"s2","title":"Two"}]}"#;

/// A flag of three vertical bands as PNG.
pub(crate) fn flag() -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, 90, 60);
    encoder.set_color(png::ColorType::Rgb);
    let mut writer = encoder.write_header().unwrap();
    let row = BANDS.map(|band| band.repeat(30)).concat();
    writer.write_image_data(&row.repeat(60)).unwrap();
    writer.finish().unwrap();
    bytes
}

/// A folder with a network whose actors have these records too, and a flag.
fn folder(others: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("pictures")).unwrap();
    fs::write(folder.path().join("pictures/flag.png"), flag()).unwrap();
    let network = NETWORK.replace("OTHERS", others);
    fs::write(folder.path().join("net.json"), network).unwrap();
    folder
}

/// What an export writes.
fn exported(name: &str, options: &[&str]) -> Vec<u8> {
    let folder = folder("");
    let arguments = [&["export", "net.json", "-o", name], options].concat();
    let output = frenemy(folder.path(), &arguments);
    let errors = String::from_utf8_lossy(&output.stderr);
    assert_eq!((output.status.code(), &*errors), (Some(0), ""));
    fs::read(folder.path().join(name)).unwrap()
}

/// The pixels of a PNG, three bytes each, and its width.
fn pixels(bytes: &[u8]) -> (Vec<[u8; 3]>, usize) {
    let mut decoder = png::Decoder::new(std::io::Cursor::new(bytes));
    decoder.set_transformations(png::Transformations::EXPAND | png::Transformations::STRIP_16);
    let mut reader = decoder.read_info().unwrap();
    let mut pixels = vec![0; reader.output_buffer_size().unwrap()];
    let frame = reader.next_frame(&mut pixels).unwrap();
    let length = frame.color_type.samples();
    let pixels = pixels
        .chunks(length)
        .map(|pixel| [pixel[0], pixel[1], pixel[2]]);
    (pixels.collect(), frame.width as usize)
}

#[test]
fn svg_contains_each_picture_and_cuts_it_to_the_body() {
    let svg = String::from_utf8(exported("out.svg", &[])).unwrap();
    let document = roxmltree::Document::parse(&svg).unwrap();
    let of_name = |name: &'static str| {
        let all = document.descendants();
        all.filter(move |node| node.has_tag_name(("http://www.w3.org/2000/svg", name)))
    };
    let images: Vec<_> = of_name("image").collect();
    assert_eq!(images.len(), 2);
    for image in images {
        let data = image.attribute("href").unwrap();
        let data = data.strip_prefix("data:image/png;base64,").unwrap();
        let (pixels, width) = pixels(&BASE64_STANDARD.decode(data).unwrap());
        assert_eq!((width, pixels[45]), (90, BANDS[1]));
        let clip = image.attribute("clip-path").unwrap();
        let id = clip.strip_prefix("url(#").unwrap().strip_suffix(')');
        let mut clips = of_name("clipPath");
        let clip = clips.find(|clip| clip.attribute("id") == id).unwrap();
        let path = clip.first_element_child().unwrap();
        assert!(path.attribute("d").unwrap().ends_with('Z'));
        let actor = image.parent().unwrap().attribute("data-actor");
        assert!(actor.is_some(), "the picture is a mark of its actor");
    }
}

#[test]
fn png_shows_the_bands_of_a_flag_within_the_body() {
    for theme in ["light", "dark"] {
        let (pixels, width) = pixels(&exported("out.png", &["--theme", theme]));
        let place = |at: usize| (at % width, at / width);
        let of = |band: [u8; 3]| -> Vec<(usize, usize)> {
            let found = pixels
                .iter()
                .enumerate()
                .filter(|(_, pixel)| **pixel == band);
            found.map(|(at, _)| place(at)).collect()
        };
        let [left, middle, right] = BANDS.map(of);
        // Those of a disc and of a square, left to right: the disc is that of Alba.
        let first = middle.iter().map(|(x, _)| *x).min().unwrap();
        let disc = |band: &[(usize, usize)]| -> Vec<(usize, usize)> {
            let near = band.iter().filter(|(x, _)| x.abs_diff(first) < 40);
            near.copied().collect()
        };
        let height = |band: &[(usize, usize)]| {
            let ys = disc(band)
                .into_iter()
                .map(|(_, y)| y)
                .collect::<BTreeSet<_>>();
            ys.len()
        };
        assert!(
            height(&middle) > 14,
            "a band is readable: {}",
            height(&middle)
        );
        for outer in [&left, &right] {
            let height = (height(outer), height(&middle));
            assert!(
                height.0 > 8 && height.0 < height.1,
                "cut to a disc: {height:?}"
            );
        }
    }
}

#[cfg(feature = "pdf")]
#[test]
fn pdf_contains_the_picture_once_and_cuts_it() {
    let pdf = exported("out.pdf", &[]);
    let count = |words: &[u8]| pdf.windows(words.len()).filter(|at| *at == words).count();
    assert_eq!(count(b"/Subtype /Image") + count(b"/Subtype/Image"), 1);
}

#[test]
fn a_page_shows_pictures_without_asking_for_them_and_its_ids_differ() {
    for options in [&[][..], &["--story"]] {
        let page = String::from_utf8(exported("out.html", options)).unwrap();
        assert!(page.contains("img-src data:;"), "the policy allows them");
        let ids: Vec<&str> = page.split(" id=\"").skip(1).collect();
        let ids: Vec<&str> = ids
            .iter()
            .filter_map(|rest| rest.split('"').next())
            .collect();
        let clips = ids.iter().filter(|id| id.contains("picture-")).count();
        assert_eq!(clips, if options.is_empty() { 2 } else { 4 });
        let different: BTreeSet<&str> = ids.iter().copied().collect();
        assert_eq!(different.len(), ids.len(), "{ids:?}");
    }
}

#[test]
fn what_is_embedded_names_pictures_and_does_not_contain_them() {
    for embed in ["network", "all"] {
        let folder = folder("");
        frenemy(
            folder.path(),
            &["export", "net.json", "-o", "out.png", "--embed", embed],
        );
        frenemy(folder.path(), &["convert", "out.png", "-o", "again.json"]);
        let again = fs::read_to_string(folder.path().join("again.json")).unwrap();
        assert_eq!(again.matches("pictures/flag.png").count(), 2, "{again}");
        assert!(again.len() < 3_000, "{}", again.len());
    }
}

#[test]
fn blocs_have_no_pictures() {
    let svg = String::from_utf8(exported("out.svg", &["--blocs", "kind"])).unwrap();
    // Borea is alone in its kind, and no bloc.
    assert_eq!(svg.matches("<image").count(), 1);
    assert!(svg.contains("1 bloc of 2 actors"));
}

#[test]
fn a_picture_that_cannot_be_drawn_is_reported_and_the_rest_is_drawn() {
    let others = r#",
{"id":"d","name":"Dacia","picture":"pictures/gone.png"},
{"id":"e","name":"Eria","picture":"pictures/text.png"},
{"id":"f","name":"Fria","picture":"../flag.png"}"#;
    let folder = folder(others);
    fs::write(folder.path().join("pictures/text.png"), "words").unwrap();
    fs::write(folder.path().join("flag.png"), flag()).unwrap();
    let checked = frenemy(folder.path(), &["check", "net.json"]);
    assert_eq!(checked.status.code(), Some(1));
    let said = String::from_utf8(checked.stdout).unwrap();
    insta::assert_snapshot!(said, @r"
    net.json:8:35: warning: `../flag.png` is not the path of a picture
        Put a PNG or JPEG file into the folder `pictures` beside this file, and write `pictures/NAME.png`; the actor is drawn without it.
    net.json: warning: the picture of Dacia is not drawn: `pictures/gone.png`: there is no such file
    net.json: warning: the picture of Eria is not drawn: `pictures/text.png`: it is neither a PNG nor a JPEG picture; save it as one of these
    net.json: frenemy, 6 actors, 1 relation, no claims, no references, 3 issues
    ");
    let output = frenemy(folder.path(), &["export", "net.json", "-o", "out.svg"]);
    assert_eq!(output.status.code(), Some(0));
    let errors = String::from_utf8(output.stderr).unwrap();
    assert!(
        errors.contains("picture of Dacia is not drawn: `pictures/gone.png`"),
        "{errors}"
    );
    let svg = fs::read_to_string(folder.path().join("out.svg")).unwrap();
    assert_eq!(svg.matches("<image").count(), 2);
    // The path that was refused is kept.
    frenemy(folder.path(), &["convert", "net.json", "-o", "again.json"]);
    let again = fs::read_to_string(folder.path().join("again.json")).unwrap();
    assert!(again.contains("\"../flag.png\""), "{again}");
}

#[test]
fn pictures_of_a_network_from_standard_input_are_not_read() {
    let folder = folder("");
    let network = fs::File::open(folder.path().join("net.json")).unwrap();
    let output = Command::new(env!("CARGO_BIN_EXE_frenemy"))
        .current_dir(folder.path())
        .args(["export", "-", "-o", "out.svg"])
        .stdin(network)
        .output()
        .unwrap();
    let errors = String::from_utf8_lossy(&output.stderr);
    assert!(errors.contains("this network has no file"), "{errors}");
}
