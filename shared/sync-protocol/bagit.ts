import { utf8Text } from "./bytes.ts";

/**
 * The general reader of BagIt (RFC 8493, version 1.0, and the drafts 0.93–0.97 before it). It judges any bag; the
 * narrower profile of our packages stands in bag.ts.
 */

const algorithms = ["md5", "sha1", "sha224", "sha256", "sha384", "sha512"] as const;
export type BagAlgorithm = (typeof algorithms)[number];

/** One file of a bag, path relative to the base folder, "/" as separator. */
export interface BagFile {
  readonly size: number;
  /** Whole content; asked for tag files only. */
  read(): Uint8Array;
  /** Lower-case hex, or undefined when the host cannot compute this algorithm. */
  digest(algorithm: BagAlgorithm): string | undefined;
}

export type BagCode =
  | "declaration-missing"
  | "declaration-malformed"
  | "version-unknown"
  | "encoding-unknown"
  | "tag-file-not-readable"
  | "manifest-missing"
  | "manifest-line-malformed"
  | "algorithm-unknown"
  | "path-unsafe"
  | "path-outside-payload"
  | "listed-twice"
  | "listed-twice-differently"
  | "file-missing"
  | "file-not-listed"
  | "checksum-wrong"
  | "tag-manifest-lists-tag-manifest"
  | "bag-info-malformed"
  | "oxum-malformed"
  | "oxum-repeated"
  | "oxum-wrong"
  | "fetch-malformed"
  | "weak-algorithm"
  | "name-differs-only-in-case"
  | "name-differs-only-in-normalisation"
  | "system-file"
  | "md5sum-style"
  | "dot-slash-path";

export interface BagFinding {
  readonly severity: "error" | "warning";
  readonly code: BagCode;
  readonly path?: string;
}

export interface BagVerdict {
  /** Complete and every checksum right (RFC 8493, section 3). */
  readonly valid: boolean;
  readonly findings: readonly BagFinding[];
}

export interface BagInfoLine {
  readonly label: string;
  readonly value: string;
}

const systemFiles = new Set([".ds_store", "thumbs.db", "desktop.ini", "._.ds_store"]);

/** Whether a listed path could leave the bag or means something to a shell or to Windows. */
function isUnsafeBagPath(path: string): boolean {
  if (path === "" || path.startsWith("/") || path.startsWith("~") || path.includes("\\")) return true;
  if (/^[A-Za-z]:/.test(path) || /^%[^%/]+%/.test(path) || path.includes("\u0000")) return true;
  return path.split("/").includes("..");
}

interface Declaration {
  readonly major: number;
  readonly encoding: string;
}

function readDeclaration(
  file: BagFile,
  add: (code: BagCode, path?: string) => void,
): Declaration | undefined {
  const text = utf8Text(file.read());
  if (text === undefined || text.startsWith("\uFEFF")) {
    add("declaration-malformed", "bagit.txt");
    return undefined;
  }
  const lines = text.split(/\r\n|\r|\n/);
  if (lines.at(-1) === "") lines.pop();
  const version = /^BagIt-Version: (\d+)\.(\d+) ?$/.exec(lines[0] ?? "");
  const encoding = /^Tag-File-Character-Encoding: (\S+)$/.exec(lines[1] ?? "");
  if (lines.length !== 2 || !version || !encoding) {
    add("declaration-malformed", "bagit.txt");
    return undefined;
  }
  const major = Number(version[1]);
  if (major > 1 || (major === 1 && Number(version[2]) > 0)) add("version-unknown", "bagit.txt");
  // Only the drafts were lax about blanks after the version.
  if (major === 1 && (lines[0] ?? "").endsWith(" ")) add("declaration-malformed", "bagit.txt");
  return { major, encoding: encoding[1] ?? "" };
}

function decodeTagText(bytes: Uint8Array, encoding: string): string | undefined {
  let label = encoding.toLowerCase();
  let body = bytes;
  if (label === "utf-8") return utf8Text(bytes);
  if (label === "utf-16" && bytes.length >= 2) {
    if (bytes[0] === 0xfe && bytes[1] === 0xff) label = "utf-16be";
    else if (bytes[0] === 0xff && bytes[1] === 0xfe) label = "utf-16le";
    if (label !== "utf-16") body = bytes.subarray(2);
  }
  try {
    return new TextDecoder(label, { fatal: true, ignoreBOM: true }).decode(body);
  } catch {
    return undefined;
  }
}

/** Only CR, LF and, since 1.0, the percent sign itself are encoded in a manifest's paths. */
function decodePath(path: string, major: number): string {
  const pattern = major >= 1 ? /%(0[AaDd]|25)/g : /%(0[AaDd])/g;
  return path.replace(pattern, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16)));
}

interface ManifestEntry {
  readonly path: string;
  readonly digest: string;
}

/** Splits the lines of a manifest; what a line got wrong is reported, not thrown. */
function readManifest(
  text: string,
  major: number,
  name: string,
  report: (severity: BagFinding["severity"], code: BagCode, path?: string) => void,
): readonly ManifestEntry[] {
  const entries: ManifestEntry[] = [];
  const seen = new Map<string, string>();
  for (const line of text.split(/\r\n|\r|\n/)) {
    if (line === "") continue;
    const match = /^([0-9A-Fa-f]+)[ \t]+(.+)$/.exec(line);
    if (!match) {
      report("error", "manifest-line-malformed", name);
      continue;
    }
    const digest = (match[1] ?? "").toLowerCase();
    let path = match[2] ?? "";
    if (path.startsWith("*")) {
      // The mark of md5sum's binary mode: the drafts' tools wrote it, RFC 8493 does not know it.
      report(major >= 1 ? "error" : "warning", "md5sum-style", name);
      path = path.slice(1);
    }
    if (path.startsWith("./")) {
      report(major >= 1 ? "error" : "warning", "dot-slash-path", path);
      path = path.slice(2);
    }
    path = decodePath(path, major);
    if (isUnsafeBagPath(path)) {
      report("error", "path-unsafe", path);
      continue;
    }
    const before = seen.get(path);
    if (before !== undefined) {
      if (before !== digest) report("error", "listed-twice-differently", path);
      else report(major >= 1 ? "error" : "warning", "listed-twice", path);
      continue;
    }
    seen.set(path, digest);
    entries.push({ path, digest });
  }
  return entries;
}

/** Reads bag-info.txt: `Label: value`, long values go on in indented lines. Undefined when a line is neither. */
export function parseBagInfo(text: string): readonly BagInfoLine[] | undefined {
  const lines: { label: string; value: string }[] = [];
  for (const raw of text.split(/\r\n|\r|\n/)) {
    if (raw === "") continue;
    const last = lines.at(-1);
    if (/^[ \t]/.test(raw)) {
      if (!last) return undefined;
      last.value = `${last.value} ${raw.trim()}`;
      continue;
    }
    const match = /^([^:\s][^:]*?)[ \t]*:[ \t]*(.*)$/.exec(raw);
    if (!match) return undefined;
    lines.push({ label: match[1] ?? "", value: match[2] ?? "" });
  }
  return lines;
}

/** Judges a bag: which findings make it invalid, and what deserves a warning. */
export function judgeBag(files: ReadonlyMap<string, BagFile>): BagVerdict {
  const findings: BagFinding[] = [];
  const report = (severity: BagFinding["severity"], code: BagCode, path?: string): void => {
    findings.push(path === undefined ? { severity, code } : { severity, code, path });
  };
  const add = (code: BagCode, path?: string): void => report("error", code, path);
  const verdict = (): BagVerdict => ({
    valid: findings.every((finding) => finding.severity === "warning"),
    findings,
  });

  const declarationFile = files.get("bagit.txt");
  if (!declarationFile) {
    add("declaration-missing", "bagit.txt");
    return verdict();
  }
  const declaration = readDeclaration(declarationFile, add);
  if (!declaration) return verdict();
  const { major, encoding } = declaration;
  const readTag = (path: string, file: BagFile): string | undefined => {
    const text = decodeTagText(file.read(), encoding);
    if (text === undefined) add("tag-file-not-readable", path);
    return text;
  };

  const payload = [...files.keys()].filter((path) => path.startsWith("data/"));
  const manifests: { readonly tag: boolean; readonly entries: readonly ManifestEntry[] }[] = [];
  for (const [path, file] of files) {
    const match = /^(tag)?manifest-([A-Za-z0-9]+)\.txt$/.exec(path);
    if (!match) continue;
    const algorithm = algorithms.find((known) => known === (match[2] ?? "").toLowerCase());
    if (!algorithm) {
      add("algorithm-unknown", path);
      continue;
    }
    if (algorithm === "md5" || algorithm === "sha1") report("warning", "weak-algorithm", path);
    const text = readTag(path, file);
    if (text === undefined) continue;
    const tag = match[1] !== undefined;
    const entries = readManifest(text, major, path, report);
    manifests.push({ tag, entries });
    for (const entry of entries) {
      if (tag && entry.path.startsWith("tagmanifest-")) add("tag-manifest-lists-tag-manifest", entry.path);
      if (!tag && !entry.path.startsWith("data/")) add("path-outside-payload", entry.path);
      const listed = files.get(entry.path) ?? findTwin(entry.path, files, report);
      if (!listed) add("file-missing", entry.path);
      else if (listed.digest(algorithm) !== entry.digest) add("checksum-wrong", entry.path);
    }
  }

  const payloadManifests = manifests.filter((manifest) => !manifest.tag);
  if (payloadManifests.length === 0) add("manifest-missing");
  for (const path of payload) {
    const listed = payloadManifests.filter((manifest) =>
      manifest.entries.some((entry) => entry.path === path),
    );
    // Since 1.0 every payload manifest must list every payload file; the drafts asked for one of them.
    const enough = major >= 1 ? listed.length === payloadManifests.length : listed.length > 0;
    if (!enough) add("file-not-listed", path);
  }

  judgeNames(payload, report);
  const info = files.get("bag-info.txt");
  if (info) judgeBagInfo(readTag("bag-info.txt", info), payload, files, add);
  const fetch = files.get("fetch.txt");
  if (fetch) judgeFetch(readTag("fetch.txt", fetch), add);
  return verdict();
}

/**
 * A listed file that is only there under another case or normal form: file systems that fold names made such bags
 * (RFC 8493, 6.1). It is taken, with a warning.
 */
function findTwin(
  path: string,
  files: ReadonlyMap<string, BagFile>,
  report: (severity: BagFinding["severity"], code: BagCode, path?: string) => void,
): BagFile | undefined {
  for (const [candidate, file] of files) {
    if (candidate.normalize("NFC") === path.normalize("NFC")) {
      report("warning", "name-differs-only-in-normalisation", path);
      return file;
    }
    if (candidate.toLowerCase() === path.toLowerCase()) {
      report("warning", "name-differs-only-in-case", path);
      return file;
    }
  }
  return undefined;
}

function judgeNames(
  payload: readonly string[],
  report: (severity: BagFinding["severity"], code: BagCode, path?: string) => void,
): void {
  const folded = new Map<string, string>();
  const normalised = new Map<string, string>();
  for (const path of payload) {
    const lower = path.toLowerCase();
    const composed = path.normalize("NFC");
    if (folded.has(lower)) report("warning", "name-differs-only-in-case", path);
    if (normalised.has(composed)) report("warning", "name-differs-only-in-normalisation", path);
    folded.set(lower, path);
    normalised.set(composed, path);
    if (systemFiles.has(lower.slice(lower.lastIndexOf("/") + 1))) report("warning", "system-file", path);
  }
}

function judgeBagInfo(
  text: string | undefined,
  payload: readonly string[],
  files: ReadonlyMap<string, BagFile>,
  add: (code: BagCode, path?: string) => void,
): void {
  if (text === undefined) return;
  const lines = parseBagInfo(text);
  if (!lines) {
    add("bag-info-malformed", "bag-info.txt");
    return;
  }
  const oxums = lines.filter((line) => line.label.toLowerCase() === "payload-oxum");
  if (oxums.length > 1) add("oxum-repeated", "bag-info.txt");
  const oxum = oxums[0];
  if (!oxum) return;
  const match = /^(\d+)\.(\d+)$/.exec(oxum.value.trim());
  if (!match) {
    add("oxum-malformed", "bag-info.txt");
    return;
  }
  const octets = payload.reduce((sum, path) => sum + (files.get(path)?.size ?? 0), 0);
  if (Number(match[1]) !== octets || Number(match[2]) !== payload.length) add("oxum-wrong", "bag-info.txt");
}

function judgeFetch(text: string | undefined, add: (code: BagCode, path?: string) => void): void {
  for (const line of text?.split(/\r\n|\r|\n/) ?? []) {
    if (line === "") continue;
    const match = /^(\S+)[ \t]+(\d+|-)[ \t]+(.+)$/.exec(line);
    if (!match) add("fetch-malformed", "fetch.txt");
    else if (isUnsafeBagPath(match[3] ?? "")) add("path-unsafe", match[3]);
  }
}
