//! The references of a sample: publications of invented newspapers and institutes, month by month.

use super::names;
use crate::model::{Document, Issued, Reference, Reliability};
use crate::random::Rng;

/// The number of months in which relations start.
pub(super) const MONTHS: usize = 12 * 20;

/// The number of months after that in which references still appear.
pub(super) const MONTHS_AFTER: usize = 12;

const FIRST_YEAR: usize = 2001;

/// The year, and the month of it from 1.
pub(super) fn year_and_month(month: usize) -> [usize; 2] {
    [FIRST_YEAR + month / 12, 1 + month % 12]
}

/// Adds the references for this many relations, in the order of their dates.
pub(super) fn add(document: &mut Document, relations: usize, rng: &mut Rng) {
    let count = 3 + relations / 10;
    let outlets: Vec<Outlet> = (0..outlets(count)).map(|_| Outlet::new(rng)).collect();
    for number in 0..count {
        let outlet = &outlets[rng.below(outlets.len())];
        let month = month_of(number, count);
        document
            .references
            .put(outlet.reference(document, month, rng));
    }
}

/// The month of the reference of this number: evenly distributed, the last one in the last month.
fn month_of(number: usize, count: usize) -> usize {
    ((number + 1) * (MONTHS + MONTHS_AFTER) / count).saturating_sub(1)
}

/// The number of the first reference that appeared in this month or later.
pub(super) fn first_from(month: usize, count: usize) -> usize {
    ((month + 1) * count).div_ceil(MONTHS + MONTHS_AFTER) - 1
}

fn outlets(references: usize) -> usize {
    2 + references.isqrt() / 2
}

/// A newspaper or an institute, and its reliability.
struct Outlet {
    name: String,
    csl_type: &'static str,
    reliability: Option<Reliability>,
}

impl Outlet {
    fn new(rng: &mut Rng) -> Self {
        let (csl_type, name) = rng.one_of([
            ("article-newspaper", "Courier"),
            ("article-newspaper", "Herald"),
            ("article-newspaper", "Morning Post"),
            ("article-newspaper", "Evening Mail"),
            ("article-magazine", "Review"),
            ("article-magazine", "Weekly"),
            ("report", "Observatory"),
            ("report", "Centre for Strategy"),
        ]);
        let graded = Reliability::ALL[rng.below(Reliability::ALL.len())];
        Self {
            name: format!("{} {name}", names::place(rng)),
            csl_type,
            reliability: rng.chance_percent(80).then_some(graded),
        }
    }

    /// A publication in this month, with a new id.
    fn reference(&self, document: &Document, month: usize, rng: &mut Rng) -> Reference {
        let [year, of_year] = year_and_month(month);
        let day = 1 + rng.below(28);
        let words = format!("{} {year}-{of_year:02}-{day:02}", self.name);
        let id = document.fresh_reference_id(&words);
        Reference {
            csl_type: Some(self.csl_type.to_owned()),
            title: Some(title(rng)),
            container_title: Some(self.name.clone()),
            authors: (0..rng.below(3)).map(|_| names::author(rng)).collect(),
            issued: Issued::of_parts(&[year, of_year, day].map(|part| part as i32)),
            url: Some(format!("https://example.org/{id}")),
            // Several newspapers print the report of one agency.
            origin: rng
                .chance_percent(8)
                .then(|| format!("wire report of {year}-{of_year:02}")),
            reliability: self.reliability,
            ..Reference::new(id)
        }
    }
}

fn title(rng: &mut Rng) -> String {
    let (before, after) = rng.one_of([
        ("What ", " wants"),
        ("After the talks in ", ""),
        ("Who arms whom in ", ""),
        ("The ", " dossier"),
        ("A quiet week in ", ""),
        ("Behind the lines at ", ""),
        ("", " between two fires"),
        ("The road to ", ""),
    ]);
    format!("{before}{}{after}", names::place(rng))
}
