//! The fields of a reference.

use super::parse;
use super::row::{FieldChoice, FieldRow};
use crate::model::{CSL_TYPES, Issued, Reference, Reliability};

/// The title.
pub static TITLE: FieldRow<Reference> = FieldRow::<Reference>::line(
    "title",
    ("title", "Title"),
    |reference| reference.title.clone().unwrap_or_default(),
    |reference, value| {
        reference.title = parse::words(value.as_str());
        Ok(())
    },
);

/// The authors in order.
pub static AUTHORS: FieldRow<Reference> = FieldRow::<Reference>::line(
    "author",
    ("authors", "Authors"),
    |reference| parse::authors_text(&reference.authors),
    |reference, value| {
        reference.authors = parse::authors(value.as_str(), &reference.authors);
        Ok(())
    },
)
.hint("Family, Given; Family, Given");

/// The editors in order.
pub static EDITORS: FieldRow<Reference> = FieldRow::<Reference>::line(
    "editor",
    ("editors", "Editors"),
    |reference| parse::authors_text(&reference.editors),
    |reference, value| {
        reference.editors = parse::authors(value.as_str(), &reference.editors);
        Ok(())
    },
)
.hint("Family, Given; Family, Given");

/// The magazine, newspaper or site.
pub static OUTLET: FieldRow<Reference> = FieldRow::<Reference>::line(
    "container-title",
    ("outlet", "Outlet"),
    |reference| reference.container_title.clone().unwrap_or_default(),
    |reference, value| {
        reference.container_title = parse::words(value.as_str());
        Ok(())
    },
);

/// Who publishes it.
pub static PUBLISHER: FieldRow<Reference> = FieldRow::<Reference>::line(
    "publisher",
    ("publisher", "Publisher"),
    |reference| reference.publisher.clone().unwrap_or_default(),
    |reference, value| {
        reference.publisher = parse::words(value.as_str());
        Ok(())
    },
);

/// When it appeared.
pub static ISSUED: FieldRow<Reference> = FieldRow::<Reference>::line(
    "issued",
    ("date", "Date"),
    |reference| reference.issued_text().unwrap_or_default(),
    |reference, value| {
        reference.issued = parse::issued(value.as_str())?;
        Ok(())
    },
)
.hint(parse::DAY_HINT)
.meaning(|text| {
    Ok(match parse::issued(text)? {
        Some(Issued::Date(date)) => Some(date.in_words()),
        _ => None,
    })
});

/// The URL.
pub static URL: FieldRow<Reference> = FieldRow::<Reference>::line(
    "URL",
    ("address", "URL"),
    |reference| reference.url.clone().unwrap_or_default(),
    |reference, value| {
        reference.url = parse::words(value.as_str());
        Ok(())
    },
);

/// The digital object identifier.
pub static DOI: FieldRow<Reference> = FieldRow::<Reference>::line(
    "DOI",
    ("DOI", "DOI"),
    |reference| reference.doi.clone().unwrap_or_default(),
    |reference, value| {
        reference.doi = parse::words(value.as_str());
        Ok(())
    },
)
.hint("10.1000/182");

/// Where the report first came from.
pub static ORIGIN: FieldRow<Reference> = FieldRow::<Reference>::line(
    "origin",
    ("origin", "Origin"),
    |reference| reference.origin.clone().unwrap_or_default(),
    |reference, value| {
        reference.origin = parse::words(value.as_str());
        Ok(())
    },
)
.hint("the agency or interview it came from");

/// The CSL type.
pub static TYPE: FieldRow<Reference> = FieldRow::<Reference>::line(
    "type",
    ("type", "Type"),
    |reference| reference.csl_type.clone().unwrap_or_default(),
    |reference, value| {
        reference.csl_type = parse::words(value.as_str());
        Ok(())
    },
)
.choices(|reference| {
    let choice = |value: &str, words: String| FieldChoice {
        value: value.to_owned(),
        words,
    };
    let none = choice("", "Not given".to_owned());
    let known = CSL_TYPES.iter();
    let known = known.map(|(id, name)| choice(id, (*name).to_owned()));
    // What a file says stays, and can be seen.
    let own = reference.csl_type.as_deref();
    let is_known = |own: &&str| CSL_TYPES.iter().any(|(id, _)| id == own);
    let other = own.filter(|own| !is_known(own));
    let other = other.map(|own| choice(own, format!("{own} (unknown to citation styles)")));
    std::iter::once(none).chain(known).chain(other).collect()
});

/// The path of the saved text.
pub static TEXT: FieldRow<Reference> = FieldRow::<Reference>::line(
    "text",
    ("saved text", "Saved text"),
    |reference| reference.text.clone().unwrap_or_default(),
    |reference, value| {
        reference.text = parse::words(value.as_str());
        Ok(())
    },
)
.hint("texts/article.txt");

/// The paragraph of the saved text that locators call ¶1.
pub static FIRST_PARAGRAPH: FieldRow<Reference> = FieldRow::<Reference>::line(
    "first-paragraph",
    ("first paragraph", "Count ¶1 from"),
    |reference| {
        let number = reference.first_paragraph;
        number.map_or_else(String::new, |number| number.to_string())
    },
    |reference, value| {
        reference.first_paragraph = match value.as_str().trim() {
            "" => None,
            text => {
                let number = text.parse().ok().filter(|number| *number > 0);
                Some(number.ok_or(NO_PARAGRAPH)?)
            }
        };
        Ok(())
    },
)
.meaning(|text| match text.trim().parse() {
    Ok(0_u32) | Err(_) if !text.trim().is_empty() => Err(NO_PARAGRAPH.to_owned()),
    _ => Ok(None),
})
.hint("2 if the first paragraph is the headline");

const NO_PARAGRAPH: &str = "Enter the number of a paragraph, such as 2.";

/// How reliable the source is.
pub static RELIABILITY: FieldRow<Reference> = FieldRow::<Reference>::line(
    "reliability",
    ("reliability", "Reliability"),
    |reference| {
        let grade = reference.reliability;
        grade.map_or_else(String::new, |grade| grade.as_str().to_owned())
    },
    |reference, value| {
        reference.reliability = match value.as_str() {
            "" => None,
            text => Some(parse::one_of(&Reliability::ALL, Reliability::as_str, text)?),
        };
        Ok(())
    },
)
.choices(|_| {
    let graded = Reliability::ALL.map(|grade| FieldChoice {
        value: grade.as_str().to_owned(),
        words: format!("{}: {}", grade.as_str(), grade.meaning()),
    });
    std::iter::once(parse::not_graded()).chain(graded).collect()
});

/// All fields, in the order of the form.
pub static FIELDS: [&FieldRow<Reference>; 13] = [
    &TITLE,
    &AUTHORS,
    &EDITORS,
    &OUTLET,
    &PUBLISHER,
    &ISSUED,
    &URL,
    &DOI,
    &TYPE,
    &ORIGIN,
    &TEXT,
    &FIRST_PARAGRAPH,
    &RELIABILITY,
];
