//! Partitions and vectors of a Pajek project: a number for each vertex, kept with its actor under
//! the name of the partition. Reads no network.

use super::words::{Word, Words};
use super::{PajekReader, Section, VertexValues};
use crate::file::formats::attribute_value::AttributeValue;
use crate::file::formats::native::reading::short;
use crate::file::formats::numbers::plain_number;
use crate::words::counted;

impl<'t> PajekReader<'_, 't> {
    /// `*Partition camps` or `*Vector size`; the values belong to the vertices of the network
    /// before.
    pub(super) fn begin_values(&mut self, star: &Word<'t>, words: &Words<'t>) -> Section {
        self.is_beside = true;
        if self.vertices.is_empty() {
            return self.unread(star);
        }
        let named = words.rest.trim();
        let kind = star.text.trim_start_matches('*').to_lowercase();
        let name = if named.is_empty() { &*kind } else { named };
        self.values = Some(VertexValues {
            name: name.to_owned(),
            at: star.at,
            read: 0,
        });
        Section::Values
    }

    /// A line of a partition or a vector.
    pub(super) fn value_of_vertex(&mut self, words: &mut Words<'t>) {
        let (Some(word), Some(values)) = (words.next(), &mut self.values) else {
            return;
        };
        let actor = self.vertices.get(values.read).copied().flatten();
        values.read += 1;
        let Some(actor) = actor else { return };
        if plain_number(word.text).is_none() {
            let message = format!("`{}` is not a value", short(word.text));
            let hint = "Expected a number for each vertex; it is kept as text.".to_owned();
            self.report
                .error(word.at, "bad-number", message, Some(hint));
        }
        let value = AttributeValue::digits(word.text);
        self.ties.describe(actor, &values.name, value);
    }

    /// Ends a partition or a vector.
    pub(super) fn end_values(&mut self) {
        let Some(values) = self.values.take() else {
            return;
        };
        let vertices = self.vertices.len();
        if values.read != vertices {
            let message = format!(
                "`{}` has {} for {}",
                short(&values.name),
                counted(values.read, "value", "values"),
                counted(vertices, "vertex", "vertices")
            );
            let hint = "A value is that of the vertex in its place; see whether they belong to the network before.";
            self.report
                .warning(values.at, "bad-partition", message, Some(hint.to_owned()));
        }
    }
}
