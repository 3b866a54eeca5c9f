//! The methods there are, as a table that menus, the command line and the documentation read.

use super::parameters::{COHESION, Parameter, Parameters, RIVALRY, SEPARATION};
use super::request::SEED;

/// How places are found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Method {
    /// The best of the others for the size and shape at hand.
    #[default]
    Auto,
    /// Distances on paper follow distances in the network.
    Faithful,
    /// Neighbourhoods and overall shape in balance; fast on large networks.
    Balanced,
    /// Communities stand apart.
    Clusters,
    /// Friends near, rivals far.
    Signed,
}

/// Which method, how far its parameters are turned, and where chance starts.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Plan {
    /// The method.
    pub method: Method,
    /// Its parameters.
    pub parameters: Parameters,
    /// Another seed may give another picture.
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

/// What can be said about a method where it is chosen.
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
    /// What can be turned in it; where chance starts can be chosen for every method.
    pub parameters: &'static [&'static Parameter],
    /// The paper it comes from.
    pub source: &'static str,
}

/// Every method, in the order of a menu.
pub static METHODS: &[Descriptor] = &[
    Descriptor {
        method: Method::Auto,
        id: "auto",
        name: "Automatic",
        explanation: "Chooses by size and shape: true distances, with signs, up to 1,200 actors and on meshes; beyond, neighbourhoods at some price in distances, and speed above 20,000. For communities ask for clusters.",
        suits: (0, 1_000_000),
        parameters: &[],
        source: "Zheng, Pawar and Goodman 2018; Zhong et al. 2023",
    },
    Descriptor {
        method: Method::Faithful,
        id: "faithful",
        name: "Faithful distances",
        explanation: "Actors stand as far apart as the shortest chain of relations between them is long.",
        suits: (2, 20_000),
        parameters: &[],
        source: "Zheng, Pawar and Goodman 2018; Ortmann, Klimenta and Brandes 2017",
    },
    Descriptor {
        method: Method::Balanced,
        id: "balanced",
        name: "Balanced",
        explanation: "Neighbours stay together within a true overall shape; fast on large networks.",
        suits: (100, 1_000_000),
        parameters: &[&COHESION],
        source: "Zhong et al. 2023; Brandes and Pich 2007; Barnes and Hut 1986",
    },
    Descriptor {
        method: Method::Clusters,
        id: "clusters",
        name: "Clusters",
        explanation: "Draws communities together and apart from one another.",
        suits: (30, 100_000),
        parameters: &[&SEPARATION],
        source: "Blondel et al. 2008; Rotta and Noack 2011; Zhong et al. 2023",
    },
    Descriptor {
        method: Method::Signed,
        id: "signed",
        name: "Friends and rivals",
        explanation: "Puts friends near and rivals far, so that the camps are seen.",
        suits: (3, 5_000),
        parameters: &[&RIVALRY],
        source: "Zheng, Pawar and Goodman 2018, with longer distances for hostile relations",
    },
];

impl Method {
    /// What can be said about it.
    pub fn descriptor(self) -> &'static Descriptor {
        METHODS
            .iter()
            .find(|entry| entry.method == self)
            .unwrap_or(&METHODS[0])
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
