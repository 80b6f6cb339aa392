/** Slips in organ names, fixed phrases and ordinary words; abolished organs; wording that breaks the rules of style. */
import type { Block } from "../block.ts";
import { CharSet } from "../char-set.ts";
import { areConfusable } from "../confusables.ts";
import { HeadPattern } from "../edge-pattern.ts";
import {
  cutsWordNearToOthers,
  endingReadsOn,
  fuzzyPhrases,
  isRightForm,
  isRightFormWithin,
  phraseSlip,
} from "../fuzzy-phrases.ts";
import { hasCommonSurname, isCommonWord, isCommonWordAt, mayBeginName } from "../name-grammar.ts";
import { nameOdds } from "../name-odds.ts";
import { isRightBeside } from "../rules/collocations.ts";
import { wordStatistics } from "../word-statistics.ts";
import { isCredited, officeHolders } from "./names/public-mentions.ts";
import { curatedSlips } from "../rules/slips.ts";
import { abolishedOrgans } from "../rules/organs.ts";
import { sensitiveWords } from "../rules/sensitive-words.ts";

const placeBefore =
  /(?:国家|[\u3400-\u9fff]{0,4}(?:省|自治区|市|县|区|州|盟|旗|镇|乡)|[我本各贵]|[省市县区州旗盟镇乡党]委|中国)$/u;

/** How far a place in front of an organ belongs to its name: 「市」, 「国家」, 「某省」. */
function withPlace(text: string, start: number): number {
  const before = text.slice(Math.max(0, start - 2), start);
  if (before === "国家" || before === "中国") return start - 2;
  return /[省市县区州旗]$/u.test(before) ? start - 1 : start;
}

export function detectWording(block: Block): void {
  for (const { half, start } of block.phraseHalves) phraseSlipAt(block, half, start);
  for (const { term, start, end } of block.wording) {
    switch (term.kind) {
      case "wrong-form":
        if (!term.weighed || readsBetter(block, start, term.right))
          wrongFormAt(block, start, end, term.right, term.organ);
        break;
      case "slip":
        slipAt(block, start, end, term.right);
        break;
      case "abolished":
        abolishedAt(block, term.index, start, end);
        break;
      case "sensitive":
        sensitiveAt(block, term.index, start, end);
        break;
      case "hmt":
        placeAsCountryAt(block, start, end);
        break;
      default:
        break;
    }
  }
  detectWordSlips(block);
}

const advice = (right: string): string => `疑应为“${right}”`;

function phraseSlipAt(block: Block, half: number, start: number): void {
  const phrase = fuzzyPhrases[half >> 1];
  if (!phrase) return;
  const slip = phraseSlip(block.folded.codes, half, start);
  if (!slip) return;
  const wrong = block.text.slice(slip.start, slip.end);
  if (isRightForm(wrong) || slip.start < 0) return;
  if (insideRightForm(block.text, slip.start, slip.end)) return;
  // 「三重一特」 is coined after 「三重一大」.
  if (!phrase.organ && isCounted(wrong) && isUnlike(wrong, phrase.text)) return;
  // 「二十届二中全会」 is none of 「二十届三中全会」.
  if (!phrase.organ && differsInNumeral(wrong, phrase.text)) return;
  // 「先审查后公开」: only a mark is missing.
  if (wrong === phrase.text.replace(/[、，]/gu, "")) return;
  // 「行政|服务中心」 is not 「政务服务中心」 with a character missing.
  if (
    wrong.length < phrase.text.length &&
    block.text.slice(slip.start - 2, slip.start) !== "国家" &&
    isCommonWordAt(block.text, slip.start - 1) &&
    !/[省市县区州]/u.test(block.text.charAt(slip.start - 1))
  )
    return;
  // 「安全生产责任|重于泰山」: right but for an end that is another word.
  if (
    wrong.length === phrase.text.length &&
    isRightForm(phrase.text.slice(0, -1)) &&
    wrong.slice(0, -1) === phrase.text.slice(0, -1) &&
    !areConfusable(wrong.charCodeAt(wrong.length - 1), phrase.text.charCodeAt(phrase.text.length - 1))
  )
    return;
  // 「中共|青田县委」
  if (wrong.startsWith("共") && block.text.charAt(slip.start - 1) === "中") return;
  // 「市场监督管理局|局长」
  if (wrong.at(-1) === wrong.at(-2) && isCommonWordAt(block.text, slip.end - 1)) return;
  // 「交通运输|居全省前列」, 「发展和改革委员|委托」
  if (
    phrase.organ &&
    (wrong.endsWith("居") || wrong.endsWith("委")) &&
    wrong.at(-1) !== phrase.text.at(-1) &&
    endingReadsOn(block.text.slice(slip.end - 1, slip.end + 1))
  )
    return;
  // 「老旧|危房改造」
  if (
    !phrase.organ &&
    wrong.charAt(0) !== phrase.text.charAt(0) &&
    isCommonWordAt(block.text, slip.start - 1)
  )
    return;
  // The changed head may be the end of the word before: 「市数据局」 is not 「大数据局」 with a slip.
  if (phrase.organ && isRightForm(wrong.slice(1)) && !isRightForm(phrase.text.slice(1))) return;
  if (phrase.organ && (isRightForm(wrong.slice(1)) || isRightForm(wrong.slice(2)))) return;
  const from = phrase.organ ? withPlace(block.text, slip.start) : slip.start;
  block.report({
    type: "TYPO",
    start: from,
    end: slip.end,
    ruleId: phrase.organ ? "typo-organ" : "typo-phrase",
    note: advice(phrase.text),
  });
}

/** 「三重一大」, 「两新一重」: figures and what they count. */
const isCounted = (text: string): boolean => /^(?:[一二两三四五六七八九十][\u3400-\u9fff]){2}$/u.test(text);

/** Of two texts of one length whether they differ in a character that neither sounds nor looks alike. */
const isUnlike = (text: string, other: string): boolean =>
  text.length === other.length &&
  Array.from(text).some(
    (char, at) => char !== other.charAt(at) && !areConfusable(char.charCodeAt(0), other.charCodeAt(at)),
  );

/** Whether two texts of one length differ in nothing but numerals. */
const differsInNumeral = (text: string, other: string): boolean =>
  text.length === other.length &&
  Array.from(text).every(
    (char, at) => char === other.charAt(at) || (numerals.hasAt(text, at) && numerals.hasAt(other, at)),
  );

/** What the words around a term must gain with the right one; a natural logarithm. */
const LEAST_OF_TERM = 4;

/**
 * Whether what stands around the wrong form of a term, which may be words of its own (身份|征, 参访|人员), reads better with the
 * right one.
 */
const readsBetter = ({ text, wordSlips, folded }: Block, start: number, right: string): boolean =>
  !isCommonWordAt(text, start + right.length - 1) &&
  wordSlips.gainOf(folded.codes, folded.length, start, right) >= LEAST_OF_TERM;

/** What the words around must gain where they share a character with what stands there: 「坚决社绝|不…」. */
const LEAST_ACROSS = 14;
const readsMuchBetter = ({ wordSlips, folded }: Block, start: number, right: string): boolean =>
  right.length === 2 && wordSlips.gainOf(folded.codes, folded.length, start, right) >= LEAST_ACROSS;

function wrongFormAt(block: Block, start: number, end: number, right: string, organ: boolean): void {
  const { text } = block;
  const after = text.slice(end, end + 2);
  // 「提高|高质量发展」 doubles nothing either, nor does 「宗旨为|为人民服务」.
  if (
    text.slice(start, end) === right.charAt(0) + right &&
    (isCommonWordAt(text, start - 1) || /^[为以对]/u.test(right))
  )
    return;
  // 「高质量发展|展览」, 「市财政局|局长」 double nothing.
  if (
    text.slice(start, end) === right + right.slice(-1) &&
    (isCommonWordAt(text, end - 1) || (/^[\u3400-\u9fff]/u.test(after) && !isCommonWord(after)))
  )
    return;
  if (organ) {
    // 「所在村|村民委员会」: the name of a place ends in what the organ begins with.
    if (text.slice(start, end) === right.charAt(0) + right && unitHeads.hasAt(right, 0)) return;
    if (insideRightForm(text, start, end)) return;
    const before = text.slice(Math.max(0, start - 6), start);
    const anchored = placeBefore.test(before);
    const opening =
      before === "" ||
      !/[\u3400-\u9fff]$/u.test(before) ||
      /[由经向请报送在与和及至到对为是给找去]$/u.test(before);
    const ending = text.slice(end - 1, end);
    if (!anchored && !opening) return;
    if (ending === "部" && /^[门分署队位件落长级委属里内下首]/u.test(after)) return;
    if (!anchored && end - start < 4 && !/[局厅署部步布]$/u.test(ending)) return;
    if (!/[局厅部委署办馆会]$/u.test(ending) && endingReadsOn(text.slice(end - 1, end + 1))) return;
    if (
      !/[局厅部委署办馆会]$/u.test(ending) &&
      !anchored &&
      end - start < 5 &&
      /^[\u3400-\u9fff]/u.test(after)
    )
      return;
    if (/^[部委]$/u.test(ending) && after.startsWith("门")) return;
    if (isCommonWordAt(text, start - 1) && !anchored) return;
    if (isCommonWordAt(text, start) && !isCommonWord(right.slice(0, 2))) return;
    block.report({
      type: "TYPO",
      start: withPlace(text, start),
      end,
      ruleId: "typo-organ",
      note: advice(right),
    });
    return;
  }
  if (insideRightForm(text, start, end) || wordStatistics().isWordAt(text, start - 3, 4)) return;
  const wrong = text.slice(start, end);
  // 「可以可以！」 is spoken; the sentence goes on where a word was typed twice.
  if (wrong === right + right && !/^[\u3400-\u9fff\d“《]/u.test(after)) return;
  // 「编制依据|依据《…》」: a heading runs into its text.
  if (wrong === "依据依据" && after.startsWith("《") && isCommonWordAt(text, start - 2)) return;
  if (isRightBeside(wrong, text.slice(Math.max(0, start - 4), start), text.slice(end, end + 44))) return;
  if (wrong.charAt(0) !== right.charAt(0) && isCommonWordAt(text, start - 1)) return;
  if (wrong.at(-1) !== right.at(-1) && isCommonWordAt(text, end - 1)) return;
  const half = slippedHalf(block, wrong, right);
  if (half === undefined)
    block.report({ type: "TYPO", start, end, ruleId: "typo-phrase", note: advice(right) });
  else
    block.report({
      type: "TYPO",
      start: start + half,
      end: start + half + 2,
      ruleId: "typo-word",
      note: advice(right.slice(half, half + 2)),
    });
}

/** Curated slips of two characters: wrong and right. */
const curatedPairs: ReadonlyMap<string, string> = new Map(
  curatedSlips.filter(([wrong]) => wrong.length === 2),
);

/** Where in a phrase of two words the one begins that is a known slip by itself: 「工作|按排」. */
function slippedHalf({ wordSlips }: Block, wrong: string, right: string): 0 | 2 | undefined {
  if (wrong.length !== 4 || right.length !== 4) return undefined;
  for (const half of [0, 2] as const) {
    const word = wrong.slice(half, half + 2);
    if (wrong.slice(2 - half, 4 - half) !== right.slice(2 - half, 4 - half)) continue;
    const meant = curatedPairs.get(word) ?? wordSlips.listedFor(word.charCodeAt(0), word.charCodeAt(1));
    if (meant === right.slice(half, half + 2) && isCommonWord(right.slice(2 - half, 4 - half))) return half;
  }
  return undefined;
}

/** 「公|租房保障」, 「学|思用|贯通」: a right phrase around it holds what looks like a slip. Constant work a hit. */
function insideRightForm(text: string, start: number, end: number): boolean {
  if (isRightFormWithin(text, start, end)) return true;
  for (let from = start; from >= Math.max(0, start - 3); from -= 1)
    for (let to = end; to <= end + 3; to += 1)
      if ((from < start || to > end) && isRightFormWithin(text, from, to)) return true;
  return false;
}

/** The first or last character belongs to a word outside: 「以经|济」 and 「案以|经」 are no slips. */
function crossesWords(text: string, start: number, end: number): boolean {
  return isCommonWordAt(text, start - 1) || isCommonWordAt(text, end - 1);
}

/** The same for words of three and four characters: 「西红柿|长得」, 「挨家挨户|给」. */
function crossesLongWord(text: string, start: number, end: number): boolean {
  const words = wordStatistics();
  return (
    words.isWordAt(text, start - 2, 3) ||
    words.isWordAt(text, start - 3, 4) ||
    words.isWordAt(text, end - 1, 3) ||
    words.isWordAt(text, end - 1, 4)
  );
}

/** 「军属|的管理」 is not 「属地管理」: a particle stands behind the end of a word. */
const followsWord = (text: string, start: number, right: string): boolean =>
  text.charAt(start + 1) === "的" && right.charAt(1) !== "的" && isCommonWordAt(text, start - 1);

/** Labels a name stands behind. */
const namesFollow: ReadonlySet<string> = new Set(["person", "name", "contact", "official"]);

function slipAt(block: Block, start: number, end: number, right: string): boolean {
  // 「既使……，又使……」 is a pair of its own.
  if (
    right === "即使" &&
    /^[^。；\n]{0,30}，(?:又|(?:也|还|更)[使让令])/u.test(block.text.slice(end, end + 32))
  )
    return false;
  // 「申请人|蒋军要求…」: a name behind a role.
  if (
    mayBeginName(block.text.charAt(start)) &&
    block
      .labelsWithin(start - 4, start)
      .some(
        ({ end: labelEnd, label }) =>
          labelEnd === start &&
          namesFollow.has(label) &&
          (label !== "person" || block.text.charAt(start) !== right.charAt(0)),
      )
  )
    return false;
  // 「持证人廖才政」: the rest of one.
  if (
    end - start === 2 &&
    hasCommonSurname(block.text.slice(start - 1, end)) &&
    nameOdds(block.text, start - 1, 3) > 0 &&
    block
      .labelsWithin(start - 5, start - 1)
      .some(({ end: labelEnd, label }) => labelEnd === start - 1 && namesFollow.has(label))
  )
    return false;
  if (
    isRightBeside(
      block.text.slice(start, end),
      block.text.slice(Math.max(0, start - 4), start),
      block.text.slice(end, end + 44),
    )
  )
    return false;
  if (crossesWords(block.text, start, end) && !readsMuchBetter(block, start, right)) return false;
  if (inPlaceOrNumber(block.text, start, end) || insideRightForm(block.text, start, end)) return false;
  if (inCampaign(block.text, start, end) || isNamedInPublic(block, start, end)) return false;
  if (isInPlaceName(block.text, start, end, true) || inSlogan(block.text, start, end)) return false;
  // 「李涛，王|树民，周敏」
  if (
    end - start === 2 &&
    nameOdds(block.text, start - 1, 3) >= LEAST_BETWEEN_MARKS &&
    listMarks.hasAt(block.text, start - 2) &&
    listMarks.hasAt(block.text, end)
  )
    return false;
  if (end - start === 2 && cutsWordNearToOthers(block.text, start, end)) return false;
  block.report({ type: "TYPO", start, end, ruleId: "typo-word", note: advice(right) });
  return true;
}

/** The end of an organ, or of its short name: 「县局」, 「教育局」, 「市委」. */
const organEnds =
  /(?:[省市县区州旗我贵本该总分两各]|教育|公安|民政|财政|司法|水利|商务|统计|信访|体育|邮政|文物|能源|数据|气象|税务|海洋|医保|人社|住建|城管|林业|卫健|文旅|应急|交通|农业|农村|资源|环境|管理|监督|执法|审批|服务|保障|运输|建设|规划|草原|审计|档案)[局厅]$/u;
const sectionEnds = /(?:[局厅委院校处部]|中心)[\u3400-\u9fff]{1,5}科$/u;

/** 「李巷村」 is a village; 「（2025）闽鼎证民字第1023号」 holds short forms of offices. */
function inPlaceOrNumber(text: string, start: number, end: number): boolean {
  return (
    // 「川优6203、富优8217」: sorts of rice.
    (end - start === 2 && /^[、，](?:[\u3400-\u9fff]{2})\d{3,4}/u.test(text.slice(start - 1, end + 4))) ||
    (/[村镇区]$/u.test(text.slice(start, end)) && mayBeginName(text.charAt(start - 1))) ||
    // 「湖南省|娄底市」: a unit ends inside, and the name of the next one begins.
    (/^[省市县区]/u.test(text.slice(start, end)) &&
      isHanAt(text, start - 1) &&
      /^[\u3400-\u9fff]{0,3}?[市县区镇乡村街路]/u.test(text.slice(end, end + 4))) ||
    // 「县局|补发」, 「教育局|体卫艺股」: an organ ends inside.
    organEnds.test(text.slice(Math.max(0, start - 3), start + 1)) ||
    // 「县局文旅|科」: a section of one does.
    (text.charAt(end - 1) === "科" &&
      sectionEnds.test(text.slice(Math.max(0, start - 8), end)) &&
      !/^[\u3400-\u9fff]/u.test(text.slice(end, end + 1).replace(/[负长室员股牵承审汇制组联、]/u, ""))) ||
    // 「食药监办食监一〔2015〕」
    /^[\u3400-\u9fff]{0,4}[〔[(（【]\d{4}[〕\])）】]/u.test(text.slice(end, end + 10)) ||
    /^[\u3400-\u9fff]{0,3}字(?:第|[〔[(（])/u.test(text.slice(end, end + 6)) ||
    (text.charAt(end - 1) === "字" && /^[第〔[(]/u.test(text.charAt(end)))
  );
}

const numerals = new CharSet("一二三四五六七八九十百千万亿零两壹贰叁肆伍陆柒捌玖拾佰仟元第");

/** Where names of firms, shops and co-operatives end. */
const firm =
  /^[\u3400-\u9fff（(）)]{0,10}?(?:公司|集团|合作社|商行|经营部|超市|饭店|酒店|宾馆|药店|药房|诊所|门市|工厂|制品厂|加工厂|酿造厂|酒厂|纺织厂|机械厂|农场|工作室|事务所|商店|餐馆|茶楼|花园|小区|家园|国际|大厦|广场)/u;
const placeEnds = new CharSet("省市县区镇乡村街路巷弄苑庄屯寨坪湾沟桥江河湖山岭旗盟栋幢楼园州");
const unitHeads = new CharSet("省市县区乡镇村州旗盟组户栋幢号");
const placeAhead =
  /^(?:大道|社区|新城|新区|小学|中学|学校|医院|水库|公园|广场|花园|小区|林场|农场|煤矿|机场|高速|大桥|大街|胡同|嘎查|苏木|自治|开发)/u;
/** Characters foreign names are written with. */
const foreign = new CharSet("么尔斯基兹维蒂拉姆埃伊扎尼塔迪努赫契茨耶圭卡巴沃莱沙济诺洛里亚");
/** Characters of place names that hardly stand in a word. */
const ofPlaces = new CharSet(
  "淯滍沣涢溇澴浠灈洣漯潢渌澽淅溆滏洺汶潞浉濞鬃涪濮亳儋衢鄞郫邛崃岷泸郴沅澧醴耒攸浏汨泾洮湟渑睢郾郸邯涿蠡滦隰绛嵊鄱婺歙黟濉颍邳沭盱眙郯莒鄄郓兖淄潍崂罘莆邕浔禺綦酆筠珙雒阆犍邡滇洱勐弋邗鄢鄯郏郧邙溧涞淇淝沂氿浈淠溱滁灞瀍",
);
/** From here on a slip is seen though its characters make words with those around it. */
const BEYOND_BORDERS = 10;
/** From here on neither a name nor a place explains what stands there; a natural logarithm. */
const BEYOND_NAMES = 19;
const BEYOND_PLACES = 13;
/** The same where a character of place names stands inside. */
const BEYOND_PLACE_CHARACTERS = 25;
const LEAST_BESIDE_SURNAME = 9.5;
/** Three characters between marks, of which two are a slip, are a name from here on; see nameOdds. */
const LEAST_BETWEEN_MARKS = 5;
const listMarks = new CharSet("、，,；; 　\n");
/** What reads so much like a name is one; see nameOdds. */
const LEAST_OF_NAME = 2;
const closing = new CharSet("”’》）)%％");
/** The door or the building of an estate: 「城东大道98号|领秀之江3栋」. */
const doorBefore = /\d号(?:院)?$/u;
const buildingBehind = /^[\u3400-\u9fff·]{0,5}\d{1,3}(?:号楼|[栋幢座期区])/u;
/** A row of characters as short as this is a cell or a name. */
const SHORT_ROW = 4;

/** How an office speaks of itself or of another. */
const namesOrgan = new CharSet("本我该贵");
const endsOrgan = new CharSet("委局院厅部办会所庭站队");

const isHanAt = (text: string, at: number): boolean => {
  const code = text.charCodeAt(at);
  return code >= 0x4e00 && code <= 0x9fff;
};

const isCounty = (word: string): boolean => word.endsWith("县") || word.endsWith("旗");

/** Slips in the words of the language, where no rule of ours spoke. */
function detectWordSlips(block: Block): void {
  const { text, folded } = block;
  /** The characters that belong to a slip already. */
  const taken = new Uint8Array(text.length);
  for (const { type, start, end } of block.findings) if (type === "TYPO") taken.fill(1, start, end);
  block.wordSlips.scan(folded.codes, folded.length, (slip) => {
    const { start, end, right, gain } = slip;
    // 「踏踏实实」, 「热热闹闹」: both characters are said twice on purpose.
    if (
      end - start === 3 &&
      text.charAt(start - 1) === text.charAt(start) &&
      text.charAt(end - 1) === text.charAt(end - 2)
    )
      return false;
    // 「苏记」 is a shop.
    if (end - start === 2 && text.charAt(end - 1) === "记" && hasCommonSurname(text.slice(start, end)))
      return false;
    if (slip.listed) return slipAt(block, start, end, right);
    if (taken.subarray(start, end).includes(1)) return false;
    // 「于向向」 is a name.
    if (
      end - start > right.length &&
      nameOdds(text, start - 1, 3) >= LEAST_OF_NAME &&
      !isCommonWordAt(text, start - 2)
    )
      return false;
    if (end - start === 2 && isCommonWordAt(text, start)) return false;
    // 「原|林场会计」
    if (
      text.charAt(start) === "原" &&
      !isHanAt(text, start - 1) &&
      wordStatistics().isWordAt(text, start + 1, 2)
    )
      return false;
    // 「本委|依法组成仲裁庭」
    if (endsOrgan.hasAt(text, start) && namesOrgan.hasAt(text, start - 1)) return false;
    if (followsWord(text, start, right) || isParallel(text, start, end)) return false;
    // 「阳信县」, 「阳新县」: a county is named by no word of the language.
    if (end - start === 3 && isCounty(text.slice(start, end)) && isCounty(right)) return false;
    if (
      isRightBeside(
        text.slice(start, end),
        text.slice(Math.max(0, start - 4), start),
        text.slice(end, end + 44),
      )
    )
      return false;
    if (
      holdsNumeral(text, start, end) ||
      inCaseNumber(text, start, end) ||
      inPlaceOrNumber(text, start, end) ||
      insideRightForm(text, start, end)
    )
      return false;
    if (gain < BEYOND_NAMES && (inCampaign(text, start, end) || isRepeated(text, start, end))) return false;
    if (gain < BEYOND_NAMES && inSlogan(text, start, end)) return false;
    const doubled = text.charAt(end - 1) === text.charAt(end - 2);
    if ((end - start === 2 || doubled) && cutsWordNearToOthers(text, start, end)) return false;
    if (gain < BEYOND_BORDERS && crossesWords(text, start, end)) return false;
    if (gain < BEYOND_NAMES && crossesLongWord(text, start, end)) return false;
    // 「3月5日|寄来」
    if (gain < BEYOND_BORDERS && /\d[年月日时分号]$/u.test(text.slice(Math.max(0, start - 1), start + 1)))
      return false;
    if (gain < BEYOND_NAMES && (mayBeNamed(block, start, end, gain) || isForeign(text, start, end)))
      return false;
    if (isNamedInPublic(block, start, end)) return false;
    if (gain < BEYOND_PLACES && isPlaceOrFirm(text, start, end)) return false;
    if (gain < BEYOND_PLACE_CHARACTERS && isInPlaceName(text, start, end, false)) return false;
    if (gain < BEYOND_PLACE_CHARACTERS && holdsPlaceCharacter(text, start, end)) return false;
    taken.fill(1, start, end);
    block.report({ type: "TYPO", start, end, ruleId: "typo-word", note: advice(right) });
    return true;
  });
}

/** 「“固防安民”行动」: campaigns have names made for them; 「专顶整治行动」 holds an ordinary word. */
function inCampaign(text: string, start: number, end: number): boolean {
  return (
    end - start === 2 &&
    (!isHanAt(text, start - 1) || text.charAt(start - 1) === "的") &&
    !isCommonWordAt(text, end) &&
    /^[\u3400-\u9fff]{2}”?(?:专项)?(?:行动|战役|攻势)/u.test(text.slice(end, end + 7))
  );
}

/** 「学古不泥古，学西不迷洋」: a short clause is built like the one in front of it. */
function beginsLikeClauseBefore(text: string, start: number): boolean {
  if (text.charAt(start - 1) !== "，") return false;
  const before = /([\u3400-\u9fff]{4,7})，$/u.exec(text.slice(Math.max(0, start - 8), start))?.[1];
  const clause = /^[\u3400-\u9fff]{4,7}(?=[，。；])/u.exec(text.slice(start, start + 8))?.[0];
  return (
    before !== undefined &&
    before.length === clause?.length &&
    before.charAt(0) === clause.charAt(0) &&
    before.charAt(2) === clause.charAt(2)
  );
}

/** 「边看边议」: words of one character in pairs; 「从高到低|取足」. */
function isParallel(text: string, start: number, end: number): boolean {
  // 「了解了了」: a particle typed twice.
  if (end - start !== 2 || text.startsWith("了了", start)) return false;
  if (beginsLikeClauseBefore(text, start)) return true;
  const same = (one: number, other: number): boolean =>
    isHanAt(text, one) && text.charCodeAt(one) === text.charCodeAt(other);
  return (
    same(start + 1, start + 3) ||
    same(start, start + 2) ||
    same(start, start - 2) ||
    same(start + 1, start - 1) ||
    /^[从由][\u3400-\u9fff][到至及]$/u.test(text.slice(start - 3, start))
  );
}

/** 「（2024）陕行终字第…」: short for a court and a kind of case. */
const caseAhead = /[(〔[](?:19|20)\d\d[)〕\]] ?[\u3400-\u9fff\d]{0,6}$/u;
const caseBehind = /^[\u3400-\u9fff]{0,5}(?:[字第]|\d)/u;
const inCaseNumber = (text: string, start: number, end: number): boolean =>
  caseAhead.test(text.slice(Math.max(0, start - 14), start)) && caseBehind.test(text.slice(end, end + 6));

function isForeign(text: string, start: number, end: number): boolean {
  let count = 0;
  for (let at = start - 1; at <= end; at += 1) if (foreign.hasAt(text, at)) count += 1;
  return count >= 2 || text.charAt(start - 1) === "·" || text.charAt(end) === "·";
}

/** What stands behind a name in a list or a line. */
const nameEnds = new CharSet("，、；;（(｜|");
/** 「伍佰万元」, 「第五批」 are read by themselves. */
function holdsNumeral(text: string, start: number, end: number): boolean {
  for (let at = start; at < end; at += 1) if (numerals.hasAt(text, at)) return true;
  return false;
}

/** A name that overlaps what looks like a slip. */
function mayBeNamed(block: Block, start: number, end: number, gain: number): boolean {
  const { text } = block;
  const least = end - start > 2 ? 4 : 2;
  for (let at = Math.max(0, start - 2); at < end; at += 1) {
    // 「路段|曰均」: what belongs to the word in front begins no name.
    if (isCommonWordAt(text, at - 1)) continue;
    for (let size = 2; size <= 3; size += 1) {
      if (at + size <= start || isCommonWordAt(text, at + size - 1)) continue;
      const odds = nameOdds(text, at, size) - (size === 3 && isCommonWordAt(text, at + 1) ? 3 : 0);
      const ends =
        nameEnds.hasAt(text, at + size) || /^(?:同志|先生|女士)/u.test(text.slice(at + size, at + size + 2));
      if (odds >= (ends ? 0 : least)) return true;
    }
  }
  // 「、于适、」, 「第12户果冉，」
  if (
    end - start === 2 &&
    mayBeginName(text.charAt(start)) &&
    (nameEnds.hasAt(text, end) || (gain < LEAST_BESIDE_SURNAME && hasCommonSurname(text.slice(start, end))))
  )
    return true;
  return block
    .labelsWithin(Math.max(0, start - 8), start)
    .some(
      ({ end: labelEnd, label }) =>
        namesFollow.has(label) &&
        labelEnd >= start - 2 &&
        (mayBeginName(text.charAt(labelEnd)) ||
          (/[:： 　\t]/u.test(text.charAt(labelEnd)) && mayBeginName(text.charAt(labelEnd + 1)))),
    );
}

/** 「县长魏传永…魏|传永强调」, 「编辑:许|细花」: the name of who holds an office in this text, or made the page. */
function isNamedInPublic(block: Block, start: number, end: number): boolean {
  const { text } = block;
  for (let at = Math.max(0, start - 2); at <= start; at += 1) {
    if (!mayBeginName(text.charAt(at))) continue;
    for (let size = 2; size <= 3; size += 1)
      if (at + size > start && at + size >= end - 1 && officeHolders(block).has(text.slice(at, at + size)))
        return true;
    if (at + 3 >= end && isCredited(text, block.lineAt(at), at)) return true;
  }
  return false;
}

/** 「“定启新程 襄聚未来”」, 「“组织联建 党员连心 民生联动”」: slogans are coined, four characters and four. */
function inSlogan(text: string, start: number, end: number): boolean {
  let from = start;
  while (start - from < 3 && isHanAt(text, from - 1)) from -= 1;
  if (end > from + 4 || !betweenFours.test(text.slice(from - 1, from + 5))) return false;
  const opening = text.slice(Math.max(0, from - 21), from);
  return (
    /[“"][^”"]*$/u.test(opening) &&
    (besideFour.test(text.slice(from + 5, from + 10)) || besideFour.test(text.slice(from - 5, from)))
  );
}
const betweenFours = /^[“"　 ·，、][\u3400-\u9fff]{4}[”"　 ·，、]$/u;
const besideFour = /^[\u3400-\u9fff]{4}[”"　 ·，、]$/u;

/** How far around a term is looked for again. */
const AROUND_TERM = 1_500;

/** 「到黄坭乡督导，黄坭乡领导陪同」: what stands twice beside the same character was not mistyped twice. */
function isRepeated(text: string, start: number, end: number): boolean {
  const wrong = text.slice(start, end);
  for (const form of [wrong + text.charAt(end), text.charAt(start - 1) + wrong]) {
    if (form.length !== 3 || !isHanAt(form, 0) || !isHanAt(form, 2)) continue;
    const from = Math.max(0, start - AROUND_TERM);
    const around = text.slice(from, end + AROUND_TERM);
    if (around.indexOf(form) !== around.lastIndexOf(form)) return true;
  }
  return false;
}

/** Not the second character of a place behind a particle, nor inside of one. */
const functionEnds = new CharSet("于与以因为此而其所了着的是");

/** Where the name of a township, a village or an estate ends, behind its first character. */
const placeEnding =
  /^([\u3400-\u9fff]{0,5}?)(?:[镇乡](?![镇村政党级长域亲])|村(?![民委级镇里中内落庄干支])|(?:[\u3400-\u9fff]?族){1,2}乡|路?街道|苏木|嘎查|社区|[林农牧渔茶畜]场|工业园|经济|开发区|管理[处区])/u;
/** Stand in front of the names of places. */
const leadsToPlace = new CharSet("在到由对向与和及往至经从去赴来入县市区省州旗镇乡");
const anyPlace = new CharSet("各本该全我每某此些多个");

/** 「桐汭街道」, 「英吾|斯塘乡」, 「由|雨山镇」, 「大陈镇」: the name of a place in which no word stands. */
function isInPlaceName(text: string, start: number, end: number, listed: boolean): boolean {
  if (end - start !== 2 || functionEnds.hasAt(text, start + 1)) return false;
  const name = placeEnding.exec(text.slice(start + 1, start + 13))?.[1];
  if (name === undefined || anyPlace.hasAt(name, name.length - 1)) return false;
  // 「渡假村」
  if (listed && name.length === 1) return false;
  // 「由|玉山镇」: many places are called like words.
  const led =
    leadsToPlace.hasAt(text, start) && name.length <= 3 && text.charAt(start + 1 + name.length) !== "村";
  if (!led && name !== "")
    for (let at = start + 1; at <= start + name.length; at += 1) if (isCommonWordAt(text, at)) return false;
  // A word or a particle ends in front of it, one character of the name between them or none.
  for (let at = start; at >= start - 2; at -= 1) {
    if (!isHanAt(text, at - 1) || leadsToPlace.hasAt(text, at - 1) || isCommonWordAt(text, at - 2))
      return true;
    if (isCommonWordAt(text, at - 1)) return false;
  }
  return false;
}

function holdsPlaceCharacter(text: string, start: number, end: number): boolean {
  for (let at = start; at < end; at += 1) if (ofPlaces.hasAt(text, at)) return true;
  return false;
}

function isPlaceOrFirm(text: string, start: number, end: number): boolean {
  if (
    (placeEnds.hasAt(text, end) && !isCommonWordAt(text, end)) ||
    placeEnds.hasAt(text, end - 1) ||
    unitHeads.hasAt(text, start)
  )
    return true;
  if (placeAhead.test(text.slice(end, end + 3))) return true;
  if (
    doorBefore.test(text.slice(Math.max(0, start - 3), start)) ||
    buildingBehind.test(text.slice(end, end + 12))
  )
    return true;
  // 「每季度末|向…报送」
  if (text.charAt(start) === "末" && /[年月度期周季学]$/u.test(text.charAt(start - 1))) return true;
  if (firm.test(text.slice(end, end + 14))) return true;
  let from = start;
  while (from > 0 && start - from < SHORT_ROW && isHanAt(text, from - 1)) from -= 1;
  // 「“两癌”筛茶，」: the sentence goes on behind a quotation.
  if (closing.hasAt(text, from - 1)) return false;
  let to = end;
  while (to < text.length && to - from <= SHORT_ROW && isHanAt(text, to)) to += 1;
  return to - from <= SHORT_ROW;
}

const history =
  /(?:不再保留|不再设立|撤销|撤并|并入|(?:职责|职能|机构|队伍)[^，。；]{0,6}整合|整合(?:组建|为|成|进|到|入|至|后|而)|组建|合并|改组|改制|更名|改名|前身|划入|划转|划归|挂牌|重组|机构改革|改革前|历史|旧称|曾|时任|当时|沿革|原有|取消|移交|转隶)/u;
/** Words that begin with the last character of an organ, where what stands in front is a matter by itself. */
const readsOn = new HeadPattern(
  /^(?:部(?:分(?!局)|署(?!了?党)|件|位|队|落|族|级|委|省)|局(?:势|面|部|限|促|域)|厅堂|委(?:托|派|婉|屈))/u,
);

/** 内蒙古 kept the name at its reform of 2018: 农牧厅, and 农牧局 below it. */
const ofInnerMongolia =
  /(?:[旗盟]|(?:呼和浩特|包头|乌海|赤峰|通辽|鄂尔多斯|呼伦贝尔|巴彦淖尔|乌兰察布|满洲里|牙克石|扎兰屯|额尔古纳|根河|霍林郭勒|丰镇|乌兰浩特|阿尔山|二连浩特|锡林浩特)市)$/u;

/** A year before the reform of 2018, in the clause of the organ: what it did then it did under its name. */
const atItsTime =
  /(?<![自从\d])(?:19[4-9]\d|20(?:0\d|1[0-7]))年(?:\d{1,2}月)?(?:\d{1,2}日)?(?:，|[上下]半年，?|[初底末]，?)?[\u3400-\u9fff]{0,7}$/u;

const afterOrganName = /^(?:门|队|长安|级|际|分支)/u;

function abolishedAt(block: Block, index: number, start: number, end: number): void {
  const organ = abolishedOrgans[index];
  if (!organ) return;
  const { text } = block;
  if (afterOrganName.test(text.slice(end, end + 2))) return;
  // 「…总局令第10号」, 「…部公告2016年第3号」: the title of a paper of its time.
  if (
    /^(?:办公[厅室])?(?:令|公告|通告|第|[〔[(（]\d{4})/u.test(text.slice(end, end + 6)) &&
    /^(?:办公[厅室])?(?:令|公告|通告)?[^，。]{0,8}(?:第|[〔[]|\d)/u.test(text.slice(end, end + 14))
  )
    return;
  // 「环境保护|部分任务」, 「粮食|局势」: its last character begins another word.
  if (readsOn.fits(text, end - 1, end + 2)) return;
  // A longer current or abolished name begins or ends here.
  if (organ.name.length <= 3 && /^(?:门|落|件|化|艺|明)/u.test(text.slice(end, end + 1))) return;
  const line = block.lineAt(start);
  const from = Math.max(line.start, start - 60);
  const before = text.slice(from, start);
  if (
    /原(?![证件则因材籍告先始状址本料物价油车票文图作])[\u3400-\u9fff]{0,8}$/u.test(before) ||
    /(?:原(?![证件则因材籍告先始状址本料物价油车票文图作])|原系|原为)["“(]?[\u3400-\u9fff、]{0,14}$/u.test(
      before.slice(-16),
    )
  )
    return;
  if (
    /(?:规划|开发|政务|生态|自然|城乡|城市|综合|园区|市场|县域|项目)$/u.test(before) &&
    organ.name.length <= 3
  )
    return;
  if (/(?:文化|广电|体育|文物|新闻出版)(?:和|与|、)?$/u.test(before) && organ.name.startsWith("旅游")) return;
  if (organ.name === "农牧局" && ofInnerMongolia.test(before)) return;
  // 「1999年5月市环境保护局批复了」: it was the organ of its time.
  if (atItsTime.test(before)) return;
  if (insideTitle(before, text.slice(end, Math.min(line.end, end + 80)))) return;
  const sentence = sentenceAround(text, line.start, line.end, start, end);
  if (history.test(sentence)) return;
  if (isPastDocument(sentence)) return;
  if (!boundaryBefore(before, organ.name)) return;
  const placed = organStart(before, start);
  block.report({
    type: "OUTDATED_ORGAN",
    start: placed,
    end,
    ruleId: organ.local ? "outdated-organ-local" : "outdated-organ",
    ...(organ.local ? { severity: "look-at" as const } : {}),
    note: `现为${organ.successor}`,
  });
}

/** Short names also occur inside longer words; they count after a place, a preposition or at a clause's start. */
function boundaryBefore(before: string, name: string): boolean {
  if (name.length >= 5) return true;
  if (!/[\u3400-\u9fff]$/u.test(before)) return true;
  return /(?:国家|中国|国务院|[省市县区州旗盟镇乡年月日起]|[由经向请报送在与和及或至到对为是给找去、各我本原按从被据归同]|全国|地方|当地|有关|辖区|负责|联合|会同|配合|驻地|遵守|执行|落实|贯彻|违反|接受|根据|依据|依照|按照|遵照|符合|参照|通过|转发|适用|联系|咨询|前往|抄送|提交|上报|呈报|告知|通知)$/u.test(
    before,
  );
}

function organStart(before: string, start: number): number {
  const place =
    /(?:国家|中国|中华人民共和国|国务院|全国)$/u.exec(before) ?? /[省市县区州旗盟]$/u.exec(before);
  if (!place) return start;
  const longer =
    /(?:^|[^\u3400-\u9fff]|[由经向请报送在与和及至到对为是给、受系管交求应或从据悉])((?:(?![局厅部委会同与和及由向经请报对各受系管交求应到至或为是从据悉])[\u3400-\u9fff]){1,7}(?:省|市|县|区|州|旗|盟))$/u.exec(
      before,
    );
  if (longer?.[1]) return start - longer[1].length;
  return start - place[0].length;
}

function insideTitle(before: string, after: string): boolean {
  const open = before.lastIndexOf("《");
  return open >= 0 && before.indexOf("》", open) < 0 && after.includes("》");
}

const endsSentence = new CharSet("。；;\n");

function sentenceAround(text: string, low: number, high: number, start: number, end: number): string {
  let from = start;
  while (from > low && start - from < 80 && !endsSentence.hasAt(text, from - 1)) from -= 1;
  let to = end;
  while (to < high && to - end < 80 && !endsSentence.hasAt(text, to)) to += 1;
  return text.slice(from, to);
}

/** Documents issued by the old organ in its time: a year up to the reform, with 发布, 印发, 公布 and the like. */
function isPastDocument(sentence: string): boolean {
  const years = [...sentence.matchAll(/(?<!\d)((?:19|20)\d{2})(?=年|[.\-/〕\]])/gu)].map((match) =>
    Number(match[1]),
  );
  if (years.length === 0 || Math.max(...years) > 2018) return false;
  return !/(?:年起|起由|应当|应向|须向|请向|请到|今后|今年|现由|继续由)/u.test(sentence);
}

function sensitiveAt(block: Block, index: number, start: number, end: number): void {
  const entry = sensitiveWords[index];
  if (!entry) return;
  const before = block.text.slice(Math.max(0, start - 6), start);
  const after = block.text.slice(end, end + 6);
  if (entry.exceptBefore?.test(before) || entry.exceptAfter?.test(after)) return;
  if (insideTitle(block.text.slice(Math.max(0, start - 40), start), block.text.slice(end, end + 40))) return;
  // A rule about the word itself quotes it: 不得使用“……”、不称“……”.
  if (
    /(?:不称|不得称|不得使用|不使用|不用|禁用|避免使用|不宜称|而非|不是|不应称|改称|应改为)["“'‘]?$/u.test(
      before,
    )
  )
    return;
  block.report({ type: "SENSITIVE_WORD", start, end, ruleId: entry.ruleId, note: entry.advice });
}

const countries =
  "美国|英国|法国|德国|日本|韩国|俄罗斯|印度|泰国|越南|老挝|缅甸|柬埔寨|马来西亚|新加坡|印度尼西亚|印尼|菲律宾|澳大利亚|新西兰|加拿大|意大利|西班牙|葡萄牙|荷兰|比利时|瑞士|瑞典|挪威|丹麦|芬兰|波兰|捷克|奥地利|匈牙利|希腊|土耳其|以色列|沙特|沙特阿拉伯|阿联酋|伊朗|伊拉克|埃及|南非|尼日利亚|肯尼亚|巴西|阿根廷|智利|墨西哥|秘鲁|古巴|朝鲜|蒙古|巴基斯坦|孟加拉国|斯里兰卡|尼泊尔|哈萨克斯坦|乌兹别克斯坦|乌克兰|白俄罗斯";
const region = "(?:中国)?(?:香港|澳门|台湾|台北|港澳台|港澳|港台)";
const anyRegion = new RegExp(region, "u");
const regionsBefore = new RegExp(`(?:${region}[、和与及])+$`, "u");
/** A place of a list, with how many or how much came from there or not. */
const item = `[\\u3400-\\u9fff]{2,8}(?:[(]?[0-9][0-9,.]{0,9}[\\u3400-\\u9fff%]{0,3}[)]?)?`;
const countEnd =
  "(?:等)?[0-9一二三四五六七八九十两几多数余百]{0,4}(?:个)?(?:国家|国)(?!和地区|及地区|与地区|或地区|、地区|\\(地区|\\(境|（地区|/地区|地区|际|内|籍|有|务|家和地区|产|标|语|民|防|外|企(?!业)|道|旗)";

const listEndingInCountry = new RegExp(
  `^(?:、${item}){0,6}(?:[和与及、]${item})?等${countEnd.slice(5)}`,
  "u",
);
const directCountry = new RegExp(
  `^(?:等|这些|两个|三个|几个|[0-9一二三四五六七八九十两几多]{1,3}个)(?:[0-9一二三四五六七八九十两几多]{0,3}个)?国家(?!和地区|及地区|与地区|或地区|、地区|\\(地区|地区)`,
  "u",
);
const countryListBefore = new RegExp(
  `(?:国家|外国|各国|国外|原产国|来源国|进口国|出口国|目的国|国别)(?:\\(|包括|有|如|例如|主要有|主要包括|主要是|:|分别是|为|涉及){1,2}[:]?(?:${item}[、和与及]){0,6}(?:(?:${countries})(?:[(]?[0-9][0-9,.]{0,9}[\\u3400-\\u9fff%]{0,3}[)]?)?[、和与及])$`,
  "u",
);

/** What stands between the items of a list, and so at the end of one that goes on. */
const joinsItems = new CharSet("、和与及");
const sentenceEnds = new CharSet("。；\n");
const clauseEnds = new CharSet("。；\n，");

const cellBorder = new CharSet("\t\n|,");
/** A head of a column that calls what stands below it countries. */
const headOfCountries =
  /(?:^|[\t|,])[^\n\t|,]{0,4}(?:国别|国家|原产国|来源国)[^\n\t|,和与地区]{0,4}(?:[\t|,]|$)/u;
/** How far above a cell the head of its table is looked for. */
const TABLE_ABOVE = 800;

/** The first cell of a row of a table whose first line has a column of countries. */
function cellUnderCountries(text: string, start: number, end: number): boolean {
  if (!cellBorder.hasAt(text, end) || (start > 0 && !cellBorder.hasAt(text, start - 1))) return false;
  const above = text.slice(Math.max(0, start - TABLE_ABOVE), start).split("\n");
  for (let row = above.length - 2; row >= 0; row -= 1) {
    const line = above[row] as string;
    if (!/[\t|,]/u.test(line)) return false;
    if (headOfCountries.test(line)) return true;
  }
  return false;
}

/** 香港, 澳门 or 台湾 in a list that is then called countries, or listed under the word 国家. */
function placeAsCountryAt(block: Block, start: number, end: number): void {
  const { text } = block;
  if (cellUnderCountries(text, start, end)) {
    block.report({ type: "SENSITIVE_WORD", start, end, ruleId: "hmt-as-country", note: "应写“国家和地区”" });
    return;
  }
  let to = end;
  while (to < text.length && to < end + 60 && !clauseEnds.hasAt(text, to)) to += 1;
  let from = start;
  while (from > 0 && from > start - 60 && !sentenceEnds.hasAt(text, from - 1)) from -= 1;
  const after = text.slice(end, to);
  const before = text.slice(from, start);
  const tail = directCountry.exec(after) ?? listEndingInCountry.exec(after);
  if (tail && !/地区/u.test(tail[0])) {
    // Only one finding for a list with several of them: the last one before 「等国家」.
    if (anyRegion.test(tail[0])) return;
    const others = regionsBefore.exec(before)?.[0].length ?? 0;
    block.report({
      type: "SENSITIVE_WORD",
      start: start - others,
      end: end + tail[0].length,
      ruleId: "hmt-as-country",
      note: "应写“国家和地区”",
    });
    return;
  }
  const head = joinsItems.hasAt(before, before.length - 1) && countryListBefore.exec(before);
  if (head && !/地区|我国|中国|境外/u.test(head[0])) {
    block.report({ type: "SENSITIVE_WORD", start, end, ruleId: "hmt-as-country", note: "应写“国家和地区”" });
    return;
  }
  const third = /^(?:等)?第三国/u.exec(after);
  if (third) {
    block.report({
      type: "SENSITIVE_WORD",
      start,
      end: end + third[0].length,
      ruleId: "hmt-as-country",
      note: "应写“国家和地区”",
    });
    return;
  }
  const nation = /^(?:[和与及、]|等)?(?:这(?:一|个)|两个?|三个?)国(?:家)?(?!和地区|际|内)/u.exec(after);
  if (nation && !/地区/u.test(nation[0]))
    block.report({
      type: "SENSITIVE_WORD",
      start,
      end: end + nation[0].length,
      ruleId: "hmt-as-country",
      note: "应写“国家和地区”",
    });
}
