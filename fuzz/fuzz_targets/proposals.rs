//! Proposals, codebooks, and results of queries about event data: no panic on any bytes.
#![no_main]

use frenemy::events::{EventPlan, import_aggregated};
use frenemy::file::{codebook, proposals};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    let _ = proposals::read(bytes);
    let _ = codebook::read_csv(bytes);
    let _ = import_aggregated(bytes, &EventPlan::default());
});
