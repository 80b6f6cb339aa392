import { readdirSync } from "node:fs";

import type { CoreEvent } from "../../../shared/contract/bridge.ts";
import {
  contract,
  operationsByName,
  type Contract,
  type OperationKey,
} from "../../../shared/contract/index.ts";
import type { CodeOf, Envelope, OutputOf, ParsedInputOf } from "../../../shared/contract/operation.ts";
import type { Core } from "../../../electron/core/core.ts";

/**
 * A core made of fixtures, for working on screens and for pictures of them. It parses every input by the contract
 * and answers with the contract's types, so a screen cannot ask it anything the real core would not understand. It
 * keeps no rules: what an answer means is tested on the real core.
 */
type ByName = { [Key in OperationKey as Contract[Key]["name"]]: Contract[Key] };
export type FakeName = keyof ByName;

export interface FakeCaller {
  /** Tells every connection. */
  readonly emit: (event: CoreEvent) => void;
}

export interface FakeRefusal<Code extends string> {
  readonly refuse: Code;
  readonly facts?: Readonly<Record<string, string | number | boolean | readonly string[]>>;
}

export type FakeHandlers = {
  [Name in FakeName]?: (
    input: ParsedInputOf<ByName[Name]>,
    caller: FakeCaller,
  ) =>
    | OutputOf<ByName[Name]>
    | FakeRefusal<CodeOf<ByName[Name]>>
    | Promise<OutputOf<ByName[Name]> | FakeRefusal<CodeOf<ByName[Name]>>>;
};

function isRefusal(value: unknown): value is FakeRefusal<string> {
  return typeof value === "object" && value !== null && "refuse" in value;
}

/** Every `*-fixtures.ts` beside this file that exports `handlers`, later names over earlier ones. */
async function loadHandlers(): Promise<Map<string, (input: unknown, caller: FakeCaller) => unknown>> {
  const all = new Map<string, (input: unknown, caller: FakeCaller) => unknown>();
  const files = readdirSync(new URL(".", import.meta.url)).filter((name) => name.endsWith("-fixtures.ts"));
  for (const file of files.sort()) {
    const module = (await import(new URL(file, import.meta.url).href)) as { handlers?: FakeHandlers };
    for (const [name, handler] of Object.entries(module.handlers ?? {}))
      all.set(name, handler as (input: unknown, caller: FakeCaller) => unknown);
  }
  return all;
}

export async function createFakeCore(): Promise<Core> {
  const handlers = await loadHandlers();
  const listeners = new Map<string, (event: CoreEvent) => void>();
  const caller: FakeCaller = {
    emit: (event) => {
      for (const listener of listeners.values()) listener(event);
    },
  };
  let connections = 0;
  return {
    connect: (listener) => {
      connections += 1;
      const id = `fake-${connections}`;
      listeners.set(id, listener);
      return id;
    },
    disconnect: (id) => void listeners.delete(id),
    invoke: async (_connection, name, input): Promise<Envelope<unknown>> => {
      const operation = operationsByName.get(name);
      const handler = handlers.get(name);
      const parsed = operation?.input.safeParse(input);
      if (!parsed?.success) {
        const field = parsed?.error.issues[0]?.path.join(".");
        return { ok: false, error: { code: "invalid-input", ...(field ? { field } : {}) } };
      }
      if (!handler) return { ok: false, error: { code: "internal" } };
      const answer: unknown = await handler(parsed.data, caller);
      if (!isRefusal(answer)) return { ok: true, value: answer };
      const error = { code: answer.refuse as never, ...(answer.facts ? { facts: answer.facts } : {}) };
      return { ok: false, error };
    },
    close: async () => listeners.clear(),
  };
}

/** How many operations of the contract have no fixture, for the one who works on screens. */
export async function missingFixtures(): Promise<readonly string[]> {
  const handlers = await loadHandlers();
  return Object.values(contract)
    .map((operation) => operation.name)
    .filter((name) => !handlers.has(name));
}
