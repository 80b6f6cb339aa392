/**
 * What may stand in the release in place of a passage that is masked: the masked form by rule (masking.ts), a more
 * general form, other words of the drafter, or nothing. A note of the treatment says which.
 */
import type { FindingType } from "./finding-types.ts";

/** The note that takes the passage out without leaving anything. */
export const removedPassage = "（整段删去）";

/** What the note of a mask puts in place of the passage; undefined leaves it to the rule of the type. */
export function replacementOf(note: string): string | undefined {
  if (note === "") return undefined;
  return note === removedPassage ? "" : note;
}

const upToCounty =
  /^(?:[\u3400-\u9fff]{2,8}?(?:省|自治区|特别行政区))?(?:[\u3400-\u9fff]{1,10}?(?:市|自治州|地区|盟))?(?:[\u3400-\u9fff]{1,8}?(?:(?<!社)区|县|旗|市))?/u;

/**
 * Says what the value is and no longer whose it is: an address down to the county, the kind of number in place of the
 * number. undefined for types that have nothing more general than their mask.
 */
export function generalisedForm(type: FindingType, value: string): string | undefined {
  switch (type) {
    case "NAME":
      return "某某";
    case "ADDRESS": {
      const place = upToCounty.exec(value)?.[0] ?? "";
      return place.length >= 2 && place.length < value.length ? place : "（住址略）";
    }
    case "ID_CARD":
    case "ID_CARD_MASKED":
      return "（身份证号码略）";
    case "MOBILE":
    case "MOBILE_MASKED":
    case "LANDLINE":
      return "（电话略）";
    case "BANK_CARD":
    case "BANK_CARD_MASKED":
      return "（账号略）";
    case "PASSPORT":
    case "PERMIT":
      return "（证件号码略）";
    case "SOCIAL_SECURITY":
      return "（编号略）";
    case "PLATE":
      return "（车牌略）";
    case "EMAIL":
      return "（邮箱略）";
    case "GEO":
      return "（位置略）";
    default:
      return undefined;
  }
}
