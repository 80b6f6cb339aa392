/** "screening 2026.11.11; checklist 2026-1; department 3" as an office says it; empty when nobody wrote it down. */
export function rulesWords(label: string): string {
  const edition = /\bscreening ([^;]+)/u.exec(label)?.[1];
  const own = /\bdepartment (\d+)/u.exec(label)?.[1];
  return [
    ...(edition === undefined ? [] : [`${edition} 版规则`]),
    ...(own === undefined ? [] : [`本机关第 ${own} 版规则`]),
  ].join("、");
}
