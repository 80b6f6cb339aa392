import type { DocumentDesk, FileAnswer } from "../services/work.ts";
import { createKeptReadings } from "./kept-readings.ts";
import { createDocumentWorkerClient } from "./document-worker-client.ts";
import type { FileOutcome } from "./document-worker.ts";

type Refusal = "unsupported-file" | "unreadable-file" | "file-too-large" | "encrypted-file" | "cancelled";

const refusals: Readonly<Record<string, Refusal>> = {
  unsupported: "unsupported-file",
  "legacy-needs-converter": "unsupported-file",
  "nested-archive": "unsupported-file",
  "too-large": "file-too-large",
  encrypted: "encrypted-file",
  cancelled: "cancelled",
};

function toAnswer({ screened, mediaType, document, notes }: FileOutcome): FileAnswer {
  if (screened.mark) return { ok: false, refusal: "secret-mark", markType: screened.mark };
  if (!screened.accepted)
    return {
      ok: false,
      refusal: refusals[screened.refusal ?? ""] ?? "unreadable-file",
      reason: screened.message ?? "",
    };
  return {
    ok: true,
    mediaType: mediaType ?? "application/octet-stream",
    findings: screened.findings,
    notes: notes ?? [],
    ...(document ? { document } : {}),
  };
}

/** The desk of the core over worker threads: reading and screening never run in the process that answers the screen. */
export function createDocumentDesk(worker: URL): DocumentDesk {
  const client = createDocumentWorkerClient({ worker });
  const readings = createKeptReadings();
  return {
    screenText: (text, rules) => client.screenText(text, rules),
    readFile: (bytes, fileName, watch, rules) =>
      readings.read(bytes.length, fileName, rules, async (known) => {
        const read = await client.screenUnlessKnown(bytes, fileName, {
          known,
          ...(rules ? { rules } : {}),
          ...(watch
            ? {
                signal: watch.signal,
                onProgress: ({ unpackedBytes }) => watch.onProgress(unpackedBytes),
              }
            : {}),
        });
        if ("known" in read) return { digest: read.known };
        const { digest } = read.outcome;
        return { answer: toAnswer(read.outcome), ...(digest === undefined ? {} : { digest }) };
      }),
    findOwn: (texts, rules) => client.findOwn(texts, rules),
    releaseFile: (bytes, fileName, withheld, pictures, rules) =>
      client.releaseFile(bytes, fileName, withheld, pictures, rules),
    foretellSigned: (bytes, fileName, withheld, pictures) =>
      client.foretellSigned(bytes, fileName, withheld, pictures),
    proveFile: (bytes, fileName, withheld, leaving, rules) =>
      client.proveFile(bytes, fileName, withheld, leaving, rules),
    listPictures: (bytes, fileName, withheld) => client.listPictures(bytes, fileName, withheld),
    treatPicture: (bytes, fileName, treatment) => client.treatPicture(bytes, fileName, treatment),
    readText: (bytes, fileName) => client.readText(bytes, fileName),
    outlineFile: (bytes, fileName) => client.outlineFile(bytes, fileName),
    extractFile: (bytes, fileName, chosen, withheld, rules) =>
      client.extractFile(bytes, fileName, chosen, withheld, rules),
    desensitiseFile: (bytes, fileName, preset, choices, rules) =>
      client.desensitiseFile(bytes, fileName, preset, choices, rules),
    close: () => client.close(),
  };
}
