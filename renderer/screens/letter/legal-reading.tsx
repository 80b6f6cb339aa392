import { Button, Input, Radio } from "antd";
import { useState } from "react";

import type { LetterView } from "../../../shared/contract/applications.ts";
import type { LegalReadingView } from "../../../shared/contract/legal-reading.ts";
import { legalOpinions, type LegalOpinion } from "../../../shared/domain/letters/legal-reading.ts";
import { RelativeTime } from "../../components/relative-time/relative-time.tsx";
import { StepLine } from "../../components/stage-line/step-line.tsx";
import { ErrorPanel } from "../../components/states/error-panel.tsx";
import { showToast } from "../../components/toast/toast-store.ts";
import { call, type CallError } from "../../core-client/core-client.ts";
import { useView } from "../../core-client/use-view.ts";
import { Field } from "../../components/field/field.tsx";

/** The way of a letter to its service, with the step of the legal reader in it. */
function stepsOf(view: LetterView, reading: LegalReadingView) {
  const reviewed = ["approved", "signed", "served"].includes(view.state);
  const signed = view.state === "signed" || view.state === "served";
  const done = [
    { key: "draft", label: "起草", done: reviewed || view.state === "underReview" },
    { key: "review", label: "审查审批", done: reviewed },
    { key: "legal", label: "法制审核", done: reading.done },
    { key: "sign", label: "签发", done: signed },
    { key: "serve", label: "送达", done: view.state === "served" },
  ];
  const current = done.findIndex((step) => !step.done);
  return done.map(({ key, label, done: isDone }, index) => ({
    key,
    label,
    state: isDone ? ("done" as const) : index === current ? ("current" as const) : ("waiting" as const),
    remarks: [],
  }));
}

function OpinionForm({
  letterId,
  digest,
  onGiven,
}: {
  readonly letterId: string;
  readonly digest: string;
  readonly onGiven: () => void;
}) {
  const [opinion, setOpinion] = useState<LegalOpinion>();
  const [text, setText] = useState("");
  const [tried, setTried] = useState(false);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<CallError>();
  const give = async (): Promise<void> => {
    setTried(true);
    if (!opinion || text.trim() === "" || busy) return;
    setBusy(true);
    const answer = await call("letters.legalOpinion", { letterId, digest, opinion, text: text.trim() });
    setBusy(false);
    setError(answer.ok ? undefined : answer.error);
    if (!answer.ok) return;
    showToast("意见已出具");
    setText("");
    onGiven();
  };
  return (
    <div className="legal-reading__form">
      <Field label="法制审核结论" required problem={tried && !opinion ? "选定结论" : undefined}>
        {({ id }) => (
          <Radio.Group
            id={id}
            value={opinion}
            options={Object.entries(legalOpinions).map(([value, label]) => ({ value, label }))}
            onChange={(event) => setOpinion(event.target.value as LegalOpinion)}
          />
        )}
      </Field>
      <Field
        label="法制审核意见"
        required
        hint={`只对这一稿（${digest.slice(0, 8)}）有效，改动后须重新审核`}
        problem={tried && text.trim() === "" ? "要填" : undefined}
      >
        {(control) => (
          <Input.TextArea
            {...control}
            rows={2}
            value={text}
            placeholder="依据、程序、救济途径是否正确"
            onChange={(event) => setText(event.target.value)}
          />
        )}
      </Field>
      <Button size="small" loading={busy} onClick={() => void give()}>
        出具意见
      </Button>
      {error && <ErrorPanel error={error} about="意见没有出具" />}
    </div>
  );
}

/** 法制审核: why this letter is read for the law before it is signed, what was said, and the place to say it. */
export function LegalReading({ view }: { readonly view: LetterView }) {
  const { letterId } = view;
  const [again, setAgain] = useState(false);
  const { value, error, reload } = useView("letters.legalReading", { letterId }, [
    `letter:${letterId}`,
    `application:${view.applicationId}`,
  ]);
  if (error) return <ErrorPanel error={error} about="法制审核没有取出来" onRetry={() => void reload()} />;
  if (!value || value.asked.length === 0) return null;
  return (
    <section aria-label="法制审核">
      <h2>法制审核</h2>
      <StepLine label="文书进展" column steps={stepsOf(view, value)} />
      {value.asked.map((reason) => (
        <p key={reason.article} className="text-13">
          {reason.text}（{reason.article}），签发前须经法制审核。
        </p>
      ))}
      {value.opinions.map((each, index) => (
        <p key={index} className={each.stale ? "legal-reading__opinion ink-3" : "legal-reading__opinion"}>
          <span className="legal-reading__head">
            <strong>{legalOpinions[each.opinion]}</strong>
            <span className="ink-2">
              {each.personName}，<RelativeTime at={each.at} />
            </span>
          </span>
          {each.text}
          {each.stale ? "（对的是以前的稿）" : ""}
        </p>
      ))}
      {!value.done && value.digest === undefined && (
        <p className="ink-2 text-13">送审以后，由承办人、签发人以外的法制审核人员出具意见。</p>
      )}
      {!value.done && value.digest !== undefined && !value.mayRead && (
        <p className="ink-2 text-13">等待法制审核人员出具意见，承办人不能审核自己的文书。</p>
      )}
      {value.mayRead && value.done && !again && (
        <button type="button" className="link-button text-13" onClick={() => setAgain(true)}>
          另行出具意见
        </button>
      )}
      {value.mayRead && value.digest !== undefined && (!value.done || again) && (
        <OpinionForm
          letterId={letterId}
          digest={value.digest}
          onGiven={() => {
            setAgain(false);
            void reload();
          }}
        />
      )}
    </section>
  );
}
