import { z } from "zod";

import { parseCalendarDay } from "../kernel/calendar-day.ts";
import type { CalendarDay, Instant } from "../kernel/calendar-day.ts";
import { fromBase64, fromBase64Url } from "./bytes.ts";

/** Field types of everything that is signed. An absent field is left out; null and unknown fields are refused. */

/** UUIDv7 (RFC 9562), lower case, chosen by the maker. Neither time nor order is ever read out of it. */
export const uuid = z.string().regex(/^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);

export const sha256Hex = z.string().regex(/^[0-9a-f]{64}$/);
const sm3Hex = z.string().regex(/^[0-9a-f]{64}$/);

/** `{"sha256":"<hex>"}`, later with "sm3" beside it. */
export const digestSet = z.strictObject({ sha256: sha256Hex, sm3: sm3Hex.exactOptional() });

/** A moment, RFC 3339 with Z. Advisory only: no order or validity is ever decided by it (I9). */
export const instant = z.custom<Instant>(
  (value) =>
    typeof value === "string" &&
    /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,3})?Z$/.test(value) &&
    !Number.isNaN(Date.parse(value)),
  "not an instant",
);
export const day = z.custom<CalendarDay>(
  (value) => parseCalendarDay(value) !== undefined,
  "not a calendar day",
);

export const count = z.int().min(0).max(Number.MAX_SAFE_INTEGER);
export const positive = z.int().min(1).max(Number.MAX_SAFE_INTEGER);

const controlCharacter = /[\u0000-\u001f\u007f]/;
export const line = z
  .string()
  .min(1)
  .max(1000)
  .refine((text) => !controlCharacter.test(text), "control character");
export const text = z.string().min(1).max(20_000);
/** ASCII token: rule ids, codes, article codes. */
export const code = z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._:/-]{0,119}$/);
/** 统一社会信用代码 (18), 组织机构代码 (9, or with a hyphen) or another unit code of 6 to 18 characters. */
export const orgCode = z.string().regex(/^[0-9A-Z-]{6,18}$/);

export const hash32 = z
  .string()
  .refine((value) => fromBase64(value)?.length === 32, "not 32 bytes of base64");
/** 32 random bytes, base64url: short content cannot be guessed from its digest. */
export const nonce = z
  .string()
  .refine((value) => fromBase64Url(value)?.length === 32, "not 32 bytes of base64url");

/** Origin of a log: what the first line of its checkpoints says. */
export const origin = z.string().regex(/^[A-Za-z0-9._/-]{1,200}$/);

/** A tree head as signed statements name it: the root is base64, as in a checkpoint. */
export const treeHead = z.strictObject({ origin, size: count, root: hash32 });
export type NamedTreeHead = z.output<typeof treeHead>;

/** Which release of the rules applied: version of the signed `targets` and the digest of the rule set. */
export const rulesVersion = z.strictObject({ targets: count, sha256: sha256Hex });
export type RulesVersion = z.output<typeof rulesVersion>;
