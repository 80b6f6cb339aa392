/** What stands in （责任单位：…）: the units, and a sentence after them that speaks of other tasks. */
export interface ResponsibleUnits {
  readonly units: readonly string[];
  /** Units that this note makes responsible for every task after it as well. */
  readonly unitsOfAllTasks: readonly string[];
}

/** 「市财政局；配合单位：市发展改革委」: who leads and who helps are named behind words of their own. */
const roleLabel = /(?<=[、，,；;\s]|^)(?:责任|牵头|落实|配合|承办|主办)单位[：:]/gu;

/** Splits at 、，and 等, but not inside brackets: 各区〈市〉政府 stays one name. */
function splitUnits(text: string): string[] {
  const names: string[] = [];
  let depth = 0;
  let name = "";
  for (const character of text) {
    if ("〈（(《".includes(character)) depth += 1;
    if ("〉）)》".includes(character)) depth -= 1;
    if (depth === 0 && "、，,；; \n".includes(character)) {
      names.push(name);
      name = "";
    } else {
      name += character;
    }
  }
  names.push(name);
  return names.flatMap((part) => splitAtAndOthers(part.trim())).filter((part) => part !== "");
}

/** 「市司法局等市政府有关部门单位」 names a unit and a group; 等 inside a name (市高等法院) splits nothing. */
function splitAtAndOthers(name: string): string[] {
  const match = /^(.+?[局委办厅院部会行处室府司])等(.*)$/.exec(name);
  return match ? [match[1] ?? "", (match[2] ?? "").trim()] : [name];
}

const allTasks = /以下[^。]{0,12}均需([^。]+?)(?:负责|落实)/;

/** Reads the inside of （责任单位：…）, without the brackets and the label. */
export function readResponsibleUnits(inside: string): ResponsibleUnits {
  const [first = "", ...rest] = inside.split("。");
  const forAll = allTasks.exec(rest.join("。"));
  return {
    units: splitUnits(first.replace(roleLabel, "")),
    unitsOfAllTasks: forAll ? splitUnits(forAll[1] ?? "") : [],
  };
}
