//! The records of a page: an article for each tie and actor of the picture, and the sources.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write as _;

use crate::citation::CitationStyle;
use crate::file::xml_escape::{push_attribute, push_content};
use crate::language::{FIRST_STRONG_ISOLATE, Language, POP_ISOLATE, actor_kind_key};
use crate::model::{
    ActorId, Claim, Claimant, Date, Document, Reference, ReferenceId, Relation, RelationId,
    RelationKind, Stance,
};
use crate::scene::{Description, FigureOptions, Scene, SubjectIds};
use crate::web_address::web_address;

/// The actors and ties of some pictures, each with the id of its record.
pub(super) struct Records<'a> {
    document: &'a Document,
    citation_style: CitationStyle,
    list: Vec<PageRecord<'a>>,
    /// The number of the record of an actor or tie.
    numbers: BTreeMap<&'a SubjectIds, usize>,
    /// The number of the record of an actor.
    actors: BTreeMap<&'a ActorId, usize>,
    /// The records of the ties of each actor.
    ties_of: BTreeMap<&'a ActorId, Vec<usize>>,
    language: Language,
}

/// An actor or a tie of a picture.
struct PageRecord<'a> {
    id: String,
    description: &'a Description,
}

impl PageRecord<'_> {
    fn is_actor(&self) -> bool {
        matches!(self.description.ids, SubjectIds::Actor(_))
    }
}

impl<'a> Records<'a> {
    /// The records of pictures; what several of them show has one record.
    pub(super) fn new(
        scenes: impl IntoIterator<Item = &'a Scene>,
        document: &'a Document,
        options: &FigureOptions,
    ) -> Self {
        let mut records = Self {
            document,
            citation_style: options.citation_style,
            list: Vec::new(),
            numbers: BTreeMap::new(),
            actors: BTreeMap::new(),
            ties_of: BTreeMap::new(),
            language: options.language_of(document),
        };
        let scenes = scenes.into_iter();
        for description in scenes.flat_map(|scene| scene.descriptions.values()) {
            records.add(description);
        }
        records
    }

    fn add(&mut self, description: &'a Description) {
        let number = self.list.len();
        if *self.numbers.entry(&description.ids).or_insert(number) != number {
            return;
        }
        let id = match &description.ids {
            SubjectIds::Actor(id) => {
                self.actors.insert(id, number);
                format!("actor-{number}")
            }
            SubjectIds::Tie { source, target, .. } => {
                for end in BTreeSet::from([source, target]) {
                    self.ties_of.entry(end).or_default().push(number);
                }
                format!("tie-{number}")
            }
        };
        self.list.push(PageRecord { id, description });
    }

    /// How many relations the records are about.
    pub(super) fn relation_count(&self) -> usize {
        let of = |record: &PageRecord<'_>| match &record.description.ids {
            SubjectIds::Actor(_) => 0,
            SubjectIds::Tie { relations, .. } => relations.len(),
        };
        self.list.iter().map(of).sum()
    }

    /// The id of the record of an actor or a tie.
    pub(super) fn id(&self, ids: &SubjectIds) -> Option<String> {
        let number = *self.numbers.get(ids)?;
        Some(self.list[number].id.clone())
    }

    /// The ids of the records of actors, each with all names of its actor.
    pub(super) fn actors_with_names(
        &self,
    ) -> impl Iterator<Item = (&str, impl Iterator<Item = &str>)> {
        self.list.iter().filter_map(|record| {
            let SubjectIds::Actor(id) = &record.description.ids else {
                return None;
            };
            let aliases = self.document.actors.get(id).map(|actor| &actor.aliases);
            let aliases = aliases.into_iter().flatten().map(|name| &**name);
            let names = std::iter::once(&*record.description.name).chain(aliases);
            Some((&*record.id, names))
        })
    }

    /// The ids of the records of ties.
    pub(super) fn ties(&self) -> impl Iterator<Item = &str> {
        let all = self.list.iter().filter(|record| !record.is_actor());
        all.map(|record| &*record.id)
    }

    /// The id of the record of an actor.
    pub(super) fn actor(&self, id: &ActorId) -> Option<String> {
        let number = *self.actors.get(id)?;
        Some(self.list[number].id.clone())
    }

    /// Appends all records.
    pub(super) fn push(&self, out: &mut String) {
        out.push_str("<div class=\"records\">\n");
        let mut cited = BTreeSet::new();
        let of = |is_actor: bool| {
            let all = self.list.iter();
            all.filter(move |record| record.is_actor() == is_actor)
        };
        if of(false).next().is_some() {
            element(out, "h2", &self.language.text("page-relations"));
        }
        for record in of(false) {
            self.push_tie(out, record, &mut cited);
        }
        if of(true).next().is_some() {
            element(out, "h2", &self.language.text("page-actors"));
        }
        for record in of(true) {
            self.push_actor(out, record);
        }
        self.push_sources(out, &cited);
        out.push_str("</div>\n");
    }

    /// The name of an actor or a bloc, isolated.
    fn name(&self, id: &'a ActorId) -> String {
        let own = self.document.actors.get(id).map(|actor| actor.name());
        let number = self.actors.get(id);
        let name = own.or_else(|| Some(&*self.list[*number?].description.name));
        self.language.isolated(name.unwrap_or(id.as_str()))
    }

    /// `Russia – Taliban`.
    fn names(&self, ends: [&'a ActorId; 2]) -> String {
        ends.map(|end| self.name(end)).join(" – ")
    }

    /// The relations between two actors, the newest first.
    fn push_tie(
        &self,
        out: &mut String,
        record: &PageRecord<'a>,
        cited: &mut BTreeSet<&'a ReferenceId>,
    ) {
        let SubjectIds::Tie {
            source,
            target,
            relations,
        } = &record.description.ids
        else {
            return;
        };
        begin(out, record);
        element(out, "h3", &self.names([source, target]));
        let find = |id: &RelationId| self.document.relations.get(id);
        let mut relations: Vec<_> = relations.iter().filter_map(find).collect();
        relations.sort_by_key(|relation| Reverse(relation.when.as_ref().and_then(Date::latest)));
        for relation in relations {
            let is_between_members = [&relation.source, &relation.target]
                .iter()
                .any(|end| *end != source && *end != target);
            if is_between_members {
                let names = self.names([&relation.source, &relation.target]);
                element(out, "h4", &names);
            }
            self.push_relation(out, relation, cited);
        }
        out.push_str("</article>\n");
    }

    fn push_relation(
        &self,
        out: &mut String,
        relation: &'a Relation,
        cited: &mut BTreeSet<&'a ReferenceId>,
    ) {
        out.push_str("<p>");
        if relation.is_directed() {
            self.push_kind_and_source(out, relation);
        } else {
            self.push_kind(out, relation.kind());
        }
        let when = relation.when.as_ref().map(|date| self.language.date(date));
        let subtype = relation.subtype.iter();
        for part in subtype.map(|text| self.language.isolated(text)).chain(when) {
            out.push_str(" · ");
            push_words(out, &part);
        }
        if relation.is_contested() {
            let _ = write!(out, " · {}", self.language.text("page-contested"));
        }
        out.push_str("</p>\n");
        if relation.claims.is_empty() {
            return;
        }
        out.push_str("<ul>\n");
        for claim in &relation.claims {
            self.push_claim(out, claim);
            cited.extend(&claim.reference);
        }
        out.push_str("</ul>\n");
    }

    fn push_kind(&self, out: &mut String, kind: RelationKind) {
        let words = self.language.relation_kind(kind);
        let kind = kind.as_str();
        let _ = write!(out, "<span class=\"kind {kind}\">{words}</span>");
    }

    /// `Support by Russia`, in the order of the language.
    fn push_kind_and_source(&self, out: &mut String, relation: &Relation) {
        /// A placeholder for the kind: a character that occurs in no text.
        const KIND: &str = "\u{e000}";
        let name = self.document.actor_name(&relation.source);
        let name = self.language.isolated(name);
        let values = [("kind", KIND.into()), ("name", name.into())];
        let words = self.language.with("page-by", &values);
        let (before, after) = words.split_once(KIND).unwrap_or(("", &words));
        push_words(out, before);
        self.push_kind(out, relation.kind());
        push_words(out, after);
    }

    /// What a source says, and where.
    fn push_claim(&self, out: &mut String, claim: &Claim) {
        out.push_str("<li>");
        let stance = match claim.stance {
            Stance::Asserts => None,
            Stance::Denies => Some("page-denies"),
            Stance::Disputes => Some("page-disputes"),
            Stance::Retracts => Some("page-retracts"),
        };
        if let Some(stance) = stance {
            let _ = write!(out, "<b>{}</b> ", self.language.text(stance));
        }
        if let Some(quote) = &claim.quote {
            out.push_str("<blockquote><bdi>");
            push_content(out, &self.language.quoted(&quote.exact));
            out.push_str("</bdi></blockquote> ");
        }
        out.push_str("<span class=\"quiet\">");
        let claimant = claim.claimant.as_ref().map(|claimant| match claimant {
            Claimant::Actor(id) => self.document.actor_name(id),
            Claimant::Words(words) => words,
        });
        let reference = claim.reference.as_ref();
        let reference = reference.and_then(|id| self.document.references.get(id));
        let mut parts: Vec<String> = Vec::new();
        parts.extend(claimant.map(|name| {
            let name = ("name", self.language.isolated(name).into());
            self.language.with("page-according-to", &[name])
        }));
        match (&claim.reference, reference) {
            (_, Some(reference)) => parts.extend(self.short(reference)),
            (Some(id), None) => parts.push(self.language.isolated(id.as_str())),
            (None, None) => parts.push(self.language.text("page-no-source")),
        }
        let locator = claim.locator.as_deref();
        parts.extend(locator.map(|text| self.language.isolated(text)));
        push_words(out, &self.language.joined(&parts));
        out.push_str("</span></li>\n");
    }

    /// A source in a card: `Wahdatyar`, `2017`.
    fn short(&self, reference: &Reference) -> impl Iterator<Item = String> {
        let words = self.language.citation_words(reference);
        let by = reference
            .byline_in(&words)
            .or_else(|| reference.outlet().map(str::to_owned));
        let by = by.unwrap_or_else(|| reference.title().to_owned());
        let parts = [Some(by), words.issued].into_iter();
        parts.flatten().map(|part| self.language.isolated(&part))
    }

    /// An actor, and links to its ties.
    fn push_actor(&self, out: &mut String, record: &PageRecord<'a>) {
        let SubjectIds::Actor(id) = &record.description.ids else {
            return;
        };
        begin(out, record);
        let actor = self.document.actors.get(id);
        element(out, "h3", &self.name(id));
        if let Some(actor) = actor {
            let ties = self.ties_of.get(id).map_or(0, Vec::len);
            let kind = self.language.text(actor_kind_key(actor.kind));
            let words = format!("{kind} · {}", self.language.counted("page-lines", ties));
            out.push_str("<p class=\"quiet\">");
            push_content(out, &words);
            out.push_str("</p>\n");
        }
        out.push_str("<ul>\n");
        for tie in self.ties_of.get(id).into_iter().flatten() {
            let PageRecord { id, description } = &self.list[*tie];
            let _ = write!(out, "<li><a href=\"#{id}\">");
            push_words(out, &description.words);
            out.push_str("</a></li>\n");
        }
        out.push_str("</ul>\n</article>\n");
    }

    /// The works that the picture cites.
    fn push_sources(&self, out: &mut String, cited: &BTreeSet<&ReferenceId>) {
        let references = self.document.references.iter();
        let references: Vec<_> = references
            .filter(|reference| cited.contains(&reference.id))
            .collect();
        if references.is_empty() {
            return;
        }
        element(out, "h2", &self.language.text("page-sources"));
        out.push_str("<ol class=\"sources\">\n");
        for reference in references {
            out.push_str("<li><bdi>");
            let citation = self.citation_style.cite(reference, self.language);
            push_citation(out, reference, &citation);
            out.push_str("</bdi></li>\n");
        }
        out.push_str("</ol>\n");
    }
}

fn begin(out: &mut String, record: &PageRecord<'_>) {
    let _ = writeln!(out, "<article id=\"{}\">", record.id);
}

/// The whole citation; its address is a link if it is one of the web.
fn push_citation(out: &mut String, reference: &Reference, citation: &str) {
    let Some(link) = reference.link() else {
        return push_content(out, citation);
    };
    let (Some((before, after)), Some(address)) =
        (citation.rsplit_once(link.as_str()), web_address(&link))
    else {
        return push_content(out, citation);
    };
    push_content(out, before);
    out.push_str("<a rel=\"noopener noreferrer\" href=\"");
    push_attribute(out, &address);
    out.push_str("\">");
    push_content(out, &link);
    out.push_str("</a>");
    push_content(out, after);
}

/// An element with words of the language, in which texts of the document are isolated.
fn element(out: &mut String, name: &str, words: &str) {
    let _ = write!(out, "<{name}>");
    push_words(out, words);
    let _ = writeln!(out, "</{name}>");
}

/// An element with a text of the document. It begins where lines of the page begin, and the text
/// within it has its own direction.
pub(super) fn own_element(out: &mut String, name: &str, text: &str) {
    let _ = write!(out, "<{name}><bdi>");
    push_content(out, text);
    let _ = writeln!(out, "</bdi></{name}>");
}

/// Words as content. A browser does the same for the element as for the characters that isolate,
/// which would be copied with the text.
fn push_words(out: &mut String, words: &str) {
    let mut content = String::new();
    push_content(&mut content, words);
    let mut is_open = false;
    for letter in content.chars() {
        match letter {
            FIRST_STRONG_ISOLATE if !is_open => out.push_str("<bdi>"),
            POP_ISOLATE if is_open => out.push_str("</bdi>"),
            FIRST_STRONG_ISOLATE | POP_ISOLATE => continue,
            other => {
                out.push(other);
                continue;
            }
        }
        is_open = !is_open;
    }
}
