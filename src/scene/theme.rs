//! What colours mean, on light ground and on dark.

use super::Color;
use crate::model::{ActorKind, RelationKind};

/// The colours of a picture, each with one meaning.
#[derive(Clone, Debug, PartialEq)]
pub struct Theme {
    /// What everything stands on.
    pub background: Color,
    /// Text that is to be read first.
    pub ink: Color,
    /// Text that is to be read second.
    pub muted: Color,
    /// Rules and rims that only separate.
    pub rule: Color,
    /// What is selected.
    pub accent: Color,
    cooperation: Color,
    support: Color,
    hostility: Color,
    other: Color,
    state: Color,
    group: Color,
    organization: Color,
    person: Color,
}

impl Theme {
    /// Dark on white paper.
    ///
    /// The three signed kinds are Okabe and Ito's blue, bluish green and vermillion, the last two darkened until
    /// a thin line stands out from white by 4.5 to 1.
    pub const fn light() -> Self {
        Self {
            background: Color::rgb(0xff_ff_ff),
            ink: Color::rgb(0x1b_22_2c),
            muted: Color::rgb(0x5f_68_74),
            rule: Color::rgb(0xd5_d9_de),
            accent: Color::rgb(0x1b_22_2c),
            cooperation: Color::rgb(0x00_72_b2),
            support: Color::rgb(0x00_7d_5c),
            hostility: Color::rgb(0xc9_4a_00),
            other: Color::rgb(0x86_8e_99),
            state: Color::rgb(0x3a_47_58),
            group: Color::rgb(0xe3_a6_1f),
            organization: Color::rgb(0xb6_7f_a8),
            person: Color::rgb(0xc9_d0_d8),
        }
    }

    /// Light on a dark screen.
    pub const fn dark() -> Self {
        Self {
            background: Color::rgb(0x16_1a_20),
            ink: Color::rgb(0xee_f1_f5),
            muted: Color::rgb(0x9c_a6_b3),
            rule: Color::rgb(0x36_3e_49),
            accent: Color::rgb(0xee_f1_f5),
            cooperation: Color::rgb(0x56_b4_e9),
            support: Color::rgb(0x2f_c7_9c),
            hostility: Color::rgb(0xf0_7b_3a),
            other: Color::rgb(0x7d_87_94),
            state: Color::rgb(0xc4_cf_dc),
            group: Color::rgb(0xe0_a9_34),
            organization: Color::rgb(0xb9_84_ac),
            person: Color::rgb(0x6c_77_86),
        }
    }

    /// What leads somewhere when it is clicked.
    pub fn link(&self) -> Color {
        self.cooperation
    }

    /// The colour of a kind of relation.
    pub fn relation(&self, kind: RelationKind) -> Color {
        match kind {
            RelationKind::Cooperation => self.cooperation,
            RelationKind::Support => self.support,
            RelationKind::Hostility => self.hostility,
            RelationKind::Other => self.other,
        }
    }

    /// The colour of a kind of actor.
    pub fn actor(&self, kind: ActorKind) -> Color {
        match kind {
            ActorKind::State => self.state,
            ActorKind::Group => self.group,
            ActorKind::Organization => self.organization,
            ActorKind::Person => self.person,
        }
    }

    /// The colour of a body's rim: its fill, drawn toward the ink.
    pub fn rim(&self, kind: ActorKind) -> Color {
        self.rim_of(self.actor(kind))
    }
}

impl Default for Theme {
    fn default() -> Self {
        Self::light()
    }
}
