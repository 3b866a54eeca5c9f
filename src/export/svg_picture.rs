//! The picture of an actor in SVG: contained in the file, and cut to its outline. Knows no file.

use std::fmt::Write as _;

use base64::prelude::{BASE64_STANDARD, Engine as _};

use super::svg_values::{Data, Number};
use crate::scene::{PictureMark, Subject};

/// Appends a picture. `page` begins the ids of a picture in a page: several can be in one.
pub(super) fn push(out: &mut String, mark: &PictureMark, subject: Option<Subject>, page: &str) {
    // An actor has one picture.
    let number = match subject {
        Some(Subject::Actor(node)) => node.index(),
        Some(Subject::Tie(_)) | None => return,
    };
    let id = format!("{page}picture-{number}");
    let _ = writeln!(
        out,
        r#"<clipPath id="{id}"><path d="{}"/></clipPath>"#,
        Data(&mark.outline)
    );
    let (min, size) = (mark.rect.min, mark.rect.size());
    let _ = writeln!(
        out,
        r#"<image x="{}" y="{}" width="{}" height="{}" preserveAspectRatio="none" clip-path="url(#{id})" href="data:image/png;base64,{}"/>"#,
        Number(min.x),
        Number(min.y),
        Number(size.x),
        Number(size.y),
        BASE64_STANDARD.encode(&mark.picture.png)
    );
}
