import { existsSync } from "node:fs";

import { describe, expect, it } from "vitest";

import { workerFiles } from "./worker-files.ts";

describe("workerFiles", () => {
  it("are the sources when run from the sources", () => {
    expect(existsSync(workerFiles().kdfWorker)).toBe(true);
    expect(workerFiles().documentWorker.href).toMatch(/\/electron\/core\/workers\/document-worker\.ts$/);
  });

  it("lie beside the build, and outside the archive of the installed program", () => {
    expect(workerFiles("file:///opt/x/out/main/core-abc.js").kdfWorker.href).toBe(
      "file:///opt/x/out/workers/kdf-worker.mjs",
    );
    expect(workerFiles("file:///opt/x/resources/app.asar/out/main/index.js").documentWorker.href).toBe(
      "file:///opt/x/resources/app.asar.unpacked/out/workers/document-worker.mjs",
    );
  });
});
