import { existsSync } from "node:fs";
import { join } from "node:path";

import { openRescue } from "../../../adapters/open-rescue.ts";
import type { Command } from "../command.ts";
import { exitCodes } from "../exit-codes.ts";
import { folderOf, storeOptions } from "../store-session.ts";

export const command: Command = {
  usage: "--account 账号 [--data 目录] [--to 文件]",
  options: {
    ...storeOptions,
    to: { value: "文件", help: "把能读出的内容另存为 JSON 行文件（含未公开内容，请妥善保管）" },
  },
  positionals: { min: 0, max: 0 },
  details:
    "只读打开受损的数据库：报告哪些表能读、各有多少行；--to 逐行另存能读出的内容。不改动、不删除任何文件。",
  run: async (invocation) => {
    const { terminal, values } = invocation;
    const folder = folderOf(invocation);
    if (!existsSync(join(folder, "keys.json"))) {
      terminal.error("数据目录中没有密钥文件");
      return exitCodes.usage;
    }
    const secret = terminal.environment.DISCLOSURE_PASSPHRASE ?? (await terminal.askHidden("口令："));
    if (!values.account || secret === undefined) {
      terminal.error("请用 --account 指定账号，并给出口令");
      return exitCodes.usage;
    }
    const tables = await openRescue(folder, values.account, secret, values.to);
    if (!tables) {
      terminal.error("口令不正确，或者数据库文件头已损坏");
      return exitCodes.findings;
    }
    for (const table of tables)
      await terminal.write(`${table.name}\t${table.readable}\t${table.complete ? "完整" : "部分不可读"}\n`);
    return tables.every((table) => table.complete) ? exitCodes.ok : exitCodes.findings;
  },
};
