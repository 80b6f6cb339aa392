import { Button, Checkbox, Modal } from "antd";
import { useState } from "react";
import { Link } from "react-router";

import type { LetterState, LetterView } from "../../../shared/contract/applications.ts";
import type { UnitAnswersView } from "../../../shared/contract/joint-answers.ts";
import { fewestAnswers } from "../../../shared/domain/letters/joint-answer.ts";
import { Icon } from "../../components/icon/icon.tsx";
import { Notice } from "../../components/notice/notice.tsx";
import { ErrorPanel } from "../../components/states/error-panel.tsx";
import { LoadingRows } from "../../components/states/loading-rows.tsx";
import { showToast } from "../../components/toast/toast-store.ts";
import { call, type CallError } from "../../core-client/core-client.ts";
import { useView } from "../../core-client/use-view.ts";
import { addresses } from "../../shell/addresses.ts";
import { ReviewedCopies } from "./enclosures-tab.tsx";
import { useLetterStore } from "./letter-store.ts";
import "./letter.css";

/** On the answer of one unit: it goes out with another letter, and only its words are written here. */
export function JoinedNotice({
  letterId,
  state,
}: {
  readonly letterId: string;
  readonly state: LetterState;
}) {
  const gone = state === "signed" || state === "served" || state === "void";
  return (
    <Notice
      kind="plain"
      title={gone ? "随一并答复发出" : "并入一并答复"}
      actions={<Link to={addresses.letter(letterId)}>看一并答复</Link>}
    >
      {gone
        ? "页面显示的是实际发出的文书，文号、送达都是那一份的。"
        : "这一项在这里写，审查、文号、救济告知和送达都在那一份；改了这里，已经同意的审查要重新来过。"}
    </Notice>
  );
}

/** Which answers a letter with several is made of, each a link to where it is written. */
export function AnswersPanel({ view }: { readonly view: LetterView }) {
  const [changing, setChanging] = useState(false);
  const answers = view.answers ?? [];
  return (
    <section className="letter-why" aria-label="各项答复">
      <h3>
        各项答复
        {view.mayEdit && (
          <button type="button" className="link-button" onClick={() => setChanging(true)}>
            增减
          </button>
        )}
      </h3>
      <p className="ink-2 text-13">每一项在它自己那件申请里写；期限、检索记录、第三方意见也各算各的。</p>
      <ol>
        {answers.map((answer, index) => (
          <li key={answer.letterId}>
            <span>{index + 1}</span>
            <span>
              <Link to={addresses.letter(answer.letterId)}>{answer.templateName}</Link>
              <span className="text-12 ink-2" style={{ display: "block" }}>
                {answer.requestedInformation}
              </span>
            </span>
            <span className="text-12 ink-2">{answer.applicationNo}</span>
          </li>
        ))}
      </ol>
      {changing && <ChangeDialog view={view} onClose={() => setChanging(false)} />}
    </section>
  );
}

/** What is handed over with each answer; files are attached and their findings answered in the letter of the unit. */
export function AnswerFiles({ view }: { readonly view: LetterView }) {
  return (
    <div className="letter-enclosures">
      <section className="letter-why" aria-label="各项附件">
        <h3>各项附件</h3>
        <p className="ink-2 text-13">附件加在各项自己的答复里，随这一份一并审查、一并提供。</p>
        <ol>
          {(view.answers ?? []).map((answer, index) => (
            <li key={answer.letterId}>
              <span>{index + 1}</span>
              <span>
                <Link to={addresses.letter(answer.letterId)}>{answer.templateName}</Link>
                {answer.files.map((file) => (
                  <span key={file} className="text-13" style={{ display: "block" }}>
                    {file}
                  </span>
                ))}
                {answer.files.length === 0 && (
                  <span className="text-12 ink-3" style={{ display: "block" }}>
                    没有附件
                  </span>
                )}
                {answer.openFindings > 0 && (
                  <span className="text-soon text-12" style={{ display: "block" }}>
                    <Icon name="warning" size={12} /> {answer.openFindings} 处发现未处理
                  </span>
                )}
              </span>
            </li>
          ))}
        </ol>
      </section>
      <ReviewedCopies view={view} />
    </div>
  );
}

/** A row a unit: its answers that may go into one letter, or why none can. */
export function UnitAnswerChoice({
  units,
  chosen,
  onChange,
}: {
  readonly units: UnitAnswersView["units"];
  readonly chosen: ReadonlySet<string>;
  readonly onChange: (chosen: ReadonlySet<string>) => void;
}) {
  const toggle = (letterId: string, ofUnit: readonly string[]): void => {
    const next = new Set(chosen);
    if (next.has(letterId)) next.delete(letterId);
    else {
      // A unit is answered once in a letter.
      for (const other of ofUnit) next.delete(other);
      next.add(letterId);
    }
    onChange(next);
  };
  return (
    <ul className="unit-answers">
      {units.map((unit) => (
        <li key={unit.applicationId}>
          <span>
            <Link to={addresses.application(unit.applicationId)}>{unit.applicationNo}</Link>{" "}
            <span className="text-13">{unit.requestedInformation}</span>
          </span>
          {unit.answers.length === 0 && (
            <span className="text-13 ink-3">{unit.closed ? "已经办结" : "还没有起草答复"}</span>
          )}
          {unit.answers.map((answer) => (
            <span key={answer.letterId} className="unit-answers__one">
              <Checkbox
                checked={chosen.has(answer.letterId)}
                disabled={answer.obstacle !== undefined}
                onChange={() =>
                  toggle(
                    answer.letterId,
                    unit.answers.map((each) => each.letterId),
                  )
                }
              >
                {answer.templateName}
              </Checkbox>
              {answer.obstacle !== undefined && <span className="text-12 ink-2">{answer.obstacle}</span>}
            </span>
          ))}
        </li>
      ))}
    </ul>
  );
}

function ChangeDialog({ view, onClose }: { readonly view: LetterView; readonly onClose: () => void }) {
  const { value, error: readError } = useView(
    "letters.unitAnswers",
    { applicationId: view.applicationId, jointLetterId: view.letterId },
    [`letter:${view.letterId}`],
  );
  const [chosen, setChosen] = useState<ReadonlySet<string>>(
    new Set((view.answers ?? []).map((answer) => answer.letterId)),
  );
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<CallError>();
  const reread = useLetterStore((state) => state.reread);
  const run = async (): Promise<void> => {
    setBusy(true);
    const answer = await call("letters.changeJoint", { letterId: view.letterId, letterIds: [...chosen] });
    setBusy(false);
    if (!answer.ok) {
      setError(answer.error);
      return;
    }
    await reread();
    showToast("各项已经改变");
    onClose();
  };
  return (
    <Modal
      open
      title="这份答复包括哪几项"
      width={640}
      onCancel={onClose}
      footer={[
        <Button key="cancel" onClick={onClose}>
          不改
        </Button>,
        <Button
          key="run"
          type="primary"
          loading={busy}
          disabled={chosen.size < fewestAnswers}
          onClick={() => void run()}
        >
          改为这 {chosen.size} 项
        </Button>,
      ]}
    >
      {view.state === "approved" && <p className="text-soon">审查已经同意；改变以后要重新送审。</p>}
      {value ? (
        <UnitAnswerChoice units={value.units} chosen={chosen} onChange={setChosen} />
      ) : readError ? (
        <ErrorPanel error={readError} about="各件的答复没有取出来" />
      ) : (
        <LoadingRows rows={4} label="正在取各件的答复" />
      )}
      {error && <ErrorPanel error={error} about="没有改变" />}
    </Modal>
  );
}
