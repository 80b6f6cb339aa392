import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

import { afterEach, describe, expect, it } from "vitest";

import { workerFiles } from "../../../electron/adapters/worker-files.ts";
import { createDocumentDesk } from "../../../electron/core/workers/document-desk.ts";
import {
  createDocumentWorkerClient,
  type DocumentWorkerClient,
} from "../../../electron/core/workers/document-worker-client.ts";
import { docxFile, paragraph } from "./corpus/office-files.ts";

const good = docxFile(paragraph("正常的公告。"));
const big = docxFile(paragraph("很长的公告。").repeat(200_000));
const clients: DocumentWorkerClient[] = [];
const folders: string[] = [];

function client(
  options: Partial<Parameters<typeof createDocumentWorkerClient>[0]> = {},
): DocumentWorkerClient {
  const made = createDocumentWorkerClient({ worker: workerFiles().documentWorker, ...options });
  clients.push(made);
  return made;
}

/** A worker that misbehaves in one way on every job. */
function badWorker(source: string): URL {
  const folder = mkdtempSync(join(tmpdir(), "worker-"));
  folders.push(folder);
  const path = join(folder, "worker.mjs");
  writeFileSync(
    path,
    `import { parentPort } from "node:worker_threads";\nparentPort.on("message", (request) => { ${source} });\n`,
  );
  return pathToFileURL(path);
}

afterEach(async () => {
  await Promise.all(clients.splice(0).map((one) => one.close()));
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true });
});

describe("the document worker", () => {
  it("screens files and texts, one after the other, in the order asked", async () => {
    const one = client();
    const order: number[] = [];
    await Promise.all(
      [1, 2, 3].map(async (number) => {
        await one.screenFile(good, `${number}.docx`);
        order.push(number);
      }),
    );
    expect(order).toEqual([1, 2, 3]);
    const findings = await one.screenText("联系电话13963700218。");
    expect(findings.map((finding) => finding.value)).toEqual(["13963700218"]);
  });

  it("leaves the caller its bytes", async () => {
    const bytes = Uint8Array.from(good);
    await client().screenFile(bytes, "a.docx");
    expect(bytes.length).toBe(good.length);
  });

  it("gives an import what it needs", async () => {
    const outcome = await client().screenFile(good, "a.docx");
    expect(outcome).toMatchObject({
      mediaType: "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
      document: { type: "doc", content: [{ type: "paragraph", content: [{ text: "正常的公告。" }] }] },
      metadata: { authors: [] },
    });
  });

  it("reports progress by counts and ends a cancelled reading at once", async () => {
    const one = client();
    const control = new AbortController();
    let reported = 0;
    const reading = one.screenFile(big, "big.docx", {
      signal: control.signal,
      onProgress: (progress) => {
        reported = Math.max(reported, progress.unpackedBytes);
        if (reported > 0) control.abort();
      },
    });
    expect((await reading).screened).toMatchObject({ accepted: false, refusal: "cancelled" });
    expect(reported).toBeGreaterThan(0);
    expect((await one.screenFile(good, "next.docx")).screened.accepted).toBe(true);
  });

  it("drops a cancelled file that still waits", async () => {
    const one = client();
    const control = new AbortController();
    const first = one.screenFile(good, "first.docx");
    const second = one.screenFile(good, "second.docx", { signal: control.signal });
    control.abort();
    expect((await second).screened.refusal).toBe("cancelled");
    expect((await first).screened.accepted).toBe(true);
  });

  it.each([
    ["exits", "process.exit(7);", "reader-died", 20_000],
    ["throws", "throw new Error('x');", "reader-died", 20_000],
    [
      "runs out of memory",
      "const all = []; for (;;) all.push(new Array(100_000).fill(request.id));",
      "too-large",
      60_000,
    ],
    ["never ends", "for (;;);", "took-too-long", -3_500],
    ["fails", "parentPort.postMessage({ id: request.id, kind: 'failed' });", "reader-died", 20_000],
  ])("dies alone when it %s", async (_name, source, refusal, patienceMs) => {
    const one = client({
      worker: badWorker(source),
      limits: { milliseconds: patienceMs },
      heapMegabytes: 64,
    });
    for (const name of ["a.docx", "b.docx"])
      expect((await one.screenFile(good, name)).screened).toMatchObject({
        file: name,
        accepted: false,
        refusal,
      });
  });

  it("does not keep the process alive and refuses work once closed", async () => {
    const one = client();
    await one.screenFile(good, "a.docx");
    await one.close();
    expect((await one.screenFile(good, "b.docx")).screened.refusal).toBe("cancelled");
  });
});

describe("the document desk", () => {
  it("answers as the core asks", async () => {
    const desk = createDocumentDesk(workerFiles().documentWorker);
    const bytes = docxFile(paragraph("联系电话13963700218。", "<w:vanish/>"));
    const accepted = await desk.readFile(bytes, "a.docx");
    // The worker counts the digest and finds it known: the very same reading comes back.
    expect(await desk.readFile(Uint8Array.from(bytes), "a.docx")).toBe(accepted);
    const marked = await desk.readFile(docxFile(paragraph("机密★10年")), "b.docx");
    const refused = await desk.readFile(new Uint8Array(Buffer.from("MZ\u0000\u0001")), "c.exe");
    await desk.close?.();
    expect(accepted).toMatchObject({ ok: true, findings: [{ type: "MOBILE" }, { type: "HIDDEN_TEXT" }] });
    expect(marked).toEqual({ ok: false, refusal: "secret-mark", markType: "star" });
    expect(refused).toMatchObject({ ok: false, refusal: "unsupported-file" });
  });
});
