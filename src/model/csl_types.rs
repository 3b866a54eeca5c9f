//! The types of works in citations, with their names. Knows no reference.

/// The types of works of CSL 1.0.2, each with its name: those that reports on relations cite most
/// come first.
#[rustfmt::skip]
pub const CSL_TYPES: [(&str, &str); 45] = [
    ("article-newspaper", "Newspaper article"), ("article-magazine", "Magazine article"),
    ("article-journal", "Journal article"), ("webpage", "Web page"), ("report", "Report"),
    ("book", "Book"), ("chapter", "Chapter"), ("post-weblog", "Blog post"),
    ("post", "Post"), ("interview", "Interview"), ("broadcast", "Broadcast"),
    ("speech", "Speech"), ("treaty", "Treaty"), ("document", "Document"),
    ("manuscript", "Manuscript"), ("personal_communication", "Letter or message"),
    ("thesis", "Thesis"), ("paper-conference", "Conference paper"),
    ("entry-encyclopedia", "Encyclopedia entry"), ("dataset", "Dataset"), ("article", "Article"),
    ("bill", "Bill"), ("classic", "Classical work"), ("collection", "Collection"),
    ("entry", "Entry"), ("entry-dictionary", "Dictionary entry"), ("event", "Event"),
    ("figure", "Figure"), ("graphic", "Graphic"), ("hearing", "Hearing"),
    ("legal_case", "Legal case"), ("legislation", "Legislation"), ("map", "Map"),
    ("motion_picture", "Film"), ("musical_score", "Musical score"), ("pamphlet", "Pamphlet"),
    ("patent", "Patent"), ("performance", "Performance"), ("periodical", "Periodical"),
    ("regulation", "Regulation"), ("review", "Review"), ("review-book", "Book review"),
    ("software", "Software"), ("song", "Song"), ("standard", "Standard"),
];
