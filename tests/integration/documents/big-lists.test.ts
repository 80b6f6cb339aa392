import { describe, expect, it } from "vitest";

import { readDocument } from "../../../electron/core/documents/read-document.ts";
import { desensitiseFile } from "../../../electron/core/documents/desensitise/desensitise-file.ts";
import { fileForRelease } from "../../../electron/core/documents/release/file-for-release.ts";
import { proveCopy } from "../../../electron/core/documents/release/prove-copy.ts";
import type { Withheld } from "../../../electron/core/documents/release/withheld.ts";
import { seededRandom } from "../../fixtures/screening/generator/random.ts";
import { idCard, mobile } from "../../fixtures/screening/generator/values.ts";
import { rows, xlsxFile } from "./corpus/office-files.ts";

/** Lists of fifteen thousand have been published: a third of that took longer than any reader is given. */
const PERSONS = 5_000;
const surnames = Array.from("赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华");
const given = Array.from("芳娜敏静丽强磊军洋勇艳杰娟涛明超秀霞平刚桂英文辉力波宁");

const r = seededRandom(15);
const people = Array.from({ length: PERSONS }, () => ({
  name: r.pick(surnames) + r.pick(given) + r.pick(given),
  id: idCard(r),
  mobile: mobile(r),
}));
const list = xlsxFile([
  {
    name: "发放名单",
    xml: rows([
      ["姓名", "身份证号码", "手机号码"],
      ...people.map((person) => [person.name, person.id, person.mobile]),
    ]),
  },
]);
const withheld: readonly Withheld[] = people.flatMap((person) => [
  { type: "NAME", value: person.name },
  { type: "ID_CARD", value: person.id },
  { type: "MOBILE", value: person.mobile },
]);

/** Work that grew with values times text took minutes here: what is looked for is looked for in one run. */
describe("lists of many persons", () => {
  it("go out masked, and the proof looks for every value", async () => {
    const out = await fileForRelease(list, "发放名单.xlsx", withheld);
    if (!out.ok) throw new Error(JSON.stringify(out.error));
    expect(out.value.checks.filter(({ ok }) => !ok)).toEqual([]);
    const text = out.value.reading.parts.map((part) => part.text).join("\n");
    const left = people.filter(({ id, mobile: number }) => text.includes(id) || text.includes(number));
    expect(left).toEqual([]);
    expect(text.split("\n").length).toBeGreaterThanOrEqual(PERSONS);
  });

  it("do not pass the proof with one of the values left, in the text or in the bytes alone", async () => {
    const last = people.at(-1)?.id ?? "";
    const left = xlsxFile([{ name: "表", xml: rows([["备注"], [`原号${last}`]]) }]);
    const { checks } = await proveCopy(left, "名单.xlsx", withheld);
    expect(checks.filter(({ ok }) => !ok).map(({ id, detail }) => [id, detail])).toEqual([
      ["withheld-absent", "1项遮盖内容仍然出现"],
      ["bytes-clean", "原始字节中检出1项遮盖内容"],
    ]);
    const page = Buffer.from(`<html><body><!-- ${last} --><p>公开说明</p></body></html>`);
    const inBytes = await proveCopy(page, "说明.html", withheld);
    expect(inBytes.checks.find(({ id }) => id === "bytes-clean")?.ok).toBe(false);
  });

  it("are desensitised whole", async () => {
    const made = await desensitiseFile(list, "发放名单.xlsx", "named");
    if (!made.ok) throw new Error(made.error.type);
    const read = await readDocument(made.value.bytes, made.value.fileName);
    const text = read.ok ? read.value.parts.map((part) => part.text).join("\n") : "";
    expect(text.split("\n").length).toBeGreaterThanOrEqual(PERSONS);
    expect(people.filter(({ id }) => text.includes(id))).toEqual([]);
  });
});
