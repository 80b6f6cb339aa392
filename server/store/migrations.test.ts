import Database from "better-sqlite3";
import { describe, expect, it } from "vitest";

import { migrations } from "./migrations.ts";

/** A store of an older server keeps what it says when a newer one opens it. */
describe("the step that lets releases wait for their time", () => {
  it("keeps every publication of before, and its guards", () => {
    const raw = new Database(":memory:");
    for (const step of migrations.slice(0, 2)) for (const statement of step) raw.exec(statement);
    const columns = `package_id, digest, device_id, incarnation, device_seq, org_code, kind, object_type, object_id, rev_no,
      content_digest, submission, reviews, state, via, announced_at, outcome`;
    const add = (id: string, object: string, state: string, group: string | null): void => {
      raw
        .prepare(
          `INSERT INTO package (${columns}) VALUES (?, 'd', 'dev', 'inc', 1, 'org', 'publish', 'entry', ?, 1, 'c', x'', x'', 'decided', 'network', 'now', 'accepted')`,
        )
        .run(id, object);
      raw
        .prepare("INSERT INTO publication VALUES (?, ?, 'c', ?, ?, ?, ?)")
        .run(id, object, state, group, group && 2, state === "live" ? 1 : 0);
    };
    add("p1", "o1", "live", null);
    add("p2", "o2", "waiting-group", "g");
    add("p3", "o3", "stopped", null);
    for (const statement of migrations[2] ?? []) raw.exec(statement);
    expect(
      raw
        .prepare(
          "SELECT package_id, state, group_size, not_before, pushed FROM publication ORDER BY package_id",
        )
        .raw()
        .all(),
    ).toEqual([
      ["p1", "live", null, null, 1],
      ["p2", "waiting-group", 2, null, 0],
      ["p3", "stopped", null, null, 0],
    ]);
    const broken = (statement: string) => () => raw.exec(statement);
    expect(broken("UPDATE publication SET state = 'live' WHERE package_id = 'p3'")).toThrow(/I5/);
    expect(broken("UPDATE publication SET pushed = 1 WHERE package_id = 'p2'")).toThrow(/I3/);
    expect(broken("UPDATE publication SET state = 'live', object_id = 'o1' WHERE package_id = 'p2'")).toThrow(
      /UNIQUE/,
    );
    expect(broken("INSERT INTO publication VALUES ('px', 'o9', 'c', 'live', NULL, NULL, NULL, 0)")).toThrow(
      /I3/,
    );
    raw.close();
  });
});
