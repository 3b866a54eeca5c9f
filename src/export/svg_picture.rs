//! The picture of an actor in SVG: contained in the file, and cut to its outline. Knows no file.

use std::borrow::Cow;
use std::fmt::Write as _;

use base64::prelude::{BASE64_STANDARD, Engine as _};

use super::svg_values::{Data, Number};
use crate::file::pictures;
use crate::scene::{PictureMark, Subject};

/// The id of the outline of the picture of an actor, which has one. `page` begins the ids of a
/// picture in a page: several can be in one.
pub(super) fn id(page: &str, subject: Option<Subject>) -> String {
    match subject {
        Some(Subject::Actor(node)) => format!("{page}picture-{}", node.index()),
        Some(Subject::Tie(_)) | None => format!("{page}picture"),
    }
}

/// Appends a picture. For `pixels_per_point` it has as many pixels as it is drawn in: smaller ones
/// are the means of the larger ones, and not a choice of them.
pub(super) fn push(out: &mut String, mark: &PictureMark, id: &str, pixels_per_point: Option<f32>) {
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
        BASE64_STANDARD.encode(png(mark, pixels_per_point))
    );
}

/// The picture as a PNG file.
fn png(mark: &PictureMark, pixels_per_point: Option<f32>) -> Cow<'_, [u8]> {
    let picture = &mark.picture;
    let whole = Cow::Borrowed(&picture.png[..]);
    let Some(scale) = pixels_per_point else {
        return whole;
    };
    let side = |points: f32, own: u32| ((points * scale).ceil() as u32).clamp(1, own.max(1));
    let size = [
        side(mark.rect.width(), picture.width),
        side(mark.rect.height(), picture.height),
    ];
    let smaller = pictures::encode(size, &picture.shrunk(size[0], size[1]));
    smaller.map_or(whole, Cow::Owned)
}
