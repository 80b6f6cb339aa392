import { concatBytes, utf8Bytes } from "../bytes.ts";

/**
 * DER (X.690), as far as certificates need it. Writing is free; reading is strict: definite and shortest lengths, one
 * byte tags, nothing behind the end, so that a byte string is read in one way only.
 */

export const tags = {
  boolean: 0x01,
  integer: 0x02,
  bitString: 0x03,
  octetString: 0x04,
  oid: 0x06,
  utf8String: 0x0c,
  utcTime: 0x17,
  generalizedTime: 0x18,
  sequence: 0x30,
  set: 0x31,
} as const;

/** A context tag: `constructed` ones hold other values, plain ones replace the tag of what they hold. */
export function contextTag(number: number, constructed: boolean): number {
  return (constructed ? 0xa0 : 0x80) | number;
}

export function der(tag: number, ...parts: readonly Uint8Array[]): Uint8Array {
  const content = concatBytes(...parts);
  const { length } = content;
  if (length < 0x80) return concatBytes(Uint8Array.of(tag, length), content);
  const digits: number[] = [];
  for (let rest = length; rest > 0; rest = Math.floor(rest / 256)) digits.unshift(rest % 256);
  return concatBytes(Uint8Array.of(tag, 0x80 | digits.length, ...digits), content);
}

export function sequence(...parts: readonly Uint8Array[]): Uint8Array {
  return der(tags.sequence, ...parts);
}

/** A number that is not negative, from its big-endian bytes. */
export function unsignedInteger(bytes: Uint8Array): Uint8Array {
  let start = 0;
  while (start < bytes.length - 1 && bytes[start] === 0) start += 1;
  const digits = bytes.subarray(start);
  const sign = ((digits[0] ?? 0) & 0x80) === 0 ? new Uint8Array(0) : Uint8Array.of(0);
  return der(tags.integer, sign, digits.length === 0 ? Uint8Array.of(0) : digits);
}

/** "1.2.840.10045.4.3.2" */
export function oid(dotted: string): Uint8Array {
  const [first = 0, second = 0, ...rest] = dotted.split(".").map(Number);
  const bytes: number[] = [];
  for (const arc of [first * 40 + second, ...rest]) {
    const digits = [arc % 128];
    for (let left = Math.floor(arc / 128); left > 0; left = Math.floor(left / 128))
      digits.unshift((left % 128) | 0x80);
    bytes.push(...digits);
  }
  return der(tags.oid, Uint8Array.from(bytes));
}

export function bitString(bytes: Uint8Array, unusedBits = 0): Uint8Array {
  return der(tags.bitString, Uint8Array.of(unusedBits), bytes);
}

export function octetString(bytes: Uint8Array): Uint8Array {
  return der(tags.octetString, bytes);
}

export function utf8String(text: string): Uint8Array {
  return der(tags.utf8String, utf8Bytes(text));
}

export const trueValue: Uint8Array = Uint8Array.of(tags.boolean, 1, 0xff);

/** RFC 5280, 4.1.2.5: two digits of the year until 2049, four from 2050. Whole seconds. */
export function time(moment: Date): Uint8Array {
  const text = `${moment.toISOString().slice(0, 19).replace(/[-:T]/g, "")}Z`;
  return moment.getUTCFullYear() < 2050
    ? der(tags.utcTime, utf8Bytes(text.slice(2)))
    : der(tags.generalizedTime, utf8Bytes(text));
}

export interface DerValue {
  readonly tag: number;
  readonly content: Uint8Array;
  /** Tag, length and content. */
  readonly whole: Uint8Array;
}

function readOne(
  bytes: Uint8Array,
  start: number,
): { readonly value: DerValue; readonly end: number } | undefined {
  const tag = bytes[start];
  const first = bytes[start + 1];
  if (tag === undefined || first === undefined || (tag & 0x1f) === 0x1f) return undefined;
  let at = start + 2;
  let length = first;
  if (first >= 0x80) {
    const digits = first & 0x7f;
    // Longer than 16 MiB is none of ours; the indefinite form (0x80) has no place in DER.
    if (digits === 0 || digits > 3) return undefined;
    length = 0;
    for (let i = 0; i < digits; i++) length = length * 256 + (bytes[at + i] ?? 0);
    at += digits;
    if (length < 0x80 || length < 256 ** (digits - 1)) return undefined;
  }
  const end = at + length;
  if (end > bytes.length) return undefined;
  return { value: { tag, content: bytes.subarray(at, end), whole: bytes.subarray(start, end) }, end };
}

/** The values that stand one after the other in `bytes`, all of it; undefined when any byte is out of place. */
export function readAll(bytes: Uint8Array): readonly DerValue[] | undefined {
  const values: DerValue[] = [];
  for (let at = 0; at < bytes.length;) {
    const one = readOne(bytes, at);
    if (!one) return undefined;
    values.push(one.value);
    at = one.end;
  }
  return values;
}

/** The values inside a sequence that is all of `bytes`. */
export function readSequence(bytes: Uint8Array): readonly DerValue[] | undefined {
  const [outer, ...more] = readAll(bytes) ?? [];
  return outer?.tag === tags.sequence && more.length === 0 ? readAll(outer.content) : undefined;
}

/** The bytes of a bit string without unused bits. */
export function bitsOf(value: DerValue): Uint8Array | undefined {
  return value.tag === tags.bitString && value.content[0] === 0 ? value.content.subarray(1) : undefined;
}
