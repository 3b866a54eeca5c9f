//! Small files: what is read of them, their issues, and what is written back.

use std::cell::RefCell;

use super::*;
use crate::model::{Actor, Relation};

/// The issues of a file, one to a line.
fn issues(text: &str) -> String {
    let issues = match read(text.as_bytes(), "test.json") {
        Ok(opened) => opened.issues,
        Err(issues) => issues,
    };
    let lines: Vec<_> = issues
        .iter()
        .map(|issue| format!("{} {issue}", issue.code))
        .collect();
    lines.join("\n")
}

fn opened(text: &str) -> FileContent {
    read(text.as_bytes(), "test.json").unwrap()
}

fn written(text: &str) -> String {
    String::from_utf8(write(&opened(text).document)).unwrap()
}

const NATIVE: &str = r#"{
  "format": "frenemy/1",
  "references": [
    {
      "id": "w",
      "title": "T"
    }
  ],
  "nodes": [
    {
      "id": "russia",
      "name": "Russia",
      "kind": "state"
    },
    {
      "id": "taliban",
      "name": "Taliban"
    }
  ],
  "edges": [
    {
      "id": "e",
      "source": "russia",
      "target": "taliban",
      "kind": "support",
      "claims": [
        {
          "reference": "w",
          "quote": "met",
          "claimant": "taliban"
        }
      ]
    }
  ]
}
"#;

#[test]
fn every_format_with_a_writer_reads_what_it_writes() {
    let document = Document {
        actors: [Actor::new("a"), Actor::new("b")].into_iter().collect(),
        relations: [Relation::new("r", "a", "b")].into_iter().collect(),
        ..Document::default()
    };
    let mut written = Vec::new();
    for format in FORMATS {
        match writer(format.id) {
            Ok(write) => {
                let content = read(&write(&document), format.id).unwrap();
                assert_eq!(content.format, format.id);
                assert_eq!(content.document.relations.len(), 1);
                written.push(format.id);
            }
            Err(message) => assert!(message.contains(format.id), "{message}"),
        }
    }
    assert_eq!(written, [super::NATIVE]);
}

#[test]
fn a_canonical_file_is_written_back_letter_for_letter() {
    let read = opened(NATIVE);
    assert_eq!(read.format, "frenemy");
    assert_eq!(read.issues, []);
    assert_eq!(written(NATIVE), NATIVE);
}

#[test]
fn reading_a_large_file_of_any_format_reports_progress_and_can_be_cancelled() {
    let native = write(&crate::sample::Sample::new(300, 1).document());
    let ties = |line: fn(usize) -> String| (0..30_000).map(line).collect::<String>();
    let csv = "source,target,weight\n".to_owned() + &ties(|n| format!("a{},b{},1\n", n % 300, n));
    let arcs = ties(|n| format!("{} {} 1\n", n % 300 + 1, n % 299 + 1));
    let pajek = format!("*Vertices 300\n*Arcs\n{arcs}");
    check_progress(&native, "large.json", "frenemy");
    check_progress(csv.as_bytes(), "large.csv", "csv");
    check_progress(pajek.as_bytes(), "large.net", "pajek");
}

fn check_progress(bytes: &[u8], name: &str, format: &str) {
    let shares = RefCell::new(Vec::new());
    let all = read_with_progress(bytes, name, &ReadChoices::default(), &|share| {
        shares.borrow_mut().push(share);
        ControlFlow::Continue(())
    });
    let all = all.unwrap().unwrap();
    assert_eq!(all.format, format);
    assert!(all.document.actors.len() >= 300, "{name}");
    let shares = shares.into_inner();
    assert!(shares.len() > 4 && shares.is_sorted(), "{name}: {shares:?}");
    assert!(shares.iter().all(|share| (0.0..=1.0).contains(share)));
    for enough in [0.0, 0.3, 0.7] {
        let answer = read_with_progress(bytes, name, &ReadChoices::default(), &|share| {
            if share > enough {
                ControlFlow::Break(())
            } else {
                ControlFlow::Continue(())
            }
        });
        assert!(answer.is_none(), "{name}: cancelled at {enough}");
    }
}

#[test]
fn unknown_fields_survive_at_every_level_with_their_order_and_digits() {
    let text = r#"{"z":1e400,"nodes":[{"x":1,"zz":[1.0,{"a":"\u00e9"}],"id":7,"y":2.50}],"format":"frenemy/1",
      "graph":{"q":null,"title":"T"},"edges":[{"target":7,"source":7,"b":{},"id":"e","weight":1,"claims":[{"k":[],"quote":{"t":1,"exact":"w"}}]}],
      "references":[{"id":"r","author":[{"suffix":"Jr.","family":"F"}],"issued":{"date-parts":[["2017","2"]],"season":1}}]}"#;
    assert_eq!(issues(text), "");
    insta::assert_snapshot!(written(text), @r#"
    {
      "z": 1e400,
      "nodes": [
        {
          "x": 1,
          "zz": [
            1.0,
            {
              "a": "\u00e9"
            }
          ],
          "id": 7,
          "y": 2.50
        }
      ],
      "format": "frenemy/1",
      "graph": {
        "q": null,
        "title": "T"
      },
      "edges": [
        {
          "target": 7,
          "source": 7,
          "b": {},
          "id": "e",
          "weight": 1,
          "claims": [
            {
              "k": [],
              "quote": {
                "t": 1,
                "exact": "w"
              }
            }
          ]
        }
      ],
      "references": [
        {
          "id": "r",
          "author": [
            {
              "suffix": "Jr.",
              "family": "F"
            }
          ],
          "issued": {
            "date-parts": [
              [
                "2017",
                "2"
              ]
            ],
            "season": 1
          }
        }
      ]
    }
    "#);
}

#[test]
fn every_kind_of_mistake_is_an_issue_with_a_place() {
    let text = r#"{"format": "frenemy/1",
"references": [{"id": "wahdatyar", "reliability": "G"}],
"nodes": [
  {"id": "taliban", "kind": "gruop", "members": ["nobody", "taliban"]},
  {"id": "taliban", "name": " "},
  {"name": "Russia", "x": 1e400, "y": 5},
  7
],
"edges": [
  {"source": "talban", "target": "Russia", "kind": "friend"},
  {"source": "taliban"},
  {"source": "taliban", "target": "Russia", "when": "2015-13", "claims": [
    {"reference": "wahdatjar", "stance": "says", "credibility": 9},
    {"note": 5, "note": null}
  ]}
]}"#;
    insta::assert_snapshot!(issues(text), @r"
    unknown-reliability 2:51: error: `G` is not a known reliability (at /references/0/reliability). Allowed are A, B, C, D, E or F.
    unknown-kind 4:29: error: `gruop` is not a known kind (at /nodes/0/kind). Did you mean `group`? Allowed are state, group, organization or person.
    missing-member 4:50: error: the member `nobody` names no actor (at /nodes/0/members/0)
    member-cycle 4:60: error: `taliban` contains itself: taliban → taliban (at /nodes/0/members/1). Remove one of these memberships.
    repeated-id 5:10: error: the id `taliban` belongs to an earlier actor (at /nodes/1/id). This one is called `taliban-2` now; relations that name the id mean the earlier one.
    empty-name 5:29: warning: the name is empty (at /nodes/1/name). The id is shown in its place.
    missing-id 6:3: warning: the actor has no id (at /nodes/2). It is called `Russia` now; give it an id.
    bad-coordinate 6:27: error: `x` is too far from the center (at /nodes/2/x). The layout finds a new position; the number is kept as it is.
    not-an-object 7:3: error: expected an actor, found a number (at /nodes/3). Write an actor as an object in braces.
    dangling-end 10:14: error: the source `talban` names no actor (at /edges/0/source). Did you mean `taliban`?
    kind-word 10:52: note: `friend` is read as cooperation (at /edges/0/kind). The word is kept as it is written.
    missing-end 11:3: error: the relation has no `target` (at /edges/1). The relation is kept in the file and not drawn; name the actor at this end.
    bad-date 12:53: error: `2015-13` is not a valid date: there is no month 13 (at /edges/2/when). Dates are written 2015, 2015-09, 2015-09-07, 2007/.., 2016-07~.
    missing-reference 13:19: error: the claim's reference `wahdatjar` is not in the file (at /edges/2/claims/0/reference). Did you mean `wahdatyar`?
    unknown-stance 13:42: error: `says` is not a known stance (at /edges/2/claims/0/stance). Allowed are asserts, denies, disputes or retracts.
    bad-credibility 13:65: error: `9` is not a credibility grade (at /edges/2/claims/0/credibility). The Admiralty code goes from 1 (confirmed) to 5 (improbable); 6 cannot be judged.
    repeated-key 14:6: error: the key `note` is repeated in the same object (at /edges/2/claims/1/note). The last one is used, and this one is lost when the file is saved; remove one of them.
    ");
}

#[test]
fn what_a_settlement_set_aside_is_no_fault_of_the_file() {
    let text = r#"{"format":"frenemy/1","graph":{"set_aside":[
{"id":"y","source":"a","target":"b","kind":"hostility","claims":[{"reference":"r"}]}]},
"references":[{"id":"r","title":"R"}],"nodes":[{"id":"a"},{"id":"b"}],
"edges":[{"id":"x","source":"a","target":"b","kind":"support","claims":[{"reference":"r"}]}]}"#;
    assert_eq!(issues(text), "");
    assert_eq!(opened(text).document.meta.set_aside.len(), 1);
    assert_eq!(issues(&written(text)), "");
    // What it names must be in the file.
    let dangling = text.replacen(r#""target":"b""#, r#""target":"z""#, 1);
    assert!(issues(&dangling).starts_with("dangling-end 2:"));
}

#[test]
fn invalid_values_stay_in_the_file() {
    let text = r#"{"format":"frenemy/1","nodes":[{"id":"a","kind":"gruop","x":1e400,"y":5},7],"edges":[{"source":"a"},{"id":"e","source":"a","target":"ghost","when":"soon"}]}"#;
    insta::assert_snapshot!(written(text), @r#"
    {
      "format": "frenemy/1",
      "nodes": [
        {
          "id": "a",
          "kind": "gruop",
          "x": 1e400,
          "y": 5
        },
        7
      ],
      "edges": [
        {
          "id": "e",
          "source": "a",
          "target": "ghost",
          "when": "soon"
        },
        {
          "source": "a"
        }
      ]
    }
    "#);
}

/// The codes of the issues of a file.
fn codes(opened: &FileContent) -> Vec<&'static str> {
    opened.issues.iter().map(|issue| issue.code).collect()
}

#[test]
fn plain_node_link_json_opens_by_id_by_number_and_from_networkx() {
    let by_id = opened(
        r#"{"nodes":[{"id":"a","group":1},{"id":"b"}],"links":[{"source":"a","target":"b","value":2}]}"#,
    );
    assert_eq!(
        (by_id.format, codes(&by_id)),
        ("json-d3-id", vec!["no-sign"])
    );
    assert_eq!(
        by_id.document.relations.iter().next().unwrap().weight,
        Some(2.0)
    );
    let by_index = opened(
        r#"{"nodes":[{"name":"A"},{"name":"A"},{}],"links":[{"source":0,"target":1},{"source":2,"target":9}]}"#,
    );
    assert_eq!(by_index.format, "json-d3-index");
    let ids: Vec<_> = by_index
        .document
        .actors
        .iter()
        .map(|actor| actor.id.to_string())
        .collect();
    assert_eq!(ids, ["A", "A-2", "2", "9"]);
    insta::assert_snapshot!(by_index.issues[1], @r#"1:95: error: the target 9 is not the number of an actor (at /links/1/target). Actors are numbered 0 to 2, in the order of the file."#);
    let networkx = opened(
        r#"{"directed":true,"multigraph":false,"graph":{},"nodes":[{"id":0},{"id":1}],"edges":[{"source":0,"target":1}]}"#,
    );
    assert_eq!(
        (networkx.format, codes(&networkx)),
        ("json-networkx", vec!["no-sign"])
    );
    assert!(
        networkx
            .document
            .relations
            .iter()
            .all(|relation| relation.is_directed())
    );
}

#[test]
fn citations_become_claims_and_references() {
    let text = r#"{"nodes":[{"id":"a"},{"id":"b"}],"edges":[{"source":"a","target":"b","citations":[
      {"title":"A title","url":"https://a.example","date":"2017-02-03","quote":"q","page":5},{"url":"https://a.example"},{"date":"soon"}]}]}"#;
    insta::assert_snapshot!(issues(text), @r#"bad-date 2:130: error: `soon` is not a valid date: a date begins with a year of four digits (at /edges/0/citations/2/date). Dates are written 2015, 2015-09, 2015-09-07, 2007/.., 2016-07~."#);
    insta::assert_snapshot!(written(text), @r#"
    {
      "nodes": [
        {
          "id": "a"
        },
        {
          "id": "b"
        }
      ],
      "edges": [
        {
          "source": "a",
          "target": "b",
          "claims": [
            {
              "reference": "a-title",
              "quote": "q",
              "page": 5
            },
            {
              "reference": "a-title"
            },
            {
              "date": "soon"
            }
          ],
          "id": "a-b-other"
        }
      ],
      "references": [
        {
          "id": "a-title",
          "title": "A title",
          "issued": {
            "date-parts": [
              [
                2017,
                2,
                3
              ]
            ]
          },
          "URL": "https://a.example"
        }
      ]
    }
    "#);
}

#[test]
fn other_formats_are_named() {
    insta::assert_snapshot!(issues("<graphml/>"), @r"no-network 1:1: error: there is no <graph> in the file. A GraphML file has a <graph> with <node> and <edge>.");
    insta::assert_snapshot!(issues("{\"elements\": {}}"), @r"empty-network 1:1: warning: there are no actors and no ties in the file. It needs a list of nodes and a list of edges.");
    insta::assert_snapshot!(issues("{\"nodes\": [\n NaN]}"), @r#"not-json 2:2: error: expected a value, found `NaN`. JSON has no NaN and no Infinity; write null instead."#);
    insta::assert_snapshot!(issues("a,b\n1,2\n"), @r"columns 1:1: note: the first line names the columns: `a` is the source, `b` is the target, nothing says friend or foe, so every kind is other; 1 tie: 0 friendly, 0 hostile, 1 of kind other. If this is wrong, choose File › Map columns…, or give --columns and --kinds on the command line; the names `source`, `target`, `sign` (or `weight`, `value`, `kind`), `when` and `type` say it in the file.");
    insta::assert_snapshot!(issues("{\"type\":\"node\"}\n{\"type\":\"node\"}\n"), @r"no-network 1:1: error: no line names two ends of a tie. Frenemy reads lines of Neo4j (`type`: node or relationship), GraphSON, FollowTheMoney, and any objects with `source` and `target`.");
    insta::assert_snapshot!(issues(""), @r#"empty 1:1: error: the file is empty. A file that begins with {"nodes": [], "edges": []} is an empty network."#);
}

#[test]
fn a_later_version_opens_with_a_warning() {
    insta::assert_snapshot!(issues("{\"format\": \"frenemy/2\", \"nodes\": []}"), @r#"other-version 1:12: warning: `frenemy/2` is not the version frenemy/1 (at /format). What this version does not know is kept and not shown."#);
}

#[test]
fn both_names_of_a_list_are_one_too_many_unless_one_list_is_empty() {
    let text =
        r#"{"nodes":[{"id":"a"},{"id":"b"}],"links":[{"source":"a","target":"b"}],"edges":[]}"#;
    assert_eq!(opened(text).document.relations.len(), 1);
    let text = r#"{"nodes":[{"id":"a"},{"id":"b"}],"links":[{"source":"a","target":"b"}],"edges":[{"source":"b","target":"b"}]}"#;
    insta::assert_snapshot!(issues(text), @r"
    no-sign 1:1: note: nothing says friend or foe, so every kind is other; 1 tie: 0 friendly, 0 hostile, 1 of kind other. A sign comes from `sign`, `polarity` or `valence`, from words in `kind`, `type`, `relation` or `interaction`, or from a weight where one is below zero.
    two-names 1:34: warning: `links` is another name for `edges`, and the object has both (at /links). `edges` is used; `links` is kept but not read.
    unread-list 1:42: warning: `links` looks like relations and is not read: it has 1 item (at /links). It is not in the network. Put its items into the list of relations, each with `source` and `target`.
    ");
    assert_eq!(opened(text).document.relations.len(), 1);
    assert!(written(text).contains("\"links\""));
}

#[test]
fn the_last_value_of_a_repeated_list_counts_when_an_empty_one_is_beside_it() {
    for text in [
        r#"{"links": [null],"edges": [],"links": true}"#,
        r#"{"edges": [null],"links": [],"relations": true,"edges": []}"#,
        r#"{"nodes": [null],"actors": [],"nodes": true,"edges": []}"#,
        r#"{"edges": [{"source":"a","target":"b"}],"edges": [],"links": [{"source":"a","target":"b"}]}"#,
    ] {
        let once = written(text);
        assert_eq!(written(&once), once, "{text}");
    }
}

#[test]
fn a_placeholder_that_was_placed_stays_a_placeholder() {
    let text =
        r#"{"format":"frenemy/1","nodes":[],"edges":[{"id":"e","source":"a","target":"a"}]}"#;
    let mut document = opened(text).document;
    let actor = document.actors.iter().next().unwrap();
    let position = Some(crate::model::Point { x: 1.0, y: 2.0 });
    let placed = crate::model::Actor {
        position,
        ..crate::model::Actor::clone(actor)
    };
    document.actors.put(placed);
    let again = read(&write(&document), "").unwrap();
    let actor = again.document.actors.iter().next().unwrap();
    assert!(actor.is_placeholder && actor.position.is_some());
    assert_eq!(again.issues.len(), 2);
}

#[test]
fn a_new_document_is_a_graph_that_networkx_reads() {
    let text = String::from_utf8(write(&Document::default())).unwrap();
    insta::assert_snapshot!(text, @r#"
    {
      "$schema": "frenemy-1.schema.json",
      "format": "frenemy/1",
      "directed": true,
      "multigraph": true,
      "nodes": [],
      "edges": []
    }
    "#);
}

#[test]
fn of_a_hundred_thousand_missing_ends_the_first_are_listed_and_the_rest_counted() {
    let edges: Vec<_> = (0..50_000)
        .map(|index| format!("{{\"source\":\"g{index}\",\"target\":\"h{index}\"}}"))
        .collect();
    let nodes: Vec<_> = (0..1000)
        .map(|index| format!("{{\"id\":\"n{index}\"}}"))
        .collect();
    let text = format!(
        "{{\"nodes\":[{}],\"edges\":[{}]}}",
        nodes.join(","),
        edges.join(",")
    );
    let read = opened(&text);
    assert_eq!(read.issues.len(), 1_002);
    assert_eq!(read.document.actors.len(), 101_000);
}

#[test]
fn names_and_ids_of_megabytes_are_cut_for_display_and_kept_whole() {
    let long = |words: &str| words.repeat(2_000_000 / words.len());
    let (name, id, quote) = (long("Namé "), long("id"), long("words "));
    let file = serde_json::json!({
        "format": "frenemy/1",
        "nodes": [{"id": "a", "name": name}, {"id": id, "aliases": [name]}],
        "references": [{"id": "r", "title": name, "URL": format!("https://a.example/{id}")}],
        "edges": [{"id": "e", "source": "a", "target": id,
            "claims": [{"reference": "r", "quote": quote}]}],
    });
    let opened = read(file.to_string().as_bytes(), "long.json").unwrap();
    let document = &opened.document;
    assert_eq!((document.actors.len(), document.relations.len()), (2, 1));
    for actor in document.actors.iter() {
        assert!(actor.name().len() < 2_100 && actor.id.as_str().len() < 2_100);
        assert!(actor.name().ends_with('…') || actor.name().contains('…'));
    }
    let reference = document.references.get(&"r".into()).unwrap();
    assert!(reference.title.as_ref().unwrap().len() < 2_100);
    assert_eq!(reference.url, None);
    let codes: Vec<_> = opened.issues.iter().map(|issue| issue.code).collect();
    assert_eq!(codes, ["too-long"; 7]);
    let written: serde_json::Value = serde_json::from_slice(&write(document)).unwrap();
    for key in ["nodes", "references", "edges"] {
        assert_eq!(
            written[key].to_string().len(),
            file[key].to_string().len(),
            "{key}"
        );
    }
}

/// A file with more records than an outline keeps, and with mistakes in those that it leaves out.
fn long_lists() -> String {
    let node = |at: usize| match at {
        210 => "7".to_owned(),
        211 => r#"{"id": "n211", "name": "half \ud83d", "kind": "stat"}"#.to_owned(),
        212 => r#"{"id": "n5", "name": ["x"], "own": {"a": [1, 2]}}"#.to_owned(),
        _ => format!(r#"{{"id": "n{at}", "x": {at}.50, "own": [{at}]}}"#),
    };
    let edge = |at: usize| match at {
        205 => "[]".to_owned(),
        206 => r#"{"source": "n1", "kind": "hostility"}"#.to_owned(),
        207 => {
            r#"{"source": "n1", "target": "nobody", "when": "2015-13", "claims": [7]}"#.to_owned()
        }
        _ => format!(
            r#"{{"source": "n{at}", "target": "n{}", "claims": [{{"quote": "q {at}"}}]}}"#,
            at + 1
        ),
    };
    let list =
        |item: &dyn Fn(usize) -> String| (0..240).map(item).collect::<Vec<_>>().join(" ,\n ");
    format!(
        "{{\"format\": \"frenemy/1\",\n\"edges\": [{}\n],\n\"nodes\": [{}]}}",
        list(&edge),
        list(&node)
    )
}

#[test]
fn a_large_file_is_read_as_a_small_one() {
    let text = long_lists();
    let large = text.clone() + &" ".repeat(OUTLINE_BYTES);
    let by_tree = read(text.as_bytes(), "a.json").unwrap();
    let by_record = read(large.as_bytes(), "a.json").unwrap();
    assert!(by_tree.issues.len() > 8, "{:#?}", by_tree.issues);
    let found = |content: &FileContent| -> Vec<String> {
        let lines = content.issues.iter().map(|issue| format!("{issue:?}"));
        lines.collect()
    };
    assert_eq!(found(&by_tree), found(&by_record));
    assert_eq!(by_tree.document, by_record.document);
    assert_eq!(write(&by_tree.document), write(&by_record.document));
    let quotes = |bytes: &[u8]| {
        read_with_quotes(bytes, "a.json", &ReadChoices::default())
            .unwrap()
            .1
    };
    assert_eq!(quotes(text.as_bytes()), quotes(large.as_bytes()));
}

#[test]
fn a_large_file_that_is_no_json_is_refused_as_a_small_one() {
    let deep = "[".repeat(200) + &"]".repeat(200);
    let cases = [
        long_lists().replace(r#""n230", "x""#, r#""n230" "x""#),
        long_lists().replace("[230]", &deep),
    ];
    for text in cases {
        let refusal = |bytes: &[u8]| format!("{:?}", read(bytes, "a.json").unwrap_err());
        let large = text.clone() + &" ".repeat(OUTLINE_BYTES);
        assert_eq!(refusal(text.as_bytes()), refusal(large.as_bytes()));
    }
}
