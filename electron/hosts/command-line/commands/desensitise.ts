import { mkdir, readFile, writeFile } from "node:fs/promises";
import { basename, join, relative, resolve } from "node:path";

import {
  columnTreatments,
  listColumnKinds,
  listPresets,
  type ListPresetId,
} from "../../../../shared/domain/desensitise/list-presets.ts";
import { workerFiles } from "../../../adapters/worker-files.ts";
import { createDocumentWorkerClient } from "../../../core/workers/document-worker-client.ts";
import type { Command } from "../command.ts";
import { exitCodes } from "../exit-codes.ts";
import { writeJson } from "../terminal.ts";

const presetIds = Object.keys(listPresets) as ListPresetId[];

export const command: Command = {
  usage: `名单文件 --out 目录 [--preset ${presetIds.join("|")}] [--json]`,
  options: {
    out: { help: "目录；其中“原件”“脱敏件”两个子目录分开存放", value: "目录" },
    preset: {
      help: presetIds.map((id) => `${id}：${listPresets[id].label}`).join("；"),
      value: "方案",
    },
    json: { help: "输出各列的处理和数量" },
  },
  positionals: { min: 1, max: 1 },
  details:
    "识别名单（xlsx、csv、txt、docx 表格）的列，按方案遮盖、概括或者删除，写出脱敏件并重新读出检查。原件不改动，也不与脱敏件放在一起。",
  run: async ({ positionals, values, switches, terminal }) => {
    const path = positionals[0] ?? "";
    const preset = (values.preset ?? "named") as ListPresetId;
    if (!presetIds.includes(preset) || values.out === undefined) {
      terminal.error(values.out === undefined ? "请用 --out 给出目录" : `没有这个方案：${values.preset}`);
      return exitCodes.usage;
    }
    const bytes = new Uint8Array(await readFile(path));
    const client = createDocumentWorkerClient({ worker: workerFiles().documentWorker });
    try {
      const { screened } = await client.screenFile(bytes, basename(path));
      if (!screened.accepted) {
        terminal.error(screened.message ?? "文件不能读取");
        return exitCodes.findings;
      }
      const made = await client.desensitiseFile(bytes, basename(path), preset, {});
      if (!made.ok) {
        terminal.error(
          made.error.type === "no-list"
            ? "文件里没有找到名单（要有姓名、身份证号等表头）"
            : made.error.type === "not-clean"
              ? `脱敏件没有通过复查，没有生成：${made.error.details.join("；")}`
              : made.error.message,
        );
        return exitCodes.findings;
      }
      const originals = join(values.out, "原件");
      const copies = join(values.out, "脱敏件");
      await mkdir(originals, { recursive: true });
      await mkdir(copies, { recursive: true });
      if (relative(resolve(path), resolve(originals, basename(path))) !== "")
        await writeFile(join(originals, basename(path)), bytes);
      const file = join(copies, made.value.fileName);
      await writeFile(file, made.value.bytes);
      const { sheets, checks } = made.value;
      if (switches.has("json"))
        await writeJson(terminal, {
          file,
          preset,
          sheets: sheets.map(({ name, columns, rowCount, inText }) => ({ name, rowCount, inText, columns })),
          checks,
        });
      else {
        for (const sheet of sheets) {
          await terminal.write(`${sheet.name}（${sheet.rowCount} 行）\n`);
          for (const { header, kind, treatment, changed } of sheet.columns)
            await terminal.write(
              `　${header}　${listColumnKinds[kind]}　${columnTreatments[treatment]}${changed > 0 ? `　${changed} 处` : ""}\n`,
            );
          if (sheet.inText > 0) await terminal.write(`　标题和备注中另有 ${sheet.inText} 处\n`);
        }
        await terminal.write(`${checks.map((check) => check.detail).join("；")}\n${file}\n`);
      }
      return exitCodes.ok;
    } finally {
      await client.close();
    }
  },
};
