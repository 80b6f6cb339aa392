import { commandList, type ListedCommand } from "./command-list.ts";
import type { Command } from "./command.ts";

function columns(rows: readonly (readonly [string, string])[]): string {
  const width = Math.max(...rows.map(([left]) => left.length)) + 2;
  return rows.map(([left, right]) => `  ${left.padEnd(width)}${right}\n`).join("");
}

/** The help of one command. */
export function commandHelp(listed: ListedCommand, command: Command): string {
  const options = [
    ...Object.entries(command.options).map(
      ([name, option]) =>
        [`--${name}${option.value === undefined ? "" : ` <${option.value}>`}`, option.help] as const,
    ),
    ["--json", "以 JSON 输出"] as const,
    ["--help", "显示本说明"] as const,
  ];
  const seen = new Set<string>();
  const rows = options.filter(([left]) => {
    const name = left.split(" ")[0] ?? "";
    if (seen.has(name)) return false;
    seen.add(name);
    return true;
  });
  return `用法：disclosure ${listed.name}${command.usage === "" ? "" : ` ${command.usage}`}

${listed.summary}
${command.details}

选项：
${columns(rows)}
退出码：0 正常，1 有发现或被拒绝，2 用法错误，3 故障
`;
}

/** The list of all commands, or of those under one word (`letter`). */
export function overview(under?: string): string {
  const shown =
    under === undefined ? commandList : commandList.filter((one) => one.name.startsWith(`${under} `));
  return `用法：disclosure <命令> [选项]

命令：
${columns(shown.map((one) => [one.name, one.summary] as const))}
每条命令都有 --help。退出码：0 正常，1 有发现或被拒绝，2 用法错误，3 故障
`;
}
