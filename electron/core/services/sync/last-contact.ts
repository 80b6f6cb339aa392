import { z } from "zod";

import { readMeta } from "../../../../db/readers/meta.ts";
import { writeMeta } from "../../../../db/writers/meta.ts";
import { dayOfInstant, daysBetween, type Instant } from "../../../../shared/kernel/calendar-day.ts";
import type { SyncStatus } from "../../../../shared/contract/sync.ts";
import { instantOf, todayOf } from "../../ports/ports.ts";
import type { Work } from "../work.ts";

const lastContactKey = "sync.lastContact";
const stored = z.object({ url: z.string(), at: z.string() });

type Parts = Pick<Work, "db" | "ports">;

/** When the server answered last; kept, so that a machine that was off for days knows it. */
export class LastContact {
  readonly #parts: Parts;
  readonly #url: string;
  #at: Instant | undefined;

  private constructor(parts: Parts, url: string, at: Instant | undefined) {
    this.#parts = parts;
    this.#url = url;
    this.#at = at;
  }

  /** Of this server; what another one answered says nothing about it. */
  static async of(parts: Parts, url: string): Promise<LastContact> {
    const text = await readMeta(parts.db, lastContactKey);
    const known = text === undefined ? undefined : stored.parse(JSON.parse(text));
    return new LastContact(parts, url, known?.url === url ? (known.at as Instant) : undefined);
  }

  async note(): Promise<void> {
    const at = instantOf(this.#parts.ports);
    const value = JSON.stringify({ url: this.#url, at });
    await this.#parts.db.transaction().execute(async (tx) => await writeMeta(tx, lastContactKey, value));
    this.#at = at;
  }

  /** As the status of the sending tells it, by the calendar of the core. */
  told(connected: boolean): Pick<SyncStatus, "lastContactAt" | "offlineDays"> {
    if (this.#at === undefined) return {};
    const days = daysBetween(dayOfInstant(this.#at), todayOf(this.#parts.ports));
    return { lastContactAt: this.#at, ...(connected || days < 1 ? {} : { offlineDays: days }) };
  }
}
