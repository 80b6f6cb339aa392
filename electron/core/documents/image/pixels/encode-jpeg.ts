import type { Pixels } from "./pixels.ts";

/** Order of the coefficients of a block (T.81, figure A.6). */
const zigzag = [
  0, 1, 8, 16, 9, 2, 3, 10, 17, 24, 32, 25, 18, 11, 4, 5, 12, 19, 26, 33, 40, 48, 41, 34, 27, 20, 13, 6, 7,
  14, 21, 28, 35, 42, 49, 56, 57, 50, 43, 36, 29, 22, 15, 23, 30, 37, 44, 51, 58, 59, 52, 45, 38, 31, 39, 46,
  53, 60, 61, 54, 47, 55, 62, 63,
];

/** Steps of luminance and chrominance (T.81, tables K.1 and K.2), row by row. */
const luminanceSteps = [
  16, 11, 10, 16, 24, 40, 51, 61, 12, 12, 14, 19, 26, 58, 60, 55, 14, 13, 16, 24, 40, 57, 69, 56, 14, 17, 22,
  29, 51, 87, 80, 62, 18, 22, 37, 56, 68, 109, 103, 77, 24, 35, 55, 64, 81, 104, 113, 92, 49, 64, 78, 87, 103,
  121, 120, 101, 72, 92, 95, 98, 112, 100, 103, 99,
];
const chrominanceSteps = [
  17,
  18,
  24,
  47,
  99,
  99,
  99,
  99,
  18,
  21,
  26,
  66,
  99,
  99,
  99,
  99,
  24,
  26,
  56,
  99,
  99,
  99,
  99,
  99,
  47,
  66,
  99,
  99,
  99,
  99,
  99,
  99,
  ...Array.from({ length: 32 }, () => 99),
];
/** A sixth of the tables' steps: what a person sees of a photo stays. */
const fineness = 1 / 6;

interface CodeTable {
  /** How many codes there are of each length from 1 to 16. */
  readonly counts: readonly number[];
  readonly values: readonly number[];
}

/** T.81, tables K.3 to K.6. */
const luminanceDc: CodeTable = {
  counts: [0, 1, 5, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0, 0, 0],
  values: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11],
};
const chrominanceDc: CodeTable = {
  counts: [0, 3, 1, 1, 1, 1, 1, 1, 1, 1, 1, 0, 0, 0, 0, 0],
  values: [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11],
};
const hex = (text: string): readonly number[] => [...Buffer.from(text.replaceAll(/\s/gu, ""), "hex")];
const luminanceAc: CodeTable = {
  counts: [0, 2, 1, 3, 3, 2, 4, 3, 5, 5, 4, 4, 0, 0, 1, 125],
  values: hex(`
    01020300041105122131410613516107227114328191a1082342b1c11552d1f02433627282090a161718191a25262728292a3435
    363738393a434445464748494a535455565758595a636465666768696a737475767778797a838485868788898a92939495969798
    999aa2a3a4a5a6a7a8a9aab2b3b4b5b6b7b8b9bac2c3c4c5c6c7c8c9cad2d3d4d5d6d7d8d9dae1e2e3e4e5e6e7e8e9eaf1f2f3f4
    f5f6f7f8f9fa`),
};
const chrominanceAc: CodeTable = {
  counts: [0, 2, 1, 2, 4, 4, 3, 4, 7, 5, 4, 4, 0, 1, 2, 119],
  values: hex(`
    0001020311040521310612415107617113223281081442 91a1b1c109233352f0156272d10a162434e125f11718191a262728292a
    35363738393a434445464748494a535455565758595a636465666768696a737475767778797a82838485868788898a9293949596
    9798999aa2a3a4a5a6a7a8a9aab2b3b4b5b6b7b8b9bac2c3c4c5c6c7c8c9cad2d3d4d5d6d7d8d9dae2e3e4e5e6e7e8e9eaf2f3f4
    f5f6f7f8f9fa`),
};

/** Code and length of each value (T.81, annex C). */
function codesOf({ counts, values }: CodeTable): { readonly code: Uint16Array; readonly length: Uint8Array } {
  const code = new Uint16Array(256);
  const length = new Uint8Array(256);
  let next = 0;
  let at = 0;
  counts.forEach((count, index) => {
    for (let each = 0; each < count; each += 1) {
      const value = values[at] ?? 0;
      code[value] = next;
      length[value] = index + 1;
      next += 1;
      at += 1;
    }
    next <<= 1;
  });
  return { code, length };
}

/** Cosines of the transform (T.81, A.3.3), with its factors. */
const cosines = Float64Array.from({ length: 64 }, (_unused, index) => {
  const [u, x] = [index >> 3, index & 7];
  return (u === 0 ? Math.SQRT1_2 : 1) * 0.5 * Math.cos(((2 * x + 1) * u * Math.PI) / 16);
});

class BitWriter {
  #bytes = new Uint8Array(1 << 16);
  #length = 0;
  #held = 0;
  #bits = 0;

  byte(value: number): void {
    if (this.#length === this.#bytes.length) {
      const larger = new Uint8Array(this.#bytes.length * 2);
      larger.set(this.#bytes);
      this.#bytes = larger;
    }
    this.#bytes[this.#length] = value;
    this.#length += 1;
  }

  segment(marker: number, data: readonly number[]): void {
    for (const value of [0xff, marker, (data.length + 2) >> 8, (data.length + 2) & 0xff, ...data])
      this.byte(value);
  }

  put(value: number, length: number): void {
    this.#held = (this.#held << length) | value;
    this.#bits += length;
    while (this.#bits >= 8) {
      const out = (this.#held >> (this.#bits - 8)) & 0xff;
      this.byte(out);
      // A byte that could be taken for a marker is told apart (B.1.1.5).
      if (out === 0xff) this.byte(0);
      this.#bits -= 8;
      this.#held &= (1 << this.#bits) - 1;
    }
  }

  /** Fills the last byte with ones. */
  flush(): void {
    if (this.#bits > 0) this.put((1 << (8 - this.#bits)) - 1, 8 - this.#bits);
  }

  bytes(): Uint8Array {
    return this.#bytes.slice(0, this.#length);
  }
}

const steps = (table: readonly number[]): readonly number[] =>
  table.map((step) => Math.max(1, Math.round(step * fineness)));

/**
 * A baseline JPEG (T.81) of nothing but its pixels, every colour at every pixel: no application data, comment, profile or
 * preview; the same bytes for the same pixels. What is clear is shown on white.
 */
export function encodeJpeg({ width, height, data }: Pixels): Uint8Array {
  const writer = new BitWriter();
  const tables = [steps(luminanceSteps), steps(chrominanceSteps)] as const;
  const codes = [
    { dc: codesOf(luminanceDc), ac: codesOf(luminanceAc) },
    { dc: codesOf(chrominanceDc), ac: codesOf(chrominanceAc) },
  ] as const;
  writer.byte(0xff);
  writer.byte(0xd8);
  // JFIF 1.2 says that the three components are luminance and chrominance.
  writer.segment(0xe0, [0x4a, 0x46, 0x49, 0x46, 0, 1, 2, 0, 0, 1, 0, 1, 0, 0]);
  tables.forEach((table, index) =>
    writer.segment(0xdb, [index, ...zigzag.map((place) => table[place] ?? 1)]),
  );
  const size = [height >> 8, height & 0xff, width >> 8, width & 0xff];
  writer.segment(0xc0, [8, ...size, 3, 1, 0x11, 0, 2, 0x11, 1, 3, 0x11, 1]);
  [
    [0x00, luminanceDc],
    [0x10, luminanceAc],
    [0x01, chrominanceDc],
    [0x11, chrominanceAc],
  ].forEach(([place, table]) => {
    const { counts, values } = table as CodeTable;
    writer.segment(0xc4, [place as number, ...counts, ...values]);
  });
  writer.segment(0xda, [3, 1, 0x00, 2, 0x11, 3, 0x11, 0, 63, 0]);

  const samples = [new Float64Array(64), new Float64Array(64), new Float64Array(64)] as const;
  const half = new Float64Array(64);
  const coefficients = new Int32Array(64);
  const before = [0, 0, 0];

  const block = (component: number): void => {
    const source = samples[component as 0 | 1 | 2];
    const kind = component === 0 ? 0 : 1;
    const { dc, ac } = codes[kind];
    const table = tables[kind];
    for (let row = 0; row < 8; row += 1)
      for (let u = 0; u < 8; u += 1) {
        let sum = 0;
        for (let x = 0; x < 8; x += 1) sum += (source[row * 8 + x] ?? 0) * (cosines[u * 8 + x] ?? 0);
        half[row * 8 + u] = sum;
      }
    for (let v = 0; v < 8; v += 1)
      for (let u = 0; u < 8; u += 1) {
        let sum = 0;
        for (let y = 0; y < 8; y += 1) sum += (half[y * 8 + u] ?? 0) * (cosines[v * 8 + y] ?? 0);
        coefficients[v * 8 + u] = Math.round(sum / (table[v * 8 + u] ?? 1));
      }
    const magnitude = (value: number): number => 32 - Math.clz32(Math.abs(value));
    const bits = (value: number, length: number): void =>
      writer.put(value < 0 ? value + (1 << length) - 1 : value, length);
    const difference = (coefficients[0] ?? 0) - (before[component] ?? 0);
    before[component] = coefficients[0] ?? 0;
    const category = magnitude(difference);
    writer.put(dc.code[category] ?? 0, dc.length[category] ?? 0);
    if (category > 0) bits(difference, category);
    let zeros = 0;
    for (let index = 1; index < 64; index += 1) {
      const value = coefficients[zigzag[index] ?? 0] ?? 0;
      if (value === 0) {
        zeros += 1;
        continue;
      }
      for (; zeros > 15; zeros -= 16) writer.put(ac.code[0xf0] ?? 0, ac.length[0xf0] ?? 0);
      const length = magnitude(value);
      const symbol = (zeros << 4) | length;
      writer.put(ac.code[symbol] ?? 0, ac.length[symbol] ?? 0);
      bits(value, length);
      zeros = 0;
    }
    if (zeros > 0) writer.put(ac.code[0] ?? 0, ac.length[0] ?? 0);
  };

  for (let top = 0; top < height; top += 8)
    for (let left = 0; left < width; left += 8) {
      for (let index = 0; index < 64; index += 1) {
        // Beyond the edge its last pixels go on.
        const x = Math.min(width - 1, left + (index & 7));
        const y = Math.min(height - 1, top + (index >> 3));
        const at = (y * width + x) * 4;
        const opacity = (data[at + 3] ?? 255) / 255;
        const red = (data[at] ?? 0) * opacity + 255 * (1 - opacity);
        const green = (data[at + 1] ?? 0) * opacity + 255 * (1 - opacity);
        const blue = (data[at + 2] ?? 0) * opacity + 255 * (1 - opacity);
        samples[0][index] = 0.299 * red + 0.587 * green + 0.114 * blue - 128;
        samples[1][index] = -0.168736 * red - 0.331264 * green + 0.5 * blue;
        samples[2][index] = 0.5 * red - 0.418688 * green - 0.081312 * blue;
      }
      block(0);
      block(1);
      block(2);
    }
  writer.flush();
  writer.byte(0xff);
  writer.byte(0xd9);
  return writer.bytes();
}
