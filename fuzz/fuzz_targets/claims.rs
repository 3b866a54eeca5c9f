//! Tables of claims beside a table of ties: no panic on any line below a head that is understood.
#![no_main]

use std::ops::ControlFlow;

use frenemy::model::ReadChoices;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let head = b"relation,stance,quote,made,credibility,reference,title,issued,claim_fields\n";
    let claims = [&head[..], b"1,", bytes].concat();
    let ties = b"id,source,target\n1,a,b\n";
    let files = [(&ties[..], "ties.csv"), (&claims[..], "claims.csv")];
    let go_on = |_: f32| ControlFlow::Continue(());
    if let Some(Ok(opened)) = frenemy::file::read_tables(&files, &ReadChoices::default(), &go_on) {
        let document = &opened.document;
        let claims = document
            .relations
            .iter()
            .flat_map(|relation| &relation.claims);
        let mut cited = claims.filter_map(|claim| claim.reference.as_ref());
        assert!(cited.all(|id| document.references.get(id).is_some()));
    }
});
