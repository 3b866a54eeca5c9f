//! The kind of an event, as an expression of a query.

use super::query::QueryWriter;
use crate::events::cameo;
use crate::events::plan::EventRule;
use crate::events::preset::{EventCase, EventClass};
use crate::events::row::QUAD_WORDS;
use crate::model::RelationKind;

impl QueryWriter<'_> {
    /// The kind, empty where it is neither friendly nor hostile; and what the case is called.
    pub(super) fn kind(&self, class: &EventClass) -> (String, String) {
        let kind = match class {
            EventClass::Quad(column) => self.kind_of_quad(&self.quad_of_number(*column)),
            EventClass::QuadWords(column) => self.kind_of_quad(&self.quad_of_words(*column)),
            EventClass::Cameo(column) => self.kind_of_quad(&self.quad_of_cameo(*column)),
            EventClass::Sign(column) => self.kind_of_sign(*column),
            EventClass::Cases(cases, otherwise) => return self.kind_and_name(cases, *otherwise),
        };
        (kind, "''".to_owned())
    }

    /// The quad class of a column of numbers.
    fn quad_of_number(&self, column: usize) -> String {
        let text = self.cells.text(column);
        format!(
            "CASE WHEN {text} IN ('1', '2', '3', '4') THEN {} END",
            self.dialect.cast(&text, self.dialect.integer)
        )
    }

    /// The quad class of a column of words.
    fn quad_of_words(&self, column: usize) -> String {
        let text = format!("UPPER({})", self.cells.text(column));
        let cases = QUAD_WORDS.iter().enumerate();
        let cases: Vec<_> = cases
            .map(|(at, words)| format!("WHEN '{words}' THEN {}", at + 1))
            .collect();
        format!("CASE {text} {} END", cases.join(" "))
    }

    /// The quad class of a column of CAMEO codes.
    fn quad_of_cameo(&self, column: usize) -> String {
        let text = self.cells.text(column);
        let lacks_zero = (self.dialect.matches)(&text, cameo::LACKS_ZERO);
        let root = format!(
            "CASE WHEN {lacks_zero} THEN SUBSTR({text}, 1, 1) ELSE SUBSTR({text}, 1, 2) END"
        );
        let root = self.dialect.cast(&root, self.dialect.integer);
        let is_code = (self.dialect.matches)(&text, "^[0-9][0-9]");
        format!(
            "CASE WHEN NOT {is_code} THEN NULL WHEN {root} BETWEEN 1 AND 5 THEN 1 WHEN {root} BETWEEN 6 \
             AND 8 THEN 2 WHEN {root} BETWEEN 9 AND 13 THEN 3 WHEN {root} BETWEEN 14 AND 20 THEN 4 END"
        )
    }

    /// The kind of a quad class, by the rule.
    fn kind_of_quad(&self, quad: &str) -> String {
        let cases = match self.plan.rule {
            EventRule::Quad => {
                format!("WHEN ({quad}) <= 2 THEN 'cooperation' ELSE 'hostility'")
            }
            EventRule::QuadMaterial => format!(
                "WHEN ({quad}) = 2 THEN 'cooperation' WHEN ({quad}) = 4 THEN 'hostility' ELSE ''"
            ),
            EventRule::Goldstein => self.score_cases(),
        };
        format!("CASE WHEN ({quad}) IS NULL THEN 'unknown' {cases} END")
    }

    /// The kind of a number that is a sign.
    fn kind_of_sign(&self, column: usize) -> String {
        let sign = self.cells.decimal(column);
        let cases = match self.plan.rule {
            EventRule::Goldstein => self.score_cases(),
            _ => format!(
                "WHEN {sign} > 0 THEN 'cooperation' WHEN {sign} < 0 THEN 'hostility' ELSE ''"
            ),
        };
        format!("CASE WHEN {sign} IS NULL THEN 'unknown' {cases} END")
    }

    /// The kind and the name of the case that a row is.
    fn kind_and_name(
        &self,
        cases: &[EventCase],
        otherwise: Option<RelationKind>,
    ) -> (String, String) {
        let word = |kind: Option<RelationKind>| kind.map_or("", RelationKind::as_str);
        let kind = self.by_case(cases, &|case| word(case.kind), word(otherwise));
        (kind, self.by_case(cases, &|case| case.name, ""))
    }

    /// What `of` says about the first case that a row is.
    fn by_case<'c>(
        &self,
        cases: &'c [EventCase],
        of: &dyn Fn(&'c EventCase) -> &'c str,
        otherwise: &str,
    ) -> String {
        let cases = cases.iter().map(|case| {
            let literal = self.dialect.literal;
            let value = literal(&case.value.to_lowercase());
            let is_number = case.value.bytes().all(|byte| byte.is_ascii_digit());
            // R and pandas write numbers of a column with gaps as `1.0`.
            let values = if is_number {
                format!("{value}, {}", literal(&format!("{}.0", case.value)))
            } else {
                value
            };
            format!(
                "WHEN LOWER({}) IN ({values}) THEN '{}'",
                self.cells.text(case.column),
                of(case)
            )
        });
        let cases: Vec<_> = cases.collect();
        if cases.is_empty() {
            format!("'{otherwise}'")
        } else {
            format!("CASE {} ELSE '{otherwise}' END", cases.join(" "))
        }
    }

    /// The kind of a score, as the cases of an expression.
    fn score_cases(&self) -> String {
        let score = self.cells.score(self.layout.goldstein);
        format!(
            "WHEN {score} > 0 THEN 'cooperation' WHEN {score} < 0 THEN 'hostility' WHEN {score} = 0 THEN \
             'other' ELSE ''"
        )
    }
}
