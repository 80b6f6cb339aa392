import type { Command } from "../command.ts";
import { printOutcome } from "../print-outcome.ts";
import { verifyPackageCommand } from "../verify-commands.ts";

export const command: Command = {
  usage: "文件 [--keys 登记文件] [--registered] [--json]",
  options: {
    keys: { value: "文件", help: "本机登记的公钥清单（zwgk.keys/1）" },
    registered: { help: "签名公钥必须已登记，否则视为不通过" },
  },
  positionals: { min: 1, max: 1 },
  details: "离线检查报送包：包格式、清单、内容摘要、签名、各审查环节。不需要数据目录，任何电脑上都可以运行。",
  run: async ({ positionals, values, switches, terminal }) =>
    await printOutcome(
      terminal,
      verifyPackageCommand(positionals[0] ?? "", switches.has("json"), {
        ...(values.keys === undefined ? {} : { keysFile: values.keys }),
        requireRegistered: switches.has("registered"),
      }),
    ),
};
