/** A run of an edit script: `a` and `b` are half-open index ranges; one of them is empty unless the run is kept. */
export interface EditRun {
  readonly kind: "same" | "removed" | "added";
  readonly aStart: number;
  readonly aEnd: number;
  readonly bStart: number;
  readonly bEnd: number;
}

interface Snake {
  readonly x: number;
  readonly y: number;
  readonly u: number;
  readonly v: number;
}

/**
 * Middle snake of Myers' difference algorithm (Algorithmica 1, 1986, section 4b) in linear space.
 * `undefined` when no path of at most `maxCost` edits from either end meets: then the range counts as replaced.
 */
function middleSnake(
  equal: (i: number, j: number) => boolean,
  a0: number,
  a1: number,
  b0: number,
  b1: number,
  maxCost: number,
): Snake | undefined {
  const n = a1 - a0;
  const m = b1 - b0;
  const delta = n - m;
  const odd = (delta & 1) !== 0;
  const bound = Math.min(Math.ceil((n + m) / 2), maxCost);
  const size = 2 * bound + 3;
  const middle = bound + 1;
  const forward = new Int32Array(size);
  const backward = new Int32Array(size);
  for (let d = 0; d <= bound; d += 1) {
    for (let k = -d; k <= d; k += 2) {
      const left = forward[middle + k - 1] ?? 0;
      const right = forward[middle + k + 1] ?? 0;
      let x = k === -d || (k !== d && left < right) ? right : left + 1;
      let y = x - k;
      const x0 = x;
      const y0 = y;
      while (x < n && y < m && equal(a0 + x, b0 + y)) {
        x += 1;
        y += 1;
      }
      forward[middle + k] = x;
      const other = delta - k;
      if (odd && other >= -(d - 1) && other <= d - 1 && x + (backward[middle + other] ?? 0) >= n)
        return { x: a0 + x0, y: b0 + y0, u: a0 + x, v: b0 + y };
    }
    for (let k = -d; k <= d; k += 2) {
      const left = backward[middle + k - 1] ?? 0;
      const right = backward[middle + k + 1] ?? 0;
      let x = k === -d || (k !== d && left < right) ? right : left + 1;
      let y = x - k;
      const x0 = x;
      const y0 = y;
      while (x < n && y < m && equal(a1 - x - 1, b1 - y - 1)) {
        x += 1;
        y += 1;
      }
      backward[middle + k] = x;
      const other = delta - k;
      if (!odd && other >= -d && other <= d && x + (forward[middle + other] ?? 0) >= n)
        return { x: a1 - x, y: b1 - y, u: a1 - x0, v: b1 - y0 };
    }
  }
  return undefined;
}

/**
 * Differences of two sequences of `aLength` and `bLength` elements. Memory is linear in `maxCost`, time at most
 * linear in length × `maxCost`: stretches that differ more than that come back as removed and added as a whole,
 * which is still a right script, only not the shortest.
 */
export function diffSequences(
  aLength: number,
  bLength: number,
  equal: (i: number, j: number) => boolean,
  maxCost = 2_000,
): readonly EditRun[] {
  const runs: EditRun[] = [];
  const push = (kind: EditRun["kind"], aStart: number, aEnd: number, bStart: number, bEnd: number): void => {
    if (aStart === aEnd && bStart === bEnd) return;
    const last = runs.at(-1);
    if (last?.kind === kind) runs[runs.length - 1] = { ...last, aEnd, bEnd };
    else runs.push({ kind, aStart, aEnd, bStart, bEnd });
  };
  // Each split strictly shrinks the range, and a snake halves the cost, so this stack stays shallow.
  const pending: (readonly [number, number, number, number, boolean])[] = [[0, aLength, 0, bLength, false]];
  while (pending.length > 0) {
    const next = pending.pop();
    if (!next) break;
    let [a0, a1, b0, b1, same] = next;
    if (same) {
      push("same", a0, a1, b0, b1);
      continue;
    }
    const startA = a0;
    const startB = b0;
    while (a0 < a1 && b0 < b1 && equal(a0, b0)) {
      a0 += 1;
      b0 += 1;
    }
    push("same", startA, a0, startB, b0);
    let tail = 0;
    while (a0 < a1 - tail && b0 < b1 - tail && equal(a1 - tail - 1, b1 - tail - 1)) tail += 1;
    if (tail > 0) pending.push([a1 - tail, a1, b1 - tail, b1, true]);
    a1 -= tail;
    b1 -= tail;
    if (a0 === a1 || b0 === b1) {
      push("removed", a0, a1, b0, b0);
      push("added", a1, a1, b0, b1);
      continue;
    }
    const snake = middleSnake(equal, a0, a1, b0, b1, maxCost);
    const stuck =
      !snake ||
      (snake.x === a0 && snake.y === b0 && snake.u === a0 && snake.v === b0) ||
      (snake.x === a1 && snake.y === b1);
    if (stuck) {
      push("removed", a0, a1, b0, b0);
      push("added", a1, a1, b0, b1);
      continue;
    }
    pending.push([snake.u, a1, snake.v, b1, false]);
    if (snake.u > snake.x) pending.push([snake.x, snake.u, snake.y, snake.v, true]);
    pending.push([a0, snake.x, b0, snake.y, false]);
  }
  return runs;
}
