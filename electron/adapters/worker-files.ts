import { pathToFileURL, fileURLToPath } from "node:url";
import { dirname, join, sep } from "node:path";

export interface WorkerFiles {
  readonly documentWorker: URL;
  readonly kdfWorker: URL;
}

/**
 * Where the worker threads' code is. From the sources it is the TypeScript file itself; in a build each worker is one file of its own in
 * out/workers, which the installed program keeps outside its archive, because a thread is started from a real file.
 */
export function workerFiles(here: string = import.meta.url): WorkerFiles {
  const file = fileURLToPath(here);
  const folder = dirname(file);
  if (file.endsWith(".ts")) {
    const workers = join(folder, "..", "core", "workers");
    return {
      documentWorker: pathToFileURL(join(workers, "document-worker.ts")),
      kdfWorker: pathToFileURL(join(workers, "kdf-worker.ts")),
    };
  }
  const workers = join(folder, "..", "workers").replace(
    `${sep}app.asar${sep}`,
    `${sep}app.asar.unpacked${sep}`,
  );
  // The PDF reader in the worker finds its maps and fonts by this; a thread takes the environment over when it starts.
  process.env["DISCLOSURE_PDF_ASSETS"] ??= join(workers, "pdf");
  return {
    documentWorker: pathToFileURL(join(workers, "document-worker.mjs")),
    kdfWorker: pathToFileURL(join(workers, "kdf-worker.mjs")),
  };
}
