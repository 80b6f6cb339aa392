import type { CallError } from "../../core-client/core-client.ts";

/** What a refusal is about: the attachment that it names, or the act as a whole. */
export function aboutFile(problem: CallError, otherwise: string): string {
  const file = problem.facts?.["file"];
  return typeof file === "string" ? `${otherwise}：附件“${file}”不能带入` : otherwise;
}
