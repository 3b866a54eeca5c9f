//! Invented rows of each set for tests and benches, with planted pairs: those that are friendly and
//! hostile come out as such, and the others do not. Knows no rule. All events are invented.

use super::countries::country;
use super::preset::{
    ActorColumns, EventClass, EventHeader, EventLayout, EventPreset, EventTime, MissingColumn,
};
use super::row::QUAD_WORDS;
use crate::model::{Day, RelationKind};
use crate::random::Rng;

/// Which rows to invent: the same values always make the same rows, byte for byte.
#[derive(Clone, Copy, Debug)]
pub struct EventSample {
    /// The set.
    pub preset: &'static EventPreset,
    /// How many rows.
    pub events: u64,
    /// The seed of the random numbers.
    pub seed: u64,
}

/// A pair of actors that is friendly, hostile, or neither.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PlantedPair {
    /// The countries of the pair, by name.
    pub ends: [&'static str; 2],
    /// What it is; nothing for a pair with as many friendly as hostile events.
    pub kind: Option<RelationKind>,
}

/// The countries of invented rows: codes of three letters and of Correlates of War.
const COUNTRIES: [[&str; 2]; 24] = [
    ["USA", "2"],
    ["RUS", "365"],
    ["CHN", "710"],
    ["GBR", "200"],
    ["FRA", "220"],
    ["DEU", "255"],
    ["POL", "290"],
    ["UKR", "369"],
    ["TUR", "640"],
    ["IRN", "630"],
    ["IRQ", "645"],
    ["ISR", "666"],
    ["SAU", "670"],
    ["EGY", "651"],
    ["SYR", "652"],
    ["AFG", "700"],
    ["PAK", "770"],
    ["IND", "750"],
    ["JPN", "740"],
    ["KOR", "732"],
    ["PRK", "731"],
    ["VNM", "816"],
    ["AUS", "900"],
    ["BRA", "140"],
];

/// The first and the last year of invented rows.
const YEARS: [i32; 2] = [2018, 2019];

/// One in this many events of a planted pair is of the other side.
const NOISE: u64 = 10;

impl EventSample {
    /// All pairs: friendly, hostile, or neither.
    ///
    /// # Errors
    /// The set has no layout of its own.
    pub fn pairs(&self) -> Result<Vec<PlantedPair>, MissingColumn> {
        let (_, layout) = self.layout()?;
        let pairs = self.planted(&layout).into_iter();
        let named = |[one, other]: [usize; 2]| [one, other].map(name_of);
        let pairs = pairs.map(|(ends, kind)| PlantedPair {
            ends: named(ends),
            kind,
        });
        Ok(pairs.collect())
    }

    /// Gives the rows in order, in parts of at most this many rows; each part is a file.
    ///
    /// # Errors
    /// The set has no layout of its own, or `take` fails.
    pub fn write(
        &self,
        rows_of_file: u64,
        mut take: impl FnMut(&[u8]) -> Result<(), String>,
    ) -> Result<(), String> {
        let lacking =
            |MissingColumn(_)| format!("there are no sample rows of {}", self.preset.name);
        let (header, layout) = self.layout().map_err(lacking)?;
        let pairs = self.planted(&layout);
        let mut counts = vec![0_u64; pairs.len()];
        let mut rng = Rng::new(self.seed);
        let mut written = 0;
        while written < self.events {
            let mut part = String::new();
            if !self.is_headless() {
                self.push_row(&mut part, &header.names);
            }
            for number in written..self.events.min(written + rows_of_file) {
                // A few pairs have many events, and most have few.
                let few = if rng.chance_percent(50) {
                    pairs.len() / 8
                } else {
                    pairs.len()
                };
                let at = rng.below(few.max(1));
                let (ends, kind) = pairs[at];
                counts[at] += 1;
                let side = side(kind, counts[at], &layout.statements[0].class);
                let row = self.row(&header, &layout, ends, side, number, &mut rng);
                self.push_row(&mut part, &row);
            }
            take(part.as_bytes())?;
            written += rows_of_file.min(self.events - written);
        }
        Ok(())
    }

    /// Whether the files of the set have no header.
    fn is_headless(&self) -> bool {
        self.preset.columns.len() > 50
    }

    fn separator(&self) -> char {
        match self.preset.id {
            "gdelt1" | "gdelt2" | "icews" | "polecat" => '\t',
            _ => ',',
        }
    }

    fn layout(&self) -> Result<(EventHeader, EventLayout), MissingColumn> {
        let columns = match self.preset.columns {
            [] => usual_columns(self.preset.id),
            columns => columns,
        };
        let header = EventHeader::new(columns.iter().copied());
        let layout = (self.preset.layout)(&header)?;
        if layout.statements.is_empty() {
            return Err(MissingColumn("actors".to_owned()));
        }
        Ok((header, layout))
    }

    /// All pairs with what they are. The order of the pairs depends on the seed.
    fn planted(&self, layout: &EventLayout) -> Vec<([usize; 2], Option<RelationKind>)> {
        let mut rng = Rng::from_mixed(self.seed);
        let [friendly, hostile] = kinds_of(&layout.statements[0].class);
        let mut pairs = Vec::new();
        for one in 0..COUNTRIES.len() {
            for other in one + 1..COUNTRIES.len() {
                let kind = match rng.below(3) {
                    0 => friendly,
                    1 => hostile,
                    _ => None,
                };
                let can_be_neither = friendly.is_some() && hostile.is_some();
                if kind.is_some() || can_be_neither {
                    pairs.push(([one, other], kind));
                }
            }
        }
        rng.shuffle(&mut pairs);
        pairs
    }

    fn row(
        &self,
        header: &EventHeader,
        layout: &EventLayout,
        [one, other]: [usize; 2],
        side: RelationKind,
        number: u64,
        rng: &mut Rng,
    ) -> Vec<String> {
        let mut row = SampleRow(vec![String::new(); header.names.len()]);
        let statement = &layout.statements[0];
        let day = random_day(rng);
        let ends = if rng.chance_percent(50) {
            [one, other]
        } else {
            [other, one]
        };
        for (actor, end) in [&statement.source, &statement.target].into_iter().zip(ends) {
            row.set_actor(actor, end, self.preset.id);
        }
        let code = row.set_class(&statement.class, side, rng);
        row.set_time(&layout.time, day);
        if layout.code.is_some_and(|column| row.0[column].is_empty()) {
            row.set(layout.code, code);
        }
        let score = rng.below(100) as f64 / 10.0;
        let score = if side == RelationKind::Hostility {
            -score
        } else {
            score
        };
        row.set(layout.goldstein, format!("{score:.1}"));
        row.set(layout.id, (1_000_000 + number).to_string());
        row.set(layout.root, rng.below(2).to_string());
        row.set(layout.sources, (1 + rng.below(4)).to_string());
        row.set(layout.articles, (1 + rng.below(20)).to_string());
        let document = &layout.document;
        let text = rng.below(1 << 20);
        row.set(
            document.address,
            format!(
                "https://news{}.example.org/{}/{text:07}/what-was-said-and-done",
                text % 97,
                compact(day)
            ),
        );
        row.set(document.outlet, format!("News {}", text % 97));
        row.set(document.title, text.to_string());
        row.set(document.published, compact(day));
        row.set(document.place, (1 + rng.below(6)).to_string());
        row.fill(header, day, rng);
        row.0
    }

    fn push_row(&self, out: &mut String, cells: &[String]) {
        for (at, cell) in cells.iter().enumerate() {
            if at > 0 {
                out.push(self.separator());
            }
            out.push_str(cell);
        }
        out.push('\n');
    }
}

/// The usual columns of a set whose files always have a header.
fn usual_columns(id: &str) -> &'static [&'static str] {
    match id {
        "polecat" => &[
            "Event ID",
            "Event Date",
            "Event Type",
            "Event Mode",
            "Intensity",
            "Quad Code",
            "Contexts",
            "Actor Name",
            "Actor Country",
            "Primary Actor Sector",
            "Recipient Name",
            "Recipient Country",
            "Primary Recipient Sector",
            "Source",
            "Publication Date",
        ],
        "acled" => &[
            "event_id_cnty",
            "event_date",
            "event_type",
            "sub_event_type",
            "actor1",
            "assoc_actor_1",
            "actor2",
            "assoc_actor_2",
            "source",
        ],
        "cow-alliances" => &[
            "version4id",
            "ccode1",
            "state_name1",
            "ccode2",
            "state_name2",
            "dyad_st_day",
            "dyad_st_month",
            "dyad_st_year",
            "dyad_end_day",
            "dyad_end_month",
            "dyad_end_year",
            "defense",
            "neutrality",
            "nonaggression",
            "entente",
        ],
        "cow-mid" => &[
            "disno", "statea", "stateb", "strtday", "strtmnth", "strtyr", "endday", "endmnth",
            "endyear",
        ],
        "atop" => &[
            "atopid1", "stateA", "stateB", "year", "defense", "offense", "neutral", "nonagg",
            "consul",
        ],
        _ => &[],
    }
}

/// The friendly and the hostile kind that a class can say.
fn kinds_of(class: &EventClass) -> [Option<RelationKind>; 2] {
    let EventClass::Cases(cases, otherwise) = class else {
        return [
            Some(RelationKind::Cooperation),
            Some(RelationKind::Hostility),
        ];
    };
    let all = cases.iter().filter_map(|case| case.kind).chain(*otherwise);
    let all: Vec<_> = all.collect();
    let has = |kind: &RelationKind| all.contains(kind);
    [
        [RelationKind::Cooperation, RelationKind::Support]
            .into_iter()
            .find(has),
        [RelationKind::Hostility].into_iter().find(has),
    ]
}

/// The side of an event of a pair, by the number of its events so far.
fn side(kind: Option<RelationKind>, count: u64, class: &EventClass) -> RelationKind {
    let [friendly, hostile] = kinds_of(class);
    let [one, other] = match kind {
        Some(RelationKind::Hostility) => [hostile, friendly],
        _ => [friendly, hostile],
    };
    let is_other = match kind {
        Some(_) => count.is_multiple_of(NOISE),
        None => count.is_multiple_of(2),
    };
    let chosen = if is_other { other.or(one) } else { one };
    chosen.unwrap_or_default()
}

fn name_of(at: usize) -> &'static str {
    let [code, _] = COUNTRIES[at];
    country(code).map_or(code, |country| country.name)
}

fn random_day(rng: &mut Rng) -> Day {
    let [first, last] = YEARS;
    Day {
        year: first + rng.below((last - first + 1) as usize) as i32,
        month: 1 + rng.below(12) as u8,
        day: 1 + rng.below(28) as u8,
    }
}

fn compact(day: Day) -> String {
    format!("{:04}{:02}{:02}", day.year, day.month, day.day)
}

/// The cells of a row.
struct SampleRow(Vec<String>);

impl SampleRow {
    fn set(&mut self, column: Option<usize>, value: impl Into<String>) {
        if let Some(column) = column {
            self.0[column] = value.into();
        }
    }

    fn set_actor(&mut self, actor: &ActorColumns, end: usize, id: &str) {
        let [code, number] = COUNTRIES[end];
        let country = match id {
            "cow-alliances" | "cow-mid" | "atop" => number,
            "gdelt1" | "gdelt2" | "polecat" => code,
            _ => name_of(end),
        };
        for column in &actor.name {
            name_of(end).clone_into(&mut self.0[*column]);
        }
        for column in &actor.role {
            "GOV".clone_into(&mut self.0[*column]);
        }
        for column in &actor.country {
            country.clone_into(&mut self.0[*column]);
        }
    }

    /// Writes the class, and returns a code of CAMEO that fits it.
    fn set_class(&mut self, class: &EventClass, side: RelationKind, rng: &mut Rng) -> &'static str {
        let is_material = rng.below(2);
        let quad = match side {
            RelationKind::Hostility => 2 + is_material,
            _ => is_material,
        };
        let code = ["042", "070", "112", "190"][quad];
        match class {
            EventClass::Quad(column) => self.0[*column] = (quad + 1).to_string(),
            EventClass::QuadWords(column) => QUAD_WORDS[quad].clone_into(&mut self.0[*column]),
            EventClass::Cameo(column) => code.clone_into(&mut self.0[*column]),
            EventClass::Sign(column) => {
                let sign = if quad > 1 { "-1" } else { "1" };
                sign.clone_into(&mut self.0[*column]);
            }
            EventClass::Cases(cases, otherwise) => {
                for case in cases.iter().filter(|case| !case.name.is_empty()) {
                    "0".clone_into(&mut self.0[case.column]);
                }
                let case = cases.iter().find(|case| case.kind == Some(side));
                if let Some(case) = case.filter(|_| *otherwise != Some(side)) {
                    self.0[case.column].clone_from(&case.value);
                }
            }
        }
        code
    }

    fn set_time(&mut self, time: &EventTime, day: Day) {
        match time {
            EventTime::Day(column) | EventTime::Date(column) => {
                let is_compact = self.0.len() > 50;
                self.0[*column] = if is_compact {
                    compact(day)
                } else {
                    format!("{:04}-{:02}-{:02}", day.year, day.month, day.day)
                };
            }
            EventTime::Year(column) => self.0[*column] = day.year.to_string(),
            EventTime::Span { begin, end } => {
                for ([year, month, of_month], years) in [(begin, 0), (end, 3)] {
                    self.0[*year] = (day.year + years).to_string();
                    self.0[*month] = day.month.to_string();
                    self.0[*of_month] = day.day.to_string();
                }
            }
        }
    }

    /// Fills columns that no rule reads, so that rows are as long as real ones.
    fn fill(&mut self, header: &EventHeader, day: Day, rng: &mut Rng) {
        if self.0.len() <= 40 {
            return;
        }
        let tenths =
            |rng: &mut Rng, range: usize| rng.below(range) as f64 / 10.0 - range as f64 / 20.0;
        for (cell, name) in self.0.iter_mut().zip(&header.names) {
            if !cell.is_empty() {
                continue;
            }
            *cell = match name.as_str() {
                "MonthYear" => compact(day)[..6].to_owned(),
                "Year" | "year" => day.year.to_string(),
                "FractionDate" => format!("{}.{:04}", day.year, rng.below(10_000)),
                "Actor1Code" | "Actor2Code" => "GOV".to_owned(),
                "AvgTone" => format!("{:.13}", tenths(rng, 200)),
                "type_of_violence" => "1".to_owned(),
                name if name.ends_with("Geo_FullName") => {
                    format!(
                        "Place {}, Province {}, Country",
                        rng.below(5_000),
                        rng.below(99)
                    )
                }
                name if name.ends_with("_Lat") || name.ends_with("_Long") => {
                    format!("{:.4}", tenths(rng, 1_800))
                }
                name if name.ends_with("_FeatureID") => format!("-{}", rng.below(9_999_999)),
                name if name.ends_with("Geo_Type") => "4".to_owned(),
                _ => continue,
            };
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::presets::EVENT_PRESETS;
    use super::*;

    #[test]
    fn every_set_of_events_has_sample_rows_which_depend_on_the_seed_alone() {
        for preset in EVENT_PRESETS
            .iter()
            .copied()
            .filter(|preset| !["columns", "un-votes", "gdelt-mentions"].contains(&preset.id))
        {
            let bytes = |seed, rows_of_file| {
                let mut all = Vec::new();
                let mut parts = 0;
                let sample = EventSample {
                    preset,
                    events: 50,
                    seed,
                };
                let take = |part: &[u8]| {
                    all.extend_from_slice(part);
                    parts += 1;
                    Ok(())
                };
                sample.write(rows_of_file, take).unwrap();
                (all, parts)
            };
            assert_eq!(bytes(1, 50), bytes(1, 50), "{}", preset.id);
            assert_ne!(bytes(1, 50).0, bytes(2, 50).0, "{}", preset.id);
            assert_eq!((bytes(1, 50).1, bytes(1, 20).1), (1, 3));
        }
    }
}
