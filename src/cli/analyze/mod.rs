//! `frenemy analyze`: who is friend and who is foe, how far that hangs together, and where it does not; as a page to
//! read or as JSON.

mod rank;

use std::collections::BTreeMap;
use std::ops::ControlFlow;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::Arc;

use clap::builder::{PossibleValue, PossibleValuesParser};
use serde::Serialize;

use super::filter::FilterArguments;
use super::open::open;
use super::terminal::{self, Failure, Progress};
use crate::analysis::words::Teller;
use crate::analysis::{
    self, Clustering, Contested, Findings, MixedRule, Optima, Prediction, Rule, TriadKind,
};
use crate::graph::provenance;
use crate::graph::words::counted;
use crate::graph::{Network, NodeIndex};
use rank::{CommunitiesReport, RankReport, Ranking};

/// Count friends and foes: triads, balance, camps, tensions, common enemies, hypotheses; rank actors
#[derive(Debug, clap::Args)]
pub(super) struct AnalyzeArguments {
    /// The file to read
    file: PathBuf,
    /// What becomes of a pair with relations of both signs
    #[arg(long, default_value = "net", value_parser = rules())]
    mixed: String,
    /// Leave out relations that some claim denies, disputes or retracts
    #[arg(long)]
    without_contested: bool,
    /// How many tensions, common enemies and hypotheses to list, and on the page how many actors to rank
    #[arg(long, default_value_t = 10, value_name = "COUNT")]
    top: usize,
    /// Print one JSON object
    #[arg(long)]
    json: bool,
    #[command(flatten)]
    filter: FilterArguments,
}

fn rules() -> PossibleValuesParser {
    let values = [
        (
            MixedRule::Net,
            "The sign of the weighted sum of its relations",
        ),
        (MixedRule::Latest, "The sign of its latest relation"),
        (MixedRule::Drop, "It is left out"),
    ];
    PossibleValuesParser::new(
        values.map(|(rule, help)| PossibleValue::new(rule.as_str()).help(help)),
    )
}

pub(super) fn run(arguments: &AnalyzeArguments) -> ExitCode {
    match analyze(arguments) {
        Ok(text) => {
            terminal::print(&text);
            ExitCode::SUCCESS
        }
        Err(failure) => failure.told(),
    }
}

fn analyze(arguments: &AnalyzeArguments) -> Result<String, Failure> {
    let name = arguments.file.display().to_string();
    let opened = open(&arguments.file)?;
    let filter = arguments.filter.filter(&opened.document);
    let network = Network::seen(&opened.document, &filter.map_err(Failure::usage)?);
    let progress = Progress::new("analyzing");
    let part = |from: f32, span: f32| {
        let progress = &progress;
        move |share: f32| -> ControlFlow<()> {
            progress.at(from + share * span);
            ControlFlow::Continue(())
        }
    };
    let (network, rule) = (Arc::new(network), rule(arguments));
    let found = Findings::of(
        &opened.document,
        Arc::clone(&network),
        rule,
        arguments.top,
        &part(0.0, 0.7),
    );
    let ranking = Ranking::of(&network, &part(0.7, 0.3));
    let (found, ranking) = found
        .zip(ranking)
        .ok_or_else(|| "the analysis was broken off".to_owned())?;
    let told = Told {
        filter: provenance::filter_in_words(&opened.document, &network),
        teller: Teller {
            document: &opened.document,
            network: &network,
            signs: &found.signs,
        },
        found: &found,
        ranking,
    };
    if arguments.json {
        let json = serde_json::to_string(&told.report(&name));
        let json = json.map_err(|error| error.to_string())?;
        Ok(json + "\n")
    } else {
        Ok(terminal::clean_page(&told.page(&name, arguments.top)))
    }
}

fn rule(arguments: &AnalyzeArguments) -> Rule {
    let mut rules = MixedRule::ALL.into_iter();
    let mixed = rules.find(|rule| rule.as_str() == arguments.mixed);
    Rule {
        mixed: mixed.unwrap_or_default(),
        contested: if arguments.without_contested {
            Contested::Out
        } else {
            Contested::In
        },
    }
}

/// All that is told about a network.
struct Told<'a> {
    found: &'a Findings,
    /// The filter and what it leaves out, in words; nothing where it is clear.
    filter: Option<String>,
    teller: Teller<'a>,
    ranking: Ranking,
}

impl Told<'_> {
    fn id(&self, actor: u32) -> String {
        let actor = self
            .found
            .network
            .graph
            .node_weight(NodeIndex::new(actor as usize));
        actor.map_or_else(String::new, |actor| actor.id.to_string())
    }

    fn ids(&self, actors: &[u32]) -> Vec<String> {
        actors.iter().map(|&actor| self.id(actor)).collect()
    }

    fn report(&self, file: &str) -> Report {
        let strong = self.found.census.strong();
        let by_type = TriadKind::ALL.map(|kind| (kind.as_str(), self.found.census.count(kind)));
        Report {
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
            frustration: self.frustration_report(),
            clusterability: self.clusterability(),
            rank: self.ranking.report(&self.found.network),
            communities: self.ranking.communities_report(&self.found.network),
            tensions: self.tensions_report(),
            common_enemies: self.enemies_report(),
            predicted: self.predicted(),
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
                words: self.teller.frustrated(pair).text(),
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

    /// For two camps the errors are the frustrated pairs.
    fn is_proved_by_frustration(&self, found: &Clustering) -> bool {
        found.camps_allowed == 2 && self.found.frustration.index() == Some(found.errors)
    }

    fn relations(&self, pair: usize) -> Vec<String> {
        let relations = self
            .found
            .signs
            .relations(&self.found.signs.pairs()[pair])
            .iter();
        relations
            .map(|&edge| self.found.network.graph[edge].id.to_string())
            .collect()
    }

    fn tensions_report(&self) -> Vec<TensionReport> {
        let reports = self.found.tensions.iter().map(|found| TensionReport {
            actors: found.triad.actors.map(|actor| self.id(actor)),
            r#type: found.kind.as_str(),
            weakest_references: found.weakest,
            references: found.total,
            words: self.teller.tension(found).text(),
        });
        reports.collect()
    }

    fn enemies_report(&self) -> Vec<EnemyReport> {
        let reports = self.found.enemies.iter().map(|found| EnemyReport {
            friends: found.friends.map(|actor| self.id(actor)),
            enemy: self.id(found.enemy),
            weakest_references: found.weakest,
            references: found.total,
            words: self.teller.common_enemy(found).text(),
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
            words: self.teller.prediction(found).text(),
        });
        reports.collect()
    }

    /// The page: every number with the rule it was made by and the counts it rests on.
    fn page(&self, file: &str, top: usize) -> String {
        let mut lines = vec![file.to_owned(), String::new()];
        lines.extend(self.counts());
        lines.push(String::new());
        lines.extend(self.balance());
        lines.push(String::new());
        lines.extend(self.camps());
        let tensions = self
            .found
            .tensions
            .iter()
            .map(|found| self.teller.tension(found).text());
        let enemies = self
            .found
            .enemies
            .iter()
            .map(|found| self.teller.common_enemy(found).text());
        let told = self
            .found
            .predictions
            .iter()
            .map(|found| self.teller.prediction(found).text());
        let all = self.found.census.strong().unbalanced;
        lines.extend(list(&format!("Tensions ({all})"), all, tensions));
        let all = self.found.census.count(TriadKind::CommonEnemy);
        lines.extend(list(&format!("Common enemies ({all})"), all, enemies));
        lines.extend(list(
            "Hypotheses, never findings",
            self.found.predictions.len(),
            told,
        ));
        lines.push(self.check());
        lines.push(String::new());
        lines.extend(self.ranking.lines(&self.found.network, top));
        lines.join("\n") + "\n"
    }

    fn counts(&self) -> Vec<String> {
        let signs = &self.found.signs;
        let (positive, negative, mixed) = (signs.positive(), signs.negative(), signs.mixed().len());
        let filter = self.filter.as_ref();
        let mut lines: Vec<String> = filter
            .map(|filter| format!("Filters: {filter}"))
            .into_iter()
            .collect();
        lines.extend([
            format!(
                "{}, {} of them with a friend or foe",
                counted(self.found.network.graph.node_count(), "actor"),
                signs.signed_actors().count()
            ),
            format!(
                "{} of friends, {negative} of foes, {mixed} mixed",
                counted(positive, "pair")
            ),
            format!("Rule: {}", signs.rule().in_words()),
        ]);
        lines
    }

    fn balance(&self) -> Vec<String> {
        let strong = self.found.census.strong();
        let kinds = TriadKind::ALL
            .map(|kind| format!("{} {}", kind.as_str(), self.found.census.count(kind)));
        let mut lines = vec![match strong.balance() {
            Some(share) => format!(
                "Balanced triads: {} of {} ({share:.3}); {}",
                strong.balanced,
                strong.total(),
                kinds.join(", ")
            ),
            None => {
                "Balanced triads: there is no triad, so there is no balance to speak of".to_owned()
            }
        }];
        if let Some(share) = self.found.census.weak().balance() {
            lines.push(format!(
                "Balanced in the weak sense, three foes being no tension: {share:.3}"
            ));
        }
        lines.push(match self.found.walk_balance {
            Some(share) => format!("Walk-based balance (Estrada and Benzi): {share:.4}"),
            None => format!(
                "Walk-based balance is computed for 1 to {} actors with a friend or foe",
                analysis::WALK_LIMIT
            ),
        });
        lines
    }

    fn camps(&self) -> Vec<String> {
        let found = &self.found.frustration;
        let of = counted(self.found.signs.pairs().len(), "pair");
        let mut lines = vec![match found.index() {
            Some(index) => format!("Frustration index: {index} of {of}, proved"),
            None => format!(
                "Frustration index: from {} to {} of {of}, not proved",
                found.lower, found.upper
            ),
        }];
        lines.push(match found.optima {
            Some(Optima::Exactly(1)) => "There is one best split into two camps:".to_owned(),
            Some(Optima::Exactly(count)) => format!("One of {count} best splits into two camps:"),
            Some(Optima::AtLeast(count)) => {
                format!("One of at least {count} best splits into two camps:")
            }
            None => "The best split into two camps that was found:".to_owned(),
        });
        for camp in 0..2 {
            let members = (0..found.camps.len()).filter(|&actor| found.camps[actor] == Some(camp));
            let names: Vec<&str> = members
                .filter_map(|actor| self.found.network.graph.node_weight(NodeIndex::new(actor)))
                .map(|actor| actor.name())
                .collect();
            lines.push(format!(
                "  {}",
                if names.is_empty() {
                    "nobody".into()
                } else {
                    names.join(", ")
                }
            ));
        }
        if !found.frustrated.is_empty() {
            lines.push("What does not fit; without it the network would be balanced:".to_owned());
            let flips = found.frustrated.iter();
            lines.extend(flips.map(|&pair| format!("  {}", self.teller.frustrated(pair).text())));
        }
        for found in &self.found.clusterings {
            let is_proved = found.is_proved || self.is_proved_by_frustration(found);
            lines.push(format!(
                "At most {} camps: {}{}",
                found.camps_allowed,
                counted(found.errors, "error"),
                if is_proved {
                    ", proved"
                } else {
                    " in the best split found"
                }
            ));
        }
        lines
    }

    fn check(&self) -> String {
        let asked = self.found.evaluation;
        match (asked.accuracy(), asked.baseline()) {
            (Some(right), Some(always)) => format!(
                "How good such hypotheses are: leaving out one known pair at a time, the others decide {} of {} and are \
                 right about {} ({right:.3}); \"always friends\" is right about {} ({always:.3}).",
                asked.decided, asked.pairs, asked.right, asked.friends
            ),
            _ => "How good such hypotheses are cannot be said: no known pair can be told from the others.".to_owned(),
        }
    }
}

/// A heading, and the items of which there may be more.
fn list(heading: &str, all: usize, items: impl Iterator<Item = String>) -> Vec<String> {
    let items: Vec<String> = items.map(|item| format!("  {item}")).collect();
    let rest = all - items.len().min(all);
    let mut lines = vec![String::new(), heading.to_owned()];
    if items.is_empty() && rest == 0 {
        lines.push("  none".to_owned());
    }
    lines.extend(items);
    if rest > 0 {
        lines.push(format!("  and {rest} more; --top lists more of them"));
    }
    lines
}

/// The keys of the JSON output; they stay.
#[derive(Debug, Serialize)]
struct Report {
    file: String,
    /// Null where everything is looked at.
    filter: Option<String>,
    rule: RuleReport,
    actors: usize,
    pairs: PairsReport,
    triads: TriadsReport,
    /// Null where there is no triad.
    balance: Option<f64>,
    weak_balance: Option<f64>,
    walk_balance: Option<f64>,
    frustration: FrustrationReport,
    clusterability: Vec<ClusterReport>,
    rank: Vec<RankReport>,
    communities: CommunitiesReport,
    tensions: Vec<TensionReport>,
    common_enemies: Vec<EnemyReport>,
    predicted: Vec<PredictionReport>,
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
    /// Null where it is not proved.
    index: Option<usize>,
    optimal: bool,
    lower: usize,
    upper: usize,
    /// By actor id: 0 or 1, for each connected part.
    camps: BTreeMap<String, u8>,
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
