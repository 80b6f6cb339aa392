import { Button, Input } from "antd";
import { useState } from "react";

import type { CallError } from "../../core-client/core-client.ts";
import { spokenFingerprint } from "../../wording/numbers.ts";
import { Field } from "../field/field.tsx";
import { Panel } from "../panel/panel.tsx";
import { ErrorPanel } from "../states/error-panel.tsx";

export interface EnrolmentCode {
  readonly enrolmentId: string;
  readonly code: string;
}

const words = {
  none: "还没有登记",
  pending: "已送出，等中心的第二个人核准",
  approved: "已登记",
  listed: "中心已按公钥名单登记",
} as const;

/** A key on its way into the register of the center: code in, fingerprint to compare, and how far it is. */
export function EnrolmentPanel({
  title,
  state,
  fingerprint,
  note,
  problem,
  onSend,
}: {
  readonly title: string;
  readonly state: keyof typeof words;
  readonly fingerprint: string;
  readonly note?: string;
  readonly problem: CallError | undefined;
  /** With a code: send; without: ask whether it was approved. */
  readonly onSend: (code?: EnrolmentCode) => Promise<void>;
}) {
  const [enrolmentId, setEnrolmentId] = useState("");
  const [code, setCode] = useState("");
  const [busy, setBusy] = useState(false);
  const act = async (given?: EnrolmentCode) => {
    setBusy(true);
    await onSend(given);
    setBusy(false);
  };
  const ready = enrolmentId.trim() !== "" && code.trim() !== "" && !busy;
  const asks = state === "none" || state === "listed";
  return (
    <Panel title={title} remark={words[state]}>
      <form
        className="form-stack"
        onSubmit={(event) => {
          event.preventDefault();
          if (ready) void act({ enrolmentId: enrolmentId.trim().toLowerCase(), code: code.trim() });
        }}
      >
        <p className="text-13">
          公钥指纹：<span className="mono">{spokenFingerprint(fingerprint)}</span>
        </p>
        {note ? <p className="ink-2 text-13">{note}</p> : null}
        {asks ? (
          <>
            {state === "listed" ? (
              <p className="ink-2 text-13">已经可以报送。中心要求出示证书的，再用一次性码登记一次。</p>
            ) : null}
            <p className="ink-2 text-13">登记号和一次性码由中心的系统管理员当面交给，四十八小时内有效。</p>
            <Field label="登记号" required>
              {(control) => (
                <Input
                  {...control}
                  value={enrolmentId}
                  spellCheck={false}
                  autoComplete="off"
                  onChange={(event) => setEnrolmentId(event.target.value)}
                />
              )}
            </Field>
            <Field label="一次性码" required hint="大小写和短横不论">
              {(control) => (
                <Input
                  {...control}
                  value={code}
                  spellCheck={false}
                  autoComplete="off"
                  onChange={(event) => setCode(event.target.value)}
                />
              )}
            </Field>
          </>
        ) : null}
        {state === "pending" ? (
          <p className="ink-2 text-13">中心的安全保密管理员会与您核对上面的指纹，核准以后再查询。</p>
        ) : null}
        {problem ? <ErrorPanel error={problem} about="没有办成" /> : null}
        {asks ? (
          <div>
            <Button htmlType="submit" type="primary" disabled={!ready} loading={busy}>
              送出登记
            </Button>
          </div>
        ) : null}
        {state === "pending" ? (
          <div>
            <Button loading={busy} onClick={() => void act()}>
              查询是否核准
            </Button>
          </div>
        ) : null}
      </form>
    </Panel>
  );
}
