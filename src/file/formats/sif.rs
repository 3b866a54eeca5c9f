//! Cytoscape's simple interaction format: an actor, a word for the tie, and those it is tied
//! to. Knows no other format.

use super::attribute_value::AttributeValue;
use super::listed_tie::ListedTie;
use super::native::reading::short;
use super::tie_builder::TieBuilder;
use crate::file::progress::ProgressMeter;
use crate::file::report::IssueLog;
use crate::model::Document;

/// Reads `a likes b c`. Tabs separate the words where there are any; otherwise spaces do.
pub(crate) fn read(
    text: &str,
    report: &mut IssueLog,
    mut progress: ProgressMeter<'_>,
) -> Option<Document> {
    let mut ties = TieBuilder::by_ties(text.len());
    let kind = ties.tie_attribute("interaction");
    let has_tabs = text.contains('\t');
    let mut at = 0;
    for line in text.split_inclusive('\n') {
        if progress.is_cancelled(at) {
            return None;
        }
        let words: Vec<&str> = if has_tabs {
            let cells = line.trim_end().split('\t').map(str::trim);
            cells.filter(|cell| !cell.is_empty()).collect()
        } else {
            line.split_whitespace().collect()
        };
        match &words[..] {
            [] => {}
            [alone] => {
                ties.end(alone, at);
            }
            [source, word, targets @ ..] if !targets.is_empty() => {
                let source = ties.end(source, at);
                for target in targets {
                    let tie = ListedTie {
                        source,
                        target: ties.end(target, at),
                        values: [(kind, AttributeValue::text(*word))].into_iter().collect(),
                        at,
                        ..ListedTie::default()
                    };
                    ties.tie(tie);
                }
            }
            [source, ..] => {
                let message = format!("the line names `{}` and only one more word", short(source));
                let hint = "Expected an actor, a word for the tie, and the actors that it is tied to; the line is left out.";
                report.error(at, "missing-end", message, Some(hint.to_owned()));
            }
        }
        at += line.len();
    }
    ties.into_document(report, progress.second_half(), &|at, _| at)
}

#[cfg(test)]
mod tests {
    use crate::file;

    #[test]
    fn one_line_may_have_several_targets_or_none() {
        let read = |text: &str| {
            let opened = file::read(text.as_bytes(), "net.sif").unwrap();
            let document = opened.document;
            let ties: Vec<String> = document
                .relations
                .iter()
                .map(|tie| {
                    let kind = tie.kind().as_str();
                    format!("{} {} {kind} {:?}", tie.source, tie.target, tie.subtype)
                })
                .collect();
            (
                opened.format,
                document.actors.len(),
                ties.join("; "),
                opened.issues,
            )
        };
        let (format, actors, ties, _) = read("A enemy B C\nD\nB pp A\n");
        assert_eq!((format, actors), ("sif", 4));
        assert_eq!(
            ties,
            "A B hostility Some(\"enemy\"); A C hostility Some(\"enemy\"); B A other Some(\"pp\")"
        );
        let (_, actors, ties, _) = read("New York\tally\tLos Angeles\n");
        assert_eq!(
            (actors, &*ties),
            (2, "New York Los Angeles cooperation Some(\"ally\")")
        );
        let (_, _, _, issues) = read("A pp\nA pp B\n");
        assert!(issues.iter().any(|issue| issue.code == "missing-end"));
    }
}
