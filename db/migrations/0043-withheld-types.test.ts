import { expect, it } from "vitest";

import { migratedFrom } from "../migrated-from.ts";

it("0043-withheld-types keeps earlier requests, which say nothing, and takes nothing but a list", async () => {
  const columns =
    "package_id, stage, review_no, object_id, rev_no, kind, title, organ_name, device_id, content, content_digest, reviews, trusted, arrived_at";
  const values = (id: string) =>
    `'${id}', 'confidentialityCheck', 'n', 'o', 1, 'publish', 't', 'u', 'd', x'00', '${"a".repeat(64)}', '[]', 0, 'now'`;
  const raw = await migratedFrom(
    "0043-withheld-types",
    `INSERT INTO arrived_package VALUES ('r', 'request', NULL, NULL, 'file', 'now'), ('s', 'request', NULL, NULL, 'file', 'now');
     INSERT INTO incoming_request (${columns}) VALUES (${values("r")})`,
    { foreignKeys: "ON" },
  );
  const put = (withheld: string) =>
    raw
      .prepare(`INSERT INTO incoming_request (${columns}, withheld) VALUES (${values("s")}, ?)`)
      .run(withheld);
  expect(() => put("ID_CARD")).toThrow(/CHECK|JSON/);
  expect(() => put('"ID_CARD"')).toThrow(/CHECK/);
  put('["ID_CARD"]');
  expect(raw.prepare("SELECT package_id, withheld FROM incoming_request ORDER BY seq").all()).toEqual([
    { package_id: "r", withheld: "[]" },
    { package_id: "s", withheld: '["ID_CARD"]' },
  ]);
  raw.close();
});
