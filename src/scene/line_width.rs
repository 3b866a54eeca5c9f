//! The width of lines: how much evidence a tie has, on a scale fitted to the network. Draws
//! nothing.

use crate::graph::{LineWidth, Tie, Ties, ValueRange};

/// The narrowest and the widest line, in points.
const MIN_WIDTH: f32 = 0.8;
const MAX_WIDTH: f32 = 5.0;

/// Counts up to this one share the scale, so that a line with one source is as wide in a network
/// of few sources as in one of many.
const MIN_FULL_COUNT: f64 = 12.0;

/// With more ties than this, the widest line is that of the 95th percentile: a single tie of
/// enormous weight would make all others equally narrow.
const MAX_TIES_WITHOUT_OUTLIERS: usize = 40;

/// From the value of a tie to the width of its line: the area of a line grows with its value.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct WidthScale {
    /// The value of the widest lines.
    full: f64,
    /// Whether all values are alike.
    is_flat: bool,
}

/// Up to three round values with the width of their lines, for the legend.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct WidthSamples {
    samples: [(f64, f32); 3],
    count: usize,
}

impl WidthSamples {
    /// These values with their widths.
    #[cfg(test)]
    pub(super) fn of(samples: [(f64, f32); 3]) -> Self {
        Self { samples, count: 3 }
    }

    /// The same values with lines of this share of the width.
    pub(super) fn scaled(mut self, share: f32) -> Self {
        for (_, width) in &mut self.samples {
            *width *= share;
        }
        self
    }

    /// The values and widths, the smallest first.
    pub fn all(&self) -> &[(f64, f32)] {
        &self.samples[..self.count]
    }
}

impl WidthScale {
    /// The scale that suits these ties.
    pub(super) fn of(ties: &Ties) -> Self {
        let full = ties.range().map_or(MIN_FULL_COUNT, |range| {
            match ties.width() {
                LineWidth::Weight if range.max <= range.min => range.max * MIN_FULL_COUNT,
                // Of few ties the largest is not an exception.
                LineWidth::Weight if ties.len() < MAX_TIES_WITHOUT_OUTLIERS => range.max,
                LineWidth::Weight => range.high,
                LineWidth::Sources | LineWidth::Claims | LineWidth::Relations => {
                    range.high.max(MIN_FULL_COUNT)
                }
            }
        });
        let is_flat = ties.range().is_none_or(|range| range.max <= range.min);
        Self { full, is_flat }
    }

    /// The width of a line for this value, in points.
    pub(super) fn width(self, value: f64) -> f32 {
        let share = (value / self.full).clamp(0.0, 1.0);
        let share = if share.is_nan() { 0.0 } else { share };
        MIN_WIDTH + (MAX_WIDTH - MIN_WIDTH) * share.sqrt() as f32
    }

    /// The opacity of the line of a tie among many: more for wider ones, and enough for all that
    /// colours are those of the legend; 1 if all are alike.
    pub(super) fn opacity(self, tie: &Tie) -> f32 {
        const MIN_OPACITY: f32 = 0.72;
        if self.is_flat {
            return 1.0;
        }
        let share = (tie.value / self.full).clamp(0.0, 1.0);
        let share = if share.is_nan() { 0.0 } else { share };
        MIN_OPACITY + (1.0 - MIN_OPACITY) * share.sqrt() as f32
    }

    /// The width of the line of a tie, in points.
    pub(super) fn of_tie(self, tie: &Tie) -> f32 {
        self.width(tie.value)
    }

    /// Round values between the smallest and the largest; `None` if all lines are equally wide.
    pub(super) fn samples(self, ties: &Ties) -> Option<WidthSamples> {
        let ValueRange { min, max, .. } = ties.range()?;
        if max <= min {
            return None;
        }
        let top = max.min(self.full).max(min);
        let is_count = ties.width() != LineWidth::Weight;
        let low = if is_count {
            min.max(1.0)
        } else {
            round_up(min, top)
        };
        let high = if is_count && top < 10.0 {
            top
        } else {
            round_near(top, |value| value >= low && value <= top).unwrap_or(top)
        };
        let middle = if is_count && high - low < 10.0 {
            low.midpoint(high).floor()
        } else {
            let middle = low.max(f64::MIN_POSITIVE).sqrt() * high.sqrt();
            round_near(middle, |value| value > low && value < high).unwrap_or(low)
        };
        let mut samples = [(0.0, 0.0); 3];
        let mut count = 0;
        for value in [low, middle, high] {
            if count == 0 || value > samples[count - 1].0 {
                samples[count] = (value, self.width(value));
                count += 1;
            }
        }
        Some(WidthSamples { samples, count })
    }
}

/// Round values, times powers of ten.
const ROUND: [f64; 7] = [1.0, 1.5, 2.0, 3.0, 5.0, 7.0, 10.0];

/// The round values next to a value.
fn round_values(value: f64) -> [f64; 7] {
    let magnitude = 10_f64.powf(value.log10().floor());
    // Decimals as they are written: 0.3, not 0.30000000000000004.
    ROUND.map(|step| {
        if magnitude < 1.0 {
            step / (1.0 / magnitude).round()
        } else {
            step * magnitude
        }
    })
}

/// The allowed round value that is nearest to a value; `None` if no round value is allowed.
fn round_near(value: f64, may_be: impl Fn(f64) -> bool) -> Option<f64> {
    let away = |round: &f64| (round.ln() - value.ln()).abs();
    let values = round_values(value).into_iter();
    let values = values.filter(|round| round.is_finite() && *round > 0.0 && may_be(*round));
    values.min_by(|one, other| away(one).total_cmp(&away(other)))
}

/// The smallest round value that is at least the value, but not above `most`.
fn round_up(value: f64, most: f64) -> f64 {
    let mut values = round_values(value).into_iter();
    let round = values.find(|step| *step >= value * (1.0 - 1e-9));
    round.unwrap_or(value).min(most)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::graph::{Filter, LineStyle, Network};
    use crate::model::{Actor, Document, Relation};

    /// A star whose ties have these weights.
    fn ties(weights: &[f64]) -> Ties {
        let relation = |(number, weight): (usize, &f64)| Relation {
            weight: Some(*weight),
            ..Relation::new(format!("r{number}"), "a0", format!("a{}", number + 1))
        };
        let document = Document {
            actors: (0..=weights.len())
                .map(|number| Actor::new(format!("a{number}")))
                .collect(),
            relations: weights.iter().enumerate().map(relation).collect(),
            ..Document::default()
        };
        let network = Network::seen(&document, &Filter::default());
        Ties::new(&document, &network, LineStyle::default())
    }

    fn samples(weights: &[f64]) -> Vec<f64> {
        let ties = ties(weights);
        let samples = WidthScale::of(&ties).samples(&ties);
        samples.map_or_else(Vec::new, |samples| {
            samples.all().iter().map(|(value, _)| *value).collect()
        })
    }

    #[test]
    fn weights_far_apart_look_different() {
        let scale = WidthScale::of(&ties(&[4.0, 90.0, 840.0]));
        let widths = [4.0, 90.0, 840.0].map(|weight| scale.width(weight));
        assert!(widths[0] < 1.2 && widths[2] > 4.9, "{widths:?}");
        assert!(widths[1] - widths[0] > 0.9 && widths[2] - widths[1] > 0.9);
    }

    #[test]
    fn one_enormous_weight_does_not_make_the_others_equal() {
        let mut weights: Vec<f64> = (1..=99).map(f64::from).collect();
        weights.push(1e9);
        let scale = WidthScale::of(&ties(&weights));
        assert!(scale.width(90.0) - scale.width(10.0) > 1.5);
    }

    #[test]
    fn samples_are_round_and_within_the_data() {
        assert_eq!(samples(&[4.0, 90.0, 840.0]), [5.0, 50.0, 700.0]);
        assert_eq!(samples(&[0.1, 0.3, 0.9]), [0.1, 0.3, 0.7]);
        // They reach from the least to the most, and the middle one differs from both.
        assert_eq!(samples(&[4.0, 10.0, 55.0]), [5.0, 15.0, 50.0]);
        assert_eq!(samples(&[1.0, 12.0, 30.0]), [1.0, 5.0, 30.0]);
        assert_eq!(samples(&[19.0, 50.0, 94.0]), [20.0, 30.0, 70.0]);
        assert!(samples(&[3.0, 3.0]).is_empty());
    }

    #[test]
    fn enormous_weights_have_finite_sums_and_samples() {
        for weights in [[1e308, 1.0, 1e200], [1e-308, 1.0, f64::MAX]] {
            let ties = ties(&weights);
            let samples = WidthScale::of(&ties).samples(&ties).unwrap();
            assert!(samples.all().iter().all(|(value, _)| value.is_finite()));
        }
        let twice = |number: usize| Relation {
            weight: Some(1e308),
            ..Relation::new(format!("r{number}"), "a", "b")
        };
        let document = Document {
            actors: ["a", "b"].map(Actor::new).into_iter().collect(),
            relations: (0..2).map(twice).collect(),
            ..Document::default()
        };
        let network = Network::seen(&document, &Filter::default());
        let style = LineStyle {
            width: Some(LineWidth::Weight),
            ..LineStyle::default()
        };
        let ties = Ties::new(&document, &network, style);
        assert!(ties.range().unwrap().max.is_finite());
    }

    #[test]
    fn no_value_breaks_the_scale() {
        for value in [f64::NAN, f64::INFINITY, -1.0, 0.0] {
            let scale = WidthScale::of(&ties(&[value, 1.0]));
            for of in [value, 1.0] {
                let width = scale.width(of);
                assert!((MIN_WIDTH..=MAX_WIDTH).contains(&width), "{value}: {width}");
            }
        }
    }
}
