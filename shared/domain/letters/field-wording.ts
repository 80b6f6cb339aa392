import { formatChineseDate, parseCalendarDay } from "../../kernel/calendar-day.ts";
import { assertNever } from "../../kernel/result.ts";
import { formatCitation } from "./citation.ts";
import type { FieldType } from "./field-dictionary.ts";
import type { ContactAttempt, CopyItem, FieldValue, SearchScope, WithheldItem } from "./field-values.ts";
import { withholdingGrounds, type WithholdingGround } from "./withholding-ground.ts";

const momentPattern =
  /^(\d{4}-\d{2}-\d{2})(?:[T ](\d{2}):(\d{2})(?::\d{2}(?:\.\d+)?)?(Z|[+-]\d{2}:?\d{2})?)?$/u;

/** A moment in Beijing time: 2024年5月6日9时30分. Text already in official form passes; undefined for anything else. */
export function formatMoment(value: string): string | undefined {
  if (/^\d{4}年\d{1,2}月\d{1,2}日/u.test(value)) return value;
  const match = momentPattern.exec(value);
  const day = parseCalendarDay(match?.[1]);
  if (!match || !day) return undefined;
  if (match[2] === undefined || match[3] === undefined) return formatChineseDate(day);
  const zone = match[4] ?? "+08:00";
  const offset =
    zone === "Z"
      ? 0
      : (zone.startsWith("-") ? -1 : 1) * (Number(zone.slice(1, 3)) * 60 + Number(zone.slice(-2)));
  const minutes = Number(match[2]) * 60 + Number(match[3]) - offset + 8 * 60;
  const shifted = new Date(Date.parse(`${day}T00:00:00Z`) + minutes * 60_000);
  const shiftedDay = parseCalendarDay(shifted.toISOString().slice(0, 10));
  if (!shiftedDay) return undefined;
  const minute = shifted.getUTCMinutes();
  return `${formatChineseDate(shiftedDay)}${shifted.getUTCHours()}时${minute > 0 ? `${minute}分` : ""}`;
}

function plain(value: FieldValue): string {
  return typeof value === "object" ? "" : String(value);
}

/** How a value reads inside a sentence. Lists are joined; a list block prints `listLines` instead. */
export function inlineText(type: FieldType, value: FieldValue): string {
  switch (type.type) {
    case "text":
      return shaped(plain(value), type.shape);
    case "date": {
      const day = parseCalendarDay(value);
      return day ? formatChineseDate(day) : plain(value);
    }
    case "dateTime":
      return formatMoment(plain(value)) ?? plain(value);
    case "integer":
      return plain(value);
    case "boolean":
      return value === true ? "是" : "否";
    case "choice":
      return type.options.find((option) => option.code === value)?.wording ?? plain(value);
    case "list":
      return (value as readonly string[]).map((item) => shaped(item, "clause")).join("、");
    case "copies":
      return (value as readonly CopyItem[]).map(copyText).join("；");
    case "withheldItems":
    case "searchScopes":
    case "attempts":
      return listLines(type, value).join("\n");
    default:
      return assertNever(type);
  }
}

function shaped(value: string, shape: "clause" | "sentence" | "verbatim"): string {
  const trimmed = value.trim();
  // Quotations stand before the sentence's own full stop, so theirs goes; nothing else of them changes.
  if (shape === "verbatim") return trimmed.replace(/。$/u, "");
  if (shape === "clause") return trimmed.replace(/[。；，,;]+$/u, "");
  return /[。！？：]$/u.test(trimmed) ? trimmed : `${trimmed.replace(/[；，,;.]+$/u, "")}。`;
}

function copyText(copy: CopyItem): string {
  const title = /[《》]/u.test(copy.title) ? copy.title : `《${copy.title}》`;
  return `${title}${copy.docNumber ? `（${copy.docNumber}）` : ""}${copy.pages ? `，${copy.pages}页` : ""}`;
}

/** The numbered lines of a list: numbers typed, "；" between, "。" at the end. */
export function listLines(type: FieldType, value: FieldValue): readonly string[] {
  const items = Array.isArray(value) ? (value as readonly unknown[]) : [value];
  const texts = items.map((item) => {
    switch (type.type) {
      case "copies":
        return copyText(item as CopyItem);
      case "withheldItems":
        return withheldText(item as WithheldItem);
      case "searchScopes":
        return scopeText(item as SearchScope);
      case "attempts":
        return attemptText(item as ContactAttempt);
      default:
        return shaped(String(item), "clause");
    }
  });
  return texts.map((line, index) => {
    const bare = line.replace(/[。；]+$/u, "");
    const number = texts.length > 1 ? `${index + 1}.` : "";
    return `${number}${bare}${index === texts.length - 1 ? "。" : "；"}`;
  });
}

/** A withheld passage with its ground and reason; the article is the one the ground stands on (条例37, 36(三)). */
function withheldText(item: WithheldItem): string {
  const ground = withholdingGrounds[item.ground];
  const consequence = ground.reconsiderationFirst ? "不予公开" : "无法提供";
  const reason = shaped(item.reason, "clause");
  return `${shaped(item.passage, "clause")}：${reason}，${groundClause(item.ground)}，根据${formatCitation(ground.article)}的规定，${consequence}`;
}

function groundClause(ground: WithholdingGround): string {
  switch (ground) {
    case "stateSecret":
      return "属于依法确定为国家秘密的政府信息";
    case "legalProhibition":
      return "属于法律、行政法规禁止公开的政府信息";
    case "securityAndStability":
      return "公开后可能危及国家安全、公共安全、经济安全、社会稳定";
    case "thirdPartyRights":
      return "公开会对第三方合法权益造成损害";
    case "internalAffairs":
      return "属于内部事务信息，且法律、法规、规章未规定应当公开";
    case "processInformation":
      return "属于过程性信息，且法律、法规、规章未规定应当公开";
    case "enforcementFile":
      return "属于行政执法案卷信息，且法律、法规、规章未规定应当公开";
    case "notGovernmentInformation":
      return "不属于政府信息";
    case "notHeld":
      return "经检索，本机关未制作、获取或者保存";
    case "notResponsible":
      return "不属于本机关负责公开";
    case "specialQuery":
      return "法律、行政法规对该类信息的获取有特别规定";
    case "processingRequired":
      return "需要对现有政府信息进行加工、分析";
    default:
      return assertNever(ground);
  }
}

function scopeText(scope: SearchScope): string {
  const parts = [scope.system];
  if (scope.keywords) parts.push(`检索词“${scope.keywords}”`);
  if (scope.period) parts.push(`时间范围${scope.period}`);
  if (scope.hits !== undefined)
    parts.push(typeof scope.hits === "number" ? `命中${scope.hits}条` : scope.hits);
  return parts.join("，");
}

function attemptText(attempt: ContactAttempt): string {
  return attempt.at === "" ? attempt.result : `${formatMoment(attempt.at) ?? attempt.at}，${attempt.result}`;
}
