//! Walk-based balance: closed walks of every length, where longer walks count less. Knows no
//! document.
//!
//! Estrada and Benzi 2014, "Walk-based measure of balance in signed networks", Physical Review E
//! 90: the sum of exp(λ) over the eigenvalues of the signed adjacency matrix, divided by the same
//! for the unsigned one. Eigenvalues by Householder's reduction and the QL method with implicit
//! shifts (Wilkinson and Reinsch 1971, "Linear algebra", contributions II/1 and II/2), without
//! vectors.

use super::signed::SignedGraph;

/// The most actors with a friend or foe for which it is computed: the work grows with the third
/// power.
pub const MAX_WALK_ACTORS: usize = 1000;

/// The most rounds for one eigenvalue; a few are enough.
const MAX_ROUNDS: usize = 60;

/// Walk-based balance of the actors with a friend or foe: from 0 to 1, 1 for a balanced network.
///
/// `None` without such actors, and for more than [`MAX_WALK_ACTORS`]. O(n³). Sums are relative to
/// the largest eigenvalue, so that none overflows.
pub fn walk_balance(signs: &SignedGraph) -> Option<f64> {
    let actors: Vec<usize> = signs.signed_actors().collect();
    if actors.is_empty() || actors.len() > MAX_WALK_ACTORS {
        return None;
    }
    let mut place = vec![0; signs.actor_bound()];
    for (index, &actor) in actors.iter().enumerate() {
        place[actor] = index;
    }
    let size = actors.len();
    let matrix = |foe_value: f64| {
        let mut matrix = vec![0.0; size * size];
        for pair in signs.pairs() {
            let (a, b) = (place[pair.a as usize], place[pair.b as usize]);
            let value = if pair.is_friendly() { 1.0 } else { foe_value };
            matrix[a * size + b] = value;
            matrix[b * size + a] = value;
        }
        matrix
    };
    let signed = eigenvalues(matrix(-1.0), size)?;
    let unsigned = eigenvalues(matrix(1.0), size)?;
    Some(
        (log_sum_exp(&signed) - log_sum_exp(&unsigned))
            .exp()
            .min(1.0),
    )
}

fn log_sum_exp(values: &[f64]) -> f64 {
    let max = values.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    max + values
        .iter()
        .map(|value| (value - max).exp())
        .sum::<f64>()
        .ln()
}

/// The eigenvalues of a symmetric matrix, given by rows, in any order; `None` if they do not
/// converge.
fn eigenvalues(matrix: Vec<f64>, size: usize) -> Option<Vec<f64>> {
    let (mut diagonal, mut beside) = tridiagonal(matrix, size);
    for first in 0..size {
        let mut rounds = 0;
        loop {
            // The block from `first` to the first negligible off-diagonal element.
            let is_negligible = |&row: &usize| {
                let scale = diagonal[row].abs() + diagonal[row + 1].abs();
                beside[row].abs() <= f64::EPSILON * scale
            };
            let last = (first..size - 1).find(is_negligible).unwrap_or(size - 1);
            if last == first {
                break;
            }
            rounds += 1;
            if rounds > MAX_ROUNDS {
                return None;
            }
            implicit_step(&mut diagonal, &mut beside, first, last);
        }
    }
    Some(diagonal)
}

/// One QL step with implicit shift on the rows from `first` to `last`.
fn implicit_step(diagonal: &mut [f64], beside: &mut [f64], first: usize, last: usize) {
    let half = (diagonal[first + 1] - diagonal[first]) / (2.0 * beside[first]);
    let root = half.hypot(1.0).copysign(half);
    let mut bulge = diagonal[last] - diagonal[first] + beside[first] / (half + root);
    let (mut sine, mut cosine, mut lost) = (1.0, 1.0, 0.0);
    for row in (first..last).rev() {
        let (far, near) = (sine * beside[row], cosine * beside[row]);
        let length = far.hypot(bulge);
        if row + 1 < last {
            beside[row + 1] = length;
        }
        if length == 0.0 {
            diagonal[row + 1] -= lost;
            return;
        }
        sine = far / length;
        cosine = bulge / length;
        let rest = diagonal[row + 1] - lost;
        let turn = (diagonal[row] - rest) * sine + 2.0 * cosine * near;
        lost = sine * turn;
        diagonal[row + 1] = rest + lost;
        bulge = cosine * turn - near;
    }
    diagonal[first] -= lost;
    beside[first] = bulge;
}

/// The diagonal and the off-diagonal of a similar tridiagonal matrix (Householder 1958).
fn tridiagonal(mut matrix: Vec<f64>, size: usize) -> (Vec<f64>, Vec<f64>) {
    let mut beside = vec![0.0; size.saturating_sub(1)];
    for step in 0..size.saturating_sub(2) {
        // The part of this column under the diagonal is mirrored onto its first entry.
        let from = step + 1;
        let mut mirror: Vec<f64> = (from..size).map(|row| matrix[row * size + step]).collect();
        let length = mirror.iter().map(|x| x * x).sum::<f64>().sqrt();
        let target = -length.copysign(mirror[0]);
        beside[step] = target;
        mirror[0] -= target;
        let square: f64 = mirror.iter().map(|x| x * x).sum();
        if square == 0.0 {
            continue;
        }
        let mut image: Vec<f64> = (from..size)
            .map(|row| {
                let row = &matrix[row * size + from..(row + 1) * size];
                2.0 / square * row.iter().zip(&mirror).map(|(x, y)| x * y).sum::<f64>()
            })
            .collect();
        let along: f64 = image.iter().zip(&mirror).map(|(x, y)| x * y).sum::<f64>() / square;
        for (image, mirror) in image.iter_mut().zip(&mirror) {
            *image -= along * mirror;
        }
        for row in 0..mirror.len() {
            let (mirror_row, image_row) = (mirror[row], image[row]);
            let cells = &mut matrix[(from + row) * size + from..(from + row + 1) * size];
            for ((cell, mirror), image) in cells.iter_mut().zip(&mirror).zip(&image) {
                *cell -= mirror_row * image + image_row * mirror;
            }
        }
    }
    if size > 1 {
        beside[size - 2] = matrix[(size - 1) * size + size - 2];
    }
    let diagonal = (0..size).map(|row| matrix[row * size + row]).collect();
    (diagonal, beside)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn eigenvalues_of_a_path_are_cosines() {
        let size = 12;
        let mut matrix = vec![0.0; size * size];
        for row in 1..size {
            matrix[row * size + row - 1] = 1.0;
            matrix[(row - 1) * size + row] = 1.0;
        }
        let mut found = eigenvalues(matrix, size).unwrap();
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
        let found = eigenvalues(matrix.clone(), size).unwrap();
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
    fn large_eigenvalues_do_not_overflow() {
        let all = (0..900).flat_map(|a| (0..a).map(move |b| (a, b, 1.0)));
        assert!((log_sum_exp(&[900.0]) - 900.0).abs() < 1e-9);
        assert!(
            walk_balance(&SignedGraph::from_weights(MAX_WALK_ACTORS + 1, all.take(0))).is_none()
        );
    }
}
