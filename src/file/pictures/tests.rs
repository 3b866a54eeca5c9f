//! What is read as a picture, what is refused, and what is copied.

#![expect(
    clippy::disallowed_methods,
    reason = "a test makes folders, files and links"
)]

use std::fs;
use std::path::Path;

use super::*;
use crate::limits::ACTOR_PICTURE_PIXELS;
use crate::model::Actor;

/// A PNG of this size in one colour.
fn png_file(width: u32, height: u32, color: [u8; 3]) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = png::Encoder::new(&mut bytes, width, height);
    encoder.set_color(png::ColorType::Rgb);
    let mut writer = encoder.write_header().unwrap();
    let pixels = color.repeat((width * height) as usize);
    writer.write_image_data(&pixels).unwrap();
    writer.finish().unwrap();
    bytes
}

/// The beginning of a PNG that announces this size.
fn announcing(width: u32, height: u32) -> Vec<u8> {
    let mut bytes = Vec::new();
    let writer = png::Encoder::new(&mut bytes, width, height).write_header();
    drop(writer.unwrap());
    bytes
}

/// A folder with a relations file and a picture.
fn folder() -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir_all(folder.path().join("pictures")).unwrap();
    put_file(folder.path(), "a.png", &png_file(3, 2, [200, 0, 0]));
    folder
}

fn put_file(folder: &Path, name: &str, bytes: &[u8]) {
    fs::write(folder.join("pictures").join(name), bytes).unwrap();
}

fn document(pictures: &[&str]) -> Document {
    let actors = pictures.iter().enumerate().map(|(number, path)| Actor {
        picture: Some((*path).to_owned()),
        ..Actor::new(format!("a{number}"))
    });
    Document {
        actors: actors.collect(),
        ..Document::default()
    }
}

fn read(folder: &Path, path: &str) -> Result<Arc<ActorPicture>, String> {
    let all = read_all(
        &document(&[path]),
        &folder.join("net.json"),
        &Pictures::default(),
    );
    match all.get(path) {
        Some(picture) => Ok(Arc::clone(picture)),
        None => Err(all.problem(path).unwrap().to_owned()),
    }
}

#[test]
fn a_picture_beside_the_file_becomes_pixels() {
    let folder = folder();
    let picture = read(folder.path(), "pictures/a.png").unwrap();
    assert_eq!((picture.width, picture.height), (3, 2));
    assert_eq!(picture.rgba, [200, 0, 0, 255].repeat(6));
    assert!(picture.png.starts_with(b"\x89PNG"));
}

#[test]
fn a_jpeg_becomes_pixels_and_a_large_picture_small_ones() {
    let folder = folder();
    put_file(
        folder.path(),
        "j.jpg",
        include_bytes!("../../../tests/data/pictures/blue.jpg"),
    );
    let blue = read(folder.path(), "pictures/j.jpg").unwrap();
    assert_eq!((blue.width, blue.height), (24, 16));
    assert!(
        blue.rgba[2] > 150 && blue.rgba[0] < 60,
        "{:?}",
        &blue.rgba[..4]
    );
    put_file(folder.path(), "large.png", &png_file(600, 300, [0, 90, 0]));
    let large = read(folder.path(), "pictures/large.png").unwrap();
    assert_eq!((large.width, large.height), (256, 128));
    assert_eq!(large.rgba[..4], [0, 90, 0, 255]);
}

#[test]
fn what_is_no_picture_or_too_large_is_refused_with_the_reason() {
    let folder = folder();
    let refused = |name: &str, bytes: &[u8]| {
        put_file(folder.path(), name, bytes);
        read(folder.path(), &format!("pictures/{name}")).unwrap_err()
    };
    let text = refused("text.png", b"A text with another ending");
    assert!(text.contains("neither a PNG nor a JPEG"), "{text}");
    let bomb = refused("bomb.png", &announcing(60_000, 60_000));
    assert_eq!(bomb, ACTOR_PICTURE_PIXELS.message(3_600_000_000_u64));
    let cut = refused("cut.png", &png_file(30, 20, [1, 2, 3])[..60]);
    assert!(cut.contains("is damaged"), "{cut}");
    let cut = refused("cut.jpg", b"\xff\xd8\xff\xe0\0\x10JFIF");
    assert!(cut.contains("is damaged"), "{cut}");
    let long = refused("long.png", &vec![1; ACTOR_PICTURE_BYTES.count() + 1]);
    assert!(long.contains("no more than 16777216"), "{long}");
    assert!(refused("empty.png", b"").contains("neither"));
    let gone = read(folder.path(), "pictures/gone.png").unwrap_err();
    assert!(gone.contains("there is no such file"), "{gone}");
}

#[test]
fn a_damaged_picture_is_read_or_refused_and_never_more() {
    let jpeg: &[u8] = include_bytes!("../../../tests/data/pictures/blue.jpg");
    let mut seed = 1_u32;
    let mut random = || {
        seed = seed.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (seed >> 8) as usize
    };
    for whole in [&png_file(5, 4, [7, 8, 9]), jpeg] {
        for _ in 0..1_500 {
            let mut bytes = whole.to_vec();
            for _ in 0..=random() % 4 {
                let at = random() % bytes.len();
                bytes[at] = random() as u8;
            }
            bytes.truncate(bytes.len() - random() % 8);
            let _ = decode(&bytes, &mut |pixels| match pixels {
                0..1_000_000 => Ok(()),
                _ => Err(String::new()),
            });
        }
    }
}

#[test]
fn a_path_that_leaves_the_folder_of_pictures_is_not_read() {
    let folder = folder();
    let work = folder.path().join("work");
    fs::create_dir_all(work.join("pictures")).unwrap();
    let secret = png_file(2, 2, [9, 9, 9]);
    for place in [
        "secret.png",
        "work/.hidden.png",
        "work/pictures/.hidden.png",
    ] {
        fs::write(folder.path().join(place), &secret).unwrap();
    }
    fs::write(work.join("plain.png"), &secret).unwrap();
    let absolute = folder.path().join("secret.png").display().to_string();
    for path in [
        "../secret.png",
        "pictures/../../secret.png",
        "pictures/../plain.png",
        "plain.png",
        ".hidden.png",
        "pictures/.hidden.png",
        "pictures",
        absolute.as_str(),
    ] {
        assert_eq!(read(&work, path).unwrap_err(), OUTSIDE, "{path}");
    }
    fs::create_dir_all(work.join("pictures/folder.png")).unwrap();
    let refused = read(&work, "pictures/folder.png").unwrap_err();
    assert!(refused.contains("folder"), "{refused}");
}

#[cfg(unix)]
#[test]
fn no_link_is_followed_to_a_picture() {
    use std::os::unix::fs::symlink;

    let folder = folder();
    let pictures = folder.path().join("pictures");
    symlink(pictures.join("a.png"), pictures.join("link.png")).unwrap();
    let refused = read(folder.path(), "pictures/link.png").unwrap_err();
    assert!(refused.contains("no link is followed"), "{refused}");
    // Nor is a folder that is a link.
    let work = folder.path().join("work");
    fs::create_dir_all(work.join("other")).unwrap();
    fs::write(work.join("other/a.png"), png_file(1, 1, [0; 3])).unwrap();
    symlink(work.join("other"), work.join("pictures")).unwrap();
    let refused = read(&work, "pictures/a.png").unwrap_err();
    assert!(refused.contains("no link is followed"), "{refused}");
    symlink("/dev/zero", pictures.join("endless.png")).unwrap();
    assert!(read(folder.path(), "pictures/endless.png").is_err());
}

#[test]
fn all_pictures_together_are_limited() {
    let mut reader = LimitedReader {
        read: ACTOR_PICTURES_READ.max - 10,
        kept: 0,
    };
    let folder = folder();
    let file = folder.path().join("net.json");
    let refused = reader.read(&file, "pictures/a.png").unwrap_err();
    assert!(refused.contains("500000000"), "{refused}");
    let mut reader = LimitedReader {
        read: 0,
        kept: ACTOR_PICTURES_KEPT.max,
    };
    let refused = reader.read(&file, "pictures/a.png").unwrap_err();
    assert!(refused.contains("it is not kept"), "{refused}");
}

#[test]
fn pictures_that_are_known_are_not_read_again() {
    let folder = folder();
    let file = folder.path().join("net.json");
    let document = document(&["pictures/a.png", "pictures/a.png"]);
    let first = read_all(&document, &file, &Pictures::default());
    fs::remove_file(folder.path().join("pictures/a.png")).unwrap();
    let again = read_all(&document, &file, &first);
    let picture = |of: &Pictures| Arc::as_ptr(of.get("pictures/a.png").unwrap());
    assert_eq!(picture(&again), picture(&first));
}

#[test]
fn a_chosen_picture_is_copied_beside_the_file_and_over_no_other() {
    let folder = folder();
    let chosen = folder.path().join("Flag of A.PNG");
    let file = folder.path().join("net.json");
    let copy = |color| {
        fs::write(&chosen, png_file(3, 2, color)).unwrap();
        copy_chosen(&chosen, &file, &"a".into()).unwrap()
    };
    assert_eq!(copy([200, 0, 0]), "pictures/a.png", "it is there already");
    assert_eq!(copy([0, 200, 0]), "pictures/a-2.png");
    let first = read(folder.path(), "pictures/a.png").unwrap();
    assert_eq!(first.rgba[..3], [200, 0, 0]);
    fs::write(&chosen, b"words").unwrap();
    let refused = copy_chosen(&chosen, &file, &"a".into()).unwrap_err();
    assert!(
        refused.starts_with("Flag of A.PNG: it is neither"),
        "{refused}"
    );
}

mod copies {
    use super::*;

    #[test]
    fn pictures_follow_a_file_into_another_folder() {
        let folder = folder();
        let new = folder.path().join("new");
        put_file(folder.path(), "text.png", b"words");
        let paths = ["pictures/a.png", "pictures/a.png", "pictures/text.png"];
        let document = document(&paths);
        let (from, to) = (folder.path().join("net.json"), new.join("net.json"));
        let planned = companion_pictures::plan(&document, Some(&from), &to);
        assert!(!disk::exists(&new), "a plan writes nothing");
        let (same, written) =
            companion_pictures::write(document.clone(), Some(&from), &to).unwrap();
        assert_eq!(same, document);
        assert_eq!(written, planned);
        let name = || "pictures/a.png".to_owned();
        assert_eq!(written.copied, [(name(), name())]);
        assert_eq!(
            written.left_out,
            ["`pictures/text.png`: it is not a picture"]
        );
        assert!(read(&new, "pictures/a.png").is_ok());
        // Beside the same file nothing is copied.
        let beside = folder.path().join("copy.json");
        let planned = companion_pictures::plan(&document, Some(&from), &beside);
        assert_eq!(planned, crate::model::PictureCopies::default());
    }

    #[test]
    fn a_picture_of_another_content_keeps_its_name_and_the_copy_gets_a_number() {
        let folder = folder();
        let new = folder.path().join("new");
        fs::create_dir_all(new.join("pictures")).unwrap();
        put_file(&new, "a.png", &png_file(1, 1, [1, 1, 1]));
        let (from, to) = (folder.path().join("net.json"), new.join("net.json"));
        let document = document(&["pictures/a.png"]);
        let (moved, _) = companion_pictures::write(document, Some(&from), &to).unwrap();
        let named: Vec<_> = named_by(&moved).collect();
        assert_eq!(named, ["pictures/a-2.png"]);
        let picture = |path| read(&new, path).unwrap().rgba[0];
        assert_eq!(
            [picture("pictures/a.png"), picture("pictures/a-2.png")],
            [1, 200]
        );
    }
}
