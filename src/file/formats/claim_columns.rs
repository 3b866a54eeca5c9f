//! Columns of quotes, titles, authors and addresses: claims and references of ties. Knows no
//! format.

use std::collections::HashMap;
use std::sync::Arc;

use super::attributes::Attributes;
use super::kind_words::plain;
use super::times::{self, DayOrder};
use crate::file::ids::{FreeIds, slug};
use crate::limits::{ADDRESS_BYTES, TEXT_BYTES};
use crate::model::{
    Claim, Claimant, ColumnRole, Date, Issued, PersonName, Quote, Reference, ReferenceId, Stance,
};

const QUOTES: &[&str] = &[
    "quote",
    "quotation",
    "quotes",
    "zitat",
    "citat",
    "cita",
    "excerpt",
    "passage",
];
const ADDRESSES: &[&str] = &[
    "url",
    "link",
    "sourceurl",
    "articleurl",
    "href",
    "weblink",
    "address",
];
const TITLES: &[&str] = &[
    "reference",
    "citation",
    "sourcetitle",
    "article",
    "articletitle",
    "headline",
    "title",
    "titel",
    "titre",
    "título",
    "work",
    "document",
    "documenttitle",
    "quelle",
    "fuente",
    "fonte",
];
const AUTHORS: &[&str] = &[
    "author",
    "authors",
    "autor",
    "auteur",
    "autoren",
    "documentauthor",
];
const OUTLETS: &[&str] = &[
    "publisher",
    "publication",
    "outlet",
    "newspaper",
    "journal",
    "zeitung",
    "media",
    "documentsource",
];
const ISSUED: &[&str] = &[
    "published",
    "pubdate",
    "publicationdate",
    "datepublished",
    "issued",
    "articledate",
];
const LOCATORS: &[&str] = &["page", "pages", "locator", "seite", "paragraph"];
const CLAIMANTS: &[&str] = &["claimant", "claimedby", "saidby", "speaker"];
const STANCES: &[&str] = &["stance"];

/// The roles of columns that describe a claim: what each is, and the names that say so, the most
/// certain first.
const ROLES: &[(ColumnRole, &str, &[&str])] = &[
    (ColumnRole::Quote, "is the quote of a claim", QUOTES),
    (ColumnRole::Url, "is the address of its source", ADDRESSES),
    (ColumnRole::Title, "is the title of its source", TITLES),
    (ColumnRole::Author, "is the author of its source", AUTHORS),
    (
        ColumnRole::Publisher,
        "is the outlet of its source",
        OUTLETS,
    ),
    (ColumnRole::Published, "is the date of its source", ISSUED),
    (ColumnRole::Page, "is the place in its source", LOCATORS),
    (ColumnRole::Claimant, "says who claims it", CLAIMANTS),
    (ColumnRole::Stance, "is the stance of the claim", STANCES),
];

/// The attributes of ties that describe a claim, by number.
#[derive(Debug, Default)]
pub(crate) struct ClaimColumns {
    columns: Vec<(ColumnRole, usize)>,
    ids: FreeIds<ReferenceId>,
    by_source: HashMap<String, ReferenceId>,
    pub(crate) references: Vec<Reference>,
}

impl ClaimColumns {
    /// Finds the columns: those that were chosen, and those whose names say it. A title or an
    /// author alone describes no claim, unless it was chosen.
    pub(crate) fn of(
        names: &[Arc<str>],
        chosen: &[Option<ColumnRole>],
        is_used: &dyn Fn(usize) -> bool,
    ) -> Self {
        let names: Vec<String> = names.iter().map(|name| plain(name)).collect();
        let choice = |at: usize| chosen.get(at).copied().flatten();
        let find = |wanted: &[&str]| {
            wanted.iter().find_map(|wanted| {
                let mut names = names.iter().enumerate();
                names
                    .find(|(at, name)| *name == wanted && !is_used(*at) && choice(*at).is_none())
                    .map(|(at, _)| at)
            })
        };
        let mut is_chosen = false;
        let mut columns = Vec::new();
        for (role, _, wanted) in ROLES {
            let given = (0..names.len()).find(|at| choice(*at) == Some(*role));
            is_chosen |= given.is_some();
            columns.extend(given.or_else(|| find(wanted)).map(|at| (*role, at)));
        }
        let at = |wanted: ColumnRole| columns.iter().find(|(role, _)| *role == wanted);
        let is_cited = at(ColumnRole::Title).is_some_and(|(_, at)| {
            !matches!(
                &*names[*at],
                "title"
                    | "titel"
                    | "titre"
                    | "título"
                    | "work"
                    | "document"
                    | "quelle"
                    | "fuente"
                    | "fonte"
            )
        });
        let is_quoted = at(ColumnRole::Quote).or(at(ColumnRole::Url)).is_some();
        if !(is_quoted || is_cited || is_chosen) {
            columns.clear();
        }
        Self {
            columns,
            ..Self::default()
        }
    }

    fn at(&self, role: ColumnRole) -> Option<usize> {
        let mut columns = self.columns.iter();
        columns.find(|(of, _)| *of == role).map(|(_, at)| *at)
    }

    /// The attributes that describe claims, each with its role.
    pub(crate) fn columns(&self) -> &[(ColumnRole, usize)] {
        &self.columns
    }

    /// The attributes that describe claims, each with what it is.
    pub(crate) fn named(&self) -> Vec<(usize, &'static str)> {
        let what = |wanted: ColumnRole| ROLES.iter().find(|(role, ..)| *role == wanted);
        let columns = self.columns.iter();
        columns
            .filter_map(|(role, at)| Some((*at, what(*role)?.1)))
            .collect()
    }

    /// The claim that a tie's attributes describe, and the attributes that are fully in it.
    pub(crate) fn claim(&mut self, values: &Attributes) -> Option<(Claim, Vec<usize>)> {
        let mut used = Vec::new();
        let mut text = |at: Option<usize>, max: usize| {
            let at = at?;
            let (_, value) = values.iter().find(|(key, _)| *key as usize == at)?;
            let words = value.words();
            if words.is_empty() || words.len() > max {
                return None;
            }
            used.push(at);
            Some(words.to_owned())
        };
        let quote = text(self.at(ColumnRole::Quote), TEXT_BYTES.count());
        let address = text(self.at(ColumnRole::Url), ADDRESS_BYTES.count());
        // An address without a scheme, as pages have it.
        let address = address.map(|address| match address.strip_prefix("//") {
            Some(rest) => format!("https://{rest}"),
            None => address,
        });
        let source = NamedSource {
            address,
            title: text(self.at(ColumnRole::Title), ADDRESS_BYTES.count()),
            author: text(self.at(ColumnRole::Author), ADDRESS_BYTES.count()),
            outlet: text(self.at(ColumnRole::Publisher), ADDRESS_BYTES.count()),
            issued: text(self.at(ColumnRole::Published), 100),
        };
        let locator = text(self.at(ColumnRole::Page), ADDRESS_BYTES.count());
        let claimant = text(self.at(ColumnRole::Claimant), ADDRESS_BYTES.count());
        let stance = text(self.at(ColumnRole::Stance), 100);
        let stance = stance.and_then(|word| {
            let known = Stance::of_word(&word);
            if known.is_none() {
                // It stays an attribute.
                used.pop();
            }
            known
        });
        if quote.is_none() && !source.is_named() {
            return None;
        }
        let reference = source.is_named().then(|| self.reference(source));
        let claim = Claim {
            reference,
            locator,
            quote: quote.map(|exact| Quote {
                exact,
                ..Quote::default()
            }),
            stance: stance.unwrap_or_default(),
            claimant: claimant.map(Claimant::Words),
            made: None::<Date>,
            ..Claim::default()
        };
        Some((claim, used))
    }

    /// The reference of a source; claims with the same source have the same one.
    fn reference(&mut self, source: NamedSource) -> ReferenceId {
        let key = source.key();
        if let Some(known) = self.by_source.get(&key) {
            return known.clone();
        }
        let id = self.ids.like(&ReferenceId::from(slug(source.name())));
        self.references.push(source.into_reference(id.clone()));
        self.by_source.insert(key, id.clone());
        id
    }
}

/// A source as a row names it.
struct NamedSource {
    address: Option<String>,
    title: Option<String>,
    author: Option<String>,
    outlet: Option<String>,
    issued: Option<String>,
}

impl NamedSource {
    /// Whether more than a date is known.
    fn is_named(&self) -> bool {
        [&self.address, &self.title, &self.author, &self.outlet]
            .iter()
            .any(|part| part.is_some())
    }

    /// The same for the same source.
    fn key(&self) -> String {
        [
            &self.address,
            &self.title,
            &self.author,
            &self.outlet,
            &self.issued,
        ]
        .map(|part| part.as_deref().unwrap_or_default())
        .join("\u{1f}")
    }

    /// What its id is made from.
    fn name(&self) -> &str {
        self.title
            .as_deref()
            .or(self.address.as_deref())
            .or(self.outlet.as_deref())
            .unwrap_or("source")
    }

    fn into_reference(self, id: ReferenceId) -> Reference {
        let mut reference = Reference::new(id);
        reference.title = self.title;
        reference.url = self.address;
        reference.container_title = self.outlet;
        let names = self.author.iter().flat_map(|all| all.split(';'));
        reference.authors = names
            .map(str::trim)
            .filter(|name| !name.is_empty())
            .map(|name| PersonName {
                literal: Some(name.to_owned()),
                ..PersonName::default()
            })
            .collect();
        reference.issued = self.issued.as_deref().and_then(|words| {
            let day = times::read(words, DayOrder::Unknown).map(|day| Issued::Date(day.date));
            day.ok().or_else(|| Issued::parse(words))
        });
        reference
    }
}
