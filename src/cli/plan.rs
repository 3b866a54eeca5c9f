//! `--method` and `--set`: the layout method and its parameters.

use clap::builder::{PossibleValue, PossibleValuesParser};

use super::terminal::Failure;
use crate::layout::{METHODS, Method, Parameter, Plan};
use crate::words;

/// The layout method and its parameters.
#[derive(Clone, Debug, clap::Args)]
pub(super) struct PlanArguments {
    /// The layout method
    #[arg(long, default_value = "auto", value_parser = methods())]
    method: String,

    #[arg(long, value_name = "NAME=VALUE", help = format!("Set a parameter of the method: {}", parameters()))]
    set: Vec<String>,
}

fn methods() -> PossibleValuesParser {
    let values = METHODS
        .iter()
        .map(|method| PossibleValue::new(method.id).help(method.explanation));
    PossibleValuesParser::new(values)
}

impl PlanArguments {
    /// The plan for this seed.
    ///
    /// # Errors
    /// Says which `--set` is wrong, and what is allowed.
    pub(super) fn plan(&self, seed: u64) -> Result<Plan, Failure> {
        let method = Method::from_id(&self.method).unwrap_or_default();
        let mut plan = Plan {
            method,
            seed,
            ..Plan::default()
        };
        let own = method.descriptor().parameters;
        for setting in &self.set {
            let (name, value) = setting.split_once('=').unwrap_or((setting, ""));
            let Some(parameter) = own.iter().find(|parameter| parameter.id == name) else {
                let known = parameters_of(method);
                return Err(Failure::usage(format!("--set {setting}: {known}")));
            };
            let value = value.parse().ok().filter(|value| {
                let bounds = parameter.min..=parameter.max;
                bounds.contains(value)
            });
            let Some(value) = value else {
                return Err(Failure::usage(format!(
                    "--set {setting}: `{name}` takes a number from {} to {}, as in --set {name}={:?}",
                    parameter.min, parameter.max, parameter.default
                )));
            };
            parameter.set(&mut plan.parameters, value);
        }
        Ok(plan)
    }
}

/// Every parameter with its method and its bounds.
fn parameters() -> String {
    let all = METHODS.iter().flat_map(|entry| {
        entry.parameters.iter().map(|parameter| {
            let Parameter { id, min, max, .. } = parameter;
            format!("`{id}` of {}, from {min} to {max}", entry.id)
        })
    });
    all.collect::<Vec<_>>().join("; ")
}

fn parameters_of(method: Method) -> String {
    let id = method.descriptor().id;
    match method.descriptor().parameters {
        [] => {
            format!(
                "`{id}` has no parameters; the parameters are {}",
                parameters()
            )
        }
        own => {
            let names: Vec<_> = own
                .iter()
                .map(|parameter| format!("`{}`", parameter.id))
                .collect();
            format!("`{id}` has {}", words::list(&names))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::layout::Parameters;

    fn plan(method: &str, set: &[&str]) -> Result<Plan, Failure> {
        PlanArguments {
            method: method.to_owned(),
            set: set.iter().map(|&setting| setting.to_owned()).collect(),
        }
        .plan(7)
    }

    #[test]
    fn a_parameter_of_the_method_is_set() {
        let plan = plan("clusters", &["separation=1.5"]).unwrap();
        assert_eq!((plan.method, plan.seed), (Method::Clusters, 7));
        let expected = Parameters {
            separation: 1.5,
            ..Parameters::default()
        };
        assert_eq!(plan.parameters, expected);
    }

    #[test]
    fn a_wrong_setting_is_refused_with_what_is_allowed() {
        let refusal = |method, setting| plan(method, &[setting]).unwrap_err().message;
        assert_eq!(
            refusal("clusters", "cohesion=1"),
            "--set cohesion=1: `clusters` has `separation`"
        );
        assert_eq!(
            refusal("signed", "rivalry=9"),
            "--set rivalry=9: `rivalry` takes a number from 0 to 2, as in --set rivalry=1.0"
        );
        assert!(refusal("signed", "rivalry").contains("takes a number"));
        assert!(
            refusal("faithful", "x=1")
                .starts_with("--set x=1: `faithful` has no parameters; the parameters are `cohesion` of balanced, from 0 to 2; ")
        );
    }
}
