import { spawnSync } from "node:child_process";
import {
  copyFileSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

import { extractFile, listPackage } from "@electron/asar";
import { afterAll, beforeAll, describe, expect, it } from "vitest";

import { makeStandInDistribution } from "./stand-in-distribution.ts";

const root = fileURLToPath(new URL("../../../", import.meta.url));
const require = createRequire(import.meta.url);
const version = (
  JSON.parse(readFileSync(join(root, "node_modules/electron/package.json"), "utf8")) as { version: string }
).version;

let folder: string;

function pack(arch: "x64" | "arm64"): { readonly program: string; readonly output: string } {
  const output = join(folder, arch);
  const answer = spawnSync(
    process.execPath,
    [
      join(root, "node_modules/electron-builder/cli.js"),
      "--linux",
      "dir",
      `--${arch}`,
      "--publish",
      "never",
      `-c.electronDist=${join(folder, "electron")}`,
      `-c.directories.output=${output}`,
    ],
    { cwd: root, encoding: "utf8", timeout: 110_000 },
  );
  if (answer.status !== 0)
    throw new Error(`electron-builder: ${answer.stdout.slice(-2000)}${answer.stderr.slice(-2000)}`);
  return {
    program: join(output, arch === "x64" ? "linux-unpacked" : "linux-arm64-unpacked"),
    output: answer.stdout,
  };
}

beforeAll(() => {
  if (!existsSync(join(root, "out/main/index.js")))
    throw new Error("the program is not built: npm run build");
  folder = mkdtempSync(join(tmpdir(), "dist-"));
  makeStandInDistribution(join(folder, "electron"), version);
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("the configuration", () => {
  const config = readFileSync(join(root, "electron-builder.yml"), "utf8");

  it("fits the schema of the packager", async () => {
    const { load } = require("js-yaml") as { load: (text: string) => Record<string, unknown> };
    const { validateConfiguration } = require("app-builder-lib/out/util/config/config.js") as {
      validateConfiguration: (config: unknown, log: { isEnabled: boolean }) => Promise<void>;
    };
    await expect(validateConfiguration(load(config), { isEnabled: false })).resolves.toBeUndefined();
    await expect(
      validateConfiguration({ ...load(config), asarr: true }, { isEnabled: false }),
    ).rejects.toThrow(/asarr/);
  });

  it("names the Electron that is installed", () => {
    expect(config).toContain(`electronVersion: ${version}`);
  });

  it("keeps the department's data when the program is uninstalled", () => {
    expect(config).toContain("deleteAppDataOnUninstall: false");
  });
});

describe.each(["x64", "arm64"] as const)("the unpacked program for Linux %s", (arch) => {
  let program: string;
  let archive: string;
  beforeAll(() => {
    ({ program } = pack(arch));
    archive = join(program, "resources", "app.asar");
  });

  it("holds what runs and nothing else", () => {
    const files = listPackage(archive, { isPack: false }).filter(
      (name) => !/^\/(?:out|node_modules)(?:\/[^/]*)?$/.test(name),
    );
    const outside = files.filter(
      (name) =>
        !/^\/(?:package\.json$|out\/(?:main|preload|renderer|workers)\/|node_modules\/better-sqlite3\/)/.test(
          name,
        ),
    );
    expect(outside).toEqual([]);
    for (const file of [
      "/out/main/index.js",
      "/out/main/command-line.js",
      "/out/preload/index.cjs",
      "/out/renderer/index.html",
    ]) {
      expect(files).toContain(file);
    }
    expect(
      files.filter((name) => /\.(?:ts|tsx|map|c|cpp|h)$|\/tests?\//.test(name) && !name.endsWith(".d.ts")),
    ).toEqual([]);
  });

  it("starts the desktop window", () => {
    const manifest = JSON.parse(extractFile(archive, "package.json").toString("utf8")) as Record<
      string,
      unknown
    >;
    expect(manifest["main"]).toBe("out/main/index.js");
    expect(manifest["devDependencies"]).toBeUndefined();
  });

  it("has the one native module of its system, and the workers, outside the archive", () => {
    const unpacked = `${archive}.unpacked`;
    const natives = readdirSync(unpacked, { recursive: true, encoding: "utf8" }).filter((name) =>
      name.endsWith(".node"),
    );
    expect(natives).toEqual([join("node_modules", "better-sqlite3", "prebuilds", `linux-${arch}.node`)]);
    expect(readdirSync(join(unpacked, "out", "workers")).sort()).toEqual([
      "document-worker.mjs",
      "kdf-worker.mjs",
      "pdf",
    ]);
    expect(existsSync(join(unpacked, "out", "workers", "pdf", "cmaps", "UniGB-UTF16-H.bcmap"))).toBe(true);
  });

  it("has its fuses set in the executable", () => {
    const executable = readFileSync(join(program, "disclosure-workstation"));
    const at = executable.indexOf("dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX") + 32;
    // RunAsNode off, cookie encryption on, NODE_OPTIONS off, inspect off, asar integrity on, only from asar on, snapshot off, file:// off
    expect(executable.subarray(at + 2, at + 10).toString("latin1")).toBe("01001100");
    expect(statSync(join(program, "disclosure-workstation")).mode & 0o111).not.toBe(0);
  });

  it("brings its command line, which hands every word on as it was given", () => {
    const script = join(program, "disclosure");
    expect(statSync(script).mode & 0o111).not.toBe(0);
    const bench = mkdtempSync(join(folder, "command-line-"));
    copyFileSync(script, join(bench, "disclosure"));
    writeFileSync(join(bench, "disclosure-workstation"), '#!/bin/sh\nprintf "%s\\n" "$@"\nexit 3\n', {
      mode: 0o755,
    });
    const link = join(bench, "elsewhere");
    symlinkSync(join(bench, "disclosure"), link);
    const answer = spawnSync(link, ["letter", "render", "--data", "一 份.json", "--no-sandbox"], {
      encoding: "utf8",
    });
    expect(answer.status).toBe(3);
    expect(answer.stdout.trimEnd().split("\n")).toEqual([
      "--ozone-platform=headless",
      "--command-line",
      "--",
      "letter",
      "render",
      "--data",
      "一 份.json",
      "--no-sandbox",
    ]);
  });

  it("carries the languages of the office alone", () => {
    expect(readdirSync(join(program, "locales")).sort()).toEqual(["en-US.pak", "zh-CN.pak"]);
  });

  it("is small enough to travel", () => {
    expect(statSync(archive).size).toBeLessThan(40 * 1024 * 1024);
  });
});
