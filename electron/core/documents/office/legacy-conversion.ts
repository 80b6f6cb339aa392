import { spawn } from "node:child_process";
import { access, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { delimiter, join } from "node:path";
import { pathToFileURL } from "node:url";

import { isCompoundFile, openCompoundFile } from "../containers/compound-file.ts";
import type { ReadBudget } from "../reading/read-budget.ts";
import { refuse } from "../reading/refusal.ts";

export type LegacyKind = "doc" | "xls" | "ppt" | "rtf";

const targets: Readonly<Record<LegacyKind, string>> = { doc: "docx", xls: "xlsx", ppt: "pptx", rtf: "docx" };

/** Which of the old kinds a file is; refuses encrypted ones and compound files that are no office document. */
export function legacyKindOf(bytes: Uint8Array, budget: ReadBudget): LegacyKind {
  if (!isCompoundFile(bytes)) return "rtf";
  const file = openCompoundFile(bytes, budget);
  if (file.find("EncryptedPackage")) refuse("encrypted", "office-encrypted");
  if (file.find("WordDocument")) return "doc";
  if (file.find("Workbook") ?? file.find("Book")) return "xls";
  if (file.find("PowerPoint Document")) return "ppt";
  return refuse("unsupported", "compound-kind");
}

/** LibreOffice where it is installed by default, then on the PATH. */
async function findConverter(): Promise<string | undefined> {
  const candidates = [
    process.env["DISCLOSURE_SOFFICE"] ?? "",
    ...(process.env["PATH"] ?? "")
      .split(delimiter)
      .map((folder) => join(folder, process.platform === "win32" ? "soffice.com" : "soffice")),
    "C:\\Program Files\\LibreOffice\\program\\soffice.com",
    "/usr/bin/soffice",
    "/opt/libreoffice/program/soffice",
    "/Applications/LibreOffice.app/Contents/MacOS/soffice",
  ];
  for (const candidate of candidates) {
    if (candidate === "") continue;
    try {
      await access(candidate);
      return candidate;
    } catch {
      continue;
    }
  }
  return undefined;
}

/**
 * A temporary folder in memory where there is one: the converter needs files, and content of a file that may
 * turn out to be refused must not stay on a disk (V7).
 */
async function makeFolder(): Promise<string> {
  for (const base of ["/dev/shm", tmpdir()]) {
    try {
      return await mkdtemp(join(base, "disclosure-"));
    } catch {
      continue;
    }
  }
  return refuse("damaged", "no-temporary-folder");
}

/** Converts an old Office file by a private LibreOffice without macros and without network; bounded in time. */
export async function convertLegacyOffice(
  bytes: Uint8Array,
  kind: LegacyKind,
  budget: ReadBudget,
): Promise<Uint8Array> {
  const program = await findConverter();
  if (program === undefined) return refuse("legacy-needs-converter", "soffice-missing");
  const folder = await makeFolder();
  try {
    const source = join(folder, `source.${kind}`);
    await writeFile(source, bytes, { mode: 0o600 });
    await runConverter(program, [
      `-env:UserInstallation=${pathToFileURL(join(folder, "profile")).href}`,
      "--headless",
      "--norestore",
      "--nolockcheck",
      "--convert-to",
      targets[kind],
      "--outdir",
      folder,
      source,
    ]);
    budget.checkTime();
    const converted = await readFile(join(folder, `source.${targets[kind]}`)).catch(() => undefined);
    return converted ?? refuse("damaged", "legacy-conversion");
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}

const conversionMs = 45_000;

function runConverter(program: string, args: readonly string[]): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      stdio: "ignore",
      windowsHide: true,
      detached: process.platform !== "win32",
    });
    const timer = setTimeout(() => {
      // The launcher starts a second process; its whole group has to go.
      if (child.pid !== undefined && process.platform !== "win32") process.kill(-child.pid, "SIGKILL");
      else child.kill("SIGKILL");
    }, conversionMs);
    child.once("error", reject);
    child.once("exit", () => {
      clearTimeout(timer);
      resolve();
    });
  });
}
