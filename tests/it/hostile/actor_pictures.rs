//! Pictures of actors that announce, or unpack to, more than they may.

use std::fs;
use std::io::Write as _;

use flate2::Compression;
use flate2::write::ZlibEncoder;

use super::{Run, run};

/// A PNG that announces this size in grey, and has this many bytes of pixels.
fn png(side: u32, pixels: usize) -> Vec<u8> {
    let mut bytes = b"\x89PNG\r\n\x1a\n".to_vec();
    let mut chunk = |kind: &[u8; 4], data: &[u8]| {
        let body = [kind, data].concat();
        let mut sum = flate2::Crc::new();
        sum.update(&body);
        bytes.extend((data.len() as u32).to_be_bytes());
        bytes.extend(&body);
        bytes.extend(sum.sum().to_be_bytes());
    };
    let size = [side.to_be_bytes(), side.to_be_bytes()].concat();
    chunk(b"IHDR", &[&size[..], &[8, 0, 0, 0, 0]].concat());
    let mut packed = ZlibEncoder::new(Vec::new(), Compression::best());
    for _ in 0..pixels / 1_000_000 {
        packed.write_all(&vec![0; 1_000_000]).unwrap();
    }
    chunk(b"IDAT", &packed.finish().unwrap());
    chunk(b"IEND", &[]);
    bytes
}

/// Checks a network with this many actors, each with this picture in a file of its own.
fn checked(picture: &[u8], count: usize, max_mb: u64) -> Run {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("pictures")).unwrap();
    let mut nodes = Vec::new();
    for number in 0..count {
        let path = format!("pictures/p{number}.png");
        fs::write(folder.path().join(&path), picture).unwrap();
        nodes.push(format!("{{\"id\":\"a{number}\",\"picture\":\"{path}\"}}"));
    }
    let network = format!(
        "{{\"format\":\"frenemy/1\",\"nodes\":[{}],\"edges\":[]}}",
        nodes.join(",")
    );
    fs::write(folder.path().join("net.json"), network).unwrap();
    run(folder.path(), &["check", "net.json"], max_mb)
}

#[test]
fn a_picture_that_announces_billions_of_pixels_is_not_unpacked() {
    let run = checked(&png(60_000, 0), 1, 60);
    assert!(run.stdout.contains("3600000000 pixels"), "{}", run.stdout);
}

#[test]
fn a_picture_that_unpacks_to_more_than_it_announces_takes_no_memory_for_it() {
    checked(&png(100, 500_000_000), 1, 60);
}

#[test]
fn the_largest_picture_takes_memory_for_its_pixels_and_not_much_more() {
    let run = checked(&png(4_800, 24_000_000), 1, 250);
    assert!(run.stdout.contains("no issues"), "{}", run.stdout);
}

#[test]
fn many_pictures_of_many_pixels_are_read_up_to_a_limit() {
    // They cost as much as whole ones, and are quickly tested.
    let run = checked(&png(4_800, 0), 30, 200);
    let refused = run.stdout.matches("500000000 bytes and pixels").count();
    assert_eq!(refused, 9, "{}", run.stdout);
}
