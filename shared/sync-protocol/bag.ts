import type { CalendarDay } from "../kernel/calendar-day.ts";
import { toHex, utf8Bytes, utf8Text } from "./bytes.ts";
import type { Sha256 } from "./bytes.ts";
import { parseBagInfo } from "./bagit.ts";
import {
  bagDeclarationPath,
  bagInfoPath,
  isPackagePath,
  manifestPath,
  missingPaths,
  tagManifestPath,
} from "./package-layout.ts";
import type { PackageKind } from "./statements.ts";

/** Profile `zwgk-bag/1`, kind `submit`: the bag of a sealed package (domain/records.md §1, narrowed by the sync design). */

const bagProfile = "zwgk-bag/1";
const declarationText = "BagIt-Version: 1.0\nTag-File-Character-Encoding: UTF-8\n";

/** 公开 or 内部; a bag with state secrets is never built. */
export type BagSecurity = "公开" | "内部";

/** Generic words: no titles and no persons in what travels outside the encryption (I10). */
const descriptions: Readonly<Record<PackageKind, string>> = {
  publish: "主动公开报送包",
  correct: "主动公开报送包",
  withdraw: "主动公开报送包",
  report: "统计报告报送包",
  "case-response": "依申请答复报送包",
  "case-event": "依申请答复报送包",
  "review-request": "审查流转包",
};

export interface BagLabels {
  readonly packageId: string;
  readonly kind: PackageKind;
  /** Groups the packages of one object: its stable id. */
  readonly objectId: string;
  readonly deviceId: string;
  /** 单位全称. */
  readonly organName: string;
  readonly baggingDate: CalendarDay;
  readonly security: BagSecurity;
}

export interface MeasuredFile {
  readonly path: string;
  readonly size: number;
  /** Hex SHA-256. */
  readonly sha256: string;
}

const byPath = (a: { readonly path: string }, b: { readonly path: string }): number =>
  a.path < b.path ? -1 : a.path > b.path ? 1 : 0;

function manifestText(files: readonly MeasuredFile[]): string {
  return files
    .toSorted(byPath)
    .map((file) => `${file.sha256}  ${file.path}\n`)
    .join("");
}

/** A file that is no payload, with its bytes. */
export interface TagFile extends MeasuredFile {
  readonly bytes: Uint8Array;
}

/** The tag files that BagIt asks for, beside the metadata files that are given. Same input, same bytes. */
export function bagTagFiles(
  sha256: Sha256,
  labels: BagLabels,
  payload: readonly MeasuredFile[],
  metadata: readonly { readonly path: string; readonly bytes: Uint8Array }[],
): readonly TagFile[] {
  const measure = ({ path, bytes }: { readonly path: string; readonly bytes: Uint8Array }): TagFile => ({
    path,
    bytes,
    size: bytes.length,
    sha256: toHex(sha256(bytes)),
  });
  const octets = payload.reduce((sum, file) => sum + file.size, 0);
  const info = [
    ["Source-Organization", labels.organName],
    ["Bagging-Date", labels.baggingDate],
    ["Payload-Oxum", `${octets}.${payload.length}`],
    ["External-Identifier", labels.packageId],
    ["External-Description", descriptions[labels.kind]],
    ["Bag-Group-Identifier", labels.objectId],
    ["Internal-Sender-Identifier", labels.deviceId],
    ["X-Zwgk-Kind", "submit"],
    ["X-Zwgk-Schema", bagProfile],
    ["X-Zwgk-Security", labels.security],
  ]
    .map(([label, value]) => `${label}: ${value}\n`)
    .join("");
  const tagFiles = [
    { path: bagDeclarationPath, bytes: utf8Bytes(declarationText) },
    { path: bagInfoPath, bytes: utf8Bytes(info) },
    { path: manifestPath, bytes: utf8Bytes(manifestText(payload)) },
    ...metadata,
  ].map(measure);
  return [...tagFiles, measure({ path: tagManifestPath, bytes: utf8Bytes(manifestText(tagFiles)) })];
}

export type BagProblem =
  | { readonly code: "unknown-file" | "file-missing"; readonly path: string }
  | { readonly code: "declaration"; readonly path: string }
  | { readonly code: "manifest-malformed" | "manifest-digest" | "manifest-set"; readonly path: string }
  | { readonly code: "label-missing" | "label-repeated" | "label-value"; readonly path: string };

const manifestLine = /^([0-9a-f]{64}) {2}([a-z0-9][a-z0-9._/-]*)$/;

function parseManifest(bytes: Uint8Array): ReadonlyMap<string, string> | undefined {
  const text = utf8Text(bytes);
  if (text === undefined || (text !== "" && !text.endsWith("\n"))) return undefined;
  const entries = new Map<string, string>();
  for (const line of text.split("\n").slice(0, -1)) {
    const match = manifestLine.exec(line);
    const path = match?.[2];
    if (!match || path === undefined || entries.has(path)) return undefined;
    entries.set(path, match[1] ?? "");
  }
  return entries;
}

const requiredLabels = [
  "Source-Organization",
  "Bagging-Date",
  "Payload-Oxum",
  "External-Identifier",
  "External-Description",
  "Bag-Group-Identifier",
  "Internal-Sender-Identifier",
  "X-Zwgk-Kind",
  "X-Zwgk-Schema",
  "X-Zwgk-Security",
] as const;

/** What is read of a package's files: size and digest of each, and the bytes of the small ones. */
export interface PackageFiles {
  readonly packageId: string;
  readonly files: ReadonlyMap<string, MeasuredFile>;
  readonly small: ReadonlyMap<string, Uint8Array>;
}

/**
 * Holds a read package against the profile. The manifests are fixity for archivists' tools and no security
 * boundary; they must agree with the files all the same, in both directions.
 */
export function judgeProfileBag(read: PackageFiles): readonly BagProblem[] {
  const problems: BagProblem[] = [];
  const paths = new Set(read.files.keys());
  for (const path of paths) if (!isPackagePath(path)) problems.push({ code: "unknown-file", path });
  for (const path of missingPaths(paths)) problems.push({ code: "file-missing", path });
  const declaration = read.small.get(bagDeclarationPath);
  if (declaration && utf8Text(declaration) !== declarationText) {
    problems.push({ code: "declaration", path: bagDeclarationPath });
  }
  const payload = [...read.files.values()].filter((file) => file.path.startsWith("data/"));
  const tags = [...read.files.values()].filter(
    (file) => !file.path.startsWith("data/") && file.path !== tagManifestPath,
  );
  for (const [manifest, expected] of [
    [manifestPath, payload],
    [tagManifestPath, tags],
  ] as const) {
    const bytes = read.small.get(manifest);
    if (!bytes) continue;
    const entries = parseManifest(bytes);
    if (!entries) {
      problems.push({ code: "manifest-malformed", path: manifest });
      continue;
    }
    for (const file of expected) {
      const digest = entries.get(file.path);
      if (digest === undefined) problems.push({ code: "manifest-set", path: file.path });
      else if (digest !== file.sha256) problems.push({ code: "manifest-digest", path: file.path });
    }
    const known = new Set(expected.map((file) => file.path));
    for (const path of entries.keys()) if (!known.has(path)) problems.push({ code: "manifest-set", path });
  }
  const info = read.small.get(bagInfoPath);
  if (info) problems.push(...judgeLabels(read, info, payload));
  return problems;
}

function judgeLabels(read: PackageFiles, bytes: Uint8Array, payload: readonly MeasuredFile[]): BagProblem[] {
  const problems: BagProblem[] = [];
  const lines = parseBagInfo(utf8Text(bytes) ?? "\u0000");
  const values = new Map<string, string>();
  for (const { label, value } of lines ?? []) {
    if (values.has(label)) problems.push({ code: "label-repeated", path: label });
    values.set(label, value);
  }
  const octets = payload.reduce((sum, file) => sum + file.size, 0);
  const expected: Readonly<Record<string, readonly string[]>> = {
    "Payload-Oxum": [`${octets}.${payload.length}`],
    "External-Identifier": [read.packageId],
    "X-Zwgk-Kind": ["submit"],
    "X-Zwgk-Schema": [bagProfile],
    "X-Zwgk-Security": ["公开", "内部"],
    "External-Description": [...new Set(Object.values(descriptions))],
  };
  for (const label of requiredLabels) {
    const value = values.get(label);
    if (value === undefined || value === "") problems.push({ code: "label-missing", path: label });
    else if (expected[label] && !expected[label].includes(value)) {
      problems.push({ code: "label-value", path: label });
    }
  }
  for (const label of values.keys()) {
    if (!(requiredLabels as readonly string[]).includes(label)) {
      problems.push({ code: "label-value", path: label });
    }
  }
  return problems;
}
