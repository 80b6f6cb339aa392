/** Marks that forbid or limit publication, where they stand as marks and not as the matter a text is about. */
import type { Block, Line } from "../block.ts";
import { internalMarkWords, type InternalMarkWord } from "../rules/internal-marks.ts";

const attribute =
  /(?:公开(?:属性|方式|类型|类别|形式|选项|程度|范围|与否|级别|情况|意见|标识)|信息公开选项|信息公开属性|政务公开属性|文件属性|发布属性|主动公开属性|是否公开|属性|公开)(?:[ ]{0,3}[:=\]】)][ ]{0,3}|(?<=属性|方式|类型|形式|选项|是否公开)(?:[ ]{1,4}|[ ]?-{1,2}[ ]?))["“([【]?(?:此件|本件|本文|该件|此文件|本文件)?$/u;
const attributeCell =
  /(?:公开(?:属性|方式|类型|类别|形式|选项)|信息公开选项|是否公开)["”]?[ ]{0,2}[\t|,][ ]{0,2}["“]?(?:此件|本件)?$/u;
const subject =
  /(?:此件|本件|本文|该件|此文件|本文件|本资料|此资料|本材料|此材料|本刊|本表|本方案|该文件|本稿|此稿|本卷|本册|本手册|此文|本纪要|此表|本报告)(?:为|系|属|属于|是)?[ ,，]?$/u;
const opening = "([【〔<《“\"'（";
const closing = ")]】〕>》”\"'）";

export function detectInternalMarks(block: Block): void {
  let lastEnd = -1;
  for (const { term, start, end } of block.internalMarks) {
    const word = internalMarkWords[term.index];
    if (!word) continue;
    const line = block.lineAt(start);
    const span = markSpan(block, line, word, start, end);
    if (!span) continue;
    if (span.start < lastEnd) {
      widenLast(block, span.start, span.end);
      lastEnd = Math.max(lastEnd, span.end);
      continue;
    }
    block.report({ type: "INTERNAL_MARK", start: span.start, end: span.end, ruleId: word.ruleId });
    lastEnd = span.end;
  }
}

/** Two words of one mark (「内部资料，注意保存」) are one finding. */
function widenLast(block: Block, start: number, end: number): void {
  for (let at = block.findings.length - 1; at >= 0; at -= 1) {
    const finding = block.findings[at];
    if (finding?.type !== "INTERNAL_MARK") continue;
    block.findings[at] = {
      ...finding,
      start: Math.min(finding.start, start),
      end: Math.max(finding.end, end),
    };
    return;
  }
}

interface Span {
  readonly start: number;
  readonly end: number;
}

function markSpan(
  block: Block,
  line: Line,
  word: InternalMarkWord,
  start: number,
  end: number,
): Span | undefined {
  const { text } = block;
  const left = text.slice(line.start, start);
  const right = text.slice(end, line.end);
  if (word.where === "title") return minutesTitle(block, line, left, right, start, end);
  if (word.where === "order") return orderSpan(text, line, word, left, right, start, end);
  const negated = /(?:不予|不|依|非|免予)$/u.test(left) && !/^(?:不|依|非|免)/u.test(word.word);
  if (negated) return undefined;
  // A ticked choice of the form: 「□主动公开 ☑不予公开」.
  if (/[☑☒✓✔√■●][ ]?$/u.test(left) && /公开/u.test(left)) return { start, end };
  if (attribute.test(left.slice(-24)) || attributeCell.test(left.slice(-24))) {
    if (/^[ ]?(?:信息|工作|制度|目录|件数|申请|\d|情形|范围|的)/u.test(right)) return undefined;
    // A form that offers the choices is not filled in: □主动公开 □依申请公开 □不予公开.
    if (/[*□○◇]/u.test(right.slice(0, 3)) && /公开/u.test(right.slice(0, 12))) return undefined;
    const owner = /(?:此件|本件|本文|该件|此文件|本文件)$/u.exec(left);
    return { start: start - (owner?.[0].length ?? 0), end };
  }
  if (word.ruleId === "internal-not-public" && !/^(?:此|本)/u.test(word.word)) {
    const owner = /(?:此件|本件|此文件|本文件|此文|本文|该件|该文件)(?:属于?|为|系)?$/u.exec(left);
    if (
      owner &&
      (left.length - owner[0].length < 3 ||
        /[(（【[。；，:]$/u.test(left.slice(0, -owner[0].length).trimEnd()))
    ) {
      return bracketed(text, start - owner[0].length, end);
    }
  }
  return aloneSpan(text, line, word, left, right, start, end);
}

/** The word makes up its line or its brackets, alone or with others of its kind. */
function aloneSpan(
  text: string,
  line: Line,
  word: InternalMarkWord,
  left: string,
  right: string,
  start: number,
  end: number,
): Span | undefined {
  const trimmedLeft = left.trimEnd();
  const opener = trimmedLeft.at(-1) ?? "";
  if (opener !== "" && opening.includes(opener)) {
    const close = nextClosing(right);
    if (close >= 0) {
      const inner = right.slice(0, close).trim();
      if (!allowedTail(inner, word)) return undefined;
      if (opener === "《" || opener === "“" || opener === '"') {
        // A quoted word is the matter of the text unless the quotation is the line.
        if (trimmedLeft.length > 1 || right.slice(close + 1).trim() !== "") return undefined;
      }
      const outside = trimmedLeft.slice(0, -1);
      // 「《县志（送审稿）》专家评审会召开」: the draft is what the text speaks of.
      if (
        word.ruleId === "internal-draft" &&
        outside.includes("《") &&
        /^》[\u3400-\u9fff]/u.test(right.slice(close + 1))
      )
        return undefined;
      if (
        word.ruleId === "internal-draft" &&
        /(?:审议|讨论|研究|听取|通过|征求|起草|报送|提交|审查|汇报|形成|关于对?)/u.test(outside) &&
        /^》?[，,。]?[\u3400-\u9fff]/u.test(right.slice(close + 1).trim())
      )
        return undefined;
      if (word.ruleId === "internal-not-public" && /(?:公开属性|公开方式|方式|包括|分为)$/u.test(outside))
        return undefined;
      if (outside.length > 40 || /[。；，]/u.test(outside.slice(-40))) {
        if (!/[。]$/u.test(outside)) return undefined;
      }
      if (
        /[\u3400-\u9fff]/u.test(
          right
            .slice(close + 1)
            .trim()
            .slice(0, 1),
        ) &&
        right.slice(close + 1).trim().length > 12
      )
        return undefined;
      if (
        word.ruleId === "internal-draft" &&
        outside.length > 0 &&
        /(?:根据|按照|对照|修改|形成|起草了|印发了)/u.test(outside)
      )
        return undefined;
      return bracketed(text, start, end + close);
    }
  }
  const before = left.trim();
  const after = right.trim();
  if (
    before === "" ||
    /^[★☆*·-]+$/u.test(before) ||
    /^(?:特急|加急|急件|平急|No\.?\d+|\d{6})$/u.test(before) ||
    /^(?:封面|封底|扉页|首页|页眉|页脚|版头|水印|印章|[左右]上角)(?:标注|标识|字样|印有)?:$/u.test(before) ||
    subject.test(before)
  ) {
    if (before !== "" && subject.test(before) && before.length > 10) return undefined;
    if (allowedTail(after, word))
      return {
        start: before !== "" && subject.test(before) ? line.start + left.indexOf(before) : start,
        end: end + markTail(right),
      };
    return undefined;
  }
  // A draft's mark may close the title line: 「……实施方案送审稿」.
  if (
    word.ruleId === "internal-draft" &&
    after === "" &&
    before.length <= 40 &&
    !/[，。；:]/u.test(before) &&
    /(?:办法|方案|规划|条例|意见|规定|报告|细则|纲要|计划|制度|标准|通知|决定|清单|预案|章程)$/u.test(before)
  )
    return { start, end };
  if (
    /^(?:内部资料|内部刊物|内部文件|内部参阅|内部参考|内参|工作秘密|内部材料|内部)$/u.test(word.word) &&
    after === "" &&
    /(?:\s{1}|第\d+期|[〕\])])$/u.test(left) &&
    before.length <= 24 &&
    !/[，。；]/u.test(before)
  )
    return { start, end };
  return undefined;
}

/** What may follow a mark on its line: punctuation, other marks, an urgency, a number, a date. */
function allowedTail(tail: string, word: InternalMarkWord): boolean {
  if (tail === "") return true;
  if (/^[。.!！,，;；、:]*$/u.test(tail)) return true;
  if (word.where === "mark" && /^此?件?(?:只)?发(?:至)?|^传达至|^发至|^不发至|^只发|^限/u.test(word.word))
    return tail.length <= 24 && !/[。；].+/u.test(tail);
  if (/^(?:发至|此件发|本件发)/u.test(tail) && tail.length <= 24) return true;
  return (
    tail.length <= 26 &&
    /^(?:[\s,，;；、·★*\-(（]*(?:(?:未经[\u3400-\u9fff]{2,6})?(?:不得|严禁|请勿|禁止|切勿)(?:复印|复制|扩散|传播|转载|传阅|转发|外传|外泄|拍照|外借|摘抄|引用|上网)|注意保存|注意保管|注意保密|妥善保管|(?:未经[\u3400-\u9fff]{2,6})?不得公开|(?:未经[\u3400-\u9fff]{2,6})?不得对外(?:公开|提供|发布)|严禁转发|请勿转发|不得转发|请勿外传|不得外传|严禁外传|禁止外传|切勿外传|勿外传|不准外传|会后收回|会后交回|阅后收回|请勿转载|禁止转载|不得转载|不得翻印|内部[\u3400-\u9fff]{2,4}|仅供[\u3400-\u9fff]{2,8}|特急|加急|急件|平急|第?\d{1,4}[期号份]?|No\.?\d+|编号:?\d+|\d{4}年\d{1,2}月(?:\d{1,2}日)?|二[〇零]..年.{1,6}月|第[一二三四五六七八九十]+[稿次版]|[一二三四五六七八九十\d]+稿|讨论稿|送审稿|征求意见稿|初稿|此件不公开|公开|事项|期限:?\d+年|\d+年)[)）。.]*)+$/u.test(
      tail,
    )
  );
}

function markTail(right: string): number {
  const match =
    /^[,，;；、 ]{0,2}(?:注意保存|注意保管|注意保密|妥善保管|请勿外传|不得外传|严禁外传|禁止外传|切勿外传|勿外传|会后收回|会后交回|请勿转载|不得转载|不得翻印)/u.exec(
      right,
    );
  if (match) return match[0].length;
  const level = /^[\u3400-\u9fff]{0,10}/u.exec(right);
  return /^(?:[县地省乡处]|各)/u.test(right) ? (level?.[0].length ?? 0) : 0;
}

function nextClosing(right: string): number {
  for (let at = 0; at < Math.min(right.length, 40); at += 1)
    if (closing.includes(right.charAt(at))) return at;
  return -1;
}

function bracketed(text: string, start: number, end: number): Span {
  let from = start;
  while (from > 0 && text.charAt(from - 1) === " ") from -= 1;
  let to = end;
  while (text.charAt(to) === " ") to += 1;
  const open = text.charAt(from - 1);
  const close = text.charAt(to);
  return open !== "" && close !== "" && opening.includes(open) && closing.includes(close)
    ? { start: from - 1, end: to + 1 }
    : { start, end };
}

const orderAhead = /^(?:严禁|不得|请勿|禁止|切勿|勿|谢绝|会后|阅后|用后|注意|妥善)/u;

const ruleOfConduct =
  /(?:规定|办法|条例|制度|要求|纪律|应当|必须|工作人员|任何单位|任何人|个人不得|单位和个人|法律|依法|第[一二三四五六七八九十百\d]+条|保密教育|培训|承诺|违反|泄露|行为|禁止性|经营者|网站|版权|著作权|授权|出版)/u;

/** An order stands in a short clause that speaks of this paper; in rules of conduct it is the matter of the text. */
function orderSpan(
  text: string,
  line: Line,
  word: InternalMarkWord,
  left: string,
  right: string,
  start: number,
  end: number,
): Span | undefined {
  const clauseStart = Math.max(left.lastIndexOf("。"), left.lastIndexOf("；"), left.lastIndexOf("\n")) + 1;
  const clause = left.slice(clauseStart);
  const stop = /[。；]/u.exec(right);
  const rest = right.slice(0, stop ? stop.index : right.length);
  const whole = clause + word.word + rest;
  const weakWord =
    /^(?:注意保存|注意保管|注意保密|妥善保管|严格保密|对外保密|未经批准不得|未经同意不得|不得公开|不得复制|不得复印|不得拍照|严禁拍照|请勿拍照|不得上网|定期收回|按期收回|限期收回|到期收回|仅供参阅)$/u.test(
      word.word,
    );
  const about =
    /(?:此件|本件|本资料|此资料|本材料|此材料|本刊|本文件|此文件|本表|本册|本手册|本稿|此稿|本文|本报告|内部|会议材料|会议资料|本方案|此表|材料|资料|文件)/u.test(
      clause,
    );
  const bare = clause.trim() === "" || /^[([【★*]*$/u.test(clause.trim());
  if (word.word.startsWith("未经")) {
    if (
      !/(?:外传|转载|翻印|对外|公开|复制|扩散|提供|上网|传播|引用)/u.test(rest.slice(0, 10)) ||
      !(about || bare) ||
      ruleOfConduct.test(clause)
    )
      return undefined;
    if (/转载|引用/u.test(rest.slice(0, 8)) && !/内部|本资料|本刊/u.test(clause)) return undefined;
  }
  if (word.word.length >= 1 && whole.length > 50 && !bare) return undefined;
  if (ruleOfConduct.test(clause) && !/^(?:此件|本件|本资料|内部资料)/u.test(clause.trim())) return undefined;
  if (weakWord && !about && !(bare && rest.trim().length <= 6 && line.end - line.start <= 24))
    return undefined;
  if (weakWord && about && !/内部|工作秘密|此件|本件|本资料|此资料|本材料/u.test(clause)) return undefined;
  if (/(?:转载|翻印|复印|上网|扩散|拍照)/u.test(word.word) && !about && !bare && clause.trim().length > 8)
    return undefined;
  const lead = bare ? start : line.start + clauseStart + (clause.length - clause.trimStart().length);
  const tail = rest.trim();
  const comma = rest.search(/[，,]/u);
  const until =
    tail.length > 12
      ? end
      : end + (comma >= 0 && !orderAhead.test(rest.slice(comma + 1)) ? comma : rest.trimEnd().length);
  const from = clause.trim().length <= 14 ? Math.max(lead, line.start) : start;
  let spanStart = from;
  while (spanStart < start && opening.includes(text.charAt(spanStart))) spanStart += 1;
  return bracketed(text, spanStart, Math.max(end, trimClosing(text, until)));
}

function trimClosing(text: string, end: number): number {
  let at = end;
  while (at > 0 && closing.includes(text.charAt(at - 1))) at -= 1;
  return at;
}

/** The title line of minutes: short, no sentence, and not inside the title of another paper. */
function minutesTitle(
  block: Block,
  line: Line,
  left: string,
  right: string,
  start: number,
  end: number,
): Span | undefined {
  const before = left.trim();
  const tail = right.trim();
  if (
    tail !== "" &&
    !/^[([〔【]?(?:第?[\d一二三四五六七八九十〔〕[\]()]+[次期号]?(?: {0,3}\((?:此件|本件)[\u3400-\u9fff]{2,8}\))?|\d{4}[〕\])]第?\d+[期号次]|[〔[(]?\d{4}[〕\])]\d+号)[)\]〕】]?$/u.test(
      tail,
    ) &&
    !/^[(（].{1,12}[)）]$/u.test(tail)
  )
    return undefined;
  if (before.length > 30 || /[，。；、:《》“”]/u.test(before)) return undefined;
  if (
    /^(?:根据|按照|依据|经|现将|关于|附件|见|详见|参见|落实|印发|学习|传达|执行|贯彻|请|查阅|整理|起草|做好|一是|二是|三是|\d+[.、])/u.test(
      before,
    )
  )
    return undefined;
  if (/(?:和|及|与|或|的|做|写|印发|形成|出具|查看)$/u.test(before)) return undefined;
  const textStart = line.start + (left.length - left.trimStart().length);
  if (before === "") {
    // 「会议纪要」 alone is a title only at the head of a paper.
    if (block.filledLinesBefore > 0 || filledBefore(block, line) > 3) return undefined;
    return { start, end };
  }
  if (
    !/(?:[省市县区州镇乡局厅院校厂所站处科行社]长|书记|主任|经理|会|会议|办公|常务|专题|党组|党委|工作|联席|调度|协调|专班|座谈|领导小组|委员会|政府|局|例会|现场)$/u.test(
      before,
    ) &&
    before.length < 4
  )
    return undefined;
  return { start: textStart, end };
}

function filledBefore(block: Block, line: Line): number {
  let filled = 0;
  for (const other of block.lines) {
    if (other.index >= line.index) break;
    if (block.lineText(other).trim() !== "") filled += 1;
  }
  return filled;
}
