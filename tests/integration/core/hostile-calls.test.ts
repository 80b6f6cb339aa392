import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { storeFileName } from "../../../db/open-store.ts";
import { openRawDatabase, type RawDatabase } from "../../../db/sqlite/open-database.ts";
import type { Core } from "../../../electron/core/core.ts";
import { createCore } from "../../../electron/core/create-core.ts";
import type { LogLine } from "../../../electron/core/ports/ports.ts";
import { buildDemo } from "../../../electron/core/services/demo/build-demo.ts";
import { createLetterDesk } from "../../../electron/core/workers/letter-desk.ts";
import { demoPassphrase, demoPeople } from "../../../electron/core/services/demo/demo-people.ts";
import { contract } from "../../../shared/contract/index.ts";
import { commonErrorCodes, type AnyOperation, type Envelope } from "../../../shared/contract/operation.ts";
import { checklist } from "../../../shared/domain/review/checklist.ts";
import { findingTypes } from "../../../shared/domain/screening/finding-types.ts";
import { letterIds } from "../../../shared/domain/letters/letter-id.ts";
import { calendarDay } from "../../../shared/kernel/calendar-day.ts";
import { plainDocument, workerAt } from "../support/department.ts";
import {
  chanceOf,
  drawInput,
  nested,
  oddWords,
  refusedInputs,
  type Drawing,
} from "../support/drawn-input.ts";
import { storeKeys } from "../support/raw-store.ts";
import { filesWith } from "../support/traces-on-disk.ts";

/**
 * Every operation of the contract, called by everybody with whatever a hostile screen could send. Nothing here is written
 * per operation: a new one is covered as it is declared. `DISCLOSURE_SOAK=1` calls longer.
 */
const rounds = process.env["DISCLOSURE_SOAK"] === "1" ? 40 : 1;
const today = "2026-10-20";
const canary = "鹳雀楼北侧地块";
const operations = Object.values(contract) as readonly AnyOperation[];

/** Refusals that are noted: a file with a secrecy mark in the log, a wrong passphrase where attempts are counted. */
const mayNoteRefusal: ReadonlySet<string> = new Set(["secret-mark", "wrong-passphrase", "account-locked"]);

/** What ends a session or an account belongs to the tests of sign-in; here they are only called by who may not. */
const endsTheCaller: ReadonlySet<string> = new Set([
  "session.signOut",
  "session.lock",
  "session.signIn",
  "session.unlock",
  "session.changePassphrase",
  "accounts.setState",
  "accounts.grantRoles",
  "accounts.resetPassphrase",
]);

/** One account for each set of roles, and two drafters. */
const people = demoPeople
  .filter(({ accountName }) => accountName !== "wushan")
  .map(({ accountName, roles }) => ({ accountName, roles }));
type Person = (typeof people)[number];
const mayCall = (operation: AnyOperation, person: Person): boolean =>
  !Array.isArray(operation.callers) || person.roles.some((role) => operation.callers.includes(role));

describe("every operation in hostile hands", () => {
  const folder = mkdtempSync(join(tmpdir(), "hostile-calls-"));
  const outside = mkdtempSync(join(tmpdir(), "hostile-outside-"));
  const logLines: LogLine[] = [];
  let core: Core;
  let raw: RawDatabase;
  let now = new Date(`${today}T08:00:00Z`).getTime();
  const connections = new Map<string, string>();
  const noConverter = async () => await Promise.resolve(undefined);

  const invoke = (connection: string, operation: AnyOperation, input: unknown) =>
    core.invoke(connection, operation.name, input);

  async function connectionOf({ accountName }: Person): Promise<string> {
    const known = connections.get(accountName);
    if (known) return known;
    const connection = core.connect(() => undefined);
    const answer = await invoke(connection, contract.signIn, { accountName, passphrase: demoPassphrase });
    if (!answer.ok) throw new Error(`${accountName}: ${JSON.stringify(answer.error)}`);
    connections.set(accountName, connection);
    return connection;
  }

  const dataVersion = (): number => raw.pragma("data_version", { simple: true }) as number;

  beforeAll(async () => {
    const options = {
      dataDir: folder,
      workers: { documentWorker: workerAt("document-worker.ts"), kdfWorker: workerAt("kdf-worker.ts") },
      version: "0.0.0-test",
      kdf: { memoryKiB: 64, passes: 1 },
    };
    await buildDemo({
      ...options,
      items: 24,
      cases: 24,
      seed: 7,
      today: calendarDay(today),
      madeAt: new Date(now),
      log: () => undefined,
    });
    core = await createCore({
      ...options,
      // Nobody is idle: the clock stands still but for a millisecond a look.
      clock: () => new Date((now += 1)),
      log: (line) => logLines.push(line),
      // The converter of an office suite takes seconds a page; without one every export answers all the same.
      letterDesk: { ...createLetterDesk(), pdf: noConverter, pages: noConverter },
      ballastBytes: 1 << 20,
    });
    for (const person of people) await connectionOf(person);
    const { databaseKey } = await storeKeys(folder, "hejing", demoPassphrase);
    const opened = openRawDatabase({ path: join(folder, storeFileName), key: databaseKey });
    if (!opened.ok) throw new Error(opened.error.type);
    raw = opened.value;
  }, 240_000);
  afterAll(async () => {
    raw.close();
    await core.close();
    for (const each of [folder, outside]) rmSync(each, { recursive: true, force: true });
  });

  /** The ids and digests the store holds, by the column that holds them. */
  function valuesOfStore(): ReadonlyMap<string, readonly string[]> {
    const columns = raw
      .prepare(
        `SELECT t.name AS "table", c.name AS "column" FROM pragma_table_list t JOIN pragma_table_info(t.name) c
         WHERE t.schema = 'main' AND t.type = 'table' AND (c.name = 'id' OR c.name LIKE '%\\_id' ESCAPE '\\' OR c.name LIKE '%digest')`,
      )
      .all() as { table: string; column: string }[];
    const values = new Map<string, string[]>();
    for (const { table, column } of columns) {
      const found = raw
        .prepare(`SELECT DISTINCT "${column}" FROM "${table}" WHERE typeof("${column}") = 'text' LIMIT 200`)
        .pluck()
        .all() as string[];
      const name = column === "id" ? `${table}_id` : column;
      values.set(name, [...(values.get(name) ?? []), ...found]);
    }
    return values;
  }

  /** The columns of every table by the fields they would fill: `draft_attachment.id` is an attachmentId, `draft.seq` a draftSeq. */
  function fieldsOfTables() {
    const columns = raw
      .prepare(
        `SELECT t.name AS "table", c.name AS "column" FROM pragma_table_list t JOIN pragma_table_info(t.name) c
         WHERE t.schema = 'main' AND t.type = 'table' AND t.name NOT LIKE 'search%'`,
      )
      .all() as { table: string; column: string }[];
    const camel = (name: string) =>
      name.replaceAll(/_([a-z])/gu, (_all, letter: string) => letter.toUpperCase());
    return columns.map(({ table, column }) => ({
      table,
      column,
      fields: [
        camel(column),
        ...(column === "id" || column === "seq"
          ? [camel(`${table}_${column}`), camel(`${table.split("_").at(-1) ?? ""}_${column}`)]
          : []),
        ...(column === "content_digest" ? ["digest"] : []),
        ...(column === "current_stage" ? ["stage"] : []),
      ],
    }));
  }

  function drawingOf(seed: number): Drawing {
    const chance = chanceOf(seed);
    const known = fieldsOfTables();
    const row = (fields: readonly string[]): ReadonlyMap<string, unknown> => {
      const byTable = new Map<string, Map<string, string>>();
      for (const { table, column, fields: filled } of known)
        for (const field of filled)
          if (fields.includes(field))
            byTable.set(table, (byTable.get(table) ?? new Map<string, string>()).set(field, column));
      const most = Math.max(0, ...[...byTable.values()].map(({ size }) => size));
      const tables = [...byTable].filter(([, { size }]) => size >= Math.min(2, most));
      const [table, columns] = tables[Math.floor(chance() * tables.length)] ?? [];
      if (!table || !columns) return new Map();
      const size = raw.prepare(`SELECT count(*) FROM "${table}"`).pluck().get() as number;
      const found = raw
        .prepare(`SELECT * FROM "${table}" LIMIT 1 OFFSET ?`)
        .get(Math.floor(chance() * size)) as Record<string, unknown> | undefined;
      return new Map(found ? [...columns].map(([field, column]) => [field, found[column]]) : []);
    };
    const values = valuesOfStore();
    const ids = [...values].flatMap(([name, found]) => (name.endsWith("_id") ? found : []));
    const digests = [...values].flatMap(([name, found]) => (name.endsWith("digest") ? found : []));
    const files = ["", "%PDF-1.7\n", "PK\u0003\u0004", canary, '{"a":1}', "单位,标题\n甲,乙\n"].map((text) =>
      new TextEncoder().encode(text),
    );
    const words = [canary, "不公开", "第一科", "abc", "own-1", "CR-A01", "13800000000", ...oddWords];
    const byName: Readonly<Record<string, readonly unknown[]>> = {
      // Both stand before the sign-in, in the clear; neither is content.
      accountName: ["newcomer"],
      organName: ["云州市住房和城乡建设局"],
      passphrase: [demoPassphrase],
      current: [demoPassphrase],
      next: ["short"],
      bytes: files,
      list: files,
      keys: files,
      folder: [join(outside, "gone", "further"), outside, join(outside, "a\u0000b"), "字".repeat(300)],
      fileName: ["来文.txt", "../../来文.docx", `${canary}.pdf`, "无后缀", "a".repeat(300) + ".txt"],
      document: [plainDocument(canary), { type: "doc" }, null, "text", 7, nested(20_000)],
      code: [...checklist.map(({ code }) => code), "CR-X99"],
      template: [...letterIds, "toString"],
      type: Object.keys(findingTypes),
      "fields.key": ["issueDate", "docNumber", "addressee", "__proto__", "constructor", "toString"],
      "facts.key": ["publishedOn", "__proto__", "constructor"],
      year: [2025, 2026, 1900],
    };
    const days = [today, "2026-10-19", "2026-10-21", "2024-02-29", "1999-01-01", "2199-12-31"];
    const moments = ["2026-10-20T08:00:00Z", "2026-10-20T08:00:00.000Z", "1970-01-01T00:00:00Z"];
    return {
      chance,
      row,
      candidates: (field) => {
        const own = byName[field];
        if (own) return own;
        if (/digest$/iu.test(field)) return [...digests, "0".repeat(64)];
        const column = field.replace(/s$/u, "").replaceAll(/[A-Z]/gu, (letter) => `_${letter.toLowerCase()}`);
        const fitting = values.get(column) ?? [];
        const some = ids.length > 0 ? [ids[Math.floor(chance() * ids.length)]] : [];
        if (/ids?$/iu.test(field)) return [...fitting, ...some, "01900000-0000-7000-8000-000000000000"];
        return [...words, ...days, ...moments, ...some];
      },
    };
  }

  const summary = (input: unknown): string =>
    JSON.stringify(input, (_key, value: unknown) =>
      typeof value === "bigint"
        ? `${value}n`
        : value instanceof Uint8Array
          ? `bytes ${value.length}`
          : typeof value === "string" && value.length > 60
            ? `${value.slice(0, 60)}…`
            : value,
    )?.slice(0, 400) ?? "undefined";

  /** What an answer to an operation may be: a value, or one of its own refusals, short and without anybody's words. */
  function wrongWith(operation: AnyOperation, answer: Envelope<unknown>): string | undefined {
    if (answer.ok) return undefined;
    const { code } = answer.error;
    if (code === "internal") return "a fault inside";
    if (![...operation.errors, ...commonErrorCodes].includes(code)) return `undeclared ${code}`;
    if (JSON.stringify(answer.error).length > 2000)
      return `an answer of ${JSON.stringify(answer.error).length}`;
    return undefined;
  }

  /** Parsing comes first; most of what is drawn passes it. */
  const refusalOf = (operation: AnyOperation, input: unknown, code: string): string =>
    operation.input.safeParse(input).success ? code : "invalid-input";

  it("is refused to who is not signed in or has not the role, and writes nothing", async () => {
    const drawing = drawingOf(1);
    const stranger = core.connect(() => undefined);
    const before = dataVersion();
    const wrong: string[] = [];
    for (const operation of operations) {
      const input = drawInput(operation.input, "", drawing);
      if (operation.callers !== "anyone") {
        const answer = await invoke(stranger, operation, input);
        if (answer.ok || answer.error.code !== refusalOf(operation, input, "not-signed-in"))
          wrong.push(`${operation.name} by a stranger: ${JSON.stringify(answer)}`);
      }
      for (const person of people.filter((each) => !mayCall(operation, each))) {
        const answer = await invoke(await connectionOf(person), operation, input);
        if (answer.ok || answer.error.code !== refusalOf(operation, input, "not-allowed"))
          wrong.push(`${operation.name} by ${person.accountName}: ${summary(answer)} ${summary(input)}`);
      }
    }
    expect(wrong).toEqual([]);
    expect(dataVersion()).toBe(before);
  });

  it("refuses what its parser refuses, names the field and no word of the input, and writes nothing", async () => {
    const drawing = drawingOf(2);
    const before = dataVersion();
    const wrong: string[] = [];
    for (const operation of operations) {
      const person = people.find((each) => mayCall(operation, each));
      if (!person) throw new Error(`nobody may call ${operation.name}`);
      const connection = await connectionOf(person);
      for (const input of refusedInputs(operation.input, drawInput(operation.input, "", drawing))) {
        const answer = await invoke(connection, operation, input);
        const { field = "" } = answer.ok ? {} : answer.error;
        if (answer.ok || answer.error.code !== "invalid-input" || field.length > 100 || field.includes("泄"))
          wrong.push(`${operation.name}: ${summary(answer)} to ${summary(input)}`);
      }
    }
    expect(wrong).toEqual([]);
    expect(dataVersion()).toBe(before);
  });

  it("answers whoever may call it with a value or a refusal of its own, and a refusal writes nothing", async () => {
    const wrong: string[] = [];
    const taken = new Set<string>();
    for (let round = 0; round < rounds; round += 1) {
      const drawing = drawingOf(100 + round);
      for (const operation of operations.filter(({ name }) => !endsTheCaller.has(name)))
        for (const person of people.filter((each) => mayCall(operation, each)))
          for (let tries = 0; tries < (taken.has(operation.name) ? 1 : 4); tries += 1) {
            const input = drawInput(operation.input, "", drawing);
            const connection = await connectionOf(person);
            const version = dataVersion();
            const answer = await invoke(connection, operation, input);
            const fault =
              wrongWith(operation, answer) ??
              (!answer.ok && dataVersion() !== version && !mayNoteRefusal.has(answer.error.code)
                ? `${answer.error.code}, and yet something was written`
                : undefined);
            if (fault) wrong.push(`${operation.name} by ${person.accountName}: ${fault} ${summary(input)}`);
            if (answer.ok) taken.add(operation.name);
          }
    }
    // The walk reaches deep: most operations did what they are for at least once.
    expect(taken.size / operations.length).toBeGreaterThan(0.5);
    expect(wrong).toEqual([]);
  }, 600_000);

  it("stands calls at once", async () => {
    const drawing = drawingOf(500);
    const wrong: string[] = [];
    for (const operation of operations.filter(({ name }) => !endsTheCaller.has(name))) {
      const callers = people.filter((each) => mayCall(operation, each));
      const [first, last] = [callers[0], callers.at(-1)];
      if (!first || !last) throw new Error(`nobody may call ${operation.name}`);
      for (let tries = 0; tries < 3; tries += 1) {
        const input = drawInput(operation.input, "", drawing);
        const version = dataVersion();
        const answers = await Promise.all(
          [first, first, last].map(async (person) => invoke(await connectionOf(person), operation, input)),
        );
        for (const answer of answers) {
          const fault = wrongWith(operation, answer);
          if (fault) wrong.push(`${operation.name}: ${fault} ${summary(input)}`);
        }
        // What only reads, or draws a document, is not more than once worth its time.
        if (answers.some(({ ok }) => ok) && dataVersion() === version) break;
      }
    }
    expect(wrong).toEqual([]);
  }, 600_000);

  it("left no word in the log or beside the store, and the store sound (V12)", async () => {
    expect([
      ...new Set(
        logLines.flatMap((line) => (line.event === "operation-failed" ? [JSON.stringify(line)] : [])),
      ),
    ]).toEqual([]);
    expect(JSON.stringify(logLines)).not.toContain(canary);
    expect(filesWith(folder, [canary])).toEqual([]);
    const [administrator] = people.filter((each) => mayCall(contract.checkStore, each));
    if (!administrator) throw new Error("nobody checks the store");
    const check = await invoke(await connectionOf(administrator), contract.checkStore, {});
    expect(check).toMatchObject({ ok: true, value: { state: "healthy" } });
  });
});
