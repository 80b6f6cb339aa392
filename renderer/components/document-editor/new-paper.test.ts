import { describe, expect, it } from "vitest";

import {
  emptyDocument,
  paragraphOf,
  plainBlockOf,
  type Block,
} from "../../../shared/domain/item/structured-document.ts";
import { toEditorDocument } from "./editor-document.ts";
import { beginningOf, bringsItsTitle } from "./new-paper.ts";

const paper = (...content: readonly Block[]) => ({ ...emptyDocument, content });
const title = plainBlockOf("title", "关于公示的公告");

describe("a new paper", () => {
  it("begins with its title and a line to write on", () => {
    expect(beginningOf(emptyDocument, "关于公示的公告")?.content).toEqual([title, { type: "paragraph" }]);
    expect(beginningOf(paper({ type: "paragraph" }, { type: "paragraph" }), "公告")?.content).toHaveLength(2);
  });

  it("is left alone when something is written, or when it has no title", () => {
    expect(beginningOf(paper(paragraphOf("正文")), "公告")).toBeUndefined();
    expect(beginningOf(paper({ type: "table", content: [] }), "公告")).toBeUndefined();
    expect(beginningOf(emptyDocument, " ")).toBeUndefined();
  });

  it.each([
    [
      "with its own title",
      [title, { type: "paragraph" }],
      [plainBlockOf("title", "另一个标题"), paragraphOf("一")],
      true,
    ],
    [
      "whose first line is the title",
      [title, { type: "paragraph" }],
      [paragraphOf("关于公示的公告 "), paragraphOf("一")],
      true,
    ],
    ["without a title", [title, { type: "paragraph" }], [paragraphOf("一"), paragraphOf("二")], false],
    ["of one line", [title, { type: "paragraph" }], [title], false],
    ["where something is written", [title, paragraphOf("一")], [title, paragraphOf("二")], false],
    ["where no title stands", [{ type: "paragraph" }], [title, paragraphOf("二")], false],
  ] as const satisfies readonly (readonly [string, readonly Block[], readonly Block[], boolean])[])(
    "takes a pasted paper %s in its place, or beside it",
    (_name, written, pasted, instead) => {
      expect(bringsItsTitle(toEditorDocument(paper(...written)), pasted)).toBe(instead);
    },
  );
});
