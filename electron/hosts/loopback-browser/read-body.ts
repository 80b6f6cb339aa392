import type { IncomingMessage } from "node:http";

import { operationsByName } from "../../../shared/contract/index.ts";
import { bytes } from "../../../shared/contract/primitives.ts";

const mebibyte = 1024 * 1024;

/** A call that carries a file: the largest file the readers take, in base64, with room for the rest. */
const fileCallLimit = 192 * mebibyte;
/** Any other call: far above the longest document a person writes. */
const plainCallLimit = 16 * mebibyte;
/** What is read and thrown away of a body that is too large, so that the browser gets to read the answer. */
const discardLimit = 1024 * mebibyte;

/** The largest body a call of this operation may have, in bytes; larger for those whose input holds a file. */
export function bodyLimit(operation: string): number {
  const input = operationsByName.get(operation)?.input;
  const shape = input && "shape" in input ? Object.values(input.shape as Record<string, unknown>) : [];
  return shape.includes(bytes) ? fileCallLimit : plainCallLimit;
}

export type ReadBody =
  | { readonly ok: true; readonly text: string }
  | { readonly ok: false; readonly reason: "too-large" | "cut-off" };

/** Reads a body up to a limit; memory stays bounded whatever length was announced or sent. */
export async function readBody(request: IncomingMessage, limit: number): Promise<ReadBody> {
  const parts: Buffer[] = [];
  let length = 0;
  try {
    for await (const part of request as AsyncIterable<Buffer>) {
      length += part.length;
      if (length <= limit) parts.push(part);
      else parts.length = 0;
      if (length > discardLimit) break;
    }
  } catch {
    return { ok: false, reason: "cut-off" };
  }
  return length > limit
    ? { ok: false, reason: "too-large" }
    : { ok: true, text: new TextDecoder("utf-8").decode(Buffer.concat(parts)) };
}
