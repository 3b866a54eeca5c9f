//! The picture of an actor as pixels, and the same picture smaller. Knows no file format.

/// A decoded picture.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ActorPicture {
    /// The width in pixels.
    pub width: u32,
    /// The height in pixels.
    pub height: u32,
    /// Red, green, blue and opacity of each pixel, row by row; colours are not multiplied by
    /// opacity.
    pub rgba: Vec<u8>,
    /// The same pixels as a PNG file, for figures that contain it.
    pub png: Vec<u8>,
}

impl ActorPicture {
    /// The most pixels of a side: pictures are drawn small.
    pub const MAX_SIDE: u32 = 256;

    /// How many bytes it takes in memory.
    pub fn bytes(&self) -> usize {
        self.rgba.len() + self.png.len()
    }

    /// The pixels of the picture in this size, which is not larger than its own.
    pub fn shrunk(&self, width: u32, height: u32) -> Vec<u8> {
        shrunk(&self.rgba, [self.width, self.height], [width, height])
    }

    /// The size that a picture has once its longer side is no longer than [`Self::MAX_SIDE`].
    pub fn kept_size([width, height]: [u32; 2]) -> [u32; 2] {
        let longer = width.max(height);
        if longer <= Self::MAX_SIDE {
            return [width, height];
        }
        let share = f64::from(Self::MAX_SIDE) / f64::from(longer);
        [width, height].map(|side| ((f64::from(side) * share).round() as u32).max(1))
    }
}

/// Pixels in a smaller size: each is the mean of what it covers, so that fine detail becomes grey
/// and not a pattern. O(pixels).
pub(crate) fn shrunk(rgba: &[u8], from: [u32; 2], to: [u32; 2]) -> Vec<u8> {
    if from == to {
        return rgba.to_vec();
    }
    let [columns, rows] = [0, 1].map(|side| covered(from[side], to[side]));
    let mut out = Vec::with_capacity(4 * columns.len() * rows.len());
    for row in &rows {
        for column in &columns {
            out.extend(mean(rgba, from[0] as usize, column, row));
        }
    }
    out
}

/// The pixels of a longer line that a pixel of a shorter one covers, with the share of each.
type CoveredPixels = Vec<(usize, f32)>;

fn covered(from: u32, to: u32) -> Vec<CoveredPixels> {
    let scale = f64::from(from) / f64::from(to.max(1));
    let pixels = |number: u32| {
        let (start, end) = (f64::from(number) * scale, f64::from(number + 1) * scale);
        let last = (end.ceil() as usize).min(from as usize);
        let share = |at: usize| {
            let (left, right) = (start.max(at as f64), end.min(at as f64 + 1.0));
            (at, (right - left).max(0.0) as f32)
        };
        (start.floor() as usize..last).map(share).collect()
    };
    (0..to).map(pixels).collect()
}

/// The mean of pixels, in which transparent ones have no colour.
fn mean(rgba: &[u8], width: usize, columns: &CoveredPixels, rows: &CoveredPixels) -> [u8; 4] {
    let (mut colors, mut opacity, mut area) = ([0.0_f32; 3], 0.0_f32, 0.0_f32);
    for (y, height) in rows {
        for (x, share) in columns {
            let at = 4 * (y * width + x);
            let Some([red, green, blue, alpha]) = rgba.get(at..at + 4) else {
                continue;
            };
            let weight = share * height;
            let visible = weight * f32::from(*alpha);
            for (sum, color) in colors.iter_mut().zip([red, green, blue]) {
                *sum += visible * f32::from(*color);
            }
            opacity += visible;
            area += weight;
        }
    }
    let of = |sum: f32, whole: f32| (sum / whole.max(f32::MIN_POSITIVE)).round() as u8;
    let [red, green, blue] = colors.map(|sum| of(sum, opacity));
    [red, green, blue, of(opacity, area)]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_smaller_picture_has_the_means_of_its_pixels() {
        let (black, white) = ([0, 0, 0, 255], [255, 255, 255, 255]);
        let checks = [black, white, white, black].concat();
        assert_eq!(shrunk(&checks, [2, 2], [1, 1]), [128, 128, 128, 255]);
        // What is transparent has no colour.
        let half = [[255, 0, 0, 255], [0, 255, 0, 0]].concat();
        assert_eq!(shrunk(&half, [2, 1], [1, 1]), [255, 0, 0, 128]);
        let thirds = [black, white, black].concat();
        assert_eq!(shrunk(&thirds, [3, 1], [2, 1])[..3], [85, 85, 85]);
    }

    #[test]
    fn a_large_picture_keeps_its_proportions() {
        let kept = ActorPicture::kept_size;
        assert_eq!(kept([300, 200]), [256, 171]);
        assert_eq!(kept([200, 100]), [200, 100]);
        assert_eq!(kept([100_000, 1]), [256, 1]);
    }
}
