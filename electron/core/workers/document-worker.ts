import { createHash } from "node:crypto";
import { parentPort } from "node:worker_threads";

import type { PictureTreatment } from "../../../shared/domain/item/picture-treatment.ts";
import type { StructuredDocument } from "../../../shared/domain/item/structured-document.ts";
import type { DepartmentRuleSet } from "../../../shared/domain/screening/department-rule-set.ts";
import type { Finding } from "../../../shared/domain/screening/finding-types.ts";
import { screenText } from "../../../shared/domain/screening/screen-text.ts";
import type { Result } from "../../../shared/kernel/result.ts";
import { fileText, type FileText } from "../documents/file-text.ts";
import { mediaTypeOf } from "../documents/media-types.ts";
import type { FileMetadata } from "../documents/reading/file-reading.ts";
import type { ReadProgress } from "../documents/reading/read-budget.ts";
import { defaultReadLimits, type ReadLimits } from "../documents/reading/read-limits.ts";
import {
  fileForRelease,
  releaseRefusalText,
  type FileForRelease,
} from "../documents/release/file-for-release.ts";
import { foretellSigned } from "../documents/release/foretell-signed.ts";
import {
  extractFile,
  outlineFile,
  type FileExtract,
  type SourceOutline,
} from "../documents/release/extract-file.ts";
import type { PictureList } from "../documents/release/pictures/list-pictures.ts";
import {
  checkPicturesAnywhere,
  listPicturesAnywhere,
  treatPictureAnywhere,
} from "../documents/release/pictures/pictures-in-archive.ts";
import type { TreatedPicture } from "../documents/release/pictures/file-pictures.ts";
import { proveCopy, type CopyCheck } from "../documents/release/prove-copy.ts";
import type { Withheld } from "../documents/release/withheld.ts";
import {
  desensitiseFile,
  type DesensitisedFile,
  type DesensitiseRefusal,
} from "../documents/desensitise/desensitise-file.ts";
import type { ColumnTreatment, ListPresetId } from "../../../shared/domain/desensitise/list-presets.ts";
import { mustFixIn, screenFile, type FileFinding, type ScreenedFile } from "../documents/screen-file.ts";
import { findOwn, optionsUnder } from "./department-screening.ts";
import type { LeavingPicture, OwnHit } from "../services/work.ts";

export type DocumentRequest =
  | {
      readonly id: number;
      readonly kind: "screen-file";
      readonly bytes: Uint8Array;
      readonly name: string;
      /** Digests of files whose readings are still at hand; absent where no digest is wanted. */
      readonly known?: readonly string[];
      readonly rules?: DepartmentRuleSet;
      readonly limits?: Partial<ReadLimits>;
    }
  | {
      readonly id: number;
      readonly kind: "screen-text";
      readonly text: string;
      readonly rules?: DepartmentRuleSet;
    }
  | {
      readonly id: number;
      /** What a department's own rules find in texts that are out already. */
      readonly kind: "find-own";
      readonly texts: readonly string[];
      readonly rules: DepartmentRuleSet;
    }
  | {
      readonly id: number;
      /** Makes what may leave of a file; or tells of a signed one what would become of its signature. */
      readonly kind: "release-file" | "foretell-signed";
      readonly bytes: Uint8Array;
      readonly name: string;
      readonly withheld: readonly Withheld[];
      readonly pictures: readonly PictureTreatment[];
      readonly rules?: DepartmentRuleSet;
      readonly limits?: Partial<ReadLimits>;
    }
  | {
      readonly id: number;
      /** Proves that a file that is to leave is clean. */
      readonly kind: "prove-file";
      readonly bytes: Uint8Array;
      readonly name: string;
      readonly withheld: readonly Withheld[];
      readonly leaving: readonly LeavingPicture[];
      readonly rules?: DepartmentRuleSet;
      readonly limits?: Partial<ReadLimits>;
    }
  | {
      readonly id: number;
      /** Lists the pictures of a file. */
      readonly kind: "list-pictures";
      readonly bytes: Uint8Array;
      readonly name: string;
      readonly withheld: readonly Withheld[];
      readonly rules?: DepartmentRuleSet;
      readonly limits?: Partial<ReadLimits>;
    }
  | {
      readonly id: number;
      /** Makes one picture of a file as it would leave. */
      readonly kind: "treat-picture";
      readonly bytes: Uint8Array;
      readonly name: string;
      readonly treatment: PictureTreatment;
      readonly rules?: DepartmentRuleSet;
      readonly limits?: Partial<ReadLimits>;
    }
  | {
      readonly id: number;
      /** Makes the publishable copy of a list of persons. */
      readonly kind: "desensitise-file";
      readonly bytes: Uint8Array;
      readonly name: string;
      readonly preset: ListPresetId;
      readonly choices: Readonly<Record<string, ColumnTreatment>>;
      readonly rules?: DepartmentRuleSet;
      readonly limits?: Partial<ReadLimits>;
    }
  | {
      readonly id: number;
      /** Gives the text of a file to somebody who has to see it. */
      readonly kind: "read-text";
      readonly bytes: Uint8Array;
      readonly name: string;
      readonly rules?: DepartmentRuleSet;
      readonly limits?: Partial<ReadLimits>;
    }
  | {
      readonly id: number;
      /** Tells how a file can be divided, or makes a file of the chosen parts alone. */
      readonly kind: "outline-file" | "extract-file";
      readonly bytes: Uint8Array;
      readonly name: string;
      readonly chosen: readonly number[];
      readonly withheld: readonly Withheld[];
      readonly rules?: DepartmentRuleSet;
      readonly limits?: Partial<ReadLimits>;
    };

/** What screening a file gives: its findings, and of an accepted file what an import needs. */
export interface FileOutcome {
  readonly screened: ScreenedFile;
  /** SHA-256 of the bytes, where it was asked for. */
  readonly digest?: string;
  readonly mediaType?: string;
  readonly document?: StructuredDocument;
  readonly metadata?: FileMetadata;
  readonly pages?: number;
  readonly notes?: readonly string[];
}

/** `mustFix`: what a new screening finds in what is to go out. */
export type ReleaseOutcome =
  | ({ readonly ok: true; readonly mustFix: readonly FileFinding[] } & Omit<
      FileForRelease,
      "checks" | "reading"
    >)
  | { readonly ok: false; readonly message: string };

export type PicturesOutcome =
  | ({ readonly ok: true } & PictureList)
  | { readonly ok: false; readonly message: string };

export type PictureOutcome =
  | ({ readonly ok: true } & TreatedPicture)
  | { readonly ok: false; readonly reason: "unknown-picture" | "unusable" };

/** Of a file without a signature nothing. */
export type SignedOutcome =
  | { readonly ok: true; readonly losses: readonly string[]; readonly stays: readonly string[] }
  | { readonly ok: false; readonly message: string }
  | undefined;

export interface ProofOutcome {
  readonly checks: readonly CopyCheck[];
  readonly mustFix: readonly FileFinding[];
}

export type TextOfFileOutcome = Result<FileText, string>;

export type OutlineOutcome =
  | ({ readonly ok: true } & SourceOutline)
  | { readonly ok: false; readonly message: string };

/** `mustFix`: what screening finds in the extract and somebody has to look at before it leaves. */
export type ExtractOutcome =
  | ({ readonly ok: true; readonly mustFix: readonly FileFinding[] } & Omit<FileExtract, "reading">)
  | { readonly ok: false; readonly message: string };

export type DesensitiseOutcome = Result<DesensitisedFile, DesensitiseRefusal>;

export type DocumentAnswer =
  | { readonly id: number; readonly kind: "list"; readonly outcome: DesensitiseOutcome }
  | { readonly id: number; readonly kind: "file"; readonly outcome: FileOutcome }
  /** The file is one of those known, and was not read. */
  | { readonly id: number; readonly kind: "known"; readonly digest: string }
  | { readonly id: number; readonly kind: "text"; readonly findings: readonly Finding[] }
  | {
      readonly id: number;
      readonly kind: "own";
      readonly found: readonly (readonly OwnHit[])[];
    }
  | { readonly id: number; readonly kind: "release"; readonly outcome: ReleaseOutcome }
  | { readonly id: number; readonly kind: "signed"; readonly outcome: SignedOutcome }
  | { readonly id: number; readonly kind: "proof"; readonly outcome: ProofOutcome }
  | { readonly id: number; readonly kind: "pictures"; readonly outcome: PicturesOutcome }
  | { readonly id: number; readonly kind: "picture"; readonly outcome: PictureOutcome }
  | { readonly id: number; readonly kind: "text-of-file"; readonly outcome: TextOfFileOutcome }
  | { readonly id: number; readonly kind: "outline"; readonly outcome: OutlineOutcome }
  | { readonly id: number; readonly kind: "extract"; readonly outcome: ExtractOutcome }
  | { readonly id: number; readonly kind: "progress"; readonly progress: ReadProgress }
  | { readonly id: number; readonly kind: "failed" };

const port = parentPort;

async function answer(request: DocumentRequest): Promise<DocumentAnswer> {
  const { id } = request;
  if (request.kind === "screen-text")
    return { id, kind: "text", findings: screenText(request.text, optionsUnder(request.rules)) };
  if (request.kind === "find-own") return { id, kind: "own", found: findOwn(request.texts, request.rules) };
  const limits = { ...defaultReadLimits, ...request.limits };
  const screener = (text: string) => screenText(text, optionsUnder(request.rules));
  if (request.kind === "prove-file") {
    const { bytes, name, withheld, leaving } = request;
    const { checks, reading } = await proveCopy(bytes, name, withheld, limits);
    const pictures = new Map(leaving.map(({ leaves, treatment }) => [leaves, treatment]));
    const proof =
      reading && leaving.length > 0
        ? [...checks, await checkPicturesAnywhere(bytes, pictures, limits)]
        : checks;
    const mustFix = reading ? mustFixIn(reading, screener) : [];
    return { id, kind: "proof", outcome: { checks: proof, mustFix } };
  }
  if (request.kind === "list-pictures") {
    const listed = await listPicturesAnywhere(request.bytes, request.name, request.withheld, limits);
    const outcome: PicturesOutcome = listed.ok
      ? { ok: true, ...listed.value }
      : { ok: false, message: listed.error.message };
    return { id, kind: "pictures", outcome };
  }
  if (request.kind === "treat-picture") {
    const treated = await treatPictureAnywhere(request.bytes, request.name, request.treatment, limits);
    const outcome: PictureOutcome = treated.ok
      ? { ok: true, ...treated.value }
      : { ok: false, reason: treated.error };
    return { id, kind: "picture", outcome };
  }
  if (request.kind === "desensitise-file") {
    const { bytes, name, preset, choices } = request;
    const outcome = await desensitiseFile(bytes, name, preset, choices, limits, screener);
    return { id, kind: "list", outcome };
  }
  if (request.kind === "release-file") {
    const made = await fileForRelease(
      request.bytes,
      request.name,
      request.withheld,
      limits,
      request.pictures,
    );
    if (!made.ok)
      return { id, kind: "release", outcome: { ok: false, message: releaseRefusalText(made.error) } };
    const { checks: _proved, reading, ...file } = made.value;
    return { id, kind: "release", outcome: { ok: true, ...file, mustFix: mustFixIn(reading, screener) } };
  }
  if (request.kind === "foretell-signed") {
    const { bytes, name, withheld, pictures } = request;
    const told = await foretellSigned(bytes, name, withheld, limits, pictures);
    const outcome: SignedOutcome =
      told &&
      (told.ok ? { ok: true, ...told.value } : { ok: false, message: releaseRefusalText(told.error) });
    return { id, kind: "signed", outcome };
  }
  if (request.kind === "read-text")
    return { id, kind: "text-of-file", outcome: await fileText(request.bytes, request.name, limits) };
  if (request.kind === "outline-file") {
    const made = await outlineFile(request.bytes, request.name, limits);
    const outcome: OutlineOutcome = made.ok
      ? { ok: true, ...made.value }
      : { ok: false, message: releaseRefusalText(made.error) };
    return { id, kind: "outline", outcome };
  }
  if (request.kind === "extract-file") {
    const { bytes, name, chosen, withheld } = request;
    const made = await extractFile(bytes, name, chosen, withheld, limits);
    if (!made.ok)
      return { id, kind: "extract", outcome: { ok: false, message: releaseRefusalText(made.error) } };
    const { reading, ...extract } = made.value;
    return { id, kind: "extract", outcome: { ok: true, ...extract, mustFix: mustFixIn(reading, screener) } };
  }
  if (request.kind !== "screen-file") throw new Error("unknown request");
  const digest = request.known && createHash("sha256").update(request.bytes).digest("hex");
  if (digest !== undefined && request.known?.includes(digest)) return { id, kind: "known", digest };
  const onProgress = (progress: ReadProgress) =>
    port?.postMessage({ id, kind: "progress", progress } satisfies DocumentAnswer);
  const { screened, reading } = await screenFile(request.bytes, request.name, limits, onProgress, screener);
  const counted = digest === undefined ? {} : { digest };
  if (!reading) return { id, kind: "file", outcome: { screened, ...counted } };
  return {
    id,
    kind: "file",
    outcome: {
      screened,
      ...counted,
      mediaType: mediaTypeOf(reading.kind, request.bytes),
      metadata: reading.metadata,
      notes: reading.notes,
      ...(reading.document ? { document: reading.document } : {}),
      ...(reading.pages === undefined ? {} : { pages: reading.pages }),
    },
  };
}

port?.on("message", (request: DocumentRequest) => {
  // A bug while reading must not name content: the client learns that it failed, nothing more (V12).
  void answer(request)
    .catch((): DocumentAnswer => ({ id: request.id, kind: "failed" }))
    .then((message) => port?.postMessage(message));
});
