import { z } from "zod";

import {
  columnTreatments,
  listPresets,
  type ColumnTreatment,
  type ListColumnKind,
} from "../domain/desensitise/list-presets.ts";
import { operation, returns } from "./operation.ts";
import * as p from "./primitives.ts";

const keysOf = <T extends object>(map: T) => Object.keys(map) as [keyof T & string, ...(keyof T & string)[]];

export interface DesensitisedSheetView {
  readonly name: string;
  readonly columns: readonly {
    readonly index: number;
    readonly header: string;
    readonly kind: ListColumnKind;
    readonly treatment: ColumnTreatment;
    /** How many cells were changed or taken out. */
    readonly changed: number;
  }[];
  /** Where the head stands among `before`; -1 where the sheet holds no list. */
  readonly headerRow: number;
  readonly rowCount: number;
  /** Values masked outside of the columns: titles, remarks. */
  readonly inText: number;
  /** The first rows of the original, and what became of each cell; null: taken out. */
  readonly before: readonly (readonly string[])[];
  readonly after: readonly (readonly (string | null)[])[];
}

export interface DesensitisedListView {
  readonly file: p.FileForPerson;
  readonly sheets: readonly DesensitisedSheetView[];
  /** What was looked for in the copy, by reading and screening it again. */
  readonly checks: readonly { readonly ok: boolean; readonly detail: string }[];
}

/**
 * Makes the publishable copy of a list of persons (review handbook §5; 条例15). Nothing is stored, neither the original
 * nor the copy; a file with a secrecy mark is refused (V7). `treatments`: what the person chose for a column, by header.
 */
export const desensitiseList = operation("desensitise.list", {
  input: z.object({
    fileName: p.requiredLine,
    bytes: p.bytes,
    preset: z.enum(keysOf(listPresets)),
    treatments: z.record(z.string().max(400), z.enum(keysOf(columnTreatments))).default({}),
  }),
  output: returns<DesensitisedListView>(),
  errors: [
    "secret-mark",
    "unsupported-file",
    "unreadable-file",
    "file-too-large",
    "encrypted-file",
    "cancelled",
    "no-list-found",
    "list-not-clean",
  ],
  callers: ["drafter", "unitHead", "confidentialityReviewer", "disclosureOffice"],
});

export const desensitiseOperations = { desensitiseList };
