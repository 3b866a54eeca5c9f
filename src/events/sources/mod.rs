//! Where rows come from: files, folders, patterns and archives, unpacked and cut into chunks of
//! whole rows. Knows no set of event data.

mod archive;
mod bytes;
mod chunks;
mod first_rows;
mod inputs;
#[cfg(feature = "parquet")]
mod parquet;
mod rows;
mod unpack;
mod zstd;

pub(super) use bytes::decoded;
pub(super) use chunks::{ChunkFault, ChunkReader, RowChunk};
pub(super) use first_rows::{FirstRows, first_rows};
pub(super) use inputs::{EventInput, found};
pub(super) use rows::ChunkRows;
pub(super) use unpack::{is_parquet, opened};
