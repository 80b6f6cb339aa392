/** Home addresses: by label and column, and beside a person's numbers. Addresses of organisations and venues are public. */
import {
  addressAt,
  isHomeInQuarter,
  isHouseInStreet,
  isOffice,
  isWholeFlat,
  organisationWords,
  placeAt,
  provinceAt,
  type AddressSpan,
} from "../address-grammar.ts";
import type { Block, LabelHit, Line } from "../block.ts";
import { CharSet } from "../char-set.ts";
import type { Context } from "../context.ts";
import { TailPattern } from "../edge-pattern.ts";
import { eachPlaceOf } from "../normalise.ts";
import { holdsSpot, personalSpots, spotsWithin } from "./personal-spots.ts";

export function detectAddresses(context: Context): void {
  const { block } = context;
  const taken: AddressSpan[] = [];
  const report = (span: AddressSpan, column?: string): void => {
    if (taken.some((other) => other.start < span.end && span.start < other.end)) return;
    taken.push(span);
    block.report({
      type: "ADDRESS",
      start: span.start,
      end: span.end,
      ruleId: "home-address",
      column,
    });
  };
  for (const row of context.rows.values()) {
    if (row.header) continue;
    const personal = row.cells.some((cell) =>
      ["id", "name", "home-phone", "mobile", "bank"].includes(cell.column?.kind ?? ""),
    );
    for (const [index, cell] of row.cells.entries()) {
      // 「住址 | …」 in a form.
      const next = row.cells[index + 1];
      if (!cell.column && next && !row.official && cell.text.length <= 8) {
        const label = block.labelsWithin(cell.start, cell.end).at(-1);
        const span =
          label?.label === "home-address" && cell.end - label.end <= 1
            ? addressAt(block.text, next.start)
            : undefined;
        if (span && span.end <= next.end + 1) report({ ...span, start: Math.max(span.start, next.start) });
      }
      const kind = cell.column?.kind;
      if (kind !== "home-address" && !(kind === "address" && personal && !row.official)) continue;
      if (cell.text.length < 4 || organisationWords.test(cell.text)) continue;
      const span = addressAt(block.text, cell.start);
      // 「城关街道」 alone says where somebody comes from.
      const town = span !== undefined && !span.hasDoor && !span.dwelling && span.units < 2;
      if (town) continue;
      if (span && span.end <= cell.end + 1)
        report({ ...span, start: Math.max(span.start, cell.start) }, cell.column?.header);
      else if (placeAt(cell.text, 0) && cell.text.length <= 60) {
        report(
          { start: cell.start, end: cell.end, units: 1, hasDoor: true, dwelling: true },
          cell.column?.header,
        );
      }
    }
  }
  for (const label of block.labels) {
    if (label.label === "home-address" || label.label === "address") labelled(context, label, report);
  }
  movedHomes(context, report);
  besideNumbers(context, report);
}

/** Firms and projects do so too. */
const alsoOfFirms = /^(?:入户|落户|原址|迁往|迁至|迁到|搬到|搬往|搬至|搬入|搬迁至|搬迁到)$/u;

/** Where property lies and where households are registered: the door tells whose home it is. */
const ofProperty = /(?:位于|坐落[于在]?|坐落位置)$|^(?:腾退|腾空|搬离|迁出|迁离|户籍在|户口在|入户|落户)$/u;

/** Property nobody lives in. */
const ofTrade =
  /^的?(?:[一二两三四五六七八九十\d]{1,3}[处间座个])?(?:彩钢瓦?|违[法章])?(?:商铺|门面|门市|厂房|仓库|铺位|车库|写字楼|办公|经营性|国有|集体)/u;

/** Behind a door: a shop or store is there. */
const shopBehind = /^(?:店面|商铺|门面|铺面|门市|厂房|仓库)/u;

/** Behind a door: it is lived in. */
const livedIn = /^(?:自住|住房|住宅|自有住|自建房|出租房|租住)/u;

/** A house of an institute behind its door: 「某路816号某某研究院3号楼」. */
const ofInstitute =
  /\d号[\u3400-\u9fff]{2,20}(?:研究院|研究所|公司|集团|学院|大学|医院|科技园|产业园|工业园)(?:[\dA-Za-z]{1,4}(?:号楼|号|栋|座|楼|层|室))*$/u;

/** Behind a door, in brackets: an office is there. 「（县政府法制机构办公用房）」 */
const officeBehind = /^\([^()]{0,16}(?:办公|机关|政府|单位)/u;

/** 「某县某镇某村，位于镇西南」, 「某县某镇某村小学」: what is told of is the place, or a school there. */
const introduced =
  /^[\u3400-\u9fff]{0,5}(?:小学|中学|学校|教学点|卫生室|幼儿园|敬老院|养老院)|^[，,]? ?(?:位于|地处|坐落|隶属|距|辖|是[一全我][个座省市县]|东[与临接靠]|[全现]村)/u;

/** Behind a street these name a house where nobody lives. */
const visited = /^(?:饭店|宾馆|酒店|旅馆|招待所|市场|菜市场|商场|超市|医院|学校|大厦|广场|公园)/u;

function labelled(context: Context, label: LabelHit, report: (span: AddressSpan) => void): void {
  const { block } = context;
  const { text } = block;
  const line = block.lineAt(label.start);
  const row = context.rowAt(line);
  // A label inside a header row names a column.
  if (row?.header) return;
  let from = label.end;
  const skip = /^["”]?(?:\([^()]{1,12}\))?[ ]{0,2}(?:[:：=]|[由从]|原?为[:：]?|[|\t,])?[ ]{0,3}["“]?/u.exec(
    text.slice(from, from + 24),
  );
  from += skip?.[0].length ?? 0;
  // 「住所（云水镇白果村6组21号）」
  if (text.charAt(label.end) === "(" && placeAt(text, label.end + 1)) from = label.end + 1;
  const wholeLine = label.start === line.start && from >= line.end && text.charAt(line.end) === "\n";
  if (wholeLine) from = line.end + 1;
  const direct = skip?.[0] === "" && !wholeLine;
  if (label.word === "住" && /^[房建院所户宅校宿]/u.test(text.slice(from, from + 1))) return;
  const quartered = direct && lives.test(label.word) && livesIn(text, from);
  if (
    label.word === "住" &&
    !(
      ((placeAt(text, label.end) && looksLikeAddress(text, label.end)) || quartered) &&
      !/[居入常暂留借赶抓稳守保记撑挡]$/u.test(text.slice(label.start - 1, label.start))
    )
  )
    return;
  if (direct && label.word !== "住" && !quartered && !placeAt(text, from)) return;
  const whole = addressAt(text, from);
  if (!whole || whole.start > from + 8) return;
  const span = beforeNextLabel(block, whole);
  const value = text.slice(span.start, span.end);
  // 「位于…的房产」: of a person; where a project or a shop lies is public.
  if (
    label.word === "位于" &&
    !/^的?(?:房产|房屋|住房|住宅|商品房|宅基地|不动产|家[中里]|住[处所]|居所|出租屋|自建房)/u.test(
      text.slice(span.end, span.end + 4),
    )
  )
    return;
  if (span.units === 0 && !span.hasDoor && !quartered && (direct || !span.dwelling)) return;
  // 「被征收房屋位于渭滨区清姜路」, 「户籍在北仑区新碶街道」: no door, or 「宅基地坐落：牛角坪村三组」: nowhere named.
  if (
    ofProperty.test(label.word) &&
    ((!span.hasDoor && !span.dwelling) ||
      (span.units === 0 && !isWholeFlat(value)) ||
      ofTrade.test(text.slice(span.end, span.end + 10)))
  )
    return;
  if (/[的系称]/u.test(value)) return;
  if (visited.test(text.slice(span.end, span.end + 4)) || shopBehind.test(text.slice(span.end, span.end + 4)))
    return;
  if (officeBehind.test(text.slice(span.end, span.end + 24))) return;
  if (organisationWords.test(value.replace(/(?:村|居)委会/gu, "")) && !span.dwelling) return;
  const weak =
    label.label === "address" ||
    /^(?:住所|住所地|坐落|坐落于|坐落位置|房屋坐落|房产坐落|寄到|寄至|寄往|邮寄到|邮寄至|快递至|快递到|送达地址|房屋地址|居住所|暂住|租住|现居|邮寄地址|寄件地址|来信地址|接收地址|原址|入户|落户|迁往|迁至|迁到|搬到|搬往|搬至|搬入|搬迁至|搬迁到|送货至|派送至|配送至)$/u.test(
      label.word,
    );
  if (weak) {
    if (isOffice(value) || ofInstitute.test(value)) return;
    if (
      /(?:^(?:公司|单位|项目|工程|店铺)|(?<!住)处|[站馆所院园店厂校部厅局会社吧心点科室队关委办行])(?:所在)?$|^(?:公司|单位|项目|工程|店铺|厂)/u.test(
        text.slice(Math.max(line.start, label.start - 3), label.start),
      )
    )
      return;
    // 「送达地址：…，收件单位：某某公司」
    if (/^[，,；;]?(?:收件|收货|接收|受送达)单位/u.test(text.slice(span.end, span.end + 8))) return;
    if (/法定代表人|注册资本|经营范围/u.test(text.slice(Math.max(line.start, label.start - 60), label.start)))
      return;
    // 「寄至您填写的地址：」, 「请邮政公司寄送至以下地址：」
    const addressee =
      /(?:[您你](?:填写|提供|预留|登记|申请|来信|所留|留存)[^，。；]{0,8}|寄送?[至到往][以如]?下列?)$/u.test(
        text.slice(Math.max(line.start, label.start - 14), label.start),
      );
    if (!addressee && belongsToOrganisation(context, line, label.start)) return;
    const titled =
      label.word.startsWith("坐落") &&
      span.dwelling &&
      span.hasDoor &&
      /产权|宅基地|房屋所有权|使用权证|遗失|补办/u.test(text.slice(line.start, label.start));
    // 「某某：你（地址：…）」
    const spokenTo = /[你您]\($/u.test(text.slice(label.start - 2, label.start));
    // 「坐落于…街92号内4号自住房屋」
    const lived = span.hasDoor && span.units > 0 && livedIn.test(text.slice(span.end, span.end + 4));
    // 「搬迁至…居住」
    const settled = span.hasDoor && /^(?:居住|生活|安家|租住|暂住)/u.test(text.slice(span.end, span.end + 2));
    if (
      !titled &&
      !addressee &&
      !settled &&
      !spokenTo &&
      !lived &&
      !personNear(context, line, label.start) &&
      !(
        span.dwelling &&
        label.label !== "address" &&
        (!alsoOfFirms.test(label.word) ||
          /户[籍口]/u.test(text.slice(Math.max(line.start, label.start - 40), label.start)))
      )
    )
      return;
  } else if (organisationJustBefore(text, line, label.start)) return;
  if (span.units === 0 && !span.dwelling && label.label === "address") return;
  // Offices have these too.
  if (!span.dwelling && /^(?:通[信讯]处|寄件)$/u.test(label.word)) return;
  report(span);
}

/** Forms put out without separators: 「住址…老屋组8号公民身份号码4503…」. */
function beforeNextLabel(block: Block, span: AddressSpan): AddressSpan {
  const next = block
    .labelsWithin(span.start + 4, span.end + 6)
    .find(
      ({ label, start }) => ["id", "mobile", "phone", "bank", "name"].includes(label) && start < span.end,
    );
  return next ? (addressAt(block.text.slice(0, next.start), span.start) ?? span) : span;
}

/** Words that say somebody lives there: an estate, or a street and number, is enough behind them. */
const lives =
  /^(?:家住|现住|暂住|租住|租住于|居住在|居住于|[独寄]居[于在]|[借寄]住[于在]|住在|住于|住|家住在|家在|现居|搬到|搬至|搬往|搬离|迁往|迁至|搬迁至|搬迁到|移居至)$/u;

function livesIn(text: string, from: number): boolean {
  const span = addressAt(text, from);
  if (!span || span.start !== from) return false;
  const value = text.slice(span.start, span.end);
  return !isOffice(value) && (isHomeInQuarter(value) || isHouseInStreet(value));
}

function looksLikeAddress(text: string, from: number): boolean {
  const span = addressAt(text, from);
  return span !== undefined && span.units > 0;
}

function organisationJustBefore(text: string, line: Line, start: number): boolean {
  const before = text.slice(Math.max(line.start, start - 40), start);
  return (
    /(?:公司|集团|合作社|事务所|采购人|招标人|供应商|代理机构)[^，。；]{0,12}[，,:：]?[^，。；]{0,4}$/u.test(
      before,
    ) && !/(?:职工|员工|工人|退休|工作|任职|务工|就职)/u.test(before)
  );
}

/** An organisation is spoken of since the last person: in the line before the label, or in the lines right above. */
function belongsToOrganisation(context: Context, line: Line, start: number): boolean {
  const { block } = context;
  const before = block.text.slice(Math.max(line.start, start - 120), start);
  const organisation = lastIndexOf(before, everyOrganisation);
  if (organisation >= 0)
    return !personAfter(
      context,
      line.start + Math.max(0, before.length - 120),
      start,
      Math.max(line.start, start - 120) + organisation,
    );
  if (holdsSpot(block, line.start, start)) return false;
  for (let up = line.index - 1; up >= Math.max(0, line.index - 3); up -= 1) {
    const above = block.lines[up] as Line;
    const text = block.lineText(above);
    if (text.trim() === "") break;
    if (holdsSpot(block, above.start, above.end)) return false;
    if (/法定代表人|统一社会信用代码|营业执照/u.test(text)) return true;
    if (/(?:姓名|申请人|户主|当事人)/u.test(text)) return endsInFirm.test(text);
    if (organisationWords.test(text)) return true;
  }
  return false;
}

/** 「当事人：山东某某有限公司」 */
const endsInFirm = /: ?[^，。:]{3,30}(?:公司|合作社|[厂店部所院局]|中心)(?:\([^()]{1,12}\))?$/u;

const everyOrganisation = new RegExp(organisationWords.source, "gu");

/** Where the last match of a global pattern begins; −1 without one. */
function lastIndexOf(text: string, pattern: RegExp): number {
  let found = -1;
  for (const match of text.matchAll(pattern)) found = match.index;
  return found;
}

/** A personal number or a role of a person between the organisation's name and the label. */
function personAfter(context: Context, _from: number, to: number, organisation: number): boolean {
  const { block } = context;
  if (holdsSpot(block, organisation, to)) return true;
  return block
    .labelsWithin(organisation, to)
    .some((label) => label.label === "name" || (label.label === "person" && speaksOfPerson(block, label)));
}

/** 「幼儿园」, 「老人院」, 「儿童医院」 speak of a place. */
const speaksOfPerson = (block: Block, label: LabelHit): boolean =>
  !/^(?:[园院会馆]|值班|医院|公寓|之家|福利院)/u.test(block.text.slice(label.end, label.end + 3));

function personNear(context: Context, line: Line, start: number): boolean {
  const { block } = context;
  if (personIn(block, line, start)) return true;
  // In a form of short lines the person stands a few lines above or below.
  if (block.text.slice(line.start, start).trim().length > 6 || line.end - line.start > 90) return false;
  for (const step of [-1, 1]) {
    for (let at = line.index + step; Math.abs(at - line.index) <= 4; at += step) {
      const other = block.lines[at];
      if (!other || other.end === other.start || other.end - other.start > 70) break;
      if (personIn(block, other, other.start)) return true;
    }
  }
  return false;
}

/** A line speaks of a person: a personal number, a name label, or the role of a person; and of no organisation. */
function personIn(block: Block, line: Line, start: number): boolean {
  const from = Math.max(line.start, start - 160);
  const to = Math.min(line.end, start + 160);
  const text = block.text.slice(from, to);
  if (
    /法定代表人|注册资本|经营范围|开户行|采购人|招标人|代理机构|供应商|办公|总机|传真|监督电话|咨询电话/u.test(
      text,
    )
  )
    return false;
  if (holdsSpot(block, from, to)) return true;
  return block
    .labelsWithin(from, to)
    .some(
      (label) =>
        label.label === "name" ||
        (label.label === "person" &&
          !/本人|第三人|用户|客户/u.test(label.word) &&
          speaksOfPerson(block, label)),
    );
}

/** 「收件人卢某，138…，辽宁省沈阳市…3组21号」: a clause of its own in the line of a person's number. */
function besideNumbers(context: Context, report: (span: AddressSpan) => void): void {
  const { block } = context;
  const { codes } = block.folded;
  aloneUnderPersons(context, report);
  let lastLine = -1;
  const described = new Set(block.personDetails.map((at) => block.lineAt(at).index));
  const numbered = new Set(personalSpots(block).map(({ start }) => block.lineAt(start).index));
  const anchors = [
    ...personalSpots(block).map(({ start }) => start),
    ...block.personDetails,
    // 「户主某某，…村11号，」: a role of a person speaks for a door behind it.
    ...block.labels
      .filter(({ label, word }) => label === "person" && behindDoor.fits(word, 0, word.length))
      .map(({ start }) => start),
  ].sort((a, b) => a - b);
  for (const anchor of anchors) {
    const line = block.lineAt(anchor);
    if (line.index === lastLine) continue;
    lastLine = line.index;
    const row = context.rowAt(line);
    if (row?.official) continue;
    const text = block.lineText(line);
    for (let mark = 0, at = 0; mark < text.length; mark = Math.max(at, mark + 1)) {
      at = mark === 0 || leadsClause.has(codes[line.start + mark] as number) ? clauseBehind(text, mark) : -1;
      if (at < 0 || !placeAt(text, at)) continue;
      const span = addressAt(text, at);
      if (!span || span.start !== at || span.units === 0) continue;
      const value = text.slice(span.start, span.end);
      if (value.includes("的") || visited.test(text.slice(span.end, span.end + 4))) continue;
      if (introduced.test(text.slice(span.end, span.end + 9)) || value.includes("摄于")) continue;
      if (organisationWords.test(value) && !span.dwelling) continue;
      const before = text.slice(Math.max(0, at - 14), at);
      if (
        /(?:办公|单位|公司|注册|经营|项目|开标|听证|会议|考试|报名|采购人|招标人|供应商|地点|现场|企业|工程|建设)[^，。；]{0,6}$/u.test(
          before,
        )
      )
        continue;
      const posted =
        (described.has(line.index) && /(?:，[男女]|岁)[，)]/u.test(text.slice(0, at))) ||
        /(?:收件|收货|寄件|寄往|寄至|快递|邮寄|📮)/u.test(text.slice(0, at));
      const cellLabel = context.cellAt(line, line.start + at)?.column?.kind;
      if (cellLabel === "office-address") continue;
      if (
        !span.dwelling &&
        !(
          (posted || isCellOfPerson(context, line, line.start + at, line.start + span.end)) &&
          span.hasDoor
        ) &&
        !/(?:地址|住)[: ]?$/u.test(before)
      )
        continue;
      if (span.dwelling && !span.hasDoor && !posted && !/(?:住|地址)[: ]?$/u.test(before)) {
        // A village alone beside a name and number tells where someone is from; two units make it an address.
        if (span.units < 2) continue;
      }
      const told = numbered.has(line.index) || described.has(line.index);
      if (!told && !(span.dwelling && span.hasDoor && span.units >= 2)) continue;
      if (organisationAround(text, at) || placeOfMany.test(before)) continue;
      if (text.charAt(at - 1) === "(" && organisationEnd.test(text.slice(Math.max(0, at - 8), at - 1)))
        continue;
      report({ ...span, start: line.start + span.start, end: line.start + span.end });
    }
  }
}

/** 「收件信息\n某某　139…\n广东省…1904房」: a line of nothing but an address, below or above somebody's number. */
function aloneUnderPersons(context: Context, report: (span: AddressSpan) => void): void {
  const { block } = context;
  const seen = new Set<number>();
  for (const { start } of personalSpots(block)) {
    const own = block.lineAt(start).index;
    for (const index of [own - 1, own + 1]) {
      const line = block.lines[index];
      if (!line || seen.has(index) || line.end - line.start > 60) continue;
      seen.add(index);
      if (context.rowAt(line)) continue;
      const text = block.lineText(line).trim();
      const at = block.text.indexOf(text, line.start);
      if (text === "" || !placeAt(text, 0)) continue;
      const span = addressAt(text, 0);
      if (!span || span.start !== 0 || span.end !== text.length) continue;
      if (span.units < 2 || !span.hasDoor || !span.dwelling || isOffice(text)) continue;
      if (organisationWords.test(text) || organisationWords.test(block.lineText(block.lines[own] as Line)))
        continue;
      report({ ...span, start: at, end: at + text.length });
    }
  }
}

/** Ends a cell that names no person. */
const ofOrganisation = new TailPattern(/(?:公司|中心|学校|医院|[站队社会所店局厂部院馆室科])$/u);

/** A whole cell without a head, in a row where somebody's own number stands a cell or two in front. */
function isCellOfPerson(context: Context, line: Line, start: number, end: number): boolean {
  const cells = context.rowAt(line)?.cells ?? [];
  const index = cells.findIndex((cell) => cell.start === start && cell.end === end && !cell.column);
  if (index < 1 || isOffice(cells[index]?.text ?? "")) return false;
  if (cells.slice(0, index).some(({ text }) => ofOrganisation.fits(text, 0, text.length))) return false;
  const from = cells[Math.max(0, index - 2)]?.start ?? start;
  return spotsWithin(context.block, from, start).some(({ type }) => type === "MOBILE" || type === "ID_CARD");
}

/** 「原哈密市…43号，现哈密市…4号楼2单元1102」: where a household moved from and to. */
const movedFrom = /(?:^|[:，,；;(])原(?:住址?|地址|址)?[为在:]?(?=[\u3400-\u9fff]{3})/u;
const movedTo = /(?:^|[:，,；;)])(?:现|新)(?:住址?|地址|址|变更|更改)?[为在至:]?(?=[\u3400-\u9fff]{3})/u;

function movedHomes(context: Context, report: (span: AddressSpan) => void): void {
  const { block } = context;
  let first = -1;
  for (const line of block.lines) {
    if (first < line.start) first = block.text.indexOf("原", line.start);
    if (first < 0) return;
    if (first >= line.end || line.end - line.start < 20 || context.rowAt(line)) continue;
    const text = block.lineText(line);
    const from = movedFrom.exec(text);
    const old = from && addressAt(text, from.index + from[0].length);
    if (!from || !old || old.start !== from.index + from[0].length || !isDwelling(text, old)) continue;
    const to = movedTo.exec(text.slice(old.end));
    const at = to ? old.end + to.index + to[0].length : -1;
    const now = to ? addressAt(text, at) : undefined;
    if (!now || now.start !== at || !isDwelling(text, now)) continue;
    if (organisationWords.test(text.slice(0, from.index)) || siteBefore.test(text.slice(0, from.index)))
      continue;
    for (const span of [old, now])
      report({ ...span, start: line.start + span.start, end: line.start + span.end });
  }
}

function isDwelling(text: string, span: AddressSpan): boolean {
  return span.units > 0 && span.dwelling && span.hasDoor && !isOffice(text.slice(span.start, span.end));
}

/** 「养老院地址：」 */
const placeOfMany = /(?:[院园所站馆校厂店会社]|中心|机构|点)地址[: ]{0,2}$/u;
/** 「住|所地…」: a label is no lead. */
const endsLabel = /^[所址宅](?:地|[:：]|[\u3400-\u9fff])/u;

/** What may lead to where somebody lives, one character of it: 「寄到…」, 「搬离…」, 「位于…」, 「（…」. */
const leadsIn = new CharSet('/，,；;。、：:| ()“"服在于到从至往离为住寄送是赴抵回由映自就将对');

/** In front of a province: a firm, or the end of a label that was read already. */
const ofOthers = new RegExp(`${organisationWords.source}|[地址所于处]$`, "u");

/** 「苗族自|治县」: the 自 leads nowhere. */
const isSelfGoverned = (text: string, at: number): boolean =>
  text.charAt(at) === "治" && text.charAt(at - 1) === "自";

const clauseMarks = new CharSet("/，,；;。、\t| ():>");
/** These marks, 地址 and 住 begin with: the cheap test before `clauseBehind`. */
const leadsClause = new CharSet("/，,；;。、\t| ():>地住");
const isHan = (code: number): boolean => code >= 0x3400 && code <= 0x9fff;
const twoHanAt = (text: string, at: number): boolean =>
  isHan(text.charCodeAt(at)) && isHan(text.charCodeAt(at + 1));

/** Where a clause begins behind a mark, 「地址」, 「住」 or 「住在」 at `mark`, or with the text itself; −1 when none does. */
function clauseBehind(text: string, mark: number): number {
  if (mark === 0 && twoHanAt(text, 0)) return 0;
  const code = text.charCodeAt(mark);
  let size = 0;
  if (clauseMarks.has(code)) size = 1;
  else if (code === 0x5730) size = text.startsWith("地址", mark) ? 2 : 0;
  else if (code === 0x4f4f)
    size = /^住[所址宅房建院户宿]/u.test(text.slice(mark, mark + 2))
      ? 0
      : text.startsWith("住在", mark) && twoHanAt(text, mark + 2)
        ? 2
        : 1;
  // 「，从四平市…」, and not 「，从化区…」
  if (size > 0 && text.charAt(mark + size) === "从" && text.charAt(mark + size + 1) !== "化") size += 1;
  return size > 0 && twoHanAt(text, mark + size) ? mark + size : -1;
}

/** Roles that speak for a door behind them: 「户主某某，…村11号，」. */
const behindDoor = new TailPattern(/(?:户主|住户|当事人|申请人|收件人|收货人|寄件人|被送达人|受送达人)$/u);
/** Roles of somebody whose home a line may name. */
const ofHousehold = new TailPattern(
  /(?:户|居住人|户主|业主|失主|房主|屋主|租客|村民|居民|收件人|收货人|寄件人|死者|伤者|患者|当事人|被告|原告)$/u,
);

/** An organisation or a site has the address, not somebody's home. */
const siteBefore =
  /(?:办公|单位|公司|注册|经营|项目|开标|听证|会议|考试|报名|采购人|招标人|供应商|地点|现场|企业|工程|建设|施工|路段|范围|地块|新址|网点|门店|窗口|文物|景区)[^，。；]{0,10}$/u;

/** An organisation is named right in front. */
const organisationEnd = /(?:法院|检察院|政府|局|厅|委员会|公司|中心|医院|学校|银行|厂|店|所|站|馆|院)$/u;

/** What stands between a name and the home behind it. */
const behindName =
  /^(?:户|家|同[址住户])?(?:[，,(:/]|-{1,2}| {1,2}|(?:的住房|的房屋)?(?:位于|坐落于|坐落在))/u;
const PARENTHESIS = 0x28;
const flatInLine =
  /\d(?:号楼|栋|幢|座)[^，。；]{0,3}(?:单元|\d{3})|\d排\d|\d号(?:院|居民|村民|住户|业主)|区\d+号/u;
/** 「自家住宅（…）」 */
const ownHome =
  /(?:(?:自家|家庭|自有|本人|其|个人|名下)(?:的)?(?:住宅|住房|房屋|自建房|老屋|房子)|住处|住所|家[中里])\($/u;
/** Leads to where somebody is, without a town: 「民警赶到…家属院5号楼3单元402室」. */
const leadsHome = new CharSet("在到往离至");
/** What somebody at home goes on with behind the door. */
const residentBehind = /^(?:居民|村民|住户|业主|户主|租户|房主|搬|迁|敲门|走访时发现|门前|家中|入户)/u;

/** Whether what no label announces is a home: by its units and its door, and by the name right in front of it. */
function isHome(text: string, span: AddressSpan, beside: boolean): boolean {
  const value = text.slice(span.start, span.end);
  // 「某某，房号6幢2单元101室」: the number of a flat or a grave.
  if (/^[\u3400-\u9fff]{1,3}号/u.test(value)) return false;
  const behind = text.slice(span.end, span.end + 6);
  if (residentBehind.test(behind) && (isHomeInQuarter(value) || isHouseInStreet(value) || span.units >= 1))
    return true;
  if (
    span.units === 0 &&
    leadsHome.hasAt(text, span.start - 1) &&
    isHomeInQuarter(value) &&
    isWholeFlat(value)
  )
    return true;
  if (span.units === 0)
    return (
      beside && (isWholeFlat(value) || isHomeInQuarter(value) || (isHouseInStreet(value) && span.dwelling))
    );
  if (
    span.units >= 2 &&
    (span.dwelling ||
      /^(?:院?[内落]|院|房顶|屋顶|楼顶|家[中里]|住宅|住房|自住|自建房|屋[前后]|门前)/u.test(
        text.slice(span.end, span.end + 3),
      ))
  )
    return true;
  if (beside) return span.dwelling || /^(?:[)，。；;]|$)/u.test(text.slice(span.end, span.end + 1));
  return (
    span.dwelling &&
    /(?:单元|栋|幢|号楼).*\d|\d-\d+-\d/u.test(value) &&
    !/^[\u3400-\u9fff]{0,4}(?:经营|开设|开办|门面|店)/u.test(text.slice(span.end, span.end + 8))
  );
}

/** A short line that speaks to somebody. */
const isSalutation = new TailPattern(/^[^，。]{2,14}[:：]$/u);

/**
 * Homes in running text that no label announces, in lines that name a private person or speak of a household: with two
 * administrative units at least and a flat, or a house or group of a village.
 */
export function detectProseAddresses(context: Context): void {
  const { block } = context;
  const { codes } = block.folded;
  const lines = new Set<number>();
  // 「某某，城关镇…5单元11号；」: right behind a name one administrative unit is enough.
  const besideNames = new Set<number>();
  for (const finding of block.findings)
    if (finding.type === "NAME" && !finding.column) {
      const named = block.lineAt(finding.start);
      lines.add(named.index);
      // 「某某同志：」 and in the line below what is written to him: 「您来信反映…」.
      if (isSalutation.fits(block.text, named.start, named.end)) lines.add(named.index + 1);
      const mark = behindName.exec(block.text.slice(finding.end, finding.end + 8));
      if (mark) besideNames.add(finding.end + mark[0].length);
    }
  // 「到某某家中（…）检查」
  eachPlaceOf(block.folded, PARENTHESIS, (at) => {
    if (ownHome.test(block.text.slice(Math.max(0, at - 6), at + 1))) lines.add(block.lineAt(at).index);
  });
  for (const label of block.labels)
    if (label.label === "person" && ofHousehold.fits(label.word, 0, label.word.length))
      lines.add(block.lineAt(label.start).index);
  const taken = block.findings.filter(({ type }) => type === "ADDRESS");
  for (const index of lines) {
    const line = block.lines[index];
    if (!line) continue;
    const row = context.rowAt(line);
    if (row && (row.official || row.header || row.cells.some((cell) => cell.column))) continue;
    const text = block.lineText(line);
    if (!/[市县区州旗盟镇乡道][^，。；]{2,40}[号组栋幢室户屯社队楼\d]/u.test(text) && !flatInLine.test(text))
      continue;
    let after = 0;
    for (let at = 0; at < text.length; at += 1) {
      // A line that begins with a word begins a clause there, and not behind its first character.
      const beside =
        (besideNames.size > 0 && besideNames.has(line.start + at)) ||
        (codes[line.start + at - 1] === 0x28 && ownHome.test(text.slice(Math.max(0, at - 6), at)));
      if (
        !beside &&
        at > 0 &&
        (isSelfGoverned(text, at) ||
          ((!leadsIn.has(codes[line.start + at - 1] as number) || (at === 1 && twoHanAt(text, 0))) &&
            !(provinceAt(text, at) && !ofOthers.test(text.slice(Math.max(0, at - 24), at)))))
      )
        continue;
      if (
        at < after ||
        !twoHanAt(text, at) ||
        (!placeAt(text, at) && !((beside || leadsHome.hasAt(text, at - 1)) && flatInLine.test(text)))
      )
        continue;
      if (codes[line.start + at - 1] === 0x4f4f && endsLabel.test(text.slice(at, at + 3))) continue;
      const span = addressAt(text, at);
      if (!span || span.start !== at || !span.hasDoor) continue;
      if (!isHome(text, span, beside)) continue;
      const value = text.slice(span.start, span.end);
      // A later place begins inside: the words in front are no place.
      if (
        /[的在于到从至往离住寄送赴抵回]|不服|反映|来[信电访]|投诉|举报|咨询/u.test(value.slice(0, 10)) &&
        !/^[\u3400-\u9fff]{0,3}[离回]/u.test(value)
      )
        continue;
      const before = text.slice(Math.max(0, at - 16), at);
      if (siteBefore.test(before) || organisationAround(text, at)) continue;
      // 「区人民法院（城关镇中山路5号）」
      if (text.charAt(at - 1) === "(" && organisationEnd.test(text.slice(Math.max(0, at - 8), at - 1)))
        continue;
      if (
        organisationWords.test(text.slice(span.end, span.end + 8).replace(/[，。；].*$/u, "")) ||
        ofTrade.test(text.slice(span.end, span.end + 10)) ||
        /^(?:大厦|大楼|门市|商铺|门面|厂房)/u.test(text.slice(span.end))
      )
        continue;
      if (isOffice(value)) continue;
      const start = line.start + span.start;
      const end = line.start + span.end;
      after = span.end;
      if (taken.some((other) => other.start < end && start < other.end)) continue;
      block.report({ type: "ADDRESS", start, end, ruleId: "home-address" });
    }
  }
}

function organisationAround(text: string, at: number): boolean {
  const clause = text.slice(Math.max(0, at - 30), at);
  return /(?:公司|集团|局|委员会|中心|政府|医院|学校|银行)[^，。；]{0,10}[，,]?(?:地址|住所|位于)[:：]?$/u.test(
    clause,
  );
}
