import type { DepartmentRuleSet } from "../../../shared/domain/screening/department-rule-set.ts";
import type { FileAnswer } from "../services/work.ts";

/** So many readings, of files of so many bytes together, are kept while the program runs; on no disk. */
const mostReadings = 16;
const mostBytes = 64 * 1024 * 1024;

/** What a reader answers: the reading, or only the digest where that is one of those it was told are known. */
export interface ReadingMade {
  readonly digest?: string;
  readonly answer?: FileAnswer;
}

export interface KeptReadings {
  /**
   * The reading of these very bytes under this name and these rules. `make` counts their digest, which is no work for
   * the thread that answers the screen, and reads them unless the digest is among `known`; `known` is undefined where no
   * digest is wanted.
   */
  read(
    size: number,
    fileName: string,
    rules: DepartmentRuleSet | undefined,
    make: (known: readonly string[] | undefined) => Promise<ReadingMade>,
  ): Promise<FileAnswer>;
}

/**
 * Readings by digest, name and version of the rules: the same file taken up again (as a paper, as an attachment, after a
 * refused save) is not unpacked and screened twice. What was refused is never kept: a marked file leaves nothing (V7),
 * and a reading that ran out of time may do better another time.
 */
export function createKeptReadings(): KeptReadings {
  const kept = new Map<
    string,
    { readonly digest: string; readonly under: string; readonly size: number; readonly answer: FileAnswer }
  >();
  let total = 0;
  const forgetSurplus = (): void => {
    for (const [key, { size }] of kept) {
      if (kept.size <= mostReadings && total <= mostBytes) return;
      kept.delete(key);
      total -= size;
    }
  };
  return {
    read: async (size, fileName, rules, make) => {
      const under = `${rules?.version ?? 0} ${fileName}`;
      // Held here, so that one forgotten while the digest is counted can still be answered.
      const same = [...kept.values()].filter((one) => one.under === under && one.size === size);
      const made = await make(size > mostBytes ? undefined : same.map(({ digest }) => digest));
      const key = `${made.digest ?? ""} ${under}`;
      const known = same.find(({ digest }) => digest === made.digest);
      const answer = made.answer ?? known?.answer;
      if (!answer) throw new Error("a reading was taken for known that was not");
      if (kept.has(key)) {
        const again = kept.get(key);
        kept.delete(key);
        if (again) kept.set(key, again);
        return answer;
      }
      if (!answer.ok || made.digest === undefined) return answer;
      kept.set(key, { digest: made.digest, under, size, answer });
      total += size;
      forgetSurplus();
      return answer;
    },
  };
}
