/**
 * Makes `shared/domain/screening/data/shape-likes.ts`: which characters look like which. Every character is drawn, blurred and made
 * small; two that nearly cover each other are alike. Needs the browser of the tests and the font Noto Sans CJK SC (SIL OFL); only
 * which characters are alike is kept.
 *   node build/screening/make-shape-likes.mjs
 */
import { writeFileSync } from "node:fs";

import { chromium } from "@playwright/test";

import { characters } from "../../shared/domain/screening/data/word-statistics.ts";

/** The right characters: those of words in use. */
const RIGHT = 3800;
/** How many characters may stand wrongly for one, and how much they must be alike: common ones, then rare ones. */
const COMMON = { most: 12, least: 0.5 };
const RARE = { most: 4, least: 0.6 };
const SIDE = 24;

/** Draws in the page; the values of one character after the other, 0 to 255. */
function draw(text) {
  const large = new OffscreenCanvas(48, 48);
  const small = new OffscreenCanvas(24, 24);
  const pen = large.getContext("2d");
  const reduced = small.getContext("2d", { willReadFrequently: true });
  if (!pen || !reduced) throw new Error("no canvas");
  let values = "";
  for (const char of text) {
    pen.filter = "none";
    pen.fillStyle = "black";
    pen.fillRect(0, 0, 48, 48);
    pen.filter = "blur(1.2px)";
    pen.fillStyle = "white";
    pen.font = '40px "Noto Sans CJK SC"';
    pen.textBaseline = "alphabetic";
    pen.fillText(char, 4, 39);
    reduced.drawImage(large, 0, 0, 24, 24);
    const { data } = reduced.getImageData(0, 0, 24, 24);
    for (let at = 0; at < data.length; at += 4) values += String.fromCharCode(data[at] ?? 0);
  }
  return values;
}

const wrong = [];
for (let code = 0x4e00; code <= 0x9fa5; code += 1) wrong.push(String.fromCharCode(code));
const browser = await chromium.launch({
  executablePath: process.env["CHROMIUM"] ?? "/usr/bin/chromium",
  args: ["--no-sandbox"],
});
const page = await browser.newPage();
const size = SIDE * SIDE;
const values = new Float32Array(wrong.length * size);
for (let from = 0; from < wrong.length; from += 500) {
  const drawn = await page.evaluate(draw, wrong.slice(from, from + 500).join(""));
  for (let at = 0; at < drawn.length; at += 1) values[from * size + at] = drawn.charCodeAt(at);
}
await browser.close();

const mean = new Float64Array(size);
for (let at = 0; at < values.length; at += 1)
  mean[at % size] = (mean[at % size] ?? 0) + (values[at] ?? 0) / wrong.length;
for (let char = 0; char < wrong.length; char += 1) {
  let length = 0;
  for (let at = 0; at < size; at += 1) {
    const value = (values[char * size + at] ?? 0) - (mean[at] ?? 0);
    values[char * size + at] = value;
    length += value * value;
  }
  const scale = 1 / Math.sqrt(length || 1);
  for (let at = 0; at < size; at += 1) values[char * size + at] = (values[char * size + at] ?? 0) * scale;
}

const common = new Set(characters);
const lines = [];
let count = 0;
for (const right of characters.slice(0, RIGHT)) {
  const here = right.charCodeAt(0) - 0x4e00;
  if (here < 0 || here >= wrong.length) continue;
  const likes = [];
  for (const [other, char] of wrong.entries()) {
    if (char === right) continue;
    let alike = 0;
    for (let at = 0; at < size; at += 1) alike += values[here * size + at] * values[other * size + at];
    if (alike >= COMMON.least) likes.push({ char, alike });
  }
  likes.sort((one, other) => other.alike - one.alike);
  const taken = [
    ...likes.filter(({ char }) => common.has(char)).slice(0, COMMON.most),
    ...likes.filter(({ char, alike }) => !common.has(char) && alike >= RARE.least).slice(0, RARE.most),
  ];
  if (taken.length === 0) continue;
  count += taken.length;
  lines.push(right + taken.map(({ char }) => char).join(""));
}

const joined = [];
for (let at = 0; at < lines.length; at += 40) joined.push(JSON.stringify(lines.slice(at, at + 40).join(" ")));
writeFileSync(
  new URL("../../shared/domain/screening/data/shape-likes.ts", import.meta.url),
  `// Made by build/screening/make-shape-likes.mjs: characters drawn in Noto Sans CJK SC (SIL Open Font License 1.1) and compared.

/** Each right character, then those that look like it, most alike first; set apart by blanks. */
export const shapeLikes =
  ${joined.join(" +\n  ").replaceAll('" +', ' " +')};
`,
);
console.log(`${lines.length} characters, ${count} likes`);
