//! The network attached to a PDF that this program exported. Knows no other attachment, and reads
//! no page.

use hayro_syntax::Pdf;
use hayro_syntax::object::{Array, Dict, Object, Stream};

use crate::file::pdf_guard;

/// The name of the attachment.
pub const NAME: &str = "network.json";

/// The attached file, compressed with zlib; `None` if this program attached none.
///
/// # Errors
/// Says that the PDF unpacks to too much to be searched.
pub(super) fn packed(bytes: &[u8]) -> Result<Option<Vec<u8>>, String> {
    let Ok(pdf) = Pdf::new(pdf_guard::checked(bytes)?) else {
        return Ok(None);
    };
    pdf_guard::check_streams(&pdf)?;
    Ok(attached(&pdf))
}

fn attached(pdf: &Pdf) -> Option<Vec<u8>> {
    let xref = pdf.xref();
    let catalog: Dict<'_> = xref.get(xref.root_id())?;
    let files: Dict<'_> = catalog.get::<Dict<'_>>("Names")?.get("EmbeddedFiles")?;
    // Names are in one list, or in the lists of the branches.
    let branches = files.get::<Array<'_>>("Kids").map(|kids| dicts(&kids));
    let branches = branches.unwrap_or_default().into_iter().chain([files]);
    let lists = branches.filter_map(|branch| branch.get::<Array<'_>>("Names"));
    let own = lists.flat_map(|list| dicts(&list)).find(|file| {
        let name = file.get::<hayro_syntax::object::String<'_>>("F");
        name.is_some_and(|name| name.as_bytes() == NAME.as_bytes())
    })?;
    let stream: Stream<'_> = own.get::<Dict<'_>>("EF")?.get("F")?;
    Some(stream.raw_data().into_owned())
}

/// The dictionaries in a list.
fn dicts<'a>(list: &Array<'a>) -> Vec<Dict<'a>> {
    let objects = list.iter::<Object<'a>>();
    objects.filter_map(Object::into_dict).collect()
}
