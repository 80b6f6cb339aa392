import { sniffKind } from "../sniff-kind.ts";
import { decodeText } from "./text-encoding.ts";

const textKinds: readonly string[] = ["text", "markdown"];

/** The words of a file that is text, as they stand there: numbers at the head of its lines are kept. Undefined for others. */
export function writtenText(bytes: Uint8Array, fileName: string): string | undefined {
  return textKinds.includes(sniffKind(bytes, fileName) ?? "") ? decodeText(bytes).text : undefined;
}
