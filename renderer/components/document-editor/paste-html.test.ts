import fc from "fast-check";
import { describe, expect, it } from "vitest";

import {
  blockText,
  parseStructuredDocument,
  type Block,
} from "../../../shared/domain/item/structured-document.ts";
import { blocksFromHtml } from "./paste-html.ts";

function lines(blocks: readonly Block[]): readonly string[] {
  return blocks.map((block) => (block.type === "table" ? "[table]" : `${block.type}:${blockText(block)}`));
}

/** As Word puts it on the clipboard: namespaces, classes, conditional comments, list markers in spans. */
const fromWord = `<html xmlns:o="urn:schemas-microsoft-com:office:office"><head><style>p.MsoNormal{margin:0}</style>
<!--[if gte mso 9]><xml><o:OfficeDocumentSettings/></xml><![endif]--></head><body lang=ZH-CN>
<p class=MsoTitle align=center><span style='font-size:22.0pt;font-family:方正小标宋简体'>关于公示补贴对象的公告<o:p></o:p></span></p>
<p class=MsoNormal style='text-indent:32.0pt'><span style='font-family:黑体'>一、<b>补贴对象</b></span></p>
<p class=MsoNormal style='text-indent:32.0pt'><span>　　联系人：<u>孙国栋</u>，<span style='display:none'>内部批注</span>电话<del>旧号码</del>见附件。</span></p>
<p class=MsoNormal style='text-align:right'>云州市住房和城乡建设局</p>
<p class=MsoNormal style='text-align:right'>2026年9月16日</p>
<table class=MsoTableGrid><tr><td colspan=2><p class=MsoNormal align=center><b>合计</b></p></td><td>3</td></tr></table>
</body></html>`;

describe("pasting from Word", () => {
  const blocks = blocksFromHtml(fromWord);

  it("keeps the structure", () => {
    expect(lines(blocks)).toEqual([
      "title:关于公示补贴对象的公告",
      "heading:一、补贴对象",
      "paragraph:联系人：孙国栋，电话见附件。",
      "signOff:云州市住房和城乡建设局",
      "signOff:2026年9月16日",
      "[table]",
    ]);
  });

  it("keeps underline and spans of cells, drops fonts", () => {
    expect(blocks[2]).toMatchObject({
      content: [
        { text: "联系人：" },
        { text: "孙国栋", marks: [{ type: "underline" }] },
        { text: "，电话见附件。" },
      ],
    });
    expect(blocks[5]).toMatchObject({
      content: [{ content: [{ attrs: { colspan: 2 } }, { content: [{ content: [{ text: "3" }] }] }] }],
    });
  });

  it("drops what somebody hid or struck out", () => {
    const text = JSON.stringify(blocks);
    expect(text).not.toContain("内部批注");
    expect(text).not.toContain("旧号码");
  });
});

describe("pasting from a page", () => {
  it("numbers ordered lists, keeps the words of links, runs nothing", () => {
    expect(
      lines(
        blocksFromHtml(
          '<h2>办理条件</h2><ol><li>本人申请</li><li>见<a href="javascript:alert(1)">说明</a></li></ol><script>alert(1)</script><img src=x onerror=alert(1)>',
        ),
      ),
    ).toEqual(["heading:办理条件", "paragraph:1.本人申请", "paragraph:2.见说明"]);
  });

  it("breaks lines at br and joins what the source breaks", () => {
    expect(lines(blocksFromHtml("<div>甲\n  乙<br>丙</div>"))).toEqual(["paragraph:甲 乙", "paragraph:丙"]);
  });

  it("turns a table in a cell into paragraphs of the cell", () => {
    const [table] = blocksFromHtml("<table><tr><td>外<table><tr><td>内</td></tr></table></td></tr></table>");
    expect(table).toMatchObject({
      content: [{ content: [{ content: [{ content: [{ text: "外" }] }, { content: [{ text: "内" }] }] }] }],
    });
  });

  it("always gives blocks of a valid document, whatever it is given", () => {
    const bits = fc.constantFrom(
      "<p>",
      "</p>",
      "<table>",
      "<tr>",
      "<td rowspan=9>",
      "</td>",
      "<b>",
      "<li>",
      "<br>",
      "\u0000",
      "\ud800",
      "\u2028",
      "公",
      " ",
      "　",
      "<h5>",
      "&nbsp;",
      "<x:y>",
      "<!--",
      "-->",
      "<ol>",
    );
    fc.assert(
      fc.property(fc.array(bits, { maxLength: 40 }), (parts) => {
        const blocks = blocksFromHtml(parts.join(""));
        if (blocks.length === 0) return;
        expect(parseStructuredDocument({ schemaVersion: 1, type: "doc", content: blocks }).ok).toBe(true);
      }),
    );
  });
});
