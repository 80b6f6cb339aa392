import { createHash } from "node:crypto";

import type { DepartmentRuleSet } from "../../../shared/domain/screening/department-rule-set.ts";
import type { FileAnswer } from "../services/work.ts";

/** So many readings, of files of so many bytes together, are kept while the program runs; on no disk. */
const mostReadings = 16;
const mostBytes = 64 * 1024 * 1024;

export interface KeptReadings {
  /** The reading of these very bytes under this name and these rules, made now if it was not kept. */
  read(
    bytes: Uint8Array,
    fileName: string,
    rules: DepartmentRuleSet | undefined,
    make: () => Promise<FileAnswer>,
  ): Promise<FileAnswer>;
}

/**
 * Readings by digest, name and version of the rules: the same file taken up again (as a paper, as an attachment, after a
 * refused save) is not unpacked and screened twice. What was refused is never kept: a marked file leaves nothing (V7),
 * and a reading that ran out of time may do better another time.
 */
export function createKeptReadings(): KeptReadings {
  const kept = new Map<string, { readonly size: number; readonly answer: FileAnswer }>();
  let total = 0;
  const forgetSurplus = (): void => {
    for (const [key, { size }] of kept) {
      if (kept.size <= mostReadings && total <= mostBytes) return;
      kept.delete(key);
      total -= size;
    }
  };
  return {
    read: async (bytes, fileName, rules, make) => {
      const digest = createHash("sha256").update(bytes).digest("hex");
      const key = `${digest} ${rules?.version ?? 0} ${fileName}`;
      const known = kept.get(key);
      if (known) {
        kept.delete(key);
        kept.set(key, known);
        return known.answer;
      }
      const size = bytes.length;
      const answer = await make();
      if (!answer.ok || size > mostBytes || kept.has(key)) return answer;
      kept.set(key, { size, answer });
      total += size;
      forgetSurplus();
      return answer;
    },
  };
}
