import { openZip } from "../containers/zip-archive.ts";
import { readDocument } from "../read-document.ts";
import type { FileReading } from "../reading/file-reading.ts";
import { ReadBudget } from "../reading/read-budget.ts";
import { defaultReadLimits, type ReadLimits } from "../reading/read-limits.ts";
import { settle } from "../reading/settle.ts";
import { sniffKind } from "../sniff-kind.ts";
import { StringSearch } from "./string-search.ts";
import { foldText, valuesIn, type Withheld } from "./withheld.ts";

export interface CopyCheck {
  readonly id: "readable" | "nothing-hidden" | "withheld-absent" | "bytes-clean" | "pictures";
  readonly ok: boolean;
  /** In the user's words; counts only, no content. */
  readonly detail: string;
}

export interface CopyProof {
  readonly checks: readonly CopyCheck[];
  /** The copy as it was read again; absent where it could not be. */
  readonly reading?: FileReading;
}

/** Everything that stands in the bytes: of an archive the unpacked entries, those of office files in it too. */
function rawContents(bytes: Uint8Array, name: string, budget: ReadBudget, depth = 0): readonly Uint8Array[] {
  if (depth > budget.limits.depth || sniffKind(bytes, name) !== "zip") return [bytes];
  const archive = openZip(bytes, budget);
  return archive.entries.flatMap((entry) => rawContents(archive.read(entry), entry.name, budget, depth + 1));
}

/** A value as programs write it: UTF-8 and both byte orders of UTF-16; each byte one unit of a string. */
function encodings(value: string): readonly string[] {
  const little = Buffer.from(value, "utf16le");
  return [Buffer.from(value, "utf8"), little, Buffer.from(little).swap16()]
    .filter((needle) => needle.length >= 4)
    .map((needle) => needle.toString("latin1"));
}

/** How many of the values stand in the bytes as they are. */
function valuesInBytes(withheld: readonly Withheld[], contents: readonly Uint8Array[]): number {
  const owners: number[] = [];
  const needles = withheld.flatMap(({ value }, owner) => {
    const own = encodings(value);
    for (const _ of own) owners.push(owner);
    return own;
  });
  const occurring = new StringSearch(needles).occurring(asUnits(contents));
  return new Set(Array.from(occurring, (needle) => owners[needle])).size;
}

/** One after the other: a big file is not held twice. */
function* asUnits(contents: readonly Uint8Array[]): Generator<string> {
  for (const content of contents)
    yield Buffer.from(content.buffer, content.byteOffset, content.byteLength).toString("latin1");
}

/** Reads a copy again, with the readers that read the original, and looks for what must not be in it (V9). */
export async function proveCopy(
  bytes: Uint8Array,
  name: string,
  withheld: readonly Withheld[],
  limits: ReadLimits = defaultReadLimits,
): Promise<CopyProof> {
  const read = await readDocument(bytes, name, limits);
  if (!read.ok) return { checks: [{ id: "readable", ok: false, detail: "净化副本不能重新读出" }] };
  const { hidden, parts } = read.value;
  const folded = foldText(`${name}\n${parts.map((part) => part.text).join("\n")}`).text;
  const left = valuesIn(folded, withheld);
  const raw = await settle(() => rawContents(bytes, name, new ReadBudget(limits)));
  const contents = raw.ok ? raw.value : [bytes];
  const inBytes = valuesInBytes(withheld, contents);
  const checks: readonly CopyCheck[] = [
    { id: "readable", ok: true, detail: `重新读出${parts.length}个部分` },
    {
      id: "nothing-hidden",
      ok: hidden.length === 0,
      detail: hidden.length === 0 ? "没有隐藏数据" : `仍有${hidden.length}处隐藏数据`,
    },
    {
      id: "withheld-absent",
      ok: left === 0,
      detail: left === 0 ? `${withheld.length}项遮盖内容均未出现` : `${left}项遮盖内容仍然出现`,
    },
    {
      id: "bytes-clean",
      ok: inBytes === 0,
      detail: inBytes === 0 ? "原始字节中未检出遮盖内容" : `原始字节中检出${inBytes}项遮盖内容`,
    },
  ];
  return { checks, reading: read.value };
}
