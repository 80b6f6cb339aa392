/** 发文字号 in any form of brackets: 枣政办发〔2024〕5号, 枣政办发[2024]第5号, 枣政办发（2024）5. */
const docNumber =
  /^(?<code>[\p{Script=Han}A-Za-z·-]{2,40})[[(【〔{<〈](?<year>(?:19|20)\d{2})[\])】〕}>〉]第?0*(?<number>[1-9]\d{0,5})号?$/u;

const brackets = ["〔〕", "[]", "()", "（）", "【】", "［］", "﹝﹞", "〈〉"];

/** The ways a number may be written in its field; undefined for what is no number of a paper. */
export function docNumberForms(typed: string): readonly string[] | undefined {
  const found = docNumber.exec(
    typed
      .normalize("NFKC")
      .replaceAll(/[〈《﹝]/gu, "〔")
      .replaceAll(/[〉》﹞]/gu, "〕")
      .replaceAll(/\s+/gu, ""),
  )?.groups;
  if (!found) return undefined;
  const [code = "", year = "", number = ""] = [found["code"], found["year"], found["number"]];
  return brackets.flatMap((pair) =>
    ["", "第"].map((ordinal) => `${code}${pair.charAt(0)}${year}${pair.charAt(1)}${ordinal}${number}号`),
  );
}
