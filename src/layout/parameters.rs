//! The parameters of the methods: each with its bounds and its default.

/// The values of all parameters. A method reads its own and ignores the others.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Parameters {
    /// How far apart communities are drawn; see [`SEPARATION`].
    pub separation: f32,
    /// How far apart foes are drawn; see [`RIVALRY`].
    pub rivalry: f32,
    /// How close together neighbours are drawn; see [`COHESION`].
    pub cohesion: f32,
}

impl Default for Parameters {
    fn default() -> Self {
        Self {
            separation: SEPARATION.default,
            rivalry: RIVALRY.default,
            cohesion: COHESION.default,
        }
    }
}

impl Parameters {
    /// Each value within its bounds; NaN becomes the default.
    pub(super) fn cleaned(mut self) -> Self {
        for parameter in [&SEPARATION, &RIVALRY, &COHESION] {
            let value = parameter.get(&self);
            let value = if value.is_nan() {
                parameter.default
            } else {
                value.clamp(parameter.min, parameter.max)
            };
            parameter.set(&mut self, value);
        }
        self
    }
}

/// What menus and the command line show about a parameter.
#[derive(Clone, Copy, Debug)]
pub struct Parameter {
    /// Its name on the command line; never changes.
    pub id: &'static str,
    /// Its name beside a slider.
    pub name: &'static str,
    /// What it does, for a tooltip.
    pub explanation: &'static str,
    /// The lowest value.
    pub min: f32,
    /// The value if none is set.
    pub default: f32,
    /// The highest value.
    pub max: f32,
    field: fn(&mut Parameters) -> &mut f32,
}

impl Parameter {
    /// Its value.
    pub fn get(&self, parameters: &Parameters) -> f32 {
        *(self.field)(&mut parameters.clone())
    }

    /// Sets its value.
    pub fn set(&self, parameters: &mut Parameters, value: f32) {
        *(self.field)(parameters) = value;
    }
}

/// How far apart communities are drawn.
pub static SEPARATION: Parameter = Parameter {
    id: "separation",
    name: "Cluster spacing",
    explanation: "How far apart communities are drawn: 0 hardly, 1 as usual, 2 as far as possible",
    min: 0.0,
    default: 1.0,
    max: 2.0,
    field: |parameters| &mut parameters.separation,
};

/// How far apart foes are drawn.
pub static RIVALRY: Parameter = Parameter {
    id: "rivalry",
    name: "Foes apart",
    explanation: "How far apart foes are drawn: 0 as near as friends, 1 as usual, 2 twice as far",
    min: 0.0,
    default: 1.0,
    max: 2.0,
    field: |parameters| &mut parameters.rivalry,
};

/// How close together neighbours are drawn.
pub static COHESION: Parameter = Parameter {
    id: "cohesion",
    name: "Neighbours together",
    explanation: "How close together neighbours are drawn: 0 hardly, 1 as usual, 2 at the cost of true distances",
    min: 0.0,
    default: 1.0,
    max: 2.0,
    field: |parameters| &mut parameters.cohesion,
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_out_of_bounds_are_clamped() {
        let wild = Parameters {
            separation: f32::NAN,
            rivalry: f32::INFINITY,
            cohesion: -3.0,
        };
        let cleaned = Parameters {
            separation: 1.0,
            rivalry: 2.0,
            cohesion: 0.0,
        };
        assert_eq!(wild.cleaned(), cleaned);
        assert_eq!(Parameters::default().cleaned(), Parameters::default());
    }
}
