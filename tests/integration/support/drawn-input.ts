import type { z } from "zod";

/** What the walk below needs of a parser: zod's own description of itself. */
interface Described {
  readonly def: {
    readonly type: string;
    readonly innerType?: z.ZodType;
    readonly element?: z.ZodType;
    readonly options?: readonly z.ZodType[];
    readonly values?: readonly unknown[];
    readonly keyType?: z.ZodType;
    readonly valueType?: z.ZodType;
    readonly shape?: Readonly<Record<string, z.ZodType>>;
    readonly entries?: Readonly<Record<string, string>>;
  };
}
const described = (parser: z.ZodType) => (parser as unknown as Described).def;

/** Numbers in [0, 1), the same for the same seed. */
export type Chance = () => number;

export function chanceOf(seed: number): Chance {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

export interface Drawing {
  readonly chance: Chance;
  /** What one row of the store holds for these fields, so that ids that belong together come together. */
  readonly row: (fields: readonly string[]) => ReadonlyMap<string, unknown>;
  /** Values that fit a field by its name. */
  readonly candidates: (field: string) => readonly unknown[];
}

const pick = <T>(chance: Chance, list: readonly T[]): T | undefined =>
  list[Math.floor(chance() * list.length)];

const fits = (parser: z.ZodType, value: unknown): boolean => parser.safeParse(value).success;

/** Words an office would not type: formulas, markup, paths, format and control characters, half a surrogate pair. */
export const oddWords: readonly string[] = [
  "=cmd|'/c calc'!A0",
  "<script>alert(1)</script>",
  "'; DROP TABLE item; --",
  "../../../etc/passwd",
  "%00%2e%2e",
  "{{docKind}}${x}",
  "\u202e告公\u2066",
  "\ud83d\ude80字",
  "半\ud800",
  "空\u0000字",
  "__proto__",
  "constructor",
  "字".repeat(400),
  "0",
  "-1",
  "2026-02-30",
];

function leaf(parser: z.ZodType, field: string, { chance, candidates }: Drawing): unknown {
  const known = candidates(field);
  // Several tries, so that a field usually gets what its parser takes.
  for (let tries = 0; tries < 12; tries += 1) {
    const value = chance() < 0.85 ? pick(chance, known) : pick(chance, oddWords);
    if (value !== undefined && fits(parser, value)) return value;
  }
  return [...known, ...oddWords].find((value) => fits(parser, value));
}

function numberFor(parser: z.ZodType, chance: Chance): unknown {
  const tried = [0, 1, 2, 3, 5, 20, 2025, 2026, 500, 10_000, Number.MAX_SAFE_INTEGER, -1, 0.5];
  for (let tries = 0; tries < 6; tries += 1) {
    const value = pick(chance, tried);
    if (fits(parser, value)) return value;
  }
  return tried.find((value) => fits(parser, value)) ?? 1;
}

/** An input that a parser takes, drawn from what is in the store and from odd words. */
export function drawInput(parser: z.ZodType, field: string, drawing: Drawing): unknown {
  const { chance } = drawing;
  const def = described(parser);
  switch (def.type) {
    case "object": {
      const shape = def.shape ?? {};
      const row: ReadonlyMap<string, unknown> = chance() < 0.9 ? drawing.row(Object.keys(shape)) : new Map();
      return Object.fromEntries(
        Object.entries(shape).flatMap(([name, inner]) => {
          if (fits(inner, row.get(name)) && row.has(name)) return [[name, row.get(name)]];
          const value = drawInput(inner, name, drawing);
          return value === undefined ? [] : [[name, value]];
        }),
      );
    }
    case "optional":
    case "default":
    case "nullable":
    case "readonly":
      if (chance() < 0.4) return def.type === "nullable" ? null : undefined;
      return def.innerType ? drawInput(def.innerType, field, drawing) : undefined;
    case "array": {
      const { element } = def;
      if (!element) return [];
      const items: unknown[] = [];
      for (let count = Math.floor(chance() * 3); items.length < count;)
        items.push(drawInput(element, field, drawing));
      while (items.length < 3 && !fits(parser, items)) items.push(drawInput(element, field, drawing));
      return items;
    }
    case "union": {
      const option = pick(chance, def.options ?? []);
      return option ? drawInput(option, field, drawing) : undefined;
    }
    case "record": {
      const entries = new Map<string, unknown>();
      for (let count = Math.floor(chance() * 4); count > 0; count -= 1) {
        const key = def.keyType ? drawInput(def.keyType, `${field}.key`, drawing) : undefined;
        if (typeof key === "string" && def.valueType)
          entries.set(key, drawInput(def.valueType, field, drawing));
      }
      return Object.fromEntries(entries);
    }
    case "enum":
      return pick(chance, Object.values(def.entries ?? {}));
    case "literal":
      return def.values?.[0];
    case "boolean":
      return chance() < 0.5;
    case "number":
      return numberFor(parser, chance);
    default:
      return leaf(parser, field, drawing);
  }
}

/** Arrays and objects within each other. */
export const nested = (depth: number): unknown => {
  let value: unknown = {};
  for (let level = 0; level < depth; level += 1) value = level % 2 === 0 ? [value] : { content: [value] };
  return value;
};

/** What no field expects: other types, what is not there, what is huge or deep, what Object.prototype would answer. */
const wrongValues: readonly unknown[] = [
  null,
  0,
  -1,
  Number.NaN,
  Number.POSITIVE_INFINITY,
  1n,
  true,
  "",
  " ",
  "x",
  "\u0000",
  "泄".repeat(300_000),
  [],
  [[]],
  {},
  { toString: "x", length: -1 },
  JSON.parse('{"__proto__":{"ok":true}}'),
  new Date(0),
  new Uint8Array(3),
  nested(4_000),
];

/** Copies of an input in which one field at a time holds what its parser refuses. */
export function* refusedInputs(parser: z.ZodType, valid: unknown): Generator {
  for (const value of wrongValues) if (value !== null && !fits(parser, value)) yield value;
  if (valid === null || typeof valid !== "object" || Array.isArray(valid)) return;
  for (const name of Object.keys(described(parser).shape ?? {}))
    for (const value of wrongValues) {
      const changed = { ...valid, [name]: value };
      if (!fits(parser, changed)) yield changed;
    }
}
