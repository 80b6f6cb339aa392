import type { CallError } from "../../core-client/core-client.ts";
import { wordError } from "../../core-client/error-wording.ts";
import { Icon } from "../../components/icon/icon.tsx";

export function ProblemLine({ error, id }: { readonly error: CallError | undefined; readonly id: string }) {
  if (!error) return null;
  const words = wordError(error);
  return (
    <p className="sign-in__problem" id={id} role="alert">
      <Icon name="warning" size={14} />
      <span>
        {words.what}。{words.next}
      </span>
    </p>
  );
}
