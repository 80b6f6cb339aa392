import { TailPattern } from "../edge-pattern.ts";
import { plateAt, plateProvinces, specialPlateAt } from "../checks/vehicle-plate.ts";
import type { NumberRun } from "../number-pass.ts";

export interface PlateInChain {
  readonly start: number;
  readonly end: number;
  readonly runs: number;
}

/** Words that end in the character of a province and go before a grade or model: 全新A12345, 尊贵A…. */
const notProvince =
  /(?:全新|最新|更新|刷新|创新|崭新|新新|尊贵|名贵|珍贵|可贵|白云|青云|祥云|宁宁|长宁|安宁|咸宁|中国甘|河川|山川|四川省川)$/u;
/** 「梯11苏E80223(20)」, 「容15鲁D00012(20)」: the number of a certificate of special equipment (TSG 08), not of a vehicle. */
const equipment = new TailPattern(/[锅容瓶管梯起索游]\d{2}$/u);

/** The cheap test before: a capital begins nearly all plates, six digits those of embassies. */
export function mayBePlate(text: string, run: NumberRun): boolean {
  const code = text.charCodeAt(run.start);
  return run.digits === 6 || text.startsWith("WJ", run.start - 3) || (code >= 65 && code <= 90);
}

/** The plate that begins at, or one province character before, the run at `at`. */
export function plateInChain(
  text: string,
  chain: readonly NumberRun[],
  at: number,
  labelled: (start: number) => boolean,
): PlateInChain | undefined {
  const run = chain[at] as NumberRun;
  const code = text.charCodeAt(run.start);
  const upper = code >= 65 && code <= 90;
  if (upper) {
    let start = run.start - 1;
    if (text.charAt(start) === " ") start -= 1;
    const province = text.charAt(start);
    if (province !== "" && plateProvinces.includes(province)) {
      const window = province + text.slice(run.start, run.start + 14);
      const match = plateAt(window.toUpperCase());
      if (
        match &&
        !notProvince.test(text.slice(Math.max(0, start - 3), start + 1)) &&
        !equipment.fits(text, Math.max(0, start - 3), start)
      ) {
        const end = run.start + match.length - 1;
        const after = text.charAt(end);
        if (/[级型款栋幢座馆类]/u.test(after) && !labelled(start)) return undefined;
        return { start, end, runs: runsUntil(chain, at, end) };
      }
    }
    if (text.startsWith("WJ", run.start)) {
      const match = specialPlateAt(text.slice(run.start, run.start + 12));
      if (match)
        return {
          start: run.start,
          end: run.start + match.length,
          runs: runsUntil(chain, at, run.start + match.length),
        };
    }
  }
  // 「WJ鲁30217」: the province stands between.
  if (!upper && text.startsWith("WJ", run.start - 3)) {
    const match = specialPlateAt(text.slice(run.start - 3, run.start + 9));
    if (match) {
      const end = run.start - 3 + match.length;
      return { start: run.start - 3, end, runs: runsUntil(chain, at, end) };
    }
  }
  if (run.digits === 6 && run.letters === 0 && run.masks === 0) {
    const before = text.charAt(run.start - 1);
    if (
      before === "使" &&
      (!/[\u3400-\u9fff]/u.test(text.charAt(run.start - 2)) ||
        /[辆车牌照号]/u.test(text.charAt(run.start - 2)))
    )
      return { start: run.start - 1, end: run.end, runs: 1 };
    if (before === "使" && labelled(run.start - 1)) return { start: run.start - 1, end: run.end, runs: 1 };
    if (text.charAt(run.end) === "使" && labelled(run.start))
      return { start: run.start, end: run.end + 1, runs: 1 };
  }
  return undefined;
}

function runsUntil(chain: readonly NumberRun[], at: number, end: number): number {
  let runs = 0;
  while (at + runs < chain.length && (chain[at + runs] as NumberRun).start < end) runs += 1;
  return Math.max(runs, 1);
}
