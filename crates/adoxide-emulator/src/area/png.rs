//! Images of two colours.

use std::io::Write as _;

use flate2::write::ZlibEncoder;
use flate2::{Compression, Crc};

/// A colour: red, green, blue.
pub(super) type Colour = [u8; 3];

/// An image of two colours, the second where a pixel is set: <https://www.w3.org/TR/png-3/>.
pub(super) fn png(
    width: usize,
    height: usize,
    palette: [Colour; 2],
    rows: &[Vec<bool>],
) -> std::io::Result<Vec<u8>> {
    let side = |side: usize| u32::try_from(side).unwrap_or(u32::MAX).to_be_bytes();
    // One bit a pixel, by a palette; deflated, filtered by rows, not interlaced.
    let header = [&side(width)[..], &side(height), &[1, 3, 0, 0, 0]].concat();
    let mut data = ZlibEncoder::new(Vec::new(), Compression::default());
    for row in rows {
        // This row has no filter.
        data.write_all(&[0])?;
        let bits = |bits: &[bool]| {
            bits.iter().enumerate().fold(0, |byte, (at, bit)| byte | u8::from(*bit) << (7 - at))
        };
        data.write_all(&row.chunks(8).map(bits).collect::<Vec<_>>())?;
    }
    let mut png = b"\x89PNG\r\n\x1a\n".to_vec();
    for (kind, content) in
        [(b"IHDR", header), (b"PLTE", palette.concat()), (b"IDAT", data.finish()?), (b"IEND", Vec::new())]
    {
        png.extend(side(content.len()));
        let mut crc = Crc::new();
        crc.update(kind);
        crc.update(&content);
        png.extend(kind);
        png.extend(content);
        png.extend(crc.sum().to_be_bytes());
    }
    Ok(png)
}
