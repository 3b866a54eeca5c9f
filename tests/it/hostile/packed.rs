//! Workbooks and databases that are made to harm: a generator for each, and what the program says.

use std::io::{Cursor, Write as _};

use zip::write::SimpleFileOptions;

use super::checked;

const RELATIONS: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";

/// A workbook of one sheet with this XML, and other parts.
fn workbook(sheet: &str, shared: &str, others: &[(&str, &[u8])]) -> Vec<u8> {
    let mut archive = zip::ZipWriter::new(Cursor::new(Vec::new()));
    let mut add = |name: &str, content: &[u8]| {
        archive
            .start_file(name, SimpleFileOptions::default())
            .unwrap();
        archive.write_all(content).unwrap();
    };
    let relation = |id: &str, kind: &str, target: &str| {
        format!("<Relationship Id=\"{id}\" Type=\"{RELATIONS}/{kind}\" Target=\"{target}\"/>")
    };
    let relations = |all: &str| {
        format!(
            "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
             {all}</Relationships>"
        )
    };
    let book = relation("r1", "officeDocument", "xl/workbook.xml");
    add("_rels/.rels", relations(&book).as_bytes());
    let book = format!(
        "<workbook xmlns:r=\"{RELATIONS}\"><sheets><sheet name=\"s\" sheetId=\"1\" r:id=\"r1\"/>\
         </sheets></workbook>"
    );
    add("xl/workbook.xml", book.as_bytes());
    let parts = relation("r1", "worksheet", "worksheets/sheet1.xml")
        + &relation("r2", "sharedStrings", "sharedStrings.xml");
    add("xl/_rels/workbook.xml.rels", relations(&parts).as_bytes());
    add(
        "xl/worksheets/sheet1.xml",
        format!("<worksheet>{sheet}</worksheet>").as_bytes(),
    );
    add(
        "xl/sharedStrings.xml",
        format!("<sst>{shared}</sst>").as_bytes(),
    );
    for (name, content) in others {
        add(name, content);
    }
    archive.finish().unwrap().into_inner()
}

fn row(number: usize, cells: &[&str]) -> String {
    let cell = |(at, text): (usize, &&str)| {
        let column = char::from(b'A' + at as u8);
        format!("<c r=\"{column}{number}\" t=\"inlineStr\"><is><t>{text}</t></is></c>")
    };
    let cells: String = cells.iter().enumerate().map(cell).collect();
    format!("<row r=\"{number}\">{cells}</row>")
}

/// The data of a sheet with a header, one tie and these rows.
fn data(rows: &str) -> String {
    let first = row(1, &["source", "target", "sign"]) + &row(2, &["a", "b", "1"]);
    format!("<sheetData>{first}{rows}</sheetData>")
}

/// Checks a workbook, which says this.
fn says(book: Vec<u8>, words: &str) {
    let run = checked("book.xlsx", book, 400);
    let is_said = run.stdout.contains(words);
    assert!(is_said, "{words}: {:.500}{:.300}", run.stdout, run.stderr);
}

#[test]
fn a_workbook_that_unpacks_to_far_more_than_its_size_is_refused() {
    let zeros = vec![0; 200_000_000];
    says(
        workbook(&data(""), "", &[("xl/media/x.bin", &zeros)]),
        "far more than one of its size",
    );
    let strings = "<si/>".repeat(18_000_000);
    says(
        workbook(&data(""), &strings, &[]),
        "far more than one of its size",
    );
}

#[test]
fn texts_that_are_only_announced_get_no_room() {
    for count in [
        "9999999999",
        "18446744073709551615",
        "99999999999999999999999",
    ] {
        let shared = format!("<sst uniqueCount=\"{count}\"/><si><t>a</t></si>");
        says(workbook(&data(""), &shared, &[]), "texts, and has fewer");
    }
}

#[test]
fn a_text_that_many_cells_show_is_not_copied_without_end() {
    let shared = format!("<si><t>{}</t></si>", "x".repeat(500_000));
    let cell = |row: usize| format!("<row r=\"{row}\"><c r=\"A{row}\" t=\"s\"><v>0</v></c></row>");
    let cells: String = (3..3_000).map(cell).collect();
    says(
        workbook(&data(&cells), &shared, &[]),
        "far more than one of its size",
    );
}

#[test]
fn places_that_no_sheet_has_are_refused() {
    for sheet in [
        data("<row r=\"3\"><c r=\"ZZZZZZZ3\"><v>1</v></c></row>"),
        data("<row r=\"3\"><c r=\"A99999999999\"><v>1</v></c></row>"),
        format!("<dimension ref=\"A1:ZZZZZZZZ99999999999\"/>{}", data("")),
        format!("<dimension ref=\"B5:A1\"/>{}", data("")),
    ] {
        says(workbook(&sheet, "", &[]), "is not a place in a sheet");
    }
    let far = data("<row r=\"1048576\"><c r=\"XFD1048576\"><v>1</v></c></row>");
    let announced = format!("<dimension ref=\"A1:XFD1048576\"/>{far}");
    says(workbook(&announced, "", &[]), "row 1048576");
    let last = |row: usize| format!("<row r=\"{row}\"><c r=\"XFD{row}\"><v>1</v></c></row>");
    let last: String = (3..3_000).map(last).collect();
    says(workbook(&data(&last), "", &[]), "no more than 20000000");
}

#[test]
fn names_of_parts_reach_no_other_file() {
    let others: [(&str, &[u8]); 3] = [("../../up", b"x"), ("/tmp/absolute", b"x"), ("C:\\x", b"x")];
    says(workbook(&data(""), "", &others), "1 relation,");
    let nested = workbook(&data(""), "", &[]);
    says(
        workbook(&data(""), "", &[("xl/embeddings/x.xlsx", &nested)]),
        "1 relation,",
    );
}

#[test]
fn a_broken_archive_is_refused_in_words() {
    let whole = workbook(&data(""), "", &[]);
    says(whole[..whole.len() - 40].to_vec(), "the workbook is broken");
    let mut locked = whole.clone();
    for (signature, flags) in [(b"PK\x03\x04", 6), (b"PK\x01\x02", 8)] {
        let starts: Vec<usize> = (0..whole.len() - 4)
            .filter(|at| whole[*at..].starts_with(signature))
            .collect();
        for start in starts {
            locked[start + flags] |= 1;
        }
    }
    says(locked, "locked with a password");
    let end = whole
        .windows(4)
        .rposition(|window| window == b"PK\x05\x06")
        .unwrap();
    let mut lying = whole.clone();
    lying[end + 8..end + 12].fill(0xff);
    says(lying, "the workbook is broken");
    let ends = b"PK\x05\x06\0\0\0\0\x01\0\x01\0".repeat(100_000);
    says(
        [b"PK\x03\x04xl/workbook.xml".as_slice(), &ends].concat(),
        "ends of an archive",
    );
}

#[cfg(feature = "dna")]
mod dna {
    use rusqlite::Connection;

    use super::checked;

    const TABLES: &str = "
        CREATE TABLE DOCUMENTS(ID INTEGER PRIMARY KEY, Title, Text, Author, Source, Section, Date);
        CREATE TABLE STATEMENTS(ID INTEGER PRIMARY KEY, StatementTypeId, DocumentId, Start, Stop, Coder);
        CREATE TABLE STATEMENTTYPES(ID INTEGER PRIMARY KEY, Label);
        CREATE TABLE VARIABLES(ID INTEGER PRIMARY KEY, Variable, DataType, StatementTypeId);
        CREATE TABLE ENTITIES(ID INTEGER PRIMARY KEY, VariableId, Value);
        CREATE TABLE DATASHORTTEXT(ID INTEGER PRIMARY KEY, StatementId, VariableId, Entity);
        CREATE TABLE DATABOOLEAN(ID INTEGER PRIMARY KEY, StatementId, VariableId, Value);
        CREATE TABLE ATTRIBUTEVARIABLES(ID INTEGER PRIMARY KEY, AttributeVariable);
        CREATE TABLE ATTRIBUTEVALUES(ID INTEGER PRIMARY KEY, EntityId, AttributeVariableId, AttributeValue);
        CREATE TABLE CODERS(ID INTEGER PRIMARY KEY, Name);
        INSERT INTO CODERS VALUES(1, 'coder');
        INSERT INTO STATEMENTTYPES VALUES(1, 'DNA Statement');
        INSERT INTO VARIABLES VALUES(1, 'person', 'short text', 1), (2, 'organization', 'short text', 1),
            (3, 'concept', 'short text', 1), (4, 'agreement', 'boolean', 1);
        INSERT INTO ENTITIES VALUES(1, 2, 'Ruritania'), (2, 3, 'Peace'), (3, 1, 'Someone');
        INSERT INTO DOCUMENTS VALUES(1, 'Title', 'Words of a text', '', '', '', 1500000000);";

    /// 20,000 statements of one actor about one concept.
    const STATEMENTS: &str = "
        WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 20000)
            INSERT INTO STATEMENTS SELECT i, 1, 1, 0, 5, 1 FROM n;
        INSERT INTO DATASHORTTEXT(StatementId, VariableId, Entity) SELECT ID, 2, 1 FROM STATEMENTS;
        INSERT INTO DATASHORTTEXT(StatementId, VariableId, Entity) SELECT ID, 3, 2 FROM STATEMENTS;";

    /// The bytes of a project after these statements of SQL.
    fn project(sql: &str) -> Vec<u8> {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("project.dna");
        let connection = Connection::open(&path).unwrap();
        connection.execute_batch(TABLES).unwrap();
        connection.execute_batch(sql).unwrap();
        drop(connection);
        std::fs::read(path).unwrap()
    }

    fn says(bytes: &[u8], words: &str) {
        let run = checked("project.dna", bytes, 450);
        let is_said = run.stdout.contains(words);
        assert!(is_said, "{words}: {:.500}{:.300}", run.stdout, run.stderr);
    }

    #[test]
    fn a_table_that_is_computed_is_refused() {
        for coders in [
            "CREATE VIEW CODERS AS WITH RECURSIVE c(ID, Name) AS \
             (SELECT 1, 'x' UNION ALL SELECT ID + 1, 'x' FROM c) SELECT * FROM c",
            "CREATE TABLE CODERS(ID INTEGER PRIMARY KEY, x, Name AS (hex(zeroblob(400000000)))); \
             INSERT INTO CODERS VALUES(1, 1)",
        ] {
            let bytes = project(&format!("DROP TABLE CODERS; {coders};"));
            says(&bytes, "`CODERS` of the database is a view");
        }
        let trigger = "CREATE TRIGGER t AFTER INSERT ON CODERS BEGIN \
                       INSERT INTO CODERS SELECT NULL, 'x'; END;";
        says(
            &project(&(STATEMENTS.to_owned() + trigger)),
            "20,000 statements",
        );
    }

    #[test]
    fn what_many_statements_share_is_not_copied_without_end() {
        let quotes = "UPDATE DOCUMENTS SET Text = printf('%.*c', 1000000, 'x'); \
                      UPDATE STATEMENTS SET Stop = 1000000;";
        let speakers = "UPDATE ENTITIES SET Value = printf('%.*c', 500000, 'x') WHERE ID = 3; \
                        INSERT INTO DATASHORTTEXT(StatementId, VariableId, Entity) \
                        SELECT ID, 1, 3 FROM STATEMENTS;";
        for sql in [quotes, speakers] {
            says(
                &project(&(STATEMENTS.to_owned() + sql)),
                "says them once for very many",
            );
        }
    }

    #[test]
    fn many_variables_types_and_attributes_take_linear_time() {
        let many = "
            WITH RECURSIVE n(i) AS (SELECT 10 UNION ALL SELECT i + 1 FROM n WHERE i < 20000)
                INSERT INTO VARIABLES SELECT i, 'v' || i, 'short text', 1 FROM n;
            INSERT INTO STATEMENTTYPES SELECT ID, 'type' FROM VARIABLES WHERE ID > 1;
            INSERT INTO ENTITIES SELECT ID, 2, 'e' || ID FROM VARIABLES WHERE ID > 9;
            UPDATE DATASHORTTEXT SET Entity = StatementId WHERE VariableId = 2 AND StatementId > 9;
            INSERT INTO ATTRIBUTEVARIABLES VALUES(1, printf('%.*c', 300000, 'x'));
            INSERT INTO ATTRIBUTEVALUES(EntityId, AttributeVariableId, AttributeValue)
                SELECT ID, 1, 'v' FROM ENTITIES;";
        says(&project(&(STATEMENTS.to_owned() + many)), "20000 claims");
    }

    #[test]
    fn a_damaged_database_is_refused_in_words() {
        let whole = project(STATEMENTS);
        says(&whole[..whole.len() / 2], "the database is broken");
        says(&whole[..50], "the database is broken");
        // Each list of pages ends with itself: its rows never end.
        let size = usize::from(u16::from_be_bytes([whole[16], whole[17]]));
        let mut endless = whole.clone();
        for page in 1..whole.len() / size {
            if whole[page * size] == 5 {
                let own = (page as u32 + 1).to_be_bytes();
                endless[page * size + 8..page * size + 12].copy_from_slice(&own);
            }
        }
        says(&endless, "more rows than a file of its size can hold");
    }

    #[test]
    fn a_project_with_a_log_beside_it_is_read_without_the_log() {
        let bytes = project("PRAGMA journal_mode = WAL; INSERT INTO CODERS VALUES(2, 'other');");
        says(&bytes, "is not read");
        says(&bytes, "no relations");
    }
}
