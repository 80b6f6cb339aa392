import { dataFolder } from "../../adapters/data-folder.ts";
import { openCore } from "../../adapters/open-core.ts";
import { contract, type Contract, type OperationKey } from "../../../shared/contract/index.ts";
import type { EnvelopeOf, InputOf, OperationError } from "../../../shared/contract/operation.ts";
import type { Invocation, CommandOption } from "./command.ts";
import { exitCodes, type ExitCode } from "./exit-codes.ts";
import { refusalText } from "./refusal-text.ts";

/** Options of every command that works on a data directory. */
export const storeOptions: Readonly<Record<string, CommandOption>> = {
  data: { value: "目录", help: "数据目录；不写则用本账号的默认目录" },
  demo: { help: "使用演示单位的数据目录" },
  account: { value: "账号", help: "登录账号；口令取自环境变量 DISCLOSURE_PASSPHRASE，没有则提示输入" },
};

export type Call = <Key extends OperationKey>(
  key: Key,
  input: InputOf<Contract[Key]>,
) => Promise<EnvelopeOf<Contract[Key]>>;

/** The data directory a command was pointed at. */
export function folderOf(invocation: Invocation): string {
  return dataFolder({ data: invocation.values.data, demo: invocation.switches.has("demo") });
}

/**
 * Opens the core, signs in, runs, and closes again whatever happened. Refusals are one line on standard error and
 * exit code 1; a missing account or passphrase is a usage error.
 */
export async function signedIn(
  invocation: Invocation,
  run: (call: Call) => Promise<ExitCode>,
): Promise<ExitCode> {
  const { terminal, values } = invocation;
  const accountName = values.account;
  if (!accountName) {
    terminal.error("请用 --account 指定登录账号");
    return exitCodes.usage;
  }
  const passphrase = terminal.environment.DISCLOSURE_PASSPHRASE || (await terminal.askHidden("口令："));
  if (passphrase === undefined) {
    terminal.error("没有口令：请设置环境变量 DISCLOSURE_PASSPHRASE，或者在终端中输入");
    return exitCodes.usage;
  }
  const { core } = await openCore(folderOf(invocation));
  try {
    const connection = core.connect(() => undefined);
    const call: Call = async (key, input) =>
      (await core.invoke(connection, contract[key].name, input)) as never;
    const session = await call("signIn", { accountName, passphrase });
    if (!session.ok) {
      terminal.error(refusalText(session.error));
      return exitCodes.findings;
    }
    if (session.value.mustChangePassphrase) {
      terminal.error("首次登录须先在窗口中修改口令");
      return exitCodes.findings;
    }
    return await run(call);
  } finally {
    await core.close();
  }
}

/** Prints a value as JSON, or the refusal as one line. */
export async function report(
  invocation: Invocation,
  envelope:
    | { readonly ok: true; readonly value: unknown }
    | { readonly ok: false; readonly error: OperationError },
  lines?: (value: never) => readonly string[],
): Promise<ExitCode> {
  if (!envelope.ok) {
    invocation.terminal.error(refusalText(envelope.error));
    return exitCodes.findings;
  }
  if (invocation.switches.has("json") || !lines)
    await invocation.terminal.write(`${JSON.stringify(envelope.value, undefined, 2)}\n`);
  else
    await invocation.terminal.write(
      lines(envelope.value as never)
        .map((line) => `${line}\n`)
        .join(""),
    );
  return exitCodes.ok;
}
