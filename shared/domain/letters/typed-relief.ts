import { isQuoted } from "./field-dictionary.ts";
import { eachRun, runsText } from "./letter-model.ts";
import type { LintContext } from "./lint-context.ts";
import type { LintFinding } from "./lint-finding.ts";
import type { ReliefBlockId } from "./relief-blocks.ts";

const typedRelief =
  /不服[^。；]{0,40}(?:复议|诉讼|起诉|人民法院)|可以?(?:依法|直接|另行|先)*向[^。；]{0,25}(?:申请(?:行政)?复议|提起(?:行政)?诉讼|起诉)|(?:应当|须|必须)(?:依法)?先[^。；]{0,25}申请(?:行政)?复议/u;

/** Which relief a passage tells of; undefined where it tells of none or of a part only. */
function reliefToldIn(text: string): ReliefBlockId | undefined {
  if (!/申请(?:行政)?复议|提起(?:行政)?诉讼/u.test(text)) return undefined;
  const first = /先[^，。；]{0,40}申请(?:行政)?复议/u.test(text);
  const free = /或者[^。；]{0,60}(?:提起(?:行政)?诉讼|起诉)/u.test(text);
  if (first && free) return "relief-partial";
  return first ? "relief-reconsideration-first" : "relief-dual";
}

/**
 * LV-02: relief is told in its own paragraph, in the words of the law, or not at all; another one typed into a reason
 * contradicts it (复议法23①(四), 23②; 复议指导意见3). A passage added to the letter may repeat what it says.
 */
export function checkTypedRelief({ model, template }: LintContext): readonly LintFinding[] {
  if (template.format === "sheet") return [];
  for (const { blockId, run } of eachRun(model)) {
    if (blockId === "relief") continue;
    for (const inner of run.kind === "statutory" ? run.runs : [run]) {
      const text = runsText([inner]);
      const ownWords = inner.kind === "field" && !isQuoted(inner.name) && inner.name !== "properChannel";
      const added = inner.kind === "text" && blockId === "text";
      const told = added ? reliefToldIn(text) : undefined;
      const wrong = ownWords
        ? typedRelief.test(text)
        : told !== undefined &&
          told !== (model.relief.block === "relief-third-party" ? "relief-dual" : model.relief.block);
      if (!wrong) continue;
      return [
        {
          ruleId: "LV-02",
          severity: "blocks",
          message: "填写的内容里另有救济途径的表述；救济途径只在法定段落中告知",
          blockId,
          ...(inner.kind === "field" ? { field: inner.name } : {}),
          article: "复议法23②",
        },
      ];
    }
  }
  return [];
}
