import { readFile } from "node:fs/promises";
import { basename } from "node:path";

import type { Command } from "../command.ts";
import { exitCodes, type ExitCode } from "../exit-codes.ts";
import { refusalText } from "../refusal-text.ts";
import { signedIn, storeOptions } from "../store-session.ts";

export const command: Command = {
  usage: "文件… --account 账号 [--data 目录] [--json]",
  options: storeOptions,
  positionals: { min: 1, max: 10_000 },
  details: "把文件导入为事项草稿，每个文件一行结果。带国家秘密标志的文件在写入之前即被拒绝，退出码为 1。",
  run: async (invocation) =>
    signedIn(invocation, async (call) => {
      const { terminal, switches } = invocation;
      let exit: ExitCode = exitCodes.ok;
      for (const path of invocation.positionals) {
        const fileName = basename(path);
        let bytes: Uint8Array<ArrayBuffer>;
        try {
          bytes = Uint8Array.from(await readFile(path));
        } catch {
          terminal.error(`${fileName}：文件不能读取`);
          exit = exitCodes.findings;
          continue;
        }
        const done = await call("importFile", { fileName, bytes });
        if (!done.ok) {
          terminal.error(`${fileName}：${refusalText(done.error)}`);
          exit = exitCodes.findings;
        } else if (switches.has("json"))
          await terminal.write(
            `${JSON.stringify({ file: fileName, itemId: done.value.itemId, notes: done.value.notes })}\n`,
          );
        else await terminal.write(`${fileName}\t${done.value.itemId}\n`);
      }
      return exit;
    }),
};
