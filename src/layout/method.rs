//! The layout methods, as a table that menus, the command line and the documentation read. To add a
//! method is a recipe and a row.

use super::parameters::{COHESION, Parameter, Parameters, RIVALRY, SEPARATION};
use super::recipe::{self, Recipe, RecipeOf};

/// The seed of the random numbers, unless another one is asked for.
pub const SEED: u64 = 0;

/// A layout method.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Method {
    /// The best of the others for the size and shape of the network.
    #[default]
    Auto,
    /// Distances in the drawing follow distances in the network.
    Faithful,
    /// Neighbourhoods and overall shape in balance; fast on large networks.
    Balanced,
    /// Communities are drawn apart.
    Clusters,
    /// Friends near, foes far.
    Signed,
}

/// A method, its parameters and the seed.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Plan {
    /// The method.
    pub method: Method,
    /// Its parameters.
    pub parameters: Parameters,
    /// The seed of the random numbers: another seed may give another layout.
    pub seed: u64,
}

impl Default for Plan {
    fn default() -> Self {
        Self {
            method: Method::default(),
            parameters: Parameters::default(),
            seed: SEED,
        }
    }
}

/// What menus and the command line show about a method, and how it works.
#[derive(Clone, Copy, Debug)]
pub struct Descriptor {
    /// The method.
    pub method: Method,
    /// Its name on the command line and in files; never changes.
    pub id: &'static str,
    /// Its name in a menu.
    pub name: &'static str,
    /// What it does, in a sentence for a tooltip.
    pub explanation: &'static str,
    /// Numbers of actors it suits, from and to.
    pub suits: (usize, usize),
    /// Its parameters; every method also has a seed.
    pub parameters: &'static [&'static Parameter],
    /// The paper it comes from.
    pub source: &'static str,
    recipe: RecipeOf,
}

/// Every method, in the order of a menu.
pub static METHODS: &[Descriptor] = &[
    Descriptor {
        method: Method::Auto,
        id: "auto",
        name: "Automatic",
        explanation: "Chooses by size and shape: true distances, with signs, up to 1,200 actors and for meshes; for larger networks, neighbourhoods at some cost in distances, and speed above 20,000. For communities choose Clusters.",
        suits: (0, 1_000_000),
        parameters: &[],
        source: "Zheng, Pawar and Goodman 2018; Zhong et al. 2023",
        recipe: recipe::auto,
    },
    Descriptor {
        method: Method::Faithful,
        id: "faithful",
        name: "Faithful distances",
        explanation: "The distance between two actors follows the length of the shortest path between them.",
        suits: (2, 20_000),
        parameters: &[],
        source: "Zheng, Pawar and Goodman 2018; Ortmann, Klimenta and Brandes 2017",
        recipe: recipe::faithful,
    },
    Descriptor {
        method: Method::Balanced,
        id: "balanced",
        name: "Balanced",
        explanation: "Neighbours stay together and the overall shape stays true; fast on large networks.",
        suits: (100, 1_000_000),
        parameters: &[&COHESION],
        source: "Zhong et al. 2023; Brandes and Pich 2007; Barnes and Hut 1986",
        recipe: recipe::balanced,
    },
    Descriptor {
        method: Method::Clusters,
        id: "clusters",
        name: "Clusters",
        explanation: "Draws each community close together and communities apart from each other.",
        suits: (30, 100_000),
        parameters: &[&SEPARATION],
        source: "Blondel et al. 2008; Rotta and Noack 2011; Zhong et al. 2023",
        recipe: recipe::clusters,
    },
    Descriptor {
        method: Method::Signed,
        id: "signed",
        name: "Friends and foes",
        explanation: "Draws friends near and foes far apart, so that camps become visible.",
        suits: (3, 5_000),
        parameters: &[&RIVALRY],
        source: "Zheng, Pawar and Goodman 2018, with longer distances for hostile relations",
        recipe: recipe::signed,
    },
];

impl Method {
    /// Its row of the table.
    pub fn descriptor(self) -> &'static Descriptor {
        METHODS
            .iter()
            .find(|entry| entry.method == self)
            .unwrap_or(&METHODS[0])
    }

    /// How a connected part of this many bodies is laid out.
    pub(super) fn recipe(self, parameters: &Parameters, bodies: usize) -> Recipe {
        (self.descriptor().recipe)(parameters, bodies)
    }

    /// The method with this `id`, if there is one.
    pub fn from_id(id: &str) -> Option<Self> {
        METHODS
            .iter()
            .find(|entry| entry.id == id)
            .map(|entry| entry.method)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_method_is_described_and_found_by_its_id() {
        for entry in METHODS {
            assert_eq!(Method::from_id(entry.id), Some(entry.method));
            assert_eq!(entry.method.descriptor().id, entry.id);
        }
        assert_eq!(Method::from_id("hairball"), None);
    }
}
