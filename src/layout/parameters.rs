//! What can be turned in a method: each parameter with its bounds and its default, as a table beside the methods.

/// How far parameters are turned. A method looks at its own and at no others.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Parameters {
    /// How far apart communities are drawn; see [`SEPARATION`].
    pub separation: f32,
    /// How far apart rivals are drawn; see [`RIVALRY`].
    pub rivalry: f32,
    /// How tightly neighbours are drawn together; see [`COHESION`].
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
    /// Each within its bounds, and what is no number at its default.
    pub(super) fn cleaned(mut self) -> Self {
        for parameter in [&SEPARATION, &RIVALRY, &COHESION] {
            let value = parameter.of(&self);
            let value = if value.is_nan() {
                parameter.default
            } else {
                value.clamp(parameter.least, parameter.most)
            };
            parameter.turn(&mut self, value);
        }
        self
    }
}

/// What can be said about a parameter where it is turned.
#[derive(Clone, Copy, Debug)]
pub struct Parameter {
    /// Its name on the command line; never changes.
    pub id: &'static str,
    /// Its name beside a slider.
    pub name: &'static str,
    /// What it does, in a sentence.
    pub explanation: &'static str,
    /// The least that it can be.
    pub least: f32,
    /// What it is unless somebody turns it.
    pub default: f32,
    /// The most that it can be.
    pub most: f32,
    field: fn(&mut Parameters) -> &mut f32,
}

impl Parameter {
    /// How far it is turned.
    pub fn of(&self, parameters: &Parameters) -> f32 {
        *(self.field)(&mut parameters.clone())
    }

    /// Turns it.
    pub fn turn(&self, parameters: &mut Parameters, value: f32) {
        *(self.field)(parameters) = value;
    }
}

/// How far apart communities are drawn.
pub static SEPARATION: Parameter = Parameter {
    id: "separation",
    name: "Cluster spacing",
    explanation: "How far apart communities are drawn: 0 hardly, 1 as usual, 2 as far as can be",
    least: 0.0,
    default: 1.0,
    most: 2.0,
    field: |parameters| &mut parameters.separation,
};

/// How far apart rivals are drawn.
pub static RIVALRY: Parameter = Parameter {
    id: "rivalry",
    name: "Rivals apart",
    explanation: "How far apart rivals are drawn: 0 as near as friends, 1 as usual, 2 twice that",
    least: 0.0,
    default: 1.0,
    most: 2.0,
    field: |parameters| &mut parameters.rivalry,
};

/// How tightly neighbours are drawn together.
pub static COHESION: Parameter = Parameter {
    id: "cohesion",
    name: "Neighbours together",
    explanation: "How tightly neighbours are drawn together: 0 hardly, 1 as usual, 2 at the price of distances",
    least: 0.0,
    default: 1.0,
    most: 2.0,
    field: |parameters| &mut parameters.cohesion,
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn wild_values_are_brought_within_bounds() {
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
