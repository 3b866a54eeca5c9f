//! Themes: the meaning of colours, on light and on dark background.

use super::Color;
use crate::model::{ActorKind, RelationKind};

/// The colours of a picture, each with one meaning.
#[derive(Clone, Debug, PartialEq)]
pub struct Theme {
    /// The background.
    pub background: Color,
    /// Primary text.
    pub ink: Color,
    /// Secondary text.
    pub muted: Color,
    /// Separators.
    pub rule: Color,
    /// The selection.
    pub accent: Color,
    cooperation: Color,
    support: Color,
    hostility: Color,
    other: Color,
    state: Color,
    group: Color,
    organization: Color,
    person: Color,
    unspecified: Color,
}

impl Theme {
    /// Dark on white paper.
    ///
    /// The three signed kinds are blue, bluish green and vermillion of Okabe and Ito. The last two
    /// are darkened to a contrast of 4.5 to 1, so that thin lines are visible on white.
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
            unspecified: Color::rgb(0x8f_a3_b8),
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
            unspecified: Color::rgb(0x7f_95_ac),
        }
    }

    /// All colours, in the same order in every theme, with the rims of bodies.
    pub fn colors(&self) -> Vec<Color> {
        let kinds = RelationKind::ALL.map(|kind| self.relation(kind));
        let bodies = [
            self.state,
            self.group,
            self.organization,
            self.person,
            self.unspecified,
        ];
        let page = [
            self.background,
            self.ink,
            self.muted,
            self.rule,
            self.accent,
        ];
        let rims = bodies.map(|fill| self.rim_of(fill));
        [&page[..], &kinds, &bodies, &rims].concat()
    }

    /// The colour of links.
    pub fn link(&self) -> Color {
        self.cooperation
    }

    /// The colour of what is wrong, as a text.
    pub fn error(&self) -> Color {
        self.as_text(Color::rgb(0xd3_2f_2f))
    }

    /// A colour for a text: nearer to the ink where it cannot be read on a raised ground, such as a
    /// button under the pointer.
    pub fn as_text(&self, color: Color) -> Color {
        const MIN_CONTRAST: f32 = 4.5;
        const STEPS: u8 = 20;
        let ground = self.background.toward(self.ink, 0.12);
        let steps = (0..=STEPS).map(|step| f32::from(step) / f32::from(STEPS));
        let mut shades = steps.map(|share| color.toward(self.ink, share));
        let legible = shades.find(|shade| shade.contrast(ground) >= MIN_CONTRAST);
        legible.unwrap_or(self.ink)
    }

    /// The colour of letters on a fill: the one of more contrast.
    pub fn text_on(&self, fill: Color) -> Color {
        if fill.contrast(self.ink) >= fill.contrast(self.background) {
            self.ink
        } else {
            self.background
        }
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

    /// The colour of a kind of actor; neutral if the kind is not given.
    pub fn actor(&self, kind: Option<ActorKind>) -> Color {
        match kind {
            None => self.unspecified,
            Some(ActorKind::State) => self.state,
            Some(ActorKind::Group) => self.group,
            Some(ActorKind::Organization) => self.organization,
            Some(ActorKind::Person) => self.person,
        }
    }

    /// The colour of a body's rim: its fill, mixed with the text colour.
    pub fn rim(&self, kind: Option<ActorKind>) -> Color {
        self.rim_of(self.actor(kind))
    }
}

impl Default for Theme {
    fn default() -> Self {
        Self::light()
    }
}
