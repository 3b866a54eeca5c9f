//! Paths of the pictures of actors beside a relations file, made from ids. Pure text: knows no file
//! and no folder.

use super::text_path::{is_plain_path, numbered_path};

/// The folder of pictures, below the folder of the relations file.
const FOLDER: &str = "pictures";

/// The endings of a picture.
pub const PICTURE_ENDINGS: [&str; 3] = ["png", "jpg", "jpeg"];

/// The path of this number for the picture of the actor with this id; the first has no number in
/// it.
pub fn numbered_picture_path(id: &str, ending: &str, number: u64) -> String {
    numbered_path((FOLDER, "picture"), id, ending, number)
}

/// Whether a picture may be read and written at this path: one plain file name in the folder
/// `pictures`, allowed on every system.
pub fn is_picture_path(path: &str) -> bool {
    is_plain_path(FOLDER, &PICTURE_ENDINGS, path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_id_becomes_one_plain_file_name_in_pictures() {
        for (id, expected) in [
            ("germany", "pictures/germany.png"),
            ("../../x", "pictures/x.png"),
            ("CON", "pictures/picture-con.png"),
            ("", "pictures/picture.png"),
            ("افغانستان", "pictures/افغانستان.png"),
        ] {
            let path = numbered_picture_path(id, "png", 1);
            assert_eq!(path, expected);
            assert!(is_picture_path(&path), "{path}");
        }
        assert_eq!(numbered_picture_path("a", "jpg", 2), "pictures/a-2.jpg");
    }

    #[test]
    fn a_path_out_of_the_folder_or_of_another_kind_is_refused() {
        for path in [
            "",
            "a.png",
            "pictures/",
            "pictures/a",
            "pictures/a.svg",
            "pictures/a.txt",
            "pictures/.a.png",
            "pictures/a/b.png",
            "pictures/../a.png",
            "../pictures/a.png",
            "/pictures/a.png",
            "C:/pictures/a.png",
            "pictures\\a.png",
            "./pictures/a.png",
            "pictures/nul.png",
        ] {
            assert!(!is_picture_path(path), "{path}");
        }
    }
}
