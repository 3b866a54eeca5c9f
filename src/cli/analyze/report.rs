//! The JSON output of `frenemy analyze`.

use std::collections::BTreeMap;

use serde::Serialize;

use super::chance::{CampNumberReport, NullReport, camp_numbers};
use super::over_time::MomentReport;
use super::rank::{CommunitiesReport, RankReport};
use super::relaxed::RelaxedReport;
use super::results::Results;
use super::robustness::RobustnessReport;
use crate::analysis::{Contested, Optima, Polarization, Prediction, Rule, TriadKind};

/// The keys of the JSON output; programs depend on them.
#[derive(Debug, Serialize)]
pub(super) struct AnalysisReport {
    file: String,
    /// Null if nothing is left out.
    filter: Option<String>,
    rule: RuleReport,
    actors: usize,
    pairs: PairsReport,
    triads: TriadsReport,
    /// Null if there is no triad.
    balance: Option<f64>,
    weak_balance: Option<f64>,
    walk_balance: Option<f64>,
    /// Empty unless `--null` asks for draws.
    nulls: Vec<NullReport>,
    /// Empty unless `--null` asks for draws.
    camp_numbers: Vec<CampNumberReport>,
    polarization: PolarizationReport,
    /// By actor id: the share of balanced triads among those that it is in; only actors in triads.
    local_balance: BTreeMap<String, f64>,
    /// Null unless `--robustness` asks for draws.
    robustness: Option<RobustnessReport>,
    /// Only if `--over-time` asks for it.
    #[serde(skip_serializing_if = "Option::is_none")]
    over_time: Option<Vec<MomentReport>>,
    /// Only if `--relaxed` asks for groups.
    #[serde(skip_serializing_if = "Option::is_none")]
    relaxed_blockmodel: Option<RelaxedReport>,
    frustration: FrustrationReport,
    clusterability: Vec<ClusterReport>,
    rank: Vec<RankReport>,
    /// Null if betweenness and closeness are exact; else, from how many actors of each connected
    /// part they are estimated.
    rank_sample: Option<usize>,
    communities: CommunitiesReport,
    tensions: Vec<TensionReport>,
    common_enemies: Vec<EnemyReport>,
    predicted: Vec<PredictionReport>,
    /// Null if the predictions are complete.
    predictions_note: Option<String>,
    prediction_check: CheckReport,
}

#[derive(Debug, Serialize)]
struct RuleReport {
    mixed: &'static str,
    contested: &'static str,
    words: String,
}

impl RuleReport {
    fn of(rule: Rule) -> Self {
        Self {
            mixed: rule.mixed.as_str(),
            contested: match rule.contested {
                Contested::In => "in",
                Contested::Out => "out",
            },
            words: rule.in_words(),
        }
    }
}

/// The pairs by the two camps of the frustration index.
#[derive(Debug, Serialize)]
struct PolarizationReport {
    within: usize,
    friends_within: usize,
    between: usize,
    foes_between: usize,
    /// Null if there is no pair within camps.
    cohesiveness: Option<f64>,
    /// Null if there is no pair between camps.
    divisiveness: Option<f64>,
}

impl PolarizationReport {
    fn of(found: Polarization) -> Self {
        Self {
            within: found.within,
            friends_within: found.friends_within,
            between: found.between,
            foes_between: found.foes_between,
            cohesiveness: found.cohesiveness(),
            divisiveness: found.divisiveness(),
        }
    }
}

#[derive(Debug, Serialize)]
struct PairsReport {
    positive: usize,
    negative: usize,
    mixed: usize,
}

#[derive(Debug, Serialize)]
struct TriadsReport {
    total: usize,
    balanced: usize,
    unbalanced: usize,
    by_type: BTreeMap<&'static str, usize>,
}

#[derive(Debug, Serialize)]
struct FrustrationReport {
    /// Null if it is not proved.
    index: Option<usize>,
    optimal: bool,
    lower: usize,
    upper: usize,
    /// By actor id: 0 or 1, for each connected component.
    camps: BTreeMap<String, u8>,
    /// The names of camps 0 and 1, by their most central members.
    camp_names: [String; 2],
    optima: Option<OptimaReport>,
    flip: Vec<FlipReport>,
}

#[derive(Debug, Serialize)]
struct OptimaReport {
    count: usize,
    exact: bool,
}

#[derive(Debug, Serialize)]
struct FlipReport {
    actors: [String; 2],
    relations: Vec<String>,
    words: String,
}

#[derive(Debug, Serialize)]
struct ClusterReport {
    camps_allowed: usize,
    camps_used: usize,
    errors: usize,
    criterion: f64,
    proved: bool,
}

#[derive(Debug, Serialize)]
struct TensionReport {
    actors: [String; 3],
    r#type: &'static str,
    weakest_references: u32,
    references: u32,
    words: String,
}

#[derive(Debug, Serialize)]
struct EnemyReport {
    friends: [String; 2],
    enemy: String,
    weakest_references: u32,
    references: u32,
    words: String,
}

#[derive(Debug, Serialize)]
struct PredictionReport {
    label: &'static str,
    actors: [String; 2],
    sign: &'static str,
    score: f64,
    reasons: Vec<String>,
    objections: Vec<String>,
    words: String,
}

#[derive(Debug, Serialize)]
struct CheckReport {
    pairs: usize,
    decided: usize,
    right: usize,
    right_if_always_friends: usize,
}

impl Results<'_> {
    fn local_balance(&self) -> BTreeMap<String, f64> {
        let counts = self.found.census.by_actor.iter().enumerate();
        let shares = counts.filter_map(|(actor, triads)| {
            let share = triads.balance()?;
            Some((self.id(actor as u32), share))
        });
        shares.collect()
    }

    /// The JSON output.
    pub(super) fn report(&self, file: &str) -> AnalysisReport {
        let strong = self.found.census.strong();
        let by_type = TriadKind::ALL.map(|kind| (kind.as_str(), self.found.census.count(kind)));
        AnalysisReport {
            file: file.to_owned(),
            filter: self.filter.clone(),
            rule: RuleReport::of(self.found.signs.rule()),
            actors: self.found.network.graph.node_count(),
            pairs: PairsReport {
                positive: self.found.signs.positive(),
                negative: self.found.signs.negative(),
                mixed: self.found.signs.mixed().len(),
            },
            triads: TriadsReport {
                total: strong.total(),
                balanced: strong.balanced,
                unbalanced: strong.unbalanced,
                by_type: by_type.into(),
            },
            balance: strong.balance(),
            weak_balance: self.found.census.weak().balance(),
            walk_balance: self.found.walk_balance,
            nulls: self
                .chance
                .comparisons
                .iter()
                .map(NullReport::from)
                .collect(),
            camp_numbers: camp_numbers(&self.chance.camps),
            polarization: PolarizationReport::of(self.found.polarization),
            local_balance: self.local_balance(),
            robustness: self.robustness_report(),
            over_time: self.moments_report(),
            relaxed_blockmodel: self.relaxed_report(),
            frustration: self.frustration_report(),
            clusterability: self.clusterability(),
            rank: self.ranking.report(&self.found.network),
            rank_sample: self.ranking.sample,
            communities: self.ranking.communities_report(&self.found.network),
            tensions: self.tensions_report(),
            common_enemies: self.enemies_report(),
            predicted: self.predicted(),
            predictions_note: self.found.predictions_note.clone(),
            prediction_check: CheckReport {
                pairs: self.found.evaluation.pairs,
                decided: self.found.evaluation.decided,
                right: self.found.evaluation.right,
                right_if_always_friends: self.found.evaluation.friends,
            },
        }
    }

    fn frustration_report(&self) -> FrustrationReport {
        let found = &self.found.frustration;
        let camps = found.camps.iter().enumerate();
        let flip = found.frustrated.iter().map(|&pair| {
            let ends = &self.found.signs.pairs()[pair];
            FlipReport {
                actors: [self.id(ends.a), self.id(ends.b)],
                relations: self.relations(pair),
                words: self.explainer.frustrated(pair).text(),
            }
        });
        FrustrationReport {
            index: found.index(),
            optimal: found.index().is_some(),
            lower: found.lower,
            upper: found.upper,
            camps: camps
                .filter_map(|(actor, camp)| Some((self.id(actor as u32), (*camp)?)))
                .collect(),
            camp_names: self.found.camp_names.clone(),
            optima: found.optima.map(|optima| OptimaReport {
                count: optima.counted(),
                exact: matches!(optima, Optima::Exactly(_)),
            }),
            flip: flip.collect(),
        }
    }

    fn clusterability(&self) -> Vec<ClusterReport> {
        let reports = self.found.clusterings.iter().map(|found| ClusterReport {
            camps_allowed: found.camps_allowed,
            camps_used: found.camps_used(),
            errors: found.errors,
            criterion: found.criterion(),
            proved: found.is_proved || self.is_proved_by_frustration(found),
        });
        reports.collect()
    }

    fn tensions_report(&self) -> Vec<TensionReport> {
        let reports = self.found.tensions.iter().map(|found| TensionReport {
            actors: found.triad.actors.map(|actor| self.id(actor)),
            r#type: found.kind.as_str(),
            weakest_references: found.weakest,
            references: found.total,
            words: self.explainer.tension(found).text(),
        });
        reports.collect()
    }

    fn enemies_report(&self) -> Vec<EnemyReport> {
        let reports = self.found.enemies.iter().map(|found| EnemyReport {
            friends: found.friends.map(|actor| self.id(actor)),
            enemy: self.id(found.enemy),
            weakest_references: found.weakest,
            references: found.total,
            words: self.explainer.common_enemy(found).text(),
        });
        reports.collect()
    }

    fn predicted(&self) -> Vec<PredictionReport> {
        let reports = self.found.predictions.iter().map(|found| PredictionReport {
            label: Prediction::LABEL,
            actors: [self.id(found.a), self.id(found.b)],
            sign: if found.is_friendly { "+" } else { "-" },
            score: found.score(),
            reasons: self.ids(&found.reasons),
            objections: self.ids(&found.objections),
            words: self.explainer.prediction(found).text(),
        });
        reports.collect()
    }
}
