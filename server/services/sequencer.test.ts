import { describe, expect, it } from "vitest";

import { openServerStore } from "../store/open-store.ts";
import { logFilesInMemory } from "./log-files.ts";
import { newPrivateKey, noteSigner } from "./protocol-crypto.ts";
import { appendPending, Sequencer } from "./sequencer.ts";

describe("the sequencer", () => {
  it("tells whoever asks when the round with its leaf is over, though others keep asking", async () => {
    const opened = openServerStore(":memory:");
    if (!opened.ok) throw new Error(opened.error.type);
    const { db, commits } = opened.value;
    const most = 50;
    let rounds = 0;
    const others: Promise<void>[] = [];
    const append = (facts: Readonly<Record<string, string>>) =>
      commits.run((tx) =>
        appendPending(tx, { v: 1, type: "config", at: "2027-03-01T00:00:00Z" as never, facts }),
      );
    const sequencer = new Sequencer({
      db,
      commits,
      files: logFilesInMemory(),
      signer: noteSigner(newPrivateKey(), "zwgk/370400/log/1", "ed25519"),
      // In the middle of every round somebody else wants the next one.
      failpoint: (name) => {
        if (name !== "q2") return;
        rounds += 1;
        if (rounds < most) others.push(append({ what: `other ${rounds}` }).then(() => sequencer.run()));
      },
    });
    await sequencer.examine();
    await append({ what: "first" });
    await sequencer.run();
    expect(rounds).toBeLessThan(most);
    expect((await sequencer.checkpoint())?.size).toBeGreaterThanOrEqual(1);
    // Everybody else is served too, each by a round that began after asking.
    for (let told = 0; told < others.length; told++) await others[told];
    expect(rounds).toBe(most);
    expect((await sequencer.checkpoint())?.size).toBe(most);
    await opened.value.close();
  });
});
