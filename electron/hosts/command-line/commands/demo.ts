import { existsSync, readdirSync } from "node:fs";

import { roleLabels } from "../../../../shared/domain/access/roles.ts";
import { productVersion } from "../../../adapters/product-version.ts";
import { workerFiles } from "../../../adapters/worker-files.ts";
import { buildDemo } from "../../../core/services/demo/build-demo.ts";
import { clearUnfinishedDemo } from "../../../core/services/demo/unfinished-demo.ts";
import { demoPassphrase, demoPeople } from "../../../core/services/demo/demo-people.ts";
import { dayOfInstant, parseCalendarDay, type Instant } from "../../../../shared/kernel/calendar-day.ts";
import type { Command } from "../command.ts";
import { exitCodes } from "../exit-codes.ts";
import { folderOf } from "../store-session.ts";

const count = (text: string | undefined, fallback: number) =>
  text === undefined ? fallback : /^\d{1,7}$/u.test(text) ? Number(text) : undefined;

export const command: Command = {
  usage: "[--data 目录] [--items N] [--cases N] [--seed N] [--today 日期] [--json]",
  options: {
    data: { value: "目录", help: "数据目录；不写则用演示单位的默认目录" },
    items: { value: "N", help: "事项数，默认 40；0 只建机构、人员和文书模板" },
    cases: { value: "N", help: "依申请公开件数，默认 24" },
    seed: { value: "N", help: "种子，默认 1；同一种子、数量和日期得到同样的内容" },
    today: { value: "日期", help: "演示单位的今天，默认本机今天，如 2026-09-16" },
  },
  positionals: { min: 0, max: 0 },
  details: "生成演示单位：各角色人员、各状态事项和申请。目录必须是空的；人员、单位、数字均为虚构。",
  run: async (invocation) => {
    const { terminal, values, switches } = invocation;
    const items = count(values.items, 40);
    const cases = count(values.cases, 24);
    const seed = count(values.seed, 1);
    const today =
      values.today === undefined
        ? dayOfInstant(new Date().toISOString() as Instant)
        : parseCalendarDay(values.today);
    if (items === undefined || cases === undefined || seed === undefined || !today) {
      terminal.error("--items、--cases、--seed 应为不超过七位的非负整数，--today 应为日期");
      return exitCodes.usage;
    }
    const dataDir = folderOf({ ...invocation, switches: new Set([...switches, "demo"]) });
    clearUnfinishedDemo(dataDir);
    if (existsSync(dataDir) && readdirSync(dataDir).some((name) => name !== "log")) {
      terminal.error("数据目录不是空的，演示单位不会写进已有数据的目录");
      return exitCodes.findings;
    }
    await buildDemo({
      dataDir,
      items,
      cases,
      seed,
      today,
      madeAt: new Date(),
      workers: workerFiles(),
      version: productVersion,
      log: () => undefined,
      progress: (done, total, label) => {
        if (done % 1000 === 0) terminal.error(`${label} ${done}/${total}`);
      },
    });
    const accounts = demoPeople.map((person) => ({
      account: person.accountName,
      passphrase: demoPassphrase,
      person: person.personName,
      unit: person.unitName,
      roles: person.roles,
    }));
    if (switches.has("json"))
      await terminal.write(
        `${JSON.stringify({ data: dataDir, items, cases, seed, today, accounts }, undefined, 2)}\n`,
      );
    else {
      await terminal.write(
        `演示单位已生成：事项 ${items} 件，申请 ${cases} 件。口令均为 ${demoPassphrase}\n`,
      );
      for (const entry of accounts)
        await terminal.write(
          `${entry.account}\t${entry.person}\t${entry.roles.map((role) => roleLabels[role]).join("、")}\n`,
        );
    }
    return exitCodes.ok;
  },
};
