import { readFile } from "node:fs/promises";

import { openCore } from "../../../adapters/open-core.ts";
import { contract } from "../../../../shared/contract/index.ts";
import type { Command } from "../command.ts";
import { exitCodes } from "../exit-codes.ts";
import { report, folderOf } from "../store-session.ts";

export const command: Command = {
  usage: "--file 启用资料.json [--data 目录] [--json]",
  options: {
    file: { value: "文件", help: "机关资料和人员（{profile, people}，见 docs/cli.md）" },
    data: { value: "目录", help: "数据目录；不写则用本账号的默认目录" },
  },
  positionals: { min: 0, max: 0 },
  details: "首次启用：建立数据库、三员和业务账号。初始口令和恢复码只显示这一次，请打印密封。",
  run: async (invocation) => {
    const { terminal, values } = invocation;
    if (!values.file) {
      terminal.error("请用 --file 指定启用资料");
      return exitCodes.usage;
    }
    let input: unknown;
    try {
      input = JSON.parse(await readFile(values.file, "utf8"));
    } catch {
      terminal.error("启用资料不能读取，或者不是 JSON");
      return exitCodes.usage;
    }
    const { core } = await openCore(folderOf(invocation));
    try {
      const envelope = await core.invoke(
        core.connect(() => undefined),
        contract.completeSetup.name,
        input,
      );
      return await report(invocation, envelope);
    } finally {
      await core.close();
    }
  },
};
