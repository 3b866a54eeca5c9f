//! The article of a web page, without menus, advertisements and comments. Runs no script and loads
//! nothing.

use dom_smoothie::{Article, Config, ParsePolicy, Readability, TextMode};

use super::extracted::{Extracted, begins_with, one_line};
use crate::file::encoding;
use crate::limits;

/// Whether bytes are a web page: by the ending, or as they begin.
pub(super) fn is_html(bytes: &[u8], ending: &str) -> bool {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(512)]).to_lowercase();
    let head =
        head.trim_start_matches(|letter: char| letter.is_whitespace() || letter == '\u{feff}');
    let is_named = ["html", "htm", "xhtml"].contains(&ending);
    is_named || head.starts_with("<!doctype html") || head.starts_with("<html")
}

pub(super) fn read(bytes: &[u8]) -> Result<Extracted, String> {
    let (page, _) = encoding::page(bytes).map_err(|issue| issue.message)?;
    let (tags, depth) = extent(&page);
    if tags > limits::HTML_TAGS.count() {
        return Err(limits::HTML_TAGS.message(tags));
    }
    if depth > limits::HTML_DEPTH.count() {
        return Err(limits::HTML_DEPTH.message(depth));
    }
    let article =
        article(&page).ok_or("there is no article in this page; copy its text, and paste it")?;
    let issued = article.published_time.as_deref().map(day);
    let parsed = dom_query::Document::from(page.as_ref());
    let heading = headline(&parsed, &article);
    Ok(Extracted {
        words: headed(paragraphs(&article.content), heading.as_deref()),
        note: Some("menus and other parts around the article are left out".to_owned()),
        title: Some(article.title.clone()),
        heading,
        authors: article.byline.iter().map(|byline| author(byline)).collect(),
        outlet: article.site_name.clone(),
        issued: issued.map(str::to_owned),
        url: address(&parsed),
    })
}

/// Elements that need no end tag, so that they do not nest where their end tags are left out.
const WITHOUT_END: [&str; 36] = [
    "area", "base", "body", "br", "caption", "col", "colgroup", "dd", "dt", "embed", "head", "hr",
    "html", "img", "input", "li", "link", "meta", "optgroup", "option", "p", "param", "path", "rb",
    "rp", "rt", "source", "tbody", "td", "tfoot", "th", "thead", "tr", "track", "use", "wbr",
];

/// How many tags a page has, and how deeply its elements may be nested.
fn extent(page: &str) -> (usize, usize) {
    let (mut tags, mut depth, mut deepest) = (0, 0_usize, 0);
    for tag in page.split('<').skip(1) {
        let (is_end, tag) = match tag.strip_prefix('/') {
            Some(tag) => (true, tag),
            None => (false, tag),
        };
        let is_end_of_name = |letter: char| !letter.is_ascii_alphanumeric() && letter != '-';
        let name = tag.split(is_end_of_name).next().unwrap_or_default();
        tags += 1;
        let name = name.to_ascii_lowercase();
        if name.is_empty() || WITHOUT_END.contains(&name.as_str()) {
            continue;
        }
        depth = if is_end {
            depth.saturating_sub(1)
        } else {
            depth + 1
        };
        deepest = deepest.max(depth);
    }
    (tags, deepest)
}

/// The article; where none is found, all text of the page.
fn article(page: &str) -> Option<Article> {
    let config = || Config {
        text_mode: TextMode::Formatted,
        ..Config::default()
    };
    let read = |policy| {
        let mut page = Readability::new(page, None, Some(config())).ok()?;
        page.parse_with_policy(policy).ok()
    };
    let policies = [ParsePolicy::Strict, ParsePolicy::Moderate, ParsePolicy::Raw];
    let mut found = policies.into_iter().filter_map(read);
    found.find(|article| !article.text_content.trim().is_empty())
}

/// Stands for a line break within a paragraph: a character that no text has.
const LINE_BREAK: char = '\u{fdd0}';

/// The paragraphs of the article, with an empty line between them.
fn paragraphs(content: &str) -> String {
    let content = dom_query::Document::from(content);
    content
        .select("br")
        .replace_with_html(LINE_BREAK.to_string());
    let text = content.formatted_text();
    let lines = text.lines().map(|line| {
        let lines = line.split(LINE_BREAK).map(one_line);
        let lines: Vec<_> = lines.filter(|line| !line.is_empty()).collect();
        lines.join("\n")
    });
    let paragraphs: Vec<_> = lines.filter(|line| !line.is_empty()).collect();
    paragraphs.join("\n\n")
}

/// The headline of the article: the first large heading that its title begins with, else the only
/// one, unless that names the site.
fn headline(page: &dom_query::Document, article: &Article) -> Option<String> {
    let headings = page.select("h1");
    let headings = headings.iter().map(|heading| one_line(&heading.text()));
    let headings: Vec<_> = headings.filter(|heading| !heading.is_empty()).collect();
    let of_title = headings
        .iter()
        .find(|heading| begins_with(&article.title, heading));
    let only = headings.first().filter(|_| headings.len() == 1);
    let is_site = |heading: &&String| article.site_name.as_ref() == Some(*heading);
    let heading = of_title.or(only.filter(|heading| !is_site(heading)));
    heading.cloned()
}

/// The article below its headline, which is often outside of it.
fn headed(words: String, heading: Option<&str>) -> String {
    let first = words.split("\n\n").next().unwrap_or_default();
    match heading {
        Some(heading) if !begins_with(first, heading) => format!("{heading}\n\n{words}"),
        _ => words,
    }
}

/// A byline without its “By”.
fn author(byline: &str) -> String {
    let byline = one_line(byline);
    let rest = byline
        .get(..3)
        .filter(|start| start.eq_ignore_ascii_case("by "));
    rest.map_or(byline.as_str(), |_| byline[3..].trim())
        .to_owned()
}

/// The day of a time: `2017-02-28T10:00:00Z` is `2017-02-28`.
fn day(time: &str) -> &str {
    let is_day = |day: &str| {
        day.bytes().enumerate().all(|(at, byte)| match at {
            4 | 7 => byte == b'-',
            _ => byte.is_ascii_digit(),
        })
    };
    time.get(..10).filter(|day| is_day(day)).unwrap_or(time)
}

/// The address that the page says it has, if it is one of the web.
fn address(page: &dom_query::Document) -> Option<String> {
    let canonical = page.select("link[rel=canonical]").attr("href");
    let shared = || page.select("meta[property='og:url']").attr("content");
    let address = url::Url::parse(canonical.or_else(shared)?.trim()).ok()?;
    let is_of_web = ["http", "https"].contains(&address.scheme());
    is_of_web.then(|| address.to_string())
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = r#"<!doctype html><html><head><meta charset="utf-8">
<title>Borea sends grain | The Tide</title>
<meta property="og:site_name" content="The Tide">
<meta name="author" content="Ada Wright">
<meta property="article:published_time" content="2017-02-28T10:00:00Z">
<link rel="canonical" href="https://tide.example/grain">
</head><body><nav><a href="/">Home</a> <a href="/x">World</a></nav>
<article><h1>Borea sends grain</h1>
<p>Borea promised Alba <b>forty ships</b> of grain on Tuesday, said its envoy in the capital, after a
winter in which prices had doubled and doubled again, and stores were empty.</p>
<p>Corsairs attacked two of the ships near the strait &amp; took the crew, which the envoy called an act of
war; he said that nobody would forget it, and that the fleet would sail at once.</p>
<script>alert("no text")</script></article>
<footer>© The Tide. Subscribe to our newsletter!</footer></body></html>"#;

    #[test]
    fn the_article_and_its_citation_are_taken_out_of_a_page() {
        let found = read(PAGE.as_bytes()).unwrap();
        let paragraphs: Vec<_> = found.words.split("\n\n").collect();
        assert!(found.words.contains("promised Alba forty ships of grain"));
        assert!(paragraphs.len() >= 2, "{paragraphs:?}");
        for absent in ["newsletter", "alert", "Home"] {
            assert!(!found.words.contains(absent), "{}", found.words);
        }
        assert_eq!(found.authors, ["Ada Wright"]);
        assert_eq!(found.outlet.as_deref(), Some("The Tide"));
        assert_eq!(found.issued.as_deref(), Some("2017-02-28"));
        assert_eq!(found.url.as_deref(), Some("https://tide.example/grain"));
    }

    #[test]
    fn the_headline_is_the_first_paragraph_and_a_line_break_is_none() {
        let page = |headings: &str, title: &str| {
            let page = format!(
                "<html><head><title>{title}</title></head><body>{headings}<article>\
                 <p class=by>By Jo Renner</p><p>Velmora welcomed it.<br>The Pass did not.</p>\
                 <ul><li>One ship</li><li>Two ships</li></ul></article></body></html>"
            );
            let found = read(page.as_bytes()).unwrap();
            let paragraphs = found.words.split("\n\n").map(str::to_owned);
            (found.heading, paragraphs.collect::<Vec<_>>())
        };
        let (heading, paragraphs) =
            page("<h1>Hallin opens a road</h1>", "Hallin opens a road | Post");
        assert_eq!(heading.as_deref(), Some("Hallin opens a road"));
        assert_eq!(
            paragraphs,
            [
                "Hallin opens a road",
                "By Jo Renner",
                "Velmora welcomed it.\nThe Pass did not.",
                "One ship",
                "Two ships"
            ]
        );
        let two = "<h1>The Post</h1><h1>Hallin opens a road</h1>";
        let (heading, _) = page(two, "Hallin opens a road: what it costs");
        assert_eq!(heading.as_deref(), Some("Hallin opens a road"));
        assert_eq!(page("", "Hallin opens a road").0, None);
    }

    #[test]
    fn a_page_in_another_encoding_is_read_as_it_says() {
        let page = b"<html><head><meta charset=\"windows-1251\"></head><body><p>\xcc\xee\xf1\xea\xe2\xe0</p></body></html>";
        assert!(read(page).unwrap().words.contains("Москва"));
    }

    #[test]
    fn pages_that_are_nested_too_deeply_or_have_too_many_tags_are_refused() {
        let nested = |count| format!("<html><body>{}words", "<div>".repeat(count));
        assert!(
            read(nested(200).as_bytes())
                .unwrap()
                .words
                .contains("words")
        );
        assert!(
            read(nested(50_000).as_bytes())
                .unwrap_err()
                .contains("nested")
        );
        let many = "<p>a".repeat(limits::HTML_TAGS.count() + 1);
        assert!(read(many.as_bytes()).unwrap_err().contains("tags"));
    }

    #[test]
    fn elements_without_end_tags_do_not_nest() {
        assert_eq!(extent(&"<p>a<br><li>b".repeat(100)), (300, 0));
        assert_eq!(extent("<div><ul><li>a</ul></div><div></div>"), (7, 2));
    }
}
