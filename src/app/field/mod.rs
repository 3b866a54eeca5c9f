//! What can be typed of a document: each field with its name, its text, and the edit that another text is.
//!
//! A form shows [`Field::text`] and makes [`Field::edit`] of what was typed; what cannot be meant is refused in words.
//! Knows no window. Everything else of a document is chosen, not typed.

mod parse;

use crate::model::{
    Actor, ActorId, Claim, Date, Document, Edit, Meta, Quote, Reference, ReferenceId, Relation,
    RelationId,
};

/// A text of a document, and whose it is.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Field {
    /// Of the whole.
    Meta(MetaText),
    /// Of an actor.
    Actor(ActorId, ActorText),
    /// Of a relation, or the same of several.
    Relations(Vec<RelationId>, RelationText),
    /// Of a relation's claim of this number.
    Claim(RelationId, usize, ClaimText),
    /// Of a reference.
    Reference(ReferenceId, ReferenceText),
}

/// What is typed of the whole.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MetaText {
    /// The title of the picture.
    Title,
    /// A few sentences about it.
    Description,
    /// The time the picture stands for.
    AsOf,
}

/// What is typed of an actor.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ActorText {
    /// The name shown.
    Name,
    /// Other names.
    Aliases,
    /// The Wikidata item.
    Wikidata,
    /// A remark.
    Note,
}

/// What is typed of a relation.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RelationText {
    /// Finer than the kind.
    Type,
    /// When it held.
    When,
    /// How strong it is.
    Weight,
}

/// What is typed of a claim.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ClaimText {
    /// Where in the reference.
    Locator,
    /// The words quoted.
    Quote,
    /// What stands right before them.
    Before,
    /// What stands right after them.
    After,
    /// When it was said.
    Made,
    /// A remark.
    Note,
}

/// What is typed of a reference.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum ReferenceText {
    /// The title.
    Title,
    /// The authors in order.
    Authors,
    /// The magazine, newspaper or site.
    Outlet,
    /// Who publishes it.
    Publisher,
    /// When it appeared.
    Issued,
    /// The address.
    Url,
    /// Where the report first came from.
    Origin,
    /// The CSL type.
    Type,
    /// The path of the saved text.
    Text,
}

impl Field {
    /// What it is called in a form and in "Undo change of the … of …".
    pub fn name(&self) -> &'static str {
        match self {
            Self::Meta(MetaText::Title) | Self::Reference(_, ReferenceText::Title) => "title",
            Self::Meta(MetaText::Description) => "description",
            Self::Meta(MetaText::AsOf) => "as of",
            Self::Actor(_, ActorText::Name) => "name",
            Self::Actor(_, ActorText::Aliases) => "other names",
            Self::Actor(_, ActorText::Wikidata) => "Wikidata",
            Self::Actor(_, ActorText::Note) | Self::Claim(_, _, ClaimText::Note) => "note",
            Self::Relations(_, RelationText::Type) | Self::Reference(_, ReferenceText::Type) => {
                "type"
            }
            Self::Relations(_, RelationText::When) | Self::Reference(_, ReferenceText::Issued) => {
                "date"
            }
            Self::Relations(_, RelationText::Weight) => "weight",
            Self::Claim(_, _, ClaimText::Locator) => "place",
            Self::Claim(_, _, ClaimText::Quote) => "quote",
            Self::Claim(_, _, ClaimText::Before) => "words before",
            Self::Claim(_, _, ClaimText::After) => "words after",
            Self::Claim(_, _, ClaimText::Made) => "date said",
            Self::Reference(_, ReferenceText::Authors) => "authors",
            Self::Reference(_, ReferenceText::Outlet) => "outlet",
            Self::Reference(_, ReferenceText::Publisher) => "publisher",
            Self::Reference(_, ReferenceText::Url) => "address",
            Self::Reference(_, ReferenceText::Origin) => "origin",
            Self::Reference(_, ReferenceText::Text) => "saved text",
        }
    }

    /// An example of what is written there, or a word about it.
    pub fn hint(&self) -> &'static str {
        match self {
            Self::Meta(MetaText::AsOf) | Self::Relations(_, RelationText::When) => {
                "2015-09, 2007/.., 201X, 2016-07~"
            }
            Self::Claim(_, _, ClaimText::Made) | Self::Reference(_, ReferenceText::Issued) => {
                "2017, 2017-02, 2017-02-03"
            }
            Self::Actor(_, ActorText::Aliases) => "one; another; a third",
            Self::Actor(_, ActorText::Wikidata) => "Q42418",
            Self::Relations(_, RelationText::Type) => "diplomatic backing",
            Self::Relations(_, RelationText::Weight) => "as many as sources that are independent",
            Self::Claim(_, _, ClaimText::Locator) => "¶4, p. 12",
            Self::Reference(_, ReferenceText::Authors) => "Family, Given; Family, Given",
            Self::Reference(_, ReferenceText::Origin) => "the agency or interview it came from",
            Self::Reference(_, ReferenceText::Type) => "article-magazine, report, book",
            Self::Reference(_, ReferenceText::Text) => "texts/article.txt",
            _ => "",
        }
    }

    /// Whether it takes more than a line.
    pub fn is_long(&self) -> bool {
        matches!(
            self,
            Self::Meta(MetaText::Description)
                | Self::Actor(_, ActorText::Note)
                | Self::Claim(_, _, ClaimText::Quote | ClaimText::Note)
        )
    }

    /// Whose it is, in words: the actor's name, the relation's ends.
    pub fn owner(&self, document: &Document) -> String {
        match self {
            Self::Meta(_) => "the network".to_owned(),
            Self::Actor(id, _) => document.actor_name(id).to_owned(),
            Self::Relations(ids, _) => match &ids[..] {
                [id] => relation_name(document, id),
                _ => format!("{} relations", ids.len()),
            },
            Self::Claim(id, _, _) => format!("a claim on {}", relation_name(document, id)),
            Self::Reference(id, _) => document
                .references
                .get(id)
                .map_or_else(|| id.to_string(), |reference| reference.title().to_owned()),
        }
    }

    /// The text as the document has it, empty where it has none or where several differ; nothing where the record is
    /// gone.
    pub fn text(&self, document: &Document) -> Option<String> {
        match self {
            Self::Meta(text) => Some(meta_text(&document.meta, *text)),
            Self::Actor(id, text) => Some(actor_text(document.actors.get(id)?, *text)),
            Self::Relations(ids, text) => {
                let mut known = ids.iter().filter_map(|id| document.relations.get(id));
                let first = relation_text(known.next()?, *text);
                let is_common = known.all(|other| relation_text(other, *text) == first);
                Some(if is_common { first } else { String::new() })
            }
            Self::Claim(id, at, text) => Some(claim_text(
                document.relations.get(id)?.claims.get(*at)?,
                *text,
            )),
            Self::Reference(id, text) => Some(reference_text(document.references.get(id)?, *text)),
        }
    }

    /// What a text means where that is not plain: a date in words.
    ///
    /// # Errors
    /// Says in words why the text cannot stand here.
    pub fn meaning(&self, text: &str) -> Result<Option<String>, String> {
        let dated = |date: Option<Date>| {
            let words = date.as_ref().map(Date::in_words);
            words.filter(|words| words != text.trim())
        };
        match self {
            Self::Meta(MetaText::AsOf)
            | Self::Relations(_, RelationText::When)
            | Self::Claim(_, _, ClaimText::Made) => parse::date(text).map(dated),
            Self::Actor(_, ActorText::Wikidata) => parse::wikidata(text).map(|_| None),
            Self::Relations(_, RelationText::Weight) => parse::weight(text).map(|_| None),
            Self::Reference(_, ReferenceText::Issued) => {
                parse::issued(text)?;
                parse::date(text).map(dated)
            }
            _ => Ok(None),
        }
    }

    /// The edit that puts this text there.
    ///
    /// # Errors
    /// Says in words why the text cannot stand here.
    pub fn edit(&self, document: &Document, text: &str) -> Result<Edit, String> {
        let what = self.name();
        Ok(match self {
            Self::Meta(field) => {
                let after = with_meta_text(document.meta.clone(), *field, text)?;
                Edit::change_meta(document, what, |meta| *meta = after)
            }
            Self::Actor(id, field) => {
                let change = actor_change(*field, text)?;
                Edit::change_actors(document, std::slice::from_ref(id), what, change)
            }
            Self::Relations(ids, field) => {
                let change = relation_change(*field, text)?;
                Edit::change_relations(document, ids, what, change)
            }
            Self::Claim(id, at, field) => {
                let relation = document.relations.get(id);
                let claim = relation.and_then(|relation| relation.claims.get(*at));
                let claim = claim.ok_or("the claim is no longer there")?;
                let after = with_claim_text(claim.clone(), *field, text)?;
                Edit::change_claim(document, id, *at, what, |claim| *claim = after)
            }
            Self::Reference(id, field) => {
                let reference = document.references.get(id);
                let reference = reference.ok_or("the source is no longer there")?;
                let after = with_reference_text(Reference::clone(reference), *field, text)?;
                Edit::change_reference(document, id, what, |reference| *reference = after)
            }
        })
    }
}

fn relation_name(document: &Document, id: &RelationId) -> String {
    let relation = document.relations.get(id);
    relation.map_or_else(
        || id.to_string(),
        |relation| document.relation_name(relation),
    )
}

fn meta_text(meta: &Meta, field: MetaText) -> String {
    let text = match field {
        MetaText::Title => meta.title.as_deref(),
        MetaText::Description => meta.description.as_deref(),
        MetaText::AsOf => meta.as_of.as_ref().map(Date::as_str),
    };
    text.unwrap_or_default().to_owned()
}

fn with_meta_text(mut meta: Meta, field: MetaText, text: &str) -> Result<Meta, String> {
    match field {
        MetaText::Title => meta.title = parse::words(text),
        MetaText::Description => meta.description = parse::words(text),
        MetaText::AsOf => meta.as_of = parse::date(text)?,
    }
    Ok(meta)
}

fn actor_text(actor: &Actor, field: ActorText) -> String {
    let text = match field {
        ActorText::Name => actor.name.as_deref(),
        ActorText::Aliases => return actor.aliases.join("; "),
        ActorText::Wikidata => actor.wikidata.as_deref(),
        ActorText::Note => actor.note.as_deref(),
    };
    text.unwrap_or_default().to_owned()
}

fn actor_change(field: ActorText, text: &str) -> Result<impl Fn(&mut Actor), String> {
    let words = match field {
        ActorText::Wikidata => parse::wikidata(text)?,
        ActorText::Name | ActorText::Aliases | ActorText::Note => parse::words(text),
    };
    let list = parse::list(text);
    Ok(move |actor: &mut Actor| match field {
        ActorText::Name => actor.name.clone_from(&words),
        ActorText::Aliases => actor.aliases.clone_from(&list),
        ActorText::Wikidata => actor.wikidata.clone_from(&words),
        ActorText::Note => actor.note.clone_from(&words),
    })
}

fn relation_text(relation: &Relation, field: RelationText) -> String {
    let text = match field {
        RelationText::Type => relation.subtype.as_deref(),
        RelationText::When => relation.when.as_ref().map(Date::as_str),
        RelationText::Weight => {
            return relation
                .weight
                .map_or_else(String::new, |weight| weight.to_string());
        }
    };
    text.unwrap_or_default().to_owned()
}

fn relation_change(field: RelationText, text: &str) -> Result<impl Fn(&mut Relation), String> {
    let mut read = Relation::new("", "", "");
    match field {
        RelationText::Type => read.subtype = parse::words(text),
        RelationText::When => read.when = parse::date(text)?,
        RelationText::Weight => read.weight = parse::weight(text)?,
    }
    Ok(move |relation: &mut Relation| match field {
        RelationText::Type => relation.subtype.clone_from(&read.subtype),
        RelationText::When => relation.when.clone_from(&read.when),
        RelationText::Weight => relation.weight = read.weight,
    })
}

fn claim_text(claim: &Claim, field: ClaimText) -> String {
    let quote = claim.quote.as_ref();
    let text = match field {
        ClaimText::Locator => claim.locator.as_deref(),
        ClaimText::Quote => quote.map(|quote| &*quote.exact),
        ClaimText::Before => quote.and_then(|quote| quote.prefix.as_deref()),
        ClaimText::After => quote.and_then(|quote| quote.suffix.as_deref()),
        ClaimText::Made => claim.made.as_ref().map(Date::as_str),
        ClaimText::Note => claim.note.as_deref(),
    };
    text.unwrap_or_default().to_owned()
}

fn with_claim_text(mut claim: Claim, field: ClaimText, text: &str) -> Result<Claim, String> {
    // What stands around a quote is kept to the letter: spaces belong to it.
    let around = || (!text.is_empty()).then(|| text.to_owned());
    match field {
        ClaimText::Locator => claim.locator = parse::words(text),
        ClaimText::Quote if text.trim().is_empty() => claim.quote = None,
        ClaimText::Quote => {
            let quote = claim.quote.get_or_insert_with(Quote::default);
            text.clone_into(&mut quote.exact);
        }
        ClaimText::Before => quote_of(&mut claim, text)?.prefix = around(),
        ClaimText::After => quote_of(&mut claim, text)?.suffix = around(),
        ClaimText::Made => claim.made = parse::date(text)?,
        ClaimText::Note => claim.note = parse::words(text),
    }
    Ok(claim)
}

/// The claim's quote, without which nothing stands around it.
fn quote_of<'a>(claim: &'a mut Claim, around: &str) -> Result<&'a mut Quote, String> {
    let words = format!(
        "“{}” stands around no quote; quote the words first",
        around.trim()
    );
    claim.quote.as_mut().ok_or(words)
}

fn reference_text(reference: &Reference, field: ReferenceText) -> String {
    let text = match field {
        ReferenceText::Title => reference.title.as_deref(),
        ReferenceText::Authors => return parse::authors_text(&reference.authors),
        ReferenceText::Outlet => reference.container_title.as_deref(),
        ReferenceText::Publisher => reference.publisher.as_deref(),
        ReferenceText::Issued => return reference.issued_text().unwrap_or_default(),
        ReferenceText::Url => reference.url.as_deref(),
        ReferenceText::Origin => reference.origin.as_deref(),
        ReferenceText::Type => reference.csl_type.as_deref(),
        ReferenceText::Text => reference.text.as_deref(),
    };
    text.unwrap_or_default().to_owned()
}

fn with_reference_text(
    mut reference: Reference,
    field: ReferenceText,
    text: &str,
) -> Result<Reference, String> {
    let words = parse::words(text);
    match field {
        ReferenceText::Title => reference.title = words,
        ReferenceText::Authors => reference.authors = parse::authors(text, &reference.authors),
        ReferenceText::Outlet => reference.container_title = words,
        ReferenceText::Publisher => reference.publisher = words,
        ReferenceText::Issued => reference.issued = parse::issued(text)?,
        ReferenceText::Url => reference.url = words,
        ReferenceText::Origin => reference.origin = words,
        ReferenceText::Type => reference.csl_type = words,
        ReferenceText::Text => reference.text = words,
    }
    Ok(reference)
}

#[cfg(test)]
mod tests;
