/** What stands behind 责任单位：: the units, and a sentence after them that speaks of other tasks. */
export interface ResponsibleUnits {
  readonly units: readonly string[];
  /** Units that this note makes responsible for every task after it as well. */
  readonly unitsOfAllTasks: readonly string[];
  /** A time limit written among the units: 「县政府办公室负责；长期坚持」. */
  readonly limits: readonly string[];
}

/** 「市财政局；配合单位：市发展改革委」: who leads and who helps are named behind words of their own. */
const roleLabel =
  /(?<=[、，,；;\s]|^)(?:责任|牵头|落实|配合|承办|主办|协办|参与|实施)(?:单位|部门|处室|科室|股室)[：:]/gu;
/** 「省商务厅牵头」, 「省财政厅等部门按职责分工负责」: what a unit does, behind its name. */
const roleBehind =
  /(?:按照?(?:各自)?职责(?:分工)?(?:共同)?(?:负责|落实)?|分别负责|分工负责|共同负责|具体负责|负责落实|负责|牵头|配合|参与|落实)$/u;
/** A name of a unit begins with none of these. */
const limitStart =
  /^(?:长期|持续|常年|全年|即时|实时|随时|每|按[月季年]|\d|[第一二三四]+季度|[上下]半年|年[底末内])/u;
/** 「市教育局会同市财政局」 names two. */
const together = /(?<=局|委|办|厅|院|部|室|府|中心|牵头)会同/u;

/** Splits at 、，and 等, but not inside brackets: 各区〈市〉政府 stays one name. */
export function splitUnits(text: string): string[] {
  const names: string[] = [];
  let depth = 0;
  let name = "";
  for (const character of text) {
    if ("〈（(《〔".includes(character)) depth += 1;
    if ("〉）)》〕".includes(character)) depth -= 1;
    if (depth === 0 && "、，,；; \n".includes(character)) {
      names.push(name);
      name = "";
    } else {
      name += character;
    }
  }
  names.push(name);
  return names
    .flatMap((part) => part.split(together))
    .map(withoutRole)
    .flatMap(splitAtAndOthers)
    .filter((part) => part !== "");
}

/** Names of units have some twenty characters; what is longer is left as it stands. */
const LONGEST_NAME = 100;

function withoutRole(name: string): string {
  let bare = name.trim();
  if (bare.length > LONGEST_NAME) return bare;
  for (;;) {
    const shorter = bare.replace(roleBehind, "");
    if (shorter === bare) return bare;
    bare = shorter;
  }
}

/** 「市司法局等市政府有关部门单位」 names a unit and a group; 等 inside a name (市高等法院) splits nothing, 「等部门」 names nobody. */
function splitAtAndOthers(name: string): string[] {
  const match = /^(.+?[局委办厅院部会行处室府司])等(.*)$/.exec(name);
  if (!match) return [name];
  const others = (match[2] ?? "").trim();
  return [match[1] ?? "", /^(?:部门|单位|部门单位)$/u.test(others) ? "" : others];
}

const allTasks = /以下[^。]{0,12}均需([^。]+?)(?:负责|落实)/;

/** Reads the inside of （责任单位：…）, without the brackets and the label. */
export function readResponsibleUnits(inside: string): ResponsibleUnits {
  const [first = "", ...rest] = inside.split("。");
  const forAll = allTasks.exec(rest.join("。"));
  const names = splitUnits(first.replace(roleLabel, ""));
  return {
    units: names.filter((name) => !limitStart.test(name)),
    unitsOfAllTasks: forAll ? splitUnits(forAll[1] ?? "") : [],
    limits: names.filter((name) => limitStart.test(name)),
  };
}
