//! Balance beside chance, for `frenemy analyze --null`.

use serde::Serialize;

use crate::analysis::{CampNumbers, ChanceFindings, NullComparison, SignedGraph, TriadCounts};

/// The keys of the JSON output; programs depend on them.
#[derive(Debug, Serialize)]
pub(super) struct NullReport {
    null: &'static str,
    statistic: &'static str,
    observed: f64,
    expected: f64,
    sd: f64,
    /// The middle 95 % of the draws.
    low: f64,
    high: f64,
    /// Null if all draws are the same.
    z: Option<f64>,
    p: f64,
    draws: usize,
    /// Whether the statistic is exact in every draw and in the network; otherwise all of these are
    /// numbers of the best splits found.
    exact: bool,
    /// What is known of the index itself, where it is not exact.
    #[serde(skip_serializing_if = "Option::is_none")]
    bounds: Option<IndexBoundsReport>,
}

/// Bounds of the frustration index in the network and in the draws.
#[derive(Debug, Serialize)]
struct IndexBoundsReport {
    /// The proved lower bound in the network; `observed` is the upper one.
    observed_low: f64,
    /// The mean of the proved lower bounds of the draws.
    expected_low: f64,
    /// The least and the greatest p that the bounds allow.
    p_low: f64,
    p_high: f64,
}

impl From<&NullComparison> for NullReport {
    fn from(found: &NullComparison) -> Self {
        Self {
            null: found.null.as_str(),
            statistic: found.statistic.as_str(),
            observed: found.observed,
            expected: found.expected,
            sd: found.sd,
            low: found.low,
            high: found.high,
            z: found.z,
            p: found.p,
            draws: found.draws,
            exact: found.is_exact(),
            bounds: found.bounds.map(|bounds| IndexBoundsReport {
                observed_low: bounds.observed,
                expected_low: bounds.expected,
                p_low: bounds.p[0],
                p_high: bounds.p[1],
            }),
        }
    }
}

/// A number of camps beside chance.
#[derive(Debug, Serialize)]
pub(super) struct CampNumberReport {
    camps: usize,
    errors: usize,
    expected: f64,
    sd: f64,
    /// Null if all draws are the same.
    z: Option<f64>,
    p: f64,
    draws: usize,
    /// Whether no split has fewer errors; otherwise they are those of the best splits found.
    exact: bool,
    /// Whether this number of camps is recommended.
    recommended: bool,
}

/// The numbers of camps; empty if no draws were asked for, or the network is too large.
pub(super) fn camp_numbers(found: &CampNumbers) -> Vec<CampNumberReport> {
    let recommended = found.recommended().map(|number| number.camps);
    let numbers = found.numbers.iter().map(|number| CampNumberReport {
        camps: number.camps,
        errors: number.errors,
        expected: number.expected,
        sd: number.sd,
        z: number.z(),
        p: number.p,
        draws: number.draws,
        exact: number.is_exact,
        recommended: recommended == Some(number.camps),
    });
    numbers.collect()
}

/// The comparisons in words; empty if no draws were asked for.
pub(super) fn chance_lines(
    chance: &ChanceFindings,
    signs: &SignedGraph,
    triads: TriadCounts,
) -> Vec<String> {
    if chance.draws == 0 {
        return Vec::new();
    }
    let said = chance.said(triads).map(|found| found.in_words(triads));
    let camps = chance.camps.advice().into_iter();
    let camps = camps.chain(
        chance
            .camps
            .lines()
            .into_iter()
            .map(|line| format!("  {line}")),
    );
    let lines = chance
        .remarks(signs, triads)
        .into_iter()
        .chain(said)
        .chain(camps);
    let lines = lines.chain([ChanceFindings::PAPERS.to_owned()]);
    let indented = lines.map(|line| format!("  {line}"));
    [chance.heading()].into_iter().chain(indented).collect()
}
