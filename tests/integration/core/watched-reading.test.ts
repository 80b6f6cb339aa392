import { afterAll, beforeAll, expect, it } from "vitest";

import type { CoreEvent } from "../../../shared/contract/bridge.ts";
import { openDepartment, passphrase, type Department } from "../support/department.ts";

let department: Department;
let connection: string;
const events: CoreEvent[] = [];

beforeAll(async () => {
  department = await openDepartment();
  connection = department.core.connect((event) => events.push(event));
  const signedIn = await department.core.invoke(connection, "session.signIn", {
    accountName: "sunyihang",
    passphrase,
  });
  if (!signedIn.ok) throw new Error(signedIn.error.code);
});
afterAll(async () => {
  await department.remove();
});

const workId = "6f1d3c2a-5b7e-4c1d-9a8b-0c1d2e3f4a5b";
const bytes = new TextEncoder().encode("关于召开会议的通知\n".repeat(200_000));
const call = (operation: string, input: object) => department.core.invoke(connection, operation, input);
const told = () =>
  events.flatMap((event) => (event.type === "work-progress" && event.workId === workId ? [event] : []));

it("a reading is stopped by who began it alone, and leaves nothing", async () => {
  const reading = call("items.importFile", { fileName: "通知.txt", bytes, workId });
  // Another window of another person knows the id and still cannot stop it.
  expect(await department.as("linxiaotong", "cancelReading", { workId })).toEqual({ cancelled: false });
  expect(await call("items.cancelReading", { workId })).toEqual({ ok: true, value: { cancelled: true } });
  const answer = await reading;
  expect(answer.ok === false && answer.error.code).toBe("cancelled");
  expect(told().at(-1)?.state).toBe("cancelled");
  expect((await department.as("sunyihang", "listItems", {})).rows).toEqual([]);
  expect(await call("items.cancelReading", { workId })).toEqual({ ok: true, value: { cancelled: false } });
});

it("goes on with the next file, and reads the same one only once", async () => {
  events.length = 0;
  const first = await call("items.importFile", { fileName: "通知.txt", bytes, workId });
  expect(first.ok).toBe(true);
  expect(told().at(-1)?.state).toBe("done");
  const again = await call("items.importFile", { fileName: "通知.txt", bytes, workId });
  expect(again.ok).toBe(true);
  const items = (await department.as("sunyihang", "listItems", {})).rows;
  expect(items).toHaveLength(2);
});

it.each([
  ["2024年5月18日", { kind: "publicNotice", formedOn: "2024-05-18" }],
  // A paper dated ahead is formed when that day has come.
  ["2999年5月18日", { kind: "publicNotice" }],
])("takes over what a paper dated %s states of itself", async (date, stated) => {
  const text = `关于公租房保障对象的公示\n\n现将有关事项予以公示。\n云州市住房和城乡建设局\n${date}`;
  const { itemId } = await department.as("sunyihang", "importFile", {
    fileName: "公示.txt",
    bytes: new TextEncoder().encode(text),
  });
  const { metadata } = await department.as("sunyihang", "openItem", { itemId });
  expect({ kind: metadata.kind, ...(metadata.formedOn ? { formedOn: metadata.formedOn } : {}) }).toEqual(
    stated,
  );
});
