import { Button, Input, Select } from "antd";
import { useState } from "react";

import type { ReleaseView, WithdrawalView } from "../../../shared/contract/after-release.ts";
import { withdrawalReasons, type WithdrawalReason } from "../../../shared/domain/publication/withdrawal.ts";
import { CopyableId } from "../../components/copyable-id/copyable-id.tsx";
import { Field } from "../../components/field/field.tsx";
import { Missing } from "../../components/field/missing.tsx";
import { Notice } from "../../components/notice/notice.tsx";
import { Panel } from "../../components/panel/panel.tsx";
import { ErrorPanel } from "../../components/states/error-panel.tsx";
import { call, type CallError } from "../../core-client/core-client.ts";
import { fullTime } from "../../wording/dates.ts";
import { shortDigest } from "../../wording/numbers.ts";
import { outboxStates } from "../../wording/states.ts";

const reasons = Object.keys(withdrawalReasons) as WithdrawalReason[];
const whyNot = {
  "not-your-stage": "撤下由保密审查员或者分管负责人审查。",
  "own-item": "提出人和承办人不能审查这件撤下。",
} as const;

function Request({ view, onChanged }: { readonly view: ReleaseView; readonly onChanged: () => void }) {
  const [reason, setReason] = useState<WithdrawalReason>();
  const [note, setNote] = useState("");
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<CallError>();
  const ask = async (): Promise<void> => {
    if (!reason) return;
    setBusy(true);
    const answer = await call("withdrawals.request", { publicationId: view.publicationId, reason, note });
    setBusy(false);
    setProblem(answer.ok ? undefined : answer.error);
    if (answer.ok) onChanged();
  };
  return (
    <div className="form-stack">
      <Field label="为什么撤下" required>
        {(control) => (
          <Select<WithdrawalReason>
            {...control}
            style={{ width: "100%" }}
            {...(reason ? { value: reason } : {})}
            placeholder="选一个原因"
            options={reasons.map((each) => ({ value: each, label: withdrawalReasons[each] }))}
            onChange={setReason}
          />
        )}
      </Field>
      <Field label="情况" hint="只写位置和性质，不要抄写有问题的内容">
        {(control) => <Input {...control} value={note} onChange={(event) => setNote(event.target.value)} />}
      </Field>
      {problem ? <ErrorPanel error={problem} about="没有提出" /> : null}
      <span className="act-row">
        <Button disabled={!reason} loading={busy} onClick={() => void ask()}>
          提出撤下
        </Button>
        <Missing of={{ 撤下原因: !reason }} />
      </span>
    </div>
  );
}

function Decide({
  withdrawal,
  onChanged,
}: {
  readonly withdrawal: WithdrawalView;
  readonly onChanged: () => void;
}) {
  const [note, setNote] = useState("");
  const [passphrase, setPassphrase] = useState("");
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<CallError>();
  const decide = async (decision: "agree" | "return"): Promise<void> => {
    setBusy(true);
    const answer = await call("withdrawals.decide", {
      withdrawalId: withdrawal.withdrawalId,
      // The digest on this screen: another one means that something changed meanwhile.
      digest: withdrawal.digest,
      decision,
      note,
      passphrase,
    });
    setBusy(false);
    setPassphrase("");
    setProblem(answer.ok ? undefined : answer.error);
    if (answer.ok) onChanged();
  };
  return (
    <div className="form-stack">
      <p>
        同意后立即封好撤下包，本件在办的审查和发布随即作废，不能再恢复。撤下内容摘要{" "}
        <CopyableId value={withdrawal.digest} shown={shortDigest(withdrawal.digest)} what="撤下内容摘要" />
      </p>
      <Field label="意见" hint="退回须写明">
        {(control) => <Input {...control} value={note} onChange={(event) => setNote(event.target.value)} />}
      </Field>
      <Field label="本人口令" required>
        {(control) => (
          <Input.Password
            {...control}
            value={passphrase}
            autoComplete="current-password"
            onChange={(event) => setPassphrase(event.target.value)}
          />
        )}
      </Field>
      {problem ? <ErrorPanel error={problem} about="没有办成" /> : null}
      <span className="publication__acts">
        <Button
          type="primary"
          danger
          loading={busy}
          disabled={passphrase === ""}
          onClick={() => void decide("agree")}
        >
          同意撤下
        </Button>{" "}
        <Button
          disabled={busy || passphrase === "" || note.trim() === ""}
          onClick={() => void decide("return")}
        >
          不同意，退回
        </Button>{" "}
        <Missing of={{ 本人口令: passphrase === "" }} />
      </span>
    </div>
  );
}

/** 撤下: asked for with a reason, decided by the reviewer or the leader in a review of its own; it always wins. */
export function WithdrawalPanel({
  view,
  onChanged,
}: {
  readonly view: ReleaseView;
  readonly onChanged: () => void;
}) {
  const open = view.withdrawals.find((each) => !each.decision);
  return (
    <Panel
      title="撤下"
      remark={open ? open.withdrawalNo : "有自己的审查和数据包"}
      kind={open ? "next" : "plain"}
    >
      <ul className="publication__history">
        {view.withdrawals.map((each) => (
          <li key={each.withdrawalId}>
            {each.withdrawalNo}：{withdrawalReasons[each.reason]}
            {each.note ? `，${each.note}` : ""}。{each.requestedBy}提出，{fullTime(each.requestedAt)}
            {each.decision ? (
              <>
                ；{each.decision.by}
                {each.decision.decision === "agree" ? "同意" : "退回"}，{fullTime(each.decision.at)}
                {each.decision.note ? `（${each.decision.note}）` : ""}
                {each.decision.packageState ? `，撤下包${outboxStates[each.decision.packageState]}` : ""}
              </>
            ) : (
              "；等待审查"
            )}
          </li>
        ))}
      </ul>
      {view.withdrawnAt ? (
        <Notice kind="done" title="已经撤下">
          这件信息不能再发布；需要公开时另行拟稿送审。
        </Notice>
      ) : open ? (
        view.mayDecide ? (
          <Decide withdrawal={open} onChanged={onChanged} />
        ) : (
          <p className="ink-2">{view.whyNot ? whyNot[view.whyNot] : ""}</p>
        )
      ) : (
        <Request view={view} onChanged={onChanged} />
      )}
    </Panel>
  );
}
