import type { completeSetup } from "../../../shared/contract/organisation.ts";
import type { AnyOperation, EnvelopeOf, ParsedInputOf } from "../../../shared/contract/operation.ts";
import type { sessionOperations } from "../../../shared/contract/session.ts";
import { startView, type Application } from "../application.ts";
import { changePassphrase } from "../services/accounts.ts";
import { completeSetUp } from "../services/set-up.ts";
import { lockSession, type Connection } from "../sessions.ts";
import { answer, refuse } from "../services/answer.ts";
import type { Handler } from "./handler.ts";

/** Operations that run before anybody is signed in: they get the application and the connection, not a Work. */
export type ConnectionHandler<Op extends AnyOperation> = (
  app: Application,
  connection: Connection,
  input: ParsedInputOf<Op>,
) => Promise<EnvelopeOf<Op>>;

type BeforeSignIn = Omit<typeof sessionOperations, "changePassphrase"> & {
  readonly completeSetup: typeof completeSetup;
};

export const connectionHandlers: {
  readonly [Key in keyof BeforeSignIn]: ConnectionHandler<BeforeSignIn[Key]>;
} = {
  readStart: async (app, connection) => answer(startView(app, connection)),
  signIn: async (app, connection, input) => app.signIn(connection, input.accountName, input.passphrase),
  signOut: async (_app, connection) => {
    lockSession(connection, "signed-out");
    connection.session = undefined;
    return answer(null);
  },
  lock: async (_app, connection) => {
    lockSession(connection, "signed-out");
    return answer(null);
  },
  unlock: async (app, connection, input) => app.unlock(connection, input.passphrase),
  completeSetup: async (app, _connection, input) => {
    if (app.slots.exists()) return refuse("already-set-up");
    return completeSetUp(app, input);
  },
};

export const changePassphraseHandler: Handler<typeof sessionOperations.changePassphrase> = changePassphrase;
