import type { ItemMetadata } from "../../shared/contract/items.ts";
import { endedMarks, type Validity } from "../../shared/domain/publication/validity.ts";
import { fullDate } from "./dates.ts";

/** How long it stays public (存续期), in words. */
export function periodWords(period: ItemMetadata["publicationPeriod"]): string {
  switch (period?.kind) {
    case undefined:
      return "还没有填";
    case "permanent":
      return "长期";
    case "until":
      return `${fullDate(period.day)}，有效期满`;
    case "naturalDays":
      return `公开之日起 ${period.days} 日`;
    case "workdays":
      return `公开之日起 ${period.days} 个工作日`;
    case "untilSuperseded":
      return "被新的信息代替为止";
    default:
      return "";
  }
}

/** The mark, in words: 「2026年9月1日起废止，依据：云建发〔2026〕30号」. */
export function validityWords(validity: Validity): string {
  return `${fullDate(validity.from)}起${endedMarks[validity.mark]}，依据：${validity.basis}`;
}

/** To whom it is open, in words. */
export function audienceWords(audience: ItemMetadata["audience"]): string {
  return audience.kind === "public" ? "全社会" : `定向：${audience.recipients.join("、")}`;
}
