/**
 * Characters of the block CJK Radicals Supplement and the ideographs they stand for (Unicode,
 * Equivalent_Unified_Ideograph), in pairs; before them two Kangxi radicals whose own equivalents are not written today.
 * Browsers that print a page take the radical for the character where a font draws both with one glyph, and what is copied
 * out of such a page brings it along.
 */
const pairs =
  "⼾户⾭青" +
  "⺁厂⺂乛⺃乚⺄乙⺅亻⺆冂⺈刀⺉刂⺊卜⺋㔾⺌小⺍小⺎兀⺏尣⺐尢⺒巳⺓幺⺔彑⺕彐⺖忄⺗心⺘扌⺙攵⺛旡⺜日⺝月⺞歺⺠民⺡氵⺢氺⺣灬⺤爫⺥爫⺦丬⺧牛⺨犭⺩王⺫目⺬示⺭礻" +
  "⺯糹⺰纟⺱罓⺲罒⺳㓁⺴冗⺶羊⺹耂⺺肀⺻聿⺼肉⺾艹⺿艹⻀艹⻁虎⻂衤⻃覀⻄西⻅见⻆角⻈讠⻉贝⻋车⻌辶⻍辶⻎辶⻏邑⻐钅⻑長⻒镸⻓长⻔门⻖阝⻗雨⻘青⻙韦⻚页⻛风⻜飞⻝食" +
  "⻟飠⻠饣⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻫斉⻬齐⻭歯⻮齿⻯竜⻰龙⻱龜⻲亀";

/** Radicals, by themselves, and the ideograph each stands for. */
export const ideographsOfRadicals: ReadonlyMap<string, string> = new Map(
  Array.from({ length: pairs.length / 2 }, (_, index) => [
    pairs[index * 2] ?? "",
    pairs[index * 2 + 1] ?? "",
  ]),
);

/** The unified ideographs for the radicals and compatibility forms of a text. */
export function unifyForms(text: string): string {
  if (!/[\u2e80-\u2fdf\uf900-\ufaff]/u.test(text)) return text;
  return text
    .replaceAll(/[\u2e80-\u2fdf]/gu, (form) => ideographsOfRadicals.get(form) ?? form)
    .normalize("NFKC");
}
