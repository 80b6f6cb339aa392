import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

import { expect, type Page } from "@playwright/test";

import { checklist } from "../../shared/domain/review/checklist.ts";
import {
  openDepartment,
  passphrase,
  plainDocument,
  proactiveMetadata,
  type AccountName,
} from "../integration/support/department.ts";
import { startLoopback, type LoopbackProgram } from "./start-loopback.ts";
import { settledCheck } from "./settled-check.ts";

interface Answer {
  readonly ok: boolean;
  readonly value?: Readonly<Record<string, unknown>>;
  readonly error?: { readonly code: string };
}

/** One workstation and its browser. What other stories show by hand goes through the calls that a page makes. */
export class Office {
  readonly dataDir: string;
  #program: LoopbackProgram | undefined;

  constructor(dataDir: string) {
    this.dataDir = dataDir;
  }

  get page(): Page {
    if (!this.#program) throw new Error("not started");
    return this.#program.firstWindow;
  }

  /** A department of its own in a new folder, and its workstation. */
  static async ofNewDepartment(name: string): Promise<Office> {
    const folder = mkdtempSync(join(tmpdir(), `${name}-`));
    const department = await openDepartment({ folder, now: new Date().toISOString() });
    await department.close();
    const office = new Office(folder);
    await office.start();
    return office;
  }

  /** Closes it for good: its folder goes too. */
  async remove(): Promise<void> {
    await this.close();
    rmSync(this.dataDir, { recursive: true, force: true });
  }

  async start(): Promise<void> {
    this.#program = await startLoopback({ dataDir: this.dataDir });
  }

  async close(): Promise<void> {
    await this.#program?.close();
    this.#program = undefined;
  }

  async ask(operation: string, ...inputs: readonly unknown[]): Promise<Answer> {
    return await this.page.evaluate(
      async ([name, bodies]) => {
        let last: unknown;
        for (const body of bodies) {
          const response = await fetch(`/call/${name}`, {
            method: "POST",
            headers: { "content-type": "application/json" },
            body,
          });
          last = await response.json();
        }
        return last as Answer;
      },
      [operation, (inputs.length > 0 ? inputs : [{}]).map((input) => JSON.stringify(input))] as const,
    );
  }

  /** The answer of the last call; several inputs are one call each, in order. */
  async call<T = Readonly<Record<string, unknown>>>(
    operation: string,
    ...inputs: readonly unknown[]
  ): Promise<T> {
    const answer = await this.ask(operation, ...inputs);
    if (!answer.ok) throw new Error(`${operation}: ${JSON.stringify(answer.error)}`);
    return (answer.value ?? {}) as T;
  }

  async as(account: AccountName): Promise<this> {
    await this.ask("session.signOut");
    await this.call("session.signIn", { accountName: account, passphrase });
    return this;
  }

  /** Shows a screen to a person. */
  async show(account: AccountName, address: string): Promise<void> {
    await this.as(account);
    await this.page.evaluate((hash) => void (location.hash = hash), address);
    await this.page.reload();
  }

  async write(title: string, text: string, itemId?: string): Promise<string> {
    await this.as("linxiaotong");
    const id =
      itemId ?? (await this.call<{ itemId: string }>("items.create", { title, kind: "publicNotice" })).itemId;
    const { draftSeq } = await this.call<{ draftSeq: number }>("items.open", { itemId: id });
    await this.call("items.saveDraft", {
      itemId: id,
      draftSeq,
      document: plainDocument(text),
      metadata: proactiveMetadata(title),
      voidReview: true,
    });
    return id;
  }

  async attach(itemId: string, fileName: string, content: string | Uint8Array): Promise<void> {
    await this.as("linxiaotong");
    const bytes = { $bytes: Buffer.from(content).toString("base64") };
    await this.call("items.addAttachment", { itemId, fileName, bytes, voidReview: true });
  }

  async #decide(reviewId: string, stage: string, digest: string, more: object = {}): Promise<void> {
    await this.call("reviews.decide", { reviewId, stage, digest, decision: "agree", ...more });
  }

  /** Sends to review and takes it through the stages before 专门审查. */
  async toConfidentialityCheck(
    itemId: string,
  ): Promise<{ readonly reviewId: string; readonly digest: string }> {
    await this.as("linxiaotong");
    await expect
      .poll(async () => (await this.call("items.open", { itemId }))["screening"], { timeout: 30_000 })
      .toBe("done");
    const { reviewId } = await this.call<{ reviewId: string }>("reviews.open", { itemId });
    const view = await this.call<{ revision: { digest: string } }>("reviews.read", { reviewId });
    const { digest } = view.revision;
    const answers = checklist.map(({ code }) => ({ reviewId, ...settledCheck(code) }));
    await this.call("reviews.answerChecklist", ...answers);
    await this.#decide(reviewId, "selfCheck", digest);
    await this.as("zhaoliqun");
    await this.#decide(reviewId, "unitHeadReview", digest);
    return { reviewId, digest };
  }

  /** Takes a review through the stages after 专门审查. */
  async finish(reviewId: string, digest: string, conclusion: string | undefined): Promise<void> {
    await this.as("hejing");
    await this.#decide(reviewId, "officeCheck", digest);
    await this.as("zhengke");
    await this.#decide(reviewId, "leaderApproval", digest, { conclusion, passphrase });
  }

  /** Sends to review, takes it through every stage, and answers what a release needs. */
  async approve(itemId: string): Promise<{ readonly reviewId: string; readonly digest: string }> {
    const { reviewId, digest } = await this.toConfidentialityCheck(itemId);
    const answers = checklist.map(({ code }) => ({ reviewId, ...settledCheck(code) }));
    await this.as("zhoumin");
    await this.call("reviews.answerChecklist", ...answers);
    const { allowedConclusions } = await this.call<{ allowedConclusions: string[] }>("reviews.read", {
      reviewId,
    });
    const conclusion = allowedConclusions[0];
    await this.#decide(reviewId, "confidentialityCheck", digest, { conclusion });
    await this.finish(reviewId, digest, conclusion);
    return { reviewId, digest };
  }

  async release(itemId: string): Promise<{ readonly packageId: string; readonly publicationId: string }> {
    const approved = await this.approve(itemId);
    await this.as("hejing");
    return await this.call("publications.release", { ...approved, passphrase });
  }

  async send(): Promise<string> {
    return (await this.call<{ state: string }>("sync.sendNow")).state;
  }

  async stateOf(packageId: string): Promise<string | undefined> {
    const { rows } = await this.call<{ rows: { packageId: string; state: string }[] }>("packages.list");
    return rows.find((row) => row.packageId === packageId)?.state;
  }
}
