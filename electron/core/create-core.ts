import { randomBytes } from "node:crypto";

import { v7 as uuidv7 } from "uuid";

import { defaultSettings } from "./opened-store.ts";
import { contract, operationsByName } from "../../shared/contract/index.ts";
import type { AnyOperation, Envelope } from "../../shared/contract/operation.ts";
import type { StartView } from "../../shared/contract/session.ts";
import { createApplication } from "./application.ts";
import { wellFormed } from "../../shared/kernel/well-formed.ts";
import type { Core } from "./core.ts";
import { actingHandlers } from "./handlers/acting-handlers.ts";
import { afterReleaseHandlers } from "./handlers/after-release-handlers.ts";
import { channelHandlers } from "./handlers/channel-handlers.ts";
import { everydayWordHandlers } from "./handlers/everyday-word-handlers.ts";
import { aggregationHandlers, aggregationRuleHandlers } from "./handlers/aggregation-handlers.ts";
import { applicationHandlers } from "./handlers/application-handlers.ts";
import { archiveHandlers } from "./handlers/archive-handlers.ts";
import { calendarHandlers } from "./handlers/calendar-handlers.ts";
import { applicationUnitHandlers } from "./handlers/application-unit-handlers.ts";
import { jointAnswerHandlers } from "./handlers/joint-answer-handlers.ts";
import { consultationHandlers } from "./handlers/consultation-handlers.ts";
import { feeHandlers } from "./handlers/fee-handlers.ts";
import { oralApplicationHandlers } from "./handlers/oral-application-handlers.ts";
import { deliberationHandlers } from "./handlers/deliberation-handlers.ts";
import { deliveryHandlers } from "./handlers/delivery-handlers.ts";
import { catalogueHandlers } from "./handlers/catalogue-handlers.ts";
import { cleanUpHandlers } from "./handlers/clean-up-handlers.ts";
import { ledgerHandlers } from "./handlers/ledger-handlers.ts";
import { leakHandlers } from "./handlers/leak-handlers.ts";
import { referralHandlers } from "./handlers/referral-handlers.ts";
import { releasePlanHandlers } from "./handlers/release-plan-handlers.ts";
import { trainingHandlers } from "./handlers/training-handlers.ts";
import { deskHandlers } from "./handlers/desk-handlers.ts";
import { disputeHandlers } from "./handlers/dispute-handlers.ts";
import { refuse } from "./services/answer.ts";
import type { AnyHandler } from "./handlers/handler.ts";
import { itemHandlers } from "./handlers/item-handlers.ts";
import { legalReadingHandlers } from "./handlers/legal-reading-handlers.ts";
import { letterCommentHandlers } from "./handlers/letter-comment-handlers.ts";
import { letterRegisterHandlers } from "./handlers/letter-register-handlers.ts";
import { matterHandlers } from "./handlers/matter-handlers.ts";
import { organisationHandlers } from "./handlers/organisation-handlers.ts";
import { publicationHandlers } from "./handlers/publication-handlers.ts";
import { reviewRequestHandlers } from "./handlers/review-request-handlers.ts";
import { reviewHandlers } from "./handlers/review-handlers.ts";
import {
  changePassphraseHandler,
  connectionHandlers,
  type ConnectionHandler,
} from "./handlers/session-handlers.ts";
import type { LogLine, Ports } from "./ports/ports.ts";
import type { KdfParameters } from "./security/passphrase-key.ts";
import { isConflict, isDamage, isDiskFull, type DocumentDesk, type LetterDesk } from "./services/work.ts";
import { caseFileHandlers } from "./handlers/case-file-handlers.ts";
import { syncHandlers } from "./handlers/sync-handlers.ts";
import { desensitiseHandlers } from "./handlers/desensitise-handlers.ts";
import { templateHandlers } from "./handlers/template-handlers.ts";
import { screeningRuleHandlers } from "./handlers/screening-rule-handlers.ts";
import { statisticsHandlers } from "./handlers/statistics-handlers.ts";
import { createDocumentDesk } from "./workers/document-desk.ts";
import { createLetterDesk } from "./workers/letter-desk.ts";

export interface CoreOptions {
  readonly dataDir: string;
  readonly clock: () => Date;
  readonly workers: { readonly documentWorker: URL; readonly kdfWorker: URL };
  readonly version: string;
  readonly log: (line: LogLine) => void;
  /** Cheaper key derivation and a smaller reserve, for tests; never in a host. */
  readonly kdf?: KdfParameters;
  readonly ballastBytes?: number;
  readonly failpoint?: ((name: string) => void) | undefined;
  readonly desk?: DocumentDesk;
  readonly letterDesk?: LetterDesk;
  readonly demoAccounts?: () => StartView["demoAccounts"];
}

const signedInHandlers: Readonly<Record<string, unknown>> = {
  changePassphrase: changePassphraseHandler,
  ...organisationHandlers,
  ...itemHandlers,
  ...reviewHandlers,
  ...aggregationHandlers,
  ...channelHandlers,
  ...everydayWordHandlers,
  ...publicationHandlers,
  ...actingHandlers,
  ...afterReleaseHandlers,
  ...catalogueHandlers,
  ...cleanUpHandlers,
  ...leakHandlers,
  ...ledgerHandlers,
  ...referralHandlers,
  ...trainingHandlers,
  ...releasePlanHandlers,
  ...aggregationRuleHandlers,
  ...applicationHandlers,
  ...applicationUnitHandlers,
  ...jointAnswerHandlers,
  ...archiveHandlers,
  ...calendarHandlers,
  ...consultationHandlers,
  ...deliberationHandlers,
  ...screeningRuleHandlers,
  ...deliveryHandlers,
  ...deskHandlers,
  ...disputeHandlers,
  ...caseFileHandlers,
  ...feeHandlers,
  ...legalReadingHandlers,
  ...letterCommentHandlers,
  ...letterRegisterHandlers,
  ...matterHandlers,
  ...oralApplicationHandlers,
  ...templateHandlers,
  ...statisticsHandlers,
  ...syncHandlers,
  ...reviewRequestHandlers,
  ...desensitiseHandlers,
};

const keyByName: ReadonlyMap<string, string> = new Map<string, string>(
  Object.entries(contract).map(([key, operation]) => [operation.name, key]),
);

/** Operations that change the accounts' own profile or rules: the application rereads them afterwards. */
const changesOrganisation: ReadonlySet<string> = new Set(["organisation.update", "settings.update"]);

/** Operations after which an open session may hold rights its account no longer has. */
const changesAccounts: ReadonlySet<string> = new Set([
  "accounts.grantRoles",
  "accounts.setState",
  "accounts.resetPassphrase",
]);

/** What a person with an initial passphrase may still do: replace it, or leave. */
const allowedBeforeNewPassphrase: ReadonlySet<string> = new Set(["session.changePassphrase"]);

export async function createCore(options: CoreOptions): Promise<Core> {
  const ports: Ports = {
    now: options.clock,
    newId: () => uuidv7(),
    randomBytes: (length) => new Uint8Array(randomBytes(length)),
    log: options.log,
    failpoint: options.failpoint,
  };
  const desk = options.desk ?? createDocumentDesk(options.workers.documentWorker);
  const app = createApplication({
    dataDir: options.dataDir,
    ports,
    desk,
    letterDesk: options.letterDesk ?? createLetterDesk(),
    kdfWorker: options.workers.kdfWorker,
    version: options.version,
    ...(options.kdf ? { kdf: options.kdf } : {}),
    ...(options.ballastBytes === undefined ? {} : { ballastBytes: options.ballastBytes }),
    ...(options.demoAccounts ? { demoAccounts: options.demoAccounts } : {}),
  });

  const run = async (
    connectionId: string,
    operation: AnyOperation,
    input: unknown,
  ): Promise<Envelope<unknown>> => {
    const connection = app.sessions.find(connectionId);
    if (!connection) return refuse("not-signed-in");
    // The timer looks every few seconds; a call just after the limit, or after the machine slept, must not slip past it.
    app.sessions.lockIdle(
      ports.now().getTime(),
      app.opened?.settings.idleLockMinutes ?? defaultSettings.idleLockMinutes,
    );
    const parsed = operation.input.safeParse(wellFormed(input ?? {}));
    if (!parsed.success)
      return refuse("invalid-input", { field: parsed.error.issues[0]?.path.map(String).join(".") ?? "" });
    const key = keyByName.get(operation.name) ?? "";
    const before = (connectionHandlers as Readonly<Record<string, unknown>>)[key] as
      | ConnectionHandler<AnyOperation>
      | undefined;
    if (before) return before(app, connection, parsed.data);
    const session = connection.session;
    if (!session) return refuse("not-signed-in");
    if (session.locked) return refuse("locked");
    if (session.mustChangePassphrase && !allowedBeforeNewPassphrase.has(operation.name))
      return refuse("not-allowed", { facts: { reason: "must-change-passphrase" } });
    if (
      Array.isArray(operation.callers) &&
      !session.actor.roles.some((role) => (operation.callers as readonly string[]).includes(role))
    )
      return refuse("not-allowed");
    const work = app.workFor(connection);
    if (!work) return refuse("store-closed");
    session.lastActiveAt = ports.now().getTime();
    const handler = signedInHandlers[key] as AnyHandler | undefined;
    if (!handler) throw new Error(`no handler for ${operation.name}`);
    const result = await handler(work, parsed.data).catch((error: unknown) => {
      if (!isConflict(error)) throw error;
      // Somebody did the same at the same moment and the store took only one of the two. Asked once more, the act finds what
      // is there now and answers with its own refusal; a constraint that stops it again is a fault.
      return handler(work, parsed.data);
    });
    if (result.ok && changesOrganisation.has(operation.name)) await app.refreshOrganisation();
    if (result.ok && operation.name === "calendar.decide") await app.refreshCalendar();
    if (result.ok && operation.name === "rules.putInForce") await app.refreshRules();
    if (result.ok && changesAccounts.has(operation.name)) await app.refreshSessions();
    if (result.ok && operation.name === "session.changePassphrase") session.mustChangePassphrase = false;
    return result;
  };

  // The reader's word lists take a moment to load; they are ready before the first file comes. Its failure shows there.
  if (!options.desk)
    void desk.screenText("").catch(() => ports.log({ level: "warn", event: "screening-warm-up-failed" }));

  /** Calls under way: the store is closed after them. */
  const inHand = new Set<Promise<unknown>>();
  let closing = false;

  return {
    connect: (listener) => app.sessions.connect(listener).id,
    disconnect: (connectionId) => app.sessions.disconnect(connectionId),
    invoke: async (connectionId, name, input) => {
      const operation = operationsByName.get(name);
      if (!operation) return refuse("invalid-input", { field: "operation" });
      if (closing) return refuse("store-closed");
      const call = run(connectionId, operation, input);
      inHand.add(call);
      try {
        return await call;
      } catch (error) {
        if ((error as { code?: string } | null)?.code === "SQLITE_READONLY") return refuse("store-read-only");
        // One place logs a bug: its kind and the operation, never the message (a message may carry content, V12).
        ports.log({ level: "error", event: "operation-failed", operation: name, kind: errorKind(error) });
        const reason = isDiskFull(error) ? "disk-full" : isDamage(error) ? "damaged" : undefined;
        return refuse("internal", reason ? { facts: { reason } } : {});
      } finally {
        inHand.delete(call);
      }
    },
    close: async () => {
      closing = true;
      await app.close({
        ended: async () => void (await Promise.allSettled(inHand)),
        // A file that is still read is given up; its call says so and ends.
        giveUp: async () => await desk.close?.(),
      });
    },
  };
}

/** Class, code and the innermost frame of our own code: enough to find the bug, nothing of what was being handled. */
function errorKind(error: unknown): string {
  if (!(error instanceof Error)) return "non-error";
  const code = (error as { code?: unknown }).code;
  const frame =
    error.stack
      ?.split("\n")
      .find((line) => line.includes("    at "))
      ?.trim()
      .replaceAll(/\(?(?:file:\/\/)?[^\s(]*\/(?=[^/]+\/[^/]+:\d)/g, "") ?? "";
  return [error.name, typeof code === "string" ? code : "", frame].filter(Boolean).join(" ");
}
