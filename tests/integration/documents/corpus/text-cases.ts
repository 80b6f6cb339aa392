import { person, type CorpusCase } from "./case.ts";
import { cameraJpeg, plainJpeg } from "./picture-files.ts";

const page = (body: string, head = ""): Uint8Array =>
  new Uint8Array(
    Buffer.from(
      `<!DOCTYPE html><html lang="zh-CN"><head><meta charset="utf-8"><title>公示</title>${head}</head><body><h1>公示</h1>${body}</body></html>`,
    ),
  );
const secret = `${person.name} ${person.mobile}`;
const seen = [person.name, person.mobile];

/** GBK bytes of 「临水县」「电话」 written out: Node has no encoder of GB 18030. */
const gbk = Uint8Array.from([0xc1, 0xd9, 0xcb, 0xae, 0xcf, 0xd8, 0xb5, 0xe7, 0xbb, 0xb0]);

export const textCases = (): readonly CorpusCase[] => [
  { name: "html plain", bytes: page("<p>正文</p>"), hidden: [], text: ["正文"] },
  {
    name: "html comment",
    bytes: page(`<!-- 待核：${secret} -->`),
    hidden: ["HTML_COMMENT"],
    evidence: seen,
    text: seen,
  },
  {
    name: "html empty and conditional comments",
    bytes: page("<!-- --><!-- --- --><!--[if lt IE 9]><script src='a.js'></script><![endif]-->"),
    hidden: [],
  },
  {
    name: "html display none",
    bytes: page(`<div style="display: none">${secret}</div>`),
    hidden: ["HTML_HIDDEN"],
    evidence: seen,
    text: seen,
  },
  {
    name: "html hidden by class",
    bytes: page(`<p class="a b">${secret}</p>`, "<style>.x{color:red} .b{visibility:hidden}</style>"),
    hidden: ["HTML_HIDDEN"],
    evidence: seen,
  },
  {
    name: "html hidden by class behind statements",
    bytes: page(
      `<p class="b">${secret}</p>`,
      '<style>@charset "utf-8"; @import url("print.css") print; .b{display:none}</style>',
    ),
    hidden: ["HTML_HIDDEN"],
    evidence: seen,
  },
  {
    name: "html picture with a position",
    bytes: page(
      `<p>正文</p><img alt="现场" src="data:image/jpeg;base64,${Buffer.from(cameraJpeg({ gps: true })).toString("base64")}">`,
    ),
    hidden: ["IMAGE_GPS"],
    evidence: ["34.81", "117.32"],
  },
  {
    name: "html picture hidden, its address with escapes",
    bytes: page(
      `<div hidden><img src="data:image/jpeg;base64,${encodeURIComponent(Buffer.from(cameraJpeg({ artist: person.name })).toString("base64"))}"></div>`,
    ),
    hidden: ["IMAGE_META"],
    evidence: [person.name],
  },
  {
    name: "html picture plain, and one that is none",
    bytes: page(
      `<img src="data:image/jpeg;base64,${Buffer.from(plainJpeg()).toString("base64")}"><img src="data:image/png;base64,AAAA"><img src="data:image/png;base64,%zz">`,
    ),
    hidden: [],
  },
  {
    name: "html hidden attribute",
    bytes: page(`<section hidden><p>${secret}</p></section>`),
    hidden: ["HTML_HIDDEN"],
    evidence: seen,
  },
  {
    name: "html hidden input",
    bytes: page(`<form><input type="hidden" name="u" value="${secret}"></form>`),
    hidden: ["HTML_HIDDEN"],
    evidence: seen,
    text: seen,
  },
  {
    name: "html empty hidden input",
    bytes: page('<form><input type="hidden" name="u" value=""></form><div hidden></div>'),
    hidden: [],
  },
  {
    name: "html terms and what is said of them",
    bytes: page(`<dl><dt>投诉人</dt><dd>${person.name}</dd><dt>身份证号</dt><dd>${person.id}</dd></dl>`),
    hidden: [],
    text: [`投诉人\t${person.name}\n身份证号\t${person.id}`],
  },
  {
    name: "html font size 0",
    bytes: page(`<span style="font-size:0">${secret}</span>`),
    hidden: ["HTML_HIDDEN"],
    evidence: seen,
  },
  {
    name: "html off the page",
    bytes: page(`<div style="position:absolute;left:-9999px">${secret}</div>`),
    hidden: ["HTML_HIDDEN"],
    evidence: seen,
  },
  {
    name: "html white on white",
    bytes: page(`<p style="color:#fff">${secret}</p>`),
    hidden: ["HTML_HIDDEN"],
    evidence: seen,
  },
  {
    name: "html white on blue",
    bytes: page('<div style="background:#003366"><p style="color:#fff">栏目</p></div>'),
    hidden: [],
  },
  {
    name: "html white on a picture",
    bytes: page('<div style="background-image:url(a.png)"><p style="color:white">栏目</p></div>'),
    hidden: [],
  },
  {
    name: "html template",
    bytes: page(`<template><p>${secret}</p></template>`),
    hidden: ["HTML_HIDDEN"],
    evidence: seen,
  },
  {
    name: "html hidden only in print",
    bytes: page(
      '<p class="n">导航</p>',
      "<style>@media print{.n{display:none}} .m:hover{display:none}</style>",
    ),
    hidden: [],
  },
  {
    name: "html script and attributes",
    bytes: page(`<img alt="照片 ${person.mobile}" src="a.jpg"><script>var list=["${person.id}"];</script>`),
    hidden: [],
    text: [person.mobile, person.id],
  },
  {
    name: "txt GB 18030",
    bytes: new Uint8Array(Buffer.concat([gbk, Buffer.from(person.mobile)])),
    hidden: [],
    text: [`临水县电话${person.mobile}`],
  },
  {
    name: "txt UTF-16 with mark",
    bytes: new Uint8Array(
      Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(`登记 ${person.id}`, "utf16le")]),
    ),
    hidden: [],
    text: [`登记 ${person.id}`],
  },
  {
    name: "txt UTF-16 big-endian without mark",
    bytes: new Uint8Array(Buffer.from(`登记 ${person.id}\n第二行`, "utf16le").swap16()),
    hidden: [],
    text: [person.id],
  },
  {
    name: "list.csv",
    bytes: new Uint8Array(Buffer.from(`姓名,"住址, 电话"\r\n${person.name},"临水县\n${person.mobile}"\r\n`)),
    hidden: [],
    text: [`${person.name}\t临水县 ${person.mobile}`],
  },
];
