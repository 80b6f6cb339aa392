import { Button } from "antd";
import { useCallback, useState } from "react";
import { useNavigate } from "react-router";

import type { LetterView } from "../../../shared/contract/applications.ts";
import type { RevisionRow } from "../../../shared/contract/items.ts";
import type { LintFinding, LintRepair } from "../../../shared/domain/letters/linter.ts";
import { typeOf } from "../../../shared/domain/letters/field-values.ts";
import { inlineText } from "../../../shared/domain/letters/field-wording.ts";
import type { FieldValue } from "../../../shared/domain/letters/field-values.ts";
import type { LetterModel } from "../../../shared/domain/letters/letter-model.ts";
import { Icon } from "../../components/icon/icon.tsx";
import { ButtonKey, KeyHint } from "../../components/key-hint/key-hint.tsx";
import { DifferenceLines } from "../../components/paper/difference-lines.tsx";
import { citationWords } from "../../components/paper/short-citation.ts";
import { RelativeTime } from "../../components/relative-time/relative-time.tsx";
import { ScrollRegion } from "../../components/scroll-region/scroll-region.tsx";
import { EmptyState } from "../../components/states/empty-state.tsx";
import { ErrorPanel } from "../../components/states/error-panel.tsx";
import type { CommandId } from "../../commands/command-table.ts";
import { call, type CallError, type CallOutput } from "../../core-client/core-client.ts";
import { shortDigest } from "../../wording/numbers.ts";
import { countChecks, repairLabel } from "./check-model.ts";
import { FieldEditor } from "./field-editor.tsx";
import { newLetterAddress } from "./letter-addresses.ts";
import { fieldRows, gapsToType } from "./letter-draft.ts";
import { useLetterStore } from "./letter-store.ts";

export function WhyThisOne({ view }: { readonly view: LetterView }) {
  const navigate = useNavigate();
  return (
    <section className="letter-why" aria-label="为什么是这一件">
      <h3>
        为什么是这一件
        <button
          type="button"
          className="link-button"
          onClick={() => void navigate(newLetterAddress(view.applicationId))}
        >
          重新选择
        </button>
      </h3>
      {view.reasonsForChoice.length === 0 ? (
        <p className="ink-2 text-13">直接指定的文书，没有留下选择的理由。</p>
      ) : (
        <ol>
          {view.reasonsForChoice.map((reason, index) => (
            <li key={`${reason.article}-${index}`}>
              <span>{index + 1}</span>
              <span>{reason.text}</span>
              <span>{citationWords(reason.article)}</span>
            </li>
          ))}
        </ol>
      )}
      <p className="letter-why__result">
        <Icon name="arrowRight" size={14} /> {view.templateName}
      </p>
    </section>
  );
}

const repairKeys: readonly CommandId[] = ["letter.repair1", "letter.repair2", "letter.repair3"];

function Check({
  finding,
  current,
  first,
  mayEdit,
  filledElsewhere,
  onGo,
  onRepair,
}: {
  readonly finding: LintFinding;
  readonly current: boolean;
  /** The check that Alt+1 is for. */
  readonly first: boolean;
  readonly mayEdit: boolean;
  /** The field is filled by the case or the organ's profile, so nothing can be typed here. */
  readonly filledElsewhere: boolean;
  readonly onGo: () => void;
  readonly onRepair: (repair: LintRepair) => void;
}) {
  const wrong = finding.severity === "blocks";
  const key = repairKeys[0];
  return (
    <li className={`letter-check ${wrong ? "is-wrong" : "is-look"} ${current ? "is-current" : ""}`}>
      <Icon name={wrong ? "cross" : "warning"} size={14} label={wrong ? "不符" : "请核对"} />
      <div>
        <button type="button" className="letter-check__text" onClick={onGo}>
          {finding.message}
        </button>
        <p className="letter-check__article">{citationWords(finding.article)}</p>
        {filledElsewhere && <p className="ink-2 text-13">由案件登记或者机关资料填写，不在文书里改。</p>}
        {finding.repair && mayEdit && !filledElsewhere && (
          <div className="letter-check__repairs">
            <Button
              size="small"
              {...(wrong && first ? { type: "primary" as const } : {})}
              onClick={() => finding.repair && onRepair(finding.repair)}
            >
              {repairLabel(finding.repair)} {first && key && <ButtonKey command={key} />}
            </Button>
          </div>
        )}
      </div>
    </li>
  );
}

function shownValue(value: unknown, type: ReturnType<typeof typeOf>): string {
  if (value === undefined) return "";
  return inlineText(type, value as FieldValue).replaceAll("\n", "；");
}

export interface PanelActions {
  readonly currentCheck: number | undefined;
  readonly onCheck: (index: number) => void;
  readonly onRepair: (repair: LintRepair) => void;
  readonly onFocusField: (name: string) => void;
}

/** Why this letter, what the checks say, what is still to be typed, and what the case fills. */
export function FieldsTab({
  view,
  model,
  actions,
}: {
  readonly view: LetterView;
  readonly model: LetterModel;
  readonly actions: PanelActions;
}) {
  const draft = useLetterStore((state) => state.draft);
  const change = useLetterStore((state) => state.change);
  const saveError = useLetterStore((state) => state.saveError);
  const { lint } = view;
  const counts = countChecks(lint);
  const rows = fieldRows(view, model);
  const typed = rows.filter((row) => !row.fromCase && !row.use.name.startsWith("relief"));
  const fixed = rows.filter((row) => row.fromCase);
  const gaps = gapsToType(rows);
  const shownCheck = actions.currentCheck ?? 0;
  const changeField = useCallback(
    (name: string, value: unknown): void =>
      change((current) => ({ ...current, fields: { ...current.fields, [name]: value } })),
    [change],
  );
  return (
    <ScrollRegion className="letter-panel__scroll" label="字段和检查">
      <WhyThisOne view={view} />
      <div className="letter-panel__head">
        <strong>检查</strong>
        {counts.wrong > 0 && <span className="text-law">{counts.wrong} 项不符</span>}
        {counts.look > 0 && <span className="text-soon">{counts.look} 项请核对</span>}
        {lint.length === 0 &&
          (view.issueDate ? (
            <span className="ink-2">签发时已通过</span>
          ) : (
            <span className="text-done">都通过了</span>
          ))}
        {lint.length > 0 && <KeyHint commands={["letter.nextCheck"]} words="下一项" />}
      </div>
      <ul aria-label="检查结果">
        {lint.map((finding, index) => (
          <Check
            key={`${finding.ruleId}-${finding.blockId ?? finding.field ?? ""}-${index}`}
            finding={finding}
            current={actions.currentCheck === index}
            first={index === shownCheck}
            mayEdit={view.mayEdit}
            filledElsewhere={
              finding.repair?.kind === "fillField" && view.caseFields.includes(finding.repair.field)
            }
            onGo={() => actions.onCheck(index)}
            onRepair={actions.onRepair}
          />
        ))}
      </ul>
      <div className="letter-panel__head">
        <strong>字段</strong>
        {gaps.length > 0 && <span className="text-soon">{gaps.length} 个待填</span>}
        <span className="ink-3">来自案件的不在此改</span>
      </div>
      <div
        className="letter-fields"
        onFocusCapture={(event) => {
          const field = (event.target as HTMLElement)
            .closest("[id^='letter-field-']")
            ?.id.slice("letter-field-".length);
          if (field) actions.onFocusField(field);
        }}
      >
        {typed.length === 0 && <p className="ink-2">这件文书没有要填的字段。</p>}
        {typed.map((row) => (
          <FieldEditor
            key={row.use.name}
            row={row}
            value={draft.fields[row.use.name]}
            disabled={!view.mayEdit}
            problem={
              saveError?.code === "fields-invalid" && saveError.field === row.use.name
                ? `应当填${String(saveError.facts?.["expected"] ?? "别的内容")}`
                : undefined
            }
            onChange={changeField}
          />
        ))}
      </div>
      {fixed.length > 0 && (
        <>
          <div className="letter-panel__head">
            <strong>来自案件和机关资料</strong>
            <span className="ink-3">
              <Icon name="lock" size={12} /> {fixed.length} 个
            </span>
          </div>
          <dl className="letter-fixed">
            {fixed.map((row) => (
              <div key={row.use.name} style={{ display: "contents" }}>
                <dt>{row.label}</dt>
                <dd>
                  {shownValue(view.fields[row.use.name], typeOf(row.use)) || (
                    <span className={row.missing ? "text-soon" : "ink-3"}>
                      {row.use.name === "docNumber" || row.use.name === "issueDate"
                        ? "签发时填写"
                        : "案件中没有"}
                    </span>
                  )}
                </dd>
              </div>
            ))}
          </dl>
        </>
      )}
    </ScrollRegion>
  );
}

type Comparison = CallOutput<"items.compare">;

function Version({
  revision,
  before,
}: {
  readonly revision: RevisionRow;
  readonly before: RevisionRow | undefined;
}) {
  const [comparison, setComparison] = useState<Comparison>();
  const [error, setError] = useState<CallError>();
  const compare = async (): Promise<void> => {
    if (!before || comparison) {
      setComparison(undefined);
      return;
    }
    const answer = await call("items.compare", {
      fromRevisionId: before.revisionId,
      toRevisionId: revision.revisionId,
    });
    if (answer.ok) setComparison(answer.value);
    else setError(answer.error);
  };
  return (
    <li className="letter-version">
      <div className="letter-version__head">
        <strong>第{revision.revNo}稿</strong>
        <span className="mono ink-2 text-12">{shortDigest(revision.digest)}</span>
        <span className="ink-2 text-13" style={{ marginLeft: "auto" }}>
          {revision.createdBy}，<RelativeTime at={revision.createdAt} />
        </span>
      </div>
      {revision.note !== "" && <p className="ink-2 text-13">{revision.note}</p>}
      {before && (
        <button
          type="button"
          className="link-button text-13"
          aria-expanded={comparison !== undefined}
          onClick={() => void compare()}
        >
          {comparison ? "收起比较" : `与第${before.revNo}稿比较`}
        </button>
      )}
      {error && <ErrorPanel error={error} about="两稿没有比较成" />}
      {comparison && <DifferenceLines difference={comparison.document} masks={comparison.masks} />}
    </li>
  );
}

/** The frozen revisions; a draft becomes one when it is sent to review. */
export function VersionsTab({ view }: { readonly view: LetterView }) {
  if (view.revisions.length === 0)
    return (
      <EmptyState title="还没有送审过">草稿随写随存；送审时冻结成第1稿，审查和签发都只认那一稿。</EmptyState>
    );
  return (
    <ScrollRegion className="letter-panel__scroll" label="版本">
      <ol>
        {view.revisions.map((revision, index) => (
          <Version key={revision.revisionId} revision={revision} before={view.revisions[index + 1]} />
        ))}
      </ol>
    </ScrollRegion>
  );
}
