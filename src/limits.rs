//! What a file may cost: every limit on what a stranger's file makes the program read, keep,
//! compute or show, in one table. Enforces nothing itself; each reader states its limits here.

/// One limit: what is limited, how much is allowed, why, and what the user reads.
#[derive(Debug)]
pub struct Limit {
    /// What is limited, with its unit.
    pub what: &'static str,
    /// How much is allowed.
    pub max: u64,
    /// What a file could do without the limit.
    pub why: &'static str,
    /// The message; `{found}` and `{max}` are replaced.
    pub message: &'static str,
}

impl Limit {
    /// The limit as a count or as a number of bytes in memory.
    pub const fn count(&self) -> usize {
        self.max as usize
    }

    /// The message about something that was found.
    pub fn message(&self, found: impl std::fmt::Display) -> String {
        let found = self.message.replace("{found}", &found.to_string());
        found.replace("{max}", &self.max.to_string())
    }
}

/// The most rows that are pasted into a table at once.
pub const PASTED_ROWS: Limit = Limit {
    what: "rows pasted into a table",
    max: 100_000,
    why: "the clipboard can hold any text, and each row becomes a record",
    message: "{found} more rows are not read: no more than {max} can be pasted at once",
};

/// The most proposals of a file.
pub const PROPOSALS: Limit = Limit {
    what: "proposals of a file",
    max: 100_000,
    why: "each is shown and decided by a person",
    message: "no more than {max} proposals are read from a file with {found} lines",
};

/// The most rules of a codebook in CSV.
pub const CODEBOOK_ENTRIES: Limit = Limit {
    what: "rules of a codebook",
    max: 10_000,
    why: "each is compared with all others, and shown while coding",
    message: "no more than {max} rules of a codebook are read",
};

/// The most steps of a story that are read.
pub const STORY_STEPS: Limit = Limit {
    what: "steps of a story",
    max: 200,
    why: "each step is a picture that is drawn and exported",
    message: "has {found} steps, and no more than {max} are shown",
};

/// The most text notes that are read.
pub const ANNOTATIONS: Limit = Limit {
    what: "text notes of a file",
    max: 500,
    why: "each needs a place in the picture, clear of actors and of other notes",
    message: "the file has {found} text notes, and no more than {max} are drawn",
};

/// The most actors that a text note outlines.
pub const OUTLINED_ACTORS: Limit = Limit {
    what: "actors that a text note outlines",
    max: 1_000,
    why: "its outline is found again with every picture",
    message: "is about {found} actors, and no more than {max} are outlined",
};

/// The work of finding the outlines of text notes, in looks at an actor.
pub const OUTLINE_STEPS: Limit = Limit {
    what: "looks at actors for the outlines of text notes in a picture",
    max: 40_000_000,
    why: "a file can outline many actors among many, and each picture finds the areas anew",
    message: "the outlines of text notes would take {found} steps, and no more than {max} are taken",
};

/// The longest text note.
pub const ANNOTATION_BYTES: Limit = Limit {
    what: "bytes of a text note",
    max: 2_000,
    why: "its lines are broken and drawn again with every picture",
    message: "has {found} bytes, and no more than {max} are drawn",
};

/// The largest picture of an actor.
pub const ACTOR_PICTURE_BYTES: Limit = Limit {
    what: "bytes of the picture of an actor",
    max: 16 << 20,
    why: "a file beside the relations file can have any length",
    message: "it has {found} bytes, and no more than {max} of a picture are read; make it smaller",
};

/// The most pixels of the picture of an actor.
pub const ACTOR_PICTURE_PIXELS: Limit = Limit {
    what: "pixels of the picture of an actor",
    max: 24_000_000,
    why: "100 KB of a PNG can announce a billion pixels, which take 4 GB",
    message: "it has {found} pixels, and no more than {max} are read; make it smaller",
};

/// How much is read for all pictures of actors.
pub const ACTOR_PICTURES_READ: Limit = Limit {
    what: "bytes and pixels of all pictures of actors of a file",
    max: 500_000_000,
    why: "a thousand small files can each have 24 million pixels, which take half a second",
    message: "it is not read: with it, the pictures of the file have more than {max} bytes and \
              pixels; make them smaller",
};

/// How much memory the pictures of actors take once they are small.
pub const ACTOR_PICTURES_KEPT: Limit = Limit {
    what: "bytes of memory for all pictures of actors of a file",
    max: 128 << 20,
    why: "each takes up to half a megabyte, and a hundred thousand actors can have one",
    message: "it is not kept: with it, the pictures of the file take more than {max} bytes of \
              memory",
};

/// The largest file that is read.
pub const FILE_BYTES: Limit = Limit {
    what: "bytes of a file",
    max: 4 << 30,
    why: "a file can claim any length, such as 128 TB, without taking space on the disk",
    message: "it has {found} bytes, and no more than {max} are read",
};

/// The bytes that any picture may unpack to.
pub const UNPACKED_BYTES: Limit = Limit {
    what: "bytes unpacked from a picture, in addition to a share of its size",
    max: 64 << 20,
    why: "233 KB of a PNG can unpack to 240 MB",
    message: "the file inside the picture is larger than {found} bytes, and a picture of this size \
              may keep no more",
};

/// How many times its packed bytes a picture may unpack to, in addition.
pub const UNPACKED_FACTOR: Limit = Limit {
    what: "unpacked bytes for each packed byte of a picture",
    max: 100,
    why: "a network with long texts packs well; repeated text packs a thousand times",
    message: "the file inside the picture is packed more than {max} times",
};

/// The memory that reading any JSON may take, in bytes.
pub const JSON_BYTES: Limit = Limit {
    what: "bytes of memory to read JSON, in addition to a share of its size",
    max: 200_000_000,
    why: "three bytes of JSON can be a record of several hundred bytes",
    message: "the file would need about {found} MB of memory, far more than a file of its size \
              should",
};

/// The memory that reading JSON may take for each of its bytes, in addition.
pub const JSON_FACTOR: Limit = Limit {
    what: "bytes of memory to read a byte of JSON",
    max: 12,
    why: "a large file of many short values fills the memory",
    message: "the file would need about {found} MB of memory, far more than a file of its size \
              should",
};

/// How many issues of one kind are kept.
pub const ISSUES_OF_A_KIND: Limit = Limit {
    what: "issues of one kind that are listed for a file",
    max: 1_000,
    why: "five million empty records give ten million issues",
    message: "{found} more issues of this kind are not listed",
};

/// The longest pointer of an issue.
pub const POINTER_BYTES: Limit = Limit {
    what: "bytes of the pointer of an issue; more are left out",
    max: 300,
    why: "a key of 1 MB is in the pointer of every issue below it",
    message: "{found}…",
};

/// The longest part of a key in a pointer.
pub const KEY_CHARS: Limit = Limit {
    what: "characters of a key in a pointer; more are left out",
    max: 60,
    why: "a key of 1 MB is in the pointer of every issue below it",
    message: "{found}…",
};

/// The longest message of an issue.
pub const MESSAGE_BYTES: Limit = Limit {
    what: "bytes of the message of an issue, and of its hint; more are left out",
    max: 1_000,
    why: "a message that quotes the file quotes words of any length",
    message: "{found}…",
};

/// The longest name or id.
pub const NAME_BYTES: Limit = Limit {
    what: "bytes of a name, a title or an id; more are kept in the file and not shown",
    max: 2_000,
    why: "laying out a name in the window takes 270 bytes for each of its letters",
    message: "has {found} bytes, and only the first {max} are used",
};

/// The longest text of a field, such as a note or a quote.
pub const TEXT_BYTES: Limit = Limit {
    what: "bytes of the text of a field, such as a note or a quote",
    max: 1 << 20,
    why: "laying out a text in the window takes 270 bytes for each of its letters",
    message: "has {found} bytes, and no more than {max} are used",
};

/// The longest address of a source.
pub const ADDRESS_BYTES: Limit = Limit {
    what: "bytes of a web address, or of the path of a saved text",
    max: 10_000,
    why: "it is shown on a line of its own, and a part of it leads elsewhere",
    message: "has {found} bytes, and no more than {max} are used",
};

/// The longest name of an attribute of actors or ties.
pub const ATTRIBUTE_NAME_BYTES: Limit = Limit {
    what: "bytes of the name of an attribute of actors or ties; more are left out",
    max: 500,
    why: "a name is said once, and written again with each actor that has it",
    message: "{found} names of attributes have more than {max} bytes, and only these are used",
};

/// The most different names of attributes.
pub const ATTRIBUTE_NAMES: Limit = Limit {
    what: "different names of attributes of actors and ties, and keys of a record",
    max: 100_000,
    why: "a record of 10 MB can have a million attributes, and each of these takes 700 bytes",
    message: "the file has more than {max} different names of attributes, or keys of one record",
};

/// How much memory the names may take that tell values of one attribute apart.
pub const REPEATED_NAME_BYTES: Limit = Limit {
    what: "bytes of names such as `key (2)`, for an attribute that one actor or tie has again",
    max: 16 << 20,
    why: "one actor can have an attribute with a name of 500 bytes a million times",
    message: "{found} values are left out: an actor or tie has an attribute of one name too often",
};

/// How much memory is filled with what a file says once about many actors or ties.
pub const COPIED_BYTES: Limit = Limit {
    what: "bytes of what a file says once and many actors or ties get: defaults, values and \
           claims of lists, ties of two lists",
    max: 300_000_000,
    why: "a default of 1 MB for 10,000 actors is 10 GB, and two lists of 100,000 actors have ten \
          billion ties",
    message: "not all defaults, values, claims or ties are read: the file says them once for very \
              many actors or ties, and together they would take more than {found} bytes",
};

/// The memory that the actors and ties of a file may take, in bytes.
pub const TIES_BYTES: Limit = Limit {
    what: "bytes of memory for the actors and ties of a file, in addition to a share of its size",
    max: 500_000_000,
    why: "two bytes of a matrix are a tie of 440 bytes",
    message: "what the file lists would need more than {found} MB of memory, far more than a file \
              of its size should",
};

/// The memory that the actors and ties of a file may take for each of its bytes, in addition.
pub const TIES_FACTOR: Limit = Limit {
    what: "bytes of memory for the actors and ties of a file, for each byte of the file",
    max: 60,
    why: "a large table of short lines fills the memory",
    message: "what the file lists would need more than {found} MB of memory, far more than a file \
              of its size should",
};

/// How deep elements of XML may be nested.
pub const XML_DEPTH: Limit = Limit {
    what: "elements of XML inside each other",
    max: 256,
    why: "a megabyte of opening tags is 300,000 elements deep, and each is remembered",
    message: "{found} elements are inside each other, and no more than {max} are read",
};

/// How deep lists of GML may be nested.
pub const GML_DEPTH: Limit = Limit {
    what: "lists of GML inside each other",
    max: 128,
    why: "a megabyte of brackets is half a million lists deep, and reading them is recursive",
    message: "{found} lists are inside each other, and no more than {max} are read",
};

/// How many actors a UCINET DL file may announce beyond what its size allows.
pub const DL_ACTORS: Limit = Limit {
    what: "actors that a UCINET DL file announces, in addition to one for each of its bytes",
    max: 10_000,
    why: "`dl n=2000000000` costs 15 bytes and makes two billion actors",
    message: "{found} actors are announced, and a file of this size cannot describe so many",
};

/// How many pairs of actors may speak of the same concepts.
pub const CONGRUENCE_PAIRS: Limit = Limit {
    what: "pairs of actors who speak of the same concepts, over all concepts",
    max: 5_000_000,
    why: "40,000 statements of as many actors on one concept make 800 million pairs",
    message: "{found} pairs of actors speak of the same concepts, and no more than {max} are tied",
};

/// How many cells a workbook may have, with empty ones before the last of a row.
pub const XLSX_CELLS: Limit = Limit {
    what: "cells of a workbook, with empty ones before the last of a row",
    max: 20_000_000,
    why: "a cell at the end of each row makes 16,000 empty ones before it",
    message: "it has {found} cells, and no more than {max} are read",
};

/// The bytes that any workbook may unpack to, and its cells may become as text.
pub const XLSX_BYTES: Limit = Limit {
    what: "bytes that a workbook unpacks to, and bytes of its cells, in addition to a share of its \
           size",
    max: 64 << 20,
    why: "100 KB can unpack to 100 MB, and a million cells can show one text of 1 MB",
    message: "it unpacks to more than {found} bytes, far more than one of its size should",
};

/// How many times its packed bytes a workbook may unpack to, in addition.
pub const XLSX_FACTOR: Limit = Limit {
    what: "unpacked bytes for each packed byte of a workbook",
    max: 30,
    why: "real sheets pack ten times, and repeated cells pack a thousand times",
    message: "it unpacks to more than {max} times its size",
};

/// How many ends of an archive a workbook may have: its own, and those of files in it.
pub const XLSX_ENDS: Limit = Limit {
    what: "ends of an archive in a workbook",
    max: 1_000,
    why: "each is looked at, and a megabyte has room for 50,000",
    message: "the workbook is broken: it has {found} ends of an archive or more",
};

/// How many steps reading a database may take.
pub const SQLITE_STEPS: Limit = Limit {
    what: "steps of SQLite to read a project",
    max: 2_000_000_000,
    why: "a database of a kilobyte can make a query that never ends",
    message: "reading takes more than {max} steps",
};

/// How many actors a matrix that is written may have.
pub const MATRIX_FILE_ACTORS: Limit = Limit {
    what: "actors of a matrix that is written as a file",
    max: 10_000,
    why: "a file with a cell for each pair of 100,000 actors has 20 GB",
    message: "a matrix of {found} actors would have a cell for each pair, and no more than {max} are written; write CSV tables or GraphML",
};

/// How many names a cell of a table has.
pub const NAMES_IN_CELL: Limit = Limit {
    what: "names in a cell of a table",
    max: 100,
    why: "two cells with a thousand names each are a million ties",
    message: "the cell lists {found} names, and no more than {max} of them are read",
};

/// How many sheets of a workbook are read.
pub const SHEETS: Limit = Limit {
    what: "sheets of a workbook",
    max: 1_000,
    why: "a small workbook can name one sheet a hundred thousand times",
    message: "of {found} sheets of the workbook only the first {max} are read",
};

/// How many rows a sheet of Excel has.
pub const SHEET_ROWS: Limit = Limit {
    what: "rows of a sheet of an Excel workbook",
    max: 1_048_576,
    why: "Excel opens no sheet with more",
    message: "a sheet would have {found} rows, and Excel opens no more than {max}; write CSV tables or GraphML",
};

/// How long a text in a cell of Excel may be.
pub const SHEET_CELL_LETTERS: Limit = Limit {
    what: "UTF-16 units of a text in a cell of an Excel workbook",
    max: 32_767,
    why: "Excel repairs a workbook with longer ones, and loses them",
    message: "a text has {found} letters, and a cell holds no more than {max}",
};

/// How many vertices a Pajek file may have.
pub const VERTICES: Limit = Limit {
    what: "vertices of a Pajek file",
    max: 1_000_000,
    why: "the number of vertices is announced, and memory is allocated for them",
    message: "{found} vertices are more than the {max} that Frenemy opens",
};

/// How many vertices a Pajek file may announce beyond what its size allows.
pub const VERTICES_WITHOUT_LINES: Limit = Limit {
    what: "vertices that a Pajek file announces, in addition to one for 4 bytes",
    max: 10_000,
    why: "`*Vertices 1000000` costs 18 bytes and makes a million actors",
    message: "{found} vertices are announced in all, and a file of this size cannot describe so \
              many",
};

/// The largest file of citations in BibTeX.
pub const BIBTEX_BYTES: Limit = Limit {
    what: "bytes of BibTeX",
    max: 64 << 20,
    why: "the whole text is kept several times while it is read",
    message: "the file has {found} bytes, and no more than {max} of citations are read",
};

/// How deep braces and abbreviations may be nested in BibTeX.
pub const BIBTEX_DEPTH: Limit = Limit {
    what: "nested braces, and abbreviations in abbreviations, of BibTeX",
    max: 64,
    why: "abbreviations that name each other never end, and deep ones overflow the stack",
    message: "{found} are nested more than {max} deep",
};

/// How long the fields of all entries may become when abbreviations are replaced.
pub const BIBTEX_EXPANDED_BYTES: Limit = Limit {
    what: "bytes of BibTeX after abbreviations are replaced, in addition to ten times its size",
    max: 16 << 20,
    why: "an abbreviation that names another one twice doubles it, thirty of them a billion times",
    message: "the abbreviations make {found} bytes of text, and a file of this size may make no \
              more than {max}",
};

/// In how many pieces a value of BibTeX may be written.
pub const BIBTEX_PIECES: Limit = Limit {
    what: "pieces of a value of BibTeX, joined by `#`, after abbreviations are replaced",
    max: 5_000,
    why: "joining them takes time with their square, and abbreviations double them",
    message: "a value has {found} pieces joined by `#`, and no more than {max} are read",
};

/// How many steps the searches of one measure take.
pub const SEARCH_STEPS: Limit = Limit {
    what: "actors and ties that the searches of betweenness, and those of closeness, visit",
    max: 1_000_000_000,
    why: "a search from each actor takes time with their square: minutes for 100,000, hours for a \
          million",
    message: "Betweenness and closeness are estimates: the network is large, and searches began at \
              {found} actors of each connected part, chosen at random.",
};

/// How many pairs of ties are looked at for predictions.
pub const PREDICTION_STEPS: Limit = Limit {
    what: "pairs of ties at one actor that predictions look at",
    max: 300_000_000,
    why: "the pairs grow with the square of the ties of an actor: a hub with a million ties has a \
          trillion",
    message: "Predictions are incomplete: only {found} pairs of ties were compared, from actors \
              with few ties to those with many.",
};

/// How many triads are counted over all draws of a null model.
pub const NULL_TRIADS: Limit = Limit {
    what: "triads that are counted over all draws of a null model",
    max: 200_000_000_000,
    why: "the triads grow with the third power of the actors, and each is counted in each draw: \
          1,500 actors that all know each other have half a billion",
    message: "The network has {found} triads; they are compared with fewer draws, or with none: no \
              more than {max} are counted over all draws of a null model",
};

/// How many places of one quote are compared.
pub const QUOTE_PLACES: Limit = Limit {
    what: "places in a text that are compared for one quote",
    max: 1_000,
    why: "a quote of two letters occurs a million times in a text of 4 MB",
    message: "the quote occurs {found} times",
};

/// How many places of one quote are kept.
pub const QUOTE_PLACES_KEPT: Limit = Limit {
    what: "places of a quote that are kept, of all where it may be",
    max: 50,
    why: "20,000 claims that quote a word of a hundred places would keep two million",
    message: "the quote occurs {found} times",
};

/// The longest quote, in words, for which similar words are searched.
pub const FUZZY_WORDS: Limit = Limit {
    what: "words of a quote for which similar words are searched",
    max: 1_000,
    why: "the time grows with the square of the words",
    message: "a longer quote is only found unchanged",
};

/// The longest quote, in bytes, for which similar words are searched.
pub const FUZZY_BYTES: Limit = Limit {
    what: "bytes of a quote for which similar words are searched",
    max: 20_000,
    why: "one word can have 3 MB",
    message: "a longer quote is only found unchanged",
};

/// In how many pieces a shortened quote is searched for.
pub const QUOTE_PIECES: Limit = Limit {
    what: "pieces of a shortened quote",
    max: 32,
    why: "a quote of dots can have a million pieces, and each is searched for",
    message: "a quote of more than {max} pieces is only found unchanged",
};

/// How many bytes may be left out of a quote at one place.
pub const QUOTE_GAP_BYTES: Limit = Limit {
    what: "bytes of a text that a quote may leave out at one place",
    max: 10_000,
    why: "two words can be found in any book, and each place of one is searched for the other",
    message: "a longer gap is not searched",
};

/// How many places of pieces are tried for one shortened quote.
pub const QUOTE_STEPS: Limit = Limit {
    what: "places of pieces that are tried for a shortened quote",
    max: 20_000,
    why: "a quote of short words can be put together in very many ways",
    message: "a quote whose pieces have more places is only found unchanged",
};

/// The most tags of a web page that a text is taken from.
pub const HTML_TAGS: Limit = Limit {
    what: "tags of a web page",
    max: 200_000,
    why: "finding the article goes through the page several times",
    message: "the page has {found} tags, and no more than {max} are read; copy its text, and paste it",
};

/// How deeply elements of a web page are nested at most.
pub const HTML_DEPTH: Limit = Limit {
    what: "levels of elements of a web page",
    max: 400,
    why: "the parser calls itself once for each level",
    message: "the elements of the page are nested {found} levels deep, and no more than {max} are read; \
              copy its text, and paste it",
};

/// The largest part of a Word or `OpenDocument` text, unpacked.
pub const OFFICE_BYTES: Limit = Limit {
    what: "unpacked bytes of a part of a text document",
    max: 64 << 20,
    why: "a ZIP file of 64 KB can unpack to 64 MB",
    message: "{found} unpacks to more than {max} bytes, which no text has",
};

/// The most marks that are drawn while the text of a PDF is read.
pub const PDF_STEPS: Limit = Limit {
    what: "letters and shapes of a PDF",
    max: 20_000_000,
    why: "forms within forms draw any number of them in a small file",
    message: "the PDF draws more than {max} letters and shapes; split it, and add a part",
};

/// How long the text of a PDF is read.
pub const PDF_SECONDS: Limit = Limit {
    what: "seconds in which the text of a PDF is read",
    max: 120,
    why: "thousands of pages, or of forms in them, can share a megabyte that draws nothing",
    message: "reading it takes more than {max} seconds; split it, and add a part",
};

/// The bytes that all streams of a PDF may unpack to.
pub const PDF_BYTES: Limit = Limit {
    what: "bytes that the streams of a PDF unpack to, and bytes that are read to find that out",
    max: 1 << 30,
    why: "a thousand streams of 64 KB can unpack to 64 MB each",
    message: "its parts unpack to more than {max} bytes; split it, or print it as PDF",
};

/// The bytes that any stream of a PDF may unpack to.
pub const PDF_STREAM_BYTES: Limit = Limit {
    what: "bytes that a stream of a PDF unpacks to, in addition to a share of its size",
    max: 64 << 20,
    why: "1 MB can unpack to 1 GB, and to 1 TB if it is packed twice",
    message: "a part of it unpacks to far more than its size should, or is packed several times; \
              open it in a PDF reader, and print it as PDF",
};

/// How many times its packed bytes a stream of a PDF may unpack to, in addition.
pub const PDF_STREAM_FACTOR: Limit = Limit {
    what: "unpacked bytes for each packed byte of a stream of a PDF",
    max: 100,
    why: "real pages pack ten times, and repeated bytes pack a thousand times",
    message: "a part of it is packed more than {max} times",
};

/// The longest stream of an encrypted PDF.
pub const PDF_ENCRYPTED_BYTES: Limit = Limit {
    what: "packed bytes of a stream of an encrypted PDF, without pictures",
    max: 1 << 20,
    why: "what it unpacks to, up to a thousand times as much, is not known before it is decrypted",
    message: "the PDF is encrypted, and a part of it has {found} bytes, more than the {max} that \
              can be checked; open it in a PDF reader, and print it as PDF",
};

/// How many names are tried for a saved text.
pub const TEXT_NAMES: Limit = Limit {
    what: "names that are tried for a saved text whose name is taken",
    max: 1_000,
    why: "a folder from elsewhere can have a file of every name",
    message: "there are {found} files of this name with other texts; remove them, or save into another folder",
};

/// How many files of event data are read at once.
pub const EVENT_FILES: Limit = Limit {
    what: "files of event data, with those in archives and folders",
    max: 1_000_000,
    why: "an archive can announce any number of files, and each has a name in memory",
    message: "there are {found} files or more, and no more than {max} are read; give fewer",
};

/// The bytes that any packed file of event data may unpack to.
pub const EVENT_UNPACKED_BYTES: Limit = Limit {
    what: "bytes that a packed file of event data unpacks to, in addition to a share of its size",
    max: 64 << 20,
    why: "small files can pack very well",
    message: "it unpacks to more than {max} bytes",
};

/// How many times its packed bytes a file of event data may unpack to, in addition.
pub const EVENT_UNPACKED_FACTOR: Limit = Limit {
    what: "unpacked bytes for each packed byte of event data",
    max: 100,
    why: "real files pack five to ten times, and repeated bytes a thousand times",
    message: "it unpacks to more than {max} times its size, which no event data do; the rest is \
              not read",
};

/// The longest footer of a Parquet file.
#[cfg(feature = "parquet")]
pub const EVENT_FOOTER_BYTES: Limit = Limit {
    what: "bytes of the footer of a Parquet file, which describes each part of each column",
    max: 32 << 20,
    why: "it is kept in memory as a whole",
    message: "the footer of the Parquet file has {found} bytes, and no more than {max} are read; \
              write the file with fewer groups of rows",
};

/// How deep the columns of a Parquet file may lie in each other.
#[cfg(feature = "parquet")]
pub const EVENT_COLUMN_DEPTH: Limit = Limit {
    what: "levels of columns in each other in a Parquet file",
    max: 32,
    why: "they are read level by level, and each takes some of the stack",
    message: "the columns of the Parquet file lie in each other {found} levels deep, and no more \
              than {max} are read; save it as a plain table",
};

/// The longest row of event data.
pub const EVENT_ROW_BYTES: Limit = Limit {
    what: "bytes of a row of event data",
    max: 1 << 20,
    why: "a quote that is never closed makes the rest of a file one row",
    message: "the row has more than {max} bytes, or a quote in it is not closed; it is skipped",
};

/// The longest name of an actor in event data.
pub const EVENT_NAME_BYTES: Limit = Limit {
    what: "bytes of an actor's name, or of an id, in event data",
    max: 500,
    why: "each name is kept in memory",
    message: "the name of an actor has {found} bytes, and no more than {max} are read",
};

/// How many names the actors of event data may have.
pub const EVENT_NAMES: Limit = Limit {
    what: "different names of actors, and codes, in event data",
    max: 5_000_000,
    why: "each name is kept in memory, and a row can have two",
    message: "the actors have more than {max} names; choose `--actors country`, or fewer files",
};

/// How many votes of roll calls are compared.
pub const EVENT_VOTES: Limit = Limit {
    what: "votes of roll calls",
    max: 50_000_000,
    why: "each vote is kept in memory until all are read, and compared with all of its roll call",
    message: "there are more than {max} votes; choose fewer with --from, --to or --only",
};

/// How many relations event data may become.
pub const EVENT_RELATIONS: Limit = Limit {
    what: "relations that event data become",
    max: 500_000,
    why: "days of all pairs can be a hundred million relations, and no picture shows them",
    message: "the rules make more than {max} relations; raise --min-count or --min-net, choose \
              longer periods with --by, or fewer actors with --top or --only",
};

#[cfg(test)]
mod tests {
    use super::*;

    /// All limits.
    static LIMITS: &[&Limit] = &[
        &FILE_BYTES,
        &ACTOR_PICTURE_BYTES,
        &ACTOR_PICTURE_PIXELS,
        &ACTOR_PICTURES_READ,
        &ACTOR_PICTURES_KEPT,
        &UNPACKED_BYTES,
        &UNPACKED_FACTOR,
        &JSON_BYTES,
        &JSON_FACTOR,
        &ISSUES_OF_A_KIND,
        &POINTER_BYTES,
        &KEY_CHARS,
        &MESSAGE_BYTES,
        &NAME_BYTES,
        &TEXT_BYTES,
        &ADDRESS_BYTES,
        &ATTRIBUTE_NAME_BYTES,
        &ATTRIBUTE_NAMES,
        &REPEATED_NAME_BYTES,
        &COPIED_BYTES,
        &TIES_BYTES,
        &TIES_FACTOR,
        &XML_DEPTH,
        &GML_DEPTH,
        &DL_ACTORS,
        &CONGRUENCE_PAIRS,
        &XLSX_CELLS,
        &XLSX_BYTES,
        &XLSX_FACTOR,
        &XLSX_ENDS,
        &SQLITE_STEPS,
        &MATRIX_FILE_ACTORS,
        &NAMES_IN_CELL,
        &SHEETS,
        &SHEET_ROWS,
        &SHEET_CELL_LETTERS,
        &VERTICES,
        &VERTICES_WITHOUT_LINES,
        &BIBTEX_BYTES,
        &BIBTEX_DEPTH,
        &BIBTEX_EXPANDED_BYTES,
        &BIBTEX_PIECES,
        &STORY_STEPS,
        &ANNOTATIONS,
        &OUTLINED_ACTORS,
        &OUTLINE_STEPS,
        &ANNOTATION_BYTES,
        &SEARCH_STEPS,
        &PREDICTION_STEPS,
        &NULL_TRIADS,
        &QUOTE_PLACES,
        &QUOTE_PLACES_KEPT,
        &FUZZY_WORDS,
        &FUZZY_BYTES,
        &QUOTE_PIECES,
        &QUOTE_GAP_BYTES,
        &QUOTE_STEPS,
        &PASTED_ROWS,
        &PROPOSALS,
        &CODEBOOK_ENTRIES,
        &HTML_TAGS,
        &HTML_DEPTH,
        &OFFICE_BYTES,
        &PDF_STEPS,
        &PDF_SECONDS,
        &TEXT_NAMES,
        &PDF_BYTES,
        &PDF_STREAM_BYTES,
        &PDF_STREAM_FACTOR,
        &PDF_ENCRYPTED_BYTES,
        &EVENT_FILES,
        &EVENT_UNPACKED_BYTES,
        &EVENT_UNPACKED_FACTOR,
        #[cfg(feature = "parquet")]
        &EVENT_FOOTER_BYTES,
        #[cfg(feature = "parquet")]
        &EVENT_COLUMN_DEPTH,
        &EVENT_ROW_BYTES,
        &EVENT_NAME_BYTES,
        &EVENT_NAMES,
        &EVENT_VOTES,
        &EVENT_RELATIONS,
    ];

    #[test]
    fn every_limit_says_what_it_is_for() {
        for limit in LIMITS {
            assert!(limit.max > 0 && !limit.what.is_empty(), "{limit:?}");
            assert!(
                !limit.why.is_empty() && !limit.message.is_empty(),
                "{limit:?}"
            );
        }
    }

    #[test]
    fn a_message_names_what_was_found_and_what_is_allowed() {
        assert_eq!(
            VERTICES.message(2_000_000),
            "2000000 vertices are more than the 1000000 that Frenemy opens"
        );
    }
}
