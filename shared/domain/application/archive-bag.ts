/** One file of a bag before its checksums: path below the base folder. */
export interface BagEntry {
  readonly path: string;
  readonly bytes: Uint8Array;
}

/** How long the case file is kept (机关文件材料归档范围和文书档案保管期限规定 Art 3). */
export const retentionTerms = { permanent: "永久", thirtyYears: "30年", tenYears: "10年" } as const;
export type RetentionTerm = keyof typeof retentionTerms;

/** A line of the index of the case file. */
export interface ArchiveIndexRow {
  readonly itemNo: number;
  readonly title: string;
  readonly responsible: string;
  readonly date: string;
  /** Where the file has pages that can be counted. */
  readonly pages?: number;
  readonly fileName: string;
  readonly sha256: string;
}

const reserved = /^(?:con|prn|aux|nul|com[1-9]|lpt[1-9])(?:\.|$)/i;

/** Leaves room for the folders above it in a path of 180 characters. */
const nameCharacters = 80;

/**
 * A file name that every system takes: no separators, no control characters, no reserved word, no trailing dot or blank
 * (records.md §1). A long one is cut before its extension, without which nobody could open the file, and never within a sign.
 */
export function archiveFileName(text: string): string {
  const plain = text.normalize("NFC").replaceAll(/[\\/:*?"<>|\p{Cc}]/gu, "_");
  const extension = /(?<=[^.])\.[^.\s]{1,16}$/u.exec(plain)?.[0] ?? "";
  const stem = Array.from(plain.slice(0, plain.length - extension.length))
    .slice(0, nameCharacters - extension.length)
    .join("");
  const name = `${extension === "" ? stem : stem.trimEnd()}${extension}`.replace(/[. ]+$/u, "");
  return name === "" || reserved.test(name) ? `_${name}` : name;
}

/** The name of a package (records.md §1): kind, organ, moment, the end of its id. */
export function packageName(
  kind: "archive" | "consult",
  orgCode: string,
  at: string,
  packageId: string,
): string {
  const stamp = at.replaceAll(/[-:]/gu, "").replace(/\.\d+/u, "");
  return `zwgk_${kind}_${orgCode}_${stamp}_${packageId.replaceAll("-", "").slice(-8)}`;
}

/** A CSV as offices open it: RFC 4180 quoting, UTF-8 with BOM, CRLF; a cell that would start a formula is disarmed. */
export function csvText(rows: readonly (readonly string[])[]): string {
  const cell = (text: string): string => {
    const safe = /^[=+\-@\t]/.test(text) && !/^[+-]?\d+(?:\.\d+)?$/.test(text) ? `'${text}` : text;
    return /[",\r\n]/.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
  };
  return `\ufeff${rows.map((row) => row.map(cell).join(",")).join("\r\n")}\r\n`;
}

/** The index of the bundle, a line a file, as 归档文件目录 has its columns (records.md). */
export function indexCsv(
  rows: readonly ArchiveIndexRow[],
  archiveNo: string,
  retention: RetentionTerm,
): string {
  return csvText([
    ["件号", "档号", "题名", "责任者", "日期", "页数", "保管期限", "文件名", "sha256"],
    ...rows.map((row) => [
      String(row.itemNo),
      archiveNo,
      row.title,
      row.responsible,
      row.date,
      row.pages === undefined ? "" : String(row.pages),
      retentionTerms[retention],
      row.fileName,
      row.sha256,
    ]),
  ]);
}

/** bag-info.txt: no person's name, no telephone; the order is kept. */
export function bagInfoText(lines: readonly (readonly [label: string, value: string])[]): string {
  return lines.map(([label, value]) => `${label}: ${value.replaceAll(/\s+/g, " ").trim()}\n`).join("");
}

/** Only these are encoded in a manifest path (RFC 8493, 2.1.3). */
function manifestPath(path: string): string {
  return path.replaceAll("%", "%25").replaceAll("\r", "%0D").replaceAll("\n", "%0A");
}

/**
 * A BagIt manifest of SHA-256 digests, in the order of the paths: the same files give the same bytes (RFC 8493,
 * 2.1.3).
 */
export function manifestText(entries: readonly { readonly path: string; readonly sha256: string }[]): string {
  return entries
    .toSorted((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0))
    .map(({ path, sha256 }) => `${sha256}  ${manifestPath(path)}\n`)
    .join("");
}

/**
 * A bag by RFC 8493 with the profile `zwgk-bag/1`: declaration, info, payload and tag manifests. `sha256` comes from the
 * host; everything is listed exactly once.
 */
export function composeBag(
  payload: readonly BagEntry[],
  tags: readonly BagEntry[],
  info: readonly (readonly [label: string, value: string])[],
  sha256: (bytes: Uint8Array) => string,
): readonly BagEntry[] {
  const encode = (text: string) => new TextEncoder().encode(text);
  const octets = payload.reduce((sum, entry) => sum + entry.bytes.length, 0);
  const sums = (entries: readonly BagEntry[]) =>
    entries.map((entry) => ({ path: entry.path, sha256: sha256(entry.bytes) }));
  const listed: readonly BagEntry[] = [
    {
      path: "bagit.txt",
      bytes: encode("BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n"),
    },
    {
      path: "bag-info.txt",
      bytes: encode(bagInfoText([...info, ["Payload-Oxum", `${octets}.${payload.length}`]])),
    },
    { path: "manifest-sha256.txt", bytes: encode(manifestText(sums(payload))) },
    ...tags,
  ];
  return [
    ...listed,
    { path: "tagmanifest-sha256.txt", bytes: encode(manifestText(sums(listed))) },
    ...payload,
  ];
}

/** What filing asks of a case file (GB/T 18894-2016; DA/T 70 names). */
export interface ArchiveCheck {
  readonly kind: "真实性" | "完整性" | "可用性" | "安全性";
  readonly ok: boolean;
  readonly detail: string;
}

export interface ArchiveFacts {
  readonly closed: boolean;
  /** Letters signed and not void. */
  readonly signed: number;
  /** Of them, those with a recorded service. */
  readonly served: number;
  /** Letters whose stored content no longer has the digest that was signed. */
  readonly broken: readonly string[];
  readonly unfinished: readonly string[];
  readonly answered: boolean;
  /** Files that could not be made or whose stored bytes are gone. */
  readonly unreadable: readonly string[];
  readonly openDisputes: number;
  /** Files that came from outside and go into the bundle as they came. */
  readonly received: number;
}

/** The four checks before a case file is closed; a failed one is named with what is missing. */
export function checkArchive(facts: ArchiveFacts): readonly ArchiveCheck[] {
  const unserved = facts.signed - facts.served;
  return [
    {
      kind: "真实性",
      ok: facts.broken.length === 0,
      detail:
        facts.broken.length === 0
          ? "签发文书的内容与签发时的摘要一致"
          : `与签发时的摘要不一致：${facts.broken.join("、")}`,
    },
    {
      kind: "完整性",
      ok: facts.closed && unserved === 0,
      detail: [
        facts.closed ? "申请、登记、办理和办结记录齐全" : "还没有办结",
        facts.answered ? "有答复文书" : "没有答复文书（撤回、视为放弃或者转办）",
        unserved === 0 ? "送达凭证齐全" : `${unserved} 件文书没有送达凭证`,
        ...(facts.unfinished.length > 0 ? [`未签发的草稿不入卷：${facts.unfinished.join("、")}`] : []),
      ].join("；"),
    },
    {
      kind: "可用性",
      ok: facts.unreadable.length === 0,
      detail: facts.unreadable.length === 0 ? "每个文件都能打开" : `不能打开：${facts.unreadable.join("、")}`,
    },
    {
      kind: "安全性",
      ok: true,
      detail: [
        `${facts.received === 0 ? "文件" : "文书"}由本系统生成，没有宏和脚本`,
        ...(facts.received === 0
          ? []
          : [`${facts.received} 件收到的材料按原样入卷，移交前请用单位的杀毒软件检查`]),
        ...(facts.openDisputes === 0
          ? []
          : [`另有 ${facts.openDisputes} 件复议、诉讼未审结，审结后请再次归档`]),
      ].join("；"),
    },
  ];
}
