//! Random signs for the pairs of a network, sixty-four draws to a word.

use super::expected_friends::friend_chances;
use super::null_model::NullModel;
use super::switching::SignChain;
use crate::analysis::progress::AnalysisProgress;
use crate::analysis::signed::SignedGraph;
use crate::random::Rng;

/// The signs of all draws: bit `draw` of a pair is 1 if the two are foes in it.
pub(super) struct SignDraws {
    /// The words of the first 64 draws for all pairs, then those of the next 64, and so on.
    words: Vec<Vec<u64>>,
    pub(super) count: usize,
}

impl SignDraws {
    /// Draws signs by a null model; `None` if it is cancelled.
    pub(super) fn new(
        null: NullModel,
        signs: &SignedGraph,
        count: usize,
        mut rng: Rng,
        progress: AnalysisProgress<'_>,
    ) -> Option<Self> {
        let pairs = signs.pairs().len();
        let mut drawn = Self {
            words: vec![vec![0; pairs]; count.div_ceil(64)],
            count,
        };
        let step = |draw: usize| progress(0.2 * draw as f32 / count as f32).continue_value();
        let own: Vec<bool> = signs
            .pairs()
            .iter()
            .map(|pair| !pair.is_friendly())
            .collect();
        match null {
            NullModel::SignsShuffled => {
                let mut foes = own;
                for draw in 0..count {
                    step(draw)?;
                    rng.shuffle(&mut foes);
                    drawn.put(draw, &foes);
                }
            }
            NullModel::DegreesExpected => {
                let chances = friend_chances(signs);
                for draw in 0..count {
                    step(draw)?;
                    let foes = chances.iter().map(|chance| rng.unit_f64() >= *chance);
                    drawn.put(draw, &foes.collect::<Vec<_>>());
                }
            }
            NullModel::DegreesKept => {
                let mut chain = SignChain::new(signs, rng);
                for draw in 0..count {
                    step(draw)?;
                    drawn.put(draw, chain.next());
                }
            }
        }
        Some(drawn)
    }

    fn put(&mut self, draw: usize, foes: &[bool]) {
        for (word, is_foe) in self.words[draw / 64].iter_mut().zip(foes) {
            *word |= u64::from(*is_foe) << (draw % 64);
        }
    }

    /// Whether a pair are friends in a draw.
    pub(super) fn is_friendly(&self, pair: usize, draw: usize) -> bool {
        self.words[draw / 64][pair] >> (draw % 64) & 1 == 0
    }

    /// The words of all pairs, for 64 draws at a time.
    pub(super) fn words(&self) -> &[Vec<u64>] {
        &self.words
    }
}
