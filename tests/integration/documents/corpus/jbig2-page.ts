/** Probability estimation of the arithmetic coder (T.88, table E.1): Qe, next after a likely and an unlikely bit, switch. */
const estimates = [
  [0x5601, 1, 1, 1],
  [0x3401, 2, 6, 0],
  [0x1801, 3, 9, 0],
  [0x0ac1, 4, 12, 0],
  [0x0521, 5, 29, 0],
  [0x0221, 38, 33, 0],
  [0x5601, 7, 6, 1],
  [0x5401, 8, 14, 0],
  [0x4801, 9, 14, 0],
  [0x3801, 10, 14, 0],
  [0x3001, 11, 17, 0],
  [0x2401, 12, 18, 0],
  [0x1c01, 13, 20, 0],
  [0x1601, 29, 21, 0],
  [0x5601, 15, 14, 1],
  [0x5401, 16, 14, 0],
  [0x5101, 17, 15, 0],
  [0x4801, 18, 16, 0],
  [0x3801, 19, 17, 0],
  [0x3401, 20, 18, 0],
  [0x3001, 21, 19, 0],
  [0x2801, 22, 19, 0],
  [0x2401, 23, 20, 0],
  [0x2201, 24, 21, 0],
  [0x1c01, 25, 22, 0],
  [0x1801, 26, 23, 0],
  [0x1601, 27, 24, 0],
  [0x1401, 28, 25, 0],
  [0x1201, 29, 26, 0],
  [0x1101, 30, 27, 0],
  [0x0ac1, 31, 28, 0],
  [0x09c1, 32, 29, 0],
  [0x08a1, 33, 30, 0],
  [0x0521, 34, 31, 0],
  [0x0441, 35, 32, 0],
  [0x02a1, 36, 33, 0],
  [0x0221, 37, 34, 0],
  [0x0141, 38, 35, 0],
  [0x0111, 39, 36, 0],
  [0x0085, 40, 37, 0],
  [0x0049, 41, 38, 0],
  [0x0025, 42, 39, 0],
  [0x0015, 43, 40, 0],
  [0x0009, 44, 41, 0],
  [0x0005, 45, 42, 0],
  [0x0001, 45, 43, 0],
  [0x5601, 46, 46, 0],
] as const;

/** The encoder of T.88, annex E.2 (the MQ coder). */
class ArithmeticEncoder {
  readonly #out: number[] = [0];
  readonly #states = new Map<number, { at: number; likely: number }>();
  #a = 0x8000;
  #c = 0;
  #left = 12;

  bit(context: number, value: number): void {
    const state = this.#states.get(context) ?? { at: 0, likely: 0 };
    this.#states.set(context, state);
    const [qe, afterLikely, afterUnlikely, switches] = estimates[state.at] ?? estimates[0];
    this.#a -= qe;
    if (value === state.likely) {
      if (this.#a & 0x8000) {
        this.#c += qe;
        return;
      }
      if (this.#a < qe) this.#a = qe;
      else this.#c += qe;
      state.at = afterLikely;
    } else {
      if (this.#a < qe) this.#c += qe;
      else this.#a = qe;
      if (switches) state.likely = 1 - state.likely;
      state.at = afterUnlikely;
    }
    do {
      this.#a <<= 1;
      this.#c *= 2;
      this.#left -= 1;
      if (this.#left === 0) this.#byte();
    } while ((this.#a & 0x8000) === 0);
  }

  #byte(): void {
    const last = this.#out.length - 1;
    if (this.#out[last] !== 0xff && this.#c >= 0x8000000) {
      this.#out[last] = (this.#out[last] ?? 0) + 1;
      this.#c -= 0x8000000;
    }
    const stuffed = this.#out[last] === 0xff;
    const shift = stuffed ? 20 : 19;
    this.#out.push(Math.floor(this.#c / 2 ** shift) & 0xff);
    this.#c %= 2 ** shift;
    this.#left = stuffed ? 7 : 8;
  }

  end(): Uint8Array {
    const most = this.#c + this.#a;
    this.#c = Math.floor(this.#c / 0x10000) * 0x10000 + 0xffff;
    if (this.#c >= most) this.#c -= 0x8000;
    for (let flush = 0; flush < 2; flush += 1) {
      this.#c *= 2 ** this.#left;
      this.#byte();
    }
    if (this.#out.at(-1) === 0xff) this.#out.pop();
    return Uint8Array.from([...this.#out.slice(1), 0xff, 0xac]);
  }
}

/** The pixels a bit is foretold from (T.88, figure 3, with the adaptive ones where they usually are). */
const neighbours = [
  ...[-2, -1, 0, 1, 2].map((x) => [x, -2] as const),
  ...[-3, -2, -1, 0, 1, 2, 3].map((x) => [x, -1] as const),
  ...[-4, -3, -2, -1].map((x) => [x, 0] as const),
];

export const jbig2Segment = (number: number, type: number, data: Uint8Array): Buffer => {
  const head = Buffer.from([0, 0, 0, number, type, 0, 1, 0, 0, 0, 0]);
  head.writeUInt32BE(data.length, 7);
  return Buffer.concat([head, data]);
};

/** A page as encoders of scanners write it: one region, coded bit by bit. */
export function arithmeticJbig2(
  width: number,
  height: number,
  isBlack: (x: number, y: number) => boolean,
): Uint8Array {
  const encoder = new ArithmeticEncoder();
  const at = (x: number, y: number): number => Number(x >= 0 && x < width && y >= 0 && isBlack(x, y));
  for (let y = 0; y < height; y += 1)
    for (let x = 0; x < width; x += 1)
      encoder.bit(
        neighbours.reduce((context, [right, down]) => context * 2 + at(x + right, y + down), 0),
        at(x, y),
      );
  const page = Buffer.alloc(19);
  page.writeUInt32BE(width, 0);
  page.writeUInt32BE(height, 4);
  const region = Buffer.from([
    ...page.subarray(0, 8),
    0,
    0,
    0,
    0,
    0,
    0,
    0,
    0,
    0,
    0,
    3,
    255,
    253,
    255,
    2,
    254,
    254,
    254,
  ]);
  return Buffer.concat([
    jbig2Segment(0, 48, page),
    jbig2Segment(1, 38, Buffer.concat([region, encoder.end()])),
  ]);
}
