import { spawn } from "node:child_process";
import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { commandList } from "../../../electron/hosts/command-line/command-list.ts";
import { runCommandLine } from "../../../electron/hosts/command-line/run-command-line.ts";
import { jsonLines, runCommand } from "./run-command.ts";

const fixture = (path: string) => fileURLToPath(new URL(`../../fixtures/${path}`, import.meta.url));
const workPoints = fixture("seed/zaozhuang-2024-work-points.txt");
const passphrase = "Yunzhou-2026-demo";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "command-"));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("every command", () => {
  it.each(commandList.map(({ name }) => name))("%s has help with its usage and exit code 0", async (name) => {
    let out = "";
    const exit = await runCommandLine([...name.split(" "), "--help"], {
      input: (async function* () {})(),
      interactive: false,
      write: async (text) => {
        out += text;
        await Promise.resolve();
      },
      error: (line) => {
        throw new Error(line);
      },
      askHidden: async () => await Promise.resolve(undefined),
      environment: {},
    });
    expect(exit).toBe(0);
    expect(out).toContain(`用法：disclosure ${name}`);
  });

  it.each([
    [[], 2],
    [["--help"], 0],
    [["letter"], 2],
    [["letter", "--help"], 0],
    [["no-such"], 2],
    [["rules", "--no-such"], 2],
    [["ledger", "parse"], 2],
    [["ledger", "parse", "/does/not/exist"], 2],
    [["verify", "package", "/does/not/exist"], 2],
    [["queue", "--data"], 2],
  ])("%j ends with %i and clear words", async (args, expected) => {
    const { exit, out, errors } = await runCommand(args);
    expect(exit).toBe(expected);
    expect(out + errors).toMatch(/[\u4e00-\u9fa5]{4}/);
    expect(out + errors).not.toMatch(/\bat \S+ \(|Error:|node:internal/);
    expect(errors.trim().split("\n").length).toBeLessThanOrEqual(1);
  });
});

describe("commands without a store", () => {
  it("rules answers each line in order and names the lines it cannot answer", async () => {
    const input = [
      '{"id":"a","kind":"deadline","input":{"submissionChannel":"inPerson","submittedOn":"2024-05-06"}}',
      "not json",
      '{"id":"c","kind":"no-such","input":{}}',
    ].join("\n");
    const { exit, out, errors } = await runCommand(["rules", "--jsonl"], input);
    const lines = jsonLines(out);
    // DD01 of the law's examples: handed in on 6 May 2024, 20 working days end on 31 May.
    expect(lines[0]).toMatchObject({
      id: "a",
      output: { receiptDate: "2024-05-06", replyDue: "2024-05-31" },
    });
    expect(lines.map((line) => "error" in line)).toEqual([false, true, true]);
    expect(errors).toMatch(/第 2 行[\s\S]*第 3 行/);
    expect(exit).toBe(1);
  });

  it("rules with nothing to do has nothing to say", async () => {
    expect(await runCommand(["rules", "--jsonl"])).toEqual({ exit: 0, out: "", errors: "" });
  });

  it("screen finds by offsets of the text as given", async () => {
    const text = "联系人王小明，电话１３８１２３４５６７８。";
    const { exit, out } = await runCommand(["screen", "--jsonl"], JSON.stringify({ id: 1, text }));
    const [line] = jsonLines(out) as {
      id: number;
      findings: { type: string; start: number; end: number; value: string }[];
    }[];
    const mobile = line?.findings.find((finding) => finding.type === "MOBILE");
    expect(mobile && text.slice(mobile.start, mobile.end)).toBe(mobile?.value);
    expect(mobile).toMatchObject({ start: 9, end: 20 });
    expect(exit).toBe(0);
  });

  it("letter lists fifty and renders a sample", async () => {
    const list = JSON.parse((await runCommand(["letter", "list", "--json"])).out) as { id: string }[];
    expect(new Set(list.map((row) => row.id)).size).toBe(50);
    const id = list[0]?.id ?? "";
    const sample = await runCommand(["letter", "sample", id, "--json"]);
    const data = join(folder, "fields.json");
    writeFileSync(data, sample.out);
    const target = join(folder, "letter.docx");
    expect((await runCommand(["letter", "render", id, "--data", data, "--out", target])).exit).toBe(0);
    expect(readFileSync(target).subarray(0, 4).toString("latin1")).toBe("PK\u0003\u0004");
  });

  it("ledger parse reads the tasks of a real document", async () => {
    const { exit, out } = await runCommand(["ledger", "parse", workPoints, "--json"]);
    const { tasks } = JSON.parse(out) as {
      tasks: { section: string; number: number; units: string[]; dueRule?: object }[];
    };
    // 45 numbered tasks of its thirteen sections, and the two demands of its closing paragraph.
    expect(tasks).toHaveLength(47);
    expect(tasks.find((task) => task.section === "一(三)" && task.number === 3)?.units).toEqual([
      "市住房城乡建设局",
      "市自然资源和规划局",
      "团市委",
      "中国人民银行枣庄市分行",
    ]);
    expect(tasks.at(-2)?.dueRule).toMatchObject({ kind: "afterPublication", days: 30, day: "2024-06-19" });
    expect(exit).toBe(0);
  });

  it("ledger parse tells nothing of a file with a secrecy mark (V7)", async () => {
    const path = join(folder, "marked.txt");
    writeFileSync(path, "机密★10年\n\n一、落实任务\n\n1. 开展专项检查。（责任单位：市公安局）\n");
    const { exit, out, errors } = await runCommand(["ledger", "parse", path, "--json"]);
    expect([exit, out]).toEqual([1, ""]);
    expect(errors).toContain("国家秘密标志");
    expect(errors).not.toContain("专项检查");
  });

  it("ledger parse reads the same tasks from a word processor's files, a page and a PDF", async () => {
    const plain = join(folder, "points.txt");
    writeFileSync(plain, readFileSync(workPoints, "utf8").replaceAll(/^#+ /gmu, ""));
    const tasksOf = async (path: string) => {
      const { exit, out } = await runCommand(["ledger", "parse", path, "--json"]);
      expect(exit).toBe(0);
      return (JSON.parse(out) as { tasks: { section: string; number: number; units: string[] }[] }).tasks.map(
        ({ section, number, units }) => ({ section, number, units }),
      );
    };
    const expected = await tasksOf(plain);
    const { execFileSync } = await import("node:child_process");
    for (const kind of ["docx", "html", "pdf"])
      execFileSync(
        "soffice",
        [
          `-env:UserInstallation=file://${join(folder, "profile")}`,
          "--headless",
          "--convert-to",
          kind,
          "--outdir",
          folder,
          plain,
        ],
        { stdio: "ignore" },
      );
    expect(await tasksOf(join(folder, "points.docx"))).toEqual(expected);
    expect(await tasksOf(join(folder, "points.html"))).toEqual(expected);
    // A PDF has no paragraphs; every numbered task is found by its number.
    const numbered = (tasks: typeof expected) =>
      tasks.filter(({ section }) => section !== "结尾").map(({ section, number }) => `${section}${number}`);
    expect(numbered(await tasksOf(join(folder, "points.pdf")))).toEqual(numbered(expected));
  });

  it("stops quietly when nobody reads on", async () => {
    const line =
      '{"id":"a","kind":"deadline","input":{"submissionChannel":"inPerson","submittedOn":"2024-05-06"}}\n';
    const { spawnSync } = await import("node:child_process");
    const main = fileURLToPath(new URL("../../../electron/hosts/command-line/main.ts", import.meta.url));
    const piped = spawnSync("sh", ["-c", `"${process.execPath}" "${main}" rules --jsonl | head -n 1`], {
      input: line.repeat(5000),
      encoding: "utf8",
    });
    expect(piped.stdout.split("\n")).toHaveLength(2);
    expect(piped.stderr).toBe("");
  });
});

describe("commands on a data folder", () => {
  const data = () => join(folder, "demo");
  const as = (account: string, ...args: string[]) =>
    runCommand([...args, "--data", data(), "--account", account, "--json"], "", {
      DISCLOSURE_PASSPHRASE: passphrase,
    });

  beforeAll(async () => {
    const made = await runCommand([
      "demo",
      "--data",
      data(),
      "--items",
      "6",
      "--cases",
      "2",
      "--today",
      "2026-03-10",
    ]);
    if (made.exit !== 0 || made.errors !== "") throw new Error(`demo: ${made.exit} ${made.errors}`);
  }, 240_000);

  it("demo refuses a folder that is not empty", async () => {
    const again = await runCommand(["demo", "--data", data(), "--items", "0", "--cases", "0"]);
    expect(again.exit).toBe(1);
  });

  it("makes a demo anew that was killed half-way, and says so of no other folder", async () => {
    const place = join(folder, "killed");
    const args = ["demo", "--data", place, "--items", "2", "--cases", "1"];
    const entry = fileURLToPath(new URL("../../../electron/hosts/command-line/main.ts", import.meta.url));
    const child = spawn(process.execPath, [entry, ...args], { stdio: "ignore" });
    const ended = new Promise((resolve) => child.once("close", resolve));
    // The department is set up, its papers are not there yet.
    await expect
      .poll(() => existsSync(join(place, "keys.json")), { timeout: 60_000, interval: 10 })
      .toBe(true);
    child.kill("SIGKILL");
    await ended;
    expect(existsSync(join(place, "demo-unfinished"))).toBe(true);
    const again = await runCommand(args);
    expect([again.exit, again.errors]).toEqual([0, ""]);
    expect(existsSync(join(place, "demo-unfinished"))).toBe(false);
    const found = await runCommand(["search", "--data", place, "--account", "hejing", "加装电梯补贴"], "", {
      DISCLOSURE_PASSPHRASE: passphrase,
    });
    // The last paper that a demo makes.
    expect(found.out).toContain("既有住宅加装电梯补贴发放情况的公示");
    expect((await runCommand(args)).exit).toBe(1);
  }, 120_000);

  it("search answers every field of its reference", async () => {
    const search = async (query: string) =>
      JSON.parse((await as("hejing", "search", query)).out) as {
        query: string;
        corrected?: string;
        suggestions: string[];
        total: number;
        facets: Record<string, number>;
        hits: { id: string; kind: string; title: string; snippet: string; score: number }[];
      };
    // Read by sound, mended, as typed, the other wording, by a unit, and nothing.
    const asked = ["ysqgk", "保密审察", "公示", "外卖员", "宣传 单位:市城市管理局", "高速铁路站房"];
    // One command after the other: each owns the folder while it runs.
    const answers: Awaited<ReturnType<typeof search>>[] = [];
    for (const query of asked) answers.push(await search(query));
    const [sound, mended, typed, everyday, byUnit, nothing] = answers;
    expect([sound?.corrected, mended?.corrected]).toEqual(["依申请公开", "保密审查"]);
    for (const answer of [typed, everyday, byUnit, nothing]) expect(answer).not.toHaveProperty("corrected");
    expect(everyday?.suggestions).toEqual(["外卖骑手"]);
    expect(nothing).toMatchObject({ suggestions: [], total: 0, facets: {}, hits: [] });
    for (const [at, { query, total, facets, hits }] of answers.entries()) {
      expect(query).toBe(asked[at]);
      expect(Object.values(facets).reduce((sum, n) => sum + n, 0)).toBe(total);
      expect(hits).toHaveLength(Math.min(total, 20));
      expect(hits.map(({ score }) => score)).toEqual(
        hits.map(({ score }) => score).toSorted((a, b) => b - a),
      );
      for (const hit of hits) {
        expect(hit).toMatchObject({
          id: expect.stringMatching(/^[0-9a-f-]{36}$/u) as string,
          kind: expect.stringMatching(/^(?:item|application|letter|publication)$/u) as string,
          title: expect.stringMatching(/./u) as string,
          snippet: expect.stringMatching(/./u) as string,
        });
        expect(hit.score).toBeGreaterThan(0);
      }
    }
    for (const [answer, word] of [
      [sound, "依申请公开"],
      [mended, "保密审查"],
      [typed, "公示"],
      [everyday, "外卖骑手"],
      [byUnit, "宣传"],
    ] as const)
      expect(answer?.hits[0]?.snippet).toContain(word);
    const plain = await runCommand(
      ["search", "公示", "--data", data(), "--account", "hejing", "--limit", "2"],
      "",
      {
        DISCLOSURE_PASSPHRASE: passphrase,
      },
    );
    expect(plain.out.trim().split("\n")).toEqual(
      typed?.hits.slice(0, 2).map(({ kind, id, title }) => `${kind}\t${id}\t${title}`),
    );
  });

  it("imports a document, finds it, and shows it", async () => {
    const imported = await as("linxiaotong", "import", workPoints);
    expect([imported.exit, imported.errors]).toEqual([0, ""]);
    const { itemId } = JSON.parse(imported.out) as { itemId: string };
    const found = JSON.parse((await as("linxiaotong", "search", "政务公开工作要点")).out) as {
      hits: { id: string }[];
    };
    expect(found.hits.map((hit) => hit.id)).toContain(itemId);
    const shown = JSON.parse((await as("linxiaotong", "show", itemId)).out) as { kind: string };
    expect(shown.kind).toBe("item");
  });

  it("refuses a marked file before anything of it is stored (V7)", async () => {
    const marked = join(folder, "marked.txt");
    writeFileSync(marked, "机密★10年\n\n关于某事项的通知\n\n暗号凤凰涅槃。\n");
    const refused = await as("linxiaotong", "import", marked);
    expect(refused.exit).toBe(1);
    expect(refused.errors).toContain("国家秘密");
    const found = JSON.parse((await as("linxiaotong", "search", "凤凰涅槃")).out) as { total: number };
    expect(found.total).toBe(0);
  });

  it("keeps to the roles", async () => {
    expect((await as("zhoumin", "queue")).exit).toBe(0);
    expect((await as("zhoumin", "backup")).exit).toBe(1);
    expect((await as("nobody", "queue")).exit).toBe(1);
    const wrong = await runCommand(["queue", "--data", data(), "--account", "wushan"], "", {
      DISCLOSURE_PASSPHRASE: "wrong",
    });
    expect(wrong.exit).toBe(1);
    expect(wrong.errors).not.toContain("wrong");
  });

  it("asks for a passphrase rather than hang when there is none", async () => {
    const { exit, errors } = await runCommand(["queue", "--data", data(), "--account", "zhoumin"]);
    expect(exit).toBe(2);
    expect(errors).toMatch(/口令/);
  });

  it("checks, verifies, backs up and restores", async () => {
    expect((await as("xitong", "check")).exit).toBe(0);
    expect((await as("shenji", "verify", "audit")).exit).toBe(0);
    const backup = await as("xitong", "backup", "--to", join(folder, "backups"));
    expect([backup.exit, backup.errors]).toEqual([0, ""]);
    const { fileName } = JSON.parse(backup.out) as { fileName: string };
    const file = join(folder, "backups", fileName);
    expect(existsSync(file)).toBe(true);
    expect((await as("xitong", "restore", file)).exit).toBe(0);
    expect((await as("xitong", "check")).exit).toBe(0);
  });

  it("restores nothing from what is no backup, and keeps the store", async () => {
    const junk = join(folder, "junk.db");
    writeFileSync(junk, "x".repeat(8192));
    expect((await as("xitong", "restore", junk)).exit).not.toBe(0);
    expect((await as("xitong", "check")).exit).toBe(0);
  });
});
