//! Solves a block: a split, the proof that none is cheaper, and how many are equally cheap, within
//! the effort.

use std::ops::ControlFlow;

use super::bound::{Cycles, Relaxation, Tightening};
use super::effort::Effort;
use super::optima::Optima;
use super::problem::{MAX_TRIED, MergedProblem, SplitProblem};
use super::tabu::tabu_search;

/// The result for a block.
pub(super) struct SolvedBlock {
    pub(super) lower: i64,
    pub(super) upper: i64,
    pub(super) camps: Vec<bool>,
    /// Known if the bounds are equal.
    pub(super) optima: Option<Optima>,
}

/// How much work is left.
pub(super) struct RemainingWork {
    effort: Effort,
    proving: RemainingPrograms,
    counting: RemainingPrograms,
}

/// How many linear programs are left, and how many steps for them.
#[derive(Clone, Copy)]
struct RemainingPrograms {
    count: usize,
    steps: u64,
}

impl RemainingWork {
    pub(super) fn new(effort: Effort) -> Self {
        let programs = RemainingPrograms {
            count: effort.programs,
            steps: effort.steps,
        };
        Self {
            effort,
            proving: programs,
            counting: programs,
        }
    }
}

/// Called with the share that is done; `Break` cancels.
type BlockProgress<'a> = &'a dyn Fn(f32) -> ControlFlow<()>;

/// Solves a block that is this share of the network; `None` if `watch` cancelled it.
pub(super) fn solve(
    problem: &SplitProblem,
    share: f32,
    work: &mut RemainingWork,
    watch: BlockProgress<'_>,
) -> Option<SolvedBlock> {
    if problem.actors <= MAX_TRIED {
        let best = problem.by_trying_all();
        let ways = SplitCount::of(best.ways);
        return Some(SolvedBlock {
            lower: best.cost,
            upper: best.cost,
            camps: best.camps,
            optima: Some(ways.optima(work.effort.optima)),
        });
    }
    watch(0.0).continue_value()?;
    let mut camps = tabu_search(problem, share);
    let mut upper = problem.cost(&camps);
    let lower = if problem.ties.len() > work.effort.pairs {
        Relaxation::new(problem, Cycles::Negative)
            .coarse()
            .min(upper)
    } else {
        let branch = prove(problem, upper, work, watch)?;
        if let Some((cost, better)) = branch.better {
            (upper, camps) = (cost, better);
        }
        branch.lower
    };
    let optima = if lower == upper {
        let ways = count(problem, upper, work, watch)?;
        Some(ways.optima(work.effort.optima))
    } else {
        None
    };
    Some(SolvedBlock {
        lower,
        upper,
        camps,
        optima,
    })
}

/// What is known about the splits of a problem that cost less than a given one.
struct BranchResult {
    /// No split costs less than this or than the given one.
    lower: i64,
    /// The cheapest split found, if it costs less.
    better: Option<(i64, Vec<bool>)>,
}

/// Searches for splits that cost less than `upper`, by branch and bound: a tie in doubt is
/// frustrated or not.
fn prove(
    problem: &SplitProblem,
    mut upper: i64,
    work: &mut RemainingWork,
    watch: BlockProgress<'_>,
) -> Option<BranchResult> {
    if problem.actors <= MAX_TRIED {
        let best = problem.by_trying_all();
        return Some(BranchResult {
            lower: best.cost.min(upper),
            better: (best.cost < upper).then_some((best.cost, best.camps)),
        });
    }
    let mut relaxation = Relaxation::new(problem, Cycles::Negative);
    let mut better = None;
    loop {
        let camps = relaxation.rounded();
        let cost = problem.cost(&camps);
        if cost < upper {
            upper = cost;
            better = Some((cost, camps));
        }
        let lower = relaxation.lower().min(upper);
        if lower == upper || work.proving.count == 0 {
            return Some(BranchResult { lower, better });
        }
        work.proving.count -= 1;
        watch(1.0 - work.proving.count as f32 / work.effort.programs as f32).continue_value()?;
        match relaxation.tighten(&mut work.proving.steps) {
            Tightening::Tighter => {}
            Tightening::Settled => break,
            Tightening::TooLong => work.proving.count = 0,
        }
    }
    let mut lower = i64::MAX;
    for merged in both_ways(problem, &relaxation) {
        let branch = prove(&merged.problem, upper, work, watch)?;
        lower = lower.min(branch.lower);
        if let Some((cost, camps)) = branch.better {
            upper = cost;
            better = Some((cost, merged.unfolded(&camps)));
        }
    }
    let lower = lower.max(relaxation.lower()).min(upper);
    Some(BranchResult { lower, better })
}

/// Counts the splits of the lowest cost: ties that none of them can frustrate are settled, then a
/// tie in doubt is tried both ways.
fn count(
    problem: &SplitProblem,
    cost: i64,
    work: &mut RemainingWork,
    watch: BlockProgress<'_>,
) -> Option<SplitCount> {
    if problem.actors <= MAX_TRIED {
        let best = problem.by_trying_all();
        return Some(SplitCount::of(if best.cost == cost {
            best.ways
        } else {
            0
        }));
    }
    if problem.ties.is_empty() {
        let ways = 1_usize
            .checked_shl(problem.actors as u32 - 1)
            .unwrap_or(usize::MAX);
        return Some(SplitCount::of(if problem.settled == cost {
            ways
        } else {
            0
        }));
    }
    let mut relaxation = Relaxation::new(problem, Cycles::Negative);
    // Without a program: in a balanced network, every tie is settled.
    if relaxation.lower() <= cost
        && let Some(merged) = without_settled(problem, &relaxation, cost)
    {
        return count(&merged.problem, cost, work, watch);
    }
    while relaxation.lower() <= cost {
        if work.counting.count == 0 || problem.ties.len() > work.effort.pairs {
            return Some(SplitCount::UNKNOWN);
        }
        work.counting.count -= 1;
        watch(1.0 - work.counting.count as f32 / work.effort.programs as f32).continue_value()?;
        match relaxation.tighten(&mut work.counting.steps) {
            Tightening::Tighter => {}
            Tightening::Settled => break,
            Tightening::TooLong => return Some(SplitCount::UNKNOWN),
        }
    }
    if relaxation.lower() > cost {
        return Some(SplitCount::of(0));
    }
    if let Some(merged) = without_settled(problem, &relaxation, cost) {
        return count(&merged.problem, cost, work, watch);
    }
    let mut counted = SplitCount::of(0);
    for merged in both_ways(problem, &relaxation) {
        if counted.ways > work.effort.optima {
            break;
        }
        let more = count(&merged.problem, cost, work, watch)?;
        counted.ways = counted.ways.saturating_add(more.ways);
        counted.is_complete &= more.is_complete;
    }
    Some(counted)
}

/// The problem without the ties that no split of at most this cost frustrates, if there are some.
fn without_settled(
    problem: &SplitProblem,
    relaxation: &Relaxation<'_>,
    cost: i64,
) -> Option<MergedProblem> {
    let settled: Vec<_> = relaxation
        .never_frustrated(cost)
        .map(|tie| (problem.ties[tie], problem.ties[tie].weight < 0))
        .collect();
    (!settled.is_empty()).then(|| problem.merged(settled))
}

/// The problem with its most doubtful tie satisfied, and with it frustrated.
fn both_ways(
    problem: &SplitProblem,
    relaxation: &Relaxation<'_>,
) -> impl Iterator<Item = MergedProblem> {
    let doubt = |tie: &usize| (relaxation.shares[*tie] - 0.5).abs();
    let ties = 0..problem.ties.len();
    let tie = ties.min_by(|one, other| doubt(one).total_cmp(&doubt(other)));
    let tie = tie.map(|tie| problem.ties[tie]);
    [false, true].into_iter().filter_map(move |is_frustrated| {
        let tie = tie?;
        Some(problem.merged([(tie, (tie.weight < 0) != is_frustrated)]))
    })
}

/// How many splits were counted, and whether these are all.
struct SplitCount {
    ways: usize,
    is_complete: bool,
}

impl SplitCount {
    /// Counting would take too long.
    const UNKNOWN: Self = Self {
        ways: 0,
        is_complete: false,
    };

    fn of(ways: usize) -> Self {
        Self {
            ways,
            is_complete: true,
        }
    }

    /// The count as a result: at least the one split that is known, at most the limit.
    fn optima(&self, limit: usize) -> Optima {
        if self.is_complete && self.ways <= limit {
            Optima::Exactly(self.ways)
        } else {
            Optima::AtLeast(self.ways.clamp(1, limit.max(1)))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_splits_of_a_large_balanced_block_are_counted_without_a_program() {
        // Two hubs of 50,000 leaves: looking for cycles takes minutes.
        let leaves = (2..50_002).flat_map(|leaf| [(0, leaf, 1), (1, leaf, -1)]);
        let problem = SplitProblem::new(50_002, leaves);
        let mut work = RemainingWork::new(Effort::default());
        let go_on = |_| ControlFlow::Continue(());
        let counted = count(&problem, 0, &mut work, &go_on).unwrap();
        assert_eq!(counted.optima(1_000), Optima::Exactly(1));
        // With a frustrated leaf it is too large to count.
        let counted = count(&problem, 1, &mut work, &go_on).unwrap();
        assert_eq!(counted.optima(1_000), Optima::AtLeast(1));
    }

    #[test]
    fn programs_that_take_too_long_are_not_solved() {
        // Forty actors, all friends or foes of each other.
        let pairs = (0..40).flat_map(|a| (0..a).map(move |b| (b, a)));
        let problem = SplitProblem::new(40, pairs.map(|(b, a)| (b, a, [1, -1][a * b % 7 % 2])));
        let effort = Effort {
            steps: 10_000_000,
            ..Effort::default()
        };
        let mut work = RemainingWork::new(effort);
        let solved = solve(&problem, 1.0, &mut work, &|_| ControlFlow::Continue(()));
        let solved = solved.unwrap();
        assert!(solved.lower < solved.upper);
        assert_eq!(problem.cost(&solved.camps), solved.upper);
        assert!(work.proving.steps <= effort.steps);
    }
}
