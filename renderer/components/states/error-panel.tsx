import { Button } from "antd";
import type { ReactNode } from "react";

import type { CallError } from "../../core-client/core-client.ts";
import { mayHelpToRetry, wordError } from "../../core-client/error-wording.ts";
import { Notice } from "../notice/notice.tsx";

/** An error at the place of the trouble. `about` names what did not work ("公开事项没有取出来"). */
export function ErrorPanel({
  error,
  about,
  onRetry,
  retryLabel = "再试一次",
  actions,
}: {
  readonly error: CallError;
  readonly about?: string;
  readonly onRetry?: () => void;
  readonly retryLabel?: string;
  readonly actions?: ReactNode;
}) {
  const words = wordError(error);
  const again = onRetry && mayHelpToRetry(error) ? onRetry : undefined;
  return (
    <Notice
      kind="law"
      title={about ? `${about}：${words.what}` : words.what}
      actions={
        again || actions ? (
          <>
            {actions}
            {again ? (
              <Button size="small" onClick={again}>
                {retryLabel}
              </Button>
            ) : null}
          </>
        ) : undefined
      }
    >
      {words.next}
    </Notice>
  );
}
