//! Finds the element of an SVG picture in which the program keeps a network: never in a comment, a
//! CDATA section, an attribute or a declaration. Unpacks nothing.

/// The element of this name and id: its attributes and what follows its start tag.
pub(super) struct MetadataElement<'t> {
    attributes: &'t str,
    /// The text after the start tag.
    pub(super) rest: &'t str,
}

impl<'t> MetadataElement<'t> {
    /// The first `metadata` element with this id. One pass.
    pub(super) fn find(text: &'t str, id: &str) -> Option<Self> {
        let mut rest = text;
        while let Some(at) = rest.find('<') {
            let markup = &rest[at..];
            if let Some(after) = skipped(markup) {
                rest = after;
                continue;
            }
            let end = tag_end(markup)?;
            rest = &markup[end + 1..];
            let element = markup[1..end].strip_prefix("metadata");
            let element = element.map(|attributes| Self {
                attributes: attributes.strip_suffix('/').unwrap_or(attributes),
                rest,
            });
            let is_ours = |element: &Self| element.attribute("id") == Some(id);
            if let Some(found) = element.filter(is_ours) {
                return Some(found);
            }
        }
        None
    }

    /// The value of an attribute, in whatever order and quotes another program wrote it.
    pub(super) fn attribute(&self, name: &str) -> Option<&'t str> {
        if !self.attributes.starts_with(char::is_whitespace) {
            return None;
        }
        let mut rest = self.attributes.trim_start();
        while let Some((key, value)) = rest.split_once('=') {
            let value = value.trim_start();
            let quote = value
                .chars()
                .next()
                .filter(|first| "\"'".contains(*first))?;
            let (value, after) = value[1..].split_once(quote)?;
            if key.trim() == name {
                return Some(value);
            }
            rest = after.trim_start();
        }
        None
    }
}

/// What follows a comment, a CDATA section, an instruction or a declaration that begins here:
/// nothing if it has no end; `None` if a tag begins here.
fn skipped(markup: &str) -> Option<&str> {
    const ENDS: [(&str, &str); 4] = [
        ("<!--", "-->"),
        ("<![CDATA[", "]]>"),
        ("<?", "?>"),
        ("<!", ">"),
    ];
    if let Some(declaration) = markup.strip_prefix("<!DOCTYPE") {
        let end = declaration_end(declaration);
        return Some(end.map_or("", |end| &declaration[end + 1..]));
    }
    let (begin, end) = ENDS.iter().find(|(begin, _)| markup.starts_with(begin))?;
    let inside = &markup[begin.len()..];
    Some(inside.split_once(end).map_or("", |(_, after)| after))
}

/// The byte where a document type declaration ends: not inside its quotes, its brackets or its
/// comments, which can contain elements as the text of an entity.
fn declaration_end(declaration: &str) -> Option<usize> {
    let (mut quote, mut depth) = (None, 0_u32);
    let mut rest = declaration.bytes().enumerate();
    while let Some((at, byte)) = rest.next() {
        match (byte, quote) {
            (b'-', None) if declaration[at..].starts_with("--") => {
                let end = at + 2 + declaration[at + 2..].find("--")? + 1;
                rest.by_ref().find(|(at, _)| *at == end)?;
            }
            (b'"' | b'\'', None) => quote = Some(byte),
            (byte, Some(open)) if byte == open => quote = None,
            (b'[', None) => depth += 1,
            (b']', None) => depth = depth.saturating_sub(1),
            (b'>', None) if depth == 0 => return Some(at),
            _ => {}
        }
    }
    None
}

/// The byte where the tag that begins here ends; a `>` in quotes does not end it.
fn tag_end(tag: &str) -> Option<usize> {
    let mut quote = None;
    tag.bytes().position(|byte| match (byte, quote) {
        (b'>', None) => true,
        (b'"' | b'\'', None) => {
            quote = Some(byte);
            false
        }
        (byte, Some(open)) if byte == open => {
            quote = None;
            false
        }
        _ => false,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(svg: &str) -> Option<&str> {
        MetadataElement::find(svg, "frenemy").map(|element| element.rest)
    }

    #[test]
    fn the_element_is_found_by_its_name_and_id() {
        for tag in [
            "<metadata id=\"frenemy\">",
            "<metadata\n x='1>' id = 'frenemy' >",
        ] {
            assert_eq!(found(&format!("<svg a=\"<\">{tag}x")), Some("x"));
        }
    }

    #[test]
    fn nothing_is_read_out_of_comments_texts_or_attributes() {
        let element = "<metadata id=\"frenemy\">x</metadata>";
        for svg in [
            format!("<svg><!-- {element} --></svg>"),
            format!("<svg><![CDATA[ {element} ]]></svg>"),
            format!("<?note {element} ?><svg/>"),
            format!("<svg title='{element}'/>"),
            "<svg><metadata title=' id=\"frenemy\" '>x</metadata></svg>".to_owned(),
            "<svg><metadatas id=\"frenemy\">x</metadatas></svg>".to_owned(),
            format!("<svg><!-- {element}"),
            format!("<!DOCTYPE svg [<!ENTITY a '>{element}'> <!-- ' > {element} -->]><svg/>"),
            format!("<!DOCTYPE svg [<!ENTITY a '>{element}'"),
        ] {
            assert_eq!(found(&svg), None, "{svg}");
        }
    }
}
