//! Groups by relaxed balance: their actors, and the image matrix as a small drawing.

use egui::{Align2, FontId, Rect, Sense, Ui, Vec2, WidgetInfo, WidgetType, vec2};

use super::report::BalanceReport;
use crate::analysis::{RelaxedBlock, RelaxedGroups};
use crate::graph::NodeIndex;
use crate::model::RelationKind;
use crate::ui::shell::theme;
use crate::words::counted;

/// The side of a block where the panel has room, and the width of the numbers beside and above, in
/// points.
const MAX_BLOCK: f32 = 34.0;
const NUMBERS: f32 = 18.0;

impl BalanceReport<'_> {
    pub(super) fn relaxed(&self, ui: &mut Ui, found: &RelaxedGroups) {
        if found.groups.is_empty() {
            return;
        }
        ui.label(found.heading());
        for (number, group) in found.groups.iter().enumerate() {
            let members = group.iter().map(|actor| NodeIndex::new(*actor));
            let members: Vec<NodeIndex> = members.collect();
            self.members(ui, &format!("Group {}: ", number + 1), &members);
        }
        ui.add_space(3.0);
        image_matrix(ui, found);
        for remark in found.remarks() {
            ui.label(remark);
        }
        ui.weak(RelaxedGroups::PAPER);
    }
}

/// A square for each two groups, with the sign of most of their pairs; pale where many have the
/// other sign.
fn image_matrix(ui: &mut Ui, found: &RelaxedGroups) {
    let count = found.groups.len();
    let block_side = MAX_BLOCK.min((ui.available_width() - NUMBERS) / count as f32);
    let size = Vec2::splat(NUMBERS + block_side * count as f32);
    let (response, painter) = ui.allocate_painter(size, Sense::hover());
    let words = format!("Image matrix of {}", counted(count, "group", "groups"));
    response.widget_info(|| WidgetInfo::labeled(WidgetType::Image, true, &words));
    let corner = response.rect.min + Vec2::splat(NUMBERS);
    let (weak, font) = (ui.visuals().weak_text_color(), FontId::proportional(13.0));
    for at in 0..count {
        let middle = block_side * (at as f32 + 0.5);
        let number = (at + 1).to_string();
        for place in [vec2(middle, -NUMBERS / 2.0), vec2(-NUMBERS / 2.0, middle)] {
            let place = corner + place;
            painter.text(place, Align2::CENTER_CENTER, &number, font.clone(), weak);
        }
    }
    for (one, row) in found.image.iter().enumerate() {
        for (other, block) in row.iter().enumerate() {
            let place = corner + block_side * vec2(other as f32, one as f32);
            let rect = Rect::from_min_size(place, Vec2::splat(block_side)).shrink(1.0);
            let fill = fill(ui, *block);
            painter.rect_filled(rect, 3.0, fill);
            let letters = ui.visuals().strong_text_color();
            let sign = block.sign();
            painter.text(
                rect.center(),
                Align2::CENTER_CENTER,
                sign,
                FontId::proportional(18.0),
                letters,
            );
            let words = block_in_words(*block, one, other);
            let cell = ui.interact(rect, response.id.with((one, other)), Sense::hover());
            cell.widget_info(|| WidgetInfo::labeled(WidgetType::Label, true, &words));
            cell.on_hover_text(words);
        }
    }
}

/// The colour of a block's sign, paler the more of its pairs have the other sign.
fn fill(ui: &Ui, block: RelaxedBlock) -> egui::Color32 {
    let theme = theme::of(ui.ctx());
    let kind = match block.sign() {
        '+' => RelationKind::Cooperation,
        '−' => RelationKind::Hostility,
        _ => return ui.visuals().faint_bg_color,
    };
    let pairs = (block.friends + block.foes).max(1) as f32;
    let purity = 1.0 - 2.0 * block.errors() as f32 / pairs;
    theme::color(theme.relation(kind)).gamma_multiply(0.15 + 0.45 * purity)
}

/// `Groups 1 and 2: 3 pairs of friends, 9 of foes`.
fn block_in_words(block: RelaxedBlock, one: usize, other: usize) -> String {
    let groups = if one == other {
        format!("Within group {}", one + 1)
    } else {
        format!("Groups {} and {}", one + 1, other + 1)
    };
    let friends = counted(block.friends, "pair of friends", "pairs of friends");
    format!("{groups}: {friends}, {} of foes", block.foes)
}
