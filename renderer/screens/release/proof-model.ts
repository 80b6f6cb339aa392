import type { ReleasePreview } from "../../../shared/contract/publications.ts";

export interface ProofHeadline {
  readonly ok: boolean;
  readonly title: string;
  readonly text: string;
}

/** The one number that matters, before the list of checks (tokens.md §6, 安全发布). */
export function proofHeadline(preview: ReleasePreview): ProofHeadline {
  const failed = preview.proof.filter((check) => !check.ok);
  if (failed.length > 0)
    return {
      ok: false,
      title: `${failed.length} 项没有通过`,
      text: "公开件里还有不应公开的内容，或者没有读得出来，现在不能发布。请退回修改后重新送审。",
    };
  if (preview.proof.length === 0)
    return { ok: false, title: "还没有证明", text: "公开件还没有重新生成并读回，现在不能发布。" };
  return {
    ok: true,
    title: "0 处残留",
    text:
      preview.withheldCount > 0
        ? `${preview.withheldCount} 处应不公开的内容，已在重新生成的公开件里逐一找过，一处也没有。`
        : "本件没有应不公开的内容，公开件已重新生成并读回。",
  };
}

/** What pressing the button allows, in words: how much, where, to whom, until when. */
export function releaseWords(preview: ReleasePreview): {
  readonly files: number;
  readonly where: string;
  readonly whom: string;
  readonly term: string;
} {
  const names = preview.channelNames;
  return {
    files: 1 + preview.attachments.length,
    where: names.length > 0 ? names.join("、") : "尚未定公开渠道",
    whom: preview.audience,
    term: preview.termLabel,
  };
}

/** Splits 「0 / 55，逐一找过」 into the count that stands at the right and the words below the name. */
export function proofDetail(detail: string): { readonly count: string; readonly words: string } {
  const match = /^(\d[\d\s/]*(?:\s?(?:个文件|个|处|项|人|页|份))?)(?:[，,；]\s*|$)(.*)$/su.exec(
    detail.trim(),
  );
  return match ? { count: (match[1] ?? "").trim(), words: match[2] ?? "" } : { count: "", words: detail };
}
