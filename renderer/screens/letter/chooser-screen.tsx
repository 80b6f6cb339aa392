import { Button, Select } from "antd";
import { useEffect, useRef, useState } from "react";
import { useNavigate, useParams, useSearchParams } from "react-router";

import type { ChooserFacts } from "../../../shared/domain/letters/chooser.ts";
import type { Question } from "../../../shared/domain/letters/chooser-questions.ts";
import { isLetterId, type LetterId } from "../../../shared/domain/letters/letter-id.ts";
import {
  letterTemplates,
  shippedTemplate,
} from "../../../shared/domain/letters/templates/letter-templates.ts";
import type { Reason } from "../../../shared/domain/letters/relief.ts";
import { reliefBlocks } from "../../../shared/domain/letters/relief-blocks.ts";
import { reliefRuleOf } from "../../../shared/domain/letters/relief.ts";
import { Icon } from "../../components/icon/icon.tsx";
import { Notice } from "../../components/notice/notice.tsx";
import { Panel } from "../../components/panel/panel.tsx";
import { citationWords } from "../../components/paper/short-citation.ts";
import { ErrorPanel } from "../../components/states/error-panel.tsx";
import { call, type CallError } from "../../core-client/core-client.ts";
import { LessonNotices } from "../case/lesson-notices.tsx";
import { addresses } from "../../shell/addresses.ts";
import { answerQuestion, blockedAnswer, reopenQuestion, walkPath } from "./chooser-model.ts";
import "../case/case.css";
import "./letter.css";

function QuestionCard({
  question,
  onAnswer,
}: {
  readonly question: Question;
  readonly onAnswer: (value: string) => void;
}) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    // Each question takes the focus, so that a digit or Enter answers it.
    box.current?.querySelector("button")?.focus({ preventScroll: true });
  }, []);
  return (
    <div
      ref={box}
      className="chooser__question"
      role="listbox"
      aria-label={question.text}
      tabIndex={-1}
      onKeyDown={(event) => {
        const option = question.options[Number(event.key) - 1];
        if (!option || event.ctrlKey || event.altKey) return;
        event.preventDefault();
        onAnswer(option.value);
      }}
    >
      <h3 role="presentation">{question.text}</h3>
      <p className="ink-2" role="presentation">
        {question.hint ? `${question.hint} ` : ""}
        <span className="ink-3">{citationWords(question.article)}</span>
      </p>
      <div className="chooser__options" role="presentation">
        {question.options.map((option, index) => (
          <button
            key={option.value}
            type="button"
            className="chooser__option"
            role="option"
            aria-selected={false}
            onClick={() => onAnswer(option.value)}
          >
            <span className="find-choice-key" aria-hidden="true">
              {index + 1}
            </span>
            <span>{option.label}</span>
            <span>{citationWords(option.article)}</span>
          </button>
        ))}
      </div>
    </div>
  );
}

function reliefName(letter: LetterId): string {
  const rule = reliefRuleOf(letter);
  if (rule === "by-grounds") return "按不予公开的依据确定";
  if (rule === "by-answers") return "按各项答复确定";
  if (rule === "as-original") return "与原文书一致";
  return reliefBlocks[rule].name;
}

function Recommendation({
  letter,
  reasons,
  busy,
  onCreate,
}: {
  readonly letter: LetterId;
  readonly reasons: readonly Reason[];
  readonly busy: boolean;
  readonly onCreate: () => void;
}) {
  const template = shippedTemplate(letter);
  const button = useRef<HTMLDivElement>(null);
  useEffect(() => {
    button.current?.querySelector("button")?.focus();
  }, []);
  return (
    <Panel title="应当使用" kind="next">
      <div className="next-step">
        <h3>{template.name}</h3>
        <p>{template.when}</p>
        <dl className="facts" style={{ marginTop: 8 }}>
          <dt>救济途径</dt>
          <dd>{reliefName(letter)}</dd>
          <dt>依据</dt>
          <dd>{template.basis.map(citationWords).join("、")}</dd>
        </dl>
        <LessonNotices template={letter} />
        <div className="next-step__buttons" ref={button}>
          <Button type="primary" loading={busy} onClick={onCreate}>
            起草这件文书
          </Button>
        </div>
        {reasons.length > 0 && <p className="ink-3 text-12">选择的理由随文书留存。</p>}
      </div>
    </Panel>
  );
}

const allLetters = Object.values(letterTemplates).map((template) => ({
  value: template.id,
  label: template.name,
}));

/** 选文书: a short question path that follows the articles and ends in one recommendation and why. */
export function ChooserScreen() {
  const { applicationId = "" } = useParams();
  const [search] = useSearchParams();
  const navigate = useNavigate();
  const [facts, setFacts] = useState<ChooserFacts>({});
  const wanted = search.get("template");
  const [named, setNamed] = useState<LetterId | undefined>(isLetterId(wanted) ? wanted : undefined);
  const [busy, setBusy] = useState(false);
  const [error, setError] = useState<CallError>();
  const path = walkPath(facts);
  const blocked = blockedAnswer(path);
  const { choice } = path;
  const letter = named ?? ("letter" in choice ? choice.letter : undefined);
  const reasons: readonly Reason[] = named ? [] : choice.reasons;

  const create = async (): Promise<void> => {
    if (!letter) return;
    setBusy(true);
    const answer = await call("letters.create", {
      applicationId,
      template: letter,
      reasons: reasons.map((reason) => ({ text: reason.text, article: reason.article })),
    });
    setBusy(false);
    if (!answer.ok) setError(answer.error);
    else void navigate(addresses.letter(answer.value.letterId), { replace: true });
  };

  return (
    <div className="chooser">
      <header className="cases__head">
        <h1>选文书</h1>
        <span>按条例的顺序逐问逐答，最后得出一件文书和理由</span>
        <span className="cases__tools">
          <Button onClick={() => void navigate(addresses.application(applicationId))}>回到案件</Button>
        </span>
      </header>
      <div className="chooser__body">
        <div className="case__column">
          {error && <ErrorPanel error={error} about="文书没有起草成" />}
          <Panel
            title="问答"
            remark={path.answered.length > 0 ? `已答 ${path.answered.length} 问` : undefined}
            flush
          >
            {path.answered.map(({ question, option }) => (
              <div key={question.id} className="chooser__answered">
                <span>{question.text}</span>
                <strong>{option.label}</strong>
                <button
                  type="button"
                  className="link-button text-13"
                  onClick={() => {
                    setNamed(undefined);
                    setFacts(reopenQuestion(facts, question.id));
                  }}
                >
                  改
                </button>
              </div>
            ))}
            {blocked ? (
              <div className="chooser__question">
                <Notice
                  kind="soon"
                  title="这样还不能定文书"
                  actions={
                    <Button size="small" onClick={() => setFacts(reopenQuestion(facts, blocked.question.id))}>
                      重新回答
                    </Button>
                  }
                >
                  {blocked.option.because}（{citationWords(blocked.option.article)}）
                </Notice>
              </div>
            ) : (
              "missing" in choice &&
              named === undefined && (
                <QuestionCard
                  key={choice.missing.id}
                  question={choice.missing}
                  onAnswer={(value) => setFacts(answerQuestion(facts, choice.missing.id, value))}
                />
              )
            )}
            {!blocked && letter && (
              <p className="chooser__question ink-2">
                {named ? "已直接指定文书，理由请在文书中写明。" : "问答已经得出结果，见右边。"}
              </p>
            )}
          </Panel>
        </div>
        <div className="case__column">
          {letter && (
            <Recommendation
              key={letter}
              letter={letter}
              reasons={reasons}
              busy={busy}
              onCreate={() => void create()}
            />
          )}
          {reasons.length > 0 && (
            <Panel title="为什么">
              <ol className="letter-why" style={{ padding: 0 }}>
                {reasons.map((reason, index) => (
                  <li key={`${reason.article}-${index}`}>
                    <span>{index + 1}</span>
                    <span>{reason.text}</span>
                    <span>{citationWords(reason.article)}</span>
                  </li>
                ))}
              </ol>
            </Panel>
          )}
          <Panel title="已经知道用哪一件">
            <Select
              style={{ width: "100%" }}
              showSearch={{ optionFilterProp: "label" }}
              placeholder="直接选文书"
              aria-label="直接选文书"
              value={named ?? null}
              options={allLetters}
              onChange={(value: LetterId | null) => setNamed(value ?? undefined)}
            />
            <p className="ink-2 text-13" style={{ marginTop: 6 }}>
              <Icon name="info" size={13} /> 直接选的不带理由；答复类文书建议走一遍问答。
            </p>
          </Panel>
        </div>
      </div>
    </div>
  );
}
