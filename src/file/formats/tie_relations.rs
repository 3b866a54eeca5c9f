//! Several relations of one pair: attributes such as `ally` and `war` that are 1 where there is
//! such a tie. Knows no format.

use super::builder_memory::{BuilderMemory, copied_bytes};
use super::kind_words::kind_of_word;
use super::listed_tie::ListedTie;
use super::tie_meaning::TieReader;
use crate::words::{self, counted};

impl TieReader {
    /// The ties that a pair has by its attributes of relations, each with the other values. A pair
    /// without any of several has no tie, unless something else says what its tie is. All but the
    /// first tie take memory that the file did not.
    pub(super) fn apart(&mut self, tie: ListedTie, memory: &mut BuilderMemory) -> Vec<ListedTie> {
        let relations = self.roles.relations.clone();
        let is_relation = |at: u32| relations.contains(&(at as usize));
        let is_said = |at: &usize| {
            let mut values = tie.values.iter();
            let value = values.find(|(number, _)| *number as usize == *at);
            value.is_some_and(|(_, value)| self.is_one(*at, value))
        };
        let said: Vec<usize> = relations.iter().copied().filter(is_said).collect();
        if said.is_empty() {
            let has_type = self.roles.subtype.is_some() || self.roles.kind.is_some();
            if relations.len() > 1 && !has_type {
                self.without_relation += 1;
                return Vec::new();
            }
            return vec![tie];
        }
        let others = tie.values.iter().filter(|(at, _)| !is_relation(*at));
        let others: Vec<_> = others.cloned().collect();
        let bytes = copied_bytes(others.iter().map(|(_, value)| value.words().len()));
        let mut first = Some((tie.id, tie.claims));
        let one = |at: usize| {
            let name = &self.names[at];
            let is_copy = first.is_none();
            if is_copy && !memory.take_tie(0) {
                return None;
            }
            let (id, claims) = first.take().unwrap_or_default();
            let has_values = !is_copy || bytes == 0 || memory.take_copy(bytes);
            let values = others.iter().filter(|_| has_values);
            Some(ListedTie {
                id,
                claims,
                source: tie.source,
                target: tie.target,
                directed: tie.directed,
                values: values.cloned().collect(),
                when: tie.when.clone(),
                subtype: Some(name.clone()),
                layer: kind_of_word(name).or(tie.layer),
                at: tie.at,
            })
        };
        said.into_iter().filter_map(one).collect()
    }

    /// What the attributes of relations mean, and how many pairs have none of them.
    pub(super) fn understood_relations(&self, name: &dyn Fn(usize) -> String) -> Option<String> {
        let names = self.roles.relations.iter().map(|at| name(*at));
        let names: Vec<String> = names.collect();
        let verb = words::agree(names.len(), "is a relation", "are relations");
        let left_out = match self.without_relation {
            0 => String::new(),
            count => format!(
                "; {} none of them and no tie",
                counted(count, "pair has", "pairs have")
            ),
        };
        (!names.is_empty()).then(|| {
            format!(
                "{} {verb}, each with a tie where it is 1{left_out}",
                words::list(&names)
            )
        })
    }
}
