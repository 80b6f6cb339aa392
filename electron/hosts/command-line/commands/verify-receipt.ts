import type { Command } from "../command.ts";
import { printOutcome } from "../print-outcome.ts";
import { verifyReceiptCommand } from "../verify-commands.ts";

export const command: Command = {
  usage: "文件 --log-key 文件 [--package 包编号] [--digest 包摘要] [--json]",
  options: {
    "log-key": { value: "文件", help: "服务器日志的公钥，每行一个「名称+编号+公钥」" },
    witnesses: { value: "个数", help: "至少要有几个见证人的签名" },
    package: { value: "包编号", help: "回执必须是这个包的" },
    digest: { value: "包摘要", help: "回执必须是这个摘要的" },
  },
  positionals: { min: 1, max: 1 },
  details: "离线检查回执：日志签名、包含证明、对应的包。不需要数据目录。",
  run: async ({ positionals, values, switches, terminal }) => {
    const witnesses = values.witnesses === undefined ? undefined : Number(values.witnesses);
    if (witnesses !== undefined && (!Number.isInteger(witnesses) || witnesses < 0)) {
      terminal.error("--witnesses 后面应为整数");
      return 2;
    }
    return await printOutcome(
      terminal,
      verifyReceiptCommand(positionals[0] ?? "", switches.has("json"), {
        ...(values["log-key"] === undefined ? {} : { logKeyFile: values["log-key"] }),
        ...(witnesses === undefined ? {} : { witnessThreshold: witnesses }),
        ...(values.package === undefined ? {} : { packageId: values.package }),
        ...(values.digest === undefined ? {} : { packageDigest: values.digest }),
      }),
    );
  },
};
