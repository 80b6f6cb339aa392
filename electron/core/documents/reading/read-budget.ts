import type { ReadLimits } from "./read-limits.ts";
import { refuse } from "./refusal.ts";

const progressEveryMs = 200;

/** How far a reading has come; counts only, never content. */
export interface ReadProgress {
  readonly unpackedBytes: number;
  readonly characters: number;
}

/**
 * What is left of a file's limits. One budget is shared by everything read from one file, at all depths, so that
 * a thousand small bombs cost no more than one. Every spending refuses the file when the limit is passed.
 */
export class ReadBudget {
  readonly limits: ReadLimits;
  readonly #onProgress: ((progress: ReadProgress) => void) | undefined;
  #nextProgressAt = 0;
  #unpackedBytes: number;
  #entries: number;
  #elements: number;
  #characters: number;
  #operations: number;
  #sinceClock = 0;
  readonly #endsAt: number;

  constructor(limits: ReadLimits, onProgress?: (progress: ReadProgress) => void) {
    this.limits = limits;
    this.#onProgress = onProgress;
    this.#unpackedBytes = limits.unpackedBytes;
    this.#entries = limits.archiveEntries;
    this.#elements = limits.xmlElements;
    this.#characters = limits.textCharacters;
    this.#operations = limits.pdfOperations;
    this.#endsAt = performance.now() + limits.milliseconds;
  }

  /** The most bytes the next unpacking may give. */
  unpackable(): number {
    return Math.max(0, Math.min(this.limits.entryBytes, this.#unpackedBytes));
  }

  spendUnpacked(bytes: number): void {
    this.#unpackedBytes -= bytes;
    if (this.#unpackedBytes < 0) refuse("too-large", "unpacked-bytes");
    this.checkTime();
  }

  spendEntries(count: number): void {
    this.#entries -= count;
    if (this.#entries < 0) refuse("too-large", "archive-entries");
  }

  spendElement(): void {
    this.#elements -= 1;
    if (this.#elements < 0) refuse("too-large", "xml-elements");
    this.#tick(2_048);
  }

  spendCharacters(count: number): void {
    this.#characters -= count;
    if (this.#characters < 0) refuse("too-large", "text-characters");
  }

  spendOperation(count = 1): void {
    this.#operations -= count;
    if (this.#operations < 0) refuse("too-large", "pdf-operations");
    this.#tick(1_024);
  }

  #tick(every: number): void {
    this.#sinceClock += 1;
    if (this.#sinceClock >= every) this.checkTime();
  }

  checkTime(): void {
    this.#sinceClock = 0;
    const now = performance.now();
    if (now > this.#endsAt) refuse("took-too-long", "milliseconds");
    if (!this.#onProgress || now < this.#nextProgressAt) return;
    this.#nextProgressAt = now + progressEveryMs;
    this.#onProgress({
      unpackedBytes: this.limits.unpackedBytes - this.#unpackedBytes,
      characters: this.limits.textCharacters - this.#characters,
    });
  }
}
