//! Kinds of values of fields, as the schema describes them. Knows no record.

/// What a field's value looks like.
#[derive(Clone, Copy, Debug)]
pub(crate) enum Shape {
    /// The name of a record, unique among its kind.
    Id,
    /// Text.
    Text,
    /// Text or a number.
    TextOrNumber,
    /// A number.
    Number,
    /// A whole number within bounds.
    Integer(i64, i64),
    /// True or false.
    Flag,
    /// An EDTF date.
    Date,
    /// One of these words.
    Words(&'static [&'static str]),
    /// Any value.
    Any,
    /// A list of texts.
    Texts,
    /// An object of this definition.
    Object(&'static str),
    /// A list of objects of this definition.
    List(&'static str),
    /// Text, or an object of this definition.
    TextOrObject(&'static str),
}
