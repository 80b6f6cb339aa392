/** What one file may cost. Sizes in bytes, times in milliseconds. */
export interface ReadLimits {
  readonly fileBytes: number;
  readonly archiveEntries: number;
  /** Sum over everything unpacked from one file, at all depths. */
  readonly unpackedBytes: number;
  readonly entryBytes: number;
  readonly xmlDepth: number;
  /** Elements of all XML parts together. */
  readonly xmlElements: number;
  /** UTF-16 units of all texts together. */
  readonly textCharacters: number;
  readonly pages: number;
  /** Operators and objects of a PDF together. */
  readonly pdfOperations: number;
  /** Files inside files: an attachment of a document inside a zip is depth 2. */
  readonly depth: number;
  readonly milliseconds: number;
}

export const defaultReadLimits: ReadLimits = {
  fileBytes: 200 * 1024 * 1024,
  archiveEntries: 10_000,
  unpackedBytes: 400 * 1024 * 1024,
  entryBytes: 150 * 1024 * 1024,
  xmlDepth: 200,
  xmlElements: 8_000_000,
  textCharacters: 30_000_000,
  pages: 5_000,
  pdfOperations: 20_000_000,
  depth: 3,
  milliseconds: 60_000,
};
