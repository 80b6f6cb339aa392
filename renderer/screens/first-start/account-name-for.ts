/**
 * A proposal for an account name: the person's name in pinyin, "chenli", with surnames read as surnames (单 shan,
 * 仇 qiu). The table of readings is large, so it is loaded when the first name is typed. `taken` gets a number.
 */
export async function accountNameFor(personName: string, taken: readonly string[]): Promise<string> {
  const { pinyin } = await import("pinyin-pro");
  const base = pinyin(personName.trim(), { toneType: "none", type: "array", surname: "head", v: true })
    .join("")
    .toLowerCase()
    .replaceAll(/[^a-z0-9]/g, "")
    .slice(0, 36);
  if (base.length < 2) return "";
  if (!taken.includes(base)) return base;
  let number = 2;
  while (taken.includes(`${base}${number}`)) number += 1;
  return `${base}${number}`;
}
