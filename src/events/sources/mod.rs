//! Where rows come from: files, folders, patterns and archives, unpacked and cut into chunks of
//! whole rows. Knows no set of event data.

mod archive;
mod chunks;
mod inputs;
mod unpack;
mod zstd;

pub(super) use chunks::{ChunkFault, ChunkReader, RowChunk, first_row};
pub(super) use inputs::{EventInput, found};
pub(super) use unpack::opened;
