/**
 * Makes `shared/domain/search/data/usual-forms.ts`: traditional characters and other forms, each with the simplified one it is
 * searched by, from the tables of OpenCC as the npm package opencc-js brings them.
 *   npm pack opencc-js@1.4.2 && tar xf opencc-js-1.4.2.tgz
 *   node build/search/make-usual-forms.mjs package/dist/esm-lib/dict
 * A character of GB/T 2312 stays as it is (著, 乾, 后): it is written today, and what it may stand for elsewhere is no other form of it.
 */
import { writeFileSync } from "node:fs";
import { resolve } from "node:path";

const [folder = "."] = process.argv.slice(2);

/** The pairs of one table, each a character and the first that stands for it. */
async function pairsOf(name) {
  const { default: text } = await import(resolve(folder, `${name}.js`));
  return text
    .split("|")
    .map((line) => line.split(" "))
    .filter(([from, to]) => from !== to);
}

const decoder = new TextDecoder("gbk");
/** The characters of GB/T 2312: rows 16 to 87. */
const written = new Set();
for (let row = 0xb0; row <= 0xf7; row += 1)
  for (let cell = 0xa1; cell <= 0xfe; cell += 1) {
    const character = decoder.decode(Uint8Array.of(row, cell));
    if (/^\p{Script=Han}$/u.test(character)) written.add(character);
  }

const simplified = new Map(await pairsOf("TSCharacters"));
const forms = new Map();
/** One unit of UTF-16 each, so that places in a text stay what they are; compatibility forms are folded by NFKC. */
const isPlain = (character) => character.length === 1 && character.normalize("NFKC") === character;
const add = (form, usual) => {
  if (form !== usual && isPlain(form) && isPlain(usual) && !written.has(form) && !forms.has(form))
    forms.set(form, usual);
};
for (const [form, usual] of simplified) add(form, usual);
for (const table of ["TWVariantsRev", "HKVariantsRev", "JPShinjitaiCharactersRev"])
  for (const pair of await pairsOf(table)) {
    const usual = [...pair.map((one) => simplified.get(one)), ...pair].find((one) => written.has(one));
    if (usual !== undefined) for (const form of pair) add(form, usual);
  }
// A form of a form: the last one counts.
for (const [form, usual] of forms) {
  let last = usual;
  while (forms.has(last)) last = forms.get(last);
  forms.set(form, last);
}

const packed = [...forms]
  .toSorted(([a], [b]) => (a < b ? -1 : 1))
  .flat()
  .join("");
writeFileSync(
  new URL("../../shared/domain/search/data/usual-forms.ts", import.meta.url),
  `// Made by build/search/make-usual-forms.mjs from the character tables of OpenCC (https://github.com/BYVoid/OpenCC, Apache License 2.0)
// in opencc-js 1.4.2. Which character stands for which; no phrase is taken.

/** Traditional characters and other forms, each followed by the one it is searched by. */
export const usualForms =
  "${packed}";
`,
);
console.log(`${forms.size} forms`);
