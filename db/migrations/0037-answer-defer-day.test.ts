import { expect, it } from "vitest";

import { migratedFrom } from "../migrated-from.ts";

const answer = (id: string, conclusion: string) =>
  `('${id}', 'p-${id}', 'agree', '${conclusion}', '[]', '[]', '[]', 'x', 'a', 'p', x'00', '2026-09-16T02:00:00Z'`;
const columns =
  "request_id, package_id, decision, conclusion, grounds, reasons, checklist, content_digest, account_id, person_id, envelope, decided_at";

it("0037-answer-defer-day keeps answers without a day, and takes one only with 暂缓公开 and after the decision", async () => {
  const raw = await migratedFrom(
    "0037-answer-defer-day",
    `DROP TRIGGER incoming_answer_by_role; DROP TRIGGER incoming_answer_to_what_was_read;
     INSERT INTO incoming_answer (${columns}) VALUES ${answer("old", "defer")})`,
    { foreignKeys: "OFF" },
  );
  expect(raw.prepare("SELECT reassess_on FROM incoming_answer").all()).toEqual([{ reassess_on: null }]);
  const put = (conclusion: string, day: string) =>
    raw.exec(
      `INSERT INTO incoming_answer (${columns}, reassess_on) VALUES ${answer(conclusion + day, conclusion)}, '${day}')`,
    );
  expect(() => put("disclose", "2026-11-02")).toThrow(/CHECK/);
  expect(() => put("defer", "2026-09-16")).toThrow(/CHECK/);
  expect(() => put("defer", "2026-9-30")).toThrow(/CHECK/);
  put("defer", "2026-11-02");
  expect(raw.prepare("SELECT count(*) AS n FROM incoming_answer").get()).toEqual({ n: 2 });
  raw.close();
});
