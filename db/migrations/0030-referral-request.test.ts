import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { migratedFrom } from "../migrated-from.ts";
import type { RawDatabase } from "../sqlite/open-database.ts";

const columns =
  "id, review_id, round, content_digest, decision_id, question, organ_kind, organ, matters, doubt, protected_on, account_id, person_id, drafted_at";
const values = (id: string, organKind: string) =>
  `'${id}', 'r', 1, '${"a".repeat(64)}', 'd', 'disclosure', '${organKind}', '云州市人民政府', '{}', '拿不准', '2026-09-10', 'a', 'p', '2026-09-10T01:00:00Z'`;

describe("0030-referral-request", () => {
  let raw: RawDatabase;
  beforeAll(async () => {
    // Whose referral may be stored at all is the matter of 0026 and its own test.
    raw = await migratedFrom(
      "0030-referral-request",
      `DROP TRIGGER referral_of_a_waiting_review; DROP TRIGGER referral_one_at_a_time; DROP TRIGGER referral_by_its_people;
       INSERT INTO referral (${columns}) VALUES (${values("f1", "competentOrgan")})`,
      { foreignKeys: "OFF" },
    );
  });
  afterAll(() => {
    raw.close();
  });

  it("keeps the letters of before as letters", () => {
    expect(raw.prepare("SELECT id, form, signer FROM referral").all()).toEqual([
      { id: "f1", form: "letter", signer: "" },
    ]);
  });

  it("takes a 请示 only with its 签发人 and only to a competent organ", () => {
    const insert = (id: string, organKind: string, form: string, signer: string) => () =>
      raw.exec(
        `INSERT INTO referral (${columns}, form, signer) VALUES (${values(id, organKind)}, '${form}', '${signer}')`,
      );
    expect(insert("f2", "competentOrgan", "request", "")).toThrow(/CHECK/);
    expect(insert("f3", "competentOrgan", "letter", "郑克")).toThrow(/CHECK/);
    expect(insert("f4", "localSecrecyAuthority", "request", "郑克")).toThrow(/CHECK/);
    expect(insert("f5", "competentOrgan", "request", "郑克")).not.toThrow();
  });

  it("never changes form or signer of a sent one (V5)", () => {
    raw.exec(
      "DROP TRIGGER referral_step_by_its_people; DROP TRIGGER referral_step_in_order; INSERT INTO referral_step (referral_id, step, on_day, doc_number, note, account_id, person_id, recorded_at) VALUES ('f5', 'sent', '2026-09-11', '云建〔2026〕3号', '', 'a', 'p', '2026-09-11T01:00:00Z')",
    );
    expect(() => raw.exec("UPDATE referral SET signer = '赵立群' WHERE id = 'f5'")).toThrow(/V5/);
  });
});
