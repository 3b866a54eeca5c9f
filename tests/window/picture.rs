//! A picture of the screen; things are found in it by their colours.

use std::io::Cursor;

use frenemy::scene::Color;

/// How far a byte of a colour may differ: dithering and blending change one or two.
const TOLERANCE: u8 = 4;

/// A place on the screen, in pixels from its upper left corner.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) x: u32,
    pub(super) y: u32,
}

/// A box of pixels; `right` and `bottom` are the first outside it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Area {
    pub(super) left: u32,
    pub(super) top: u32,
    pub(super) right: u32,
    pub(super) bottom: u32,
}

impl Area {
    pub(super) fn width(self) -> u32 {
        self.right - self.left
    }

    pub(super) fn height(self) -> u32 {
        self.bottom - self.top
    }

    pub(super) fn middle(self) -> Place {
        Place {
            x: u32::midpoint(self.left, self.right),
            y: u32::midpoint(self.top, self.bottom),
        }
    }

    fn of(place: Place) -> Self {
        Self {
            left: place.x,
            top: place.y,
            right: place.x + 1,
            bottom: place.y + 1,
        }
    }

    fn with(self, place: Place) -> Self {
        Self {
            left: self.left.min(place.x),
            top: self.top.min(place.y),
            right: self.right.max(place.x + 1),
            bottom: self.bottom.max(place.y + 1),
        }
    }
}

/// Neighbouring pixels of one colour.
#[derive(Clone, Copy, Debug)]
pub(super) struct Patch {
    pub(super) area: Area,
    /// How many pixels it has.
    pub(super) size: usize,
}

/// A picture of the screen.
#[derive(Clone, PartialEq, Eq)]
pub(super) struct Picture {
    pub(super) width: u32,
    pub(super) height: u32,
    pixels: Vec<[u8; 3]>,
}

impl Picture {
    /// A picture from the bytes of a PNG file.
    pub(super) fn from_png(bytes: &[u8]) -> Self {
        let mut decoder = png::Decoder::new(Cursor::new(bytes));
        decoder.set_transformations(png::Transformations::normalize_to_color8());
        let mut reader = decoder.read_info().unwrap();
        let mut samples = vec![0; reader.output_buffer_size().unwrap()];
        let info = reader.next_frame(&mut samples).unwrap();
        let channels = info.color_type.samples();
        let pixels =
            samples[..info.buffer_size()]
                .chunks_exact(channels)
                .map(|pixel| match *pixel {
                    [grey] | [grey, _] => [grey; 3],
                    [red, green, blue, ..] => [red, green, blue],
                    [] => [0; 3],
                });
        Self {
            width: info.width,
            height: info.height,
            pixels: pixels.collect(),
        }
    }

    /// The bytes of a PNG file.
    pub(super) fn to_png(&self) -> Vec<u8> {
        let mut bytes = Vec::new();
        let mut encoder = png::Encoder::new(&mut bytes, self.width, self.height);
        encoder.set_color(png::ColorType::Rgb);
        let mut writer = encoder.write_header().unwrap();
        writer.write_image_data(self.pixels.as_flattened()).unwrap();
        writer.finish().unwrap();
        bytes
    }

    /// The whole picture.
    pub(super) fn area(&self) -> Area {
        Area {
            left: 0,
            top: 0,
            right: self.width,
            bottom: self.height,
        }
    }

    /// How many pixels of a box have a colour.
    pub(super) fn count(&self, area: Area, color: Color) -> usize {
        let pixels = self.rows(area).flatten();
        pixels.filter(|pixel| is_near(**pixel, color)).count()
    }

    /// How many colours a box has.
    pub(super) fn colors(&self, area: Area) -> usize {
        let mut colors: Vec<_> = self.rows(area).flatten().collect();
        colors.sort_unstable();
        colors.dedup();
        colors.len()
    }

    /// Which share of the picture has a colour, 0 to 1, by every eighth pixel of every eighth row.
    pub(super) fn share(&self, color: Color) -> f64 {
        let rows = self.rows(self.area()).step_by(8);
        let pixels: Vec<_> = rows.flat_map(|row| row.iter().step_by(8)).collect();
        let near = pixels
            .iter()
            .filter(|pixel| is_near(***pixel, color))
            .count();
        near as f64 / pixels.len() as f64
    }

    /// The pixel of a colour that is nearest to a place.
    pub(super) fn nearest(&self, place: Place, color: Color) -> Option<Place> {
        self.nearest_where(place, |pixel| is_near(pixel, color))
    }

    /// The pixel of red, green and blue with this property that is nearest to a place.
    pub(super) fn nearest_where(
        &self,
        place: Place,
        is_meant: impl Fn([u8; 3]) -> bool,
    ) -> Option<Place> {
        let distance = |other: &Place| {
            let (x, y) = (place.x.abs_diff(other.x), place.y.abs_diff(other.y));
            x * x + y * y
        };
        let pixels = self.pixels.iter().enumerate();
        let meant = pixels.filter(|(_, pixel)| is_meant(**pixel));
        meant
            .map(|(index, _)| self.place(index))
            .min_by_key(distance)
    }

    /// All patches of a colour, the largest first.
    pub(super) fn patches(&self, color: Color) -> Vec<Patch> {
        let mut open: Vec<bool> = self
            .pixels
            .iter()
            .map(|pixel| is_near(*pixel, color))
            .collect();
        let mut patches = Vec::new();
        let mut from = 0;
        while let Some(ahead) = open[from..].iter().position(|is_open| *is_open) {
            from += ahead;
            patches.push(self.take_patch(self.place(from), &mut open));
        }
        patches.sort_by_key(|patch| std::cmp::Reverse(patch.size));
        patches
    }

    /// A square of one colour, this many pixels wide: the first on a coarse grid.
    pub(super) fn blank_square(&self, color: Color, width: u32) -> Option<Place> {
        let columns = (0..self.width.saturating_sub(width)).step_by(8);
        let rows = || (0..self.height.saturating_sub(width)).step_by(8);
        let mut squares = columns
            .flat_map(|left| rows().map(move |top| (left, top)))
            .map(|(left, top)| Area {
                left,
                top,
                right: left + width,
                bottom: top + width,
            });
        let is_blank = |area: &Area| {
            self.rows(*area)
                .flatten()
                .all(|pixel| is_near(*pixel, color))
        };
        squares.find(is_blank).map(Area::middle)
    }

    /// The area in which two pictures of one size differ, and the number of different pixels.
    pub(super) fn difference(&self, other: &Self) -> Option<Patch> {
        assert_eq!((self.width, self.height), (other.width, other.height));
        if self.pixels == other.pixels {
            return None;
        }
        let pairs = self.pixels.iter().zip(&other.pixels).enumerate();
        let places = pairs
            .filter(|(_, (a, b))| a != b)
            .map(|(index, _)| self.place(index));
        places.fold(None, |patch, place| {
            let (area, size) = patch.map_or((Area::of(place), 0), |patch: Patch| {
                (patch.area.with(place), patch.size)
            });
            Some(Patch {
                area,
                size: size + 1,
            })
        })
    }

    fn take_patch(&self, start: Place, open: &mut [bool]) -> Patch {
        let mut patch = Patch {
            area: Area::of(start),
            size: 0,
        };
        let mut edge = vec![start];
        open[self.index(start)] = false;
        while let Some(place) = edge.pop() {
            patch.area = patch.area.with(place);
            patch.size += 1;
            for neighbor in self.neighbors(place) {
                let index = self.index(neighbor);
                if std::mem::take(&mut open[index]) {
                    edge.push(neighbor);
                }
            }
        }
        patch
    }

    fn neighbors(&self, Place { x, y }: Place) -> impl Iterator<Item = Place> + use<> {
        let (width, height) = (self.width, self.height);
        let around = [
            (x.wrapping_sub(1), y),
            (x + 1, y),
            (x, y.wrapping_sub(1)),
            (x, y + 1),
        ];
        let inside = around
            .into_iter()
            .filter(move |(x, y)| *x < width && *y < height);
        inside.map(|(x, y)| Place { x, y })
    }

    /// The rows of a box, cut to the picture.
    fn rows(&self, area: Area) -> impl Iterator<Item = &[[u8; 3]]> {
        let rows = self.pixels.chunks_exact(self.width as usize);
        let rows = rows.skip(area.top as usize).take(area.height() as usize);
        rows.map(move |row| &row[area.left as usize..area.right as usize])
    }

    fn index(&self, place: Place) -> usize {
        (place.y * self.width + place.x) as usize
    }

    fn place(&self, index: usize) -> Place {
        let index = index as u32;
        Place {
            x: index % self.width,
            y: index / self.width,
        }
    }
}

/// Whether a pixel has nearly this colour.
fn is_near(pixel: [u8; 3], color: Color) -> bool {
    let is_near = |a: u8, b: u8| a.abs_diff(b) <= TOLERANCE;
    is_near(pixel[0], color.r) && is_near(pixel[1], color.g) && is_near(pixel[2], color.b)
}
