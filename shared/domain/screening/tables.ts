/**
 * Tables in plain text: tab, pipe, comma, HTML cells, or words set apart by blanks. A header row names the columns; the
 * rows under it are read by column. The state is carried from block to block, so a roster of any length is understood.
 */
import type { Block, Line } from "./block.ts";
import { CharSet } from "./char-set.ts";
import {
  dutyHead,
  isGrantedHead,
  isPostHead,
  isPrivateHead,
  ofPrizes,
  personHead,
  publicHead,
  worksBeside,
} from "./column-heads.ts";
import { isFullName } from "./name-grammar.ts";
import type { LabelKind } from "./rules/labels.ts";

export type ColumnKind = LabelKind | "neutral" | "roster-name";

export interface Column {
  readonly kind: ColumnKind;
  readonly header: string;
}

export interface Cell {
  /** Folded offsets in the block; blanks at the edges are left out. */
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly column: Column | undefined;
}

export interface TableRow {
  readonly line: Line;
  readonly cells: readonly Cell[];
  /** The rows list persons in office, not private ones (duty rosters, staff lists). */
  readonly official: boolean;
  readonly header: boolean;
}

type Delimiter = "tab" | "pipe" | "caret" | "slash" | "comma" | "semicolon" | "html" | "tags" | "blank";

interface OpenTable {
  readonly delimiter: Delimiter;
  readonly columns: readonly Column[];
  readonly official: boolean;
  gaps: number;
}

/** What goes on from one block to the next. */
export interface TableState {
  open: OpenTable | undefined;
  /** The last lines that were no rows: titles that tell what a table is. */
  readonly titles: string[];
  /** The row in front, where cells of it span rows or columns: the heads of its groups may stand below. */
  spanned: readonly SpanningCell[] | undefined;
}

interface SpanningCell {
  readonly text: string;
  readonly columns: number;
  readonly rows: number;
}

export const freshTableState = (): TableState => ({ open: undefined, titles: [], spanned: undefined });

const neutralHeader =
  /^(?:序号|编号|序|行号|No\.?|性别|民族|朝代|时代|年代|年龄|出生年月|出生日期|学历|毕业院校|毕业学校|学校|院校|班级|年级|.*专业|.*岗位|.*职位|.*院校|.*学校|报考.*|招聘.*|成绩|笔试.*|面试.*|总分|总成绩|排名|名次|备注|说明|金额.*|.*金额|.*标准|.*补贴|补助.*|.*资金|.*人数|人口|.*人口|面积.*|.*面积|亩数.*|小区.*|房号|楼栋|单元|楼层|.*租金|.*费用|选房.*|.*顺序.*|.*序|数量|单价|合计|日期|.*日期|.*时间|类别|.*类别|类型|.*类型|等级|.*等级|级别|状态|是否.*|乡镇.*|镇街.*|街道|村.*|社区|行政村|组别|小组|所属.*|单位.*|工作单位|企业.*|公司.*|项目.*|内容|事项|原因|结果|结论|期限|关系|与户主关系|与.*关系|开户行|开户银行|银行|发放.*|实发.*|应发.*|籍贯|政治面貌|参加工作.*|经度|纬度|评分|报价.*|品牌|规格|型号|.*次数|.*情况|体检.*|考察.*|监测.*|站点.*|地区|区域|.*名称|名称|.*率|.*量|.*数|签字|签名|领取.*日期|用途|摘要|收款|付款|领款|经手|赞成|反对|弃权|同意|不同意|得票.*|.*票数?|异常|处理.*|有效期.*)$/u;

const officialHeader =
  /^(?:职务|(?:工作|检查|督[查导]|巡[查察]|调研|考核|考察|评审|专家|核查|验收|包保|帮扶)组.*|工作专班|受检单位|联系(?:单位|村居?|镇村?|社区|企业|项目|点)|到任时间|离任时间|现任职务|拟任职务|行政职务|单位及职务|工作单位及职务|单位职务|职务职称|研究方向|职责|分工|分管.*|值班.*|带班.*|包保.*|包联.*|联系领导|责任领导|责任人.*|河长.*|湖长.*|科室.*|处室.*|所在科室|部门|部门职务|内设机构|办公电话|办公室电话|办公地点|房间号|执法证号.*|执法证件号.*|执法证.*|警号|评委.*|专家.*)$/u;

const officialNameHeader =
  /(?:负责人|经办|承办|审核|审批|法定代表|法人|经理|值班|带班|领导|责任|专家|评委|干部|局长|河长|湖长|警官|民警|律师|医生|医师|教师姓名|班主任|记者|编辑|作者|网格员|执法|检查员|检验员|调解员|主任|书记|主持|签发|监理|监督员|联系领导|制表|填报|统计|采样|项目.*人)/u;

/** What the heads of those on duty and in office end with; asked before the long patterns are. */
const endsRole = new CharSet("人员者名官长理庭部师教生刀士队练");

/** What a header cell says its column holds; undefined when it reads like no header. */
export function columnKind(header: string): ColumnKind | undefined {
  const text = header.replace(/[ *:#"'“”]/gu, "").replace(/\(.*?\)$/u, "");
  if (text === "" || text.length > 16) return undefined;
  if (/(?:统一社会)?信用代码|统一代码/u.test(text) || /[(（]统一社会信用代码[)）]/u.test(header))
    return "credit-code";
  if (
    /身份证(?!.*(?:地址|住址|复印|正反))|身份号码|证件号|证件号码|社会保障号码|^证件$|^证号(?:码)?$|^[一二]代证|居住证号|驾驶证号/u.test(
      text,
    )
  )
    return "id";
  if (/护照/u.test(text)) return "passport";
  if (/台胞证|台湾居民来往/u.test(text)) return "taiwan-permit";
  if (/通行证|回乡证/u.test(text) && !/(?:人员|[人者户])$/u.test(text)) return "permit";
  if (/(?:社保|医保|社会保障|参保|养老保险|医疗证|合作医疗).*(?:号|编号|卡)|^个人编号$/u.test(text))
    return "social";
  if (/对公|单位账/u.test(text)) return "organ-account";
  if (/卡号|账号|帐号|账户|帐户|一卡通|存折|银行卡/u.test(text)) return "bank";
  if (
    /(?:家庭|住宅|宅).*(?:电话|座机|固话)|^宅电$/u.test(text) ||
    // 「座机（家）」
    /(?:电话|座机|固话)\((?:家庭?|住?宅|家[里中用])\)$/u.test(header.replaceAll(" ", ""))
  )
    return "home-phone";
  if (/(?:办公|单位|值班|咨询|监督|公司|投诉|举报|科室).*电话|传真|热线/u.test(text)) return "office-phone";
  if (/手机|移动电话/u.test(text)) return "mobile";
  if (
    /电话|座机|固话|联系方式|联络方式|号码$|^微信/u.test(text) &&
    !/(?:车牌|号牌|牌照|准考|证书)/u.test(text)
  )
    return "phone";
  if (/车牌|号牌|牌号|车号|牌照/u.test(text)) return "plate";
  if (
    /准考证|考号|考生号|学号|报名号|编号|编码|单号|文号|案号|流水|工号|条码|批号|证书号|许可证|型号|户号|宗地|图斑|索引|代码|档案|合同号|登记号|发票|凭证|残疾证|证号|学籍|.*序号/u.test(
      text,
    )
  )
    return "serial";
  if (/^(?:经度|纬度|坐标.*|东经|北纬|lng|lat|longitude|latitude)$/iu.test(text)) return "position";
  if (
    /(?:家庭|户籍|户口|居住|现住|常住|收货|收件|寄递|邮寄|身份证|暂住).*(?:地址|住址|地|所|所在地)|^住址$|^家庭住址|^现住址|住址$/u.test(
      text,
    )
  )
    return "home-address";
  if (
    /(?:单位|公司|办公|注册|经营|企业|项目|学校|生产|机构|场所|网点|门店|店铺).*(?:地址|地点|住所|位置)|地点/u.test(
      text,
    )
  )
    return "office-address";
  if (/地址|坐落|住所/u.test(text)) return "address";
  if (/邮箱|电子邮件|email|e-mail/iu.test(text)) return "neutral";
  if (officialHeader.test(text) && !/姓名/u.test(text)) return "official";
  // A bare 负责人 beside a mobile number is a contact; beside a post or an office he is an official, and so is his row.
  if (/^(?:联系人|联络人|联系人姓名|紧急联系人|负责人)$/u.test(text)) return "contact";
  if (endsRole.hasAt(text, text.length - 1) && dutyHead.test(text)) return "official";
  if (endsRole.hasAt(text, text.length - 1) && publicHead.test(text))
    return officialNameHeader.test(text) ? "official" : "neutral";
  if ((text.length > 1 || /^[父母夫妻]$/u.test(text)) && personHead.test(text)) {
    if (/(?:单位|企业|公司|机构|项目|商户|供应商|投标人|中标人|招标人|采购人|名称)/u.test(text))
      return "neutral";
    return officialNameHeader.test(text) ? "official" : "name";
  }
  if (officialNameHeader.test(text)) return "official";
  return neutralHeader.test(text) ? "neutral" : undefined;
}

function delimiterOf(text: string): Delimiter | undefined {
  if (text.includes("\t")) return "tab";
  if (/<t[dh][\s>]/iu.test(text)) return "html";
  const pipe = text.indexOf("|");
  if (pipe >= 0 && text.indexOf("|", pipe + 1) >= 0) return "pipe";
  const caret = text.indexOf("^");
  if (caret >= 0 && text.indexOf("^", caret + 1) >= 0) return "caret";
  // Lists of terms are read term by term (see names-in-layouts.ts).
  if (text.startsWith("<d") && /<dt[\s>]/iu.test(text)) return undefined;
  return text.startsWith("<") && (text.match(tagged)?.length ?? 0) > 1 ? "tags" : undefined;
}

/** A cell of a grid that is no HTML table: 「<div class="row"><span>姓名</span><span>成绩</span></div>」. */
const tagged = /<(span|div|li|p|dd|dt|label|em|b|i|a)(?: [^<>]{0,200})?>([^<]{0,400})<\/\1>/giu;

/** Cells of a line, with offsets in the block. */
function split(
  block: Block,
  line: Line,
  delimiter: Delimiter,
): readonly { start: number; end: number; text: string }[] {
  const text = block.lineText(line);
  const cells: { start: number; end: number; text: string }[] = [];
  const add = (from: number, to: number): void => {
    let start = from;
    let end = to;
    while (start < end && /[\s"]/u.test(text.charAt(start))) start += 1;
    while (end > start && /[\s"]/u.test(text.charAt(end - 1))) end -= 1;
    cells.push({ start: line.start + start, end: line.start + end, text: text.slice(start, end) });
  };
  if (delimiter === "html") {
    for (const match of text.matchAll(/<t[dh][^<>]{0,200}>([^<]{0,400})/giu)) {
      const from = match.index + match[0].length - (match[1]?.length ?? 0);
      add(from, match.index + match[0].length);
    }
    return cells;
  }
  if (delimiter === "tags") {
    for (const { 0: all, 1: tag = "", 2: held = "", index } of text.matchAll(tagged)) {
      const to = index + all.length - tag.length - 3;
      add(to - held.length, to);
    }
    return cells;
  }
  if (delimiter === "blank") {
    for (const match of text.matchAll(/[^ ]+/gu)) add(match.index, match.index + match[0].length);
    return cells;
  }
  const mark = markOf(delimiter, text);
  let from = 0;
  for (let at = text.indexOf(mark); at >= 0; at = text.indexOf(mark, at + 1)) {
    add(from, at);
    from = at + 1;
  }
  add(from, text.length);
  if (delimiter === "pipe") {
    if (cells[0]?.text === "") cells.shift();
    if (cells.at(-1)?.text === "") cells.pop();
  }
  return cells;
}

function markOf(delimiter: Delimiter, text: string): string {
  if (delimiter === "tab") return "\t";
  if (delimiter === "pipe") return "|";
  if (delimiter === "caret") return "^";
  if (delimiter === "slash") return "/";
  if (delimiter === "semicolon") return text.includes("；") ? "；" : ";";
  return text.includes(",") ? "," : "，";
}

interface HeaderReading {
  readonly columns: readonly Column[];
  readonly official: boolean;
}

/** Titles above a table of people in office. */
export const officialTitle =
  /(?:值班|带班|值守|轮值|值勤|执勤|巡检|接访|领导接待|领导分工|领导成员|领导班子|班子成员|评审|评标|专家组|专家名单|通讯录|通讯簿|电话簿|任免|编委会|领导小组|指挥部|委员会成员|河长|湖长|林长|田长|包联|包保|责任清单|责任分工|执法人员|执法证|工作人员名录|驻村|第一书记|网格员|公职律师|烈士(?:名录|名单|名册)|英烈名录|英名录|人民陪审员|调解员名册|公证员|律师名录)/u;

/** A sum or a count of persons stands in a row: 「合计　12,600元　共3人」. */
const counted = /^(?:共|计|合计)?\d[\d,.]*(?:万?元|[人户名亩])$/u;

/** The day of a month or a week over a column of marks: 「姓名 | 1 | 2 | 3 | … | 合计」. */
const dayHead =
  /^(?:\d{1,2}[日号]?|\d{1,2}[./月-]\d{1,2}日?|(?:周|星期)[一二三四五六日天]|[一二三四五六日])$/u;

const plainHeader = /^[\u3400-\u9fff]{1,8}(?:\([^()]{1,8}\))?$/u;

/** Words for what somebody gets or does, as heads of columns set apart by blanks only. */
const blankRoster =
  /^(?:候选人|被推荐人|购机者|受灾户|受益人|领取人|申领人|户主|农户|承包户|申请人|缴费人|参保人|中签人|获奖者|养殖户|种植户|受助人|被征收人|村民|职工|学生|考生|患者|业主|车主)$/u;

/** Whose names stand in a column. */
const nameOfRole = /^[\u3400-\u9fff]{1,6}[人者户主员生象民工]姓名$/u;

function readHeader(
  cells: readonly { readonly text: string }[],
  titles: readonly string[],
  sure: boolean,
): HeaderReading | undefined {
  if (cells.length < 2) return undefined;
  for (const { text } of cells)
    if (text.startsWith("__") || /\d{5,}|[。；]|^[男女]$|^\d{4}[.年-]\d/u.test(text) || counted.test(text))
      return undefined;
  // 「日期：8月3日　金额：2,450元」: each cell has its own label.
  if (
    !sure &&
    cells.filter(({ text }) => /^[\u3400-\u9fff]{2,8}[:：][^\s]/u.test(text)).length * 2 > cells.length
  )
    return undefined;
  const filled = cells.filter((cell) => cell.text !== "").length;
  // 「所在乡镇 购机者姓名 机具品目 …」
  const named = filled >= 3 && cells.some(({ text }) => nameOfRole.test(text));
  let known = 0;
  let telling = 0;
  const columns: Column[] = [];
  // 「作品 | 作者 | 辅导学校」: those who won a prize, not who wrote for a paper.
  const ofWorks =
    cells.some(({ text }) => worksBeside.test(text)) || titles.some((title) => ofPrizes.test(title));
  const dated = cells.some(({ text }) => /^姓 ?名$/u.test(text));
  for (const { text } of cells) {
    // Prose that only looks like a header ends here: too few cells are left to make it one.
    if (!sure && !named && known + cells.length - columns.length < Math.max(2, filled / 2)) return undefined;
    const kind =
      ofWorks && /^(?:作者|参赛作者|作者姓名)$/u.test(text)
        ? "name"
        : dated && dayHead.test(text)
          ? "neutral"
          : columnKind(text);
    // 「申请人姓名 | 某某 | 性别 | 男」 is a line of a form, not the head of a table.
    const left = columns.at(-1);
    if (
      kind === undefined &&
      left?.kind === "name" &&
      text.length <= 3 &&
      !dayHead.test(text) &&
      isFullName(text, "strong")
    )
      return undefined;
    if (kind !== undefined) known += 1;
    if (kind !== undefined && kind !== "neutral") telling += 1;
    columns.push({ kind: kind ?? "neutral", header: text });
  }
  // 「购机者 | 机具 | 数量 | 补贴额」: a column of persons set by a sure mark speaks for a table, whatever the others hold.
  const rostered =
    (sure || named || (filled >= 4 && cells.some(({ text }) => blankRoster.test(text)))) &&
    filled >= 3 &&
    cells.every(({ text }) => plainHeader.test(text)) &&
    columns.some(({ kind, header }) => kind === "name" && (named || !/[姓名]|^[父母]$/u.test(header)));
  // 「座位号 | 姓名 | 缺考科目」: 姓名 by itself makes a table of words that stand in no sentence.
  const bare =
    columns.some(({ header }) => header.replaceAll(" ", "") === "姓名") &&
    cells.every(({ text }) => plainHeader.test(text.replaceAll(" ", "")) || dayHead.test(text));
  if (!rostered && !bare && (known < 2 || known * 2 < filled || (telling === 0 && known < 3)))
    return undefined;
  const has = (...kinds: ColumnKind[]): boolean => columns.some((column) => kinds.includes(column.kind));
  const ofPersons = columns.filter(({ kind }) => kind === "name").map(({ header }) => header);
  // Whose matter it is: who helps, hears or decides stands in a column of his own.
  const meant =
    ofPersons.some(isPrivateHead) ||
    (ofPersons.some(isGrantedHead) &&
      !columns.some(({ header }) => isPostHead(header)) &&
      !titles.some((title) => officialTitle.test(title)));
  const personal = meant || has("id", "bank", "home-address", "social", "passport", "permit");
  // 「姓名 | 朝代 | 事迹」
  const ofHistory = columns.some(({ header }) => /^(?:朝代|时代|年代|生卒年?)$/u.test(header));
  const official =
    !personal && (ofHistory || has("official") || titles.some((title) => officialTitle.test(title)));
  return { columns, official };
}

const semicolons = new CharSet(";；");
const commas = new CharSet(",");
const wideCommas = new CharSet("，");
const blanks = new CharSet(" ");

/** Where the first of such marks stands that can matter, within the first seventeen characters; −1 without one. */
function firstOf(text: string, marks: CharSet): number {
  for (let at = 0; at < text.length && at <= 16; at += 1) if (marks.hasAt(text, at)) return at;
  return -1;
}

/** 「姓名/证件号/金额/备注」: four words at least. */
const slashed =
  /^(?:姓名(?: ?\/ ?[^/，。；: ]{1,10}){2}|[^/，。；: ]{1,10}(?: ?\/ ?[^/，。；: ]{1,10}){3,12})$/u;

/** How a header may be set: by a sure mark, or by commas or blanks when nothing in it reads like a sentence. */
function headerDelimiters(text: string, sure: Delimiter | undefined): readonly Delimiter[] {
  if (sure) return [sure];
  if (text.length > 160) return [];
  const found: Delimiter[] = [];
  const semicolon = firstOf(text, semicolons);
  if (semicolon > 0 && semicolon <= 10 && !/[。:，,]/u.test(text) && text.split(/[;；]/u).length > 2)
    found.push("semicolon");
  if (slashed.test(text)) found.push("slash");
  const comma = firstOf(text, commas);
  if (comma > 0 && comma <= 16) found.push("comma");
  else if (text.length <= 90) {
    const wide = firstOf(text, wideCommas);
    if (
      wide > 0 &&
      wide <= 10 &&
      !/[。；:]/u.test(text) &&
      text.split("，").every((part) => part.length <= 10)
    )
      found.push("comma");
  }
  const blank = text.charCodeAt(0) === 0x20 ? text.trimStart().indexOf(" ") : firstOf(text, blanks);
  if (blank > 0 && blank <= 14 && !/[。；，]/u.test(text)) found.push("blank");
  return found;
}

/** Joins 「姓 名」 and 「职 务」 in a head that is set apart by blanks. */
function joinSpacedHeads(
  cells: readonly { start: number; end: number; text: string }[],
): readonly { start: number; end: number; text: string }[] {
  const joined: { start: number; end: number; text: string }[] = [];
  for (const cell of cells) {
    const last = joined.at(-1);
    if (last?.text.length === 1 && cell.text.length === 1 && columnKind(last.text + cell.text) !== undefined)
      joined[joined.length - 1] = { start: last.start, end: cell.end, text: `${last.text} ${cell.text}` };
    else joined.push(cell);
  }
  // 「姓 名 骆 扬」 is a line of a form.
  return joined.some(({ text }) => text.length === 1 && text !== "序") ? cells : joined;
}

/** Joins 「王 芳」: a two-character name set apart by a blank, when the row has more cells than the header. */
function joinSpacedNames(
  cells: readonly { start: number; end: number; text: string }[],
  wanted: number,
): readonly { start: number; end: number; text: string }[] {
  const joined: { start: number; end: number; text: string }[] = [];
  let extra = cells.length - wanted;
  for (const cell of cells) {
    const last = joined.at(-1);
    if (
      extra > 0 &&
      last &&
      /^[\u3400-\u9fff]$/u.test(last.text) &&
      /^[\u3400-\u9fff]$/u.test(cell.text) &&
      isFullName(last.text + cell.text, "announced")
    ) {
      joined[joined.length - 1] = { start: last.start, end: cell.end, text: `${last.text} ${cell.text}` };
      extra -= 1;
    } else joined.push(cell);
  }
  return joined;
}

const ofNumbers: ReadonlySet<ColumnKind> = new Set(["bank", "id", "mobile", "social"]);

/** Joins 「6217 8501 0004 4556 739」 in the one column of numbers, when the row has more cells than the header. */
function joinSpacedNumbers(
  cells: readonly { start: number; end: number; text: string }[],
  columns: readonly Column[],
): readonly { start: number; end: number; text: string }[] {
  const extra = cells.length - columns.length;
  if (extra <= 0) return cells;
  const at = columns.findIndex(({ kind }) => ofNumbers.has(kind));
  if (at < 0 || columns.filter(({ kind }) => ofNumbers.has(kind)).length > 1) return cells;
  const groups = cells.slice(at, at + extra + 1);
  const [first, last] = [groups[0], groups.at(-1)];
  if (!first || !last || !groups.every(({ text }) => /^[\dXx*]{2,8}$/u.test(text))) return cells;
  const joined = { start: first.start, end: last.end, text: groups.map(({ text }) => text).join(" ") };
  return [...cells.slice(0, at), joined, ...cells.slice(at + extra + 1)];
}

/** The last three lines may be the title of a table. */
function remember(titles: string[], title: string): void {
  titles.push(title);
  if (titles.length > 3) titles.shift();
}

/** Reads the lines of a block in order and returns the rows of tables by line index. */
export function readTables(block: Block, state: TableState): ReadonlyMap<number, TableRow> {
  const rows = new Map<number, TableRow>();
  const marks = new NextMarks(block.mayHoldCells ? block.text : "");
  for (const line of block.lines) {
    const length = line.end - line.start;
    const sure = marks.within(line.start, line.end);
    if (!sure && !state.open && (length > 160 || !mayBeSet(block, line)) && !isTagged(block, line)) {
      // Prose: only what may be the title of a table is kept.
      if (length >= 60) state.titles.length = 0;
      else {
        const title = block.lineText(line).trim();
        if (title !== "") remember(state.titles, title);
      }
      continue;
    }
    const text = block.lineText(line);
    if (text.trim() === "") {
      if (state.open && (state.open.gaps += 1) > 1) state.open = undefined;
      continue;
    }
    const set = sure || marks.capitalTags || isTagged(block, line);
    const row = readRow(block, line, text, state, set ? delimiterOf(text) : undefined);
    if (row) rows.set(line.index, row);
    else {
      state.open = undefined;
      if (!text.startsWith("<")) state.spanned = undefined;
      if (text.length < 60) remember(state.titles, text.trim());
      else state.titles.length = 0;
    }
  }
  return rows;
}

/** Set cells apart wherever they stand in a line. */
const sureMarks = ["\t", "|", "<t", "^"];
/** Where the next sure mark stands; each is searched once over the whole block. */
class NextMarks {
  readonly #text: string;
  readonly #next: number[];
  /** Cells of HTML in capitals are no mark of their own, but set a line that has another. */
  readonly capitalTags: boolean;

  constructor(text: string) {
    this.#text = text;
    this.capitalTags = text.includes("<T");
    this.#next = sureMarks.map((mark) => text.indexOf(mark));
  }

  /** Whether a sure mark stands in a line. */
  within(start: number, end: number): boolean {
    for (let index = 0; index < sureMarks.length; index += 1) {
      let next = this.#next[index] as number;
      if (next >= 0 && next < start)
        this.#next[index] = next = this.#text.indexOf(sureMarks[index] as string, start);
      if (next >= 0 && next < end) return true;
    }
    return false;
  }
}

const LESS = 0x3c;
const GREATER = 0x3e;
const COMMA = 0x2c;
const BLANK = 0x20;
const FULL_STOP = "。";
/** May set cells apart where they stand near the start of a line that is no sentence. */
const weakMarks = new CharSet("， ；;/");

/** Whether a line begins and ends with a tag of a web page. */
const isTagged = ({ folded: { codes } }: Block, { start, end }: Line): boolean =>
  codes[start] === LESS && codes[end - 1] === GREATER;

/** Whether a line without a sure mark can be a header: the cheap test before it is cut out (see headerDelimiters). */
function mayBeSet({ text, folded: { codes } }: Block, { start, end }: Line): boolean {
  if (codes[start] === BLANK) return true;
  const until = Math.min(end, start + 17);
  let weak = false;
  for (let at = start; at < until; at += 1) {
    const code = codes[at] as number;
    if (code === COMMA) return true;
    if (weakMarks.has(code)) weak = true;
  }
  if (!weak) return false;
  const stop = text.indexOf(FULL_STOP, start);
  return stop < 0 || stop >= end;
}

const isSure = (delimiter: Delimiter): boolean =>
  delimiter === "tab" || delimiter === "pipe" || delimiter === "caret";

/** `sure` is how the line is set when it has a mark that is no punctuation. */
function readRow(
  block: Block,
  line: Line,
  text: string,
  state: TableState,
  sure: Delimiter | undefined,
): TableRow | undefined {
  const lower = sure === "html" ? belowSpannedHeads(block, line, text, state) : undefined;
  if (lower) return lower;
  if (state.open && /^[\s|:+-]+$/u.test(text)) return { line, cells: [], official: false, header: true };
  if (text.length < 400) {
    for (const delimiter of headerDelimiters(text, sure)) {
      if (!mayBeHeader(text)) break;
      const parts = split(block, line, delimiter);
      const cells = delimiter === "blank" ? joinSpacedHeads(parts) : parts;
      const reading = readHeader(cells, state.titles, isSure(delimiter));
      if (!reading) continue;
      state.open = { delimiter, columns: reading.columns, official: reading.official, gaps: 0 };
      return {
        line,
        cells: cells.map((cell) => ({ ...cell, column: undefined })),
        official: reading.official,
        header: true,
      };
    }
  }
  const open = state.open;
  if (open) {
    const marked = isSure(open.delimiter) || open.delimiter === "html" || open.delimiter === "tags";
    if (marked && sure !== open.delimiter) return undefined;
    // Running text under a table that is only set apart by commas or blanks.
    if (
      (open.delimiter === "comma" || open.delimiter === "blank") &&
      /[。；]|，.*，/u.test(text) &&
      !open.columns.some((column) => /，/u.test(column.header)) &&
      (open.delimiter === "blank" || /。/u.test(text) || text.split(",").length < open.columns.length)
    )
      return undefined;
    const wanted = open.columns.length;
    const parts = joinSpacedNames(split(block, line, open.delimiter), wanted);
    const cells = open.delimiter === "blank" ? joinSpacedNumbers(parts, open.columns) : parts;
    const slack = open.delimiter === "blank" ? 1 : Math.max(1, wanted >> 1);
    if (cells.length < 2 || cells.length > wanted + 1 || cells.length < wanted - slack) return undefined;
    open.gaps = 0;
    return {
      line,
      cells: cells.map((cell, index) => ({ ...cell, column: open.columns[index] })),
      official: open.official,
      header: false,
    };
  }
  // Tags set paragraphs of a page as well: 「<p>申请人：某某</p><p>电话：…</p>」.
  if (!sure || (sure === "tags" && text.includes(":"))) return undefined;
  const official = state.titles.some((title) => officialTitle.test(title));
  return {
    line,
    cells: split(block, line, sure).map((cell) => ({ ...cell, column: undefined })),
    official,
    header: false,
  };
}

/** The second row of a head: 「代表姓名 | 成员数」 below 「承包方」 between 「序号」 and 「面积」 that span both rows. */
function belowSpannedHeads(block: Block, line: Line, text: string, state: TableState): TableRow | undefined {
  const heads = state.spanned;
  state.spanned = /span=/iu.test(text) ? spanningCells(text) : undefined;
  if (!heads) return undefined;
  const cells = split(block, line, "html");
  let below = 0;
  for (const { columns, rows } of heads) if (rows === 1) below += columns;
  if (below !== cells.length || text.length >= 400) return undefined;
  let next = 0;
  const merged = heads.flatMap(({ text: head, columns, rows }) => {
    if (rows > 1) return [{ text: head }];
    const own = cells.slice(next, next + columns);
    next += columns;
    return own.map((cell) => ({
      text: columnKind(head + cell.text) === undefined ? cell.text : head + cell.text,
    }));
  });
  const reading = readHeader(merged, state.titles, true);
  if (!reading) return undefined;
  state.open = { delimiter: "html", columns: reading.columns, official: reading.official, gaps: 0 };
  return {
    line,
    cells: cells.map((cell) => ({ ...cell, column: undefined })),
    official: reading.official,
    header: true,
  };
}

const spanningCells = (row: string): readonly SpanningCell[] =>
  [...row.matchAll(/<t[dh]([^<>]{0,200})>([^<]{0,400})/giu)].map(
    ({ 1: attributes = "", 2: text = "" }): SpanningCell => ({
      text: text.trim(),
      columns: Number(/colspan="?(\d{1,2})/iu.exec(attributes)?.[1] ?? 1),
      rows: Number(/rowspan="?(\d{1,2})/iu.exec(attributes)?.[1] ?? 1),
    }),
  );

/** A cheap test before a header is read: some cell word that headers have. */
function mayBeHeader(text: string): boolean {
  return (
    /姓 {0,2}名|[男女]方|名称|序号|编号|号码|电话|手机|地址|住址|账号|卡号|人|户|主|者|对象|数量|金额|性别|备注|代码|经度|名字|证/u.test(
      text,
    ) ||
    // Words that prose has as well: not in a line with its comma.
    (!text.includes("，") &&
      /[父母]|配偶|[原被]告|[买卖承租借转入出]方|[患婴幼孤]儿|[考学新]生|员|选手|[产孕]妇|士兵|军人|新兵/u.test(
        text,
      ))
  );
}
