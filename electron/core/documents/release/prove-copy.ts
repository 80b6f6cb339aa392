import { openZip } from "../containers/zip-archive.ts";
import { readDocument } from "../read-document.ts";
import type { FileReading } from "../reading/file-reading.ts";
import { ReadBudget } from "../reading/read-budget.ts";
import { defaultReadLimits, type ReadLimits } from "../reading/read-limits.ts";
import { settle } from "../reading/settle.ts";
import { sniffKind } from "../sniff-kind.ts";
import { foldText, type Withheld } from "./withheld.ts";

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

/** A value as programs write it: UTF-8 and both byte orders of UTF-16. */
function encodings(value: string): readonly Buffer[] {
  const little = Buffer.from(value, "utf16le");
  return [Buffer.from(value, "utf8"), little, Buffer.from(little).swap16()];
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
  const left = withheld.filter((item) => folded.includes(foldText(item.value).text));
  const raw = await settle(() => rawContents(bytes, name, new ReadBudget(limits)));
  const contents = raw.ok ? raw.value : [bytes];
  const inBytes = withheld.filter((item) =>
    encodings(item.value).some(
      (needle) =>
        needle.length >= 4 &&
        contents.some((content) =>
          Buffer.from(content.buffer, content.byteOffset, content.byteLength).includes(needle),
        ),
    ),
  );
  const checks: readonly CopyCheck[] = [
    { id: "readable", ok: true, detail: `重新读出${parts.length}个部分` },
    {
      id: "nothing-hidden",
      ok: hidden.length === 0,
      detail: hidden.length === 0 ? "没有隐藏数据" : `仍有${hidden.length}处隐藏数据`,
    },
    {
      id: "withheld-absent",
      ok: left.length === 0,
      detail: left.length === 0 ? `${withheld.length}项遮盖内容均未出现` : `${left.length}项遮盖内容仍然出现`,
    },
    {
      id: "bytes-clean",
      ok: inBytes.length === 0,
      detail: inBytes.length === 0 ? "原始字节中未检出遮盖内容" : `原始字节中检出${inBytes.length}项遮盖内容`,
    },
  ];
  return { checks, reading: read.value };
}
