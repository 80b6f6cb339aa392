import { isCompoundFile, openCompoundFile } from "../containers/compound-file.ts";
import { u16le, u32le } from "../containers/bytes.ts";
import type { OpcPackage } from "../containers/opc-package.ts";
import { childElements, deepText } from "../containers/xml-reader.ts";
import { imageFormatOf } from "../image/image-metadata.ts";
import { inspectImage } from "../image/inspect-image.ts";
import type { ReadBudget } from "../reading/read-budget.ts";
import type { FileReading } from "../reading/file-reading.ts";
import type { ReadingBuilder } from "../reading/reading-builder.ts";
import { readableRuns } from "../reading/readable-runs.ts";
import { RefusalSignal, refuse, type RefusedFileType } from "../reading/refusal.ts";
import { decodeText } from "../text/text-encoding.ts";
import { readVbaModules } from "./vba-project.ts";

/** Reads a file inside a file; the caller gives the depth it stands at. */
export type InnerReader = (
  bytes: Uint8Array,
  name: string,
  budget: ReadBudget,
  depth: number,
) => Promise<FileReading>;

export interface Surroundings {
  readonly opc: OpcPackage;
  readonly builder: ReadingBuilder;
  readonly depth: number;
  readonly readInner: InnerReader;
}

/** Surroundings while their embedded files are read. */
interface Embedding extends Surroundings {
  readonly conversions: { left: number };
}

function baseName(part: string): string {
  return part.slice(part.lastIndexOf("/") + 1);
}

/** A file kept inside an OLE package stream ([MS-OLEDS] 2.3.6; the layout of "\x01Ole10Native"). */
function readOlePackage(data: Uint8Array): { readonly name: string; readonly bytes: Uint8Array } | undefined {
  let at = 6;
  const text = (): string => {
    const end = data.indexOf(0, at);
    if (end < 0) return "";
    const value = decodeText(data.subarray(at, end)).text;
    at = end + 1;
    return value;
  };
  if (u16le(data, 4) !== 2) return undefined;
  const label = text();
  const path = text();
  at += 4;
  const temporaryLength = u32le(data, at);
  at += 4 + temporaryLength;
  const size = u32le(data, at);
  if (size === 0 || at + 4 + size > data.length) return undefined;
  return { name: label || baseName(path.replaceAll("\\", "/")), bytes: data.subarray(at + 4, at + 4 + size) };
}

interface Payload {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** Main streams of the old Office formats. */
const officeStreams = new Set(["WordDocument", "Workbook", "Book", "PowerPoint Document"]);
/** Every conversion starts a program; of more old documents in one file the readable text has to do. */
const mostConversions = 4;

function oleContents(
  bytes: Uint8Array,
  budget: ReadBudget,
  name: string,
): { payload?: Payload; texts: string[] } {
  const file = openCompoundFile(bytes, budget);
  const native = file.find("\u0001Ole10Native");
  if (native) {
    const inner = readOlePackage(file.read(native));
    return inner ? { payload: inner, texts: [inner.name] } : { texts: [] };
  }
  const packaged = file.find("Package");
  if (packaged) return { payload: { name, bytes: file.read(packaged) }, texts: [] };
  // Native data: whatever reads as text in it is text somebody can read.
  const texts: string[] = [];
  for (const entry of file.entries) {
    if (entry.kind === "stream" && entry.size < 8_000_000 && !entry.name.startsWith("\u0003"))
      texts.push(...readableRuns(file.read(entry)));
  }
  const isOffice = file.entries.some(
    (entry) => entry.kind === "stream" && entry.path.length === 1 && officeStreams.has(entry.name),
  );
  return isOffice ? { payload: { name, bytes }, texts } : { texts };
}

/**
 * Reads an embedded file and reports it. What cannot be read inside is still reported as embedded: the
 * finding stands whatever it holds. What is hostile or too much refuses the whole file.
 */
async function readEmbedded(context: Embedding, part: string, where: string): Promise<void> {
  const { opc, builder } = context;
  const bytes = opc.bytes(part);
  const name = baseName(part);
  if (!bytes) return;
  const values = [name];
  let payload: Payload | undefined = { name, bytes };
  let texts: readonly string[] = [];
  if (isCompoundFile(bytes)) {
    const contents = oleContents(bytes, builder.budget, name);
    payload = contents.payload;
    texts = contents.texts;
    if (payload?.bytes === bytes) {
      context.conversions.left -= 1;
      if (context.conversions.left < 0) payload = undefined;
    } else if (payload) values.push(...texts);
  }
  const inner = payload ? await tryInner(context, payload) : undefined;
  if (inner) {
    builder.addInner(where, inner, "EMBEDDED_OBJECT");
    values.push(...inner.parts.map((piece) => piece.text).slice(0, 20));
  } else {
    values.push(...texts);
    builder.addPart(where, texts.join("\n"), { hidden: "EMBEDDED_OBJECT" });
  }
  builder.addHidden("EMBEDDED_OBJECT", values.join("\n").slice(0, 4_000), where);
}

/** An inner file refused for one of these is reported unread; what its bytes say stands in its place. */
const passing: ReadonlySet<RefusedFileType> = new Set([
  "unsupported",
  "empty",
  "legacy-needs-converter",
  "encrypted",
  "nested-archive",
]);

async function tryInner(context: Surroundings, payload: Payload): Promise<FileReading | undefined> {
  if (context.depth + 1 > context.builder.budget.limits.depth) return refuse("hostile", "too-deep");
  try {
    return await context.readInner(payload.bytes, payload.name, context.builder.budget, context.depth + 1);
  } catch (error) {
    if (!(error instanceof RefusalSignal)) throw error;
    const { type } = error.refusal;
    if (passing.has(type) || (type === "damaged" && isCompoundFile(payload.bytes))) return undefined;
    throw error;
  }
}

const embeddedRelations = new Set(["oleObject", "package", "control", "activeXControlBinary", "aFChunk"]);
const macroRelations = new Set(["vbaProject", "xlMacrosheet", "xlIntlMacrosheet", "wordVbaData"]);

/** Embedded files, macros and pictures of a package, wherever a relationship leads to them. */
export async function readEmbeddedParts(context: Surroundings): Promise<void> {
  const { opc, builder } = context;
  const embedding: Embedding = { ...context, conversions: { left: mostConversions } };
  const seen = new Set<string>();
  for (const source of ["/", ...opc.partNames]) {
    if (source !== "/" && /\/_rels\/[^/]+\.rels$/iu.test(source)) continue;
    for (const relationship of opc.relationships(source)) {
      if (
        relationship.external ||
        seen.has(relationship.target.toLowerCase()) ||
        !opc.has(relationship.target)
      )
        continue;
      if (relationship.type === "aFChunk") {
        seen.add(relationship.target.toLowerCase());
        const bytes = opc.bytes(relationship.target);
        const inner = bytes
          ? await tryInner(context, { name: baseName(relationship.target), bytes })
          : undefined;
        if (inner) builder.addInner("插入的文件", inner);
      } else if (embeddedRelations.has(relationship.type)) {
        seen.add(relationship.target.toLowerCase());
        await readEmbedded(embedding, relationship.target, `嵌入文件“${baseName(relationship.target)}”`);
      }
    }
  }
  for (const name of opc.partNames) {
    const lower = name.toLowerCase();
    if (
      !seen.has(lower) &&
      /\/(?:embeddings|oleobjects?)\/[^/]+$/u.test(lower) &&
      !/\.(?:rels|xml)$/u.test(lower)
    ) {
      await readEmbedded(embedding, name, `嵌入文件“${baseName(name)}”`);
    }
  }
  readMacros(context);
  readPictures(context);
}

function readMacros({ opc, builder }: Surroundings): void {
  const seen = new Set<string>();
  for (const source of opc.partNames) {
    for (const relationship of opc.relationships(source)) {
      if (!relationship.external && macroRelations.has(relationship.type)) seen.add(relationship.target);
    }
  }
  for (const name of opc.partNames) {
    if (/\/vbaproject\.bin$/iu.test(name) || opc.contentType(name).includes("vbaproject")) seen.add(name);
  }
  const known = new Set<string>();
  for (const name of seen) {
    const key = name.toLowerCase();
    const bytes = known.has(key) ? undefined : opc.bytes(name);
    known.add(key);
    if (!bytes) continue;
    if (/\.xml$/iu.test(name)) {
      const isData = /vbadata/iu.test(name);
      const text = isData ? "" : childElements(opc.xml(name)).map(deepText).join("\n");
      if (!isData) {
        builder.addHidden("MACRO", `${baseName(name)}\n${text}`.slice(0, 4_000), "宏");
        builder.addPart("宏", text, { hidden: "MACRO" });
      }
      continue;
    }
    const modules = readVbaModules(bytes, builder.budget);
    const sources = modules.map((module) => `${module.name}\n${module.source}`);
    builder.addHidden("MACRO", [baseName(name), ...sources].join("\n").slice(0, 4_000), "宏");
    for (const module of modules) builder.addPart(`宏“${module.name}”`, module.source, { hidden: "MACRO" });
  }
}

function readPictures({ opc, builder }: Surroundings): void {
  let count = 0;
  for (const name of opc.partNames) {
    if (!/\/media\/[^/]+$/iu.test(name) && !opc.contentType(name).startsWith("image/")) continue;
    if (/\/thumbnail\.[^/]+$/iu.test(name)) continue;
    const bytes = opc.bytes(name);
    if (!bytes || !imageFormatOf(bytes)) continue;
    count += 1;
    inspectImage(bytes, builder, `图片“${baseName(name)}”`);
  }
  if (count > 0) builder.addNote(`文件中有${count}幅图片，图片中的文字没有识别，须人工审看。`);
}
