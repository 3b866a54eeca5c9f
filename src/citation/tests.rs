//! What styles make of references, and of what they have no place for.

use super::{CITATION_STYLES, CitationStyle};
use crate::model::{Issued, PersonName, Reference};

fn article() -> Reference {
    Reference {
        csl_type: Some("article-magazine".into()),
        title: Some("The river accord".into()),
        container_title: Some("The Weekly Lamp".into()),
        authors: vec![
            PersonName::parse("Wright, Ada"),
            PersonName::parse("Berg, Hans"),
        ],
        issued: Issued::parse("2031-04-05"),
        url: Some("https://example.org/accord".into()),
        ..Reference::new("wright-2031")
    }
}

#[test]
fn the_usual_style_is_the_line_of_the_reference() {
    let usual = CitationStyle::default();
    assert!(usual.is_usual());
    assert_eq!(usual.cite(&article()), article().citation());
    assert!(CitationStyle::by_id("no-such-style").is_none());
}

#[cfg(feature = "citations")]
mod styles {
    use super::*;

    #[test]
    fn rules_and_words_are_those_of_the_archive_of_hayagriva() {
        use hayagriva::archive::{ArchivedStyle, LOCALES};
        use hayagriva::citationberg::Style;

        for style in CITATION_STYLES.iter().skip(1) {
            let rules = style.rules().unwrap();
            let archived = ArchivedStyle::by_id(&rules.info.id).unwrap().get();
            assert!(
                Style::Independent(rules.clone()) == archived,
                "{}",
                style.id
            );
        }
        let words = super::super::csl::words_of_styles();
        assert!(words.iter().all(|words| LOCALES.contains(words)));
    }

    fn cited(id: &str, reference: &Reference) -> String {
        CitationStyle::by_id(id).unwrap().cite(reference)
    }

    #[test]
    fn an_article_without_a_type_is_cited_as_one_of_a_newspaper_or_a_magazine() {
        for (issued, csl_type) in [
            ("2031-04-05", "article-newspaper"),
            ("2031-04", "article-magazine"),
        ] {
            let with = |csl_type: Option<&str>| Reference {
                csl_type: csl_type.map(Into::into),
                issued: Issued::parse(issued),
                ..article()
            };
            let line = cited("apa", &with(None));
            assert!(!line.contains("In The Weekly Lamp"), "{line}");
            assert_eq!(line, cited("apa", &with(Some(csl_type))));
        }
    }

    #[test]
    fn each_style_cites_by_its_own_rules() {
        let lines = CITATION_STYLES
            .iter()
            .map(|style| format!("{}: {}", style.id, style.cite(&article())));
        insta::assert_snapshot!(lines.collect::<Vec<_>>().join("\n"), @r"
        frenemy: Wright, Ada; Berg, Hans. “The river accord”. The Weekly Lamp, 2031-04-05. https://example.org/accord
        apa: Wright, A., & Berg, H. (2031, April 5). The river accord. The Weekly Lamp. https://example.org/accord
        apsa: Wright, Ada, and Hans Berg. 2031. “The River Accord.” The Weekly Lamp. https://example.org/accord.
        asa: Wright, Ada, and Hans Berg. 2031. “The River Accord.” The Weekly Lamp, April 5.
        chicago-author-date: Wright, Ada, and Hans Berg. 2031. “The River Accord.” The Weekly Lamp, April 5. https://example.org/accord.
        chicago-notes: Wright, Ada, and Hans Berg. “The River Accord.” The Weekly Lamp, April 5, 2031. https://example.org/accord.
        harvard: Wright, A. and Berg, H. (2031) “The river accord,” The Weekly Lamp, 5 April. Available at: https://example.org/accord.
        mhra: Wright, Ada, and Hans Berg, “The River Accord,” The Weekly Lamp, April 5, 2031 <https://example.org/accord>
        mla: Wright, Ada, and Hans Berg. “The River Accord.” The Weekly Lamp, 5 Apr. 2031, https://example.org/accord.
        ");
    }

    #[test]
    fn dates_that_styles_have_no_place_for_are_printed_in_words() {
        for words in ["in press", "2029/2031", "spring 2030", "circa 1900"] {
            let reference = Reference {
                issued: Issued::parse(words),
                ..article()
            };
            let shown = reference.issued_in_words().unwrap();
            for style in CITATION_STYLES {
                let line = style.cite(&reference);
                assert!(line.contains(&shown), "{}: {shown} in {line}", style.id);
            }
        }
    }

    #[test]
    fn names_keep_their_particles_and_organizations_their_words() {
        let reference = Reference {
            authors: vec![
                PersonName {
                    family: Some("Berg".into()),
                    given: Some("Hans".into()),
                    non_dropping_particle: Some("van den".into()),
                    ..PersonName::default()
                },
                PersonName::of_literal("Ministry of Rivers, Loria"),
            ],
            ..article()
        };
        for style in CITATION_STYLES {
            let line = style.cite(&reference);
            assert!(line.contains("van den") && line.contains("Berg"), "{line}");
            assert!(line.contains("Ministry of Rivers, Loria"), "{line}");
        }
        let others = Reference {
            authors: vec![PersonName::parse("Wright, Ada"), PersonName::others()],
            ..article()
        };
        for style in CITATION_STYLES.iter().filter(|style| !style.is_usual()) {
            let line = style.cite(&others);
            assert!(line.contains("et al."), "{line}");
            for wrong in ["et al..", "& et al", "and et al"] {
                assert!(!line.contains(wrong), "{}: {line}", style.id);
            }
        }
    }

    #[test]
    fn fields_that_frenemy_does_not_know_are_cited() {
        let reference = Reference {
            csl_type: Some("article-journal".into()),
            fields: article()
                .fields
                .with_unknown("volume", Some("12"))
                .with_unknown("page", Some("\"101-119\""))
                .with_unknown("note", Some("\"private words\"")),
            ..article()
        };
        let line = cited("apa", &reference);
        assert!(line.contains("12") && line.contains("101–119"), "{line}");
        assert!(!line.contains("private"), "{line}");
    }
}

#[test]
fn odd_references_are_cited_by_something() {
    let long = "x".repeat(100_000);
    let texts = [
        "",
        " ",
        "<i>",
        "{",
        "\u{202e}",
        "8317",
        "et al.",
        "0",
        "ß—\n\t",
        &long,
    ];
    for text in texts {
        for csl_type in ["", "article-journal", "no-such-type", "bill"] {
            let reference = Reference {
                csl_type: Some(csl_type.into()),
                title: Some(text.into()),
                container_title: Some(text.into()),
                publisher: Some(text.into()),
                authors: vec![PersonName::of_literal(text), PersonName::default()],
                editors: vec![PersonName::parse(",")],
                issued: Issued::parse(text),
                fields: article()
                    .fields
                    .with_unknown("page", Some("\"-99999999999999999999\""))
                    .with_unknown("volume", Some("-7"))
                    .with_unknown("issued", Some("{\"date-parts\":[[1],[2]]}"))
                    .with_unknown("edition", Some("99999999999")),
                ..Reference::new(text)
            };
            for style in CITATION_STYLES {
                assert!(style.is_usual() || !style.cite(&reference).trim().is_empty());
            }
        }
    }
}
