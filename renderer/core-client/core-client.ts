import type { Contract, OperationKey } from "../../shared/contract/index.ts";
import type { Bridge, CoreEvent } from "../../shared/contract/bridge.ts";
import type { CodeOf, Envelope, InputOf, OperationError, OutputOf } from "../../shared/contract/operation.ts";

/** The contract by public name ("items.open"). Types only: the parsers stay on the side of the core. */
type ByName = { [Key in OperationKey as Contract[Key]["name"]]: Contract[Key] };
export type OperationName = keyof ByName;
export type CallInput<Name extends OperationName> = InputOf<ByName[Name]>;
export type CallOutput<Name extends OperationName> = OutputOf<ByName[Name]>;
/** The codes of the operation, and the one that arises on this side: the host does not answer. */
export type CallCode<Name extends OperationName> = CodeOf<ByName[Name]> | "host-unreachable";
export type CallAnswer<Name extends OperationName> = Envelope<CallOutput<Name>, CallCode<Name>>;
export type CallError = OperationError;

export type Call = <Name extends OperationName>(
  operation: Name,
  input: CallInput<Name>,
) => Promise<CallAnswer<Name>>;

let current: Bridge | undefined;

/** Set once at the start by main.tsx, and by tests. */
export function connectBridge(bridge: Bridge): void {
  current = bridge;
}

function bridge(): Bridge {
  if (!current) throw new Error("the bridge was not set");
  return current;
}

/**
 * Asks the core for one act or one view. Never rejects for what a user, the core or the network can cause: those
 * come back as `{ ok: false, error: { code } }`; `error-wording.ts` says them.
 */
export const call: Call = async (operation, input) => {
  const answer = await bridge().invoke(operation, input);
  return answer as CallAnswer<typeof operation>;
};

/** Events from the core; returns the function that unsubscribes. */
export function onCoreEvent(listener: (event: CoreEvent) => void): () => void {
  return bridge().subscribe(listener);
}

export function hostKind(): Bridge["host"] {
  return bridge().host;
}
