import { writeFile } from "node:fs/promises";

import { mostPrinted } from "../../../../shared/contract/letter-register.ts";
import type { Command } from "../command.ts";
import { exitCodes } from "../exit-codes.ts";
import { report, signedIn, storeOptions } from "../store-session.ts";

export const command: Command = {
  usage: "[文书编号…] --out 文件.zip [--without-envelopes] --account 账号 [--data 目录] [--json]",
  options: {
    ...storeOptions,
    out: { value: "文件", help: "要写出的 .zip；已经有的文件不覆盖" },
    "without-envelopes": { help: "不要信封和交寄清单" },
  },
  positionals: { min: 0, max: mostPrinted },
  details: `每件一个 .docx，另有按顺序合在一起的打印件，信封跟在各件之后；不写编号则取全部待送达的文书，一次最多 ${mostPrinted} 件。`,
  run: async (invocation) => {
    const { out } = invocation.values;
    if (!out) {
      invocation.terminal.error("请用 --out 写明要写出的文件");
      return exitCodes.usage;
    }
    return signedIn(invocation, async (call) => {
      let letterIds = [...invocation.positionals];
      if (letterIds.length === 0) {
        const waiting = await call("listIssuedLetters", { show: "waiting", limit: mostPrinted });
        if (!waiting.ok) return report(invocation, waiting);
        letterIds = waiting.value.rows.map((row) => row.letterId);
      }
      if (letterIds.length === 0) {
        invocation.terminal.error("没有待送达的文书");
        return exitCodes.findings;
      }
      const printed = await call("printLetters", {
        letterIds,
        envelopes: !invocation.switches.has("without-envelopes"),
      });
      if (!printed.ok) return report(invocation, printed);
      const { bytes, count, withoutAddress, pdf } = printed.value;
      try {
        await writeFile(out, bytes, { flag: "wx", mode: 0o600 });
      } catch (error) {
        const exists = error instanceof Error && "code" in error && error.code === "EEXIST";
        invocation.terminal.error(
          exists ? "这个文件已经有了，请换一个名字" : "文件不能写入，请检查目录和权限",
        );
        return exitCodes.findings;
      }
      return report(invocation, { ok: true, value: { file: out, count, withoutAddress, pdf } }, () => [
        `${out}：${count} 件`,
        ...(withoutAddress.length > 0 ? [`没有地址的信封：${withoutAddress.join("、")}`] : []),
      ]);
    });
  },
};
