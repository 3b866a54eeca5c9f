//! Invented networks: repeatable, valid, of the requested size, and similar to real ones.

use std::collections::{BTreeMap, BTreeSet};

use frenemy::file;
use frenemy::model::{Date, Document, Relation, Sign};
use frenemy::sample::Sample;

fn read_back(sample: Sample) -> Document {
    let bytes = file::write(&sample.document());
    let opened = file::read(&bytes, "sample.json").unwrap();
    assert_eq!(opened.issues, [], "{sample:?}");
    opened.document
}

#[test]
fn the_same_seed_gives_the_same_bytes_and_another_seed_others() {
    let bytes = |seed| file::write(&Sample::new(200, seed).document());
    assert!(bytes(7) == bytes(7));
    assert!(bytes(7) != bytes(8));
}

#[test]
fn a_sample_opens_without_issues_and_has_the_requested_size() {
    for (actors, relations) in [(3, 0), (2, 6), (20, 60), (500, 4000)] {
        let sample = Sample {
            actors,
            relations,
            seed: 1,
        };
        let document = read_back(sample);
        assert_eq!(document.actors.len(), actors);
        assert_eq!(document.relations.len(), relations);
        assert!(document.relations.iter().all(|relation| {
            relation.when.is_some() && !relation.is_uncited() && relation.claims.len() <= 3
        }));
    }
}

#[test]
fn samples_of_no_actor_and_one_actor_have_no_relations() {
    for actors in [0, 1] {
        let document = read_back(Sample::new(actors, 5));
        assert_eq!(document.actors.len(), actors);
        assert!(document.relations.is_empty() && document.references.is_empty());
    }
}

#[test]
fn names_are_unique_and_no_actor_is_tied_to_itself() {
    let document = Sample::new(3000, 2).document();
    let names: BTreeSet<_> = document.actors.iter().map(|actor| actor.name()).collect();
    assert_eq!(names.len(), 3000);
    let mut relations = document.relations.iter();
    assert!(relations.all(|relation| relation.source != relation.target));
}

#[test]
fn a_few_actors_have_many_ties_and_every_actor_has_one() {
    let document = Sample::new(2000, 3).document();
    let mut degrees = BTreeMap::new();
    for relation in document.relations.iter() {
        for end in [&relation.source, &relation.target] {
            *degrees.entry(end.clone()).or_insert(0_usize) += 1;
        }
    }
    assert_eq!(degrees.len(), 2000, "nobody stands alone");
    let mut degrees: Vec<_> = degrees.into_values().collect();
    degrees.sort_unstable();
    let (median, largest) = (degrees[1000], degrees[1999]);
    assert!(largest > 20 * median, "{largest} beside {median}");
}

#[test]
fn a_few_relations_are_contested_and_both_signs_occur() {
    let document = Sample::new(1000, 4).document();
    let count = |is: &dyn Fn(&Relation) -> bool| {
        document
            .relations
            .iter()
            .filter(|relation| is(relation))
            .count()
    };
    let contested = count(&Relation::is_contested);
    assert!((60..300).contains(&contested), "{contested} of 3000");
    for sign in [Sign::Positive, Sign::Negative] {
        assert!(count(&|relation| relation.kind().sign() == sign) > 750);
    }
}

#[test]
fn a_source_is_issued_after_the_relation_that_it_claims_began() {
    let document = Sample::new(300, 6).document();
    for relation in document.relations.iter() {
        let began = relation.when.as_ref().and_then(Date::earliest).unwrap();
        for id in relation
            .claims
            .iter()
            .filter_map(|claim| claim.reference.as_ref())
        {
            let reference = document.references.get(id).unwrap();
            let issued = Date::parse(&reference.issued_text().unwrap()).unwrap();
            assert!(issued.latest().unwrap() >= began, "{} in {id}", relation.id);
        }
    }
}
