import { describe, expect, it } from "vitest";

import type { ItemView } from "../../../shared/contract/items.ts";
import { itemStates, type ItemState } from "../../../shared/domain/item/item-kinds.ts";
import { emptyDocument } from "../../../shared/domain/item/structured-document.ts";
import type { Instant } from "../../../shared/kernel/calendar-day.ts";
import { editPermission, findingsRestBecause } from "./edit-permission.ts";

function item(state: ItemState, mayEdit: boolean): ItemView {
  return {
    itemId: "",
    state,
    drafterAccountId: "",
    drafterName: "林晓彤",
    unitName: "",
    metadata: {} as ItemView["metadata"],
    document: emptyDocument,
    draftSeq: 0,
    savedAt: "2026-09-16T00:00:00Z" as Instant,
    changedSinceRevision: false,
    attachments: [],
    findings: [],
    screening: "done",
    revisions: [],
    returnedReasons: ["身份证号整列应当删除"],
    mayEdit,
    blockers: [],
  };
}

describe("who may type, and when", () => {
  it.each(Object.keys(itemStates) as ItemState[])("nobody but the drafter types in %s", (state) => {
    const permission = editPermission(item(state, false), true);
    expect([permission.editable, permission.mayBegin]).toEqual([false, false]);
    expect(permission.notice?.title).toContain("林晓彤");
  });

  it.each([
    ["drafting", true, false],
    ["returned", true, false],
    ["underReview", false, true],
    ["approved", false, true],
    ["published", false, true],
    ["withheld", false, true],
    ["withdrawn", false, false],
  ] as const)("%s: typing %s, beginning a change %s", (state, editable, mayBegin) => {
    const permission = editPermission(item(state, true), false);
    expect([permission.editable, permission.mayBegin]).toEqual([editable, mayBegin]);
  });

  it("lets a change begin only after it was said what it ends (V3)", () => {
    expect(editPermission(item("underReview", true), false).notice?.text).toMatch(/失效/);
    expect(editPermission(item("underReview", true), true).editable).toBe(true);
    expect(editPermission(item("withdrawn", true), true).editable).toBe(false);
  });

  it("says why a returned paper came back", () => {
    expect(editPermission(item("returned", true), false).notice?.text).toBe("身份证号整列应当删除");
  });
});

it.each([
  ["underReview", true, "审查中的稿件，由审查环节处理发现。"],
  ["published", true, "要改对发现的处理，先点“改稿”。"],
  ["approved", true, "要改对发现的处理，先点“改稿”。"],
  ["withdrawn", true, "撤下的稿件不再处理。"],
  ["published", false, "由承办人处理。"],
] as const)(
  "the findings of a paper that is %s (may edit: %s) say why they rest",
  (state, mayEdit, words) => {
    expect(findingsRestBecause({ state, mayEdit })).toBe(words);
  },
);
