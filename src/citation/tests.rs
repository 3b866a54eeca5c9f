//! What styles make of references, and of what they have no place for.

use super::{CITATION_STYLES, CitationStyle};
use crate::language::Language;
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
    assert_eq!(
        usual.cite(&article(), Language::English),
        article().citation()
    );
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
        let mut words = super::super::csl_words::files();
        assert!(words.all(|words| LOCALES.contains(&words)));
    }

    fn cited(id: &str, reference: &Reference) -> String {
        CitationStyle::by_id(id)
            .unwrap()
            .cite(reference, Language::English)
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
        let lines = CITATION_STYLES.iter().map(|style| {
            format!(
                "{}: {}",
                style.id,
                style.cite(&article(), Language::English)
            )
        });
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
    fn a_day_is_changed_only_where_it_is_a_day() {
        let title = "The April 5 attack";
        let reference = Reference {
            title: Some(title.into()),
            ..article()
        };
        let style = CitationStyle::by_id("apa").unwrap();
        assert!(style.cite(&reference, Language::German).contains(title));
        // The 20th of a month in 2031.
        let reference = Reference {
            issued: Issued::parse("2031-04-20"),
            ..article()
        };
        let notes = CitationStyle::by_id("chicago-notes").unwrap();
        let line = notes.cite(&reference, Language::Russian);
        assert!(line.contains(" 20 апреля 2031 г."), "{line}");
    }

    /// The article in each language but English, in one style.
    fn in_languages(id: &str, reference: &Reference) -> String {
        let style = CitationStyle::by_id(id).unwrap();
        let lines = Language::ALL.into_iter().skip(1).map(|language| {
            let code = language.code();
            format!("{code}: {}", style.cite(reference, language))
        });
        lines.collect::<Vec<_>>().join("\n")
    }

    #[test]
    fn dates_quotation_marks_and_words_are_those_of_the_language() {
        let edited = Reference {
            authors: Vec::new(),
            editors: vec![PersonName::parse("Wright, Ada"), PersonName::others()],
            issued: Issued::parse("2031-04"),
            url: None,
            ..article()
        };
        insta::assert_snapshot!(in_languages("frenemy", &article()), @r"
        es: Wright, Ada; Berg, Hans. «The river accord». The Weekly Lamp, 5 de abril de 2031. https://example.org/accord
        fr: Wright, Ada; Berg, Hans. « The river accord ». The Weekly Lamp, 5 avril 2031. https://example.org/accord
        de: Wright, Ada; Berg, Hans. „The river accord“. The Weekly Lamp, 5. April 2031. https://example.org/accord
        ru: Wright, Ada; Berg, Hans. «The river accord». The Weekly Lamp, 5 апреля 2031 г. https://example.org/accord
        ar: Wright, Ada; Berg, Hans. «The river accord». The Weekly Lamp, 5 أبريل 2031. https://example.org/accord
        zh: Wright, Ada; Berg, Hans. 《The river accord》. The Weekly Lamp, 2031年4月5日. https://example.org/accord
        ");
        insta::assert_snapshot!(in_languages("frenemy", &edited), @r"
        es: Wright, Ada; et al. (eds.). «The river accord». The Weekly Lamp, abril de 2031
        fr: Wright, Ada; et al. (dir.). « The river accord ». The Weekly Lamp, avril 2031
        de: Wright, Ada; u. a. (Hg.). „The river accord“. The Weekly Lamp, April 2031
        ru: Wright, Ada; и др. (ред.). «The river accord». The Weekly Lamp, апрель 2031 г.
        ar: Wright, Ada; وآخرون (محررون). «The river accord». The Weekly Lamp, أبريل 2031
        zh: Wright, Ada; 等 (编). 《The river accord》. The Weekly Lamp, 2031年4月
        ");
        insta::assert_snapshot!(in_languages("chicago-notes", &article()), @r#"
        es: Wright, Ada, y Hans Berg. «The river accord». The Weekly Lamp, 5 de abril de 2031. https://example.org/accord.
        fr: Wright, Ada, et Hans Berg. « The river accord ». The Weekly Lamp, 5 avril 2031. https://example.org/accord.
        de: Wright, Ada, und Hans Berg. „The river accord“. The Weekly Lamp, 5. April 2031. https://example.org/accord.
        ru: Wright, Ada, и Hans Berg. «The river accord». The Weekly Lamp, 5 апреля 2031 г. https://example.org/accord.
        ar: Wright, Ada, و Hans Berg. "The river accord". The Weekly Lamp, 5 أبريل، 2031. https://example.org/accord.
        zh: Wright, Ada, 和 Hans Berg. 《The river accord》. The Weekly Lamp, 2031年4月5日. https://example.org/accord.
        "#);
        insta::assert_snapshot!(in_languages("apa", &article()), @r"
        es: Wright, A., & Berg, H. (2031, 5 de abril). The river accord. The Weekly Lamp. https://example.org/accord
        fr: Wright, A., & Berg, H. (2031, 5 avril). The river accord. The Weekly Lamp. https://example.org/accord
        de: Wright, A., & Berg, H. (2031, 5. April). The river accord. The Weekly Lamp. https://example.org/accord
        ru: Wright, A., & Berg, H. (2031, 5 апреля). The river accord. The Weekly Lamp. https://example.org/accord
        ar: Wright, A., & Berg, H. (2031, 5 أبريل). The river accord. The Weekly Lamp. https://example.org/accord
        zh: Wright, A., & Berg, H. (2031, 4月5日). The river accord. The Weekly Lamp. https://example.org/accord
        ");
        insta::assert_snapshot!(in_languages("mla", &edited), @r#"
        es: Wright, Ada, et al., editores. «The river accord». The Weekly Lamp, abril de 2031.
        fr: Wright, Ada, et al., éditeurs. « The river accord ». The Weekly Lamp, avril 2031.
        de: Wright, Ada, u. a., Herausgeber. „The river accord“. The Weekly Lamp, April 2031.
        ru: Wright, Ada, и др., редакторы. «The river accord». The Weekly Lamp, апрель 2031 г.
        ar: Wright, Ada, وآخرون, تحقيق. "The river accord". The Weekly Lamp, أبريل، 2031.
        zh: Wright, Ada, 等, 编辑. 《The river accord》. The Weekly Lamp, 2031年4月.
        "#);
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
                let line = style.cite(&reference, Language::English);
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
            let line = style.cite(&reference, Language::English);
            assert!(line.contains("van den") && line.contains("Berg"), "{line}");
            assert!(line.contains("Ministry of Rivers, Loria"), "{line}");
        }
        let others = Reference {
            authors: vec![PersonName::parse("Wright, Ada"), PersonName::others()],
            ..article()
        };
        for style in CITATION_STYLES.iter().filter(|style| !style.is_usual()) {
            let line = style.cite(&others, Language::English);
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
                assert!(
                    style.is_usual()
                        || !style.cite(&reference, Language::English).trim().is_empty()
                );
            }
        }
    }
}
