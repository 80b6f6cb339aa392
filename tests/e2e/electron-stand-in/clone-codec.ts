/**
 * Structured clone as JSON text, for both sides of the stand-in. The function is also sent to the page as source text, so that it may use
 * nothing from outside itself. Throws a DataCloneError for what structured clone refuses.
 */
export function cloneCodec() {
  type Json =
    | null
    | boolean
    | number
    | string
    | { readonly t: string; readonly v?: unknown; readonly i?: number };

  const refuse = (what: string): never => {
    throw new DOMException(`${what} could not be cloned.`, "DataCloneError");
  };
  const toBase64 = (bytes: Uint8Array): string => {
    let text = "";
    for (const byte of bytes) text += String.fromCharCode(byte);
    return btoa(text);
  };
  const fromBase64 = (text: string): Uint8Array<ArrayBuffer> =>
    Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
  const views: Readonly<Record<string, new (buffer: ArrayBuffer) => ArrayBufferView>> = {
    Uint8Array,
    Uint8ClampedArray,
    Uint16Array,
    Uint32Array,
    Int8Array,
    Int16Array,
    Int32Array,
    Float32Array,
    Float64Array,
    BigInt64Array,
    BigUint64Array,
  };

  const encode = (root: unknown): string => {
    const seen = new Map<object, number>();
    const walk = (value: unknown): Json => {
      if (value === null || typeof value === "string" || typeof value === "boolean") return value;
      if (typeof value === "number")
        return Number.isFinite(value) && !Object.is(value, -0)
          ? value
          : { t: "n", v: Object.is(value, -0) ? "-0" : String(value) };
      if (typeof value === "undefined") return { t: "u" };
      if (typeof value === "bigint") return { t: "b", v: value.toString() };
      if (typeof value !== "object")
        return refuse(typeof value === "function" ? String(value).slice(0, 60) : "Symbol()");
      const known = seen.get(value);
      if (known !== undefined) return { t: "r", v: known };
      const i = seen.size;
      seen.set(value, i);
      if (value instanceof Date) return { t: "d", v: value.getTime(), i };
      if (value instanceof RegExp) return { t: "x", v: [value.source, value.flags], i };
      if (value instanceof Error) return { t: "e", v: [value.name, value.message], i };
      if (value instanceof ArrayBuffer) return { t: "ab", v: toBase64(new Uint8Array(value)), i };
      if (ArrayBuffer.isView(value)) {
        // Node's Buffer arrives as Uint8Array, as over Electron's channel.
        const name = value instanceof Uint8Array ? "Uint8Array" : value.constructor.name;
        if (!views[name]) return refuse(name);
        return {
          t: "ta",
          v: [name, toBase64(new Uint8Array(value.buffer, value.byteOffset, value.byteLength))],
          i,
        };
      }
      if (value instanceof Map)
        return { t: "m", i, v: [...value].map(([key, entry]) => [walk(key), walk(entry)]) };
      if (value instanceof Set) return { t: "s", i, v: [...value].map(walk) };
      if (Array.isArray(value)) return { t: "a", i, v: Array.from(value, walk) };
      if (value instanceof Promise || value instanceof WeakMap || value instanceof WeakSet)
        return refuse(`#<${value.constructor.name}>`);
      return { t: "o", i, v: Object.entries(value).map(([key, entry]) => [key, walk(entry)]) };
    };
    return JSON.stringify(walk(root));
  };

  const decode = (text: string): unknown => {
    const made: unknown[] = [];
    const walk = (json: Json): unknown => {
      if (json === null || typeof json !== "object") return json;
      const { t, v, i } = json;
      const keep = <T>(value: T): T => {
        if (i !== undefined) made[i] = value;
        return value;
      };
      switch (t) {
        case "n":
          return Number(v);
        case "u":
          return undefined;
        case "b":
          return BigInt(v as string);
        case "r":
          return made[v as number];
        case "d":
          return keep(new Date(v as number));
        case "x":
          return keep(new RegExp((v as string[])[0] ?? "", (v as string[])[1]));
        case "e": {
          const [name, message] = v as [string, string];
          return keep(Object.assign(new Error(message), { name }));
        }
        case "ab":
          return keep(fromBase64(v as string).buffer);
        case "ta": {
          const [name, bytes] = v as [string, string];
          const View = views[name];
          return View ? keep(new View(fromBase64(bytes).buffer)) : refuse(name);
        }
        case "m": {
          const map = keep(new Map());
          for (const [key, entry] of v as [Json, Json][]) map.set(walk(key), walk(entry));
          return map;
        }
        case "s": {
          const set = keep(new Set());
          for (const entry of v as Json[]) set.add(walk(entry));
          return set;
        }
        case "a": {
          const list: unknown[] = keep([]);
          for (const entry of v as Json[]) list.push(walk(entry));
          return list;
        }
        case "o": {
          const object = keep({});
          for (const [key, entry] of v as [string, Json][]) {
            Object.defineProperty(object, key, {
              value: walk(entry),
              enumerable: true,
              configurable: true,
              writable: true,
            });
          }
          return object;
        }
        default:
          throw new Error(`unknown clone tag ${t}`);
      }
    };
    return walk(JSON.parse(text) as Json);
  };

  return { encode, decode };
}
