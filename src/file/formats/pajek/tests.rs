//! Tests of Pajek files, as texts and what is read from them.

use super::*;
use crate::model::Relation;

/// The ties of a file, one to a line, and its issues.
fn check(text: &str) -> String {
    let mut report = IssueLog::default();
    let document = read(text, &mut report, ProgressMeter::default());
    let mut lines: Vec<String> = Vec::new();
    for relation in document
        .iter()
        .flat_map(|document| document.relations.iter())
    {
        let arrow = if relation.is_directed() { "->" } else { "--" };
        let (kind, weight) = (relation.kind().as_str(), relation.weight);
        let Relation { source, target, .. } = &**relation;
        let subtype = relation.subtype.as_deref().unwrap_or_default();
        let line = format!("{source} {arrow} {target}: {kind} {weight:?} {subtype}");
        lines.push(line.trim_end().to_owned());
    }
    let issues = report.into_issues(text, None);
    lines.extend(issues.iter().map(|issue| format!("{} {issue}", issue.code)));
    lines.join("\n")
}

#[test]
fn arcs_go_one_way_and_edges_do_not_and_the_value_says_friend_or_foe() {
    let text = "% a comment\n*Vertices 3\n1 \"New Guinea\" 0.1 0.2 0.5\n3 c\n*Arcs\n1 2 -2.5 c Red\n2 1 0\n*Edges :1 \"talks\"\n2 3\n";
    insta::assert_snapshot!(check(text), @r"
    New Guinea -> 2: hostility Some(2.5)
    2 -> New Guinea: other Some(0.0)
    2 -- c: cooperation None talks
    signs 1:1: note: `weight` says friend or foe and is the weight; `pajek` is kept as it is; 3 ties: 1 friendly, 1 hostile, 1 of kind other. A sign comes from `sign`, `polarity` or `valence`, from words in `kind`, `type`, `relation` or `interaction`, or from a weight where one is below zero.
    ");
}

#[test]
fn lists_and_matrices_are_ties_too() {
    let text = "*Vertices 3\n*Arcslist\n1 2 -3\n*Edgeslist\n2 3\n*Matrix :2 \"trust\"\n0 1 0\n-1 0 0\n0 0 2\n";
    insta::assert_snapshot!(check(text), @r"
    1 -> 2: cooperation None
    1 -> 3: hostility Some(1.0)
    2 -- 3: cooperation None
    1 -> 2: cooperation Some(1.0) trust
    2 -> 1: hostility Some(1.0) trust
    3 -> 3: cooperation Some(2.0) trust
    signs 1:1: note: `weight` says friend or foe and is the weight; 6 ties: 4 friendly, 2 hostile, 0 of kind other. A sign comes from `sign`, `polarity` or `valence`, from words in `kind`, `type`, `relation` or `interaction`, or from a weight where one is below zero.
    ");
    let two_modes = "*Vertices 3 2\n*Matrix\n1\n-1\n";
    insta::assert_snapshot!(check(two_modes), @r"
    1 -> 3: cooperation Some(1.0)
    2 -> 3: hostility Some(1.0)
    signs 1:1: note: `weight` says friend or foe and is the weight; 2 ties: 1 friendly, 1 hostile, 0 of kind other. A sign comes from `sign`, `polarity` or `valence`, from words in `kind`, `type`, `relation` or `interaction`, or from a weight where one is below zero.
    ");
}

#[test]
fn relations_have_numbers_and_names() {
    let text = "*vertices 2\n*arcs :12 \"war\"\n*arcs :7 \"meet\"\n*arcs\n12: 1 2 4 [1-*]\n7: 2 1 1\n*arcs :12\n2 1 1\n";
    insta::assert_snapshot!(check(text), @r#"
    1 -> 2: hostility Some(4.0) war
    2 -> 1: other Some(1.0) meet
    2 -> 1: hostility Some(1.0) war
    time-points 1:1: note: times of lines are all below 1000, so they are points in time and no years; they are kept in the field `time points`. If they are years, say so: --columns "date=time points".
    signs 1:1: note: `weight` is the weight; `time points` is kept as it is; 3 ties: 0 friendly, 2 hostile, 1 of kind other. A sign comes from `sign`, `polarity` or `valence`, from words in `kind`, `type`, `relation` or `interaction`, or from a weight where one is below zero.
    "#);
}

#[test]
fn every_bad_line_is_reported_with_its_place() {
    let text =
        "*Vertices 2\n1 \"a\n1 b\n5 c\n*Arcs\n1 3\n1\n1 2 x\n*Matrix\n1 y 0 0 1\n*Cluster c\n1\n";
    insta::assert_snapshot!(check(text), @r"
    a -> 2: other None
    a -> a: other Some(1.0)
    no-sign 1:1: note: `weight` is the weight; no number is negative, so numbers are counts and every kind is other; `pajek` is kept as it is; 2 ties: 0 friendly, 0 hostile, 2 of kind other. A sign comes from `sign`, `polarity` or `valence`, from words in `kind`, `type`, `relation` or `interaction`, or from a weight where one is below zero.
    open-quote 2:3: error: the quote that opens here is not closed on this line. The label goes up to the end of the line.
    repeated-vertex 3:2: error: vertex 1 is described a second time. The first line counts; take one of them out.
    bad-vertex 4:1: error: `5` is not a vertex from 1 to 2. The line is left out; correct the number, or that of *Vertices.
    bad-vertex 6:3: error: `3` is not a vertex from 1 to 2. The line is left out; correct the number, or that of *Vertices.
    bad-vertex 7:2: error: the line ends where a vertex from 1 to 2 is expected. The line is left out; correct the number, or that of *Vertices.
    bad-number 8:5: error: `x` is not a value. Expected a number such as 1 or -2; the line counts as one without a value.
    bad-matrix 9:1: error: the matrix has 5 values where 4 are expected. It needs a value for every vertex in every vertex's row.
    bad-number 10:3: error: `y` is not a value. Expected a number; 0 is used.
    unread-section 11:1: warning: `*Cluster` is not read. Frenemy reads networks, partitions and vectors. Lines up to the next *Network are left out.
    ");
}

#[test]
fn a_file_without_a_network_is_refused_with_its_reason() {
    insta::assert_snapshot!(check("*Vertices 2000000000\n*Edges\n1 2\n"), @r"bad-number 1:11: error: 2000000000 vertices are more than the 1000000 that Frenemy opens. Write how many vertices there are, as in `*Vertices 16`; this network is left out.");
    insta::assert_snapshot!(check("*Edges\n1 2\n"), @r"no-vertices 1:1: error: `*Edges` comes before any vertices. Write `*Vertices` and how many there are before the first tie.");
}

#[test]
fn in_a_project_a_label_means_the_same_actor() {
    let text = "*Network marriage\n*Vertices 2\n1 A\n2 B\n*Edges\n1 2 1\n*Network business\n*Vertices 2\n1 B\n2 C\n*Edges\n1 2 1\n";
    insta::assert_snapshot!(check(text), @r"
    A -- B: other Some(1.0) marriage
    B -- C: other Some(1.0) business
    several-networks 1:1: warning: the file has 2 networks, which became one: `marriage` and `business`. Choose one with File › Choose network…, or with --network NAME on the command line; --network all takes them as one without this warning.
    no-sign 1:1: note: `weight` is the weight; no number is negative, so numbers are counts and every kind is other; 2 ties: 0 friendly, 0 hostile, 2 of kind other. A sign comes from `sign`, `polarity` or `valence`, from words in `kind`, `type`, `relation` or `interaction`, or from a weight where one is below zero.
    ");
}

#[test]
fn coordinates_are_places_if_each_actor_has_different_ones() {
    let positions = |text: &str| {
        let document = read(text, &mut IssueLog::default(), ProgressMeter::default()).unwrap();
        let positions = document.actors.iter().filter_map(|actor| actor.position);
        positions.count()
    };
    assert_eq!(positions("*Vertices 2\n1 a 0.1 0.2\n2 b 0.1 0.3\n"), 2);
    assert_eq!(positions("*Vertices 2\n1 a 0 0\n2 b 0 0\n"), 0);
    assert_eq!(positions("*Vertices 2\n1 a 0.1 0.2\n2 b ellipse\n"), 1);
}

proptest::proptest! {
    #![proptest_config(proptest::prelude::ProptestConfig::with_cases(256))]

    #[test]
    fn no_file_makes_it_panic_and_every_tie_has_its_ends(words in muddle()) {
        match crate::file::read(words.join(" ").as_bytes(), "muddle.net") {
            Err(issues) => proptest::prop_assert!(!issues.is_empty()),
            Ok(opened) => {
                let actors = &opened.document.actors;
                for relation in opened.document.relations.iter() {
                    let ends = [&relation.source, &relation.target];
                    proptest::prop_assert!(ends.into_iter().all(|end| actors.contains(end)));
                }
            }
        }
    }
}

/// Parts of Pajek files in random order.
fn muddle() -> impl proptest::strategy::Strategy<Value = Vec<&'static str>> {
    let parts = "*Vertices *Arcs *Edges *Arcslist *Edgeslist *Matrix *Network *Partition *Arcs:1 :2 : 1: 1 2 3 0 -1 2.5 \"a \"b\" \" é % [1-*] c";
    let parts: Vec<_> = parts
        .split(' ')
        .chain(["\n", "\n", "\n*Vertices 3\n"])
        .collect();
    proptest::collection::vec(proptest::sample::select(parts), 0..40)
}

#[test]
fn partitions_and_labels_of_lines_are_kept() {
    let text = "*Network n\n*Vertices 2\n1 \"A\"\n2 \"B\"\n*Arcs\n1 2 1 c Red l \"a pact\" w 2\n2 1 -1 l \"war\"\n1 1 1 l \"support\"\n*Partition camps\n*Vertices 2\n1\n2\n*Vector size\n*Vertices 2\n0.5\n*Network m\n*Vertices 1\n1 \"A\"\n";
    let opened = crate::file::read(text.as_bytes(), "n.paj").unwrap();
    let document = opened.document;
    let values: Vec<_> = document
        .actors
        .iter()
        .map(|actor| (actor.fields.unknown("camps"), actor.fields.unknown("size")))
        .collect();
    assert_eq!(values, [(Some("1"), Some("0.5")), (Some("2"), None)]);
    let ties: Vec<_> = document
        .relations
        .iter()
        .map(|tie| {
            let kept = tie.fields.unknown("pajek").unwrap_or_default();
            format!("{} {:?} {kept}", tie.kind().as_str(), tie.subtype)
        })
        .collect();
    assert_eq!(
        ties,
        [
            "cooperation Some(\"a pact\") \"c Red w 2\"",
            "hostility Some(\"war\") ",
            "support Some(\"n\") "
        ]
    );
    assert!(
        opened
            .issues
            .iter()
            .any(|issue| issue.code == "bad-partition")
    );
}
