//! Merges the claims of a relation. Claims have no ids in files: they are the same if they are
//! equal, else if they quote the same words of the same source; a claim is the same as one of the
//! base also if it is the only one left of its source and most words of its quote are the same.

use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

use super::record::{self, Versions};
use super::report::{MergeChange, MergeSide};
use crate::model::{Actor, ActorId, Claim, ClaimId, Claimant, Coder, Table};
use crate::words::folded;

/// What a merge of claims needs to know.
pub(super) struct ClaimContext<'a> {
    /// The actors of both sides, whose ids claimants may be.
    pub(super) actors: [&'a Table<Actor>; 2],
    /// The coder that a new claim of each side gets if it has none.
    pub(super) coders: [Option<&'a str>; 2],
}

impl ClaimContext<'_> {
    /// Whether each file names a coder of its own: then a claim that both have was coded twice.
    pub(super) fn has_two_coders(&self) -> bool {
        let [Some(ours), Some(theirs)] = self.coders else {
            return false;
        };
        let mut names = ours.split("; ");
        !names.any(|name| theirs.split("; ").any(|other| other == name))
    }

    /// The claim with the coder of its file, if it has none and the files have different ones.
    pub(super) fn coded(&self, side: MergeSide, claim: &Claim) -> Claim {
        let mut claim = claim.clone();
        let [ours, theirs] = self.coders;
        let coder = match side {
            MergeSide::Ours => ours,
            MergeSide::Theirs => theirs,
            MergeSide::Both => None,
        };
        if claim.coder.is_none() && ours != theirs {
            claim.coder = coder.and_then(Coder::person).map(Box::new);
        }
        claim
    }
}

/// What was done with a claim.
pub(super) type ClaimNote = (MergeSide, MergeChange, Claim);

/// How many equal claims are looked through for the one that is wholly the same.
pub(super) const MAX_LOOKED_AT: usize = 64;

/// Merges the claims of a relation against those of the base.
pub(super) fn merged(
    base: &[Claim],
    ours: &[Claim],
    theirs: &[Claim],
    context: &ClaimContext<'_>,
) -> (Vec<Claim>, Vec<ClaimNote>) {
    let known = Correspondence::of(base, ours, theirs, context);
    let mut merge = ClaimMerge {
        context,
        merged: Vec::new(),
        ids: HashSet::new(),
        notes: Vec::new(),
    };
    for (at, our) in ours.iter().enumerate() {
        match known.base_of_ours[at] {
            Some(of) => merge.known(&base[of], our, known.theirs_of_base[of]),
            None => match known.their_of_new.get(&at) {
                Some(their) => merge.both(None, our, &theirs[*their]),
                None => merge.add(MergeSide::Ours, our),
            },
        }
    }
    let is_of_ours: HashSet<usize> = known.base_of_ours.iter().flatten().copied().collect();
    let is_of_new: HashSet<usize> = known.their_of_new.into_values().collect();
    for (at, their) in theirs.iter().enumerate() {
        match known.base_of_theirs[at] {
            Some(of) if known.taken_over.contains(&of) => {
                merge.known(&base[of], &base[of], Some(their));
            }
            Some(of) if !is_of_ours.contains(&of) => {
                merge.deleted(MergeSide::Ours, &base[of], their);
            }
            None if !is_of_new.contains(&at) => merge.add(MergeSide::Theirs, their),
            _ => {}
        }
    }
    (merge.merged, merge.notes)
}

/// Which claims of the base and of the two sides are the same.
struct Correspondence<'c> {
    /// For each of our claims, and of theirs, which one of the base it is.
    base_of_ours: Vec<Option<usize>>,
    base_of_theirs: Vec<Option<usize>>,
    /// For each claim of the base, what it is on their side.
    theirs_of_base: Vec<Option<&'c Claim>>,
    /// Claims of the base that are new ones on our side.
    taken_over: HashSet<usize>,
    /// Which new claim of theirs each new one of ours is.
    their_of_new: HashMap<usize, usize>,
}

impl<'c> Correspondence<'c> {
    fn of(
        base: &'c [Claim],
        ours: &[Claim],
        theirs: &'c [Claim],
        context: &ClaimContext<'_>,
    ) -> Self {
        let mut base_of_ours = corrected(base, ours);
        let mut base_of_theirs = corrected(base, theirs);
        let mut theirs_of_base = vec![None; base.len()];
        for (their, of) in base_of_theirs.iter().enumerate() {
            if let Some(of) = of {
                theirs_of_base[*of] = Some(&theirs[their]);
            }
        }
        let coded = |side| move |claim: &Claim| context.coded(side, claim);
        let of_ours = base_of_ours.clone();
        let taken_over = released(
            base,
            (ours, &mut base_of_ours),
            (theirs, &base_of_theirs),
            coded(MergeSide::Ours),
        );
        let released_by_theirs = released(
            base,
            (theirs, &mut base_of_theirs),
            (ours, &of_ours),
            coded(MergeSide::Theirs),
        );
        #[expect(
            clippy::iter_over_hash_type,
            reason = "each sets another entry of a list"
        )]
        for of in released_by_theirs {
            theirs_of_base[of] = Some(&base[of]);
        }
        let new = |claims: &[Claim], of: &[Option<usize>], side| -> (Vec<usize>, Vec<Claim>) {
            let new = (0..of.len()).filter(|at| of[*at].is_none());
            new.map(|at| (at, context.coded(side, &claims[at]))).unzip()
        };
        let (new_ours, our_claims) = new(ours, &base_of_ours, MergeSide::Ours);
        let (new_theirs, their_claims) = new(theirs, &base_of_theirs, MergeSide::Theirs);
        let same = matched(&our_claims, &their_claims).into_iter().enumerate();
        let their_of_new = same
            .filter_map(|(their, our)| Some((new_ours[our?], new_theirs[their])))
            .collect();
        Self {
            base_of_ours,
            base_of_theirs,
            theirs_of_base,
            taken_over,
            their_of_new,
        }
    }
}

/// Changed claims that the other side has as new ones, as after an earlier merge, in which they
/// became two: they are new on this side too, and are no longer those of the base. Returns which
/// ones of the base.
fn released(
    base: &[Claim],
    (claims, of): (&[Claim], &mut [Option<usize>]),
    (others, of_others): (&[Claim], &[Option<usize>]),
    coded: impl Fn(&Claim) -> Claim,
) -> HashSet<usize> {
    let mut new: HashMap<String, Vec<&Claim>> = HashMap::new();
    for (other, of) in others.iter().zip(of_others) {
        if of.is_none() {
            new.entry(quote_key(other)).or_default().push(other);
        }
    }
    let mut released = HashSet::new();
    if new.is_empty() {
        return released;
    }
    for (claim, of) in claims.iter().zip(of) {
        let Some(was) = of.filter(|was| base[*was] != *claim) else {
            continue;
        };
        let Some(others) = new.get_mut(&quote_key(claim)) else {
            continue;
        };
        let coded = coded(claim);
        let mut looked_at = others.iter().take(MAX_LOOKED_AT);
        if let Some(at) = looked_at.position(|other| **other == coded || **other == *claim) {
            others.remove(at);
            *of = None;
            released.insert(was);
        }
    }
    released
}

struct ClaimMerge<'c> {
    context: &'c ClaimContext<'c>,
    merged: Vec<Claim>,
    /// The ids of these claims.
    ids: HashSet<ClaimId>,
    notes: Vec<ClaimNote>,
}

impl ClaimMerge<'_> {
    /// A claim of the base that our side has.
    fn known(&mut self, base: &Claim, ours: &Claim, theirs: Option<&Claim>) {
        match theirs {
            Some(theirs) => self.both(Some(base), ours, theirs),
            None => self.deleted(MergeSide::Theirs, base, ours),
        }
    }

    /// A claim of the base that a side deleted and the other side has.
    fn deleted(&mut self, by: MergeSide, base: &Claim, claim: &Claim) {
        if record::is_same(claim, base) {
            self.notes.push((by, MergeChange::Removed, claim.clone()));
        } else {
            self.push(claim.clone());
            self.notes.push((by, MergeChange::Kept, claim.clone()));
        }
    }

    /// A claim that only one side has.
    fn add(&mut self, side: MergeSide, claim: &Claim) {
        let claim = self.context.coded(side, claim);
        self.notes.push((side, MergeChange::Added, claim.clone()));
        self.push(claim);
    }

    /// A claim that both sides have; if both changed it in different ways, it becomes two.
    fn both(&mut self, base: Option<&Claim>, ours: &Claim, theirs: &Claim) {
        let versions = Versions::new(base, ours, theirs);
        let is_one = ours == theirs && !self.context.has_two_coders();
        let (mut merged, conflicts) = if base.is_some() || is_one {
            versions.merged()
        } else {
            let coded = (
                self.context.coded(MergeSide::Ours, ours),
                self.context.coded(MergeSide::Theirs, theirs),
            );
            record::merged(None, &coded.0, &coded.1)
        };
        // A claim without a stance asserts. Without a base this is not a gap that the other side
        // fills.
        let contradicts = base.is_none() && ours.stance != theirs.stance;
        if contradicts || !conflicts.is_empty() {
            let both = [
                self.context.coded(MergeSide::Ours, ours),
                self.context.coded(MergeSide::Theirs, theirs),
            ];
            for claim in both {
                self.push(claim);
            }
            let note = (MergeSide::Both, MergeChange::Doubled, ours.clone());
            return self.notes.push(note);
        }
        merged.id = ours.id;
        self.name_claimant(&mut merged);
        let side = match versions.changed_but(&[]) {
            Some([true, true]) => Some(MergeSide::Both),
            Some([true, false]) => Some(MergeSide::Ours),
            Some([false, true]) => Some(MergeSide::Theirs),
            Some([false, false]) | None => None,
        };
        if let Some(side) = side {
            self.notes
                .push((side, MergeChange::Changed, merged.clone()));
        } else if base.is_none() {
            self.notes
                .push((MergeSide::Both, MergeChange::Added, merged.clone()));
        }
        self.push(merged);
    }

    fn push(&mut self, mut claim: Claim) {
        // Both sides may have the same claim in memory.
        if !self.ids.insert(claim.id) {
            claim.id = ClaimId::default();
            self.ids.insert(claim.id);
        }
        self.merged.push(claim);
    }

    /// A claimant that is the id of an actor is that actor, as the reader has it.
    fn name_claimant(&self, claim: &mut Claim) {
        if let Some(Claimant::Words(words)) = &claim.claimant {
            let id = ActorId::from(words.as_str());
            if self
                .context
                .actors
                .iter()
                .any(|actors| actors.contains(&id))
            {
                claim.claimant = Some(Claimant::Actor(id));
            }
        }
    }
}

/// For each claim of `after`, which claim of `before` it is; each of these at most once.
pub(super) fn matched(before: &[Claim], after: &[Claim]) -> Vec<Option<usize>> {
    let mut found = vec![None; after.len()];
    if before.is_empty() || after.is_empty() {
        return found;
    }
    let mut is_taken = vec![false; before.len()];
    let is_same = |one: usize, two: usize| before[one] == after[two];
    let keys = [before, after].map(|claims| claims.iter().map(quote_key).collect());
    match_by(&keys, &mut found, &mut is_taken, is_same);
    if found.contains(&None) && is_taken.contains(&false) {
        match_by(&keys, &mut found, &mut is_taken, |_, _| true);
    }
    found
}

/// The same, and in addition claims whose quote was corrected.
pub(super) fn corrected(before: &[Claim], after: &[Claim]) -> Vec<Option<usize>> {
    let mut found = matched(before, after);
    let is_taken: HashSet<usize> = found.iter().flatten().copied().collect();
    let mut left: BTreeMap<String, (Vec<usize>, Vec<usize>)> = BTreeMap::new();
    for (at, claim) in before.iter().enumerate() {
        if !is_taken.contains(&at) {
            left.entry(source_key(claim)).or_default().0.push(at);
        }
    }
    for (at, claim) in after.iter().enumerate() {
        if found[at].is_none() {
            left.entry(source_key(claim)).or_default().1.push(at);
        }
    }
    for (one, two) in left.values() {
        if let ([one], [two]) = (&one[..], &two[..])
            && is_similar(&before[*one], &after[*two])
        {
            found[*two] = Some(*one);
        }
    }
    found
}

/// Whether most words of two quotes are the same.
fn is_similar(one: &Claim, two: &Claim) -> bool {
    let (Some(one), Some(two)) = (&one.quote, &two.quote) else {
        return false;
    };
    let (one, two) = (folded(&one.exact), folded(&two.exact));
    let words =
        |text: &str| -> BTreeSet<String> { text.split_whitespace().map(str::to_owned).collect() };
    let (one, two) = (words(&one), words(&two));
    2 * one.intersection(&two).count() > one.union(&two).count()
}

/// Matches claims that are not matched yet and have the same key, in their order.
fn match_by(
    [before, after]: &[Vec<String>; 2],
    found: &mut [Option<usize>],
    is_taken: &mut [bool],
    fits: impl Fn(usize, usize) -> bool,
) {
    let mut by_key: HashMap<&str, Vec<usize>> = HashMap::new();
    for (at, key) in before.iter().enumerate().rev() {
        if !is_taken[at] {
            by_key.entry(key).or_default().push(at);
        }
    }
    for (at, key) in after.iter().enumerate() {
        if found[at].is_some() {
            continue;
        }
        let Some(candidates) = by_key.get_mut(key.as_str()) else {
            continue;
        };
        let first = candidates.len().saturating_sub(MAX_LOOKED_AT);
        let fitting = candidates[first..].iter().rposition(|one| fits(*one, at));
        if let Some(place) = fitting {
            let one = candidates.remove(first + place);
            found[at] = Some(one);
            is_taken[one] = true;
        }
    }
}

/// The source and the quoted words; without a quote, the place and the note.
pub(super) fn quote_key(claim: &Claim) -> String {
    let words = if let Some(quote) = &claim.quote {
        folded(&quote.exact)
    } else {
        let place = claim.locator.as_deref().unwrap_or_default();
        format!(
            "\u{1}{place}\u{1}{}",
            claim.note.as_deref().unwrap_or_default()
        )
    };
    format!("{}\u{0}{words}", source_key(claim))
}

fn source_key(claim: &Claim) -> String {
    let reference = claim.reference.as_ref();
    reference.map_or_else(String::new, ToString::to_string)
}
