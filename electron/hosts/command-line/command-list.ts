import type { Command } from "./command.ts";

export interface ListedCommand {
  /** One or two words. */
  readonly name: string;
  readonly summary: string;
  /** Loaded only when called, so that a short command starts fast. */
  readonly load: () => Promise<{ readonly command: Command }>;
}

export const commandList: readonly ListedCommand[] = [
  {
    name: "rules",
    summary: "逐行计算期限、收费、文书、救济途径和审查规则",
    load: async () => await import("./commands/rules.ts"),
  },
  {
    name: "ledger parse",
    summary: "把工作要点文件分解为台账任务",
    load: async () => await import("./commands/ledger-parse.ts"),
  },
  {
    name: "verify package",
    summary: "离线检查报送包",
    load: async () => await import("./commands/verify-package.ts"),
  },
  {
    name: "verify receipt",
    summary: "离线检查服务器回执",
    load: async () => await import("./commands/verify-receipt.ts"),
  },
];
