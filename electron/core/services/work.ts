import type {
  PictureDecision,
  PictureTreatment,
  UnusablePicture,
} from "../../../shared/domain/item/picture-treatment.ts";
import type { Result } from "../../../shared/kernel/result.ts";
import type { ColumnTreatment, ListPresetId } from "../../../shared/domain/desensitise/list-presets.ts";
import type { FileText } from "../documents/file-text.ts";
import type { DesensitisedFile, DesensitiseRefusal } from "../documents/desensitise/desensitise-file.ts";

import type { Store } from "../../../db/open-store.ts";
import type { ReadDb, WriteTx } from "../../../db/schema/tables.ts";
import type { OrganisationProfile, Settings } from "../../../shared/contract/organisation.ts";
import type { ExtractUnit, SourceUnit } from "../../../shared/domain/application/consultation-extract.ts";
import type { Actor } from "../../../shared/domain/access/policy.ts";
import type { WorkCalendar } from "../../../shared/domain/clock/index.ts";
import type { DepartmentRuleSet } from "../../../shared/domain/screening/department-rule-set.ts";
import type { EnvelopeText } from "../../../shared/domain/letters/envelope.ts";
import type { LetterModel } from "../../../shared/domain/letters/letter-model.ts";
import { appendAudit, type AuditEntry } from "../audit/audit-log.ts";
import type { BlobStore } from "../blobs/blob-store.ts";
import type { Watch, WatchedWork } from "../watched-work.ts";
import { instantOf, type Ports } from "../ports/ports.ts";
import type { RulesInForce } from "./screening-rules/rules-in-force.ts";
import type { DeviceMark } from "./sync/device-mark.ts";
import type { SigningKey } from "../security/signing-key.ts";
import type { SyncControl } from "./sync/sync-control.ts";
import type { KeySlots, StoreKeys } from "../security/key-slots.ts";

/** The signed-in person, as services see it. */
export interface WorkActor extends Actor {
  readonly accountName: string;
  readonly personName: string;
  readonly unitName: string;
}

/** Reads files in workers that may die alone; the real one lives in electron/core/documents and workers. */
export interface DocumentDesk {
  /** Without rules by those of the edition alone. */
  readonly screenText: (text: string, rules?: DepartmentRuleSet) => Promise<readonly ScreenedFinding[]>;
  /** `watch` hears how many bytes were unpacked, and may end the reading. */
  readonly readFile: (
    bytes: Uint8Array,
    fileName: string,
    watch?: Watch,
    rules?: DepartmentRuleSet,
  ) => Promise<FileAnswer>;
  /** What a department's own rules alone find in each text. */
  readonly findOwn: (
    texts: readonly string[],
    rules: DepartmentRuleSet,
  ) => Promise<readonly (readonly OwnHit[])[]>;
  /** What may leave of a file: the file itself if it is clean, else a clean copy, else why there is none. */
  readonly releaseFile: (
    bytes: Uint8Array,
    fileName: string,
    withheld: readonly WithheldValue[],
    /** What was decided about pictures, of this file and of others. */
    pictures: readonly PictureTreatment[],
    rules?: DepartmentRuleSet,
  ) => Promise<ReleaseFileAnswer>;
  /** What would become of the electronic signature or seal of a file; undefined where it has none. */
  readonly foretellSigned: (
    bytes: Uint8Array,
    fileName: string,
    withheld: readonly WithheldValue[],
    pictures: readonly PictureTreatment[],
  ) => Promise<SignedFileAnswer>;
  /** Reads a file that is to leave again, by the same readers, says what was looked for, and screens it again (V9). */
  readonly proveFile: (
    bytes: Uint8Array,
    fileName: string,
    withheld: readonly WithheldValue[],
    /** The pictures that are in it, where that is known. */
    leaving: readonly LeavingPicture[],
    rules?: DepartmentRuleSet,
  ) => Promise<ProveFileAnswer>;
  /** The pictures of a file, and whether those nobody decides about stay out of a copy. */
  readonly listPictures: (
    bytes: Uint8Array,
    fileName: string,
    withheld: readonly WithheldValue[],
  ) => Promise<PicturesAnswer>;
  /** One picture of a file as it would leave after a decision. */
  readonly treatPicture: (
    bytes: Uint8Array,
    fileName: string,
    treatment: PictureTreatment,
  ) => Promise<PictureAnswer>;
  /** What a file says, its hidden parts too; the words of the refusal where it cannot be read. */
  readonly readText: (bytes: Uint8Array, fileName: string) => Promise<Result<FileText, string>>;
  /** How a file can be divided into pages, passages or rows, to choose from. */
  readonly outlineFile: (bytes: Uint8Array, fileName: string) => Promise<OutlineFileAnswer>;
  /** A file of the chosen parts alone, read again to prove that nothing else is in it (V9). */
  readonly extractFile: (
    bytes: Uint8Array,
    fileName: string,
    chosen: readonly number[],
    withheld: readonly WithheldValue[],
    rules?: DepartmentRuleSet,
  ) => Promise<ExtractFileAnswer>;
  /** The publishable copy of a list of persons, read and screened again; or why there is none. */
  readonly desensitiseFile: (
    bytes: Uint8Array,
    fileName: string,
    preset: ListPresetId,
    choices: Readonly<Record<string, ColumnTreatment>>,
    rules?: DepartmentRuleSet,
  ) => Promise<Result<DesensitisedFile, DesensitiseRefusal>>;
  readonly close?: () => Promise<void>;
}

/** One rule in one text. */
export interface OwnHit {
  readonly ruleId: string;
  readonly count: number;
  /** The first passage, with what stands around it. */
  readonly passage: string;
}

/** A value that must not leave, and what stands in its place; by the rule of its type where that is absent. */
export interface WithheldValue {
  readonly type: string;
  readonly value: string;
  readonly replacement?: string;
}

/** What became of a picture: what was decided, and the digest of what stands for it in the copy. */
export interface CopiedPicture {
  readonly digest: string;
  readonly decision?: PictureDecision;
  readonly leaves?: string;
}

/** A picture in a copy, and what was decided about its original; without a decision it is there stripped. */
export interface LeavingPicture {
  readonly leaves: string;
  readonly treatment?: Pick<PictureTreatment, "regions">;
}

export type PicturesAnswer =
  | {
      readonly ok: true;
      readonly undecidedStayOut: boolean;
      readonly pictures: readonly {
        readonly digest: string;
        readonly where?: string;
        readonly undecidedStaysOut?: boolean;
        readonly sizeBytes: number;
        readonly width: number;
        readonly height: number;
        readonly unusable?: UnusablePicture;
      }[];
    }
  | { readonly ok: false; readonly message: string };

export type PictureAnswer =
  | {
      readonly ok: true;
      readonly bytes: Uint8Array;
      readonly format: "jpeg" | "png";
      readonly width: number;
      readonly height: number;
    }
  | { readonly ok: false; readonly reason: "unknown-picture" | "unusable" };

export type ReleaseFileAnswer =
  | {
      readonly ok: true;
      readonly bytes: Uint8Array;
      readonly fileName: string;
      readonly mediaType: string;
      /** False where the file itself is clean and goes out byte for byte. */
      readonly rebuilt: boolean;
      /** What a rebuilt file does not keep of the original, in the user's words. */
      readonly losses: readonly string[];
      /** What a file that goes out as it is carries besides what is seen, in the user's words. */
      readonly stays: readonly string[];
      /** Of a rebuilt file: what became of its pictures. */
      readonly pictures: readonly CopiedPicture[];
      /** What a new screening by the rules in force finds in what would go out and must not stay unanswered. */
      readonly mustFix: readonly ScreenedFinding[];
    }
  | { readonly ok: false; readonly message: string };

export type SignedFileAnswer =
  | { readonly ok: true; readonly losses: readonly string[]; readonly stays: readonly string[] }
  | { readonly ok: false; readonly message: string }
  | undefined;

export type OutlineFileAnswer =
  | { readonly ok: true; readonly unit: ExtractUnit; readonly units: readonly SourceUnit[] }
  | { readonly ok: false; readonly message: string };

export type ExtractFileAnswer =
  | {
      readonly ok: true;
      readonly bytes: Uint8Array;
      readonly fileName: string;
      readonly mediaType: string;
      readonly pages: string;
      readonly text: string;
      readonly checks: readonly { readonly ok: boolean; readonly detail: string }[];
      readonly mustFix: readonly ScreenedFinding[];
    }
  | { readonly ok: false; readonly message: string };

export interface ProveFileAnswer {
  readonly checks: readonly { readonly ok: boolean; readonly detail: string }[];
  readonly mustFix: readonly ScreenedFinding[];
}

/** Draws letters: .docx always, PDF where a converter is installed. */
export interface LetterDesk {
  readonly envelopes: (envelopes: readonly EnvelopeText[]) => Promise<Uint8Array>;
  /** Letters in order, each with its envelope behind it, as one .docx. */
  readonly printJob: (
    letters: readonly { readonly model: LetterModel; readonly envelope?: EnvelopeText }[],
  ) => Promise<Uint8Array>;
  readonly docx: (model: LetterModel) => Promise<Uint8Array>;
  /** The letter as PDF, its pages filled as well as they can be. */
  readonly pages: (model: LetterModel) => Promise<Uint8Array | undefined>;
  readonly pdf: (docx: Uint8Array) => Promise<Uint8Array | undefined>;
}

export interface ScreenedFinding {
  readonly type: string;
  readonly severity: "must-fix" | "look-at";
  readonly ruleId: string;
  readonly value: string;
  readonly start?: number;
  readonly end?: number;
  readonly where?: string;
}

export type FileAnswer =
  | {
      readonly ok: true;
      readonly mediaType: string;
      readonly findings: readonly ScreenedFinding[];
      /** Structured text for import; absent for kinds without running text. */
      readonly document?: unknown;
      readonly notes: readonly string[];
    }
  | { readonly ok: false; readonly refusal: "secret-mark"; readonly markType: string }
  | {
      readonly ok: false;
      readonly refusal:
        | "unsupported-file"
        | "unreadable-file"
        | "file-too-large"
        | "encrypted-file"
        | "cancelled";
      readonly reason: string;
    };

/** Everything one act of one signed-in person needs. Made anew for each call. */
export interface Work {
  readonly store: Store;
  readonly db: ReadDb;
  readonly blobs: BlobStore;
  readonly ports: Ports;
  readonly actor: WorkActor;
  /** Unlocked with the session; gone when the screen locks. */
  readonly signingKey: SigningKey | undefined;
  readonly keys: StoreKeys;
  readonly slots: KeySlots;
  readonly desk: DocumentDesk;
  readonly letterDesk: LetterDesk;
  readonly calendar: WorkCalendar;
  readonly rules: RulesInForce;
  readonly profile: OrganisationProfile;
  readonly settings: Settings;
  readonly sync: SyncControl;
  /** Remembers outside the database how far this device was. */
  readonly mark: DeviceMark;
  /** Long work that the person watches and may stop. */
  readonly watched: WatchedWork;
  readonly version: string;
  readonly changed: (...areas: readonly string[]) => void;
  /** Re-entry of the passphrase for final decisions; answers the code to refuse with, or undefined when it is right. */
  readonly checkPassphrase: (passphrase: string) => Promise<
    | {
        readonly code: "wrong-passphrase" | "account-locked";
        readonly facts: Record<string, string | number>;
      }
    | undefined
  >;
  /** Runs later work of the core (screening) outside of the call; its failure is logged once. */
  readonly later: (label: string, work: () => Promise<void>) => void;
}

/**
 * Runs a write in one transaction together with its audit entries: an act and its entry stand or fall together.
 * Inside, only `tx` is used; no file, worker or network is awaited.
 */
export async function write<T>(
  work: Work,
  act: (tx: WriteTx, audit: (entry: AuditEntry) => void) => Promise<T>,
): Promise<T> {
  const run = () =>
    work.db.transaction().execute(async (tx) => {
      const entries: AuditEntry[] = [];
      const value = await act(tx, (entry) => entries.push(entry));
      if (entries.length > 0) {
        await appendAudit(
          tx,
          {
            at: instantOf(work.ports),
            actor: { accountId: work.actor.accountId, personName: work.actor.personName },
            randomBytes: work.ports.randomBytes,
          },
          entries,
        );
      }
      work.ports.failpoint?.("before-commit");
      return value;
    });
  const done = async (value: T): Promise<T> => {
    await work.mark.keepUp();
    return value;
  };
  try {
    return await done(await run());
  } catch (error) {
    // The reserve exists for exactly this moment: free it and let the person's work be saved.
    if (isDiskFull(error) && work.store.releaseBallast()) return done(await run());
    throw error;
  }
}

/** A page of the database cannot be read: its check sum does not hold, or the disk gives an error. */
export function isDamage(error: unknown): boolean {
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === "string" && /^SQLITE_(?:CORRUPT|NOTADB|IOERR)/u.test(code);
}

/** A constraint or trigger of the store stopped a write; its transaction left nothing. */
export function isConflict(error: unknown): boolean {
  const code = (error as { code?: unknown } | null)?.code;
  return typeof code === "string" && code.startsWith("SQLITE_CONSTRAINT");
}

export function isDiskFull(error: unknown): boolean {
  const code = (error as { code?: unknown } | null)?.code;
  return code === "ENOSPC" || code === "SQLITE_FULL" || code === "SQLITE_IOERR_WRITE";
}
