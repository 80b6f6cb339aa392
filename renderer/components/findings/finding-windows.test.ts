import { describe, expect, it } from "vitest";

import type { FindingView } from "../../../shared/contract/items.ts";
import { FindingWindows, type FindingSource } from "./finding-windows.ts";

const row = (attachmentId: string, id: number): FindingView => ({
  findingId: `${attachmentId}.${id}`,
  type: "NAME",
  severity: "look-at",
  ruleId: "name",
  value: `姓名${id}`,
  attachmentId,
  where: `第${id}行`,
});

function windows(change: Partial<FindingSource> = {}) {
  const asked: string[] = [];
  const opened = new FindingWindows({
    read: async (file, first, limit) => {
      asked.push(`${file} ${first} ${limit}`);
      return Array.from({ length: limit }, (_, at) => row(file, first + at));
    },
    equals: async (findingId) => {
      asked.push(`equals ${findingId}`);
      return { others: 2, places: ["第1行"] };
    },
    ...change,
  });
  let told = 0;
  opened.listen(() => (told += 1));
  return { opened, asked, told: () => told };
}

describe("windows of long lists", () => {
  it("ask for a page once, whoever wants a row of it, and tell when it is there", async () => {
    const { opened, asked, told } = windows();
    await Promise.all(["a.240", "a.299", "a.200", "a.301"].map((id) => opened.want(id)));
    expect(asked).toEqual(["a 200 100", "a 300 100"]);
    expect(told()).toBe(2);
    expect(opened.rowOf("a.240")?.value).toBe("姓名240");
    expect(opened.rowOf("a.400")).toBeUndefined();
    await opened.want("no-such-name");
    expect(asked).toHaveLength(2);
  });

  it("ask anew after a change, and show what was read until then", async () => {
    const { opened, asked } = windows();
    await opened.want("a.1");
    await opened.wantEquals("a.1");
    await opened.wantEquals("a.1");
    expect(opened.equalsOf("a.1")).toEqual({ others: 2, places: ["第1行"] });
    opened.changed();
    expect(opened.rowOf("a.1")?.value).toBe("姓名1");
    expect(opened.equalsOf("a.1")).toBeUndefined();
    await opened.want("a.1");
    expect(asked).toEqual(["a 0 100", "equals a.1", "a 0 100"]);
  });

  it("ask once a change how many treatments could be taken over, where any are", async () => {
    let count = 3;
    const { opened, told } = windows({ adoptable: async () => count });
    await opened.wantAdoptable();
    await opened.wantAdoptable();
    expect([opened.adoptable(), told()]).toEqual([3, 1]);
    count = 0;
    opened.changed();
    expect(opened.adoptable()).toBe(3);
    await opened.wantAdoptable();
    expect(opened.adoptable()).toBe(0);
    const none = windows();
    await none.opened.wantAdoptable();
    expect([none.opened.adoptable(), none.asked]).toEqual([0, []]);
  });

  it("ask again for what could not be read", async () => {
    let fails = true;
    const { opened, told } = windows({ read: async () => (fails ? undefined : [row("a", 1)]) });
    await opened.want("a.1");
    expect([opened.rowOf("a.1"), told()]).toEqual([undefined, 0]);
    fails = false;
    await opened.want("a.1");
    expect(opened.rowOf("a.1")?.where).toBe("第1行");
  });

  it("take no answer of before a change for one of after it", async () => {
    const first = Promise.withResolvers<readonly FindingView[]>();
    const pages = [first.promise, Promise.resolve([{ ...row("a", 1), value: "新" }])];
    const { opened } = windows({ read: async () => await pages.shift() });
    const early = opened.want("a.1");
    opened.changed();
    await opened.want("a.1");
    first.resolve([{ ...row("a", 1), value: "旧" }]);
    await early;
    expect(opened.rowOf("a.1")?.value).toBe("新");
  });
});
