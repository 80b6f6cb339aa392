/** A file of the case file before it is made. */
export interface PlannedEntry {
  readonly fileName: string;
  readonly title: string;
  readonly responsible: string;
  readonly date: string;
  /** Undefined when it cannot be made (an attachment that is gone). */
  readonly make: () => Promise<Uint8Array | undefined>;
}
