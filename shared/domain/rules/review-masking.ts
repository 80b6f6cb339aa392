import { maskValue } from "../screening/masking.ts";
import { isInputRecord, type RuleInputReader } from "./rule-input.ts";

type Answer = Record<string, unknown>;

type MaskKind =
  | "ID_CARD"
  | "MOBILE"
  | "LANDLINE"
  | "BANK_CARD"
  | "NAME"
  | "MINOR"
  | "PLATE"
  | "ADDRESS"
  | "EMAIL"
  | "PASSPORT"
  | "PERMIT"
  | "SOCIAL_SECURITY";

const kinds: Readonly<Record<string, MaskKind>> = {
  idNumber: "ID_CARD",
  idCard: "ID_CARD",
  ID_CARD: "ID_CARD",
  身份证号: "ID_CARD",
  mobile: "MOBILE",
  phone: "MOBILE",
  mobilePhone: "MOBILE",
  MOBILE: "MOBILE",
  手机号: "MOBILE",
  landline: "LANDLINE",
  LANDLINE: "LANDLINE",
  bankCard: "BANK_CARD",
  bankAccount: "BANK_CARD",
  BANK_CARD: "BANK_CARD",
  银行卡: "BANK_CARD",
  name: "NAME",
  personName: "NAME",
  NAME: "NAME",
  姓名: "NAME",
  minor: "MINOR",
  minorName: "MINOR",
  未成年人: "MINOR",
  plate: "PLATE",
  licensePlate: "PLATE",
  PLATE: "PLATE",
  车牌: "PLATE",
  address: "ADDRESS",
  ADDRESS: "ADDRESS",
  住址: "ADDRESS",
  email: "EMAIL",
  EMAIL: "EMAIL",
  passport: "PASSPORT",
  PASSPORT: "PASSPORT",
};

const fieldNames = [
  "idNumber",
  "idCard",
  "mobile",
  "mobilePhone",
  "phone",
  "landline",
  "bankCard",
  "bankAccount",
  "name",
  "personName",
  "minorName",
  "plate",
  "licensePlate",
  "address",
  "email",
  "passport",
] as const;

/** A minor is never named: surname and 某 alone (review.md §5, CR-D02). */
function maskMinor(name: string): string {
  return `${maskValue("NAME", name).replaceAll("某", "")}某`;
}

function mask(kind: MaskKind, value: string, minor: boolean, named: boolean): string {
  if (kind === "MINOR" || (kind === "NAME" && minor)) return maskMinor(value);
  // 公示 and other duties of law name persons in full.
  if (kind === "NAME" && named) return value;
  return maskValue(kind, value);
}

/** The public form of personal data; applied to the clean copy, never kept with the original. Source: review.md §5. */
export function evaluateMasking(reader: RuleInputReader): Answer {
  const minor = reader.flag("minor", "isMinor") === true;
  const named = reader.flag("requiredByLaw", "publicNotice", "fullNameRequired") === true;
  const several = reader.record("maskValues", "personalData");
  if (several) {
    const masked: Record<string, string> = {};
    for (const [name, value] of Object.entries(several)) {
      const kind = kinds[name];
      if (!kind || typeof value !== "string") {
        reader.fail({ type: "invalid-value", field: name, expected: "known-word" });
        return {};
      }
      masked[name] = mask(kind, value, minor, named);
    }
    return { masked };
  }
  const asked = reader.value("mask");
  if (isInputRecord(asked)) {
    const kind = kinds[String(asked["type"] ?? asked["dataType"])];
    const value = asked["value"];
    if (kind && typeof value === "string") return { masked: mask(kind, value, minor, named) };
    const entries = Object.entries(asked).map(([name, text]) => [kinds[name], name, text] as const);
    if (entries.length > 0 && entries.every(([one, , text]) => one && typeof text === "string")) {
      return {
        masked: Object.fromEntries(
          entries.map(([one, name, text]) => [name, one ? mask(one, String(text), minor, named) : ""]),
        ),
      };
    }
  }
  const value = reader.text("value");
  if (value !== undefined) {
    const kind = reader.word(
      kinds,
      "maskType",
      "dataType",
      "type",
      "data",
      "field",
      ...(typeof asked === "string" ? ["mask"] : []),
    );
    return kind ? { masked: mask(kind, value, minor, named) } : {};
  }
  const present = fieldNames.filter((name) => reader.has(name));
  const masked: Record<string, string> = {};
  for (const name of present) {
    const text = reader.text(name);
    const kind = kinds[name];
    if (text !== undefined && kind) masked[name] = mask(kind, text, minor, named);
  }
  const first = present[0];
  if (first === undefined) return {};
  return present.length === 1 ? { masked: masked[first], [first]: masked[first] } : { masked, ...masked };
}
