import { ok, type Result } from "../../../../shared/kernel/result.ts";
import type { FileReading } from "../reading/file-reading.ts";
import { mediaTypeOf } from "../media-types.ts";
import { defaultReadLimits, type ReadLimits } from "../reading/read-limits.ts";
import { proveCopy, type CopyCheck } from "./prove-copy.ts";
import { makeReleaseCopy, type ReleaseRefusal } from "./release-copy.ts";
import type { Withheld } from "./withheld.ts";

/** The bytes of an attachment that go out, with the proof that nothing hidden and nothing withheld is in them. */
export interface FileForRelease {
  readonly bytes: Uint8Array;
  readonly fileName: string;
  readonly mediaType: string;
  /** False where the file itself passed the proof and goes out byte for byte. */
  readonly rebuilt: boolean;
  /** What a rebuilt file does not keep of the original, in the user's words. */
  readonly losses: readonly string[];
  readonly checks: readonly CopyCheck[];
  /** What goes out, as it was read for the proof. */
  readonly reading: FileReading;
}

/**
 * A file that is clean by itself goes out as it is, layout and pictures kept; any other only as a clean copy (V9).
 * Both pass the same proof. Errors: the file cannot be read, has no clean copy, or its copy does not pass.
 */
export async function fileForRelease(
  bytes: Uint8Array,
  name: string,
  withheld: readonly Withheld[],
  limits: ReadLimits = defaultReadLimits,
): Promise<Result<FileForRelease, ReleaseRefusal>> {
  const { checks, reading } = await proveCopy(bytes, name, withheld, limits);
  if (reading && checks.every((check) => check.ok)) {
    const mediaType = mediaTypeOf(reading.kind, bytes);
    return ok({ bytes, fileName: name, mediaType, rebuilt: false, losses: [], checks, reading });
  }
  const copy = await makeReleaseCopy(bytes, name, withheld, limits);
  return copy.ok ? ok({ ...copy.value, rebuilt: true }) : copy;
}

/** Why a file has no copy that may leave, in the user's words: what is wrong and what to do. Never content. */
export function releaseRefusalText(refusal: ReleaseRefusal): string {
  if (refusal.type === "unreadable") return refusal.refusal.message;
  if (refusal.type === "no-clean-copy") return refusal.message;
  const failed = refusal.checks.filter((check) => !check.ok).map((check) => check.detail);
  return `净化副本没有通过复查：${failed.join("，")}。请处理原文件后重新上传。`;
}
