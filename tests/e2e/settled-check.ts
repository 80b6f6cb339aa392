/** An answer to a check that stands beside every finding: what CR-D01 names was found and treated, else nothing was there. */
export function settledCheck(code: string) {
  return code === "CR-D01"
    ? ({ code, answer: "yes", note: "已逐处处理" } as const)
    : ({ code, answer: "no" } as const);
}
