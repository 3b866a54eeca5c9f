//! Walk-based balance: closed walks of every length, where longer walks count less. Knows no
//! document.
//!
//! Estrada and Benzi 2014, "Walk-based measure of balance in signed networks", Physical Review E
//! 90: the sum of exp(λ) over the eigenvalues of the signed adjacency matrix, divided by the same
//! for the unsigned one. Eigenvalues by Householder's reduction (Wilkinson and Reinsch 1971,
//! "Linear algebra", contribution II/2), for several matrices at once, and the QL method without
//! square roots (Pal, Walker and Kahan, as in Parlett 1980, "The symmetric eigenvalue problem",
//! chapter 8).

use std::ops::ControlFlow;

use rayon::prelude::*;

use super::signed::{Pair, SignedGraph};

/// The most actors with a friend or foe for which it is computed: the work grows with the third
/// power.
pub const MAX_WALK_ACTORS: usize = 1000;

/// How many networks are computed together.
const LANES: usize = 8;

/// The most rounds for one eigenvalue; a few are enough.
const MAX_ROUNDS: usize = 60;

/// Walk-based balance of the actors with a friend or foe: from 0 to 1, 1 for a balanced network.
///
/// `None` without such actors, and for more than [`MAX_WALK_ACTORS`]. O(n³). Sums are relative to
/// the largest eigenvalue, so that none overflows.
pub fn walk_balance(signs: &SignedGraph) -> Option<f64> {
    let places = WalkPlaces::of(signs)?;
    let is_foe = |pair: usize, _| !signs.pairs()[pair].is_friendly();
    let [signed] = places.log_walks(&is_foe)?;
    let [unsigned] = places.log_walks(&|_, _| false)?;
    Some(ratio(signed, unsigned))
}

/// The walk-based balance of networks with the same pairs and other signs: `is_friendly` says by
/// the index of a pair and the number of a network, below `count`, which they are.
///
/// `None` as for [`walk_balance`], and if `go_on` cancels it. O(n³) for each network, and several
/// times faster than one after another.
pub(super) fn walk_balances(
    signs: &SignedGraph,
    count: usize,
    is_friendly: &(dyn Fn(usize, usize) -> bool + Sync),
    go_on: &(dyn Fn() -> ControlFlow<()> + Sync),
) -> Option<Vec<f64>> {
    let places = WalkPlaces::of(signs)?;
    let [unsigned] = places.log_walks(&|_, _| false)?;
    let groups = (0..count.div_ceil(LANES)).into_par_iter().map(|group| {
        go_on().continue_value()?;
        // The last group is filled up with its last network.
        let network = |lane: usize| (group * LANES + lane).min(count - 1);
        places.log_walks::<LANES>(&|pair, lane| !is_friendly(pair, network(lane)))
    });
    let groups: Option<Vec<[f64; LANES]>> = groups.collect();
    let signed = groups?.into_iter().flatten().take(count);
    Some(signed.map(|signed| ratio(signed, unsigned)).collect())
}

/// The ratio of two numbers of walks, given by their logarithms.
fn ratio(signed: f64, unsigned: f64) -> f64 {
    (signed - unsigned).exp().min(1.0)
}

/// The rows of actors in the adjacency matrix.
struct WalkPlaces {
    size: usize,
    /// The rows of the two actors of each pair.
    pairs: Vec<[usize; 2]>,
}

impl WalkPlaces {
    /// `None` without actors with a friend or foe, or with too many.
    fn of(signs: &SignedGraph) -> Option<Self> {
        let actors: Vec<usize> = signs.signed_actors().collect();
        if actors.is_empty() || actors.len() > MAX_WALK_ACTORS {
            return None;
        }
        let mut place = vec![0; signs.actor_bound()];
        for (index, &actor) in actors.iter().enumerate() {
            place[actor] = index;
        }
        let ends = |pair: &Pair| [pair.a, pair.b].map(|actor| place[actor as usize]);
        Some(Self {
            size: actors.len(),
            pairs: signs.pairs().iter().map(ends).collect(),
        })
    }

    /// The logarithm of the number of closed walks with signs, for each of several networks;
    /// `is_foe` is asked with the index of a pair and the number of a network.
    fn log_walks<const COUNT: usize>(
        &self,
        is_foe: &dyn Fn(usize, usize) -> bool,
    ) -> Option<[f64; COUNT]> {
        let size = self.size;
        let mut matrix = vec![[0.0; COUNT]; size * size];
        for (pair, &[a, b]) in self.pairs.iter().enumerate() {
            let value = std::array::from_fn(|lane| if is_foe(pair, lane) { -1.0 } else { 1.0 });
            matrix[a * size + b] = value;
            matrix[b * size + a] = value;
        }
        let (diagonal, beside) = tridiagonal(matrix, size);
        let mut logs = [0.0; COUNT];
        for (lane, log) in logs.iter_mut().enumerate() {
            let of_lane = |values: &[[f64; COUNT]]| values.iter().map(|all| all[lane]).collect();
            *log = log_sum_exp(&eigenvalues(of_lane(&diagonal), &of_lane(&beside))?);
        }
        Some(logs)
    }
}

fn log_sum_exp(values: &[f64]) -> f64 {
    let max = values.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    max + values
        .iter()
        .map(|value| (value - max).exp())
        .sum::<f64>()
        .ln()
}

/// The eigenvalues of a symmetric tridiagonal matrix, given by its diagonal and the elements beside
/// it, in any order; `None` if they do not converge.
fn eigenvalues(mut diagonal: Vec<f64>, beside: &[f64]) -> Option<Vec<f64>> {
    let size = diagonal.len();
    let largest = diagonal.iter().chain(beside);
    let largest = largest.fold(0.0_f64, |most, value| most.max(value.abs()));
    let negligible = (f64::EPSILON * largest).powi(2);
    let mut squares: Vec<f64> = beside.iter().map(|value| value * value).collect();
    for first in 0..size {
        let mut rounds = 0;
        loop {
            // The block from `first` to the first negligible off-diagonal element.
            let last = (first..size - 1).find(|&row| squares[row] <= negligible);
            let last = last.unwrap_or(size - 1);
            if last == first {
                break;
            }
            rounds += 1;
            if rounds > MAX_ROUNDS {
                return None;
            }
            rational_step(&mut diagonal, &mut squares, first, last);
        }
    }
    Some(diagonal)
}

/// One QL step with shift on the rows from `first` to `last`, of which no element beside the
/// diagonal, given by its square, is zero.
fn rational_step(diagonal: &mut [f64], squares: &mut [f64], first: usize, last: usize) {
    let root = squares[first].sqrt();
    let half = (diagonal[first + 1] - diagonal[first]) / (2.0 * root);
    let length = (half * half + 1.0).sqrt().copysign(half);
    let shift = diagonal[first] - root / (half + length);
    let (mut cosine, mut sine) = (1.0, 0.0);
    let mut gamma = diagonal[last] - shift;
    let mut square = gamma * gamma;
    for row in (first..last).rev() {
        let beside = squares[row];
        let sum = square + beside;
        if row + 1 < last {
            squares[row + 1] = sine * sum;
        }
        let before = (cosine, gamma);
        cosine = square / sum;
        sine = beside / sum;
        let alpha = diagonal[row];
        gamma = cosine * (alpha - shift) - sine * before.1;
        diagonal[row + 1] = before.1 + (alpha - gamma);
        square = if cosine == 0.0 {
            before.0 * beside
        } else {
            gamma * gamma / cosine
        };
    }
    squares[first] = sine * square;
    diagonal[first] = shift + gamma;
}

/// The diagonals and the elements beside them of similar tridiagonal matrices (Householder 1958),
/// for several symmetric matrices, given by rows.
fn tridiagonal<const COUNT: usize>(
    mut matrix: Vec<[f64; COUNT]>,
    size: usize,
) -> (Vec<[f64; COUNT]>, Vec<[f64; COUNT]>) {
    let mut beside = vec![[0.0; COUNT]; size.saturating_sub(1)];
    for step in 0..size.saturating_sub(2) {
        // The part of this column under the diagonal is mirrored onto its first entry.
        let from = step + 1;
        let column = (from..size).map(|row| matrix[row * size + step]);
        let mut mirror: Vec<[f64; COUNT]> = column.collect();
        let length = dot(&mirror, &mirror).map(f64::sqrt);
        let target = std::array::from_fn(|lane| -length[lane].copysign(mirror[0][lane]));
        beside[step] = target;
        for (first, target) in mirror[0].iter_mut().zip(target) {
            *first -= target;
        }
        let square = dot(&mirror, &mirror);
        // A column of zeros stays as it is.
        let inverse = square.map(|square| if square == 0.0 { 0.0 } else { 1.0 / square });
        let mut image: Vec<[f64; COUNT]> = (from..size)
            .map(|row| {
                let sum = dot(&matrix[row * size + from..(row + 1) * size], &mirror);
                std::array::from_fn(|lane| 2.0 * inverse[lane] * sum[lane])
            })
            .collect();
        let along = dot(&image, &mirror);
        for (image, mirror) in image.iter_mut().zip(&mirror) {
            let parts = along.iter().zip(&inverse).zip(mirror);
            for (image, ((along, inverse), mirror)) in image.iter_mut().zip(parts) {
                *image -= along * inverse * mirror;
            }
        }
        for row in 0..mirror.len() {
            let (mirror_row, image_row) = (mirror[row], image[row]);
            let cells = &mut matrix[(from + row) * size + from..(from + row + 1) * size];
            for ((cell, mirror), image) in cells.iter_mut().zip(&mirror).zip(&image) {
                let lanes = mirror_row
                    .iter()
                    .zip(image)
                    .zip(image_row.iter().zip(mirror));
                for (cell, ((mirror_row, image), (image_row, mirror))) in cell.iter_mut().zip(lanes)
                {
                    *cell -= mirror_row * image + image_row * mirror;
                }
            }
        }
    }
    if size > 1 {
        beside[size - 2] = matrix[(size - 1) * size + size - 2];
    }
    let diagonal = (0..size).map(|row| matrix[row * size + row]).collect();
    (diagonal, beside)
}

/// The scalar products of several vectors.
fn dot<const COUNT: usize>(one: &[[f64; COUNT]], other: &[[f64; COUNT]]) -> [f64; COUNT] {
    let mut sum = [0.0; COUNT];
    for (one, other) in one.iter().zip(other) {
        for (sum, (one, other)) in sum.iter_mut().zip(one.iter().zip(other)) {
            *sum += one * other;
        }
    }
    sum
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The eigenvalues of a symmetric matrix, given by rows.
    fn of_matrix(matrix: &[f64], size: usize) -> Vec<f64> {
        let (diagonal, beside) = tridiagonal(matrix.iter().map(|cell| [*cell]).collect(), size);
        let plain = |values: Vec<[f64; 1]>| values.into_iter().flatten().collect();
        eigenvalues(plain(diagonal), &plain(beside)).unwrap()
    }

    #[test]
    fn eigenvalues_of_a_path_are_cosines() {
        let size = 12;
        let mut matrix = vec![0.0; size * size];
        for row in 1..size {
            matrix[row * size + row - 1] = 1.0;
            matrix[(row - 1) * size + row] = 1.0;
        }
        let mut found = of_matrix(&matrix, size);
        found.sort_by(f64::total_cmp);
        for (index, value) in found.iter().rev().enumerate() {
            let angle = std::f64::consts::PI * (index + 1) as f64 / (size + 1) as f64;
            assert!((value - 2.0 * angle.cos()).abs() < 1e-12, "{value}");
        }
    }

    #[test]
    fn eigenvalues_keep_the_trace_of_the_powers() {
        let size = 9;
        let entry = |a: usize, b: usize| ((a * b + a + b) % 7) as f64 - 3.0;
        let matrix: Vec<f64> = (0..size * size)
            .map(|at| entry(at / size, at % size))
            .collect();
        let found = of_matrix(&matrix, size);
        let squares: f64 = matrix.iter().map(|x| x * x).sum();
        let trace: f64 = (0..size).map(|row| entry(row, row)).sum();
        assert!((found.iter().sum::<f64>() - trace).abs() < 1e-9);
        assert!((found.iter().map(|x| x * x).sum::<f64>() - squares).abs() < 1e-9);
    }

    #[test]
    fn balanced_is_one_and_a_triangle_of_foes_is_less() {
        let balanced = SignedGraph::from_weights(3, [(0, 1, 1.0), (1, 2, -1.0), (0, 2, -1.0)]);
        assert!((walk_balance(&balanced).unwrap() - 1.0).abs() < 1e-12);
        let foes = SignedGraph::from_weights(3, [(0, 1, -1.0), (1, 2, -1.0), (0, 2, -1.0)]);
        // Eigenvalues 1, 1, −2 of the signed matrix, and −1, −1, 2 of the unsigned one.
        let e = std::f64::consts::E;
        let expected = (2.0 * e + (-2.0_f64).exp()) / (2.0 / e + e * e);
        assert!((walk_balance(&foes).unwrap() - expected).abs() < 1e-12);
    }

    #[test]
    fn many_networks_at_once_are_as_balanced_as_each() {
        // A complete network, a star with a ring, and two parts; more networks than lanes.
        let all = (0..9).flat_map(|b| (0..b).map(move |a| (a, b)));
        let star = (1..7).flat_map(|leaf| [(0, leaf), (leaf, leaf % 6 + 1)]);
        let parts = [(0, 1), (1, 2), (0, 2), (4, 5)];
        let cases = [all.collect(), star.collect(), parts.to_vec()];
        for ties in cases.map(|ties: Vec<(usize, usize)>| ties) {
            let ties = ties.into_iter().map(|(a, b)| (a, b, 1.0));
            let signs = SignedGraph::from_weights(9, ties);
            let is_friendly =
                |pair: usize, network: usize| !(pair * 7 + network * 5).is_multiple_of(3);
            let go_on = || ControlFlow::Continue(());
            let found = walk_balances(&signs, 19, &is_friendly, &go_on).unwrap();
            assert_eq!(found.len(), 19);
            for (network, found) in found.iter().enumerate() {
                let one = walk_balance(&signs.with_signs(|pair| is_friendly(pair, network)));
                assert!(
                    (found - one.unwrap()).abs() < 1e-13,
                    "{found} instead of {one:?}"
                );
            }
        }
    }

    #[test]
    fn large_eigenvalues_do_not_overflow() {
        let all = (0..900).flat_map(|a| (0..a).map(move |b| (a, b, 1.0)));
        assert!((log_sum_exp(&[900.0]) - 900.0).abs() < 1e-9);
        assert!(
            walk_balance(&SignedGraph::from_weights(MAX_WALK_ACTORS + 1, all.take(0))).is_none()
        );
    }
}
