import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";

import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { utf8Bytes } from "../../shared/sync-protocol/bytes.ts";
import { digestOf } from "./forge-package.ts";
import { sampleDevice, sampleEntry, sampleId, sampleKeys } from "./sample-package.ts";
import { engineFor, startTestServer } from "./test-server.ts";
import type { TestServer } from "./test-server.ts";
import { Workstation } from "./workstation.ts";
import { printsEvidence } from "./evidence.ts";

/** T16 on the server's side: content stands nowhere outside the encrypted store (I10). */

const canaries = ["金丝雀标题七三九一", "370404199001017391", "canary-attachment-7391"];
const device = sampleDevice("leak device");
const lines: string[] = [];
let server: TestServer;

beforeAll(async () => {
  server = await startTestServer(sampleKeys(device), { log: (line) => lines.push(JSON.stringify(line)) });
});
afterAll(async () => {
  await server.close();
});

function filesWith(canary: string): readonly string[] {
  const bytes = [
    Buffer.from(canary, "utf8"),
    Buffer.from(canary, "utf16le"),
    Buffer.from(canary).toString("base64"),
  ];
  return readdirSync(server.folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => {
      const content = readFileSync(path);
      return path.includes(canary) || bytes.some((needle) => content.includes(needle));
    });
}

printsEvidence("T16 leaks at the server", {
  seed: "fixed",
  counts: () => `${canaries.length} canaries in 3 spellings, ${lines.length} log lines`,
  invariants: "I10",
});

describe("canary content", () => {
  it("is found in no file of the server, half way and at the end, in no log line and in no answer", async () => {
    const attachment = utf8Bytes(`附件 ${canaries[2]} ${"x".repeat(9000)}`);
    const workstation = new Workstation(device);
    const content = sampleEntry({
      objectId: sampleId("canary"),
      title: canaries[0] ?? "",
      summary: `身份证号 ${canaries[1]}`,
      files: [
        {
          path: "data/files/0001.txt",
          name: `${canaries[2]}.txt`,
          mediaType: "text/plain",
          size: attachment.length,
          digest: { sha256: digestOf(attachment) },
        },
      ],
    });
    const sealed = await workstation.seal({
      label: "canary",
      content,
      files: [{ path: "data/files/0001.txt", source: attachment }],
    });
    const engine = engineFor(workstation, server, { chunkBytes: 12_000 });
    while (workstation.state(sealed.packageId) !== "uploading") await engine.step();
    await engine.step();
    expect(canaries.flatMap(filesWith)).toEqual([]);
    await engine.drain();
    expect(workstation.state(sealed.packageId)).toBe("accepted");
    server.core.store.raw.pragma("wal_checkpoint(TRUNCATE)");
    expect(canaries.flatMap(filesWith)).toEqual([]);
    // The search itself must be able to find something: the checkpoint of the log is no secret.
    expect(filesWith("zwgk/370400/log/1").length).toBeGreaterThan(0);

    const session = server.core.sessions.open(device.deviceId);
    const refused = await fetch(`${server.url}/v1/packages/${sealed.packageId}`, {
      method: "PUT",
      headers: { authorization: `Bearer ${session}`, "content-type": "application/json" },
      body: JSON.stringify({ submission: { title: canaries[0] }, reviews: [] }),
    });
    const answers = [
      await refused.text(),
      Buffer.from(workstation.disk.receipts.get(sealed.packageId)?.bytes ?? "").toString(),
      ...lines,
    ].join("\n");
    expect(lines.length).toBeGreaterThan(5);
    for (const canary of canaries) expect(answers).not.toContain(canary);
    expect(answers).not.toContain(session);
  });
});
