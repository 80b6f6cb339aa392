/** Draws the program's icon and writes it in the forms the packages need. Run after changing the drawing; the results are committed. */
import { writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { crc32, deflateSync } from "node:zlib";

const folder = dirname(fileURLToPath(import.meta.url));

const blue = [31, 78, 121];
const white = [255, 255, 255];
const grey = [196, 203, 211];
const vermilion = [193, 39, 45];

/** Shapes in a square of side 1, later ones on top: a sheet of paper on deep blue, with a red head line and a seal. */
const shapes = [
  { colour: blue, inside: (x, y) => insideRounded(x, y, 0, 0, 1, 1, 0.2) },
  { colour: white, inside: (x, y) => insideRounded(x, y, 0.24, 0.14, 0.76, 0.86, 0.03) },
  { colour: vermilion, inside: (x, y) => insideRounded(x, y, 0.32, 0.27, 0.68, 0.31, 0) },
  ...[0.41, 0.49, 0.57].map((top) => ({
    colour: grey,
    inside: (x, y) => insideRounded(x, y, 0.32, top, top > 0.5 ? 0.5 : 0.68, top + 0.035, 0),
  })),
  { colour: vermilion, inside: (x, y) => Math.hypot(x - 0.61, y - 0.69) < 0.11 },
  { colour: white, inside: (x, y) => Math.hypot(x - 0.61, y - 0.69) < 0.075 },
  { colour: vermilion, inside: (x, y) => Math.hypot(x - 0.61, y - 0.69) < 0.045 },
];

function insideRounded(x, y, left, top, right, bottom, radius) {
  if (x < left || x > right || y < top || y > bottom) return false;
  const dx = Math.max(left + radius - x, 0, x - (right - radius));
  const dy = Math.max(top + radius - y, 0, y - (bottom - radius));
  return Math.hypot(dx, dy) <= radius || radius === 0;
}

/** RGBA rows; each pixel is the mean of 4×4 samples. */
function draw(size) {
  const samples = 4;
  const rows = Buffer.alloc(size * (size * 4 + 1));
  for (let row = 0; row < size; row += 1) {
    for (let column = 0; column < size; column += 1) {
      const sum = [0, 0, 0, 0];
      for (let sample = 0; sample < samples * samples; sample += 1) {
        const x = (column + ((sample % samples) + 0.5) / samples) / size;
        const y = (row + (Math.floor(sample / samples) + 0.5) / samples) / size;
        const shape = shapes.findLast((one) => one.inside(x, y));
        if (!shape) continue;
        for (let channel = 0; channel < 3; channel += 1) sum[channel] += shape.colour[channel];
        sum[3] += 1;
      }
      const at = row * (size * 4 + 1) + 1 + column * 4;
      for (let channel = 0; channel < 3; channel += 1)
        rows[at + channel] = sum[3] === 0 ? 0 : Math.round(sum[channel] / sum[3]);
      rows[at + 3] = Math.round((sum[3] * 255) / (samples * samples));
    }
  }
  return rows;
}

function chunk(type, data) {
  const body = Buffer.concat([Buffer.from(type, "latin1"), data]);
  const framed = Buffer.alloc(body.length + 8);
  framed.writeUInt32BE(data.length, 0);
  body.copy(framed, 4);
  framed.writeUInt32BE(crc32(body), body.length + 4);
  return framed;
}

function png(size) {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(size, 0);
  header.writeUInt32BE(size, 4);
  header.set([8, 6, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk("IHDR", header),
    chunk("IDAT", deflateSync(draw(size), { level: 9 })),
    chunk("IEND", Buffer.alloc(0)),
  ]);
}

/** A Windows icon file whose images are PNGs. */
function ico(sizes) {
  const images = sizes.map(png);
  const head = Buffer.alloc(6 + 16 * images.length);
  head.writeUInt16LE(1, 2);
  head.writeUInt16LE(images.length, 4);
  let offset = head.length;
  for (const [index, image] of images.entries()) {
    const at = 6 + 16 * index;
    head[at] = sizes[index] % 256;
    head[at + 1] = sizes[index] % 256;
    head.writeUInt16LE(1, at + 4);
    head.writeUInt16LE(32, at + 6);
    head.writeUInt32LE(image.length, at + 8);
    head.writeUInt32LE(offset, at + 12);
    offset += image.length;
  }
  return Buffer.concat([head, ...images]);
}

writeFileSync(join(folder, "icon.png"), png(512));
writeFileSync(join(folder, "icon.ico"), ico([16, 24, 32, 48, 64, 128, 256]));
writeFileSync(join(folder, "public", "favicon.ico"), ico([16, 32, 48]));
