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
    name: "ledger parse",
    summary: "把工作要点文件分解为台账任务",
    load: async () => await import("./commands/ledger-parse.ts"),
  },
];
