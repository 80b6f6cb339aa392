import { encodeBytes } from "../../../shared/contract/bytes-codec.ts";
import { contract, type Contract, type OperationKey } from "../../../shared/contract/index.ts";
import type {
  CodeOf,
  Envelope,
  InputOf,
  OperationError,
  OutputOf,
} from "../../../shared/contract/operation.ts";
import { dataFolder } from "../../adapters/data-folder.ts";
import { openCore } from "../../adapters/open-core.ts";
import type { CommandOption, Invocation } from "./command.ts";
import { exitCodes, type ExitCode } from "./exit-codes.ts";
import { refusalText } from "./refusal-text.ts";
import { writeJson } from "./terminal.ts";

/** Options of every command that works on a data folder as a signed-in account. */
export const storeOptions: Readonly<Record<string, CommandOption>> = {
  data: { value: "目录", help: "数据目录；不写则用本账号的默认目录" },
  account: { value: "账号", help: "登录账号；口令取自环境变量 DISCLOSURE_PASSPHRASE，没有则询问" },
};

/** Calls an operation by its key in the contract; its refusals come back as values. */
export type Call = <Key extends OperationKey>(
  key: Key,
  input: InputOf<Contract[Key]>,
) => Promise<Envelope<OutputOf<Contract[Key]>, CodeOf<Contract[Key]>>>;

/** The data folder of an invocation: `--data`, else the account's own, of the demo department with `--demo`. */
export function folderOf({ values, switches }: Invocation): string {
  return dataFolder({ data: values.data, demo: switches.has("demo") });
}

/** Prints the value of an answer, as JSON or as the lines given; a refusal is one line on standard error and exit code 1. */
export async function report<Value>(
  { terminal, switches }: Invocation,
  envelope:
    | { readonly ok: true; readonly value: Value }
    | { readonly ok: false; readonly error: OperationError },
  lines?: (value: Value) => readonly string[],
): Promise<ExitCode> {
  if (!envelope.ok) {
    terminal.error(refusalText(envelope.error));
    return exitCodes.findings;
  }
  if (switches.has("json") || !lines) await writeJson(terminal, encodeBytes(envelope.value));
  else
    await terminal.write(
      lines(envelope.value)
        .map((line) => `${line}\n`)
        .join(""),
    );
  return exitCodes.ok;
}

/** Opens the core, signs in with `--account`, runs, and closes the core whatever happens. */
export async function signedIn(
  invocation: Invocation,
  run: (call: Call) => Promise<ExitCode>,
): Promise<ExitCode> {
  const { terminal, values } = invocation;
  const accountName = values.account;
  if (accountName === undefined) {
    terminal.error("请用 --account 写明账号");
    return exitCodes.usage;
  }
  const passphrase = terminal.environment.DISCLOSURE_PASSPHRASE || (await terminal.askHidden("口令："));
  if (!passphrase) {
    terminal.error("没有口令：请设置环境变量 DISCLOSURE_PASSPHRASE，或在终端中输入");
    return exitCodes.usage;
  }
  const { core } = await openCore(folderOf(invocation));
  try {
    const connection = core.connect(() => undefined);
    const call: Call = async (key, input) =>
      (await core.invoke(connection, contract[key].name, input)) as never;
    const answer = await call("signIn", { accountName, passphrase });
    if (!answer.ok) {
      terminal.error(refusalText(answer.error));
      return exitCodes.findings;
    }
    return await run(call);
  } finally {
    await core.close();
  }
}
