import { open, type FileHandle } from "node:fs/promises";
import { basename } from "node:path";

import { workerFiles } from "../../adapters/worker-files.ts";
import { defaultReadLimits } from "../../core/documents/reading/read-limits.ts";
import {
  createDocumentWorkerClient,
  type DocumentWorkerClient,
} from "../../core/workers/document-worker-client.ts";
import { exitCodes, type ExitCode } from "./exit-codes.ts";

export interface ScreenFilesOutput {
  /** One JSON line a file. */
  readonly write: (line: string) => Promise<void> | void;
  /** One clear line for people. */
  readonly error: (line: string) => void;
}

/** Reads a whole file, but no more than the readers take; undefined with a message when it cannot be read. */
async function readBounded(
  path: string,
  output: ScreenFilesOutput,
): Promise<Uint8Array | "too-large" | undefined> {
  let handle: FileHandle | undefined;
  try {
    handle = await open(path, "r");
    const { size } = await handle.stat();
    if (size > defaultReadLimits.fileBytes) return "too-large";
    return new Uint8Array(await handle.readFile());
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    output.error(
      code === "ENOENT"
        ? `找不到文件：${path}`
        : code === "EISDIR"
          ? `不是文件：${path}`
          : `文件无法读取：${path}`,
    );
    return undefined;
  } finally {
    await handle?.close();
  }
}

/**
 * `screen FILE… --jsonl`: one line a file, `{file,accepted,mark?,refusal?,message?,findings:[…]}`; `file` is the
 * name without its folder. Stateless: nothing is stored. Exit codes: 0 nothing found, 1 findings or refusals, 2 no
 * file named, 3 a file could not be opened.
 */
export async function screenFiles(
  paths: readonly string[],
  output: ScreenFilesOutput,
  client: DocumentWorkerClient = createDocumentWorkerClient({ worker: workerFiles().documentWorker }),
): Promise<ExitCode> {
  if (paths.length === 0) {
    output.error("请给出要审查的文件。");
    return exitCodes.usage;
  }
  let code: ExitCode = exitCodes.ok;
  try {
    for (const path of paths) {
      const bytes = await readBounded(path, output);
      if (bytes === undefined) {
        code = exitCodes.fault;
        continue;
      }
      const file = basename(path);
      const { screened } =
        bytes === "too-large"
          ? {
              screened: {
                file,
                accepted: false,
                refusal: "too-large",
                message: "文件过大，超出可以安全读取的范围。",
                findings: [],
              },
            }
          : await client.screenFile(bytes, file);
      await output.write(`${JSON.stringify(screened)}\n`);
      if ((!screened.accepted || screened.findings.length > 0) && code === exitCodes.ok)
        code = exitCodes.findings;
    }
  } finally {
    await client.close();
  }
  return code;
}
